//! What lands in the outbox.
#![allow(clippy::unwrap_used)] // tests may

mod setup;

use base::{Ctx, Lang, Problem};
use base_db::{PageRequest, audit};
use base_mail::{
    Attachment, Mail, MailFilter, MailState, Recipient, Transport, enqueue, enqueue_many, flush, resend,
};
use base_testing::db::databases;
use setup::{all, applicant, enqueue_one, receipt, texts};
use uuid::Uuid;

#[tokio::test]
async fn one_mail_per_event_recipient_and_code() {
    texts();
    for test in databases().await {
        let event = Uuid::now_v7();
        let other = Recipient {
            email: "zeichnung@stadt.example".into(),
            ..applicant()
        };
        enqueue_one(&test.db, receipt(event, applicant())).await;
        enqueue_one(&test.db, receipt(event, applicant())).await; // the same again
        assert_eq!(all(&test.db).await.len(), 1, "{}", test.name);
        enqueue_one(&test.db, receipt(event, other)).await;
        enqueue_one(&test.db, Mail::new("M-A03", event, applicant())).await;
        enqueue_one(&test.db, receipt(Uuid::now_v7(), applicant())).await;
        assert_eq!(all(&test.db).await.len(), 4, "{}", test.name);
    }
}

#[tokio::test]
async fn many_mails_at_once_keep_to_one_per_event_and_recipient() {
    texts();
    for test in databases().await {
        let ctx = Ctx::system("test", test.db.now());
        let first = Uuid::now_v7();
        enqueue_one(&test.db, receipt(first, applicant())).await;
        let unit = test.db.write(&ctx).await.unwrap();
        let mut mails: Vec<Mail> = (0..1_101).map(|_| receipt(Uuid::now_v7(), applicant())).collect();
        mails.push(receipt(first, applicant())); // was sent before
        mails.push(mails[0].clone()); // twice in the same batch
        enqueue_many(&unit, mails).await.unwrap();
        enqueue_many(&unit, Vec::new()).await.unwrap();
        unit.commit().await.unwrap();
        let counted = base_mail::counts(&test.db).await.unwrap();
        let queued: u64 = counted.iter().map(|(_, count)| *count).sum();
        assert_eq!(queued, 1_102, "{}", test.name);
    }
}

#[tokio::test]
async fn a_unit_that_fails_sends_nothing() {
    texts();
    for test in databases().await {
        let ctx = Ctx::system("test", test.db.now());
        let unit = test.db.write(&ctx).await.unwrap();
        enqueue(&unit, receipt(Uuid::now_v7(), applicant()))
            .await
            .unwrap();
        drop(unit);
        assert!(all(&test.db).await.is_empty(), "{}", test.name);
    }
}

#[tokio::test]
async fn a_mail_speaks_the_recipients_language() {
    texts();
    let test = base_testing::db::sqlite().await;
    enqueue_one(&test.db, receipt(1, applicant())).await;
    enqueue_one(
        &test.db,
        receipt(
            2,
            Recipient {
                lang: Lang::En,
                ..applicant()
            },
        ),
    )
    .await;
    enqueue_one(
        &test.db,
        receipt(
            3,
            Recipient {
                salutation: None,
                ..applicant()
            },
        ),
    )
    .await;
    enqueue_one(
        &test.db,
        receipt(4, Recipient::address("amt@stadt.example", Lang::De)),
    )
    .await;
    let mails = all(&test.db).await;

    assert_eq!(
        mails[0].subject,
        "[IBZ-2026-0007] Eingangsbestätigung – Antrag IBZ-2026-0007"
    );
    assert_eq!(
        mails[0].body_text,
        "Guten Tag Frau Sachbearbeitung,\n\n\
         Ihr Antrag „Begegnung & <Mitte>“ ist eingegangen.\n\n\
         Empfangen am 06.03.2026, 23:59:59 Uhr.\nPrüfsumme: abc\n\n\
         Zum Vorgang: http://127.0.0.1:8080/applications/7\n\
         Bitte melden Sie sich an, um den Vorgang zu sehen.\n\n\
         -- \nDiese E-Mail ersetzt keinen Bescheid.\nDiese E-Mail wurde automatisch erstellt.\n\n\
         Bewilligungsstelle (Demo)\n\n\
         Impressum: http://127.0.0.1:8080/imprint\nDatenschutz: http://127.0.0.1:8080/privacy\n"
    );
    assert!(
        mails[1].subject.starts_with("[IBZ-2026-0007] Receipt"),
        "{}",
        mails[1].subject
    );
    assert!(mails[1].body_text.starts_with("Dear Frau Sachbearbeitung,\n\n"));
    assert!(
        mails[2]
            .body_text
            .starts_with("Guten Tag Antragstellung (Demo),\n\n")
    );
    assert!(mails[3].body_text.starts_with("Guten Tag,\n\n"));
}

#[tokio::test]
async fn the_html_says_the_same_and_nothing_in_it_runs() {
    texts();
    let test = base_testing::db::sqlite().await;
    enqueue_one(&test.db, receipt(1, applicant())).await;
    let html = all(&test.db).await.remove(0).body_html;
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"de\">"), "{html}");
    assert!(
        html.contains("<title>[IBZ-2026-0007] Eingangsbestätigung – Antrag IBZ-2026-0007</title>"),
        "{html}"
    );
    assert!(!html.contains("<Mitte>"), "{html}");
    assert!(html.contains("Begegnung &#38; &#60;Mitte&#62;"), "{html}");
    assert!(html.contains("Uhr.<br>Prüfsumme: abc"), "{html}");
    assert!(
        html.contains("<a href=\"http://127.0.0.1:8080/applications/7\">Zum Vorgang</a>"),
        "{html}"
    );
    for outside in ["<img", "<link", "<script", "@import", "url("] {
        assert!(!html.contains(outside), "{outside} in {html}");
    }
}

#[tokio::test]
async fn a_line_break_in_a_value_stays_out_of_the_subject() {
    texts();
    let test = base_testing::db::sqlite().await;
    let mail = Mail::new("M-C01", 1, applicant()).arg("title", "Ende\r\nBcc: alle@stadt.example");
    enqueue_one(&test.db, mail).await;
    assert_eq!(
        all(&test.db).await[0].subject,
        "Ausschreibung „Ende Bcc: alle@stadt.example“ zur Prüfung vorgelegt"
    );
}

#[tokio::test]
async fn sending_again_is_a_new_mail_and_an_audit_entry() {
    texts();
    for test in databases().await {
        let db = &test.db;
        let case = Uuid::now_v7();
        let calendar = Attachment {
            name: "Termin.ics".into(),
            media_type: "text/calendar; method=REQUEST; charset=utf-8".into(),
            bytes: b"BEGIN:VCALENDAR".to_vec(),
        };
        enqueue_one(
            db,
            Mail::new("M-A02", 1, applicant())
                .case(case, "IBZ-2026-0007")
                .attach(calendar),
        )
        .await;
        let old = all(db).await.remove(0);
        let ctx = Ctx::system("test", db.now());

        let unit = db.write(&ctx).await.unwrap();
        let refused = resend(&unit, old.id).await;
        assert!(
            matches!(
                refused,
                Err(Problem::Refused {
                    code: "mail-not-settled",
                    ..
                })
            ),
            "{refused:?}"
        );
        drop(unit);

        flush(db, &Transport::Inbox, Uuid::now_v7()).await.unwrap();
        for round in 1..=2 {
            let unit = db.write(&ctx).await.unwrap();
            let new = resend(&unit, old.id).await.unwrap();
            unit.commit().await.unwrap();
            let new = base_mail::find(db.reader(), new).await.unwrap().unwrap();
            assert_eq!(
                new.event_id,
                format!("resend:{}:{round}", old.id),
                "{}",
                test.name
            );
            assert_eq!(
                (new.state, new.attempts, &new.subject),
                (MailState::Queued, 0, &old.subject)
            );
            assert_eq!(new.attachments().unwrap(), old.attachments().unwrap());
        }
        assert_eq!(
            audit::of_subject(db.reader(), "mail", &old.id.to_string(), 10)
                .await
                .unwrap()
                .len(),
            2
        );
        assert_eq!(base_mail::of_case(db.reader(), case, 10).await.unwrap().len(), 3);

        let queued = MailFilter {
            state: Some(MailState::Queued),
            ..MailFilter::default()
        };
        assert_eq!(
            base_mail::list(db.reader(), &queued, PageRequest::default())
                .await
                .unwrap()
                .total,
            2
        );
        let mut counts = base_mail::counts(db).await.unwrap();
        counts.sort_by_key(|(state, _)| state.code());
        assert_eq!(
            counts,
            [(MailState::Queued, 2), (MailState::Sent, 1)],
            "{}",
            test.name
        );
    }
}

#[test]
fn both_languages_say_the_same_things() {
    let (de, en) = base_mail::TEXTS;
    assert_eq!(base::texts::keys(de), base::texts::keys(en));
    for state in MailState::ALL {
        assert!(base::texts::keys(de).contains(&format!("mail-state-{}", state.code())));
        assert_eq!(MailState::from_code(state.code()), Some(state));
    }
}
