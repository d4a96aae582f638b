//! A draft is tried out: a call of its own in the state PREVIEW carries its terms, so that what is tried never mixes with
//! real applications (decision 0010).

use base::{Ctx, Problem, Role, Text};
use base_db::{Db, Entry};

use super::create::fresh;
use super::transition::load;
use crate::json::TermsJson;
use crate::model::{Call, CallId};
use crate::{CallState, queries, rules, store};

/// A draft, or a call in review, to be tried out.
#[derive(Debug, Clone, Copy)]
pub struct TryOut {
    pub call: CallId,
    pub version: i64,
}

/// Makes the try-out, or brings the one that exists up to date. Gives its id.
///
/// Error: `NotFound`, `Denied`, `Stale`, `Invalid`, `Refused` (`call-state`, `code-taken`).
pub async fn try_out(db: &Db, ctx: &Ctx, command: TryOut) -> Result<CallId, Problem> {
    let unit = db.write(ctx).await?;
    let call = load(&unit, command.call, command.version, &[Role::SB, Role::RL]).await?;
    if !matches!(call.state, CallState::Draft | CallState::InReview) {
        return Err(Problem::refused("call-state", Text::new("calls-refused-try-out")));
    }
    rules::check_draft(&call.terms)?;
    let id = match queries::preview_of(unit.conn(), call.id).await? {
        Some(preview) => {
            store::replace_terms(&unit, &preview, &call.terms, |row| row).await?;
            preview.id
        }
        None => {
            let code = format!("{}-T", call.code);
            if queries::find_by_code(unit.conn(), &code).await?.is_some() {
                let text = Text::new("calls-refused-code-taken").with("code", &code);
                return Err(Problem::refused("code-taken", text));
            }
            let preview = Call {
                state: CallState::Preview,
                preview_of: Some(call.id),
                ..fresh(ctx, call.programme_id, code.clone(), code, call.terms.clone())
            };
            store::insert(&unit, &preview).await?;
            store::start_at_zero(&unit, preview.id).await?;
            preview.id
        }
    };
    let data = TermsJson::from(&call.terms).to_value();
    unit.audit(
        Entry::new("call", id, "try_out")
            .to(CallState::Preview)
            .data(data),
    )
    .await?;
    unit.commit().await?;
    Ok(id)
}
