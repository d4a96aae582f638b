//! What a world is made of: words, programme, call and accounts.

use base::{AwardRounding, Cents, Deadline, Person, Rate, Role, Scope, texts};
use base_db::Db;
use base_testing::operator;
use budget::BudgetLineId;
use calls::{
    AllocationMode, Authority, BudgetYear, Criterion, DeadlineKind, FinancingType, FundingMode, NewProgramme,
    RemedyKind, Terms,
};
use municipalities::BodyType;
use people::{Assign, NewAccount};
use uuid::Uuid;

use super::world::{day, utc};

pub fn install_texts() {
    texts::install(&[
        base_web::TEXTS,
        base_mail::TEXTS,
        base_files::TEXTS,
        base_sheets::TEXTS,
        people::TEXTS,
        municipalities::TEXTS,
        budget::TEXTS,
        calls::TEXTS,
        applications::TEXTS,
        grants::TEXTS,
        payments::TEXTS,
        crate::TEXTS,
    ])
    .unwrap();
}

pub fn new_programme() -> NewProgramme {
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

pub fn terms(line: BudgetLineId) -> Terms {
    Terms {
        title_de: "Integration vor Ort – Aufruf 2026".to_owned(),
        purpose_de: "Begleitung.".to_owned(),
        eligible_de: "Städte und Gemeinden.".to_owned(),
        how_de: "Im Portal.".to_owned(),
        opens_at: utc("2026-01-15T08:00:00Z"),
        deadline: Deadline::end_of(day("2026-03-06")),
        deadline_kind: DeadlineKind::CutOff,
        funding_mode: FundingMode::CashGrant,
        financing_type: FinancingType::Share,
        rate: Rate(8_000),
        cap: Cents(4_000_000),
        minimum: Cents(250_000),
        rounding: AwardRounding::EuroDown,
        allocation_mode: AllocationMode::RankFullStop,
        budget_line_id: Some(line),
        budget_years: vec![
            BudgetYear {
                year: 2026,
                cash: Cents(10_000_000),
                commitment: Cents(0),
            },
            BudgetYear {
                year: 2027,
                cash: Cents(0),
                commitment: Cents(10_000_000),
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
        reviews_min: 2,
        reviews_target: 3,
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
            from_on: day("2020-01-02"),
            until_on: None,
        };
        people::assign_in(&unit, assign).await.unwrap();
    }
    unit.commit().await.unwrap();
    people::person(db.reader(), person, by.now).await.unwrap()
}
