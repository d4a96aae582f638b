//! The hours of a case for its evidence packet: every entry that was handed in, with its sums by month and place.

use applications::ApplicationId;
use base::{Ctx, PersonId, Problem};
use base_web::App;
use base_web::app::EvidenceFile;
use serde_json::{Value, json};
use uuid::Uuid;

use super::json::HoursEntryJson;
use crate::access;
use crate::queries;

/// For the staff of the programme that sees the case; nothing for anybody else.
pub(crate) async fn evidence(app: &App, ctx: &Ctx, id: Uuid) -> Result<Vec<EvidenceFile>, Problem> {
    let conn = app.db.reader();
    let id = ApplicationId(id);
    let Some(case) = applications::applications(conn, ctx, &[id]).await?.remove(&id) else {
        return Ok(Vec::new());
    };
    if !ctx.has_any(access::STAFF, base::Scope::Programme(case.programme_id)) {
        return Ok(Vec::new());
    }
    let entries = queries::of_case(conn, id).await?;
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let persons: Vec<PersonId> = entries
        .iter()
        .flat_map(|entry| [Some(entry.person_id), entry.approved_by])
        .flatten()
        .collect();
    let names = people::names(conn, &persons).await?;
    let months: Vec<Value> = queries::month_overview(&entries)
        .into_iter()
        .map(|sum| {
            json!({
                "month": sum.month.format("%Y-%m").to_string(),
                "submitted_minutes": sum.submitted, "approved_minutes": sum.approved,
            })
        })
        .collect();
    let places: Vec<Value> = queries::places(&entries)
        .into_iter()
        .map(|sum| json!({ "place": sum.place, "approved_minutes": sum.approved }))
        .collect();
    let items: Vec<Value> = entries
        .into_iter()
        .map(|entry| {
            json!({
                "worked_by": names.get(&entry.person_id), "submitted_at": entry.submitted_at,
                "approved_by": entry.approved_by.and_then(|by| names.get(&by)), "approved_at": entry.approved_at,
                "entry": HoursEntryJson::from(entry),
            })
        })
        .collect();
    Ok(vec![EvidenceFile::json(
        "50-begleitung/stunden.json",
        &json!({ "items": items, "months": months, "places": places }),
    )?])
}
