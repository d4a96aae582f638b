//! `/claims`: repayments and interest (R7), with its workbook.

use axum::extract::Query;
use base::Problem;
use base_db::PageRequest;
use base_sheets::write::{Column, Kind, Value, WorkbookWriter};
use base_web::view::{Action, Cell, Choice, Field, Form, Page, Table, table_query};
use base_web::{Reply, Visit};
use serde::Deserialize;

use super::{XLSX, claim_badge, list};
use crate::model::ClaimState;
use crate::queries::{self, ClaimFilter};

#[derive(Deserialize)]
pub struct ClaimsQuery {
    #[serde(default)]
    pub state: String,
    #[serde(default)]
    pub page: u64,
}

impl ClaimsQuery {
    pub fn filter(&self) -> ClaimFilter {
        ClaimFilter {
            states: ClaimState::from_code(&self.state).into_iter().collect(),
        }
    }
}

pub async fn list(visit: Visit, Query(query): Query<ClaimsQuery>) -> Reply {
    let (lang, conn) = (visit.lang(), visit.app.db.reader());
    let found = queries::claims(conn, &visit.ctx, &query.filter(), PageRequest::number(query.page)).await?;
    let mut states = vec![Choice::new("", visit.t("proofs-any-state"))];
    states.extend(
        ClaimState::ALL
            .iter()
            .map(|state| Choice::new(state, visit.t(&format!("proofs-claim-state-{state}")))),
    );
    let filter = Form::get(lang, "/claims")
        .field(
            Field::select("state", visit.t("proofs-state"), states)
                .value(&query.state)
                .autosubmit(),
        )
        .submit(visit.t("list-filter"))
        .cancel(visit.t("list-reset"), "/claims");
    let mut table = Table::new(lang, visit.t("proofs-claims-title"))
        .hidden_caption()
        .filter(filter)
        .export(
            visit.t("proofs-export"),
            table_query("/claims/export.xlsx", "state", &query.state),
        )
        .empty(visit.t("proofs-claims-empty"))
        .column(visit.t("proofs-number"))
        .column(visit.t("proofs-municipality"))
        .column(visit.t("proofs-ground"))
        .column(visit.t("proofs-act-date"))
        .number_column(visit.t("proofs-principal"))
        .number_column(visit.t("proofs-interest"))
        .number_column(visit.t("proofs-received-amount"))
        .number_column(visit.t("proofs-open-amount"))
        .column(visit.t("proofs-limitation"))
        .column(visit.t("proofs-state"))
        .paged(&found, &table_query("/claims", "state", &query.state));
    for claim in &found.items {
        let (interest, received, open) =
            queries::open_amounts(conn, claim, base::calendar::local_date(visit.ctx.now)).await?;
        table = table.row(vec![
            Cell::link(format!("/claims/{}", claim.id), &claim.number),
            Cell::text(&claim.body_name),
            Cell::text(visit.t(&format!("proofs-ground-{}", claim.ground))),
            Cell::maybe(claim.issued_at.map(|at| Cell::instant(lang, at))),
            Cell::money(lang, claim.principal),
            Cell::money(lang, interest),
            Cell::money(lang, received),
            Cell::money(lang, open),
            Cell::maybe(claim.limitation_on.map(|day| Cell::date(lang, day))),
            Cell::Badge(claim_badge(lang, claim.state)),
        ]);
    }
    visit.page(
        Page::new(visit.t("proofs-claims-title"))
            .crumb("/proofs", visit.t("proofs-title"))
            .lead(visit.t("proofs-claims-lead"))
            .action(Action::link(visit.t("proofs-rates-title"), "/base-rates"))
            .block(table),
    )
}

/// R7: one row per payment, so that interest from, to and its amount stand beside their principal.
pub async fn export(visit: Visit, Query(query): Query<ClaimsQuery>) -> Reply {
    let conn = visit.app.db.reader();
    let claims = queries::all_claims(conn, &visit.ctx, &query.filter()).await?;
    let column = |key: &str, kind| Column::new(visit.t(key), kind);
    let columns = vec![
        column("proofs-number", Kind::Text),
        column("proofs-municipality", Kind::Text),
        column("proofs-ground", Kind::Text),
        column("proofs-act-date", Kind::Date),
        column("proofs-principal", Kind::Money).summed(),
        column("proofs-interest-from", Kind::Date),
        column("proofs-interest-until", Kind::Date),
        column("proofs-day-count", Kind::Text),
        column("proofs-rate-table", Kind::Int),
        column("proofs-interest", Kind::Money).summed(),
        column("proofs-received-amount", Kind::Money).summed(),
        column("proofs-open-amount", Kind::Money).summed(),
        column("proofs-limitation", Kind::Date),
        column("proofs-state", Kind::Text),
    ];
    let title = visit.t("proofs-claims-sheet");
    let mut out = WorkbookWriter::new(&title, columns).map_err(Problem::broken)?;
    for claim in &claims {
        let (_, received, open) =
            queries::open_amounts(conn, claim, base::calendar::local_date(visit.ctx.now)).await?;
        let edition = queries::interest_of(conn, claim.id).await?;
        let lines = edition.map(|edition| edition.lines).unwrap_or_default();
        let act = claim.issued_at.map(base::calendar::local_date);
        let money = |amount: base::Cents| Value::Cents(amount.0);
        for place in 0..lines.len().max(1) {
            // the claim's own amounts stand once, beside its first payment
            let is_first = place == 0;
            let once = |amount| if is_first { money(amount) } else { Value::Empty };
            let line = lines.get(place);
            out.row(&[
                claim.number.as_str().into(),
                claim.body_name.as_str().into(),
                visit.t(&format!("proofs-ground-{}", claim.ground)).into(),
                act.into(),
                line.map_or_else(|| money(claim.principal), |line| money(line.principal)),
                line.map(|line| line.from_on()).into(),
                line.map(|line| line.until_on).into(),
                line.map(|line| visit.t(&format!("calls-day-count-{}", line.day_count)))
                    .into(),
                line.map_or(Value::Empty, |line| Value::Int(line.table_version)),
                line.map_or(Value::Empty, |line| money(line.amount)),
                once(received),
                once(open),
                claim.limitation_on.into(),
                visit.t(&format!("proofs-claim-state-{}", claim.state)).into(),
            ])
            .map_err(Problem::broken)?;
        }
    }
    let notes = list::notes(&visit, &table_query("/claims", "state", &query.state));
    let bytes = out.finish(&notes).map_err(Problem::broken)?;
    visit.download(&format!("{title}.xlsx"), XLSX, bytes)
}
