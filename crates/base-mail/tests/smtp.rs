//! Against a small mail server of our own, which says what the test wants.
#![allow(clippy::unwrap_used)] // tests may

mod setup;

use std::sync::{Arc, Mutex};
use std::time::Instant;

use base_mail::{Failure, MailState, Transport, flush};
use base_testing::db::sqlite;
use setup::{all, applicant, enqueue_one, receipt, texts};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use uuid::Uuid;

/// What the server answers where it matters; everything else it accepts.
#[derive(Clone, Copy)]
struct Manners {
    capabilities: &'static str,
    rcpt: &'static str,
    /// `None`: it hangs up instead of answering.
    message: Option<&'static str>,
}

const KIND: Manners = Manners {
    capabilities: "AUTH PLAIN LOGIN",
    rcpt: "250 ok",
    message: Some("250 queued"),
};

#[derive(Clone, Default)]
struct Heard {
    commands: Arc<Mutex<Vec<String>>>,
    messages: Arc<Mutex<Vec<String>>>,
}

async fn server(manners: Manners) -> (u16, Heard) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = Heard::default();
    let ears = heard.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(dialogue(stream, manners, ears.clone()));
        }
    });
    (port, heard)
}

async fn dialogue(stream: TcpStream, manners: Manners, heard: Heard) {
    stream.set_nodelay(true).unwrap();
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    writer.write_all(b"220 test ESMTP\r\n").await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        heard.commands.lock().unwrap().push(line.clone());
        let verb = line.split([' ', ':']).next().unwrap().to_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => format!("250-test\r\n250 {}", manners.capabilities),
            "RCPT" => manners.rcpt.to_owned(),
            "AUTH" => "235 welcome".to_owned(),
            "QUIT" => "221 bye".to_owned(),
            "DATA" => {
                writer.write_all(b"354 go on\r\n").await.unwrap();
                let mut message = String::new();
                while let Ok(Some(line)) = lines.next_line().await {
                    if line == "." {
                        break;
                    }
                    message += &line;
                    message += "\n";
                }
                heard.messages.lock().unwrap().push(message);
                match manners.message {
                    Some(answer) => answer.to_owned(),
                    None => return,
                }
            }
            _ => "250 ok".to_owned(),
        };
        if writer
            .write_all(format!("{answer}\r\n").as_bytes())
            .await
            .is_err()
        {
            return;
        }
    }
}

#[tokio::test]
async fn a_mail_reaches_the_server_with_sign_in_and_umlauts() {
    texts();
    let test = sqlite().await;
    let (port, heard) = server(KIND).await;
    let transport = Transport::from_url(&format!("smtp://dienst:p%40ss@127.0.0.1:{port}?tls=none")).unwrap();
    assert!(!format!("{transport:?}").contains("p@ss"), "no password in logs");
    enqueue_one(&test.db, receipt(1, applicant())).await;
    flush(&test.db, &transport, Uuid::now_v7()).await.unwrap();
    let mail = all(&test.db).await.remove(0);
    assert_eq!(mail.state, MailState::Sent, "{:?}", mail.last_error);
    let commands = heard.commands.lock().unwrap().join("\n");
    assert!(commands.contains("AUTH PLAIN AGRpZW5zdABwQHNz"), "{commands}");
    assert!(
        commands.contains("MAIL FROM:<noreply@portal.example>"),
        "{commands}"
    );
    assert!(commands.contains("RCPT TO:<antrag@stadt.example>"), "{commands}");
    let message = heard.messages.lock().unwrap().join("");
    assert!(
        message.contains(&format!("Message-ID: <{}@portal.example>", mail.id)),
        "{message}"
    );
    assert!(message.contains("multipart/alternative"), "{message}");
    assert!(message.is_ascii(), "umlauts are encoded");
}

#[tokio::test]
async fn five_hundreds_are_final_and_four_hundreds_are_not() {
    texts();
    for (manners, state, error) in [
        (
            Manners {
                rcpt: "550 no such mailbox",
                ..KIND
            },
            MailState::Failed,
            "no such mailbox",
        ),
        (
            Manners {
                rcpt: "451 greylisted",
                ..KIND
            },
            MailState::Retry,
            "greylisted",
        ),
        (
            Manners {
                message: Some("554 spam"),
                ..KIND
            },
            MailState::Failed,
            "spam",
        ),
        (
            Manners {
                message: Some("452 full"),
                ..KIND
            },
            MailState::Retry,
            "full",
        ),
    ] {
        let test = sqlite().await;
        let (port, _) = server(manners).await;
        let transport = Transport::from_url(&format!("smtp://127.0.0.1:{port}?tls=none")).unwrap();
        enqueue_one(&test.db, receipt(1, applicant())).await;
        flush(&test.db, &transport, Uuid::now_v7()).await.unwrap();
        let mail = all(&test.db).await.remove(0);
        assert_eq!((mail.state, mail.maybe_doubled), (state, false), "{error}");
        assert!(
            mail.last_error.as_deref().unwrap_or_default().contains(error),
            "{:?}",
            mail.last_error
        );
    }
}

#[tokio::test]
async fn a_lost_answer_after_the_message_is_an_unknown_outcome() {
    texts();
    let test = sqlite().await;
    let (port, heard) = server(Manners {
        message: None,
        ..KIND
    })
    .await;
    let transport = Transport::from_url(&format!("smtp://127.0.0.1:{port}?tls=none")).unwrap();
    enqueue_one(&test.db, receipt(1, applicant())).await;
    flush(&test.db, &transport, Uuid::now_v7()).await.unwrap();
    let mail = all(&test.db).await.remove(0);
    assert_eq!(
        (mail.state, mail.maybe_doubled),
        (MailState::Retry, true),
        "{:?}",
        mail.last_error
    );
    assert_eq!(heard.messages.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn without_tls_no_password_and_no_mail_leave() {
    texts();
    for tls in ["", "?tls=required", "?tls=opportunistic"] {
        let test = sqlite().await;
        let (port, heard) = server(KIND).await; // offers no STARTTLS
        let transport = Transport::from_url(&format!("smtp://dienst:geheim@127.0.0.1:{port}{tls}")).unwrap();
        enqueue_one(&test.db, receipt(1, applicant())).await;
        flush(&test.db, &transport, Uuid::now_v7()).await.unwrap();
        assert_eq!(all(&test.db).await[0].state, MailState::Retry);
        let commands = heard.commands.lock().unwrap().join("\n");
        assert!(
            !commands.contains("AUTH") && !commands.contains("MAIL"),
            "{tls}: {commands}"
        );
    }
}

#[tokio::test]
async fn starttls_is_asked_for_when_it_is_offered() {
    texts();
    let test = sqlite().await;
    let (port, heard) = server(Manners {
        capabilities: "STARTTLS",
        ..KIND
    })
    .await;
    let transport = Transport::from_url(&format!("smtp://127.0.0.1:{port}")).unwrap();
    enqueue_one(&test.db, receipt(1, applicant())).await;
    flush(&test.db, &transport, Uuid::now_v7()).await.unwrap();
    assert!(heard.commands.lock().unwrap().contains(&"STARTTLS".to_owned()));
    assert!(
        heard.messages.lock().unwrap().is_empty(),
        "the server can't do what it offered"
    );
    assert_eq!(all(&test.db).await[0].state, MailState::Retry);
}

#[tokio::test]
async fn a_server_that_is_away_is_tried_again_later() {
    texts();
    let test = sqlite().await;
    let free = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let transport = Transport::from_url(&format!("smtp://127.0.0.1:{free}?tls=none")).unwrap();
    enqueue_one(&test.db, receipt(1, applicant())).await;
    flush(&test.db, &transport, Uuid::now_v7()).await.unwrap();
    let mail = all(&test.db).await.remove(0);
    assert_eq!(
        (mail.state, mail.maybe_doubled),
        (MailState::Retry, false),
        "{:?}",
        mail.last_error
    );
    assert!(matches!(
        transport.deliver(&mail).await,
        Err(Failure::Temporary(_))
    ));
}

#[tokio::test]
async fn many_mails_share_few_connections_under_load() {
    texts();
    let test = sqlite().await;
    let (port, heard) = server(KIND).await;
    let transport = Transport::from_url(&format!("smtp://127.0.0.1:{port}?tls=none")).unwrap();
    let ctx = base::Ctx::system("test", test.db.now());
    let unit = test.db.write(&ctx).await.unwrap();
    for event in 0..640 {
        base_mail::enqueue(&unit, receipt(event, applicant()))
            .await
            .unwrap();
    }
    unit.commit().await.unwrap();
    flush(&test.db, &transport, Uuid::now_v7()).await.unwrap();
    assert_eq!(heard.messages.lock().unwrap().len(), 640);
    assert!(
        all(&test.db)
            .await
            .iter()
            .all(|mail| mail.state == MailState::Sent)
    );
    let connections = heard
        .commands
        .lock()
        .unwrap()
        .iter()
        .filter(|line| line.starts_with("EHLO"))
        .count();
    assert!(connections <= 16, "{connections} connections");
}

#[tokio::test]
async fn a_connection_does_not_stall_under_load() {
    texts();
    let test = sqlite().await;
    let (port, heard) = server(KIND).await;
    let transport = Transport::from_url(&format!("smtp://127.0.0.1:{port}?tls=none")).unwrap();
    enqueue_one(&test.db, receipt(1, applicant())).await;
    let mail = all(&test.db).await.remove(0);
    let start = Instant::now();
    for _ in 0..50 {
        transport.deliver(&mail).await.unwrap();
    }
    let took = start.elapsed();
    let connections = heard
        .commands
        .lock()
        .unwrap()
        .iter()
        .filter(|line| line.starts_with("EHLO"))
        .count();
    assert_eq!(connections, 1, "an idle connection is used again");
    // Without TCP_NODELAY each mail waits 40 ms for an acknowledgement: 2 s in all.
    assert!(took.as_millis() < 1_200, "{took:?}");
}

#[test]
fn settings_are_understood_or_refused() {
    for good in [
        "inbox:",
        "memory:",
        "smtp://relay.example",
        "smtps://u:p@relay.example:465",
        "smtp://[::1]:25?tls=none",
    ] {
        assert!(Transport::from_url(good).is_ok(), "{good}");
    }
    for bad in [
        "",
        "mailto:x@y.example",
        "smtp://",
        "smtp://h?tls=maybe",
        "smtps://h?tls=none",
        "smtp://h?ca=/nowhere.pem",
    ] {
        assert!(Transport::from_url(bad).is_err(), "{bad}");
    }
}
