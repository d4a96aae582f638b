//! Words and mails for the tests of this crate.
#![allow(dead_code)] // each test program uses a part

use base::{Ctx, Lang, PersonId};
use base_db::{Db, PageRequest};
use base_mail::{Mail, MailFilter, MailRow, Recipient, enqueue};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

const DE: &str = "\
mail-m-a02-subject = Eingangsbestätigung – Antrag { $number }
mail-m-a02-body =
    Ihr Antrag „{ $title }“ ist eingegangen.

    Empfangen am { $received }.
    Prüfsumme: { $hash }
mail-m-c01-subject = Ausschreibung „{ $title }“ zur Prüfung vorgelegt
mail-m-c01-body = Bitte prüfen Sie die Ausschreibung.
";
const EN: &str = "\
mail-m-a02-subject = Receipt of application { $number }
mail-m-a02-body = Your application \"{ $title }\" has arrived on { $received }; checksum { $hash }.
mail-m-c01-subject = Call \"{ $title }\" to be reviewed
mail-m-c01-body = Please review the call.
";

pub fn texts() {
    base::texts::install(&[base_mail::TEXTS, (DE, EN)]).unwrap();
}

pub fn applicant() -> Recipient {
    Recipient {
        person_id: Some(PersonId::new()),
        name: "Antragstellung (Demo)".into(),
        salutation: Some("Frau Sachbearbeitung".into()),
        email: "antrag@stadt.example".into(),
        lang: Lang::De,
    }
}

pub fn receipt(event: impl std::fmt::Display, to: Recipient) -> Mail {
    Mail::new("M-A02", event, to)
        .case(Uuid::nil(), "IBZ-2026-0007")
        .arg("title", "Begegnung & <Mitte>")
        .arg("received", "06.03.2026, 23:59:59 Uhr")
        .arg("hash", "abc")
        .link("/applications/7")
}

pub async fn enqueue_one(db: &Db, mail: Mail) {
    let ctx = Ctx::system("test", db.now());
    let unit = db.write(&ctx).await.unwrap();
    enqueue(&unit, mail).await.unwrap();
    unit.commit().await.unwrap();
}

/// The whole outbox, oldest first.
pub async fn all(db: &Db) -> Vec<MailRow> {
    let request = PageRequest {
        page: 1,
        per_page: 100,
    };
    let mut mails = base_mail::list(db.reader(), &MailFilter::default(), request)
        .await
        .unwrap()
        .items;
    mails.reverse();
    mails
}

/// Lets all leases and pauses run out, as if the time had passed.
pub async fn time_passes(db: &Db) {
    let long_ago = "2026-01-01 00:00:00+00:00";
    let update = format!("UPDATE outbox_mail SET due_at = '{long_ago}' WHERE due_at IS NOT NULL");
    db.reader().execute_unprepared(&update).await.unwrap();
}
