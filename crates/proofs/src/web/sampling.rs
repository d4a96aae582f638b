//! `/proofs/sampling`: drawing the sample, and the protocol of every draw (X9).

use std::collections::HashMap;

use axum::extract::Path;
use base::Problem;
use base_sheets::write::{Column, Kind, Value, WorkbookWriter};
use base_web::view::{Block, Cell, Choice, Field, Page, Table};
use base_web::{FormData, Reply, Visit};
use calls::ProgrammeId;
use chrono::Datelike;
use grants::GrantId;
use uuid::Uuid;

use super::verbs::typed;
use super::{XLSX, id, list};
use crate::access::{self, DRAWERS};
use crate::model::SampleRunId;
use crate::queries;
use crate::rules::sample;
use crate::usecases::{self, Draw};

pub async fn show(visit: Visit) -> Reply {
    let page = page(&visit, &FormData::default(), None).await?;
    visit.page(page)
}

async fn page(visit: &Visit, data: &FormData, problem: Option<&Problem>) -> Result<Page, Problem> {
    let (lang, conn) = (visit.lang(), visit.app.db.reader());
    let mut page = Page::new(visit.t("proofs-sampling-title"))
        .crumb("/proofs", visit.t("proofs-title"))
        .lead(visit.tw("proofs-sampling-lead", &[("method", sample::METHOD)]));
    let drawn_in = visit.ctx.scopes_of(DRAWERS, "programme");
    let year = base::calendar::local_date(visit.ctx.now).year();
    if !drawn_in.is_empty() {
        let mut programmes = Vec::new();
        for id in &drawn_in {
            let programme = calls::programme(conn, ProgrammeId(*id)).await?;
            let count = usecases::drawable(conn, &visit.ctx, *id, year).await?.len();
            let hint = visit.tw("proofs-drawable", &[("count", &count.to_string())]);
            programmes.push(Choice::new(id, format!("{} ({hint})", programme.name(lang))));
        }
        let stored = FormData::default().with("year", year);
        let mut form = visit
            .form("/proofs/sampling")
            .field(Field::select("programme", visit.t("proofs-programme"), programmes).required())
            .field(Field::number("year", visit.t("proofs-year"), "").required())
            .field(
                Field::text("seed", visit.t("proofs-seed"))
                    .required()
                    .max(200)
                    .hint(visit.t("proofs-seed-hint")),
            )
            .submit(visit.t("proofs-draw"))
            .fill(&stored);
        if let Some(problem) = problem {
            form = form.fill(data).problem(problem);
        }
        page = page.section("draw", visit.t("proofs-draw"), vec![form.into()]);
    }
    let runs = queries::sample_runs(conn, &access::programmes(&visit.ctx)).await?;
    let mut table = Table::new(lang, visit.t("proofs-runs"))
        .empty(visit.t("proofs-runs-empty"))
        .column(visit.t("proofs-drawn-at"))
        .number_column(visit.t("proofs-year"))
        .number_column(visit.t("proofs-listed"))
        .number_column(visit.t("proofs-drawn"))
        .column(visit.t("proofs-seed"))
        .column(visit.t("proofs-list-hash"))
        .column(visit.t("proofs-protocol"));
    for run in &runs {
        table = table.row(vec![
            Cell::instant(lang, run.created_at),
            Cell::Number(run.year.to_string()),
            Cell::integer(lang, run.listed),
            Cell::integer(lang, run.drawn_count),
            Cell::text(&run.seed),
            Cell::Mono(run.list_sha256.clone()),
            Cell::link(
                format!("/proofs/sampling/{}/protocol.xlsx", run.id),
                visit.t("proofs-protocol"),
            ),
        ]);
    }
    Ok(page.block(Block::from(table)))
}

pub async fn draw(visit: Visit, data: FormData) -> Reply {
    let drawn = async {
        let mut read = data.read();
        let programme = read.required::<Uuid>("programme", "field-choice");
        let year = read.integer("year", 2_000..=2_100);
        let seed = read.required_text("seed", 200);
        read.finish()?;
        let command = Draw {
            programme: typed(programme, "programme")?,
            year: i32::try_from(year).map_err(Problem::broken)?,
            seed,
        };
        usecases::draw_sample(&visit.app.db, &visit.ctx, command).await
    };
    match drawn.await {
        Ok(_) => visit.done("/proofs/sampling", "proofs-done-drawn"),
        Err(problem) => {
            let page = page(&visit, &data, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

/// The protocol: the list with each lot in the order of the draw, and how to draw it again.
pub async fn protocol(visit: Visit, Path(run): Path<String>) -> Reply {
    let conn = visit.app.db.reader();
    let run_id: SampleRunId = id(&run, "sample run")?;
    let run = queries::sample(conn, &visit.ctx, run_id).await?;
    let listed: Vec<Uuid> = serde_json::from_str(&run.list).map_err(Problem::broken)?;
    let drawn: Vec<Uuid> = serde_json::from_str(&run.drawn).map_err(Problem::broken)?;
    let ids: Vec<GrantId> = listed.iter().copied().map(GrantId).collect();
    let proofs = queries::of_grants(conn, &ids).await?;
    let proofs: HashMap<Uuid, _> = proofs.iter().map(|proof| (proof.grant_id.0, proof)).collect();
    let mut lots: Vec<(String, Uuid)> = listed
        .iter()
        .map(|id| (sample::lot(&run.seed, *id), *id))
        .collect();
    lots.sort();
    let column = |key: &str, kind| Column::new(visit.t(key), kind);
    let columns = vec![
        column("proofs-place", Kind::Int),
        column("proofs-number", Kind::Text),
        column("proofs-municipality", Kind::Text),
        column("proofs-received", Kind::Date),
        column("proofs-grant-id", Kind::Text),
        column("proofs-lot", Kind::Text),
        column("proofs-drawn", Kind::Text),
    ];
    let title = visit.t("proofs-protocol-sheet");
    let mut out = WorkbookWriter::new(&title, columns).map_err(Problem::broken)?;
    for (place, (lot, grant)) in (1..).zip(&lots) {
        let proof = proofs.get(grant);
        out.row(&[
            Value::Int(place),
            proof.map(|proof| proof.number.clone()).into(),
            proof.map(|proof| proof.body_name.clone()).into(),
            proof.and_then(|proof| proof.received_on).into(),
            grant.to_string().into(),
            lot.as_str().into(),
            drawn.contains(grant).then(|| visit.t("proofs-yes")).into(),
        ])
        .map_err(Problem::broken)?;
    }
    let mut notes = list::notes(&visit, &format!("{} {}", visit.t("proofs-year"), run.year));
    for (key, value) in [
        ("proofs-method", run.method.clone()),
        ("proofs-seed", run.seed.clone()),
        ("proofs-list-hash", run.list_sha256.clone()),
        ("proofs-sample-rate", visit.rate(run.rate)),
        ("proofs-listed", run.listed.to_string()),
        ("proofs-drawn", run.drawn_count.to_string()),
        ("proofs-drawn-at", visit.datetime(run.created_at)),
        ("proofs-how", visit.t("proofs-how-text")),
    ] {
        notes.lines.push((visit.t(key), value));
    }
    let bytes = out.finish(&notes).map_err(Problem::broken)?;
    visit.download(&format!("{title} {}.xlsx", run.year), XLSX, bytes)
}
