use applications::ReasonCode;
use base_testing::db::databases;

use super::*;
use crate::model::{Excluded, MeetingState};

#[tokio::test]
async fn an_invitation_goes_to_all_members_14_days_ahead() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let plan = |days| PlanMeeting {
            committee: group.committee,
            call: group.world.call.id,
            starts_at: group.world.now + TimeDelta::days(days),
            place: "Stuttgart".to_owned(),
            earlier: None,
        };
        let soon = usecases::plan(db, &group.secretary(), plan(13)).await.unwrap();
        assert_eq!(
            refusal(usecases::invite(db, &group.secretary(), soon).await),
            "notice-too-short",
            "{}",
            test.name
        );
        // before the invitation members see no case
        let member = group.world.at(&group.member);
        assert!(
            applications::find(db.reader(), &member, group.case(0).id)
                .await
                .unwrap()
                .is_none()
        );
        let meeting = usecases::plan(db, &group.secretary(), plan(14)).await.unwrap();
        usecases::invite(db, &group.secretary(), meeting).await.unwrap();
        let mails = base_mail::list(db.reader(), &Default::default(), base_db::PageRequest::default())
            .await
            .unwrap();
        assert_eq!(mails.items.iter().filter(|mail| mail.code == "M-S01").count(), 9);
        let invitation = mails.items.iter().find(|mail| mail.code == "M-S01").unwrap();
        let files = invitation.attachments().unwrap();
        let calendar = &files[0];
        assert!(calendar.media_type.starts_with("text/calendar"));
        let entry = String::from_utf8(calendar.bytes.clone()).unwrap();
        assert!(
            entry.contains("BEGIN:VEVENT") && entry.contains("LOCATION:Stuttgart"),
            "{entry}"
        );
        usecases::declare(db, &member, meeting, Vec::new()).await.unwrap();
        assert!(
            applications::find(db.reader(), &member, group.case(0).id)
                .await
                .unwrap()
                .is_some()
        );
        assert_eq!(
            refusal(usecases::invite(db, &group.secretary(), meeting).await),
            "meeting-state"
        );
    }
}

#[tokio::test]
async fn g03_an_item_is_decided_on_the_base_of_those_not_excluded() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        // 6 of 9 are present
        let meeting = group.opened(db, 6).await;
        let left = |seat: usize| Excluded {
            member: group.seats[seat],
            reason: "Beschäftigt bei der Stadt".to_owned(),
            left_at: group.world.now,
            returned_at: None,
        };
        let item = RecordItem {
            excluded: vec![left(1)],
            votes: Votes {
                yes: 4,
                no: 1,
                abstain: 0,
            },
            ..motion(group.case(0).id, Outcome::Selected)
        };
        let result = usecases::record_item(db, &group.secretary(), meeting, item.clone()).await;
        assert_eq!(result, Ok(Some(Outcome::Selected)), "{}", test.name);
        let (record, _) = crate::record(db.reader(), &group.secretary(), meeting)
            .await
            .unwrap();
        assert_eq!(
            (record.items[0].base, record.items[0].present),
            (Some(8), Some(5))
        );
        // more votes than present members
        let many = RecordItem {
            votes: Votes {
                yes: 6,
                no: 0,
                abstain: 0,
            },
            ..item
        };
        assert!(matches!(
            usecases::record_item(db, &group.secretary(), meeting, many).await,
            Err(Problem::Invalid(_))
        ));
        // the excluded member sees nothing of the case, neither on the agenda nor elsewhere
        let member = group.world.at(&group.member);
        let (seen, cases) = crate::record(db.reader(), &member, meeting).await.unwrap();
        assert_eq!((seen.items.len(), seen.exclusions.len()), (4, 0));
        assert!(!cases.contains_key(&group.case(0).id));
        let usual = base_db::PageRequest::default();
        let ranking = assessment::ranking_page(db.reader(), &member, &group.world.call, usual)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((ranking.entries.items.len(), ranking.entries.total), (4, 4));
    }
}

#[tokio::test]
async fn without_quorum_nothing_is_decided_and_a_second_invitation_helps() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let chair = group.world.at(&group.chair);
        let meeting = group.opened(db, 4).await; // 4 of 9
        let item = RecordItem {
            votes: Votes {
                yes: 4,
                no: 0,
                abstain: 0,
            },
            ..motion(group.case(0).id, Outcome::Selected)
        };
        let refused = usecases::record_item(db, &group.secretary(), meeting, item.clone()).await;
        assert_eq!(refusal(refused), "not-quorate", "{}", test.name);
        usecases::declare_not_quorate(db, &chair, meeting).await.unwrap();
        let plan = PlanMeeting {
            committee: group.committee,
            call: group.world.call.id,
            starts_at: group.world.now + TimeDelta::days(40),
            place: "Stuttgart".to_owned(),
            earlier: Some(meeting),
        };
        let second = usecases::plan(db, &group.secretary(), plan).await.unwrap();
        usecases::invite(db, &group.secretary(), second).await.unwrap();
        let present = group.seats[..2]
            .iter()
            .map(|seat| (*seat, String::new()))
            .collect();
        let later = Ctx {
            now: chair.now + TimeDelta::days(40),
            ..chair.clone()
        };
        usecases::open(
            db,
            &later,
            second,
            Opened {
                present,
                chair: None,
                asked: true,
            },
        )
        .await
        .unwrap();
        let item = RecordItem {
            votes: Votes {
                yes: 2,
                no: 0,
                abstain: 0,
            },
            ..item
        };
        assert_eq!(
            usecases::record_item(db, &group.secretary(), second, item).await,
            Ok(Some(Outcome::Selected))
        );
        let request = base_db::PageRequest {
            page: 1,
            per_page: 100,
        };
        let mails = base_mail::list(db.reader(), &Default::default(), request)
            .await
            .unwrap();
        assert_eq!(mails.items.iter().filter(|mail| mail.code == "M-S02").count(), 9);
    }
}

#[tokio::test]
async fn g04_a_tie_is_decided_by_the_chair_and_a_lost_motion_rejects() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let meeting = group.opened(db, 5).await;
        let tie = |chair_vote| RecordItem {
            votes: Votes {
                yes: 2,
                no: 2,
                abstain: 1,
            },
            chair_vote,
            ..motion(group.case(0).id, Outcome::Selected)
        };
        let secretary = group.secretary();
        let won = usecases::record_item(db, &secretary, meeting, tie(Some(Ballot::Yes))).await;
        assert_eq!(won, Ok(Some(Outcome::Selected)), "{}", test.name);
        let without_reason = usecases::record_item(db, &secretary, meeting, tie(None)).await;
        assert!(matches!(without_reason, Err(Problem::Invalid(_))));
        let lost = RecordItem {
            reason_codes: vec![ReasonCode::OutOfScope],
            ..tie(Some(Ballot::No))
        };
        assert_eq!(
            usecases::record_item(db, &secretary, meeting, lost).await,
            Ok(Some(Outcome::Rejected))
        );
        let deferred = RecordItem {
            result: Outcome::Deferred,
            ..tie(None)
        };
        assert_eq!(
            refusal(usecases::record_item(db, &secretary, meeting, deferred).await),
            "motion-lost"
        );
    }
}

#[tokio::test]
async fn minutes_are_signed_by_two_persons_and_then_stand() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        group.allocate(db, AllocationMode::RankFullStop).await;
        let meeting = group.opened(db, 6).await;
        let chair = group.world.at(&group.chair);
        assert_eq!(
            refusal(usecases::close(db, &chair, meeting).await),
            "items-open",
            "{}",
            test.name
        );
        let list = RecordList {
            votes: Votes {
                yes: 6,
                ..Votes::default()
            },
            chair_vote: None,
        };
        assert_eq!(
            usecases::record_list(db, &group.secretary(), meeting, list).await,
            Ok(5)
        );
        usecases::close(db, &chair, meeting).await.unwrap();
        usecases::draft_minutes(db, &group.drafting(), meeting, "Keine Einwände.")
            .await
            .unwrap();
        let (row, _) = crate::meeting(db.reader(), &chair, meeting).await.unwrap();
        let hash = row.minutes_sha256.clone().unwrap();
        let minutes = row.minutes.unwrap();
        assert!(
            minutes.contains("40.000,00\u{a0}€")
                && minutes.contains("Keine Einwände.")
                && minutes.contains("6 / 0 / 0")
        );
        assert_eq!(
            usecases::sign_minutes(db, &chair, meeting, "anderer Wortlaut").await,
            Err(Problem::Stale)
        );
        assert!(
            usecases::sign_minutes(db, &group.world.at(&group.member), meeting, &hash)
                .await
                .is_err()
        );
        assert_eq!(
            usecases::sign_minutes(db, &chair, meeting, &hash).await,
            Ok(MeetingState::MinutesDraft)
        );
        assert_eq!(
            refusal(usecases::sign_minutes(db, &chair, meeting, &hash).await),
            "four-eyes"
        );
        assert_eq!(
            refusal(usecases::draft_minutes(db, &group.secretary(), meeting, "Anders").await),
            "minutes-signed"
        );
        let signed = usecases::sign_minutes(db, &group.secretary(), meeting, &hash).await;
        assert_eq!(signed, Ok(MeetingState::MinutesSigned));
        assert!(
            usecases::draft_minutes(db, &group.secretary(), meeting, "Anders")
                .await
                .is_err()
        );
    }
}
