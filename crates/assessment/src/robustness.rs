//! How much the present ranking of a call hangs on single persons, for the office.

use std::collections::{HashMap, HashSet};

use applications::{Application, ApplicationId, ApplicationState as S};
use base::{Ctx, PersonId, Problem};
use calls::Call;
use sea_orm::ConnectionTrait;

use crate::model::Standing;
use crate::rules::robustness::{Leniency, Marks, Shift, leniency, shifts};
use crate::rules::{Figures, Thresholds};
use crate::{access, queries, store};

/// In assessment with enough reviews, and whatever became of it after the ranking: not what was withdrawn.
const RANKED: [S; 8] = [
    S::InAssessment,
    S::Assessed,
    S::Selected,
    S::Reserve,
    S::RejectedProposed,
    S::Deferred,
    S::Awarded,
    S::Rejected,
];

/// A place that changes without one person, with names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftRow {
    pub shift: Shift,
    pub number: String,
    pub lead_name: String,
    pub assessor_name: String,
}

/// What hangs on single persons; every case of it may be seen by whoever asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Robustness {
    /// The line: so many of the first places.
    pub places: i64,
    pub shifts: Vec<ShiftRow>,
    /// By name.
    pub leniency: Vec<(Leniency, String)>,
}

/// For SB, GS, RL, RH, over the cases they may see. `places`: where the line is; else as many of the best as the call's
/// means reach for. Error: not found.
pub async fn robustness(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
    places: Option<i64>,
) -> Result<Robustness, Problem> {
    access::require_reader(ctx, call)?;
    let owed = queries::owed(db, ctx, call.id).await?;
    let mut cases: HashMap<ApplicationId, Application> = applications::of_call(db, ctx, call.id, &RANKED)
        .await?
        .into_iter()
        .filter(|case| !owed.contains(&case.id))
        .map(|case| (case.id, case))
        .collect();
    let standings = store::standing::of_call(db, call.id).await?;
    let counts = |row: &&Standing| row.reviews > 0 && row.reviews >= row.reviews_min;
    let enough: HashSet<ApplicationId> = standings.iter().filter(counts).map(|row| row.id).collect();
    // what is ranked, and nothing else
    cases.retain(|id, _| enough.contains(id));
    let mut marks = Vec::new();
    for review in store::review::of_call(db, call.id).await? {
        let counts = review.state.is_valid() && cases.contains_key(&review.application_id);
        if let Some(weighted) = review.weighted.filter(|_| counts) {
            marks.push(Marks {
                application: review.application_id,
                assessor: review.assessor_id,
                weighted,
                scores: review.scores()?,
            });
        }
    }
    let settled = settled(db, ctx, call).await?;
    let places = match places {
        Some(places) => places,
        None => places_within(call, &cases, &standings)?,
    };
    let mut persons: Vec<PersonId> = marks.iter().map(|mark| mark.assessor).collect();
    persons.sort_unstable();
    persons.dedup();
    let names = people::names(db, &persons).await?;
    let name = |person: PersonId| names.get(&person).cloned().unwrap_or_default();
    let rows = shifts(&marks, places, &settled)
        .into_iter()
        .filter_map(|shift| {
            let case = cases.get(&shift.application)?;
            Some(ShiftRow {
                number: case.label().to_owned(),
                lead_name: case.lead_name.clone(),
                assessor_name: name(shift.assessor),
                shift,
            })
        })
        .collect();
    let mut beside: Vec<(Leniency, String)> = leniency(&marks)
        .into_iter()
        .map(|one| (one, name(one.assessor)))
        .collect();
    beside.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(Robustness {
        places,
        shifts: rows,
        leniency: beside,
    })
}

/// The order that was decided or drawn for applications with the same figures, in the newest frozen version.
async fn settled(db: &impl ConnectionTrait, ctx: &Ctx, call: &Call) -> Result<Vec<ApplicationId>, Problem> {
    let Some(ranking) = queries::latest_ranking(db, call.id).await? else {
        return Ok(Vec::new());
    };
    let entries = queries::as_seen(db, ctx, ranking).await?.entries;
    let settled = entries.iter().filter(|entry| entry.lot.is_some());
    Ok(settled.map(|entry| entry.application_id).collect())
}

/// How many of the best the means of the call reach for, each with what is fundable; those below the call's least
/// points get nothing.
fn places_within(
    call: &Call,
    cases: &HashMap<ApplicationId, Application>,
    standings: &[Standing],
) -> Result<i64, Problem> {
    let means: i64 = call
        .budget_years
        .iter()
        .map(|year| year.cash.0 + year.commitment.0)
        .sum();
    let thresholds = Thresholds::of(call);
    let (mut left, mut places) = (means, 0);
    for standing in standings {
        let Some(case) = cases.get(&standing.id) else {
            continue;
        };
        let figures = Figures {
            application: standing.id,
            reviews: standing.reviews,
            weighted_sum: standing.weighted_sum,
            criteria: standing.criterion_sums()?,
        };
        if !thresholds.is_missed(&figures) {
            left -= applications::fundable(case, call).0;
        }
        if left < 0 {
            break;
        }
        places += 1;
    }
    Ok(places)
}
