//! `/applications/{application}/part-offer`: the offer of a part, and its answer.

use applications::{Application, ApplicationId};
use axum::extract::Path;
use base::calendar::local_date;
use base::{Ctx, Problem, texts};
use base_web::view::{Block, Cell, Choice, Facts, Field, Notice, Page, Tone};
use base_web::{FormData, Reply, Visit};

use super::letters::letter_href;
use crate::model::{CaseNotice, OfferAnswer};
use crate::usecases::{self, AnswerPart, answer_until};
use crate::{access, queries};

/// Characters of a remark.
const MAX: usize = 1_000;

pub(super) fn path(case: ApplicationId) -> String {
    format!("/applications/{case}/part-offer")
}

async fn offer(
    visit: &Visit,
    id: ApplicationId,
) -> Result<(Application, CaseNotice, Option<OfferAnswer>), Problem> {
    let db = visit.app.db.reader();
    let case = applications::application(db, &visit.ctx, id).await?;
    // the letter is for the office and whoever acts for the applicant
    let letters = queries::case_notices_of(db, &visit.ctx, &case).await?;
    let offer = queries::offer_of(db, case.id)
        .await?
        .filter(|offer| letters.iter().any(|letter| letter.id == offer.id))
        .ok_or(Problem::not_found("offer"))?;
    let answer = queries::answer_to(db, offer.id).await?;
    Ok((case, offer, answer))
}

pub(super) async fn index(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let found = offer(&visit, id).await?;
    visit.page(page(&visit, &found, &FormData::default(), None))
}

fn page(
    visit: &Visit,
    (case, offer, answer): &(Application, CaseNotice, Option<OfferAnswer>),
    data: &FormData,
    problem: Option<&Problem>,
) -> Page {
    let lang = visit.lang();
    let here = format!("/applications/{}", case.id);
    let last = answer_until(offer.sent_on);
    let state = match answer {
        Some(answer) => visit.t(&format!("grants-offer-state-{}", answer.answer)),
        None => visit.t("grants-offer-state-OPEN"),
    };
    let facts = Facts::new()
        .row(
            visit.t("grants-letters-files"),
            Cell::link(letter_href(offer), visit.t("grants-letter-PARTIAL_OFFER")),
        )
        .row(visit.t("grants-letters-sent"), Cell::date(lang, offer.sent_on))
        .row(visit.t("grants-offer-until"), Cell::date(lang, last))
        .row(visit.t("grants-state"), state)
        .maybe(
            visit.t("grants-offer-answered-at"),
            answer
                .as_ref()
                .map(|answer| Cell::instant(lang, answer.answered_at)),
        )
        .maybe(
            visit.t("grants-remark"),
            answer
                .as_ref()
                .filter(|answer| !answer.remark.is_empty())
                .map(|answer| Cell::Lines(answer.remark.clone())),
        );
    let mut page = Page::new(visit.t("grants-letter-PARTIAL_OFFER"))
        .kicker(case.label())
        .lead(format!("{} – {}", case.lead_name, case.title))
        .crumb(&here, case.label())
        .block(facts);
    if answer.is_some() || access::require_offer_answerer(&visit.ctx, case).is_err() {
        return page;
    }
    if access::signs_for(&visit.ctx, case.lead_body_id) && local_date(visit.ctx.now) > last {
        let text = visit.tw("grants-offer-over", &[("day", &base::fmt::date(lang, last))]);
        return page.block(Notice::new(
            Tone::Warning,
            visit.t("grants-offer-state-EXPIRED"),
            text,
        ));
    }
    let choices =
        ["accept", "decline"].map(|choice| Choice::new(choice, visit.t(&format!("grants-offer-{choice}"))));
    let mut form = visit
        .form(path(case.id))
        .field(Field::radio("answer", visit.t("grants-offer-answer"), choices.to_vec()).required())
        .field(
            Field::textarea("remark", visit.t("grants-remark"), 3)
                .max(MAX)
                .hint(visit.t("grants-offer-remark-hint")),
        )
        .submit(visit.t("grants-offer-send"))
        .confirm(visit.t("grants-offer-confirm"))
        .cancel(visit.t("form-cancel"), &here)
        .fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    page = page.block(Block::Text(visit.t("grants-offer-lead"))).block(form);
    page
}

pub(super) async fn answer(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    let found = offer(&visit, id).await?;
    let done = async {
        let accept = match data.get("answer") {
            "accept" => true,
            "decline" => false,
            _ => return Err(Problem::field("answer", base::Text::new("field-required"))),
        };
        let mut read = data.read();
        let remark = read.long_text("remark", MAX);
        read.finish()?;
        let command = AnswerPart {
            application: id,
            accept,
            remark,
        };
        usecases::answer_part(&visit.app.db, &visit.ctx, command).await
    };
    match done.await {
        Ok(_) => visit.done(&format!("/applications/{id}"), "grants-done-offer-answered"),
        Err(problem) => visit.again(problem, |problem| page(&visit, &found, &data, Some(problem))),
    }
}

/// What the case page says of an open offer: until when, and where to answer.
pub(super) fn open(ctx: &Ctx, offer: &CaseNotice) -> Vec<Block> {
    let day = base::fmt::date(ctx.lang, answer_until(offer.sent_on));
    let text = texts::tr_with(ctx.lang, "grants-offer-waits", &[("day", &day)]);
    let link = base_web::view::Action::link(
        texts::tr(ctx.lang, "grants-offer-answer"),
        path(offer.application_id),
    );
    vec![Block::Text(text), Block::Actions(vec![link.primary()])]
}
