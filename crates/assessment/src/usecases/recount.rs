//! Keeps the standing of an application, and moves it to ASSESSED when it is ready.

use applications::ApplicationState;
use base::Problem;
use base_db::Unit;

use super::case;
use crate::model::{Review, Standing};
use crate::rules::Sums;
use crate::store;

/// Counts the valid reviews anew; `standing` is the row locked by this unit.
pub(super) async fn recount(unit: &Unit<'_>, standing: &Standing) -> Result<(), Problem> {
    let reviews = store::review::of_application(unit.conn(), standing.id).await?;
    keep(unit, standing, &counted(&reviews)?).await
}

/// The figures of the valid ones among `reviews`. Error: broken, when a row is not what this crate wrote.
pub(crate) fn counted(reviews: &[Review]) -> Result<Sums, Problem> {
    let mut sums = Sums::default();
    for review in reviews.iter().filter(|review| review.state.is_valid()) {
        if let Some(weighted) = review.weighted {
            sums.add(weighted, &review.scores()?);
        }
    }
    Ok(sums)
}

/// Keeps `sums` over the standing that this unit has locked.
pub(super) async fn keep(unit: &Unit<'_>, standing: &Standing, sums: &Sums) -> Result<(), Problem> {
    let after = store::standing::put(unit.conn(), standing, sums).await?;
    advance(unit, standing, &after).await
}

/// IN_ASSESSMENT → ASSESSED when this made it ready: enough valid reviews, no open alarm (handbook 5.2). What was ready
/// before has moved already.
pub(super) async fn advance(unit: &Unit<'_>, before: &Standing, after: &Standing) -> Result<(), Problem> {
    if before.is_ready() || !after.is_ready() {
        return Ok(());
    }
    let application = case(unit.conn(), unit.ctx(), after.id).await?;
    if application.state != ApplicationState::InAssessment {
        return Ok(());
    }
    let (from, to) = (ApplicationState::InAssessment, ApplicationState::Assessed);
    applications::transition(unit, application.id, &[from], to, "assess", None).await?;
    Ok(())
}
