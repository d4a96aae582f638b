//! `/calls/{call}/letters`: the letters of a round of decisions, issued at once, printed for the post; and single ones.

use applications::ApplicationId;
use axum::extract::{Path, RawQuery};
use base::{Problem, Role, Scope, Text};
use base_sheets::write::{Column, Kind, Notes, Value, WorkbookWriter};
use base_web::view::{Action, Block, Cell, Choice, Field, Notice, Page, Table, Tone};
use base_web::{ApiJson, FormData, Reply, Visit, api};
use calls::Call;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{call, list, sentences};
use crate::model::{CaseNotice, Channel, NoticeKind};
use crate::usecases::{self, LetterOutcome, Posted, VOLUME};
use crate::{access, queries};

/// The letters of a round, in the order of the page.
const ROUND: [NoticeKind; 4] = [
    NoticeKind::Award,
    NoticeKind::Agreement,
    NoticeKind::Rejection,
    NoticeKind::PartialOffer,
];
/// Those that are issued here; awards and agreements are issued with their grants.
const ISSUED_HERE: [NoticeKind; 2] = [NoticeKind::Rejection, NoticeKind::PartialOffer];

fn label(visit: &Visit, kind: NoticeKind) -> String {
    visit.t(&format!("grants-letter-{kind}"))
}

fn href(call: &Call) -> String {
    format!("/calls/{}/letters", call.id)
}

pub(super) async fn index(visit: Visit, Path(text): Path<String>) -> Reply {
    let call = call(&visit, &text).await?;
    calls::access::require(&visit.ctx, &call, access::OFFICE)?;
    let page = page(&visit, &call, None).await?;
    visit.page(page)
}

fn frame(visit: &Visit, call: &Call) -> Page {
    Page::new(visit.t("grants-letters"))
        .kicker(&call.code)
        .lead(visit.t("grants-letters-lead"))
        .crumb("/calls", visit.t("calls-title"))
        .crumb(format!("/calls/{}", call.id), &call.code)
        .crumb(format!("/calls/{}/grants", call.id), visit.t("grants-title"))
}

async fn page(visit: &Visit, call: &Call, failed: Option<&Problem>) -> Result<Page, Problem> {
    let mut page = frame(visit, call);
    if let Some(problem) = failed {
        let title = base_web::failure::title(visit.lang(), problem);
        page = page.block(Notice::new(Tone::Danger, title, sentences(visit, problem)));
    }
    let is_head = visit.ctx.has(Role::RL, Scope::Programme(call.programme_id.0));
    for kind in ISSUED_HERE {
        let waiting = usecases::waiting(visit.app.db.reader(), &visit.ctx, call, kind).await?;
        if !waiting.is_empty() {
            let blocks = to_issue(visit, call, kind, waiting.len(), is_head);
            page = page.section(kind.code(), label(visit, kind), blocks);
        }
    }
    let mut by_post = post(visit, call).await?;
    by_post.extend(posting(visit, call).await?);
    page = page.section("post", visit.t("grants-letters-post"), by_post);
    let filed = filed(visit, call).await?;
    Ok(page.section("filed", visit.t("grants-letters-filed"), vec![filed.into()]))
}

fn to_issue(visit: &Visit, call: &Call, kind: NoticeKind, count: usize, is_head: bool) -> Vec<Block> {
    let count = count.to_string();
    let text = visit.tw(&format!("grants-letters-wait-{kind}"), &[("count", &count)]);
    let mut blocks = vec![Block::Text(text)];
    if is_head {
        let channels = Channel::ALL
            .iter()
            .map(|channel| Choice::new(channel, visit.t(&format!("grants-channel-{channel}"))));
        let form = visit
            .form(href(call))
            .hidden("kind", kind)
            .field(
                Field::radio("channel", visit.t("grants-channel"), channels.collect())
                    .required()
                    .value(Channel::Portal)
                    .hint(visit.t("grants-channel-fallback")),
            )
            .submit(visit.tw("grants-letters-issue", &[("count", &count)]))
            .confirm(visit.t("grants-letters-confirm"));
        blocks.push(form.into());
    }
    blocks
}

/// What goes by post, by kind: print and addresses.
async fn post(visit: &Visit, call: &Call) -> Result<Vec<Block>, Problem> {
    let mut table = Table::new(visit.lang(), visit.t("grants-letters-post"))
        .hidden_caption()
        .column(visit.t("grants-letters-kind"))
        .number_column(visit.t("grants-letters-count"))
        .column(visit.t("grants-letters-files"))
        .empty(visit.t("grants-letters-no-post"));
    for kind in ROUND {
        let all = usecases::posted(visit.app.db.reader(), &visit.ctx, call, kind).await?;
        if all.is_empty() {
            continue;
        }
        let volumes = all.len().div_ceil(VOLUME);
        let mut files: Vec<Action> = (1..=volumes)
            .map(|volume| {
                let name = match volumes {
                    1 => visit.t("grants-letters-print"),
                    _ => visit.tw("grants-letters-volume", &[("volume", &volume.to_string())]),
                };
                Action::link(name, format!("{}/print?kind={kind}&volume={volume}", href(call)))
            })
            .collect();
        files.push(Action::link(
            visit.t("grants-letters-addresses"),
            format!("{}/addresses.xlsx?kind={kind}", href(call)),
        ));
        table = table.row(vec![
            Cell::text(label(visit, kind)),
            Cell::integer(visit.lang(), i64::try_from(all.len()).unwrap_or(i64::MAX)),
            Cell::Actions(files),
        ]);
    }
    Ok(vec![
        Block::Text(visit.t("grants-letters-post-text")),
        table.into(),
    ])
}

/// The day of posting of all notices that have none noted; for officers.
async fn posting(visit: &Visit, call: &Call) -> Result<Option<Block>, Problem> {
    if !visit.ctx.has(Role::SB, Scope::Programme(call.programme_id.0)) {
        return Ok(None);
    }
    let db = visit.app.db.reader();
    let open = usecases::unposted(db, &visit.ctx, call.id).await?.len()
        + usecases::unposted_acts(db, &visit.ctx, call.id).await?.len();
    if open == 0 {
        return Ok(None);
    }
    let count = open.to_string();
    let form = visit
        .form(format!("{}/posted", href(call)))
        .field(
            Field::date("posted_on", visit.t("grants-posted-on"))
                .required()
                .value(base::calendar::local_date(visit.ctx.now))
                .hint(visit.t("grants-posted-round-hint")),
        )
        .submit(visit.tw("grants-posting-all", &[("count", &count)]));
    Ok(Some(form.into()))
}

pub(super) async fn note_postings(visit: Visit, Path(text): Path<String>, data: FormData) -> Reply {
    let call = call(&visit, &text).await?;
    let done = async {
        let mut read = data.read();
        let posted_on = read.date("posted_on");
        read.finish()?;
        let posted_on = posted_on.ok_or_else(|| Problem::broken("a checked field is missing"))?;
        usecases::note_postings(&visit.app.db, &visit.ctx, call.id, posted_on).await
    };
    match done.await {
        Ok(outcomes) => list::report(&visit, &call, "grants-report-posted", Ok(outcomes)).await,
        Err(problem @ (Problem::Refused { .. } | Problem::Invalid(_))) => {
            let page = page(&visit, &call, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Letters without a grant that are out, as far as the person sees the cases.
async fn filed(visit: &Visit, call: &Call) -> Result<Table, Problem> {
    let db = visit.app.db.reader();
    let cases = applications::of_call(db, &visit.ctx, call.id, &[]).await?;
    let notices = queries::case_notices(db, call.id, &ISSUED_HERE).await?;
    let rows = notices.iter().filter_map(|notice| {
        let case = cases.iter().find(|case| case.id == notice.application_id)?;
        Some(vec![
            Cell::link(format!("/applications/{}", case.id), case.label()),
            Cell::text(&case.lead_name),
            Cell::link(letter_href(notice), label(visit, notice.kind)),
            Cell::text(visit.t(&format!("grants-channel-{}", notice.channel))),
            Cell::date(visit.lang(), notice.sent_on),
        ])
    });
    Ok(Table::new(visit.lang(), visit.t("grants-letters-filed"))
        .hidden_caption()
        .column(visit.t("grants-number"))
        .column(visit.t("grants-letters-applicant"))
        .column(visit.t("grants-letters-kind"))
        .column(visit.t("grants-channel"))
        .column(visit.t("grants-letters-sent"))
        .rows(rows)
        .empty(visit.t("grants-letters-none")))
}

pub(super) fn letter_href(notice: &CaseNotice) -> String {
    format!("/applications/{}/letters/{}", notice.application_id, notice.id)
}

fn issued_here(code: &str) -> Result<NoticeKind, Problem> {
    let kind = NoticeKind::from_code(code).filter(|kind| ISSUED_HERE.contains(kind));
    kind.ok_or_else(|| Problem::field("kind", Text::new("field-choice")))
}

pub(super) async fn issue(visit: Visit, Path(text): Path<String>, data: FormData) -> Reply {
    let call = call(&visit, &text).await?;
    let done = async {
        let kind = issued_here(data.get("kind"))?;
        let mut read = data.read();
        let channel = read.choice::<Channel>("channel");
        read.finish()?;
        let channel = channel.ok_or_else(|| Problem::field("channel", Text::new("field-required")))?;
        let (db, files) = (&visit.app.db, &visit.app.files);
        usecases::issue_letters(db, files, &visit.ctx, call.id, kind, channel).await
    };
    let outcomes = match done.await {
        Ok(outcomes) => outcomes,
        Err(problem @ (Problem::Refused { .. } | Problem::Stale | Problem::Invalid(_))) => {
            let page = page(&visit, &call, Some(&problem)).await?;
            return visit.again(problem.clone(), |_| page);
        }
        Err(problem) => return Err(problem.into()),
    };
    let refused = outcomes.iter().filter(|outcome| outcome.result.is_err()).count();
    let tone = if refused == 0 {
        Tone::Success
    } else {
        Tone::Warning
    };
    let args = [
        ("done", &*(outcomes.len() - refused).to_string()),
        ("refused", &*refused.to_string()),
    ];
    let back = Action::link(visit.t("grants-letters-back"), href(&call)).primary();
    visit.page(
        frame(&visit, &call)
            .block(Notice::new(
                tone,
                visit.tw("grants-letters-report", &args),
                String::new(),
            ))
            .block(results(&visit, &outcomes))
            .block(Block::Actions(vec![back])),
    )
}

fn results(visit: &Visit, outcomes: &[LetterOutcome]) -> Table {
    let rows = outcomes.iter().map(|outcome| {
        let result = match &outcome.result {
            Ok(notice) => Cell::link(letter_href(notice), label(visit, notice.kind)),
            Err(problem) => Cell::Many(vec![
                Cell::badge(Tone::Danger, visit.t("grants-refused")),
                Cell::Text(sentences(visit, problem)),
            ]),
        };
        let case = format!("/applications/{}", outcome.application_id);
        vec![
            Cell::link(case, &outcome.number),
            Cell::Text(outcome.body_name.clone()),
            result,
        ]
    });
    Table::new(visit.lang(), visit.t("grants-results"))
        .column(visit.t("grants-number"))
        .column(visit.t("grants-letters-applicant"))
        .column(visit.t("grants-result"))
        .rows(rows)
        .empty(visit.t("grants-results-none"))
}

/// Kind and volume of an address. Error: not found for a kind that is none of a round.
fn wanted(query: Option<String>) -> Result<(NoticeKind, usize), Problem> {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let kind = NoticeKind::from_code(query.get("kind"))
        .filter(|kind| ROUND.contains(kind))
        .ok_or(Problem::not_found("letters"))?;
    Ok((kind, query.get("volume").parse().unwrap_or(1)))
}

pub(super) async fn print(visit: Visit, Path(text): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let call = call(&visit, &text).await?;
    let (kind, volume) = wanted(query)?;
    let pdf = usecases::print(visit.app.db.reader(), &visit.ctx, &call, kind, volume).await?;
    let name = format!("{} {} {volume}.pdf", label(&visit, kind), call.code);
    visit.download(&name, "application/pdf", pdf.bytes)
}

/// The list of addresses as a workbook, in the order of the print (export rules of handbook 7.2).
pub(super) async fn addresses(visit: Visit, Path(text): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let call = call(&visit, &text).await?;
    let (kind, _) = wanted(query)?;
    let all = usecases::posted(visit.app.db.reader(), &visit.ctx, &call, kind).await?;
    let bytes = workbook(&visit, &call, kind, &all).map_err(Problem::broken)?;
    let name = format!(
        "{} {} {}.xlsx",
        visit.t("grants-letters-addresses"),
        label(&visit, kind),
        call.code
    );
    let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    visit.download(&name, media, bytes)
}

fn workbook(
    visit: &Visit,
    call: &Call,
    kind: NoticeKind,
    all: &[Posted],
) -> Result<Vec<u8>, base_sheets::write::WriteError> {
    let text = |key: &str| Column::new(visit.t(key), Kind::Text);
    let columns = vec![
        Column::new(visit.t("grants-letters-place"), Kind::Int),
        text("grants-number"),
        text("grants-letters-applicant"),
        text("grants-letters-address"),
        Column::new(visit.t("grants-letters-sent"), Kind::Date),
        Column::new(visit.t("grants-letters-pages"), Kind::Int).summed(),
    ];
    let mut out = WorkbookWriter::new(&visit.t("grants-letters-addresses"), columns)?;
    for (place, posted) in (1..).zip(all) {
        out.row(&[
            Value::Int(place),
            posted.number.as_str().into(),
            posted.name.as_str().into(),
            posted.address.join(", ").into(),
            posted.sent_on.into(),
            Value::Int(posted.pages),
        ])?;
    }
    let person = visit.ctx.find_person().map(|person| person.name.clone());
    out.finish(&Notes {
        title: visit.t("grants-letters-notes"),
        lines: vec![
            (visit.t("grants-letters-notes-at"), visit.datetime(visit.ctx.now)),
            (visit.t("grants-letters-notes-by"), person.unwrap_or_default()),
            (
                visit.t("grants-letters-notes-what"),
                format!("{} {}", label(visit, kind), call.code),
            ),
        ],
    })
}

pub(super) async fn download(
    visit: Visit,
    Path((application, letter)): Path<(ApplicationId, Uuid)>,
) -> Reply {
    let (db, files) = (&visit.app.db, &visit.app.files);
    let file = usecases::fetch_letter(db, files, &visit.ctx, application, letter).await?;
    visit.download(&file.name, "application/pdf", file.bytes.to_vec())
}

/// A letter to an applicant without a grant.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CaseLetterJson {
    id: Uuid,
    application_id: Uuid,
    kind: NoticeKind,
    channel: Channel,
    sent_on: chrono::NaiveDate,
    pages: i64,
    sha256: String,
}

impl From<&CaseNotice> for CaseLetterJson {
    fn from(notice: &CaseNotice) -> Self {
        Self {
            id: notice.id,
            application_id: notice.application_id.0,
            kind: notice.kind,
            channel: notice.channel,
            sent_on: notice.sent_on,
            pages: notice.pages,
            sha256: notice.file_sha256.clone(),
        }
    }
}

/// The letters of a round that are out.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CaseLetterListJson {
    items: Vec<CaseLetterJson>,
}

/// Issues all letters of a kind that wait.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct IssueLettersJson {
    /// `REJECTION` or `PARTIAL_OFFER`.
    kind: NoticeKind,
    channel: Channel,
}

/// What became of one letter.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LetterResultJson {
    application_id: Uuid,
    number: String,
    /// Null when it was refused.
    letter: Option<CaseLetterJson>,
    /// Why it was refused.
    problem: Option<String>,
}

/// What became of each letter.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LetterBatchJson {
    items: Vec<LetterResultJson>,
}

pub(super) async fn list_json(visit: Visit, Path(text): Path<String>) -> Reply {
    let call = call(&visit, &text).await?;
    calls::access::require(&visit.ctx, &call, access::OFFICE)?;
    let db = visit.app.db.reader();
    let cases = applications::of_call(db, &visit.ctx, call.id, &[]).await?;
    let notices = queries::case_notices(db, call.id, &ISSUED_HERE).await?;
    let seen = notices
        .iter()
        .filter(|notice| cases.iter().any(|case| case.id == notice.application_id));
    api::ok(CaseLetterListJson {
        items: seen.map(CaseLetterJson::from).collect(),
    })
}

pub(super) async fn issue_json(
    visit: Visit,
    Path(text): Path<String>,
    ApiJson(sent): ApiJson<IssueLettersJson>,
) -> Reply {
    let call = call(&visit, &text).await?;
    let kind = issued_here(sent.kind.code())?;
    let (db, files) = (&visit.app.db, &visit.app.files);
    let done = usecases::issue_letters(db, files, &visit.ctx, call.id, kind, sent.channel).await?;
    let items = done.iter().map(|outcome| LetterResultJson {
        application_id: outcome.application_id.0,
        number: outcome.number.clone(),
        letter: outcome.result.as_ref().ok().map(CaseLetterJson::from),
        problem: outcome
            .result
            .as_ref()
            .err()
            .map(|problem| sentences(&visit, problem)),
    });
    api::ok(LetterBatchJson {
        items: items.collect(),
    })
}
