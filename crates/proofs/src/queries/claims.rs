//! Claims, what came in on them, and their interest.

use base::{Cents, Ctx, Problem, Role};
use base_db::{Page, PageRequest, page};
use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

use crate::access;
use crate::model::{Claim, ClaimId, ClaimState, InterestEdition, InterestLine, ProofId, Receipt};
use crate::store::{base_rate_table, claim, claim_interest, claim_receipt};

/// The office sees all claims of its programmes; the municipality its own, which it was heard on.
fn visible(ctx: &Ctx) -> Select<claim::Entity> {
    let query = claim::Entity::find();
    if ctx.is_system() {
        return query;
    }
    query
        .filter(claim::Column::ApplicationId.in_subquery(applications::seen_cases(ctx)))
        .filter(
            Condition::any()
                .add(claim::Column::ProgrammeId.is_in(access::programmes(ctx)))
                .add(claim::Column::BodyId.is_in(ctx.scopes_of(&[Role::KE, Role::KZ], "body"))),
        )
}

/// The claim, if the person may see it. Error: not found.
pub async fn claim(conn: &impl ConnectionTrait, ctx: &Ctx, id: ClaimId) -> Result<Claim, Problem> {
    let found = visible(ctx).filter(claim::Column::Id.eq(id)).one(conn).await?;
    found.ok_or(Problem::not_found("claim"))
}

/// What a list of claims is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimFilter {
    /// Empty: all.
    pub states: Vec<ClaimState>,
}

fn narrowed(query: Select<claim::Entity>, filter: &ClaimFilter) -> Select<claim::Entity> {
    let query = if filter.states.is_empty() {
        query
    } else {
        query.filter(claim::Column::State.is_in(filter.states.iter().copied()))
    };
    query.order_by_desc(claim::Column::Id)
}

/// One page of the claims the person may see, the latest first.
pub async fn claims(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: &ClaimFilter,
    request: PageRequest,
) -> Result<Page<Claim>, Problem> {
    page::fetch(conn, narrowed(visible(ctx), filter), request).await
}

/// All of them, for an export.
pub(crate) async fn all_claims(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: &ClaimFilter,
) -> Result<Vec<Claim>, Problem> {
    Ok(narrowed(visible(ctx), filter)
        .limit(super::MAX_ROWS)
        .all(conn)
        .await?)
}

/// The claims of a proof that was read before, the latest first.
pub async fn claims_of(conn: &impl ConnectionTrait, proof: ProofId) -> Result<Vec<Claim>, Problem> {
    Ok(claim::Entity::find()
        .filter(claim::Column::ProofId.eq(proof))
        .order_by_desc(claim::Column::Id)
        .all(conn)
        .await?)
}

/// What came in on a claim, in the order of days.
pub async fn receipts_of(conn: &impl ConnectionTrait, id: ClaimId) -> Result<Vec<Receipt>, Problem> {
    Ok(claim_receipt::Entity::find()
        .filter(claim_receipt::Column::ClaimId.eq(id))
        .order_by_asc(claim_receipt::Column::ReceivedOn)
        .order_by_asc(claim_receipt::Column::Id)
        .all(conn)
        .await?)
}

/// The interest of a claim as it was computed last; none while there is no act or it was waived.
pub async fn interest_of(
    conn: &impl ConnectionTrait,
    id: ClaimId,
) -> Result<Option<InterestEdition>, Problem> {
    let rows = claim_interest::Entity::find()
        .filter(claim_interest::Column::ClaimId.eq(id))
        .order_by_desc(claim_interest::Column::Edition)
        .order_by_asc(claim_interest::Column::PaidOn)
        .all(conn)
        .await?;
    let Some(first) = rows.first() else {
        return Ok(None);
    };
    let (edition, computed_at) = (first.edition, first.computed_at);
    let table = base_rate_table::Entity::find_by_id(first.base_rate_table_id)
        .one(conn)
        .await?;
    let table_version = table.map_or(0, |table| table.version);
    let lines = rows.into_iter().filter(|row| row.edition == edition).map(|row| {
        Ok(InterestLine {
            payment_id: row.payment_id,
            paid_on: row.paid_on,
            principal: row.principal,
            until_on: row.until_on,
            day_count: row.day_count,
            spread: row.spread,
            table_version,
            segments: serde_json::from_str(&row.segments).map_err(Problem::broken)?,
            amount: row.amount,
        })
    });
    Ok(Some(InterestEdition {
        edition,
        lines: lines.collect::<Result<_, Problem>>()?,
        computed_at,
    }))
}

/// Interest, what came in, and what is still open of principal and interest together, on a day: interest of a claim that
/// is out runs on. As last computed where a half-year has no base rate.
pub async fn open_amounts(
    conn: &impl ConnectionTrait,
    claim: &Claim,
    today: NaiveDate,
) -> Result<(Cents, Cents, Cents), Problem> {
    let receipts = receipts_of(conn, claim.id).await?;
    let received: Cents = receipts.iter().map(|receipt| receipt.amount).sum();
    let stored = interest_of(conn, claim.id).await?;
    let stored = stored.map_or(Cents::ZERO, |edition| edition.amount());
    if claim.state != ClaimState::Issued {
        return Ok((stored, received, Cents::ZERO));
    }
    let grant = grants::grant(conn, claim.grant_id).await?;
    let interest = match super::compute(conn, &grant, claim, &receipts, today).await {
        Ok((_, lines)) => lines.iter().map(|line| line.amount).sum(),
        Err(Problem::Refused { .. }) => stored,
        Err(problem) => return Err(problem),
    };
    let open = Ord::max(claim.principal + interest - received, Cents::ZERO);
    Ok((interest, received, open))
}
