//! The bodies of a joint application: who they are (lead's editor), the question to them, and their answers (each
//! partner's own signatory).

use std::collections::HashSet;

use base::problem::Checks;
use base::{Cents, Ctx, Problem, Role, Scope, Text, names};
use base_db::{Db, Entry, Unit};
use chrono::NaiveDate;
use municipalities::BodyId;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::draft;
use super::save_answers::{self, Together};
use super::transition::require_state;
use crate::joint::{self, Split};
use crate::merge::{Cells, merge};
use crate::model::{
    Application, ApplicationId, ApplicationState, Partner, PartnerState, Party, PartyInput, PartyRole,
};
use crate::store::{partner, save};
use crate::{access, mails, queries};

/// Partners and places at most (B2, B6), characters of a task (B3).
pub const MAX_PARTNERS: usize = 9;
const MAX_PLACES: usize = 30;
const MAX_TASK: usize = 500;

/// The partners among the answers: who changed them last.
const PART: &str = "partners";
/// The cells of the page: before the id of a body, and the lead's share.
pub(crate) const PARTNER: &str = "partner_";
pub(crate) const PLACE: &str = "place_";
const LEAD_SHARE: &str = "lead_share";

/// One partner as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerInput {
    pub body: BodyId,
    pub task: String,
    pub share: Option<Cents>,
}

/// Replaces the partners and places of action of a draft.
#[derive(Debug, Clone)]
pub struct SetPartners {
    pub application: ApplicationId,
    /// The version the person saw.
    pub version: i64,
    pub partners: Vec<PartnerInput>,
    pub lead_share: Option<Cents>,
    pub places: Vec<BodyId>,
    /// Overwrites the shares by splitting the requested amount.
    pub split: Option<Split>,
}

/// Error: `Invalid` with every wrong body at once; `Stale`; refused when it is no draft.
pub async fn set_partners(db: &Db, ctx: &Ctx, command: SetPartners) -> Result<Application, Problem> {
    let unit = db.write(ctx).await?;
    let before = editable(&unit, ctx, command.application).await?;
    if before.version != command.version {
        return Err(Problem::Stale);
    }
    let after = put(&unit, &before, &command).await?;
    unit.commit().await?;
    Ok(after)
}

/// Changes partners and places of a draft where a colleague may have changed them meanwhile.
#[derive(Debug, Clone)]
pub struct MergePartners {
    /// What the person wants; its version is not asked.
    pub wanted: SetPartners,
    /// As the person saw them.
    pub seen: Cells,
}

/// What each changed is kept; a partner that both changed stays as it stands and comes back with both values.
/// Error: as [`set_partners`], but never `Stale`.
pub async fn merge_partners(db: &Db, ctx: &Ctx, command: MergePartners) -> Result<Together, Problem> {
    let unit = db.write(ctx).await?;
    let MergePartners { mut wanted, seen } = command;
    let before = editable(&unit, ctx, wanted.application).await?;
    let stored = stored(&unit, before.id).await?;
    // a body twice would be one cell: it is to be refused, not to vanish
    check(&unit, &before, &wanted).await?;
    let theirs = cells(&stored);
    let merged = merge(&seen, &cells(&wanted), &theirs);
    let clashes = save_answers::clashes(&unit, before.id, PART, merged.clashes).await?;
    if merged.cells != theirs || wanted.split.is_some() {
        of_cells(&mut wanted, &stored, &merged.cells);
        put(&unit, &before, &wanted).await?;
        unit.commit().await?;
    }
    Ok(clashes)
}

/// The cells of the page: a partner with task and share, the lead's share, a place of action.
pub(crate) fn cells(joint: &SetPartners) -> Cells {
    let mut cells = Cells::new();
    for partner in &joint.partners {
        let said = json!({ "task": names::clean_multiline(&partner.task), "share": partner.share });
        cells.insert(format!("{PARTNER}{}", partner.body), said);
    }
    if let Some(share) = joint.lead_share {
        cells.insert(LEAD_SHARE.to_owned(), json!(share));
    }
    for place in &joint.places {
        cells.insert(format!("{PLACE}{place}"), json!(true));
    }
    cells
}

/// Takes over what such cells say: those that stand there keep their order, new ones follow.
pub(crate) fn of_cells(joint: &mut SetPartners, stored: &SetPartners, cells: &Cells) {
    let mut partners: Vec<BodyId> = stored.partners.iter().map(|partner| partner.body).collect();
    partners.extend(joint.partners.iter().map(|partner| partner.body));
    partners.extend(bodies(cells, PARTNER));
    let mut places: Vec<BodyId> = stored.places.iter().chain(&joint.places).copied().collect();
    places.extend(bodies(cells, PLACE));
    let mut seen = HashSet::new();
    joint.partners = partners
        .into_iter()
        .filter(|body| seen.insert(*body))
        .filter_map(|body| {
            let said = cells.get(&format!("{PARTNER}{body}"))?;
            Some(PartnerInput {
                body,
                task: said["task"].as_str().unwrap_or_default().to_owned(),
                share: said["share"].as_i64().map(Cents),
            })
        })
        .collect();
    joint.lead_share = cells
        .get(LEAD_SHARE)
        .and_then(serde_json::Value::as_i64)
        .map(Cents);
    let mut seen = HashSet::new();
    places.retain(|body| seen.insert(*body) && cells.contains_key(&format!("{PLACE}{body}")));
    joint.places = places;
}

fn bodies<'a>(cells: &'a Cells, prefix: &'static str) -> impl Iterator<Item = BodyId> + 'a {
    let ids = cells.keys().filter_map(move |cell| cell.strip_prefix(prefix));
    ids.filter_map(|id| id.parse().ok().map(BodyId))
}

/// What stands there, in the order of the page.
async fn stored(unit: &Unit<'_>, id: ApplicationId) -> Result<SetPartners, Problem> {
    let parties = queries::parties_of(unit.conn(), id).await?;
    let partners = joint::partners(unit.conn(), id).await?;
    Ok(SetPartners::of(id, &parties, &partners))
}

impl SetPartners {
    /// Partners and places as they are stored.
    pub(crate) fn of(id: ApplicationId, parties: &[Party], partners: &[Partner]) -> Self {
        Self {
            application: id,
            version: 0,
            partners: partners
                .iter()
                .map(|partner| PartnerInput {
                    body: partner.party.body_id,
                    task: partner.task.clone(),
                    share: partner.party.share,
                })
                .collect(),
            lead_share: queries::lead_of(parties).and_then(|lead| lead.share),
            places: parties
                .iter()
                .filter(|party| party.role == PartyRole::PlaceOfAction)
                .map(|party| party.body_id)
                .collect(),
            split: None,
        }
    }
}

/// The draft, held until the end of the unit.
async fn editable(unit: &Unit<'_>, ctx: &Ctx, id: ApplicationId) -> Result<Application, Problem> {
    let seen = queries::application(unit.conn(), ctx, id).await?;
    access::require_editor(ctx, &seen)?;
    let before = save::lock(unit, id).await?;
    require_state(&before, &[ApplicationState::Draft])?;
    Ok(before)
}

async fn put(unit: &Unit<'_>, before: &Application, command: &SetPartners) -> Result<Application, Problem> {
    check(unit, before, command).await?;
    let lead = municipalities::body(unit.conn(), before.lead_body_id).await?;
    let (lead_share, shares) = shares(unit, before, command).await?;
    let after = save::update(unit, before, before.clone()).await?;
    let mut parties: Vec<PartyInput> = command
        .partners
        .iter()
        .zip(shares)
        .map(|(partner, share)| PartyInput {
            body: partner.body,
            role: PartyRole::Partner,
            share,
        })
        .collect();
    parties.extend(command.places.iter().map(|place| PartyInput {
        body: *place,
        role: PartyRole::PlaceOfAction,
        share: None,
    }));
    draft::write_parties(unit, after.id, &lead, lead_share, &parties).await?;
    write_tasks(unit, after.id, &command.partners).await?;
    save_answers::note_change(unit, after.id, PART).await?;
    unit.audit(
        Entry::new("application", after.id, "set_partners")
            .case(after.id)
            .data(json!({ "version": after.version, "partners": command.partners.len() })),
    )
    .await?;
    Ok(after)
}

async fn check(unit: &Unit<'_>, application: &Application, command: &SetPartners) -> Result<(), Problem> {
    let mut checks = Checks::new();
    checks.ensure(command.partners.len() <= MAX_PARTNERS, "partners", || {
        Text::new("applications-too-many-partners").with("max", MAX_PARTNERS)
    });
    checks.ensure(command.places.len() <= MAX_PLACES, "places", || {
        Text::new("applications-too-many-places").with("max", MAX_PLACES)
    });
    let mut seen = HashSet::new();
    for (number, partner) in command.partners.iter().enumerate() {
        let field = |name: &str| format!("{name}_{}", number + 1);
        checks.ensure(partner.body != application.lead_body_id, &field("body"), || {
            Text::new("applications-partner-is-lead")
        });
        checks.ensure(seen.insert(partner.body), &field("body"), || {
            Text::new("applications-partner-twice")
        });
        let count = names::char_count(&partner.task);
        checks.ensure(count <= MAX_TASK, &field("task"), || {
            Text::new("field-too-long")
                .with("max", MAX_TASK)
                .with("count", count)
        });
        checks.ensure(
            partner.share.is_none_or(|share| !share.is_negative()),
            &field("share"),
            || Text::new("applications-amount-range"),
        );
    }
    checks.ensure(
        command.lead_share.is_none_or(|share| !share.is_negative()),
        "lead_share",
        || Text::new("applications-amount-range"),
    );
    let mut ids: Vec<BodyId> = command.partners.iter().map(|partner| partner.body).collect();
    ids.push(application.lead_body_id);
    let applicants: Vec<_> = municipalities::bodies(unit.conn(), &ids)
        .await?
        .into_values()
        .collect();
    let places = municipalities::bodies(unit.conn(), &command.places).await?;
    let mut seen = HashSet::new();
    for place in &command.places {
        let Some(body) = places.get(place) else {
            checks.fail("places", Text::new("applications-body-unknown"));
            continue;
        };
        checks.ensure(seen.insert(*place), "places", || {
            Text::new("applications-place-twice").with("name", &body.name)
        });
        if !joint::is_within(unit.conn(), &applicants, body).await? {
            checks.fail(
                "places",
                Text::new("applications-place-outside").with("name", &body.name),
            );
        }
    }
    checks.finish()
}

/// The lead's share and those of the partners, as typed or as split.
async fn shares(
    unit: &Unit<'_>,
    application: &Application,
    command: &SetPartners,
) -> Result<(Option<Cents>, Vec<Option<Cents>>), Problem> {
    let typed = command.partners.iter().map(|partner| partner.share).collect();
    let Some(how) = command.split.filter(|_| !command.partners.is_empty()) else {
        let lead = command.lead_share.filter(|_| !command.partners.is_empty());
        return Ok((lead, typed));
    };
    let ids: Vec<BodyId> = command.partners.iter().map(|partner| partner.body).collect();
    let bodies = municipalities::bodies(unit.conn(), &ids).await?;
    let mut populations = vec![application.population];
    populations.extend(
        ids.iter()
            .map(|body| bodies.get(body).and_then(|body| body.population)),
    );
    let mut parts = joint::split(application.requested, how, &populations)
        .into_iter()
        .map(Some);
    let lead = parts.next().flatten();
    Ok((lead, parts.collect()))
}

async fn write_tasks(
    unit: &Unit<'_>,
    application: ApplicationId,
    partners: &[PartnerInput],
) -> Result<(), Problem> {
    partner::Entity::delete_many()
        .filter(partner::Column::ApplicationId.eq(application))
        .filter(partner::Column::BodyId.is_not_in(partners.iter().map(|partner| partner.body)))
        .exec(unit.conn())
        .await?;
    for input in partners {
        let task = names::clean_multiline(&input.task);
        let done = partner::Entity::update_many()
            .col_expr(partner::Column::Task, Expr::value(task.clone()))
            .filter(partner::Column::ApplicationId.eq(application))
            .filter(partner::Column::BodyId.eq(input.body))
            .exec(unit.conn())
            .await?;
        if done.rows_affected == 0 {
            let row = partner::Model {
                id: Uuid::now_v7(),
                application_id: application,
                body_id: input.body,
                task,
                state: PartnerState::Open,
                asked_by: None,
                asked_at: None,
                answered_by: None,
                answered_at: None,
                remark: String::new(),
                confirmed_share: None,
                confirmed_task: String::new(),
                resolution_on: None,
            };
            partner::Entity::insert(row.into_active_model().reset_all())
                .exec_without_returning(unit.conn())
                .await?;
        }
    }
    Ok(())
}

/// Asks every partner that has not confirmed what the draft says now. Gives how many were asked.
/// Error: refused when there is nobody to ask.
pub async fn ask_partners(db: &Db, ctx: &Ctx, id: ApplicationId) -> Result<usize, Problem> {
    let unit = db.write(ctx).await?;
    let application = queries::application(unit.conn(), ctx, id).await?;
    access::require_editor(ctx, &application)?;
    require_state(&application, &[ApplicationState::Draft])?;
    if access::is_trial(&application) {
        let text = Text::new("applications-trial-asks-nobody");
        return Err(Problem::refused("trial", text));
    }
    let partners = joint::partners(unit.conn(), id).await?;
    let open: Vec<&Partner> = partners
        .iter()
        .filter(|partner| matches!(partner.state, PartnerState::Open | PartnerState::Refused))
        .collect();
    if open.is_empty() {
        let text = Text::new("applications-partners-nobody-to-ask");
        return Err(Problem::refused("nobody-to-ask", text));
    }
    // partners that came with the form alone have no row yet
    let known: Vec<PartnerInput> = partners
        .iter()
        .map(|partner| PartnerInput {
            body: partner.party.body_id,
            task: partner.task.clone(),
            share: partner.party.share,
        })
        .collect();
    write_tasks(&unit, id, &known).await?;
    let call = calls::call(unit.conn(), application.call_id).await?;
    for partner in &open {
        partner::Entity::update_many()
            .col_expr(partner::Column::State, Expr::value(PartnerState::Asked.code()))
            .col_expr(
                partner::Column::AskedBy,
                Expr::value(ctx.person_id().map(|one| one.0)),
            )
            .col_expr(partner::Column::AskedAt, Expr::value(ctx.now))
            .filter(partner::Column::ApplicationId.eq(id))
            .filter(partner::Column::BodyId.eq(partner.party.body_id))
            .exec(unit.conn())
            .await?;
        mails::partner_asked(&unit, &application, &call, partner.party.body_id).await?;
    }
    let asked: Vec<&str> = open.iter().map(|partner| partner.party.name.as_str()).collect();
    unit.audit(
        Entry::new("application", id, "ask_partners")
            .case(id)
            .reason(asked.join(", ")),
    )
    .await?;
    let count = open.len();
    unit.commit().await?;
    Ok(count)
}

/// What a partner's signatory says.
#[derive(Debug, Clone)]
pub struct AnswerPartner {
    pub application: ApplicationId,
    pub body: BodyId,
    pub confirm: bool,
    /// The share as it was shown to the person.
    pub share: Option<Cents>,
    /// Required when refusing.
    pub remark: String,
    /// The day of the council's resolution, where there is one.
    pub resolution_on: Option<NaiveDate>,
}

/// Error: not found when the body is no partner; denied without KZ of the body; `Stale` when the share is another one
/// by now; refused when it was not asked, or when the application is no draft any more.
pub async fn answer_partner(db: &Db, ctx: &Ctx, command: AnswerPartner) -> Result<Partner, Problem> {
    let unit = db.write(ctx).await?;
    queries::application(unit.conn(), ctx, command.application).await?;
    let application = save::lock(&unit, command.application).await?;
    let partner = joint::partners(unit.conn(), application.id)
        .await?
        .into_iter()
        .find(|partner| partner.party.body_id == command.body)
        .ok_or(Problem::not_found("partner"))?;
    ctx.require(&[Role::KZ], Scope::Body(command.body.0))?;
    require_state(&application, &[ApplicationState::Draft])?;
    if !matches!(partner.state, PartnerState::Asked | PartnerState::Confirmed) {
        let text = Text::new("applications-partner-not-asked");
        return Err(Problem::refused("not-asked", text));
    }
    if command.confirm && partner.party.share != command.share {
        return Err(Problem::Stale);
    }
    let remark = names::clean_multiline(&command.remark);
    let mut checks = Checks::new();
    checks.ensure(command.confirm || !remark.is_empty(), "remark", || {
        Text::new("applications-partner-reason")
    });
    let count = names::char_count(&remark);
    checks.ensure(count <= 1_000, "remark", || {
        Text::new("field-too-long")
            .with("max", 1_000)
            .with("count", count)
    });
    let today = base::calendar::local_date(ctx.now);
    checks.ensure(
        command.resolution_on.is_none_or(|on| on <= today),
        "resolution_on",
        || Text::new("applications-resolution-future"),
    );
    checks.finish()?;
    let state = if command.confirm {
        PartnerState::Confirmed
    } else {
        PartnerState::Refused
    };
    partner::Entity::update_many()
        .col_expr(partner::Column::State, Expr::value(state.code()))
        .col_expr(
            partner::Column::AnsweredBy,
            Expr::value(ctx.person_id().map(|one| one.0)),
        )
        .col_expr(partner::Column::AnsweredAt, Expr::value(ctx.now))
        .col_expr(partner::Column::Remark, Expr::value(remark.clone()))
        .col_expr(partner::Column::ResolutionOn, Expr::value(command.resolution_on))
        .col_expr(
            partner::Column::ConfirmedShare,
            Expr::value(partner.party.share.map(|share| share.0)),
        )
        .col_expr(partner::Column::ConfirmedTask, Expr::value(partner.task.clone()))
        .filter(partner::Column::ApplicationId.eq(application.id))
        .filter(partner::Column::BodyId.eq(command.body))
        .exec(unit.conn())
        .await?;
    let action = if command.confirm {
        "confirm_partner"
    } else {
        "refuse_partner"
    };
    unit.audit(
        Entry::new("application", application.id, action)
            .case(application.id)
            .reason(format!("{} {remark}", partner.party.name).trim()),
    )
    .await?;
    mails::partner_answered(&unit, &application, &partner.party.name, state, ctx.now).await?;
    unit.commit().await?;
    Ok(Partner {
        state,
        answered_at: Some(ctx.now),
        remark,
        resolution_on: command.resolution_on,
        ..partner
    })
}
