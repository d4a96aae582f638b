//! `/proofs`: what is due, in, overdue and examined (R6), with its workbook (X8).

use axum::extract::Query;
use base::{Problem, Text};
use base_db::PageRequest;
use base_sheets::write::{Column, Kind, Notes, Value, WorkbookWriter};
use base_web::view::{Action, Cell, Choice, Field, Form, Page, Row, Table, Tone, table_query};
use base_web::{Reply, Visit};
use serde::Deserialize;

use super::{XLSX, badge};
use crate::model::{Claim, Proof, ProofState};
use crate::queries::{self, Filter};

#[derive(Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    pub state: String,
    #[serde(default)]
    pub year: String,
    #[serde(default)]
    pub sampled: String,
    #[serde(default)]
    pub page: u64,
}

impl ListQuery {
    /// What the API takes only as described; a page shows everything instead. Error: `Invalid`.
    pub fn check(&self) -> Result<(), Problem> {
        if ["", "true", "false"].contains(&self.sampled.as_str()) {
            Ok(())
        } else {
            Err(Problem::field("sampled", Text::new("field-choice")))
        }
    }

    pub fn filter(&self) -> Filter {
        Filter {
            states: ProofState::from_code(&self.state).into_iter().collect(),
            only_sampled: self.sampled == "true",
            year: self.year.parse().ok(),
            programme: None,
        }
    }

    fn href(&self, path: &str) -> String {
        let href = table_query(path, "state", &self.state);
        let href = table_query(&href, "year", &self.year);
        table_query(&href, "sampled", &self.sampled)
    }
}

pub async fn list(visit: Visit, Query(query): Query<ListQuery>) -> Reply {
    let (lang, conn) = (visit.lang(), visit.app.db.reader());
    let found = queries::list(conn, &visit.ctx, &query.filter(), PageRequest::number(query.page)).await?;
    let today = base::calendar::local_date(visit.ctx.now);
    let mut states = vec![Choice::new("", visit.t("proofs-any-state"))];
    states.extend(
        ProofState::ALL
            .iter()
            .map(|state| Choice::new(state, visit.t(&format!("proofs-state-{state}")))),
    );
    let sampled = vec![
        Choice::new("", visit.t("proofs-any-sampled")),
        Choice::new("true", visit.t("proofs-only-sampled")),
    ];
    let filter = Form::get(lang, "/proofs")
        .field(Field::select("state", visit.t("proofs-state"), states).value(&query.state))
        .field(
            Field::text("year", visit.t("proofs-due-year"))
                .short()
                .value(&query.year),
        )
        .field(Field::select("sampled", visit.t("proofs-sample"), sampled).value(&query.sampled))
        .submit(visit.t("list-filter"))
        .cancel(visit.t("list-reset"), "/proofs");
    let mut table = Table::new(lang, visit.t("proofs-title"))
        .hidden_caption()
        .filter(filter)
        .export(visit.t("proofs-export"), query.href("/proofs/export.xlsx"))
        .empty(visit.t("proofs-list-empty"))
        .column(visit.t("proofs-number"))
        .column(visit.t("proofs-municipality"))
        .column(visit.t("proofs-due"))
        .number_column(visit.t("proofs-days-late"))
        .column(visit.t("proofs-received"))
        .column(visit.t("proofs-form"))
        .column(visit.t("proofs-sample"))
        .number_column(visit.t("proofs-accepted-amount"))
        .column(visit.t("proofs-state"))
        .paged(&found, &query.href("/proofs"));
    for proof in &found.items {
        let late = days_late(proof, today);
        let yes = proof.sample_run_id.map(|_| Cell::text(visit.t("proofs-yes")));
        let cells = vec![
            Cell::link(format!("/proofs/{}", proof.id), &proof.number),
            Cell::text(&proof.body_name),
            Cell::date(lang, proof.due_on),
            Cell::maybe((late > 0).then(|| Cell::integer(lang, late))),
            Cell::maybe(proof.received_on.map(|day| Cell::date(lang, day))),
            Cell::text(visit.t(&format!("proofs-form-{}", proof.form))),
            Cell::maybe(yes),
            Cell::maybe(proof.accepted.map(|amount| Cell::money(lang, amount))),
            Cell::Badge(badge(lang, proof.state)),
        ];
        let tone = (proof.state == ProofState::Overdue).then_some(Tone::Warning);
        table = table.row(Row { cells, tone });
    }
    visit.page(
        Page::new(visit.t("proofs-title"))
            .lead(visit.t("proofs-lead"))
            .action(Action::link(visit.t("proofs-claims-title"), "/claims"))
            .action(Action::link(visit.t("proofs-sampling-title"), "/proofs/sampling"))
            .action(Action::link(visit.t("proofs-rates-title"), "/base-rates"))
            .action(Action::link(visit.t("proofs-erasure-title"), "/erasure"))
            .block(table),
    )
}

/// Days by which a proof is, or was, late.
pub(super) fn days_late(proof: &Proof, today: chrono::NaiveDate) -> i64 {
    let until = match proof.received_on.filter(|_| !proof.state.is_open()) {
        Some(day) => day,
        None if proof.state.is_due() => today,
        None => return 0,
    };
    (until - proof.due_on).num_days().max(0)
}

/// X8: the same list with reductions, repayments and interest, and the share of proofs that led to objections.
pub async fn export(visit: Visit, Query(query): Query<ListQuery>) -> Reply {
    let conn = visit.app.db.reader();
    let proofs = queries::all(conn, &visit.ctx, &query.filter()).await?;
    let column = |key: &str, kind| Column::new(visit.t(key), kind);
    let columns = vec![
        column("proofs-number", Kind::Text),
        column("proofs-municipality", Kind::Text),
        column("proofs-project", Kind::Text),
        column("proofs-period-end", Kind::Date),
        column("proofs-due", Kind::Date),
        column("proofs-received", Kind::Date),
        column("proofs-days-late", Kind::Int),
        column("proofs-form", Kind::Text),
        column("proofs-sample", Kind::Text),
        column("proofs-award", Kind::Money).summed(),
        column("proofs-accepted-amount", Kind::Money).summed(),
        column("proofs-reduction", Kind::Money).summed(),
        column("proofs-repayment", Kind::Money).summed(),
        column("proofs-interest", Kind::Money).summed(),
        column("proofs-state", Kind::Text),
    ];
    let title = visit.t("proofs-sheet");
    let mut out = WorkbookWriter::new(&title, columns).map_err(Problem::broken)?;
    let today = base::calendar::local_date(visit.ctx.now);
    let (mut decided, mut objected) = (0_usize, 0_usize);
    for proof in &proofs {
        let notes = queries::audit_notes(conn, proof.id).await?;
        let calculation = notes.first().map(|(_, examination)| &examination.calculation);
        let claims = queries::claims_of(conn, proof.id).await?;
        let claims: Vec<&Claim> = claims.iter().filter(|claim| claim.issued_at.is_some()).collect();
        let mut interest = base::Cents::ZERO;
        for claim in &claims {
            interest += queries::open_amounts(conn, claim, base::calendar::local_date(visit.ctx.now))
                .await?
                .0;
        }
        let principal: base::Cents = claims.iter().map(|claim| claim.principal).sum();
        let reduction = calculation.map(|calculation| calculation.reduction);
        if calculation.is_some() || !claims.is_empty() {
            decided += 1;
            objected += usize::from(reduction.is_some_and(|cents| cents.0 > 0) || !claims.is_empty());
        }
        let money = |cents: base::Cents| Value::Cents(cents.0);
        out.row(&[
            proof.number.as_str().into(),
            proof.body_name.as_str().into(),
            proof.title.as_str().into(),
            proof.period_until_on.into(),
            proof.due_on.into(),
            proof.received_on.into(),
            Value::Int(days_late(proof, today)),
            visit.t(&format!("proofs-form-{}", proof.form)).into(),
            proof.sample_run_id.map(|_| visit.t("proofs-yes")).into(),
            calculation.map_or(Value::Empty, |calculation| money(calculation.amount)),
            proof.accepted.map_or(Value::Empty, money),
            reduction.map_or(Value::Empty, money),
            money(principal),
            money(interest),
            visit.t(&format!("proofs-state-{}", proof.state)).into(),
        ])
        .map_err(Problem::broken)?;
    }
    let args = [
        ("objected", objected.to_string()),
        ("decided", decided.to_string()),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut notes = notes(&visit, &query.href("/proofs"));
    notes.lines.push((
        visit.t("proofs-objections"),
        visit.tw("proofs-objections-of", &args),
    ));
    let bytes = out.finish(&notes).map_err(Problem::broken)?;
    visit.download(&format!("{title}.xlsx"), XLSX, bytes)
}

/// When, by whom and from what a workbook was made.
pub(super) fn notes(visit: &Visit, filter: &str) -> Notes {
    let person = visit.ctx.find_person();
    Notes {
        title: visit.t("proofs-notes"),
        lines: vec![
            (visit.t("proofs-made-at"), visit.datetime(visit.ctx.now)),
            (
                visit.t("proofs-made-by"),
                person.map(|person| person.name.clone()).unwrap_or_default(),
            ),
            (visit.t("proofs-filter"), filter.to_owned()),
        ],
    }
}
