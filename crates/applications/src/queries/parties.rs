//! Who takes part in a case, and which body a key or name means.

use std::collections::HashMap;

use base::{Problem, Text};
use municipalities::{BodyId, Resolution};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::model::{ApplicationId, Party, PartyRole};
use crate::store::party;

/// The parties of several cases in one statement, each list lead first.
pub async fn parties(
    db: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Vec<Party>>, Problem> {
    let mut of_case: HashMap<ApplicationId, Vec<Party>> = HashMap::new();
    for chunk in ids.chunks(1_000) {
        let found = party::Entity::find()
            .filter(party::Column::ApplicationId.is_in(chunk.iter().copied()))
            .order_by_asc(party::Column::Position)
            .all(db)
            .await?;
        for party in found {
            of_case.entry(party.application_id).or_default().push(party);
        }
    }
    Ok(of_case)
}

/// The parties of one case, lead first.
pub async fn parties_of(db: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<Party>, Problem> {
    Ok(parties(db, &[id]).await?.remove(&id).unwrap_or_default())
}

/// The lead among the parties.
#[must_use]
pub fn lead_of(parties: &[Party]) -> Option<&Party> {
    parties.iter().find(|party| party.role == PartyRole::Lead)
}

/// The one body that a key or name means, or the sentence that asks which.
pub async fn find_body(db: &impl ConnectionTrait, who: &str) -> Result<Result<BodyId, Text>, Problem> {
    // "Malsch (08215046)" as the lists of this program write it
    let inner = who.rsplit_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
    let is_key = |text: &str| {
        text.chars().any(|c| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || " .-".contains(c))
    };
    let (key, name) = match inner.filter(|text| is_key(text)) {
        Some(key) => (Some(key), None),
        None if is_key(who) => (Some(who), None),
        None => (None, Some(who)),
    };
    Ok(match municipalities::resolve(db, key, name, None).await? {
        Resolution::Found { body, .. } => Ok(body.id),
        other => Err(other
            .error(who)
            .map_or_else(|| Text::new("applications-body-unknown"), |(_, text)| text)),
    })
}
