//! Server processes on one PostgreSQL: several at once, and one that loses it for a while.

use std::net::SocketAddr;
use std::time::Duration;

use base::{Ctx, Lang};
use base_db::Db;
use base_mail::{Mail, Recipient};
use base_testing::db;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{Instant, sleep};

use crate::process::{Server, Setting};
use crate::world::config;

async fn count(db: &Db, query: &str) -> i64 {
    let query = Statement::from_string(DbBackend::Postgres, query);
    let row = db.reader().query_one_raw(query).await.unwrap().unwrap();
    row.try_get("", "n").unwrap()
}

async fn all_done(db: &Db) {
    let until = Instant::now() + Duration::from_secs(120);
    let open = "SELECT (SELECT COUNT(*) FROM outbox_mail WHERE state <> 'SENT') + \
                (SELECT COUNT(*) FROM job WHERE done_at IS NULL AND due_at <= now()) AS n";
    while count(db, open).await > 0 {
        assert!(Instant::now() < until, "work is left over");
        sleep(Duration::from_millis(100)).await;
    }
}

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
    all_done(&test.db).await;
    assert!(
        count(&test.db, "SELECT COUNT(*) AS n FROM outbox_mail").await > 50,
        "the demo sends mails"
    );
    assert_eq!(
        count(
            &test.db,
            "SELECT COUNT(*) AS n FROM outbox_mail WHERE attempts <> 1"
        )
        .await,
        0,
        "each mail was sent once"
    );
    assert_eq!(
        count(
            &test.db,
            "SELECT COUNT(*) AS n FROM job WHERE done_at IS NOT NULL AND attempts <> 1"
        )
        .await,
        0,
        "each job ran once"
    );
}

/// A line to the database server that can be cut.
struct Line {
    address: SocketAddr,
    is_up: watch::Sender<bool>,
}

impl Line {
    async fn to(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (is_up, up) = watch::channel(true);
        tokio::spawn(async move {
            loop {
                let (mut near, _) = listener.accept().await.unwrap();
                let (server, mut up) = (server.clone(), up.clone());
                tokio::spawn(async move {
                    if *up.borrow() {
                        let mut far = TcpStream::connect(server).await.unwrap();
                        tokio::select! {
                            _ = copy_bidirectional(&mut near, &mut far) => {}
                            _ = up.wait_for(|up| !up) => {}
                        }
                    }
                });
            }
        });
        Self { address, is_up }
    }
}

async fn status(server: &Server, path: &str) -> u16 {
    let client = crate::process::client().build().unwrap();
    let answer = client.get(format!("{}{path}", server.base)).send().await;
    answer.unwrap().status().as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_goes_away_and_comes_back_costs_no_job_and_no_mail() {
    let Some(test) = db::postgres().await else {
        eprintln!("skipped: a database can only go away as PostgreSQL; set TEST_PG_URL (ops/pg.sh start)");
        return;
    };
    backoffice::house::install_texts().unwrap();
    let (scheme, place) = test.url.split_once('@').unwrap();
    let (host, database) = place.split_once('/').unwrap();
    let line = Line::to(host.to_owned()).await;
    let folder = tempfile::tempdir().unwrap();
    let mails = folder.path().join("mails");
    let mut server = Server::start(&Setting {
        database_url: &format!("{scheme}@{}/{database}", line.address),
        data: folder.path(),
        mails: &mails,
    })
    .await;
    assert_eq!(status(&server, "/readyz").await, 200);
    all_done(&test.db).await; // what is at work when the line is cut comes back with its lease, after two minutes

    line.is_up.send_replace(false);
    assert_eq!(status(&server, "/readyz").await, 503);
    assert_eq!(
        status(&server, "/healthz").await,
        200,
        "restarting it would not help"
    );
    // what another instance leaves to be done meanwhile
    let ctx = Ctx::system("test", test.db.now());
    let unit = test.db.write(&ctx).await.unwrap();
    unit.schedule("people-sweep", "", ctx.now).await.unwrap();
    let to = Recipient::address("poststelle@stadt.example", Lang::De);
    let mail = Mail::new("M-A02", "outage", to).said("Betreff", "Text");
    base_mail::enqueue(&unit, mail).await.unwrap();
    unit.commit().await.unwrap();
    sleep(Duration::from_secs(2)).await;
    assert!(server.is_running(), "the worker's failures end nothing");

    line.is_up.send_replace(true);
    all_done(&test.db).await;
    assert_eq!(status(&server, "/readyz").await, 200);
    assert_eq!(std::fs::read_dir(&mails).unwrap().count(), 1);
}
