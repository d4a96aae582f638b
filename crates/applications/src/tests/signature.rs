//! The way to the signatory, and what proves a submission afterwards.

use axum::http::{Method, StatusCode};
use base::{Person, Problem, Role};
use base_db::Db;
use base_files::Files;
use base_testing::db::databases;
use base_testing::{TestApp, ctx};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::world::{World, body, draft, hand_in, mails, row, terms_around};
use crate::model::{Application, ApplicationState as S, Declarations, DeclaredHow};
use crate::queries;
use crate::usecases::{AnswerFile, Attach, ask_signature, attach, recall, return_unsigned, submit};

struct Town {
    editor: Person,
    signatory: Person,
    draft: Application,
}

async fn town(db: &Db) -> Town {
    let now = db.now();
    let world = World::new(db, now - chrono::TimeDelta::days(2)).await;
    let call = world.call(db, "IBZ-2026A", terms_around(now)).await;
    let lead = body(db, "08416025").await;
    let editor = world.municipal(db, "ke", &lead, &[Role::KE]).await;
    let signatory = world.municipal(db, "kz", &lead, &[Role::KZ]).await;
    let draft = draft(db, &editor, now, call.id, &lead).await;
    Town {
        editor,
        signatory,
        draft,
    }
}

fn cover_sheet(application: &Application) -> Attach {
    Attach {
        application: application.id,
        document: "COVER_SHEET".to_owned(),
        label: String::new(),
        body: None,
        files: vec![AnswerFile {
            name: "Deckblatt.pdf".to_owned(),
            bytes: b"%PDF-1.7 unterschrieben".to_vec(),
        }],
    }
}

fn app(db: &Db, files: &Files) -> TestApp {
    TestApp::with_files(
        db,
        files,
        vec![
            people::feature(),
            municipalities::feature(),
            budget::feature(),
            calls::feature(),
            crate::feature(),
        ],
    )
}

/// 3.3 part F: nothing is ticked before, whatever way it came; each declaration is made by who hands it in, and the
/// snapshot says who, when and which words.
#[tokio::test]
async fn declarations_are_made_in_the_act_of_submitting() {
    for test in databases().await {
        let db = &test.db;
        let town = town(db).await;
        let app = app(db, &Files::memory());
        let here = format!("/applications/{}", town.draft.id);
        let ticked = serde_json::json!({ "value": true, "version": 0 });
        let path = format!("/api/v1{here}/answers/F1");
        let early = app
            .api(Method::PUT, &path, Some(ticked), Some(&town.editor))
            .await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", early.text());
        let section = app
            .get(&format!("{here}/edit?section=declarations"), Some(&town.editor))
            .await
            .text();
        assert!(
            section.contains("beim Einreichen ab") && !section.contains("name=\"F1\""),
            "{section}"
        );
        let page = app
            .get(&format!("{here}/submit"), Some(&town.signatory))
            .await
            .text();
        assert_eq!(page.matches("type=\"checkbox\"").count(), 5, "{page}");
        assert!(!page.contains(" checked"), "{page}");
        assert!(
            page.contains("insbesondere ist noch kein Vertrag geschlossen"),
            "the words of the form"
        );

        // without the portal the same words are signed on paper
        let sheet = format!("{here}/cover-sheet.pdf");
        let page = app
            .get(&format!("{here}/submit"), Some(&town.editor))
            .await
            .text();
        assert!(page.contains(&sheet), "{page}");
        let pdf = app.get(&sheet, Some(&town.editor)).await;
        assert!(pdf.bytes.starts_with(b"%PDF"), "{}", pdf.text());

        let by = ctx(&town.signatory, db.now());
        submit(db, &by, hand_in(&row(db, town.draft.id).await))
            .await
            .unwrap();
        let snapshot = queries::latest_snapshot(db.reader(), town.draft.id)
            .await
            .unwrap()
            .unwrap();
        let [act] = &snapshot.declared()[..] else {
            panic!("{}", snapshot.content)
        };
        assert_eq!(
            (act.by, act.at, act.how),
            (by.person_id(), by.now, DeclaredHow::Portal)
        );
        let codes: Vec<&str> = act.items.iter().map(|item| item.code.as_str()).collect();
        assert_eq!(codes, ["C14", "F1", "F3", "F4", "F7"], "{}", test.name);
        assert!(act.items[1].text.contains("noch nicht begonnen"));
        let receipt = app
            .get(&format!("{here}/receipt"), Some(&town.editor))
            .await
            .text();
        assert!(receipt.contains("Erklärt von Person kz (Test)"), "{receipt}");

        let late = app
            .get(&format!("{here}/cover-sheet.pdf"), Some(&town.editor))
            .await;
        assert_eq!(late.status, StatusCode::NOT_FOUND, "nothing is left to be signed");

        // taken back it is a draft again, and a draft holds none
        recall(db, &ctx(&town.editor, db.now()), town.draft.id)
            .await
            .unwrap();
        assert_eq!(
            row(db, town.draft.id).await.declarations(),
            Declarations::default()
        );
    }
}

#[tokio::test]
async fn the_signatory_reads_what_is_signed() {
    let test = databases().await.remove(0);
    let db = &test.db;
    let town = town(db).await;
    let app = app(db, &Files::memory());
    let here = format!("/applications/{}", town.draft.id);
    let page = app
        .get(&format!("{here}/submit"), Some(&town.signatory))
        .await
        .text();
    assert!(
        page.contains("Mössinger Runde") && page.contains("31.500,50"),
        "{page}"
    );
    assert!(page.contains("Antrag lesen") && page.contains(&format!("{here}?part=application")));
    // the answers themselves, folded away
    assert!(page.contains("was in der Stadt gebraucht wird"), "{page}");
    let page = app
        .get(&format!("{here}/submit"), Some(&town.editor))
        .await
        .text();
    assert!(page.contains(&format!("href=\"{here}/attachments\"")), "{page}");
}

#[tokio::test]
async fn the_editor_asks_the_signatory_returns_and_then_hands_in() {
    for test in databases().await {
        let db = &test.db;
        let town = town(db).await;
        let (editor, signatory) = (ctx(&town.editor, db.now()), ctx(&town.signatory, db.now()));
        let id = town.draft.id;
        let early = return_unsigned(db, &signatory, id, "Betrag prüfen").await;
        assert!(matches!(
            early,
            Err(Problem::Refused {
                code: "not-asked",
                ..
            })
        ));
        ask_signature(db, &editor, id, "Bitte bis Freitag").await.unwrap();
        assert!(mails(db, id).await.contains(&"M-A19".to_owned()), "{}", test.name);
        let twice = ask_signature(db, &editor, id, "").await;
        assert!(matches!(
            twice,
            Err(Problem::Refused {
                code: "asked-already",
                ..
            })
        ));
        let denied = return_unsigned(db, &editor, id, "selbst").await;
        assert!(matches!(denied, Err(Problem::Denied(_))), "only KZ returns");
        assert!(
            return_unsigned(db, &signatory, id, " ").await.is_err(),
            "with a reason"
        );
        return_unsigned(db, &signatory, id, "Betrag prüfen")
            .await
            .unwrap();
        assert!(mails(db, id).await.contains(&"M-A20".to_owned()));
        ask_signature(db, &editor, id, "").await.unwrap();
        let receipt = submit(db, &signatory, hand_in(&town.draft)).await.unwrap();
        assert_eq!(receipt.state, S::Submitted);
        assert!(
            queries::signature_request(db.reader(), id)
                .await
                .unwrap()
                .is_none()
        );
    }
}

#[tokio::test]
async fn f8_an_editor_hands_in_only_with_the_signed_cover_sheet_attached() {
    for test in databases().await {
        let db = &test.db;
        let town = town(db).await;
        let editor = ctx(&town.editor, db.now());
        let problem = submit(db, &editor, hand_in(&town.draft)).await.unwrap_err();
        let Problem::Invalid(fields) = &problem else {
            panic!("{problem}");
        };
        assert_eq!(
            fields[0].text.key, "applications-cover-sheet-missing",
            "{}",
            test.name
        );
        let files = Files::memory();
        attach(db, &files, &editor, cover_sheet(&town.draft))
            .await
            .unwrap();
        let receipt = submit(db, &editor, hand_in(&town.draft)).await.unwrap();
        assert_eq!(
            submit(db, &editor, hand_in(&town.draft)).await.unwrap(),
            receipt,
            "idempotent"
        );
        let snapshot = queries::latest_snapshot(db.reader(), town.draft.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(hex::encode(Sha256::digest(&snapshot.content)), receipt.sha256);
        let content: Value = serde_json::from_str(&snapshot.content).unwrap();
        assert_eq!(
            content["attachments"][0]["sha256"],
            hex::encode(Sha256::digest(b"%PDF-1.7 unterschrieben"))
        );
        assert_eq!(content["parties"][0]["role"], "LEAD");
    }
}

#[tokio::test]
async fn a_receipt_is_verified_by_hash_and_by_pdf_without_signing_in() {
    for test in databases().await {
        let db = &test.db;
        let town = town(db).await;
        let files = Files::memory();
        let app = app(db, &files);
        let receipt = submit(db, &ctx(&town.signatory, db.now()), hand_in(&town.draft))
            .await
            .unwrap();
        let here = format!("/applications/{}", town.draft.id);
        let got = app.get(&format!("{here}/receipt.pdf"), Some(&town.editor)).await;
        assert_eq!(got.status, StatusCode::OK, "{}", got.text());
        assert!(got.bytes.starts_with(b"%PDF-"));
        // the job makes no second one, whoever was first
        for job in base_db::jobs::claim(db, 20).await.unwrap() {
            if let Some(handler) = app.app.jobs.iter().find(|handler| handler.kind == job.kind) {
                (handler.run)(&app.app, &job).await.unwrap();
            }
        }
        let again = app.get(&format!("{here}/receipt.pdf"), Some(&town.editor)).await;
        assert_eq!(again.bytes, got.bytes);
        let whole = app
            .get(&format!("{here}/application.pdf"), Some(&town.signatory))
            .await;
        assert_eq!(whole.status, StatusCode::OK);
        let filed = base_files::of_application(db.reader(), town.draft.id.0)
            .await
            .unwrap();
        assert_eq!(filed.len(), 2, "{}", test.name);

        for (name, bytes) in [("receipt", &got.bytes), ("application", &whole.bytes)] {
            let page = app
                .post_file("/verify", &[("hash", "")], ("file", "x.pdf", bytes), None)
                .await;
            assert!(
                page.text().contains("Dieser Nachweis ist echt.") && page.text().contains(&receipt.number),
                "{name}: {}",
                page.text()
            );
            assert!(!page.text().contains("Mössing"), "nothing more is said");
        }
        let page = app.get(&format!("/verify?hash={}", receipt.sha256), None).await;
        assert!(page.text().contains(&receipt.number));
        let api = app
            .api(
                Method::GET,
                &format!("/api/v1/verify/{}", receipt.sha256),
                None,
                None,
            )
            .await
            .json();
        assert_eq!(
            (api["number"].as_str(), api["call"].as_str()),
            (Some(receipt.number.as_str()), Some("IBZ-2026A"))
        );
        let mut altered = got.bytes.clone();
        altered.push(b' ');
        let page = app
            .post_file("/verify", &[], ("file", "x.pdf", &altered), None)
            .await;
        assert!(page.text().contains("gibt es keinen Eingang"));
        let unknown = app
            .api(
                Method::GET,
                &format!("/api/v1/verify/{}", "0".repeat(64)),
                None,
                None,
            )
            .await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn recalled_and_handed_in_again_both_receipts_stay_true() {
    let test = databases().await.remove(0);
    let db = &test.db;
    let town = town(db).await;
    let files = Files::memory();
    let app = app(db, &files);
    let signatory = ctx(&town.signatory, db.now());
    let first = submit(db, &signatory, hand_in(&town.draft)).await.unwrap();
    recall(db, &ctx(&town.editor, db.now()), town.draft.id)
        .await
        .unwrap();
    let again = row(db, town.draft.id).await;
    let later = ctx(&town.signatory, db.now() + chrono::TimeDelta::seconds(5));
    let second = submit(db, &later, hand_in(&again)).await.unwrap();
    assert_eq!(first.number, second.number);
    assert_ne!(first.sha256, second.sha256);
    for receipt in [&first, &second] {
        let page = app
            .get(&format!("/verify?hash={}", receipt.sha256), None)
            .await
            .text();
        assert!(page.contains(&first.number), "{page}");
    }
}

#[tokio::test]
async fn the_review_page_shows_each_person_the_own_next_step() {
    let test = databases().await.remove(0);
    let db = &test.db;
    let town = town(db).await;
    let app = app(db, &Files::memory());
    let here = format!("/applications/{}", town.draft.id);
    let page = app
        .get(&format!("{here}/submit"), Some(&town.editor))
        .await
        .text();
    assert!(page.contains("Um Freigabe bitten"), "{page}");
    let asked = app
        .post_form(
            &format!("{here}/ask-signature"),
            &[("remark", "eilt")],
            Some(&town.editor),
        )
        .await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    let page = app
        .get(&format!("{here}/submit"), Some(&town.signatory))
        .await
        .text();
    assert!(page.contains("eilt") && page.contains("Zurückgeben"), "{page}");
    let bare = app
        .post_form(
            &format!("{here}/return"),
            &[("reason", "")],
            Some(&town.signatory),
        )
        .await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
}
