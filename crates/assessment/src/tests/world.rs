//! A programme with its offices and a call in selection with complete applications. Names lower crates only, so that the
//! selection's tests use it as well.

use applications::usecases::{CreateDraft, Submit, create_draft, submit};
use applications::{Application, ApplicationId, ApplicationState as S, Declarations, DraftFields};
use base::{AwardRounding, Cents, Ctx, Deadline, Person, PersonId, Rate, Role, Scope};
use base_db::Db;
use base_testing::{ctx, operator};
use budget::{NewLine, PotKind, SetMeans};
use calls::{
    AllocationMode, Approve, Authority, BudgetYear, Call, Create, Criterion, DeadlineKind, FinancingType,
    FundingMode, NewProgramme, ProgrammeId, RemedyKind, StartSelection, SubmitForReview, Terms,
};
use chrono::{DateTime, NaiveDate, Utc};
use municipalities::BodyType;
use people::{Assign, NewAccount};

const BODIES: &str = include_str!("../../../../fixtures/demo/bodies.csv");
const ALIASES: &str = include_str!("../../../../fixtures/demo/aliases.csv");

pub fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Roles only; every account is a test's own.
#[allow(dead_code, reason = "the tests of two crates use it, neither all of it")]
pub struct World {
    pub officer: Person,
    pub secretary: Person,
    pub head: Person,
    pub budget: Person,
    pub assessors: Vec<Person>,
    pub programme: ProgrammeId,
    pub line: budget::BudgetLineId,
    pub call: Call,
    /// In the order of their numbers, COMPLETE.
    pub cases: Vec<Application>,
    /// After the deadline.
    pub now: DateTime<Utc>,
}

impl World {
    /// `requested` in cents, one application each; the call's means are `budget`.
    pub async fn new(db: &Db, requested: &[i64], means: Cents) -> Self {
        let start = utc("2026-01-02T08:00:00Z");
        let set_up = operator(start);
        let _ = applications::feature(); // installs the answers that calls ask for
        municipalities::load_bodies(db, &set_up, BODIES, ALIASES)
            .await
            .unwrap();
        let programme = calls::create_programme(db, &set_up, programme(start))
            .await
            .unwrap();
        let scope = Scope::Programme(programme.0);
        let officer = account(db, &set_up, "sb", &[(Role::SB, scope)]).await;
        let secretary = account(db, &set_up, "gs", &[(Role::GS, scope)]).await;
        let head = account(db, &set_up, "rl", &[(Role::RL, scope)]).await;
        let budget = account(db, &set_up, "bfdh", &[(Role::BfdH, scope)]).await;
        let line = line(db, &ctx(&budget, start), programme, means).await;
        let call = open_call(db, programme, line, means, [&officer, &head, &budget], start).await;
        let mut assessors = Vec::new();
        for number in 1..=3 {
            let roles = [(Role::AS, Scope::Call(call.id.0))];
            assessors.push(account(db, &set_up, &format!("as{number}"), &roles).await);
        }
        let cases = complete_cases(db, &call, &officer, requested).await;
        let now = utc("2026-03-10T09:00:00Z");
        calls::close(db, &Ctx::system("call-close", now), call.id)
            .await
            .unwrap();
        let version = calls::call(db.reader(), call.id).await.unwrap().version;
        calls::begin_selection(
            db,
            &ctx(&officer, now),
            StartSelection {
                call: call.id,
                version,
            },
        )
        .await
        .unwrap();
        let call = calls::call(db.reader(), call.id).await.unwrap();
        Self {
            officer,
            secretary,
            head,
            budget,
            assessors,
            programme,
            line,
            call,
            cases,
            now,
        }
    }

    pub fn at(&self, person: &Person) -> Ctx {
        ctx(person, self.now)
    }

    /// The row as it is, whoever asks.
    pub async fn case(&self, db: &Db, id: ApplicationId) -> Application {
        applications::application(db.reader(), &Ctx::system("test", self.now), id)
            .await
            .unwrap()
    }
}

async fn line(db: &Db, by: &Ctx, programme: ProgrammeId, means: Cents) -> budget::BudgetLineId {
    let new = NewLine {
        programme_id: programme.0,
        chapter: "0919".to_owned(),
        title: "633 01".to_owned(),
        purpose: "Integration".to_owned(),
    };
    let line = budget::create_line(db, by, new).await.unwrap();
    let reason = "Haushaltsplan".to_owned();
    let set = SetMeans {
        line,
        year: 2026,
        kind: PotKind::Cash,
        means,
        reason,
    };
    budget::set_means(db, by, set).await.unwrap();
    line
}

async fn open_call(
    db: &Db,
    programme: ProgrammeId,
    line: budget::BudgetLineId,
    means: Cents,
    [officer, head, budget]: [&Person; 3],
    start: DateTime<Utc>,
) -> Call {
    let terms = terms(line, means);
    let opens_at = terms.opens_at;
    let create = Create {
        programme,
        code: "IBZ-2026A".to_owned(),
        number_prefix: String::new(),
        terms,
    };
    let id = calls::create(db, &ctx(officer, start), create).await.unwrap();
    let review = SubmitForReview { call: id, version: 1 };
    calls::submit_for_review(db, &ctx(officer, start), review)
        .await
        .unwrap();
    for person in [head, budget] {
        let version = calls::call(db.reader(), id).await.unwrap().version;
        calls::approve(
            db,
            &ctx(person, start),
            Approve {
                call: id,
                version,
                role: None,
            },
        )
        .await
        .unwrap();
    }
    calls::open(db, &Ctx::system("call-open", opens_at), id)
        .await
        .unwrap();
    calls::call(db.reader(), id).await.unwrap()
}

/// Criteria and weights of handbook 4.2; cap 40.000,00 €, in kind.
fn terms(line: budget::BudgetLineId, means: Cents) -> Terms {
    let weights = [
        ("K1", 15),
        ("K2", 20),
        ("K3", 20),
        ("K4", 15),
        ("K5", 15),
        ("K6", 10),
        ("K7", 5),
    ];
    let criterion = |(code, weight): (&str, i64)| Criterion {
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
        deadline: Deadline::end_of(NaiveDate::from_ymd_opt(2026, 3, 6).unwrap()),
        deadline_kind: DeadlineKind::CutOff,
        funding_mode: FundingMode::InKind,
        financing_type: FinancingType::FixedAmount,
        rate: Rate::WHOLE,
        cap: Cents(4_000_000),
        minimum: Cents(500_000),
        rounding: AwardRounding::EuroDown,
        allocation_mode: AllocationMode::RankFullStop,
        budget_line_id: Some(line),
        budget_years: vec![BudgetYear {
            year: 2026,
            cash: means,
            commitment: Cents(0),
        }],
        criteria: weights.into_iter().map(criterion).collect(),
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

/// Entered by the officer and formally checked.
async fn complete_cases(db: &Db, call: &Call, officer: &Person, requested: &[i64]) -> Vec<Application> {
    let by = ctx(officer, utc("2026-02-10T09:00:00Z"));
    let towns = BODIES
        .lines()
        .skip(1)
        .filter_map(|line| line.split(';').next())
        .filter(|key| key.len() == 8);
    let mut ids = Vec::new();
    for (key, cents) in towns.zip(requested) {
        let lead = municipalities::find_by_key(db.reader(), key)
            .await
            .unwrap()
            .unwrap();
        let command = CreateDraft {
            call: call.id,
            lead: lead.id,
            fields: fields(*cents),
            lead_share: None,
        };
        let draft = create_draft(db, &by, command).await.unwrap();
        let declarations = Declarations {
            not_begun: true,
            no_double_funding: true,
            true_and_complete: true,
            privacy_read: true,
            exchange_willing: true,
        };
        let command = Submit {
            application: draft.id,
            version: draft.version,
            declarations: declarations.into(),
            cover_sheet: true,
            arrived: None,
        };
        submit(db, &by, command).await.unwrap();
        ids.push(draft.id);
    }
    let unit = db.write(&by).await.unwrap();
    for (from, to) in [(S::Submitted, S::InCheck), (S::InCheck, S::Complete)] {
        applications::transition_many(&unit, &ids, from, to, "check", None)
            .await
            .unwrap();
    }
    unit.commit().await.unwrap();
    let all = Ctx::system("test", by.now);
    applications::of_call(db.reader(), &all, call.id, &[])
        .await
        .unwrap()
}

fn fields(cents: i64) -> DraftFields {
    DraftFields {
        title: "Gemeinsam vor Ort".to_owned(),
        summary:
            "Menschen mit und ohne Migrationsgeschichte planen gemeinsam, was in der Stadt gebraucht wird. "
                .repeat(2),
        contact_name: "Fachstelle Integration".to_owned(),
        contact_role: "Leitung".to_owned(),
        contact_email: "integration@kommune.example".to_owned(),
        contact_phone: "030 23125-100".to_owned(),
        project_from: NaiveDate::from_ymd_opt(2026, 6, 1),
        project_until: NaiveDate::from_ymd_opt(2028, 5, 31),
        requested: Cents(cents),
        total_cost: Cents(cents),
        ..DraftFields::default()
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
        people::assign_in(&unit, Assign::from(person, *role, *scope, from_on))
            .await
            .unwrap();
    }
    unit.commit().await.unwrap();
    people::person(db.reader(), person, by.now).await.unwrap()
}
