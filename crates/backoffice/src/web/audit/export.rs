//! The filtered trail as CSV, with what a page leaves out: channel, ids, the data as written, and the hash.

use axum::extract::Query;
use base::{Problem, Text};
use base_db::PageRequest;
use base_db::audit;
use base_sheets::write::{Column, CsvWriter, Kind, Value};
use base_web::{Reply, Visit};

use super::words::Words;
use super::{ListQuery, Named, seen};

/// Entries of one file at most.
const MAX_ROWS: u64 = 50_000;

pub async fn csv(visit: Visit, Query(query): Query<ListQuery>) -> Reply {
    let filter = query.filter(&visit).await?;
    let (db, seen) = (visit.app.db.reader(), seen(&visit));
    let total = audit::list(db, &seen, &filter, PageRequest { page: 1, per_page: 1 })
        .await?
        .total;
    if total > MAX_ROWS {
        let text = Text::new("audit-too-many")
            .with("count", total)
            .with("max", MAX_ROWS);
        return Err(Problem::refused("too-many", text).into());
    }
    // what is written meanwhile may join
    let limit = usize::try_from(MAX_ROWS * 2).unwrap_or(usize::MAX);
    let entries = audit::all(db, &seen, &filter, limit).await?;
    let named = Named::of(&visit, &entries).await?;
    let words = Words::new(&visit, &named);
    let column = |key: &str, kind| Column::new(visit.t(key), kind);
    let columns = vec![
        column("audit-at", Kind::DateTime),
        column("audit-who", Kind::Text),
        column("audit-channel", Kind::Text),
        column("audit-case", Kind::Text),
        column("audit-subject", Kind::Text),
        column("audit-action", Kind::Text),
        column("audit-from-state", Kind::Text),
        column("audit-to-state", Kind::Text),
        column("audit-reason", Kind::Text),
        column("audit-facts", Kind::Text),
        column("audit-data", Kind::Text),
        column("audit-subject-id", Kind::Text),
        column("audit-id", Kind::Text),
        column("audit-hash", Kind::Text),
    ];
    let mut out = CsvWriter::new(Vec::new(), columns).map_err(Problem::broken)?;
    for entry in &entries {
        let state = |code: &Option<String>| -> Value {
            code.as_ref()
                .map(|code| words.state(entry, code).unwrap_or_else(|| code.clone()))
                .into()
        };
        let row = [
            Value::DateTime(base::calendar::local_datetime(entry.at).naive_local()),
            words.who(entry).into(),
            visit.t(&format!("audit-channel-{}", entry.channel)).into(),
            named.case(entry).map(|case| case.label().to_owned()).into(),
            words.subject(entry).into(),
            words.action(entry).into(),
            state(&entry.from_state),
            state(&entry.to_state),
            entry.reason.clone().into(),
            words.facts(entry).join("; ").into(),
            entry.data.clone().into(),
            entry.subject_id.clone().into(),
            entry.id.to_string().into(),
            entry.content_hash.clone().into(),
        ];
        out.row(&row).map_err(Problem::broken)?;
    }
    let bytes = out.finish().map_err(Problem::broken)?;
    visit.download(
        &format!("{}.csv", visit.t("audit-title")),
        "text/csv; charset=utf-8",
        bytes,
    )
}
