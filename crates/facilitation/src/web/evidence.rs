//! What an accompaniment leaves in the evidence packet of its case: contract, contingent, team.

use applications::ApplicationId;
use base::{Ctx, Problem};
use base_web::App;
use base_web::app::EvidenceFile;
use serde_json::{Value, json};
use uuid::Uuid;

use super::json::EngagementJson;
use crate::access;
use crate::model::{EngagementId, FacilitatorId};
use crate::queries;

/// For the staff of the programme that sees the case; nothing for anybody else.
pub(crate) async fn evidence(app: &App, ctx: &Ctx, id: Uuid) -> Result<Vec<EvidenceFile>, Problem> {
    let conn = app.db.reader();
    let id = ApplicationId(id);
    let Some(case) = applications::applications(conn, ctx, &[id]).await?.remove(&id) else {
        return Ok(Vec::new());
    };
    if !access::is_staff(ctx, case.programme_id) {
        return Ok(Vec::new());
    }
    let engagements = queries::all_of(conn, id).await?;
    if engagements.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<EngagementId> = engagements.iter().map(|one| one.id).collect();
    let members = queries::members(conn, &ids).await?;
    let persons: Vec<FacilitatorId> = members.iter().map(|one| one.facilitator_id).collect();
    let pool = queries::by_ids(conn, &persons).await?;
    let items: Vec<Value> = engagements
        .into_iter()
        .map(|one| {
            let team: Vec<Value> = members
                .iter()
                .filter(|member| member.engagement_id == one.id)
                .map(|member| {
                    let facilitator = pool.get(&member.facilitator_id);
                    json!({
                        "name": facilitator.map(|one| &one.name), "firm": facilitator.map(|one| &one.firm),
                        "answer": member.answer,
                    })
                })
                .collect();
            json!({
                "grant_id": one.grant_id, "contract_no": one.contract_no, "vat_basis_points": one.vat_rate,
                "value_cap_cents": one.value_cap_cents, "rest_minutes": one.rest(),
                "first_talk_on": one.first_talk_on, "reason": one.reason, "created_at": one.created_at,
                "team": team, "engagement": EngagementJson::from(one),
            })
        })
        .collect();
    Ok(vec![EvidenceFile::json(
        "50-begleitung/einsaetze.json",
        &json!({ "items": items }),
    )?])
}
