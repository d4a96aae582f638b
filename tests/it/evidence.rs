//! X15: the packet of the demo's finished round holds every stage of a case, and the program checks it without anything
//! but the file. On both databases.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use backoffice::demo::{self, Cast};
use backoffice::house::House;
use base_db::seal;
use base_testing::db::TestDb;
use serde_json::Value;
use tempfile::TempDir;
use uuid::Uuid;

use crate::{process, world};

struct Demo {
    house: House,
    cast: Cast,
    data: TempDir,
    _server: Option<TestDb>,
}

impl Demo {
    async fn all() -> Vec<Self> {
        let data = tempfile::tempdir().unwrap();
        let mut demos = vec![Self::of(world::demo_in(&data).await, data, None).await];
        if let Some(server) = base_testing::db::postgres().await {
            let data = tempfile::tempdir().unwrap();
            let mut config = world::config(data.path());
            config.database_url.clone_from(&server.url);
            let house = demo::prepare(&config).await.unwrap();
            demos.push(Self::of(house, data, Some(server)).await);
        }
        demos
    }

    async fn of(house: House, data: TempDir, server: Option<TestDb>) -> Self {
        sealed(&house).await;
        Self {
            cast: Cast::load(&house).await.unwrap(),
            house,
            data,
            _server: server,
        }
    }

    /// The packet of the finished round, as somebody of the office makes it.
    async fn packet(&self, who: &str) -> (PathBuf, usize) {
        let app = &self.house.app;
        let ctx = self.cast.at(who, app.db.now()).unwrap();
        let call = calls::find_by_code(app.db.reader(), "IBZ-2026A")
            .await
            .unwrap()
            .unwrap();
        let out = self.data.path().join(format!("{who}.zip"));
        let built = reports::evidence::write_call(app, &ctx, &call, &out)
            .await
            .unwrap();
        assert!(built.verdict.is_clean(), "{:?}", built.verdict.findings);
        (out, built.cases)
    }
}

/// As the server does it, second by second.
pub async fn sealed(house: &House) {
    let holder = Uuid::now_v7(); // of the lease, for all turns
    while seal::seal_all(&house.app.db, holder).await.unwrap() > 0 {}
}

fn unpacked(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut entry = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.name().to_owned(), content)
        })
        .collect()
}

fn packed(files: &BTreeMap<String, Vec<u8>>, path: &Path) {
    let mut zip = zip::ZipWriter::new(File::create(path).unwrap());
    for (name, content) in files {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap();
}

/// The program in an empty folder, with a configuration that would start nothing.
fn verify(path: &Path, more: &[&str]) -> Output {
    let empty = tempfile::tempdir().unwrap();
    Command::new(process::program())
        .env("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")
        .env("BACKOFFICE_DATA_DIR", "/proc/none")
        .current_dir(empty.path())
        .args(["evidence", "verify"])
        .arg(path)
        .args(more)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// What the packet of a case holds that has been through everything: by the portal, assessed, selected, granted in kind,
/// accompanied. Every file is what it was.
pub fn holds_a_whole_life(bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("akte.zip");
    fs::write(&path, bytes).unwrap();
    let verdict = reports::evidence::verify(&path, None).unwrap();
    assert!(verdict.is_clean(), "{:?}", verdict.findings);
    let files = unpacked(&path);
    let manifest: Value = serde_json::from_slice(&files["MANIFEST.json"]).unwrap();
    let folder = manifest["cases"][0]["folder"].as_str().unwrap();
    let json = |name: &str| -> Value {
        let path = format!("{folder}{name}");
        let content = files.get(&path).unwrap_or_else(|| panic!("{path} is missing"));
        serde_json::from_slice(content).unwrap()
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let listed = list(&manifest["files"]);
    let recorded = |end: &str| {
        let file = listed
            .iter()
            .find(|file| file["path"].as_str().unwrap().ends_with(end));
        let file = file.unwrap_or_else(|| panic!("{end} is missing"));
        assert_eq!(file["recorded_sha256"], file["sha256"], "{end}: as it came to be");
    };
    let case = json("10-antrag/vorgang.json");
    let decided_on = case["edition_decided_on"].as_i64().unwrap();
    for name in ["antrag.json", "antrag.pdf", "eingangsbestaetigung.pdf"] {
        recorded(&format!("{folder}10-antrag/fassung-{decided_on:02}/{name}"));
    }
    let checked = json("10-antrag/formale-pruefung.json");
    assert!(!list(&checked["points"]).is_empty(), "{checked}");
    let reviews = json("20-bewertung/bewertungen.json");
    let reviews = list(&reviews["reviews"]);
    assert!(
        !reviews.is_empty() && reviews.iter().all(|review| !list(&review["versions"]).is_empty()),
        "{reviews:?}"
    );
    assert!(!list(&json("20-bewertung/befangenheit.json")["items"]).is_empty());
    let ranked = list(&json("20-bewertung/ranglisten.json")["items"]);
    assert_eq!(ranked[0]["sha256"].as_str().unwrap().len(), 64);
    let session = list(&json("30-auswahl/sitzungen.json")["items"]).pop().unwrap();
    assert!(session["item"]["votes"]["yes"].as_i64().unwrap() > 0, "{session}");
    assert!(
        session["seats"]
            .as_array()
            .unwrap()
            .iter()
            .any(|seat| seat["present"] == true)
    );
    let minutes = list(&session["minutes_files"]);
    assert_eq!(minutes.len(), 2, "as hashed, and as PDF");
    assert!(
        minutes
            .iter()
            .all(|path| files.contains_key(path.as_str().unwrap()))
    );
    assert_eq!(
        json("30-auswahl/entscheidung.json")["decision"]["result"],
        "SELECTED"
    );
    let grant = json("40-bewilligung/bewilligung.json");
    assert_eq!(grant["grant"]["amount_cents"], 3_500_000);
    assert!(
        !list(&grant["downloads"]).is_empty(),
        "the municipality fetched it"
    );
    recorded("40-bewilligung/bescheide/01-agreement.pdf");
    recorded("40-bewilligung/bescheide/01-agreement.json");
    assert!(!list(&json("40-bewilligung/buchungen.json")["items"]).is_empty());
    assert_eq!(
        list(&json("50-begleitung/einsaetze.json")["items"])[0]["engagement"]["state"],
        "RUNNING"
    );
    assert_eq!(
        list(&json("50-begleitung/stunden.json")["months"])[0]["approved_minutes"],
        120
    );
    assert!(!list(&json("80-nachrichten/mails.json")["items"]).is_empty());
    let trail = list(&json("90-protokoll/protokoll.json")["entries"]);
    let did = |action: &str| trail.iter().any(|entry| entry["content"][10] == action);
    for action in ["submit", "complete", "countersign", "issue", "accept"] {
        assert!(did(action), "{action}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn x15_the_packet_of_a_finished_round_holds_every_stage_and_the_program_checks_it_alone() {
    for demo in Demo::all().await {
        let (path, cases) = demo.packet("RH").await;
        let clean = verify(&path, &[]);
        assert_eq!(clean.status.code(), Some(0), "{}", said(&clean));
        assert!(
            said(&clean).contains("Nichts wurde verändert."),
            "{}",
            said(&clean)
        );

        let files = unpacked(&path);
        let manifest: Value = serde_json::from_slice(&files["MANIFEST.json"]).unwrap();
        assert_eq!(manifest["cases"].as_array().unwrap().len(), cases);
        // one case has been through everything
        let mut sources: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for file in manifest["files"].as_array().unwrap() {
            let path = file["path"].as_str().unwrap();
            let folder = path.split('/').nth(1).unwrap_or_default();
            sources
                .entry(folder)
                .or_default()
                .insert(file["source"].as_str().unwrap());
        }
        let whole = [
            "10-antrag",
            "20-bewertung",
            "30-auswahl",
            "40-bewilligung",
            "50-begleitung",
            "80-nachrichten",
            "90-protokoll",
        ];
        let (folder, _) = sources
            .iter()
            .find(|(_, parts)| whole.iter().all(|part| parts.contains(part)))
            .unwrap_or_else(|| panic!("no case with every part: {sources:?}"));
        let json = |name: &str| -> Value {
            let path = format!("faelle/{folder}/{name}");
            let content = files.get(&path).unwrap_or_else(|| panic!("{path} is missing"));
            serde_json::from_slice(content).unwrap()
        };
        assert_eq!(
            json("30-auswahl/entscheidung.json")["decision"]["result"],
            "SELECTED"
        );

        // altered, and named
        let mut altered = files.clone();
        let victim = format!("faelle/{folder}/20-bewertung/bewertungen.json");
        altered.get_mut(&victim).unwrap()[10] ^= 1;
        let elsewhere = path.with_file_name("anders.zip");
        packed(&altered, &elsewhere);
        let output = verify(&elsewhere, &[]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("VERÄNDERT") && said(&output).contains(&victim));
        let output = verify(&elsewhere, &["--json"]);
        let verdict: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(verdict["findings"][0]["kind"], "altered");
        assert_eq!(verdict["findings"][0]["path"], victim.as_str());
        let output = verify(&path, &["--sha256", &"0".repeat(64)]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));

        // no packet at all
        fs::write(&elsewhere, b"kein Archiv").unwrap();
        let output = verify(&elsewhere, &[]);
        assert_eq!(output.status.code(), Some(3), "{}", said(&output));
        assert_eq!(
            verify(&path.with_file_name("nie.zip"), &[]).status.code(),
            Some(3)
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn x15_the_command_line_builds_as_a_person_of_the_office_only() {
    let data = tempfile::tempdir().unwrap();
    sealed(&world::demo_in(&data).await).await;
    let config = world::config(data.path());
    let mails = data.path().join("mails");
    let setting = process::Setting {
        database_url: &config.database_url,
        data: data.path(),
        mails: &mails,
    };
    let run = |arguments: &[&str]| {
        process::command(&setting, 0)
            .args(["evidence", "build"])
            .args(arguments)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .output()
            .unwrap()
    };
    let officer = "sachbearbeitung@ministerium.example";
    let built = run(&["--call", "IBZ-2026A", "--as", officer, "--out", "aufruf.zip"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    let output = verify(&data.path().join("aufruf.zip"), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    for (arguments, sentence) in [
        (
            &[
                "--call",
                "IBZ-2026A",
                "--as",
                "haushalt@ministerium.example",
                "--out",
                "x.zip",
            ][..],
            "Sachbearbeitung",
        ),
        (&["--call", "NIX", "--as", officer, "--out", "x.zip"], "NIX"),
        (&["--case", "NIX-1", "--as", officer, "--out", "x.zip"], "NIX-1"),
    ] {
        let refused = run(arguments);
        assert_eq!(
            refused.status.code(),
            Some(4),
            "{arguments:?}: {}",
            said(&refused)
        );
        assert!(said(&refused).contains(sentence), "{}", said(&refused));
        assert!(!data.path().join("x.zip").exists());
    }
}
