//! How later crates write to a grantee: frame, remedy, filing. None of it checks a permission: their use cases do.

use base::{Ctx, Problem};
use base_db::Unit;
use base_files::{Files, NewFile, Staged};
use base_letters::{Letter, Pdf};
use sea_orm::ConnectionTrait;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Common, Facts, parts, refusal};
use crate::model::{Grant, Notice, NoticeKind};
use crate::usecases::served::{self, Addressee};
use crate::{queries, rules, store};

async fn facts(conn: &impl ConnectionTrait, ctx: &Ctx, grant: &Grant) -> Result<Facts, Problem> {
    let application = queries::seen_case(conn, ctx, grant).await?;
    let call = calls::call(conn, grant.call_id).await?;
    let common = Common::load(conn, call, ctx).await?;
    Facts::load(conn, (grant.clone(), application), common, ctx).await
}

/// A letter of today to the grantee with address, sender, reference and signatory (the acting head of unit); its blocks are
/// the caller's. Error: not found when the case is out of this person's sight.
pub async fn frame(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    grant: &Grant,
    subject: &str,
) -> Result<Letter, Problem> {
    let facts = facts(conn, ctx, grant).await?;
    Ok(Letter {
        subject: subject.to_owned(),
        signature_note: parts::LETTER_WITHOUT_SIGNATURE.to_owned(),
        ..parts::frame(&facts)
    })
}

/// Which general conditions are part of this grantee's notice (handbook 2.1, 2.4 no. 12): `ANBest-K` for municipal bodies,
/// `ANBest-P` for all others.
pub async fn conditions_of(conn: &impl ConnectionTrait, grant: &Grant) -> Result<&'static str, Problem> {
    let body = municipalities::body(conn, grant.body_id).await?;
    Ok(match rules::is_municipal(body.body_type) {
        true => "ANBest-K",
        false => "ANBest-P",
    })
}

/// The instruction on remedies for a notice to this grantee of today. Error: refused when it can't be said.
pub async fn remedy_of(conn: &impl ConnectionTrait, ctx: &Ctx, grant: &Grant) -> Result<String, Problem> {
    let facts = facts(conn, ctx, grant).await?;
    facts.remedy().ok_or_else(|| refusal(ctx.lang, &["remedy"]))
}

/// Files a letter of a grant for good; versions count on over all kinds. `content` is the letter as JSON, word for word.
/// An act with a remedy goes out with it: through the portal where the grantee agreed to that, else by post.
#[expect(
    clippy::too_many_arguments,
    reason = "what is filed, where and as what; each is another thing"
)]
pub async fn file(
    unit: &Unit<'_>,
    files: &Files,
    grant: &Grant,
    kind: NoticeKind,
    name: &str,
    content: String,
    pdf: Pdf,
    staged: Staged,
) -> Result<Notice, Problem> {
    let notice = put(unit, files, grant, (kind, name), content, pdf, staged).await?;
    if kind.is_later_act() {
        let channel = queries::channel_of(unit.conn(), grant.body_id).await?;
        served::open(unit, notice.id, kind, Addressee::of(grant), channel).await?;
    }
    Ok(notice)
}

/// Files a letter without sending it on its way.
pub(crate) async fn put(
    unit: &Unit<'_>,
    files: &Files,
    grant: &Grant,
    (kind, name): (NoticeKind, &str),
    content: String,
    pdf: Pdf,
    staged: Staged,
) -> Result<Notice, Problem> {
    let new = NewFile {
        name: name.to_owned(),
        media_type: "application/pdf".to_owned(),
        purpose: "notice",
        application_id: Some(grant.application_id.0),
        bytes: Default::default(), // staged before the unit
    };
    let stored = files.keep(unit, new, staged).await?;
    let before = queries::notices_of(unit.conn(), grant.id).await?;
    let notice = Notice {
        id: Uuid::now_v7(),
        grant_id: grant.id,
        version: before.iter().map(|notice| notice.version).max().unwrap_or(0) + 1,
        kind,
        content_sha256: hex::encode(Sha256::digest(&content)),
        content,
        file_id: stored.id,
        file_sha256: pdf.sha256,
        pages: i64::try_from(pdf.pages).map_err(Problem::broken)?,
        created_by: unit.ctx().person_id(),
        created_at: unit.now(),
    };
    store::file_notice(unit, &notice).await?;
    Ok(notice)
}
