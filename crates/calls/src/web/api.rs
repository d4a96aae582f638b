//! The JSON twins of the pages, on the same use cases.

use axum::extract::{Path, RawQuery};
use base::{Problem, Role, Text};
use base_db::PageRequest;
use base_web::{ApiJson, FormData, Reply, Visit, api};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{list::filter, seen};
use crate::json::{CallJson, CallListJson, TermsJson, parse_time};
use crate::usecases::{
    self, Approve, Cancel, CloneCall, Complete, Correct, Create, Edit, Extend, SendBack, StartSelection,
    SubmitForReview,
};
use crate::{CallId, CallState, queries};

/// A call to be drafted.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewCallJson {
    /// The code of the programme: `IBZ`.
    pub programme: String,
    /// `IBZ-2026A`
    pub code: String,
    /// Starts the case numbers; the code if absent.
    pub number_prefix: Option<String>,
    pub terms: TermsJson,
}

/// New terms. A draft may change in everything, a published call in texts, easy language and mails (and documents until
/// it opens), with a reason.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CallChangeJson {
    pub version: i64,
    pub terms: TermsJson,
    pub reason: Option<String>,
}

/// The version of the call that was seen.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CallVersionJson {
    pub version: i64,
}

/// The version that was seen, and why.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CallReasonJson {
    pub version: i64,
    pub reason: String,
}

/// An approval; the role (`RL`, `BfdH`) for a person who holds both.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CallApprovalJson {
    pub version: i64,
    pub role: Option<String>,
}

/// A new call after an earlier one: everything is taken over but the dates, which are confirmed here.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CallCopyJson {
    pub code: String,
    /// Starts the case numbers; the code if absent.
    pub number_prefix: Option<String>,
    pub opens_at: chrono::DateTime<chrono::Utc>,
    pub deadline_on: NaiveDate,
    /// `12:00` for "before 12:00"; none for the end of the day.
    pub deadline_time: Option<String>,
    pub project_from: Option<NaiveDate>,
    pub project_until: Option<NaiveDate>,
}

/// A later deadline.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CallExtensionJson {
    pub version: i64,
    pub deadline_on: NaiveDate,
    /// `12:00` for "before 12:00"; none for the end of the day.
    pub deadline_time: Option<String>,
    pub reason: String,
}

pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let asked = FormData::parse(query.unwrap_or_default().as_bytes());
    let mut read = asked.read();
    let page = PageRequest {
        page: read.optional("page", "field-integer").unwrap_or(1),
        per_page: read
            .optional("per_page", "field-integer")
            .unwrap_or(PageRequest::default().per_page),
    };
    read.optional::<CallState>("state", "field-choice");
    read.finish()?;
    let found = queries::list(visit.app.db.reader(), &visit.ctx, &filter(&asked), page).await?;
    api::ok(CallListJson {
        items: found.items.iter().map(CallJson::from).collect(),
        total: found.total,
        page: found.page,
        per_page: found.per_page,
    })
}

pub(super) async fn show(visit: Visit, Path(call): Path<String>) -> Reply {
    api::ok(CallJson::from(&seen(&visit, &call).await?))
}

pub(super) async fn create(visit: Visit, ApiJson(new): ApiJson<NewCallJson>) -> Reply {
    let programme = queries::find_programme_by_code(visit.app.db.reader(), &new.programme).await?;
    let programme = programme.ok_or_else(|| Problem::field("programme", Text::new("field-choice")))?;
    let command = Create {
        programme: programme.id,
        code: new.code,
        number_prefix: new.number_prefix.unwrap_or_default(),
        terms: new.terms.terms()?,
    };
    let id = usecases::create(&visit.app.db, &visit.ctx, command).await?;
    api::created(CallJson::from(&queries::call(visit.app.db.reader(), id).await?))
}

/// The call as it is now.
async fn now(visit: &Visit, id: CallId) -> Reply {
    api::ok(CallJson::from(
        &queries::call_for(visit.app.db.reader(), &visit.ctx, id).await?,
    ))
}

pub(super) async fn change(
    visit: Visit,
    Path(call): Path<String>,
    ApiJson(body): ApiJson<CallChangeJson>,
) -> Reply {
    let call = seen(&visit, &call).await?;
    let terms = body.terms.terms()?;
    let (db, ctx, version) = (&visit.app.db, &visit.ctx, body.version);
    if call.state == CallState::Draft {
        usecases::edit(
            db,
            ctx,
            Edit {
                call: call.id,
                version,
                terms,
            },
        )
        .await?;
    } else {
        let reason = body.reason.unwrap_or_default();
        usecases::correct(
            db,
            ctx,
            Correct {
                call: call.id,
                version,
                terms,
                reason,
            },
        )
        .await?;
    }
    now(&visit, call.id).await
}

pub(super) async fn submit_for_review(
    visit: Visit,
    Path(call): Path<String>,
    ApiJson(body): ApiJson<CallVersionJson>,
) -> Reply {
    let call = seen(&visit, &call).await?.id;
    usecases::submit_for_review(
        &visit.app.db,
        &visit.ctx,
        SubmitForReview {
            call,
            version: body.version,
        },
    )
    .await?;
    now(&visit, call).await
}

pub(super) async fn send_back(
    visit: Visit,
    Path(call): Path<String>,
    ApiJson(body): ApiJson<CallReasonJson>,
) -> Reply {
    let call = seen(&visit, &call).await?.id;
    let command = SendBack {
        call,
        version: body.version,
        reason: body.reason,
    };
    usecases::send_back(&visit.app.db, &visit.ctx, command).await?;
    now(&visit, call).await
}

pub(super) async fn approve(
    visit: Visit,
    Path(call): Path<String>,
    ApiJson(body): ApiJson<CallApprovalJson>,
) -> Reply {
    let call = seen(&visit, &call).await?.id;
    let role = match body.role.as_deref() {
        None => None,
        Some(code) => {
            let role = Role::from_code(code).filter(|role| matches!(role, Role::RL | Role::BfdH));
            Some(role.ok_or_else(|| Problem::field("role", Text::new("field-choice")))?)
        }
    };
    usecases::approve(
        &visit.app.db,
        &visit.ctx,
        Approve {
            call,
            version: body.version,
            role,
        },
    )
    .await?;
    now(&visit, call).await
}

pub(super) async fn extend(
    visit: Visit,
    Path(call): Path<String>,
    ApiJson(body): ApiJson<CallExtensionJson>,
) -> Reply {
    let call = seen(&visit, &call).await?.id;
    let deadline_time = typed_time(body.deadline_time.as_deref())?;
    let command = Extend {
        call,
        version: body.version,
        deadline_on: body.deadline_on,
        deadline_time,
        reason: body.reason,
    };
    usecases::extend(&visit.app.db, &visit.ctx, command).await?;
    now(&visit, call).await
}

pub(super) async fn start_selection(
    visit: Visit,
    Path(call): Path<String>,
    ApiJson(body): ApiJson<CallVersionJson>,
) -> Reply {
    let call = seen(&visit, &call).await?.id;
    usecases::begin_selection(
        &visit.app.db,
        &visit.ctx,
        StartSelection {
            call,
            version: body.version,
        },
    )
    .await?;
    now(&visit, call).await
}

pub(super) async fn complete(
    visit: Visit,
    Path(call): Path<String>,
    ApiJson(body): ApiJson<CallVersionJson>,
) -> Reply {
    let call = seen(&visit, &call).await?.id;
    usecases::complete(
        &visit.app.db,
        &visit.ctx,
        Complete {
            call,
            version: body.version,
        },
    )
    .await?;
    now(&visit, call).await
}

pub(super) async fn cancel(
    visit: Visit,
    Path(call): Path<String>,
    ApiJson(body): ApiJson<CallReasonJson>,
) -> Reply {
    let call = seen(&visit, &call).await?.id;
    let command = Cancel {
        call,
        version: body.version,
        reason: body.reason,
    };
    usecases::cancel(&visit.app.db, &visit.ctx, command).await?;
    now(&visit, call).await
}

/// `12:00`, if there is one. Error: `Invalid`.
fn typed_time(text: Option<&str>) -> Result<Option<chrono::NaiveTime>, Problem> {
    let Some(text) = text else { return Ok(None) };
    let wrong = || Problem::field("deadline_time", Text::new("field-time").with("value", text));
    parse_time(text).map(Some).ok_or_else(wrong)
}

pub(super) async fn copy(
    visit: Visit,
    Path(call): Path<String>,
    ApiJson(body): ApiJson<CallCopyJson>,
) -> Reply {
    let call = seen(&visit, &call).await?.id;
    let command = CloneCall {
        call,
        code: body.code,
        number_prefix: body.number_prefix.unwrap_or_default(),
        opens_at: body.opens_at,
        deadline_on: body.deadline_on,
        deadline_time: typed_time(body.deadline_time.as_deref())?,
        project_from: body.project_from,
        project_until: body.project_until,
    };
    let id = usecases::clone_call(&visit.app.db, &visit.ctx, command).await?;
    api::created(CallJson::from(&queries::call(visit.app.db.reader(), id).await?))
}
