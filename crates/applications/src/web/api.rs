//! The JSON twins: parse, call the use case, answer.

use axum::extract::{Path, Query};
use base::{Cents, Problem};
use base_web::api::{created, ok};
use base_web::{ApiJson, Reply, Visit};

use super::desk_json::AssignOfficerJson;
use super::json::{
    ApplicationDetailJson, ApplicationJson, ApplicationListJson, DecideJson, DocumentRequestListJson,
    DraftJson, NewApplicationJson, NewNoteJson, NoteJson, NoteListJson, ProposeJson, ReceiptJson,
    RequestDocumentsJson, SubmitJson, UpdateApplicationJson, check_email,
};
use super::list::{ListQuery, call_of};
use crate::model::{Application, ApplicationId, DraftFields, PartyInput};
use crate::usecases::{self, Arrival, CreateDraft, Decide, Propose, RequestDocuments, Submit, UpdateDraft};
use crate::{access, queries, rules};

/// Three statements: codes, count, rows.
pub(super) async fn list(visit: Visit, Query(query): Query<ListQuery>) -> Reply {
    query.check()?;
    let db = visit.app.db.reader();
    let codes = if query.call.is_empty() {
        Vec::new()
    } else {
        calls::codes(db, &visit.ctx).await?
    };
    let found = queries::list(db, &visit.ctx, &query.filter(&visit.ctx, &codes), query.page()).await?;
    ok(ApplicationListJson {
        total: found.total,
        page: found.page,
        per_page: found.per_page,
        items: found.items.into_iter().map(ApplicationJson::from).collect(),
    })
}

/// Six statements: application, call (three), parties, snapshot.
pub(super) async fn show(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let db = visit.app.db.reader();
    let application = queries::application(db, &visit.ctx, id).await?;
    let call = calls::call(db, application.call_id).await?;
    let parties = queries::parties_of(db, id).await?;
    let snapshot = queries::latest_submission(db, id).await?;
    ok(ApplicationDetailJson {
        fundable_cents: rules::fundable(&application, &call).0,
        parties: parties.into_iter().map(Into::into).collect(),
        sha256: snapshot.map(|snapshot| snapshot.sha256),
        officer_id: application
            .officer_id
            .filter(|_| access::is_office(&visit.ctx, &application))
            .map(|person| person.0),
        application: application.into(),
    })
}

fn answer(application: Application) -> Reply {
    ok(ApplicationJson::from(application))
}

/// The draft's fields with every party looked up. Error: each unknown one.
async fn fields(visit: &Visit, draft: &DraftJson) -> Result<DraftFields, Problem> {
    check_email(&base::names::clean(&draft.contact_email))?;
    let mut fields = draft.fields();
    let mut problems = Vec::new();
    for (number, party) in draft.parties.iter().enumerate().take(40) {
        match queries::find_body(visit.app.db.reader(), &party.body).await? {
            Ok(body) => {
                fields.parties.push(PartyInput {
                    body,
                    role: party.role,
                    share: party.share_cents.map(Cents),
                });
            }
            Err(text) => problems.push(base::FieldProblem::new(format!("parties.{number}.body"), text)),
        }
    }
    if problems.is_empty() {
        Ok(fields)
    } else {
        Err(Problem::Invalid(problems))
    }
}

pub(super) async fn create(visit: Visit, ApiJson(new): ApiJson<NewApplicationJson>) -> Reply {
    let call = call_of(&visit, &visit.ctx, &new.call).await?;
    let lead = queries::find_body(visit.app.db.reader(), &new.lead)
        .await?
        .map_err(|text| Problem::field("lead", text))?;
    let fields = fields(&visit, &new.draft).await?;
    let lead_share = new.draft.lead_share_cents.map(Cents);
    let command = CreateDraft {
        call: call.id,
        lead,
        fields,
        lead_share,
    };
    created(ApplicationJson::from(
        usecases::create_draft(&visit.app.db, &visit.ctx, command).await?,
    ))
}

pub(super) async fn update(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    ApiJson(change): ApiJson<UpdateApplicationJson>,
) -> Reply {
    let fields = fields(&visit, &change.draft).await?;
    let lead_share = change.draft.lead_share_cents.map(Cents);
    let command = UpdateDraft {
        application: id,
        version: change.version,
        fields,
        lead_share,
    };
    answer(usecases::update_draft(&visit.app.db, &visit.ctx, command).await?)
}

pub(super) async fn submit(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    ApiJson(sent): ApiJson<SubmitJson>,
) -> Reply {
    let command = Submit {
        application: id,
        version: sent.version,
        declarations: sent.declared(),
        cover_sheet: sent.cover_sheet,
        arrived: sent.received_on.map(|on| Arrival { on, time: None }),
    };
    ok(ReceiptJson::from(
        usecases::submit(&visit.app.db, &visit.ctx, command).await?,
    ))
}

pub(super) async fn recall(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    answer(usecases::recall(&visit.app.db, &visit.ctx, id).await?)
}

pub(super) async fn start_check(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    answer(usecases::start_check(&visit.app.db, &visit.ctx, id).await?)
}

/// Confirms every point and completes, by the rules of the page.
pub(super) async fn complete(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    answer(usecases::confirm_complete(&visit.app.db, &visit.ctx, id).await?)
}

pub(super) async fn request_documents(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    ApiJson(sent): ApiJson<RequestDocumentsJson>,
) -> Reply {
    let command = RequestDocuments {
        application: id,
        items: sent.items,
        fields: sent.fields,
        due_on: sent.due_on,
    };
    answer(usecases::request_documents(&visit.app.db, &visit.ctx, command).await?)
}

pub(super) async fn document_requests(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    if !access::is_applicant(&visit.ctx, &application) && !access::is_office(&visit.ctx, &application) {
        return Err(Problem::not_found("document request").into());
    }
    let requests = queries::document_requests(visit.app.db.reader(), id).await?;
    ok(DocumentRequestListJson {
        items: requests.into_iter().map(Into::into).collect(),
    })
}

pub(super) async fn reject(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    ApiJson(sent): ApiJson<ProposeJson>,
) -> Reply {
    let command = Propose {
        application: id,
        verb: sent.verb,
        reason_code: sent.reason_code,
        reason: sent.reason,
    };
    answer(usecases::propose(&visit.app.db, &visit.ctx, command).await?)
}

pub(super) async fn decide(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    ApiJson(sent): ApiJson<DecideJson>,
) -> Reply {
    let command = Decide {
        application: id,
        confirm: sent.confirm,
        remark: sent.remark,
    };
    answer(usecases::decide(&visit.app.db, &visit.ctx, command).await?)
}

/// Notes are the office's own.
pub(super) async fn notes(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    if !access::is_office(&visit.ctx, &application) {
        return Err(Problem::not_found("note").into());
    }
    let notes = queries::notes(visit.app.db.reader(), id).await?;
    ok(NoteListJson {
        items: notes.into_iter().map(NoteJson::from).collect(),
    })
}

pub(super) async fn add_note(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    ApiJson(new): ApiJson<NewNoteJson>,
) -> Reply {
    created(NoteJson::from(
        usecases::add_note(&visit.app.db, &visit.ctx, id, &new.text).await?,
    ))
}

pub(super) async fn assign(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    ApiJson(sent): ApiJson<AssignOfficerJson>,
) -> Reply {
    let officer = sent.officer_id.map(base::PersonId);
    answer(usecases::assign_officer(&visit.app.db, &visit.ctx, id, officer).await?)
}
