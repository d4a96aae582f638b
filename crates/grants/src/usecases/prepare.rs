//! – → PREPARED: an officer settles what the grant says. Doing it again before anything is final replaces it.

use applications::{Application, ApplicationId};
use base::calendar::local_date;
use base::{Ctx, Problem, Rate, Text};
use base_db::{Db, Entry, Unit};
use calls::{Call, FundingMode};
use serde_json::{Value, json};

use super::content::years;
use crate::model::{Circle, Content, Grant, GrantId, GrantState, Share, ShareBasis};
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
/// the case is not selected, the offer of a part is not accepted yet (`offer-open`) or the grant is past preparation,
/// `Stale`.
pub async fn prepare(db: &Db, ctx: &Ctx, command: Prepare) -> Result<Grant, Problem> {
    let unit = db.write(ctx).await?;
    let application = applications::application(unit.conn(), ctx, command.application).await?;
    access::require_preparer(ctx, &application)?;
    let call = calls::call(unit.conn(), application.call_id).await?;
    let decision = selection::decision(unit.conn(), application.id).await?;
    let selected = access::require_selected(&application, decision.as_ref())?;
    super::answer_offer::require_answered(&unit, application.id).await?;
    let present = queries::living(unit.conn(), application.id).await?;
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
    let circle = circle_of(&unit, &application, &call).await?;
    let shares = shares(&command.content, &circle)?;
    let grant = match present {
        Some(before) => {
            let grant = change(&unit, before, &application, &call, &command, &bounds).await?;
            store::replace_shares(&unit, grant.id, grant.award, &shares).await?;
            grant
        }
        None => {
            let retention = retention(&unit, &application).await?;
            let grant = new(&unit, &application, &call, &command.content, &bounds, retention);
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
            store::insert_shares(&unit, grant.id, grant.award, &shares).await?;
            unit.audit(prepared(&grant, &command.content)).await?;
            grant
        }
    };
    mails::to_countersign(&unit, std::slice::from_ref(&grant)).await?;
    unit.commit().await?;
    Ok(grant)
}

/// Who shares a cash grant; support in kind is not split.
async fn circle_of(unit: &Unit<'_>, application: &Application, call: &Call) -> Result<Circle, Problem> {
    if call.funding_mode == FundingMode::InKind {
        return Ok(Circle::default());
    }
    let mut circles = queries::circles(unit.conn(), &[application.id]).await?;
    Ok(circles.remove(&application.id).unwrap_or_default())
}

/// The shares of the bodies, to the cent; none for a single grantee. Error: `Invalid` when a joint grant does not say how
/// it is split, or by an agreement that nobody made.
pub(super) fn shares(content: &Content, circle: &Circle) -> Result<Vec<Share>, Problem> {
    match (circle.is_joint(), content.share_basis) {
        (false, None) => Ok(Vec::new()),
        (true, Some(basis)) if basis != ShareBasis::Agreed || circle.is_agreed => {
            let bodies = circle.bodies.clone();
            Ok(rules::split(content.amount, Some(basis), bodies, &circle.bodies))
        }
        _ => Err(Problem::field(
            "share_basis",
            Text::new("grants-share-basis-wrong"),
        )),
    }
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
    let retention = retention(unit, application).await?;
    let fresh = new(unit, application, call, &command.content, bounds, retention);
    let after = Grant {
        id: before.id,
        clauses_by: before.clauses_by, // its clauses stay
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

/// What is held back of an award that is made today (handbook 2.12, `retention_rate`).
async fn retention(unit: &Unit<'_>, application: &Application) -> Result<Rate, Problem> {
    let programme = calls::ProgrammeId(application.programme_id);
    let today = local_date(unit.now());
    Ok(calls::parameters(unit.conn(), programme, today)
        .await?
        .retention_rate)
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
    json!({
        "amount_cents": grant.amount, "mode": grant.mode, "tranches": tranches, "version": grant.version,
        "share_basis": grant.share_basis,
    })
}

/// A grant as it is right after preparation.
pub(super) fn new(
    unit: &Unit<'_>,
    application: &Application,
    call: &Call,
    content: &Content,
    bounds: &Bounds,
    retention: Rate,
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
        clauses_by: None,
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
        retention,
        remedy_until_on: None,
        waived_on: None,
        objected_on: None,
        final_on: None,
        attempt: 1,
        fetch_until_on: None,
        proven_on: None,
        remedy_flawed: false,
        remedy_settled_on: None,
        posted_by: None,
        share_basis: content.share_basis,
        version: 1,
    }
}
