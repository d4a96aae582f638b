//! What members get with the invitation: the agenda with its papers, and a calendar entry.

use axum::extract::Path;
use base::Problem;
use base_web::view::{Block, Cell, Notice, Table, Tone};
use base_web::{Reply, Visit};

use super::meeting_id;
use crate::model::MeetingRecord;
use crate::{queries, usecases};

/// Rows at most; a larger call is read along its ranking.
const SHOWN: usize = 200;

/// The agenda as it stands before the meeting, in its conflict-aware order, as far as the visitor may see the cases.
pub(super) async fn agenda(visit: &Visit, record: &MeetingRecord) -> Result<Vec<Block>, Problem> {
    let db = visit.app.db.reader();
    let meeting = &record.meeting;
    let Some((_, entries)) = queries::agenda(db, meeting.call_id, &record.members, visit.ctx.now).await?
    else {
        return Ok(Vec::new());
    };
    let ids: Vec<_> = entries.iter().map(|entry| entry.case.id).collect();
    let seen = applications::case_rows(db, &visit.ctx, &ids).await?;
    if seen.is_empty() {
        return Ok(Vec::new());
    }
    let lang = visit.lang();
    // a gap in the ranks would say where a hidden case stands
    let whole = seen.len() == entries.len();
    let recuses = usecases::may_recuse(&visit.ctx, record);
    let mut table = Table::new(lang, visit.t("meetings-agenda"))
        .number_column(visit.t("minutes-rank"))
        .column(visit.t("minutes-number"))
        .column(visit.t("minutes-lead"))
        .column(visit.t("meetings-excluded"));
    if recuses {
        table = table.column(visit.t("recuse-column"));
    }
    let shown = entries.iter().filter(|entry| seen.contains_key(&entry.case.id));
    for entry in shown.take(SHOWN) {
        let case = &entry.case;
        let out: Vec<&str> = record
            .members
            .iter()
            .filter(|member| entry.excluded.contains(&member.id))
            .map(|member| member.name.as_str())
            .collect();
        let mut cells = vec![
            Cell::maybe(whole.then(|| Cell::integer(lang, entry.rank))),
            Cell::link(format!("/applications/{}", case.id), case.label()),
            Cell::text(&case.lead_name),
            Cell::text(out.join(", ")),
        ];
        if recuses {
            let href = format!("/meetings/{}/items/{}/recuse", meeting.id, case.id);
            let label = visit.tw("recuse-link", &[("number", case.label())]);
            cells.push(Cell::link(href, label));
        }
        table = table.row(cells);
    }
    let hint = Notice::new(Tone::Info, visit.t("papers-title"), visit.t("papers-text"));
    Ok(vec![hint.into(), table.into()])
}

pub(super) async fn calendar(visit: Visit, Path(id): Path<String>) -> Reply {
    let (meeting, _) = queries::meeting(visit.app.db.reader(), &visit.ctx, meeting_id(&id)?).await?;
    let entry = crate::calendar::entry(&meeting, visit.lang());
    visit.download(
        &visit.t("meetings-calendar-file"),
        "text/calendar; charset=utf-8",
        entry.into_bytes(),
    )
}
