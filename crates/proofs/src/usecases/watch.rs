//! Every night: a proof for each grant that became final, and another due date where an amendment moved the period; once a
//! month the erasure list.

use base::calendar::{day_start, local_date};
use base::{Ctx, Problem};
use base_db::Db;
use chrono::Days;
use grants::GrantState;

use super::interim::lacks_interims;
use super::open::{is_behind, is_heard};
use super::{WATCH_JOB, open};
use crate::{mails, queries};

/// M-D01, once a month while something is due for erasure (handbook 2.9, 6).
async fn erasure_list(db: &Db, ctx: &Ctx, programme: &calls::Programme) -> Result<(), Problem> {
    let today = local_date(ctx.now);
    let (cases, drafts) = queries::kept_of(db.reader(), ctx, programme).await?;
    let cases = cases.iter().filter(|case| case.from_on <= today).count();
    let drafts = drafts.iter().filter(|draft| draft.from_on <= today);
    let drafts: u64 = drafts.map(|draft| draft.count).sum();
    if cases == 0 && drafts == 0 {
        return Ok(());
    }
    let unit = db.write(ctx).await?;
    mails::erasure_due(&unit, programme, cases, drafts).await?;
    unit.commit().await
}

/// Looks through the running grants and plans the next night. `ctx` is of now: nights that were missed are one.
pub(crate) async fn watch(db: &Db, ctx: &Ctx) -> Result<(), Problem> {
    let conn = db.reader();
    let running = [GrantState::Final, GrantState::InPayment];
    for programme in calls::programmes(conn).await? {
        for call in calls::calls_of(conn, programme.id).await? {
            let grants = grants::of_call(conn, ctx, call.id, &running).await?;
            let ids: Vec<_> = grants.iter().map(|grant| grant.id).collect();
            let proofs = queries::of_grants(conn, &ids).await?;
            for grant in grants {
                let proof = proofs.iter().find(|proof| proof.grant_id == grant.id);
                let is_open = match proof {
                    Some(proof) => {
                        is_heard(conn, proof).await?
                            || is_behind(conn, proof, &grant).await?
                            || lacks_interims(conn, proof, &grant, local_date(ctx.now)).await?
                    }
                    None => true,
                };
                if is_open {
                    open(db, ctx, grant.id).await?;
                }
            }
        }
    }
    for programme in calls::programmes(conn).await? {
        erasure_list(db, ctx, &programme).await?;
    }
    let unit = db.write(ctx).await?;
    let tomorrow = local_date(ctx.now) + Days::new(1);
    unit.schedule(WATCH_JOB, "", day_start(tomorrow)).await?;
    unit.commit().await
}
