//! The sections of a proof's page: signs, words, vouchers, files, notes, claims, history.

use base::{PersonId, Problem};
use base_db::audit;
use base_web::view::{Block, Cell, Facts, Notice, Page, Table, TimelineItem, Tone};
use base_web::{Visit, failure};

use super::show::Seen;
use super::{claim_badge, figures};
use crate::model::{Proof, Voucher};
use crate::queries::{self, Signs};

pub(super) fn first_look(visit: &Visit, seen: &Seen, signs: &Signs) -> Vec<Block> {
    let lang = visit.lang();
    let (tone, key) = match signs.difference.0 {
        0 => (Tone::Success, "proofs-sign-even"),
        1.. => (Tone::Info, "proofs-sign-final"),
        _ => (Tone::Warning, "proofs-sign-repay"),
    };
    let amount = visit.money(base::Cents(signs.difference.0.abs()));
    let text = visit.tw(key, &[("amount", &amount)]);
    let mut blocks = vec![
        Notice::new(tone, visit.t("proofs-first-look"), text).into(),
        figures::of_calculation(lang, &signs.calculation).into(),
    ];
    blocks.extend(of_vouchers(visit, seen));
    for late in &signs.late {
        let principal: base::Cents = late.slices.iter().map(|slice| slice.principal).sum();
        let interest = match &late.interest {
            Ok(interest) => visit.money(interest.amount),
            Err(problem) => failure::sentence(lang, problem),
        };
        let args = [
            ("day", visit.date(late.payment.paid_on)),
            ("amount", visit.money(principal)),
            ("interest", interest),
        ];
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let text = visit.tw("proofs-sign-late", &args);
        blocks.push(Notice::new(Tone::Warning, visit.t("proofs-sign-late-title"), text).into());
    }
    blocks
}

/// What the list of vouchers says against the figures, and against the award period (handbook 2.3).
fn of_vouchers(visit: &Visit, seen: &Seen) -> Vec<Block> {
    if seen.vouchers.is_empty() {
        return Vec::new();
    }
    let mut blocks = Vec::new();
    let listed: base::Cents = seen.vouchers.iter().map(|voucher| voucher.eligible).sum();
    let spent = seen.report.spent();
    if listed != spent {
        let args = [("listed", visit.money(listed)), ("spent", visit.money(spent))];
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let text = visit.tw("proofs-sign-vouchers", &args);
        blocks.push(Notice::new(Tone::Warning, visit.t("proofs-vouchers"), text).into());
    }
    let period = seen.grant.from_on..=seen.grant.until_on;
    let outside: Vec<&Voucher> = seen
        .vouchers
        .iter()
        .filter(|voucher| !period.contains(&voucher.paid_on))
        .collect();
    if !outside.is_empty() {
        let sum: base::Cents = outside.iter().map(|voucher| voucher.eligible).sum();
        let numbers = outside.iter().take(10).map(|voucher| voucher.number.as_str());
        let args = [
            ("count", outside.len().to_string()),
            ("amount", visit.money(sum)),
            ("numbers", numbers.collect::<Vec<_>>().join(", ")),
        ];
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let text = visit.tw("proofs-sign-outside", &args);
        blocks.push(Notice::new(Tone::Warning, visit.t("proofs-sign-outside-title"), text).into());
    }
    blocks
}

pub(super) fn narrative(visit: &Visit, page: Page, seen: &Seen) -> Page {
    let mut facts = Facts::new();
    let mut is_empty = true;
    for (name, text) in [
        ("activities", &seen.report.activities),
        ("results", &seen.report.results),
        ("deviations", &seen.report.deviations),
        ("outlook", &seen.report.outlook),
    ] {
        if !text.is_empty() {
            is_empty = false;
            facts = facts.row(visit.t(&format!("proofs-{name}")), Cell::Lines(text.clone()));
        }
    }
    if is_empty {
        return page;
    }
    page.section(
        "narrative",
        visit.t("proofs-narrative"),
        vec![facts.wide().into()],
    )
}

pub(super) fn vouchers(visit: &Visit, vouchers: &[Voucher]) -> Table {
    let lang = visit.lang();
    let sum: base::Cents = vouchers.iter().map(|voucher| voucher.eligible).sum();
    let rows = vouchers.iter().take(500).map(|voucher| {
        vec![
            Cell::text(&voucher.number),
            Cell::date(lang, voucher.paid_on),
            Cell::text(&voucher.payee),
            Cell::text(&voucher.reason),
            Cell::text(figures::item_name(lang, voucher.kind.code())),
            Cell::money(lang, voucher.gross),
            Cell::money(lang, voucher.eligible),
        ]
    });
    Table::new(lang, visit.t("proofs-vouchers"))
        .hidden_caption()
        .column(visit.t("proofs-voucher-number"))
        .column(visit.t("proofs-voucher-paid"))
        .column(visit.t("proofs-voucher-payee"))
        .column(visit.t("proofs-voucher-reason"))
        .column(visit.t("proofs-kind"))
        .number_column(visit.t("proofs-voucher-gross"))
        .number_column(visit.t("proofs-voucher-eligible"))
        .rows(rows)
        .footer(vec![
            Cell::text(visit.t("proofs-sum")),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::money(lang, sum),
        ])
}

pub(super) async fn files(visit: &Visit, page: Page, seen: &Seen) -> Result<Page, Problem> {
    let files = queries::files(visit.app.db.reader(), seen.proof.id).await?;
    if files.is_empty() {
        return Ok(page);
    }
    let links = files.into_iter().map(|file| {
        let href = format!("/proofs/{}/files/{}", seen.proof.id, file.id);
        (href, file.name, file.label)
    });
    Ok(page.section(
        "files",
        visit.t("proofs-files"),
        vec![Block::Links(links.collect())],
    ))
}

/// The audit notes: for the office only.
pub(super) async fn notes(visit: &Visit, mut page: Page, seen: &Seen) -> Result<Page, Problem> {
    let lang = visit.lang();
    let persons: Vec<PersonId> = seen
        .notes
        .iter()
        .filter_map(|(note, _)| note.examined_by)
        .collect();
    let names = people::names(visit.app.db.reader(), &persons).await?;
    for (note, examination) in &seen.notes {
        let name = note.examined_by.and_then(|person| names.get(&person).cloned());
        let yes_no = |yes: bool| visit.t(if yes { "proofs-yes" } else { "proofs-no" });
        let facts = Facts::new()
            .maybe(visit.t("proofs-examined-by"), name)
            .row(
                visit.t("proofs-examined-at"),
                Cell::instant(lang, note.examined_at),
            )
            .row(
                visit.t("proofs-is-for-purpose"),
                yes_no(examination.is_for_purpose),
            )
            .row(
                visit.t("proofs-are-aims-reached"),
                yes_no(examination.are_aims_reached),
            )
            .row(
                visit.t("proofs-vouchers-checked"),
                examination.vouchers_checked.to_string(),
            )
            .row(visit.t("proofs-paid"), Cell::money(lang, examination.paid))
            .row(visit.t("proofs-final"), Cell::money(lang, examination.last))
            .row(visit.t("proofs-repayment"), Cell::money(lang, examination.repay))
            .maybe(
                visit.t("proofs-units"),
                examination
                    .units
                    .map(|units| format!("{} / {}", units.held, units.planned)),
            )
            .row(
                visit.t("proofs-late-interest"),
                Cell::money(lang, examination.late_interest),
            )
            .maybe(
                visit.t("proofs-late-waiver"),
                Some(examination.late_waiver.clone()).filter(|reason| !reason.is_empty()),
            )
            .row(visit.t("proofs-note"), Cell::Lines(examination.note.clone()))
            .row("SHA-256", Cell::Mono(note.content_sha256.clone()));
        let number = note.edition.to_string();
        page = page.section(
            &format!("note-{number}"),
            visit.tw("proofs-note-of", &[("edition", &number)]),
            vec![
                facts.wide().into(),
                figures::of_calculation(lang, &examination.calculation).into(),
            ],
        );
    }
    Ok(page)
}

pub(super) async fn claims(visit: &Visit, page: Page, seen: &Seen) -> Result<Page, Problem> {
    let lang = visit.lang();
    let claims = queries::claims_of(visit.app.db.reader(), seen.proof.id).await?;
    if claims.is_empty() {
        return Ok(page);
    }
    let rows = claims.iter().map(|claim| {
        vec![
            Cell::link(
                format!("/claims/{}", claim.id),
                visit.t(&format!("proofs-ground-{}", claim.ground)),
            ),
            Cell::money(lang, claim.principal),
            Cell::Badge(claim_badge(lang, claim.state)),
        ]
    });
    let table = Table::new(lang, visit.t("proofs-claims-title"))
        .hidden_caption()
        .column(visit.t("proofs-ground"))
        .number_column(visit.t("proofs-principal"))
        .column(visit.t("proofs-state"))
        .rows(rows);
    Ok(page.section("claims", visit.t("proofs-claims-title"), vec![table.into()]))
}

pub(super) async fn timeline(visit: &Visit, page: Page, proof: &Proof) -> Result<Page, Problem> {
    let entries = audit::of_subject(visit.app.db.reader(), "proof", &proof.id.to_string(), 50).await?;
    let items = entries
        .into_iter()
        .map(|entry| TimelineItem {
            when: visit.datetime(entry.at),
            title: visit.t(&format!(
                "applications-event-proof-{}",
                entry.action.replace('_', "-")
            )),
            detail: match entry.actor_kind.as_str() {
                "system" => visit.t("applications-by-system"),
                _ => [entry.reason.unwrap_or_default(), entry.actor_name]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(" · "),
            },
            tone: None,
        })
        .collect();
    Ok(page.section(
        "timeline",
        visit.t("proofs-timeline"),
        vec![Block::Timeline(items)],
    ))
}
