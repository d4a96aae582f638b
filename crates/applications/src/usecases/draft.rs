//! What creating and updating a draft have in common: the form's fields and the parties behind them.

use std::collections::HashSet;

use base::problem::Checks;
use base::{Problem, Text};
use base_db::Unit;
use municipalities::{Body, BodyId};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use crate::model::{Application, ApplicationId, DraftFields, Party, PartyInput, PartyRole};
use crate::rules;
use crate::store::party;

/// Error: every limit that a draft breaks, at once.
pub(super) fn check(fields: &DraftFields, lead: BodyId) -> Result<(), Problem> {
    let mut problems = rules::field_limits(fields);
    let mut seen = HashSet::from([lead]);
    for partner in fields
        .parties
        .iter()
        .filter(|party| party.role == PartyRole::Partner)
    {
        if !seen.insert(partner.body) {
            problems.push(base::FieldProblem::new(
                "partners",
                Text::new("applications-partner-twice"),
            ));
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Problem::Invalid(problems))
    }
}

/// Puts the form's fields onto the row.
pub(super) fn put(application: &mut Application, fields: &DraftFields) {
    application.title.clone_from(&fields.title);
    application.summary.clone_from(&fields.summary);
    application.contact_name.clone_from(&fields.contact_name);
    application.contact_role.clone_from(&fields.contact_role);
    application.contact_email.clone_from(&fields.contact_email);
    application.contact_phone.clone_from(&fields.contact_phone);
    application.project_from = fields.project_from;
    application.project_until = fields.project_until;
    if let Some(support) = fields.support {
        application.support = support;
    }
    application.support_tenths = fields.support_tenths;
    application.requested = fields.requested;
    application.total_cost = fields.total_cost;
    application.own_share = fields.own_share;
    application.other_funding = fields.other_funding;
    application.remark.clone_from(&fields.remark);
}

/// Copies what lists sort and filter by from the register.
pub(crate) fn put_lead(application: &mut Application, lead: &Body) {
    application.lead_body_id = lead.id;
    application.lead_name = display_name(lead);
    application.lead_key.clone_from(&lead.key);
    application.body_type = lead.body_type.code().to_owned();
    application.district_key.clone_from(&lead.district_key);
    application.district_name.clone_from(&lead.district_name);
    application.region = lead.region;
    application.population = lead.population;
}

/// A town by its name, anything else with its kind: `Tübingen`, `Landkreis Tübingen`.
pub(crate) fn display_name(body: &Body) -> String {
    if body.body_type.is_municipality() {
        body.name.clone()
    } else {
        body.official_name.clone()
    }
}

/// Replaces the parties: the lead first, then the form's in their order. Error: unknown bodies.
pub(super) async fn write_parties(
    unit: &Unit<'_>,
    application: ApplicationId,
    lead: &Body,
    lead_share: Option<base::Cents>,
    others: &[PartyInput],
) -> Result<Vec<Party>, Problem> {
    let ids: Vec<BodyId> = others.iter().map(|party| party.body).collect();
    let bodies = municipalities::bodies(unit.conn(), &ids).await?;
    let mut checks = Checks::new();
    let mut parties = vec![party_row(application, lead, PartyRole::Lead, 0, lead_share)];
    for (position, other) in others.iter().enumerate() {
        match bodies.get(&other.body) {
            Some(body) => parties.push(party_row(
                application,
                body,
                other.role,
                position as i64 + 1,
                other.share,
            )),
            None => checks.fail("partners", Text::new("applications-body-unknown")),
        }
    }
    checks.finish()?;
    party::Entity::delete_many()
        .filter(party::Column::ApplicationId.eq(application))
        .exec(unit.conn())
        .await?;
    let rows = parties
        .iter()
        .map(|party| party.clone().into_active_model().reset_all());
    party::Entity::insert_many(rows)
        .exec_without_returning(unit.conn())
        .await?;
    Ok(parties)
}

pub(crate) fn party_row(
    application: ApplicationId,
    body: &Body,
    role: PartyRole,
    position: i64,
    share: Option<base::Cents>,
) -> Party {
    Party {
        id: Uuid::now_v7(),
        application_id: application,
        body_id: body.id,
        role,
        position,
        name: display_name(body),
        key: body.key.clone(),
        share,
    }
}

/// What a draft is called before it has a number: `E-7K3Q9MXA`. Unique by the random part of its id.
pub(crate) fn draft_code(id: ApplicationId) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // without I, L, O, U
    let mut random = id.0.as_u128();
    let mut code = String::from("E-");
    for _ in 0..10 {
        code.push(char::from(LETTERS[(random & 31) as usize]));
        random >>= 5;
    }
    code
}
