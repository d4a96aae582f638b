//! The JSON twins of the pages, on the same use cases.

use axum::extract::{Path, RawQuery};
use base::calendar::local_date;
use base::{Problem, Role, Text};
use base_db::PageRequest;
use base_web::{ApiJson, FormData, Reply, Visit, api};
use chrono::Datelike;

use super::json::{
    AcceptGrantJson, CountersignGrantJson, DeclineGrantJson, GrantBatchJson, GrantJson, GrantListJson,
    GrantShareJson, IssueGrantJson, PrepareGrantJson,
};
use super::{call, id};
use crate::model::{GrantId, GrantState};
use crate::queries;
use crate::usecases::{self, Accept, Countersign, Decline, Issue, Prepare};

pub(super) async fn answer(visit: &Visit, grant: GrantId) -> Result<GrantJson, Problem> {
    let db = visit.app.db.reader();
    let (grant, _) = queries::seen(db, &visit.ctx, grant).await?;
    let tranches = queries::tranches_of(db, grant.id).await?;
    let shares = queries::shares_of(db, &grant).await?;
    Ok(GrantJson {
        shares: shares.iter().map(GrantShareJson::from).collect(),
        ..GrantJson::new(grant, &tranches)
    })
}

pub(super) async fn list(visit: Visit, Path(text): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let call = call(&visit, &text).await?;
    let db = visit.app.db.reader();
    let number = |name: &str| query.get(name).parse::<u64>().ok();
    let request = PageRequest {
        page: number("page").unwrap_or(1).max(1),
        per_page: number("per_page").unwrap_or(PageRequest::default().per_page),
    };
    let state = GrantState::from_code(query.get("state"));
    let page = queries::list(db, &visit.ctx, call.id, state, request).await?;
    let ids: Vec<GrantId> = page.items.iter().map(|grant| grant.id).collect();
    let tranches = queries::tranches(db, &ids).await?;
    let page = page.map(|grant| {
        let parts = tranches.get(&grant.id).map(Vec::as_slice).unwrap_or_default();
        GrantJson::new(grant, parts)
    });
    api::ok(GrantListJson::from(page))
}

pub(super) async fn show(visit: Visit, Path(grant): Path<String>) -> Reply {
    api::ok(answer(&visit, id(&grant)?).await?)
}

pub(super) async fn prepare(
    visit: Visit,
    Path(application): Path<String>,
    ApiJson(body): ApiJson<PrepareGrantJson>,
) -> Reply {
    let application = application
        .parse()
        .map_err(|_| Problem::not_found("application"))?;
    let proposal = usecases::propose(visit.app.db.reader(), &visit.ctx, application).await?;
    let version = body.version;
    let content = body.over(&proposal, i64::from(local_date(visit.ctx.now).year()))?;
    let grant = usecases::prepare(
        &visit.app.db,
        &visit.ctx,
        Prepare {
            application,
            content,
            version,
        },
    )
    .await?;
    api::ok(answer(&visit, grant.id).await?)
}

pub(super) async fn countersign(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<CountersignGrantJson>,
) -> Reply {
    let role = match body.role.as_deref() {
        None => None,
        Some(code) => Some(
            Role::from_code(code)
                .ok_or_else(|| Problem::field("role", Text::new("field-choice").with("value", code)))?,
        ),
    };
    let command = Countersign {
        grant: id(&grant)?,
        version: Some(body.version),
        role,
    };
    usecases::countersign(&visit.app.db, &visit.ctx, command).await?;
    api::ok(answer(&visit, command.grant).await?)
}

pub(super) async fn issue(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<IssueGrantJson>,
) -> Reply {
    let command = Issue {
        grant: id(&grant)?,
        version: body.version,
        channel: body.channel,
    };
    usecases::issue(&visit.app.db, &visit.app.files, &visit.ctx, command).await?;
    api::ok(answer(&visit, command.grant).await?)
}

pub(super) async fn accept(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<AcceptGrantJson>,
) -> Reply {
    let command = Accept {
        grant: id(&grant)?,
        version: Some(body.version),
        remark: body.remark,
    };
    let grant = usecases::accept(&visit.app.db, &visit.ctx, command).await?;
    api::ok(answer(&visit, grant.id).await?)
}

pub(super) async fn decline(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<DeclineGrantJson>,
) -> Reply {
    let command = Decline {
        grant: id(&grant)?,
        version: Some(body.version),
        reason: body.reason,
    };
    let grant = usecases::decline(&visit.app.db, &visit.ctx, command).await?;
    api::ok(answer(&visit, grant.id).await?)
}

pub(super) async fn prepare_all(visit: Visit, Path(text): Path<String>) -> Reply {
    let call = call(&visit, &text).await?;
    let outcomes = usecases::prepare_all(&visit.app.db, &visit.ctx, call.id).await?;
    api::ok(GrantBatchJson::new(visit.lang(), outcomes))
}

pub(super) async fn countersign_all(visit: Visit, Path(text): Path<String>) -> Reply {
    let call = call(&visit, &text).await?;
    let outcomes = usecases::countersign_all(&visit.app.db, &visit.ctx, call.id).await?;
    api::ok(GrantBatchJson::new(visit.lang(), outcomes))
}

pub(super) async fn issue_all(
    visit: Visit,
    Path(text): Path<String>,
    ApiJson(body): ApiJson<IssueGrantJson>,
) -> Reply {
    let call = call(&visit, &text).await?;
    let outcomes =
        usecases::issue_all(&visit.app.db, &visit.app.files, &visit.ctx, call.id, body.channel).await?;
    api::ok(GrantBatchJson::new(visit.lang(), outcomes))
}
