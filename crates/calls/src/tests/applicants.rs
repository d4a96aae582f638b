//! What a call asks of its applications: whom to tell, how many, whether the next step is due. A stand-in answers for
//! calls whose code ends in H.

use base::{Ctx, Lang, Problem};
use base_db::{Db, PageRequest, Unit};
use base_mail::{MailFilter, Recipient};
use base_testing::{ctx, db::databases};
use chrono::NaiveDate;
use uuid::Uuid;

use super::world::{World, get, utc};
use crate::{
    Applicant, Applicants, CallId, CallState, Cancel, CaseCounts, Cases, Correct, Extend, StartSelection,
    answer_with,
};

const STARTED: Uuid = Uuid::from_u128(1);
const SUBMITTED: Uuid = Uuid::from_u128(2);

fn applicant(application_id: Uuid, number: &str, email: &str) -> Applicant {
    Applicant {
        application_id,
        number: number.to_owned(),
        recipient: Recipient::address(email, Lang::De),
    }
}

async fn answers_for(unit: &Unit<'_>, call: CallId) -> Result<bool, Problem> {
    Ok(crate::call(unit.conn(), call).await?.code.ends_with('H'))
}

fn stand_in() -> Cases {
    Cases {
        applicants: |unit, call, which| {
            Box::pin(async move {
                if !answers_for(unit, call).await? {
                    return Ok(Vec::new());
                }
                let mut applicants = vec![applicant(STARTED, "", "entwurf@stadt.example")];
                if which == Applicants::All {
                    applicants.push(applicant(SUBMITTED, "IBZ-2026H-0001", "antrag@stadt.example"));
                }
                Ok(applicants)
            })
        },
        workbook_parts: |_, _| crate::form::Parts::new(),
        counts: |unit, call| {
            Box::pin(async move {
                let counts = CaseCounts {
                    received: 2,
                    late: 1,
                    unchecked: 1,
                    undecided: 1,
                    running: 1,
                };
                Ok(if answers_for(unit, call).await? {
                    counts
                } else {
                    CaseCounts::default()
                })
            })
        },
        deadline_moved: |unit, call| {
            Box::pin(async move {
                // what it is told is the new deadline
                match call.state {
                    CallState::Open => {
                        let entry = base_db::Entry::new("call", call.id, "deadline_moved");
                        unit.audit(entry.data(serde_json::json!(call.deadline.instant())))
                            .await
                    }
                    state => Err(Problem::broken(format!("{state}"))),
                }
            })
        },
    }
}

async fn mails(db: &Db, code: &str) -> Vec<(String, String, String)> {
    let request = PageRequest {
        page: 1,
        per_page: 100,
    };
    let all = base_mail::list(db.reader(), &MailFilter::default(), request)
        .await
        .unwrap()
        .items;
    let chosen = all.into_iter().filter(|mail| mail.code == code);
    let mut mails: Vec<_> = chosen
        .map(|mail| (mail.recipient, mail.subject, mail.body_text))
        .collect();
    mails.sort();
    mails
}

#[tokio::test]
async fn applicants_are_told_of_corrections_extensions_and_cancellation() {
    answer_with(stand_in());
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let world = World::new(db, utc("2026-01-10T08:00:00Z")).await;
        let call = world.published(db, "IBZ-2026H", world.terms()).await;
        crate::open(db, &Ctx::system("call-open", utc("2026-01-15T08:00:00Z")), call)
            .await
            .unwrap();

        let mut terms = world.terms();
        terms.how_de = "Im Portal.\n\nHinweis.".to_owned();
        let version = get(db, call).await.version;
        let command = Correct {
            call,
            version,
            terms,
            reason: "Hinweis ergänzt.".to_owned(),
        };
        crate::correct(db, &ctx(&world.officer, utc("2026-02-01T08:00:00Z")), command)
            .await
            .unwrap();
        let told = mails(db, "M-C08").await;
        assert_eq!(told.len(), 2, "{name}: everybody with a draft or an application");

        let version = get(db, call).await.version;
        let deadline_on = NaiveDate::from_ymd_opt(2026, 3, 13).unwrap();
        let reason = "Störung am letzten Tag.".to_owned();
        let command = Extend {
            call,
            version,
            deadline_on,
            deadline_time: None,
            reason,
        };
        crate::extend(db, &ctx(&world.head, utc("2026-03-06T22:00:00Z")), command)
            .await
            .unwrap();
        let told = mails(db, "M-C05").await;
        let subjects: Vec<&str> = told.iter().map(|mail| mail.1.as_str()).collect();
        let subject = "Frist verlängert bis 13.03.2026: Aufruf 2026";
        assert_eq!(
            subjects,
            [&format!("[IBZ-2026H-0001] {subject}"), subject],
            "{name}"
        );
        assert!(
            told[0]
                .2
                .contains("Neue Frist: Freitag, 13. März 2026, 24:00 Uhr"),
            "{name}: {}",
            told[0].2
        );
        let entries = base_db::audit::of_subject(db.reader(), "call", &call.to_string(), 1)
            .await
            .unwrap();
        assert_eq!(
            entries[0].data, "\"2026-03-13T23:00:00Z\"",
            "{name}: the applications know the new deadline"
        );

        let version = get(db, call).await.version;
        let command = Cancel {
            call,
            version,
            reason: "Mittel entfallen.".to_owned(),
        };
        crate::cancel(db, &ctx(&world.head, utc("2026-03-07T08:00:00Z")), command)
            .await
            .unwrap();
        assert_eq!(mails(db, "M-C07").await.len(), 2, "{name}");
        crate::close(db, &Ctx::system("call-close", utc("2026-03-13T23:00:00Z")), call)
            .await
            .unwrap();
        assert_eq!(
            get(db, call).await.state,
            CallState::Cancelled,
            "{name}: cancelled stays cancelled"
        );
    }
}

#[tokio::test]
async fn the_next_step_waits_for_the_applications() {
    answer_with(stand_in());
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let world = World::new(db, utc("2026-01-10T08:00:00Z")).await;
        let call = world.published(db, "IBZ-2026H", world.terms()).await;
        crate::close(db, &Ctx::system("call-close", utc("2026-03-06T23:00:00Z")), call)
            .await
            .unwrap();
        let told = mails(db, "M-C06").await;
        assert!(
            told[0]
                .1
                .ends_with("Bewerbungsfrist beendet – 2 Anträge eingegangen"),
            "{name}: {told:?}"
        );
        assert!(told[0].2.contains("Davon verspätet: 1"), "{name}");

        let at = ctx(&world.officer, utc("2026-03-08T08:00:00Z"));
        let version = get(db, call).await.version;
        let refused = crate::begin_selection(db, &at, StartSelection { call, version }).await;
        let Err(Problem::Refused {
            code: "applications-unchecked",
            text,
        }) = refused
        else {
            panic!("{name}: {refused:?}")
        };
        let said = base::texts::say(Lang::De, &text);
        assert_eq!(
            said, "Bei einem Antrag ist über die Vollständigkeit noch nicht entschieden.",
            "{name}"
        );
        assert_eq!(get(db, call).await.state, CallState::Closed, "{name}");
    }
}

#[tokio::test]
async fn the_check_finds_a_call_without_its_job() {
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let world = World::new(db, utc("2026-01-10T08:00:00Z")).await;
        let call = world.published(db, "IBZ-2026A", world.terms()).await;
        assert_eq!(crate::check::check(db).await, Ok(Vec::new()), "{name}");
        let at = Ctx::system("test", world.start);
        let unit = db.write(&at).await.unwrap();
        unit.unschedule("call-close", call).await.unwrap();
        unit.commit().await.unwrap();
        let expected = vec!["call IBZ-2026A is PUBLISHED without a planned job call-close".to_owned()];
        assert_eq!(crate::check::check(db).await, Ok(expected), "{name}");
    }
}
