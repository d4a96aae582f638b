//! Answers to the form: where they stand, two writers, what is open, what is handed in.

use base::{Person, Problem, Role};
use base_db::Db;
use base_testing::ctx;
use base_testing::db::databases;
use calls::form::{Answers, Facts, Kind, Shown};
use calls::{Call, Terms};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::world::{World, body, date, draft, hand_in, row, terms, utc};
use crate::answers::{answers_of, answers_view, columns, open_points};
use crate::model::{Application, Declared};
use crate::usecases::{Change, Submit, carry_over, earlier, save_answers, submit};

struct Scene {
    world: World,
    call: Call,
    first: Person,
    second: Person,
    draft: Application,
    now: DateTime<Utc>,
}

/// Two colleagues of Mössingen with one draft in a call that asks the full form.
async fn scene(db: &Db) -> Scene {
    let now = utc("2026-02-01T09:00:00Z");
    let world = World::new(db, utc("2026-01-02T08:00:00Z")).await;
    let terms = Terms {
        form_version: 2,
        project_from: Some(date("2026-01-01")),
        ..terms()
    };
    let call = world.call(db, "IBZ-2026A", terms).await;
    let town = body(db, "08416025").await;
    let first = world.municipal(db, "ke1", &town, &[Role::KE, Role::KZ]).await;
    let second = world.municipal(db, "ke2", &town, &[Role::KE]).await;
    let draft = draft(db, &first, now, call.id, &town).await;
    Scene {
        world,
        call,
        first,
        second,
        draft,
        now,
    }
}

fn change(field: &str, value: Value, seen: i64) -> Change {
    Change {
        field: field.to_owned(),
        value,
        seen: Some(seen),
    }
}

/// Everything the full form needs that the draft does not have yet.
async fn complete(db: &Db, scene: &Scene) {
    let there: Answers = answers_of(db.reader(), &scene.draft).await.unwrap();
    let form = calls::form::load(db.reader(), 2).await.unwrap().definition;
    let changes: Vec<Change> = calls::form::example(&form, Facts { cash: false })
        .into_iter()
        .filter(|(code, _)| !there.contains_key(code))
        .filter(|(code, _)| {
            form.field(code)
                .is_some_and(|field| field.kind != Kind::MustBeTrue)
        })
        .map(|(field, value)| Change {
            field,
            value,
            seen: None,
        })
        .collect();
    save_answers(db, &ctx(&scene.first, scene.now), scene.draft.id, &changes)
        .await
        .unwrap();
}

#[tokio::test]
async fn every_column_gives_back_what_was_put() {
    let database = base_testing::db::sqlite().await;
    let mut application = scene(&database.db).await.draft;
    for code in columns::codes() {
        let value = match code {
            "C11a" | "C11b" => json!("2026-09-01"),
            "D1" => json!("BOTH"),
            "D2" => json!(25),
            code if code.starts_with('E') => json!(40_000_00),
            code if code.starts_with('F') || code == "C14" => json!(true),
            code => json!(format!("Text {code}")),
        };
        columns::put(&mut application, code, &value);
        assert_eq!(columns::get(&application, code), Some(value), "{code}");
        assert_eq!(columns::code_of(columns::name_of(code)), code);
    }
    assert_eq!(columns::get(&application, "C3"), None);
}

#[tokio::test]
async fn the_register_prefills_a_new_draft_and_the_person_overwrites_it() {
    for database in databases().await {
        let db = &database.db;
        let scene = scene(db).await;
        let known = answers_of(db.reader(), &scene.draft).await.unwrap();
        assert_eq!(known.get("A4a"), Some(&json!(21_751)), "{}", database.name);
        assert_eq!(known.get("A4b"), Some(&json!("2025-11-30")));
        assert_eq!(known.get("A6b"), Some(&json!("72116")));
        assert_eq!(known.get("A6c"), Some(&json!("Mössingen")));
        assert_eq!(known.get("A6a"), None, "the register has no street");
        let changes = [change("A4a", json!(22_000), 1), change("A6c", Value::Null, 1)];
        let saved = save_answers(db, &ctx(&scene.first, scene.now), scene.draft.id, &changes)
            .await
            .unwrap();
        assert!(saved.conflicts.is_empty());
        let now = answers_of(db.reader(), &scene.draft).await.unwrap();
        assert_eq!((now.get("A4a"), now.get("A6c")), (Some(&json!(22_000)), None));
    }
}

#[tokio::test]
async fn two_colleagues_never_overwrite_each_other() {
    for database in databases().await {
        let db = &database.db;
        let scene = scene(db).await;
        let (id, later) = (scene.draft.id, scene.now + chrono::TimeDelta::minutes(2));
        let by_first = ctx(&scene.first, scene.now);
        let by_second = ctx(&scene.second, later);
        let changes = [
            change("C3", json!("Bedarf, erste Fassung"), 0),
            change("C1", json!("Runder Tisch"), 0),
        ];
        let saved = save_answers(db, &by_first, id, &changes).await.unwrap();
        assert_eq!(saved.versions["C3"], 1);
        assert!(saved.conflicts.is_empty());

        // the second one still has the page from before: another field is saved, the same one comes back
        let changes = [
            change("C3", json!("Bedarf, zweite Fassung"), 0),
            change("C6", json!("Beteiligung"), 0),
        ];
        let saved = save_answers(db, &by_second, id, &changes).await.unwrap();
        let conflict = &saved.conflicts[0];
        assert_eq!(saved.conflicts.len(), 1);
        assert_eq!(conflict.field, "C3");
        assert_eq!(conflict.mine, json!("Bedarf, zweite Fassung"));
        assert_eq!(conflict.theirs, json!("Bedarf, erste Fassung"));
        assert_eq!(conflict.by, Some(scene.first.id));
        let answers = answers_of(db.reader(), &row(db, id).await).await.unwrap();
        assert_eq!(answers["C3"], json!("Bedarf, erste Fassung"));
        assert_eq!(answers["C6"], json!("Beteiligung"));
        assert_eq!(row(db, id).await.title, "Runder Tisch");

        // having seen both, the second one decides
        let chosen = [change("C3", json!("Bedarf, beide"), conflict.version)];
        let saved = save_answers(db, &by_second, id, &chosen).await.unwrap();
        assert_eq!(saved.versions["C3"], 2);
        // columns have versions too
        let stale = [change("C1", json!("Anders"), 0)];
        let saved = save_answers(db, &by_second, id, &stale).await.unwrap();
        assert_eq!(saved.conflicts[0].theirs, json!("Runder Tisch"));
        // the same value twice is no change
        let same = [change("C1", json!("Runder Tisch"), 0)];
        assert!(
            save_answers(db, &by_second, id, &same)
                .await
                .unwrap()
                .conflicts
                .is_empty()
        );
    }
}

#[tokio::test]
async fn only_those_who_write_the_draft_save_answers() {
    for database in databases().await {
        let db = &database.db;
        let scene = scene(db).await;
        let id = scene.draft.id;
        let other = body(db, "08416041").await;
        let stranger = scene.world.municipal(db, "ke3", &other, &[Role::KE]).await;
        let one = [change("C3", json!("x"), 0)];
        let refused = save_answers(db, &ctx(&stranger, scene.now), id, &one)
            .await
            .unwrap_err();
        assert!(matches!(refused, Problem::NotFound { .. }), "{refused}");
        let unknown = [change("Z9", json!("x"), 0)];
        let refused = save_answers(db, &ctx(&scene.first, scene.now), id, &unknown)
            .await
            .unwrap_err();
        assert!(matches!(refused, Problem::Invalid(_)), "{refused}");
    }
}

#[tokio::test]
async fn submitting_asks_the_same_as_antrag_pruefen() {
    for database in databases().await {
        let db = &database.db;
        let scene = scene(db).await;
        let by = ctx(&scene.first, scene.now);
        let open = open_points(db.reader(), &scene.draft, base::Lang::De)
            .await
            .unwrap();
        let of = |code: &str| open.iter().find(|point| point.code == code);
        assert_eq!(of("C3").unwrap().section, "project");
        assert_eq!(of("F5b").unwrap().problem.text.key, "form-undetermined");
        assert!(of("F1").is_none(), "declared when it is handed in");
        let refused = submit(db, &by, hand_in(&scene.draft)).await.unwrap_err();
        let Problem::Invalid(points) = refused else {
            panic!("{refused}")
        };
        assert_eq!(points.len(), open.len(), "the declarations are ticked");
        let nothing = Submit {
            declarations: Declared::default(),
            ..hand_in(&scene.draft)
        };
        let Problem::Invalid(undeclared) = submit(db, &by, nothing).await.unwrap_err() else {
            panic!("not refused")
        };
        assert_eq!(undeclared.len(), open.len() + 5);

        complete(db, &scene).await;
        let draft = row(db, scene.draft.id).await;
        let open = open_points(db.reader(), &draft, base::Lang::De).await.unwrap();
        assert!(open.is_empty(), "{open:?}");
        submit(db, &by, hand_in(&draft)).await.unwrap();
        let snapshot = crate::queries::latest_snapshot(db.reader(), draft.id)
            .await
            .unwrap()
            .unwrap();
        let content: Value = serde_json::from_str(&snapshot.content).unwrap();
        assert_eq!(content["form"]["version"], json!(2));
        assert!(content["form"]["answers"]["C3"].is_string());
        let late = [change("C3", json!("danach"), 1)];
        let refused = save_answers(db, &by, draft.id, &late).await.unwrap_err();
        assert!(matches!(refused, Problem::Refused { .. }), "{refused}");
        let _ = &scene.call;
    }
}

#[tokio::test]
async fn milestones_lie_in_the_project_and_a_resolution_follows_within_eight_weeks() {
    let database = base_testing::db::sqlite().await;
    let db = &database.db;
    let scene = scene(db).await;
    complete(db, &scene).await;
    let by = ctx(&scene.first, scene.now);
    let set = async |field: &str, value: Value| {
        let change = Change {
            field: field.to_owned(),
            value,
            seen: None,
        };
        save_answers(db, &by, scene.draft.id, &[change]).await.unwrap();
        let draft = row(db, scene.draft.id).await;
        let open = open_points(db.reader(), &draft, base::Lang::De).await.unwrap();
        open.iter()
            .map(|point| {
                let said = base::texts::say(base::Lang::De, &point.problem.text);
                format!("{} {}: {said}", point.section, point.code)
            })
            .collect::<Vec<_>>()
    };
    // the project runs from 01.06.2026 to 31.05.2028
    let milestone = |day: &str| json!([{ "a": day, "b": "Auftakt" }]);
    assert_eq!(set("C12", milestone("2026-06-01")).await, [""; 0]);
    assert_eq!(
        set("C12", milestone("2028-06-01")).await,
        [
            "schedule C12: Der Meilenstein am 01.06.2028 liegt außerhalb des Projektzeitraums vom 01.06.2026 bis 31.05.2028."
        ]
    );
    assert_eq!(set("C12", milestone("2028-05-31")).await, [""; 0]);
    // written on 01.02.2026: an early start lies ahead
    assert_eq!(set("E6c", json!("Der Vermieter wartet nicht.")).await, [""; 0]);
    assert_eq!(set("E6b", json!("2026-02-01")).await, [""; 0], "none is wanted");
    assert_eq!(
        set("E6a", json!(true)).await,
        ["money E6b: Bitte nennen Sie einen Tag in der Zukunft."]
    );
    assert_eq!(set("E6b", json!("2026-02-02")).await, [""; 0]);
    // the deadline is 06.03.2026, 24:00; eight weeks later is 01.05.2026
    assert_eq!(
        set("F5c", json!("2026-05-02")).await,
        [""; 0],
        "not asked while it is there"
    );
    assert_eq!(
        set("F5a", json!("LATER")).await,
        [
            "declarations F5c: Der Beschluss kann bis 01.05.2026 nachgereicht werden, 8 Wochen nach dem Ende der Bewerbungsfrist (Programmwert „Frist für einen nachgereichten Gremienbeschluss“)."
        ]
    );
    let draft = row(db, scene.draft.id).await;
    let Problem::Invalid(refused) = submit(db, &by, hand_in(&draft)).await.unwrap_err() else {
        panic!("another problem");
    };
    assert_eq!(refused[0].field, "F5c");
    assert_eq!(set("F5c", json!("2026-05-01")).await, [""; 0]);
}

#[tokio::test]
async fn what_is_doubtful_is_said_and_hinders_nothing() {
    let database = base_testing::db::sqlite().await;
    let db = &database.db;
    let scene = scene(db).await;
    complete(db, &scene).await;
    let by = ctx(&scene.first, scene.now);
    // the register has 21.751 inhabitants
    let changes = [
        change("A4a", json!(26_102), 1),
        change("A9", json!("integration@gmail.com"), 0),
    ];
    save_answers(db, &by, scene.draft.id, &changes).await.unwrap();
    let draft = row(db, scene.draft.id).await;
    let doubts = crate::answers::doubts_of(db.reader(), &draft, &scene.call, base::Lang::De)
        .await
        .unwrap();
    let codes: Vec<&str> = doubts.iter().map(|doubt| doubt.code.as_str()).collect();
    assert_eq!(codes, ["A4a", "A9"]);
    assert!(
        open_points(db.reader(), &draft, base::Lang::De)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn the_view_has_every_section_and_leaves_out_what_was_not_asked() {
    for database in databases().await {
        let db = &database.db;
        let scene = scene(db).await;
        complete(db, &scene).await;
        let draft = row(db, scene.draft.id).await;
        let sections = answers_view(db.reader(), &draft, base::Lang::De).await.unwrap();
        let codes: Vec<&str> = sections.iter().map(|section| section.code.as_str()).collect();
        assert_eq!(codes[..3], ["applicant", "partners", "project"]);
        let rows: Vec<_> = sections.iter().flat_map(|section| &section.rows).collect();
        let of = |code: &str| rows.iter().find(|row| row.code == code);
        assert!(of("F2").is_none());
        assert!(matches!(&of("C4").unwrap().value, Shown::Table { rows, .. } if rows.len() == 1));
        assert_eq!(of("A12").unwrap().value, Shown::Nothing);
        assert!(of("F1").is_none(), "a draft holds no declaration");
    }
}

#[tokio::test]
async fn last_years_answers_fill_what_is_empty_and_nothing_else() {
    for database in databases().await {
        let db = &database.db;
        let scene = scene(db).await;
        complete(db, &scene).await;
        let by = ctx(&scene.first, scene.now);
        let old = answers_of(db.reader(), &row(db, scene.draft.id).await)
            .await
            .unwrap();
        let terms = Terms {
            form_version: 2,
            ..terms()
        };
        let call = scene.world.call(db, "IBZ-2026B", terms).await;
        let town = body(db, "08416025").await;
        let new = draft(db, &scene.first, scene.now, call.id, &town).await;
        let kept = [change("C3", json!("neu geschrieben"), 0)];
        save_answers(db, &by, new.id, &kept).await.unwrap();
        let source = earlier(db.reader(), &by, &new).await.unwrap().unwrap();
        assert_eq!(source.id, scene.draft.id);
        carry_over(db, &by, new.id).await.unwrap();
        let answers = answers_of(db.reader(), &row(db, new.id).await).await.unwrap();
        assert_eq!(answers["C3"], json!("neu geschrieben"));
        assert_eq!(answers["C6"], old["C6"]);
        assert_eq!(answers["A4a"], json!(21_751), "the population is the register's");
        for code in ["F5a", "F1", "C14"] {
            assert!(!answers.contains_key(code), "{code} is said anew each year");
        }
        let stranger = body(db, "08416041").await;
        let stranger = scene.world.municipal(db, "ke9", &stranger, &[Role::KE]).await;
        assert!(carry_over(db, &ctx(&stranger, scene.now), new.id).await.is_err());
    }
}
