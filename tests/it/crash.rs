//! Killing the server without warning: what was acknowledged is there afterwards, and every mail arrives once.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rand::RngExt as _;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::json;
use tokio::time::{Instant, sleep};

use crate::process::{Server, Setting, command};
use crate::world::{config, demo_in};

/// Moments at which the server is killed.
const KILLS: usize = 50;
const CLIENTS: usize = 4;

#[tokio::test(flavor = "multi_thread")]
async fn fifty_kills_under_load_lose_nothing_that_was_acknowledged_sigkill() {
    let folder = tempfile::tempdir().unwrap();
    let settings = config(folder.path());
    let mails = folder.path().join("mails");
    let token = {
        let house = demo_in(&folder).await;
        let operator = base_testing::operator(house.app.db.now());
        let ad = "administration@ministerium.example";
        people::create_token_for(&house.app.db, &operator, ad, "Absturztest", 30, true)
            .await
            .unwrap()
    };
    let setting = Setting {
        database_url: &settings.database_url,
        data: folder.path(),
        mails: &mails,
    };
    let acknowledged = Arc::new(Mutex::new(BTreeSet::new()));
    let number = Arc::new(AtomicU64::new(0));
    for _ in 0..KILLS {
        let mut server = Server::start(&setting).await;
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| {
                let (base, token) = (server.base.clone(), token.clone());
                let (acknowledged, number) = (acknowledged.clone(), number.clone());
                tokio::spawn(async move {
                    let client = crate::process::client().build().unwrap();
                    loop {
                        let email = format!("konto{}@test.example", number.fetch_add(1, Ordering::Relaxed));
                        let body = json!({ "email": email, "name": "Konto (Test)" });
                        let sent = client
                            .post(format!("{base}/api/v1/accounts"))
                            .bearer_auth(&token)
                            .json(&body)
                            .send()
                            .await;
                        match sent {
                            Ok(answer) if answer.status() == 201 => {
                                acknowledged.lock().unwrap().insert(email);
                            }
                            Ok(answer) => panic!("{}: {:?}", answer.status(), answer.text().await),
                            Err(_) => return, // killed
                        }
                    }
                })
            })
            .collect();
        sleep(Duration::from_millis(rand::rng().random_range(10..400))).await;
        server.kill();
        for client in clients {
            client.await.unwrap();
        }
    }
    let acknowledged = acknowledged.lock().unwrap().clone();
    assert!(
        acknowledged.len() > KILLS,
        "only {} changes were acknowledged: no load",
        acknowledged.len()
    );

    let _server = Server::start(&setting).await;
    let db = base_db::Db::connect(&settings.database_url).await.unwrap();
    let count = async |query: &str| -> i64 {
        let row = db
            .reader()
            .query_one_raw(Statement::from_string(DbBackend::Sqlite, query))
            .await
            .unwrap()
            .unwrap();
        row.try_get("", "n").unwrap()
    };
    for email in &acknowledged {
        let known = count(&format!(
            "SELECT COUNT(*) AS n FROM account WHERE email = '{email}'"
        ))
        .await;
        assert_eq!(known, 1, "{email} was acknowledged and is gone");
    }
    // What a killed worker held is sent when its lease is over.
    let until = Instant::now() + Duration::from_secs(240);
    while count("SELECT COUNT(*) AS n FROM outbox_mail WHERE state <> 'SENT'").await > 0 {
        assert!(Instant::now() < until, "mails are left over");
        sleep(Duration::from_millis(500)).await;
    }
    let accounts = count("SELECT COUNT(*) AS n FROM account WHERE email LIKE 'konto%@test.example'").await;
    let invitations = count(
        "SELECT COUNT(*) AS n FROM outbox_mail WHERE code = 'M-U01' AND recipient LIKE 'konto%@test.example'",
    )
    .await;
    assert_eq!(
        accounts, invitations,
        "account and mail commit together or not at all"
    );
    let files = std::fs::read_dir(&mails).unwrap().filter(|file| {
        file.as_ref()
            .unwrap()
            .path()
            .extension()
            .is_some_and(|e| e == "eml")
    });
    let sent_by_file =
        count("SELECT COUNT(*) AS n FROM outbox_mail WHERE recipient LIKE 'konto%@test.example'").await;
    let arrived = files
        .filter(|file| {
            std::fs::read_to_string(file.as_ref().unwrap().path())
                .is_ok_and(|text| text.contains("@test.example"))
        })
        .count();
    assert_eq!(
        i64::try_from(arrived).unwrap(),
        sent_by_file,
        "every mail arrived exactly once"
    );
    let check = command(&setting, 0).arg("check").status().unwrap();
    assert!(check.success(), "backoffice check found something");
}
