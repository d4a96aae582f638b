//! Rows of calls, criteria and years, and the guarded change.

use base::problem::Checks;
use base::{AwardRounding, Cents, Deadline, Problem, Rate};
use base_db::Unit;
use chrono::{DateTime, NaiveTime, Utc};
use municipalities::BodyType;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select, Set, UpdateMany};
use uuid::Uuid;

use super::rows::{call, criterion, year};
use crate::json::{parse_time, time_text};
use crate::json_parts::{DocumentItemJson, ExampleJson, MailTextJson, parse, stored};
use crate::model::{Approval, BudgetYear, Call, CallId, Criterion, Terms};

/// Calls as the start of a query.
pub(crate) fn select() -> Select<call::Entity> {
    call::Entity::find()
}

/// Rows with their criteria and years: two statements, however many calls.
pub(crate) async fn assemble(
    db: &impl ConnectionTrait,
    rows: Vec<call::Model>,
) -> Result<Vec<Call>, Problem> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<CallId> = rows.iter().map(|row| row.id).collect();
    let criteria = criterion::Entity::find()
        .filter(criterion::Column::CallId.is_in(ids.iter().copied()))
        .order_by_asc(criterion::Column::Position)
        .all(db)
        .await?;
    let years = year::Entity::find()
        .filter(year::Column::CallId.is_in(ids))
        .order_by_asc(year::Column::Year)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let criteria = criteria
                .iter()
                .filter(|criterion| criterion.call_id == row.id)
                .map(criterion_of)
                .collect();
            let years = years
                .iter()
                .filter(|year| year.call_id == row.id)
                .map(year_of)
                .collect();
            from_row(row, criteria, years)
        })
        .collect()
}

/// Without criteria and budget years.
pub(crate) fn head(row: call::Model) -> Result<Call, Problem> {
    from_row(row, Vec::new(), Vec::new())
}

fn criterion_of(row: &criterion::Model) -> Criterion {
    Criterion {
        code: row.code.clone(),
        label_de: row.label_de.clone(),
        label_en: row.label_en.clone(),
        weight: row.weight,
        anchor_de: row.anchor_de.clone(),
        anchor_en: row.anchor_en.clone(),
    }
}

fn year_of(row: &year::Model) -> BudgetYear {
    BudgetYear {
        year: row.year,
        cash: Cents(row.cash_cents),
        commitment: Cents(row.commitment_cents),
    }
}

fn from_row(
    row: call::Model,
    criteria: Vec<Criterion>,
    budget_years: Vec<BudgetYear>,
) -> Result<Call, Problem> {
    let unknown = |column: &str, value: &str| Problem::broken(format!("call {}: {column} {value}", row.id));
    let time: Option<NaiveTime> = match row.deadline_time.as_deref() {
        Some(text) => Some(parse_time(text).ok_or_else(|| unknown("deadline_time", text))?),
        None => None,
    };
    let deadline =
        Deadline::new(row.deadline_on, time).map_err(|error| unknown("deadline_on", &error.to_string()))?;
    let body_types = row
        .body_types
        .split_whitespace()
        .map(|code| BodyType::from_code(code).ok_or_else(|| unknown("body_types", code)))
        .collect::<Result<Vec<_>, _>>()?;
    let approval = |by: Option<base::PersonId>, at: Option<DateTime<Utc>>| {
        by.zip(at).map(|(by, at)| Approval { by, at })
    };
    let code = |column: &'static str, value: &str| unknown(column, value);
    let place = |column: &str| format!("call {}: {column}", row.id);
    let mut checks = Checks::new();
    let documents = parse::<DocumentItemJson>(&place("documents"), &row.documents)?
        .iter()
        .filter_map(|item| item.item(&mut checks))
        .collect();
    let mail_texts = parse::<MailTextJson>(&place("mail_texts"), &row.mail_texts)?
        .iter()
        .map(|text| text.text(&mut checks))
        .collect();
    let examples = parse::<ExampleJson>(&place("examples"), &row.examples)?
        .iter()
        .filter_map(|example| example.example(&mut checks))
        .collect();
    checks
        .finish()
        .map_err(|wrong| unknown("lists", &wrong.to_string()))?;
    Ok(Call {
        state: row.state.parse().map_err(|()| code("state", &row.state))?,
        terms: Terms {
            opens_at: row.opens_at,
            deadline,
            deadline_kind: row
                .deadline_kind
                .parse()
                .map_err(|()| code("deadline_kind", &row.deadline_kind))?,
            funding_mode: row
                .funding_mode
                .parse()
                .map_err(|()| code("funding_mode", &row.funding_mode))?,
            financing_type: row
                .financing_type
                .parse()
                .map_err(|()| code("financing_type", &row.financing_type))?,
            rate: Rate(row.rate),
            cap: Cents(row.cap_cents),
            minimum: Cents(row.minimum_cents),
            rounding: AwardRounding::from_code(&row.rounding)
                .ok_or_else(|| unknown("rounding", &row.rounding))?,
            allocation_mode: row
                .allocation_mode
                .parse()
                .map_err(|()| code("allocation_mode", &row.allocation_mode))?,
            budget_line_id: row.budget_line_id,
            budget_years,
            criteria,
            body_types,
            project_from: row.project_from,
            project_until: row.project_until,
            reviews_min: row.reviews_min,
            reviews_target: row.reviews_target,
            threshold_total: row.threshold_total.map(Rate),
            threshold_criterion: row.threshold_criterion.map(Rate),
            form_version: row.form_version,
            grace_minutes: row.grace_minutes,
            documents,
            mail_texts,
            examples,
            title_de: row.title_de,
            title_en: row.title_en,
            purpose_de: row.purpose_de,
            purpose_en: row.purpose_en,
            eligible_de: row.eligible_de,
            eligible_en: row.eligible_en,
            how_de: row.how_de,
            how_en: row.how_en,
            easy_de: row.easy_de,
            territory: row.territory,
        },
        id: row.id,
        programme_id: row.programme_id,
        code: row.code,
        number_prefix: row.number_prefix,
        edition: row.edition,
        created_by: row.created_by,
        edited_by: row.edited_by,
        submitted_by: row.submitted_by,
        submitted_at: row.submitted_at,
        rl_approval: approval(row.rl_approved_by, row.rl_approved_at),
        bfdh_approval: approval(row.bfdh_approved_by, row.bfdh_approved_at),
        published_at: row.published_at,
        preview_of: row.preview_of,
        cloned_from: row.cloned_from,
        version: row.version,
    })
}

/// All columns of a call's terms that stand on its own row.
fn terms_row(terms: &Terms) -> call::ActiveModel {
    let body_types: Vec<&str> = terms.body_types.iter().map(|kind| kind.code()).collect();
    let documents: Vec<_> = terms.documents.iter().map(DocumentItemJson::from).collect();
    let mail_texts: Vec<_> = terms.mail_texts.iter().map(MailTextJson::from).collect();
    let examples: Vec<_> = terms.examples.iter().map(ExampleJson::from).collect();
    call::ActiveModel {
        grace_minutes: Set(terms.grace_minutes),
        documents: Set(stored(&documents)),
        mail_texts: Set(stored(&mail_texts)),
        examples: Set(stored(&examples)),
        title_de: Set(terms.title_de.clone()),
        title_en: Set(terms.title_en.clone()),
        purpose_de: Set(terms.purpose_de.clone()),
        purpose_en: Set(terms.purpose_en.clone()),
        eligible_de: Set(terms.eligible_de.clone()),
        eligible_en: Set(terms.eligible_en.clone()),
        how_de: Set(terms.how_de.clone()),
        how_en: Set(terms.how_en.clone()),
        easy_de: Set(terms.easy_de.clone()),
        opens_at: Set(terms.opens_at),
        deadline_on: Set(terms.deadline.date()),
        deadline_time: Set(terms.deadline.time().map(time_text)),
        deadline_at: Set(terms.deadline.instant()),
        deadline_kind: Set(terms.deadline_kind.code().to_owned()),
        funding_mode: Set(terms.funding_mode.code().to_owned()),
        financing_type: Set(terms.financing_type.code().to_owned()),
        rate: Set(terms.rate.0),
        cap_cents: Set(terms.cap.0),
        minimum_cents: Set(terms.minimum.0),
        rounding: Set(terms.rounding.code().to_owned()),
        allocation_mode: Set(terms.allocation_mode.code().to_owned()),
        budget_line_id: Set(terms.budget_line_id),
        body_types: Set(body_types.join(" ")),
        territory: Set(terms.territory.clone()),
        project_from: Set(terms.project_from),
        project_until: Set(terms.project_until),
        reviews_min: Set(terms.reviews_min),
        reviews_target: Set(terms.reviews_target),
        threshold_total: Set(terms.threshold_total.map(|rate| rate.0)),
        threshold_criterion: Set(terms.threshold_criterion.map(|rate| rate.0)),
        form_version: Set(terms.form_version),
        ..Default::default()
    }
}

/// A new call with all its rows. The database's refusal is passed on as it is, for the caller to explain.
pub(crate) async fn insert(unit: &Unit<'_>, new: &Call) -> Result<(), sea_orm::DbErr> {
    let row = call::ActiveModel {
        id: Set(new.id),
        programme_id: Set(new.programme_id),
        code: Set(new.code.clone()),
        number_prefix: Set(new.number_prefix.clone()),
        state: Set(new.state.code().to_owned()),
        edition: Set(new.edition),
        created_by: Set(new.created_by),
        edited_by: Set(new.edited_by),
        submitted_by: Set(None),
        submitted_at: Set(None),
        rl_approved_by: Set(None),
        rl_approved_at: Set(None),
        bfdh_approved_by: Set(None),
        bfdh_approved_at: Set(None),
        published_at: Set(None),
        preview_of: Set(new.preview_of),
        cloned_from: Set(new.cloned_from),
        created_at: Set(unit.now()),
        version: Set(new.version),
        ..terms_row(&new.terms)
    };
    call::Entity::insert(row)
        .exec_without_returning(unit.conn())
        .await?;
    insert_parts(unit, new.id, &new.terms).await
}

async fn insert_parts(unit: &Unit<'_>, call: CallId, terms: &Terms) -> Result<(), sea_orm::DbErr> {
    let criteria: Vec<criterion::ActiveModel> = (1..)
        .zip(&terms.criteria)
        .map(|(position, criterion)| criterion::ActiveModel {
            id: Set(Uuid::now_v7()),
            call_id: Set(call),
            position: Set(position),
            code: Set(criterion.code.clone()),
            label_de: Set(criterion.label_de.clone()),
            label_en: Set(criterion.label_en.clone()),
            weight: Set(criterion.weight),
            anchor_de: Set(criterion.anchor_de.clone()),
            anchor_en: Set(criterion.anchor_en.clone()),
        })
        .collect();
    if !criteria.is_empty() {
        criterion::Entity::insert_many(criteria)
            .exec_without_returning(unit.conn())
            .await?;
    }
    let years: Vec<year::ActiveModel> = terms
        .budget_years
        .iter()
        .map(|year| year::ActiveModel {
            id: Set(Uuid::now_v7()),
            call_id: Set(call),
            year: Set(year.year),
            cash_cents: Set(year.cash.0),
            commitment_cents: Set(year.commitment.0),
        })
        .collect();
    if !years.is_empty() {
        year::Entity::insert_many(years)
            .exec_without_returning(unit.conn())
            .await?;
    }
    Ok(())
}

/// The guarded change of a call's row: only as it was read (id, version, state). Error: `Stale` otherwise.
pub(crate) async fn change(
    unit: &Unit<'_>,
    call: &Call,
    set: impl FnOnce(UpdateMany<call::Entity>) -> UpdateMany<call::Entity>,
) -> Result<(), Problem> {
    let update = call::Entity::update_many()
        .col_expr(call::Column::Version, Expr::col(call::Column::Version).add(1))
        .filter(call::Column::Id.eq(call.id))
        .filter(call::Column::Version.eq(call.version))
        .filter(call::Column::State.eq(call.state.code()));
    let result = set(update).exec(unit.conn()).await?;
    if result.rows_affected == 1 {
        Ok(())
    } else {
        Err(Problem::Stale)
    }
}

/// Writes all terms anew, within the guarded change. `set` adds the row's other columns.
pub(crate) async fn replace_terms(
    unit: &Unit<'_>,
    call: &Call,
    terms: &Terms,
    set: impl FnOnce(call::ActiveModel) -> call::ActiveModel,
) -> Result<(), Problem> {
    let row = set(terms_row(terms));
    change(unit, call, |update| update.set(row)).await?;
    criterion::Entity::delete_many()
        .filter(criterion::Column::CallId.eq(call.id))
        .exec(unit.conn())
        .await?;
    year::Entity::delete_many()
        .filter(year::Column::CallId.eq(call.id))
        .exec(unit.conn())
        .await?;
    insert_parts(unit, call.id, terms).await?;
    Ok(())
}
