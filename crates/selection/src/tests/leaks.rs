//! Whoever is excluded from a case finds nothing of it: every page, list, export and API field is asked.

use std::collections::BTreeSet;

use axum::http::Method;
use base_testing::TestApp;
use base_testing::db::sqlite;

use super::*;
use crate::usecases::{SaveScenario, ScenarioKind};

/// Sindelfingen: a name that stands for nothing else here.
const HIDDEN: usize = 1;

/// Every address that can be read with these objects, and whether it names the hidden case itself.
fn addresses(app: &TestApp, group: &Group, meeting: MeetingId) -> Vec<(String, bool)> {
    let (hidden, other) = (group.case(HIDDEN).id.to_string(), group.case(0).id.to_string());
    let mut found = Vec::new();
    for route in &app.app.route_table {
        if route.method != Method::GET {
            continue;
        }
        for case in [&hidden, &other] {
            let path = route
                .path
                .replace("{application}", case)
                .replace("{call}", &group.world.call.id.to_string())
                .replace("{meeting}", &meeting.to_string())
                .replace("{committee}", &group.committee.to_string())
                .replace("{number}", "1");
            if !path.contains('{') {
                found.push((path.clone(), path.contains(&hidden)));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The addresses whose answer says number, applicant or id of the hidden case. An address that names the case repeats its id.
async fn told(app: &TestApp, group: &Group, meeting: MeetingId, person: &Person) -> BTreeSet<String> {
    let case = group.case(HIDDEN);
    let mut found = BTreeSet::new();
    for (path, names_it) in addresses(app, group, meeting) {
        let answer = app.get(&path, Some(person)).await;
        assert!(answer.status.as_u16() < 500, "{path}: {}", answer.status);
        let text = answer.unpacked();
        let says_id = !names_it && text.contains(&case.id.to_string());
        if says_id || text.contains(case.label()) || text.contains(&case.lead_name) {
            found.insert(path);
        }
    }
    found
}

#[tokio::test]
async fn an_excluded_person_finds_nothing_of_the_case_anywhere() {
    let test = sqlite().await;
    let db = &test.db;
    let group = Group::new(db).await;
    let app = TestApp::new(
        db,
        vec![
            people::feature(),
            calls::feature(),
            applications::feature(),
            assessment::feature(),
            crate::feature(),
        ],
    );
    let scenario = SaveScenario {
        call: group.world.call.id,
        name: "Nach Rang".to_owned(),
        kind: ScenarioKind::Mode(AllocationMode::RankFullStop, Default::default()),
        budget: None,
    };
    usecases::save_scenario(db, &group.secretary(), scenario)
        .await
        .unwrap();
    let scope = Scope::Programme(group.world.programme.0);
    let set_up = operator(group.world.now);
    let office = world::account(
        db,
        &set_up,
        "gs-befangen",
        &[(Role::GS, scope), (Role::SB, scope)],
    )
    .await;
    group.allocate(db, AllocationMode::RankFullStop).await;
    let meeting = group.invited(db).await;
    let hidden = group.case(HIDDEN).id;
    usecases::recuse(db, &group.world.at(&group.member), meeting, hidden, "Gemeinderat")
        .await
        .unwrap();
    let unit = db.write(&set_up).await.unwrap();
    let barred = applications::Access::Barred;
    applications::grant_access(&unit, office.id, hidden, barred)
        .await
        .unwrap();
    unit.commit().await.unwrap();
    // before the meeting, in it, and after the release
    for stage in ["invited", "in session", "released"] {
        match stage {
            "in session" => {
                let present = group.seats[..7].iter().map(|seat| (*seat, String::new()));
                let opened = Opened {
                    present: present.collect(),
                    chair: None,
                    asked: true,
                };
                let chair = group.on_its_day();
                usecases::open(db, &chair, meeting, opened).await.unwrap();
                usecases::call_item(db, &group.secretary(), meeting, hidden)
                    .await
                    .unwrap();
            }
            "released" => finish(db, &group, meeting).await,
            _ => {}
        }
        for person in [&group.member, &office] {
            let leaks = told(&app, &group, meeting, person).await;
            assert!(leaks.is_empty(), "{stage}, {}: {leaks:#?}", person.name);
        }
        // the same question finds it for whoever may see it: the test can fail
        let seen = told(&app, &group, meeting, &group.chair).await;
        assert!(seen.len() >= 5, "{stage}: {seen:#?}");
        let seen = told(&app, &group, meeting, &group.world.secretary).await;
        assert!(seen.len() >= 10, "{stage}: {seen:#?}");
    }
    // nor does the evidence packet of another case say where the hidden one stands
    let packet = async |person: &Person| {
        let other = group.case(0).id.0;
        let files = app.app.evidence_of(&group.world.at(person), other).await;
        files.unwrap()
    };
    let json = |files: &[base_web::app::EvidenceFile], path: &str| -> serde_json::Value {
        let file = files.iter().find(|file| file.path == path).unwrap();
        serde_json::from_slice(&file.bytes).unwrap()
    };
    let is_ranking = |file: &&base_web::app::EvidenceFile| file.path.starts_with("gemeinsam/20-rangliste-");
    let (barred, whole) = (packet(&office).await, packet(&group.world.secretary).await);
    for (files, sees_all) in [(&barred, false), (&whole, true)] {
        let ranked = json(files, "20-bewertung/ranglisten.json");
        let place = &ranked["items"][0];
        assert!(place["sha256"].is_string(), "{ranked}");
        assert_eq!(place["rank"].is_i64(), sees_all, "{ranked}");
        assert_eq!(place["tied"].is_boolean(), sees_all, "{ranked}");
        let decided = json(files, "30-auswahl/entscheidung.json");
        assert_eq!(decided["decision"]["rank"].is_i64(), sees_all, "{decided}");
        let sessions = json(files, "30-auswahl/sitzungen.json");
        assert_eq!(
            sessions["items"][0]["item"]["rank"].is_i64(),
            sees_all,
            "{sessions}"
        );
        let ranking = files.iter().find(is_ranking);
        assert_eq!(ranking.is_some(), sees_all);
        for file in files.iter().filter(|_| !sees_all) {
            let text = String::from_utf8_lossy(&file.bytes);
            assert!(!text.contains(&hidden.to_string()), "{}", file.path);
        }
    }
    let ranking = whole.iter().find(is_ranking).unwrap();
    let hash = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(&ranking.bytes));
    assert_eq!(ranking.sha256, Some(hash), "as it was frozen");
}

/// From the called item to the release.
async fn finish(db: &Db, group: &Group, meeting: MeetingId) {
    let (secretary, chair) = (group.secretary(), group.world.at(&group.chair));
    let yes = |yes| Votes {
        yes,
        ..Votes::default()
    };
    let item = RecordItem {
        votes: yes(6),
        chair_vote: None,
        ..motion(group.case(HIDDEN).id, Outcome::Selected)
    };
    usecases::record_item(db, &secretary, meeting, item)
        .await
        .unwrap();
    let list = RecordList {
        votes: yes(7),
        chair_vote: None,
    };
    usecases::record_list(db, &secretary, meeting, list)
        .await
        .unwrap();
    usecases::close(db, &chair, meeting).await.unwrap();
    usecases::draft_minutes(db, &group.drafting(), meeting, "")
        .await
        .unwrap();
    let (row, _) = crate::meeting(db.reader(), &chair, meeting).await.unwrap();
    let hash = row.minutes_sha256.unwrap();
    usecases::sign_minutes(db, &chair, meeting, &hash).await.unwrap();
    usecases::sign_minutes(db, &secretary, meeting, &hash)
        .await
        .unwrap();
    usecases::apply_results(db, &secretary, meeting).await.unwrap();
    let head = group.world.at(&group.world.head);
    usecases::release(db, &head, group.world.call.id).await.unwrap();
}
