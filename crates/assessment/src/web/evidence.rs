//! What the assessment leaves in the evidence packet of a case: reviews with every version that was handed in,
//! declarations of interest, the case's own place in each frozen ranking, and that ranking as it was hashed. Whoever is
//! barred from a case of the call gets neither rankings nor ranks: they would say where that case stands.

use std::collections::HashMap;

use applications::ApplicationId;
use base::{Ctx, PersonId, Problem, Scope};
use base_web::App;
use base_web::app::EvidenceFile;
use base_web::evidence::{SHARED, ascii_name};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::model::{Review, ReviewState};
use crate::{access, queries, store};

type Names = HashMap<PersonId, String>;

/// For who reads the programme's assessment and sees the case; nothing for anybody else.
pub(crate) async fn evidence(app: &App, ctx: &Ctx, id: Uuid) -> Result<Vec<EvidenceFile>, Problem> {
    let db = app.db.reader();
    let id = ApplicationId(id);
    let Some(case) = applications::applications(db, ctx, &[id]).await?.remove(&id) else {
        return Ok(Vec::new());
    };
    if !ctx.has_any(access::READERS, Scope::Programme(case.programme_id)) {
        return Ok(Vec::new());
    }
    let reviews = queries::reviews_of_application(db, id).await?;
    let declarations = queries::declarations_of(db, &[id]).await?;
    let persons: Vec<PersonId> = reviews
        .iter()
        .map(|review| review.assessor_id)
        .chain(declarations.iter().map(|one| one.person_id))
        .chain(declarations.iter().filter_map(|one| one.ruled_by))
        .collect();
    let names = people::names(db, &persons).await?;
    let is_blind = queries::owed(db, ctx, case.call_id).await?.contains(&id);
    let mut sheets = Vec::new();
    for review in &reviews {
        sheets.push(sheet(db, review, &names, is_blind).await?);
    }
    let standing = queries::standing_of(db, id).await?.filter(|_| !is_blind);
    let standing = standing.map(|standing| {
        json!({
            "reviews": standing.reviews,
            "mean_hundredths": standing.mean_hundredths(),
            "spread_hundredths": standing.spread_hundredths(),
            "talk_noted": standing.cleared_note, "talk_noted_at": standing.cleared_at,
        })
    });
    let declared: Vec<Value> = declarations
        .iter()
        .map(|one| {
            json!({
                "person": names.get(&one.person_id), "kind": one.kind, "reason": one.reason,
                "declared_at": one.declared_at, "ruling": one.ruling, "ruling_reason": one.ruling_reason,
                "ruled_by": one.ruled_by.and_then(|by| names.get(&by)), "ruled_at": one.ruled_at,
            })
        })
        .collect();
    let sees_all = !applications::is_barred_in(db, ctx, case.call_id).await?;
    let places = store::ranking::places_of(db, id).await?;
    let mut rankings = Vec::new();
    if sees_all && !places.is_empty() {
        let call = ascii_name(&calls::call_head(db, case.call_id).await?.code);
        for (head, _) in &places {
            let path = format!("{SHARED}20-rangliste-{call}-{:02}.json", head.version);
            let content = store::ranking::content(db, head.id).await?;
            rankings.push(EvidenceFile::frozen(path, content, head.sha256.as_str()));
        }
    }
    let ranked: Vec<Value> = places
        .into_iter()
        .map(|(head, place)| {
            json!({
                "version": head.version, "sha256": head.sha256, "frozen_at": head.frozen_at,
                // it may speak of the case that is closed to the person
                "reason": sees_all.then_some(&head.reason),
                "rank": sees_all.then_some(place.rank), "tied": sees_all.then_some(place.tied),
                "lot": place.lot.filter(|_| sees_all), "settled_by": place.settled.filter(|_| sees_all),
                "reviews": place.reviews,
                "numerator": place.numerator, "denominator": place.denominator,
                "score_hundredths": place.score_hundredths, "below_threshold": place.below_threshold,
            })
        })
        .collect();
    let mut files = vec![
        EvidenceFile::json(
            "20-bewertung/bewertungen.json",
            &json!({ "standing": standing, "reviews": sheets }),
        )?,
        EvidenceFile::json("20-bewertung/befangenheit.json", &json!({ "items": declared }))?,
        EvidenceFile::json("20-bewertung/ranglisten.json", &json!({ "items": ranked }))?,
    ];
    files.extend(rankings);
    Ok(files)
}

/// One review with every version that was handed in (handbook 13): what was written since is a draft, and nobody's but
/// its writer's. Whoever has still to score the case reads no scores of it.
async fn sheet(
    db: &impl ConnectionTrait,
    review: &Review,
    names: &Names,
    is_blind: bool,
) -> Result<Value, Problem> {
    let mut versions = store::review_version::of_review(db, review.id).await?;
    versions.retain(|_| !is_blind);
    let mut handed_in = Vec::new();
    for version in &versions {
        let scores: Value = serde_json::from_str(&version.scores).map_err(Problem::broken)?;
        handed_in.push(json!({
            "edition": version.edition, "submitted_at": version.submitted_at,
            "total_hundredths": version.weighted * 20, "scores": scores,
            "comment": version.comment, "recommendation": version.recommendation,
        }));
    }
    let counts = review.state.is_valid() || review.state == ReviewState::Void;
    let newest = handed_in.last().filter(|_| counts);
    let of_newest = |field: &str| newest.map(|version| version[field].clone());
    Ok(json!({
        "assessor": names.get(&review.assessor_id), "state": review.state, "due_on": review.due_on,
        "weights": review.weights()?,
        "total_hundredths": of_newest("total_hundredths"),
        "scores": of_newest("scores"),
        "comment": of_newest("comment"),
        "recommendation": of_newest("recommendation"),
        "step_reason": review.reason,
        "versions": handed_in,
    }))
}
