//! Pure decisions: the value of a contingent, who may be proposed, which step follows which.

use base::{Cents, Minutes, Problem, Rate, Text, fmt};

use crate::model::EngagementState;

/// VAT of a facilitator who is liable to it (§ 12 Abs. 1 UStG).
pub const VAT: Rate = Rate(1_900);
/// Persons of a team (handbook 5.6).
pub const TEAM: std::ops::RangeInclusive<usize> = 1..=3;

/// What a programme says about support on a day (handbook 2.12).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SupportTerms {
    /// Hours are booked in steps of so many minutes (`hours_granularity_min`).
    pub step: Minutes,
    /// A day of support (`day_minutes`).
    pub day: Minutes,
    /// A begun half day counts as one (`day_rule`).
    pub half_day_steps: bool,
    /// Nothing is approved beyond the contingent (`contingent_hard_stop`); else it is approved and flagged.
    pub hard_stop: bool,
}

/// Net value of billable time, given by day and person: in proportion, added up first and rounded once (F04); or in steps
/// of half a day, of every day and person (F05).
#[must_use]
pub fn net_value(days: &[Minutes], day_rate: Cents, day: Minutes, half_day_steps: bool) -> Cents {
    if half_day_steps {
        let half_days: i64 = days.iter().map(|worked| worked.half_days(day)).sum();
        // a half day as the half of two
        Minutes(half_days).value_per_day(day_rate, Minutes(2))
    } else {
        days.iter().sum::<Minutes>().value_per_day(day_rate, day)
    }
}

/// What a contract may cost at most: the project's cap, less what earlier contracts used of it.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    pub cap: Cents,
    pub used: Cents,
}

/// Whether a contingent fits into what the project may still cost. Error: refused (`over-value`) with the excess (F01).
pub fn check_value(
    minutes: Minutes,
    day_rate: Cents,
    vat: Rate,
    day: Minutes,
    Room { cap, used }: Room,
) -> Result<Cents, Problem> {
    let net = minutes.value_per_day(day_rate, day);
    let value = net + net.apply_rate(vat);
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
