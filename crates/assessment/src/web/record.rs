//! `/reviews/{review}/record`: a review as the office sees it, with what the office may do.

use axum::extract::Path;
use base::Problem;
use base_web::view::{Block, Cell, Choice, Facts, Field, Page};
use base_web::{FormData, Reply, Visit};

use super::{Again, again, badge, review_id};
use crate::model::{Review, ReviewId, ReviewState, Ruling};
use crate::usecases::{self, Rule, Sheet};
use crate::{access, queries, store};

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Reply {
    let page = page(&visit, review_id(&id)?, None).await?;
    visit.page(page)
}

/// The review, if the person reads the programme's assessment and sees the case. Error: not found.
async fn sheet(visit: &Visit, id: ReviewId) -> Result<Sheet, Problem> {
    let db = visit.app.db.reader();
    let review = store::review::get(db, id).await?;
    let call = calls::call(db, review.call_id).await?;
    access::require_record(db, &visit.ctx, &call).await?;
    let application = applications::application(db, &visit.ctx, review.application_id).await?;
    access::require_own_committee(db, &visit.ctx, &call, application.id).await?;
    Ok(Sheet {
        review,
        application,
        call,
    })
}

async fn page(visit: &Visit, id: ReviewId, refused: Option<&Again<'_>>) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let sheet = sheet(visit, id).await?;
    let (review, case, call) = (&sheet.review, &sheet.application, &sheet.call);
    let names = people::names(db, &[review.assessor_id]).await?;
    let name = names.get(&review.assessor_id).cloned().unwrap_or_default();
    let declared = store::declaration::find(db, review.application_id, review.assessor_id).await?;
    let mut facts = Facts::new()
        .row(visit.t("reviews-assessor"), Cell::text(&name))
        .row(
            visit.t("reviews-case"),
            Cell::link(format!("/applications/{}", case.id), case.label()),
        )
        .row(visit.t("reviews-applicant"), Cell::text(&case.lead_name))
        .maybe(
            visit.t("reviews-due"),
            review.due_on.map(|date| Cell::date(visit.lang(), date)),
        );
    if let Some(declared) = &declared {
        facts = facts
            .row(
                visit.t("reviews-interest"),
                Cell::text(visit.t(&format!("reviews-interest-{}", declared.kind))),
            )
            .row(
                visit.t("reviews-interest-reason"),
                Cell::Lines(declared.reason.clone()),
            )
            .maybe(
                visit.t("reviews-ruling"),
                declared
                    .ruling
                    .map(|ruling| Cell::text(visit.t(&format!("reviews-ruling-{ruling}")))),
            )
            .maybe(
                visit.t("reviews-ruling-reason"),
                declared.ruling_reason.clone().map(Cell::Lines),
            );
    }
    if !review.reason.is_empty() {
        facts = facts.row(visit.t("reviews-step-reason"), Cell::Lines(review.reason.clone()));
    }
    let mut page = Page::new(visit.tw(
        "reviews-record-title",
        &[("number", case.label()), ("name", &name)],
    ))
    .badge(badge(visit, review.state))
    .crumb(
        format!("/calls/{}/assessment", call.id),
        visit.tw("assessment-title", &[("code", &call.code)]),
    )
    .block(facts);
    // scores are read once they are handed in (handbook 13), and by whoever has to score the case itself not before that
    let is_blind = queries::owed(db, &visit.ctx, call.id).await?.contains(&case.id);
    if !is_blind {
        page = page.blocks(handed_in(visit, &sheet).await?);
    }
    let waits = declared.as_ref().is_some_and(queries::is_open_concern);
    let may_void = access::may_void(db, &visit.ctx, call).await?;
    Ok(page.blocks(verbs(visit, &sheet, (waits, may_void), refused)))
}

/// What counts, and every edition that was handed in before. A draft is nobody's but its writer's, also while a review is
/// reopened and after it was made void in the middle of that.
async fn handed_in(visit: &Visit, sheet: &Sheet) -> Result<Vec<Block>, Problem> {
    let versions = store::review_version::of_review(visit.app.db.reader(), sheet.review.id).await?;
    let mut blocks = Vec::new();
    let newest = versions.last().map(|version| version.edition);
    for version in versions.into_iter().rev() {
        let edition = version.edition.to_string();
        let is_shown = newest == Some(version.edition) && sheet.review.state != ReviewState::Reopened;
        let given = super::review::given_scores(visit, &sheet.as_handed_in(version))?;
        if is_shown {
            blocks.extend(given);
        } else {
            let heading = visit.tw("reviews-edition", &[("edition", &edition)]);
            blocks.push(Block::Details(heading, given));
        }
    }
    Ok(blocks)
}

fn verbs(
    visit: &Visit,
    sheet: &Sheet,
    (waits, may_void): (bool, bool),
    refused: Option<&Again<'_>>,
) -> Vec<Block> {
    let Review { id, state, .. } = &sheet.review;
    let mut blocks = Vec::new();
    if waits && access::holds(&visit.ctx, access::RULERS, &sheet.call) {
        let choices = Ruling::ALL
            .iter()
            .map(|ruling| Choice::new(ruling, visit.t(&format!("reviews-ruling-{ruling}"))))
            .collect();
        let form = visit
            .form(format!("/reviews/{id}/ruling"))
            .heading(visit.t("reviews-rule"))
            .field(Field::radio("ruling", visit.t("reviews-ruling"), choices).required())
            .field(
                Field::textarea("reason", visit.t("reviews-ruling-reason"), 2)
                    .required()
                    .max(2_000),
            )
            .submit(visit.t("reviews-rule"));
        blocks.push(again(form, "rule", refused).into());
    }
    if *state == ReviewState::Submitted && access::holds(&visit.ctx, access::SECRETARIES, &sheet.call) {
        let form = visit
            .form(format!("/reviews/{id}/reopen"))
            .heading(visit.t("reviews-reopen"))
            .field(
                Field::textarea("reason", visit.t("reviews-reopen-reason"), 2)
                    .required()
                    .max(2_000),
            )
            .submit(visit.t("reviews-reopen"));
        blocks.push(again(form, "reopen", refused).into());
    }
    if matches!(state, ReviewState::Assigned | ReviewState::InProgress)
        && access::holds(&visit.ctx, access::OFFICERS, &sheet.call)
    {
        let form = visit
            .form(format!("/reviews/{id}/withdraw"))
            .field(Field::note(visit.t("reviews-withdraw-text")))
            .field(
                Field::textarea("reason", visit.t("reviews-withdraw-reason"), 2)
                    .required()
                    .max(2_000),
            )
            .submit(visit.t("reviews-withdraw"));
        blocks.push(Block::Details(
            visit.t("reviews-withdraw"),
            vec![again(form, "withdraw", refused).into()],
        ));
    }
    if !matches!(state, ReviewState::Void | ReviewState::Declined) && may_void {
        let form = visit
            .form(format!("/reviews/{id}/void"))
            .field(Field::note(visit.t("reviews-void-text")))
            .field(
                Field::textarea("reason", visit.t("reviews-void-reason"), 2)
                    .required()
                    .max(2_000),
            )
            .confirm(visit.t("reviews-void-confirm"))
            .submit(visit.t("reviews-void"));
        blocks.push(Block::Details(
            visit.t("reviews-void"),
            vec![again(form, "void", refused).into()],
        ));
    }
    blocks
}

pub(super) async fn reopen(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = review_id(&id)?;
    let answer = usecases::reopen(&visit.app.db, &visit.ctx, id, form.get("reason")).await;
    answered(&visit, id, "reopen", &form, answer, "reviews-done-reopened").await
}

pub(super) async fn withdraw(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = review_id(&id)?;
    let answer = usecases::withdraw_assignment(&visit.app.db, &visit.ctx, id, form.get("reason")).await;
    answered(&visit, id, "withdraw", &form, answer, "reviews-done-withdrawn").await
}

pub(super) async fn void(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = review_id(&id)?;
    let answer = usecases::void_review(&visit.app.db, &visit.ctx, id, form.get("reason")).await;
    answered(&visit, id, "void", &form, answer, "reviews-done-void").await
}

pub(super) async fn rule(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = review_id(&id)?;
    let mut reader = form.read();
    let ruling: Option<Ruling> = reader.choice("ruling");
    let answer = match (reader.finish(), ruling) {
        (Ok(()), Some(ruling)) => {
            let command = Rule {
                review: id,
                ruling,
                reason: form.get("reason").to_owned(),
            };
            usecases::rule_on_concern(&visit.app.db, &visit.ctx, command).await
        }
        (Err(problem), _) => Err(problem),
        (Ok(()), None) => Err(Problem::field("ruling", base::Text::new("field-required"))),
    };
    answered(&visit, id, "rule", &form, answer, "reviews-done-ruled").await
}

async fn answered(
    visit: &Visit,
    id: ReviewId,
    verb: &'static str,
    data: &FormData,
    answer: Result<(), Problem>,
    done: &str,
) -> Reply {
    match answer {
        Ok(()) => visit.done(&format!("/reviews/{id}/record"), done),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
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
        Err(problem) => Err(problem.into()),
    }
}
