//! Deputies on the account page.

use axum::extract::Path;
use base::{PersonId, Problem};
use base_web::view::{Action, Block, Cell, Field, Page, Table};
use base_web::{FormData, Reply, Visit};
use uuid::Uuid;

use crate::queries;

pub(super) async fn blocks(visit: &Visit) -> Result<Vec<Block>, Problem> {
    let me = visit.ctx.person()?.id;
    let table = table(visit, me, true).await?;
    let new = Action::link(visit.t("accounts-deputy-new"), "/account/deputies/new");
    Ok(vec![table.into(), Block::Actions(vec![new])])
}

/// Present and coming deputies of and for a person.
pub(super) async fn table(visit: &Visit, person: PersonId, may_end: bool) -> Result<Table, Problem> {
    let conn = visit.app.db.reader();
    let deputies = queries::deputies(conn, person, visit.ctx.now).await?;
    let ids: Vec<PersonId> = deputies
        .iter()
        .flat_map(|deputy| [deputy.person, deputy.deputy])
        .collect();
    let names = queries::names(conn, &ids).await?;
    let name = |id: PersonId| names.get(&id).cloned().unwrap_or_default();
    let mut table = Table::new(visit.lang(), visit.t("accounts-deputies"))
        .hidden_caption()
        .column(visit.t("accounts-deputy"))
        .column(visit.t("accounts-deputy-of"))
        .column(visit.t("accounts-from"))
        .column(visit.t("accounts-until"))
        .empty(visit.t("accounts-no-deputies"));
    if may_end {
        table = table.column(visit.t("accounts-actions"));
    }
    for deputy in deputies {
        let mut cells = vec![
            Cell::text(name(deputy.deputy)),
            Cell::text(name(deputy.person)),
            Cell::date(visit.lang(), deputy.from_on),
            Cell::date(visit.lang(), deputy.until_on),
        ];
        if may_end {
            let end = Action::post(
                visit.t("accounts-end"),
                format!("/account/deputies/{}/end", deputy.id),
            );
            cells.push(if deputy.person == person {
                Cell::Actions(vec![end])
            } else {
                Cell::Empty
            });
        }
        table = table.row(cells);
    }
    Ok(table)
}

fn page(visit: &Visit, data: &FormData, problem: Option<&Problem>) -> Page {
    let mut form = visit
        .form("/account/deputies")
        .field(Field::input("email", "deputy", visit.t("accounts-deputy-email")).required())
        .field(Field::date("from_on", visit.t("accounts-from")).required())
        .field(Field::date("until_on", visit.t("accounts-until")).required())
        .fill(data)
        .submit(visit.t("accounts-deputy-new"))
        .cancel(visit.t("form-cancel"), "/account");
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t("accounts-deputy-new"))
        .crumb("/account", visit.t("nav-account"))
        .narrow()
        .lead(visit.t("accounts-deputy-lead"))
        .block(form)
}

pub(super) async fn form(visit: Visit) -> Reply {
    let data = FormData::default().with("from_on", super::account::today(&visit));
    visit.page(page(&visit, &data, None))
}

pub(super) async fn create(visit: Visit, data: FormData) -> Reply {
    let me = visit.ctx.person()?.id;
    let named = async {
        let mut read = data.read();
        let email = read.required_text("deputy", 254);
        let (from_on, until_on) = (read.date("from_on"), read.date("until_on"));
        read.finish()?;
        let (Some(from_on), Some(until_on)) = (from_on, until_on) else {
            return Err(Problem::Stale);
        };
        crate::deputise(&visit.app.db, &visit.ctx, me, &email, from_on, until_on).await
    };
    match named.await {
        Ok(_) => visit.done("/account", "accounts-done-deputy"),
        Err(problem) => visit.again(problem, |problem| page(&visit, &data, Some(problem))),
    }
}

pub(super) async fn end(visit: Visit, Path(id): Path<Uuid>) -> Reply {
    crate::end_deputy(&visit.app.db, &visit.ctx, id).await?;
    visit.done("/account", "accounts-done-deputy-ended")
}
