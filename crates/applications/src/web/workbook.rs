//! `/applications/workbooks`: filled-in workbooks of a call become drafts, several at once, each with what could not
//! be read named by its cell.

use axum::extract::Query;
use base::{Problem, Role, Scope, Text};
use base_sheets::{Limits, Unreadable};
use base_web::view::{Action, Block, Cell, Field, Form, Notice, Page, Table, Tone};
use base_web::{Reply, Upload, Visit};
use calls::form::FormVersion;
use calls::{Call, FundingMode};
use serde::Deserialize;

use super::list::call_of;
use super::{own_list, partners, path};
use crate::model::{Application, ApplicationId, DraftFields, Plan};
use crate::usecases::{CreateDraft, SetPlan, create_draft, save_answers, set_partners, set_plan};
use crate::workbook::{CellProblem, Filled, fill_in};
use crate::{plan, queries};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct CallQuery {
    call: String,
}

pub(super) async fn new(visit: Visit, Query(query): Query<CallQuery>) -> Reply {
    let call = call_of(&visit, &visit.ctx, &query.call).await?;
    let page = upload_page(&visit, &call, None);
    visit.page(page)
}

fn upload_page(visit: &Visit, call: &Call, problem: Option<&Problem>) -> Page {
    let back = own_list(visit);
    let mut form = Form::upload(visit.lang(), "/applications/workbooks")
        .hidden("call", &call.code)
        .field(
            Field::file("files", visit.t("applications-book-files"), ".xlsx")
                .multiple()
                .required()
                .hint(visit.t("applications-book-files-hint")),
        )
        .submit(visit.t("applications-book-upload"))
        .cancel(visit.t("form-cancel"), back);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t("applications-book"))
        .kicker(call.title(visit.lang()))
        .lead(visit.t("applications-book-lead"))
        .action(Action::link(
            visit.t("form-book-download"),
            format!("/public/calls/{}/form.xlsx", call.id),
        ))
        .block(form)
}

/// One file after the other: what is wrong with one keeps no other from becoming a draft.
pub(super) async fn create(visit: Visit, upload: Upload) -> Reply {
    let call = call_of(&visit, &visit.ctx, upload.form.get("call")).await?;
    if upload.files.is_empty() {
        let problem = Problem::field("files", Text::new("field-file-required"));
        let page = upload_page(&visit, &call, Some(&problem));
        return visit.again(problem, |_| page);
    }
    let form = calls::form::load(visit.app.db.reader(), call.form_version).await?;
    let (list, words) = if visit.ctx.has_any_role(&[Role::KE, Role::KZ]) {
        ("/my-applications", "applications-nav-mine")
    } else {
        ("/applications", "applications-title")
    };
    let mut page = Page::new(visit.t("applications-book-result"))
        .kicker(call.title(visit.lang()))
        .crumb(list, visit.t(words));
    for file in &upload.files {
        page = page.heading(file.name.clone());
        page = match draft_of(&visit, &call, &form, &file.name, &file.bytes).await {
            Ok((application, problems)) => page.blocks(report(&visit, &application, &problems)),
            Err(problem @ Problem::Broken { .. }) => return Err(problem.into()),
            Err(problem) => page.block(Notice::new(
                Tone::Danger,
                visit.t("applications-book-refused"),
                base_web::failure::sentence(visit.lang(), &problem),
            )),
        };
    }
    visit.page(page)
}

/// The sender's file, or our reader.
fn unreadable(why: Unreadable) -> Problem {
    if let Unreadable::Unavailable { detail } = why {
        return Problem::broken(detail);
    }
    let text = match why {
        // only the downloaded form fits; its own words would offer other formats
        Unreadable::NotAWorkbook { .. } | Unreadable::Unsupported { .. } | Unreadable::Html => {
            Text::new("applications-book-other")
        }
        why => Text {
            key: why.message_key(),
            args: why.args(),
        },
    };
    Problem::refused("workbook-unreadable", text)
}

async fn draft_of(
    visit: &Visit,
    call: &Call,
    form: &FormVersion,
    name: &str,
    bytes: &[u8],
) -> Result<(Application, Vec<CellProblem>), Problem> {
    let book = visit
        .app
        .sheets
        .read(bytes, name, &Limits::default())
        .await
        .map_err(unreadable)?;
    let mut filled = fill_in(&book, &form.definition, &call.code, form.number)?;
    let lead = if filled.lead.trim().is_empty() {
        return Err(Problem::field("lead", Text::new("applications-book-no-lead")));
    } else {
        queries::find_body(visit.app.db.reader(), &filled.lead)
            .await?
            .map_err(|text| Problem::field("lead", text))?
    };
    let command = CreateDraft {
        call: call.id,
        lead,
        fields: DraftFields::default(),
        lead_share: None,
    };
    let application = create_draft(&visit.app.db, &visit.ctx, command).await?;
    if plan::decides(visit.app.db.reader(), &application, call.funding_mode).await? {
        filled.leave_totals_to_plan(&form.definition);
    }
    save_answers(&visit.app.db, &visit.ctx, application.id, &filled.changes).await?;
    save_partners(visit, application.id, &mut filled).await?;
    if call.funding_mode == FundingMode::CashGrant {
        save_plan(visit, application.id, &mut filled).await?;
    }
    Ok((application, filled.problems))
}

/// What fits is saved; each cell that does not is named and left out. Nothing is saved where nothing was filled in.
async fn save_partners(visit: &Visit, id: ApplicationId, filled: &mut Filled) -> Result<(), Problem> {
    let db = visit.app.db.reader();
    while ["body_1", "task_1", "share_1", "lead_share", "places"]
        .iter()
        .any(|name| filled.parts.has(name))
    {
        let version = queries::application(db, &visit.ctx, id).await?.version;
        let data = filled.parts.clone().with("version", version);
        let saved = match partners::command(visit, id, &data).await {
            Ok(command) => set_partners(&visit.app.db, &visit.ctx, command).await,
            Err(problem) => Err(problem),
        };
        if !is_to_be_tried_again(saved, filled)? {
            break;
        }
    }
    Ok(())
}

async fn save_plan(visit: &Visit, id: ApplicationId, filled: &mut Filled) -> Result<(), Problem> {
    let db = visit.app.db.reader();
    loop {
        let saved = match super::plan::typed(&filled.parts) {
            Ok(plan) if plan == Plan::default() => return Ok(()),
            Ok(plan) => {
                let command = SetPlan {
                    application: id,
                    version: queries::application(db, &visit.ctx, id).await?.version,
                    plan,
                };
                set_plan(&visit.app.db, &visit.ctx, command).await
            }
            Err(problem) => Err(problem),
        };
        if !is_to_be_tried_again(saved, filled)? {
            break;
        }
    }
    for (year, amount) in plan::differences(&plan::plan(db, id).await?) {
        let text = Text::new("applications-plan-differs-in")
            .with("year", year)
            .with("amount", amount.format_de());
        filled.differs(year, text);
    }
    Ok(())
}

/// After a refusal: whether cells were left out, so that another try may succeed.
fn is_to_be_tried_again<T>(saved: Result<T, Problem>, filled: &mut Filled) -> Result<bool, Problem> {
    match saved {
        Ok(_) => Ok(false),
        Err(Problem::Invalid(problems)) => {
            let mut is_less = false;
            for problem in problems {
                is_less |= filled.leave_out(problem);
            }
            Ok(is_less)
        }
        Err(problem) => Err(problem),
    }
}

/// The draft, and every cell that is not in it.
fn report(visit: &Visit, application: &Application, problems: &[CellProblem]) -> Vec<Block> {
    let tone = if problems.is_empty() {
        Tone::Success
    } else {
        Tone::Warning
    };
    let count = problems.len().to_string();
    let mut blocks: Vec<Block> = vec![
        Notice::new(
            tone,
            visit.tw("applications-book-done", &[("label", application.label())]),
            visit.tw("applications-book-cells", &[("count", &count)]),
        )
        .into(),
    ];
    if !problems.is_empty() {
        let mut table = Table::new(visit.lang(), visit.t("applications-book-problems"))
            .column(visit.t("applications-book-cell"))
            .column(visit.t("form-book-question"))
            .column(visit.t("applications-book-problem"));
        for problem in problems {
            table = table.row(vec![
                Cell::Mono(problem.cell.clone()),
                Cell::text(&problem.field),
                Cell::text(visit.say(&problem.text)),
            ]);
        }
        blocks.push(table.into());
    }
    blocks.push(Block::Actions(vec![Action::link(
        visit.t("applications-continue"),
        format!("{}/edit", path(application)),
    )]));
    blocks
}

/// Whether this person may begin applications of the call by workbook.
pub(super) fn may_upload(visit: &Visit, call: &Call) -> bool {
    visit.ctx.has_role(Role::KE) || visit.ctx.has(Role::SB, Scope::Programme(call.programme_id.0))
}

/// The link to the workbook of a call, beside the page to write online.
pub(super) fn link(visit: &Visit, call: &Call) -> Option<(String, String, String)> {
    may_upload(visit, call).then(|| {
        (
            base_web::view_with_query("/applications/workbooks", "call", &call.code),
            visit.t("applications-book"),
            visit.t("applications-book-remark"),
        )
    })
}
