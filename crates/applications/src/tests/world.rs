//! A programme with its offices, the bodies of the fixtures, and a call to apply for.

use base::{AwardRounding, Cents, Ctx, Deadline, Person, PersonId, Problem, Rate, Role, Scope};
use base_db::Db;
use base_testing::{ctx, operator};
use budget::{NewLine, PotKind, SetMeans};
use calls::{
    AllocationMode, Approve, Authority, BudgetYear, Call, CallId, Create, Criterion, DeadlineKind,
    FinancingType, FundingMode, NewProgramme, ProgrammeId, RemedyKind, SubmitForReview, Terms,
};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use municipalities::{Body, BodyType};
use people::{Assign, NewAccount};

use crate::model::{Application, ApplicationId, Declarations, DraftFields, Receipt};
use crate::usecases::{CreateDraft, Submit, create_draft, submit};

const BODIES: &str = include_str!("../../../../fixtures/demo/bodies.csv");
const ALIASES: &str = include_str!("../../../../fixtures/demo/aliases.csv");

pub fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn texts() {
    base::texts::install(&[
        base_web::TEXTS,
        base_mail::TEXTS,
        base_files::TEXTS,
        base_sheets::TEXTS,
        people::TEXTS,
        municipalities::TEXTS,
        budget::TEXTS,
        calls::TEXTS,
        crate::TEXTS,
    ])
    .unwrap();
}

/// In kind, cap 40.000,00 €, deadline T01: 06.03.2026, 24:00.
pub fn terms() -> Terms {
    let criterion = |code: &str, weight| Criterion {
        code: code.to_owned(),
        label_de: format!("Kriterium {code}"),
        label_en: String::new(),
        weight,
        anchor_de: "Belegt.".to_owned(),
        anchor_en: String::new(),
    };
    Terms {
        title_de: "Aufruf 2026".to_owned(),
        title_en: String::new(),
        purpose_de: "Begleitung.".to_owned(),
        purpose_en: String::new(),
        eligible_de: "Städte und Gemeinden.".to_owned(),
        eligible_en: String::new(),
        how_de: "Im Portal.".to_owned(),
        how_en: String::new(),
        easy_de: String::new(),
        opens_at: utc("2026-01-15T08:00:00Z"),
        deadline: Deadline::end_of(date("2026-03-06")),
        deadline_kind: DeadlineKind::CutOff,
        funding_mode: FundingMode::InKind,
        financing_type: FinancingType::FixedAmount,
        rate: Rate::WHOLE,
        cap: Cents(4_000_000),
        minimum: Cents(250_000),
        rounding: AwardRounding::EuroDown,
        allocation_mode: AllocationMode::RankFullStop,
        budget_line_id: None,
        budget_years: vec![BudgetYear {
            year: 2026,
            cash: Cents(50_000_000),
            commitment: Cents(0),
        }],
        criteria: vec![criterion("K1", 60), criterion("K2", 40)],
        body_types: vec![
            BodyType::Gemeinde,
            BodyType::Stadt,
            BodyType::Stadtkreis,
            BodyType::Landkreis,
            BodyType::Gvv,
            BodyType::Vvg,
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

/// Terms around the machine's clock, for tests over HTTP.
pub fn terms_around(now: DateTime<Utc>) -> Terms {
    Terms {
        opens_at: now - TimeDelta::days(1),
        deadline: Deadline::end_of(base::calendar::local_date(now) + Days::new(30)),
        budget_years: vec![BudgetYear {
            year: 2026,
            cash: Cents(50_000_000),
            commitment: Cents(0),
        }],
        ..terms()
    }
}

pub struct World {
    pub programme: ProgrammeId,
    pub officer: Person,
    pub colleague: Person,
    pub head: Person,
    pub budget: Person,
    line: budget::BudgetLineId,
    start: DateTime<Utc>,
}

impl World {
    pub async fn new(db: &Db, start: DateTime<Utc>) -> Self {
        texts();
        let set_up = operator(start);
        municipalities::load_bodies(db, &set_up, BODIES, ALIASES)
            .await
            .unwrap();
        let programme = calls::create_programme(db, &set_up, programme(start))
            .await
            .unwrap();
        let scope = Scope::Programme(programme.0);
        let officer = account(db, &set_up, "sb", &[(Role::SB, scope)]).await;
        let colleague = account(db, &set_up, "sb2", &[(Role::SB, scope), (Role::RL, scope)]).await;
        let head = account(db, &set_up, "rl", &[(Role::RL, scope)]).await;
        let budget = account(db, &set_up, "bfdh", &[(Role::BfdH, scope)]).await;
        let line = NewLine {
            programme_id: programme.0,
            chapter: "0919".to_owned(),
            title: "633 01".to_owned(),
            purpose: "Integration".to_owned(),
        };
        let line = budget::create_line(db, &ctx(&budget, start), line).await.unwrap();
        let means = SetMeans {
            line,
            year: 2026,
            kind: PotKind::Cash,
            means: Cents(500_000_000),
            reason: "Haushaltsplan".to_owned(),
        };
        budget::set_means(db, &ctx(&budget, start), means).await.unwrap();
        calls::answer_with(crate::cases::answers());
        Self {
            programme,
            officer,
            colleague,
            head,
            budget,
            line,
            start,
        }
    }

    /// A published and open call.
    pub async fn call(&self, db: &Db, code: &str, terms: Terms) -> Call {
        let opens_at = terms.opens_at;
        let terms = Terms {
            budget_line_id: Some(self.line),
            ..terms
        };
        let create = Create {
            programme: self.programme,
            code: code.to_owned(),
            number_prefix: String::new(),
            terms,
        };
        let id = calls::create(db, &ctx(&self.officer, self.start), create)
            .await
            .unwrap();
        let review = SubmitForReview { call: id, version: 1 };
        calls::submit_for_review(db, &ctx(&self.officer, self.start), review)
            .await
            .unwrap();
        for person in [&self.head, &self.budget] {
            let version = calls::call(db.reader(), id).await.unwrap().version;
            let approve = Approve {
                call: id,
                version,
                role: None,
            };
            calls::approve(db, &ctx(person, self.start), approve)
                .await
                .unwrap();
        }
        calls::open(db, &Ctx::system("call-open", opens_at), id)
            .await
            .unwrap();
        calls::call(db.reader(), id).await.unwrap()
    }

    pub fn officer_at(&self, now: DateTime<Utc>) -> Ctx {
        ctx(&self.officer, now)
    }

    /// A person of the body with the roles, with a real account, so that mails reach somebody.
    pub async fn municipal(&self, db: &Db, name: &str, body: &Body, roles: &[Role]) -> Person {
        let scoped: Vec<(Role, Scope)> = roles.iter().map(|role| (*role, Scope::Body(body.id.0))).collect();
        account(db, &operator(self.start), name, &scoped).await
    }
}

fn programme(start: DateTime<Utc>) -> NewProgramme {
    NewProgramme {
        code: "IBZ".to_owned(),
        name_de: "Integration vor Ort".to_owned(),
        name_en: String::new(),
        authority: Authority {
            authority: "Ministerium (Test)".to_owned(),
            ..Authority::default()
        },
        remedy_kind: RemedyKind::Action,
        court: "Verwaltungsgericht Stuttgart".to_owned(),
        valid_from: base::calendar::local_date(start),
        valid_until: None,
        parameters: Vec::new(),
    }
}

/// An active account; its roles hold from the context's day on.
pub async fn account(db: &Db, by: &Ctx, name: &str, roles: &[(Role, Scope)]) -> Person {
    let unit = db.write(by).await.unwrap();
    let new = NewAccount::new(format!("{name}@test.example"), format!("Person {name} (Test)"));
    let person: PersonId = people::create_account_in(&unit, new).await.unwrap();
    people::set_password_in(&unit, person, "lang genug und unbekannt 7")
        .await
        .unwrap();
    for (role, scope) in roles {
        let from_on = base::calendar::local_date(by.now);
        let assign = Assign {
            person,
            role: *role,
            scope: *scope,
            from_on,
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

/// A complete form.
pub fn fields() -> DraftFields {
    DraftFields {
        title: "Mössinger Runde".to_owned(),
        summary:
            "Menschen mit und ohne Migrationsgeschichte planen gemeinsam, was in der Stadt gebraucht wird. "
                .repeat(2),
        contact_name: "Fachstelle Integration".to_owned(),
        contact_role: "Leitung".to_owned(),
        contact_email: "integration@kommune.example".to_owned(),
        contact_phone: "030 23125-100".to_owned(),
        project_from: Some(date("2026-06-01")),
        project_until: Some(date("2028-05-31")),
        support_tenths: Some(200),
        requested: Cents(3_150_050),
        ..DraftFields::default()
    }
}

pub fn declared() -> Declarations {
    Declarations {
        not_begun: true,
        no_double_funding: true,
        true_and_complete: true,
        privacy_read: true,
        exchange_willing: true,
    }
}

pub fn hand_in(application: &Application) -> Submit {
    Submit {
        application: application.id,
        version: application.version,
        declarations: declared().into(),
        cover_sheet: true,
        arrived: None,
    }
}

/// A draft of `lead`, written by `person`.
pub async fn draft(db: &Db, person: &Person, now: DateTime<Utc>, call: CallId, lead: &Body) -> Application {
    let command = CreateDraft {
        call,
        lead: lead.id,
        fields: fields(),
        lead_share: None,
    };
    create_draft(db, &ctx(person, now), command).await.unwrap()
}

/// A submitted application of `lead`.
pub async fn submitted(db: &Db, person: &Person, now: DateTime<Utc>, call: CallId, lead: &Body) -> Receipt {
    let draft = draft(db, person, now, call, lead).await;
    submit(db, &ctx(person, now), hand_in(&draft)).await.unwrap()
}

/// What a page of many cells showed, as its form sends it back.
pub fn seen(page: &str) -> String {
    let at = page
        .split_once("name=\"seen\" value=\"")
        .expect("a form that says what it shows")
        .1;
    let value = at.split_once('"').unwrap().0;
    value
        .replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// The withdrawal as the case sees it; what is held for it is given back by a later crate.
pub async fn withdraw(db: &Db, by: &Ctx, id: ApplicationId, reason: &str) -> Result<Application, Problem> {
    let unit = db.write(by).await?;
    let after = crate::withdraw_in(&unit, id, reason).await?;
    unit.commit().await?;
    Ok(after)
}

/// The row as it is, whoever asks.
pub async fn row(db: &Db, id: ApplicationId) -> Application {
    crate::application(db.reader(), &Ctx::system("test", db.now()), id)
        .await
        .unwrap()
}

/// Codes of the mails of a case, oldest first.
pub async fn mails(db: &Db, id: ApplicationId) -> Vec<String> {
    let mut codes: Vec<String> = base_mail::of_case(db.reader(), id.0, 100)
        .await
        .unwrap()
        .into_iter()
        .map(|mail| mail.code)
        .collect();
    codes.reverse();
    codes
}
