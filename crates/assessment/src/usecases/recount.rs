//! Keeps the standing of an application, and moves it to ASSESSED when it is ready.

use applications::ApplicationState;
use base::Problem;
use base_db::Unit;

use super::case;
use crate::model::{Review, Scores, Standing};
use crate::rules::Sums;
use crate::store;

/// Counts the valid reviews anew; `standing` is the row locked by this unit.
pub(super) async fn recount(unit: &Unit<'_>, standing: &Standing) -> Result<(), Problem> {
    let reviews = store::review::of_application(unit.conn(), standing.id).await?;
    count(unit, standing, &reviews).await
}

/// The same for reviews that the unit has read and changed since it locked the row.
pub(super) async fn count(unit: &Unit<'_>, standing: &Standing, reviews: &[Review]) -> Result<(), Problem> {
    let valid: Vec<(i64, Scores)> = reviews
        .iter()
        .filter(|review| review.state.is_valid())
        .filter_map(|review| {
            review
                .weighted
                .map(|weighted| review.scores().map(|scores| (weighted, scores)))
        })
        .collect::<Result<_, _>>()?;
    let sums = Sums::of(valid.iter().map(|(weighted, scores)| (*weighted, scores)));
    let after = store::standing::put(unit.conn(), standing, &sums).await?;
    advance(unit, &after).await
}

/// IN_ASSESSMENT → ASSESSED: enough valid reviews, no open alarm (handbook 5.2).
pub(super) async fn advance(unit: &Unit<'_>, standing: &Standing) -> Result<(), Problem> {
    if standing.reviews < standing.reviews_min || standing.has_alarm() {
        return Ok(());
    }
    let application = case(unit.conn(), unit.ctx(), standing.id).await?;
    if application.state != ApplicationState::InAssessment {
        return Ok(());
    }
    let (from, to) = (ApplicationState::InAssessment, ApplicationState::Assessed);
    applications::transition(unit, application.id, &[from], to, "assess", None).await?;
    Ok(())
}
