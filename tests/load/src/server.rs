//! Programs under measurement: started, waited for, ended.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

use crate::drive::{self, Shot};

/// A running program; dropping it ends it.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    /// From the start of the process to its first answer.
    pub first_answer: Duration,
}

impl Drop for Server {
    fn drop(&mut self) {
        // ended already is as good
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The product's program with its database and data folder.
#[derive(Debug, Clone)]
pub struct Product {
    pub program: PathBuf,
    pub url: String,
    pub data: PathBuf,
    pub transport: String,
}

impl Product {
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .env("DATABASE_URL", &self.url)
            .env("BACKOFFICE_DATA_DIR", &self.data)
            .env("BACKOFFICE_MAIL__TRANSPORT", &self.transport)
            .env("RUST_LOG", "warn");
        command
    }

    pub async fn serve(&self) -> anyhow::Result<Server> {
        let address = free_address()?;
        let mut command = self.command();
        command
            .arg("serve")
            .env("BACKOFFICE_LISTEN", address.to_string())
            .env("BACKOFFICE_PUBLIC_URL", format!("http://{address}"));
        start(command, address, Shot::get("/sign-in", "", "name=\"password\"")).await
    }

    /// Runs a command to its end; error: it failed, with what it said.
    pub fn run(&self, args: &[&str]) -> anyhow::Result<String> {
        let output = self.command().args(args).output()?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if !output.status.success() {
            bail!(
                "{args:?}: {}\n{said}{}",
                output.status,
                String::from_utf8_lossy(&output.stderr)
            );
        }
        Ok(said)
    }
}

/// The floor program of this very file.
pub async fn floor(url: &str) -> anyhow::Result<Server> {
    let address = free_address()?;
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["floor", url, &address.to_string()]);
    start(command, address, Shot::get("/hello", "", "hello")).await
}

fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

async fn start(mut command: Command, address: SocketAddr, probe: Shot) -> anyhow::Result<Server> {
    let started = Instant::now();
    let child = command
        .stdout(Stdio::null())
        .spawn()
        .context("the program cannot be started")?;
    let mut server = Server {
        child,
        address,
        first_answer: Duration::ZERO,
    };
    loop {
        let answered = drive::once(address, &probe).await;
        server.first_answer = started.elapsed();
        match answered {
            Ok(_) => return Ok(server),
            Err(error) if started.elapsed() > Duration::from_secs(30) => return Err(error),
            Err(_) => {}
        }
        if let Some(status) = server.child.try_wait()? {
            bail!("the program ended: {status}");
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

impl Server {
    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

/// A folder that is empty.
pub fn empty(folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)?;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        // the seeded databases are sealed with it
        if entry.file_name() == "secret.key" {
            continue;
        }
        if entry.file_type()?.is_dir() {
            std::fs::remove_dir_all(entry.path())?;
        } else {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
