//! One file for the cash desk: everything that is ordered in a programme, as workbook and as SEPA message.

use base::calendar::local_date;
use base::{Ctx, Problem, Text};
use base_db::{Db, Entry, Unit, retrying};
use base_files::{Files, NewFile, Staged};
use calls::ProgrammeId;
use chrono::{Datelike, NaiveDate};
use grants::GrantId;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::files::{self, Line, Sheet};
use crate::model::{BankAccount, BankAccountId, Owner, PaymentRequest, PaymentRun, PaymentRunId};
use crate::{access, queries, rules, store};

/// A run to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CreateRun {
    pub programme: Uuid,
    /// When the bank is to carry it out.
    pub execution_on: NaiveDate,
}

/// Makes the files of everything ordered in a programme that no run carries yet, and files them with their hashes. Every
/// order asks its grant and its bank details again ([`payable`]); what has to wait is named in the audit entry with its
/// reason. SB or BfdH.
/// Error: not found, denied, `Invalid` (a day that is none of the bank's or of another budget
/// year), refused (`nothing-ordered`, saying what waits and why; `no-cash-account`),
/// `Stale` when a colleague made one, or a grant was stopped, at the same moment.
pub async fn create_run(
    db: &Db,
    files: &Files,
    ctx: &Ctx,
    command: CreateRun,
) -> Result<PaymentRun, Problem> {
    access::require_cashier(ctx, command.programme)?;
    check_day(command.execution_on, local_date(ctx.now))?;
    let ready = Ready::load(db, ctx, command).await?;
    let list = files.stage(ready.list.clone().into()).await?;
    let sepa = files.stage(ready.sepa.clone().into_bytes().into()).await?;
    retrying(|| write(db, files, ctx, &ready, list.clone(), sepa.clone())).await
}

/// A working day, not in the past and within a month. Error: `Invalid`.
fn check_day(day: NaiveDate, today: NaiveDate) -> Result<(), Problem> {
    let is_near = (today..=base::calendar::add_months(today, 1)).contains(&day);
    if is_near && base::calendar::is_working_day(day) {
        Ok(())
    } else {
        Err(Problem::field(
            "execution_on",
            Text::new("payments-execution-day"),
        ))
    }
}

/// The money of a budget year goes out within that year. Error: `Invalid`, naming what the day does not fit.
fn check_year(lines: &[Line], day: NaiveDate) -> Result<(), Problem> {
    let others: Vec<&str> = lines
        .iter()
        .filter(|line| !rules::is_of_year(&line.request, day))
        .map(|line| line.request.reference.as_str())
        .collect();
    if others.is_empty() {
        return Ok(());
    }
    let text = Text::new("payments-execution-year")
        .with("year", i64::from(day.year()))
        .with("numbers", others.join(", "));
    Err(Problem::field("execution_on", text))
}

/// What a run will say, and its files.
struct Ready {
    run: PaymentRunId,
    number: i64,
    command: CreateRun,
    from: BankAccount,
    message_id: String,
    requests: Vec<PaymentRequest>,
    held_back: Vec<HeldBack>,
    list: Vec<u8>,
    sepa: String,
}

impl Ready {
    async fn load(db: &Db, ctx: &Ctx, command: CreateRun) -> Result<Self, Problem> {
        let conn = db.reader();
        let from = queries::account_in_force(conn, Owner::Programme(command.programme)).await?;
        let from = rules::check_account(from.as_ref(), ctx.now)
            .map_err(|_| Problem::refused("no-cash-account", Text::new("payments-no-cash-account")))?
            .clone();
        let (lines, held_back) = payable(conn, ctx, command.programme).await?;
        if lines.is_empty() {
            let text = match held_back.len() {
                0 => Text::new("payments-nothing-ordered"),
                count => Text::new("payments-all-held-back").with("count", count),
            };
            return Err(Problem::refused("nothing-ordered", text));
        }
        check_year(&lines, command.execution_on)?;
        let run = PaymentRunId::new();
        let number = queries::last_run(conn, command.programme).await? + 1;
        let programme = calls::programme(conn, ProgrammeId(command.programme)).await?;
        let message_id = run.0.simple().to_string();
        let sheet = Sheet {
            programme: &programme,
            number,
            message_id: &message_id,
            execution_on: command.execution_on,
            made_at: ctx.now,
            made_by: ctx.find_person().map_or("", |person| person.name.as_str()),
            from: &from,
            lines: &lines,
        };
        let (list, sepa) = (files::workbook(&sheet)?, files::message(&sheet)?);
        Ok(Self {
            run,
            number,
            command,
            message_id,
            requests: lines.into_iter().map(|line| line.request).collect(),
            held_back,
            from,
            list,
            sepa,
        })
    }
}

/// An order that has to wait, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeldBack {
    pub request: PaymentRequest,
    /// The code of the refusal, see [`rules::check_run`].
    pub code: &'static str,
    pub why: Text,
}

/// What of a programme can go into a run now, and what has to wait. An order is a signature of its day: a hearing, a
/// remedy, a revocation or a stop since, other bank details or the end of its budget year hold it back, whoever signed it before.
pub(crate) async fn payable(
    db: &impl ConnectionTrait,
    ctx: &Ctx,
    programme: Uuid,
) -> Result<(Vec<Line>, Vec<HeldBack>), Problem> {
    let ordered = queries::to_pay(db, programme).await?;
    let accounts: Vec<BankAccountId> = ordered.iter().filter_map(|request| request.account_id).collect();
    let accounts = queries::accounts_by_id(db, &accounts).await?;
    let grants: Vec<GrantId> = ordered.iter().map(|request| request.grant_id).collect();
    let stops = queries::stops(db, &grants).await?;
    let grants = grants::by_ids(db, &grants).await?;
    let (mut lines, mut held_back) = (Vec::new(), Vec::new());
    for request in ordered {
        let account = request.account_id.and_then(|id| accounts.get(&id));
        let grant = grants.get(&request.grant_id);
        let stop = stops.get(&request.grant_id);
        match rules::check_run(&request, grant, stop, account, ctx.now) {
            Ok(account) => lines.push(Line {
                account: account.clone(),
                request,
            }),
            Err(Problem::Refused { code, text }) => held_back.push(HeldBack {
                request,
                code,
                why: text,
            }),
            Err(problem) => return Err(problem),
        }
    }
    Ok((lines, held_back))
}

async fn write(
    db: &Db,
    files: &Files,
    ctx: &Ctx,
    ready: &Ready,
    list: Staged,
    sepa: Staged,
) -> Result<PaymentRun, Problem> {
    let unit = db.write(ctx).await?;
    let name = format!("Auszahlungsliste {}", ready.number);
    let new = |ending: &str, media_type: &str| NewFile {
        name: format!("{name}.{ending}"),
        media_type: media_type.to_owned(),
        purpose: "payment-run",
        application_id: None,
        bytes: Default::default(), // staged before the unit
    };
    let list = files.keep(&unit, new("xlsx", files::XLSX), list).await?;
    let sepa = files.keep(&unit, new("xml", files::XML), sepa).await?;
    let run = PaymentRun {
        id: ready.run,
        programme_id: ready.command.programme,
        number: ready.number,
        message_id: ready.message_id.clone(),
        execution_on: ready.command.execution_on,
        payments: i64::try_from(ready.requests.len()).map_err(Problem::broken)?,
        total: ready.requests.iter().map(|request| request.amount).sum(),
        account_id: ready.from.id,
        list_file_id: list.id,
        list_sha256: list.sha256,
        sepa_file_id: sepa.id,
        sepa_sha256: sepa.sha256,
        created_by: ctx.person_id(),
        created_at: ctx.now,
    };
    store::insert_run(&unit, &run).await?;
    require_payable(&unit, &ready.requests).await?;
    carry(&unit, &run, &ready.requests).await?;
    let held_back: Vec<_> = ready
        .held_back
        .iter()
        .map(|held| serde_json::json!({ "reference": held.request.reference, "reason": held.code }))
        .collect();
    let facts = serde_json::json!({
        "number": run.number, "payments": run.payments, "total_cents": run.total, "execution_on": run.execution_on,
        "list_sha256": run.list_sha256, "sepa_sha256": run.sepa_sha256, "held_back": held_back,
    });
    unit.audit(Entry::new("payment_run", run.id, "create").data(facts))
        .await?;
    unit.commit().await?;
    Ok(run)
}

/// Asks every grant and account once more, the grants held until the run is filed: a hearing that begins at the same
/// moment comes before the run or after it, never between. Error: `Stale` when something was stopped since the files were
/// made.
async fn require_payable(unit: &Unit<'_>, requests: &[PaymentRequest]) -> Result<(), Problem> {
    let ids: Vec<GrantId> = requests.iter().map(|request| request.grant_id).collect();
    let grants = grants::held(unit, &ids).await?;
    let stops = queries::stops(unit.conn(), &ids).await?;
    let ids: Vec<BankAccountId> = requests.iter().filter_map(|request| request.account_id).collect();
    let accounts = queries::accounts_by_id(unit.conn(), &ids).await?;
    for request in requests {
        let account = request.account_id.and_then(|id| accounts.get(&id));
        let (grant, stop) = (grants.get(&request.grant_id), stops.get(&request.grant_id));
        match rules::check_run(request, grant, stop, account, unit.now()) {
            Ok(_) => {}
            Err(Problem::Refused { .. }) => return Err(Problem::Stale),
            Err(problem) => return Err(problem),
        }
    }
    Ok(())
}

/// Puts every request into the run, once and for all. Error: `Stale` when one changed since the files were made.
async fn carry(unit: &Unit<'_>, run: &PaymentRun, requests: &[PaymentRequest]) -> Result<(), Problem> {
    for before in requests {
        let after = PaymentRequest {
            run_id: Some(run.id),
            version: before.version + 1,
            ..before.clone()
        };
        store::update_request(unit, before, &after).await?;
        let entry = Entry::new("payment", after.id, "send_to_cash_desk")
            .case(after.application_id)
            .states(before.state, after.state)
            .data(serde_json::json!({ "run": run.id, "number": run.number }));
        unit.audit(entry).await?;
    }
    Ok(())
}
