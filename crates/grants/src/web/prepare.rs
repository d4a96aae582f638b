//! `/applications/{application}/grant`: preparing a grant, or changing one under preparation.

use axum::extract::Path;
use base::{Problem, fmt};
use base_web::view::{Choice, Facts, Field, Form, Notice, Page, Tone};
use base_web::{FormData, Reply, Visit};

use crate::model::{Content, DoubleFunding, GrantMode, ShareBasis, Tranche};
use crate::usecases::{self, Prepare, Proposal};

/// Characters of a text of a notice at most.
const MAX: usize = 4_000;

async fn proposal(visit: &Visit, application: &str) -> Result<Proposal, Problem> {
    let id = application
        .parse()
        .map_err(|_| Problem::not_found("application"))?;
    usecases::propose(visit.app.db.reader(), &visit.ctx, id).await
}

pub(super) async fn index(visit: Visit, Path(application): Path<String>) -> Reply {
    let proposal = proposal(&visit, &application).await?;
    let form = form(&visit, &proposal).fill(&typed(&proposal.content));
    visit.page(page(&visit, &proposal, form))
}

pub(super) async fn save(visit: Visit, Path(application): Path<String>, data: FormData) -> Reply {
    let proposal = proposal(&visit, &application).await?;
    let done = async {
        let command = Prepare {
            application: proposal.application.id,
            content: read(&data, &proposal.means, proposal.circle.is_joint())?,
            version: proposal.present.as_ref().map(|_| data.read().version()),
        };
        usecases::prepare(&visit.app.db, &visit.ctx, command).await
    };
    match done.await {
        Ok(grant) => visit.done(&format!("/grants/{}", grant.id), "grants-done-prepared"),
        Err(problem) => {
            let form = form(&visit, &proposal).fill(&data).problem(&problem);
            visit.again(problem, |_| page(&visit, &proposal, form))
        }
    }
}

fn tranche_field(part: &Tranche) -> String {
    format!("tranche.{}.{}", part.year, part.kind)
}

/// What stands in the form before anything was typed.
fn typed(content: &Content) -> FormData {
    let mut data = FormData::default()
        .with("amount", content.amount.plain_de())
        .with("eligible", content.eligible.plain_de())
        .with("from_on", content.from_on)
        .with("until_on", content.until_on)
        .with("purpose", &content.purpose)
        .with("objectives", &content.objectives)
        .with("conditions", &content.conditions)
        .with("double_funding", content.double_funding)
        .with("double_funding_reason", &content.double_funding_reason);
    if let Some(basis) = content.share_basis {
        data = data.with("share_basis", basis);
    }
    for part in &content.tranches {
        data = data.with(&tranche_field(part), part.amount.plain_de());
    }
    data
}

fn read(data: &FormData, means: &[Tranche], is_joint: bool) -> Result<Content, Problem> {
    let mut read = data.read();
    let amount = read.money("amount");
    let mut tranches = Vec::new();
    for part in means {
        if let Some(amount) = read
            .optional_money(&tranche_field(part))
            .filter(|amount| !amount.is_zero())
        {
            tranches.push(Tranche { amount, ..*part });
        }
    }
    let eligible = read.money("eligible");
    let (from_on, until_on) = (read.date("from_on"), read.date("until_on"));
    let purpose = read.required_long_text("purpose", MAX);
    let objectives = read.required_long_text("objectives", MAX);
    let conditions = read.long_text("conditions", MAX);
    let double_funding = read.choice::<DoubleFunding>("double_funding");
    let double_funding_reason = read.required_long_text("double_funding_reason", MAX);
    let share_basis = match is_joint {
        true => read.choice::<ShareBasis>("share_basis"),
        false => None,
    };
    read.finish()?;
    let missing = || Problem::broken("a checked field is missing");
    Ok(Content {
        amount,
        tranches,
        eligible,
        from_on: from_on.ok_or_else(missing)?,
        until_on: until_on.ok_or_else(missing)?,
        purpose,
        objectives,
        conditions,
        double_funding: double_funding.ok_or_else(missing)?,
        double_funding_reason,
        share_basis,
    })
}

fn page(visit: &Visit, proposal: &Proposal, form: Form) -> Page {
    let application = &proposal.application;
    let mut page = Page::new(visit.t("grants-prepare"))
        .kicker(application.label())
        .lead(format!("{} – {}", application.lead_name, application.title))
        .crumb("/calls", visit.t("calls-title"))
        .crumb(
            format!("/calls/{}/grants", proposal.call.id),
            visit.t("grants-title"),
        )
        .block(bounds(visit, proposal));
    for grant in &proposal.overlapping {
        let args = [
            ("number", grant.number.as_str()),
            ("amount", &visit.money(grant.amount)),
        ];
        page = page.block(Notice::new(
            Tone::Warning,
            visit.t("grants-double-funding-found"),
            visit.tw("grants-double-funding-with", &args),
        ));
    }
    page.block(form)
}

fn bounds(visit: &Visit, proposal: &Proposal) -> Facts {
    let mode = GrantMode::from(proposal.call.funding_mode);
    Facts::new()
        .row(visit.t("grants-mode"), visit.t(&format!("grants-mode-{mode}")))
        .row(
            visit.t("grants-requested"),
            visit.money(proposal.application.requested),
        )
        .row(visit.t("grants-selected"), visit.money(proposal.bounds.selected))
        .row(visit.t("grants-cap"), visit.money(proposal.bounds.cap))
        .row(visit.t("grants-minimum"), visit.money(proposal.bounds.minimum))
        .wide()
}

fn form(visit: &Visit, proposal: &Proposal) -> Form {
    let t = |key: &str| visit.t(key);
    let version = proposal.present.as_ref().map_or(0, |grant| grant.version);
    let mut form = visit
        .form(format!("/applications/{}/grant", proposal.application.id))
        .hidden("version", version)
        .field(Field::group(t("grants-group-money")))
        .field(Field::money("amount", t("grants-amount")).required())
        .field(
            Field::money("eligible", t("grants-eligible"))
                .required()
                .hint(t("grants-eligible-hint")),
        )
        .field(Field::note(t("grants-tranches-hint")));
    for part in &proposal.means {
        let label = format!("{} – {}", part.year, t(&format!("budget-kind-{}", part.kind)));
        let means = fmt::money(visit.lang(), part.amount);
        let hint = visit.tw("grants-tranche-means", &[("means", &means)]);
        form = form.field(Field::money(tranche_field(part), label).hint(hint));
    }
    if proposal.circle.is_joint() {
        let offered = ShareBasis::ALL
            .iter()
            .filter(|basis| **basis != ShareBasis::Agreed || proposal.circle.is_agreed);
        let bases = offered.map(|basis| Choice::new(basis, t(&format!("grants-share-basis-{basis}"))));
        let bodies: Vec<&str> = proposal
            .circle
            .bodies
            .iter()
            .map(|share| share.name.as_str())
            .collect();
        form = form.field(
            Field::radio("share_basis", t("grants-share-basis"), bases.collect())
                .required()
                .hint(bodies.join(", ")),
        );
    }
    let results = DoubleFunding::ALL
        .iter()
        .map(|result| Choice::new(result, t(&format!("grants-double-{result}"))));
    form.field(Field::group(t("grants-group-content")))
        .field(Field::date("from_on", t("grants-from")).required())
        .field(Field::date("until_on", t("grants-until")).required())
        .field(
            Field::textarea("purpose", t("grants-purpose"), 5)
                .required()
                .max(MAX)
                .hint(t("grants-german-hint")),
        )
        .field(
            Field::textarea("objectives", t("grants-objectives"), 5)
                .required()
                .max(MAX),
        )
        .field(
            Field::textarea("conditions", t("grants-conditions"), 3)
                .max(MAX)
                .hint(t("grants-conditions-hint")),
        )
        .field(Field::group(t("grants-double-funding")))
        .field(Field::radio("double_funding", t("grants-double-result"), results.collect()).required())
        .field(
            Field::textarea("double_funding_reason", t("grants-double-reason"), 3)
                .required()
                .max(MAX),
        )
        .submit(t("grants-save-prepared"))
        .cancel(
            t("grants-cancel"),
            format!("/applications/{}", proposal.application.id),
        )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may
    use super::*;
    use base::Cents;
    use budget::PotKind;

    #[test]
    fn what_the_form_shows_is_what_it_reads() {
        let means = [
            Tranche {
                year: 2026,
                kind: PotKind::Cash,
                amount: Cents(100),
            },
            Tranche {
                year: 2027,
                kind: PotKind::Commitment,
                amount: Cents(100),
            },
        ];
        let content = Content {
            amount: Cents(1_234_567),
            tranches: vec![Tranche {
                amount: Cents(1_234_567),
                ..means[1]
            }],
            eligible: Cents(5_000_000),
            from_on: "2026-07-01".parse().unwrap(),
            until_on: "2027-06-30".parse().unwrap(),
            purpose: "Zweck".into(),
            objectives: "Ziel 1\nZiel 2".into(),
            conditions: String::new(),
            double_funding: DoubleFunding::Complementary,
            double_funding_reason: "anderer Zweck".into(),
            share_basis: Some(ShareBasis::Population),
        };
        assert_eq!(read(&typed(&content), &means, true).unwrap(), content);
    }
}
