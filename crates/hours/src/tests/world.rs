//! A running engagement with a facilitator and the coordination; grants and selection are other crates' matter.

use base::{Minutes, Person, PersonId, Role, Scope};
use base_db::Db;
use base_testing::db::TestDb;
use base_testing::{ctx, operator, person};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use facilitation::EngagementId;
use people::NewAccount;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, Value};
use uuid::Uuid;

use crate::model::{Activity, HoursEntry};
use crate::usecases::{Book, Booking, book, submit};

/// 15.09.2026, 10:00 in Berlin.
pub fn now() -> DateTime<Utc> {
    "2026-09-15T08:00:00Z".parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn texts() {
    base::texts::install(&[
        base_web::TEXTS,
        base_mail::TEXTS,
        base_sheets::TEXTS,
        people::TEXTS,
        applications::TEXTS,
        facilitation::TEXTS,
        crate::TEXTS,
    ])
    .unwrap();
}

pub struct World {
    pub programme: Uuid,
    pub case: Uuid,
    pub engagement: EngagementId,
    pub pb: Person,
    pub pk: Person,
}

impl World {
    /// With so many minutes in the contingent, and so many of them used.
    pub async fn new(test: &TestDb, contingent: i64, used: i64) -> Self {
        texts();
        let programme = Uuid::now_v7();
        let pb = account(&test.db, person("Prozessbegleitung", &[(Role::PB, Scope::Own)])).await;
        let pk = account(
            &test.db,
            person("Koordination", &[(Role::PK, Scope::Programme(programme))]),
        )
        .await;
        let mut world = Self {
            programme,
            case: Uuid::now_v7(),
            engagement: EngagementId(Uuid::nil()),
            pb,
            pk,
        };
        world.engagement = world
            .engage(test, "Mössingen, Stadt", contingent, used, &[world.pb.id])
            .await;
        world
    }

    /// A running engagement of the second half of 2026. It is written without the grant it stands on.
    pub async fn engage(
        &self,
        test: &TestDb,
        body: &str,
        contingent: i64,
        used: i64,
        team: &[PersonId],
    ) -> EngagementId {
        let id = EngagementId::new();
        let no_id = || Value::Uuid(None);
        let no_text = || Value::String(None);
        let mut rows: Vec<(&'static str, Vec<(&'static str, Value)>)> = vec![(
            "engagement",
            vec![
                ("id", id.0.into()),
                ("grant_id", Uuid::now_v7().into()),
                ("application_id", self.case.into()),
                ("call_id", Uuid::now_v7().into()),
                ("programme_id", self.programme.into()),
                ("body_id", Uuid::now_v7().into()),
                ("body_name", body.into()),
                ("number", "IBZ-2026A-0001".into()),
                ("title", "Runder Tisch".into()),
                ("state", "RUNNING".into()),
                ("contract_no", no_text()),
                ("contingent_minutes", contingent.into()),
                ("approved_minutes", used.into()),
                ("warned_percent", 0_i64.into()),
                ("day_rate_cents", 96_000_i64.into()),
                ("vat_rate", 1_900_i64.into()),
                ("value_cap_cents", 4_000_000_i64.into()),
                ("from_on", day("2026-07-01").into()),
                ("until_on", day("2026-12-31").into()),
                ("first_talk_on", day("2026-07-01").into()),
                ("reason", no_text()),
                ("proposed_by", no_id()),
                ("prepared_by", no_id()),
                ("assigned_by", no_id()),
                ("created_at", now().into()),
                ("version", 1_i64.into()),
            ],
        )];
        for person in team {
            rows.push((
                "engagement_member",
                vec![
                    ("id", Uuid::now_v7().into()),
                    ("engagement_id", id.0.into()),
                    ("facilitator_id", Uuid::now_v7().into()),
                    ("person_id", person.0.into()),
                    ("answer", "YES".into()),
                ],
            ));
        }
        write_unreferenced(test, rows).await;
        id
    }

    /// What the programme says from the beginning of 2026 on.
    pub async fn parameter(&self, test: &TestDb, name: &'static str, value: &'static str) {
        let row = vec![
            ("id", Uuid::now_v7().into()),
            ("programme_id", self.programme.into()),
            ("name", name.into()),
            ("value", value.into()),
            ("valid_from", day("2026-01-01").into()),
        ];
        write_unreferenced(test, vec![("programme_parameter", row)]).await;
    }

    /// A draft on a day with clock times.
    pub async fn book(&self, db: &Db, date: &str, from: &str, until: &str) -> HoursEntry {
        self.try_book(db, booking(date, from, until)).await.unwrap()
    }

    pub async fn try_book(&self, db: &Db, booking: Booking) -> Result<HoursEntry, base::Problem> {
        book(
            db,
            &ctx(&self.pb, now()),
            Book {
                engagement: self.engagement,
                booking,
            },
        )
        .await
    }

    pub async fn submitted(&self, db: &Db, date: &str, from: &str, until: &str) -> HoursEntry {
        let entry = self.book(db, date, from, until).await;
        submit(db, &ctx(&self.pb, now()), entry.id).await.unwrap()
    }
}

pub fn booking(date: &str, from: &str, until: &str) -> Booking {
    let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").unwrap();
    Booking {
        worked_on: day(date),
        from: time(from),
        until: time(until),
        break_minutes: Minutes(0),
        activity: Activity::OnSite,
        place: None,
        description: "Treffen der Spurgruppe".to_owned(),
    }
}

/// The person with an account that mails reach.
pub async fn account(db: &Db, mut person: Person) -> Person {
    let new = NewAccount::new(person.email.clone(), person.name.clone());
    person.id = people::create_account(db, &operator(now()), new).await.unwrap();
    person
}

/// How much of the contingent the engagement says is used.
pub async fn used(db: &Db, world: &World) -> Minutes {
    facilitation::engagement(db.reader(), &ctx(&world.pb, now()), world.engagement)
        .await
        .unwrap()
        .approved_minutes
}

/// Codes of the mails of the case, sorted.
pub async fn mails(db: &Db, world: &World) -> Vec<String> {
    let mails = base_mail::of_case(db.reader(), world.case, 100).await.unwrap();
    let mut codes: Vec<String> = mails.into_iter().map(|mail| mail.code).collect();
    codes.sort();
    codes
}

/// Over a connection of its own that does not ask for foreign keys.
async fn write_unreferenced(test: &TestDb, rows: Vec<(&'static str, Vec<(&'static str, Value)>)>) {
    let mut options = ConnectOptions::new(&test.url);
    options.max_connections(1).sqlx_logging(false);
    let connection = Database::connect(options).await.unwrap();
    let loosen = match test.name {
        "sqlite" => "PRAGMA foreign_keys = OFF",
        // asked again at a second change in one transaction, so the constraints themselves go
        _ => {
            "ALTER TABLE engagement DROP CONSTRAINT IF EXISTS fk_engagement_grant_id; \
             ALTER TABLE engagement_member DROP CONSTRAINT IF EXISTS fk_engagement_member_facilitator_id; \
             ALTER TABLE programme_parameter DROP CONSTRAINT IF EXISTS fk_programme_parameter_programme_id"
        }
    };
    connection.execute_unprepared(loosen).await.unwrap();
    for (table, values) in rows {
        let (columns, values): (Vec<_>, Vec<_>) = values.into_iter().unzip();
        let values: Vec<Expr> = values.into_iter().map(Expr::value).collect();
        let insert = Query::insert()
            .into_table(table)
            .columns(columns)
            .values_panic(values)
            .to_owned();
        connection.execute(&insert).await.unwrap();
    }
    connection.close().await.unwrap();
}
