//! A programme with its offices and the 23 projects of the seed list, imported; awards, payments, an engagement.

use applications::{Application, ApplicationId};
use axum::http::StatusCode;
use base::{AwardRounding, Cents, Ctx, Deadline, Minutes, Person, Rate, Role, Scope};
use base_db::{Db, Unit};
use base_testing::{TestApp, ctx, operator};
use base_web::app::Feature;
use budget::{BudgetLineId, Charge, LedgerEntry, NewLine, PotKind, SetMeans};
use calls::{
    AllocationMode, Approve, Authority, BudgetYear, Call, Create, Criterion, DeadlineKind, FinancingType,
    FundingMode, NewProgramme, ProgrammeId, RemedyKind, SubmitForReview, Terms,
};
use chrono::{DateTime, Datelike, Days, TimeDelta, Utc};
use grants::{Channel, Countersign, Grant, Issue, Prepare};
use municipalities::BodyType;
use people::{Assign, NewAccount};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, Value};
use uuid::Uuid;

use crate::{Report, ReportCode};

const BODIES: &str = include_str!("../../../../fixtures/demo/bodies.csv");
const ALIASES: &str = include_str!("../../../../fixtures/demo/aliases.csv");
const PROJECTS: &[u8] = include_bytes!("../../../../fixtures/workbooks/i04_pakt_projects.xlsx");

pub struct World {
    pub app: TestApp,
    pub db: Db,
    pub now: DateTime<Utc>,
    pub programme: ProgrammeId,
    pub line: BudgetLineId,
    pub officer: Person,
    pub head: Person,
    pub budget: Person,
    pub secretary: Person,
    pub coordinator: Person,
    pub auditor: Person,
    pub call: Call,
}

fn features() -> Vec<Feature> {
    vec![
        calls::feature(),
        applications::feature(),
        assessment::feature(),
        grants::feature(),
        facilitation::feature(),
        hours::feature(),
        exchange::feature(),
        crate::feature(),
        budget::feature(),
        municipalities::feature(),
        people::feature(),
    ]
}

impl World {
    /// The seed list is imported; nothing is awarded yet.
    pub async fn new(db: &Db) -> Self {
        let app = TestApp::new(db, features());
        let now = db.now();
        let start = now - TimeDelta::days(2);
        let set_up = operator(start);
        municipalities::load_bodies(db, &set_up, BODIES, ALIASES)
            .await
            .unwrap();
        let programme = calls::create_programme(db, &set_up, new_programme(start))
            .await
            .unwrap();
        let scope = Scope::Programme(programme.0);
        let person = async |name: &str, role: Role| account(db, start, name, &[(role, scope)]).await;
        let officer = person("Sachbearbeitung", Role::SB).await;
        let head = person("Referatsleitung", Role::RL).await;
        let budget = person("Haushalt", Role::BfdH).await;
        let line = NewLine {
            programme_id: programme.0,
            chapter: "0919".to_owned(),
            title: "633 01".to_owned(),
            purpose: "Integration".to_owned(),
        };
        let line = budget::create_line(db, &ctx(&budget, start), line).await.unwrap();
        let year = i64::from(now.year());
        let means = Cents(100_000_000);
        let set = SetMeans {
            line,
            year,
            kind: PotKind::Cash,
            means,
            reason: "Haushaltsplan".to_owned(),
        };
        budget::set_means(db, &ctx(&budget, start), set).await.unwrap();
        let terms = terms(
            now,
            line,
            BudgetYear {
                year,
                cash: means,
                commitment: Cents(0),
            },
        );
        let create = Create {
            programme,
            code: "IBZ-2026A".to_owned(),
            number_prefix: String::new(),
            terms,
        };
        let call = calls::create(db, &ctx(&officer, start), create).await.unwrap();
        calls::submit_for_review(db, &ctx(&officer, start), SubmitForReview { call, version: 1 })
            .await
            .unwrap();
        for person in [&head, &budget] {
            let version = calls::call(db.reader(), call).await.unwrap().version;
            calls::approve(
                db,
                &ctx(person, start),
                Approve {
                    call,
                    version,
                    role: None,
                },
            )
            .await
            .unwrap();
        }
        calls::open(db, &Ctx::system("call-open", now), call)
            .await
            .unwrap();
        let world = Self {
            db: db.clone(),
            now,
            programme,
            line,
            secretary: person("Geschäftsstelle", Role::GS).await,
            coordinator: person("Koordination", Role::PK).await,
            auditor: person("Rechnungshof", Role::RH).await,
            officer,
            head,
            budget,
            call: calls::call(db.reader(), call).await.unwrap(),
            app,
        };
        world.import().await;
        world
    }

    async fn import(&self) {
        let by = Some(&self.officer);
        let file = ("file", "i04_pakt_projects.xlsx", PROJECTS);
        let checked = self
            .app
            .post_file("/imports/applications", &[("call", &self.call.code)], file, by)
            .await;
        assert_eq!(checked.status, StatusCode::SEE_OTHER, "{}", checked.text());
        let applied = self
            .app
            .post_form(&format!("{}/apply", checked.location()), &[], by)
            .await;
        assert_eq!(applied.status, StatusCode::SEE_OTHER, "{}", applied.text());
    }

    pub async fn person(&self, name: &str, roles: &[(Role, Scope)]) -> Person {
        account(&self.db, self.now - TimeDelta::days(2), name, roles).await
    }

    pub fn scope(&self) -> Scope {
        Scope::Programme(self.programme.0)
    }

    /// All cases, by number, whoever asks.
    pub async fn cases(&self) -> Vec<Application> {
        applications::of_call(
            self.db.reader(),
            &Ctx::system("test", self.now),
            self.call.id,
            &[],
        )
        .await
        .unwrap()
    }

    /// The report as this person sees it.
    pub async fn report(&self, by: &Person, code: ReportCode) -> Report {
        crate::report(&self.app.app, &ctx(by, self.now), code, &self.call)
            .await
            .unwrap()
    }

    /// Selected by a released decision and granted: prepared, countersigned, issued.
    pub async fn award(&self, application: ApplicationId, amount: Cents) -> Grant {
        self.award_from(application, amount, PotKind::Cash).await
    }

    /// The same out of this kind of means.
    pub async fn award_from(&self, application: ApplicationId, amount: Cents, kind: PotKind) -> Grant {
        let db = &self.db;
        let officer = ctx(&self.officer, self.now);
        self.decide(application, amount).await;
        let mut content = grants::propose(db.reader(), &officer, application)
            .await
            .unwrap()
            .content;
        for tranche in &mut content.tranches {
            tranche.kind = kind;
        }
        let grant = grants::prepare(
            db,
            &officer,
            Prepare {
                application,
                content,
                version: None,
            },
        )
        .await
        .unwrap();
        for person in [&self.budget, &self.head] {
            let sign = Countersign {
                grant: grant.id,
                version: Some(grant.version),
                role: None,
            };
            grants::countersign(db, &ctx(person, self.now), sign)
                .await
                .unwrap();
        }
        let send = Issue {
            grant: grant.id,
            version: None,
            channel: Channel::Post,
        };
        grants::issue(db, &self.app.app.files, &ctx(&self.head, self.now), send)
            .await
            .unwrap();
        grants::grant(db.reader(), grant.id).await.unwrap()
    }

    /// The officer records that the municipality does not want it.
    pub async fn decline(&self, grant: &Grant) {
        let no = grants::Decline {
            grant: grant.id,
            version: None,
            reason: "Kein Beschluss des Gemeinderats.".to_owned(),
        };
        grants::decline(&self.db, &ctx(&self.officer, self.now), no)
            .await
            .unwrap();
    }

    /// Ordered and paid out of the cash of the year.
    pub async fn pay(&self, grant: &Grant, amount: Cents) {
        let by = ctx(&self.officer, self.now);
        let unit = self.db.write(&by).await.unwrap();
        let charge = |entry| Charge {
            line: self.line,
            year: i64::from(self.now.year()),
            kind: PotKind::Cash,
            entry,
            amount,
            from_reserved: false,
            subject_kind: "payment",
            subject_id: grant.id.0,
            application_id: Some(grant.application_id.0),
        };
        let both = vec![charge(LedgerEntry::Order), charge(LedgerEntry::Pay)];
        budget::charge_all(&unit, both).await.unwrap();
        unit.commit().await.unwrap();
    }

    /// An engagement with its contingent, prepared by the coordination, and so many approved minutes.
    /// Gives the facilitator.
    pub async fn accompany(&self, grant: &Grant, contingent: Minutes, approved: Minutes) -> Person {
        let db = &self.db;
        let (email, by) = ("begleitung@test.example", ctx(&self.coordinator, self.now));
        let facilitator = facilitation::NewFacilitator {
            programme: self.programme.0,
            name: "Prozessbegleitung (Test)".to_owned(),
            firm: String::new(),
            email: email.to_owned(),
            phone: String::new(),
            regions: String::new(),
            focus: String::new(),
            languages: String::new(),
            day_rate: Cents(110_000),
            vat_liable: true,
            available_from: None,
            max_days_month: None,
        };
        let person = account_with(
            db,
            self.now - TimeDelta::days(2),
            email,
            "Begleitung",
            &[(Role::PB, Scope::Own)],
        )
        .await;
        let member = facilitation::add_facilitator(db, &by, facilitator).await.unwrap();
        let propose = facilitation::Propose {
            grant: grant.id,
            team: vec![member],
        };
        let engagement = facilitation::propose(db, &by, propose).await.unwrap();
        facilitation::answer(db, &ctx(&person, self.now), engagement, true, "")
            .await
            .unwrap();
        let today = base::calendar::local_date(self.now);
        let prepare = facilitation::Prepare {
            engagement,
            contract_no: "V-1".to_owned(),
            contingent,
            day_rate: Cents(110_000),
            vat: Rate(1_900),
            from_on: today,
            until_on: today + Days::new(300),
        };
        facilitation::prepare(db, &by, prepare).await.unwrap();
        let unit = db.write(&by).await.unwrap();
        let used = Query::update()
            .table("engagement")
            .value("approved_minutes", approved.0)
            .and_where(Expr::col("id").eq(engagement.0))
            .to_owned();
        unit.conn().execute(&used).await.unwrap();
        unit.commit().await.unwrap();
        person
    }

    /// The officer assigns the team of the project.
    pub async fn assign(&self, grant: &Grant) {
        let engagement = facilitation::engagement_of(self.db.reader(), grant.application_id)
            .await
            .unwrap()
            .unwrap()
            .id;
        let by = ctx(&self.officer, self.now);
        facilitation::assign(&self.db, &by, facilitation::Assign { engagement })
            .await
            .unwrap();
    }

    /// An approved entry of the project's engagement, without the booking before it.
    pub async fn worked(&self, grant: &Grant, by: &Person, activity: hours::Activity, minutes: i64) {
        let conn = self.db.reader();
        let engagement = facilitation::engagement_of(conn, grant.application_id)
            .await
            .unwrap()
            .unwrap();
        let billable = hours::rules::billable(activity, Minutes(minutes));
        let row: Vec<(&'static str, Value)> = vec![
            ("id", Uuid::now_v7().into()),
            ("engagement_id", engagement.id.0.into()),
            ("application_id", grant.application_id.0.into()),
            ("programme_id", self.programme.0.into()),
            ("person_id", by.id.0.into()),
            ("number", engagement.number.into()),
            ("body_name", engagement.body_name.into()),
            ("worked_on", base::calendar::local_date(self.now).into()),
            ("starts_at", self.now.into()),
            ("ends_at", (self.now + TimeDelta::minutes(minutes)).into()),
            ("break_minutes", 0_i64.into()),
            ("minutes", minutes.into()),
            ("billable_minutes", billable.0.into()),
            ("activity", activity.code().into()),
            ("place", Value::String(None)),
            ("description", "Werkstatt im Ortsteil".into()),
            ("state", "APPROVED".into()),
            ("reason", Value::String(None)),
            ("submitted_at", self.now.into()),
            ("approved_by", self.coordinator.id.0.into()),
            ("approved_at", self.now.into()),
            ("created_at", self.now.into()),
            ("version", 1_i64.into()),
        ];
        let by = ctx(&self.coordinator, self.now);
        let unit = self.db.write(&by).await.unwrap();
        insert(&unit, "hours_entry", row).await;
        unit.commit().await.unwrap();
    }

    pub async fn rename(&self, id: ApplicationId, title: &str) {
        let by = ctx(&self.officer, self.now);
        let unit = self.db.write(&by).await.unwrap();
        let rename = Query::update()
            .table("application")
            .value("title", title)
            .and_where(Expr::col("id").eq(id.0))
            .to_owned();
        unit.conn().execute(&rename).await.unwrap();
        unit.commit().await.unwrap();
    }

    /// The row of the letter's file names other bytes than the notice recorded.
    pub async fn redirect_letter(&self, unit: &Unit<'_>, case: &Application, sha256: &str) {
        let grant = grants::grant_of(unit.conn(), case.id).await.unwrap().unwrap();
        let notice = grants::notice_of(unit.conn(), grant.id).await.unwrap().unwrap();
        let change = Query::update()
            .table("stored_file")
            .value("sha256", sha256)
            .and_where(Expr::col("id").eq(notice.file_id))
            .to_owned();
        unit.conn().execute(&change).await.unwrap();
    }

    /// The person holds no role any more.
    pub async fn take_roles(&self, person: &Person) {
        let by = ctx(&self.officer, self.now);
        let unit = self.db.write(&by).await.unwrap();
        let take = Query::delete()
            .from_table("role_assignment")
            .and_where(Expr::col("person_id").eq(person.id.0))
            .to_owned();
        unit.conn().execute(&take).await.unwrap();
        unit.commit().await.unwrap();
    }

    /// Writes down what assessment and selection would have: reports begin after them.
    async fn decide(&self, application: ApplicationId, amount: Cents) {
        let by = ctx(&self.officer, self.now);
        let unit = self.db.write(&by).await.unwrap();
        let (committee, meeting) = (Uuid::now_v7(), Uuid::now_v7());
        insert(
            &unit,
            "committee",
            vec![
                ("id", committee.into()),
                ("programme_id", self.programme.0.into()),
                ("name", "Steuerungsgruppe".into()),
                ("created_at", self.now.into()),
            ],
        )
        .await;
        insert(
            &unit,
            "meeting",
            vec![
                ("id", meeting.into()),
                ("committee_id", committee.into()),
                ("call_id", self.call.id.0.into()),
                ("state", "DECIDED".into()),
                ("starts_at", self.now.into()),
                ("place", "Stuttgart".into()),
                ("second_invitation", false.into()),
                ("earlier_id", Value::Uuid(None)),
                ("minutes_remark", "".into()),
                ("created_at", self.now.into()),
                ("version", 1_i64.into()),
            ],
        )
        .await;
        insert(
            &unit,
            "decision",
            vec![
                ("id", Uuid::now_v7().into()),
                ("application_id", application.0.into()),
                ("call_id", self.call.id.0.into()),
                ("meeting_id", meeting.into()),
                ("result", "SELECTED".into()),
                ("rank", 1_i64.into()),
                ("amount_cents", amount.0.into()),
                ("reason_codes", "[]".into()),
                ("reason", "".into()),
                ("decided_at", self.now.into()),
                ("released_at", self.now.into()),
            ],
        )
        .await;
        let select = Query::update()
            .table("application")
            .value("state", "SELECTED")
            .and_where(Expr::col("id").eq(application.0))
            .to_owned();
        unit.conn().execute(&select).await.unwrap();
        unit.commit().await.unwrap();
    }
}

async fn insert(unit: &Unit<'_>, table: &'static str, values: Vec<(&'static str, Value)>) {
    let (columns, values): (Vec<_>, Vec<_>) = values.into_iter().unzip();
    let values: Vec<Expr> = values.into_iter().map(Expr::value).collect();
    let statement = Query::insert()
        .into_table(table)
        .columns(columns)
        .values_panic(values)
        .to_owned();
    unit.conn().execute(&statement).await.unwrap();
}

fn new_programme(start: DateTime<Utc>) -> NewProgramme {
    NewProgramme {
        code: "IBZ".to_owned(),
        name_de: "Integration vor Ort".to_owned(),
        name_en: String::new(),
        authority: Authority {
            authority: "Ministerium für Soziales und Integration (Test)".to_owned(),
            department: "Referat 52".to_owned(),
            street: "Beispielstraße 12".to_owned(),
            postcode: "70173".to_owned(),
            place: "Stuttgart".to_owned(),
            phone: "0711 000-0".to_owned(),
            email: "foerderung@ministerium.example".to_owned(),
            web: String::new(),
        },
        remedy_kind: RemedyKind::Action,
        court: String::new(),
        valid_from: base::calendar::local_date(start),
        valid_until: None,
        parameters: Vec::new(),
    }
}

/// In kind, cap 40.000,00 €, open now.
fn terms(now: DateTime<Utc>, line: BudgetLineId, means: BudgetYear) -> Terms {
    Terms {
        title_de: "Aufruf 2026".to_owned(),
        title_en: String::new(),
        purpose_de: "Begleitung.".to_owned(),
        purpose_en: String::new(),
        eligible_de: "Städte, Gemeinden, Landkreise.".to_owned(),
        eligible_en: String::new(),
        how_de: "Im Portal.".to_owned(),
        how_en: String::new(),
        easy_de: String::new(),
        opens_at: now - TimeDelta::days(1),
        deadline: Deadline::end_of(base::calendar::local_date(now) + Days::new(30)),
        deadline_kind: DeadlineKind::CutOff,
        funding_mode: FundingMode::InKind,
        financing_type: FinancingType::FixedAmount,
        rate: Rate::WHOLE,
        cap: Cents(4_000_000),
        minimum: Cents(250_000),
        rounding: AwardRounding::EuroDown,
        allocation_mode: AllocationMode::RankFullStop,
        budget_line_id: Some(line),
        budget_years: vec![means],
        criteria: vec![Criterion {
            code: "K1".to_owned(),
            label_de: "Bedarf".to_owned(),
            label_en: String::new(),
            weight: 100,
            anchor_de: "Belegt.".to_owned(),
            anchor_en: String::new(),
        }],
        body_types: vec![
            BodyType::Gemeinde,
            BodyType::Stadt,
            BodyType::Stadtkreis,
            BodyType::Landkreis,
            BodyType::Gvv,
        ],
        territory: "08".to_owned(),
        project_from: None,
        project_until: None,
        reviews_min: 2,
        reviews_target: 3,
        threshold_total: None,
        threshold_criterion: None,
        form_version: 1,
        ..Terms::default()
    }
}

async fn account(db: &Db, start: DateTime<Utc>, name: &str, roles: &[(Role, Scope)]) -> Person {
    let address = format!("p{}@test.example", Uuid::now_v7().simple());
    account_with(db, start, &address, name, roles).await
}

async fn account_with(
    db: &Db,
    start: DateTime<Utc>,
    email: &str,
    name: &str,
    roles: &[(Role, Scope)],
) -> Person {
    let by = operator(start);
    let unit = db.write(&by).await.unwrap();
    let person = people::create_account_in(&unit, NewAccount::new(email, format!("{name} (Test)")))
        .await
        .unwrap();
    people::set_password_in(&unit, person, "lang genug und unbekannt 7")
        .await
        .unwrap();
    let from_on = base::calendar::local_date(start);
    for (role, scope) in roles {
        people::assign_in(
            &unit,
            Assign {
                person,
                role: *role,
                scope: *scope,
                from_on,
                until_on: None,
            },
        )
        .await
        .unwrap();
    }
    unit.commit().await.unwrap();
    people::person(db.reader(), person, start).await.unwrap()
}
