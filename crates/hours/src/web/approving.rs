//! What the coordination does: approve one or many, send back.

use axum::extract::Path;
use base::{PersonId, Problem};
use base_web::view::{Block, Cell, Choice, Field, Page, Row, Table, Tone};
use base_web::{FormData, Reply, Visit, failure};

use super::list::when;
use super::{entry, id};
use crate::access;
use crate::model::{HoursEntry, HoursEntryId};
use crate::queries;
use crate::usecases::{self, Reject};

/// Everything submitted in the person's programmes that they may see.
async fn submitted(visit: &Visit) -> Result<Vec<HoursEntry>, Problem> {
    let conn = visit.app.db.reader();
    let barred = applications::barred(conn, visit.ctx.person()?.id).await?;
    let mut entries = Vec::new();
    for programme in access::approves(&visit.ctx) {
        entries.extend(queries::to_approve(conn, programme).await?);
    }
    entries.retain(|entry| !barred.contains(&entry.application_id));
    Ok(entries)
}

/// The form for approving many at once; own entries are for somebody else (F09).
pub(super) async fn waiting(visit: &Visit) -> Result<Vec<Block>, Problem> {
    let entries = submitted(visit).await?;
    let mut blocks = vec![Block::Heading(visit.t("hours-to-approve"))];
    let others: Vec<&HoursEntry> = entries
        .iter()
        .filter(|entry| !access::is_own(&visit.ctx, entry))
        .collect();
    if others.is_empty() {
        blocks.push(Block::Text(visit.t("hours-none-to-approve")));
        return Ok(blocks);
    }
    let ids: Vec<PersonId> = others.iter().map(|entry| entry.person_id).collect();
    let names = people::names(visit.app.db.reader(), &ids).await?;
    let choices = others
        .iter()
        .map(|entry| {
            let name = names.get(&entry.person_id).map_or("", String::as_str);
            let activity = visit.t(&format!("hours-activity-{}", entry.activity));
            let label = format!(
                "{} · {} · {} · {activity} · {name}",
                when(visit, entry),
                visit.hours(entry.billable_minutes),
                entry.body_name
            );
            Choice {
                hint: Some(entry.description.clone()),
                ..Choice::new(entry.id, label)
            }
        })
        .collect();
    let form = visit
        .form("/hours/approve")
        .field(
            Field::checkboxes("entry", visit.t("hours-entries"), choices)
                .required()
                .hint(visit.t("hours-approve-hint")),
        )
        .submit(visit.t("hours-approve-chosen"))
        .button(visit.t("hours-approve-all"), "all", "true");
    blocks.push(form.into());
    Ok(blocks)
}

/// Approves the chosen entries, or all, and says what became of each.
pub async fn approve_all(visit: Visit, form: FormData) -> Reply {
    let entries = submitted(&visit).await?;
    let all = form.has("all");
    let chosen: Vec<HoursEntryId> = form.all("entry").filter_map(|id| id.parse().ok()).collect();
    let ids: Vec<HoursEntryId> = if all {
        entries
            .iter()
            .filter(|entry| !access::is_own(&visit.ctx, entry))
            .map(|entry| entry.id)
            .collect()
    } else {
        chosen
    };
    if ids.is_empty() {
        return visit.done("/hours", "hours-done-none");
    }
    let results = usecases::approve_all(&visit.app.db, &visit.ctx, &ids).await;
    let lang = visit.lang();
    let mut table = Table::new(lang, visit.t("hours-results"))
        .column(visit.t("hours-day"))
        .column(visit.t("hours-municipality"))
        .number_column(visit.t("hours-billable"))
        .column(visit.t("hours-result"))
        .column(visit.t("hours-why"));
    let approved = results.iter().filter(|(_, result)| result.is_ok()).count();
    for (id, result) in &results {
        let known = entries.iter().find(|entry| entry.id == *id);
        let day = known.map_or_else(|| id.to_string(), |entry| when(&visit, entry));
        let (key, tone, why) = match result {
            Ok(_) => ("hours-result-approved", Tone::Success, String::new()),
            Err(problem) => (
                "hours-result-left",
                Tone::Danger,
                failure::sentence(lang, problem),
            ),
        };
        let cells = vec![
            Cell::link(format!("/hours/{id}"), day),
            Cell::text(known.map_or("", |entry| &entry.body_name)),
            Cell::maybe(known.map(|entry| Cell::hours(lang, entry.billable_minutes))),
            Cell::badge(tone, visit.t(key)),
            Cell::text(why),
        ];
        table = table.row(Row {
            cells,
            tone: result.is_err().then_some(Tone::Danger),
        });
    }
    let args = [
        ("approved", approved.to_string()),
        ("total", results.len().to_string()),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    visit.page(
        Page::new(visit.t("hours-results"))
            .crumb("/hours", visit.t("hours-title"))
            .lead(visit.tw("hours-results-lead", &args))
            .block(table),
    )
}

pub async fn approve(visit: Visit, Path(hours_entry): Path<String>, form: FormData) -> Reply {
    let id = id(&hours_entry)?;
    let outcome = usecases::approve(&visit.app.db, &visit.ctx, id).await;
    entry::answer(&visit, id, &form, outcome.map(|_| ()), "hours-done-approved").await
}

pub async fn reject(visit: Visit, Path(hours_entry): Path<String>, form: FormData) -> Reply {
    let id = id(&hours_entry)?;
    let rejected = async {
        let mut read = form.read();
        let reason = read.required_long_text("reason", 500);
        read.finish()?;
        usecases::reject(&visit.app.db, &visit.ctx, Reject { entry: id, reason }).await
    };
    let outcome = rejected.await.map(|_| ());
    entry::answer(&visit, id, &form, outcome, "hours-done-rejected").await
}
