//! `/applications/{application}/check`: the officer's formal check with its checklist.

use axum::extract::Path;
use base::Problem;
use base_web::view::{Block, Cell, Choice, Facts, Field, Form, Notice, Page, Tone};
use base_web::{ApiJson, FormData, Reply, Visit};

use super::desk_json::{CheckPointJson, ChecklistJson, SaveCheckJson};
use super::requests::unanswered_blocks;
use super::{path, title};
use crate::access;
use crate::answers::{self, OpenPoint};
use crate::model::{
    Application, ApplicationId, ApplicationState, CheckOutcome, CheckPoint, CheckResult, Checked,
    CheckedPoint,
};
use crate::rules::checklist;
use crate::usecases::{self, CLASH, SaveCheck, Seen, checked};
use crate::{queries, rules};

pub(super) async fn show(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    access::require_officer(&visit.ctx, &application)?;
    if application.state != ApplicationState::InCheck {
        return visit.go(&path(&application));
    }
    visit.page(check_page(&visit, &application, &FormData::default(), None).await?)
}

/// The page; `problem` belongs to what `data` holds.
async fn check_page(
    visit: &Visit,
    application: &Application,
    data: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let call = calls::call(db, application.call_id).await?;
    let recorded = queries::checklist(db, application.id).await?;
    let points = queries::check_points(db, application).await?;
    let requests = queries::document_requests(db, application.id).await?;
    let open = answers::open_points(db, application, visit.lang()).await?;
    let objections = rules::objections(application, &call);
    let others = queries::next_to_check(db, &visit.ctx, application).await?;
    let here = path(application);
    let mut page = Page::new(visit.t("applications-check"))
        .kicker(format!("{} · {}", application.label(), application.lead_name))
        .crumb("/applications", visit.t("applications-title"))
        .crumb(&here, application.label())
        .lead(title(visit, application));
    for code in objections {
        let text = visit.tw(
            &format!("applications-objection-{code}"),
            &[
                ("lead", &application.lead_name),
                ("minimum", &visit.money(call.minimum)),
            ],
        );
        page = page.block(Notice::new(
            Tone::Danger,
            format!("{code}: {}", visit.t(&format!("applications-reason-{code}"))),
            text,
        ));
    }
    page = page.block(found_by_system(visit, &open));
    let doubtful = answers::doubts_of(db, application, &call, visit.lang()).await?;
    page = page.blocks(doubts(visit, &doubtful));
    let unanswered = requests.iter().find(|one| one.is_unanswered());
    if let Some(request) = unanswered {
        page = page.blocks(unanswered_blocks(visit, application, request));
    } else if let Some(request) = requests.first().filter(|one| one.answered_at.is_some()) {
        // what came in since stands beside what was asked for
        let answer = super::requests::blocks(visit, application, std::slice::from_ref(request)).await?;
        page = page.section("answer", visit.t("applications-check-answer"), answer);
    }
    page = page.blocks(outcome_block(visit, application, &points, &recorded));
    let hints = super::hints::blocks(visit, application).await?;
    page = page.section("hints", visit.t("applications-part-hints"), hints);
    Ok(page.block(
        checklist_form(
            visit,
            application,
            (&points, &recorded),
            (others.len(), unanswered.is_some()),
            data,
            problem,
        )
        .await?,
    ))
}

/// What the program found missing; the officer decides what it means.
fn found_by_system(visit: &Visit, open: &[OpenPoint]) -> Block {
    if open.is_empty() {
        return Notice::new(Tone::Success, visit.t("applications-nothing-open"), "").into();
    }
    let mut facts = Facts::new();
    for point in open {
        facts = facts.row(point.label.clone(), Cell::text(visit.say(&point.problem.text)));
    }
    let summary = visit.tw("applications-open-points", &[("count", &open.len().to_string())]);
    Block::Details(summary, vec![facts.into()])
}

/// What may be right and still wants a look (handbook 3.3: A4, A9).
fn doubts(visit: &Visit, doubtful: &[OpenPoint]) -> Vec<Block> {
    let notice = |point: &OpenPoint| {
        Notice::new(Tone::Info, point.label.clone(), visit.say(&point.problem.text)).into()
    };
    doubtful.iter().map(notice).collect()
}

/// One form for everything on the page: whatever button is pressed, what was judged is kept.
async fn checklist_form(
    visit: &Visit,
    application: &Application,
    (points, recorded): (&[CheckPoint], &[CheckedPoint]),
    (others, is_unanswered): (usize, bool),
    typed: &FormData,
    problem: Option<&Problem>,
) -> Result<Form, Problem> {
    let people: Vec<_> = recorded.iter().filter_map(|one| one.checked_by).collect();
    let names = people::names(visit.app.db.reader(), &people).await?;
    let date = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let mut stored = FormData::default()
        .with("first_contract_on", date(application.first_contract_on))
        .with("early_start_from", date(application.early_start_from));
    let mut form = visit
        .form(format!("{}/check", path(application)))
        .heading(visit.t("applications-checklist"))
        .hidden("version", application.version);
    let shown = Shown::new(application, recorded, typed, problem);
    for point in points {
        let known = recorded.iter().find(|one| one.code == point.code);
        let result = known.map_or(CheckResult::Open, |one| one.result);
        stored = stored.with(&format!("result_{}", point.code), result).with(
            &format!("remark_{}", point.code),
            known.map_or("", |one| one.remark.as_str()),
        );
        let results = CheckResult::ALL
            .iter()
            .filter(|result| point.is_curable || **result != CheckResult::Curable)
            .map(|result| Choice::new(result, visit.t(&format!("applications-check-{result}"))))
            .collect();
        let seen = shown.seen(&point.code);
        form = form.hidden(seen_name("result", &point.code), seen.result);
        form = form.hidden(seen_name("remark", &point.code), seen.remark);
        let words = label(visit, point);
        let mut field = Field::radio(format!("result_{}", point.code), &words, results)
            .in_row()
            .required();
        if let Some(one) = known {
            let name = one.checked_by.and_then(|person| names.get(&person));
            field = field.hint(visit.tw(
                "applications-checked-by",
                &[
                    ("name", name.map_or("–", String::as_str)),
                    ("at", &visit.datetime(one.checked_at)),
                ],
            ));
        }
        form = form.field(field).field(
            Field::text(
                format!("remark_{}", point.code),
                visit.tw("applications-check-remark", &[("point", &words)]),
            )
            .max(1_000),
        );
    }
    form = form
        .field(
            Field::date("first_contract_on", visit.t("applications-first-contract"))
                .hint(visit.t("applications-first-contract-hint")),
        )
        .field(Field::date(
            "early_start_from",
            visit.t("applications-early-start"),
        ))
        .fields(
            is_unanswered.then(|| Field::textarea("note", visit.t("applications-go-on-note"), 3).max(4_000)),
        )
        .field(Field::note(
            visit.tw("applications-check-buttons", &[("count", &others.to_string())]),
        ))
        .submit(visit.t("applications-save-check"));
    if others > 0 {
        form = form.button(visit.t("applications-check-and-next"), "then", "next");
    }
    if is_unanswered {
        form = form.button(visit.t("applications-go-on"), "then", "go-on");
    }
    if checklist::outcome(points, recorded) != Some(CheckOutcome::Ineligible) {
        form = form
            .button(visit.t("applications-complete"), "then", "complete")
            .button(visit.t("applications-request-documents"), "then", "request");
    }
    let days = [
        ("first_contract_on", application.first_contract_on),
        ("early_start_from", application.early_start_from),
    ];
    for (name, on) in days {
        form = form.hidden(seen_name("day", name), shown.seen_day(name, &date(on)));
    }
    form = form.fill(&shown.values(stored));
    Ok(match problem {
        Some(problem) => form.problem(problem),
        None => form,
    })
}

/// The hidden field that says what the page showed.
fn seen_name(what: &str, code: &str) -> String {
    format!("seen_{what}_{code}")
}

/// What a form that came back shows: what the officer changed as typed, everything else as it stands by now.
struct Shown<'a> {
    stored: Seen,
    typed: &'a FormData,
    /// The officer was told what others wrote: from now on that counts as seen.
    is_told: bool,
}

impl<'a> Shown<'a> {
    fn new(
        application: &Application,
        recorded: &[CheckedPoint],
        typed: &'a FormData,
        problem: Option<&Problem>,
    ) -> Self {
        let is_clash = |key: &str| key.starts_with(CLASH);
        Self {
            stored: Seen {
                items: recorded.iter().map(checked).collect(),
                first_contract_on: application.first_contract_on,
                early_start_from: application.early_start_from,
            },
            typed,
            is_told: matches!(problem, Some(Problem::Invalid(fields))
                if fields.iter().any(|field| is_clash(&field.text.key))),
        }
    }

    /// Whether the officer changed this field of what the page showed.
    fn is_mine(&self, field: &str, seen: &str) -> bool {
        self.typed.has(seen) && self.typed.get(field) != self.typed.get(seen)
    }

    fn is_my_point(&self, code: &str) -> bool {
        ["result", "remark"]
            .into_iter()
            .any(|what| self.is_mine(&format!("{what}_{code}"), &seen_name(what, code)))
    }

    fn seen(&self, code: &str) -> Checked {
        if self.is_told || !self.is_my_point(code) {
            return self.stored.item(code);
        }
        seen_of(self.typed).unwrap_or_default().item(code)
    }

    fn seen_day(&self, name: &str, stored: &str) -> String {
        let seen = seen_name("day", name);
        if self.is_told || !self.is_mine(name, &seen) {
            return stored.to_owned();
        }
        self.typed.get(&seen).to_owned()
    }

    fn values(&self, stored: FormData) -> FormData {
        if self.typed.0.is_empty() {
            return stored;
        }
        let mut values = self.typed.clone();
        for (name, value) in stored.0 {
            let is_mine = match name.split_once('_') {
                Some(("result" | "remark", code)) => self.is_my_point(code),
                _ => self.is_mine(&name, &seen_name("day", &name)),
            };
            if !is_mine {
                values.0.retain(|(typed, _)| *typed != name);
                values = values.with(&name, value);
            }
        }
        values
    }
}

/// What the page showed, as the form sends it along; a form that does not is judged by its version.
fn seen_of(data: &FormData) -> Option<Seen> {
    data.0.iter().find(|(name, _)| name.starts_with("seen_"))?;
    let items = data.0.iter().filter_map(|(name, value)| {
        let code = name.strip_prefix("seen_result_")?;
        Some(Checked {
            item: code.to_owned(),
            result: value.parse().ok()?,
            remark: data.get(&seen_name("remark", code)).to_owned(),
        })
    });
    let day = |name: &str| data.get(&seen_name("day", name)).parse().ok();
    Some(Seen {
        items: items.collect(),
        first_contract_on: day("first_contract_on"),
        early_start_from: day("early_start_from"),
    })
}

/// The call's own words, or those of a standard point.
fn label(visit: &Visit, point: &CheckPoint) -> String {
    match &point.document {
        Some(document) => document.label(visit.lang()),
        None => visit.t(&format!("applications-item-{}", point.code)),
    }
}

/// What the check comes to so far, and what follows from it.
pub(super) fn outcome_block(
    visit: &Visit,
    application: &Application,
    points: &[CheckPoint],
    recorded: &[CheckedPoint],
) -> Vec<Block> {
    let Some(outcome) = checklist::outcome(points, recorded) else {
        let open = checklist::open(points, recorded).to_string();
        return vec![Block::Text(
            visit.tw("applications-outcome-open", &[("count", &open)]),
        )];
    };
    let tone = match outcome {
        CheckOutcome::Complete => Tone::Success,
        CheckOutcome::Curable => Tone::Warning,
        CheckOutcome::Ineligible => Tone::Danger,
    };
    let mut blocks = vec![
        Notice::new(
            tone,
            visit.t(&format!("applications-outcome-{outcome}")),
            visit.t(&format!("applications-outcome-{outcome}-next")),
        )
        .into(),
    ];
    if outcome == CheckOutcome::Ineligible {
        let propose = format!("{}/propose", path(application));
        blocks.push(Block::Actions(vec![base_web::view::Action::link(
            visit.t("applications-propose"),
            propose,
        )]));
    }
    blocks
}

/// What follows a saved check.
enum Then {
    Stay,
    Complete,
    /// The next case; this one is completed on the way if nothing is open.
    Next,
    /// On without the documents that nobody sent.
    GoOn,
    RequestDocuments,
}

impl Then {
    fn of(data: &FormData) -> Self {
        match data.get("then") {
            "complete" => Self::Complete,
            "next" => Self::Next,
            "go-on" => Self::GoOn,
            "request" => Self::RequestDocuments,
            _ => Self::Stay,
        }
    }
}

pub(super) async fn save(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    let db = visit.app.db.reader();
    let application = queries::application(db, &visit.ctx, id).await?;
    let here = path(&application);
    let saved = async {
        let check = command(&visit, &application, &data).await?;
        match seen_of(&data) {
            Some(seen) => usecases::save_check_seen(&visit.app.db, &visit.ctx, check, &seen).await?,
            None => usecases::save_check(&visit.app.db, &visit.ctx, check).await?,
        };
        let then = Then::of(&data);
        let is_complete = match then {
            Then::Complete => true,
            Then::Next => {
                let points = queries::check_points(db, &application).await?;
                let recorded = queries::checklist(db, id).await?;
                checklist::outcome(&points, &recorded) == Some(CheckOutcome::Complete)
            }
            Then::Stay | Then::RequestDocuments | Then::GoOn => false,
        };
        if matches!(then, Then::GoOn) {
            usecases::continue_unanswered(&visit.app.db, &visit.ctx, id, data.get("note")).await?;
        }
        if is_complete {
            usecases::complete(&visit.app.db, &visit.ctx, id).await?;
        }
        Ok((then, is_complete))
    };
    match saved.await {
        Ok((Then::Complete, _)) => visit.done(&here, "applications-done-complete"),
        Ok((Then::Next, is_complete)) => {
            let done = if is_complete {
                "applications-done-complete-before"
            } else {
                "applications-done-checked-before"
            };
            next(&visit, &application, done).await
        }
        Ok((Then::RequestDocuments, _)) => {
            visit.done(&format!("{here}/request-documents"), "applications-done-checked")
        }
        Ok((Then::GoOn, _)) => visit.done(&format!("{here}/check"), "applications-done-continued"),
        Ok((Then::Stay, _)) => visit.done(&format!("{here}/check"), "applications-done-checked"),
        Err(problem) => {
            // the checklist may have been saved before completing was refused: show its new version
            let now = queries::application(db, &visit.ctx, id).await?;
            let page = check_page(&visit, &now, &data, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

/// On to the check of the next case; after the last one to the case that was open.
pub(super) async fn next(visit: &Visit, application: &Application, done: &str) -> Reply {
    let others = queries::next_to_check(visit.app.db.reader(), &visit.ctx, application).await?;
    match others.first() {
        Some(other) => visit.done(&format!("{}/check", crate::mails::case_path(*other)), done),
        None => visit.done(&path(application), "applications-done-last-checked"),
    }
}

async fn command(visit: &Visit, application: &Application, data: &FormData) -> Result<SaveCheck, Problem> {
    let mut read = data.read();
    let version = read.version();
    let first_contract_on = read.optional_date("first_contract_on");
    let early_start_from = read.optional_date("early_start_from");
    read.finish()?;
    let points = queries::check_points(visit.app.db.reader(), application).await?;
    let items = points
        .into_iter()
        .filter_map(|point| {
            let result = data.get(&format!("result_{}", point.code)).parse().ok()?;
            Some(Checked {
                result,
                remark: base::names::clean(data.get(&format!("remark_{}", point.code))),
                item: point.code,
            })
        })
        .collect();
    Ok(SaveCheck {
        application: application.id,
        version,
        items,
        first_contract_on,
        early_start_from,
    })
}

pub(super) async fn complete(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = usecases::complete(&visit.app.db, &visit.ctx, id).await?;
    visit.done(&path(&application), "applications-done-complete")
}

/// The checklist as the API shows it.
async fn checklist_json(visit: &Visit, application: &Application) -> Result<ChecklistJson, Problem> {
    let db = visit.app.db.reader();
    let recorded = queries::checklist(db, application.id).await?;
    let points = queries::check_points(db, application).await?;
    Ok(ChecklistJson {
        version: application.version,
        outcome: checklist::outcome(&points, &recorded),
        points: points
            .into_iter()
            .map(|point| {
                let known = recorded.iter().find(|one| one.code == point.code);
                CheckPointJson {
                    is_curable: point.is_curable,
                    result: known.map_or(CheckResult::Open, |one| one.result),
                    remark: known.map(|one| one.remark.clone()).unwrap_or_default(),
                    checked_by: known.and_then(|one| one.checked_by).map(|person| person.0),
                    checked_at: known.map(|one| one.checked_at),
                    code: point.code,
                }
            })
            .collect(),
    })
}

pub(super) async fn api_show(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    access::require_officer(&visit.ctx, &application)?;
    base_web::api::ok(checklist_json(&visit, &application).await?)
}

pub(super) async fn api_save(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    ApiJson(sent): ApiJson<SaveCheckJson>,
) -> Reply {
    let command = SaveCheck {
        application: id,
        version: sent.version,
        items: sent.items,
        first_contract_on: sent.first_contract_on,
        early_start_from: sent.early_start_from,
    };
    let application = usecases::save_check(&visit.app.db, &visit.ctx, command).await?;
    base_web::api::ok(checklist_json(&visit, &application).await?)
}
