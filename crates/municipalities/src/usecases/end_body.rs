//! A body is dissolved or merged into another one.

use base::{Ctx, Problem, Text};
use base_db::{Db, Entry};
use chrono::NaiveDate;

use super::add_alias::further_names;
use crate::{Body, BodyId, access, queries, store};

/// The end of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndBody {
    pub body: BodyId,
    /// Its last day.
    pub valid_until: NaiveDate,
    /// The key of the body it went into, if it did; keys of the old one lead there from then on (7.3 no. 22).
    pub successor_key: Option<String>,
    pub version: i64,
}

/// Ends a body. SB, RL, AD or the operator. Error: refused when it has ended, or when the successor is not an existing
/// other body.
pub async fn end_body(db: &Db, ctx: &Ctx, command: EndBody) -> Result<(), Problem> {
    access::may_edit(ctx)?;
    let unit = db.write(ctx).await?;
    let body = queries::body(unit.conn(), command.body).await?;
    if body.valid_until.is_some() {
        return Err(Problem::refused("ended", Text::new("bodies-ended")));
    }
    if body.valid_from.is_some_and(|from| command.valid_until < from) {
        return Err(Problem::field(
            "valid_until",
            Text::new("bodies-ends-before-begin"),
        ));
    }
    let successor = match &command.successor_key {
        Some(key) => {
            let found = queries::resolve(unit.conn(), Some(key), None, None).await?;
            let unfit = || Problem::field("successor", Text::new("bodies-successor-unfit").with("key", key));
            let successor = found.body().cloned().ok_or_else(unfit)?;
            if successor.id == body.id || successor.valid_until.is_some() {
                return Err(unfit());
            }
            Some(successor)
        }
        None => None,
    };
    let after = Body {
        version: command.version,
        valid_until: Some(command.valid_until),
        successor_id: successor.as_ref().map(|body| body.id),
        may_apply: false,
        ..body
    };
    store::body::update(
        unit.conn(),
        &after,
        &further_names(&unit, after.id).await?,
        unit.now(),
    )
    .await?;
    let successor_key = successor.map(|body| body.key);
    let data =
        serde_json::json!({ "key": after.key, "until": command.valid_until, "successor": successor_key });
    unit.audit(Entry::new("body", after.id, "end").data(data)).await?;
    unit.commit().await
}
