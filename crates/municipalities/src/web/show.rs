//! `/bodies/{body}`: facts, names, history, relatives.

use axum::extract::Path;
use base::Problem;
use base_web::view::{Action, Badge, Block, Cell, Facts, Field, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};

use super::list::kind;
use super::{id, region_name};
use crate::{Body, BodyName, NameKind, access, queries};

pub(super) async fn show(visit: Visit, Path(body): Path<String>) -> Reply {
    let body = queries::body(visit.app.db.reader(), id(&body)?).await?;
    let page = body_page(&visit, &body, &FormData::default(), None).await?;
    visit.page(page)
}

/// The page, also with an alias that was refused.
pub(super) async fn body_page(
    visit: &Visit,
    body: &Body,
    typed: &FormData,
    problem: Option<&Problem>,
) -> Result<Page, Problem> {
    let conn = visit.app.db.reader();
    let names = queries::names_of(conn, body.id).await?;
    let relatives = queries::relatives(conn, body).await?;
    let before = queries::predecessors(conn, body.id).await?;
    let after = match body.successor_id {
        Some(id) => Some(queries::body(conn, id).await?),
        None => None,
    };
    let mut page = Page::new(&body.official_name)
        .crumb("/bodies", visit.t("bodies-title"))
        .kicker(&body.key);
    if let Some(until) = body.valid_until {
        page = page.badge(Badge::new(Tone::Neutral, visit.t("bodies-former")));
        let text = match &after {
            Some(after) => visit.tw(
                "bodies-merged-into",
                &[("date", &visit.date(until)), ("body", &after.label())],
            ),
            None => visit.tw("bodies-dissolved", &[("date", &visit.date(until))]),
        };
        page = page.block(Notice::new(Tone::Info, text, ""));
    } else if !body.may_apply {
        page = page.block(Notice::new(Tone::Info, visit.t("bodies-may-not-apply"), ""));
    }
    let editor = access::is_editor(&visit.ctx) && body.valid_until.is_none();
    if editor {
        page = page
            .action(Action::link(
                visit.t("bodies-contact-edit"),
                format!("/bodies/{}/contact", body.id),
            ))
            .action(Action::link(
                visit.t("bodies-end"),
                format!("/bodies/{}/end", body.id),
            ));
    }
    page = page.block(facts(visit, body));
    page = page.section(
        "names",
        visit.t("bodies-names"),
        names_blocks(visit, body, &names, editor, typed, problem),
    );
    let mut family = Vec::new();
    let above = [
        (&relatives.district, "bodies-district"),
        (&relatives.association, "bodies-association"),
    ];
    for (relative, label) in above {
        if let Some(relative) = relative {
            family.push(link(relative, visit.t(label)));
        }
    }
    family.extend(
        before
            .iter()
            .map(|body| link(body, visit.t("bodies-predecessor"))),
    );
    family.extend(after.iter().map(|body| link(body, visit.t("bodies-successor"))));
    if !family.is_empty() {
        page = page.section(
            "relatives",
            visit.t("bodies-relatives"),
            vec![Block::Links(family)],
        );
    }
    if !relatives.members.is_empty() {
        let mut table = Table::new(visit.lang(), visit.t("bodies-members"))
            .hidden_caption()
            .column(visit.t("bodies-name"))
            .column(visit.t("bodies-type"))
            .column(visit.t("bodies-key"))
            .number_column(visit.t("bodies-population"));
        for member in &relatives.members {
            table = table.row(vec![
                Cell::link(format!("/bodies/{}", member.id), &member.official_name),
                Cell::text(kind(visit, member)),
                Cell::Mono(member.key.clone()),
                Cell::maybe(member.population.map(|count| Cell::integer(visit.lang(), count))),
            ]);
        }
        page = page.section("members", visit.t("bodies-members"), vec![table.into()]);
    }
    Ok(page)
}

fn link(body: &Body, remark: String) -> (String, String, String) {
    (format!("/bodies/{}", body.id), body.official_name.clone(), remark)
}

fn facts(visit: &Visit, body: &Body) -> Facts {
    let lang = visit.lang();
    let address: Vec<String> = [
        body.street.clone(),
        Some(
            [body.postcode.as_deref(), body.place.as_deref()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" "),
        ),
    ]
    .into_iter()
    .flatten()
    .filter(|line| !line.is_empty())
    .collect();
    let population = body.population.map(|count| {
        let count = base::fmt::integer(lang, count);
        match body.population_on {
            Some(day) => visit.tw(
                "bodies-population-at",
                &[("count", &count), ("date", &visit.date(day))],
            ),
            None => count,
        }
    });
    Facts::new()
        .row(visit.t("bodies-type"), kind(visit, body))
        .row(visit.t("bodies-key"), Cell::Mono(body.key.clone()))
        .maybe(visit.t("bodies-ars"), body.ars.clone().map(Cell::Mono))
        .maybe(visit.t("bodies-district"), body.district_name.clone())
        .maybe(
            visit.t("bodies-region"),
            body.region.map(|region| region_name(lang, region)),
        )
        .maybe(visit.t("bodies-population"), population)
        .maybe(
            visit.t("bodies-address"),
            Some(address.join("\n"))
                .filter(|text| !text.is_empty())
                .map(Cell::Lines),
        )
        .maybe(visit.t("bodies-email"), body.email.clone())
        .maybe(visit.t("bodies-phone"), body.phone.clone())
        .maybe(visit.t("bodies-head"), body.head.clone())
        .wide()
}

fn names_blocks(
    visit: &Visit,
    body: &Body,
    names: &[BodyName],
    editor: bool,
    typed: &FormData,
    problem: Option<&Problem>,
) -> Vec<Block> {
    let mut table = Table::new(visit.lang(), visit.t("bodies-names"))
        .hidden_caption()
        .column(visit.t("bodies-name"))
        .column(visit.t("bodies-name-kind"));
    if editor {
        table = table.column(visit.t("bodies-actions"));
    }
    for name in names {
        let kind = visit.t(&format!("bodies-name-{}", name.kind.code()));
        let kind = match name.valid_until {
            Some(until) => visit.tw(
                "bodies-name-until",
                &[("kind", &kind), ("date", &visit.date(until))],
            ),
            None => kind,
        };
        let mut cells = vec![Cell::text(&name.name), Cell::text(kind)];
        if editor {
            let remove = || {
                let label = visit.tw("bodies-alias-remove", &[("name", &name.name)]);
                Cell::Actions(vec![Action::post(
                    label,
                    format!("/bodies/{}/aliases/{}/remove", body.id, name.id),
                )])
            };
            cells.push(if name.kind == NameKind::Alias {
                remove()
            } else {
                Cell::Empty
            });
        }
        table = table.row(cells);
    }
    let mut blocks = vec![table.into()];
    if editor {
        let mut form = visit
            .form(format!("/bodies/{}/aliases", body.id))
            .field(
                Field::text("alias", visit.t("bodies-alias"))
                    .required()
                    .medium()
                    .hint(visit.t("bodies-alias-hint")),
            )
            .submit(visit.t("bodies-alias-add"))
            .fill(typed);
        if let Some(problem) = problem {
            form = form.problem(problem);
        }
        blocks.push(form.into());
    }
    blocks
}
