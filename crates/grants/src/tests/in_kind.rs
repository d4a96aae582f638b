//! Support in kind, from preparation to the signed agreement.

use applications::ApplicationState;
use base::{Cents, Problem};
use base_files::Files;
use base_testing::ctx;
use base_testing::db::databases;
use calls::FundingMode;

use super::world::*;
use crate::model::{Channel, GrantState, NoticeKind};
use crate::usecases::*;

#[tokio::test]
async fn support_in_kind_takes_three_persons_and_ends_with_the_municipalitys_signature() {
    for test in databases().await {
        let db = &test.db;
        let files = Files::memory();
        let world = World::new(db, FundingMode::InKind, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let mayor = world.municipal(db, &town).await;
        let case = world.selected(db, &mayor, &town, Cents(4_000_000)).await;

        let grant = world.prepared(db, case.id).await;
        assert_eq!(
            (grant.state, grant.amount),
            (GrantState::Prepared, Cents(4_000_000)),
            "{}",
            test.name
        );
        let seen = crate::seen(db.reader(), &ctx(&mayor, now()), grant.id).await;
        assert_eq!(
            seen.err(),
            Some(Problem::not_found("grant")),
            "internal until it is issued"
        );

        let first = countersign(db, &ctx(&world.budget, now()), sign(&grant))
            .await
            .unwrap();
        assert_eq!(first, GrantState::Prepared);
        assert_eq!(world.pot(db, 2026).await.committed_cents, Cents(0));
        let second = countersign(db, &ctx(&world.head, now()), sign(&grant))
            .await
            .unwrap();
        assert_eq!(second, GrantState::Countersigned);
        assert_eq!(world.pot(db, 2026).await.committed_cents, Cents(2_000_000));
        assert_eq!(world.pot(db, 2027).await.committed_cents, Cents(2_000_000));

        let issue_it = Issue {
            grant: grant.id,
            version: None,
            channel: Channel::Portal,
        };
        let notice = issue(db, &files, &ctx(&world.head, now()), issue_it)
            .await
            .unwrap();
        assert_eq!((notice.kind, notice.version), (NoticeKind::Agreement, 1));
        let open = crate::issued_in_kind(db.reader(), world.programme.0)
            .await
            .unwrap();
        assert_eq!(open.iter().map(|grant| grant.id).collect::<Vec<_>>(), [grant.id]);

        let fetched = fetch(db, &files, &ctx(&mayor, now()), grant.id).await.unwrap();
        assert!(fetched.bytes.starts_with(b"%PDF-"), "{}", test.name);
        assert!(stored(db, grant.id).await.downloaded_at.is_some());
        let yes = Accept {
            grant: grant.id,
            version: None,
            remark: String::new(),
        };
        let accepted = accept(db, &ctx(&mayor, now()), yes.clone()).await.unwrap();
        assert_eq!(accepted.state, GrantState::Accepted);
        assert_eq!(state(db, case.id).await, ApplicationState::Awarded);
        assert!(
            matches!(
                accept(db, &ctx(&mayor, now()), yes).await,
                Err(Problem::Refused { .. })
            ),
            "once is enough"
        );

        // three may countersign (two heads of unit, the budget officer), one person of the municipality is told
        assert_eq!(
            mails(db, case.id).await,
            ["M-G00", "M-G00", "M-G00", "M-G01"],
            "{}",
            test.name
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn a_declined_support_gives_the_money_back_and_asks_to_look_at_the_reserve_list() {
    for test in databases().await {
        let db = &test.db;
        let files = Files::memory();
        let world = World::new(db, FundingMode::InKind, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let mayor = world.municipal(db, &town).await;
        let case = world.selected(db, &mayor, &town, Cents(4_000_000)).await;
        let grant = world.countersigned(db, case.id).await;
        let issue_it = Issue {
            grant: grant.id,
            version: None,
            channel: Channel::Post,
        };
        issue(db, &files, &ctx(&world.head, now()), issue_it)
            .await
            .unwrap();

        let no = Decline {
            grant: grant.id,
            version: None,
            reason: "Kein Beschluss des Gemeinderats.".to_owned(),
        };
        let silent = Decline {
            reason: " ".to_owned(),
            ..no.clone()
        };
        assert!(matches!(
            decline(db, &ctx(&mayor, now()), silent).await,
            Err(Problem::Invalid(_))
        ));
        let declined = decline(db, &ctx(&mayor, now()), no).await.unwrap();
        assert_eq!(declined.state, GrantState::Declined, "{}", test.name);
        for year in [2026, 2027] {
            assert_eq!(world.pot(db, year).await.bound(), Cents(0));
        }
        assert_eq!(state(db, case.id).await, ApplicationState::Withdrawn);
        assert!(mails(db, case.id).await.contains(&"M-G06".to_owned()));
        assert_eq!(crate::grant_of(db.reader(), case.id).await.unwrap(), None);
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn an_officer_records_the_signed_paper_of_a_municipality_without_account() {
    for test in databases().await {
        let db = &test.db;
        let files = Files::memory();
        let world = World::new(db, FundingMode::InKind, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let case = world.selected(db, &world.officer, &town, Cents(1_000_000)).await;
        let grant = world.countersigned(db, case.id).await;
        let issue_it = Issue {
            grant: grant.id,
            version: None,
            channel: Channel::Post,
        };
        issue(db, &files, &ctx(&world.head, now()), issue_it)
            .await
            .unwrap();
        let by_nobody = Accept {
            grant: grant.id,
            version: None,
            remark: String::new(),
        };
        assert!(matches!(
            accept(db, &world.officer(), by_nobody.clone()).await,
            Err(Problem::Invalid(_))
        ));
        assert!(matches!(
            accept(db, &ctx(&world.budget, now()), by_nobody.clone()).await,
            Err(Problem::Denied(_))
        ));
        let recorded = Accept {
            remark: "Unterschrieben eingegangen am 28.05.2026, Blatt 14.".to_owned(),
            ..by_nobody
        };
        assert_eq!(
            accept(db, &world.officer(), recorded).await.unwrap().state,
            GrantState::Accepted,
            "{}",
            test.name
        );
        assert_eq!(state(db, case.id).await, ApplicationState::Awarded);
    }
}
