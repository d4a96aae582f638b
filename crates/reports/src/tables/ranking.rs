//! X3: the frozen ranking, with what can be funded and what was awarded.

use std::collections::HashMap;

use applications::{ApplicationId, fundable};
use base::Cents;
use base_sheets::write::{Kind, Value};

use super::applications::{points, region};
use super::{cents, column, figure, money, yes_no};
use crate::counting::count;
use crate::facts::Facts;
use crate::{Report, ReportCode, ReportTable};

pub(crate) fn ranking(facts: &Facts) -> Report {
    let cases = facts.by_id();
    let awarded: HashMap<ApplicationId, Cents> = facts
        .awards
        .iter()
        .map(|award| (award.application_id, award.amount))
        .collect();
    let mut columns = vec![
        column(facts, "rank", Kind::Int),
        column(facts, "number", Kind::Text),
        column(facts, "municipality", Kind::Text),
        column(facts, "key", Kind::Text),
        column(facts, "region", Kind::Text),
        column(facts, "title", Kind::Text),
        column(facts, "score", Kind::Text),
        column(facts, "reviews", Kind::Int),
        column(facts, "tied", Kind::Text),
        column(facts, "below", Kind::Text),
        money(facts, "fundable"),
    ];
    if facts.sight.money {
        columns.push(money(facts, "awarded"));
    }
    let mut table = ReportTable::new(facts.t("reports-sheet-ranking"), columns);
    for entry in &facts.ranked {
        let Some(case) = cases.get(&entry.application_id) else {
            continue;
        };
        let mut row = vec![
            Value::Int(entry.rank),
            case.label().into(),
            case.lead_name.as_str().into(),
            case.lead_key.as_str().into(),
            region(facts, case),
            case.title.as_str().into(),
            points(facts, entry),
            Value::Int(entry.reviews),
            yes_no(facts, entry.tied),
            yes_no(facts, entry.below_threshold),
            cents(fundable(case, &facts.call)),
        ];
        if facts.sight.money {
            row.push(
                awarded
                    .get(&case.id)
                    .map_or(Value::Empty, |amount| cents(*amount)),
            );
        }
        table.rows.push(row);
        table.links.push(format!("/applications/{}", case.id));
    }
    let below = facts.ranked.iter().filter(|entry| entry.below_threshold).count();
    let mut report = facts.report(ReportCode::X3, vec![table]);
    report.figures = vec![
        figure("ranked", Value::Int(count(facts.ranked.len()))),
        figure("below", Value::Int(count(below))),
    ];
    report.notes = vec!["reports-note-score"];
    report
}
