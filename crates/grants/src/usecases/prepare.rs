//! – → PREPARED: an officer settles what the grant says. Doing it again before anything is final replaces it.

use applications::{Application, ApplicationId};
use base::{Ctx, Problem, Text};
use base_db::{Db, Entry, Unit};
use calls::Call;
use serde_json::{Value, json};

use super::content::years;
use crate::model::{Content, Grant, GrantId, GrantState};
use crate::rules::{self, Bounds};
use crate::{access, mails, queries, store};

/// What a grant is to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepare {
    pub application: ApplicationId,
    pub content: Content,
    /// The version that was seen, when a grant under preparation is changed.
    pub version: Option<i64>,
}

/// Prepares the grant of a selected project, or changes it while it is PREPARED, which voids a first signature.
/// SB of the programme. Error: `Invalid` (over the cap, over the selection, below the minimum, tranches), refused when
/// the case is not selected or the grant is past preparation, `Stale`.
pub async fn prepare(db: &Db, ctx: &Ctx, command: Prepare) -> Result<Grant, Problem> {
    let unit = db.write(ctx).await?;
    let application = applications::application(unit.conn(), ctx, command.application).await?;
    access::require_preparer(ctx, &application)?;
    let call = calls::call(unit.conn(), application.call_id).await?;
    let decision = selection::decision(unit.conn(), application.id).await?;
    let selected = access::require_selected(&application, decision.as_ref())?;
    let present = queries::grant_of(unit.conn(), application.id).await?;
    let bounds = Bounds {
        cap: call.cap,
        used: queries::used_cap(
            unit.conn(),
            application.id,
            present.as_ref().map(|grant| grant.id),
        )
        .await?,
        selected,
        minimum: call.minimum,
        years: years(&call),
    };
    rules::check(&command.content, &bounds)?;
    let grant = match present {
        Some(before) => change(&unit, before, &application, &call, &command, &bounds).await?,
        None => {
            let grant = new(&unit, &application, &call, &command.content, &bounds);
            if store::insert(
                &unit,
                std::slice::from_ref(&grant),
                &[(grant.id, command.content.tranches.clone())],
            )
            .await?
                != 1
            {
                return Err(Problem::Stale); // a second click, or a colleague at the same moment
            }
            unit.audit(prepared(&grant, &command.content)).await?;
            grant
        }
    };
    mails::to_countersign(&unit, std::slice::from_ref(&grant)).await?;
    unit.commit().await?;
    Ok(grant)
}

async fn change(
    unit: &Unit<'_>,
    before: Grant,
    application: &Application,
    call: &Call,
    command: &Prepare,
    bounds: &Bounds,
) -> Result<Grant, Problem> {
    let before = store::load(unit, before.id).await?;
    rules::after(&before, "prepare")?;
    if command.version != Some(before.version) {
        return match command.version {
            Some(_) => Err(Problem::Stale),
            None => Err(Problem::refused("exists", Text::new("grants-exists"))),
        };
    }
    let fresh = new(unit, application, call, &command.content, bounds);
    let after = Grant {
        id: before.id,
        version: before.version + 1,
        ..fresh
    };
    store::replace_tranches(unit, after.id, &command.content.tranches).await?;
    super::step(
        unit,
        &before,
        &after,
        "change",
        "",
        facts(&after, &command.content),
    )
    .await?;
    Ok(after)
}

/// The entry of a new grant in the audit trail.
pub(super) fn prepared(grant: &Grant, content: &Content) -> Entry {
    Entry::new("grant", grant.id, "prepare")
        .case(grant.application_id)
        .to(grant.state)
        .data(facts(grant, content))
}

fn facts(grant: &Grant, content: &Content) -> Value {
    let tranches: Vec<Value> = content
        .tranches
        .iter()
        .map(|part| json!({ "year": part.year, "kind": part.kind.code(), "amount_cents": part.amount }))
        .collect();
    json!({ "amount_cents": grant.amount, "mode": grant.mode, "tranches": tranches, "version": grant.version })
}

/// A grant as it is right after preparation.
pub(super) fn new(
    unit: &Unit<'_>,
    application: &Application,
    call: &Call,
    content: &Content,
    bounds: &Bounds,
) -> Grant {
    let content = content.clone();
    Grant {
        id: GrantId::new(),
        application_id: application.id,
        call_id: call.id,
        programme_id: application.programme_id,
        number: application.label().to_owned(),
        title: application.title.clone(),
        body_id: application.lead_body_id,
        body_name: application.lead_name.clone(),
        mode: call.funding_mode.into(),
        state: GrantState::Prepared,
        amount: content.amount,
        cap: bounds.cap,
        selected: bounds.selected,
        budget_line_id: call.budget_line_id,
        financing_type: call.financing_type.code().to_owned(),
        rate: call.rate,
        eligible: content.eligible,
        from_on: content.from_on,
        until_on: content.until_on,
        purpose: content.purpose,
        objectives: content.objectives,
        conditions: content.conditions,
        double_funding: content.double_funding,
        double_funding_reason: content.double_funding_reason,
        prepared_by: unit.ctx().person_id(),
        prepared_at: unit.now(),
        rl_signed_by: None,
        rl_signed_at: None,
        bfdh_signed_by: None,
        bfdh_signed_at: None,
        issued_by: None,
        issued_at: None,
        channel: None,
        sent_on: None,
        downloaded_at: None,
        delivered_on: None,
        accept_until_on: None,
        answered_by: None,
        answered_at: None,
        answer_remark: String::new(),
        award: 1,
        ordered: base::Cents::ZERO,
        paid: base::Cents::ZERO,
        retention: rules::RETENTION,
        remedy_until_on: None,
        waived_on: None,
        objected_on: None,
        final_on: None,
        version: 1,
    }
}
