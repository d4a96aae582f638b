//! What a seat opens, and what members declare before they see anything.

use applications::ApplicationState;
use base_testing::db::databases;

use super::audit::*;
use super::*;
use crate::usecases::Conflict;

#[tokio::test]
async fn a_seat_in_another_group_opens_nothing_of_the_own_application() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        group.invited(db).await;
        // signs for the first applicant, and sits in another group
        let set_up = operator(group.world.now);
        let secretary = group.secretary();
        let other = usecases::create_committee(db, &secretary, group.world.programme, "Jury")
            .await
            .unwrap();
        let body = Scope::Body(group.case(0).lead_body_id.0);
        let roles = [(Role::KZ, body), (Role::SM, Scope::Committee(other.0))];
        let both = world::account(db, &set_up, "kz-sm", &roles).await;
        let ctx = group.world.at(&both);
        let usual = base_db::PageRequest::default();
        let ranking = assessment::ranking_page(db.reader(), &ctx, &group.world.call, usual).await;
        assert!(matches!(ranking, Err(Problem::NotFound { .. })), "{}", test.name);
        group.allocate(db, AllocationMode::RankFullStop).await;
        let meeting = repeated(db, &group, None, 6).await;
        list(db, &group, meeting).await.unwrap();
        group.close_and_sign(db, meeting).await;
        usecases::apply_results(db, &secretary, meeting).await.unwrap();
        // nor does the seat tell of the result before its release
        let own = applications::application(db.reader(), &ctx, group.case(0).id)
            .await
            .unwrap();
        assert_eq!(own.state, ApplicationState::Assessed);
    }
}

#[tokio::test]
async fn g06_a_member_declares_on_every_application_before_seeing_one() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let (secretary, member) = (group.secretary(), group.world.at(&group.member));
        let plan = PlanMeeting {
            committee: group.committee,
            call: group.world.call.id,
            starts_at: group.world.now + TimeDelta::days(20),
            place: "Stuttgart".to_owned(),
            earlier: None,
        };
        let meeting = usecases::plan(db, &secretary, plan).await.unwrap();
        usecases::invite(db, &secretary, meeting).await.unwrap();
        let sees = async |case: usize| {
            let found = applications::find(db.reader(), &member, group.case(case).id).await;
            found.unwrap().is_some()
        };
        assert!(!sees(0).await, "{}", test.name);
        let present = |seats: &[MemberId], asked| Opened {
            present: seats.iter().map(|seat| (*seat, String::new())).collect(),
            chair: None,
            asked,
        };
        // nobody decides who has not declared or was not asked
        let day = group.on_its_day();
        let silent = usecases::open(db, &day, meeting, present(&group.seats[..6], false)).await;
        assert_eq!(refusal(silent), "undeclared");
        let out = Conflict {
            application: group.case(1).id,
            reason: "Mitglied des Gemeinderats".to_owned(),
            doubtful: false,
        };
        let empty = vec![Conflict {
            reason: " ".to_owned(),
            ..out.clone()
        }];
        assert!(usecases::declare(db, &member, meeting, empty).await.is_err());
        let declared = usecases::declare(db, &member, meeting, vec![out]).await;
        assert_eq!(declared, Ok(5));
        assert!(sees(0).await && !sees(1).await);
        let again = usecases::declare(db, &member, meeting, Vec::new()).await;
        assert_eq!(refusal(again), "declared-already");
        usecases::open(db, &day, meeting, present(&group.seats[..6], true))
            .await
            .unwrap();
        let chair = group.world.at(&group.chair);
        group.allocate(db, AllocationMode::RankFullStop).await;
        let item = RecordItem {
            votes: yes(5),
            chair_vote: None,
            ..motion(group.case(1).id, Outcome::Selected)
        };
        usecases::record_item(db, &chair, meeting, item).await.unwrap();
        assert_eq!(list(db, &group, meeting).await, Ok(4));
        group.close_and_sign(db, meeting).await;
        let text = minutes(db, &group, meeting).await;
        assert!(
            text.contains("Im Portal erklärt: Sitz 2 (Test)") && text.contains("befragt: Sitz 1 (Test)"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn ties_that_a_member_noted_stand_beside_the_declaration() {
    let test = base_testing::db::sqlite().await;
    let (db, group) = (&test.db, Group::new(&test.db).await);
    let tie = assessment::NewInterest {
        basis: assessment::Basis::Board,
        body: group.case(2).lead_body_id,
        detail: "Gemeinderat".to_owned(),
        until_on: None,
    };
    assessment::declare_interest(db, &group.world.at(&group.member), tie)
        .await
        .unwrap();
    let plan = PlanMeeting {
        committee: group.committee,
        call: group.world.call.id,
        starts_at: group.world.now + TimeDelta::days(20),
        place: "Stuttgart".to_owned(),
        earlier: None,
    };
    let meeting = usecases::plan(db, &group.secretary(), plan).await.unwrap();
    usecases::invite(db, &group.secretary(), meeting).await.unwrap();
    let app = base_testing::TestApp::new(
        db,
        vec![
            people::feature(),
            calls::feature(),
            applications::feature(),
            assessment::feature(),
            crate::feature(),
        ],
    );
    let path = format!("/meetings/{meeting}");
    let page = app.get(&path, Some(&group.member)).await;
    let text = page.text();
    let told: Vec<&str> = text.split("besteht eine Verbindung: ").skip(1).collect();
    assert_eq!(told.len(), 1, "{text}");
    assert!(
        told[0]
            .split('.')
            .next()
            .unwrap()
            .contains(&group.case(2).lead_name)
    );
    // the first page says that it is due
    let home = crate::feature().tasks.unwrap();
    let tasks = home(&app.app, &group.world.at(&group.member)).await.unwrap();
    assert!(
        tasks
            .iter()
            .any(|task| task.text.contains("Befangenheit erklären"))
    );
    // a reason for that one application, nothing for the others
    let field = format!("reason_{}", group.case(2).id);
    let declared = [(field.as_str(), "Mitglied des Gemeinderats")];
    let done = app
        .post_form(&format!("{path}/declaration"), &declared, Some(&group.member))
        .await;
    assert_eq!(done.status, axum::http::StatusCode::SEE_OTHER, "{}", done.text());
    let page = app.get(&path, Some(&group.member)).await;
    assert!(!page.text().contains(group.case(2).label()) && page.text().contains(group.case(0).label()));
}

#[tokio::test]
async fn g06_a_late_comer_declares_or_is_asked_before_taking_part() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let secretary = group.secretary();
        let meeting = group.called_together(db).await;
        let chair = group.world.at(&group.chair);
        usecases::declare(db, &chair, meeting, Vec::new()).await.unwrap();
        let seats = [0, 2, 3, 4, 5].map(|seat| (group.seats[seat], String::new()));
        let opened = Opened {
            present: seats.into(),
            chair: None,
            asked: true,
        };
        usecases::open(db, &group.on_its_day(), meeting, opened)
            .await
            .unwrap();
        let arrives = async |seat: usize, asked| {
            let late = MoveMember {
                asked,
                ..moves(group.seats[seat], true)
            };
            usecases::move_member(db, &secretary, meeting, late).await
        };
        // the member with an account declares in the portal, the one without is asked in the room
        for seat in [1, 6] {
            assert_eq!(refusal(arrives(seat, false).await), "undeclared", "{}", test.name);
        }
        assert_eq!(record(db, &secretary, meeting).await.strength(None), (9, 5));
        let member = group.world.at(&group.member);
        usecases::declare(db, &member, meeting, Vec::new()).await.unwrap();
        arrives(1, false).await.unwrap();
        arrives(6, true).await.unwrap();
        assert_eq!(record(db, &secretary, meeting).await.strength(None), (9, 7));
        let declared = crate::queries::declarations(db.reader(), meeting).await.unwrap();
        let of = |seat: usize| declared.iter().find(|one| one.member_id == group.seats[seat]);
        assert_eq!((of(1).unwrap().spoken, of(6).unwrap().spoken), (false, true));
        // whoever went out and comes back was asked before
        usecases::move_member(db, &secretary, meeting, moves(group.seats[6], false))
            .await
            .unwrap();
        arrives(6, false).await.unwrap();
    }
}
