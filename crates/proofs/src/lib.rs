//! Proofs of use: what became of a grant, what it is worth after that, and what comes back (handbook 2.3, 2.6, 2.8, 5.5).
//!
//! * One **proof** (Verwendungsnachweis) per cash grant, a row with its due date from when the grant is final. Its states
//!   are the grant's own from REPORT_DUE on and move in the same unit.
//! * The municipality writes figures against the plan, a narrative, vouchers (I9) and files; KZ hands it in. What was
//!   handed in is frozen with its hash; sent back, it becomes another edition.
//! * The officer looks at once for signs of repayment and interest, then writes the **audit note** (Prüfvermerk), kept for
//!   good. The head of unit accepts it: another person, by rule and by CHECK. The grant is cut, the final instalment goes
//!   to payments.
//! * **Reduction** by financing type, exact until one rounding ([`rules::reduction`]): own funds never matter.
//! * More time is asked for and decided, each an **extension** of its own. Long award periods have an **interim statement**
//!   for each budget year but the last.
//! * The **one-year clock** of revocation starts with the day of full knowledge: recorded with the facts, corrected with a
//!   reason by two persons, never started anew by another hearing.
//! * The **sample** is drawn by seed, list and a published method, so that anybody draws it again ([`rules::sample`]).
//! * A **claim** needs a hearing, an author and another person who issues it; within one year where the notice is revoked.
//! * **Interest** in segments by half-year, rounded once per payment ([`rules::interest`]); stored only with rates table,
//!   day count and segments. A half-year without a rate is refused and named.

mod access;
mod check;
mod evidence;
mod import;
mod letters;
mod mails;
mod model;
mod money;
mod queries;
pub mod rules;
mod store;
mod usecases;
mod web;

#[cfg(test)]
mod tests;

use base_db::jobs::Job;
use base_sheets::Limits;
use base_web::Feature;
use base_web::app::{App, JobHandler, NavItem};
use base_web::imports::ImportKind;
use futures::FutureExt;

pub use check::check;
pub use model::{
    AuditNote, BaseRate, Claim, ClaimId, ClaimState, Clock, Examination, Extension, Ground, InterestEdition,
    InterestLine, Interim, InterimState, Kept, KeptAs, KeptDrafts, Knowledge, Proof, ProofFile, ProofForm,
    ProofId, ProofState, RateTable, Receipt, Report, SampleRun, SampleRunId, Source, Submission, Voucher,
};
pub use queries::{
    ClaimFilter, Filter, Signs, audit_notes, claim, claims, claims_of, clocks_of, extensions_of, files,
    interest_of, interims_of, kept, list, of_case, of_grant, open_amounts, rate_table, rate_tables,
    receipts_of, report, sample, sample_runs, seen, signs, submissions, vouchers,
};
pub use usecases::{
    AskExtension, AttachFile, CorrectKnowledge, DecideExtension, Draw, Examine, Hear, IssueClaim,
    NoteInterim, ProposeClaim, PublishRates, RecordKnowledge, RecordReceipt, RecordStatement, SaveInterim,
    SaveReport, SendBack, ask_extension, attach, close, confirm_rates, correct_knowledge, decide_correction,
    decide_extension, detach, draw_sample, drop_hearing, examine, fall_due, hear, issue_claim, note_interim,
    open, open_early, propose_claim, publish_rates, record_knowledge, record_receipt, record_statement,
    remove_vouchers, reopen, return_note, save_interim, save_report, send_back, settle, settle_claim,
    start_audit, submit,
};

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));

/// What the binary adds.
#[must_use]
pub fn feature() -> Feature {
    Feature {
        routes: web::routes(),
        navigation: vec![NavItem {
            key: "nav-proofs",
            href: "/proofs",
            roles: access::OFFICE,
        }],
        texts: vec![TEXTS],
        tasks: Some(|app, ctx| web::tasks(app, ctx).boxed()),
        case_parts: Some(|app, ctx, application| web::case_parts(app, ctx, application).boxed()),
        evidence: Some(|app, ctx, application| evidence::of_case(app, ctx, application).boxed()),
        jobs: jobs(),
        imports: vec![
            ImportKind {
                kind: "vouchers",
                roles: access::WRITERS,
                needs_call: false,
                limits: Limits {
                    rows: 10_000,
                    ..Limits::default()
                },
                run: |app, ctx, input, apply| import::run_vouchers(app, ctx, input, apply).boxed(),
            },
            ImportKind {
                kind: "base-rates",
                roles: access::RATE_KEEPERS,
                needs_call: false,
                limits: Limits {
                    rows: 1_000,
                    ..Limits::default()
                },
                run: |app, ctx, input, apply| import::run_rates(app, ctx, input, apply).boxed(),
            },
        ],
        check: Some(|db| check(db).boxed()),
        ..Feature::default()
    }
}

/// The timed jobs; those of one proof or claim act as of the moment they were due.
fn jobs() -> Vec<JobHandler> {
    use base::Ctx;
    fn handler(
        kind: &'static str,
        run: for<'a> fn(&'a App, &'a Job) -> futures::future::BoxFuture<'a, Result<(), base::Problem>>,
    ) -> JobHandler {
        JobHandler { kind, run }
    }
    vec![
        // of now, not of the night it was due: nights that were missed are one
        handler(usecases::WATCH_JOB, |app, _| {
            async move { usecases::watch(&app.db, &Ctx::system(usecases::WATCH_JOB, app.db.now())).await }
                .boxed()
        }),
        handler(usecases::DUE_JOB, |app, job| {
            async move {
                let ctx = Ctx::system(usecases::DUE_JOB, job.due_at);
                fall_due(&app.db, &ctx, subject(job)?).await
            }
            .boxed()
        }),
        handler(usecases::REMIND_JOB, |app, job| {
            async move {
                let ctx = Ctx::system(usecases::REMIND_JOB, job.due_at);
                usecases::remind(&app.db, &ctx, subject(job)?).await
            }
            .boxed()
        }),
        handler(usecases::OVERDUE_JOB, |app, job| {
            async move {
                let ctx = Ctx::system(usecases::OVERDUE_JOB, job.due_at);
                usecases::overdue(&app.db, &ctx, subject(job)?).await
            }
            .boxed()
        }),
        handler(usecases::ESCALATE_JOB, |app, job| {
            async move {
                let ctx = Ctx::system(usecases::ESCALATE_JOB, job.due_at);
                usecases::escalate(&app.db, &ctx, subject(job)?).await
            }
            .boxed()
        }),
        handler(usecases::CLOCK_JOB, |app, job| {
            async move {
                let ctx = Ctx::system(usecases::CLOCK_JOB, job.due_at);
                usecases::remind_clock(&app.db, &ctx, subject(job)?).await
            }
            .boxed()
        }),
        handler(usecases::INTERIM_DUE_JOB, |app, job| {
            async move {
                let ctx = Ctx::system(usecases::INTERIM_DUE_JOB, job.due_at);
                usecases::interim_due(&app.db, &ctx, subject(job)?).await
            }
            .boxed()
        }),
        handler(usecases::INTERIM_REMIND_JOB, |app, job| {
            async move {
                let ctx = Ctx::system(usecases::INTERIM_REMIND_JOB, job.due_at);
                usecases::interim_remind(&app.db, &ctx, subject(job)?).await
            }
            .boxed()
        }),
        handler(usecases::INTERIM_OVERDUE_JOB, |app, job| {
            async move {
                let ctx = Ctx::system(usecases::INTERIM_OVERDUE_JOB, job.due_at);
                usecases::interim_overdue(&app.db, &ctx, subject(job)?).await
            }
            .boxed()
        }),
        handler(usecases::INTERIM_ESCALATE_JOB, |app, job| {
            async move {
                let ctx = Ctx::system(usecases::INTERIM_ESCALATE_JOB, job.due_at);
                usecases::interim_escalate(&app.db, &ctx, subject(job)?).await
            }
            .boxed()
        }),
    ]
}

fn subject<T: std::str::FromStr>(job: &Job) -> Result<T, base::Problem> {
    job.subject
        .parse()
        .map_err(|_| base::Problem::broken(format!("job {} names nothing of this crate", job.id)))
}
