//! Pages and JSON of amendments: `/grants/{grant}/amendments`.

pub(super) mod api;
mod effect;
mod form;
pub(super) mod json;
mod show;
pub(super) mod verbs;

pub(super) use form::{create, edit, new, save};
pub(super) use show::{index, section};

use base::{Lang, Problem, texts};
use base_web::Visit;
use base_web::view::{Badge, Tone};

use super::id;
use crate::model::{Amendment, AmendmentId, AmendmentState, Grant};
use crate::queries;

/// The amendment of an address with its grant and case. Error: not found, also under another grant.
async fn seen(
    visit: &Visit,
    grant: &str,
    amendment: &str,
) -> Result<(Amendment, Grant, applications::Application), Problem> {
    let missing = || Problem::not_found("amendment");
    let of = id(grant)?;
    let amendment: AmendmentId = amendment.parse().map_err(|_| missing())?;
    let found = queries::amendment_seen(visit.app.db.reader(), &visit.ctx, amendment).await?;
    if found.1.id == of {
        Ok(found)
    } else {
        Err(missing())
    }
}

fn path(amendment: &Amendment) -> String {
    format!("/grants/{}/amendments/{}", amendment.grant_id, amendment.id)
}

fn badge(lang: Lang, amendment: &Amendment) -> Badge {
    let tone = match amendment.state {
        AmendmentState::Draft => Tone::Neutral,
        AmendmentState::Requested | AmendmentState::Checked => Tone::Warning,
        AmendmentState::Countersigned => Tone::Info,
        AmendmentState::Issued => Tone::Success,
        AmendmentState::Refused | AmendmentState::Withdrawn | AmendmentState::Annulled => Tone::Danger,
    };
    Badge::new(
        tone,
        texts::tr(lang, &format!("grants-amend-state-{}", amendment.state)),
    )
}
