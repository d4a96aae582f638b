//! Hints on double funding and repetition, which an officer judges.

use base::{Cents, Problem, Role};
use base_db::Db;
use base_testing::ctx;
use base_testing::db::databases;
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _};

use super::officer::*;
use super::world::{World, body, date, fields, hand_in, terms, utc};
use crate::hints;
use crate::model::{ApplicationId, ApplicationState as S, DraftFields, HintKind, Verdict};
use crate::usecases::{CreateDraft, JudgeHint, confirm_complete, create_draft, judge_hint, submit};

/// A second application, with another lead or title.
async fn another(
    db: &Db,
    world: &World,
    name: &str,
    key: &str,
    call: calls::CallId,
    title: &str,
) -> ApplicationId {
    let lead = body(db, key).await;
    let editor = world.municipal(db, name, &lead, &[Role::KE, Role::KZ]).await;
    let command = CreateDraft {
        call,
        lead: lead.id,
        fields: DraftFields {
            title: title.to_owned(),
            ..fields()
        },
        lead_share: None,
    };
    let draft = create_draft(db, &ctx(&editor, utc(DAY)), command).await.unwrap();
    submit(db, &ctx(&editor, utc(DAY)), hand_in(&draft))
        .await
        .unwrap();
    draft.id
}

#[tokio::test]
async fn hints_name_the_same_body_and_the_same_purpose_and_an_officer_judges_them() {
    for test in databases().await {
        let db = &test.db;
        let (world, editor, case) = in_check(db).await;
        let officer = world.officer_at(utc(AFTER));
        let none = hints::hints(db.reader(), &officer, &case).await.unwrap();
        assert!(
            none.iter().all(|hint| hint.other.is_none()),
            "{}: {none:?}",
            test.name
        );
        let second = world.call(db, "IBZ-2026B", terms()).await;
        let same_body = another(db, &world, "kb", "08416025", second.id, "Sprachcafé im Park").await;
        let same_title = another(db, &world, "kt", "08226041", second.id, "MOESSINGER Runde").await;
        another(db, &world, "ko", "08317065", second.id, "Etwas ganz anderes").await;
        let found = hints::hints(db.reader(), &officer, &case).await.unwrap();
        let kinds: Vec<_> = found
            .iter()
            .filter_map(|hint| hint.other.as_ref().map(|other| (hint.kind, other.id)))
            .collect();
        assert_eq!(
            kinds,
            [
                (HintKind::SameBody, same_body),
                (HintKind::SamePurpose, same_title)
            ],
            "{}",
            test.name
        );
        let verdict = |verdict, reason: &str| JudgeHint {
            application: case.id,
            kind: HintKind::SameBody,
            subject: same_body.to_string(),
            verdict,
            reason: reason.to_owned(),
        };
        let silent = judge_hint(db, &officer, verdict(Verdict::None, " ")).await;
        assert!(matches!(silent, Err(Problem::Invalid(_))));
        let unknown = JudgeHint {
            subject: uuid::Uuid::now_v7().to_string(),
            ..verdict(Verdict::None, "x")
        };
        assert!(matches!(
            judge_hint(db, &officer, unknown).await,
            Err(Problem::NotFound { .. })
        ));
        judge_hint(db, &officer, verdict(Verdict::Conflict, "gleiche Ausgaben"))
            .await
            .unwrap();
        let stands = confirm_complete(db, &officer, case.id).await.unwrap_err();
        assert_eq!(code_of(&stands), "double-funding");
        judge_hint(db, &officer, verdict(Verdict::Complementary, "andere Ausgaben"))
            .await
            .unwrap();
        let judged = hints::hints(db.reader(), &officer, &case).await.unwrap();
        let judgement = judged[0].judgement.as_ref().unwrap();
        assert_eq!(judgement.verdict, Verdict::Complementary);
        assert_eq!(
            confirm_complete(db, &officer, case.id).await.unwrap().state,
            S::Complete
        );
        let applicant = hints::hints(db.reader(), &ctx(&editor, utc(AFTER)), &case).await;
        assert!(
            matches!(applicant, Err(Problem::NotFound { .. })),
            "the office's own"
        );
    }
}

/// E3 and 2.11: a town that was merged is found under its former key, its association in another call as well, and each
/// declared grant is said, whether or not the plan counts it.
#[tokio::test]
async fn hints_follow_mergers_associations_and_declared_grants() {
    for test in databases().await {
        let db = &test.db;
        let (world, editor, case) = in_check(db).await;
        let officer = world.officer_at(utc(AFTER));
        let second = world.call(db, "IBZ-2026B", terms()).await;
        let former = another(db, &world, "kf", "08226041", second.id, "Sprachcafé im Park").await;
        let leimen = body(db, "08226041").await;
        let end = municipalities::EndBody {
            body: leimen.id,
            version: leimen.version,
            valid_until: date("2026-02-28"),
            successor_key: Some("08416025".to_owned()),
        };
        municipalities::end_body(db, &officer, end).await.unwrap();
        let town = body(db, "08416025").await;
        let relatives = municipalities::relatives(db.reader(), &town).await.unwrap();
        let association = relatives
            .association
            .expect("Mössingen belongs to an association");
        let through = another(
            db,
            &world,
            "kv",
            &association.key,
            second.id,
            "Etwas ganz anderes",
        )
        .await;
        let found = hints::hints(db.reader(), &officer, &case).await.unwrap();
        let kinds: Vec<_> = found
            .iter()
            .filter_map(|hint| hint.other.as_ref().map(|other| (hint.kind, other.id)))
            .collect();
        assert_eq!(
            kinds,
            [
                (HintKind::SameBody, former),
                (HintKind::ThroughAssociation, through)
            ],
            "{}",
            test.name
        );
        // declared beside the plan: the hint says each grant
        let grant = crate::store::other_grant::Model {
            id: uuid::Uuid::now_v7(),
            application_id: case.id,
            position: 1,
            provider: "Landkreis Tübingen".to_owned(),
            programme: "Vielfalt".to_owned(),
            amount: Cents(500_000),
            status: crate::OtherGrantStatus::Applied,
        };
        let unit = db.write(&officer).await.unwrap();
        crate::store::other_grant::Entity::insert(grant.into_active_model().reset_all())
            .exec_without_returning(unit.conn())
            .await
            .unwrap();
        unit.commit().await.unwrap();
        let found = hints::hints(db.reader(), &officer, &case).await.unwrap();
        let declared = found.iter().find(|hint| hint.kind == HintKind::DeclaredGrants);
        assert_eq!(declared.unwrap().grants[0].provider, "Landkreis Tübingen");
        assert!(
            hints::hints(db.reader(), &ctx(&editor, utc(AFTER)), &case)
                .await
                .is_err(),
            "the office's own"
        );
    }
}
