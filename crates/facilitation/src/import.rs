//! Import of the pool (I4).

use std::collections::HashSet;

use base::{Cents, Ctx, Problem, Text};
use base_sheets::{Heading, Plan, Sign};
use base_web::App;
use base_web::imports::{Apply, ImportInput, ImportReport, ReportRow, RowStatus, finish};
use uuid::Uuid;

use crate::queries;
use crate::usecases::{NewFacilitator, add_in};

const HEADINGS: &[Heading<'static>] = &[
    Heading::required("name", &["Name", "Nachname"]),
    Heading::optional("given", &["Vorname"]),
    Heading::optional("firm", &["Firma", "Büro"]),
    Heading::required("email", &["E-Mail", "Mail", "E-Mail-Adresse"]),
    Heading::optional("phone", &["Telefon", "Tel."]),
    Heading::optional("regions", &["Region", "Regionen", "Regierungsbezirk"]),
    Heading::optional("focus", &["Schwerpunkte", "Schwerpunkt"]),
    Heading::optional("languages", &["Sprachen"]),
    Heading::required("day_rate", &["Tagessatz netto", "Tagessatz"]),
    Heading::optional(
        "vat",
        &["USt-pflichtig", "USt-pflichtig (ja/nein)", "Umsatzsteuer"],
    ),
    Heading::optional("available", &["verfügbar ab", "Verfügbar ab"]),
    Heading::optional("days", &["max. Tage/Monat", "Tage pro Monat"]),
];

/// The coordination's programme; the pool belongs to one. `None` without or with several.
fn programme(ctx: &Ctx) -> Option<Uuid> {
    match ctx.scopes_of(&[base::Role::PK], "programme").as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

pub(crate) async fn run(
    app: &App,
    ctx: &Ctx,
    input: ImportInput,
    apply: Option<Apply>,
) -> Result<ImportReport, Problem> {
    let plan = Plan {
        headings: HEADINGS,
        key: Some("email"),
        ..Plan::default()
    };
    let (table, mut report) = match ImportReport::open(ctx.lang, &input.workbook, &plan) {
        Ok(open) => open,
        Err(report) => return Ok(*report),
    };
    let programme = programme(ctx);
    let known: HashSet<String> = queries::facilitators(app.db.reader(), ctx)
        .await?
        .into_iter()
        .map(|one| one.email)
        .collect();
    let mut seen = HashSet::new();
    let mut new = Vec::new();
    for row in &table.rows {
        let mut findings = Vec::new();
        let mut cells = table.read(row, &mut findings);
        let mut text = |key: &str| cells.text(key).unwrap_or_default();
        let name = format!("{} {}", text("given"), text("name")).trim().to_owned();
        let email = text("email").to_lowercase();
        let (firm, phone, regions) = (text("firm"), text("phone"), text("regions"));
        let (focus, languages) = (text("focus"), text("languages"));
        let day_rate = Cents(cells.amount("day_rate", Sign::NotNegative).unwrap_or(0));
        let vat_liable = cells.yes_no("vat").unwrap_or(false);
        let available_from = cells.date("available");
        let max_days_month = cells.number("days", 0..=31);
        let mut line = ReportRow::of(ctx.lang, &table, row, &findings);
        line.key = Some(email.clone());
        line.name = Some(name.clone());
        line.amount_cents = Some(day_rate);
        if line.status == RowStatus::Accepted && !email.contains('@') {
            line.fail(
                ctx.lang,
                "EMAIL",
                None,
                Some(&email),
                &Text::new("field-email").with("value", &email),
            );
        } else if known.contains(&email) || !seen.insert(email.clone()) {
            line.status = RowStatus::Duplicate;
            line.remark(
                ctx.lang,
                "KNOWN",
                None,
                Some(&email),
                &Text::new("facilitation-known").with("email", &email),
            );
        }
        if line.status == RowStatus::Accepted
            && let Some(programme) = programme
        {
            new.push(NewFacilitator {
                programme,
                name,
                firm,
                email,
                phone,
                regions,
                focus,
                languages,
                day_rate,
                vat_liable,
                available_from,
                max_days_month,
            });
        }
        report.push(line);
    }
    let report = report.in_order();
    let Some(apply) = apply else { return Ok(report) };
    if programme.is_none() {
        return Err(Problem::denied(
            Text::new("problem-denied-role").with("roles", "PK"),
        ));
    }
    let unit = app.db.write(ctx).await?;
    for facilitator in new {
        add_in(&unit, facilitator).await?;
    }
    finish(&unit, &apply, &input.file_name, &report).await?;
    unit.commit().await?;
    Ok(report)
}
