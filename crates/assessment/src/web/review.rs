//! `/reviews/{review}`: the declaration first, then the application beside the criteria.

use axum::extract::Path;
use base::Problem;
use base_web::view::{Block, Cell, Choice, Facts, Field, Form, Notice, Page, Section, Tone};
use base_web::{FormData, Reply, Visit};
use calls::Criterion;

use super::{Again, again, badge, review_id};
use crate::model::{Interest, Review, ReviewId, ReviewState, ReviewTask, Score, Scores};
use crate::queries;
use crate::usecases::{self, Declare, SaveScores, Sheet};

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Reply {
    let id = review_id(&id)?;
    let page = page(&visit, id, None).await?;
    visit.page(page)
}

/// The declaration while it is missing, else the sheet.
async fn page(visit: &Visit, id: ReviewId, refused: Option<&Again<'_>>) -> Result<Page, Problem> {
    match usecases::open_review(&visit.app.db, &visit.ctx, id).await {
        Ok(sheet) => sheet_page(visit, &sheet, refused).await,
        Err(Problem::Refused {
            code: "declaration-missing",
            ..
        }) => undeclared_page(visit, id, refused).await,
        Err(problem) => Err(problem),
    }
}

/// Only number and bodies, which must be known to declare an interest in them.
async fn undeclared_page(visit: &Visit, id: ReviewId, refused: Option<&Again<'_>>) -> Result<Page, Problem> {
    let task = own_task(visit, id).await?;
    let parties = applications::parties_of(visit.app.db.reader(), task.application_id).await?;
    let bodies: Vec<String> = parties.into_iter().map(|party| party.name).collect();
    let page = Page::new(visit.tw("reviews-declare-title", &[("number", &task.number)]))
        .badge(badge(visit, task.state))
        .crumb("/reviews", visit.t("reviews-title"))
        .block(Facts::new().row(visit.t("reviews-bodies"), Cell::Lines(bodies.join("\n"))));
    if task.state != ReviewState::Assigned {
        return Ok(page.block(Notice::new(
            Tone::Info,
            visit.t(&format!("reviews-refused-{}", task.state)),
            "",
        )));
    }
    if task.declared.is_some() {
        return Ok(page.block(Notice::new(
            Tone::Info,
            visit.t("reviews-concern-waits"),
            visit.t("reviews-concern-waits-text"),
        )));
    }
    let choices = Interest::ALL
        .iter()
        .map(|kind| Choice {
            hint: Some(visit.t(&format!("reviews-interest-{kind}-hint"))),
            ..Choice::new(kind, visit.t(&format!("reviews-interest-{kind}")))
        })
        .collect();
    let form = visit
        .form(format!("/reviews/{id}/declaration"))
        .field(Field::radio("interest", visit.t("reviews-interest"), choices).required())
        .field(
            Field::textarea("reason", visit.t("reviews-interest-reason"), 3)
                .hint(visit.t("reviews-interest-reason-hint"))
                .max(2_000),
        )
        .submit(visit.t("reviews-declare"))
        .cancel(visit.t("reviews-back"), "/reviews");
    let page = page.block(Notice::new(
        Tone::Info,
        visit.t("reviews-declare-first"),
        visit.t("reviews-declare-first-text"),
    ));
    Ok(own_hints(visit, &task, page)
        .await?
        .block(again(form, "declare", refused))
        .block(Block::Details(
            visit.t("reviews-decline"),
            vec![decline_form(visit, id, refused).into()],
        )))
}

/// What the data suggest about the person, so that nothing is forgotten; the office's view of it stays there.
async fn own_hints(visit: &Visit, task: &ReviewTask, page: Page) -> Result<Page, Problem> {
    let hints = crate::pool::own_hints(visit.app.db.reader(), &visit.ctx, task.application_id).await?;
    if hints.is_empty() {
        return Ok(page);
    }
    let lines: Vec<String> = hints
        .iter()
        .map(|hint| super::conflicts::sentence(visit, hint))
        .collect();
    Ok(page.block(Notice::new(
        Tone::Warning,
        visit.t("reviews-own-hints"),
        lines.join("; "),
    )))
}

fn decline_form(visit: &Visit, id: ReviewId, refused: Option<&Again<'_>>) -> Form {
    let form = visit
        .form(format!("/reviews/{id}/decline"))
        .field(
            Field::textarea("reason", visit.t("reviews-decline-reason"), 2)
                .required()
                .max(2_000),
        )
        .submit(visit.t("reviews-decline"));
    again(form, "decline", refused)
}

async fn own_task(visit: &Visit, id: ReviewId) -> Result<ReviewTask, Problem> {
    let tasks = queries::reviews_of_person(visit.app.db.reader(), &visit.ctx).await?;
    tasks
        .into_iter()
        .find(|task| task.review == id)
        .ok_or(Problem::not_found("review"))
}

async fn sheet_page(visit: &Visit, sheet: &Sheet, refused: Option<&Again<'_>>) -> Result<Page, Problem> {
    let (review, case) = (&sheet.review, &sheet.application);
    let tasks = queries::reviews_of_person(visit.app.db.reader(), &visit.ctx).await?;
    let (done, all) = queries::own_progress(&tasks, review.call_id);
    let (done, all) = (done.to_string(), all.to_string());
    let page = Page::new(&case.title)
        .kicker(format!("{} · {}", case.label(), case.lead_name))
        .badge(badge(visit, review.state))
        .lead(visit.tw("reviews-progress", &[("done", &done), ("all", &all)]))
        .crumb("/reviews", visit.t("reviews-title"));
    let content = super::application::content(visit, sheet).await?;
    if !matches!(review.state, ReviewState::InProgress | ReviewState::Reopened) {
        return Ok(page
            .block(content)
            .blocks(given_scores(visit, sheet)?)
            .blocks(exclusion(visit, review, refused)));
    }
    let data = typed(review)?;
    let form = score_form(visit, sheet)?.fill(&data);
    let form = again(form, "scores", refused);
    let scores = Section {
        id: "scores".to_owned(),
        heading: visit.t("reviews-scores"),
        blocks: vec![form.into()],
    };
    Ok(page
        .blocks(before_reopening(visit, sheet).await?)
        .block(Block::Beside(vec![content.into()], vec![scores.into()]))
        .block(Block::Details(
            visit.t("reviews-decline"),
            vec![decline_form(visit, review.id, refused).into()],
        ))
        .blocks(exclusion(visit, review, refused)))
}

/// A ground for exclusion may come to light after the declaration, and also after the review was handed in.
fn exclusion(visit: &Visit, review: &Review, refused: Option<&Again<'_>>) -> Vec<Block> {
    if matches!(review.state, ReviewState::Declined | ReviewState::Void) {
        return Vec::new();
    }
    let form = visit
        .form(format!("/reviews/{}/declaration", review.id))
        .hidden("interest", Interest::Excluded)
        .field(Field::note(visit.t("reviews-exclude-text")))
        .field(
            Field::textarea("reason", visit.t("reviews-interest-reason"), 2)
                .required()
                .max(2_000),
        )
        .confirm(visit.t("reviews-exclude-confirm"))
        .submit(visit.t("reviews-exclude"));
    vec![Block::Details(
        visit.t("reviews-exclude"),
        vec![again(form, "declare", refused).into()],
    )]
}

/// What was handed in before the review was reopened; it stays as it was.
async fn before_reopening(visit: &Visit, sheet: &Sheet) -> Result<Vec<Block>, Problem> {
    if sheet.review.state != ReviewState::Reopened {
        return Ok(Vec::new());
    }
    let mut blocks: Vec<Block> = vec![
        Notice::new(
            Tone::Warning,
            visit.t("reviews-reopened"),
            sheet.review.reason.clone(),
        )
        .into(),
    ];
    let versions = crate::store::review_version::of_review(visit.app.db.reader(), sheet.review.id).await?;
    if let Some(last) = versions.into_iter().next_back() {
        let given = sheet.as_handed_in(last);
        blocks.push(Block::Details(
            visit.t("reviews-given-before"),
            given_scores(visit, &given)?,
        ));
    }
    Ok(blocks)
}

/// Every field is saved on its own shortly after it changed; its version is sent along, so that another window is not
/// written over. The buttons do the same without that.
fn score_form(visit: &Visit, sheet: &Sheet) -> Result<Form, Problem> {
    let review = &sheet.review;
    let versions = review.field_versions()?;
    let mut form = visit
        .form(format!("/reviews/{}", review.id))
        .autosave(format!("/api/v1/reviews/{}/fields", review.id))
        .hidden("version", review.version);
    let codes = sheet.call.criteria.iter().map(|criterion| &criterion.code);
    let names = codes.flat_map(|code| [format!("points_{code}"), format!("reason_{code}")]);
    for name in names.chain(["comment".to_owned(), "recommendation".to_owned()]) {
        let version = versions.get(&name).copied().unwrap_or_default();
        form = form.hidden(format!("v.{name}"), version);
    }
    for criterion in &sheet.call.criteria {
        form = form.fields(criterion_fields(visit, criterion));
    }
    Ok(form
        .field(Field::group(visit.t("reviews-overall")))
        .field(Field::textarea("comment", visit.t("reviews-comment"), 4).max(4_000))
        .field(Field::text("recommendation", visit.t("reviews-recommendation")).max(200))
        .submit(visit.t("reviews-save"))
        .button(visit.t("reviews-save-next"), "do", "next")
        .button(visit.t("reviews-submit"), "do", "submit")
        .button(visit.t("reviews-submit-next"), "do", "submit-next"))
}

fn criterion_fields(visit: &Visit, criterion: &Criterion) -> Vec<Field> {
    let code = &criterion.code;
    let weight = criterion.weight.to_string();
    let legend = visit.tw(
        "reviews-criterion",
        &[
            ("code", code),
            ("label", criterion.label(visit.lang())),
            ("weight", &weight),
        ],
    );
    let choices = crate::rules::POINTS
        .map(|points| Choice::new(points, visit.t(&format!("reviews-points-{points}"))))
        .collect();
    let mut fields = vec![Field::group(legend)];
    let anchor = criterion.anchor(visit.lang());
    if !anchor.is_empty() {
        fields.push(Field::note(visit.tw("reviews-anchor", &[("anchor", anchor)])));
    }
    let points = Field::radio(
        format!("points_{code}"),
        visit.tw("reviews-points", &[("code", code)]),
        choices,
    )
    .required();
    let reason = Field::textarea(
        format!("reason_{code}"),
        visit.tw("reviews-reason", &[("code", code)]),
        2,
    );
    fields.push(points);
    fields.push(reason.hint(visit.t("reviews-reason-hint")).max(2_000));
    fields
}

/// What is stored, as the form sends it.
fn typed(review: &Review) -> Result<FormData, Problem> {
    let mut data = FormData::default()
        .with("comment", &review.comment)
        .with("recommendation", &review.recommendation);
    for (code, score) in review.scores()? {
        if let Some(points) = score.points {
            data = data.with(&format!("points_{code}"), points);
        }
        data = data.with(&format!("reason_{code}"), score.reason);
    }
    Ok(data)
}

/// The scores as handed in, for reading.
pub(super) fn given_scores(visit: &Visit, sheet: &Sheet) -> Result<Vec<Block>, Problem> {
    let scores = sheet.review.scores()?;
    let lang = visit.lang();
    let mut table = base_web::view::Table::new(lang, visit.t("reviews-scores"))
        .column(visit.t("reviews-criterion-head"))
        .number_column(visit.t("reviews-weight"))
        .number_column(visit.t("reviews-points-head"))
        .column(visit.t("reviews-reason-head"));
    for criterion in &sheet.call.criteria {
        let score = scores.get(&criterion.code).cloned().unwrap_or_default();
        table = table.row(vec![
            Cell::text(format!("{} {}", criterion.code, criterion.label(lang))),
            Cell::integer(lang, criterion.weight),
            Cell::maybe(score.points.map(|points| Cell::integer(lang, points))),
            if score.reason.is_empty() {
                Cell::Empty
            } else {
                Cell::Lines(score.reason)
            },
        ]);
    }
    let mut facts = Facts::new();
    facts = facts.maybe(
        visit.t("reviews-total"),
        sheet
            .review
            .total_hundredths()
            .map(|total| super::points(visit, total)),
    );
    facts = facts.maybe(
        visit.t("reviews-submitted-at"),
        sheet.review.submitted_at.map(|at| Cell::instant(lang, at)),
    );
    if !sheet.review.comment.is_empty() {
        facts = facts.row(
            visit.t("reviews-comment"),
            Cell::Lines(sheet.review.comment.clone()),
        );
    }
    if !sheet.review.recommendation.is_empty() {
        facts = facts.row(
            visit.t("reviews-recommendation"),
            Cell::text(&sheet.review.recommendation),
        );
    }
    Ok(vec![facts.into(), table.into()])
}

pub(super) async fn declare(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = review_id(&id)?;
    let mut reader = form.read();
    let interest: Option<Interest> = reader.choice("interest");
    let reason = reader.long_text("reason", 2_000);
    let answer = match reader.finish() {
        Ok(()) => {
            let command = Declare {
                review: id,
                interest: interest.unwrap_or(Interest::Excluded),
                reason,
            };
            usecases::declare(&visit.app.db, &visit.ctx, command).await
        }
        Err(problem) => Err(problem),
    };
    match answer {
        Ok(ReviewState::InProgress) => visit.done(&format!("/reviews/{id}"), "reviews-done-declared"),
        Ok(ReviewState::Declined | ReviewState::Void) => visit.done("/reviews", "reviews-done-excluded"),
        Ok(_) => visit.done("/reviews", "reviews-done-concern"),
        Err(problem) => refuse(&visit, id, "declare", &form, problem).await,
    }
}

pub(super) async fn decline(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = review_id(&id)?;
    match usecases::decline(&visit.app.db, &visit.ctx, id, form.get("reason")).await {
        Ok(()) => visit.done("/reviews", "reviews-done-declined"),
        Err(problem) => refuse(&visit, id, "decline", &form, problem).await,
    }
}

pub(super) async fn save(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = review_id(&id)?;
    let action = form.get("do");
    let answer = match read(&form) {
        Ok(command) => saved(&visit, id, &form, command, action.starts_with("submit")).await,
        Err(problem) => Err(problem),
    };
    let (db, ctx) = (&visit.app.db, &visit.ctx);
    if let Err(problem) = answer {
        return refuse(&visit, id, "scores", &form, problem).await;
    }
    let done = if action.starts_with("submit") {
        "reviews-done-submitted"
    } else {
        "reviews-done-saved"
    };
    match action {
        "next" | "submit-next" => {
            let tasks = queries::reviews_of_person(db.reader(), ctx).await?;
            let next = next_after(&tasks, id)
                .map_or_else(|| "/reviews".to_owned(), |next| format!("/reviews/{next}"));
            visit.done(&next, done)
        }
        "submit" => visit.done("/reviews", done),
        _ => visit.done(&format!("/reviews/{id}"), done),
    }
}

async fn saved(
    visit: &Visit,
    id: ReviewId,
    form: &FormData,
    command: SaveScores,
    hands_in: bool,
) -> Result<(), Problem> {
    let (db, ctx) = (&visit.app.db, &visit.ctx);
    let seen: usecases::Seen = form
        .0
        .iter()
        .filter_map(|(name, version)| Some((name.strip_prefix("v.")?.to_owned(), version.parse().ok()?)))
        .collect();
    if hands_in {
        usecases::submit_over(db, ctx, id, command, &seen).await
    } else {
        usecases::save_over(db, ctx, id, command, &seen).await.map(|_| ())
    }
}

/// The next open review after this one, round the list.
fn next_after(tasks: &[ReviewTask], id: ReviewId) -> Option<ReviewId> {
    let here = tasks.iter().position(|task| task.review == id).unwrap_or(0);
    let (before, after) = tasks.split_at(here);
    after
        .iter()
        .skip(1)
        .chain(before)
        .find(|task| task.can_be_worked_on())
        .map(|task| task.review)
}

/// The scores of a form: `points_K1`, `reason_K1` …
fn read(form: &FormData) -> Result<SaveScores, Problem> {
    let mut reader = form.read();
    let mut scores = Scores::new();
    let codes = form.0.iter().filter_map(|(name, _)| {
        name.strip_prefix("points_")
            .or_else(|| name.strip_prefix("reason_"))
    });
    for code in codes {
        let points = reader.optional_integer(&format!("points_{code}"), crate::rules::POINTS);
        let reason = reader.long_text(&format!("reason_{code}"), 2_000);
        scores.insert(code.to_owned(), Score { points, reason });
    }
    let command = SaveScores {
        scores,
        comment: reader.long_text("comment", 4_000),
        recommendation: reader.text("recommendation", 200),
        version: reader.version(),
    };
    reader.finish().map(|()| command)
}

async fn refuse(visit: &Visit, id: ReviewId, verb: &'static str, data: &FormData, problem: Problem) -> Reply {
    if !matches!(
        problem,
        Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale
    ) {
        return Err(problem.into());
    }
    let page = page(
        visit,
        id,
        Some(&Again {
            verb,
            data,
            problem: &problem,
        }),
    )
    .await?;
    visit.again(problem, |_| page)
}
