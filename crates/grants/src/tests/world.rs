//! A programme with its offices, a call in either mode, and selected applications with a released decision.

use applications::usecases::{CreateDraft, SetPlan, Submit, create_draft, set_plan, submit};
use applications::{Application, ApplicationId, ApplicationState, Declarations, DraftFields, Plan, PlanKind};
use base::{AwardRounding, Cents, Ctx, Deadline, Person, Rate, Role, Scope};
use base_db::{Db, Unit};
use base_files::Files;
use base_testing::{TestApp, ctx, operator};
use budget::{BudgetLineId, Charge, LedgerEntry, NewLine, Pot, PotKind, SetMeans};
use calls::{
    AllocationMode, Approve, Authority, BudgetYear, Call, Create, Criterion, DeadlineKind, FinancingType,
    FundingMode, NewProgramme, ProgrammeId, RemedyKind, SubmitForReview, Terms,
};
use chrono::{DateTime, NaiveDate, Utc};
use municipalities::{Body, BodyType};
use people::{Assign, NewAccount};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, Value};
use uuid::Uuid;

pub use super::time::{planned, run_act_until, run_offer_until, run_until};
use crate::model::{Channel, Grant, GrantId, Tranche};
use crate::usecases::*;

const BODIES: &str = include_str!("../../../../fixtures/demo/bodies.csv");
const ALIASES: &str = include_str!("../../../../fixtures/demo/aliases.csv");

pub fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// 28.05.2026, 10:00 in Berlin: the selection is over, grants are made.
pub fn now() -> DateTime<Utc> {
    utc("2026-05-28T08:00:00Z")
}

pub fn texts() {
    base::texts::install(&[
        base_web::TEXTS,
        base_mail::TEXTS,
        base_files::TEXTS,
        people::TEXTS,
        municipalities::TEXTS,
        budget::TEXTS,
        calls::TEXTS,
        applications::TEXTS,
        crate::TEXTS,
    ])
    .unwrap();
}

pub struct World {
    pub programme: ProgrammeId,
    pub officer: Person,
    pub head: Person,
    pub second_head: Person,
    pub budget: Person,
    pub line: BudgetLineId,
    pub call: Call,
}

/// Means of 2026 in cash, of 2027 as commitment authority, in euros; the pots hold exactly these.
pub struct Means(pub i64, pub i64);

impl World {
    pub async fn new(db: &Db, mode: FundingMode, means: Means) -> Self {
        texts();
        let start = utc("2026-01-02T08:00:00Z");
        let set_up = operator(start);
        municipalities::load_bodies(db, &set_up, BODIES, ALIASES)
            .await
            .unwrap();
        let programme = calls::create_programme(db, &set_up, new_programme())
            .await
            .unwrap();
        let scope = Scope::Programme(programme.0);
        let officer = account(db, "Sachbearbeitung", &[(Role::SB, scope)]).await;
        let head = account(db, "Referatsleitung", &[(Role::RL, scope)]).await;
        let second_head = account(db, "Vertretung", &[(Role::RL, scope), (Role::SB, scope)]).await;
        let budget = account(db, "Haushalt", &[(Role::BfdH, scope)]).await;
        let line = NewLine {
            programme_id: programme.0,
            chapter: "0919".to_owned(),
            title: "633 01".to_owned(),
            purpose: "Integration".to_owned(),
        };
        let line = budget::create_line(db, &ctx(&budget, start), line).await.unwrap();
        for (year, kind, euros) in [
            (2026, PotKind::Cash, means.0),
            (2027, PotKind::Commitment, means.1),
        ] {
            let set = SetMeans {
                line,
                year,
                kind,
                means: Cents(euros * 100),
                reason: "Haushaltsplan".to_owned(),
            };
            budget::set_means(db, &ctx(&budget, start), set).await.unwrap();
        }
        let create = Create {
            programme,
            code: "IBZ-2026A".to_owned(),
            number_prefix: String::new(),
            terms: Terms {
                budget_line_id: Some(line),
                ..terms(mode, means)
            },
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
        calls::open(db, &Ctx::system("call-open", utc("2026-01-15T08:00:00Z")), call)
            .await
            .unwrap();
        let call = calls::call(db.reader(), call).await.unwrap();
        Self {
            programme,
            officer,
            head,
            second_head,
            budget,
            line,
            call,
        }
    }

    pub fn officer(&self) -> Ctx {
        ctx(&self.officer, now())
    }

    /// KE and KZ of a body, with an account that mails reach.
    pub async fn municipal(&self, db: &Db, body: &Body) -> Person {
        let person = self.on_paper_only(db, body).await;
        if crate::consent_of(db.reader(), body.id).await.unwrap().is_none() {
            let consent = GiveConsent {
                body: body.id,
                given_on: None,
                paper_note: String::new(),
            };
            give_consent(db, &ctx(&person, utc("2026-01-05T08:00:00Z")), consent)
                .await
                .unwrap();
        }
        person
    }

    /// Who acts for a body that did not agree to be served through the portal.
    pub async fn on_paper_only(&self, db: &Db, body: &Body) -> Person {
        let scope = Scope::Body(body.id.0);
        account(
            db,
            &format!("Kommune {}", body.key),
            &[(Role::KE, scope), (Role::KZ, scope)],
        )
        .await
    }

    /// A selected and released application of `body`, handed in by `by` (the officer: on paper).
    pub async fn selected(&self, db: &Db, by: &Person, body: &Body, amount: Cents) -> Application {
        let handed_in = utc("2026-02-20T09:00:00Z");
        let mut fields = DraftFields {
            title: "Runder Tisch Integration".to_owned(),
            summary: "Menschen mit und ohne Migrationsgeschichte planen gemeinsam, was in der Stadt gebraucht wird, und \
                      setzen es mit Vereinen und Verwaltung um."
                .to_owned(),
            contact_name: "Fachstelle Integration".to_owned(),
            contact_role: "Leitung".to_owned(),
            contact_email: "integration@kommune.example".to_owned(),
            contact_phone: "030 23125-100".to_owned(),
            project_from: Some(day("2026-07-01")),
            project_until: Some(day("2027-12-31")),
            support_tenths: Some(200),
            ..DraftFields::default()
        };
        // in the portal the amounts of a grant come from its plan
        let has_plan = self.call.funding_mode == FundingMode::CashGrant && by.id != self.officer.id;
        if !has_plan {
            fields.requested = amount;
            fields.total_cost = Cents(5_500_000);
            fields.own_share = Cents(5_500_000) - amount;
        }
        let command = CreateDraft {
            call: self.call.id,
            lead: body.id,
            fields,
            lead_share: None,
        };
        let mut draft = create_draft(db, &ctx(by, handed_in), command).await.unwrap();
        if has_plan {
            let plan = Plan {
                items: vec![
                    (2026, PlanKind::Staff, Cents(5_500_000)),
                    (2026, PlanKind::Requested, amount),
                    (2026, PlanKind::Own, Cents(5_500_000) - amount),
                ],
                vat_deduct: Some(false),
                no_other_grants: true,
                ..Plan::default()
            };
            let command = SetPlan {
                application: draft.id,
                version: draft.version,
                plan,
            };
            draft = set_plan(db, &ctx(by, handed_in), command).await.unwrap();
        }
        let declarations = Declarations {
            not_begun: true,
            no_double_funding: true,
            true_and_complete: true,
            privacy_read: true,
            exchange_willing: true,
        };
        let hand_in = Submit {
            application: draft.id,
            version: draft.version,
            declarations: declarations.into(),
            cover_sheet: true,
            arrived: None,
        };
        submit(db, &ctx(by, handed_in), hand_in).await.unwrap();
        self.decide(db, draft.id, amount).await;
        row(db, draft.id).await
    }

    /// Writes down what assessment and selection would have: this crate's tests begin after them.
    async fn decide(&self, db: &Db, application: ApplicationId, amount: Cents) {
        let by = self.officer();
        let unit = db.write(&by).await.unwrap();
        let (committee, meeting, decision) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
        let none = Value::Uuid(None);
        insert(
            &unit,
            "committee",
            vec![
                ("id", committee.into()),
                ("programme_id", self.programme.0.into()),
                ("name", "Steuerungsgruppe".into()),
                ("created_at", now().into()),
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
                ("starts_at", now().into()),
                ("place", "Stuttgart".into()),
                ("second_invitation", false.into()),
                ("earlier_id", none.clone()),
                ("minutes_remark", "".into()),
                ("created_at", now().into()),
                ("version", 1_i64.into()),
            ],
        )
        .await;
        insert(
            &unit,
            "decision",
            vec![
                ("id", decision.into()),
                ("application_id", application.0.into()),
                ("call_id", self.call.id.0.into()),
                ("meeting_id", meeting.into()),
                ("result", "SELECTED".into()),
                ("rank", 1_i64.into()),
                ("amount_cents", amount.0.into()),
                ("reason_codes", "[]".into()),
                ("reason", "".into()),
                ("decided_at", now().into()),
                ("released_at", now().into()),
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

    /// A partner of the project, as its application would name it.
    pub async fn join(
        &self,
        db: &Db,
        application: ApplicationId,
        body: &Body,
        position: i64,
        share: Option<Cents>,
    ) {
        let by = self.officer();
        let unit = db.write(&by).await.unwrap();
        insert(
            &unit,
            "application_party",
            vec![
                ("id", Uuid::now_v7().into()),
                ("application_id", application.0.into()),
                ("body_id", body.id.0.into()),
                ("role", "PARTNER".into()),
                ("position", position.into()),
                ("name", body.name.clone().into()),
                ("key", body.key.clone().into()),
                ("share_cents", share.map(|share| share.0).into()),
            ],
        )
        .await;
        unit.commit().await.unwrap();
    }

    /// A cash grant of the mayor's town, issued at this moment.
    pub async fn issued(
        &self,
        db: &Db,
        files: &Files,
        mayor: &Person,
        town: &Body,
        (channel, at): (Channel, &str),
    ) -> Grant {
        let case = self.selected(db, mayor, town, Cents(4_000_000)).await;
        self.issued_case(db, files, case.id, (channel, at)).await
    }

    /// The grant of a selected case, issued at this moment.
    pub async fn issued_case(
        &self,
        db: &Db,
        files: &Files,
        case: ApplicationId,
        (channel, at): (Channel, &str),
    ) -> Grant {
        let grant = self.countersigned(db, case).await;
        let issue_it = Issue {
            grant: grant.id,
            version: None,
            channel,
        };
        issue(db, files, &ctx(&self.head, utc(at)), issue_it)
            .await
            .unwrap();
        stored(db, grant.id).await
    }

    /// A cash grant that is final since 20.06.2026: posted, accepted, remedies waived.
    pub async fn final_grant(&self, app: &TestApp, mayor: &Person, town: &Body) -> Grant {
        let case = self.selected(&app.app.db, mayor, town, Cents(4_000_000)).await;
        self.final_case(app, mayor, case.id).await
    }

    /// The grant of a selected case, final like [`Self::final_grant`].
    pub async fn final_case(&self, app: &TestApp, mayor: &Person, case: ApplicationId) -> Grant {
        let db = &app.app.db;
        let sent = (Channel::Post, "2026-06-10T08:00:00Z");
        let grant = self.issued_case(db, &app.app.files, case, sent).await;
        run_until(app, grant.id, "2026-06-14").await;
        let at = ctx(mayor, utc("2026-06-20T08:00:00Z"));
        accept(db, &at, yes(grant.id)).await.unwrap();
        waive(db, &at, waiver(grant.id)).await.unwrap();
        stored(db, grant.id).await
    }

    /// What a release of the selection reserves.
    pub async fn reserve(&self, db: &Db, application: ApplicationId, parts: &[Tranche]) {
        let by = self.officer();
        let unit = db.write(&by).await.unwrap();
        let charges = parts.iter().map(|part| Charge {
            line: self.line,
            year: part.year,
            kind: part.kind,
            entry: LedgerEntry::Reserve,
            amount: part.amount,
            from_reserved: false,
            subject_kind: "decision",
            subject_id: application.0,
            application_id: Some(application.0),
        });
        budget::charge_all(&unit, charges.collect()).await.unwrap();
        unit.commit().await.unwrap();
    }

    /// Prepared by the officer with the proposed content.
    pub async fn prepared(&self, db: &Db, application: ApplicationId) -> Grant {
        let proposal = propose(db.reader(), &self.officer(), application).await.unwrap();
        let command = Prepare {
            application,
            content: proposal.content,
            version: None,
        };
        prepare(db, &self.officer(), command).await.unwrap()
    }

    /// Prepared and signed by budget officer and head of unit.
    pub async fn countersigned(&self, db: &Db, application: ApplicationId) -> Grant {
        let grant = self.prepared(db, application).await;
        for person in [&self.budget, &self.head] {
            countersign(db, &ctx(person, now()), sign(&grant)).await.unwrap();
        }
        stored(db, grant.id).await
    }

    pub async fn pot(&self, db: &Db, year: i64) -> Pot {
        let pots = budget::pots(db.reader(), self.line).await.unwrap();
        pots.into_iter().find(|pot| pot.year == year).unwrap()
    }
}

pub fn app(db: &Db) -> TestApp {
    let features = vec![
        people::feature(),
        municipalities::feature(),
        budget::feature(),
        calls::feature(),
        applications::feature(),
        crate::feature(),
    ];
    TestApp::new(db, features)
}

pub fn yes(grant: GrantId) -> Accept {
    Accept {
        grant,
        version: None,
        remark: String::new(),
    }
}

pub fn waiver(grant: GrantId) -> Waive {
    Waive {
        grant,
        version: None,
        arrived_on: None,
        remark: String::new(),
    }
}

pub fn sign(grant: &Grant) -> Countersign {
    Countersign {
        grant: grant.id,
        version: Some(grant.version),
        role: None,
    }
}

pub async fn stored(db: &Db, id: GrantId) -> Grant {
    crate::grant(db.reader(), id).await.unwrap()
}

pub async fn insert(unit: &Unit<'_>, table: &'static str, values: Vec<(&'static str, Value)>) {
    let (columns, values): (Vec<_>, Vec<_>) = values.into_iter().unzip();
    let values: Vec<Expr> = values.into_iter().map(Expr::value).collect();
    let statement = Query::insert()
        .into_table(table)
        .columns(columns)
        .values_panic(values)
        .to_owned();
    unit.conn().execute(&statement).await.unwrap();
}

fn new_programme() -> NewProgramme {
    NewProgramme {
        code: "IBZ".to_owned(),
        name_de: "Integration vor Ort".to_owned(),
        name_en: String::new(),
        authority: Authority {
            authority: "Ministerium für Soziales und Integration (Test)".to_owned(),
            department: "Referat 52 – Integration vor Ort".to_owned(),
            street: "Beispielstraße 12".to_owned(),
            postcode: "70173".to_owned(),
            place: "Stuttgart".to_owned(),
            phone: "0711 000-0".to_owned(),
            email: "foerderung@ministerium.example".to_owned(),
            web: "www.ministerium.example".to_owned(),
        },
        remedy_kind: RemedyKind::Action,
        court: String::new(),
        valid_from: day("2026-01-01"),
        valid_until: None,
        parameters: Vec::new(),
    }
}

fn terms(mode: FundingMode, means: Means) -> Terms {
    let cash = mode == FundingMode::CashGrant;
    Terms {
        title_de: "Integration vor Ort – Aufruf 2026".to_owned(),
        title_en: String::new(),
        purpose_de: "Begleitung.".to_owned(),
        purpose_en: String::new(),
        eligible_de: "Städte und Gemeinden.".to_owned(),
        eligible_en: String::new(),
        how_de: "Im Portal.".to_owned(),
        how_en: String::new(),
        easy_de: String::new(),
        opens_at: utc("2026-01-15T08:00:00Z"),
        deadline: Deadline::end_of(day("2026-03-06")),
        deadline_kind: DeadlineKind::CutOff,
        funding_mode: mode,
        financing_type: if cash {
            FinancingType::Share
        } else {
            FinancingType::FixedAmount
        },
        rate: if cash { Rate(8_000) } else { Rate::WHOLE },
        cap: Cents(4_000_000),
        minimum: Cents(250_000),
        rounding: AwardRounding::EuroDown,
        allocation_mode: AllocationMode::RankFullStop,
        budget_line_id: None,
        budget_years: vec![
            BudgetYear {
                year: 2026,
                cash: Cents(means.0 * 100),
                commitment: Cents(0),
            },
            BudgetYear {
                year: 2027,
                cash: Cents(0),
                commitment: Cents(means.1 * 100),
            },
        ],
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

/// An active account with these roles since the start of the year.
pub async fn account(db: &Db, name: &str, roles: &[(Role, Scope)]) -> Person {
    let by = operator(utc("2026-01-02T08:00:00Z"));
    let unit = db.write(&by).await.unwrap();
    let address = format!("p{}@test.example", Uuid::now_v7().simple());
    let person = people::create_account_in(&unit, NewAccount::new(address, format!("{name} (Test)")))
        .await
        .unwrap();
    people::set_password_in(&unit, person, "lang genug und unbekannt 7")
        .await
        .unwrap();
    for (role, scope) in roles {
        let assign = Assign {
            person,
            role: *role,
            scope: *scope,
            from_on: day("2026-01-02"),
            until_on: None,
        };
        people::assign_in(&unit, assign).await.unwrap();
    }
    unit.commit().await.unwrap();
    people::person(db.reader(), person, by.now).await.unwrap()
}

pub async fn body(db: &Db, key: &str) -> Body {
    municipalities::find_by_key(db.reader(), key)
        .await
        .unwrap()
        .unwrap()
}

/// The case as it is, whoever asks.
pub async fn row(db: &Db, id: ApplicationId) -> Application {
    applications::application(db.reader(), &Ctx::system("test", now()), id)
        .await
        .unwrap()
}

pub async fn state(db: &Db, id: ApplicationId) -> ApplicationState {
    row(db, id).await.state
}

/// Codes of the mails of a case, sorted.
pub async fn mails(db: &Db, id: ApplicationId) -> Vec<String> {
    let mails = base_mail::of_case(db.reader(), id.0, 100).await.unwrap();
    let mut codes: Vec<String> = mails
        .into_iter()
        .map(|mail| mail.code)
        .filter(|code| code.starts_with("M-G"))
        .collect();
    codes.sort();
    codes
}

/// No finding of this crate or of the budget.
pub async fn assert_clean(db: &Db) {
    assert_eq!(crate::check(db).await.unwrap(), Vec::<String>::new());
    assert_eq!(budget::check(db).await.unwrap(), Vec::<String>::new());
    assert_said(db).await;
}

/// Every step that was taken has words of its own on the timeline of its case, in both languages.
async fn assert_said(db: &Db) {
    let entries = Query::select()
        .distinct()
        .columns(["subject_kind", "action"])
        .from("audit_entry")
        .and_where(Expr::col("application_id").is_not_null())
        .to_owned();
    for row in db.reader().query_all(&entries).await.unwrap() {
        let part = |name: &str| row.try_get::<String>("", name).unwrap().replace('_', "-");
        let key = format!("applications-event-{}-{}", part("subject_kind"), part("action"));
        for lang in [base::Lang::De, base::Lang::En] {
            assert!(base::texts::find(lang, &key, &[]).is_some(), "{key} in {lang:?}");
        }
    }
}
