//! Real server processes: started from the built program, killed without warning, asked over HTTP.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tokio::time::{Instant, sleep};

/// The built program, beside this test program. The test command builds it before the tests run.
pub fn program() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let found = own
        .ancestors()
        .skip(1)
        .take(3)
        .map(|folder| folder.join("backoffice"))
        .find(|path| path.is_file());
    found.expect("the program is not built: cargo build --workspace --all-targets")
}

/// An HTTP client to be.
pub fn client() -> reqwest::ClientBuilder {
    base_files::speak_tls();
    reqwest::Client::builder()
}

/// A running server; killed when it is dropped.
pub struct Server {
    child: Child,
    pub base: String,
}

/// What a server process is told by its environment.
#[derive(Clone)]
pub struct Setting<'a> {
    pub database_url: &'a str,
    pub data: &'a Path,
    pub mails: &'a Path,
}

pub fn command(setting: &Setting<'_>, port: u16) -> Command {
    let mut command = Command::new(program());
    command
        .env("DATABASE_URL", setting.database_url)
        .env("BACKOFFICE_DATA_DIR", setting.data)
        .env("BACKOFFICE_LISTEN", format!("127.0.0.1:{port}"))
        .env("BACKOFFICE_PUBLIC_URL", format!("http://127.0.0.1:{port}"))
        .env(
            "BACKOFFICE_MAIL__TRANSPORT",
            format!("file:{}", setting.mails.display()),
        )
        .env("RUST_LOG", "error")
        .current_dir(setting.data)
        .stdout(Stdio::null());
    command
}

impl Server {
    pub async fn start(setting: &Setting<'_>) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let child = command(setting, port).arg("serve").spawn().unwrap();
        let server = Self {
            child,
            base: format!("http://127.0.0.1:{port}"),
        };
        let client = client().build().unwrap();
        let until = Instant::now() + Duration::from_secs(60);
        while client
            .get(format!("{}/healthz", server.base))
            .send()
            .await
            .is_err()
        {
            assert!(Instant::now() < until, "the server did not start");
            sleep(Duration::from_millis(20)).await;
        }
        server
    }

    /// Signs a demo account in; gives the cookie to send along.
    pub async fn sign_in(&self, client: &reqwest::Client, email: &str) -> String {
        let form = [("email", email), ("password", backoffice::demo::PASSWORD)];
        let answer = client
            .post(format!("{}/sign-in", self.base))
            .form(&form)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 303, "{email} is not let in");
        answer.headers()["set-cookie"]
            .to_str()
            .unwrap()
            .split(';')
            .next()
            .unwrap()
            .to_owned()
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// SIGKILL: no time to finish anything.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill(); // gone already when the test killed it
        let _ = self.child.wait(); // likewise
    }
}
