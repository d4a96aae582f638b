//! The minutes: made from the record, then signed by chair and secretary.

use base::{Ctx, Problem, Role, Scope, Text, calendar, fmt};
use base_db::{Db, Entry, Unit};
use sea_orm::sea_query::Expr;
use sea_orm::{EntityTrait, UpdateMany};
use sha2::{Digest, Sha256};

use super::lapse::note_lapsed;
use super::{step, write};
use crate::model::{MeetingId, MeetingRecord, MeetingState};
use crate::store::meeting;
use crate::{access, mails, minutes, queries};

/// DECIDED → MINUTES_DRAFT: composes the minutes with a remark of the secretary; M-S03. In MINUTES_DRAFT, before any
/// signature, it makes them anew; another wording goes to the members again, with new time to comment. Role: GS.
pub async fn draft_minutes(db: &Db, ctx: &Ctx, id: MeetingId, remark: &str) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let mut record = queries::whole_record(unit.conn(), ctx, id).await?;
    access::require_secretary(ctx, &record.committee)?;
    note_lapsed(&unit, &mut record).await?;
    let remark = base::names::clean_multiline(remark);
    let count = base::names::char_count(&remark);
    if count > 4_000 {
        return Err(Problem::field(
            "remark",
            Text::new("field-too-long")
                .with("max", 4_000)
                .with("count", count),
        ));
    }
    record.meeting.minutes_remark.clone_from(&remark);
    let report = minutes::compose(unit.conn(), ctx, &record).await?;
    let content = serde_json::to_string(&report).map_err(Problem::broken)?;
    let hash = hex::encode(Sha256::digest(&content));
    let is_new = record.meeting.minutes_sha256.as_ref() != Some(&hash);
    let drafted_at = record.meeting.minutes_at.filter(|_| !is_new).unwrap_or(ctx.now);
    let change = |update: UpdateMany<meeting::Entity>| {
        update
            .col_expr(meeting::Column::Minutes, Expr::value(content))
            .col_expr(meeting::Column::MinutesSha256, Expr::value(hash.clone()))
            .col_expr(meeting::Column::MinutesRemark, Expr::value(remark))
            .col_expr(meeting::Column::MinutesAt, Expr::value(drafted_at))
    };
    if record.meeting.state == MeetingState::MinutesDraft {
        if record.meeting.chair_signed_at.is_some() || record.meeting.secretary_signed_at.is_some() {
            return Err(Problem::refused(
                "minutes-signed",
                Text::new("meetings-refused-signed"),
            ));
        }
        write(&unit, &record.meeting, change(meeting::Entity::update_many())).await?;
        unit.audit(Entry::new("meeting", id, "redraft_minutes").data(serde_json::json!({ "sha256": hash })))
            .await?;
    } else {
        step(
            &unit,
            &record.meeting,
            MeetingState::MinutesDraft,
            "draft_minutes",
            "",
            change,
        )
        .await?;
    }
    record.meeting.minutes_at = Some(drafted_at);
    record.meeting.minutes_sha256 = Some(hash);
    if is_new {
        mails::to_members(&unit, "M-S03", &record.meeting, &record.members).await?;
    }
    unit.commit().await
}

/// Members have five working days to comment (handbook 5.4, M-S03); earlier it is signed only once all have answered on
/// this wording. Error: refused, naming the last day and who has not answered.
async fn require_commented(unit: &Unit<'_>, record: &MeetingRecord) -> Result<(), Problem> {
    let until = minutes::comments_until(&record.meeting);
    if calendar::local_date(unit.now()) > until {
        return Ok(());
    }
    let comments = queries::comments(unit.conn(), record.meeting.id).await?;
    let silent = minutes::silent(record, &comments, unit.ctx().person_id());
    if silent.is_empty() {
        return Ok(());
    }
    let text = Text::new("minutes-refused-comments")
        .with("date", fmt::date(unit.ctx().lang, until))
        .with("names", silent.join(", "));
    Err(Problem::refused("comments-open", text))
}

/// Signs as chair (SV) or as secretary (GS), whichever is missing; two persons. The second signature makes the minutes
/// MINUTES_SIGNED (M-S04), and nothing changes them any more. `hash`: of the whole minutes that the person read; whoever is
/// excluded from items read them without these, and the signature says so. Error: denied, refused for the second signature
/// of one person, before the members have had their time to comment, and where neither signer has read an item; stale when the minutes changed meanwhile.
pub async fn sign_minutes(db: &Db, ctx: &Ctx, id: MeetingId, hash: &str) -> Result<MeetingState, Problem> {
    let unit = db.write(ctx).await?;
    let record = queries::whole_record(unit.conn(), ctx, id).await?;
    let before = &record.meeting;
    if before.state != MeetingState::MinutesDraft {
        return Err(crate::rules::vote::wrong_state(before.state));
    }
    if before.minutes_sha256.as_deref() != Some(hash) {
        return Err(Problem::Stale);
    }
    let me = ctx.person()?.id;
    ctx.require_other_person(&[before.chair_signed_by, before.secretary_signed_by])?;
    let committee = Scope::Committee(record.committee.id.0);
    let programme = Scope::Programme(record.committee.programme_id.0);
    let as_chair = before.chair_signed_at.is_none() && ctx.has(Role::SV, committee);
    let as_secretary = !as_chair && before.secretary_signed_at.is_none() && ctx.has(Role::GS, programme);
    if !as_chair && !as_secretary {
        ctx.require(
            if before.chair_signed_at.is_none() {
                &[Role::SV]
            } else {
                &[Role::GS]
            },
            committee,
        )?;
    }
    require_commented(&unit, &record).await?;
    let hidden = queries::hidden_from(unit.conn(), ctx, me, &record).await?;
    if let Some(other) = before.chair_signed_by.or(before.secretary_signed_by) {
        let theirs = queries::hidden_from(unit.conn(), ctx, other, &record).await?;
        if hidden
            .iter()
            .any(|case| theirs.iter().any(|one| one.id == case.id))
        {
            let text = Text::new("minutes-refused-unread");
            return Err(Problem::refused("unread", text));
        }
    }
    let unseen = hidden.len() as i64;
    let sign = |update: UpdateMany<meeting::Entity>| {
        let (by, at, partly) = if as_chair {
            (
                meeting::Column::ChairSignedBy,
                meeting::Column::ChairSignedAt,
                meeting::Column::ChairUnseen,
            )
        } else {
            (
                meeting::Column::SecretarySignedBy,
                meeting::Column::SecretarySignedAt,
                meeting::Column::SecretaryUnseen,
            )
        };
        update
            .col_expr(partly, Expr::value(unseen))
            .col_expr(by, Expr::value(me))
            .col_expr(at, Expr::value(ctx.now))
    };
    let both = before.chair_signed_at.is_some() || before.secretary_signed_at.is_some();
    if both {
        step(
            &unit,
            before,
            MeetingState::MinutesSigned,
            "sign_minutes",
            "",
            sign,
        )
        .await?;
        mails::to_members(&unit, "M-S04", before, &record.members).await?;
    } else {
        write(&unit, before, sign(meeting::Entity::update_many())).await?;
        let data = serde_json::json!({ "sha256": hash, "unseen": unseen });
        unit.audit(Entry::new("meeting", id, "sign_minutes").data(data))
            .await?;
    }
    unit.commit().await?;
    Ok(if both {
        MeetingState::MinutesSigned
    } else {
        MeetingState::MinutesDraft
    })
}
