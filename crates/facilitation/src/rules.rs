//! Pure decisions: the value of a contingent, who may be proposed, which step follows which.

use base::{Cents, Minutes, Problem, Rate, Text, fmt};

use crate::model::EngagementState;

/// The minutes of a day of support (parameter `day_minutes`, handbook 2.12).
pub const DAY: Minutes = Minutes(480);
/// VAT of a facilitator who is liable to it (§ 12 Abs. 1 UStG).
pub const VAT: Rate = Rate(1_900);
/// Persons of a team (handbook 5.6).
pub const TEAM: std::ops::RangeInclusive<usize> = 1..=3;

/// Net value of minutes at a day rate, proportional, rounded once (F04); then VAT on the rounded net (handbook 0.5).
#[must_use]
pub fn gross_value(minutes: Minutes, day_rate: Cents, vat: Rate) -> Cents {
    let net = minutes.value_per_day(day_rate, DAY);
    net + net.apply_rate(vat)
}

/// Whether a contingent fits into what the project may still cost. Error: refused (`over-value`) with the excess (F01).
pub fn check_value(
    minutes: Minutes,
    day_rate: Cents,
    vat: Rate,
    cap: Cents,
    used: Cents,
) -> Result<Cents, Problem> {
    let value = gross_value(minutes, day_rate, vat);
    let rest = cap - used;
    if value <= rest {
        return Ok(value);
    }
    let text = Text::new("facilitation-over-value")
        .with("over", fmt::money(base::Lang::De, value - rest))
        .with("rest", fmt::money(base::Lang::De, rest));
    Err(Problem::refused("over-value", text))
}

/// Percent of the contingent that is used, rounded down.
#[must_use]
pub fn used_percent(used: Minutes, contingent: Minutes) -> i64 {
    if contingent.0 == 0 {
        0
    } else {
        used.0 * 100 / contingent.0
    }
}

/// The mark (80 or 100 percent) that is passed by going from `before` to `after` and was not told yet.
#[must_use]
pub fn warning(after: Minutes, contingent: Minutes, warned_percent: i64) -> Option<i64> {
    let percent = used_percent(after, contingent);
    [100, 80]
        .into_iter()
        .find(|mark| percent >= *mark && warned_percent < *mark)
}

/// The steps of handbook 5.6; everything else is refused.
#[must_use]
pub fn may_become(from: EngagementState, to: EngagementState) -> bool {
    use EngagementState::{
        Assigned, Completed, Confirmed, Declined, Prepared, Proposed, Running, Suspended, Terminated,
    };
    matches!(
        (from, to),
        (Proposed, Confirmed | Declined)
            | (Confirmed | Prepared, Prepared)
            | (Prepared, Assigned)
            | (Assigned, Running)
            | (Running, Suspended | Completed)
            | (Suspended, Running)
            | (
                Proposed | Confirmed | Prepared | Assigned | Running | Suspended,
                Terminated
            )
    )
}
