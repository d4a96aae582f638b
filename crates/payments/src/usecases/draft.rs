//! – → DRAFT: the municipality writes a request; an officer enters one that came on paper.

use base::calendar::local_date;
use base::problem::Checks;
use base::{Cents, Ctx, Problem, Text};
use base_db::{Db, Entry, Unit};
use chrono::Datelike;
use grants::{Grant, GrantId};

use super::{NOTE_MAX, load, step};
use crate::model::{PaymentId, PaymentKind, PaymentRequest, PaymentState};
use crate::{access, rules, store};

/// A new request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub grant: GrantId,
    pub amount: Cents,
    /// What it is to pay for.
    pub expenditure: String,
    /// Declared: needed within the months of use.
    pub needed: bool,
    /// Where the signed paper is, when an officer enters it.
    pub paper_note: String,
}

/// Another content for a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub payment: PaymentId,
    pub version: Option<i64>,
    pub amount: Cents,
    pub expenditure: String,
    pub needed: bool,
    pub paper_note: String,
}

/// Drafts a request of the present budget year. KE or KZ of the grantee; SB for a signed paper, saying where it is.
/// Error: not found, denied, `Invalid`, refused before the notice is final (D03).
pub async fn draft(db: &Db, ctx: &Ctx, command: Draft) -> Result<PaymentRequest, Problem> {
    let unit = db.write(ctx).await?;
    let (grant, _) = grants::seen(unit.conn(), ctx, command.grant).await?;
    access::require_drafter(ctx, &grant)?;
    rules::check_grant(&grant)?;
    let (expenditure, paper_note) = checked(
        ctx,
        &grant,
        command.amount,
        &command.expenditure,
        &command.paper_note,
    )?;
    let row = new(
        &unit,
        &grant,
        command.amount,
        i64::from(local_date(ctx.now).year()),
    )
    .await?;
    let row = PaymentRequest {
        expenditure,
        needed: command.needed,
        paper_note,
        ..row
    };
    store::insert_request(&unit, &row).await?;
    let facts =
        serde_json::json!({ "reference": row.reference, "amount_cents": row.amount, "year": row.year });
    let entry = Entry::new("payment", row.id, "draft")
        .case(row.application_id)
        .to(row.state)
        .data(facts);
    unit.audit(entry).await?;
    unit.commit().await?;
    Ok(row)
}

/// Changes a draft. Who may draft. Error: as [`draft`], refused once it is submitted, `Stale`.
pub async fn edit(db: &Db, ctx: &Ctx, command: Edit) -> Result<PaymentRequest, Problem> {
    let unit = db.write(ctx).await?;
    let (before, grant, _) = load(&unit, command.payment, command.version).await?;
    access::require_drafter(ctx, &grant)?;
    let state = rules::after(&before, "draft")?;
    let (expenditure, paper_note) = checked(
        ctx,
        &grant,
        command.amount,
        &command.expenditure,
        &command.paper_note,
    )?;
    let after = PaymentRequest {
        state,
        amount: command.amount,
        expenditure,
        needed: command.needed,
        paper_note,
        year: i64::from(local_date(ctx.now).year()),
        drafted_by: ctx.person_id(),
        drafted_at: ctx.now,
        version: before.version + 1,
        ..before.clone()
    };
    step(&unit, &before, &after, "edit").await?;
    unit.commit().await?;
    Ok(after)
}

/// Cleaned texts, all flaws at once. An officer says where the paper is; the municipality has none.
fn checked(
    ctx: &Ctx,
    grant: &Grant,
    amount: Cents,
    expenditure: &str,
    paper_note: &str,
) -> Result<(String, String), Problem> {
    let expenditure = base::names::clean_multiline(expenditure);
    let is_paper = !access::is_grantee(ctx, grant);
    let paper_note = if is_paper {
        base::names::clean_multiline(paper_note)
    } else {
        String::new()
    };
    let mut checks = Checks::new();
    if let Err(Problem::Invalid(fields)) = rules::check_content(amount, &expenditure) {
        for field in fields {
            checks.fail(field.field, field.text);
        }
    }
    checks.ensure(!is_paper || !paper_note.is_empty(), "paper_note", || {
        Text::new("payments-paper-needed")
    });
    for (field, text) in [("expenditure", &expenditure), ("paper_note", &paper_note)] {
        let count = base::names::char_count(text);
        checks.ensure(count <= NOTE_MAX, field, || {
            Text::new("field-too-long")
                .with("max", NOTE_MAX)
                .with("count", count)
        });
    }
    checks.finish()?;
    Ok((expenditure, paper_note))
}

/// A request as it begins, under the next number of its grant.
pub(super) async fn new(
    unit: &Unit<'_>,
    grant: &Grant,
    amount: Cents,
    year: i64,
) -> Result<PaymentRequest, Problem> {
    let sequence = store::next_sequence(unit, grant.id).await?;
    Ok(PaymentRequest {
        id: PaymentId::new(),
        grant_id: grant.id,
        application_id: grant.application_id,
        programme_id: grant.programme_id,
        body_id: grant.body_id,
        body_name: grant.body_name.clone(),
        number: grant.number.clone(),
        sequence,
        reference: format!("{}/{sequence}", grant.number),
        kind: PaymentKind::Instalment,
        year,
        amount,
        expenditure: String::new(),
        needed: false,
        paper_note: String::new(),
        state: PaymentState::Draft,
        drafted_by: unit.ctx().person_id(),
        drafted_at: unit.now(),
        submitted_by: None,
        submitted_at: None,
        factual_by: None,
        factual_at: None,
        arithmetic_by: None,
        arithmetic_at: None,
        ordered_by: None,
        ordered_at: None,
        account_id: None,
        run_id: None,
        booked_on: None,
        paid_on: None,
        closed_at: None,
        reason: String::new(),
        version: 1,
    })
}
