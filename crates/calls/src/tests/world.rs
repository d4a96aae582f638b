//! A programme with its offices, and a call to play with.

use base::{AwardRounding, Cents, Ctx, Deadline, Person, PersonId, Rate, Role, Scope};
use base_db::Db;
use base_testing::{ctx, operator};
use budget::{BudgetLineId, NewLine, PotKind, SetMeans};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use municipalities::BodyType;
use people::{Assign, NewAccount};

use crate::{
    AllocationMode, Approve, Authority, BudgetYear, Call, CallId, CallState, Create, Criterion, DeadlineKind,
    FinancingType, FundingMode, NewProgramme, ProgrammeId, RemedyKind, SubmitForReview, Terms,
};

pub fn texts() {
    base::texts::install(&[
        base_web::TEXTS,
        base_mail::TEXTS,
        base_files::TEXTS,
        base_sheets::TEXTS,
        people::TEXTS,
        municipalities::TEXTS,
        budget::TEXTS,
        crate::TEXTS,
    ])
    .unwrap();
}

pub fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn criterion(code: &str, weight: i64) -> Criterion {
    Criterion {
        code: code.to_owned(),
        label_de: format!("Kriterium {code}"),
        label_en: format!("Criterion {code}"),
        weight,
        anchor_de: "Belegt.".to_owned(),
        anchor_en: String::new(),
    }
}

/// Complete terms: deadline T01, weights of handbook 4.2, means in two years.
pub fn some_terms() -> Terms {
    Terms {
        title_de: "Aufruf 2026".to_owned(),
        title_en: "Call 2026".to_owned(),
        purpose_de: "Begleitung.".to_owned(),
        purpose_en: "Facilitation.".to_owned(),
        eligible_de: "Städte und Gemeinden.".to_owned(),
        eligible_en: String::new(),
        how_de: "Im Portal.".to_owned(),
        how_en: String::new(),
        easy_de: "Das Land hilft.".to_owned(),
        opens_at: utc("2026-01-15T08:00:00Z"),
        deadline: Deadline::end_of(NaiveDate::from_ymd_opt(2026, 3, 6).unwrap()),
        deadline_kind: DeadlineKind::CutOff,
        funding_mode: FundingMode::InKind,
        financing_type: FinancingType::FixedAmount,
        rate: Rate::WHOLE,
        cap: Cents(4_000_000),
        minimum: Cents(250_000),
        rounding: AwardRounding::EuroDown,
        allocation_mode: AllocationMode::RankFullStop,
        budget_line_id: Some(BudgetLineId::new()),
        budget_years: vec![
            BudgetYear {
                year: 2026,
                cash: Cents(50_000_000),
                commitment: Cents(0),
            },
            BudgetYear {
                year: 2027,
                cash: Cents(0),
                commitment: Cents(30_000_000),
            },
        ],
        criteria: [
            ("K1", 15),
            ("K2", 20),
            ("K3", 20),
            ("K4", 15),
            ("K5", 15),
            ("K6", 10),
            ("K7", 5),
        ]
        .map(|(code, weight)| criterion(code, weight))
        .to_vec(),
        body_types: vec![BodyType::Gemeinde, BodyType::Stadt, BodyType::Landkreis],
        territory: "08".to_owned(),
        project_from: NaiveDate::from_ymd_opt(2026, 6, 1),
        project_until: NaiveDate::from_ymd_opt(2028, 5, 31),
        reviews_min: 2,
        reviews_target: 3,
        threshold_total: Some(Rate(6_000)),
        threshold_criterion: None,
        form_version: 1,
        ..Terms::default()
    }
}

/// A call that no database knows.
pub fn a_call(state: CallState) -> Call {
    Call {
        id: CallId::new(),
        programme_id: ProgrammeId::new(),
        code: "IBZ-2026A".to_owned(),
        number_prefix: "IBZ-2026A".to_owned(),
        state,
        terms: some_terms(),
        edition: 1,
        created_by: None,
        edited_by: None,
        submitted_by: None,
        submitted_at: None,
        rl_approval: None,
        bfdh_approval: None,
        published_at: None,
        preview_of: None,
        cloned_from: None,
        version: 1,
    }
}

/// A programme with a budget and one account for each office.
pub struct World {
    pub programme: ProgrammeId,
    pub line: BudgetLineId,
    pub officer: Person,
    pub head: Person,
    pub budget: Person,
    /// RL and BfdH in one person.
    pub both: Person,
    /// The day on which everything begins.
    pub start: DateTime<Utc>,
}

impl World {
    pub async fn new(db: &Db, start: DateTime<Utc>) -> Self {
        texts();
        let set_up = operator(start);
        let programme = crate::create_programme(db, &set_up, a_programme("IBZ", start))
            .await
            .unwrap();
        let scope = Scope::Programme(programme.0);
        let officer = account(db, &set_up, "sb", &[(Role::SB, scope)]).await;
        let head = account(db, &set_up, "rl", &[(Role::RL, scope)]).await;
        let budget = account(db, &set_up, "bfdh", &[(Role::BfdH, scope)]).await;
        let both = account(db, &set_up, "rl-bfdh", &[(Role::RL, scope), (Role::BfdH, scope)]).await;
        let line = NewLine {
            programme_id: programme.0,
            chapter: "0919".to_owned(),
            title: "633 01".to_owned(),
            purpose: "Integration".to_owned(),
        };
        let line = budget::create_line(db, &ctx(&budget, start), line).await.unwrap();
        let world = Self {
            programme,
            line,
            officer,
            head,
            budget,
            both,
            start,
        };
        world.means(db, 2026, PotKind::Cash, 60_000_000).await;
        world.means(db, 2027, PotKind::Commitment, 30_000_000).await;
        world
    }

    pub async fn means(&self, db: &Db, year: i64, kind: PotKind, cents: i64) {
        let reason = "Haushaltsplan".to_owned();
        let command = SetMeans {
            line: self.line,
            year,
            kind,
            means: Cents(cents),
            reason,
        };
        budget::set_means(db, &ctx(&self.budget, self.start), command)
            .await
            .unwrap();
    }

    pub fn terms(&self) -> Terms {
        Terms {
            budget_line_id: Some(self.line),
            ..some_terms()
        }
    }

    /// Terms that open a day before now and close in thirty days, for tests on the machine's clock.
    pub fn terms_around(&self, now: DateTime<Utc>) -> Terms {
        let last_day = base::calendar::local_date(now) + Days::new(30);
        Terms {
            opens_at: now - TimeDelta::days(1),
            deadline: Deadline::end_of(last_day),
            ..self.terms()
        }
    }

    pub async fn draft(&self, db: &Db, code: &str, terms: Terms) -> CallId {
        let number_prefix = String::new();
        let command = Create {
            programme: self.programme,
            code: code.to_owned(),
            number_prefix,
            terms,
        };
        crate::create(db, &ctx(&self.officer, self.start), command)
            .await
            .unwrap()
    }

    pub async fn in_review(&self, db: &Db, code: &str, terms: Terms) -> CallId {
        let call = self.draft(db, code, terms).await;
        let command = SubmitForReview { call, version: 1 };
        crate::submit_for_review(db, &ctx(&self.officer, self.start), command)
            .await
            .unwrap();
        call
    }

    /// A call approved by both offices.
    pub async fn published(&self, db: &Db, code: &str, terms: Terms) -> CallId {
        let call = self.in_review(db, code, terms).await;
        for person in [&self.head, &self.budget] {
            let version = get(db, call).await.version;
            crate::approve(
                db,
                &ctx(person, self.start),
                Approve {
                    call,
                    version,
                    role: None,
                },
            )
            .await
            .unwrap();
        }
        call
    }
}

pub fn a_programme(code: &str, start: DateTime<Utc>) -> NewProgramme {
    NewProgramme {
        code: code.to_owned(),
        name_de: "Integration vor Ort".to_owned(),
        name_en: "Integration locally".to_owned(),
        authority: Authority {
            authority: "Ministerium (Test)".to_owned(),
            email: "referat@land.example".to_owned(),
            ..Authority::default()
        },
        remedy_kind: RemedyKind::Action,
        court: "Verwaltungsgericht Stuttgart".to_owned(),
        valid_from: base::calendar::local_date(start),
        valid_until: None,
        parameters: vec![("funding_cap_cents".to_owned(), "4000000".to_owned())],
    }
}

/// An active account; the roles hold from that day on.
async fn account(db: &Db, by: &Ctx, name: &str, roles: &[(Role, Scope)]) -> Person {
    let unit = db.write(by).await.unwrap();
    let new = NewAccount::new(format!("{name}@land.example"), format!("Stelle {name} (Test)"));
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

pub async fn get(db: &Db, call: CallId) -> Call {
    crate::call(db.reader(), call).await.unwrap()
}
