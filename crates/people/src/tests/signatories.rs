//! The first signatory of a body takes two persons (handbook 0.5, 5, 13).

use axum::http::StatusCode;
use base::{Ctx, Problem, Role, Scope};
use base_db::Db;
use base_files::Files;
use base_testing::TestApp;
use base_testing::db::databases;
use uuid::Uuid;

use super::{acting, audited, code_of, cookie, mails, open, whoever};
use crate::{
    NewAccount, ProposeSignatory, SignatoryState, admit_signatory, propose_signatory, refuse_signatory,
    signatories,
};

const PDF: &[u8] = b"%PDF-1.7 Bestellung";

async fn acts(db: &Db, email: &str, roles: &[(Role, Scope)]) -> Ctx {
    open(db, email, roles).await;
    acting(&whoever(db, &cookie(db, email).await).await.unwrap())
}

fn appointed(body: Uuid, bytes: &[u8]) -> ProposeSignatory {
    ProposeSignatory {
        body,
        person: NewAccount::new("ob@stadt.example", "Oberbürgermeisterin (Test)"),
        file_name: "Bestellung.pdf".to_owned(),
        bytes: bytes.to_vec(),
    }
}

/// A demo database, so that officers need no second factor.
async fn demo(db: &Db) {
    let ctx = super::operator();
    let unit = db.write(&ctx).await.unwrap();
    base_db::settings::mark_demo(&unit).await.unwrap();
    unit.commit().await.unwrap();
}

#[tokio::test]
async fn one_person_proposes_and_another_one_admits() {
    for test in databases().await {
        let (db, files) = (&test.db, Files::memory());
        demo(db).await;
        let programme = Scope::Programme(Uuid::now_v7());
        let body = Uuid::now_v7();
        let both = [(Role::SB, programme), (Role::RL, programme)];
        let officer = acts(db, "sb@amt.example", &both).await;
        let head = acts(db, "rl@amt.example", &[(Role::RL, programme)]).await;
        let keeper = acts(db, "ad@amt.example", &[(Role::AD, Scope::System)]).await;

        let wrong = propose_signatory(db, &files, &officer, appointed(body, b"MZ\x90 kein PDF")).await;
        assert_eq!(code_of(&wrong.unwrap_err()), "appointment", "{}", test.name);
        let denied = propose_signatory(db, &files, &keeper, appointed(body, PDF)).await;
        assert_eq!(code_of(&denied.unwrap_err()), "denied");
        let id = propose_signatory(db, &files, &officer, appointed(body, PDF))
            .await
            .unwrap();
        let twice = propose_signatory(db, &files, &officer, appointed(body, PDF)).await;
        assert_eq!(code_of(&twice.unwrap_err()), "proposed-already");

        let open = signatories(db, &head, SignatoryState::Proposed).await.unwrap();
        let person = open[0].person_id;
        let roles = async || -> Vec<Role> {
            let held = crate::roles_of(db.reader(), person).await.unwrap();
            held.into_iter().map(|one| one.role).collect()
        };
        assert_eq!(roles().await, [Role::KE], "{}: edits, does not sign", test.name);
        for (who, why) in [(&officer, "four-eyes"), (&keeper, "denied")] {
            assert_eq!(code_of(&admit_signatory(db, who, id).await.unwrap_err()), why);
        }
        let alone = crate::Assign::from(person, Role::KZ, Scope::Body(body), super::day("2026-03-06"));
        for who in [&officer, &keeper] {
            let problem = crate::assign(db, who, alone).await.unwrap_err();
            assert_eq!(code_of(&problem), "two-persons", "{}", test.name);
        }
        admit_signatory(db, &head, id).await.unwrap();
        assert!(roles().await.contains(&Role::KZ), "{}", test.name);
        assert!(mails(db).await.iter().any(|mail| mail.code == "M-U05"));
        let again = admit_signatory(db, &head, id).await;
        assert!(matches!(again, Err(Problem::Stale)), "once only: {again:?}");
        let done = audited(db, person).await;
        for action in ["propose_signatory", "admit_signatory"] {
            assert!(done.iter().any(|one| one == action), "{}: {done:?}", test.name);
        }
        let more = propose_signatory(db, &files, &officer, appointed(body, PDF)).await;
        assert_eq!(code_of(&more.unwrap_err()), "signs-already");
    }
}

#[tokio::test]
async fn a_refused_proposal_gives_nothing_and_the_page_shows_both_sides() {
    for test in databases().await {
        let (db, files) = (&test.db, Files::memory());
        demo(db).await;
        let programme = Scope::Programme(Uuid::now_v7());
        let body = Uuid::now_v7();
        let officer = acts(db, "sb@amt.example", &[(Role::SB, programme)]).await;
        let head = acts(db, "rl@amt.example", &[(Role::RL, programme)]).await;
        let app = TestApp::with_files(db, &files, vec![crate::feature()]);
        let (sb, rl) = (officer.person().unwrap(), head.person().unwrap());
        let scope = body.to_string();
        let typed = [
            ("scope", scope.as_str()),
            ("name", "Bürgermeister (Test)"),
            ("email", "bm@stadt.example"),
            ("lang", "de"),
        ];
        let file = ("appointment", "Bestellung.pdf", PDF);
        let without = app.post_form("/signatories", &typed, Some(sb)).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", test.name);
        assert!(
            without.text().contains("bm@stadt.example"),
            "what was typed stays"
        );
        let sent = app.post_file("/signatories", &typed, file, Some(sb)).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let list = app.get("/api/v1/signatories", Some(rl)).await.json();
        let id = list["items"][0]["id"].as_str().unwrap().to_owned();
        let page = app.get("/signatories", Some(rl)).await.text();
        assert!(page.contains(&format!("/signatories/{id}/admit")), "{page}");
        let letter = app.get(&format!("/signatories/{id}/appointment"), Some(rl)).await;
        assert_eq!(letter.bytes, PDF);
        let form = app.get(&format!("/signatories/{id}/refuse"), Some(rl)).await;
        assert_eq!(form.status, StatusCode::OK);

        let id = id.parse().unwrap();
        let empty = refuse_signatory(db, &head, id, " ").await;
        assert_eq!(code_of(&empty.unwrap_err()), "reason");
        refuse_signatory(db, &head, id, "Unterschrift fehlt")
            .await
            .unwrap();
        let refused = signatories(db, &head, SignatoryState::Refused).await.unwrap();
        let held = crate::roles_of(db.reader(), refused[0].person_id).await.unwrap();
        assert!(held.iter().all(|one| one.role == Role::KE), "{}", test.name);
        let page = app.get("/signatories", Some(sb)).await.text();
        assert!(page.contains("Unterschrift fehlt"), "{page}");
    }
}
