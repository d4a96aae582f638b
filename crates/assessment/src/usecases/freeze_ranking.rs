//! Freezes the ranking of a call as a version with its hash (handbook 4.2, 4.4).

use std::collections::HashMap;

use applications::{Application, ApplicationId, ApplicationState};
use base::{Ctx, Problem, Text};
use base_db::{Db, Entry, Unit};
use calls::{Call, CallId, CallState};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{reason, step};
use crate::model::{RankedEntry, RankingId, RankingVersion, Review, ReviewState, Standing};
use crate::rules::{self, Distribution, Figures, Place, Thresholds};
use crate::{access, store};

/// Assessed and everything the selection makes of it.
const RANKED: [ApplicationState; 5] = [
    ApplicationState::Assessed,
    ApplicationState::Selected,
    ApplicationState::Reserve,
    ApplicationState::RejectedProposed,
    ApplicationState::Deferred,
];

/// Makes the first version, or a corrected one with its reason. Reviews that count become FROZEN, what was not handed in
/// becomes VOID. Roles: SB, GS; the call is in selection. Error: refused while something is not assessed, an alarm is
/// open, a review is reopened, or nothing changed.
pub async fn freeze_ranking(db: &Db, ctx: &Ctx, call: CallId, why: &str) -> Result<RankingVersion, Problem> {
    base_db::retrying(|| frozen(db, ctx, call, why, &[])).await
}

/// Records lots drawn among applications with the same figures, as a new version: `order` as drawn, with the reason.
pub async fn draw_lots(
    db: &Db,
    ctx: &Ctx,
    call: CallId,
    order: &[ApplicationId],
    why: &str,
) -> Result<RankingVersion, Problem> {
    base_db::retrying(|| frozen(db, ctx, call, why, order)).await
}

async fn frozen(
    db: &Db,
    ctx: &Ctx,
    call: CallId,
    why: &str,
    lots: &[ApplicationId],
) -> Result<RankingVersion, Problem> {
    let unit = db.write(ctx).await?;
    let call = calls::call(unit.conn(), call).await?;
    access::require(ctx, access::OFFICERS, &call)?;
    let version = freeze_in(&unit, &call, why, lots).await?;
    unit.commit().await?;
    Ok(version)
}

/// The same within a unit whose person is checked.
pub(super) async fn freeze_in(
    unit: &Unit<'_>,
    call: &Call,
    why: &str,
    lots: &[ApplicationId],
) -> Result<RankingVersion, Problem> {
    if call.state != CallState::InSelection {
        return Err(Problem::refused(
            "call-state",
            Text::new("ranking-refused-call-state"),
        ));
    }
    let earlier = match store::ranking::newest(unit.conn(), call.id).await? {
        Some(version) => Some(store::ranking::with_entries(unit.conn(), version).await?),
        None => None,
    };
    let why = if earlier.is_some() {
        reason(why)?
    } else {
        String::new()
    };
    let all = Ctx::system("assessment", unit.now());
    let cases = applications::of_call(unit.conn(), &all, call.id, &[]).await?;
    let standings = store::standing::of_call(unit.conn(), call.id).await?;
    let reviews = store::review::of_call(unit.conn(), call.id).await?;
    require_ready(&cases, &standings, &reviews, earlier.is_none())?;
    let mut drawn: Vec<ApplicationId> = lots.to_vec();
    let known = earlier
        .iter()
        .flat_map(|ranking| &ranking.entries)
        .filter(|entry| entry.lot.is_some());
    drawn.extend(
        known
            .map(|entry| entry.application_id)
            .filter(|id| !lots.contains(id)),
    );
    let entries = entries(call, &cases, &standings, &drawn)?;
    if entries.is_empty() {
        return Err(Problem::refused(
            "nothing-to-rank",
            Text::new("ranking-refused-empty"),
        ));
    }
    if earlier.as_ref().is_some_and(|ranking| ranking.entries == entries) {
        return Err(Problem::refused(
            "ranking-unchanged",
            Text::new("ranking-refused-unchanged"),
        ));
    }
    let lies = lies(&reviews);
    let frozen = write(
        unit,
        call,
        earlier.as_ref(),
        (cases.as_slice(), &lies),
        &entries,
        why,
    )
    .await?;
    close_reviews(unit, &entries, &reviews).await?;
    store::standing::freeze(unit.conn(), call.id).await?;
    Ok(frozen)
}

fn require_ready(
    cases: &[Application],
    standings: &[Standing],
    reviews: &[Review],
    is_first: bool,
) -> Result<(), Problem> {
    let open = |state| matches!(state, ApplicationState::Complete | ApplicationState::InAssessment);
    let refuse = |code, key: &str, count: usize| match count {
        0 => Ok(()),
        count => Err(Problem::refused(code, Text::new(key).with("count", count))),
    };
    refuse(
        "not-assessed",
        "ranking-refused-open",
        cases.iter().filter(|case| open(case.state)).count(),
    )?;
    refuse(
        "alarms-open",
        "ranking-refused-alarms",
        standings.iter().filter(|row| row.has_alarm()).count(),
    )?;
    let reopened = reviews
        .iter()
        .filter(|review| review.state == ReviewState::Reopened)
        .count();
    refuse("reviews-reopened", "ranking-refused-reopened", reopened)?;
    // later versions leave out what lost its valid reviews; the first one must not begin without them
    let thin = standings
        .iter()
        .filter(|row| row.reviews < row.reviews_min && ranked(cases, row.id))
        .count();
    refuse(
        "reviews-missing",
        "ranking-refused-thin",
        if is_first { thin } else { 0 },
    )
}

fn ranked(cases: &[Application], id: ApplicationId) -> bool {
    cases
        .iter()
        .any(|case| case.id == id && RANKED.contains(&case.state))
}

fn entries(
    call: &Call,
    cases: &[Application],
    standings: &[Standing],
    lots: &[ApplicationId],
) -> Result<Vec<RankedEntry>, Problem> {
    let states: HashMap<ApplicationId, ApplicationState> =
        cases.iter().map(|case| (case.id, case.state)).collect();
    let figures = standings
        .iter()
        .filter(|row| states.get(&row.id).is_some_and(|state| RANKED.contains(state)))
        .filter(|row| row.reviews >= row.reviews_min && row.reviews > 0)
        .map(|row| {
            Ok(Figures {
                application: row.id,
                reviews: row.reviews,
                weighted_sum: row.weighted_sum,
                criteria: row.criterion_sums()?,
            })
        })
        .collect::<Result<Vec<Figures>, Problem>>()?;
    let thresholds = Thresholds {
        total: call.threshold_total.map(|least| least.0),
        criterion: call.threshold_criterion.map(|least| least.0),
    };
    Ok(rules::rank(figures, lots)
        .into_iter()
        .map(|place| entry(place, thresholds))
        .collect())
}

fn entry(place: Place, thresholds: Thresholds) -> RankedEntry {
    let figures = &place.figures;
    RankedEntry {
        application_id: figures.application,
        rank: place.rank,
        tied: place.tied,
        lot: place.lot,
        reviews: figures.reviews,
        numerator: figures.weighted_sum,
        denominator: 5 * figures.reviews,
        score_hundredths: rules::mean_scaled(figures.weighted_sum, figures.reviews, 100).unwrap_or(0),
        below_threshold: thresholds.is_missed(figures),
    }
}

fn lies(reviews: &[Review]) -> HashMap<ApplicationId, Distribution> {
    let mut totals: HashMap<ApplicationId, Vec<i64>> = HashMap::new();
    for review in reviews.iter().filter(|review| review.state.is_valid()) {
        totals
            .entry(review.application_id)
            .or_default()
            .extend(review.weighted);
    }
    totals
        .into_iter()
        .filter_map(|(id, totals)| Some((id, Distribution::of(totals)?)))
        .collect()
}

async fn write(
    unit: &Unit<'_>,
    call: &Call,
    earlier: Option<&crate::Ranking>,
    (cases, lies): (&[Application], &HashMap<ApplicationId, Distribution>),
    entries: &[RankedEntry],
    why: String,
) -> Result<RankingVersion, Problem> {
    let numbers: HashMap<ApplicationId, &str> = cases.iter().map(|case| (case.id, case.label())).collect();
    let rows: Vec<serde_json::Value> = entries
        .iter()
        .map(|entry| {
            let lies = lies.get(&entry.application_id);
            json!([
                numbers.get(&entry.application_id),
                entry.application_id,
                entry.rank,
                entry.lot,
                entry.reviews,
                entry.numerator,
                entry.denominator,
                entry.below_threshold,
                lies.map(|one| one.median),
                lies.map(|one| one.lowest),
                lies.map(|one| one.highest),
            ])
        })
        .collect();
    let version = earlier.map_or(1, |ranking| ranking.version + 1);
    let content = json!({
        "call": call.code,
        "version": version,
        "reason": why,
        // each version carries the hash of the one before
        "previous": earlier.map(|ranking| &ranking.hash),
        "columns": [
            "number", "application", "rank", "lot", "reviews", "numerator", "denominator", "below_threshold",
            "median_hundredths", "lowest_hundredths", "highest_hundredths",
        ],
        "entries": rows,
    })
    .to_string();
    let hash = hex::encode(Sha256::digest(&content));
    let id = RankingId::new();
    let row = store::ranking::version::Model {
        id,
        call_id: call.id,
        version,
        reason: why.clone(),
        content,
        sha256: hash.clone(),
        frozen_by: unit.ctx().person_id(),
        frozen_at: unit.now(),
    };
    store::ranking::insert(unit.conn(), row, entries).await?;
    let data = json!({ "call": call.code, "version": version, "sha256": hash, "entries": entries.len() });
    unit.audit(
        Entry::new("ranking", id, "freeze")
            .to("FROZEN")
            .reason(&why)
            .data(data),
    )
    .await?;
    Ok(RankingVersion { id, version, hash })
}

/// SUBMITTED → FROZEN for what counts; what was never handed in can't count any more.
async fn close_reviews(unit: &Unit<'_>, entries: &[RankedEntry], reviews: &[Review]) -> Result<(), Problem> {
    let ranked: std::collections::HashSet<ApplicationId> =
        entries.iter().map(|entry| entry.application_id).collect();
    let of = |wanted: fn(ReviewState) -> bool| -> Vec<&Review> {
        reviews
            .iter()
            .filter(|review| wanted(review.state) && ranked.contains(&review.application_id))
            .collect()
    };
    let counting = of(|state| state == ReviewState::Submitted);
    let open = of(ReviewState::is_open);
    let closing = base::texts::tr(base::Lang::De, "ranking-closes-review");
    for (rows, to, action, why) in [
        (counting, ReviewState::Frozen, "freeze", None),
        (open, ReviewState::Void, "close", Some(closing.as_str())),
    ] {
        let ids: Vec<crate::ReviewId> = rows.iter().map(|review| review.id).collect();
        store::review::move_all(unit.conn(), &ids, to, why).await?;
        unit.audit_many(
            rows.into_iter()
                .map(|review| step(review, to, action).reason(why.unwrap_or_default()))
                .collect(),
        )
        .await?;
    }
    Ok(())
}
