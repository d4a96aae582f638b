//! Four eyes over everything that makes up a notice, and the way back from COUNTERSIGNED.

use axum::http::{Method, StatusCode};
use base::{Cents, Problem};
use base_testing::ctx;
use base_testing::db::databases;
use calls::FundingMode;
use serde_json::json;

use super::world::*;
use crate::model::{Channel, GrantState};
use crate::usecases::*;

fn refused<T: std::fmt::Debug>(result: Result<T, Problem>) -> String {
    match result {
        Err(Problem::Refused { code, .. }) => code.to_owned(),
        other => format!("{other:?}"),
    }
}

#[tokio::test]
async fn who_chose_the_clauses_signs_and_issues_nothing_of_it() {
    for test in databases().await {
        let db = &test.db;
        let files = base_files::Files::memory();
        let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
        let grant = world.prepared(db, case.id).await;
        let deputy = ctx(&world.second_head, now()); // SB and RL in one person
        choose_clauses(db, &deputy, grant.id, None, &[]).await.unwrap();
        let grant = stored(db, grant.id).await;
        assert_eq!(
            grant.prepared_by,
            Some(world.officer.id),
            "{}: both hands are kept",
            test.name
        );
        let signed = countersign(db, &deputy, sign(&grant)).await;
        assert_eq!(refused(signed), "four-eyes", "{}", test.name);
        for person in [&world.budget, &world.head] {
            countersign(db, &ctx(person, now()), sign(&grant)).await.unwrap();
        }
        let issue_it = Issue {
            grant: grant.id,
            version: None,
            channel: Channel::Post,
        };
        let sent = issue(db, &files, &deputy, issue_it).await;
        assert_eq!(refused(sent), "four-eyes", "{}", test.name);
        let content = propose(db.reader(), &world.officer(), case.id).await;
        assert_eq!(refused(content), "wrong-state", "{}", test.name);
    }
}

#[tokio::test]
async fn the_head_of_unit_sends_back_what_is_wrong_and_its_money_stays_reserved() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
        let grant = world.countersigned(db, case.id).await;
        let before = world.pot(db, 2026).await;
        let path = format!("/grants/{}", grant.id);
        for (person, offered) in [(&world.head, true), (&world.officer, false)] {
            let page = app.get(&path, Some(person)).await.text();
            assert_eq!(
                page.contains(&format!("{path}/send-back")),
                offered,
                "{}",
                test.name
            );
        }
        let version = grant.version.to_string();
        let mut form = vec![("version", version.as_str()), ("reason", " ")];
        let to = format!("{path}/send-back");
        let silent = app.post_form(&to, &form, Some(&world.head)).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", test.name);
        form[1].1 = "Der Zweck fehlt.";
        let by_officer = app.post_form(&to, &form, Some(&world.officer)).await;
        assert_eq!(by_officer.status, StatusCode::FORBIDDEN, "{}", test.name);
        let done = app.post_form(&to, &form, Some(&world.head)).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let back = stored(db, grant.id).await;
        assert_eq!(
            (back.state, back.rl_signed_by, back.bfdh_signed_by),
            (GrantState::Prepared, None, None),
            "{}",
            test.name
        );
        let pot = world.pot(db, 2026).await;
        assert_eq!(
            pot.available(),
            before.available(),
            "{}: nobody takes it",
            test.name
        );
        assert_eq!(
            (pot.committed_cents, pot.reserved_cents),
            (Cents::ZERO, before.committed_cents)
        );
        assert_clean(db).await;

        // less is awarded now; what was reserved in vain is free
        let proposal = propose(db.reader(), &world.officer(), case.id).await.unwrap();
        let mut content = proposal.content;
        content.amount = Cents(3_000_000);
        content.tranches = crate::rules::default_tranches(content.amount, &proposal.means);
        let command = Prepare {
            application: case.id,
            content,
            version: Some(back.version),
        };
        let grant = prepare(db, &world.officer(), command).await.unwrap();
        for person in [&world.budget, &world.head] {
            countersign(db, &ctx(person, now()), sign(&grant)).await.unwrap();
        }
        let pot = world.pot(db, 2026).await;
        assert_eq!(
            (pot.committed_cents, pot.reserved_cents),
            (Cents(1_500_000), Cents::ZERO),
            "{}",
            test.name
        );
        let body = json!({ "version": stored(db, grant.id).await.version, "reason": "Noch einmal." });
        let by_api = app
            .api(
                Method::POST,
                &format!("/api/v1{path}/send-back"),
                Some(body),
                Some(&world.second_head),
            )
            .await;
        assert_eq!(by_api.json()["state"], "PREPARED", "{}", by_api.text());
        assert_clean(db).await;
    }
}
