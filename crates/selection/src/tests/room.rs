//! What happens in the room: calling, leaving, returning, losing the quorum; and beforehand: conflicts, the agenda.

use base_testing::db::databases;

use super::*;
use crate::model::MeetingState;
use crate::usecases::Remark;

fn said(text: &str) -> Remark {
    Remark::Comment(text.to_owned())
}

fn votes(yes: i64, no: i64, abstain: i64) -> Votes {
    Votes { yes, no, abstain }
}

async fn record(db: &Db, ctx: &Ctx, meeting: MeetingId) -> crate::MeetingRecord {
    crate::record(db.reader(), ctx, meeting).await.unwrap().0
}

#[tokio::test]
async fn g03_one_more_leaves_and_the_item_is_not_quorate() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let secretary = group.secretary();
        let meeting = group.opened(db, 6).await;
        let case = group.case(0).id;
        usecases::call_item(db, &secretary, meeting, case).await.unwrap();
        let reason = "Beschäftigt bei der Stadt";
        usecases::exclude(db, &secretary, meeting, case, group.seats[2], reason)
            .await
            .unwrap();
        let now = record(db, &secretary, meeting).await;
        let called = now.current().unwrap();
        assert_eq!(now.strength(Some(called.id)), (8, 5), "{}", test.name);
        assert_eq!(now.strength(None), (9, 6));
        // one more leaves the meeting without being excluded: 4 of 8
        usecases::move_member(db, &secretary, meeting, moves(group.seats[3], false))
            .await
            .unwrap();
        let item = RecordItem {
            votes: votes(4, 0, 0),
            chair_vote: None,
            ..motion(case, Outcome::Selected)
        };
        // the page names whom it noted; the exclusion keeps its reason and time
        let noted = crate::Excluded {
            member: group.seats[2],
            reason: String::new(),
            left_at: group.world.now,
            returned_at: None,
        };
        let item = RecordItem {
            excluded: vec![noted],
            ..item
        };
        let lost = usecases::record_item(db, &secretary, meeting, item.clone()).await;
        assert_eq!(refusal(lost), "not-quorate");
        // the member comes back, and the same vote counts
        usecases::move_member(db, &secretary, meeting, moves(group.seats[3], true))
            .await
            .unwrap();
        let won = usecases::record_item(db, &secretary, meeting, item).await;
        assert_eq!(won, Ok(Some(Outcome::Selected)));
        usecases::readmit(db, &secretary, meeting, case).await.unwrap();
        let after = record(db, &secretary, meeting).await;
        assert_eq!(after.exclusions[0].reason, reason);
        assert!(after.exclusions[0].returned_at.is_some());
        assert_eq!(
            refusal(usecases::readmit(db, &secretary, meeting, case).await),
            "nobody-out"
        );
        let movements = crate::movements(db.reader(), meeting).await.unwrap();
        let moved: Vec<bool> = movements.iter().map(|movement| movement.present).collect();
        assert_eq!(moved, [false, true]);
    }
}

#[tokio::test]
async fn g05_two_of_three_members_are_not_quorate() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let secretary = group.secretary();
        for seat in &group.seats[3..] {
            // six seats lose their vote
            let members = crate::members(
                db.reader(),
                group.committee,
                base::calendar::local_date(group.world.now),
            )
            .await;
            let member = members
                .unwrap()
                .into_iter()
                .find(|member| member.id == *seat)
                .unwrap();
            let advisory = NewMember {
                name: member.name,
                institution: member.institution,
                email: member.email,
                has_vote: false,
                ..NewMember::default()
            };
            usecases::put_member(db, &secretary, group.committee, advisory)
                .await
                .unwrap();
        }
        let meeting = group.opened(db, 2).await;
        let item = RecordItem {
            votes: votes(2, 0, 0),
            ..motion(group.case(0).id, Outcome::Selected)
        };
        let refused = usecases::record_item(db, &secretary, meeting, item).await;
        assert_eq!(refusal(refused), "not-quorate", "{}", test.name);
    }
}

#[tokio::test]
async fn the_chair_is_handed_over_before_it_leaves() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let secretary = group.secretary();
        let meeting = group.opened(db, 6).await;
        let chair = group.seats[0];
        let stays = usecases::move_member(db, &secretary, meeting, moves(chair, false)).await;
        assert_eq!(refusal(stays), "presides", "{}", test.name);
        let absent = usecases::preside(db, &secretary, meeting, group.seats[8]).await;
        assert!(matches!(absent, Err(Problem::Invalid(_))));
        usecases::preside(db, &secretary, meeting, group.seats[1])
            .await
            .unwrap();
        usecases::move_member(db, &secretary, meeting, moves(chair, false))
            .await
            .unwrap();
        // a late comer takes a seat that was empty, through a deputy
        let late = MoveMember {
            deputy: "Vertretung (Test)".to_owned(),
            asked: true,
            ..moves(group.seats[8], true)
        };
        usecases::move_member(db, &secretary, meeting, late)
            .await
            .unwrap();
        let now = record(db, &secretary, meeting).await;
        assert_eq!(now.strength(None), (9, 6));
        assert!(
            now.present
                .contains(&(group.seats[8], "Vertretung (Test)".to_owned()))
        );
        assert_eq!(now.chair().map(|seat| seat.id), Some(group.seats[1]));
        // only who keeps the record moves anybody
        let member = group.world.at(&group.member);
        let other = usecases::move_member(db, &member, meeting, moves(chair, true)).await;
        assert!(matches!(other, Err(Problem::Denied(_))));
    }
}

#[tokio::test]
async fn whoever_declares_a_conflict_sees_nothing_and_leaves_once() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let (secretary, member) = (group.secretary(), group.world.at(&group.member));
        let meeting = group.invited(db).await;
        let (first, third) = (group.case(0).id, group.case(2).id);
        let empty = usecases::recuse(db, &member, meeting, first, " ").await;
        assert!(matches!(empty, Err(Problem::Invalid(_))), "{}", test.name);
        for case in [first, third] {
            usecases::recuse(db, &member, meeting, case, "Gemeinderat der Stadt")
                .await
                .unwrap();
        }
        // a second time there is nothing left to see
        let again = usecases::recuse(db, &member, meeting, first, "Gemeinderat").await;
        assert!(matches!(again, Err(Problem::NotFound { .. })));
        let present = group.seats[..6].iter().map(|seat| (*seat, String::new()));
        let opened = Opened {
            present: present.collect(),
            chair: None,
            asked: true,
        };
        usecases::open(db, &group.on_its_day(), meeting, opened)
            .await
            .unwrap();
        // what everybody decides on comes first, then both conflicts side by side
        let now = record(db, &secretary, meeting).await;
        let ranks: Vec<Option<i64>> = now.items.iter().map(|item| item.rank).collect();
        assert_eq!(ranks, [Some(2), Some(4), Some(5), Some(1), Some(3)]);
        usecases::call_item(db, &secretary, meeting, first).await.unwrap();
        let now = record(db, &secretary, meeting).await;
        assert_eq!(now.exclusions.len(), 1);
        assert_eq!(now.strength(now.meeting.current_item_id), (8, 5));
        // the member sees three items without ranks, which would show the gaps, and not what is called
        let seen = record(db, &member, meeting).await;
        assert_eq!(seen.items.len(), 3);
        assert!(seen.items.iter().all(|item| item.rank.is_none()) && seen.current().is_none());
        // the vote counts the seat out although nobody names it
        let item = RecordItem {
            votes: votes(5, 0, 0),
            ..motion(first, Outcome::Selected)
        };
        usecases::record_item(db, &secretary, meeting, item)
            .await
            .unwrap();
        let now = record(db, &secretary, meeting).await;
        let item = now
            .items
            .iter()
            .find(|item| item.application_id == first)
            .unwrap();
        assert_eq!((item.base, item.present), (Some(8), Some(5)));
        let late = usecases::recuse(db, &group.world.at(&group.chair), meeting, first, "Zu spät").await;
        assert_eq!(refusal(late), "decided-already");
    }
}

#[tokio::test]
async fn a_circular_vote_counts_what_was_voted_in_writing() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let (secretary, chair) = (group.secretary(), group.world.at(&group.chair));
        let member = group.world.at(&group.member);
        group.allocate(db, AllocationMode::RankFullStop).await;
        let meeting = group.invited(db).await;
        let today = base::calendar::local_date(group.world.now);
        let soon = usecases::start_circular(db, &chair, meeting, today + TimeDelta::days(2)).await;
        assert!(matches!(soon, Err(Problem::Invalid(_))), "{}", test.name);
        usecases::start_circular(db, &chair, meeting, today + TimeDelta::days(10))
            .await
            .unwrap();
        let cases: Vec<ApplicationId> = group.world.cases.iter().map(|case| case.id).collect();
        let all = |ballot| cases.iter().map(|case| (*case, ballot)).collect::<Vec<_>>();
        usecases::recuse(db, &member, meeting, cases[4], "Verein")
            .await
            .unwrap();
        let excluded = usecases::cast(db, &member, meeting, None, all(Ballot::Yes)).await;
        assert!(matches!(excluded, Err(Problem::NotFound { .. })));
        usecases::cast(db, &chair, meeting, None, all(Ballot::Yes))
            .await
            .unwrap();
        // the first is voted down by three to two, the fourth is a tie that the chair decides
        let own = [Ballot::No, Ballot::Yes, Ballot::Yes, Ballot::No];
        let own = cases.iter().copied().zip(own).collect();
        usecases::cast(db, &member, meeting, None, own).await.unwrap();
        let running = usecases::close_circular(db, &chair, meeting).await;
        assert_eq!(refusal(running), "circular-running");
        for (seat, ballot) in [(2, Ballot::No), (3, Ballot::No), (4, Ballot::Yes)] {
            let mut written = all(Ballot::Yes);
            written[0].1 = ballot;
            written[3].1 = ballot;
            usecases::cast(db, &secretary, meeting, Some(group.seats[seat]), written)
                .await
                .unwrap();
        }
        let mut abstains = all(Ballot::Abstain);
        abstains[3].1 = Ballot::Yes;
        usecases::cast(db, &secretary, meeting, Some(group.seats[5]), abstains)
            .await
            .unwrap();
        // nobody votes for somebody who can do it
        let own = usecases::cast(db, &secretary, meeting, Some(group.seats[1]), all(Ballot::No)).await;
        assert!(matches!(own, Err(Problem::NotFound { .. })));
        let later = |ctx: &Ctx| Ctx {
            now: ctx.now + TimeDelta::days(11),
            ..ctx.clone()
        };
        let late = usecases::cast(db, &later(&chair), meeting, None, all(Ballot::No)).await;
        assert_eq!(refusal(late), "circular-over");
        let closed = usecases::close_circular(db, &later(&chair), meeting).await;
        assert_eq!(closed, Ok(MeetingState::Decided));
        let now = record(db, &secretary, meeting).await;
        let result = |case: usize| {
            let item = now.items.iter().find(|item| item.application_id == cases[case]);
            let item = item.unwrap();
            (
                item.base,
                item.present,
                item.result,
                item.amount.map(|amount| amount.0),
            )
        };
        assert_eq!(result(0), (Some(9), Some(6), Some(Outcome::Deferred), None));
        assert_eq!(
            result(1),
            (Some(9), Some(6), Some(Outcome::Selected), Some(4_000_000))
        );
        // reserve: three yes, three no, the chair said yes
        assert_eq!(result(3), (Some(9), Some(6), Some(Outcome::Reserve), None));
        assert_eq!(result(4), (Some(8), Some(5), Some(Outcome::Reserve), None));
        assert_eq!(now.present.len(), 6);
        usecases::draft_minutes(db, &secretary, meeting, "")
            .await
            .unwrap();
        let minutes = record(db, &secretary, meeting).await.meeting.minutes.unwrap();
        assert!(
            minutes.contains("Umlaufverfahren") && minutes.contains("3 / 3 / 0"),
            "{minutes}"
        );
    }
}

#[tokio::test]
async fn one_objection_ends_a_circular_vote_and_few_answers_decide_nothing() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let (chair, member) = (group.world.at(&group.chair), group.world.at(&group.member));
        group.allocate(db, AllocationMode::RankFullStop).await;
        let until = base::calendar::local_date(group.world.now) + TimeDelta::days(10);
        let (first, second) = (group.invited(db).await, group.invited(db).await);
        usecases::start_circular(db, &chair, first, until).await.unwrap();
        let written = Some(group.seats[4]);
        let office = group.secretary();
        let own = usecases::object(db, &office, first, Some(group.seats[1]), "Brief").await;
        assert!(
            matches!(own, Err(Problem::NotFound { .. })),
            "who can do it does it"
        );
        assert!(
            usecases::object(db, &member, first, written, "Brief")
                .await
                .is_err()
        );
        let late = Ctx {
            now: chair.now + TimeDelta::days(11),
            ..office.clone()
        };
        let late = usecases::object(db, &late, first, written, "Brief").await;
        assert_eq!(refusal(late), "circular-over");
        usecases::object(db, &office, first, written, "Ich möchte beraten.")
            .await
            .unwrap();
        let state = record(db, &chair, first).await.meeting.state;
        assert_eq!(state, MeetingState::Cancelled, "{}", test.name);
        usecases::start_circular(db, &chair, second, until).await.unwrap();
        let votes = vec![(group.case(0).id, Ballot::Yes)];
        usecases::cast(db, &chair, second, None, votes).await.unwrap();
        let later = Ctx {
            now: chair.now + TimeDelta::days(11),
            ..chair.clone()
        };
        let closed = usecases::close_circular(db, &later, second).await;
        assert_eq!(closed, Ok(MeetingState::NotQuorate));
        let now = record(db, &chair, second).await;
        assert!(now.items.iter().all(|item| item.result.is_none()));
        let request = base_db::PageRequest {
            page: 1,
            per_page: 100,
        };
        let mails = base_mail::list(db.reader(), &Default::default(), request)
            .await
            .unwrap();
        let count = |code: &str| mails.items.iter().filter(|mail| mail.code == code).count();
        assert_eq!((count("M-S05"), count("M-S06")), (18, 9));
    }
}

#[tokio::test]
async fn members_comment_on_the_draft_and_the_office_words_it_anew() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let (secretary, chair) = (group.secretary(), group.world.at(&group.chair));
        let member = group.world.at(&group.member);
        group.allocate(db, AllocationMode::RankFullStop).await;
        let meeting = group.opened(db, 6).await;
        let early = usecases::comment_minutes(db, &member, meeting, None, said("Zu früh")).await;
        assert_eq!(refusal(early), "meeting-state", "{}", test.name);
        let list = RecordList {
            votes: votes(6, 0, 0),
            chair_vote: None,
        };
        usecases::record_list(db, &secretary, meeting, list)
            .await
            .unwrap();
        usecases::close(db, &chair, meeting).await.unwrap();
        usecases::draft_minutes(db, &secretary, meeting, "")
            .await
            .unwrap();
        let before = record(db, &chair, meeting).await.meeting.minutes_sha256;
        usecases::comment_minutes(db, &member, meeting, None, said("Der Ort fehlt."))
            .await
            .unwrap();
        usecases::draft_minutes(db, &secretary, meeting, "Ort ergänzt.")
            .await
            .unwrap();
        let after = record(db, &chair, meeting).await.meeting.minutes_sha256;
        assert_ne!(before, after);
        let comments = crate::comments(db.reader(), meeting).await.unwrap();
        assert_eq!(comments.len(), 1);
        assert_eq!(Some(&comments[0].sha256), before.as_ref());
        // who keeps the minutes has no seat
        let office = usecases::comment_minutes(db, &secretary, meeting, None, said("Anmerkung")).await;
        assert!(matches!(office, Err(Problem::NotFound { .. })));
    }
}

#[tokio::test]
async fn a_seat_ends_and_with_it_the_sight() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        group.invited(db).await;
        let before = people::roles_of(db.reader(), group.member.id).await.unwrap();
        assert!(before.iter().any(|role| role.ended_at.is_none()), "{}", test.name);
        usecases::end_member(db, &group.secretary(), group.seats[1])
            .await
            .unwrap();
        let after = people::roles_of(db.reader(), group.member.id).await.unwrap();
        assert!(after.iter().all(|role| role.ended_at.is_some()));
        let early = NewMember {
            name: "Sitz (Test)".to_owned(),
            until_on: Some(base::calendar::local_date(group.world.now) - TimeDelta::days(1)),
            ..NewMember::default()
        };
        let wrong = usecases::put_member(db, &group.secretary(), group.committee, early).await;
        assert!(matches!(wrong, Err(Problem::Invalid(_))));
    }
}
