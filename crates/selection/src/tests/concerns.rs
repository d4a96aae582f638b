//! A concern of bias: nothing is shown and nothing voted on before the others have ruled (handbook 4.3).

use assessment::Ruling;
use base_testing::db::{databases, sqlite};

use super::audit::{list, minutes, record, yes};
use super::*;
use crate::model::{Concern, ConcernId};
use crate::usecases::{Conflict, RuleOnConcern};

fn doubt(group: &Group, case: usize) -> Conflict {
    Conflict {
        application: group.case(case).id,
        reason: "Der Bruder arbeitet dort.".to_owned(),
        doubtful: true,
    }
}

async fn concerns(db: &Db, group: &Group, meeting: MeetingId) -> Vec<Concern> {
    let (row, _) = crate::meeting(db.reader(), &group.secretary(), meeting)
        .await
        .unwrap();
    crate::concerns(db.reader(), &row).await.unwrap()
}

fn ruled(meeting: MeetingId, concern: ConcernId, ruling: Ruling, reason: &str) -> RuleOnConcern {
    RuleOnConcern {
        meeting,
        concern,
        ruling,
        reason: reason.to_owned(),
    }
}

#[tokio::test]
async fn g06_a_concern_hides_the_case_until_the_others_have_ruled() {
    for test in databases().await {
        let (db, group) = (&test.db, Group::new(&test.db).await);
        let (secretary, chair) = (group.secretary(), group.world.at(&group.chair));
        let member = group.world.at(&group.member);
        group.allocate(db, AllocationMode::RankFullStop).await;
        let meeting = group.called_together(db).await;
        usecases::declare(db, &chair, meeting, Vec::new()).await.unwrap();
        let silent = Conflict {
            reason: " ".to_owned(),
            ..doubt(&group, 0)
        };
        let unfounded = usecases::declare(db, &member, meeting, vec![silent]).await;
        assert!(matches!(unfounded, Err(Problem::Invalid(_))), "{}", test.name);
        let doubts = vec![doubt(&group, 0), doubt(&group, 1)];
        assert_eq!(usecases::declare(db, &member, meeting, doubts).await, Ok(5));
        let sees = async |case: usize| {
            let found = applications::find(db.reader(), &member, group.case(case).id).await;
            found.unwrap().is_some()
        };
        assert!(!sees(0).await && !sees(1).await && sees(2).await);
        // in doubt about the third one only later
        let later = group.case(2).id;
        usecases::doubt(db, &member, meeting, later, "Früherer Auftrag")
            .await
            .unwrap();
        assert!(!sees(2).await);
        let waiting = concerns(db, &group, meeting).await;
        let of = |case: usize| {
            let id = group.case(case).id;
            waiting.iter().find(|one| one.application_id == id).unwrap().id
        };
        // not by the member, not without a reason
        let own = ruled(meeting, of(0), Ruling::Cleared, "Kein Anlass");
        let own = usecases::rule_on_concern(db, &member, own).await;
        assert!(matches!(own, Err(Problem::Denied(_))), "{own:?}");
        let empty = ruled(meeting, of(0), Ruling::Cleared, " ");
        let empty = usecases::rule_on_concern(db, &chair, empty).await;
        assert!(matches!(empty, Err(Problem::Invalid(_))));
        let opened = Opened {
            present: group.seats[..6]
                .iter()
                .map(|seat| (*seat, String::new()))
                .collect(),
            chair: None,
            asked: true,
        };
        usecases::open(db, &group.on_its_day(), meeting, opened)
            .await
            .unwrap();
        // out of the room and out of the count, and nothing is voted on before the ruling
        usecases::call_item(db, &secretary, meeting, group.case(0).id)
            .await
            .unwrap();
        let now = record(db, &secretary, meeting).await;
        assert_eq!(now.strength(now.meeting.current_item_id), (8, 5));
        assert!(now.exclusions[0].reason.contains("noch nicht entschieden"));
        let selected = |case: usize, votes: i64| RecordItem {
            votes: yes(votes),
            chair_vote: None,
            ..motion(group.case(case).id, Outcome::Selected)
        };
        let early = usecases::record_item(db, &chair, meeting, selected(0, 5)).await;
        assert_eq!(refusal(early), "concern-open");
        // the first one is cleared: back in the room, in the count and at the papers
        let cleared = ruled(
            meeting,
            of(0),
            Ruling::Cleared,
            "Der Bruder ist dort nicht zuständig.",
        );
        usecases::rule_on_concern(db, &chair, cleared.clone())
            .await
            .unwrap();
        assert!(sees(0).await);
        usecases::record_item(db, &chair, meeting, selected(0, 6))
            .await
            .unwrap();
        let again = usecases::rule_on_concern(db, &chair, cleared).await;
        assert_eq!(refusal(again), "concern-ruled");
        // the second one is upheld by the secretary, and so is the third
        for case in [1, 2] {
            let upheld = ruled(meeting, of(case), Ruling::Excluded, "Der Bruder leitet das Amt.");
            usecases::rule_on_concern(db, &secretary, upheld).await.unwrap();
            usecases::record_item(db, &chair, meeting, selected(case, 5))
                .await
                .unwrap();
            assert!(!sees(case).await);
        }
        let now = record(db, &secretary, meeting).await;
        let base = |case: usize| {
            let id = group.case(case).id;
            let item = now.items.iter().find(|item| item.application_id == id);
            item.unwrap().base
        };
        assert_eq!([base(0), base(1), base(2)], [Some(9), Some(8), Some(8)]);
        list(db, &group, meeting).await.unwrap();
        group.close_and_sign(db, meeting).await;
        let text = minutes(db, &group, meeting).await;
        for said in [
            "Besorgnis der Befangenheit an: Der Bruder arbeitet dort.",
            "wirkt mit. Der Bruder ist dort nicht zuständig.",
            "wirkt nicht mit. Der Bruder leitet das Amt.",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
        let trail = base_db::audit::of_subject(db.reader(), "member_concern", &of(0).to_string(), 10)
            .await
            .unwrap();
        let mut actions: Vec<&str> = trail.iter().map(|entry| entry.action.as_str()).collect();
        actions.sort_unstable();
        assert_eq!(actions, ["declare", "rule"]);
    }
}

#[tokio::test]
async fn a_concern_is_ruled_on_in_the_portal() {
    let test = sqlite().await;
    let (db, group) = (&test.db, Group::new(&test.db).await);
    let meeting = group.called_together(db).await;
    let chair = group.world.at(&group.chair);
    usecases::declare(db, &chair, meeting, Vec::new()).await.unwrap();
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
    let case = group.case(0);
    let path = format!("/meetings/{meeting}");
    let (reason, doubtful) = (format!("reason_{}", case.id), format!("doubt_{}", case.id));
    let send = async |form: &[(&str, &str)]| {
        app.post_form(&format!("{path}/declaration"), form, Some(&group.member))
            .await
            .status
    };
    // a doubt needs its reason
    assert_eq!(send(&[(&reason, ""), (&doubtful, "true")]).await, 422);
    assert_eq!(send(&[(&reason, "Nachbarin"), (&doubtful, "true")]).await, 303);
    let own = app.get(&path, Some(&group.member)).await.text();
    assert!(
        own.contains("Eine angezeigte") || own.contains("eine angezeigte"),
        "{own}"
    );
    assert!(!own.contains(case.label()));
    let tasks = crate::feature().tasks.unwrap();
    let due = tasks(&app.app, &chair).await.unwrap();
    assert!(due.iter().any(|task| task.text.contains("Besorgnis")), "{due:?}");
    let concern = concerns(db, &group, meeting).await[0].id;
    let page = app.get(&path, Some(&group.chair)).await.text();
    let ruling = format!("{path}/concerns/{concern}");
    assert!(page.contains("Nachbarin") && page.contains(&ruling), "{page}");
    assert!(
        app.get(&ruling, Some(&group.chair))
            .await
            .text()
            .contains("Nachbarin")
    );
    let form = [("ruling", "CLEARED"), ("reason", "")];
    let unfounded = app.post_form(&ruling, &form, Some(&group.chair)).await;
    assert_eq!(unfounded.status, 422);
    let form = [("ruling", "CLEARED"), ("reason", "Kein näherer Umgang.")];
    let done = app.post_form(&ruling, &form, Some(&group.chair)).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let seen = app.get(&path, Some(&group.member)).await.text();
    assert!(seen.contains(case.label()));
    assert!(
        !tasks(&app.app, &chair)
            .await
            .unwrap()
            .iter()
            .any(|task| task.text.contains("Besorgnis"))
    );
}
