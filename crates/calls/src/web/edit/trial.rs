//! What the editor shows before anything is sent or published: mails as they would read, examples as they come out.

use base::problem::Checks;
use base::{Lang, Problem, fmt};
use base_web::Visit;
use base_web::view::{Block, Cell, Notice, Table, Tone};
use chrono::TimeDelta;

use crate::model::Terms;
use crate::{Call, Group, examples, wording};

/// The typed mails with the values of an invented case. Error: `Invalid` for a wrong placeholder.
pub(super) fn mails(visit: &Visit, call: &Call, terms: &Terms) -> Result<Vec<Block>, Problem> {
    let mut checks = Checks::new();
    wording::check(&terms.mail_texts, &mut checks);
    checks.finish()?;
    let mut blocks = Vec::new();
    for text in &terms.mail_texts {
        for lang in [Lang::De, Lang::En] {
            let about_call = text.code.starts_with("M-C");
            let value = |name: &str| {
                Some(match name {
                    "title" if about_call => terms.title(lang).to_owned(),
                    "title" => base::texts::tr(lang, "calls-sample-project"),
                    "call" => terms.title(lang).to_owned(),
                    "label" => format!("{}-0001", call.number_prefix),
                    "deadline" => terms.deadline.text(lang),
                    "received" => fmt::receipt(lang, terms.deadline.instant() - TimeDelta::hours(26)),
                    "reason" => base::texts::tr(lang, "calls-sample-reason"),
                    "hash" => "3f7a…".to_owned(),
                    _ => return None,
                })
            };
            if let Some((subject, body)) = terms.worded(&text.code, lang, value) {
                let title = format!("{} ({}): {subject}", text.code, lang.code().to_uppercase());
                blocks.push(Notice::new(Tone::Info, title, body).into());
            }
        }
    }
    if blocks.is_empty() {
        blocks.push(Block::Text(visit.t("calls-mail-none")));
    }
    Ok(blocks)
}

/// The stored examples as they come out by the stored rules; on the page of the examples only.
pub(super) fn results(visit: &Visit, call: &Call, group: Group) -> Vec<Block> {
    if group != Group::Examples || call.examples.is_empty() {
        return Vec::new();
    }
    vec![ran(visit, &call.terms).into()]
}

/// Every example with what was expected and what came.
pub(crate) fn ran(visit: &Visit, terms: &Terms) -> Table {
    let lang = visit.lang();
    let runs: Vec<_> = terms
        .examples
        .iter()
        .map(|example| (example, examples::run(terms, example)))
        .collect();
    let good = runs.iter().filter(|(_, run)| run.as_expected).count();
    let caption = visit.tw(
        "calls-examples-ran",
        &[("count", &runs.len().to_string()), ("good", &good.to_string())],
    );
    let outcome = |outcome| visit.t(&format!("calls-outcome-{outcome}"));
    let amount = |cents: Option<base::Cents>| match cents {
        Some(cents) => Cell::money(lang, cents),
        None => Cell::Empty,
    };
    Table::new(lang, caption)
        .column(visit.t("calls-example-label"))
        .column(visit.t("calls-example-expected"))
        .column(visit.t("calls-example-came"))
        .number_column(visit.t("calls-example-amount"))
        .number_column(visit.t("calls-example-amount-came"))
        .column(visit.t("calls-example-result"))
        .rows(runs.into_iter().map(|(example, run)| {
            let result = match run.as_expected {
                true => Cell::badge(Tone::Success, visit.t("calls-example-good")),
                false => Cell::badge(Tone::Danger, visit.t("calls-example-differs")),
            };
            vec![
                Cell::text(&example.label),
                Cell::Text(outcome(example.expected)),
                Cell::Text(outcome(run.verdict.outcome)),
                amount(example.expected_amount),
                amount(run.verdict.fundable),
                result,
            ]
        }))
}
