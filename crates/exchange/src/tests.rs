//! Events and their places on both databases.
#![allow(clippy::unwrap_used)] // tests may

use base::{Person, Problem, Role, Scope};
use base_db::Db;
use base_testing::{ctx, person};
use chrono::{DateTime, Duration, TimeZone, Utc};
use uuid::Uuid;

use crate::model::{EventId, EventState, RegistrationState};
use crate::queries;
use crate::rules;
use crate::usecases::event::{self, CancelEvent, NewEvent};
use crate::usecases::register::{self, Register, RegisterGuest};

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 9, 1, 8, 0, 0).unwrap()
}

fn new_event(programme: Uuid, capacity: i64) -> NewEvent {
    NewEvent {
        programme,
        title: "Erstes Netzwerktreffen".to_owned(),
        agenda: String::new(),
        place: "Pforzheim".to_owned(),
        link: String::new(),
        access_info: String::new(),
        starts_at: now() + Duration::days(30),
        ends_at: now() + Duration::days(30) + Duration::hours(6),
        registration_until_at: now() + Duration::days(20),
        capacity,
        per_body: 2,
    }
}

async fn published(db: &Db, capacity: i64) -> (EventId, Person) {
    let programme = Uuid::now_v7();
    let pk = person("Programmkoordination", &[(Role::PK, Scope::Programme(programme))]);
    let id = event::plan(db, &ctx(&pk, now()), new_event(programme, capacity))
        .await
        .unwrap();
    event::publish_event(db, &ctx(&pk, now()), id).await.unwrap();
    (id, pk)
}

fn guest(body: Uuid) -> Person {
    person("Integrationsbeauftragte", &[(Role::KE, Scope::Body(body))])
}

async fn register(db: &Db, event: EventId, body: Uuid, who: &Person) -> Result<RegistrationState, Problem> {
    let command = Register {
        event,
        organisation: "Stadt".to_owned(),
        body: Some(body),
        needs: String::new(),
    };
    register::register(db, &ctx(who, now()), command).await
}

#[tokio::test]
async fn places_are_never_given_twice_and_the_waiting_list_moves_up() {
    for test in base_testing::db::databases().await {
        let (event, _) = published(&test.db, 3).await;
        let people: Vec<(Uuid, Person)> = (0..8)
            .map(|_| Uuid::now_v7())
            .map(|body| (body, guest(body)))
            .collect();
        let attempts = people
            .iter()
            .map(|(body, who)| register(&test.db, event, *body, who));
        let states: Vec<RegistrationState> = futures::future::join_all(attempts)
            .await
            .into_iter()
            .map(Result::unwrap)
            .collect();
        let registered = states
            .iter()
            .filter(|state| **state == RegistrationState::Registered)
            .count();
        assert_eq!(registered, 3, "{}", test.name);

        let first = states
            .iter()
            .position(|state| *state == RegistrationState::Registered)
            .unwrap();
        register::unregister(&test.db, &ctx(&people[first].1, now()), event)
            .await
            .unwrap();
        let rows = queries::registrations(test.db.reader(), event).await.unwrap();
        let count = |state| rows.iter().filter(|row| row.state == state).count();
        assert_eq!(
            (
                count(RegistrationState::Registered),
                count(RegistrationState::Waiting),
                count(RegistrationState::Cancelled)
            ),
            (3, 4, 1),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn a_double_click_registers_once_and_a_body_gets_its_number_of_places() {
    for test in base_testing::db::databases().await {
        let (event, _) = published(&test.db, 10).await;
        let body = Uuid::now_v7();
        let (first, second, third) = (guest(body), guest(body), guest(body));
        register(&test.db, event, body, &first).await.unwrap();
        assert_eq!(
            register(&test.db, event, body, &first).await.unwrap(),
            RegistrationState::Registered
        );
        register(&test.db, event, body, &second).await.unwrap();
        let refusal = register(&test.db, event, body, &third).await.unwrap_err();
        assert!(
            matches!(
                refusal,
                Problem::Refused {
                    code: "body-full",
                    ..
                }
            ),
            "{}: {refusal:?}",
            test.name
        );
        let event = queries::event(test.db.reader(), &ctx(&first, now()), event)
            .await
            .unwrap();
        assert_eq!(
            event.registered, 2,
            "{}: the refused attempt gave its place back",
            test.name
        );
    }
}

#[tokio::test]
async fn registration_ends_at_its_instant_and_planned_events_are_hidden() {
    for test in base_testing::db::databases().await {
        let (event, pk) = published(&test.db, 10).await;
        let body = Uuid::now_v7();
        let who = guest(body);
        let late = ctx(&who, now() + Duration::days(20));
        let command = Register {
            event,
            organisation: "Stadt".to_owned(),
            body: Some(body),
            needs: String::new(),
        };
        let refusal = register::register(&test.db, &late, command).await.unwrap_err();
        assert!(
            matches!(
                refusal,
                Problem::Refused {
                    code: "registration-closed",
                    ..
                }
            ),
            "{}",
            test.name
        );

        let programme = pk.assignments[0].scope.parts().1.unwrap();
        let hidden = event::plan(&test.db, &ctx(&pk, now()), new_event(programme, 5))
            .await
            .unwrap();
        let seen = queries::event(test.db.reader(), &ctx(&who, now()), hidden).await;
        assert!(matches!(seen, Err(Problem::NotFound { .. })), "{}", test.name);
    }
}

#[tokio::test]
async fn only_the_coordination_publishes_and_a_cancelled_event_stays_cancelled() {
    for test in base_testing::db::databases().await {
        let (event, pk) = published(&test.db, 10).await;
        let stranger = person(
            "Koordination anderes Programm",
            &[(Role::PK, Scope::Programme(Uuid::now_v7()))],
        );
        let command = CancelEvent {
            event,
            reason: "Raum nicht verfügbar".to_owned(),
        };
        let denied = event::cancel_event(&test.db, &ctx(&stranger, now()), command.clone())
            .await
            .unwrap_err();
        assert!(matches!(denied, Problem::Denied(_)), "{}: {denied:?}", test.name);
        event::cancel_event(&test.db, &ctx(&pk, now()), command)
            .await
            .unwrap();
        let cancelled = queries::event(test.db.reader(), &ctx(&pk, now()), event)
            .await
            .unwrap();
        assert_eq!(cancelled.state, EventState::Cancelled, "{}", test.name);
        let again = event::publish_event(&test.db, &ctx(&pk, now()), event)
            .await
            .unwrap_err();
        assert!(
            matches!(
                again,
                Problem::Refused {
                    code: "wrong-state",
                    ..
                }
            ),
            "{}",
            test.name
        );
    }
}

#[test]
fn a_reminder_is_due_three_days_before_or_at_once() {
    let start = now() + Duration::days(30);
    assert_eq!(rules::reminder_at(start, now()), start - Duration::days(3));
    assert_eq!(rules::reminder_at(now() + Duration::days(1), now()), now());
}

#[test]
fn an_event_needs_a_place_or_a_link_and_sensible_times() {
    let mut event = new_event(Uuid::now_v7(), 0);
    event.place.clear();
    event.ends_at = event.starts_at;
    let Err(Problem::Invalid(fields)) = rules::check_event(&event, now()) else {
        panic!("accepted")
    };
    let names: Vec<&str> = fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(names, ["place", "ends_time", "capacity"]);
}

fn without_account(event: EventId, name: &str, organisation: &str) -> RegisterGuest {
    RegisterGuest {
        event,
        name: name.to_owned(),
        email: format!("{name}@verein.example"),
        organisation: organisation.to_owned(),
        needs: String::new(),
    }
}

#[tokio::test]
async fn others_register_without_an_account_and_leave_by_their_link() {
    for test in base_testing::db::databases().await {
        let (db, (event, _)) = (&test.db, published(&test.db, 1).await);
        let anyone = base::Ctx {
            actor: base::Actor::Anonymous,
            ..base::Ctx::system("test", now())
        };
        let come = async |name: &str, organisation: &str| {
            let typed = without_account(event, name, organisation);
            let email = typed.email.clone();
            register::register_guest(db, &anyone, typed).await?;
            let asked = queries::registration_of(db.reader(), event, &email)
                .await?
                .unwrap();
            register::confirm_guest(db, &anyone, asked.id).await
        };
        assert_eq!(
            come("erste", "Verein A").await,
            Ok(RegistrationState::Registered),
            "{}",
            test.name
        );
        assert_eq!(
            come("erste", "Verein A").await,
            Ok(RegistrationState::Registered),
            "a second click"
        );
        assert_eq!(
            come("zweite", "Verein A").await,
            Ok(RegistrationState::Waiting),
            "{}",
            test.name
        );
        let Err(Problem::Refused { code, .. }) = come("dritte", "Verein A").await else {
            panic!("{}: a third of the same", test.name)
        };
        assert_eq!(code, "body-full");
        assert!(matches!(come("", "Verein B").await, Err(Problem::Invalid(_))));

        let first = queries::registration_of(db.reader(), event, "erste@verein.example")
            .await
            .unwrap()
            .unwrap();
        register::unregister_guest(db, &anyone, first.id).await.unwrap();
        let second = queries::registration_of(db.reader(), event, "zweite@verein.example")
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            second.state,
            RegistrationState::Registered,
            "{}: moved up",
            test.name
        );
        assert!(
            register::unregister_guest(db, &anyone, first.id).await.is_err(),
            "once only"
        );

        let inside = guest(Uuid::now_v7());
        register(db, event, Uuid::now_v7(), &inside).await.unwrap();
        let own = queries::registration_of(db.reader(), event, &inside.email)
            .await
            .unwrap()
            .unwrap();
        let taken = register::unregister_guest(db, &anyone, own.id).await;
        assert!(
            matches!(taken, Err(Problem::NotFound { .. })),
            "{}: an account's own is safe",
            test.name
        );
    }
}

#[tokio::test]
async fn a_place_counts_once_the_address_has_answered() {
    for test in base_testing::db::databases().await {
        let (db, (event, pk)) = (&test.db, published(&test.db, 1).await);
        let anyone = |at| base::Ctx {
            actor: base::Actor::Anonymous,
            ..base::Ctx::system("test", at)
        };
        let ask = async |name: &str, at| {
            register::register_guest(db, &anyone(at), without_account(event, name, name)).await
        };
        for name in ["fremd", "fremd", "echt"] {
            assert_eq!(ask(name, now()).await, Ok(RegistrationState::Unconfirmed));
        }
        let row = async |name: &str| {
            let email = format!("{name}@verein.example");
            queries::registration_of(db.reader(), event, &email)
                .await
                .unwrap()
        };
        let free = async || {
            let event = queries::event(db.reader(), &ctx(&pk, now()), event).await;
            event.unwrap().free()
        };
        assert_eq!(
            free().await,
            1,
            "{}: what nobody confirmed takes no place",
            test.name
        );
        assert!(
            queries::registrations(db.reader(), event)
                .await
                .unwrap()
                .is_empty()
        );
        let all = base_mail::MailFilter::default();
        let mails = base_mail::list(db.reader(), &all, Default::default()).await;
        let asked = mails.unwrap().items;
        assert_eq!(
            asked.iter().filter(|mail| mail.code == "M-E07").count(),
            2,
            "{}: one question for each address",
            test.name
        );

        let real = row("echt").await.unwrap();
        for _ in 0..2 {
            assert_eq!(
                register::confirm_guest(db, &anyone(now()), real.id).await,
                Ok(RegistrationState::Registered),
                "{}: a second click changes nothing",
                test.name
            );
        }
        assert_eq!(free().await, 0);
        let foreign = row("fremd").await.unwrap();
        let later = anyone(now() + Duration::hours(rules::CONFIRM_HOURS));
        let late = register::confirm_guest(db, &later, foreign.id).await;
        assert!(
            matches!(
                late,
                Err(Problem::Refused {
                    code: "link-expired",
                    ..
                })
            ),
            "{}: {late:?}",
            test.name
        );
        let third = ask("dritte", now() + Duration::hours(rules::CONFIRM_HOURS + 1)).await;
        assert_eq!(third, Ok(RegistrationState::Unconfirmed));
        assert!(row("fremd").await.is_none(), "{}: forgotten in time", test.name);
        assert!(row("echt").await.is_some());
    }
}

#[tokio::test]
async fn invariant_8_plain_sql_publishes_no_practice_report_for_who_approved_it() {
    use sea_orm::{ConnectionTrait as _, DbBackend};
    for test in base_testing::db::databases().await {
        let db = &test.db;
        let [one, two] = match db.reader().get_database_backend() {
            DbBackend::Postgres => [1, 2].map(|n| format!("'00000000-0000-0000-0000-00000000000{n}'")),
            _ => [1, 2].map(|n| format!("x'0000000000000000000000000000000{n}'")),
        };
        let by = base::Ctx::system("test", db.now());
        let unit = db.write(&by).await.unwrap();
        let approved = format!(
            "INSERT INTO practice_report (id, application_id, programme_id, organisation, title, situation, approach, result, \
             experience, tips, easy, consent, state, approved_by, created_at, version) VALUES ({one}, {one}, {one}, 'Stadt', \
             'Runder Tisch', '', '', '', '', '', '', TRUE, 'APPROVED', {one}, '2026-07-01 00:00:00+00:00', 1)"
        );
        unit.conn().execute_unprepared(&approved).await.unwrap();
        unit.commit().await.unwrap();
        let publish =
            |who: &str| format!("UPDATE practice_report SET state = 'PUBLISHED', published_by = {who}");
        for (who, is_taken) in [("NULL", false), (one.as_str(), false), (two.as_str(), true)] {
            let unit = db.write(&by).await.unwrap();
            let done = unit.conn().execute_unprepared(&publish(who)).await;
            assert_eq!(done.is_ok(), is_taken, "{}: {done:?}", test.name);
        }
    }
}
