//! The reserve list moves up (B03, B06), and what-if allocations.

use std::collections::HashMap;

use applications::ApplicationState;
use base_testing::db::databases;

use super::*;
use crate::rules::mix::{Dimension, Group as Kind};
use crate::rules::optimise::Quota;
use crate::usecases::{OfferPlace, SaveScenario, ScenarioKind};

/// Released after B01: A, B and C selected, D and E on the list.
async fn released(db: &Db) -> Group {
    let group = Group::new(db).await;
    group.allocate(db, AllocationMode::RankFullStop).await;
    group.applied(db).await;
    let head = group.world.at(&group.world.head);
    usecases::release(db, &head, group.world.call.id).await.unwrap();
    group
}

fn offer(group: &Group, case: usize, skip_reason: &str) -> OfferPlace {
    OfferPlace {
        call: group.world.call.id,
        application: group.case(case).id,
        answer_until: base::calendar::local_date(group.world.now) + TimeDelta::days(14),
        skip_reason: skip_reason.to_owned(),
    }
}

/// Somebody who signs for the lead of a case.
pub(super) async fn signatory(db: &Db, group: &Group, case: usize) -> Ctx {
    let body = Scope::Body(group.case(case).lead_body_id.0);
    let set_up = operator(group.world.now);
    let person = world::account(db, &set_up, &format!("kz{case}"), &[(Role::KZ, body)]).await;
    group.world.at(&person)
}

/// B has it withdrawn; what was reserved for it goes back to the pot, as a grant's refusal does.
async fn b_declines(db: &Db, group: &Group) {
    let head = group.world.at(&group.world.head);
    let unit = db.write(&head).await.unwrap();
    let case = group.case(1).id;
    let selected = [ApplicationState::Selected];
    applications::transition(
        &unit,
        case,
        &selected,
        ApplicationState::Withdrawn,
        "decline",
        None,
    )
    .await
    .unwrap();
    for share in crate::shares(unit.conn(), case).await.unwrap() {
        let charge = budget::Charge {
            line: group.world.line,
            year: share.year,
            kind: share.kind,
            entry: budget::LedgerEntry::Release,
            amount: share.amount,
            from_reserved: true,
            subject_kind: "decision",
            subject_id: uuid::Uuid::now_v7(),
            application_id: Some(case.0),
        };
        budget::charge(&unit, charge).await.unwrap();
    }
    unit.commit().await.unwrap();
}

#[tokio::test]
async fn b06_after_a_refusal_the_list_moves_up_in_its_order() {
    for test in databases().await {
        let (db, group) = (&test.db, released(&test.db).await);
        let officer = group.world.at(&group.world.officer);
        let head = group.world.at(&group.world.head);
        let call = group.world.call.id;
        let d = group.case(3).id;
        // 31.500,00 are free: D does not fit
        let early = usecases::offer_place(db, &officer, offer(&group, 3, "")).await;
        assert_eq!(refusal(early), "over-budget", "{}", test.name);
        b_declines(db, &group).await;
        let skipped = usecases::offer_place(db, &officer, offer(&group, 4, "")).await;
        assert!(matches!(skipped, Err(Problem::Invalid(_))));
        let first = usecases::offer_place(db, &officer, offer(&group, 3, "")).await;
        assert_eq!(first, Ok(Cents(4_000_000)));
        let again = usecases::offer_place(db, &officer, offer(&group, 3, "")).await;
        assert_eq!(refusal(again), "offered-already");
        // nobody moves up without consent
        let silent = usecases::move_up(db, &head, call, d).await;
        assert_eq!(refusal(silent), "not-accepted");
        let stranger = signatory(db, &group, 4).await;
        assert!(usecases::answer_offer(db, &stranger, d, true, "").await.is_err());
        let kz = signatory(db, &group, 3).await;
        usecases::answer_offer(db, &kz, d, true, "").await.unwrap();
        assert_eq!(
            refusal(usecases::answer_offer(db, &kz, d, false, "").await),
            "no-offer"
        );
        usecases::move_up(db, &head, call, d).await.unwrap();
        let moved = group.world.case(db, d).await;
        assert_eq!(moved.state, ApplicationState::Selected);
        let decision = crate::decision(db.reader(), d).await.unwrap().unwrap();
        assert_eq!(
            (decision.result, decision.amount),
            (Outcome::Selected, Cents(4_000_000))
        );
        // rest 31.500,00: E fits with 25.000,00, rest 6.500,00
        let second = usecases::offer_place(db, &officer, offer(&group, 4, "")).await;
        assert_eq!(second, Ok(Cents(2_500_000)));
        usecases::answer_offer(db, &stranger, group.case(4).id, true, "")
            .await
            .unwrap();
        usecases::move_up(db, &head, call, group.case(4).id)
            .await
            .unwrap();
        let pots = budget::pots(db.reader(), group.world.line).await.unwrap();
        assert_eq!(pots[0].available(), Cents(650_000));
        let request = base_db::PageRequest {
            page: 1,
            per_page: 100,
        };
        let mails = base_mail::list(db.reader(), &Default::default(), request)
            .await
            .unwrap();
        assert!(mails.items.iter().any(|mail| mail.code == "M-A12"));
        assert!(budget::check(db).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn b03_whoever_declines_is_passed_over_without_a_reason() {
    for test in databases().await {
        let (db, group) = (&test.db, released(&test.db).await);
        let officer = group.world.at(&group.world.officer);
        b_declines(db, &group).await;
        usecases::offer_place(db, &officer, offer(&group, 3, ""))
            .await
            .unwrap();
        let kz = signatory(db, &group, 3).await;
        usecases::answer_offer(db, &kz, group.case(3).id, false, "Kein Bedarf mehr")
            .await
            .unwrap();
        let next = usecases::offer_place(db, &officer, offer(&group, 4, "")).await;
        assert_eq!(next, Ok(Cents(2_500_000)), "{}", test.name);
    }
}

#[tokio::test]
async fn the_list_ends_with_its_last_day() {
    for test in databases().await {
        let (db, group) = (&test.db, released(&test.db).await);
        let officer = group.world.at(&group.world.officer);
        let call = group.world.call.id;
        let early = usecases::end_reserve(db, &officer, call).await;
        assert_eq!(refusal(early), "nothing-to-end", "{}", test.name);
        let later = Ctx {
            now: officer.now + TimeDelta::days(250),
            ..officer
        };
        assert_eq!(usecases::end_reserve(db, &later, call).await, Ok(2));
        let state = group.world.case(db, group.case(4).id).await.state;
        assert_eq!(state, ApplicationState::Rejected);
    }
}

#[tokio::test]
async fn scenarios_are_saved_compared_and_taken_over_with_a_reason() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let call = group.world.call.id;
        let secretary = group.secretary();
        let save = |name: &str, kind| SaveScenario {
            call,
            name: name.to_owned(),
            kind,
            budget: None,
        };
        let stop = ScenarioKind::Mode(AllocationMode::RankFullStop, HashMap::new());
        let nameless = usecases::save_scenario(db, &secretary, save(" ", stop.clone())).await;
        assert!(matches!(nameless, Err(Problem::Invalid(_))), "{}", test.name);
        assert_eq!(
            usecases::save_scenario(db, &secretary, save("Bis zum Ersten, der nicht passt", stop)).await,
            Ok(1)
        );
        let best = ScenarioKind::Optimised(Vec::new());
        assert_eq!(
            usecases::save_scenario(db, &secretary, save("Beste Auswahl", best)).await,
            Ok(2)
        );
        let all = crate::scenarios(db.reader(), call).await.unwrap();
        let totals: Vec<i64> = all.iter().map(|one| one.total.0).collect();
        // four of five fit: A, B, C and E have the most points
        assert_eq!(totals, [14_350_000, 11_850_000]);
        let content = all[0].content().unwrap();
        assert!(
            content
                .proposed
                .is_some_and(|proposed| proposed.gap_millionths <= 1_000)
        );
        let impossible = Quota {
            group: Kind {
                dimension: Dimension::Region,
                code: "9".to_owned(),
            },
            least: Some(1),
            most: None,
        };
        let refused = ScenarioKind::Optimised(vec![impossible]);
        assert_eq!(
            refusal(usecases::save_scenario(db, &secretary, save("Quote", refused)).await),
            "quotas-impossible"
        );
        // means by hand stay within what is there
        let over = HashMap::from([(group.case(0).id, Cents(4_000_001))]);
        let over = ScenarioKind::Mode(AllocationMode::Manual, over);
        let refused = usecases::save_scenario(db, &secretary, save("Von Hand", over)).await;
        assert!(matches!(refused, Err(Problem::Invalid(_))));
        // whoever is barred from a case sees no sum that would tell of it
        let set_up = operator(group.world.now);
        let unit = db.write(&set_up).await.unwrap();
        let barred = applications::Access::Barred;
        applications::grant_access(&unit, group.world.secretary.id, group.case(0).id, barred)
            .await
            .unwrap();
        unit.commit().await.unwrap();
        let half = ScenarioKind::Mode(AllocationMode::ProRata, HashMap::new());
        let refused = usecases::save_scenario(db, &secretary, save("Halb", half)).await;
        assert_eq!(refusal(refused), "barred");
    }
}
