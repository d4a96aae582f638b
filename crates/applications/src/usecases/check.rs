//! The officer's formal check: the checklist and the facts about an early start (C06).

use base::problem::Checks;
use base::{Ctx, Problem, Text, fmt};
use base_db::{Db, Entry, Unit};
use chrono::NaiveDate;
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, Set};
use uuid::Uuid;

use super::transition::require_state;
use crate::model::{Application, ApplicationId, ApplicationState, CheckResult, Checked, CheckedPoint};
use crate::rules::checklist;
use crate::store::{check_item, save};
use crate::{access, queries};

/// Records the formal check as far as it got.
#[derive(Debug, Clone)]
pub struct SaveCheck {
    pub application: ApplicationId,
    pub version: i64,
    pub items: Vec<Checked>,
    /// The first contract, if the documents show one.
    pub first_contract_on: Option<NaiveDate>,
    /// From when an early start was allowed.
    pub early_start_from: Option<NaiveDate>,
}

/// What a page showed of the check when an officer began to fill it in.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    pub items: Vec<Checked>,
    pub first_contract_on: Option<NaiveDate>,
    pub early_start_from: Option<NaiveDate>,
}

impl Seen {
    /// What the page showed of this point; one that was never judged is open.
    pub(crate) fn item(&self, code: &str) -> Checked {
        let known = self.items.iter().find(|one| one.item == code).cloned();
        known.unwrap_or_else(|| Checked {
            item: code.to_owned(),
            result: CheckResult::Open,
            remark: String::new(),
        })
    }
}

/// Error: `Stale`; `Invalid` for an unknown point or a defect that can't be cured; refused outside the formal check.
pub async fn save_check(db: &Db, ctx: &Ctx, command: SaveCheck) -> Result<Application, Problem> {
    save(db, ctx, command, None).await
}

/// As [`save_check`], for a page that says what it showed: only what the officer changed is written, so two officers at
/// one case keep each other's points. Error: `Invalid` with [`CLASH`] where both judged the same point differently;
/// nothing is written then, and the text says what the other one wrote.
pub async fn save_check_seen(
    db: &Db,
    ctx: &Ctx,
    command: SaveCheck,
    seen: &Seen,
) -> Result<Application, Problem> {
    save(db, ctx, command, Some(seen)).await
}

/// The key of the text at a point that two officers judged differently.
pub(crate) const CLASH: &str = "applications-check-clash";

/// The command without what the officer left as the page showed it; such fields keep what stands there by now.
async fn merged(
    unit: &Unit<'_>,
    now: &Application,
    command: SaveCheck,
    seen: &Seen,
) -> Result<SaveCheck, Problem> {
    let recorded = queries::checklist(unit.conn(), now.id).await?;
    let stored = Seen {
        items: recorded.iter().map(checked).collect(),
        first_contract_on: now.first_contract_on,
        early_start_from: now.early_start_from,
    };
    let people: Vec<_> = recorded.iter().filter_map(|one| one.checked_by).collect();
    let names = people::names(unit.conn(), &people).await?;
    let mut checks = Checks::new();
    let mut items = Vec::new();
    for mine in command.items {
        let (seen, theirs) = (seen.item(&mine.item), stored.item(&mine.item));
        if mine == seen || mine == theirs {
            continue;
        }
        if theirs != seen {
            let judged = recorded.iter().find(|one| one.code == mine.item);
            let person = judged.and_then(|one| one.checked_by);
            let text = Text::new(CLASH)
                .with(
                    "name",
                    person.and_then(|id| names.get(&id)).map_or("–", String::as_str),
                )
                .with("result", theirs.result)
                .with(
                    "remark",
                    if theirs.remark.is_empty() {
                        "–"
                    } else {
                        &theirs.remark
                    },
                );
            checks.fail(format!("result_{}", mine.item), text);
        }
        items.push(mine);
    }
    let mut day =
        |field: &str, seen: Option<NaiveDate>, mine: Option<NaiveDate>, theirs: Option<NaiveDate>| {
            if mine == seen {
                return theirs;
            }
            if theirs != seen && theirs != mine {
                let theirs = theirs.map_or_else(|| "–".to_owned(), |on| fmt::date(unit.ctx().lang, on));
                checks.fail(
                    field,
                    Text::new("applications-check-clash-day").with("theirs", theirs),
                );
            }
            mine
        };
    let first_contract_on = day(
        "first_contract_on",
        seen.first_contract_on,
        command.first_contract_on,
        stored.first_contract_on,
    );
    let early_start_from = day(
        "early_start_from",
        seen.early_start_from,
        command.early_start_from,
        stored.early_start_from,
    );
    checks.finish()?;
    Ok(SaveCheck {
        version: now.version,
        items,
        first_contract_on,
        early_start_from,
        ..command
    })
}

/// A recorded point as an officer stated it.
pub(crate) fn checked(point: &CheckedPoint) -> Checked {
    Checked {
        item: point.code.clone(),
        result: point.result,
        remark: point.remark.clone(),
    }
}

async fn save(db: &Db, ctx: &Ctx, command: SaveCheck, seen: Option<&Seen>) -> Result<Application, Problem> {
    let unit = db.write(ctx).await?;
    queries::application(unit.conn(), ctx, command.application).await?;
    // held: whoever saves at the same moment is compared with what this one wrote
    let before = save::lock(&unit, command.application).await?;
    access::require_officer(ctx, &before)?;
    require_state(&before, &[ApplicationState::InCheck])?;
    let command = match seen {
        Some(seen) => merged(&unit, &before, command, seen).await?,
        None if before.version != command.version => return Err(Problem::Stale),
        None => command,
    };
    let points = queries::check_points(unit.conn(), &before).await?;
    checklist::verify(&points, &command.items)?;
    let after = Application {
        first_contract_on: command.first_contract_on,
        early_start_from: command.early_start_from,
        ..before.clone()
    };
    let recorded = queries::checklist(unit.conn(), before.id).await?;
    let changed = checklist::changed(&recorded, command.items);
    let after = save::update(&unit, &before, after).await?;
    record(&unit, after.id, &changed).await?;
    let recorded = queries::checklist(unit.conn(), after.id).await?;
    let outcome = checklist::outcome(&points, &recorded);
    let entry = Entry::new("application", after.id, "check")
        .case(after.id)
        .data(serde_json::json!({ "items": changed, "outcome": outcome }));
    unit.audit(entry).await?;
    unit.commit().await?;
    Ok(after)
}

/// Writes the points; an earlier answer to the same point is replaced.
pub(super) async fn record(unit: &Unit<'_>, id: ApplicationId, items: &[Checked]) -> Result<(), Problem> {
    if items.is_empty() {
        return Ok(());
    }
    let rows = items.iter().map(|checked| check_item::ActiveModel {
        id: Set(Uuid::now_v7()),
        application_id: Set(id),
        code: Set(checked.item.clone()),
        result: Set(checked.result),
        remark: Set(checked.remark.clone()),
        checked_by: Set(unit.ctx().person_id()),
        checked_at: Set(unit.now()),
    });
    let replace = OnConflict::columns([check_item::Column::ApplicationId, check_item::Column::Code])
        .update_columns([
            check_item::Column::Result,
            check_item::Column::Remark,
            check_item::Column::CheckedBy,
            check_item::Column::CheckedAt,
        ])
        .to_owned();
    check_item::Entity::insert_many(rows)
        .on_conflict(replace)
        .exec_without_returning(unit.conn())
        .await?;
    Ok(())
}
