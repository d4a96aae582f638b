//! `/calls/new`: programme, code, title and dates; all else comes from the programme's parameters and is edited part by
//! part afterwards.

use axum::extract::RawQuery;
use base::{Problem, Text, calendar};
use base_web::view::{Block, Choice, Field, Page};
use base_web::{FormData, Reply, Visit};
use chrono::Datelike;

use super::{fields, reading};
use crate::json::MAX_TITLE;
use crate::model::Terms;
use crate::usecases::{self, Create};
use crate::{Filter, Parameters, Programme, form, queries};

/// The terms of a new call: the programme's parameters and the whole form, and next to nothing else.
fn first_terms(parameters: &Parameters) -> Terms {
    Terms {
        deadline_kind: parameters.deadline_kind,
        funding_mode: parameters.funding_mode,
        financing_type: parameters.financing_type,
        rate: parameters.funding_rate,
        cap: parameters.funding_cap,
        minimum: parameters.minimum_grant,
        rounding: parameters.award_rounding,
        allocation_mode: parameters.allocation_mode,
        form_version: form::FULL,
        ..Terms::default()
    }
}

/// The programme of the new call: the one asked for, or the only one.
async fn choose(visit: &Visit, asked: &str) -> Result<(Vec<Programme>, Programme), Problem> {
    let mine = queries::programmes_of_officer(visit.app.db.reader(), &visit.ctx).await?;
    let chosen = mine
        .iter()
        .find(|programme| programme.code == asked)
        .or(mine.first())
        .cloned();
    let chosen =
        chosen.ok_or_else(|| Problem::denied(Text::new("problem-denied-role").with("roles", "SB")))?;
    Ok((mine, chosen))
}

pub(in crate::web) async fn new(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let asked = FormData::parse(query.unwrap_or_default().as_bytes());
    let db = visit.app.db.reader();
    let (mine, programme) = choose(&visit, asked.get("programme")).await?;
    let today = calendar::local_date(visit.ctx.now);
    let data = FormData::default()
        .with("programme", &programme.code)
        .with("code", queries::next_code(db, &programme, today.year()).await?);
    let page = page(&visit, &mine, &programme, &data, None).await?;
    visit.page(page)
}

async fn page(
    visit: &Visit,
    mine: &[Programme],
    programme: &Programme,
    data: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let programmes = mine
        .iter()
        .map(|programme| {
            Choice::new(
                &programme.code,
                format!("{} – {}", programme.code, programme.name(visit.lang())),
            )
        })
        .collect();
    let mut form = visit
        .form("/calls/new")
        .field(
            Field::select("programme", visit.t("calls-programme"), programmes)
                .required()
                .medium(),
        )
        .field(
            Field::text("code", visit.t("calls-code"))
                .required()
                .medium()
                .max(24)
                .hint(visit.t("calls-code-hint")),
        )
        .field(
            Field::text("title_de", visit.t("calls-title-de"))
                .required()
                .max(MAX_TITLE),
        )
        .fields(fields::first_dates(visit))
        .submit(visit.t("calls-create-draft"))
        .cancel(visit.t("form-cancel"), "/calls")
        .fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    let mut page = Page::new(visit.t("calls-new"))
        .crumb("/calls", visit.t("calls-title"))
        .lead(visit.t("calls-new-lead"))
        .block(form);
    let filter = Filter {
        programme: Some(programme.id),
        ..Filter::default()
    };
    let first_page = base_db::PageRequest::number(1);
    let earlier = queries::list(visit.app.db.reader(), &visit.ctx, &filter, first_page).await?;
    if !earlier.items.is_empty() {
        let links = earlier
            .items
            .iter()
            .map(|call| {
                let title = format!("{} – {}", call.code, call.title(visit.lang()));
                (
                    format!("/calls/{}/copy", call.id),
                    title,
                    visit.t("calls-copy-hint"),
                )
            })
            .collect();
        page = page.section("copy", visit.t("calls-copy-from"), vec![Block::Links(links)]);
    }
    Ok(page)
}

pub(in crate::web) async fn create(visit: Visit, data: FormData) -> Reply {
    let (mine, programme) = choose(&visit, data.get("programme")).await?;
    let created = async {
        let mut read = data.read();
        let title_de = read.required_text("title_de", MAX_TITLE);
        let code = read.required_text("code", 24).to_uppercase();
        let dates = reading::first_dates(&mut read);
        read.finish()?;
        let (opens_at, deadline) = dates.ok_or_else(|| Problem::broken("a checked date is missing"))?;
        let today = calendar::local_date(visit.ctx.now);
        let parameters = queries::parameters(visit.app.db.reader(), programme.id, today).await?;
        let terms = Terms {
            title_de,
            opens_at,
            deadline,
            ..first_terms(&parameters)
        };
        let command = Create {
            programme: programme.id,
            code,
            number_prefix: String::new(),
            terms,
        };
        usecases::create(&visit.app.db, &visit.ctx, command).await
    };
    match created.await {
        Ok(id) => visit.done(&format!("/calls/{id}/edit/texts"), "calls-done-created"),
        Err(problem) => {
            let page = page(&visit, &mine, &programme, &data, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}
