//! `/grants/{grant}/amendments/{amendment}`: what is wanted, what it does, who signed, and what can be done next.

use std::collections::HashMap;

use axum::extract::Path;
use base::{Ctx, PersonId, Problem};
use base_web::view::{Action, Block, Cell, Facts, Field, Form, Notice, Page, Table, Tone};
use base_web::{Reply, Visit};
use chrono::{DateTime, Utc};

use super::super::served;
use super::{badge, effect, path, seen};
use crate::model::{Amendment, AmendmentState, Grant};
use crate::usecases::amend;
use crate::{access, queries, rules};

/// Characters of a remark.
const MAX: usize = 2_000;

pub(in super::super) async fn index(visit: Visit, Path((grant, amendment)): Path<(String, String)>) -> Reply {
    let page = page(&visit, &grant, &amendment, None).await?;
    visit.page(page)
}

/// The page; `failed` is why the last verb was refused.
pub(super) async fn page(
    visit: &Visit,
    grant: &str,
    amendment: &str,
    failed: Option<&Problem>,
) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let (amendment, grant, _) = seen(visit, grant, amendment).await?;
    let changes = queries::changes_of(db, amendment.id).await?;
    let title = visit.tw(
        "grants-amend-number",
        &[("number", &*amendment.number.to_string())],
    );
    let mut page = Page::new(title)
        .kicker(&grant.number)
        .badge(badge(visit.lang(), &amendment))
        .lead(format!("{} – {}", grant.body_name, grant.title))
        .crumb(format!("/grants/{}", grant.id), &grant.number);
    if let Some(problem) = failed {
        let title = base_web::failure::title(visit.lang(), problem);
        page = page.block(Notice::new(
            Tone::Danger,
            title,
            super::super::sentences(visit, problem),
        ));
    }
    if !amendment.remark.is_empty() && access::may_see_remark(&visit.ctx, &amendment, &grant) {
        let key = match amendment.state {
            AmendmentState::Draft => "grants-amend-returned",
            AmendmentState::Refused => "grants-amend-refused",
            _ => "grants-amend-checked",
        };
        page = page.block(Notice::new(Tone::Info, visit.t(key), amendment.remark.clone()));
    }
    let consents = match amendment.state {
        AmendmentState::Countersigned => queries::consent_of(db, grant.body_id).await?.is_some(),
        _ => false,
    };
    let next = next(visit, &amendment, &grant, consents);
    if !next.is_empty() {
        page = page.section("next", visit.t("grants-next"), next);
    }
    if amendment.state.is_open() {
        let blocks = match amend::effect_of(db, &grant, &changes).await {
            Ok(effect) => effect::blocks(visit, &grant, &effect).await?,
            Err(problem @ Problem::Invalid(_)) => {
                let text = super::super::sentences(visit, &problem);
                vec![Notice::new(Tone::Danger, visit.t("grants-amend-no-longer"), text).into()]
            }
            Err(problem) => return Err(problem),
        };
        page = page.section("effect", visit.t("grants-amend-effect"), blocks);
    }
    let wanted = effect::wanted(visit, &changes).await?;
    page = page
        .section(
            "wanted",
            visit.t("grants-amend-wanted"),
            vec![wanted.wide().into()],
        )
        .section(
            "request",
            visit.t("grants-amend-request-facts"),
            facts(visit, &amendment).await?,
        );
    if access::is_office(&visit.ctx, &grant) {
        let persons = amend::hands(&amendment).into_iter().chain([amendment.issued_by]);
        let persons: Vec<PersonId> = persons.flatten().collect();
        let names = people::names(db, &persons).await?;
        let signatures = signatures(visit, &amendment, &names);
        page = page.section(
            "signatures",
            visit.t("grants-signatures"),
            vec![signatures.into()],
        );
    }
    Ok(page)
}

async fn facts(visit: &Visit, amendment: &Amendment) -> Result<Vec<Block>, Problem> {
    let lang = visit.lang();
    let mut facts = Facts::new()
        .row(
            visit.t("grants-amend-requested-at"),
            Cell::instant(lang, amendment.requested_at),
        )
        .row(
            visit.t("grants-amend-reason"),
            Cell::Lines(amendment.reason.clone()),
        )
        .maybe(
            visit.t("grants-sent-on"),
            amendment.sent_on.map(|day| Cell::date(lang, day)),
        )
        .maybe(
            visit.t("grants-amend-award"),
            amendment.award.map(|award| award.to_string()),
        );
    let here = path(amendment);
    if let Some(file) = amendment.file_id {
        let file = base_files::file(visit.app.db.reader(), file).await?;
        facts = facts.row(
            visit.t("grants-amend-file"),
            Cell::link(format!("{here}/file"), file.name),
        );
    }
    let mut blocks = vec![facts.wide().into()];
    if amendment.notice_id.is_some() {
        let download = Action::link(visit.t("grants-notice-download"), format!("{here}/notice"));
        blocks.push(Block::Actions(vec![download.primary()]));
    }
    Ok(blocks)
}

/// What the person can do now.
fn next(visit: &Visit, amendment: &Amendment, grant: &Grant, consents: bool) -> Vec<Block> {
    use AmendmentState::{Checked, Countersigned, Draft, Requested};
    let ctx = &visit.ctx;
    let mut blocks = Vec::new();
    // an award that is past amending takes no step forward; the request is still ended by a word
    let goes_on = rules::require_amendable(grant).is_ok();
    if !goes_on && amendment.state.is_open() {
        blocks.push(Block::Text(visit.t("grants-amend-past")));
    }
    let asks = access::require_requester(ctx, grant).is_ok();
    let officer = access::is_officer(ctx, grant);
    match amendment.state {
        _ if !goes_on => {}
        Draft if asks => {
            blocks.push(Block::Text(visit.t("grants-amend-preview-lead")));
            blocks.push(Block::Actions(vec![
                post(visit, amendment, "request").primary(),
                Action::link(visit.t("grants-change"), format!("{}/edit", path(amendment))),
            ]));
        }
        Requested if officer => {
            blocks.push(remark(visit, amendment, "check", "remark").into());
            blocks.push(folded(visit, amendment, "return"));
        }
        Requested => blocks.push(Block::Text(visit.t("grants-amend-waits-check"))),
        Checked => blocks.extend(to_sign(visit, amendment, grant)),
        Countersigned if may_issue(ctx, amendment, grant) => {
            blocks.push(issue_form(visit, amendment, consents).into());
        }
        Countersigned => blocks.push(Block::Text(visit.t("grants-waits-issue"))),
        _ => {}
    }
    if goes_on && matches!(amendment.state, Checked | Countersigned) && access::is_office(ctx, grant) {
        let preview = Action::link(visit.t("grants-preview"), format!("{}/preview", path(amendment)));
        blocks.push(Block::Actions(vec![preview]));
    }
    let refusable = matches!(amendment.state, Requested | Checked | Countersigned);
    let uninvolved = ctx
        .require_other_person(&[amendment.drafted_by, amendment.requested_by, amendment.checked_by])
        .is_ok();
    if refusable && access::require_head(ctx, grant).is_ok() && uninvolved {
        blocks.push(folded(visit, amendment, "refuse"));
    }
    if matches!(amendment.state, Draft | Requested) && asks {
        let withdraw = post(visit, amendment, "withdraw").confirm(visit.t("grants-amend-withdraw-confirm"));
        blocks.push(Block::Actions(vec![withdraw.danger()]));
    }
    blocks
}

fn may_issue(ctx: &Ctx, amendment: &Amendment, grant: &Grant) -> bool {
    let others = [
        amendment.drafted_by,
        amendment.requested_by,
        amendment.checked_by,
        amendment.bfdh_signed_by,
    ];
    access::require_head(ctx, grant).is_ok() && ctx.require_other_person(&others).is_ok()
}

fn to_sign(visit: &Visit, amendment: &Amendment, grant: &Grant) -> Vec<Block> {
    let ctx = &visit.ctx;
    let may_sign = ctx.require_other_person(&amend::hands(amendment)).is_ok();
    match amend::signs_as(amendment, &access::offices(ctx, grant), None) {
        Ok(role) if may_sign => {
            let label = visit.t(&format!("grants-countersign-{}", role.code()));
            let sign = Action::post(label, format!("{}/countersign", path(amendment)))
                .with("version", amendment.version)
                .with("role", role.code());
            vec![Block::Actions(vec![sign.primary()])]
        }
        _ => vec![Block::Text(visit.t("grants-waits-signatures"))],
    }
}

fn post(visit: &Visit, amendment: &Amendment, verb: &str) -> Action {
    let label = visit.t(&format!("grants-amend-{verb}"));
    Action::post(label, format!("{}/{verb}", path(amendment))).with("version", amendment.version)
}

/// A verb that needs a text.
fn remark(visit: &Visit, amendment: &Amendment, verb: &str, field: &str) -> Form {
    visit
        .form(format!("{}/{verb}", path(amendment)))
        .hidden("version", amendment.version)
        .field(
            Field::textarea(field, visit.t(&format!("grants-amend-{verb}-text")), 3)
                .required()
                .max(MAX),
        )
        .submit(visit.t(&format!("grants-amend-{verb}")))
}

fn folded(visit: &Visit, amendment: &Amendment, verb: &str) -> Block {
    let form = remark(visit, amendment, verb, "reason");
    Block::Details(visit.t(&format!("grants-amend-{verb}")), vec![form.into()])
}

fn issue_form(visit: &Visit, amendment: &Amendment, consents: bool) -> Form {
    visit
        .form(format!("{}/issue", path(amendment)))
        .hidden("version", amendment.version)
        .field(served::channels(visit.lang(), consents))
        .submit(visit.t("grants-issue"))
        .confirm(visit.t("grants-amend-issue-confirm"))
}

fn signatures(visit: &Visit, amendment: &Amendment, names: &HashMap<PersonId, String>) -> Table {
    let lang = visit.lang();
    let row = |key: &str, by: Option<PersonId>, at: Option<DateTime<Utc>>| {
        let name = by.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
        let open = Cell::badge(Tone::Warning, visit.t("grants-open"));
        let when = at.map_or(open, |at| Cell::instant(lang, at));
        vec![Cell::Text(visit.t(key)), Cell::text(name), when]
    };
    Table::new(lang, visit.t("grants-signatures"))
        .hidden_caption()
        .column(visit.t("grants-step"))
        .column(visit.t("grants-person"))
        .column(visit.t("grants-when"))
        .rows([
            row(
                "grants-amend-by",
                amendment.requested_by,
                Some(amendment.requested_at),
            ),
            row("grants-amend-by-SB", amendment.checked_by, amendment.checked_at),
            row(
                "grants-by-BfdH",
                amendment.bfdh_signed_by,
                amendment.bfdh_signed_at,
            ),
            row("grants-by-RL", amendment.rl_signed_by, amendment.rl_signed_at),
            row("grants-by-issue", amendment.issued_by, amendment.issued_at),
        ])
}

/// The part of a grant's page: requests, versions of the award, and the way to ask.
pub(in super::super) async fn section(visit: &Visit, grant: &Grant) -> Result<Vec<Block>, Problem> {
    let db = visit.app.db.reader();
    let lang = visit.lang();
    let amendments = queries::amendments_of(db, grant.id).await?;
    let mut blocks = Vec::new();
    if !amendments.is_empty() {
        let mut rows = Vec::new();
        for one in &amendments {
            let kinds = queries::changes_of(db, one.id).await?;
            let kinds = kinds
                .iter()
                .map(|change| visit.t(&format!("grants-amend-kind-{}", change.kind())));
            rows.push(vec![
                Cell::link(
                    path(one),
                    visit.tw("grants-amend-number", &[("number", &*one.number.to_string())]),
                ),
                Cell::Lines(kinds.collect::<Vec<_>>().join("\n")),
                Cell::instant(lang, one.requested_at),
                Cell::Badge(badge(lang, one)),
            ]);
        }
        let table = Table::new(lang, visit.t("grants-amend-list"))
            .hidden_caption()
            .column(visit.t("grants-amend-request-facts"))
            .column(visit.t("grants-amend-kinds"))
            .column(visit.t("grants-amend-requested-at"))
            .column(visit.t("grants-state"))
            .rows(rows);
        blocks.push(table.into());
    }
    if grant.award > 1 {
        blocks.push(versions(visit, grant, &amendments).await?.into());
    }
    let asks = access::require_requester(&visit.ctx, grant).is_ok();
    if asks && rules::require_amendable(grant).is_ok() {
        let ask = Action::link(
            visit.t("grants-amend-ask"),
            format!("/grants/{}/amendments/new", grant.id),
        );
        blocks.push(Block::Actions(vec![ask]));
    }
    Ok(blocks)
}

async fn versions(visit: &Visit, grant: &Grant, amendments: &[Amendment]) -> Result<Table, Problem> {
    let lang = visit.lang();
    let mut table = Table::new(lang, visit.t("grants-versions"))
        .column(visit.t("grants-amend-award"))
        .number_column(visit.t("grants-amount"))
        .column(visit.t("grants-years"))
        .column(visit.t("grants-version-by"));
    for version in queries::versions_of(visit.app.db.reader(), grant).await? {
        let years = version.tranches.iter().map(|part| {
            let kind = visit.t(&format!("budget-kind-{}", part.kind));
            format!("{} – {kind}: {}", part.year, visit.money(part.amount))
        });
        let by = amendments.iter().find(|one| Some(one.id) == version.amendment);
        let by = match by {
            Some(one) => {
                let name = visit.tw("grants-amend-number", &[("number", &*one.number.to_string())]);
                Cell::link(path(one), name)
            }
            None if version.award == 1 => Cell::Text(visit.t("grants-version-first")),
            None => Cell::Text(visit.t("grants-version-cut")),
        };
        table = table.row(vec![
            Cell::Text(version.award.to_string()),
            Cell::money(lang, version.amount),
            Cell::Lines(years.collect::<Vec<_>>().join("\n")),
            by,
        ]);
    }
    Ok(table)
}
