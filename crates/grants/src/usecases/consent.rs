//! The agreement of a body to be served through the portal, and its end (§ 41 Abs. 2a LVwVfG: only with consent).

use base::calendar::local_date;
use base::{Ctx, Problem, Text};
use base_db::{Db, Entry, Unit};
use chrono::NaiveDate;
use municipalities::BodyId;
use serde_json::json;

use crate::model::{ConsentId, PortalConsent};
use crate::{access, queries, store};

/// A consent to the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiveConsent {
    pub body: BodyId,
    /// The day a signed paper is of; today when it is declared in the portal.
    pub given_on: Option<NaiveDate>,
    /// Where the paper is, when an officer records it.
    pub paper_note: String,
}

/// Records the consent of a body: every act may reach it through the portal from now on. KZ of the body in the portal, SB
/// from a signed paper. Error: `Invalid`, denied, refused (`consented`), `Stale`.
pub async fn give_consent(db: &Db, ctx: &Ctx, command: GiveConsent) -> Result<PortalConsent, Problem> {
    let unit = db.write(ctx).await?;
    municipalities::body(unit.conn(), command.body).await?;
    access::require_consenter(ctx, command.body)?;
    if queries::consent_of(unit.conn(), command.body).await?.is_some() {
        return Err(Problem::refused("consented", Text::new("grants-consent-there")));
    }
    let (given_on, paper_note) = on_paper(ctx, command.body, command.given_on, &command.paper_note)?;
    let row = PortalConsent {
        id: ConsentId::new(),
        body_id: command.body,
        given_on,
        given_by: ctx.person_id(),
        paper_note,
        recorded_at: ctx.now,
        revoked_on: None,
        revoked_by: None,
        revoked_note: String::new(),
    };
    store::insert_consent(&unit, &row).await?;
    note(&unit, &row, "give", &row.paper_note, given_on).await?;
    unit.commit().await?;
    Ok(row)
}

/// The end of a consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevokeConsent {
    pub body: BodyId,
    pub revoked_on: Option<NaiveDate>,
    /// Where the paper is, when an officer records it.
    pub paper_note: String,
}

/// Ends the consent for whatever is issued from now on; what lies ready in the portal stays there. KZ, or SB from a paper.
/// Error: `Invalid`, denied, refused (`no-portal-consent`), `Stale`.
pub async fn revoke_consent(db: &Db, ctx: &Ctx, command: RevokeConsent) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    access::require_consenter(ctx, command.body)?;
    let row = queries::consent_of(unit.conn(), command.body)
        .await?
        .ok_or_else(|| Problem::refused("no-portal-consent", Text::new("grants-consent-none")))?;
    let (on, paper_note) = on_paper(ctx, command.body, command.revoked_on, &command.paper_note)?;
    if on < row.given_on {
        let first = base::fmt::date(ctx.lang, row.given_on);
        return Err(Problem::field(
            "on",
            Text::new("grants-day-before").with("first", first),
        ));
    }
    store::revoke_consent(&unit, &row, on, ctx.person_id(), &paper_note).await?;
    note(&unit, &row, "revoke", &paper_note, on).await?;
    unit.commit().await
}

/// The day and the place of the paper; in the portal it is today and there is none.
fn on_paper(
    ctx: &Ctx,
    body: BodyId,
    day: Option<NaiveDate>,
    paper_note: &str,
) -> Result<(NaiveDate, String), Problem> {
    let today = local_date(ctx.now);
    if access::signs_for(ctx, body) {
        return Ok((today, String::new()));
    }
    let day = day.unwrap_or(today);
    super::check_day("on", day, None, ctx)?;
    Ok((day, super::required("paper_note", paper_note)?))
}

async fn note(
    unit: &Unit<'_>,
    row: &PortalConsent,
    action: &'static str,
    reason: &str,
    on: NaiveDate,
) -> Result<(), Problem> {
    let data = json!({ "body": row.body_id, "on": on });
    let entry = Entry::new("portal_consent", row.id, action)
        .reason(reason)
        .data(data);
    unit.audit(entry).await
}
