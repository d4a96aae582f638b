//! Who sees what, and when: drafts, own scores first, exclusions, seats in the right steering group, settled ties, and
//! what `backoffice check` finds.

use applications::Access;
use axum::http::{Method, StatusCode};
use base::{Problem, Role, Scope};
use base_testing::db::{databases, sqlite};
use base_testing::{TestApp, operator};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::reviews::refusal;
use super::*;
use crate::model::{ReviewState, TieBreak};
use crate::{FieldValue, check};

fn app(db: &Db) -> TestApp {
    TestApp::new(
        db,
        vec![
            people::feature(),
            calls::feature(),
            applications::feature(),
            crate::feature(),
        ],
    )
}

async fn bar(db: &Db, world: &World, person: &Person, case: usize) {
    let by = operator(world.now);
    let unit = db.write(&by).await.unwrap();
    applications::grant_access(&unit, person.id, world.cases[case].id, Access::Barred)
        .await
        .unwrap();
    unit.commit().await.unwrap();
}

/// Another office of the programme.
async fn colleague(db: &Db, world: &World, name: &str, roles: &[Role]) -> Person {
    let scope = Scope::Programme(world.programme.0);
    let roles: Vec<_> = roles.iter().map(|role| (*role, scope)).collect();
    world::account(db, &operator(world.now), name, &roles).await
}

async fn typed(db: &Db, world: &World, id: ReviewId, person: &Person, value: FieldValue) {
    crate::save_field(db, &world.at(person), id, value, 99)
        .await
        .unwrap();
}

fn not_found<T: std::fmt::Debug>(answer: Result<T, Problem>) {
    assert!(matches!(answer, Err(Problem::NotFound { .. })), "{answer:?}");
}

#[tokio::test]
async fn drafts_of_scores_leave_the_house_with_nobody_but_their_writer() {
    let test = sqlite().await;
    let db = &test.db;
    let app = app(db);
    let world = World::new(db, &[4_000_000], base::Cents(15_000_000)).await;
    assign_all(db, &world).await;
    give(db, &world, 0, 0, [4; 7]).await;
    let (first, second) = (&world.assessors[0], &world.assessors[1]);
    let draft = review_of(db, &world, 0, second).await;
    declare_none(db, &world, draft, second).await;
    let words = "Entwurf: kaum belegt";
    typed(
        db,
        &world,
        draft,
        second,
        FieldValue::Points("K1".to_owned(), Some(1)),
    )
    .await;
    typed(
        db,
        &world,
        draft,
        second,
        FieldValue::Reason("K1".to_owned(), words.to_owned()),
    )
    .await;
    typed(db, &world, draft, second, FieldValue::Comment(words.to_owned())).await;
    // what was handed in is reopened, and rewritten
    let reopened = review_of(db, &world, 0, first).await;
    crate::reopen(db, &world.at(&world.secretary), reopened, "Bitte ergänzen")
        .await
        .unwrap();
    typed(
        db,
        &world,
        reopened,
        first,
        FieldValue::Comment("Umgeschrieben".to_owned()),
    )
    .await;
    let call = world.call.id;
    for person in [&world.officer, &world.secretary, &world.head] {
        for path in [
            format!("/calls/{call}/scores.xlsx"),
            format!("/calls/{call}/assessment"),
            format!("/calls/{call}/ranking"),
            format!("/reviews/{draft}/record"),
            format!("/reviews/{reopened}/record"),
            format!("/applications/{}?part=procedure", world.cases[0].id),
            format!("/applications/{}?part=record", world.cases[0].id),
            format!("/api/v1/calls/{call}/assessors"),
        ] {
            let text = app.get(&path, Some(person)).await.unpacked();
            assert!(
                !text.contains(words) && !text.contains("Umgeschrieben"),
                "{path}, {}: {text}",
                person.name
            );
        }
        let files = app
            .app
            .evidence_of(&world.at(person), world.cases[0].id.0)
            .await
            .unwrap();
        for file in files {
            let text = String::from_utf8_lossy(&file.bytes);
            assert!(
                !text.contains(words) && !text.contains("Umgeschrieben"),
                "{}",
                file.path
            );
        }
    }
    // the writer has it, the office has the row, and what was handed in before stays readable
    let own = app
        .get(&format!("/calls/{call}/scores.xlsx"), Some(second))
        .await
        .unpacked();
    assert!(own.contains(words));
    let book = app
        .get(&format!("/calls/{call}/scores.xlsx"), Some(&world.officer))
        .await
        .unpacked();
    assert!(book.contains(&second.name) && book.contains(&first.name));
    let record = app
        .get(&format!("/reviews/{reopened}/record"), Some(&world.officer))
        .await
        .text();
    assert!(
        record.contains("Abgegebene Fassung 1") && record.contains("80,00"),
        "{record}"
    );
    // made void in the middle of that, the record shows what had counted
    crate::void_review(db, &world.at(&world.secretary), reopened, "Befangen")
        .await
        .unwrap();
    let record = app
        .get(&format!("/reviews/{reopened}/record"), Some(&world.officer))
        .await
        .text();
    assert!(
        record.contains("80,00") && !record.contains("Umgeschrieben"),
        "{record}"
    );
}

#[tokio::test]
async fn whoever_still_has_to_score_a_case_reads_no_scores_of_it_in_any_role() {
    let test = sqlite().await;
    let db = &test.db;
    let app = app(db);
    let world = World::new(db, &[4_000_000], base::Cents(15_000_000)).await;
    let both = world::account(
        db,
        &operator(world.now),
        "sb-as",
        &[
            (Role::SB, Scope::Programme(world.programme.0)),
            (Role::GS, Scope::Programme(world.programme.0)),
            (Role::AS, Scope::Call(world.call.id.0)),
        ],
    )
    .await;
    assign_all(db, &world).await;
    let command = Assign {
        call: world.call.id,
        applications: vec![world.cases[0].id],
        assessors: vec![both.id],
        due_on: None,
    };
    usecases::assign(db, &world.at(&world.officer), command)
        .await
        .unwrap();
    give(db, &world, 0, 0, [4, 4, 4, 4, 4, 4, 3]).await; // 79
    let (call, case) = (world.call.id, world.cases[0].id);
    let other = review_of(db, &world, 0, &world.assessors[0]).await;
    let pages = [
        format!("/calls/{call}/assessment"),
        format!("/calls/{call}/ranking"),
        format!("/calls/{call}/scores.xlsx"),
        format!("/reviews/{other}/record"),
        format!("/applications/{case}?part=procedure"),
    ];
    let says = async |path: &str| {
        let said = app.get(path, Some(&both)).await.unpacked();
        said.contains("79,00") || said.contains("<v>79</v>")
    };
    for path in &pages {
        assert!(!says(path).await, "{path}");
    }
    let evidence = app.app.evidence_of(&world.at(&both), case.0).await.unwrap();
    let reviews = evidence
        .iter()
        .find(|file| file.path.ends_with("bewertungen.json"))
        .unwrap();
    assert!(!String::from_utf8_lossy(&reviews.bytes).contains("7900"));
    let own = review_of(db, &world, 0, &both).await;
    declare_none(db, &world, own, &both).await;
    let version = store::review::get(db.reader(), own).await.unwrap().version;
    let command = SaveScores {
        scores: scores([4, 4, 4, 4, 4, 4, 3]),
        version,
        ..SaveScores::default()
    };
    usecases::submit(db, &world.at(&both), own, command)
        .await
        .unwrap();
    for path in &pages {
        assert!(says(path).await, "handed in: {path}");
    }
}

#[tokio::test]
async fn the_barred_read_the_ranking_as_if_the_case_were_not_in_it() {
    let test = sqlite().await;
    let db = &test.db;
    let app = app(db);
    let world = g01(db).await;
    let office = colleague(
        db,
        &world,
        "gs-befangen",
        &[Role::GS, Role::SB, Role::RL, Role::RH],
    )
    .await;
    bar(db, &world, &office, 1).await; // B, in the middle
    let call = world.call.id;
    let preliminary = app
        .get(&format!("/calls/{call}/ranking"), Some(&office))
        .await
        .text();
    assert!(!preliminary.contains(world.cases[1].label()), "{preliminary}");
    let refused = crate::freeze_ranking(db, &world.at(&office), call, "").await;
    assert_eq!(refusal(refused), "barred");
    crate::freeze_ranking(db, &world.at(&world.officer), call, "")
        .await
        .unwrap();
    let ranking = async |person: &Person| {
        let path = format!("/api/v1/calls/{call}/ranking");
        app.api(Method::GET, &path, None, Some(person)).await.json()
    };
    let ranks = |ranking: &serde_json::Value| -> Vec<i64> {
        let entries = ranking["entries"].as_array().unwrap();
        entries
            .iter()
            .map(|entry| entry["rank"].as_i64().unwrap())
            .collect()
    };
    assert_eq!(ranks(&ranking(&world.officer).await), [1, 2, 3]);
    let seen = ranking(&office).await;
    assert_eq!(
        (ranks(&seen), seen["total"].as_i64()),
        (vec![1, 2], Some(2)),
        "no gap"
    );
    // a new version whose reason speaks of the case
    let third = review_of(db, &world, 1, &world.assessors[2]).await;
    let why = "Befangen im Fall der zweiten Stadt";
    crate::void_review(db, &world.at(&world.secretary), third, why)
        .await
        .unwrap();
    let page = app
        .get(&format!("/calls/{call}/ranking"), Some(&office))
        .await
        .text();
    assert!(
        !page.contains(why) && !page.contains(world.cases[1].label()),
        "{page}"
    );
    assert!(
        !page.contains("Neue Fassung"),
        "a barred person does not correct it"
    );
    assert_eq!(ranking(&office).await["reason"], "");
    let whole = app
        .get(&format!("/calls/{call}/ranking"), Some(&world.officer))
        .await
        .text();
    assert!(whole.contains(why) && whole.contains("Neue Fassung"));
    // nothing of the case can be handled either
    let first = review_of(db, &world, 1, &world.assessors[0]).await;
    let ctx = world.at(&office);
    not_found(crate::reopen(db, &ctx, first, "Grund").await);
    not_found(crate::void_review(db, &ctx, first, "Grund").await);
    not_found(crate::withdraw_assignment(db, &ctx, first, "Grund").await);
    not_found(crate::clear_alarm(db, &ctx, world.cases[1].id, "Grund").await);
    let rule = crate::Rule {
        review: first,
        ruling: crate::Ruling::Cleared,
        reason: "Grund".to_owned(),
    };
    not_found(crate::rule_on_concern(db, &ctx, rule).await);
}

#[tokio::test]
async fn a_barred_office_reopens_nothing_and_gets_no_mail_of_the_case() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000, 4_000_000], base::Cents(15_000_000)).await;
        assign_all(db, &world).await;
        let office = colleague(db, &world, "gs-befangen", &[Role::GS, Role::RL]).await;
        bar(db, &world, &office, 0).await;
        give(db, &world, 0, 0, [4; 7]).await;
        let given = review_of(db, &world, 0, &world.assessors[0]).await;
        not_found(crate::reopen(db, &world.at(&office), given, "Grund").await);
        let concern = review_of(db, &world, 0, &world.assessors[1]).await;
        let declare = |review, interest| Declare {
            review,
            interest,
            reason: "Frühere Tätigkeit".to_owned(),
        };
        let person = world.at(&world.assessors[1]);
        crate::declare(db, &person, declare(concern, Interest::Concern))
            .await
            .unwrap();
        let rule = crate::Rule {
            review: concern,
            ruling: crate::Ruling::Cleared,
            reason: "Grund".to_owned(),
        };
        not_found(crate::rule_on_concern(db, &world.at(&office), rule).await);
        crate::declare(
            db,
            &world.at(&world.assessors[2]),
            declare(
                review_of(db, &world, 0, &world.assessors[2]).await,
                Interest::Excluded,
            ),
        )
        .await
        .unwrap();
        let mails = base_mail::of_case(db.reader(), world.cases[0].id.0, 50)
            .await
            .unwrap();
        let told: Vec<_> = mails
            .iter()
            .filter(|mail| mail.code == "M-R02")
            .map(|mail| mail.person_id)
            .collect();
        assert_eq!(told, [Some(world.secretary.id.0)], "{}", test.name);
        // taking somebody out of the pool leaves the closed case to others
        let freed = crate::release_assessor(
            db,
            &world.at(&office),
            world.call.id,
            world.assessors[1].id,
            "Erkrankt",
        )
        .await
        .unwrap();
        assert_eq!(freed, 1, "{}", test.name);
        let left = store::review::get(db.reader(), concern).await.unwrap();
        assert_eq!(left.state, ReviewState::Assigned);
    }
}

#[tokio::test]
async fn g06_a_bar_closes_the_own_review_at_once() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000], base::Cents(15_000_000)).await;
        assign_all(db, &world).await;
        let person = &world.assessors[0];
        let id = review_of(db, &world, 0, person).await;
        declare_none(db, &world, id, person).await;
        bar(db, &world, person, 0).await;
        let (ctx, version) = (
            world.at(person),
            store::review::get(db.reader(), id).await.unwrap().version,
        );
        not_found(crate::open_review(db, &ctx, id).await.map(|_| ()));
        not_found(crate::save_field(db, &ctx, id, FieldValue::Points("K1".to_owned(), Some(3)), 0).await);
        let command = SaveScores {
            scores: scores([4; 7]),
            version,
            ..SaveScores::default()
        };
        not_found(crate::save_scores(db, &ctx, id, command.clone()).await);
        not_found(crate::submit(db, &ctx, id, command).await);
    }
}

/// Handbook 4.3: EXCLUDED hides the application, removes points, keeps them in the log. Also when it is found out late.
#[tokio::test]
async fn g02_an_exclusion_declared_after_handing_in_takes_the_points_out() {
    for test in databases().await {
        let db = &test.db;
        let world = g01(db).await;
        let late = |review| Declare {
            review,
            interest: Interest::Excluded,
            reason: "Erst jetzt bekannt geworden".to_owned(),
        };
        // before the freeze
        let person = &world.assessors[2];
        let id = review_of(db, &world, 2, person).await;
        let state = crate::declare(db, &world.at(person), late(id)).await.unwrap();
        assert_eq!(state, ReviewState::Void, "{}", test.name);
        let standing = crate::standing_of(db.reader(), world.cases[2].id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((standing.reviews, standing.mean_hundredths()), (2, Some(8_500)));
        assert_eq!(
            store::review_version::of_review(db.reader(), id)
                .await
                .unwrap()
                .len(),
            1,
            "kept"
        );
        not_found(crate::open_review(db, &world.at(person), id).await.map(|_| ()));
        // after it: a new version with the reason
        crate::freeze_ranking(db, &world.at(&world.officer), world.call.id, "")
            .await
            .unwrap();
        let id = review_of(db, &world, 0, person).await;
        crate::declare(db, &world.at(person), late(id)).await.unwrap();
        let ranking = crate::latest_ranking(db.reader(), world.call.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (ranking.version, ranking.reason.as_str()),
            (2, "Erst jetzt bekannt geworden")
        );
        assert!(check::check(db).await.unwrap().is_empty(), "{}", test.name);
    }
}

#[tokio::test]
async fn only_the_seat_in_the_calls_own_group_opens_its_ranking_and_records() {
    let test = sqlite().await;
    let db = &test.db;
    let app = app(db);
    let world = g01(db).await;
    crate::freeze_ranking(db, &world.at(&world.officer), world.call.id, "")
        .await
        .unwrap();
    let (own, foreign) = (Uuid::now_v7(), Uuid::now_v7());
    let set_up = operator(world.now);
    let unit = db.write(&set_up).await.unwrap();
    applications::admit_committee(&unit, own, world.call.id)
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let case = &world.cases[0];
    // whoever sees the case in another role: assigned to it, or as its applicant
    let roles = [
        (Role::SV, Scope::Committee(foreign)),
        (Role::AS, Scope::Call(world.call.id.0)),
        (Role::KE, Scope::Body(case.lead_body_id.0)),
    ];
    let stranger = world::account(db, &set_up, "sv-fremd", &roles).await;
    let unit = db.write(&set_up).await.unwrap();
    applications::grant_access(&unit, stranger.id, case.id, Access::Assigned)
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let member = world::account(db, &set_up, "sm", &[(Role::SM, Scope::Committee(own))]).await;
    let unit = db.write(&set_up).await.unwrap();
    let all: Vec<_> = world.cases.iter().map(|case| case.id).collect();
    applications::open_declared(&unit, member.id, &all).await.unwrap();
    unit.commit().await.unwrap();
    let review = review_of(db, &world, 0, &world.assessors[0]).await;
    let call = world.call.id;
    for path in [
        format!("/calls/{call}/ranking"),
        format!("/api/v1/calls/{call}/ranking"),
        format!("/reviews/{review}/record"),
    ] {
        assert_eq!(
            app.get(&path, Some(&stranger)).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
        assert_eq!(
            app.get(&path, Some(&member)).await.status,
            StatusCode::OK,
            "{path}"
        );
    }
    not_found(crate::void_review(db, &world.at(&stranger), review, "Grund").await);
}

#[tokio::test]
async fn ties_are_settled_by_the_groups_decision_and_last_by_lots() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000; 3], base::Cents(15_000_000)).await;
        assign_all(db, &world).await;
        for case in 0..3 {
            for assessor in 0..2 {
                give(db, &world, case, assessor, [4; 7]).await;
            }
        }
        let (officer, call) = (world.at(&world.officer), world.call.id);
        let [a, b, c] = [0, 1, 2].map(|case| world.cases[case].id);
        let settle = async |order: &[applications::ApplicationId], by| {
            crate::settle_ties(db, &officer, call, (order, by), "Sitzung vom 20.04.").await
        };
        assert_eq!(
            refusal(settle(&[a, b, c], TieBreak::Lot).await),
            "not-tied",
            "nothing is frozen"
        );
        crate::freeze_ranking(db, &officer, call, "").await.unwrap();
        assert_eq!(
            refusal(settle(&[a, b], TieBreak::Lot).await),
            "not-tied",
            "not all of the rank"
        );
        settle(&[c, a, b], TieBreak::Balance).await.unwrap();
        let ranking = crate::latest_ranking(db.reader(), call).await.unwrap().unwrap();
        let places: Vec<_> = ranking
            .entries
            .iter()
            .map(|entry| (entry.application_id, entry.rank, entry.settled))
            .collect();
        let balance = Some(TieBreak::Balance);
        assert_eq!(
            places,
            [(c, 1, balance), (a, 2, balance), (b, 3, balance)],
            "{}",
            test.name
        );
        assert_eq!(ranking.open_ties, Some(0));
        // a correction elsewhere keeps what was decided
        let review = review_of(db, &world, 1, &world.assessors[0]).await;
        let refused = crate::void_review(db, &world.at(&world.secretary), review, "Befangen").await;
        refused.unwrap();
        let ranking = crate::latest_ranking(db.reader(), call).await.unwrap().unwrap();
        let order: Vec<_> = ranking
            .entries
            .iter()
            .map(|entry| (entry.application_id, entry.settled))
            .collect();
        assert_eq!(order, [(c, balance), (a, balance)], "b lost its second review");
        assert!(check::check(db).await.unwrap().is_empty(), "{}", test.name);
    }
}

#[tokio::test]
async fn a_frozen_ranking_refuses_changes_and_the_check_names_what_went_round_that() {
    for test in databases().await {
        let db = &test.db;
        let world = g01(db).await;
        crate::freeze_ranking(db, &world.at(&world.officer), world.call.id, "")
            .await
            .unwrap();
        assert_eq!(
            check::check(db).await.unwrap(),
            Vec::<String>::new(),
            "{}",
            test.name
        );
        let run = async |sql: &str| {
            let by = operator(world.now);
            let unit = db.write(&by).await.unwrap();
            let done = unit.conn().execute_unprepared(sql).await;
            if done.is_ok() {
                unit.commit().await.unwrap();
            }
            done.is_ok()
        };
        for sql in [
            "UPDATE ranking_entry SET rank = 1",
            "DELETE FROM ranking_entry",
            "UPDATE ranking_version SET content = '{}'",
            "DELETE FROM ranking_version",
            "UPDATE review_version SET weighted = 0",
        ] {
            assert!(!run(sql).await, "{}: {sql}", test.name);
        }
        // an entry more, and whoever takes the triggers away
        let more = "INSERT INTO ranking_entry (id, ranking_id, position, application_id, rank, tied, reviews, numerator, \
                    denominator, score_hundredths, below_threshold) SELECT application_id, ranking_id, 99, application_id, 99, \
                    tied, reviews, numerator, denominator, score_hundredths, below_threshold FROM ranking_entry WHERE position = 1";
        assert!(run(more).await);
        let said = check::check(db).await.unwrap();
        assert!(
            said.iter()
                .any(|one| one.contains("it has 4 entries, its text has 3")),
            "{said:?}"
        );
        let drop = match test.name {
            "sqlite" => "DROP TRIGGER ranking_entry_no_update",
            _ => "DROP TRIGGER ranking_entry_append_only ON ranking_entry",
        };
        assert!(run(drop).await);
        assert!(run("UPDATE ranking_entry SET rank = 2 WHERE position = 1").await);
        assert!(run("UPDATE standing SET weighted_sum = weighted_sum - 1").await);
        let said = check::check(db).await.unwrap();
        assert!(
            said.iter()
                .any(|one| one.contains("entry 1: rank is not what its text says")),
            "{said:?}"
        );
        assert_eq!(
            said.iter().filter(|one| one.starts_with("standing ")).count(),
            3,
            "{said:?}"
        );
        let json = json!({ "order": [world.cases[0].id], "reason": "Los" });
        let app = app(db);
        let path = format!("/api/v1/calls/{}/ranking/lots", world.call.id);
        let refused = app
            .api(Method::POST, &path, Some(json), Some(&world.officer))
            .await;
        assert!(refused.status.is_client_error());
    }
}

/// Handbook 4.3: content only after the declaration, whichever way is taken to it.
#[tokio::test]
async fn g06_no_address_shows_content_before_the_declaration() {
    let test = sqlite().await;
    let db = &test.db;
    let app = app(db);
    let world = World::new(db, &[4_000_000], base::Cents(15_000_000)).await;
    assign_all(db, &world).await;
    let (person, case) = (&world.assessors[0], &world.cases[0]);
    let review = review_of(db, &world, 0, person).await;
    let content = async |person: &Person| {
        let mut found = std::collections::BTreeSet::new();
        for route in app
            .app
            .route_table
            .iter()
            .filter(|route| route.method == Method::GET)
        {
            let path = route
                .path
                .replace("{application}", &case.id.to_string())
                .replace("{call}", &world.call.id.to_string())
                .replace("{review}", &review.to_string())
                .replace("{number}", "1");
            let answer = app.get(&path, Some(person)).await;
            assert!(answer.status.as_u16() < 500, "{path}");
            let text = answer.unpacked();
            if text.contains(&case.title) || text.contains("Menschen mit und ohne") {
                found.insert(path);
            }
        }
        for path in [
            format!("/applications/{}?part=application", case.id),
            format!("/search?q={}", case.label()),
            format!("/applications?q={}", case.label()),
        ] {
            if app.get(&path, Some(person)).await.text().contains(&case.title) {
                found.insert(path);
            }
        }
        found
    };
    assert_eq!(
        content(person).await.into_iter().collect::<Vec<_>>(),
        Vec::<String>::new()
    );
    let list = app.get("/reviews", Some(person)).await.text();
    assert!(
        list.contains(case.label()) && list.contains(&case.lead_name),
        "needed to declare: {list}"
    );
    declare_none(db, &world, review, person).await;
    let opened = content(person).await;
    assert!(opened.len() > 5, "the same question finds it now: {opened:#?}");
}
