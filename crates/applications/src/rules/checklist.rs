//! The checklist of the formal check (handbook 3.4 no. 4 and 5): what is to be checked, what may be cured after the
//! deadline, and what the whole comes to.

use base::problem::Checks;
use base::{Problem, Text};

use crate::model::{
    CheckItem, CheckOutcome, CheckPoint, CheckResult, Checked, CheckedPoint, DocumentKind, Party, PartyRole,
};

/// Characters of a remark at most.
const MAX_REMARK: usize = 1_000;

impl CheckItem {
    /// Signatures, statements and arithmetic may be put right later; who applies, with whom, when it began and what
    /// else pays for it may not.
    #[must_use]
    pub fn is_curable(self) -> bool {
        matches!(
            self,
            CheckItem::AuthorisedSignature | CheckItem::Contents | CheckItem::Financing
        )
    }
}

/// The points of a case in a call: the standard ones, and each document that the call asks for. Without partners there
/// is nothing to say about them.
#[must_use]
pub fn points(parties: &[Party], documents: &[calls::DocumentItem]) -> Vec<CheckPoint> {
    let has_partners = parties.iter().any(|party| party.role == PartyRole::Partner);
    CheckItem::ALL
        .iter()
        .filter(|item| has_partners || **item != CheckItem::Partners)
        .map(|item| CheckPoint {
            code: item.code().to_owned(),
            document: None,
            is_curable: item.is_curable(),
        })
        .chain(documents.iter().map(|item| CheckPoint {
            code: item.code.clone(),
            document: Some(DocumentKind::from(item)),
            is_curable: true, // 3.4 no. 5: attachments
        }))
        .collect()
}

/// Every statement must be about a point of the list, and say `CURABLE` only where 3.4 allows it.
/// Error: `Invalid`, each with its field `result_<code>` or `remark_<code>`.
pub fn verify(points: &[CheckPoint], items: &[Checked]) -> Result<(), Problem> {
    let mut checks = Checks::new();
    for item in items {
        let field = format!("result_{}", item.item);
        let point = points.iter().find(|point| point.code == item.item);
        checks.ensure(point.is_some(), &field, || {
            Text::new("applications-check-unknown").with("code", &item.item)
        });
        let curable = point.is_none_or(|point| point.is_curable);
        checks.ensure(curable || item.result != CheckResult::Curable, &field, || {
            Text::new("applications-check-not-curable")
        });
        let is_defect = matches!(item.result, CheckResult::Curable | CheckResult::NotCurable);
        let field = format!("remark_{}", item.item);
        checks.ensure(!is_defect || !item.remark.trim().is_empty(), &field, || {
            Text::new("applications-check-needs-remark")
        });
        let count = base::names::char_count(&item.remark);
        checks.ensure(count <= MAX_REMARK, &field, || {
            Text::new("field-too-long")
                .with("max", MAX_REMARK)
                .with("count", count)
        });
    }
    checks.finish()
}

fn result_of(point: &CheckPoint, recorded: &[CheckedPoint]) -> CheckResult {
    recorded
        .iter()
        .find(|one| one.code == point.code)
        .map_or(CheckResult::Open, |one| one.result)
}

/// How many points nobody has judged yet.
#[must_use]
pub fn open(points: &[CheckPoint], recorded: &[CheckedPoint]) -> usize {
    count(points, recorded, &[CheckResult::Open])
}

/// How many points are not fulfilled.
#[must_use]
pub fn defects(points: &[CheckPoint], recorded: &[CheckedPoint]) -> usize {
    count(points, recorded, &[CheckResult::Curable, CheckResult::NotCurable])
}

fn count(points: &[CheckPoint], recorded: &[CheckedPoint], results: &[CheckResult]) -> usize {
    points
        .iter()
        .filter(|point| results.contains(&result_of(point, recorded)))
        .count()
}

/// What says something else than was recorded: who judged a point stays the one who did, however often it is sent again.
#[must_use]
pub fn changed(recorded: &[CheckedPoint], items: Vec<Checked>) -> Vec<Checked> {
    let is_new = |item: &Checked| {
        let known = recorded.iter().find(|one| one.code == item.item);
        known.map_or(
            item.result != CheckResult::Open || !item.remark.is_empty(),
            |one| one.result != item.result || one.remark != item.remark,
        )
    };
    items.into_iter().filter(is_new).collect()
}

/// Every open point as fulfilled; what was judged stays.
#[must_use]
pub fn confirm_open(points: &[CheckPoint], recorded: &[CheckedPoint]) -> Vec<Checked> {
    points
        .iter()
        .filter(|point| result_of(point, recorded) == CheckResult::Open)
        .map(|point| Checked {
            item: point.code.clone(),
            result: CheckResult::Fulfilled,
            remark: String::new(),
        })
        .collect()
}

/// What the check comes to; `None` while a point is open. One defect that can't be cured outweighs all that can.
#[must_use]
pub fn outcome(points: &[CheckPoint], recorded: &[CheckedPoint]) -> Option<CheckOutcome> {
    if count(points, recorded, &[CheckResult::NotCurable]) > 0 {
        Some(CheckOutcome::Ineligible)
    } else if open(points, recorded) > 0 {
        None
    } else if count(points, recorded, &[CheckResult::Curable]) > 0 {
        Some(CheckOutcome::Curable)
    } else {
        Some(CheckOutcome::Complete)
    }
}
