#![allow(clippy::unwrap_used)] // tests may

use base::{AwardRounding, Rate};

use super::*;
use crate::model::OtherGrantStatus;
use crate::rules::{Conditions, fundable_amount};

fn plan(items: &[(i64, PlanKind, i64)]) -> Plan {
    Plan {
        items: items
            .iter()
            .map(|(year, kind, cents)| (*year, *kind, Cents(*cents)))
            .collect(),
        ..Plan::default()
    }
}

#[test]
fn c01_the_plan_gives_share_and_cap_to_the_cent() {
    let conditions = |rounding| Conditions {
        is_cash: true,
        is_share: true,
        rate: Rate(8_000),
        cap: Cents(4_000_000),
        rounding,
    };
    for (costs, rounding, grant) in [
        (4_800_000, AwardRounding::Cent, 3_840_000),
        (5_500_000, AwardRounding::Cent, 4_000_000),
        (4_999_999, AwardRounding::Cent, 3_999_999),
        (4_999_999, AwardRounding::EuroDown, 3_999_900),
    ] {
        let plan = plan(&[(2026, PlanKind::Staff, costs - 1), (2027, PlanKind::OtherCost, 1)]);
        let amount = fundable_amount(Cents(9_999_999), plan.costs(None), conditions(rounding));
        assert_eq!(amount, Cents(grant), "{costs} {rounding:?}");
    }
}

#[test]
fn c02_each_year_balances_to_the_cent_or_is_named() {
    let mut balanced = plan(&[
        (2026, PlanKind::Staff, 4_800_000),
        (2026, PlanKind::Requested, 3_840_000),
        (2026, PlanKind::Own, 960_000),
    ]);
    assert!(differences(&balanced).is_empty());
    balanced.items[2].2 = Cents(959_999);
    assert_eq!(differences(&balanced), [(2026, Cents(1))]);
    // equal in sum and yet wrong: shifted between the years
    let shifted = plan(&[
        (2026, PlanKind::Staff, 100),
        (2027, PlanKind::Staff, 100),
        (2026, PlanKind::Own, 150),
        (2027, PlanKind::Own, 50),
    ]);
    assert_eq!(shifted.costs(None), shifted.financing(None));
    assert_eq!(differences(&shifted), [(2026, Cents(50)), (2027, Cents(50))]);
}

#[test]
fn totals_go_where_lists_and_rules_read_them() {
    let mut plan = plan(&[
        (2026, PlanKind::Staff, 1_000),
        (2027, PlanKind::OtherCost, 500),
        (2026, PlanKind::Requested, 900),
        (2027, PlanKind::Own, 300),
        (2027, PlanKind::ThirdParty, 200),
        (2027, PlanKind::Income, 100),
    ]);
    assert_eq!(
        (plan.costs(Some(2026)), plan.financing(Some(2027))),
        (Cents(1_000), Cents(600))
    );
    assert_eq!(plan.amount(2027, PlanKind::Income), Cents(100));
    assert_eq!(plan.years(), [2026, 2027]);
    plan.other_grants.push(OtherGrant {
        provider: "Landkreis".to_owned(),
        programme: String::new(),
        amount: Cents(200),
        status: OtherGrantStatus::Applied,
    });
    let declared: Cents = plan.other_grants.iter().map(|grant| grant.amount).sum();
    assert_eq!(declared, plan.total(PlanKind::ThirdParty));
}
