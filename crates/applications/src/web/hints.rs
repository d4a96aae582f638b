//! Hints of double funding and repetition: the panel of the case page, and the page to judge one.

use axum::extract::{Path, Query};
use base::{Problem, Text};
use base_web::view::{Block, Cell, Choice, Facts, Field, Page, Table, Tone};
use base_web::{ApiJson, FormData, Reply, Visit};
use serde::Deserialize;

use super::case::Part;
use super::desk_json::{HintJson, HintListJson, JudgeHintJson};
use super::{path, state_label};
use crate::hints::{self, Hint, OtherCase};
use crate::mails::case_path;
use crate::model::{Application, ApplicationId, HintKind, Judgement, Verdict};
use crate::usecases::{self, JudgeHint};
use crate::{access, queries};

/// The panel. Each hint says what was found and what an officer made of it.
pub(super) async fn blocks(visit: &Visit, application: &Application) -> Result<Vec<Block>, Problem> {
    let found = hints::hints(visit.app.db.reader(), &visit.ctx, application).await?;
    Ok(table_of(visit, application, &found))
}

/// As [`blocks`], for hints that were found already.
pub(super) fn table_of(visit: &Visit, application: &Application, found: &[Hint]) -> Vec<Block> {
    if found.is_empty() {
        return vec![Block::Text(visit.t("applications-hints-none"))];
    }
    let may_judge = access::require_officer(&visit.ctx, application).is_ok();
    let mut table = Table::new(visit.lang(), visit.t("applications-part-hints"))
        .hidden_caption()
        .column(visit.t("applications-hint"))
        .column(visit.t("applications-hint-about"))
        .column(visit.t("applications-hint-verdict"));
    if may_judge {
        table = table.column(visit.t("applications-hint-do"));
    }
    for hint in found {
        let mut cells = vec![
            Cell::text(visit.t(&format!("applications-hint-{}", hint.kind))),
            about(visit, hint),
            verdict_cell(visit, hint.judgement.as_ref()),
        ];
        if may_judge {
            let href =
                base_web::view_with_query(&format!("{}/hints", path(application)), "kind", hint.kind.code());
            let href = base_web::view_with_query(&href, "subject", &hint.subject);
            cells.push(Cell::link(href, visit.t("applications-hint-judge")));
        }
        table = table.row(cells);
    }
    vec![table.into()]
}

fn about(visit: &Visit, hint: &Hint) -> Cell {
    let (mut cells, mut lines) = (Vec::new(), Vec::new());
    if let Some(other) = &hint.other {
        let label = if other.is_visible {
            Cell::link(case_path(other.id), &other.label)
        } else {
            Cell::text(&other.label)
        };
        cells.push(label);
        lines.extend(other_lines(visit, other));
    }
    if let Some(declared) = hint.declared {
        lines.push(visit.tw(
            "applications-hint-declared",
            &[("amount", &visit.money(declared))],
        ));
    }
    lines.extend(
        hint.grants
            .iter()
            .map(|grant| super::plan::grant_line(visit, grant)),
    );
    if let Some(percent) = hint.likeness {
        lines.push(visit.tw("applications-hint-likeness", &[("percent", &percent.to_string())]));
    }
    cells.push(Cell::Lines(lines.join("\n")));
    Cell::Many(cells)
}

fn other_lines(visit: &Visit, other: &OtherCase) -> Vec<String> {
    let period = match (other.project_from, other.project_until) {
        (Some(from), Some(until)) => format!("{} – {}", visit.date(from), visit.date(until)),
        _ => String::new(),
    };
    [
        other.call.clone(),
        other.lead.clone(),
        other.title.clone(),
        period,
        visit.money(other.requested),
        state_label(visit, other.state),
    ]
    .into_iter()
    .filter(|line| !line.is_empty())
    .collect()
}

fn verdict_cell(visit: &Visit, judgement: Option<&Judgement>) -> Cell {
    let Some(one) = judgement else {
        return Cell::badge(Tone::Warning, visit.t("applications-verdict-open"));
    };
    let tone = match one.verdict {
        Verdict::None | Verdict::Complementary => Tone::Success,
        Verdict::Conflict => Tone::Danger,
    };
    let by = visit.tw(
        "applications-checked-by",
        &[
            ("name", &one.judged_by_name),
            ("at", &visit.datetime(one.judged_at)),
        ],
    );
    Cell::Many(vec![
        Cell::badge(tone, visit.t(&format!("applications-verdict-{}", one.verdict))),
        Cell::Lines(format!("{}\n{by}", one.reason)),
    ])
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Which {
    kind: String,
    subject: String,
}

async fn one(
    visit: &Visit,
    id: ApplicationId,
    kind: &str,
    subject: &str,
) -> Result<(Application, Hint), Problem> {
    let db = visit.app.db.reader();
    let application = queries::application(db, &visit.ctx, id).await?;
    access::require_officer(&visit.ctx, &application)?;
    let found = hints::hints(db, &visit.ctx, &application).await?;
    let hint = found
        .into_iter()
        .find(|hint| hint.kind.code() == kind && hint.subject == subject)
        .ok_or(Problem::not_found("hint"))?;
    Ok((application, hint))
}

pub(super) async fn judge_form(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    Query(which): Query<Which>,
) -> Reply {
    let (application, hint) = one(&visit, id, &which.kind, &which.subject).await?;
    visit.page(judge_page(
        &visit,
        &application,
        &hint,
        &FormData::default(),
        None,
    ))
}

fn judge_page(
    visit: &Visit,
    application: &Application,
    hint: &Hint,
    data: &FormData,
    problem: Option<&Problem>,
) -> Page {
    let here = path(application);
    let verdicts = Verdict::ALL
        .iter()
        .map(|verdict| Choice::new(verdict, visit.t(&format!("applications-verdict-{verdict}"))))
        .collect();
    let stored = hint.judgement.as_ref().map_or_else(FormData::default, |one| {
        FormData::default()
            .with("verdict", one.verdict)
            .with("reason", &one.reason)
    });
    let mut form = visit
        .form(format!("{here}/hints"))
        .hidden("kind", hint.kind)
        .hidden("subject", &hint.subject)
        .field(Field::radio("verdict", visit.t("applications-hint-verdict"), verdicts).required())
        .field(
            Field::textarea("reason", visit.t("applications-hint-reason"), 4)
                .required()
                .max(2_000),
        )
        .submit(visit.t("applications-hint-judge"))
        .cancel(visit.t("form-cancel"), &here)
        .fill(if data.0.is_empty() { &stored } else { data });
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t(&format!("applications-hint-{}", hint.kind)))
        .kicker(format!("{} · {}", application.label(), application.lead_name))
        .crumb(&here, application.label())
        .block(
            Facts::new()
                .row(visit.t("applications-hint-this"), Cell::text(&application.title))
                .row(visit.t("applications-hint-about"), about(visit, hint)),
        )
        .block(form)
}

pub(super) async fn judge(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    let (application, hint) = one(&visit, id, data.get("kind"), data.get("subject")).await?;
    let judged = async {
        let mut read = data.read();
        let verdict = read.choice::<Verdict>("verdict");
        let reason = read.required_long_text("reason", 2_000);
        read.finish()?;
        let command = JudgeHint {
            application: id,
            kind: hint.kind,
            subject: hint.subject.clone(),
            verdict: verdict.ok_or_else(|| Problem::field("verdict", Text::new("field-choice")))?,
            reason,
        };
        usecases::judge_hint(&visit.app.db, &visit.ctx, command).await
    };
    match judged.await {
        Ok(_) => visit.done(&Part::Record.of(application.id), "applications-done-judged"),
        Err(problem) => visit.again(problem, |problem| {
            judge_page(&visit, &application, &hint, &data, Some(problem))
        }),
    }
}

pub(super) async fn api_list(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let db = visit.app.db.reader();
    let application = queries::application(db, &visit.ctx, id).await?;
    let found = hints::hints(db, &visit.ctx, &application).await?;
    base_web::api::ok(HintListJson {
        items: found.into_iter().map(HintJson::from).collect(),
    })
}

pub(super) async fn api_judge(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    ApiJson(sent): ApiJson<JudgeHintJson>,
) -> Reply {
    let kind: HintKind = sent.kind;
    let command = JudgeHint {
        application: id,
        kind,
        subject: sent.subject.clone(),
        verdict: sent.verdict,
        reason: sent.reason,
    };
    usecases::judge_hint(&visit.app.db, &visit.ctx, command).await?;
    let (_, hint) = one(&visit, id, kind.code(), &sent.subject).await?;
    base_web::api::ok(HintJson::from(hint))
}
