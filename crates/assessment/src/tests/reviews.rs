use applications::ApplicationState;
use base::Problem;
use base_db::audit;
use base_testing::db::databases;

use super::*;
use crate::model::ReviewState;

pub(super) fn refusal<T: std::fmt::Debug>(answer: Result<T, Problem>) -> &'static str {
    match answer {
        Err(Problem::Refused { code, .. }) => code,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn g01_ranking_is_frozen_with_a_hash() {
    for test in databases().await {
        let (db, world) = (&test.db, g01(&test.db).await);
        let officer = world.at(&world.officer);
        let standing = crate::standing_of(db.reader(), world.cases[2].id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (standing.reviews, standing.mean_hundredths()),
            (3, Some(7_933)),
            "{}",
            test.name
        );
        let frozen = crate::freeze_ranking(db, &officer, world.call.id, "")
            .await
            .unwrap();
        let ranking = crate::latest_ranking(db.reader(), world.call.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((ranking.version, &ranking.hash), (1, &frozen.hash));
        let order: Vec<_> = ranking
            .entries
            .iter()
            .map(|entry| (entry.application_id, entry.rank))
            .collect();
        assert_eq!(
            order,
            [
                (world.cases[0].id, 1),
                (world.cases[1].id, 2),
                (world.cases[2].id, 3)
            ]
        );
        assert_eq!(
            (ranking.entries[2].numerator, ranking.entries[2].denominator),
            (1_190, 15)
        ); // 79 1/3
        let reviews = crate::reviews_of_application(db.reader(), world.cases[0].id)
            .await
            .unwrap();
        assert!(reviews.iter().all(|review| review.state == ReviewState::Frozen));
        assert_eq!(
            refusal(crate::freeze_ranking(db, &officer, world.call.id, "Noch einmal").await),
            "ranking-unchanged"
        );
    }
}

#[tokio::test]
async fn g02_exclusion_makes_a_new_version_with_its_reason() {
    for test in databases().await {
        let (db, world) = (&test.db, g01(&test.db).await);
        let secretary = world.at(&world.secretary);
        let first = crate::freeze_ranking(db, &secretary, world.call.id, "")
            .await
            .unwrap();
        let third = &world.assessors[2];
        let review = review_of(db, &world, 2, third).await;
        crate::void_review(db, &secretary, review, "War bei der Kommune beschäftigt")
            .await
            .unwrap();
        let ranking = crate::latest_ranking(db.reader(), world.call.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (ranking.version, ranking.reason.as_str()),
            (2, "War bei der Kommune beschäftigt"),
            "{}",
            test.name
        );
        assert_ne!(ranking.hash, first.hash);
        let order: Vec<_> = ranking.entries.iter().map(|entry| entry.application_id).collect();
        assert_eq!(order, [world.cases[2].id, world.cases[0].id, world.cases[1].id]);
        assert_eq!(
            (ranking.entries[0].score_hundredths, ranking.entries[0].reviews),
            (8_500, 2)
        );
        // the first version stays
        let versions = crate::ranking_versions(db.reader(), world.call.id).await.unwrap();
        assert_eq!(
            versions.iter().map(|version| version.version).collect::<Vec<_>>(),
            [2, 1]
        );
        // and the person sees nothing of the case any more
        let tasks = crate::reviews_of_person(db.reader(), &world.at(third))
            .await
            .unwrap();
        assert!(tasks.iter().all(|task| task.application_id != world.cases[2].id));
        let found = applications::find(db.reader(), &world.at(third), world.cases[2].id)
            .await
            .unwrap();
        assert!(found.is_none());
    }
}

#[tokio::test]
async fn g06_nothing_is_shown_before_the_declaration_and_the_attempt_is_audited() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000], base::Cents(15_000_000)).await;
        assign_all(db, &world).await;
        let person = &world.assessors[0];
        let id = review_of(db, &world, 0, person).await;
        let ctx = world.at(person);
        let opened = crate::open_review(db, &ctx, id).await.map(|_| ());
        assert_eq!(refusal(opened), "declaration-missing", "{}", test.name);
        assert!(
            applications::find(db.reader(), &ctx, world.cases[0].id)
                .await
                .unwrap()
                .is_none()
        );
        let trail = audit::of_subject(db.reader(), "review", &id.to_string(), 10)
            .await
            .unwrap();
        assert_eq!(trail[0].action, "open_refused");
        assert_eq!(trail[0].actor_id, Some(person.id.0));
        let task = crate::reviews_of_person(db.reader(), &ctx).await.unwrap();
        assert_eq!(task[0].title, "");
        declare_none(db, &world, id, person).await;
        assert_eq!(
            crate::open_review(db, &ctx, id).await.unwrap().application.id,
            world.cases[0].id
        );
    }
}

#[tokio::test]
async fn an_excluded_assessor_is_barred_and_the_office_is_told() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000, 4_000_000], base::Cents(15_000_000)).await;
        assign_all(db, &world).await;
        let person = &world.assessors[0];
        let id = review_of(db, &world, 0, person).await;
        let declare = |interest, reason: &str| Declare {
            review: id,
            interest,
            reason: reason.to_owned(),
        };
        let without = crate::declare(db, &world.at(person), declare(Interest::Excluded, " ")).await;
        assert!(matches!(without, Err(Problem::Invalid(_))), "{}", test.name);
        let state = crate::declare(
            db,
            &world.at(person),
            declare(Interest::Excluded, "Beschäftigt bei der Stadt"),
        )
        .await;
        assert_eq!(state, Ok(ReviewState::Declined));
        assert!(matches!(
            crate::open_review(db, &world.at(person), id).await,
            Err(Problem::NotFound { .. })
        ));
        assert_eq!(
            applications::barred(db.reader(), person.id).await.unwrap(),
            [world.cases[0].id]
        );
        let mails = base_mail::of_case(db.reader(), world.cases[0].id.0, 50)
            .await
            .unwrap();
        assert!(mails.iter().any(|mail| mail.code == "M-R02"));
        // assigning again leaves the person out
        let again = Assign {
            call: world.call.id,
            applications: vec![world.cases[0].id],
            assessors: vec![person.id],
            due_on: None,
        };
        let result = crate::assign(db, &world.at(&world.officer), again).await.unwrap();
        assert_eq!((result.new, result.excluded), (0, 1));
    }
}

#[tokio::test]
async fn a_concern_waits_for_another_persons_ruling() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000], base::Cents(15_000_000)).await;
        assign_all(db, &world).await;
        let person = &world.assessors[0];
        let id = review_of(db, &world, 0, person).await;
        let command = Declare {
            review: id,
            interest: Interest::Concern,
            reason: "Frühere Tätigkeit".to_owned(),
        };
        crate::declare(db, &world.at(person), command).await.unwrap();
        assert_eq!(
            refusal(crate::open_review(db, &world.at(person), id).await.map(|_| ())),
            "declaration-missing"
        );
        let rule = crate::Rule {
            review: id,
            ruling: crate::Ruling::Cleared,
            reason: "Liegt lange zurück".to_owned(),
        };
        assert!(
            crate::rule_on_concern(db, &world.at(person), rule.clone())
                .await
                .is_err()
        );
        crate::rule_on_concern(db, &world.at(&world.head), rule)
            .await
            .unwrap();
        assert!(
            crate::open_review(db, &world.at(person), id).await.is_ok(),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn one_mail_per_batch_and_assessor_and_the_cases_are_in_assessment() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000, 3_000_000], base::Cents(15_000_000)).await;
        assign_all(db, &world).await;
        let page = base_mail::list(
            db.reader(),
            &base_mail::MailFilter::default(),
            base_db::PageRequest::default(),
        )
        .await
        .unwrap();
        assert_eq!(
            page.items.iter().filter(|mail| mail.code == "M-R01").count(),
            3,
            "{}",
            test.name
        );
        assert_eq!(
            world.case(db, world.cases[0].id).await.state,
            ApplicationState::InAssessment
        );
        give(db, &world, 0, 0, [3; 7]).await;
        assert_eq!(
            world.case(db, world.cases[0].id).await.state,
            ApplicationState::InAssessment
        );
        give(db, &world, 0, 1, [4; 7]).await;
        assert_eq!(
            world.case(db, world.cases[0].id).await.state,
            ApplicationState::Assessed
        );
    }
}

#[tokio::test]
async fn totals_far_apart_need_a_noted_talk_before_the_case_is_assessed() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000], base::Cents(15_000_000)).await;
        assign_all(db, &world).await;
        give(db, &world, 0, 0, [2; 7]).await; // 40
        give(db, &world, 0, 1, [4; 7]).await; // 80
        let case = world.cases[0].id;
        assert_eq!(
            world.case(db, case).await.state,
            ApplicationState::InAssessment,
            "{}",
            test.name
        );
        let officer = world.at(&world.officer);
        assert_eq!(
            refusal(crate::freeze_ranking(db, &officer, world.call.id, "").await),
            "not-assessed"
        );
        crate::clear_alarm(db, &officer, case, "Gespräch am 20.03., beide bleiben dabei")
            .await
            .unwrap();
        assert_eq!(world.case(db, case).await.state, ApplicationState::Assessed);
        crate::freeze_ranking(db, &officer, world.call.id, "")
            .await
            .unwrap();
        // what the third assessor never handed in does not count any more
        let third = review_of(db, &world, 0, &world.assessors[2]).await;
        assert_eq!(
            store::review::get(db.reader(), third).await.unwrap().state,
            ReviewState::Void
        );
    }
}

#[tokio::test]
async fn a_reopened_review_keeps_what_was_handed_in() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000], base::Cents(15_000_000)).await;
        assign_all(db, &world).await;
        give(db, &world, 0, 0, [3; 7]).await;
        let person = &world.assessors[0];
        let id = review_of(db, &world, 0, person).await;
        crate::reopen(db, &world.at(&world.secretary), id, "Begründung zu K3 fehlt")
            .await
            .unwrap();
        let standing = crate::standing_of(db.reader(), world.cases[0].id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(standing.reviews, 0, "{}", test.name);
        let version = store::review::get(db.reader(), id).await.unwrap().version;
        let again = SaveScores {
            scores: scores([4; 7]),
            version,
            ..SaveScores::default()
        };
        crate::submit(db, &world.at(person), id, again).await.unwrap();
        let versions = store::review_version::of_review(db.reader(), id).await.unwrap();
        assert_eq!(
            versions
                .iter()
                .map(|version| version.weighted)
                .collect::<Vec<_>>(),
            [300, 400]
        );
    }
}

#[tokio::test]
async fn two_assessors_who_hand_in_at_once_both_count() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000], base::Cents(15_000_000)).await;
        assign_all(db, &world).await;
        let mut ready = Vec::new();
        for person in &world.assessors {
            let id = review_of(db, &world, 0, person).await;
            declare_none(db, &world, id, person).await;
            let version = store::review::get(db.reader(), id).await.unwrap().version;
            ready.push((
                id,
                world.at(person),
                SaveScores {
                    scores: scores([3; 7]),
                    version,
                    ..SaveScores::default()
                },
            ));
        }
        let all = ready
            .iter()
            .map(|(id, ctx, command)| usecases::submit(db, ctx, *id, command.clone()));
        for answer in futures::future::join_all(all).await {
            answer.unwrap();
        }
        let standing = crate::standing_of(db.reader(), world.cases[0].id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (standing.reviews, standing.weighted_sum),
            (3, 900),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn a_draft_keeps_what_was_typed_and_a_second_window_is_told() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000], base::Cents(15_000_000)).await;
        assign_all(db, &world).await;
        let person = &world.assessors[0];
        let id = review_of(db, &world, 0, person).await;
        declare_none(db, &world, id, person).await;
        let version = store::review::get(db.reader(), id).await.unwrap().version;
        let half = Scores::from([(
            "K1".to_owned(),
            Score {
                points: Some(4),
                reason: String::new(),
            },
        )]);
        let command = SaveScores {
            scores: half.clone(),
            comment: "Noch offen".to_owned(),
            version,
            ..SaveScores::default()
        };
        let next = crate::save_scores(db, &world.at(person), id, command.clone())
            .await
            .unwrap();
        assert_eq!(next, version + 1, "{}", test.name);
        assert_eq!(
            crate::save_scores(db, &world.at(person), id, command).await,
            Err(Problem::Stale)
        );
        let kept = store::review::get(db.reader(), id).await.unwrap();
        assert_eq!(
            (kept.scores().unwrap(), kept.comment.as_str()),
            (half, "Noch offen")
        );
        // somebody else's review does not exist
        let other = world.at(&world.assessors[1]);
        assert!(matches!(
            crate::open_review(db, &other, id).await,
            Err(Problem::NotFound { .. })
        ));
        let command = SaveScores {
            version: next,
            ..SaveScores::default()
        };
        assert!(matches!(
            crate::save_scores(db, &other, id, command).await,
            Err(Problem::NotFound { .. })
        ));
    }
}
