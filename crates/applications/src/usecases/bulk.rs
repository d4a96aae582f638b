//! One verb for many cases: the rules of a single one, a result per record.

use base::{Ctx, PersonId, Problem};
use base_db::Db;
use chrono::NaiveDate;

use super::complete::{BulkResult, result};
use super::{Propose, RequestDocuments, SetFollowUp};
use crate::model::{Application, ApplicationId, ProposalVerb, ReasonCode};
use crate::queries;

/// Cases of one bulk action at most.
pub const MAX_BULK: usize = 500;

/// What to do with each of them.
#[derive(Debug, Clone)]
pub enum BulkAction {
    Assign {
        officer: Option<PersonId>,
    },
    FollowUp {
        due_on: NaiveDate,
        note: String,
    },
    StartCheck,
    RequestDocuments {
        items: String,
        due_on: NaiveDate,
    },
    /// Every point of the checklist is confirmed.
    Complete,
    ProposeRejection {
        reason_code: ReasonCode,
        reason: String,
    },
}

/// Does it to each case on its own, in the order given. What a rule refuses is a result and does not stop the rest.
/// Error: `Invalid` when what was typed fits no case at all; then nothing was done.
pub async fn bulk(
    db: &Db,
    ctx: &Ctx,
    ids: &[ApplicationId],
    action: &BulkAction,
) -> Result<Vec<BulkResult>, Problem> {
    let known = queries::applications(db.reader(), ctx, ids).await?;
    let mut results: Vec<BulkResult> = Vec::with_capacity(ids.len());
    for id in ids {
        if results.iter().any(|done| done.application == *id) {
            continue; // named twice
        }
        let Some(application) = known.get(id) else {
            results.push(BulkResult {
                application: *id,
                label: id.to_string(),
                problem: Some(Problem::not_found("application")),
            });
            continue;
        };
        let outcome = one(db, ctx, application, action).await;
        if let Err(problem @ Problem::Invalid(_)) = outcome {
            // the fields are the same for all: show them again rather than the same sentence per record
            if results.iter().all(|done| done.problem.is_some()) {
                return Err(problem);
            }
            results.push(result(application, Err(problem))?);
        } else {
            results.push(result(application, outcome)?);
        }
    }
    Ok(results)
}

async fn one(
    db: &Db,
    ctx: &Ctx,
    application: &Application,
    action: &BulkAction,
) -> Result<Application, Problem> {
    let id = application.id;
    match action {
        BulkAction::Assign { officer } => super::assign_officer(db, ctx, id, *officer).await,
        BulkAction::FollowUp { due_on, note } => {
            let command = SetFollowUp {
                application: id,
                due_on: *due_on,
                note: note.clone(),
                person: None,
            };
            super::set_follow_up(db, ctx, command).await?;
            Ok(application.clone())
        }
        BulkAction::StartCheck => super::start_check(db, ctx, id).await,
        BulkAction::RequestDocuments { items, due_on } => {
            let command = RequestDocuments {
                application: id,
                items: items.clone(),
                fields: Vec::new(),
                due_on: *due_on,
            };
            super::request_documents(db, ctx, command).await
        }
        BulkAction::Complete => super::confirm_complete(db, ctx, id).await,
        BulkAction::ProposeRejection { reason_code, reason } => {
            let command = Propose {
                application: id,
                verb: ProposalVerb::Reject,
                reason_code: *reason_code,
                reason: reason.clone(),
            };
            super::propose(db, ctx, command).await
        }
    }
}
