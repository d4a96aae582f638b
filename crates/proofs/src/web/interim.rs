//! `/proofs/{proof}/interim/{year}`: the interim statement of one budget year; and their list on the proof's page.

use axum::extract::Path;
use base::Problem;
use base_web::view::{Badge, Block, Cell, Facts, Field, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};

use super::show::refusal;
use super::{Failed, id, version};
use crate::access;
use crate::model::{Interim, InterimState, ProofId};
use crate::queries;
use crate::usecases::{self, MAX_TEXT, NoteInterim, SaveInterim};

fn badge(visit: &Visit, state: InterimState) -> Badge {
    let tone = match state {
        InterimState::Planned | InterimState::Dropped => Tone::Neutral,
        InterimState::Due | InterimState::Submitted => Tone::Info,
        InterimState::Overdue => Tone::Danger,
        InterimState::Noted => Tone::Success,
    };
    Badge::new(tone, visit.t(&format!("proofs-interim-state-{state}")))
}

/// The list on the proof's page.
pub(super) fn section(visit: &Visit, page: Page, rows: &[Interim]) -> Page {
    if rows.is_empty() {
        return page;
    }
    let lang = visit.lang();
    let mut table = Table::new(lang, visit.t("proofs-interims"))
        .hidden_caption()
        .column(visit.t("proofs-interim-year"))
        .column(visit.t("proofs-due"))
        .column(visit.t("proofs-state"))
        .number_column(visit.t("proofs-interim-spent"));
    for row in rows {
        let href = format!("/proofs/{}/interim/{}", row.proof_id, row.year);
        table = table.row(vec![
            Cell::link(href, row.year),
            Cell::date(lang, row.due_on),
            Cell::Badge(badge(visit, row.state)),
            Cell::maybe(row.spent.map(|amount| Cell::money(lang, amount))),
        ]);
    }
    page.section("interims", visit.t("proofs-interims"), vec![Block::from(table)])
}

pub async fn show(visit: Visit, Path((proof, year)): Path<(String, String)>) -> Reply {
    let page = page(
        &visit,
        id(&proof, "proof")?,
        id(&year, "interim statement")?,
        None,
    )
    .await?;
    visit.page(page)
}

async fn page(visit: &Visit, id: ProofId, year: i64, failed: Option<&Failed<'_>>) -> Result<Page, Problem> {
    let (lang, conn) = (visit.lang(), visit.app.db.reader());
    let (proof, _, application) = queries::seen(conn, &visit.ctx, id).await?;
    let rows = queries::interims_of(conn, id).await?;
    let row = rows.into_iter().find(|row| row.year == year);
    let row = row.ok_or(Problem::not_found("interim statement"))?;
    let named = year.to_string();
    let mut page = Page::new(visit.tw("proofs-interim-title", &[("year", &named)]))
        .kicker(&proof.number)
        .badge(badge(visit, row.state))
        .lead(format!("{} – {}", proof.body_name, proof.title))
        .crumb(format!("/applications/{}", application.id), application.label())
        .crumb(format!("/proofs/{id}"), visit.t("proofs-one"));
    let writes = access::may_write(&visit.ctx, &proof, &application);
    if writes && row.state.is_due() {
        page = page.text(visit.tw("proofs-interim-lead", &[("due", &visit.date(row.due_on))]));
        if !row.remark.is_empty() {
            let notice = Notice::new(Tone::Warning, visit.t("proofs-returned"), row.remark.clone());
            page = page.block(notice);
        }
        let signs = access::may_sign(&visit.ctx, &proof, &application);
        return Ok(page.block(form(visit, &row, signs, failed)));
    }
    if let Some(failed) = failed {
        page = page.blocks(refusal(visit, failed.problem));
    }
    let is_readable = !row.state.is_open() || writes;
    let mut facts = Facts::new().row(visit.t("proofs-due"), Cell::date(lang, row.due_on));
    if is_readable {
        let money = |amount| Cell::money(lang, amount);
        let day = |day| Cell::date(lang, day);
        facts = facts
            .maybe(visit.t("proofs-received"), row.received_on.map(day))
            .maybe(visit.t("proofs-interim-spent"), row.spent.map(money))
            .maybe(visit.t("proofs-interim-income"), row.income.map(money))
            .row(visit.t("proofs-activities"), Cell::Lines(row.activities.clone()))
            .row(visit.t("proofs-outlook"), Cell::Lines(row.outlook.clone()))
            .maybe("SHA-256", row.content_sha256.clone().map(Cell::Mono))
            .maybe(
                visit.t("proofs-interim-remark"),
                Some(row.remark.clone()).filter(|remark| !remark.is_empty()),
            );
    }
    page = page.block(facts.wide());
    if row.state == InterimState::Submitted && access::is_officer(&visit.ctx, proof.programme_id) {
        let form = visit
            .form(format!("/proofs/{id}/interim/{year}/note"))
            .hidden("version", row.version)
            .field(
                Field::textarea("remark", visit.t("proofs-interim-remark"), 3)
                    .hint(visit.t("proofs-interim-remark-hint"))
                    .max(2_000),
            )
            .submit(visit.t("proofs-interim-note"))
            .button(visit.t("proofs-send-back"), "do", "return");
        page = page.block(Failed::on(failed, "note", form));
    }
    Ok(page)
}

fn form(visit: &Visit, row: &Interim, signs: bool, failed: Option<&Failed<'_>>) -> base_web::view::Form {
    let mut data = FormData::default()
        .with("activities", &row.activities)
        .with("outlook", &row.outlook);
    for (name, amount) in [("spent", row.spent), ("income", row.income)] {
        if let Some(amount) = amount {
            data = data.with(name, amount.plain_de());
        }
    }
    let mut form = visit
        .form(format!("/proofs/{}/interim/{}", row.proof_id, row.year))
        .hidden("version", row.version)
        .field(Field::money("spent", visit.t("proofs-interim-spent")).required())
        .field(Field::money("income", visit.t("proofs-interim-income")))
        .field(
            Field::textarea("activities", visit.t("proofs-activities"), 6)
                .required()
                .hint(visit.t("proofs-activities-hint"))
                .count(MAX_TEXT),
        )
        .field(
            Field::textarea("outlook", visit.t("proofs-outlook"), 4)
                .hint(visit.t("proofs-outlook-hint"))
                .count(MAX_TEXT),
        )
        .submit(visit.t("form-save"));
    if signs {
        form = form.button(visit.t("proofs-interim-submit"), "do", "submit");
    } else {
        form = form.field(Field::note(visit.t("proofs-submit-signatory")));
    }
    Failed::on(failed, "interim", form.fill(&data))
}

/// On to where it goes, or the same page again with what is wrong.
async fn answer(
    visit: &Visit,
    (id, year): (ProofId, i64),
    form: &'static str,
    data: &FormData,
    done: Result<Interim, Problem>,
    key: &str,
) -> Reply {
    match done {
        Ok(_) => visit.done(&format!("/proofs/{id}/interim/{year}"), key),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let failed = Failed {
                form,
                data,
                problem: &problem,
            };
            let page = page(visit, id, year, Some(&failed)).await?;
            visit.again(problem.clone(), |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

pub async fn save(visit: Visit, Path((proof, year)): Path<(String, String)>, data: FormData) -> Reply {
    let (id, year): (ProofId, i64) = (id(&proof, "proof")?, id(&year, "interim statement")?);
    let hands_in = data.get("do") == "submit";
    let done = async {
        let mut read = data.read();
        let command = SaveInterim {
            proof: id,
            year,
            version: version(&data),
            spent: read.optional_money("spent"),
            income: read.optional_money("income"),
            activities: read.long_text("activities", MAX_TEXT),
            outlook: read.long_text("outlook", MAX_TEXT),
            hands_in,
        };
        read.finish()?;
        usecases::save_interim(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await;
    let key = if hands_in {
        "proofs-done-interim-submitted"
    } else {
        "proofs-done-interim-saved"
    };
    answer(&visit, (id, year), "interim", &data, done, key).await
}

pub async fn note(visit: Visit, Path((proof, year)): Path<(String, String)>, data: FormData) -> Reply {
    let (id, year): (ProofId, i64) = (id(&proof, "proof")?, id(&year, "interim statement")?);
    let is_returned = data.get("do") == "return";
    let done = async {
        let mut read = data.read();
        let command = NoteInterim {
            proof: id,
            year,
            version: version(&data),
            remark: read.long_text("remark", 2_000),
            is_returned,
        };
        read.finish()?;
        usecases::note_interim(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await;
    let key = if is_returned {
        "proofs-done-sent-back"
    } else {
        "proofs-done-interim-noted"
    };
    answer(&visit, (id, year), "note", &data, done, key).await
}
