//! What the report says of the workbook as a whole.

use std::collections::HashSet;

use base::{Lang, Text};
use base_web::imports::{ImportReport, ReportMessage};

use super::super::official::TERRITORY;
use crate::{Body, BodyType};

/// Rows of this many at most are named in a note.
const NAMED: usize = 10;

/// How many bodies of each kind were read.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) municipalities: u64,
    pub(super) districts: u64,
    pub(super) city_districts: u64,
    pub(super) associations: u64,
}

impl Counts {
    pub(super) fn add(&mut self, body: &Body) {
        match body.body_type {
            BodyType::Landkreis => self.districts += 1,
            kind if kind.is_association_of_municipalities() => self.associations += 1,
            _ if body.may_apply => self.municipalities += 1,
            _ => {}
        }
    }
}

/// Counts, rows of other Länder, and bodies of ours that the workbook no longer has.
pub(super) fn notes(
    lang: Lang,
    report: &mut ImportReport,
    counts: &Counts,
    others: u64,
    known: &[Body],
    seen: &HashSet<String>,
) {
    let mut note = |code: &str, text: Text| {
        report
            .notes
            .push(ReportMessage::new(lang, code, None, None, &text))
    };
    note(
        "COUNTS",
        Text::new("bodies-import-counts")
            .with(
                "municipalities",
                base::fmt::integer(lang, counts.municipalities as i64),
            )
            .with("districts", counts.districts + counts.city_districts)
            .with("rural", counts.districts)
            .with("cities", counts.city_districts)
            .with("associations", counts.associations),
    );
    if others > 0 {
        note(
            "OTHER_LAND",
            Text::new("bodies-import-others").with("count", base::fmt::integer(lang, others as i64)),
        );
    }
    let mut gone: Vec<&str> = known
        .iter()
        .filter(|body| body.body_type.has_official_key() && body.valid_until.is_none())
        .filter(|body| body.key.starts_with(TERRITORY) && !seen.contains(&body.key))
        .map(|body| body.official_name.as_str())
        .collect();
    if !gone.is_empty() {
        let count = gone.len();
        gone.truncate(NAMED);
        note(
            "MISSING",
            Text::new("bodies-import-missing")
                .with("count", count)
                .with("names", gone.join(", ")),
        );
    }
}
