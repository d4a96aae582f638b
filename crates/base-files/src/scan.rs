//! The virus scanner: a clamd that listens on TCP or on a Unix socket, spoken to by its `INSTREAM` command
//! (clamd(8): chunks of length and bytes, a length of zero ends them).

use std::path::PathBuf;
use std::time::Duration;

use base::Problem;
use sea_orm::entity::prelude::{DeriveActiveEnum, EnumIter};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::timeout;

/// The job that scans one file; its subject is the file's id. Scheduled by [`crate::Files::keep`].
pub const SCAN_JOB: &str = "file-scan";

/// A file of 10 MiB takes seconds; a scanner that says nothing for this long is taken as down.
const TIMEOUT: Duration = Duration::from_secs(60);
const CHUNK: usize = 64 * 1024;
/// An answer is one line.
const MAX_ANSWER: u64 = 4_096;

/// How a file stands with the virus scanner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, serde::Serialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ScanState {
    /// Nobody is asked: no scanner was set, or the file is our own.
    #[sea_orm(string_value = "NONE")]
    None,
    #[sea_orm(string_value = "PENDING")]
    Pending,
    #[sea_orm(string_value = "CLEAN")]
    Clean,
    #[sea_orm(string_value = "INFECTED")]
    Infected,
}

impl ScanState {
    /// As stored and in text keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::None => "NONE",
            Self::Pending => "PENDING",
            Self::Clean => "CLEAN",
            Self::Infected => "INFECTED",
        }
    }
}

/// What the scanner says of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Clean,
    /// With the name of the finding.
    Infected(String),
}

/// Where a clamd listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanner {
    /// Host and port.
    Tcp(String),
    Unix(PathBuf),
}

impl Scanner {
    /// The scanner of a setting: `tcp://host:3310`, `unix:///run/clamav/clamd.ctl`; empty means none.
    /// Error: anything else.
    pub fn from_url(url: &str) -> Result<Option<Self>, Problem> {
        match url.split_once("://") {
            None if url.is_empty() => Ok(None),
            Some(("tcp", address)) if address.contains(':') => Ok(Some(Self::Tcp(address.to_owned()))),
            Some(("unix", path)) if path.starts_with('/') => Ok(Some(Self::Unix(path.into()))),
            _ => Err(Problem::broken(format!(
                "virus scanner {url}: neither tcp://host:port nor unix:///path"
            ))),
        }
    }

    /// Whether it answers. Error: says what happened instead.
    pub async fn ping(&self) -> Result<(), Problem> {
        match self.ask(b"zPING\0", None).await?.as_str() {
            "PONG" => Ok(()),
            other => Err(self.broken(&format!("answered {other:?} to PING"))),
        }
    }

    /// Has the bytes looked at. Error: the scanner cannot be reached, is too slow, or refuses.
    pub async fn scan(&self, bytes: &[u8]) -> Result<Verdict, Problem> {
        let answer = self.ask(b"zINSTREAM\0", Some(bytes)).await?;
        let said = answer.strip_prefix("stream: ").unwrap_or(&answer);
        match said.strip_suffix(" FOUND") {
            Some(finding) => Ok(Verdict::Infected(finding.to_owned())),
            None if said == "OK" => Ok(Verdict::Clean),
            None => Err(self.broken(&answer)),
        }
    }

    async fn ask(&self, command: &[u8], bytes: Option<&[u8]>) -> Result<String, Problem> {
        let talk = async {
            match self {
                Self::Tcp(address) => talk(TcpStream::connect(address).await?, command, bytes).await,
                Self::Unix(path) => talk(UnixStream::connect(path).await?, command, bytes).await,
            }
        };
        match timeout(TIMEOUT, talk).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(self.broken(&error.to_string())),
            Err(_) => Err(self.broken("no answer in time")),
        }
    }

    fn broken(&self, why: &str) -> Problem {
        Problem::broken(format!("virus scanner {self:?}: {why}"))
    }
}

async fn talk(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    command: &[u8],
    bytes: Option<&[u8]>,
) -> std::io::Result<String> {
    stream.write_all(command).await?;
    if let Some(bytes) = bytes {
        for chunk in bytes.chunks(CHUNK) {
            stream.write_all(&(chunk.len() as u32).to_be_bytes()).await?;
            stream.write_all(chunk).await?;
        }
        stream.write_all(&0_u32.to_be_bytes()).await?;
    }
    stream.flush().await?;
    let mut answer = Vec::new();
    stream.take(MAX_ANSWER).read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer);
    Ok(answer.trim_end_matches(['\0', '\n']).to_owned())
}
