//! The filtered list as workbook or CSV (export rules of handbook 7.2): the same filter, the same order.

use axum::extract::Query;
use base::{Cents, Problem};
use base_sheets::write::{Column, CsvWriter, Kind, Notes, Value, WorkbookWriter};
use base_web::{Reply, Visit};

use super::list::ListQuery;
use super::state_label;
use crate::model::{Application, PartyRole};
use crate::{access, queries};

/// Rows of one export at most.
const MAX_ROWS: u64 = 20_000;

pub(super) async fn csv(visit: Visit, Query(query): Query<ListQuery>) -> Reply {
    let rows = rows(&visit, &query).await?;
    let mut out = CsvWriter::new(Vec::new(), columns(&visit)).map_err(Problem::broken)?;
    for row in &rows {
        out.row(row).map_err(Problem::broken)?;
    }
    let bytes = out.finish().map_err(Problem::broken)?;
    let name = format!("{}.csv", visit.t("applications-title"));
    visit.download(&name, "text/csv; charset=utf-8", bytes)
}

pub(super) async fn xlsx(visit: Visit, Query(query): Query<ListQuery>) -> Reply {
    let rows = rows(&visit, &query).await?;
    let title = visit.t("applications-title");
    let mut out = WorkbookWriter::new(&title, columns(&visit)).map_err(Problem::broken)?;
    for row in &rows {
        out.row(row).map_err(Problem::broken)?;
    }
    let person = visit.ctx.find_person();
    let person = person.map(|person| person.name.clone()).unwrap_or_default();
    let notes = Notes {
        title: visit.t("applications-export-notes"),
        lines: vec![
            (visit.t("applications-export-at"), visit.datetime(visit.ctx.now)),
            (visit.t("applications-export-by"), person),
            (
                visit.t("applications-export-filter"),
                query.sorted_href("/applications"),
            ),
        ],
    };
    let bytes = out.finish(&notes).map_err(Problem::broken)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    visit.download(&format!("{title}.xlsx"), kind, bytes)
}

fn columns(visit: &Visit) -> Vec<Column> {
    let column = |key: &str, kind| Column::new(visit.t(key), kind);
    let mut columns = vec![
        column("applications-number", Kind::Text),
        column("applications-call", Kind::Text),
        column("applications-key", Kind::Text),
        column("applications-lead", Kind::Text),
        column("applications-body-type", Kind::Text),
        column("applications-district", Kind::Text),
        column("applications-project", Kind::Text),
        column("applications-partners", Kind::Text),
        column("applications-requested", Kind::Money).summed(),
        column("applications-total-cost", Kind::Money).summed(),
        column("applications-own-share", Kind::Money).summed(),
        column("applications-other-funding", Kind::Money).summed(),
        column("applications-project-from", Kind::Date),
        column("applications-project-until", Kind::Date),
        column("applications-received", Kind::DateTime),
        column("applications-state", Kind::Text),
    ];
    if visit.ctx.has_any_role(access::OFFICE) {
        columns.push(column("applications-officer", Kind::Text));
    }
    columns
}

async fn rows(visit: &Visit, query: &ListQuery) -> Result<Vec<Vec<Value>>, Problem> {
    let db = visit.app.db.reader();
    let codes = calls::codes(db, &visit.ctx).await?;
    let filter = query.filter(&visit.ctx, &codes);
    let found = queries::first(db, &visit.ctx, &filter, MAX_ROWS).await?;
    let ids: Vec<_> = found.iter().map(|case| case.id).collect();
    let parties = queries::parties(db, &ids).await?;
    let officers: Vec<_> = found.iter().filter_map(|case| case.officer_id).collect();
    let names = people::names(db, &officers).await?;
    let is_office = visit.ctx.has_any_role(access::OFFICE);
    Ok(found
        .iter()
        .map(|case| {
            let code = codes.iter().find(|(id, _)| *id == case.call_id);
            let partners: Vec<&str> = parties
                .get(&case.id)
                .into_iter()
                .flatten()
                .filter(|party| party.role == PartyRole::Partner)
                .map(|party| party.name.as_str())
                .collect();
            let mut row = values(visit, case);
            row.insert(1, code.map(|(_, code)| code.clone()).into());
            row.insert(7, partners.join("; ").into());
            if is_office {
                let officer = case.officer_id.and_then(|person| names.get(&person));
                row.push(officer.cloned().into());
            }
            row
        })
        .collect())
}

fn values(visit: &Visit, case: &Application) -> Vec<Value> {
    let kind = case
        .lead_type()
        .map(|kind| visit.t(&format!("bodies-type-{kind}")));
    let money = |cents: Cents| Value::Cents(cents.0);
    let received = case.received_at.map_or(Value::Empty, |at| {
        let local = base::calendar::local_datetime(at).naive_local();
        if case.received_time_known {
            Value::DateTime(local)
        } else {
            Value::Date(local.date())
        }
    });
    vec![
        case.label().into(),
        case.lead_key.clone().into(),
        case.lead_name.clone().into(),
        kind.into(),
        case.district_name.clone().into(),
        case.title.clone().into(),
        money(case.requested),
        money(case.total_cost),
        money(case.own_share),
        money(case.other_funding),
        case.project_from.into(),
        case.project_until.into(),
        received,
        state_label(visit, case.state).into(),
    ]
}
