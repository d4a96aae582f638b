//! Ancillary clauses: versions, choice, ANBest by grantee; and what else every notice has to say.

use base::{Cents, Problem};
use base_testing::ctx;
use base_testing::db::databases;
use calls::{ClauseKind, ClauseUse, FundingMode, Grantees, SetClause};
use municipalities::BodyType;

use super::letters::{countersigned, facts};
use super::world::*;
use crate::letters;
use crate::usecases::*;

fn publicity(world: &World, text: &str, from: &str) -> SetClause {
    SetClause {
        programme: world.programme,
        code: "OEFFENTLICHKEIT".to_owned(),
        kind: ClauseKind::Obligation,
        usage: ClauseUse::Always,
        grantees: Grantees::All,
        financing_type: None,
        title: "Hinweis auf die Förderung".to_owned(),
        text: text.to_owned(),
        valid_from: day(from),
        in_use: true,
    }
}

#[tokio::test]
async fn a_notice_without_any_of_the_sixteen_parts_is_refused_by_the_name_of_that_part() {
    let test = base_testing::db::sqlite().await;
    let (world, grant) = countersigned(&test.db, FundingMode::CashGrant, Cents(4_000_000)).await;
    let whole = facts(&test.db, &world, &grant).await;
    let answers = letters::tests::without_each(&whole);
    assert_eq!(answers.len(), 16);
    for (part, answer) in answers {
        let Err(Problem::Refused {
            code: "missing-parts",
            text,
        }) = answer
        else {
            panic!("set without {part}")
        };
        let said = base::texts::say(base::Lang::De, &text);
        let name = base::texts::tr(base::Lang::De, &format!("grants-part-{part}"));
        assert!(said.ends_with(&format!("Es fehlen: {name}")), "{part}: {said}");
    }
}

#[tokio::test]
async fn a_notice_keeps_the_version_of_its_clauses() {
    for test in databases().await {
        let db = &test.db;
        let (world, grant) = countersigned(db, FundingMode::CashGrant, Cents(4_000_000)).await;
        let head = ctx(&world.head, now());
        for person in [&world.officer, &world.budget] {
            let denied =
                calls::set_clause(db, &ctx(person, now()), publicity(&world, "x", "2026-05-28")).await;
            assert!(
                matches!(denied, Err(Problem::Denied(_))),
                "{}: {denied:?}",
                test.name
            );
        }
        let past = calls::set_clause(db, &head, publicity(&world, "Neu.", "2026-05-27")).await;
        assert!(
            matches!(past, Err(Problem::Invalid(_))),
            "{}: {past:?}",
            test.name
        );
        let set = calls::set_clause(
            db,
            &head,
            publicity(&world, "Zeigen Sie das Landeswappen.", "2026-05-28"),
        )
        .await
        .unwrap();
        assert_eq!(set.version, 2, "{}", test.name);
        calls::set_clause(db, &head, publicity(&world, "Von morgen.", "2026-05-29"))
            .await
            .unwrap();
        let files = base_files::Files::memory();
        let issue_it = Issue {
            grant: grant.id,
            version: None,
            channel: crate::Channel::Post,
        };
        let notice = issue(db, &files, &head, issue_it).await.unwrap();
        let content: serde_json::Value = serde_json::from_str(&notice.content).unwrap();
        let clauses = content["grant"]["clauses"].as_array().unwrap();
        let kept = clauses
            .iter()
            .find(|clause| clause["code"] == "OEFFENTLICHKEIT")
            .unwrap();
        assert_eq!(
            (
                kept["version"].as_i64(),
                kept["text"].as_str(),
                kept["kind"].as_str()
            ),
            (Some(2), Some("Zeigen Sie das Landeswappen."), Some("OBLIGATION")),
            "{}",
            test.name
        );
        assert_eq!(content["grant"]["share_basis"], "EFFECTIVE_SHARE");
        assert_eq!(content["grant"]["effective_share"], 7_273);
        assert!(
            content["letter"]
                .to_string()
                .contains("Auflage: Zeigen Sie das Landeswappen."),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn an_officer_chooses_the_clauses_of_a_grant_and_voids_a_first_signature() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
        let grant = world.prepared(db, case.id).await;
        countersign(db, &ctx(&world.head, now()), sign(&grant))
            .await
            .unwrap();
        let in_notice = async |grant: &crate::Grant| {
            let all = clauses_of(db.reader(), &world.officer(), grant).await.unwrap();
            all.into_iter()
                .filter(|one| one.is_in)
                .map(|one| one.clause.code)
                .collect::<Vec<_>>()
        };
        let usual = [
            "ANBEST_K",
            "WIDERRUF",
            "AUSTAUSCH",
            "EIGENANTEIL",
            "MITTEILUNG",
            "OEFFENTLICHKEIT",
        ];
        assert_eq!(in_notice(&grant).await, usual, "{}", test.name);
        let version = Some(stored(db, grant.id).await.version);
        let wanted = ["WEITERGABE".to_owned(), "NICHTS".to_owned()];
        let denied = choose_clauses(db, &ctx(&world.head, now()), grant.id, version, &wanted).await;
        assert!(
            matches!(denied, Err(Problem::Denied(_))),
            "{}: {denied:?}",
            test.name
        );
        let after = choose_clauses(db, &world.officer(), grant.id, version, &wanted)
            .await
            .unwrap();
        assert_eq!(
            after.rl_signed_by, None,
            "{}: what was signed has changed",
            test.name
        );
        let chosen = [
            "ANBEST_K",
            "WIDERRUF",
            "MITTEILUNG",
            "OEFFENTLICHKEIT",
            "WEITERGABE",
        ];
        assert_eq!(
            in_notice(&after).await,
            chosen,
            "{}: what always is in stays",
            test.name
        );
        let signed = world_signed(db, &world, &after).await;
        let late = choose_clauses(db, &world.officer(), grant.id, Some(signed.version), &wanted).await;
        assert!(
            matches!(
                late,
                Err(Problem::Refused {
                    code: "wrong-state",
                    ..
                })
            ),
            "{}: {late:?}",
            test.name
        );
    }
}

async fn world_signed(db: &base_db::Db, world: &World, grant: &crate::Grant) -> crate::Grant {
    for person in [&world.budget, &world.head] {
        countersign(db, &ctx(person, now()), sign(grant)).await.unwrap();
    }
    stored(db, grant.id).await
}

#[tokio::test]
async fn e02_the_notice_says_how_a_cheaper_project_is_reckoned_and_anbest_p_are_for_others() {
    let test = base_testing::db::sqlite().await;
    let (world, grant) = countersigned(&test.db, FundingMode::CashGrant, Cents(4_000_000)).await;
    let mut facts = facts(&test.db, &world, &grant).await;
    let said = |facts: &letters::Facts| letters::freeze(facts).unwrap().json;
    let effective = said(&facts);
    assert!(effective.contains("nach dem Anteil der Zuwendung") && effective.contains("72,73"));
    facts.parameters.by_effective_share = false;
    let by_rate = said(&facts);
    assert!(by_rate.contains("nach dem Fördersatz, begrenzt durch den Höchstbetrag"));
    assert!(by_rate.contains("RATE_WITH_CAP") && !by_rate.contains("nach dem Anteil der Zuwendung"));
    let all = calls::clauses(test.db.reader(), world.programme, day("2026-05-28"))
        .await
        .unwrap();
    facts.body.body_type = BodyType::Association;
    facts.clauses = letters::chosen(letters::fitting(&all, &facts.grant, &facts.body), &[]);
    let to_others = said(&facts);
    assert!(to_others.contains("ANBest-P") && !to_others.contains("ANBest-K"));
}
