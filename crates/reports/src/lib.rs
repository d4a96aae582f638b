//! Reports: what a call came to, as page, workbook, CSV, JSON and PDF, with the same figures everywhere.
//!
//! * One [`Report`] is made by one function from one set of [`facts`]; page, files and API only render it, so that
//!   figures of different reports agree to the cent (I03).
//! * The definitions are those of handbook 8: *bewilligt* = amounts of issued notices that were not declined;
//!   *ausgezahlt* = payments less returned ones, of the ledger; *Projekt* = application (a joint one is one);
//!   *Kommune* = distinct bodies with partners; *Ort* = distinct municipality keys with places of action.
//! * Every case is read through `applications` with the reader's context: who is barred from a case finds neither its
//!   row nor its amount in any sum.
//! * What a person may not see elsewhere is not in the report either: contacts only for the officer, amounts awarded
//!   and hours only for the offices that see grants and engagements.
//! * The steering group reads overview and ranking of the cases it was let in to; a facilitator reads hours of the own
//!   engagements.
//! * The evidence packet ([`evidence`]) is the whole file of a case or of a call, with a manifest of hashes.
//! * Files follow the export rules of handbook 7.2; the list of applications (X1) can be imported again.

mod access;
pub mod counting;
pub mod evidence;
mod export;
mod facts;
mod model;
mod pdf;
mod programme;
mod small_cells;
mod tables;
mod web;

#[cfg(test)]
mod tests;

use base::{Ctx, Problem};
use base_web::App;

pub use export::{ExportFile, Format};
pub use model::{KeyFigure, Report, ReportCode, ReportTable};
pub use web::feature;

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));

/// A report on a call as this person may see it. Error: not found for a call out of sight, denied without a role for it.
pub async fn report(app: &App, ctx: &Ctx, report: ReportCode, call: &calls::Call) -> Result<Report, Problem> {
    access::require(&app.db, ctx, call, report).await?;
    let mut facts = facts::load(&app.db, ctx, call, report).await?;
    if access::is_member_only(ctx, call, report) {
        // not what the member sees as an applicant in another group's call
        let ids: Vec<_> = facts.cases.iter().map(|case| case.id).collect();
        let seen = applications::seen_as_member(app.db.reader(), ctx, &ids).await?;
        facts.cases.retain(|case| seen.contains(&case.id));
    }
    if facts.cases.is_empty() && access::is_guest(ctx, call, report) {
        return Err(Problem::not_found("report")); // the steering group was not let in to this call, the facilitator accompanies nothing of it
    }
    Ok(match report {
        ReportCode::R1 => programme::report(&facts),
        ReportCode::R2 | ReportCode::X1 => tables::applications(&facts, report),
        ReportCode::X3 => tables::ranking(&facts),
        ReportCode::X5 => tables::awards(&facts),
        ReportCode::R4 => tables::monitoring(&facts),
        ReportCode::R5 => tables::outflow(&facts),
        ReportCode::R9 | ReportCode::X10 => tables::facilitation(&facts, report),
    })
}

/// A report as a file: `report` is its code (`X1`), `call` a call's code or id.
/// Error: not found for an unknown report or call.
pub async fn export(
    app: &App,
    ctx: &Ctx,
    report: &str,
    call: &str,
    format: Format,
) -> Result<ExportFile, Problem> {
    let code = ReportCode::from_code(report).ok_or(Problem::not_found("report"))?;
    let call = access::call(&app.db, ctx, call).await?;
    let report = self::report(app, ctx, code, &call).await?;
    export::file(report, format).await
}
