//! `/reviews/interests`: what an assessor or a member of a steering group declares once for all calls.

use axum::extract::Path;
use base::{Problem, Role};
use base_web::view::{Action, Cell, Choice, Field, Form, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};

use crate::model::Basis;
use crate::pool;
use crate::usecases::{self, NewInterest};

pub(super) async fn list(visit: Visit) -> Reply {
    let page = page(&visit, None).await?;
    visit.page(page)
}

async fn page(visit: &Visit, refused: Option<(&FormData, &Problem)>) -> Result<Page, Problem> {
    crate::access::declarer(&visit.ctx)?;
    let lang = visit.lang();
    let mut table = Table::new(lang, visit.t("interests-title"))
        .hidden_caption()
        .column(visit.t("interests-basis"))
        .column(visit.t("interests-body"))
        .column(visit.t("interests-detail"))
        .column(visit.t("interests-declared"))
        .column(visit.t("interests-until"))
        .empty(visit.t("interests-empty"));
    for (interest, name) in pool::interests_of_person(visit.app.db.reader(), &visit.ctx).await? {
        let end = match interest.until_on {
            Some(until) => Cell::date(lang, until),
            None => Cell::Actions(vec![Action::post(
                visit.t("interests-end"),
                format!("/reviews/interests/{}/end", interest.id),
            )]),
        };
        table = table.row(vec![
            Cell::text(visit.t(&format!("interests-basis-{}", interest.basis))),
            Cell::text(name),
            Cell::text(interest.detail),
            Cell::instant(lang, interest.declared_at),
            end,
        ]);
    }
    let mut page = Page::new(visit.t("interests-title")).lead(visit.t("interests-lead"));
    if visit.ctx.has_role(Role::AS) {
        page = page.crumb("/reviews", visit.t("reviews-title"));
    }
    Ok(page
        .block(Notice::new(
            Tone::Info,
            visit.t("interests-use"),
            visit.t("interests-use-text"),
        ))
        .block(table)
        .section("add", visit.t("interests-add"), vec![form(visit, refused).into()]))
}

fn form(visit: &Visit, refused: Option<(&FormData, &Problem)>) -> Form {
    let choices = Basis::DECLARED
        .iter()
        .map(|basis| Choice::new(basis, visit.t(&format!("interests-basis-{basis}"))))
        .collect();
    let form = visit
        .form("/reviews/interests")
        .field(Field::radio("basis", visit.t("interests-basis"), choices).required())
        .field(
            Field::text("body", visit.t("interests-body"))
                .required()
                .hint(visit.t("interests-body-hint")),
        )
        .field(Field::text("detail", visit.t("interests-detail")).max(500))
        .field(Field::date("until_on", visit.t("interests-until")).hint(visit.t("interests-until-hint")))
        .submit(visit.t("interests-add"));
    match refused {
        Some((data, problem)) => form.fill(data).problem(problem),
        None => form,
    }
}

pub(super) async fn add(visit: Visit, form: FormData) -> Reply {
    match added(&visit, &form).await {
        Ok(()) => visit.done("/reviews/interests", "interests-done-added"),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. })) => {
            let page = page(&visit, Some((&form, &problem))).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

async fn added(visit: &Visit, form: &FormData) -> Result<(), Problem> {
    let mut reader = form.read();
    let basis: Option<Basis> = reader.choice("basis");
    let typed = reader.required_text("body", 200);
    let detail = reader.text("detail", 500);
    let until_on = reader.optional_date("until_on");
    let mut found = None;
    if !typed.is_empty() {
        match applications::queries::find_body(visit.app.db.reader(), &typed).await? {
            Ok(body) => found = Some(body),
            Err(text) => reader.fail("body", text),
        }
    }
    reader.finish()?;
    let (Some(basis), Some(body)) = (basis, found) else {
        return Err(Problem::field("basis", base::Text::new("field-required")));
    };
    let new = NewInterest {
        basis,
        body,
        detail,
        until_on,
    };
    usecases::declare_interest(&visit.app.db, &visit.ctx, new)
        .await
        .map(|_| ())
}

pub(super) async fn end(visit: Visit, Path(id): Path<String>) -> Reply {
    usecases::end_interest(&visit.app.db, &visit.ctx, pool::interest_id(&id)?).await?;
    visit.done("/reviews/interests", "interests-done-ended")
}
