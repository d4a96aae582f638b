//! Which cases may be kept until when (handbook 2.9, I02), by the parameters of their programme.

use std::collections::HashMap;

use applications::{Application, ApplicationId, ApplicationState};
use base::calendar::local_date;
use base::{Ctx, Problem};
use calls::{Call, Parameters, Programme};
use chrono::{Days, NaiveDate};
use sea_orm::ConnectionTrait;

use super::Filter;
use crate::access;
use crate::model::{Kept, KeptAs, KeptDrafts, Proof, ProofState};
use crate::rules::retention::{draft_erasable_from, erasable_from};

/// The cases of the person's programmes that are over, those that may be erased first at the top; and how many drafts
/// were never handed in. A draft itself is nobody's but its author's.
pub async fn kept(conn: &impl ConnectionTrait, ctx: &Ctx) -> Result<(Vec<Kept>, Vec<KeptDrafts>), Problem> {
    let offices = access::programmes(ctx);
    let (mut cases, mut drafts) = (Vec::new(), Vec::new());
    for programme in calls::programmes(conn).await? {
        if offices.contains(&programme.id.0) {
            let (more, of_calls) = kept_of(conn, ctx, &programme).await?;
            cases.extend(more);
            drafts.extend(of_calls);
        }
    }
    cases.sort_by(|a, b| (a.from_on, &a.number).cmp(&(b.from_on, &b.number)));
    Ok((cases, drafts))
}

/// Those of one programme, in no order.
pub(crate) async fn kept_of(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    programme: &Programme,
) -> Result<(Vec<Kept>, Vec<KeptDrafts>), Problem> {
    let terms = calls::parameters(conn, programme.id, local_date(ctx.now)).await?;
    let mut cases = closed(conn, ctx, programme, &terms).await?;
    let mut drafts = Vec::new();
    for call in calls::calls_of(conn, programme.id).await? {
        cases.extend(rejected(conn, ctx, &call, &terms).await?);
        drafts.extend(never_handed_in(conn, &call, &terms).await?);
    }
    Ok((cases, drafts))
}

async fn closed(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    programme: &Programme,
    terms: &Parameters,
) -> Result<Vec<Kept>, Problem> {
    let filter = Filter {
        states: vec![ProofState::Closed],
        programme: Some(programme.id.0),
        ..Filter::default()
    };
    let proofs = super::all(conn, ctx, &filter).await?;
    let kept = |proof: Proof| {
        let since_on = local_date(proof.closed_at?);
        Some(Kept {
            application_id: proof.application_id,
            number: proof.number,
            body_name: proof.body_name,
            kept_as: KeptAs::Funded,
            since_on,
            from_on: erasable_from(since_on, terms.retention_years_funded),
        })
    };
    Ok(proofs.into_iter().filter_map(kept).collect())
}

/// Rejected ones from the day their rejection became final, withdrawn ones from the day they were withdrawn.
async fn rejected(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
    terms: &Parameters,
) -> Result<Vec<Kept>, Problem> {
    let states = [ApplicationState::Rejected, ApplicationState::Withdrawn];
    let cases = applications::of_call(conn, ctx, call.id, &states).await?;
    let mut finals: HashMap<ApplicationId, NaiveDate> = HashMap::new();
    for notice in grants::case_notices_of_call(conn, call.id).await? {
        if notice.kind != grants::NoticeKind::Rejection {
            continue;
        }
        let delivered = grants::rules::delivery(
            notice.channel,
            notice.sent_on,
            None,
            None,
            terms.deemed_delivery_days,
        );
        // what nobody fetched from the portal is taken as sent by post: the list never comes too early
        let delivered_on = delivered.unwrap_or(grants::rules::fetch_until(notice.sent_on));
        let over = grants::rules::remedy_until(delivered_on, terms.remedy_months, false);
        finals.insert(notice.application_id, over + Days::new(1));
    }
    let kept = |case: Application| {
        let is_rejected = case.state == ApplicationState::Rejected;
        let since_on = finals.get(&case.id).copied().filter(|_| is_rejected);
        let since_on = since_on.unwrap_or_else(|| local_date(case.updated_at));
        Kept {
            application_id: case.id,
            number: case.label().to_owned(),
            body_name: case.lead_name.clone(),
            kept_as: if is_rejected {
                KeptAs::Rejected
            } else {
                KeptAs::Withdrawn
            },
            since_on,
            from_on: erasable_from(since_on, terms.retention_years_rejected),
        }
    };
    Ok(cases.into_iter().map(kept).collect())
}

async fn never_handed_in(
    conn: &impl ConnectionTrait,
    call: &Call,
    terms: &Parameters,
) -> Result<Option<KeptDrafts>, Problem> {
    let system = Ctx::system("erasure-list", call.deadline.instant());
    let filter = applications::Filter {
        call: Some(call.id),
        states: vec![ApplicationState::Draft],
        ..applications::Filter::default()
    };
    let count = applications::queries::count(conn, &system, &filter).await?;
    let deadline_on = call.deadline.date();
    Ok((count > 0).then(|| KeptDrafts {
        call: call.code.clone(),
        count,
        deadline_on,
        from_on: draft_erasable_from(deadline_on, terms.retention_months_draft),
    }))
}
