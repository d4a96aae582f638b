//! `/calls/{call}/ranking`: the frozen version, or the present standing before it.

use applications::ApplicationId;
use axum::extract::{Path, Query};
use base::Problem;
use base_db::PageRequest;
use base_web::view::{Action, Block, Cell, Choice, Facts, Field, Notice, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use calls::Call;

use super::{Again, again, points};
use crate::model::{Ranking, TieBreak};
use crate::queries::{self, RankingPage};
use crate::{access, usecases};

pub(super) async fn show(
    visit: Visit,
    Path(call): Path<String>,
    Query(request): Query<PageRequest>,
) -> Reply {
    let call = super::call_head(&visit, &call).await?;
    let page = page(&visit, &call, request, None).await?;
    visit.page(page)
}

async fn page(
    visit: &Visit,
    call: &Call,
    request: PageRequest,
    refused: Option<&Again<'_>>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    // a committee reads a usual call on one page
    let request = PageRequest {
        per_page: 100,
        ..request
    };
    let ranking = queries::ranking_page(db, &visit.ctx, call, request).await?;
    let is_office = access::holds(&visit.ctx, access::READERS, call);
    let mut page = Page::new(visit.tw("ranking-title", &[("code", &call.code)]))
        .lead(call.title(visit.lang()).to_owned());
    if is_office {
        page = page
            .crumb(
                format!("/calls/{}/assessment", call.id),
                visit.tw("assessment-title", &[("code", &call.code)]),
            )
            .action(Action::link(
                visit.t("robust-short"),
                format!("/calls/{}/ranking/robustness", call.id),
            ))
            .action(Action::link(
                visit.t("ranking-to-allocation"),
                format!("/calls/{}/allocation", call.id),
            ));
    }
    page = match &ranking {
        Some(ranking) => page.blocks(frozen(visit, call, ranking).await?),
        None if is_office => page.blocks(standing(visit, call, request).await?),
        None => page.block(Notice::new(Tone::Info, visit.t("ranking-not-frozen"), "")),
    };
    let may_freeze = !ranking.as_ref().is_some_and(|ranking| ranking.is_partial);
    if may_freeze && access::holds(&visit.ctx, access::OFFICERS, call) {
        page = page.blocks(forms(visit, call, ranking.as_ref(), refused));
    }
    if let Some(ranking) = ranking.filter(|_| is_office) {
        page = page.block(versions(visit, ranking.versions));
    }
    Ok(page)
}

async fn frozen(visit: &Visit, call: &Call, ranking: &RankingPage) -> Result<Vec<Block>, Problem> {
    let lang = visit.lang();
    let mut blocks: Vec<Block> = Vec::new();
    if let Some(head) = ranking.head() {
        let facts = Facts::new()
            .row(visit.t("ranking-version"), Cell::integer(lang, head.version))
            .row(visit.t("ranking-frozen-at"), Cell::instant(lang, head.frozen_at))
            .row("SHA-256", Cell::Mono(head.hash.clone()))
            .maybe(
                visit.t("ranking-reason"),
                Some(head.reason.clone())
                    .filter(|reason| !reason.is_empty())
                    .map(Cell::Lines),
            );
        blocks.push(facts.into());
    }
    if !ranking.ties.is_empty() {
        blocks.push(
            Notice::new(
                Tone::Warning,
                visit.t("ranking-ties"),
                visit.t("ranking-ties-text"),
            )
            .into(),
        );
    }
    let lies = queries::distributions(visit.app.db.reader(), &ranking.entries.items).await?;
    let mut table = head(visit)
        .number_column(visit.t("ranking-median"))
        .number_column(visit.t("assessment-spread"))
        .number_column(visit.t("ranking-reviews"))
        .column(visit.t("ranking-remark"));
    for (entry, case) in &ranking.entries.items {
        let mut remarks = Vec::new();
        if entry.tied {
            let key = match (entry.lot, entry.settled) {
                (None, _) => "ranking-tied",
                (Some(_), Some(TieBreak::Balance)) => "ranking-balance",
                (Some(_), _) => "ranking-lot",
            };
            remarks.push(Cell::badge(Tone::Warning, visit.t(key)));
        }
        if entry.below_threshold {
            remarks.push(Cell::badge(Tone::Danger, visit.t("ranking-below")));
        }
        let lies = lies.get(&case.id).copied();
        table = table.row(vec![
            Cell::integer(lang, entry.rank),
            Cell::link(format!("/applications/{}", case.id), case.label()),
            Cell::text(&case.lead_name),
            Cell::text(&case.title),
            points(visit, entry.score_hundredths),
            Cell::maybe(lies.map(|one| points(visit, one.median))),
            Cell::maybe(lies.map(|one| points(visit, one.spread()))),
            Cell::integer(lang, entry.reviews),
            Cell::Many(remarks),
        ]);
    }
    blocks.push(
        table
            .paged(&ranking.entries, &format!("/calls/{}/ranking", call.id))
            .into(),
    );
    Ok(blocks)
}

fn head(visit: &Visit) -> Table {
    Table::new(visit.lang(), visit.t("ranking-short"))
        .hidden_caption()
        .number_column(visit.t("ranking-rank"))
        .column(visit.t("reviews-number"))
        .column(visit.t("reviews-applicant"))
        .column(visit.t("reviews-application"))
        .number_column(visit.t("ranking-score"))
}

async fn standing(visit: &Visit, call: &Call, request: PageRequest) -> Result<Vec<Block>, Problem> {
    let lang = visit.lang();
    let page = queries::standings_page(visit.app.db.reader(), &visit.ctx, call, request).await?;
    let mut table = head(visit)
        .number_column(visit.t("ranking-median"))
        .number_column(visit.t("ranking-reviews"))
        .number_column(visit.t("assessment-spread"))
        .empty(visit.t("ranking-empty"));
    for (place, (case, row)) in (request.offset() as i64 + 1..).zip(&page.items) {
        table = table.row(vec![
            Cell::integer(lang, place),
            Cell::link(format!("/applications/{}", case.id), case.label()),
            Cell::text(&case.lead_name),
            Cell::text(&case.title),
            Cell::maybe(row.mean_hundredths().map(|mean| points(visit, mean))),
            Cell::maybe(row.distribution()?.map(|one| points(visit, one.median))),
            Cell::integer(lang, row.reviews),
            Cell::maybe(row.spread_hundredths().map(|spread| points(visit, spread))),
        ]);
    }
    let notice = Notice::new(
        Tone::Info,
        visit.t("ranking-preliminary"),
        visit.t("ranking-preliminary-text"),
    );
    Ok(vec![
        notice.into(),
        table.paged(&page, &format!("/calls/{}/ranking", call.id)).into(),
    ])
}

fn forms(
    visit: &Visit,
    call: &Call,
    ranking: Option<&RankingPage>,
    refused: Option<&Again<'_>>,
) -> Vec<Block> {
    let action = format!("/calls/{}/ranking", call.id);
    let Some(ranking) = ranking else {
        let form = visit
            .form(action)
            .confirm(visit.t("ranking-freeze-confirm"))
            .submit(visit.t("ranking-freeze"));
        return vec![again(form, "freeze", refused).into()];
    };
    let form = visit
        .form(&action)
        .field(Field::note(visit.t("ranking-again-text")))
        .field(
            Field::textarea("reason", visit.t("ranking-reason"), 2)
                .required()
                .max(2_000),
        )
        .submit(visit.t("ranking-again"));
    let mut blocks = vec![Block::Details(
        visit.t("ranking-again"),
        vec![again(form, "freeze", refused).into()],
    )];
    if !ranking.ties.is_empty() {
        let mut form = visit
            .form(format!("{action}/lots"))
            .heading(visit.t("ranking-lots"))
            .field(Field::note(visit.t("ranking-lots-text")));
        for (entry, case) in &ranking.ties {
            let rank = entry.rank.to_string();
            let label = visit.tw("ranking-lot-of", &[("rank", &rank), ("number", case.label())]);
            form = form.field(Field::number(format!("lot_{}", case.id), label, ""));
        }
        let choices = TieBreak::ALL
            .iter()
            .map(|by| Choice::new(by, visit.t(&format!("ranking-by-{by}"))))
            .collect();
        form = form.field(Field::radio("by", visit.t("ranking-by"), choices).required());
        form = form
            .field(
                Field::textarea("reason", visit.t("ranking-lots-reason"), 2)
                    .required()
                    .max(2_000),
            )
            .submit(visit.t("ranking-lots-save"));
        blocks.push(again(form, "lots", refused).into());
    }
    blocks
}

fn versions(visit: &Visit, all: Vec<Ranking>) -> Block {
    let mut table = Table::new(visit.lang(), visit.t("ranking-versions"))
        .number_column(visit.t("ranking-version"))
        .column(visit.t("ranking-frozen-at"))
        .column(visit.t("ranking-reason"))
        .column("SHA-256");
    for version in all {
        table = table.row(vec![
            Cell::integer(visit.lang(), version.version),
            Cell::instant(visit.lang(), version.frozen_at),
            Cell::text(version.reason),
            Cell::Mono(version.hash),
        ]);
    }
    table.into()
}

pub(super) async fn freeze(visit: Visit, Path(call): Path<String>, form: FormData) -> Reply {
    let call = super::call(&visit, &call).await?;
    let answer = usecases::freeze_ranking(&visit.app.db, &visit.ctx, call.id, form.get("reason")).await;
    answered(&visit, &call, "freeze", &form, answer.map(|_| ())).await
}

pub(super) async fn settle(visit: Visit, Path(call): Path<String>, form: FormData) -> Reply {
    let call = super::call(&visit, &call).await?;
    let mut reader = form.read();
    let mut drawn: Vec<(i64, ApplicationId)> = Vec::new();
    for (name, _) in form.0.iter().filter(|(name, _)| name.starts_with("lot_")) {
        if let Some(id) = name.strip_prefix("lot_").and_then(|id| id.parse().ok())
            && let Some(lot) = reader.optional_integer(name, 1..=9_999)
        {
            drawn.push((lot, id));
        }
    }
    drawn.sort_unstable();
    let order: Vec<ApplicationId> = drawn.into_iter().map(|(_, id)| id).collect();
    let by: Option<TieBreak> = reader.choice("by");
    let (db, ctx) = (&visit.app.db, &visit.ctx);
    let answer = match (reader.finish(), by) {
        (Ok(()), Some(by)) => usecases::settle_ties(db, ctx, call.id, (&order, by), form.get("reason")).await,
        (Ok(()), None) => Err(Problem::field("by", base::Text::new("field-required"))),
        (Err(problem), _) => Err(problem),
    };
    answered(&visit, &call, "lots", &form, answer.map(|_| ())).await
}

async fn answered(
    visit: &Visit,
    call: &Call,
    verb: &'static str,
    data: &FormData,
    answer: Result<(), Problem>,
) -> Reply {
    match answer {
        Ok(()) => visit.done(&format!("/calls/{}/ranking", call.id), "ranking-done-frozen"),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let refused = Again {
                verb,
                data,
                problem: &problem,
            };
            let page = page(visit, call, PageRequest::default(), Some(&refused)).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}
