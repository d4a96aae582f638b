//! The demo's frame: register, programme, budget line with means.

use anyhow::Context as _;
use base::{Cents, Ctx, calendar};
use budget::{BudgetLineId, NewLine, PotKind, SetMeans};
use calls::{Authority, NewProgramme, ProgrammeId, RemedyKind, SetParameter};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};

use super::cast::day;
use super::texts::Texts;
use crate::cli;
use crate::house::House;

/// What everything else of the demo stands on.
pub struct SetUp {
    pub texts: Texts,
    pub programme: ProgrammeId,
    pub line: BudgetLineId,
    pub first_day: NaiveDate,
    /// When the house was set up.
    pub start: DateTime<Utc>,
    /// The demo's present.
    pub now: DateTime<Utc>,
}

impl SetUp {
    /// The present year, for calls that are open now.
    pub fn this_year(&self) -> i32 {
        calendar::local_date(self.now).year()
    }
}

/// An instant of the demo's past, at a local hour of a working day.
pub fn at(year: i32, month: u32, day_of_month: u32, hour: u32) -> anyhow::Result<DateTime<Utc>> {
    let time = NaiveTime::from_hms_opt(hour, 0, 0).context("a time of day")?;
    calendar::instant_at(day(year, month, day_of_month), time).map_err(|error| anyhow::anyhow!("{error:?}"))
}

pub async fn set_up(house: &House) -> anyhow::Result<SetUp> {
    let texts = Texts::load()?;
    let db = &house.app.db;
    let now = db.now();
    let start = at(2025, 11, 3, 9)?;
    let first_day = day(2025, 11, 3);
    let ctx = Ctx {
        now: start,
        ..cli::operator(house)
    };
    municipalities::load_bodies(
        db,
        &ctx,
        include_str!("../../../../fixtures/demo/bodies.csv"),
        include_str!("../../../../fixtures/demo/aliases.csv"),
    )
    .await
    .context("the bodies of the demo")?;
    let programme = NewProgramme {
        code: texts.programme.code.clone(),
        name_de: texts.programme.title_de.clone(),
        name_en: texts.programme.title_en.clone(),
        authority: Authority {
            authority: "Ministerium für Soziales und Integration (Demo)".to_owned(),
            department: "Referat Integration vor Ort".to_owned(),
            street: "Musterstraße 1".to_owned(),
            postcode: "70174".to_owned(),
            place: "Stuttgart".to_owned(),
            phone: "0711 0000-0".to_owned(),
            email: "foerderung@ministerium.example".to_owned(),
            web: "www.ministerium.example".to_owned(),
        },
        remedy_kind: RemedyKind::Action,
        court: String::new(),
        valid_from: first_day,
        valid_until: Some(day(2030, 12, 31)),
        parameters: Vec::new(),
    };
    let programme = calls::create_programme(db, &ctx, programme)
        .await
        .context("the programme")?;
    for (name, value, source) in [
        (
            "funding_cap_cents",
            "4000000",
            "Programmbeschreibung, Abschnitt 3",
        ),
        (
            "minimum_grant_cents",
            "250000",
            "Programmbeschreibung, Abschnitt 3",
        ),
        ("completion_days", "14", "Verfahrensregeln, Nummer 5"),
        // so that money can be requested whenever the demo is looked at
        ("last_request_day", "12-31", "Verfahrensregeln, Nummer 9"),
    ] {
        let set = SetParameter {
            programme,
            name: name.to_owned(),
            value: value.to_owned(),
            valid_from: first_day,
            source: source.to_owned(),
        };
        calls::set_parameter(db, &ctx, set)
            .await
            .context("the parameters")?;
    }
    let unit = db.write(&ctx).await?;
    let line = NewLine {
        programme_id: programme.0,
        chapter: "0919".to_owned(),
        title: "684 71".to_owned(),
        purpose: "Integration durch bürgerschaftliches Engagement".to_owned(),
    };
    let line = budget::create_line_in(&unit, line)
        .await
        .context("the budget line")?;
    for (year, kind, euros) in [
        (2026, PotKind::Cash, 600_000),
        (2027, PotKind::Commitment, 600_000),
        (2027, PotKind::Cash, 500_000),
        (2028, PotKind::Commitment, 400_000),
        (2028, PotKind::Cash, 300_000),
    ] {
        let means = SetMeans {
            line,
            year,
            kind,
            means: Cents(euros * 100),
            reason: "Haushaltsplan".to_owned(),
        };
        budget::set_means_in(&unit, &means).await.context("the means")?;
    }
    unit.commit().await?;
    Ok(SetUp {
        texts,
        programme,
        line,
        first_day,
        start,
        now,
    })
}
