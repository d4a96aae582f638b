//! The minutes: the members' time to comment, and what settled equal points.

use assessment::TieBreak;
use base_testing::db::{databases, sqlite};

use super::audit::{list, minutes, record};
use super::*;
use crate::model::MeetingState;
use crate::usecases::Remark;

#[tokio::test]
async fn the_minutes_wait_for_the_members_time_to_comment() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let (secretary, chair) = (group.secretary(), group.world.at(&group.chair));
        let member = group.world.at(&group.member);
        group.allocate(db, AllocationMode::RankFullStop).await;
        let meeting = group.opened(db, 6).await;
        list(db, &group, meeting).await.unwrap();
        usecases::close(db, &chair, meeting).await.unwrap();
        // Tuesday 10 March: five working days end with Tuesday 17 March
        usecases::draft_minutes(db, &secretary, meeting, "")
            .await
            .unwrap();
        let draft = async || record(db, &chair, meeting).await.meeting;
        let hash = draft().await.minutes_sha256.unwrap();
        let on = |person: &Person, days: i64| Ctx {
            now: group.world.now + TimeDelta::days(days),
            ..group.world.at(person)
        };
        let early = usecases::sign_minutes(db, &on(&group.chair, 7), meeting, &hash).await;
        let Err(Problem::Refused { code, text }) = early else {
            panic!("{early:?}");
        };
        let said = base::texts::say(base::Lang::De, &text);
        assert_eq!(code, "comments-open", "{}", test.name);
        assert!(
            said.contains("17.03.2026") && said.contains("Sitz 2 (Test)"),
            "{said}"
        );
        assert!(
            !said.contains("Sitz 1 (Test)"),
            "the chair agrees by signing: {said}"
        );
        // all but the chair answer: one in the portal, seven in writing
        let other = Remark::Agreed("anderer Wortlaut".to_owned());
        let other = usecases::comment_minutes(db, &member, meeting, None, other).await;
        assert_eq!(other, Err(Problem::Stale));
        let agreed = || Remark::Agreed(hash.clone());
        usecases::comment_minutes(db, &member, meeting, None, agreed())
            .await
            .unwrap();
        for seat in &group.seats[2..8] {
            usecases::comment_minutes(db, &secretary, meeting, Some(*seat), agreed())
                .await
                .unwrap();
        }
        let one_left = usecases::sign_minutes(db, &chair, meeting, &hash).await;
        assert_eq!(refusal(one_left), "comments-open");
        let words = Remark::Comment("Keine Einwände.".to_owned());
        usecases::comment_minutes(db, &secretary, meeting, Some(group.seats[8]), words)
            .await
            .unwrap();
        // another wording goes to everybody again, and the time runs anew
        usecases::draft_minutes(db, &on(&group.world.secretary, 1), meeting, "Ort ergänzt.")
            .await
            .unwrap();
        let anew = draft().await.minutes_sha256.unwrap();
        let waits = usecases::sign_minutes(db, &on(&group.chair, 8), meeting, &anew).await;
        assert_eq!(refusal(waits), "comments-open");
        let signed = usecases::sign_minutes(db, &on(&group.chair, 9), meeting, &anew).await;
        assert_eq!(signed, Ok(MeetingState::MinutesDraft));
        let request = base_db::PageRequest {
            page: 1,
            per_page: 100,
        };
        let mails = base_mail::list(db.reader(), &Default::default(), request)
            .await
            .unwrap();
        let sent = mails.items.iter().filter(|mail| mail.code == "M-S03").count();
        assert_eq!(sent, 18);
    }
}

#[tokio::test]
async fn once_all_have_answered_the_minutes_are_signed_at_once() {
    let test = sqlite().await;
    let (db, group) = (&test.db, Group::new(&test.db).await);
    group.allocate(db, AllocationMode::RankFullStop).await;
    let meeting = group.opened(db, 6).await;
    list(db, &group, meeting).await.unwrap();
    // the pages read the clock of the database
    let now = |person: &Person| Ctx {
        now: db.now(),
        ..group.world.at(person)
    };
    let chair = now(&group.chair);
    usecases::close(db, &chair, meeting).await.unwrap();
    usecases::draft_minutes(db, &now(&group.world.secretary), meeting, "")
        .await
        .unwrap();
    let drafted = record(db, &chair, meeting).await.meeting;
    let until = base::fmt::date(base::Lang::De, crate::minutes::comments_until(&drafted));
    let hash = drafted.minutes_sha256.unwrap();
    let app = base_testing::TestApp::new(
        db,
        vec![
            people::feature(),
            calls::feature(),
            applications::feature(),
            crate::feature(),
        ],
    );
    let path = format!("/meetings/{meeting}/minutes");
    let page = app.get(&path, Some(&group.chair)).await.text();
    assert!(page.contains(&until) && !page.contains("minutes/sign"), "{page}");
    let tasks = crate::feature().tasks.unwrap();
    let asked = async |person: &Person| {
        let due = tasks(&app.app, &now(person)).await.unwrap();
        due.iter().any(|task| task.text.contains("durchsehen"))
    };
    assert!(asked(&group.member).await && !asked(&group.chair).await);
    let comments = format!("{path}/comments");
    let agreed = [("agreed", hash.as_str())];
    let done = app.post_form(&comments, &agreed, Some(&group.member)).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(!asked(&group.member).await);
    for seat in &group.seats[2..] {
        let seat = seat.to_string();
        let written = [("member", seat.as_str()), ("written", ""), ("agreed", &hash)];
        let done = app
            .post_form(&comments, &written, Some(&group.world.secretary))
            .await;
        assert_eq!(done.status, 303, "{}", done.text());
    }
    let page = app.get(&path, Some(&group.chair)).await.text();
    assert!(
        page.contains("minutes/sign") && page.contains("Zustimmung"),
        "{page}"
    );
    usecases::sign_minutes(db, &chair, meeting, &hash).await.unwrap();
}

#[tokio::test]
async fn what_settled_equal_points_stands_in_the_minutes() {
    let test = sqlite().await;
    let db = &test.db;
    let group = Group::scored(db, (&REQUESTED, MEANS), |_| scores(0)).await;
    let officer = group.world.at(&group.world.officer);
    let order: Vec<ApplicationId> = group.world.cases.iter().rev().map(|case| case.id).collect();
    let call = group.world.call.id;
    let balance = (order.as_slice(), TieBreak::Balance);
    assessment::settle_ties(db, &officer, call, balance, "Alle Bezirke sind vertreten.")
        .await
        .unwrap();
    group.allocate(db, AllocationMode::RankFullStop).await;
    let meeting = group.opened(db, 6).await;
    list(db, &group, meeting).await.unwrap();
    group.close_and_sign(db, meeting).await;
    let numbers: Vec<&str> = group.world.cases.iter().rev().map(Application::label).collect();
    let said = format!(
        "Anträge {}: Die Reihenfolge folgt der Entscheidung der Steuerungsgruppe zur Ausgewogenheit.",
        numbers.join(", ")
    );
    let text = minutes(db, &group, meeting).await;
    assert!(
        text.contains(&said) && text.contains("Alle Bezirke sind vertreten."),
        "{text}"
    );
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
    for path in [page.clone(), format!("{page}.pdf"), format!("/api/v1{page}")] {
        let seen = app.get(&path, Some(&group.world.secretary)).await.unpacked();
        assert!(seen.contains("Gleicher Punktstand"), "{path}");
    }
    // whoever is excluded from one of them reads nothing of their order
    let set_up = operator(group.world.now);
    let unit = db.write(&set_up).await.unwrap();
    let barred = applications::Access::Barred;
    applications::grant_access(&unit, group.member.id, group.case(2).id, barred)
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let seen = app.get(&page, Some(&group.member)).await.text();
    assert!(
        seen.contains(group.case(0).label()) && !seen.contains("Ausgewogenheit"),
        "{seen}"
    );
    assert!(
        !seen.contains("Alle Bezirke"),
        "nor why the ranking was corrected"
    );
}
