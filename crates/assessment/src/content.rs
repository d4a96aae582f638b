//! The canonical text of a frozen ranking, which its hash is of, and whether the stored rows still say the same.

use std::collections::HashMap;

use applications::ApplicationId;
use calls::Call;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::model::{RankedEntry, Ranking};
use crate::rules::mean_scaled;

/// What the text says of every entry, after number and id of its application. Earlier versions say less.
const COLUMNS: [&str; 10] = [
    "rank",
    "lot",
    "settled_by",
    "reviews",
    "numerator",
    "denominator",
    "below_threshold",
    "median_hundredths",
    "lowest_hundredths",
    "highest_hundredths",
];

/// The value of an entry in a column; `None` for a column that nobody knows.
fn value(entry: &RankedEntry, column: &str) -> Option<Value> {
    let lies = entry.lies;
    Some(match column {
        "application" => json!(entry.application_id),
        "rank" => json!(entry.rank),
        "lot" => json!(entry.lot),
        "settled_by" => json!(entry.settled),
        "reviews" => json!(entry.reviews),
        "numerator" => json!(entry.numerator),
        "denominator" => json!(entry.denominator),
        "below_threshold" => json!(entry.below_threshold),
        "median_hundredths" => json!(lies.map(|one| one.median)),
        "lowest_hundredths" => json!(lies.map(|one| one.lowest)),
        "highest_hundredths" => json!(lies.map(|one| one.highest)),
        _ => return None,
    })
}

/// The text of a version; it carries the hash of the one before.
pub(crate) fn of(
    call: &Call,
    version: i64,
    reason: &str,
    earlier: Option<&Ranking>,
    numbers: &HashMap<ApplicationId, &str>,
    entries: &[RankedEntry],
) -> String {
    let rows: Vec<Vec<Value>> = entries
        .iter()
        .map(|entry| {
            let mut row = vec![
                json!(numbers.get(&entry.application_id)),
                json!(entry.application_id),
            ];
            row.extend(COLUMNS.iter().filter_map(|column| value(entry, column)));
            row
        })
        .collect();
    let mut columns = vec!["number", "application"];
    columns.extend(COLUMNS);
    json!({
        "call": call.code,
        "version": version,
        "reason": reason,
        "previous": earlier.map(|ranking| &ranking.hash),
        "columns": columns,
        "entries": rows,
    })
    .to_string()
}

/// SHA-256 (hex).
pub(crate) fn hash(content: &str) -> String {
    hex::encode(Sha256::digest(content))
}

/// What does not fit in a stored version: its text to its hash, its rows to its text, its place to the version before.
/// Findings are sentences for the operator.
pub(crate) fn flaws(ranking: &Ranking, content: &str, before: Option<&Ranking>) -> Vec<String> {
    let mut said = Vec::new();
    if hash(content) != ranking.hash {
        said.push("its text does not give its hash".to_owned());
    }
    let Ok(text) = serde_json::from_str::<Value>(content) else {
        said.push("its text is no JSON".to_owned());
        return said;
    };
    if text["version"] != json!(ranking.version) || text["reason"] != json!(ranking.reason) {
        said.push("its number or reason is not that of its text".to_owned());
    }
    if text["previous"] != json!(before.map(|one| &one.hash)) {
        said.push("it does not continue the version before".to_owned());
    }
    let texts = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let (columns, rows) = (texts(&text["columns"]), texts(&text["entries"]));
    if rows.len() != ranking.entries.len() {
        said.push(format!(
            "it has {} entries, its text has {}",
            ranking.entries.len(),
            rows.len()
        ));
    }
    let mean = |entry: &&RankedEntry| mean_scaled(entry.numerator, entry.reviews, 100);
    if ranking
        .entries
        .iter()
        .any(|entry| mean(&entry) != Some(entry.score_hundredths))
    {
        said.push("a score is not the mean of its points".to_owned());
    }
    for (place, (entry, row)) in (1..).zip(ranking.entries.iter().zip(&rows)) {
        let differs = columns.iter().enumerate().find(|(at, column)| {
            let stored = column.as_str().and_then(|column| known(entry, column));
            stored.is_some_and(|stored| row[*at] != stored)
        });
        if let Some((_, column)) = differs {
            let column = column.as_str().unwrap_or_default();
            said.push(format!("entry {place}: {column} is not what its text says"));
        }
    }
    said
}

/// The stored value, unless it was not kept beside the entry when that was frozen.
fn known(entry: &RankedEntry, column: &str) -> Option<Value> {
    let kept_later = column.ends_with("_hundredths") || column == "settled_by";
    value(entry, column).filter(|value| !(kept_later && value.is_null()))
}
