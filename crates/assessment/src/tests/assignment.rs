use std::collections::HashMap;

use base_testing::TestApp;
use base_testing::db::databases;
use base_web::imports::{self, RowStatus};

use super::*;
use crate::model::{Basis, District, ReviewState};
use crate::tests::reviews::refusal;
use crate::{NewInterest, Propose};

fn propose(world: &World, target: i64) -> Propose {
    Propose {
        call: world.call.id,
        target,
        due_on: chrono::NaiveDate::from_ymd_opt(2026, 4, 1),
    }
}

#[tokio::test]
async fn a_proposal_is_even_explained_and_applied_as_a_whole() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000; 6], base::Cents(15_000_000)).await;
        let officer = world.at(&world.officer);
        // one lives where the first applicant is
        let home = NewInterest {
            basis: Basis::Home,
            body: world.cases[0].lead_body_id,
            detail: String::new(),
            until_on: None,
        };
        crate::declare_interest(db, &world.at(&world.assessors[0]), home)
            .await
            .unwrap();
        // one review is there already
        let first = Assign {
            call: world.call.id,
            applications: vec![world.cases[5].id],
            assessors: vec![world.assessors[1].id],
            due_on: None,
        };
        crate::assign(db, &officer, first).await.unwrap();
        crate::propose_assignment(db, &officer, propose(&world, 2))
            .await
            .unwrap();
        let view = crate::proposal(db.reader(), &officer, &world.call)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((view.pairs.len(), view.short.len()), (11, 0), "{}", test.name);
        assert!(
            view.shares.iter().all(|share| share.after == 4),
            "{:?}",
            view.shares
        );
        let own = |pair: &&crate::ProposedPair| pair.person == world.assessors[0].id;
        let mut of_first = view.pairs.iter().filter(own);
        assert!(of_first.all(|pair| pair.case.id != world.cases[0].id));
        let near = view
            .pairs
            .iter()
            .filter(own)
            .filter(|pair| pair.district == District::Same);
        assert_eq!(near.count(), 0);
        let last = view.pairs.iter().rfind(own).unwrap();
        assert_eq!((last.load, last.most), (4, None));

        // nobody is told before it is applied
        let id = view.proposal.id;
        assert_eq!(
            crate::reviews_of_person(db.reader(), &world.at(&world.assessors[2]))
                .await
                .unwrap()
                .len(),
            0
        );
        let count = crate::apply_assignment(db, &officer, world.call.id, id)
            .await
            .unwrap();
        assert_eq!(count, 11);
        for case in &world.cases {
            let reviews = crate::reviews_of_application(db.reader(), case.id).await.unwrap();
            assert_eq!(reviews.len(), 2);
            assert_eq!(
                world.case(db, case.id).await.state,
                applications::ApplicationState::InAssessment
            );
        }
        assert!(matches!(
            crate::apply_assignment(db, &officer, world.call.id, id).await,
            Err(base::Problem::Stale)
        ));
        assert_eq!(
            refusal(
                crate::propose_assignment(db, &officer, propose(&world, 2))
                    .await
                    .map(|_| ())
            ),
            "nothing-to-assign"
        );
    }
}

#[tokio::test]
async fn a_proposal_that_no_longer_fits_is_refused_and_writes_nothing() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000; 3], base::Cents(15_000_000)).await;
        let officer = world.at(&world.officer);
        let made = crate::propose_assignment(db, &officer, propose(&world, 3))
            .await
            .unwrap();
        let (case, person, _) = made.pairs[4];
        let meanwhile = Assign {
            call: world.call.id,
            applications: vec![case],
            assessors: vec![person],
            due_on: None,
        };
        crate::assign(db, &officer, meanwhile).await.unwrap();
        assert_eq!(
            refusal(crate::apply_assignment(db, &officer, world.call.id, made.id).await),
            "assignment-outdated",
            "{}",
            test.name
        );
        let all = store::review::of_call(db.reader(), world.call.id).await.unwrap();
        assert_eq!(all.len(), 1);
    }
}

#[tokio::test]
async fn excluded_and_declined_pairs_never_come_back() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000; 2], base::Cents(15_000_000)).await;
        assign_all(db, &world).await;
        let officer = world.at(&world.officer);
        let person = &world.assessors[0];
        let id = review_of(db, &world, 0, person).await;
        let command = Declare {
            review: id,
            interest: Interest::Excluded,
            reason: "Beschäftigt bei der Stadt".to_owned(),
        };
        crate::declare(db, &world.at(person), command).await.unwrap();
        let other = &world.assessors[1];
        let id = review_of(db, &world, 1, other).await;
        crate::decline(db, &world.at(other), id, "Keine Zeit")
            .await
            .unwrap();
        let set_up = base_testing::operator(world.now);
        let role = [(base::Role::AS, base::Scope::Call(world.call.id.0))];
        let new = world::account(db, &set_up, "as4", &role).await;
        let made = crate::propose_assignment(db, &officer, propose(&world, 3))
            .await
            .unwrap();
        let mut pairs: Vec<_> = made.pairs.iter().map(|pair| (pair.0, pair.1)).collect();
        pairs.sort_unstable();
        let mut expected = [(world.cases[0].id, new.id), (world.cases[1].id, new.id)];
        expected.sort_unstable();
        assert_eq!(pairs, expected, "{}", test.name);
    }
}

#[tokio::test]
async fn a_workbook_is_previewed_row_by_row_and_applied_only_as_a_whole() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000; 2], base::Cents(15_000_000)).await;
        let app = TestApp::new(db, vec![people::feature(), crate::feature()]);
        let officer = world.at(&world.officer);
        let (a, b) = (world.cases[0].label(), world.cases[1].label());
        let names: Vec<&str> = world
            .assessors
            .iter()
            .map(|person| person.name.as_str())
            .collect();
        let email = world.assessors[1].email.to_uppercase();
        let good = format!(
            "Antrags-Nr.;Kommune;Gutachter/in;Termin\n{a};;{};30.03.2026\n{b};;{};\n{a};;{email};\n",
            names[0], names[0]
        );
        let kind = crate::assignment_import::kind();
        let check = async |list: &str| {
            let (bytes, call) = (list.as_bytes().to_vec(), Some(world.call.code.clone()));
            imports::check(&app.app, &officer, &kind, "zuweisung.csv", bytes, call)
                .await
                .unwrap()
        };
        let bad = format!("{good}{a};;Niemand;\n{a};;{};\n", names[0]);
        let (run, report) = check(&bad).await;
        assert_eq!(
            (
                report.accepted,
                report.count(RowStatus::Error),
                report.count(RowStatus::Duplicate)
            ),
            (3, 1, 1),
            "{}: {report:#?}",
            test.name
        );
        // the consequence stands beside the row
        assert!(
            report.rows[1]
                .messages
                .iter()
                .any(|said| said.text.contains("danach 2"))
        );
        let applied = imports::apply_by_id(&app.app, &officer, run).await;
        assert_eq!(refusal(applied.map(|_| ())), "assignment-errors");
        assert!(
            store::review::of_call(db.reader(), world.call.id)
                .await
                .unwrap()
                .is_empty()
        );
        let (run, _) = check(&good).await;
        let report = imports::apply_by_id(&app.app, &officer, run).await.unwrap();
        assert_eq!(report.accepted, 3);
        let reviews = store::review::of_call(db.reader(), world.call.id).await.unwrap();
        let of: HashMap<_, _> = reviews
            .iter()
            .map(|review| ((review.application_id, review.assessor_id), review))
            .collect();
        assert_eq!(of.len(), 3);
        let first = of[&(world.cases[0].id, world.assessors[0].id)];
        assert_eq!(
            (first.state, first.due_on),
            (
                ReviewState::Assigned,
                chrono::NaiveDate::from_ymd_opt(2026, 3, 30)
            )
        );
    }
}
