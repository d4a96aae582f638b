//! Pages of the pool.

use axum::extract::Path;
use base::{Problem, Role};
use base_web::view::{Action, Badge, Cell, Choice, Facts, Field, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use uuid::Uuid;

use crate::queries;
use crate::usecases::{self, NewFacilitator};

pub async fn list(visit: Visit) -> Reply {
    let lang = visit.lang();
    let mut table = Table::new(lang, visit.t("facilitation-pool"))
        .hidden_caption()
        .column(visit.t("facilitation-name"))
        .column(visit.t("facilitation-firm"))
        .column(visit.t("facilitation-regions"))
        .column(visit.t("facilitation-focus"))
        .number_column(visit.t("facilitation-day-rate"))
        .column(visit.t("facilitation-available"));
    for one in queries::facilitators(visit.app.db.reader(), &visit.ctx).await? {
        table = table.row(vec![
            Cell::link(format!("/facilitators/{}", one.id), &one.name),
            Cell::text(&one.firm),
            Cell::text(&one.regions),
            Cell::text(&one.focus),
            Cell::money(lang, one.day_rate_cents),
            Cell::maybe(one.available_from.map(|day| Cell::date(lang, day))),
        ]);
    }
    let mut page = Page::new(visit.t("facilitation-pool"))
        .lead(visit.t("facilitation-pool-lead"))
        .block(table);
    if visit.ctx.has_role(Role::PK) {
        page = page
            .action(Action::link(visit.t("facilitation-add"), "/facilitators/new").primary())
            .action(Action::link(visit.t("imports-kind-pool"), "/imports/pool"));
    }
    visit.page(page)
}

pub async fn show(visit: Visit, Path(facilitator): Path<String>) -> Reply {
    let id = facilitator
        .parse()
        .map_err(|_| Problem::not_found("facilitator"))?;
    let one = queries::facilitator(visit.app.db.reader(), &visit.ctx, id).await?;
    let lang = visit.lang();
    let (tone, state) = if one.active {
        (Tone::Success, "facilitation-active")
    } else {
        (Tone::Neutral, "facilitation-inactive")
    };
    let facts = Facts::new()
        .row(visit.t("facilitation-firm"), one.firm.as_str())
        .row(visit.t("facilitation-email"), one.email.as_str())
        .row(visit.t("facilitation-phone"), one.phone.as_str())
        .row(visit.t("facilitation-regions"), one.regions.as_str())
        .row(visit.t("facilitation-focus"), one.focus.as_str())
        .row(visit.t("facilitation-languages"), one.languages.as_str())
        .row(
            visit.t("facilitation-day-rate"),
            Cell::money(lang, one.day_rate_cents),
        )
        .row(
            visit.t("facilitation-vat"),
            visit.t(if one.vat_liable {
                "facilitation-yes"
            } else {
                "facilitation-no"
            }),
        )
        .maybe(
            visit.t("facilitation-available"),
            one.available_from.map(|day| Cell::date(lang, day)),
        )
        .maybe(
            visit.t("facilitation-days"),
            one.max_days_month.map(|days| days.to_string()),
        )
        .row(
            visit.t("facilitation-account"),
            visit.t(if one.person_id.is_some() {
                "facilitation-yes"
            } else {
                "facilitation-no"
            }),
        );
    visit.page(
        Page::new(&one.name)
            .crumb("/facilitators", visit.t("facilitation-pool"))
            .badge(Badge::new(tone, visit.t(state)))
            .block(facts),
    )
}

async fn new_page(visit: &Visit, typed: &FormData, problem: Option<&Problem>) -> Result<Page, Problem> {
    let own = visit.ctx.scopes_of(&[Role::PK], "programme");
    let choices = calls::programmes(visit.app.db.reader())
        .await?
        .iter()
        .filter(|programme| own.contains(&programme.id.0))
        .map(|programme| Choice::new(programme.id, programme.name(visit.lang())))
        .collect();
    let mut form = visit
        .form("/facilitators")
        .field(Field::select("programme", visit.t("facilitation-programme"), choices).required())
        .field(
            Field::text("name", visit.t("facilitation-name"))
                .required()
                .max(120),
        )
        .field(Field::text("firm", visit.t("facilitation-firm")).max(160))
        .field(Field::input("email", "email", visit.t("facilitation-email")).required())
        .field(Field::input("tel", "phone", visit.t("facilitation-phone")).max(30))
        .field(Field::text("regions", visit.t("facilitation-regions")).max(200))
        .field(Field::text("focus", visit.t("facilitation-focus")).max(300))
        .field(Field::text("languages", visit.t("facilitation-languages")).max(200))
        .field(Field::money("day_rate", visit.t("facilitation-day-rate")).required())
        .field(Field::checkbox("vat_liable", visit.t("facilitation-vat")))
        .field(Field::date("available_from", visit.t("facilitation-available")))
        .field(Field::number("max_days_month", visit.t("facilitation-days"), ""))
        .submit(visit.t("facilitation-add"))
        .cancel(visit.t("form-cancel"), "/facilitators")
        .fill(typed);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Ok(Page::new(visit.t("facilitation-add"))
        .crumb("/facilitators", visit.t("facilitation-pool"))
        .block(form))
}

pub async fn new(visit: Visit) -> Reply {
    visit.page(new_page(&visit, &FormData::default(), None).await?)
}

fn read(form: &FormData) -> Result<NewFacilitator, Problem> {
    let mut read = form.read();
    let programme = read.choice::<Uuid>("programme");
    let new = NewFacilitator {
        programme: programme.unwrap_or_default(),
        name: read.required_text("name", 120),
        firm: read.text("firm", 160),
        email: read.email("email"),
        phone: read.text("phone", 30),
        regions: read.text("regions", 200),
        focus: read.text("focus", 300),
        languages: read.text("languages", 200),
        day_rate: read.money("day_rate"),
        vat_liable: read.ticked("vat_liable"),
        available_from: read.optional_date("available_from"),
        max_days_month: read.optional_integer("max_days_month", 0..=31),
    };
    read.finish()?;
    Ok(new)
}

pub async fn add(visit: Visit, form: FormData) -> Reply {
    let added = async { usecases::add_facilitator(&visit.app.db, &visit.ctx, read(&form)?).await };
    match added.await {
        Ok(id) => visit.done(&format!("/facilitators/{id}"), "facilitation-done-added"),
        Err(problem) => {
            let page = new_page(&visit, &form, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}
