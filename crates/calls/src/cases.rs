//! What a call must know of its applications, which stand in a later crate: whom to tell (M-C05, M-C07, M-C08), how
//! many came in (M-C06), and whether the next step is due. The applications install their answers once at start;
//! without them a call has no applications.

use std::sync::OnceLock;

use base::{Lang, Problem};
use base_db::Unit;
use base_mail::Recipient;
use futures::future::BoxFuture;
use uuid::Uuid;

use crate::form::Parts;
use crate::{Call, CallId};

/// Somebody to be told about a call, once per application and person.
#[derive(Debug, Clone)]
pub struct Applicant {
    pub application_id: Uuid,
    /// The file number; empty for a draft.
    pub number: String,
    pub recipient: Recipient,
}

/// Which applications a mail concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicants {
    /// Drafts only.
    Drafts,
    /// Everybody who began or submitted, except withdrawn (M-C05, M-C07, M-C08).
    All,
}

/// The applications of a call in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CaseCounts {
    /// Submitted, in time or late; drafts do not count.
    pub received: u64,
    /// Of these late.
    pub late: u64,
    /// Completeness not decided yet: the selection can't start.
    pub unchecked: u64,
    /// Without a result: the call can't be decided.
    pub undecided: u64,
    /// Projects not closed: the call can't be completed.
    pub running: u64,
}

/// An answer of the applications.
pub type CaseAnswer<'a, T> = BoxFuture<'a, Result<T, Problem>>;

/// The answers of the applications, within the unit that asks.
#[derive(Clone, Copy)]
pub struct Cases {
    pub applicants: for<'a> fn(&'a Unit<'_>, CallId, Applicants) -> CaseAnswer<'a, Vec<Applicant>>,
    pub counts: for<'a> fn(&'a Unit<'_>, CallId) -> CaseAnswer<'a, CaseCounts>,
    /// The deadline moved: what was late is judged anew, with a note (handbook 12, invariant 13).
    pub deadline_moved: for<'a> fn(&'a Unit<'_>, &'a Call) -> CaseAnswer<'a, ()>,
    /// What the blank workbook of the form asks beside the form's own fields: partners, the plan of costs.
    pub workbook_parts: fn(Lang, &Call) -> Parts,
}

static CASES: OnceLock<Cases> = OnceLock::new();

/// Installs the answers; later calls change nothing. `applications::feature()` does it.
pub fn answer_with(cases: Cases) {
    let _ = CASES.set(cases); // the same program, the same answers
}

pub(crate) async fn applicants(
    unit: &Unit<'_>,
    call: CallId,
    which: Applicants,
) -> Result<Vec<Applicant>, Problem> {
    match CASES.get() {
        Some(cases) => (cases.applicants)(unit, call, which).await,
        None => Ok(Vec::new()),
    }
}

pub(crate) async fn counts(unit: &Unit<'_>, call: CallId) -> Result<CaseCounts, Problem> {
    match CASES.get() {
        Some(cases) => (cases.counts)(unit, call).await,
        None => Ok(CaseCounts::default()),
    }
}

pub(crate) fn workbook_parts(lang: Lang, call: &Call) -> Parts {
    CASES
        .get()
        .map_or_else(Parts::new, |cases| (cases.workbook_parts)(lang, call))
}

pub(crate) async fn deadline_moved(unit: &Unit<'_>, call: &Call) -> Result<(), Problem> {
    match CASES.get() {
        Some(cases) => (cases.deadline_moved)(unit, call).await,
        None => Ok(()),
    }
}
