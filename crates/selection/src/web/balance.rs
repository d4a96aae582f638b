//! What an allocation means: the mix, and what every budget year needs of it.

use std::collections::BTreeMap;

use base::{Cents, Problem};
use base_web::Visit;
use base_web::view::{BarChart, Block, Cell, Notice, Table, Tone};
use budget::PotKind;
use calls::Call;

use crate::rules::mix::{Dimension, Group, Share, Traits, mix};
use crate::scenarios;

/// The words of a group.
pub(super) fn group_name(visit: &Visit, group: &Group) -> String {
    match group.dimension {
        Dimension::Region => visit.t(&format!("mix-region-{}", group.code)),
        Dimension::Size => visit.t(&format!("mix-size-{}", group.code)),
        Dimension::Body => visit.t(&format!("bodies-type-{}", group.code)),
    }
}

/// Table and chart per dimension: how many of each group could be funded and are, with which sum.
pub(super) fn blocks<'a>(visit: &Visit, lines: impl IntoIterator<Item = (&'a Traits, Cents)>) -> Vec<Block> {
    let groups = mix(lines);
    let mut blocks = Vec::new();
    for dimension in Dimension::ALL {
        let of: BTreeMap<&Group, &Share> = groups
            .iter()
            .filter(|(group, _)| group.dimension == *dimension)
            .collect();
        let title = visit.t(&format!("mix-by-{dimension}"));
        blocks.push(table(visit, &title, &of).into());
        let bars = of
            .iter()
            .map(|(group, share)| {
                (
                    group_name(visit, group),
                    visit.money(share.amount),
                    share.amount.0,
                )
            })
            .collect();
        let caption = visit.tw("mix-chart", &[("title", &title)]);
        blocks.push(BarChart::new(caption, bars).into());
    }
    blocks
}

fn table(visit: &Visit, title: &str, of: &BTreeMap<&Group, &Share>) -> Table {
    let lang = visit.lang();
    let mut table = Table::new(lang, title)
        .column(visit.t("mix-group"))
        .number_column(visit.t("mix-candidates"))
        .number_column(visit.t("allocation-funded"))
        .number_column(visit.t("mix-quota"))
        .number_column(visit.t("allocation-total"));
    for (group, share) in of {
        let percent = share.funded * 100 / share.candidates.max(1);
        table = table.row(vec![
            Cell::text(group_name(visit, group)),
            Cell::integer(lang, share.candidates),
            Cell::integer(lang, share.funded),
            Cell::Number(format!("{percent} %")),
            Cell::money(lang, share.amount),
        ]);
    }
    table
}

/// The multi-year check: what each pot must give, and what it lacks (B07).
pub(super) async fn years(visit: &Visit, call: &Call, amounts: &[Cents]) -> Result<Vec<Block>, Problem> {
    let lang = visit.lang();
    let needs = match scenarios::needs(visit.app.db.reader(), call, amounts).await {
        Ok(needs) => needs,
        Err(Problem::Refused { text, .. }) => {
            return Ok(vec![Notice::new(Tone::Warning, visit.say(&text), "").into()]);
        }
        Err(other) => return Err(other),
    };
    let mut table = Table::new(lang, visit.t("years-title"))
        .column(visit.t("years-year"))
        .column(visit.t("years-kind"))
        .number_column(visit.t("years-needed"))
        .number_column(visit.t("years-available"))
        .column(visit.t("years-result"));
    for need in &needs {
        let kind = match need.share.kind {
            PotKind::Cash => "years-cash",
            PotKind::Commitment => "years-commitment",
        };
        let missing = need.missing();
        let result = if missing.0 > 0 {
            let text = visit.tw("years-missing", &[("missing", &visit.money(missing))]);
            Cell::badge(Tone::Danger, text)
        } else {
            Cell::badge(Tone::Success, visit.t("years-enough"))
        };
        table = table.row(vec![
            Cell::text(need.share.year),
            Cell::text(visit.t(kind)),
            Cell::money(lang, need.share.amount),
            Cell::money(lang, need.available),
            result,
        ]);
    }
    Ok(vec![table.into()])
}
