//! Amendments by the API, on the same use cases. A file goes with the form of the page only.

use axum::extract::Path;
use base::{Problem, Role, Text};
use base_web::{ApiJson, Reply, Visit, api};

use super::super::id;
use super::json::{
    AmendmentJson, AmendmentListJson, AmendmentVersionJson, CheckAmendmentJson, CloseAmendmentJson,
    DraftAmendmentJson, IssueAmendmentJson, SignAmendmentJson,
};
use super::seen;
use crate::model::{Amendment, Change, Grant};
use crate::usecases::amend::{
    self, CheckAmendment, Close, DraftAmendment, IssueAmendment, Request, SignAmendment,
};
use crate::{access, queries};

type Of = Path<(String, String)>;

async fn json(visit: &Visit, mut amendment: Amendment, grant: &Grant) -> Result<AmendmentJson, Problem> {
    let db = visit.app.db.reader();
    if !access::may_see_remark(&visit.ctx, &amendment, grant) {
        amendment.remark.clear();
    }
    let changes = queries::changes_of(db, amendment.id).await?;
    let effect = if amendment.state.is_open() {
        match amend::effect_of(db, grant, &changes).await {
            Ok(effect) => Some(effect),
            Err(Problem::Invalid(_)) => None, // the award has changed meanwhile
            Err(problem) => return Err(problem),
        }
    } else {
        None
    };
    Ok(AmendmentJson::new(amendment, &changes, effect.as_ref()))
}

/// The amendment as it is now.
async fn answer(visit: &Visit, of: &(String, String)) -> Reply {
    let (amendment, grant, _) = seen(visit, &of.0, &of.1).await?;
    api::ok(json(visit, amendment, &grant).await?)
}

pub(in super::super) async fn list(visit: Visit, Path(grant): Path<String>) -> Reply {
    let db = visit.app.db.reader();
    let (grant, _) = queries::seen(db, &visit.ctx, id(&grant)?).await?;
    let mut items = Vec::new();
    for amendment in queries::amendments_of(db, grant.id).await? {
        items.push(json(&visit, amendment, &grant).await?);
    }
    api::ok(AmendmentListJson { items })
}

pub(in super::super) async fn show(visit: Visit, Path(of): Of) -> Reply {
    answer(&visit, &of).await
}

fn changes(body: DraftAmendmentJson) -> Result<(String, Vec<Change>), Problem> {
    let changes = body.changes.into_iter().map(Change::try_from);
    Ok((body.reason, changes.collect::<Result<_, _>>()?))
}

pub(in super::super) async fn create(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<DraftAmendmentJson>,
) -> Reply {
    let (reason, changes) = changes(body)?;
    let command = DraftAmendment {
        grant: id(&grant)?,
        amendment: None,
        reason,
        changes,
        file: None,
    };
    let amendment = amend::draft_amendment(&visit.app.db, &visit.app.files, &visit.ctx, command).await?;
    let (grant, _) = queries::seen(visit.app.db.reader(), &visit.ctx, amendment.grant_id).await?;
    api::created(json(&visit, amendment, &grant).await?)
}

pub(in super::super) async fn save(
    visit: Visit,
    Path(of): Of,
    ApiJson(body): ApiJson<DraftAmendmentJson>,
) -> Reply {
    let (amendment, ..) = seen(&visit, &of.0, &of.1).await?;
    let version = body.version;
    let (reason, changes) = changes(body)?;
    let command = DraftAmendment {
        grant: amendment.grant_id,
        amendment: Some((amendment.id, version)),
        reason,
        changes,
        file: None,
    };
    amend::draft_amendment(&visit.app.db, &visit.app.files, &visit.ctx, command).await?;
    answer(&visit, &of).await
}

pub(in super::super) async fn request(
    visit: Visit,
    Path(of): Of,
    ApiJson(body): ApiJson<AmendmentVersionJson>,
) -> Reply {
    let (amendment, ..) = seen(&visit, &of.0, &of.1).await?;
    let command = Request {
        amendment: amendment.id,
        version: body.version,
    };
    amend::request_amendment(&visit.app.db, &visit.ctx, command).await?;
    answer(&visit, &of).await
}

pub(in super::super) async fn check(
    visit: Visit,
    Path(of): Of,
    ApiJson(body): ApiJson<CheckAmendmentJson>,
) -> Reply {
    let (amendment, ..) = seen(&visit, &of.0, &of.1).await?;
    let command = CheckAmendment {
        amendment: amendment.id,
        version: body.version,
        remark: body.remark,
    };
    amend::check_amendment(&visit.app.db, &visit.ctx, command).await?;
    answer(&visit, &of).await
}

pub(in super::super) async fn countersign(
    visit: Visit,
    Path(of): Of,
    ApiJson(body): ApiJson<SignAmendmentJson>,
) -> Reply {
    let (amendment, ..) = seen(&visit, &of.0, &of.1).await?;
    let role = match body.role.as_deref() {
        None => None,
        Some(code) => Some(
            Role::from_code(code)
                .ok_or_else(|| Problem::field("role", Text::new("field-choice").with("value", code)))?,
        ),
    };
    let command = SignAmendment {
        amendment: amendment.id,
        version: body.version,
        role,
    };
    amend::countersign_amendment(&visit.app.db, &visit.ctx, command).await?;
    answer(&visit, &of).await
}

pub(in super::super) async fn issue(
    visit: Visit,
    Path(of): Of,
    ApiJson(body): ApiJson<IssueAmendmentJson>,
) -> Reply {
    let (amendment, ..) = seen(&visit, &of.0, &of.1).await?;
    let command = IssueAmendment {
        amendment: amendment.id,
        version: body.version,
        channel: body.channel,
    };
    amend::issue_amendment(&visit.app.db, &visit.app.files, &visit.ctx, command).await?;
    answer(&visit, &of).await
}

async fn close(visit: &Visit, of: &(String, String), body: CloseAmendmentJson) -> Result<Close, Problem> {
    let (amendment, ..) = seen(visit, &of.0, &of.1).await?;
    Ok(Close {
        amendment: amendment.id,
        version: body.version,
        reason: body.reason,
    })
}

pub(in super::super) async fn give_back(
    visit: Visit,
    Path(of): Of,
    ApiJson(body): ApiJson<CloseAmendmentJson>,
) -> Reply {
    let command = close(&visit, &of, body).await?;
    amend::return_amendment(&visit.app.db, &visit.ctx, command).await?;
    answer(&visit, &of).await
}

pub(in super::super) async fn refuse(
    visit: Visit,
    Path(of): Of,
    ApiJson(body): ApiJson<CloseAmendmentJson>,
) -> Reply {
    let command = close(&visit, &of, body).await?;
    amend::refuse_amendment(&visit.app.db, &visit.ctx, command).await?;
    answer(&visit, &of).await
}

pub(in super::super) async fn withdraw(
    visit: Visit,
    Path(of): Of,
    ApiJson(body): ApiJson<CloseAmendmentJson>,
) -> Reply {
    let command = close(&visit, &of, body).await?;
    amend::withdraw_amendment(&visit.app.db, &visit.ctx, command).await?;
    answer(&visit, &of).await
}
