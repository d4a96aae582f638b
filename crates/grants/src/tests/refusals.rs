//! What is refused, with the sentence that says what to do.

use base::{Cents, Lang, Problem, texts};
use base_files::Files;
use base_testing::ctx;
use base_testing::db::databases;
use calls::FundingMode;
use sea_orm::ConnectionTrait;

use super::world::*;
use crate::model::{Channel, GrantState};
use crate::usecases::*;

fn code<T: std::fmt::Debug>(result: Result<T, Problem>) -> String {
    match result {
        Err(Problem::Refused { code, .. }) => code.to_owned(),
        other => format!("{other:?}"),
    }
}

#[tokio::test]
async fn nobody_takes_two_of_the_three_parts() {
    for test in databases().await {
        let db = &test.db;
        let files = Files::memory();
        let world = World::new(db, FundingMode::InKind, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
        // the second head of unit is an officer as well, and prepares
        let deputy = ctx(&world.second_head, now());
        let proposal = propose(db.reader(), &deputy, case.id).await.unwrap();
        let command = Prepare {
            application: case.id,
            content: proposal.content,
            version: None,
        };
        let grant = prepare(db, &deputy, command.clone()).await.unwrap();
        assert_eq!(
            code(countersign(db, &deputy, sign(&grant)).await),
            "four-eyes",
            "{}",
            test.name
        );
        assert_eq!(code(prepare(db, &world.officer(), command).await), "exists");
        assert!(matches!(
            countersign(db, &world.officer(), sign(&grant)).await,
            Err(Problem::Denied(_))
        ));

        // one person who is head of unit and budget officer signs once only
        let scope = base::Scope::Programme(world.programme.0);
        let both = account(
            db,
            "Beides",
            &[(base::Role::RL, scope), (base::Role::BfdH, scope)],
        )
        .await;
        let both = ctx(&both, now());
        assert_eq!(
            countersign(db, &both, sign(&grant)).await.unwrap(),
            GrantState::Prepared
        );
        assert_eq!(code(countersign(db, &both, sign(&grant)).await), "four-eyes");
        assert_eq!(
            code(countersign(db, &ctx(&world.head, now()), sign(&grant)).await),
            "signed-already"
        );
        assert_eq!(
            countersign(db, &ctx(&world.budget, now()), sign(&grant))
                .await
                .unwrap(),
            GrantState::Countersigned
        );

        // the preparing deputy and the signing budget officer may not issue, a third person may
        let issue_it = Issue {
            grant: grant.id,
            version: None,
            channel: Channel::Post,
        };
        assert_eq!(code(issue(db, &files, &deputy, issue_it).await), "four-eyes");
        assert!(matches!(
            issue(db, &files, &ctx(&world.budget, now()), issue_it).await,
            Err(Problem::Denied(_))
        ));
        let stale = Issue {
            version: Some(1),
            ..issue_it
        };
        assert_eq!(
            issue(db, &files, &ctx(&world.head, now()), stale).await.err(),
            Some(Problem::Stale)
        );
        issue(db, &files, &ctx(&world.head, now()), issue_it)
            .await
            .unwrap();
        assert_eq!(
            code(issue(db, &files, &ctx(&world.head, now()), issue_it).await),
            "wrong-state"
        );
    }
}

#[tokio::test]
async fn the_database_itself_refuses_a_second_hand_of_the_same_person_and_an_altered_notice() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, FundingMode::InKind, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
        let grant = world.countersigned(db, case.id).await;
        let issue_it = Issue {
            grant: grant.id,
            version: None,
            channel: Channel::Post,
        };
        issue(db, &Files::memory(), &ctx(&world.head, now()), issue_it)
            .await
            .unwrap();
        for statement in [
            "UPDATE \"grant\" SET rl_signed_by = bfdh_signed_by",
            "UPDATE \"grant\" SET issued_by = prepared_by",
            "UPDATE \"grant\" SET amount_cents = cap_cents + 1",
            "UPDATE \"grant\" SET state = 'PREPARED', rl_signed_by = prepared_by",
            "UPDATE grant_notice SET content = ''",
            "DELETE FROM grant_notice",
        ] {
            let by = world.officer();
            let unit = db.write(&by).await.unwrap();
            assert!(
                unit.conn().execute_unprepared(statement).await.is_err(),
                "{}: {statement}",
                test.name
            );
        }
    }
}

#[tokio::test]
async fn a_change_while_it_is_prepared_voids_the_first_signature() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, FundingMode::InKind, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
        let grant = world.prepared(db, case.id).await;
        countersign(db, &ctx(&world.head, now()), sign(&grant))
            .await
            .unwrap();
        let mut content = propose(db.reader(), &world.officer(), case.id)
            .await
            .unwrap()
            .content;
        content.purpose = "Genauer gefasst.".to_owned();
        let change = Prepare {
            application: case.id,
            content,
            version: Some(grant.version),
        };
        let changed = prepare(db, &world.officer(), change.clone()).await.unwrap();
        assert_eq!(
            (changed.id, changed.version, changed.rl_signed_by),
            (grant.id, 2, None),
            "{}",
            test.name
        );
        assert_eq!(
            prepare(db, &world.officer(), change).await.err(),
            Some(Problem::Stale)
        );
        let of_old = countersign(db, &ctx(&world.budget, now()), sign(&grant)).await;
        assert_eq!(
            of_old.err(),
            Some(Problem::Stale),
            "nobody signs what they have not seen"
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn what_was_not_selected_or_not_released_is_not_awarded() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, FundingMode::InKind, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
        let set = async |statement: &str| {
            let by = world.officer();
            let unit = db.write(&by).await.unwrap();
            unit.conn().execute_unprepared(statement).await.unwrap();
            unit.commit().await.unwrap();
        };
        set("UPDATE decision SET released_at = NULL").await;
        let said = |result: Result<Proposal, Problem>| match result {
            Err(Problem::Refused { text, .. }) => texts::say(Lang::De, &text),
            other => format!("{other:?}"),
        };
        let unreleased = said(propose(db.reader(), &world.officer(), case.id).await);
        assert_eq!(
            unreleased, "Die Auswahlentscheidung ist noch nicht freigegeben.",
            "{}",
            test.name
        );
        set("UPDATE application SET state = 'RESERVE'").await;
        let reserve = said(propose(db.reader(), &world.officer(), case.id).await);
        assert!(
            reserve.starts_with("Das Vorhaben ist nicht ausgewählt."),
            "{reserve}"
        );
        let stranger = propose(db.reader(), &ctx(&world.head, now()), case.id).await;
        assert!(matches!(stranger, Err(Problem::Denied(_))));
    }
}
