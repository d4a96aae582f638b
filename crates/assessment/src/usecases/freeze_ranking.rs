//! Freezes the ranking of a call as a version with its hash (handbook 4.2, 4.4).

use std::collections::HashMap;

use applications::{Application, ApplicationId, ApplicationState};
use base::{Ctx, Problem, Text};
use base_db::{Db, Entry, Unit};
use calls::{Call, CallId, CallState};
use serde_json::json;

use super::{reason, step};
use crate::model::{RankedEntry, RankingId, RankingVersion, Review, ReviewState, Standing, TieBreak};
use crate::rules::{self, Distribution, Figures, Place, Thresholds};
use crate::{access, content, store};

/// Assessed and everything the selection makes of it.
const RANKED: [ApplicationState; 5] = [
    ApplicationState::Assessed,
    ApplicationState::Selected,
    ApplicationState::Reserve,
    ApplicationState::RejectedProposed,
    ApplicationState::Deferred,
];

/// What a version is made for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cause<'a> {
    /// From the second version on.
    pub reason: &'a str,
    /// Applications with the same figures in the order that was decided or drawn, and by what.
    pub order: &'a [ApplicationId],
    pub by: Option<TieBreak>,
    /// The only case it is about: whoever is barred from that one does not read of it in the audit trail.
    pub application: Option<ApplicationId>,
}

/// Makes the first version, or a corrected one with its reason. Reviews that count become FROZEN, what was not handed in
/// becomes VOID. Roles: SB, GS, nobody who is barred from a case of the call; the call is in selection. Error: refused
/// while something is not assessed, an alarm is open, a review is reopened, or nothing changed.
pub async fn freeze_ranking(db: &Db, ctx: &Ctx, call: CallId, why: &str) -> Result<RankingVersion, Problem> {
    let cause = Cause {
        reason: why,
        ..Cause::default()
    };
    base_db::retrying(|| frozen(db, ctx, call, &cause)).await
}

/// Records in which order applications with the same figures stand, as a new version with its reason: by the steering
/// group's decision about the balance of the selection, last of all by lots (handbook 4.2). Error: refused unless
/// `order` holds all of every group it touches.
pub async fn settle_ties(
    db: &Db,
    ctx: &Ctx,
    call: CallId,
    (order, by): (&[ApplicationId], TieBreak),
    why: &str,
) -> Result<RankingVersion, Problem> {
    let cause = Cause {
        reason: why,
        order,
        by: Some(by),
        application: None,
    };
    base_db::retrying(|| frozen(db, ctx, call, &cause)).await
}

async fn frozen(db: &Db, ctx: &Ctx, call: CallId, cause: &Cause<'_>) -> Result<RankingVersion, Problem> {
    let unit = db.write(ctx).await?;
    let call = calls::call(unit.conn(), call).await?;
    access::require(ctx, access::OFFICERS, &call)?;
    if applications::is_barred_in(unit.conn(), ctx, call.id).await? {
        // it stands over all of them: whoever takes no part in one of them leaves it to somebody else
        return Err(Problem::refused("barred", Text::new("ranking-refused-barred")));
    }
    let version = freeze_in(&unit, &call, cause).await?;
    unit.commit().await?;
    Ok(version)
}

/// The same within a unit whose person is checked.
pub(super) async fn freeze_in(
    unit: &Unit<'_>,
    call: &Call,
    cause: &Cause<'_>,
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
    let why = match (&earlier, cause.by) {
        (None, None) => String::new(),
        // lots and decisions are settled where everybody has read the ranking
        (None, Some(_)) => return Err(not_tied()),
        (Some(_), _) => reason(cause.reason)?,
    };
    let all = Ctx::system("assessment", unit.now());
    let cases = applications::of_call(unit.conn(), &all, call.id, &[]).await?;
    let standings = store::standing::of_call(unit.conn(), call.id).await?;
    let reviews = store::review::of_call(unit.conn(), call.id).await?;
    require_ready(&cases, &standings, &reviews, earlier.is_none())?;
    let lies = lies(&reviews);
    let settled = settled(earlier.as_ref(), cause);
    let entries = entries(call, (&cases, &standings, &lies), &settled)?;
    if let Some(by) = cause.by {
        let is_settled = |id: &ApplicationId| {
            let mut found = entries.iter().filter(|entry| entry.application_id == *id);
            found.any(|entry| entry.lot.is_some() && entry.settled == Some(by))
        };
        if cause.order.is_empty() || !cause.order.iter().all(is_settled) {
            return Err(not_tied());
        }
    }
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
    let frozen = write(
        unit,
        call,
        earlier.as_ref(),
        &cases,
        &entries,
        (why, cause.application),
    )
    .await?;
    close_reviews(unit, &entries, &reviews).await?;
    store::standing::freeze(unit.conn(), call.id).await?;
    Ok(frozen)
}

fn not_tied() -> Problem {
    Problem::refused("not-tied", Text::new("ranking-refused-not-tied"))
}

/// The order of what shares its figures: what is settled now, then what was before.
fn settled(earlier: Option<&crate::Ranking>, cause: &Cause<'_>) -> Vec<(ApplicationId, TieBreak)> {
    let by = cause.by.unwrap_or(TieBreak::Lot);
    let mut all: Vec<(ApplicationId, TieBreak)> = cause.order.iter().map(|id| (*id, by)).collect();
    let mut known: Vec<&RankedEntry> = earlier
        .iter()
        .flat_map(|ranking| &ranking.entries)
        .filter(|entry| entry.lot.is_some() && !cause.order.contains(&entry.application_id))
        .collect();
    known.sort_by_key(|entry| entry.rank);
    all.extend(
        known
            .into_iter()
            .map(|entry| (entry.application_id, entry.settled.unwrap_or(TieBreak::Lot))),
    );
    all
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

type Lies = HashMap<ApplicationId, Distribution>;

fn entries(
    call: &Call,
    (cases, standings, lies): (&[Application], &[Standing], &Lies),
    settled: &[(ApplicationId, TieBreak)],
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
    let thresholds = Thresholds::of(call);
    let order: Vec<ApplicationId> = settled.iter().map(|(id, _)| *id).collect();
    let by: HashMap<ApplicationId, TieBreak> = settled.iter().copied().collect();
    Ok(rules::rank(figures, &order)
        .into_iter()
        .map(|place| RankedEntry {
            settled: place
                .lot
                .and_then(|_| by.get(&place.figures.application).copied()),
            lies: lies.get(&place.figures.application).copied(),
            ..entry(place, thresholds)
        })
        .collect())
}

fn entry(place: Place, thresholds: Thresholds) -> RankedEntry {
    let figures = &place.figures;
    RankedEntry {
        application_id: figures.application,
        rank: place.rank,
        tied: place.tied,
        lot: place.lot,
        settled: None,
        reviews: figures.reviews,
        numerator: figures.weighted_sum,
        denominator: 5 * figures.reviews,
        score_hundredths: rules::mean_scaled(figures.weighted_sum, figures.reviews, 100).unwrap_or(0),
        below_threshold: thresholds.is_missed(figures),
        lies: None,
    }
}

fn lies(reviews: &[Review]) -> Lies {
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
    cases: &[Application],
    entries: &[RankedEntry],
    (why, of_case): (String, Option<ApplicationId>),
) -> Result<RankingVersion, Problem> {
    let numbers: HashMap<ApplicationId, &str> = cases.iter().map(|case| (case.id, case.label())).collect();
    let version = earlier.map_or(1, |ranking| ranking.version + 1);
    let content = content::of(call, version, &why, earlier, &numbers, entries);
    let hash = content::hash(&content);
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
        open_ties: Some(entries.iter().filter(|entry| entry.waits_for_settling()).count() as i64),
        entry_count: Some(entries.len() as i64),
    };
    store::ranking::insert(unit.conn(), row, entries).await?;
    let data = json!({ "call": call.code, "version": version, "sha256": hash, "entries": entries.len() });
    let mut audit = Entry::new("ranking", id, "freeze")
        .to("FROZEN")
        .reason(&why)
        .data(data);
    if let Some(case) = of_case {
        audit = audit.case(case);
    }
    unit.audit(audit).await?;
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
