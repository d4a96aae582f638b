//! A new draft: by KE of the body in the portal, or by an officer for what comes on paper.

use base::{Ctx, Problem, Role, Scope, Text};
use base_db::{Db, Entry};
use calls::{Call, CallId, CallState, FundingMode};
use municipalities::{Body, BodyId};
use serde_json::Value;

use super::remind::plan_reminders;
use super::{draft, save_answers};
use crate::model::{Application, ApplicationId, ApplicationState, DraftFields, Source, Support};
use crate::store::save;
use crate::{access, mails, plan, queries};

/// Starts an application of `lead` in `call`.
#[derive(Debug, Clone)]
pub struct CreateDraft {
    pub call: CallId,
    pub lead: BodyId,
    pub fields: DraftFields,
    /// The lead's own part of the amount, where shares are agreed.
    pub lead_share: Option<base::Cents>,
}

/// Error: refused when the call is not open; denied without KE of the body or SB of the programme; `Invalid` with
/// amounts that the plan decides.
pub async fn create_draft(db: &Db, ctx: &Ctx, command: CreateDraft) -> Result<Application, Problem> {
    let unit = db.write(ctx).await?;
    let mut call = calls::call(unit.conn(), command.call).await?;
    let source = source_of(ctx, &call, command.lead)?;
    // a body with a later end of its own may begin until then
    call.terms.deadline = queries::deadline_for(unit.conn(), &call, command.lead).await?;
    require_open(ctx, &call, source)?;
    draft::check(&command.fields, command.lead)?;
    let lead = municipalities::body(unit.conn(), command.lead).await?;
    let id = ApplicationId::new();
    let mut application = empty(ctx, &call, id, source);
    draft::put_lead(&mut application, &lead);
    let blank = application.clone();
    draft::put(&mut application, &command.fields);
    if plan::decides(unit.conn(), &application, call.funding_mode).await? {
        plan::require_totals_of(&blank, &application)?;
    }
    application.search_text = application.words();
    save::insert(&unit, &application).await?;
    draft::write_parties(&unit, id, &lead, command.lead_share, &command.fields.parties).await?;
    let form = calls::form::load(unit.conn(), call.form_version)
        .await?
        .definition;
    let known = known_of(&lead);
    let prefilled = save_answers::prefill(&unit, id, &form, &known).await?;
    unit.audit(
        Entry::new("application", id, "create_draft")
            .case(id)
            .to(ApplicationState::Draft)
            .data(serde_json::json!({ "prefilled": prefilled })),
    )
    .await?;
    if source == Source::Portal {
        plan_reminders(&unit, id, call.deadline).await?;
        mails::draft_created(&unit, &application, &call).await?;
    }
    unit.commit().await?;
    Ok(application)
}

/// What the register knows of the lead, by the fields of the form (3.3 A4, A6). The person may overwrite it.
fn known_of(lead: &Body) -> [(&'static str, Value); 5] {
    // a town is where its name is; a district's or association's seat is another one
    let town = lead.body_type.is_municipality().then_some(&lead.name);
    [
        ("A4a", Value::from(lead.population)),
        ("A4b", Value::from(lead.population_on.map(|day| day.to_string()))),
        ("A6a", Value::from(lead.street.clone())),
        ("A6b", Value::from(lead.postcode.clone())),
        ("A6c", Value::from(lead.place.as_ref().or(town).cloned())),
    ]
}

/// KE of the body writes in the portal, an officer of the programme by hand. A try-out takes test applications alone.
fn source_of(ctx: &Ctx, call: &Call, lead: BodyId) -> Result<Source, Problem> {
    if call.is_preview() {
        ctx.require(access::TRIERS, Scope::Programme(call.programme_id.0))?;
        return Ok(Source::Trial);
    }
    if ctx.has(Role::KE, Scope::Body(lead.0)) {
        return Ok(Source::Portal);
    }
    if ctx.has(Role::SB, Scope::Programme(call.programme_id.0)) {
        return Ok(Source::Officer);
    }
    ctx.require(&[Role::KE], Scope::Body(lead.0))?;
    Ok(Source::Portal)
}

/// The call with the deadline that counts for the body.
fn require_open(ctx: &Ctx, call: &Call, source: Source) -> Result<(), Problem> {
    let open = is_open(ctx, call);
    // paper arrives late as well; the deadline decides what becomes of it
    let by_hand =
        source == Source::Officer && matches!(call.state, CallState::Closed | CallState::InSelection);
    let extended = call.state == CallState::Closed && call.deadline.is_met_by(ctx.now);
    if open || extended || by_hand || source == Source::Trial {
        return Ok(());
    }
    Err(Problem::refused(
        "call-not-open",
        Text::new("applications-call-not-open").with("call", &call.code),
    ))
}

/// Whether applications may be begun. The opening job may lag behind its instant, the instant decides.
pub(crate) fn is_open(ctx: &Ctx, call: &Call) -> bool {
    call.state == CallState::Open || call.state == CallState::Published && call.opens_at <= ctx.now
}

/// A row without anything in it yet.
pub(crate) fn empty(ctx: &Ctx, call: &Call, id: ApplicationId, source: Source) -> Application {
    Application {
        id,
        call_id: call.id,
        programme_id: call.programme_id.0,
        number: None,
        serial: None,
        draft_code: draft::draft_code(id),
        state: ApplicationState::Draft,
        source,
        title: String::new(),
        summary: String::new(),
        lead_body_id: BodyId(uuid::Uuid::nil()),
        lead_name: String::new(),
        lead_key: String::new(),
        body_type: String::new(),
        district_key: None,
        district_name: None,
        region: None,
        population: None,
        contact_name: String::new(),
        contact_role: String::new(),
        contact_email: String::new(),
        contact_phone: String::new(),
        project_from: None,
        project_until: None,
        support: match call.funding_mode {
            FundingMode::InKind => Support::Facilitation,
            FundingMode::CashGrant => Support::Grant,
        },
        support_tenths: None,
        requested: base::Cents::ZERO,
        total_cost: base::Cents::ZERO,
        own_share: base::Cents::ZERO,
        other_funding: base::Cents::ZERO,
        not_begun: false,
        no_double_funding: false,
        true_and_complete: false,
        privacy_read: false,
        exchange_willing: false,
        first_contract_on: None,
        early_start_from: None,
        received_at: None,
        released_at: None,
        received_time_known: true,
        remark: String::new(),
        officer_id: None,
        search_text: String::new(),
        created_by: ctx.person_id(),
        created_at: ctx.now,
        submitted_by: None,
        updated_at: ctx.now,
        version: 1,
    }
}
