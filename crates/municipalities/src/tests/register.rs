//! A body registers itself at the address in the register (handbook 0.5).

use axum::http::StatusCode;
use base::{Actor, Lang};
use base_mail::MailFilter;
use base_testing::app::TestApp;

use super::*;
use crate::usecases::request_account::{RequestAccount, confirm_request, open_request, request_account};

const MAILBOX: &str = "info@tuebingen.example";

fn anyone(at: DateTime<Utc>) -> Ctx {
    Ctx {
        actor: Actor::Anonymous,
        ..operator(at)
    }
}

fn asks(body: &str, email: &str) -> RequestAccount {
    RequestAccount {
        body: body.to_owned(),
        name: "Sachgebiet Integration (Test)".to_owned(),
        email: email.to_owned(),
        lang: Lang::De,
    }
}

/// Tübingen with a mailbox, all others without.
async fn with_mailbox(db: &Db) -> Body {
    load(db).await;
    let body = find_by_key(db.reader(), "08416041").await.unwrap().unwrap();
    let contact = Contact {
        email: Some(MAILBOX.to_owned()),
        ..Contact::default()
    };
    edit_contact(db, &clerk(), body.id, contact, body.version)
        .await
        .unwrap();
    body
}

async fn sent(db: &Db, code: &str) -> Vec<base_mail::MailRow> {
    let all = base_mail::list(db.reader(), &MailFilter::default(), PageRequest::default()).await;
    all.unwrap()
        .items
        .into_iter()
        .filter(|mail| mail.code == code)
        .collect()
}

fn link(mail: &base_mail::MailRow) -> String {
    let (_, rest) = mail.body_text.split_once("/register/").unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn the_registered_address_decides_and_nobody_else_learns_anything() {
    for test in databases().await {
        let db = &test.db;
        let body = with_mailbox(db).await;
        let app = TestApp::new(db, vec![people::feature(), feature()]);
        let form = |body: &'static str| {
            [
                ("body", body),
                ("name", "Sachgebiet (Test)"),
                ("email", "neu@tuebingen.example"),
            ]
        };
        let known = app.post_form("/register", &form("08416041"), None).await;
        let silent = app.post_form("/register", &form("08415061"), None).await;
        assert_eq!(known.status, StatusCode::SEE_OTHER, "{}", known.text());
        assert_eq!(
            (known.status, known.location()),
            (silent.status, silent.location()),
            "{}: the answer does not say whether there is an address",
            test.name
        );
        let ambiguous = app.post_form("/register", &form("Tübingen"), None).await;
        assert_eq!(ambiguous.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(ambiguous.text().contains("08416041"), "{}", ambiguous.text());
        let mails = sent(db, "M-U06").await;
        assert_eq!(mails.len(), 1, "{}", test.name);
        assert_eq!(mails[0].recipient, MAILBOX);
        assert!(!mails[0].body_text.contains("neu@tuebingen.example"));

        let link = link(&mails[0]);
        let page = app.get(&format!("/register/{link}"), None).await;
        assert!(page.text().contains("neu@tuebingen.example"), "{}", page.text());
        let yes = app
            .post_form(&format!("/register/{link}/confirm"), &[], None)
            .await;
        assert_eq!(yes.status, StatusCode::SEE_OTHER, "{}", yes.text());
        let account = people::find_by_email(db.reader(), "neu@tuebingen.example")
            .await
            .unwrap()
            .unwrap();
        let roles = people::roles_of(db.reader(), account.id).await.unwrap();
        assert_eq!(
            (roles.len(), roles[0].role, roles[0].scope),
            (1, Role::KE, Scope::Body(body.id.0)),
            "{}: edits, does not sign",
            test.name
        );
        assert_eq!(sent(db, "M-U01").await.len(), 1);
        for path in [format!("/register/{link}"), "/register/irgendetwas".to_owned()] {
            assert_eq!(app.get(&path, None).await.status, StatusCode::GONE, "{path}");
        }
    }
}

#[tokio::test]
async fn requests_are_few_and_run_out_and_officers_stay_officers() {
    for test in databases().await {
        let db = &test.db;
        with_mailbox(db).await;
        for turn in 0..3 {
            let email = format!("kollege{turn}@tuebingen.example");
            request_account(db, &anyone(now()), asks("08416041", &email))
                .await
                .unwrap();
        }
        let fourth = asks("Universitätsstadt Tübingen (08416041)", "a@b.example");
        request_account(db, &anyone(now()), fourth.clone()).await.unwrap();
        let fifth = request_account(db, &anyone(now()), fourth).await;
        assert!(
            matches!(fifth, Err(Problem::Throttled { .. })),
            "{}: {fifth:?}",
            test.name
        );
        let mail = sent(db, "M-U06").await.remove(0);
        let late = anyone(now() + chrono::Duration::hours(72));
        let expired = confirm_request(db, &late, &link(&mail)).await;
        assert!(
            matches!(
                expired,
                Err(Problem::Refused {
                    code: "link-expired",
                    ..
                })
            ),
            "{}: {expired:?}",
            test.name
        );

        let programme = Scope::Programme(Uuid::now_v7());
        let setup = operator(now());
        let new = people::NewAccount::new("sb@amt.example", "Sachbearbeitung (Test)");
        people::create_account_with(db, &setup, new, &[(Role::SB, programme)])
            .await
            .unwrap();
        let later = anyone(now() + chrono::Duration::hours(80));
        request_account(db, &later, asks("08416041", "sb@amt.example"))
            .await
            .unwrap();
        let all = sent(db, "M-U06").await;
        let mail = all.iter().max_by_key(|mail| mail.created_at).unwrap();
        assert!(
            open_request(db, &later, &link(mail)).await.is_ok(),
            "{}",
            test.name
        );
        let officer = confirm_request(db, &later, &link(mail)).await;
        assert!(
            matches!(
                officer,
                Err(Problem::Refused {
                    code: "no-account",
                    ..
                })
            ),
            "{}: {officer:?}",
            test.name
        );
        let bad = request_account(db, &later, asks("08416041", "keine Adresse")).await;
        assert!(matches!(bad, Err(Problem::Invalid(_))), "{}", test.name);
    }
}
