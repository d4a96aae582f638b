//! What payments have on file about a case (number 60 of the evidence packet).

use std::collections::HashMap;

use applications::ApplicationId;
use base::{Ctx, PersonId, Problem};
use base_web::App;
use base_web::app::EvidenceFile;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::model::{BankAccount, Owner, PaymentRequest, PaymentReturn, PaymentRun};
use crate::store::run;
use crate::{access, queries, rules};

type Names = HashMap<PersonId, String>;

/// Requests with their signatures, bank details (account numbers by their last digits) and returned money. Nothing when
/// there is no grant that the person may see.
pub(crate) async fn of_case(app: &App, ctx: &Ctx, application: Uuid) -> Result<Vec<EvidenceFile>, Problem> {
    let db = app.db.reader();
    let Some(grant) = grants::grant_of(db, ApplicationId(application)).await? else {
        return Ok(Vec::new());
    };
    let grant = match grants::seen(db, ctx, grant.id).await {
        Ok((grant, _)) => grant,
        Err(Problem::NotFound { .. }) => return Ok(Vec::new()),
        Err(problem) => return Err(problem),
    };
    let requests = queries::requests_seen(db, ctx, grant.id).await?;
    let accounts = queries::accounts(db, Owner::Grant(grant.id)).await?;
    if requests.is_empty() && accounts.is_empty() {
        return Ok(Vec::new());
    }
    let mut returned = Vec::new();
    for request in &requests {
        returned.extend(queries::recorded_returns(db, request.id).await?);
    }
    // in which file for the cash desk each of them stood: for the office alone
    let in_runs = requests.iter().filter_map(|request| request.run_id);
    let runs = if access::is_office(ctx, grant.programme_id) {
        let these = run::Entity::find().filter(run::Column::Id.is_in(in_runs));
        these.all(db).await?
    } else {
        Vec::new()
    };
    let names = people::names(db, &persons(&requests, &accounts, &returned)).await?;
    let requests: Vec<Value> = requests
        .iter()
        .map(|request| {
            let run = runs.iter().find(|run| Some(run.id) == request.run_id);
            of_request(request, run, &names)
        })
        .collect();
    let accounts: Vec<Value> = accounts.iter().map(|one| of_account(one, &names)).collect();
    let returned: Vec<Value> = returned.iter().map(|one| of_returned(one, &names)).collect();
    Ok(vec![
        EvidenceFile::json("60-zahlungen/mittelabrufe.json", &requests)?,
        EvidenceFile::json("60-zahlungen/bankverbindungen.json", &accounts)?,
        EvidenceFile::json("60-zahlungen/rueckzahlungen.json", &returned)?,
    ])
}

/// Everybody who did something.
fn persons(
    requests: &[PaymentRequest],
    accounts: &[BankAccount],
    returned: &[PaymentReturn],
) -> Vec<PersonId> {
    let asked = requests.iter().flat_map(|one| {
        [
            one.drafted_by,
            one.submitted_by,
            one.factual_by,
            one.arithmetic_by,
            one.ordered_by,
        ]
    });
    let entered = accounts
        .iter()
        .flat_map(|one| [Some(one.entered_by), one.decided_by]);
    let recorded = returned
        .iter()
        .flat_map(|one| [Some(one.recorded_by), one.decided_by]);
    asked.chain(entered).chain(recorded).flatten().collect()
}

fn name(names: &Names, person: Option<PersonId>) -> Option<&str> {
    person.and_then(|person| names.get(&person)).map(String::as_str)
}

fn of_returned(row: &PaymentReturn, names: &Names) -> Value {
    json!({
        "id": row.id, "payment": row.payment_id, "amount_cents": row.amount, "received_on": row.received_on,
        "note": row.note, "state": row.state,
        "recorded_by": name(names, Some(row.recorded_by)), "recorded_at": row.recorded_at,
        "decided_by": name(names, row.decided_by), "decided_at": row.decided_at,
    })
}

fn of_request(request: &PaymentRequest, run: Option<&PaymentRun>, names: &Names) -> Value {
    let run = run.map(|run| {
        json!({
            "number": run.number, "message_id": run.message_id, "execution_on": run.execution_on,
            "list_sha256": run.list_sha256, "sepa_sha256": run.sepa_sha256, "created_at": run.created_at,
        })
    });
    let name = |person| name(names, person);
    json!({
        "id": request.id, "reference": request.reference, "kind": request.kind, "year": request.year,
        "amount_cents": request.amount, "expenditure": request.expenditure, "needed": request.needed,
        "paper_note": request.paper_note, "state": request.state, "reason": request.reason,
        "drafted_by": name(request.drafted_by), "drafted_at": request.drafted_at,
        "submitted_by": name(request.submitted_by), "submitted_at": request.submitted_at,
        "factual_by": name(request.factual_by), "factual_at": request.factual_at,
        "arithmetic_by": name(request.arithmetic_by), "arithmetic_at": request.arithmetic_at,
        "ordered_by": name(request.ordered_by), "ordered_at": request.ordered_at,
        "account": request.account_id, "run": run,
        "booked_on": request.booked_on, "paid_on": request.paid_on, "closed_at": request.closed_at,
    })
}

fn of_account(account: &BankAccount, names: &Names) -> Value {
    json!({
        "id": account.id, "holder": account.holder, "iban": rules::masked(&account.iban), "bic": account.bic,
        "bank": account.bank, "payee_reference": account.payee_reference, "source": account.source,
        "state": account.state, "entered_by": name(names, Some(account.entered_by)), "entered_at": account.entered_at,
        "decided_by": name(names, account.decided_by), "decided_at": account.decided_at, "note": account.call_back,
        "usable_from": account.usable_from,
    })
}
