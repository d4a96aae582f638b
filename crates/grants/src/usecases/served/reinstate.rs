//! Reinstatement after a missed remedy period (§ 32 LVwVfG): REQUESTED → PROPOSED → GRANTED or REFUSED, decided by two
//! persons. Granted, the remedy counts as filed in time: finality falls, and no money flows until it is settled.

use base::calendar::local_date;
use base::problem::Checks;
use base::{Ctx, Problem, Text};
use base_db::{Db, Entry, Unit};
use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use super::record::filed;
use crate::model::{
    DeliveryId, DeliveryState, GrantId, GrantState, Reinstatement, ReinstatementId, ReinstatementState,
};
use crate::{access, queries, rules, store};

/// Which act the missed remedy was against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missed {
    /// The award of a grant.
    Award(GrantId),
    /// An act with a delivery of its own.
    Act(DeliveryId),
}

/// A request to be put back into the missed period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskReinstatement {
    pub missed: Missed,
    /// When the obstacle was gone.
    pub ceased_on: NaiveDate,
    /// When the request arrived; today in the portal.
    pub requested_on: Option<NaiveDate>,
    /// When the remedy itself was made up.
    pub filed_on: NaiveDate,
    /// Why the period was missed without fault.
    pub grounds: String,
}

/// What the request is about, as the database knows it.
struct About {
    notice_id: Uuid,
    grant_id: Option<GrantId>,
    delivery_id: Option<DeliveryId>,
    case: applications::Application,
    missed_on: Option<NaiveDate>,
    is_final: bool,
    is_waived: bool,
}

async fn about(unit: &Unit<'_>, missed: Missed) -> Result<About, Problem> {
    match missed {
        Missed::Award(id) => {
            let (grant, case) = queries::seen(unit.conn(), unit.ctx(), id).await?;
            let notice = queries::notice_of(unit.conn(), id)
                .await?
                .ok_or(Problem::not_found("notice"))?;
            Ok(About {
                notice_id: notice.id,
                grant_id: Some(id),
                delivery_id: None,
                case,
                missed_on: grant.remedy_until_on,
                is_final: matches!(grant.state, GrantState::Final | GrantState::InPayment),
                is_waived: grant.waived_on.is_some(),
            })
        }
        Missed::Act(id) => {
            let (delivery, case) = queries::delivery_seen(unit.conn(), unit.ctx(), id).await?;
            Ok(About {
                notice_id: delivery.notice_id,
                grant_id: None,
                delivery_id: Some(id),
                case,
                missed_on: delivery.remedy_until_on,
                is_final: delivery.state == DeliveryState::Final,
                is_waived: delivery.waived_on.is_some(),
            })
        }
    }
}

/// Records a request. KZ in the portal; SB what came on paper. One that came too late is recorded as well: it can only be
/// refused then. Error: `Invalid`, denied, refused (`not-final`: the period still runs; `waived-already`), `Stale` when one
/// is open.
pub async fn ask_reinstatement(
    db: &Db,
    ctx: &Ctx,
    command: AskReinstatement,
) -> Result<Reinstatement, Problem> {
    let unit = db.write(ctx).await?;
    let about = about(&unit, command.missed).await?;
    access::require_applicant_or_officer(ctx, &about.case)?;
    let missed_on = about.missed_on.filter(|_| about.is_final);
    let Some(missed_on) = missed_on else {
        let text = Text::new("grants-reinstatement-not-missed");
        return Err(Problem::refused("not-final", text));
    };
    if about.is_waived {
        return Err(Problem::refused(
            "waived-already",
            Text::new("grants-waived-already"),
        ));
    }
    let today = local_date(ctx.now);
    let requested_on = match access::signs_for(ctx, about.case.lead_body_id) {
        true => today,
        false => command.requested_on.unwrap_or(today),
    };
    let grounds = base::names::clean_multiline(&command.grounds);
    let mut checks = Checks::new();
    for (field, day) in [
        ("ceased_on", command.ceased_on),
        ("requested_on", requested_on),
        ("filed_on", command.filed_on),
    ] {
        checks.ensure(day <= today, field, || Text::new("grants-day-future"));
    }
    checks.ensure(requested_on >= command.ceased_on, "ceased_on", || {
        Text::new("grants-reinstatement-ceased")
    });
    checks.ensure(command.filed_on > missed_on, "filed_on", || {
        Text::new("grants-reinstatement-in-time").with("day", base::fmt::date(ctx.lang, missed_on))
    });
    checks.ensure(!grounds.is_empty(), "grounds", || Text::new("field-required"));
    checks.finish()?;
    let row = Reinstatement {
        id: ReinstatementId::new(),
        notice_id: about.notice_id,
        grant_id: about.grant_id,
        delivery_id: about.delivery_id,
        application_id: about.case.id,
        programme_id: about.case.programme_id,
        state: ReinstatementState::Requested,
        missed_on,
        ceased_on: command.ceased_on,
        requested_on,
        filed_on: command.filed_on,
        grounds,
        recorded_by: ctx.person_id(),
        recorded_at: ctx.now,
        proposes_grant: None,
        reasons: String::new(),
        proposed_by: None,
        proposed_at: None,
        decided_by: None,
        decided_at: None,
        version: 1,
    };
    store::insert_reinstatement(&unit, &row).await?;
    let data = json!({ "missed_on": missed_on, "requested_on": requested_on, "filed_on": row.filed_on });
    let entry = Entry::new("reinstatement", row.id, "request")
        .case(row.application_id)
        .to(row.state)
        .reason(&row.grounds)
        .data(data);
    unit.audit(entry).await?;
    unit.commit().await?;
    Ok(row)
}

/// The first opinion on a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposeReinstatement {
    pub reinstatement: ReinstatementId,
    pub version: Option<i64>,
    pub grant: bool,
    pub reasons: String,
}

/// REQUESTED → PROPOSED. SB. Error: `Invalid` without reasons, denied, refused (`wrong-state`; `too-late` when it is to be
/// granted though it or the remedy came after [`rules::reinstatement_until`]), `Stale`.
pub async fn propose_reinstatement(
    db: &Db,
    ctx: &Ctx,
    command: ProposeReinstatement,
) -> Result<Reinstatement, Problem> {
    let reasons = super::super::required("reasons", &command.reasons)?;
    let unit = db.write(ctx).await?;
    let before = load(&unit, command.reinstatement, command.version).await?;
    ctx.require(&[base::Role::SB], base::Scope::Programme(before.programme_id))?;
    require_state(&before, ReinstatementState::Requested)?;
    let last = rules::reinstatement_until(before.missed_on, before.ceased_on);
    if command.grant && before.requested_on.max(before.filed_on) > last {
        let text = Text::new("grants-reinstatement-too-late").with("day", base::fmt::date(ctx.lang, last));
        return Err(Problem::refused("too-late", text));
    }
    let after = Reinstatement {
        state: ReinstatementState::Proposed,
        proposes_grant: Some(command.grant),
        reasons: reasons.clone(),
        proposed_by: ctx.person_id(),
        proposed_at: Some(ctx.now),
        ..before.clone()
    };
    let after = step(&unit, &before, after, "propose", &reasons).await?;
    unit.commit().await?;
    Ok(after)
}

/// The decision on a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecideReinstatement {
    pub reinstatement: ReinstatementId,
    pub version: Option<i64>,
    /// Follows the proposal; else it goes back to the officer.
    pub agree: bool,
    /// Needed when it goes back.
    pub remark: String,
}

/// PROPOSED → GRANTED or REFUSED as proposed, or back to REQUESTED. RL, another person than who proposed it. Granted, the
/// remedy is on record and the act is no longer final.
/// Error: `Invalid`, denied, refused (`four-eyes`, `wrong-state`), `Stale`.
pub async fn decide_reinstatement(
    db: &Db,
    ctx: &Ctx,
    command: DecideReinstatement,
) -> Result<Reinstatement, Problem> {
    let unit = db.write(ctx).await?;
    let before = load(&unit, command.reinstatement, command.version).await?;
    ctx.require(&[base::Role::RL], base::Scope::Programme(before.programme_id))?;
    require_state(&before, ReinstatementState::Proposed)?;
    ctx.require_other_person(&[before.proposed_by])?;
    if !command.agree {
        let remark = super::super::required("remark", &command.remark)?;
        let after = Reinstatement {
            state: ReinstatementState::Requested,
            proposes_grant: None,
            reasons: String::new(),
            proposed_by: None,
            proposed_at: None,
            ..before.clone()
        };
        let after = step(&unit, &before, after, "return", &remark).await?;
        unit.commit().await?;
        return Ok(after);
    }
    let granted = before.proposes_grant == Some(true);
    let (state, action) = match granted {
        true => (ReinstatementState::Granted, "grant"),
        false => (ReinstatementState::Refused, "refuse"),
    };
    let after = Reinstatement {
        state,
        decided_by: ctx.person_id(),
        decided_at: Some(ctx.now),
        ..before.clone()
    };
    let after = step(&unit, &before, after, action, &before.reasons).await?;
    if granted {
        restore(&unit, &after).await?;
    }
    unit.commit().await?;
    Ok(after)
}

/// The remedy counts as filed in time.
async fn restore(unit: &Unit<'_>, row: &Reinstatement) -> Result<(), Problem> {
    match (row.grant_id, row.delivery_id) {
        (Some(grant), _) => {
            let before = store::load(unit, grant).await?;
            super::super::object::file_remedy(unit, &before, row.filed_on, &row.grounds).await?;
        }
        (None, Some(delivery)) => {
            let before = store::load_delivery(unit, delivery).await?;
            filed(unit, &before, row.filed_on, &row.grounds).await?;
        }
        (None, None) => return Err(Problem::broken("a request for reinstatement about nothing")),
    }
    Ok(())
}

async fn load(unit: &Unit<'_>, id: ReinstatementId, version: Option<i64>) -> Result<Reinstatement, Problem> {
    queries::reinstatement_seen(unit.conn(), unit.ctx(), id).await?;
    let row = store::load_reinstatement(unit, id).await?;
    if version.is_none_or(|version| version == row.version) {
        Ok(row)
    } else {
        Err(Problem::Stale)
    }
}

fn require_state(row: &Reinstatement, state: ReinstatementState) -> Result<(), Problem> {
    if row.state == state {
        return Ok(());
    }
    let key = format!("grants-reinstatement-wrong-state-{}", row.state);
    Err(Problem::refused("wrong-state", Text::new(key)))
}

async fn step(
    unit: &Unit<'_>,
    before: &Reinstatement,
    after: Reinstatement,
    action: &'static str,
    reason: &str,
) -> Result<Reinstatement, Problem> {
    let after = Reinstatement {
        version: before.version + 1,
        ..after
    };
    store::update_reinstatement(unit, before, &after).await?;
    let entry = Entry::new("reinstatement", after.id, action)
        .case(after.application_id)
        .states(before.state, after.state)
        .reason(reason);
    unit.audit(entry).await?;
    Ok(after)
}
