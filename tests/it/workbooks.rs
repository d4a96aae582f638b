//! Workbooks from outside, good and hostile, through the built program: the command line answers with one JSON object
//! and a known exit code, and a running server lives on.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use reqwest::multipart::{Form, Part};
use serde_json::Value;

use crate::process::{Server, Setting, command};
use crate::world::{config, demo_in};

/// No file may take longer, whatever is in it.
const LONGEST: Duration = Duration::from_secs(10);
/// The files that make plain readers fail worst: they abort the process, unpack to gigabytes or expand without end.
const WORST: [&str; 3] = ["huge_dimension.xlsx", "zipbomb_90MB.xlsx", "poc-xmlbomb.xlsx"];

/// The collection of odd, broken and hostile files; it is no part of the repository.
fn collection() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/workbooks");
    if folder.join("manifest.csv").is_file() {
        return Some(folder);
    }
    eprintln!("skipped: {} is absent", folder.display());
    None
}

fn books(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    found.retain(|path| path.is_file() && path.file_name().is_some_and(|name| name != "manifest.csv"));
    found.sort();
    found
}

fn dry_run(setting: &Setting<'_>, file: &Path) -> Output {
    let mut import: Command = command(setting, 0);
    import
        .args(["import", "applications"])
        .arg(file)
        .args(["--call", "IBZ-2026A", "--json"]);
    import.stdout(Stdio::piped()).output().unwrap()
}

/// What is wrong with the answer, against the promise of the command line.
fn faults(answer: &Output) -> Option<String> {
    let said = String::from_utf8_lossy(&answer.stderr);
    let Some(code @ (0 | 2 | 3)) = answer.status.code() else {
        return Some(format!("{}: {said}", answer.status));
    };
    if said.contains("panicked") {
        return Some(format!("a panic: {said}"));
    }
    let report: Value = match serde_json::from_slice(&answer.stdout) {
        Ok(report) => report,
        Err(error) => return Some(format!("no JSON object: {error}")),
    };
    let is_shaped = report["accepted"].is_u64()
        && report["accepted_amount_cents"].is_i64()
        && report["totals"].is_array()
        && report.get("unreadable").is_some();
    let Some(rows) = report["rows"].as_array().filter(|_| is_shaped) else {
        return Some(format!("keys are missing: {report}"));
    };
    let row_keys = [
        "sheet",
        "row",
        "status",
        "key",
        "name",
        "amount_cents",
        "received_on",
        "messages",
    ];
    if let Some(row) = rows
        .iter()
        .find(|row| row_keys.iter().any(|key| row.get(key).is_none()))
    {
        return Some(format!("a row lacks keys: {row}"));
    }
    let message_keys = ["column", "code", "value", "text"];
    let mut messages = rows.iter().filter_map(|row| row["messages"].as_array()).flatten();
    if let Some(message) = messages.find(|message| message_keys.iter().any(|key| message.get(key).is_none()))
    {
        return Some(format!("a message lacks keys: {message}"));
    }
    let count = |status: &str| rows.iter().filter(|row| row["status"] == status).count();
    let expected = match (
        report["unreadable"].is_null(),
        count("error") + count("duplicate"),
    ) {
        (false, _) => 3,
        (true, 0) => 0,
        (true, _) => 2,
    };
    (code != expected || report["accepted"] != count("accepted"))
        .then(|| format!("exit {code}, but {report}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_answers_every_workbook_with_a_report_and_never_dies() {
    let folder = tempfile::tempdir().unwrap();
    let settings = config(folder.path());
    drop(demo_in(&folder).await);
    let mails = folder.path().join("mails");
    let setting = Setting {
        database_url: &settings.database_url,
        data: folder.path(),
        mails: &mails,
    };
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/workbooks");
    let mut files = books(&own);
    files.extend(collection().iter().flat_map(|folder| books(folder)));
    let mut wrong = Vec::new();
    for file in &files {
        let started = Instant::now();
        let answer = dry_run(&setting, file);
        let took = started.elapsed();
        let name = file.file_name().unwrap().to_string_lossy();
        wrong.extend(faults(&answer).map(|fault| format!("{name}: {fault}")));
        if took > LONGEST {
            wrong.push(format!("{name}: took {took:?}"));
        }
    }
    assert!(files.len() > 10, "only {} files", files.len());
    assert!(
        wrong.is_empty(),
        "{} of {} files:\n{}",
        wrong.len(),
        files.len(),
        wrong.join("\n")
    );
    let known = dry_run(&setting, &own.join("broken_amounts.xlsx"));
    assert_eq!(
        known.status.code(),
        Some(2),
        "a list with wrong amounts is readable and has errors"
    );
    let none = dry_run(&setting, &own.join("no_such_file.xlsx"));
    assert_eq!(
        none.status.code(),
        Some(3),
        "a file that is not there is unreadable"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_lives_on_after_the_worst_workbooks() {
    let Some(collection) = collection() else { return };
    let folder = tempfile::tempdir().unwrap();
    let settings = config(folder.path());
    drop(demo_in(&folder).await);
    let mails = folder.path().join("mails");
    let setting = Setting {
        database_url: &settings.database_url,
        data: folder.path(),
        mails: &mails,
    };
    let mut server = Server::start(&setting).await;
    let client = crate::process::client()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let cookie = server
        .sign_in(&client, "sachbearbeitung@ministerium.example")
        .await;
    for name in WORST {
        let bytes = std::fs::read(collection.join(name)).unwrap();
        let form = Form::new()
            .text("call", "IBZ-2026A")
            .part("file", Part::bytes(bytes).file_name(name));
        let started = Instant::now();
        let upload = client
            .post(format!("{}/imports/applications", server.base))
            .header("cookie", &cookie)
            .multipart(form);
        let answer = upload
            .send()
            .await
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(answer.status(), 303, "{name}: {}", answer.text().await.unwrap());
        let report = answer.headers()["location"].to_str().unwrap().to_owned();
        let page = client
            .get(format!("{}{report}", server.base))
            .header("cookie", &cookie)
            .send()
            .await
            .unwrap();
        assert_eq!(page.status(), 200, "{name}");
        assert!(
            page.text().await.unwrap().contains(name),
            "the report names the file"
        );
        assert!(started.elapsed() < LONGEST, "{name}: {:?}", started.elapsed());
        let ready = client
            .get(format!("{}/readyz", server.base))
            .send()
            .await
            .unwrap();
        assert_eq!(ready.status(), 200, "after {name}");
    }
    assert!(server.is_running(), "the server process is the same as before");
}
