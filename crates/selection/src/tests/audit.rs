//! What an audit office asks of a meeting: was it invited, quorate, fairly led, and do its minutes stand.

use applications::ApplicationState;
use base_testing::db::databases;
use sea_orm::ConnectionTrait;

use super::*;
use crate::model::{MeetingState, Way};
use crate::usecases::{Moved, NoteInvitation};

pub(super) fn yes(yes: i64) -> Votes {
    Votes {
        yes,
        ..Votes::default()
    }
}

pub(super) fn moved(group: &Group, seat: usize, text: &str) -> Option<Moved> {
    Some(Moved {
        by: group.seats[seat],
        text: text.to_owned(),
    })
}

pub(super) async fn list(db: &Db, group: &Group, meeting: MeetingId) -> Result<usize, Problem> {
    let list = RecordList {
        votes: yes(6),
        chair_vote: None,
    };
    usecases::record_list(db, &group.secretary(), meeting, list).await
}

pub(super) async fn record(db: &Db, ctx: &Ctx, meeting: MeetingId) -> crate::MeetingRecord {
    crate::record(db.reader(), ctx, meeting).await.unwrap().0
}

pub(super) async fn minutes(db: &Db, group: &Group, meeting: MeetingId) -> String {
    let record = record(db, &group.secretary(), meeting).await;
    record.meeting.minutes.unwrap()
}

/// A meeting that repeats `earlier`, in session with these seats.
pub(super) async fn repeated(
    db: &Db,
    group: &Group,
    earlier: Option<MeetingId>,
    present: usize,
) -> MeetingId {
    let plan = PlanMeeting {
        committee: group.committee,
        call: group.world.call.id,
        starts_at: group.world.now + TimeDelta::days(40),
        place: "Stuttgart".to_owned(),
        earlier,
    };
    let second = usecases::plan(db, &group.secretary(), plan).await.unwrap();
    usecases::invite(db, &group.secretary(), second).await.unwrap();
    let present = group.seats[..present]
        .iter()
        .map(|seat| (*seat, String::new()))
        .collect();
    let day = Ctx {
        now: group.world.now + TimeDelta::days(40),
        ..group.world.at(&group.chair)
    };
    usecases::open(
        db,
        &day,
        second,
        Opened {
            present,
            chair: None,
            asked: true,
        },
    )
    .await
    .unwrap();
    second
}

pub(super) async fn withdraw(db: &Db, group: &Group, case: usize) {
    let signatory = super::reserve::signatory(db, group, case).await;
    let unit = db.write(&signatory).await.unwrap();
    applications::withdraw_in(&unit, group.case(case).id, "")
        .await
        .unwrap();
    unit.commit().await.unwrap();
}

#[tokio::test]
pub(super) async fn a_deferred_application_is_decided_by_the_next_meeting_and_released() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let (secretary, call) = (group.secretary(), group.world.call.id);
        let head = group.world.at(&group.world.head);
        group.allocate(db, AllocationMode::RankFullStop).await;
        let first = group.opened(db, 6).await;
        let later = RecordItem {
            motion: moved(&group, 1, "Vor der Auswahl ist die Stadt zu hören."),
            ..motion(group.case(0).id, Outcome::Deferred)
        };
        usecases::record_item(db, &secretary, first, later).await.unwrap();
        assert_eq!(list(db, &group, first).await, Ok(4), "{}", test.name);
        group.close_and_sign(db, first).await;
        // what is not taken over yet is not decided twice
        assert_eq!(usecases::apply_results(db, &secretary, first).await, Ok(5));
        assert_eq!(usecases::release(db, &head, call).await, Ok(4));
        // the rest of the means goes to what is open: A alone
        group.allocate(db, AllocationMode::RankFullStop).await;
        let saved = crate::latest_allocation(db.reader(), call)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((saved.lines.len(), saved.version.total), (1, Cents(4_000_000)));
        let second = repeated(db, &group, None, 6).await;
        let items = record(db, &secretary, second).await.items;
        assert_eq!(items.len(), 1);
        assert_eq!(list(db, &group, second).await, Ok(1));
        group.close_and_sign(db, second).await;
        assert_eq!(usecases::apply_results(db, &secretary, second).await, Ok(1));
        let state = group.world.case(db, group.case(0).id).await.state;
        assert_eq!(state, ApplicationState::Selected);
        assert_eq!(usecases::release(db, &head, call).await, Ok(1));
        let pots = budget::pots(db.reader(), group.world.line).await.unwrap();
        assert_eq!(pots[0].reserved_cents, Cents(4_000_000 + 4_000_000 + 3_850_000));
    }
}

#[tokio::test]
pub(super) async fn what_is_put_off_twice_is_still_decided() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let secretary = group.secretary();
        let case = group.case(0).id;
        for _ in 0..2 {
            let meeting = repeated(db, &group, None, 6).await;
            usecases::record_item(db, &secretary, meeting, motion(case, Outcome::Deferred))
                .await
                .unwrap();
            for other in &group.world.cases[1..] {
                let open = group.world.case(db, other.id).await.state == ApplicationState::Assessed;
                if open {
                    usecases::record_item(db, &secretary, meeting, motion(other.id, Outcome::Reserve))
                        .await
                        .unwrap();
                }
            }
            group.close_and_sign(db, meeting).await;
            usecases::apply_results(db, &secretary, meeting).await.unwrap();
            let state = group.world.case(db, case).await.state;
            assert_eq!(state, ApplicationState::Deferred, "{}", test.name);
        }
        let decision = crate::decision(db.reader(), case).await.unwrap().unwrap();
        assert_eq!(decision.result, Outcome::Deferred);
    }
}

#[tokio::test]
pub(super) async fn a_withdrawal_during_the_meeting_is_noted_and_everything_else_is_applied() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let (secretary, chair) = (group.secretary(), group.world.at(&group.chair));
        group.allocate(db, AllocationMode::RankFullStop).await;
        let meeting = group.opened(db, 6).await;
        withdraw(db, &group, 1).await;
        let gone = motion(group.case(1).id, Outcome::Selected);
        let refused = usecases::record_item(db, &secretary, meeting, gone).await;
        assert_eq!(refusal(refused), "lapsed", "{}", test.name);
        assert_eq!(list(db, &group, meeting).await, Ok(4));
        group.close_and_sign(db, meeting).await;
        let text = minutes(db, &group, meeting).await;
        assert!(text.contains("Zurückgenommen"), "{text}");
        // the chair, who sees only cases of the selection, still reads the whole
        assert_eq!(record(db, &chair, meeting).await.items.len(), 5);
        // one more goes after the signatures: noted beside the signed text
        withdraw(db, &group, 2).await;
        assert_eq!(usecases::apply_results(db, &secretary, meeting).await, Ok(3));
        assert_eq!(minutes(db, &group, meeting).await, text);
        let states: Vec<ApplicationState> = {
            let mut states = Vec::new();
            for case in &group.world.cases {
                states.push(group.world.case(db, case.id).await.state);
            }
            states
        };
        use ApplicationState as S;
        assert_eq!(
            states,
            [S::Selected, S::Withdrawn, S::Withdrawn, S::Reserve, S::Reserve]
        );
        let head = group.world.at(&group.world.head);
        assert_eq!(usecases::release(db, &head, group.world.call.id).await, Ok(3));
    }
}

#[tokio::test]
pub(super) async fn an_excluded_chair_signs_the_minutes_without_the_item() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let (secretary, chair) = (group.secretary(), group.world.at(&group.chair));
        group.allocate(db, AllocationMode::RankFullStop).await;
        let meeting = group.opened(db, 6).await;
        let (hidden, reason) = (group.case(1).id, "Vorsitz des Vereins");
        usecases::recuse(db, &chair, meeting, hidden, reason)
            .await
            .unwrap();
        let item = RecordItem {
            votes: yes(5),
            chair_vote: None,
            ..motion(hidden, Outcome::Selected)
        };
        // whoever is excluded does not preside over the item either
        let biased = usecases::record_item(db, &secretary, meeting, item.clone()).await;
        assert_eq!(refusal(biased), "chair-excluded", "{}", test.name);
        usecases::preside(db, &secretary, meeting, group.seats[1])
            .await
            .unwrap();
        usecases::record_item(db, &secretary, meeting, item)
            .await
            .unwrap();
        usecases::preside(db, &secretary, meeting, group.seats[0])
            .await
            .unwrap();
        assert_eq!(list(db, &group, meeting).await, Ok(4));
        group.close_and_sign(db, meeting).await;
        let text = minutes(db, &group, meeting).await;
        assert!(text.contains("Sitz 2 (Test)") && text.contains("Leitung der Tagesordnungspunkte"));
        let row = record(db, &secretary, meeting).await.meeting;
        assert_eq!((row.chair_unseen, row.secretary_unseen), (Some(1), Some(0)));
        let app = base_testing::TestApp::new(
            db,
            vec![
                people::feature(),
                calls::feature(),
                applications::feature(),
                crate::feature(),
            ],
        );
        let page = format!("/meetings/{meeting}/minutes");
        let hash = row.minutes_sha256.unwrap();
        let case = group.case(1);
        for path in [page.clone(), format!("{page}.pdf"), format!("/api/v1{page}")] {
            let whole = app.get(&path, Some(&group.world.secretary)).await.unpacked();
            assert!(whole.contains(case.label()), "{path}");
            let seen = app.get(&path, Some(&group.chair)).await.unpacked();
            assert!(
                !seen.contains(case.label()) && !seen.contains(&case.lead_name),
                "{path}"
            );
            assert!(seen.contains(group.case(0).label()), "{path}");
        }
        let seen = app.get(&page, Some(&group.chair)).await;
        // neither sums nor ranks nor places tell of it; the hash of the whole binds what is signed to it
        let text = seen.text();
        assert!(text.contains(&hash) && !text.contains("118.500,00") && !text.contains("Nachrückliste 1"));
    }
}

#[tokio::test]
pub(super) async fn an_item_that_neither_signer_has_read_is_not_signed() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let chair = group.world.at(&group.chair);
        group.allocate(db, AllocationMode::RankFullStop).await;
        let meeting = group.opened(db, 6).await;
        list(db, &group, meeting).await.unwrap();
        usecases::close(db, &chair, meeting).await.unwrap();
        usecases::draft_minutes(db, &group.drafting(), meeting, "")
            .await
            .unwrap();
        let hash = record(db, &chair, meeting).await.meeting.minutes_sha256.unwrap();
        let set_up = operator(group.world.now);
        let unit = db.write(&set_up).await.unwrap();
        for person in [&group.chair, &group.world.secretary] {
            let barred = applications::Access::Barred;
            applications::grant_access(&unit, person.id, group.case(0).id, barred)
                .await
                .unwrap();
        }
        unit.commit().await.unwrap();
        usecases::sign_minutes(db, &chair, meeting, &hash).await.unwrap();
        let blind = usecases::sign_minutes(db, &group.secretary(), meeting, &hash).await;
        assert_eq!(refusal(blind), "unread", "{}", test.name);
    }
}

#[tokio::test]
pub(super) async fn a_lost_quorum_closes_the_meeting_and_a_second_one_takes_up_the_rest() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let (secretary, chair) = (group.secretary(), group.world.at(&group.chair));
        let meeting = group.opened(db, 6).await;
        usecases::record_item(
            db,
            &secretary,
            meeting,
            motion(group.case(0).id, Outcome::Selected),
        )
        .await
        .unwrap();
        let enough = usecases::declare_not_quorate(db, &chair, meeting).await;
        assert_eq!(refusal(enough), "quorate", "{}", test.name);
        for seat in &group.seats[4..6] {
            usecases::move_member(db, &secretary, meeting, moves(*seat, false))
                .await
                .unwrap();
        }
        assert_eq!(
            usecases::declare_not_quorate(db, &chair, meeting).await,
            Ok(MeetingState::Decided)
        );
        group.sign(db, meeting).await;
        let text = minutes(db, &group, meeting).await;
        assert!(
            text.contains("Mangels Beschlussfähigkeit geschlossen") && text.contains("(4 von 9)"),
            "{text}"
        );
        assert_eq!(usecases::apply_results(db, &secretary, meeting).await, Ok(1));
        let state = group.world.case(db, group.case(0).id).await.state;
        assert_eq!(state, ApplicationState::Selected);
        // not everything is decided: nothing is released
        let head = group.world.at(&group.world.head);
        let early = usecases::release(db, &head, group.world.call.id).await;
        assert_eq!(refusal(early), "undecided");
        // two of nine decide what was left open
        let second = repeated(db, &group, Some(meeting), 2).await;
        let now = record(db, &secretary, second).await;
        assert_eq!(now.items.len(), 4);
        let item = RecordItem {
            votes: yes(2),
            ..motion(group.case(1).id, Outcome::Selected)
        };
        let won = usecases::record_item(db, &secretary, second, item).await;
        assert_eq!(won, Ok(Some(Outcome::Selected)));
    }
}

#[tokio::test]
pub(super) async fn a_meeting_is_opened_on_its_day() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let meeting = group.invited(db).await;
        let present = group.seats[..6]
            .iter()
            .map(|seat| (*seat, String::new()))
            .collect();
        let command = Opened {
            present,
            chair: None,
            asked: true,
        };
        let day = group.on_its_day();
        let eve = Ctx {
            now: day.now - TimeDelta::days(1),
            ..day.clone()
        };
        let early = usecases::open(db, &eve, meeting, command.clone()).await;
        assert_eq!(refusal(early), "too-early", "{}", test.name);
        usecases::open(db, &day, meeting, command).await.unwrap();
    }
}

#[tokio::test]
pub(super) async fn every_member_is_invited_or_the_meeting_does_not_open() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let secretary = group.secretary();
        let without = NewMember {
            name: "Sitz 10 (Test)".to_owned(),
            institution: "Verein".to_owned(),
            ..NewMember::default()
        };
        let tenth = usecases::put_member(db, &secretary, group.committee, without)
            .await
            .unwrap();
        let meeting = group.invited(db).await;
        let invited = crate::invitations(db.reader(), meeting).await.unwrap();
        assert_eq!(invited.len(), 9, "{}", test.name);
        assert!(
            invited
                .iter()
                .all(|one| one.way == Way::Mail && one.recorded_by.is_none())
        );
        let open = |seats: Vec<MemberId>| Opened {
            present: seats.into_iter().map(|seat| (seat, String::new())).collect(),
            chair: None,
            asked: true,
        };
        let day = group.on_its_day();
        let missing = usecases::open(db, &day, meeting, open(group.seats[..6].to_vec())).await;
        assert_eq!(refusal(missing), "not-invited");
        let by_hand = NoteInvitation {
            member: tenth,
            way: Way::Post,
            on: base::calendar::local_date(day.now) - TimeDelta::days(10),
            reason: String::new(),
        };
        let at = |days| Ctx {
            now: group.world.now + TimeDelta::days(days),
            ..secretary.clone()
        };
        let nothing = usecases::note_invitation(db, &at(12), meeting, by_hand.clone()).await;
        assert!(matches!(nothing, Err(Problem::Invalid(_))), "a reason is needed");
        let by_hand = NoteInvitation {
            reason: "Keine E-Mail-Adresse".to_owned(),
            ..by_hand
        };
        let future = usecases::note_invitation(db, &at(5), meeting, by_hand.clone()).await;
        assert!(matches!(future, Err(Problem::Invalid(_))));
        let member = Ctx {
            now: at(12).now,
            ..group.world.at(&group.member)
        };
        assert!(
            usecases::note_invitation(db, &member, meeting, by_hand.clone())
                .await
                .is_err()
        );
        usecases::note_invitation(db, &at(12), meeting, by_hand.clone())
            .await
            .unwrap();
        let twice = usecases::note_invitation(db, &at(12), meeting, by_hand).await;
        assert!(matches!(twice, Err(Problem::Invalid(_))));
        usecases::open(db, &day, meeting, open(group.seats[..6].to_vec()))
            .await
            .unwrap();
        group.allocate(db, AllocationMode::RankFullStop).await;
        list(db, &group, meeting).await.unwrap();
        group.close_and_sign(db, meeting).await;
        let text = minutes(db, &group, meeting).await;
        assert!(
            text.contains("per Post") && text.contains("Die Frist von 14 Tagen war nicht eingehalten"),
            "{text}"
        );
    }
}

#[tokio::test]
pub(super) async fn what_differs_from_the_proposal_is_a_members_motion() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let (secretary, case) = (group.secretary(), group.case(0).id);
        group.allocate(db, AllocationMode::RankFullStop).await;
        let meeting = group.opened(db, 6).await;
        let less = RecordItem {
            amount: Some(Cents(3_000_000)),
            ..motion(case, Outcome::Selected)
        };
        let silent = usecases::record_item(db, &secretary, meeting, less.clone()).await;
        assert!(matches!(silent, Err(Problem::Invalid(_))), "{}", test.name);
        let absent = RecordItem {
            motion: moved(&group, 8, "30.000 € genügen."),
            ..less.clone()
        };
        let absent = usecases::record_item(db, &secretary, meeting, absent).await;
        assert!(matches!(absent, Err(Problem::Invalid(_))));
        // lost: it is kept, and the item is as open as before
        let lost = RecordItem {
            votes: Votes {
                yes: 2,
                no: 4,
                abstain: 0,
            },
            chair_vote: None,
            motion: moved(&group, 2, "20.000 € genügen."),
            amount: Some(Cents(2_000_000)),
            ..less.clone()
        };
        let lost = usecases::record_item(db, &secretary, meeting, lost).await;
        assert_eq!(lost, Ok(None));
        assert!(record(db, &secretary, meeting).await.items[0].result.is_none());
        let carried = RecordItem {
            motion: moved(&group, 1, "30.000 € genügen."),
            ..less
        };
        let carried = usecases::record_item(db, &secretary, meeting, carried).await;
        assert_eq!(carried, Ok(Some(Outcome::Selected)));
        assert_eq!(list(db, &group, meeting).await, Ok(4));
        group.close_and_sign(db, meeting).await;
        let text = minutes(db, &group, meeting).await;
        assert!(
            text.contains("20.000 € genügen.")
                && text.contains("2 / 4 / 0")
                && text.contains("30.000 € genügen."),
            "{text}"
        );
        usecases::apply_results(db, &secretary, meeting).await.unwrap();
        // what was decided is not what was approved; the next version follows the decision
        let (head, call) = (group.world.at(&group.world.head), group.world.call.id);
        assert_eq!(
            refusal(usecases::release(db, &head, call).await),
            "allocation-differs"
        );
        group.allocate(db, AllocationMode::RankFullStop).await;
        assert_eq!(usecases::release(db, &head, call).await, Ok(5));
    }
}

#[tokio::test]
pub(super) async fn more_than_the_means_is_not_selected() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let secretary = group.secretary();
        let meeting = group.opened(db, 6).await;
        for case in &group.world.cases[..3] {
            usecases::record_item(db, &secretary, meeting, motion(case.id, Outcome::Selected))
                .await
                .unwrap();
        }
        // 31.500,00 are left
        let over = motion(group.case(3).id, Outcome::Selected);
        let over = usecases::record_item(db, &secretary, meeting, over).await;
        assert_eq!(refusal(over), "over-budget", "{}", test.name);
        let fits = RecordItem {
            amount: Some(Cents(3_150_000)),
            ..motion(group.case(3).id, Outcome::Selected)
        };
        let fits = usecases::record_item(db, &secretary, meeting, fits).await;
        assert_eq!(fits, Ok(Some(Outcome::Selected)));
    }
}

#[tokio::test]
pub(super) async fn signed_minutes_and_their_record_withstand_plain_sql() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        group.allocate(db, AllocationMode::RankFullStop).await;
        let meeting = group.signed(db).await;
        assert_eq!(crate::check(db).await, Ok(Vec::new()), "{}", test.name);
        let set_up = operator(group.world.now);
        for sql in [
            "UPDATE meeting SET minutes = 'anders'",
            "UPDATE meeting SET minutes_sha256 = 'anders'",
            "UPDATE meeting SET state = 'MINUTES_DRAFT'",
            "UPDATE meeting SET chair_signed_by = NULL",
            "UPDATE meeting SET starts_at = '2026-01-01T00:00:00+00:00'",
            "UPDATE meeting_item SET result = 'REJECTED'",
            "UPDATE meeting_item SET amount_cents = 1",
            "UPDATE meeting_attendance SET deputy_name = 'jemand'",
            "UPDATE meeting_invitation SET reason = 'anders'",
            "DELETE FROM meeting_attendance",
            "DELETE FROM meeting_invitation",
            "DELETE FROM meeting_item",
            "DELETE FROM meeting",
        ] {
            let unit = db.write(&set_up).await.unwrap();
            let done = unit.conn().execute_unprepared(sql).await;
            assert!(done.is_err(), "{}: {sql}", test.name);
        }
        // taking the results over is the one step that follows
        usecases::apply_results(db, &group.secretary(), meeting)
            .await
            .unwrap();
        // whoever gets round the triggers is found by the check
        let drop = match test.name {
            "sqlite" => "DROP TRIGGER meeting_signed_kept",
            _ => "DROP TRIGGER meeting_signed_kept ON meeting",
        };
        let unit = db.write(&set_up).await.unwrap();
        for sql in [drop, "UPDATE meeting SET minutes = 'anders'"] {
            unit.conn().execute_unprepared(sql).await.unwrap();
        }
        unit.commit().await.unwrap();
        let findings = crate::check(db).await.unwrap();
        assert!(findings[0].contains("differ from their hash"), "{findings:?}");
    }
}

#[tokio::test]
pub(super) async fn b07_twenty_three_projects_need_75000_more_in_2027() {
    for test in databases().await {
        let (db, mut group) = (
            &test.db,
            Group::with(&test.db, &[4_000_000; 23], Cents(92_000_000)).await,
        );
        let by = group.world.at(&group.world.budget);
        for (year, means) in [(2027, 50_000_000), (2028, 11_500_000)] {
            let set = budget::SetMeans {
                line: group.world.line,
                year,
                kind: budget::PotKind::Commitment,
                means: Cents(means),
                reason: "Haushaltsplan".to_owned(),
            };
            budget::set_means(db, &by, set).await.unwrap();
        }
        let set_up = operator(group.world.now);
        let unit = db.write(&set_up).await.unwrap();
        let year = |id: u128, year, cents| {
            let id = uuid::Uuid::from_u128(id);
            let id = match test.name {
                "sqlite" => format!("X'{}'", id.simple()),
                _ => format!("'{id}'"),
            };
            format!(
                "INSERT INTO call_year (id, call_id, year, cash_cents, commitment_cents) \
                 SELECT {id}, id, {year}, 0, {cents} FROM \"call\""
            )
        };
        for sql in [
            "UPDATE call_year SET cash_cents = 23000000".to_owned(),
            year(1, 2027, 57_500_000),
            year(2, 2028, 11_500_000),
        ] {
            unit.conn().execute_unprepared(&sql).await.unwrap();
        }
        unit.commit().await.unwrap();
        group.world.call = calls::call(db.reader(), group.world.call.id).await.unwrap();
        let save = SaveAllocation {
            call: group.world.call.id,
            mode: AllocationMode::RankFullStop,
            amounts: Default::default(),
            reason: String::new(),
        };
        let number = usecases::save_allocation(db, &group.secretary(), save)
            .await
            .unwrap();
        let saved = crate::latest_allocation(db.reader(), group.world.call.id).await;
        assert_eq!(saved.unwrap().unwrap().version.total, Cents(92_000_000));
        let refused = usecases::approve_allocation(db, &by, group.world.call.id, number).await;
        let Err(Problem::Refused { code, text }) = refused else {
            panic!("{}: approved although 75.000,00 are missing", test.name)
        };
        assert_eq!(code, "over-budget", "{}", test.name);
        assert_eq!(
            text.args,
            [
                ("year", "2027".to_owned()),
                ("missing", "75.000,00\u{a0}€".to_owned())
            ]
        );
    }
}
