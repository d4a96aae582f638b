//! The demo's support hours: some approved, some to be approved, one still a draft.

use anyhow::Context as _;
use base::Minutes;
use chrono::{Duration, NaiveTime};
use facilitation::EngagementId;
use hours::{Activity, Book, Booking};

use super::cast::{Cast, day};
use super::programme::at;
use crate::house::House;

/// Day after the first talk, hours, activity, what was done.
const ENTRIES: &[(i64, u32, Activity, &str)] = &[
    (
        0,
        3,
        Activity::OnSite,
        "Erstgespräch mit Verwaltung und Spurgruppe",
    ),
    (0, 2, Activity::Travel, "Anreise und Rückreise zum Erstgespräch"),
    (
        11,
        4,
        Activity::Preparation,
        "Grobkonzept und Ablauf der Auftaktwerkstatt",
    ),
    (
        25,
        6,
        Activity::OnSite,
        "Auftaktwerkstatt mit Einwohnerinnen und Einwohnern",
    ),
    (32, 3, Activity::FollowUp, "Auswertung der Auftaktwerkstatt"),
    (60, 2, Activity::Online, "Abstimmung mit der Projektleitung"),
];
/// Of these, approved and handed in; the rest are drafts.
const APPROVED: usize = 4;
const HANDED_IN: usize = 5;

/// Books the hours of one engagement; `index` shifts the days, so that no two engagements overlap.
pub async fn book(house: &House, cast: &Cast, engagement: EngagementId, index: usize) -> anyhow::Result<()> {
    let db = &house.app.db;
    let shift = i64::try_from(index)?;
    for (number, (after, hours, activity, description)) in ENTRIES.iter().enumerate() {
        let worked_on = day(2026, 7, 2) + Duration::days(after + shift * 3 + 1);
        let from_hour = if *activity == Activity::Travel { 15 } else { 9 };
        let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).context("a time of day");
        let booking = Booking {
            worked_on,
            from: time(from_hour)?,
            until: time(from_hour + hours)?,
            break_minutes: Minutes(0),
            activity: *activity,
            place: None,
            description: (*description).to_owned(),
        };
        let when = at(2026, 9, 28, 9)?;
        let facilitator = cast.at("PB", when)?;
        let entry = hours::book(db, &facilitator, Book { engagement, booking })
            .await
            .context("booking hours")?;
        if number < HANDED_IN {
            hours::submit(db, &facilitator, entry.id)
                .await
                .context("handing hours in")?;
        }
        if number < APPROVED {
            hours::approve(db, &cast.at("PK", when)?, entry.id)
                .await
                .context("approving hours")?;
        }
    }
    Ok(())
}
