//! The acceptance scenarios E01 to E08, E11 and E12 as their texts say, through the use cases: what was handed in,
//! examined and accepted, and what came back. The others stand beside the story they belong to.

use base::{Cents, Ctx};
use base_db::Db;
use base_files::Files;
use base_testing::db::databases;
use base_testing::operator;
use calls::SetParameter;
use grants::GrantState;
use uuid::Uuid;

use super::recovery::{act, proposal, receipt, reduction};
use super::world::*;
use crate::model::{Claim, ClaimState, Examination, Ground, Proof, Report, SOURCES, Source};
use crate::queries;
use crate::rules::reduction::{Item, Units};
use crate::usecases::*;

/// An award: grant and eligible expenditure in euros, and what its notice says beyond.
struct Award {
    euros: i64,
    eligible: i64,
    financing: &'static str,
    /// Kind and euros of the plan; empty where there is none.
    plan: &'static [(&'static str, i64)],
    /// Of the third-party funds in the plan, another grant.
    other_grant: i64,
}

const SHARE: Award = Award {
    euros: 40_000,
    eligible: 50_000,
    financing: "SHARE",
    plan: &[],
    other_grant: 0,
};

/// What the municipality says of the use, in cents.
#[derive(Default)]
struct Used {
    items: Vec<(&'static str, i64)>,
    sources: Vec<(&'static str, i64)>,
    units: Option<Units>,
}

fn spent(cents: i64) -> Used {
    Used {
        items: vec![("TOTAL", cents)],
        ..Used::default()
    }
}

/// Whose proof is due, with these payments.
async fn due(db: &Db, world: &World, award: &Award, paid: &[(i64, &str)]) -> Proof {
    let more = format!(
        "retention = 0, financing_type = '{}', eligible_cents = {}",
        award.financing,
        award.eligible * 100
    );
    let sum = (award.euros, award.eligible);
    let proof = world.running_with(db, sum, &more, paid, "2025-06-30").await;
    // as if it had been written before it was handed in: the plan of such an application does not change
    let case = hex_of(db, proof.application_id.0);
    let put = |state: &str| format!("UPDATE application SET state = '{state}' WHERE id = {case}");
    run(db, &put("DRAFT")).await;
    let by = world.as_first();
    let unit = db.write(&by).await.unwrap();
    for (kind, euros) in award.plan {
        let row = vec![
            ("id", Uuid::now_v7().into()),
            ("application_id", proof.application_id.0.into()),
            ("year", 2025_i64.into()),
            ("kind", (*kind).into()),
            ("cents", (euros * 100).into()),
        ];
        insert(&unit, "application_plan_item", row).await;
    }
    if award.other_grant > 0 {
        // one that was refused is none
        for (position, status, euros) in [(1_i64, "GRANTED", award.other_grant), (2, "REFUSED", 7_000)] {
            let row = vec![
                ("id", Uuid::now_v7().into()),
                ("application_id", proof.application_id.0.into()),
                ("position", position.into()),
                ("provider", "Bund".into()),
                ("programme", "Demokratie leben".into()),
                ("cents", (euros * 100).into()),
                ("status", status.into()),
            ];
            insert(&unit, "application_other_grant", row).await;
        }
    }
    unit.commit().await.unwrap();
    run(db, &put("AWARDED")).await;
    fall_due(db, &Ctx::system("proof-due", at("2025-07-01")), proof.id)
        .await
        .unwrap();
    world.proof(db, proof.id).await
}

/// Written, handed in, examined; what the note says.
async fn examined(db: &Db, world: &World, proof: &Proof, used: Used) -> Examination {
    let units = used.units;
    let source = |kind: &str| {
        let given = used.sources.iter().find(|(name, _)| *name == kind);
        Source {
            kind: kind.to_owned(),
            planned: Cents::ZERO,
            actual: Cents(given.map_or(0, |(_, cents)| *cents)),
        }
    };
    let item = |(kind, cents): &(&str, i64)| Item {
        kind: (*kind).to_owned(),
        planned: Cents::ZERO,
        actual: Cents(*cents),
    };
    let command = SaveReport {
        proof: proof.id,
        version: None,
        report: Report {
            items: used.items.iter().map(item).collect(),
            sources: SOURCES.map(source).to_vec(),
            units,
            ..report_of(Cents::ZERO)
        },
    };
    save_report(db, &as_of(&world.editor, "2025-07-08"), command)
        .await
        .unwrap();
    submit(db, &as_of(&world.signatory, "2025-07-10"), proof.id, None)
        .await
        .unwrap();
    let officer = as_of(&world.first, "2025-07-14");
    start_audit(db, &officer, proof.id, None).await.unwrap();
    let command = Examine {
        units,
        ..found(proof.id)
    };
    examine(db, &as_of(&world.first, "2025-07-20"), command)
        .await
        .unwrap();
    let notes = queries::audit_notes(db.reader(), proof.id).await.unwrap();
    notes[0].1.clone()
}

/// Accepted by the head of unit: what the grant becomes, and the final instalment.
async fn accepted(db: &Db, world: &World, proof: &Proof) -> (i64, i64) {
    settle(
        db,
        &Files::memory(),
        &as_of(&world.head, "2025-07-25"),
        proof.id,
        None,
    )
    .await
    .unwrap();
    let grant = world.grant(db, proof).await;
    assert_eq!(grant.state, GrantState::Settled);
    let requests = payments::requests_of_cases(db.reader(), &[grant.application_id])
        .await
        .unwrap();
    let last: Cents = requests
        .iter()
        .filter(|request| request.kind == payments::PaymentKind::Final)
        .map(|request| request.amount)
        .sum();
    assert_clean(db).await;
    (grant.amount.0, last.0)
}

#[tokio::test]
async fn e01_share() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = due(db, &world, &SHARE, &[(36_000, "2025-02-03")]).await;
        let note = examined(db, &world, &proof, spent(4_625_000)).await;
        assert_eq!(
            (note.calculation.improvement, note.calculation.reduction),
            (Cents(375_000), Cents(300_000))
        );
        let got = accepted(db, &world, &proof).await;
        assert_eq!(got, (3_700_000, 100_000), "{}", test.name);
    }
}

#[tokio::test]
async fn e01_share_of_which_all_was_paid() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = due(db, &world, &SHARE, &[(40_000, "2025-02-03")]).await;
        let note = examined(db, &world, &proof, spent(4_625_000)).await;
        assert_eq!(
            (note.repay, note.last),
            (Cents(300_000), Cents::ZERO),
            "{}",
            test.name
        );
    }
}

const CAPPED: Award = Award {
    eligible: 55_000,
    ..SHARE
};

#[tokio::test]
async fn e02_share_with_biting_cap_by_the_effective_share() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = due(db, &world, &CAPPED, &[(36_000, "2025-02-03")]).await;
        let note = examined(db, &world, &proof, spent(5_200_000)).await;
        assert_eq!(note.calculation.reduction, Cents(218_182));
        let got = accepted(db, &world, &proof).await;
        assert_eq!(got, (3_781_818, 181_818), "{}", test.name);
    }
}

#[tokio::test]
async fn e02_share_with_biting_cap_by_rate_and_cap() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let by_rate = SetParameter {
            programme: world.programme,
            name: "share_basis".to_owned(),
            value: "RATE_WITH_CAP".to_owned(),
            valid_from: day("2026-01-02"),
            source: "Förderrichtlinie".to_owned(),
        };
        calls::set_parameter(db, &operator(utc("2026-01-02T08:00:00Z")), by_rate)
            .await
            .unwrap();
        let proof = due(db, &world, &CAPPED, &[(36_000, "2025-02-03")]).await;
        let note = examined(db, &world, &proof, spent(5_200_000)).await;
        assert_eq!(note.calculation.reduction, Cents::ZERO);
        let got = accepted(db, &world, &proof).await;
        assert_eq!(got, (4_000_000, 400_000), "{}", test.name);
    }
}

#[tokio::test]
async fn e03_deficit() {
    const DEFICIT: Award = Award {
        euros: 20_000,
        eligible: 35_000,
        financing: "DEFICIT",
        plan: &[
            ("STAFF", 35_000),
            ("REQUESTED", 20_000),
            ("OWN", 10_000),
            ("THIRD_PARTY", 5_000),
        ],
        other_grant: 0,
    };
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = due(db, &world, &DEFICIT, &[(16_000, "2025-02-03")]).await;
        let used = Used {
            items: vec![("STAFF", 3_379_950)],
            sources: vec![("OWN", 1_100_000), ("THIRD_PARTY", 750_000)],
            units: None,
        };
        let note = examined(db, &world, &proof, used).await;
        assert_eq!(note.calculation.improvement, Cents(370_050));
        let got = accepted(db, &world, &proof).await;
        assert_eq!(got, (1_629_950, 29_950), "{}", test.name);
    }
}

/// 30,000 of 50,000, beside another grant of 10,000.
const FIXED: Award = Award {
    euros: 30_000,
    eligible: 50_000,
    financing: "FIXED_AMOUNT",
    plan: &[
        ("STAFF", 50_000),
        ("REQUESTED", 30_000),
        ("OWN", 10_000),
        ("THIRD_PARTY", 10_000),
    ],
    other_grant: 10_000,
};

fn beside_another(cents: i64) -> Used {
    Used {
        items: vec![("STAFF", cents)],
        sources: vec![("OTHER_GRANT", 1_000_000)],
        units: None,
    }
}

#[tokio::test]
async fn e04_fixed_amount_no_reduction() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = due(db, &world, &FIXED, &[(27_000, "2025-02-03")]).await;
        let note = examined(db, &world, &proof, beside_another(4_500_000)).await;
        assert_eq!(note.calculation.over_financing, Cents::ZERO);
        let got = accepted(db, &world, &proof).await;
        assert_eq!(got, (3_000_000, 300_000), "{}", test.name);
    }
}

#[tokio::test]
async fn e05_fixed_amount_over_financing() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = due(db, &world, &FIXED, &[(25_000, "2025-02-03")]).await;
        let note = examined(db, &world, &proof, beside_another(3_600_000)).await;
        assert_eq!(
            (note.calculation.over_financing, note.calculation.reduction),
            (Cents(400_000), Cents(300_000))
        );
        let got = accepted(db, &world, &proof).await;
        assert_eq!(got, (2_700_000, 200_000), "{}", test.name);
    }
}

/// 40 workshops of 500 euros: how many were held, what the grant becomes and what is still to be paid.
async fn workshops(held: i64, left: i64, last: i64) {
    const WORKSHOPS: Award = Award {
        euros: 20_000,
        eligible: 20_000,
        financing: "FIXED_AMOUNT",
        plan: &[],
        other_grant: 0,
    };
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = due(db, &world, &WORKSHOPS, &[(16_000, "2025-02-03")]).await;
        let used = Used {
            units: Some(Units { planned: 40, held }),
            ..spent(2_150_000)
        };
        examined(db, &world, &proof, used).await;
        let got = accepted(db, &world, &proof).await;
        assert_eq!(got, (left, last), "{held} held, {}", test.name);
    }
}

#[tokio::test]
async fn e06_fixed_amount_by_unit_of_which_some_fell_away() {
    workshops(33, 1_650_000, 50_000).await;
}

#[tokio::test]
async fn e06_fixed_amount_by_unit_of_which_more_were_held() {
    workshops(43, 2_000_000, 400_000).await;
}

#[tokio::test]
async fn e07_item_overrun() {
    const ITEMS: Award = Award {
        plan: &[
            ("STAFF", 20_000),
            ("FEES", 15_000),
            ("MATERIAL", 10_000),
            ("OTHER_COST", 5_000),
            ("REQUESTED", 40_000),
            ("OWN", 10_000),
        ],
        ..SHARE
    };
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = due(db, &world, &ITEMS, &[(36_000, "2025-02-03")]).await;
        let used = Used {
            items: vec![
                ("STAFF", 1_800_000),
                ("FEES", 1_850_000),
                ("MATERIAL", 900_000),
                ("OTHER_COST", 420_000),
            ],
            ..Used::default()
        };
        let note = examined(db, &world, &proof, used).await;
        let calculation = &note.calculation;
        assert_eq!(
            (calculation.spent, calculation.overrun, calculation.recognised),
            (Cents(4_970_000), Cents(50_000), Cents(4_920_000))
        );
        assert_eq!(calculation.reduction, Cents(64_000));
        let got = accepted(db, &world, &proof).await;
        assert_eq!(got, (3_936_000, 336_000), "{}", test.name);
    }
}

#[tokio::test]
async fn e08_higher_expenditure() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = due(db, &world, &SHARE, &[(36_000, "2025-02-03")]).await;
        examined(db, &world, &proof, spent(5_600_000)).await;
        let got = accepted(db, &world, &proof).await;
        assert_eq!(got, (4_000_000, 400_000), "{}", test.name);
    }
}

/// Revoked for the past over these payments, issued, paid back with interest on a day, and settled; its interest lines.
async fn revoked(
    db: &Db,
    world: &World,
    paid: &[(i64, &str)],
    [heard, issued, payable, received, booked]: [&str; 5],
    interest: i64,
) -> Vec<i64> {
    let proof = world.running(db, paid, "2025-06-30").await;
    let euros: i64 = paid.iter().map(|(euros, _)| euros).sum();
    let command = Hear {
        ground: Ground::Purpose,
        principal: Cents(euros * 100),
        known_on: day(heard),
        until_on: day(issued).pred_opt().unwrap(),
        ineffective_on: None,
        ..reduction(&proof, 0)
    };
    let files = Files::memory();
    let claim = hear(db, &files, &as_of(&world.first, heard), command)
        .await
        .unwrap();
    propose_claim(db, &as_of(&world.first, issued), proposal(&claim))
        .await
        .unwrap();
    let head = as_of(&world.head, issued);
    let claim: Claim = issue_claim(db, &files, &head, act(&claim, payable))
        .await
        .unwrap();
    let cash = as_of(&world.first, booked);
    for cents in [euros * 100, interest] {
        record_receipt(db, &cash, receipt(&claim, cents, received))
            .await
            .unwrap();
    }
    let settled = settle_claim(db, &as_of(&world.second, booked), claim.id, None)
        .await
        .unwrap();
    assert_eq!(settled.state, ClaimState::Settled);
    let edition = queries::interest_of(db.reader(), claim.id)
        .await
        .unwrap()
        .unwrap();
    assert_clean(db).await;
    edition.lines.iter().map(|line| line.amount.0).collect()
}

#[tokio::test]
async fn e11_negative_base_rate() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let days = [
            "2023-01-10",
            "2023-02-15",
            "2023-04-15",
            "2023-04-01",
            "2023-04-03",
        ];
        let lines = revoked(db, &world, &[(10_000, "2022-10-01")], days, 26_708).await;
        assert_eq!(lines, [26_708], "{}", test.name);
    }
}

#[tokio::test]
async fn e12_two_payments() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let paid = [(15_000, "2024-10-01"), (5_000, "2025-02-01")];
        let days = [
            "2025-02-10",
            "2025-03-05",
            "2025-04-30",
            "2025-03-31",
            "2025-04-02",
        ];
        let lines = revoked(db, &world, &paid, days, 63_925).await;
        assert_eq!(lines, [58_149, 5_776], "{}", test.name);
    }
}

/// A threshold for small amounts of interest: what is below it is not asked for (handbook 2.8).
#[tokio::test]
async fn interest_below_the_threshold_is_not_asked_for() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let threshold = SetParameter {
            programme: world.programme,
            name: "interest_waiver_threshold_cents".to_owned(),
            value: "26709".to_owned(),
            valid_from: day("2026-01-02"),
            source: "Förderrichtlinie".to_owned(),
        };
        calls::set_parameter(db, &operator(utc("2026-01-02T08:00:00Z")), threshold)
            .await
            .unwrap();
        let proof = world.running(db, &[(10_000, "2022-10-01")], "2025-06-30").await;
        let command = Hear {
            ground: Ground::Purpose,
            principal: Cents(1_000_000),
            known_on: day("2023-01-10"),
            until_on: day("2023-02-10"),
            ineffective_on: None,
            ..reduction(&proof, 0)
        };
        let files = Files::memory();
        let claim = hear(db, &files, &as_of(&world.first, "2023-01-10"), command)
            .await
            .unwrap();
        let officer = as_of(&world.first, "2023-02-15");
        propose_claim(db, &officer, proposal(&claim)).await.unwrap();
        let head = as_of(&world.head, "2023-02-15");
        let claim = issue_claim(db, &files, &head, act(&claim, "2023-04-15"))
            .await
            .unwrap();
        let cash = as_of(&world.first, "2023-04-03");
        record_receipt(db, &cash, receipt(&claim, 1_000_000, "2023-04-01"))
            .await
            .unwrap();
        let settled = settle_claim(db, &as_of(&world.second, "2023-04-03"), claim.id, None).await;
        assert_eq!(settled.unwrap().state, ClaimState::Settled, "{}", test.name);
    }
}
