//! What `backoffice check` asks of payments: award, requests and returned money say the same.

use std::collections::HashMap;

use base::{Cents, Ctx, Problem};
use base_db::{Db, sum_cents};
use grants::GrantId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::model::{PaymentState, ReturnState};
use crate::store::{request, returned};

/// Findings for the operator, each naming the grant's number; empty means clean. What a grant says is ordered is the sum
/// of its ordered requests; what it says is paid is the sum of the paid ones less what came back (handbook 8,
/// "ausgezahlt").
pub async fn check(db: &Db) -> Result<Vec<String>, Problem> {
    let conn = db.reader();
    let ordered = requests_in(db, PaymentState::Ordered).await?;
    let paid = requests_in(db, PaymentState::Paid).await?;
    let back: Vec<(GrantId, i64)> = returned::Entity::find()
        .select_only()
        .column(returned::Column::GrantId)
        .column_as(sum_cents(returned::Column::Amount), "amount")
        .filter(returned::Column::State.eq(ReturnState::Confirmed))
        .group_by(returned::Column::GrantId)
        .into_tuple()
        .all(conn)
        .await?;
    let back: HashMap<GrantId, i64> = back.into_iter().collect();
    let of = |sums: &HashMap<GrantId, i64>, grant: GrantId| sums.get(&grant).copied().unwrap_or_default();
    let ctx = Ctx::system("check", db.now());
    let mut findings = Vec::new();
    for programme in calls::programmes(conn).await? {
        for call in calls::calls_of(conn, programme.id).await? {
            for grant in grants::of_call(conn, &ctx, call.id, &[]).await? {
                let net = of(&paid, grant.id) - of(&back, grant.id);
                for (figure, said, sum) in [
                    ("ordered", grant.ordered, of(&ordered, grant.id)),
                    ("paid", grant.paid, net),
                ] {
                    if said != Cents(sum) {
                        findings.push(format!(
                            "payments of grant {}: {figure} is {} cents, its requests add up to {sum} cents",
                            grant.number, said.0
                        ));
                    }
                }
            }
        }
    }
    Ok(findings)
}

async fn requests_in(db: &Db, state: PaymentState) -> Result<HashMap<GrantId, i64>, Problem> {
    let sums: Vec<(GrantId, i64)> = request::Entity::find()
        .select_only()
        .column(request::Column::GrantId)
        .column_as(sum_cents(request::Column::Amount), "amount")
        .filter(request::Column::State.eq(state))
        .group_by(request::Column::GrantId)
        .into_tuple()
        .all(db.reader())
        .await?;
    Ok(sums.into_iter().collect())
}
