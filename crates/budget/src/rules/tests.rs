use proptest::prelude::*;

use super::*;
use crate::model::{BudgetLineId, PotId};

fn pot(means: i64, reserved: i64, committed: i64, ordered: i64, paid: i64) -> Pot {
    Pot {
        id: PotId::new(),
        line_id: BudgetLineId::new(),
        year: 2026,
        kind: PotKind::Cash,
        means_cents: Cents(means),
        reserved_cents: Cents(reserved),
        committed_cents: Cents(committed),
        ordered_cents: Cents(ordered),
        paid_cents: Cents(paid),
    }
}

#[test]
fn every_entry_moves_its_columns_and_stops_at_its_limit() {
    use LedgerEntry::{Commit, Order, Pay, Release, Reserve, Return};
    let before = pot(100, 30, 50, 10, 20);
    // entry, out of the reservation, the most that goes, reserved, committed, ordered, paid after it
    for (entry, from_reserved, most, after) in [
        (Reserve, false, 20, (50, 50, 10, 20)),
        (Commit, false, 20, (30, 70, 10, 20)),
        (Commit, true, 30, (0, 80, 10, 20)),
        (Release, true, 30, (0, 50, 10, 20)),
        (Release, false, 20, (30, 30, 10, 20)),
        (Order, false, 20, (30, 50, 30, 20)),
        (Pay, false, 10, (30, 50, 0, 30)),
        (Return, false, 20, (30, 50, 10, 0)),
    ] {
        let charged = Delta::of(entry, from_reserved, Cents(most)).applied(&before);
        let columns = charged.map(|pot| {
            (
                pot.reserved_cents.0,
                pot.committed_cents.0,
                pot.ordered_cents.0,
                pot.paid_cents.0,
            )
        });
        assert_eq!(columns, Some(after), "{entry} {from_reserved}");
        let more = Delta::of(entry, from_reserved, Cents(most + 1)).applied(&before);
        assert_eq!(more, None, "{entry} {from_reserved}");
        let Problem::Refused { text, .. } = refusal(Some(&before), entry, from_reserved) else {
            panic!("{entry}: a refusal")
        };
        assert_eq!(
            text.args[0].1,
            Cents(most).format_de(),
            "{entry}: the refusal names what is left"
        );
    }
}

#[test]
fn the_light_turns_yellow_at_ninety_per_cent_and_red_when_nothing_is_left() {
    for (means, bound, light) in [
        (0, 0, Light::Green),
        (1_000, 0, Light::Green),
        (1_000, 899, Light::Green),
        (1_000, 900, Light::Yellow),
        (1_001, 900, Light::Green),
        (1_000, 999, Light::Yellow),
        (1_000, 1_000, Light::Red),
    ] {
        assert_eq!(Light::of(Cents(means), Cents(bound)), light, "{bound} of {means}");
    }
}

#[test]
fn b07_multi_year_check_names_what_is_missing() {
    let year = |year, kind, means| Pot {
        year,
        kind,
        ..pot(means, 0, 0, 0, 0)
    };
    let (cash, later) = (PotKind::Cash, PotKind::Commitment);
    let mut pots = vec![
        year(2026, cash, 23_000_000),
        year(2027, later, 50_000_000),
        year(2028, later, 11_500_000),
    ];
    let wanted: Vec<(i64, PotKind, Cents)> = std::iter::repeat_n(
        [
            (2026, cash, Cents(1_000_000)),
            (2027, later, Cents(2_500_000)),
            (2028, later, Cents(500_000)),
        ],
        23,
    )
    .flatten()
    .collect();
    let missing = Shortfall {
        year: 2027,
        kind: later,
        missing: Cents(7_500_000),
    };
    assert_eq!(shortfalls(&pots, &wanted), [missing]);
    pots[1].means_cents = Cents(57_500_000);
    assert_eq!(shortfalls(&pots, &wanted), []);
    let nothing = Shortfall {
        year: 2029,
        kind: cash,
        missing: Cents(1),
    };
    assert_eq!(shortfalls(&pots, &[(2029, cash, Cents(1))]), [nothing]);
}

proptest! {
    #[test]
    fn no_sequence_of_movements_overdraws_a_pot(
        means in 0_i64..1_000,
        moves in proptest::collection::vec((0..LedgerEntry::ALL.len(), any::<bool>(), 1_i64..400), 0..60),
    ) {
        let mut now = pot(means, 0, 0, 0, 0);
        for (entry, from_reserved, amount) in moves {
            let delta = Delta::of(LedgerEntry::ALL[entry], from_reserved, Cents(amount));
            if let Some(after) = delta.applied(&now) {
                now = after;
            }
            prop_assert!(now.bound() <= now.means_cents);
            prop_assert!(now.ordered_cents + now.paid_cents <= now.committed_cents);
            prop_assert!(now.available() >= Cents::ZERO && !now.paid_cents.is_negative());
        }
    }
}
