//! Attachments: limits of handbook 3.3, who sees them, and what stays when something was handed in.

use std::io::Write as _;

use axum::http::{StatusCode, header};
use base::{Problem, Role};
use base_db::Db;
use base_files::{Files, ScanState, Scanner};
use base_testing::db::databases;
use base_testing::{TestApp, ctx};
use calls::{DocumentItem, FileKind, Terms};

use super::world::{World, body, draft, hand_in, row, terms_around, texts};
use crate::model::Application;
use crate::queries;
use crate::usecases::{AnswerFile, Attach, attach, detach, submit};

fn pdf(number: usize) -> AnswerFile {
    AnswerFile {
        name: format!("Anlage {number}.pdf"),
        bytes: format!("%PDF-1.7 {number}").into_bytes(),
    }
}

fn command(application: &Application, files: Vec<AnswerFile>) -> Attach {
    Attach {
        application: application.id,
        document: "OTHER".to_owned(),
        label: String::new(),
        body: None,
        files,
    }
}

fn keys(problem: &Problem) -> Vec<String> {
    match problem {
        Problem::Invalid(fields) => fields.iter().map(|field| field.text.key.clone()).collect(),
        other => vec![other.to_string()],
    }
}

async fn set_up(db: &Db) -> (World, base::Person, Application) {
    set_up_with(db, Vec::new()).await
}

async fn set_up_with(db: &Db, documents: Vec<DocumentItem>) -> (World, base::Person, Application) {
    let now = db.now();
    let world = World::new(db, now - chrono::TimeDelta::days(2)).await;
    let terms = Terms {
        documents,
        ..terms_around(now)
    };
    let call = world.call(db, "IBZ-2026A", terms).await;
    let lead = body(db, "08416025").await;
    let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
    let draft = draft(db, &editor, now, call.id, &lead).await;
    (world, editor, draft)
}

#[tokio::test]
async fn the_twenty_first_file_and_the_fiftieth_mib_are_refused() {
    for test in databases().await {
        let db = &test.db;
        let (_, editor, draft) = set_up(db).await;
        let ctx = ctx(&editor, db.now());
        let files = Files::memory();
        let twenty = (0..20).map(pdf).collect();
        attach(db, &files, &ctx, command(&draft, twenty)).await.unwrap();
        let problem = attach(db, &files, &ctx, command(&draft, vec![pdf(20)]))
            .await
            .unwrap_err();
        assert_eq!(keys(&problem), ["applications-attachments-many"], "{}", test.name);
        let all = queries::attachments(db.reader(), draft.id).await.unwrap();
        assert_eq!(all.len(), 20);
        for (one, _) in &all {
            detach(db, &ctx, draft.id, one.id).await.unwrap();
        }
        // what was never handed in leaves nothing behind
        assert!(
            base_files::of_application(db.reader(), draft.id.0)
                .await
                .unwrap()
                .is_empty()
        );

        let big = |number: u8| {
            let mut bytes = b"%PDF-1.7 ".to_vec();
            bytes.resize(10 * 1024 * 1024, number);
            AnswerFile {
                name: format!("Groß {number}.pdf"),
                bytes,
            }
        };
        attach(db, &files, &ctx, command(&draft, (0..5).map(big).collect()))
            .await
            .unwrap();
        let problem = attach(db, &files, &ctx, command(&draft, vec![pdf(1)]))
            .await
            .unwrap_err();
        assert_eq!(keys(&problem), ["applications-attachments-large"]);
        let mut huge = big(9);
        huge.bytes.push(9);
        let problem = attach(db, &files, &ctx, command(&draft, vec![huge]))
            .await
            .unwrap_err();
        assert_eq!(keys(&problem), ["applications-file-too-large"]);
    }
}

fn document(code: &str, is_required: bool) -> DocumentItem {
    DocumentItem {
        code: code.to_owned(),
        label_de: format!("Unterlage {code}"),
        label_en: String::new(),
        is_required,
        kinds: vec![FileKind::Pdf],
    }
}

#[tokio::test]
async fn what_the_call_asks_for_can_be_chosen_is_missed_and_is_checked() {
    for test in databases().await {
        let db = &test.db;
        let (_, editor, draft) = set_up_with(db, vec![document("D1", true), document("D2", false)]).await;
        let ctx = ctx(&editor, db.now());
        let files = Files::memory();
        let as_d1 = |file: AnswerFile| Attach {
            document: "D1".to_owned(),
            ..command(&draft, vec![file])
        };
        // something else, or the right thing in another kind of file, is not the document
        attach(db, &files, &ctx, command(&draft, vec![pdf(1)]))
            .await
            .unwrap();
        let picture = AnswerFile {
            name: "Beschluss.png".to_owned(),
            bytes: b"\x89PNG\r\n\x1a\n0000".to_vec(),
        };
        let problem = attach(db, &files, &ctx, as_d1(picture)).await.unwrap_err();
        assert_eq!(keys(&problem), ["applications-attachment-kind"], "{}", test.name);
        let problem = submit(db, &ctx, hand_in(&row(db, draft.id).await))
            .await
            .unwrap_err();
        assert_eq!(
            keys(&problem),
            ["applications-document-missing"],
            "D2 is optional"
        );

        attach(db, &files, &ctx, as_d1(pdf(2))).await.unwrap();
        submit(db, &ctx, hand_in(&row(db, draft.id).await)).await.unwrap();
        let points = queries::check_points(db.reader(), &row(db, draft.id).await)
            .await
            .unwrap();
        let asked: Vec<_> = points
            .iter()
            .filter(|point| point.document.is_some())
            .map(|point| (point.code.as_str(), point.is_curable))
            .collect();
        assert_eq!(asked, [("D1", true), ("D2", true)]);
    }
}

#[tokio::test]
async fn files_are_judged_by_content_and_every_unfit_one_is_named() {
    let test = databases().await.remove(0);
    let db = &test.db;
    let (_, editor, draft) = set_up(db).await;
    let ctx = ctx(&editor, db.now());
    let files = Files::memory();
    let mut bomb = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, mib) in [("[Content_Types].xml", 1), ("xl/workbook.xml", 101)] {
        bomb.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        for _ in 0..mib {
            bomb.write_all(&vec![b' '; 1_048_576]).unwrap();
        }
    }
    let sent = vec![
        AnswerFile {
            name: "Vertrag.pdf".to_owned(),
            bytes: b"MZ\x90\x00 kein PDF".to_vec(),
        },
        AnswerFile {
            name: "Plan.xlsx".to_owned(),
            bytes: bomb.finish().unwrap().into_inner(),
        },
        pdf(1),
    ];
    let problem = attach(db, &files, &ctx, command(&draft, sent)).await.unwrap_err();
    assert_eq!(keys(&problem), ["problem-file-kind", "problem-file-bomb"]);
    assert!(
        queries::attachments(db.reader(), draft.id)
            .await
            .unwrap()
            .is_empty()
    );

    attach(db, &files, &ctx, command(&draft, vec![pdf(1)]))
        .await
        .unwrap();
    let problem = attach(db, &files, &ctx, command(&draft, vec![pdf(1)]))
        .await
        .unwrap_err();
    assert_eq!(keys(&problem), ["applications-attachment-twice"]);
    let wrong = Attach {
        document: "NONSENSE".to_owned(),
        body: Some(municipalities::BodyId(uuid::Uuid::now_v7())),
        ..command(&draft, vec![pdf(2)])
    };
    let problem = attach(db, &files, &ctx, wrong).await.unwrap_err();
    assert_eq!(keys(&problem), ["field-choice", "applications-not-a-party"]);
}

#[tokio::test]
async fn what_was_handed_in_keeps_its_attachments() {
    for test in databases().await {
        let db = &test.db;
        let (world, editor, draft) = set_up(db).await;
        let ctx = ctx(&editor, db.now());
        let files = Files::memory();
        let added = attach(db, &files, &ctx, command(&draft, vec![pdf(1)]))
            .await
            .unwrap();
        submit(db, &ctx, hand_in(&draft)).await.unwrap();
        for refused in [
            attach(db, &files, &ctx, command(&draft, vec![pdf(2)]))
                .await
                .err(),
            detach(db, &ctx, draft.id, added[0].id).await.err(),
        ] {
            assert!(
                matches!(
                    refused,
                    Some(Problem::Refused {
                        code: "wrong-state",
                        ..
                    })
                ),
                "{refused:?}"
            );
        }
        crate::usecases::recall(db, &ctx, draft.id).await.unwrap();
        detach(db, &ctx, draft.id, added[0].id).await.unwrap();
        // the first snapshot names it
        assert_eq!(
            base_files::of_application(db.reader(), draft.id.0)
                .await
                .unwrap()
                .len(),
            1
        );
        assert!(row(db, draft.id).await.number.is_some());
        let officer = world.officer_at(db.now());
        let denied = attach(db, &files, &officer, command(&draft, vec![pdf(3)])).await;
        assert!(denied.is_err(), "the office does not see drafts of others");
    }
}

#[tokio::test]
async fn attachments_are_uploaded_seen_and_downloaded_over_http() {
    let test = databases().await.remove(0);
    let db = &test.db;
    texts();
    let (world, editor, draft) = set_up(db).await;
    let scanner = Scanner::from_url("tcp://127.0.0.1:1").unwrap();
    let files = Files::memory();
    let features = || {
        vec![
            people::feature(),
            municipalities::feature(),
            budget::feature(),
            calls::feature(),
            crate::feature(),
        ]
    };
    let app = TestApp::with_files(db, &files, features());
    let here = format!("/applications/{}", draft.id);
    let sent = app
        .post_file(
            &format!("{here}/attachments"),
            &[("document", "RESOLUTION"), ("label", "Beschluss vom 3. Februar")],
            ("files", "Beschluß Mössingen.pdf", b"%PDF-1.7 Beschluss"),
            Some(&editor),
        )
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = app
        .get(&format!("{here}/attachments"), Some(&editor))
        .await
        .text();
    assert!(
        page.contains("Beschluß Mössingen.pdf") && page.contains("Gremienbeschluss"),
        "{page}"
    );
    let wrong = app
        .post_file(
            &format!("{here}/attachments"),
            &[("document", "OTHER")],
            ("files", "Antrag.pdf", b"MZ exe"),
            Some(&editor),
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.text().contains("ist keine der erlaubten Dateien"),
        "{}",
        wrong.text()
    );

    submit(db, &ctx(&editor, db.now()), hand_in(&row(db, draft.id).await))
        .await
        .unwrap();
    let part = format!("{here}?part=application");
    let case = app.get(&part, Some(&world.officer)).await.text();
    assert!(case.contains("Beschluß Mössingen.pdf") && case.contains("Beschluss vom 3. Februar"));
    let list = app
        .api(
            axum::http::Method::GET,
            &format!("/api/v1{here}/attachments"),
            None,
            Some(&world.officer),
        )
        .await
        .json();
    let file = list["items"][0]["file_id"].as_str().unwrap().to_owned();
    let got = app
        .get(&format!("{here}/files/{file}"), Some(&world.officer))
        .await;
    assert_eq!(got.bytes, b"%PDF-1.7 Beschluss");
    assert_eq!(got.headers[header::CONTENT_TYPE], "application/pdf");
    let disposition = got.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert!(disposition.starts_with("attachment"), "{disposition}");
    assert_eq!(got.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");

    // with a scanner, the same upload waits
    let scanned = TestApp::with_files(db, &files.clone().scanned_by(scanner), features());
    crate::usecases::recall(db, &ctx(&editor, db.now()), draft.id)
        .await
        .unwrap();
    scanned
        .post_file(
            &format!("{here}/attachments"),
            &[("document", "OTHER")],
            ("files", "Neu.pdf", b"%PDF-1.7 neu"),
            Some(&editor),
        )
        .await;
    let page = scanned
        .get(&format!("{here}/attachments"), Some(&editor))
        .await
        .text();
    assert!(page.contains("wird auf Viren geprüft"), "{page}");
    let all = queries::attachments(db.reader(), draft.id).await.unwrap();
    let (_, waiting) = all.iter().find(|(_, file)| file.name == "Neu.pdf").unwrap();
    assert_eq!(waiting.scan_state, ScanState::Pending);
    let blocked = scanned
        .get(&format!("{here}/files/{}", waiting.id), Some(&editor))
        .await;
    assert_eq!(blocked.status, StatusCode::CONFLICT);
}
