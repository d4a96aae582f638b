//! The ways out.

use std::collections::VecDeque;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use base::Problem;
use chrono::Duration;
use url::Url;

use crate::message::{Outgoing, build};
use crate::smtp::Smtp;
use crate::{MailRow, frame};

/// How mails leave; cheap to clone.
#[derive(Clone, Debug)]
pub enum Transport {
    /// A mail server: at least once.
    Smtp(Arc<Smtp>),
    /// Demo: nothing leaves, the inbox page shows the outbox. Exactly once.
    Inbox,
    /// One `<id>.eml` per mail in a folder. Exactly once, by name.
    File(Arc<Path>),
    /// For tests.
    Memory(Memory),
}

/// Why a mail did not leave, or may not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It did not leave; trying again may help.
    Temporary(String),
    /// It will never leave: refused with 5xx, or not a valid message.
    Permanent(String),
    /// The message was handed over, but the answer is missing: it may have arrived.
    Unknown(String),
}

impl Transport {
    /// The transport of a setting:
    ///
    /// * `smtp://user:password@host:587?tls=required` – STARTTLS; also `opportunistic` and `none` (a relay on this
    ///   machine). `required` unless said. Further: `ca=/path/to/root.pem` for a certificate authority of one's own.
    /// * `smtps://user:password@host:465` – TLS from the start
    /// * `inbox:` · `file:/path/to/folder` · `memory:`
    ///
    /// Error: names what is wrong, without the password.
    pub fn from_url(setting: &str) -> Result<Self, Problem> {
        let (scheme, rest) = setting.split_once(':').unwrap_or((setting, ""));
        match scheme {
            "inbox" => Ok(Self::Inbox),
            "memory" => Ok(Self::Memory(Memory::default())),
            "file" => Self::file(rest.trim_start_matches("//")),
            "smtp" | "smtps" => {
                let url = Url::parse(setting)
                    .map_err(|error| Problem::broken(format!("mail transport: {error}")))?;
                Ok(Self::Smtp(Arc::new(Smtp::from_url(&url)?)))
            }
            _ => Err(Problem::broken(format!(
                "mail transport {scheme}: not known, use smtp, smtps, inbox or file"
            ))),
        }
    }

    /// A folder that takes one file per mail; it is made when it is missing.
    pub fn file(folder: impl Into<PathBuf>) -> Result<Self, Problem> {
        let folder = folder.into();
        std::fs::create_dir_all(&folder)
            .map_err(|error| Problem::broken(format!("mail folder {}: {error}", folder.display())))?;
        Ok(Self::File(folder.into()))
    }

    /// Whether handing over twice still delivers once.
    #[must_use]
    pub fn is_exactly_once(&self) -> bool {
        matches!(self, Self::Inbox | Self::File(_))
    }

    /// How long a worker may hold a mail: the longest two waves of deliveries take (at most 55 s each by SMTP). One that
    /// died gives its mails back after this time.
    pub(crate) fn lease(&self) -> Duration {
        match self {
            Self::Smtp(_) | Self::Memory(_) => Duration::seconds(120),
            Self::Inbox | Self::File(_) => Duration::seconds(20),
        }
    }

    /// Hands one mail over.
    pub async fn deliver(&self, mail: &MailRow) -> Result<(), Failure> {
        if matches!(self, Self::Inbox) {
            return Ok(());
        }
        let outgoing = build(mail, frame()).map_err(|problem| Failure::Permanent(problem.to_string()))?;
        match self {
            Self::Smtp(smtp) => smtp.deliver(&outgoing).await,
            Self::File(folder) => {
                let (folder, name) = (folder.clone(), format!("{}.eml", mail.id));
                tokio::task::spawn_blocking(move || write(&folder, &name, &outgoing.raw))
                    .await
                    .map_err(std::io::Error::other)
                    .and_then(|written| written)
                    .map_err(|error| Failure::Temporary(error.to_string()))
            }
            Self::Memory(memory) => memory.deliver(mail, outgoing),
            Self::Inbox => Ok(()),
        }
    }
}

/// Whole or not at all: written beside and renamed. The same mail again replaces itself.
fn write(folder: &Path, name: &str, raw: &[u8]) -> std::io::Result<()> {
    let unfinished = folder.join(format!("{name}.unfinished"));
    let mut file = std::fs::File::create(&unfinished)?;
    file.write_all(raw)?;
    file.sync_all()?;
    std::fs::rename(&unfinished, folder.join(name))
}

/// Keeps what was handed over, and fails when told to.
#[derive(Clone, Debug, Default)]
pub struct Memory(Arc<Mutex<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    sent: Vec<Sent>,
    failures: VecDeque<Failure>,
}

/// A mail as it was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// With angle brackets.
    pub message_id: String,
    pub to: String,
    pub subject: String,
    pub text: String,
    /// The message as it goes over the wire.
    pub raw: Vec<u8>,
}

impl Memory {
    /// Lets the next delivery fail like this; several calls queue up. After `Unknown` the mail has arrived all the same.
    pub fn fail_next(&self, failure: Failure) {
        self.inner().failures.push_back(failure);
    }

    /// Everything handed over so far, doubled mails included.
    #[must_use]
    pub fn sent(&self) -> Vec<Sent> {
        self.inner().sent.clone()
    }

    fn inner(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn deliver(&self, mail: &MailRow, outgoing: Outgoing) -> Result<(), Failure> {
        let mut inner = self.inner();
        let failure = inner.failures.pop_front();
        if matches!(failure, None | Some(Failure::Unknown(_))) {
            inner.sent.push(Sent {
                message_id: outgoing.message_id,
                to: outgoing.to,
                subject: mail.subject.clone(),
                text: mail.body_text.clone(),
                raw: outgoing.raw,
            });
        }
        failure.map_or(Ok(()), Err)
    }
}
