//! When a notice is delivered, until when it can be challenged, and from when it is final (handbook 0.5, 2.7).

use super::*;

/// Days for fetching a notice from the portal after its notification (§ 41 Abs. 2a LVwVfG).
const FETCH_DAYS: u64 = 10;

/// Days until deemed delivery of what was posted before 7 February 2025.
const OLD_DEEMED_DAYS: u64 = 3;

/// Months for a remedy where the notice on remedies is missing or wrong (§ 58 Abs. 2 VwGO).
const FLAWED_MONTHS: u32 = 12;

/// The day on which a notice counts as delivered: by post `deemed_days` after posting (2.12, `deemed_delivery_days`; the
/// three days of the law until 6.2.2025 stay for what was posted then), an earlier proof of receipt does not shorten it, a later one counts; from the portal the day after it was fetched.
/// `None`: not yet known.
#[must_use]
pub fn delivery(
    channel: Channel,
    sent_on: NaiveDate,
    downloaded_at: Option<DateTime<Utc>>,
    proven_on: Option<NaiveDate>,
    deemed_days: i64,
) -> Option<NaiveDate> {
    match channel {
        Channel::Post => {
            let of_law = base::calendar::deemed_delivery_days(sent_on);
            let days = match u64::try_from(deemed_days) {
                Ok(days) if of_law > OLD_DEEMED_DAYS => days,
                _ => of_law,
            };
            let deemed = sent_on + Days::new(days);
            Some(proven_on.map_or(deemed, |proven| proven.max(deemed)))
        }
        Channel::Portal => downloaded_at.map(|at| base::calendar::local_date(at) + Days::new(1)),
    }
}

/// The last day for fetching a notice from the portal; then its provision ends without delivery (T07).
#[must_use]
pub fn fetch_until(sent_on: NaiveDate) -> NaiveDate {
    sent_on + Days::new(FETCH_DAYS)
}

/// The last day for a remedy: a month after delivery, a year where the notice on remedies is missing or wrong (T05).
#[must_use]
pub fn remedy_until(delivered_on: NaiveDate, months: i64, is_flawed: bool) -> NaiveDate {
    let months = if is_flawed {
        FLAWED_MONTHS
    } else {
        u32::try_from(months).unwrap_or(1)
    };
    base::calendar::remedy_end(delivered_on, months)
}

/// The last day for the declaration of acceptance; `None` where the programme asks for none.
#[must_use]
pub fn accept_until(delivered_on: NaiveDate, weeks: i64) -> Option<NaiveDate> {
    let days = u64::try_from(weeks).ok().filter(|weeks| *weeks > 0)? * 7;
    Some(base::calendar::next_working_day(delivered_on + Days::new(days)))
}

/// The day from which the notice is final: the day after the remedy period or the day of the waiver, not before a filed
/// remedy is settled, and not before the acceptance where one is required (handbook 2.7 no. 5, 5.5). `None`: not yet
/// known. Support in kind is an agreement and never becomes final (0.5).
#[must_use]
pub fn final_from(grant: &Grant) -> Option<NaiveDate> {
    if grant.mode == GrantMode::InKind || !matches!(grant.state, S::Delivered | S::Accepted) {
        return None;
    }
    let remedies_over = match grant.waived_on {
        Some(waived) => waived,
        None => grant.remedy_until_on? + Days::new(1),
    };
    let settled = grant.remedy_settled_on.unwrap_or(remedies_over);
    let accepted = match (grant.state, grant.accept_until_on) {
        (S::Accepted, _) => grant.answered_at.map(base::calendar::local_date),
        (_, Some(_)) => return None,
        (_, None) => None,
    };
    Some(remedies_over.max(settled).max(accepted.unwrap_or(remedies_over)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_posted_notice_is_delivered_on_the_third_or_fourth_day_or_when_it_was_proven_to_arrive_later() {
        // posted, proven, delivered (handbook 0.5, 2.7 no. 1)
        let cases = [
            ("2026-04-10", None, "2026-04-14"),
            ("2026-06-30", None, "2026-07-04"), // a Saturday does not move it
            ("2025-02-06", None, "2025-02-09"), // the old rule
            ("2025-02-07", None, "2025-02-11"),
            ("2026-04-10", Some("2026-04-11"), "2026-04-14"), // earlier does not shorten
            ("2026-04-10", Some("2026-04-20"), "2026-04-20"), // later counts
        ];
        for (posted, proven, delivered) in cases {
            assert_eq!(
                delivery(Channel::Post, day(posted), None, proven.map(day), 4),
                Some(day(delivered)),
                "{posted} {proven:?}"
            );
        }
    }

    #[test]
    fn a_programme_sets_the_days_until_deemed_delivery_but_not_those_of_the_past() {
        let after = |posted, days| delivery(Channel::Post, day(posted), None, None, days);
        assert_eq!(after("2026-04-10", 6), Some(day("2026-04-16")));
        assert_eq!(after("2025-02-06", 6), Some(day("2025-02-09")));
    }

    #[test]
    fn the_remedy_period_ends_after_a_month_or_a_year_on_a_working_day() {
        for (delivered, months, flawed, end) in [
            ("2026-04-14", 1, false, "2026-05-15"), // 14 May is Ascension Day
            ("2026-04-14", 1, true, "2027-04-14"),
            ("2026-07-04", 1, false, "2026-08-04"),
            ("2026-03-10", 1, false, "2026-04-10"),
            ("2026-01-31", 1, false, "2026-03-02"), // 28 February is a Saturday
        ] {
            assert_eq!(
                remedy_until(day(delivered), months, flawed),
                day(end),
                "{delivered}"
            );
        }
    }

    #[test]
    fn no_term_for_a_declaration_that_is_not_asked_for() {
        assert_eq!(accept_until(day("2026-04-14"), 0), None);
        assert_eq!(accept_until(day("2026-04-14"), 4), Some(day("2026-05-12")));
    }
}
