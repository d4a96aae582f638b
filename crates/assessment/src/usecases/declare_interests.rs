//! The standing declaration of interests: ties to bodies that hold for every call (handbook 4.3).

use base::{Ctx, Problem, Text};
use base_db::{Db, Entry};
use chrono::NaiveDate;
use municipalities::BodyId;

use crate::model::{Basis, InterestId, StandingInterest};
use crate::{access, store};

/// A tie to a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInterest {
    pub basis: Basis,
    pub body: BodyId,
    pub detail: String,
    /// The last day of a tie that is over; `None` while it lasts.
    pub until_on: Option<NaiveDate>,
}

/// Notes a tie of the person that acts. Roles: AS, SM, SV. Error: invalid.
pub async fn declare_interest(db: &Db, ctx: &Ctx, new: NewInterest) -> Result<InterestId, Problem> {
    let me = access::declarer(ctx)?;
    let mut checks = base::problem::Checks::new();
    checks.ensure(Basis::DECLARED.contains(&new.basis), "basis", || {
        Text::new("field-required")
    });
    let today = base::calendar::local_date(ctx.now);
    checks.ensure(
        new.until_on.is_none_or(|until| until <= today),
        "until_on",
        || Text::new("interests-until-future"),
    );
    let detail = base::names::clean(&new.detail);
    checks.ensure(detail.chars().count() <= 500, "detail", || {
        Text::new("field-too-long")
            .with("max", 500)
            .with("count", detail.chars().count())
    });
    checks.finish()?;
    let unit = db.write(ctx).await?;
    municipalities::body(unit.conn(), new.body).await?;
    let row = StandingInterest {
        id: InterestId::new(),
        person_id: me,
        basis: new.basis,
        body_id: new.body,
        detail,
        declared_at: ctx.now,
        until_on: new.until_on,
    };
    let id = row.id;
    store::interest::insert(unit.conn(), row).await?;
    let data = serde_json::json!({ "interest": id, "basis": new.basis, "body": new.body });
    unit.audit(Entry::new("account", me, "declare_interest").data(data))
        .await?;
    unit.commit().await?;
    Ok(id)
}

/// Notes that a tie ends today; it still counts for some years. Roles: AS, SM, SV, for the own ones. Error: not found.
pub async fn end_interest(db: &Db, ctx: &Ctx, id: InterestId) -> Result<(), Problem> {
    let me = access::declarer(ctx)?;
    let unit = db.write(ctx).await?;
    let today = base::calendar::local_date(ctx.now);
    store::interest::end(unit.conn(), me, id, today).await?;
    let data = serde_json::json!({ "interest": id, "until_on": today });
    unit.audit(Entry::new("account", me, "end_interest").data(data))
        .await?;
    unit.commit().await
}
