//! `/calls/{call}/scores.xlsx`: score sheets to fill in, one row each, as the import of score sheets (I7) reads them.

use std::collections::HashMap;

use applications::{Application, ApplicationId};
use axum::extract::Path;
use base::{Ctx, PersonId, Problem};
use base_sheets::write::{Column, Kind, Value, WorkbookWriter};
use base_web::{Reply, Visit};
use calls::Call;

use crate::model::{Declaration, Review, ReviewState};
use crate::{access, queries, store};

/// Assessors get their own open sheets they have declared for. The office gets a row for every one that was begun, with
/// what is in it once it was handed in: a draft leaves the house with its writer only.
pub(super) async fn download(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = super::call(&visit, &call).await?;
    let rows = rows(&visit, &call).await?;
    let mut columns: Vec<Column> = ["Antrags-Nr.", "Kommune", "Gutachter/in"]
        .map(|title| Column::new(title, Kind::Text))
        .into();
    columns.extend(call.criteria.iter().map(|one| Column::new(&one.code, Kind::Int)));
    columns.push(Column::new("Summe", Kind::Int));
    columns.push(Column::new("Begründung", Kind::Text));
    columns.push(Column::new("Empfehlung", Kind::Text));
    let of_code = call.criteria.iter();
    columns.extend(of_code.map(|one| Column::new(format!("Begründung {}", one.code), Kind::Text)));
    let mut out = WorkbookWriter::new(&visit.t("reviews-scores"), columns).map_err(Problem::broken)?;
    for row in &rows {
        out.row(row).map_err(Problem::broken)?;
    }
    let mut notes = super::notes(&visit);
    for criterion in &call.criteria {
        let lang = visit.lang();
        let line = format!("{} ({} %)", criterion.label(lang), criterion.weight);
        let anchor = visit.tw("reviews-anchor", &[("anchor", criterion.anchor(lang))]);
        notes
            .lines
            .push((criterion.code.clone(), format!("{line}. {anchor}")));
    }
    let bytes = out.finish(&notes).map_err(Problem::broken)?;
    let name = visit.tw("reviews-sheet-name", &[("code", &call.code)]);
    visit.download(&format!("{name}.xlsx"), super::XLSX, bytes)
}

async fn rows(visit: &Visit, call: &Call) -> Result<Vec<Vec<Value>>, Problem> {
    let db = visit.app.db.reader();
    let is_office = access::holds(&visit.ctx, access::OFFICERS, call);
    let mut reviews = if is_office {
        store::review::of_call(db, call.id).await?
    } else {
        access::require_assessor(&visit.ctx, call)?;
        own_open(visit, call).await?
    };
    reviews.retain(|review| {
        matches!(review.state, ReviewState::InProgress | ReviewState::Reopened)
            || is_office && review.state.is_valid()
    });
    if is_office {
        // nor does anybody read what others gave who has still to score the case itself (handbook 5.3)
        let owed = queries::owed(db, &visit.ctx, call.id).await?;
        for review in &mut reviews {
            if !review.state.is_valid() || owed.contains(&review.application_id) {
                conceal(review);
            }
        }
    }
    let persons: Vec<PersonId> = reviews.iter().map(|review| review.assessor_id).collect();
    let names = people::names(db, &persons).await?;
    // the office sees what it may see; the assessor's declaration opened the own ones
    let ctx = if is_office {
        visit.ctx.clone()
    } else {
        Ctx::system("assessment", visit.ctx.now)
    };
    let ids: Vec<ApplicationId> = reviews.iter().map(|review| review.application_id).collect();
    let mut cases: HashMap<ApplicationId, Application> = HashMap::new();
    for chunk in ids.chunks(1_000) {
        cases.extend(applications::applications(db, &ctx, chunk).await?);
    }
    reviews.retain(|review| cases.contains_key(&review.application_id));
    reviews.sort_by_key(|review| {
        let case = cases.get(&review.application_id);
        (case.and_then(|case| case.number.clone()), review.id)
    });
    reviews
        .iter()
        .map(|review| {
            let case = cases
                .get(&review.application_id)
                .ok_or(Problem::not_found("application"))?;
            let name = names.get(&review.assessor_id).cloned().unwrap_or_default();
            row(call, review, case, name)
        })
        .collect()
}

/// The row stays, so that it can be filled in; what was written so far does not.
fn conceal(review: &mut Review) {
    review.scores = "{}".to_owned();
    review.weighted = None;
    review.comment = String::new();
    review.recommendation = String::new();
}

/// The person's own reviews of the call that a declaration has opened and that were not closed to it since.
async fn own_open(visit: &Visit, call: &Call) -> Result<Vec<Review>, Problem> {
    let db = visit.app.db.reader();
    let me = visit.ctx.person()?.id;
    let allowed: Vec<ApplicationId> = store::declaration::of_person(db, me)
        .await?
        .iter()
        .filter(|one| Declaration::allows(one))
        .map(|one| one.application_id)
        .collect();
    let barred = applications::barred(db, me).await?;
    let mut reviews = store::review::of_assessor(db, me).await?;
    reviews.retain(|review| {
        let id = &review.application_id;
        review.call_id == call.id && allowed.contains(id) && !barred.contains(id)
    });
    Ok(reviews)
}

fn row(call: &Call, review: &Review, case: &Application, name: String) -> Result<Vec<Value>, Problem> {
    let scores = review.scores()?;
    let mut row: Vec<Value> = vec![
        case.label().to_owned().into(),
        case.lead_name.clone().into(),
        name.into(),
    ];
    for criterion in &call.criteria {
        let points = scores.get(&criterion.code).and_then(|score| score.points);
        row.push(points.map_or(Value::Empty, Value::Int));
    }
    // a total is whole or stays out: the sheet knows no fifths of a point
    let total = review
        .weighted
        .filter(|weighted| weighted % 5 == 0 && review.state.is_valid());
    row.push(total.map_or(Value::Empty, |weighted| Value::Int(weighted / 5)));
    row.push(review.comment.clone().into());
    row.push(review.recommendation.clone().into());
    for criterion in &call.criteria {
        let reason = scores.get(&criterion.code).map(|score| score.reason.clone());
        row.push(reason.unwrap_or_default().into());
    }
    Ok(row)
}
