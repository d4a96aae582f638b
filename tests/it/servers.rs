//! Several server processes on one PostgreSQL.

use std::time::Duration;

use base_testing::db;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tokio::time::{Instant, sleep};

use crate::process::{Server, Setting};
use crate::world::config;

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_share_sessions_jobs_and_mails() {
    let Some(test) = db::postgres().await else {
        eprintln!("skipped: two servers need PostgreSQL; set TEST_PG_URL (ops/pg.sh start)");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let settings = backoffice::config::Config {
        database_url: test.url.clone(),
        ..config(folder.path())
    };
    drop(backoffice::demo::prepare(&settings).await.unwrap());
    let mails = folder.path().join("mails");
    let setting = Setting {
        database_url: &test.url,
        data: folder.path(),
        mails: &mails,
    };
    let (first, second) = (Server::start(&setting).await, Server::start(&setting).await);

    // Sign in at one, go on at the other.
    let client = crate::process::client()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let cookie = first
        .sign_in(&client, "sachbearbeitung@ministerium.example")
        .await;
    let home = client
        .get(format!("{}/", second.base))
        .header("cookie", &cookie)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(
        home.contains("Sachbearbeitung (Demo)"),
        "the session is known at the other server"
    );
    client
        .post(format!("{}/sign-out", second.base))
        .header("cookie", &cookie)
        .send()
        .await
        .unwrap();
    let after = client
        .get(format!("{}/applications", first.base))
        .header("cookie", &cookie)
        .send()
        .await
        .unwrap();
    assert_eq!(
        after.status(),
        303,
        "signed out at one is signed out at the other"
    );

    // Both workers run; every mail and every due job is handled once.
    let count = async |query: &str| -> i64 {
        let row = test
            .db
            .reader()
            .query_one_raw(Statement::from_string(DbBackend::Postgres, query))
            .await
            .unwrap()
            .unwrap();
        row.try_get("", "n").unwrap()
    };
    let until = Instant::now() + Duration::from_secs(120);
    let open = "SELECT (SELECT COUNT(*) FROM outbox_mail WHERE state <> 'SENT') + \
                (SELECT COUNT(*) FROM job WHERE done_at IS NULL AND due_at <= now()) AS n";
    while count(open).await > 0 {
        assert!(Instant::now() < until, "work is left over");
        sleep(Duration::from_millis(200)).await;
    }
    assert!(
        count("SELECT COUNT(*) AS n FROM outbox_mail").await > 50,
        "the demo sends mails"
    );
    assert_eq!(
        count("SELECT COUNT(*) AS n FROM outbox_mail WHERE attempts <> 1").await,
        0,
        "each mail was sent once"
    );
    assert_eq!(
        count("SELECT COUNT(*) AS n FROM job WHERE done_at IS NOT NULL AND attempts <> 1").await,
        0,
        "each job ran once"
    );
}
