//! `/applications/new` and `/applications/{application}/edit`: beginning an application and writing it, section by
//! section. Every section saves what fits; what does not fit stays typed and says why.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use base::{FieldProblem, Problem, Text};
use base_web::view::{Action, Cell, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use calls::Call;
use calls::form::{Answers, FormDefinition, Section};
use serde::Deserialize;

use super::attachments::ATTACHMENTS;
use super::form;
use super::path;
use crate::access;
use crate::answers::{self, Stored, own_page};
use crate::model::{Application, ApplicationId, ApplicationState};
use crate::queries;
use crate::usecases::{self, Conflict, save_answers};

/// A draft with its form, as the pages need it.
struct Draft {
    application: Application,
    call: Call,
    form: FormDefinition,
    stored: BTreeMap<String, Stored>,
    answers: Answers,
}

impl Draft {
    async fn of(visit: &Visit, application: Application) -> Result<Self, Problem> {
        let db = visit.app.db.reader();
        let call = queries::call_of(db, &application).await?;
        let form = calls::form::load(db, call.form_version).await?.definition;
        let stored = answers::stored_of(db, &application).await?;
        Ok(Self {
            answers: answers::answers_in(&stored),
            application,
            call,
            form,
            stored,
        })
    }

    /// Where a section is written: a page of its own for partners and for the plan of a grant.
    fn href(&self, section: &Section) -> String {
        let here = path(&self.application);
        match own_page(section, &self.call) {
            Some(page) => format!("{here}/{page}"),
            None => format!("{here}/edit?section={}", section.code),
        }
    }
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(super) struct EditQuery {
    section: String,
}

pub(super) async fn edit(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    Query(query): Query<EditQuery>,
) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    access::require_editor(&visit.ctx, &application)?;
    if application.state != ApplicationState::Draft {
        return visit.go(&path(&application));
    }
    let draft = Draft::of(&visit, application).await?;
    match draft.form.section(&query.section) {
        Some(section) if own_page(section, &draft.call).is_some() => visit.go(&draft.href(section)),
        Some(section) => {
            let data = form::data(section, &draft.answers);
            visit.page(section_page(&visit, &draft, section, &data, &[], &[])?)
        }
        None => visit.page(overview(&visit, &draft).await?),
    }
}

fn frame(visit: &Visit, draft: &Draft, title: String) -> Page {
    let page = Page::new(title).kicker(format!(
        "{} · {}",
        draft.application.label(),
        draft.application.lead_name
    ));
    let mut page = super::in_case(visit, page, &draft.application).lead(visit.tw(
        "applications-until",
        &[("deadline", &draft.call.deadline.text(visit.lang()))],
    ));
    if !draft.call.deadline.is_met_by(visit.ctx.now) {
        page = page.block(Notice::new(
            Tone::Warning,
            visit.t("applications-deadline-over"),
            visit.t("applications-deadline-over-text"),
        ));
    }
    page
}

/// All sections with how far they are.
async fn overview(visit: &Visit, draft: &Draft) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let here = path(&draft.application);
    let progress = answers::progress(&draft.form, &draft.answers, &draft.call);
    let mut table = Table::new(visit.lang(), visit.t("applications-sections"))
        .hidden_caption()
        .column(visit.t("applications-section"))
        .column(visit.t("applications-progress"));
    for (section, progress) in draft.form.sections.iter().zip(progress) {
        let said = if own_page(section, &draft.call).is_some() {
            Cell::text(visit.t("applications-own-page"))
        } else if progress.needed == 0 {
            Cell::text(visit.t("applications-all-optional"))
        } else {
            let text = visit.tw(
                "applications-progress-of",
                &[
                    ("done", &progress.done.to_string()),
                    ("needed", &progress.needed.to_string()),
                ],
            );
            let tone = if progress.done == progress.needed {
                Tone::Success
            } else {
                Tone::Neutral
            };
            Cell::badge(tone, text)
        };
        table = table.row(vec![
            Cell::link(draft.href(section), section.label.get(visit.lang())),
            said,
        ]);
    }
    let files = queries::attachments(db, draft.application.id).await?.len();
    table = table.row(vec![
        Cell::link(
            format!("{here}/{ATTACHMENTS}"),
            visit.t("applications-attachments"),
        ),
        Cell::text(visit.tw("applications-files-count", &[("count", &files.to_string())])),
    ]);
    let title = visit.tw("applications-edit-title", &[("label", draft.application.label())]);
    let mut page = frame(visit, draft, title);
    if let Some(earlier) = usecases::earlier(db, &visit.ctx, &draft.application).await? {
        let call = calls::call_head(db, earlier.call_id).await?;
        let title = super::title(visit, &earlier);
        let text = visit.tw(
            "applications-carry-over",
            &[("title", &title), ("call", &call.code)],
        );
        page = page.action(Action::post(text, format!("{here}/carry-over")));
    }
    Ok(page
        .action(Action::link(visit.t("applications-review"), format!("{here}/submit")).primary())
        .text(visit.t("applications-sections-lead"))
        .block(table))
}

/// A page that stands for a section of the form: in a draft it has the way to all others.
pub(super) async fn in_sections(
    visit: &Visit,
    page: Page,
    application: &Application,
    name: &str,
) -> Result<Page, Problem> {
    let page = super::in_case(visit, page, application);
    if application.state != ApplicationState::Draft
        || access::require_editor(&visit.ctx, application).is_err()
    {
        return Ok(page);
    }
    let draft = Draft::of(visit, application.clone()).await?;
    Ok(tabs(visit, page, &draft, |section| {
        section.is_some_and(|section| own_page(section, &draft.call) == Some(name))
            || section.is_none() && name == ATTACHMENTS
    }))
}

/// Where to after saving such a page: the following section, or where one was.
pub(super) async fn after_page(
    visit: &Visit,
    application: &Application,
    name: &str,
    then: &str,
) -> Result<String, Problem> {
    let here = format!("{}/{name}", path(application));
    if then != "next" {
        return Ok(here);
    }
    let draft = Draft::of(visit, application.clone()).await?;
    let section = draft
        .form
        .sections
        .iter()
        .find(|section| own_page(section, &draft.call) == Some(name));
    Ok(section.map_or(here, |section| next(&draft, section, then)))
}

/// All sections and the attachments (`None`), one of them the current page.
fn tabs(visit: &Visit, mut page: Page, draft: &Draft, is_current: impl Fn(Option<&Section>) -> bool) -> Page {
    let here = path(&draft.application);
    page = page.crumb(format!("{here}/edit"), visit.t("applications-sections"));
    for section in &draft.form.sections {
        page = page.tab(
            draft.href(section),
            section.label.get(visit.lang()),
            is_current(Some(section)),
        );
    }
    page.tab(
        format!("{here}/{ATTACHMENTS}"),
        visit.t("applications-attachments"),
        is_current(None),
    )
}

/// One section to be filled in, with the way to all others.
fn section_page(
    visit: &Visit,
    draft: &Draft,
    section: &Section,
    data: &FormData,
    problems: &[FieldProblem],
    conflicts: &[(Conflict, String)],
) -> Result<Page, Problem> {
    let here = path(&draft.application);
    let facts = answers::facts_of(&draft.call);
    let blank = visit
        .form(format!("{here}/edit"))
        .hidden("section", &section.code)
        .autosave(format!("/api/v1/applications/{}/answers", draft.application.id));
    let mut form = form::inputs(
        visit,
        blank,
        section,
        &draft.stored,
        (&draft.answers, facts),
        conflicts,
    )
    .submit(visit.t("applications-save-and-next"))
    .button(visit.t("applications-save-draft"), "then", "stay")
    .button(visit.t("applications-save-and-review"), "then", "review")
    .cancel(visit.t("applications-to-sections"), format!("{here}/edit"))
    .fill(data);
    if !problems.is_empty() {
        form = form.problem(&Problem::Invalid(problems.to_vec()));
    }
    let page = frame(visit, draft, section.label.get(visit.lang()).to_owned());
    let mut page = tabs(visit, page, draft, |other| {
        other.is_some_and(|other| other.code == section.code)
    });
    if !conflicts.is_empty() {
        page = page.block(Notice::new(
            Tone::Warning,
            visit.t("applications-conflicts"),
            visit.t("applications-conflicts-text"),
        ));
    }
    for doubt in answers::doubts(&draft.form, &draft.answers, &draft.application, visit.lang()) {
        if doubt.section == section.code {
            page = page.block(Notice::new(
                Tone::Info,
                doubt.label,
                visit.say(&doubt.problem.text),
            ));
        }
    }
    if let Some(hint) = &section.hint {
        page = page.text(hint.get(visit.lang()));
    }
    Ok(page.block(form))
}

/// Saves what fits. What does not fit, and what a colleague changed meanwhile, comes back on the page.
pub(super) async fn save(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    access::require_editor(&visit.ctx, &application)?;
    let form = answers::form_of(visit.app.db.reader(), &application)
        .await?
        .definition;
    let section = form
        .section(data.get("section"))
        .ok_or_else(|| Problem::field("section", Text::new("applications-no-such-field")))?;
    let (changes, mut problems) = form::changes(section, &data);
    let conflicts = match save_answers(&visit.app.db, &visit.ctx, id, &changes).await {
        Ok(saved) => saved.conflicts,
        Err(Problem::Invalid(wrong)) => {
            problems.extend(wrong);
            Vec::new()
        }
        Err(problem) => return Err(problem.into()),
    };
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    let draft = Draft::of(&visit, application).await?;
    if problems.is_empty() && conflicts.is_empty() {
        return visit.done(
            &next(&draft, section, data.get("then")),
            "applications-done-saved",
        );
    }
    let named = named(&visit, conflicts).await?;
    let status = if problems.is_empty() {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = section_page(&visit, &draft, section, &data, &problems, &named)?;
    visit.page_with(status, page)
}

/// Takes over what an earlier application says, where nothing stands yet.
pub(super) async fn carry_over(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    usecases::carry_over(&visit.app.db, &visit.ctx, id).await?;
    visit.done(
        &format!("/applications/{id}/edit"),
        "applications-done-carried-over",
    )
}

/// Where to after saving: the next section by default, the review after the last one.
fn next(draft: &Draft, section: &Section, then: &str) -> String {
    let here = path(&draft.application);
    let following = draft
        .form
        .sections
        .iter()
        .skip_while(|one| one.code != section.code)
        .nth(1);
    match (then, following) {
        ("stay", _) => draft.href(section),
        ("review", _) | (_, None) => format!("{here}/submit"),
        (_, Some(following)) => draft.href(following),
    }
}

/// Conflicts with the name of who wrote the other value.
async fn named(visit: &Visit, conflicts: Vec<Conflict>) -> Result<Vec<(Conflict, String)>, Problem> {
    let ids: Vec<base::PersonId> = conflicts.iter().filter_map(|one| one.by).collect();
    let names = people::names(visit.app.db.reader(), &ids).await?;
    Ok(conflicts
        .into_iter()
        .map(|conflict| {
            let name = conflict.by.and_then(|by| names.get(&by).cloned());
            (conflict, name.unwrap_or_else(|| visit.t("applications-somebody")))
        })
        .collect())
}
