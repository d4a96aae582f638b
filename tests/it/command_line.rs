//! The command line and the log as an operator meets them: sentences, exit codes, no panic, one request id everywhere.

use std::process::{Command, Output, Stdio};

use base_testing::db;
use tempfile::TempDir;

use crate::process::{Server, Setting, command, program};

/// A fresh folder and the output of one command in it.
struct Place {
    folder: TempDir,
    database_url: String,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database_url = format!("sqlite://{}?mode=rwc", folder.path().join("b.sqlite").display());
        Self { folder, database_url }
    }

    fn command(&self) -> Command {
        let mails = self.folder.path().join("mails");
        let setting = Setting {
            database_url: &self.database_url,
            data: self.folder.path(),
            mails: &mails,
        };
        command(&setting, 0)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command()
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .output()
            .unwrap()
    }
}

#[test]
fn what_is_unknown_is_named_and_the_exit_code_says_refused() {
    let place = Place::new();
    for (arguments, sentence) in [
        (
            &["import", "nix", "/dev/null"][..],
            "Bekannt sind: addresses, applications",
        ),
        (
            &["export", "X1", "--call", "NIX", "--as", "niemand@amt.example"],
            "Zu „niemand@amt.example“ gibt es kein Konto.",
        ),
        (
            &["user", "reset-second-factor", "niemand@amt.example"],
            "gibt es kein Konto",
        ),
        (
            &["user", "add", "kaputt", "--name", "Neu"],
            "keine E-Mail-Adresse",
        ),
        (
            &["token", "create", "niemand@amt.example", "--name", "T"],
            "Das gibt es nicht (account)",
        ),
    ] {
        let output = place.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(4), "{arguments:?}: {said}");
        assert!(said.contains(sentence), "{arguments:?}: {said}");
        assert_eq!(said.trim().lines().count(), 1, "said once: {said}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_causes_no_panic() {
    let place = Place::new();
    let mut child = place
        .command()
        .args(["migrate"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && !said.contains("panicked"), "{said}");
}

#[test]
fn config_check_misses_the_secret_key_of_a_production_database() {
    let place = Place::new();
    assert_eq!(
        place.run(&["config", "check"]).status.code(),
        Some(0),
        "SQLite makes its own"
    );
    let broken = place
        .command()
        .args(["config", "check"])
        .env("BACKOFFICE_SECRET_KEY", "kurz")
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&broken.stderr).into_owned();
    assert_eq!(broken.status.code(), Some(1), "{said}");
    assert!(said.contains("secret_key: not 32 bytes"), "{said}");
    let mut config = backoffice::config::Config {
        database_url: "postgres://db.example/backoffice".to_owned(),
        ..backoffice::config::Config::default()
    };
    assert!(
        config
            .findings()
            .iter()
            .any(|finding| finding.starts_with("secret_key"))
    );
    config.secret_key = Some(base_db::secrets::SecretKey::random().to_base64());
    assert_eq!(config.findings(), Vec::<String>::new());
}

#[tokio::test]
async fn an_instance_with_another_store_is_named_and_does_not_start() {
    let place = Place::new();
    let mails = place.folder.path().join("mails");
    let first = Server::start(&Setting {
        database_url: &place.database_url,
        data: place.folder.path(),
        mails: &mails,
    })
    .await;
    assert_eq!(
        place.run(&["config", "check"]).status.code(),
        Some(0),
        "the same folder"
    );
    let elsewhere = tempfile::tempdir().unwrap();
    let other = |arguments: &[&str]| {
        place
            .command()
            .args(arguments)
            .env("BACKOFFICE_FILE_STORE", elsewhere.path())
            .stderr(Stdio::piped())
            .output()
            .unwrap()
    };
    let checked = other(&["config", "check"]);
    let said = String::from_utf8_lossy(&checked.stderr).into_owned();
    assert_eq!(checked.status.code(), Some(2), "{said}");
    assert!(
        said.contains("file_store: not the store that the other instances use"),
        "{said}"
    );
    let started = other(&["serve"]);
    let said = String::from_utf8_lossy(&started.stderr).into_owned();
    assert!(
        !started.status.success() && said.contains("not where this database has them"),
        "{said}"
    );
    drop(first);
}

#[test]
fn a_store_in_a_bucket_lacks_its_keys_or_its_encryption() {
    let mut config = backoffice::config::Config {
        file_store: "s3://dateien".to_owned(),
        ..backoffice::config::Config::default()
    };
    assert_eq!(
        config.findings(),
        ["file_store: s3 needs access_key_id and secret_access_key"]
    );
    config.s3 = base_files::S3 {
        endpoint: "http://s3.amt.example".to_owned(),
        access_key_id: "portal".to_owned(),
        secret_access_key: "geheim".to_owned(),
        ..base_files::S3::default()
    };
    assert!(config.findings()[0].starts_with("s3.endpoint: http:// sends"));
    config.s3.endpoint = "https://s3.amt.example".to_owned();
    assert_eq!(config.findings(), Vec::<String>::new());
}

#[tokio::test]
async fn the_log_names_the_request_the_answer_and_the_figures_do_and_no_secret_of_a_link() {
    let test = db::sqlite().await;
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let mut child = Command::new(program())
        .arg("serve")
        .env("DATABASE_URL", &test.url)
        .env("BACKOFFICE_DATA_DIR", folder.path())
        .env("BACKOFFICE_LISTEN", format!("127.0.0.1:{port}"))
        .env("BACKOFFICE_LOG_FORMAT", "json")
        .env_remove("RUST_LOG")
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .stderr(std::fs::File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let client = crate::process::client().build().unwrap();
    let base = format!("http://127.0.0.1:{port}");
    for _ in 0..3_000 {
        if client.get(format!("{base}/healthz")).send().await.is_ok() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let answer = client
        .get(format!("{base}/invitation/geheimer-link"))
        .send()
        .await
        .unwrap();
    let status = answer.status().as_u16();
    let id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
    let figures = client
        .get(format!("{base}/metrics"))
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let log = std::fs::read_to_string(&log).unwrap();
    let line = log
        .lines()
        .find(|line| line.contains(&id))
        .unwrap_or_else(|| panic!("{log}"));
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    assert_eq!(line["fields"]["route"], "/invitation/{link}", "{line}");
    assert_eq!(line["fields"]["status"], status, "{line}");
    assert!(!log.contains("geheimer-link"), "{log}");
    for figure in [
        "http_requests_total{method=\"GET\",route=\"/invitation/{link}\"",
        "http_request_seconds_bucket{",
        "outbox_mails{state=\"FAILED\"} 0",
        "jobs_due ",
    ] {
        assert!(figures.contains(figure), "{figure}: {figures}");
    }
}
