//! Stored files on real databases and in a real folder.
#![allow(clippy::unwrap_used)] // tests may

use base::{Ctx, Problem};
use base_db::Db;
use base_files::{Files, NewFile, Place, S3, ScanState, Scanner, StoredFile, Verdict, find, of_application};
use base_testing::db::databases;
use chrono::Duration;
use uuid::Uuid;

fn agreement(bytes: &'static [u8], application_id: Option<Uuid>) -> NewFile {
    NewFile {
        name: "Anlagen/Kooperation Müllheim.pdf".into(),
        media_type: "application/pdf".into(),
        purpose: "attachment",
        application_id,
        bytes: bytes.into(),
    }
}

async fn put(db: &Db, files: &Files, new: NewFile) -> StoredFile {
    let ctx = Ctx::system("test", db.now());
    let unit = db.write(&ctx).await.unwrap();
    let file = files.put(&unit, new).await.unwrap();
    unit.commit().await.unwrap();
    file
}

#[tokio::test]
async fn a_file_comes_back_as_it_was_put() {
    for test in databases().await {
        let folder = tempfile::tempdir().unwrap();
        for files in [Files::folder(folder.path()).unwrap(), Files::memory()] {
            let case = Uuid::now_v7();
            let file = put(&test.db, &files, agreement(b"%PDF-1.7 Vereinbarung", Some(case))).await;
            assert_eq!(file.name, "Kooperation Müllheim.pdf");
            assert_eq!(
                find(test.db.reader(), file.id).await.unwrap().as_ref(),
                Some(&file),
                "{}",
                test.name
            );
            assert_eq!(
                of_application(test.db.reader(), case).await.unwrap(),
                std::slice::from_ref(&file)
            );
            assert_eq!(&*files.read(&file).await.unwrap(), b"%PDF-1.7 Vereinbarung");
            assert!(find(test.db.reader(), Uuid::now_v7()).await.unwrap().is_none());
        }
    }
}

#[tokio::test]
async fn the_same_bytes_are_stored_once() {
    for test in databases().await {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::folder(folder.path()).unwrap();
        let first = put(&test.db, &files, agreement(b"same", None)).await;
        let second = put(&test.db, &files, agreement(b"same", None)).await;
        assert_ne!(first.id, second.id);
        let place = folder.path().join(&first.sha256[..2]);
        let names: Vec<_> = std::fs::read_dir(place)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(names, [&first.sha256[2..]]);
    }
}

#[tokio::test]
async fn altered_or_missing_bytes_are_noticed() {
    for test in databases().await {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::folder(folder.path()).unwrap();
        let file = put(&test.db, &files, agreement(b"original", None)).await;
        assert!(files.findings(&test.db).await.unwrap().is_empty());

        let place = folder.path().join(&file.sha256[..2]).join(&file.sha256[2..]);
        std::fs::write(&place, b"0riginal").unwrap();
        assert!(matches!(files.read(&file).await, Err(Problem::Broken { .. })));

        std::fs::remove_file(&place).unwrap();
        assert!(matches!(files.read(&file).await, Err(Problem::Broken { .. })));
        let findings = files.findings(&test.db).await.unwrap();
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].contains(&file.sha256));
    }
}

#[tokio::test]
async fn only_old_bytes_without_a_row_are_swept() {
    for test in databases().await {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::folder(folder.path()).unwrap();
        let kept = put(&test.db, &files, agreement(b"filed", None)).await;
        let ctx = Ctx::system("test", test.db.now());
        let unit = test.db.write(&ctx).await.unwrap();
        let undone = files.put(&unit, agreement(b"undone", None)).await.unwrap();
        drop(unit); // the use case failed

        assert_eq!(files.sweep(&test.db).await.unwrap(), 0, "younger than a day");
        let tomorrow = test.db.machine_now() + Duration::hours(24);
        assert_eq!(
            files.sweep_before(&test.db, tomorrow).await.unwrap(),
            1,
            "{}",
            test.name
        );
        assert!(files.read(&undone).await.is_err());
        assert_eq!(&*files.read(&kept).await.unwrap(), b"filed");
    }
}

#[test]
fn a_setting_names_a_folder_or_a_bucket() {
    let keys = S3 {
        access_key_id: "portal".into(),
        secret_access_key: "geheim".into(),
        ..S3::default()
    };
    let bucket = |prefix: &str| Place::Bucket {
        name: "dateien".into(),
        prefix: prefix.into(),
        s3: keys.clone(),
    };
    for (setting, place) in [
        ("var/files", Place::Folder("var/files".into())),
        ("file:///srv/files", Place::Folder("/srv/files".into())),
        ("s3://dateien", bucket("")),
        ("s3://dateien/portal/", bucket("portal")),
    ] {
        assert_eq!(Place::parse(setting, &keys), Ok(place), "{setting}");
    }
    for (setting, s3, sentence) in [
        ("ftp://somewhere", &keys, "ftp:// is not known"),
        ("s3:///portal", &keys, "no bucket is named"),
        ("s3://dateien", &S3::default(), "needs access_key_id"),
        ("", &keys, "no folder is named"),
    ] {
        let said = Place::parse(setting, s3).unwrap_err();
        assert!(said.contains(sentence), "{setting}: {said}");
    }
}

#[tokio::test]
async fn two_databases_never_share_a_store() {
    let (first, second) = (databases().await, databases().await);
    for (test, other) in first.iter().zip(&second) {
        let ctx = Ctx::system("test", test.db.now());
        let folder = tempfile::tempdir().unwrap();
        let files = Files::folder(folder.path()).unwrap();
        assert!(
            files.mark_findings(&test.db).await.unwrap().is_empty(),
            "none was marked"
        );
        files.mark(&test.db, &ctx).await.unwrap();
        files.mark(&test.db, &ctx).await.unwrap();
        assert!(files.mark_findings(&test.db).await.unwrap().is_empty());
        let tomorrow = test.db.machine_now() + Duration::hours(24);
        let swept = files.sweep_before(&test.db, tomorrow).await.unwrap();
        assert_eq!(swept, 0, "the mark stays");

        // another instance with another folder
        let elsewhere = Files::memory();
        let said = elsewhere.mark(&test.db, &ctx).await.unwrap_err().to_string();
        assert!(
            said.contains("not the store that the other instances use"),
            "{said}"
        );

        // another database with the same folder: its sweep would take our files as left over
        let said = files.mark(&other.db, &ctx).await.unwrap_err().to_string();
        assert!(said.contains("belongs to another database"), "{said}");
        assert!(files.sweep(&other.db).await.is_err());
        assert_eq!(files.mark_findings(&other.db).await.unwrap().len(), 1);
    }
}

/// A clamd that knows one virus: it finds whatever contains `EICAR`. Answers `times` questions.
async fn fake_clamd(times: usize) -> String {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        for _ in 0..times {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut command = vec![0; 10];
            stream.read_exact(&mut command).await.unwrap();
            assert_eq!(command, b"zINSTREAM\0");
            let mut all = Vec::new();
            loop {
                let length = stream.read_u32().await.unwrap() as usize;
                if length == 0 {
                    break;
                }
                let mut chunk = vec![0; length];
                stream.read_exact(&mut chunk).await.unwrap();
                all.extend(chunk);
            }
            let answer: &[u8] = if all.windows(5).any(|part| part == b"EICAR") {
                b"stream: Eicar-Signature FOUND\0"
            } else {
                b"stream: OK\0"
            };
            stream.write_all(answer).await.unwrap();
        }
    });
    format!("tcp://{address}")
}

#[tokio::test]
async fn files_from_outside_wait_in_quarantine_until_they_are_clean() {
    for test in databases().await {
        let scanner = Scanner::from_url(&fake_clamd(2).await).unwrap();
        let files = Files::memory().scanned_by(scanner);
        let clean = put(&test.db, &files, agreement(b"%PDF-1.7 sauber", None)).await;
        let bad = put(
            &test.db,
            &files,
            NewFile {
                purpose: "amendment", // what a municipality asks to be changed comes from outside as well
                ..agreement(b"%PDF-1.7 EICAR", Some(Uuid::now_v7()))
            },
        )
        .await;
        let own = NewFile {
            purpose: "notice",
            ..agreement(b"%PDF-1.7 Bescheid", None)
        };
        let own = put(&test.db, &files, own).await;
        assert_eq!(&*files.read(&own).await.unwrap(), b"%PDF-1.7 Bescheid");
        for file in [&clean, &bad] {
            assert!(
                matches!(files.read(file).await, Err(Problem::Refused { .. })),
                "{}",
                test.name
            );
        }
        let mut due = base_db::jobs::claim(&test.db, 10).await.unwrap();
        due.retain(|job| job.kind == base_files::SCAN_JOB);
        assert_eq!(due.len(), 2, "one job a file");
        for job in &due {
            files.scan(&test.db, job.subject.parse().unwrap()).await.unwrap();
        }
        let clean = find(test.db.reader(), clean.id).await.unwrap().unwrap();
        assert_eq!(clean.scan_state, ScanState::Clean);
        assert_eq!(&*files.read(&clean).await.unwrap(), b"%PDF-1.7 sauber");
        let bad = find(test.db.reader(), bad.id).await.unwrap().unwrap();
        assert_eq!(
            (bad.scan_state, bad.scan_finding.as_deref()),
            (ScanState::Infected, Some("Eicar-Signature"))
        );
        assert!(files.read(&bad).await.is_err());
        // a second run of the same job asks nobody: the fake would not answer a third time
        files.scan(&test.db, bad.id).await.unwrap();
    }
}

#[tokio::test]
async fn a_scanner_that_is_down_keeps_the_quarantine() {
    for test in databases().await {
        let scanner = Scanner::from_url("tcp://127.0.0.1:1").unwrap();
        let files = Files::memory().scanned_by(scanner);
        let file = put(&test.db, &files, agreement(b"%PDF-1.7 wartet", None)).await;
        assert!(files.scan(&test.db, file.id).await.is_err());
        assert!(files.read(&file).await.is_err(), "{}", test.name);
    }
}

#[tokio::test]
async fn a_scanner_is_named_by_url() {
    assert_eq!(Scanner::from_url("").unwrap(), None);
    assert_eq!(
        Scanner::from_url("unix:///run/clamav/clamd.ctl").unwrap(),
        Some(Scanner::Unix("/run/clamav/clamd.ctl".into()))
    );
    for wrong in ["clamd", "http://x:1", "tcp://nowhere", "unix://relative"] {
        assert!(Scanner::from_url(wrong).is_err(), "{wrong}");
    }
    let scanner = Scanner::from_url(&fake_clamd(1).await).unwrap().unwrap();
    assert_eq!(scanner.scan(&vec![b'x'; 200_000]).await.unwrap(), Verdict::Clean);
}
