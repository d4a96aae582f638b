//! `/calls/{call}/reserve`: the reserve list and who moves up; `/applications/{application}/reserve-offer`: the answer.

use applications::{Application, ApplicationId};
use axum::extract::Path;
use base::{Problem, Role};
use base_web::view::{Block, Cell, Choice, Facts, Field, Form, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use calls::Call;

use super::{Again, again, is_shown};
use crate::model::ReserveOffer;
use crate::reserve::{self, ReserveList, Waiting};
use crate::usecases::{self, OfferPlace};
use crate::{access, queries, scenarios};

/// Days an applicant gets to answer, unless the officer says otherwise (handbook 4.7).
const ANSWER_DAYS: i64 = 14;

pub(super) async fn show(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = super::call(&visit, &call).await?;
    let page = page(&visit, &call, None).await?;
    visit.page(page)
}

async fn page(visit: &Visit, call: &Call, refused: Option<&Again<'_>>) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let page = Page::new(visit.tw("reserve-title", &[("code", &call.code)]))
        .lead(visit.t("reserve-lead"))
        .crumb("/committees", visit.t("selection-title"))
        .crumb(
            format!("/calls/{}/decisions", call.id),
            visit.t("decisions-short"),
        );
    // places and what is free would tell of the hidden case
    if scenarios::is_barred(db, &visit.ctx, call).await? {
        let notice = Notice::new(Tone::Info, visit.t("scenarios-refused-barred"), "");
        return Ok(page.block(notice));
    }
    let list = reserve::list(db, &visit.ctx, call).await?;
    let free = visit.money(list.free);
    let mut page = page
        .block(Facts::new().row(visit.t("reserve-free"), Cell::Number(free)))
        .block(table(visit, &list));
    if access::holds(&visit.ctx, &[Role::SB], call.programme_id) && !list.waiting.is_empty() {
        page = page
            .block(again(offer_form(visit, call, &list), "offer", refused))
            .blocks(end_form(visit, call, &list, refused));
    }
    if access::holds(&visit.ctx, &[Role::RL], call.programme_id) {
        let accepted = list.waiting.iter().filter(|place| {
            let offer = place.offer.as_ref();
            offer.is_some_and(|offer| offer.accepted == Some(true))
        });
        for place in accepted {
            let label = visit.tw("reserve-move-up", &[("number", place.case.label())]);
            let form = visit
                .form(format!("/calls/{}/reserve/approve", call.id))
                .hidden("application", place.case.id)
                .submit(label);
            page = page.block(again(form, "approve", refused));
        }
    }
    Ok(page)
}

fn table(visit: &Visit, list: &ReserveList) -> Table {
    let lang = visit.lang();
    let mut table = Table::new(lang, visit.t("reserve-list"))
        .number_column(visit.t("allocation-reserve"))
        .column(visit.t("minutes-number"))
        .column(visit.t("minutes-lead"))
        .column(visit.t("decisions-valid-until"))
        .number_column(visit.t("reserve-offered"))
        .column(visit.t("reserve-answer"))
        .empty(visit.t("reserve-empty"));
    for place in &list.waiting {
        let offer = place.offer.as_ref();
        table = table.row(vec![
            Cell::maybe(
                place
                    .decision
                    .position
                    .map(|position| Cell::integer(lang, position)),
            ),
            Cell::link(format!("/applications/{}", place.case.id), place.case.label()),
            Cell::text(&place.case.lead_name),
            Cell::maybe(place.decision.valid_until.map(|day| Cell::date(lang, day))),
            Cell::maybe(offer.map(|offer| Cell::money(lang, offer.amount))),
            Cell::maybe(offer.map(|offer| answer(visit, offer))),
        ]);
    }
    table
}

fn answer(visit: &Visit, offer: &ReserveOffer) -> Cell {
    match offer.accepted {
        Some(true) => Cell::badge(Tone::Success, visit.t("reserve-accepted")),
        Some(false) => Cell::badge(Tone::Danger, visit.t("reserve-declined")),
        None if offer.is_open(visit.ctx.now) => {
            let until = visit.due(offer.answer_until);
            Cell::badge(Tone::Info, visit.tw("reserve-open", &[("until", &until)]))
        }
        None => Cell::badge(Tone::Warning, visit.t("reserve-overdue")),
    }
}

fn offer_form(visit: &Visit, call: &Call, list: &ReserveList) -> Form {
    let choice = |place: &Waiting| {
        let amount = list.amount(call, place);
        let amount = amount.map_or_else(|| visit.t("reserve-too-little"), |amount| visit.money(amount));
        let position = place.decision.position.unwrap_or_default();
        let label = format!(
            "{position}. {} {}: {amount}",
            place.case.label(),
            place.case.lead_name
        );
        Choice::new(place.case.id, label)
    };
    let next = list.next().map(|place| place.case.id.to_string());
    let until = base::calendar::local_date(visit.ctx.now) + chrono::TimeDelta::days(ANSWER_DAYS);
    visit
        .form(format!("/calls/{}/reserve/offer", call.id))
        .heading(visit.t("reserve-offer"))
        .field(
            Field::select(
                "application",
                visit.t("minutes-number"),
                list.waiting.iter().map(choice).collect(),
            )
            .required()
            .value(next.unwrap_or_default()),
        )
        .field(
            Field::date("answer_until", visit.t("reserve-until"))
                .required()
                .value(until),
        )
        .field(
            Field::textarea("skip_reason", visit.t("reserve-skip"), 2)
                .hint(visit.t("reserve-skip-hint"))
                .max(2_000),
        )
        .submit(visit.t("reserve-offer"))
}

fn end_form(visit: &Visit, call: &Call, list: &ReserveList, refused: Option<&Again<'_>>) -> Option<Block> {
    let today = base::calendar::local_date(visit.ctx.now);
    let over = |place: &Waiting| place.decision.valid_until.is_some_and(|last| last < today);
    list.waiting.iter().any(over).then(|| {
        let form = visit
            .form(format!("/calls/{}/reserve/end", call.id))
            .confirm(visit.t("reserve-end-confirm"))
            .submit(visit.t("reserve-end"));
        again(form, "end", refused).into()
    })
}

pub(super) async fn offer(visit: Visit, Path(call): Path<String>, form: FormData) -> Reply {
    let call = super::call(&visit, &call).await?;
    let mut reader = form.read();
    let application: Option<ApplicationId> = reader.choice("application");
    let until = reader.date("answer_until");
    let skip_reason = reader.long_text("skip_reason", 2_000);
    let answer = match (reader.finish(), application, until) {
        (Ok(()), Some(application), Some(answer_until)) => {
            let command = OfferPlace {
                call: call.id,
                application,
                answer_until,
                skip_reason,
            };
            usecases::offer_place(&visit.app.db, &visit.ctx, command).await
        }
        (Err(problem), _, _) => Err(problem),
        _ => Err(Problem::field("application", base::Text::new("field-required"))),
    };
    answered(
        &visit,
        &call,
        "offer",
        &form,
        answer.map(|_| ()),
        "reserve-done-offered",
    )
    .await
}

pub(super) async fn approve(visit: Visit, Path(call): Path<String>, form: FormData) -> Reply {
    let call = super::call(&visit, &call).await?;
    let application = super::item::application_id(form.get("application"))?;
    let answer = usecases::move_up(&visit.app.db, &visit.ctx, call.id, application).await;
    answered(&visit, &call, "approve", &form, answer, "reserve-done-moved").await
}

pub(super) async fn end(visit: Visit, Path(call): Path<String>, form: FormData) -> Reply {
    let call = super::call(&visit, &call).await?;
    let answer = usecases::end_reserve(&visit.app.db, &visit.ctx, call.id).await;
    answered(
        &visit,
        &call,
        "end",
        &form,
        answer.map(|_| ()),
        "reserve-done-ended",
    )
    .await
}

async fn answered(
    visit: &Visit,
    call: &Call,
    verb: &'static str,
    data: &FormData,
    answer: Result<(), Problem>,
    done: &str,
) -> Reply {
    match answer {
        Ok(()) => visit.done(&format!("/calls/{}/reserve", call.id), done),
        Err(problem) if is_shown(&problem) => {
            let again = Again {
                verb,
                data,
                problem: &problem,
            };
            let page = page(visit, call, Some(&again)).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(super) async fn asked(visit: Visit, Path(application): Path<String>) -> Reply {
    let id = super::item::application_id(&application)?;
    let page = offer_page(&visit, id, None).await?;
    visit.page(page)
}

/// What was offered, for whoever answers for the applicant. Error: not found for everybody else.
async fn offer_page(visit: &Visit, id: ApplicationId, refused: Option<&Again<'_>>) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let lang = visit.lang();
    let case: Application = applications::application(db, &visit.ctx, id).await?;
    let not_found = || Problem::not_found("offer");
    if !usecases::may_answer(&visit.ctx, &case) {
        return Err(not_found());
    }
    let decision = queries::decision(db, id).await?.ok_or_else(not_found)?;
    let offer = reserve::offer_to(db, decision.id).await?.ok_or_else(not_found)?;
    let page = Page::new(visit.t("reserve-offer-title"))
        .kicker(case.label().to_owned())
        .crumb(format!("/applications/{id}"), case.label().to_owned())
        .block(
            Facts::new()
                .row(visit.t("reserve-offered"), Cell::money(lang, offer.amount))
                .row(
                    visit.t("reserve-until"),
                    Cell::text(visit.due(offer.answer_until)),
                )
                .row(visit.t("reserve-answer"), answer(visit, &offer)),
        );
    if !offer.is_open(visit.ctx.now) {
        return Ok(page);
    }
    let choices = ["yes", "no"]
        .map(|choice| Choice::new(choice, visit.t(&format!("reserve-take-{choice}"))))
        .into();
    let form = visit
        .form(format!("/applications/{id}/reserve-offer"))
        .field(Field::note(visit.t("reserve-offer-text")))
        .field(Field::radio("take", visit.t("reserve-answer"), choices).required())
        .field(Field::textarea("remark", visit.t("reserve-remark"), 2).max(2_000))
        .submit(visit.t("reserve-answer-send"));
    Ok(page.block(again(form, "answer", refused)))
}

pub(super) async fn answer_offer(visit: Visit, Path(application): Path<String>, form: FormData) -> Reply {
    let id = super::item::application_id(&application)?;
    let answer = match form.get("take") {
        take @ ("yes" | "no") => {
            let remark = form.get("remark");
            usecases::answer_offer(&visit.app.db, &visit.ctx, id, take == "yes", remark).await
        }
        _ => Err(Problem::field("take", base::Text::new("field-required"))),
    };
    match answer {
        Ok(()) => visit.done(
            &format!("/applications/{id}/reserve-offer"),
            "reserve-done-answered",
        ),
        Err(problem) if is_shown(&problem) => {
            let again = Again {
                verb: "answer",
                data: &form,
                problem: &problem,
            };
            let page = offer_page(&visit, id, Some(&again)).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}
