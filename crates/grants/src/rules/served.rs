//! How an act that follows the award reaches its addressee and becomes final, and reinstatement (handbook 2.7).

use super::*;
use crate::model::{DeliveryState, NoticeDelivery};

use DeliveryState as D;

/// The steps of an act's delivery; they are those of the award (see [`STEPS`]) without the acceptance.
///
/// | From → To | Verb | Who |
/// |---|---|---|
/// | ISSUED → DELIVERED | deliver | system, on the day of delivery |
/// | ISSUED, DELIVERED → REISSUE | undelivered | SB when it came back; system when it was not fetched |
/// | REISSUE → ISSUED | resend | SB, RL |
/// | ISSUED, DELIVERED | posted, prove, flaw | SB; `posted` takes a delivery back whose day has not come |
/// | DELIVERED | waive | KZ; SB records a paper |
/// | DELIVERED, FINAL → OBJECTED → DELIVERED or ANNULLED | object, settle, annul | SB |
/// | FINAL → DELIVERED | flaw | SB |
/// | DELIVERED → FINAL | final | system |
pub const DELIVERY_STEPS: &[(DeliveryState, &str, DeliveryState)] = &[
    (D::Issued, "deliver", D::Delivered),
    (D::Issued, "undelivered", D::Reissue),
    (D::Delivered, "undelivered", D::Reissue),
    (D::Reissue, "resend", D::Issued),
    (D::Issued, "posted", D::Issued),
    (D::Delivered, "posted", D::Delivered),
    (D::Issued, "prove", D::Issued),
    (D::Delivered, "prove", D::Delivered),
    (D::Issued, "flaw", D::Issued),
    (D::Delivered, "flaw", D::Delivered),
    (D::Final, "flaw", D::Delivered),
    (D::Delivered, "waive", D::Delivered),
    (D::Delivered, "object", D::Objected),
    (D::Final, "object", D::Objected),
    (D::Objected, "settle", D::Delivered),
    (D::Objected, "annul", D::Annulled),
    (D::Delivered, "final", D::Final),
];

/// The state after a verb. Error: refused, saying how far the act is.
pub fn after_served(delivery: &NoticeDelivery, verb: &str) -> Result<DeliveryState, Problem> {
    DELIVERY_STEPS
        .iter()
        .find(|(from, step, _)| *from == delivery.state && *step == verb)
        .map(|(_, _, to)| *to)
        .ok_or_else(|| {
            let key = format!("grants-delivery-wrong-state-{}", delivery.state);
            Problem::refused("wrong-state", Text::new(key))
        })
}

/// The day from which an act is final: the day after the remedy period or the day of the waiver, not before a filed remedy
/// is settled. `None`: not yet known.
#[must_use]
pub fn served_final_from(delivery: &NoticeDelivery) -> Option<NaiveDate> {
    if delivery.state != D::Delivered {
        return None;
    }
    let over = match delivery.waived_on {
        Some(waived) => waived,
        None => delivery.remedy_until_on? + Days::new(1),
    };
    Some(
        delivery
            .remedy_settled_on
            .map_or(over, |settled| settled.max(over)),
    )
}

/// Days for the request after the obstacle is gone (§ 32 Abs. 2 LVwVfG).
const REQUEST_DAYS: u64 = 14;

/// The last day on which reinstatement can be asked for, and the missed remedy be filed: two weeks after the obstacle was
/// gone, ending on a working day, and never more than a year after the end of the missed period (§ 32 Abs. 2 and 3).
#[must_use]
pub fn reinstatement_until(missed_on: NaiveDate, ceased_on: NaiveDate) -> NaiveDate {
    let two_weeks = base::calendar::next_working_day(ceased_on + Days::new(REQUEST_DAYS));
    let a_year = base::calendar::next_working_day(base::calendar::add_months(missed_on, 12));
    two_weeks.min(a_year)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn reinstatement_is_asked_for_within_two_weeks_and_a_year() {
        for (missed, ceased, until) in [
            ("2026-05-15", "2026-05-20", "2026-06-03"),
            // 6 June is a Saturday
            ("2026-05-15", "2026-05-23", "2026-06-08"),
            // the year ends on a Saturday
            ("2026-05-15", "2027-05-12", "2027-05-18"),
            ("2026-05-14", "2027-05-03", "2027-05-14"),
        ] {
            assert_eq!(
                reinstatement_until(day(missed), day(ceased)),
                day(until),
                "{missed} {ceased}"
            );
        }
    }
}
