use applications::ApplicationState;
use base_testing::db::databases;
use budget::PotKind;

use super::*;

/// State, amount and reserve place of each application, in the order of their numbers.
async fn outcome(db: &Db, group: &Group) -> Vec<(ApplicationState, i64, Option<i64>)> {
    let mut rows = Vec::new();
    for case in &group.world.cases {
        let state = group.world.case(db, case.id).await.state;
        let decision = crate::decision(db.reader(), case.id).await.unwrap().unwrap();
        rows.push((state, decision.amount.0, decision.position));
    }
    rows
}

#[tokio::test]
async fn b01_the_release_reserves_the_means_and_tells_everybody_at_once() {
    for test in databases().await {
        use ApplicationState as S;
        let (db, group) = (&test.db, Group::new(&test.db).await);
        group.allocate(db, AllocationMode::RankFullStop).await;
        group.applied(db).await;
        let expected = [
            (S::Selected, 4_000_000, None),
            (S::Selected, 4_000_000, None),
            (S::Selected, 3_850_000, None),
            (S::Reserve, 0, Some(1)),
            (S::Reserve, 0, Some(2)),
        ];
        assert_eq!(outcome(db, &group).await, expected, "{}", test.name);
        let (call, head) = (group.world.call.id, group.world.at(&group.world.head));
        let all_mails = || async {
            let request = base_db::PageRequest {
                page: 1,
                per_page: 100,
            };
            base_mail::list(db.reader(), &Default::default(), request)
                .await
                .unwrap()
                .items
        };
        assert!(all_mails().await.iter().all(|mail| mail.code != "M-A16")); // nobody outside knows yet
        assert_eq!(usecases::release(db, &head, call).await, Ok(5));
        let mails = all_mails().await;
        assert_eq!(mails.iter().filter(|mail| mail.code == "M-A16").count(), 3);
        assert_eq!(mails.iter().filter(|mail| mail.code == "M-A15").count(), 2);
        let pots = budget::pots(db.reader(), group.world.line).await.unwrap();
        assert_eq!(
            (pots[0].reserved_cents, pots[0].available()),
            (Cents(11_850_000), Cents(3_150_000))
        );
        let shares = crate::shares(db.reader(), group.case(2).id).await.unwrap();
        assert_eq!(
            (shares.len(), shares[0].year, shares[0].kind, shares[0].amount),
            (1, 2026, PotKind::Cash, Cents(3_850_000))
        );
        let decided = calls::call(db.reader(), call).await.unwrap();
        assert_eq!(decided.state, calls::CallState::Decided);
        // a second click releases nothing twice
        assert_eq!(
            refusal(usecases::release(db, &head, call).await),
            "nothing-to-release"
        );
        assert!(budget::check(db).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn the_release_needs_an_approved_allocation_with_the_same_amounts() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let call = group.world.call.id;
        let save = |mode| SaveAllocation {
            call,
            mode,
            amounts: Default::default(),
            reason: String::new(),
        };
        usecases::save_allocation(db, &group.secretary(), save(AllocationMode::RankFullStop))
            .await
            .unwrap();
        group.applied(db).await;
        let head = group.world.at(&group.world.head);
        assert_eq!(
            refusal(usecases::release(db, &head, call).await),
            "allocation-not-approved",
            "{}",
            test.name
        );
        // the call fixes the mode
        let other = usecases::save_allocation(db, &group.secretary(), save(AllocationMode::ProRata)).await;
        assert_eq!(refusal(other), "mode-fixed");
        let budget = group.world.at(&group.world.budget);
        let number = usecases::save_allocation(db, &group.secretary(), save(AllocationMode::RankFullStop))
            .await
            .unwrap();
        assert_eq!(
            usecases::approve_allocation(db, &budget, call, number - 1).await,
            Err(Problem::Stale)
        );
        usecases::approve_allocation(db, &budget, call, number)
            .await
            .unwrap();
        // who prepares does not release, who saves does not approve
        assert!(matches!(
            usecases::release(db, &group.secretary(), call).await,
            Err(Problem::Denied(_))
        ));
        assert_eq!(usecases::release(db, &head, call).await, Ok(5));
        let late =
            usecases::save_allocation(db, &group.secretary(), save(AllocationMode::RankFullStop)).await;
        assert_eq!(refusal(late), "decisions-released");
    }
}

#[tokio::test]
async fn b07_an_allocation_over_the_means_of_a_year_is_not_approved() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let call = group.world.call.id;
        let unit = db.write(&group.secretary()).await.map(drop);
        assert!(unit.is_ok());
        // somebody else has used 50.000,00 of the pot since the call was published
        let by = group.world.at(&group.world.budget);
        let unit = db.write(&by).await.unwrap();
        let charge = budget::Charge {
            line: group.world.line,
            year: 2026,
            kind: PotKind::Cash,
            entry: budget::LedgerEntry::Commit,
            amount: Cents(5_000_000),
            from_reserved: false,
            subject_kind: "grant",
            subject_id: uuid::Uuid::now_v7(),
            application_id: None,
        };
        budget::charge(&unit, charge).await.unwrap();
        unit.commit().await.unwrap();
        let save = SaveAllocation {
            call,
            mode: AllocationMode::RankFullStop,
            amounts: Default::default(),
            reason: String::new(),
        };
        let number = usecases::save_allocation(db, &group.secretary(), save)
            .await
            .unwrap();
        let Err(Problem::Refused { code, text }) = usecases::approve_allocation(db, &by, call, number).await
        else {
            panic!("approved although 18.500,00 are missing")
        };
        assert_eq!(code, "over-budget", "{}", test.name);
        assert_eq!(
            text.args,
            [
                ("year", "2026".to_owned()),
                ("missing", "18.500,00\u{a0}€".to_owned())
            ]
        );
    }
}

#[tokio::test]
async fn rejections_follow_the_release_and_are_carried_out_by_the_head_of_unit() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        group.allocate(db, AllocationMode::RankFullStop).await;
        let meeting = group.opened(db, 6).await;
        let rejected = RecordItem {
            reason_codes: vec![applications::ReasonCode::OutOfScope],
            reason: "Kein Bezug zum Fördergegenstand".to_owned(),
            motion: Some(crate::Moved {
                by: group.seats[1],
                text: "Der Antrag ist abzulehnen.".to_owned(),
            }),
            ..motion(group.case(4).id, Outcome::Rejected)
        };
        usecases::record_item(db, &group.secretary(), meeting, rejected)
            .await
            .unwrap();
        let list = RecordList {
            votes: Votes {
                yes: 6,
                ..Votes::default()
            },
            chair_vote: None,
        };
        assert_eq!(
            usecases::record_list(db, &group.secretary(), meeting, list).await,
            Ok(4),
            "{}",
            test.name
        );
        let chair = group.world.at(&group.chair);
        usecases::close(db, &chair, meeting).await.unwrap();
        usecases::draft_minutes(db, &group.drafting(), meeting, "")
            .await
            .unwrap();
        let hash = crate::meeting(db.reader(), &chair, meeting)
            .await
            .unwrap()
            .0
            .minutes_sha256
            .unwrap();
        usecases::sign_minutes(db, &group.secretary(), meeting, &hash)
            .await
            .unwrap();
        assert_eq!(
            refusal(usecases::apply_results(db, &group.secretary(), meeting).await),
            "meeting-state"
        );
        usecases::sign_minutes(db, &chair, meeting, &hash).await.unwrap();
        usecases::apply_results(db, &group.secretary(), meeting)
            .await
            .unwrap();
        assert_eq!(
            refusal(usecases::apply_results(db, &group.secretary(), meeting).await),
            "meeting-state"
        );
        let (call, head) = (group.world.call.id, group.world.at(&group.world.head));
        assert_eq!(
            refusal(usecases::reject(db, &head, call).await),
            "nothing-to-reject"
        );
        usecases::release(db, &head, call).await.unwrap();
        assert_eq!(usecases::reject(db, &head, call).await, Ok(1));
        assert_eq!(
            group.world.case(db, group.case(4).id).await.state,
            ApplicationState::Rejected
        );
        let mails = base_mail::of_case(db.reader(), group.case(4).id.0, 50)
            .await
            .unwrap();
        assert!(
            mails
                .iter()
                .any(|mail| mail.code == "M-A11" && !mail.body_text.contains("Fördergegenstand"))
        );
    }
}

#[tokio::test]
async fn two_heads_who_release_at_once_reserve_once() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        group.allocate(db, AllocationMode::RankFullStop).await;
        group.applied(db).await;
        let (call, head) = (group.world.call.id, group.world.at(&group.world.head));
        let both = futures::join!(
            usecases::release(db, &head, call),
            usecases::release(db, &head, call)
        );
        assert_eq!(
            [both.0.is_ok(), both.1.is_ok()].iter().filter(|ok| **ok).count(),
            1,
            "{} {both:?}",
            test.name
        );
        let pots = budget::pots(db.reader(), group.world.line).await.unwrap();
        assert_eq!(pots[0].reserved_cents, Cents(11_850_000));
    }
}

#[tokio::test]
async fn who_withdraws_before_the_release_is_told_nothing_and_no_money_is_held() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        group.allocate(db, AllocationMode::RankFullStop).await;
        group.applied(db).await;
        let signatory = super::reserve::signatory(db, &group, 1).await;
        let unit = db.write(&signatory).await.unwrap();
        let withdrawn = applications::withdraw_in(&unit, group.case(1).id, "").await;
        assert!(withdrawn.is_ok(), "{}: {withdrawn:?}", test.name);
        unit.commit().await.unwrap();
        let (call, head) = (group.world.call.id, group.world.at(&group.world.head));
        assert_eq!(usecases::release(db, &head, call).await, Ok(5));
        let pots = budget::pots(db.reader(), group.world.line).await.unwrap();
        assert_eq!(
            pots[0].reserved_cents,
            Cents(4_000_000 + 3_850_000),
            "{}",
            test.name
        );
        let held = budget::reserved_by_application(db.reader()).await.unwrap();
        assert!(
            held.iter().all(|(case, _)| *case != group.case(1).id.0),
            "{}",
            test.name
        );
        let told = base_mail::of_case(db.reader(), group.case(1).id.0, 20)
            .await
            .unwrap();
        assert!(told.iter().all(|mail| mail.code != "M-A16"), "{}", test.name);
    }
}

#[tokio::test]
async fn in_a_second_round_the_budget_officer_and_the_head_of_unit_are_asked_as_well() {
    let test = base_testing::db::sqlite().await;
    let (db, group) = (&test.db, Group::new(&test.db).await);
    let secretary = group.secretary();
    let (head, budget) = (
        group.world.at(&group.world.head),
        group.world.at(&group.world.budget),
    );
    let app = base_testing::TestApp::new(db, vec![calls::feature(), crate::feature()]);
    let tasks = crate::feature().tasks.unwrap();
    let asked = async |ctx: &Ctx| -> Vec<String> {
        let due = tasks(&app.app, ctx).await.unwrap();
        due.into_iter().map(|task| task.text).collect()
    };
    let save = || SaveAllocation {
        call: group.world.call.id,
        mode: AllocationMode::RankFullStop,
        amounts: Default::default(),
        reason: String::new(),
    };
    group.allocate(db, AllocationMode::RankFullStop).await;
    assert!(asked(&budget).await.is_empty());
    let first = group.opened(db, 6).await;
    let later = RecordItem {
        motion: super::audit::moved(&group, 1, "Die Stadt ist zu hören."),
        ..motion(group.case(0).id, Outcome::Deferred)
    };
    usecases::record_item(db, &secretary, first, later).await.unwrap();
    super::audit::list(db, &group, first).await.unwrap();
    group.close_and_sign(db, first).await;
    usecases::apply_results(db, &secretary, first).await.unwrap();
    usecases::release(db, &head, group.world.call.id).await.unwrap();
    assert!(asked(&head).await.is_empty());
    // the call is decided, but for one application
    let number = usecases::save_allocation(db, &secretary, save()).await.unwrap();
    let told = asked(&budget).await;
    assert!(told.len() == 1 && told[0].contains("billigen"), "{told:?}");
    usecases::approve_allocation(db, &budget, group.world.call.id, number)
        .await
        .unwrap();
    assert!(asked(&budget).await.is_empty());
    let second = super::audit::repeated(db, &group, None, 6).await;
    super::audit::list(db, &group, second).await.unwrap();
    group.close_and_sign(db, second).await;
    usecases::apply_results(db, &secretary, second).await.unwrap();
    let told = asked(&head).await;
    assert!(told.len() == 1 && told[0].contains("freigeben"), "{told:?}");
}
