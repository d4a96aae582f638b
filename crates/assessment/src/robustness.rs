//! How much the present ranking of a call hangs on single persons, for the office.

use std::collections::HashMap;

use applications::{Application, ApplicationId};
use base::{Ctx, PersonId, Problem};
use calls::Call;
use sea_orm::ConnectionTrait;

use crate::rules::robustness::{Leniency, Marks, Shift, leniency, shifts};
use crate::{access, store};

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
    let cases: HashMap<ApplicationId, Application> = applications::of_call(db, ctx, call.id, &[])
        .await?
        .into_iter()
        .map(|case| (case.id, case))
        .collect();
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
    let places = match places {
        Some(places) => places,
        None => places_within(db, call, &cases).await?,
    };
    let mut persons: Vec<PersonId> = marks.iter().map(|mark| mark.assessor).collect();
    persons.sort_unstable();
    persons.dedup();
    let names = people::names(db, &persons).await?;
    let name = |person: PersonId| names.get(&person).cloned().unwrap_or_default();
    let rows = shifts(&marks, places)
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

/// How many of the best the means of the call reach for, each with what is fundable.
async fn places_within(
    db: &impl ConnectionTrait,
    call: &Call,
    cases: &HashMap<ApplicationId, Application>,
) -> Result<i64, Problem> {
    let means: i64 = call
        .budget_years
        .iter()
        .map(|year| year.cash.0 + year.commitment.0)
        .sum();
    let (mut left, mut places) = (means, 0);
    for standing in store::standing::of_call(db, call.id).await? {
        let Some(case) = cases.get(&standing.id).filter(|_| standing.reviews > 0) else {
            continue;
        };
        left -= applications::fundable(case, call).0;
        if left < 0 {
            break;
        }
        places += 1;
    }
    Ok(places)
}
