//! The list of vouchers (I9), which comes by workbook: a voucher is known by its number within the project.

use applications::{Application, PlanKind};
use base::{Cents, Ctx, Problem};
use base_db::{Db, Unit};
use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use super::attach::require_open_to_parts;
use super::{load, note, require_state};
use crate::model::{Proof, ProofId, ProofState, Voucher};
use crate::{access, store};

/// Vouchers of one proof at most.
pub(crate) const MAX_VOUCHERS: usize = 5_000;

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewVoucher {
    pub number: String,
    pub invoiced_on: Option<NaiveDate>,
    pub paid_on: NaiveDate,
    pub payee: String,
    pub reason: String,
    pub kind: PlanKind,
    pub gross: Cents,
    pub eligible: Cents,
}

/// Adds lines to a proof that the unit holds. Error: denied, refused (`wrong-state`).
pub(crate) async fn add_vouchers(
    unit: &Unit<'_>,
    proof: &Proof,
    application: &Application,
    vouchers: Vec<NewVoucher>,
) -> Result<(), Problem> {
    access::require_writer(unit.ctx(), proof, application)?;
    require_open_to_parts(proof)?;
    let eligible: Cents = vouchers.iter().map(|voucher| voucher.eligible).sum();
    let data = json!({ "vouchers": vouchers.len(), "eligible_cents": eligible });
    for voucher in vouchers {
        let row = Voucher {
            id: Uuid::now_v7(),
            proof_id: proof.id,
            number: voucher.number,
            invoiced_on: voucher.invoiced_on,
            paid_on: voucher.paid_on,
            payee: voucher.payee,
            reason: voucher.reason,
            kind: voucher.kind,
            gross: voucher.gross,
            eligible: voucher.eligible,
            added_by: unit.ctx().person_id(),
            added_at: unit.now(),
        };
        store::insert(unit, row).await?;
    }
    note(unit, proof, proof, "vouchers", "", data).await
}

/// Takes the whole list away while the proof is written, so that a corrected one can be imported.
/// Error: denied, refused (`wrong-state`), `Stale`.
pub async fn remove_vouchers(db: &Db, ctx: &Ctx, id: ProofId, version: Option<i64>) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let (proof, _, application) = load(&unit, id, version).await?;
    access::require_writer(ctx, &proof, &application)?;
    require_state(
        &proof,
        &[ProofState::Planned, ProofState::Due, ProofState::Overdue],
    )?;
    let removed = store::delete_vouchers(&unit, id).await?;
    let data = json!({ "vouchers": removed });
    note(&unit, &proof, &proof, "remove_vouchers", "", data).await?;
    unit.commit().await
}
