//! Which clauses a grant takes, while it is being prepared (§ 36 LVwVfG).

use base::{Ctx, Problem, Role, Scope};
use base_db::Db;
use calls::{Clause, ClauseUse};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{load, step};
use crate::letters::{chosen, fitting};
use crate::model::{Grant, GrantId, GrantState};
use crate::{queries, rules, store};

/// What there is to choose from for a grant, and whether it is in.
#[derive(Debug, Clone)]
pub struct Choosable {
    pub clause: Clause,
    pub is_in: bool,
}

/// The clauses of today that suit a grant, in the order of the notice. The caller has loaded the grant.
pub async fn clauses_of(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    grant: &Grant,
) -> Result<Vec<Choosable>, Problem> {
    let today = base::calendar::local_date(ctx.now);
    let all = calls::clauses(conn, calls::ProgrammeId(grant.programme_id), today).await?;
    let body = municipalities::body(conn, grant.body_id).await?;
    let fitting = fitting(&all, grant, &body);
    let codes = queries::clause_codes(conn, grant.id).await?;
    let is_in = chosen(fitting.clone(), &codes);
    let choosable = fitting.into_iter().map(|clause| Choosable {
        is_in: is_in.iter().any(|other| other.code == clause.code),
        clause,
    });
    Ok(choosable.collect())
}

/// Takes these clauses, besides those that always are in; it voids a first signature, as every change does, and who chose
/// them signs nothing of it (G4). SB of the programme, while the grant is PREPARED. Error: denied, refused, `Stale`.
pub async fn choose_clauses(
    db: &Db,
    ctx: &Ctx,
    id: GrantId,
    version: Option<i64>,
    codes: &[String],
) -> Result<Grant, Problem> {
    let unit = db.write(ctx).await?;
    let (before, _) = load(&unit, id, version).await?;
    ctx.require(&[Role::SB], Scope::Programme(before.programme_id))?;
    rules::after(&before, "prepare")?;
    let choosable = clauses_of(unit.conn(), ctx, &before).await?;
    let taken: Vec<String> = choosable
        .into_iter()
        .map(|one| one.clause)
        .filter(|clause| clause.usage == ClauseUse::Always || codes.contains(&clause.code))
        .map(|clause| clause.code)
        .collect();
    store::choose_clauses(&unit, id, &taken).await?;
    let after = Grant {
        state: GrantState::Prepared,
        clauses_by: ctx.person_id(),
        rl_signed_by: None,
        rl_signed_at: None,
        bfdh_signed_by: None,
        bfdh_signed_at: None,
        version: before.version + 1,
        ..before.clone()
    };
    let data = json!({ "clauses": taken, "version": after.version });
    step(&unit, &before, &after, "choose_clauses", "", data).await?;
    unit.commit().await?;
    Ok(after)
}
