//! Import of a list of vouchers (I9). A row says its project by the case's number; without that column the list belongs
//! to the only proof that the person may fill in.

use applications::{Application, PlanKind};
use base::{Cents, Ctx, Lang, Problem, Text};
use base_sheets::{Heading, Plan, RowReader, Sign, Workbook};
use base_web::App;
use base_web::imports::{Apply, ImportInput, ImportReport, ReportRow, RowStatus, finish};
use sea_orm::ConnectionTrait;

use crate::model::{Proof, ProofState};
use crate::usecases::takes_parts;
use crate::usecases::vouchers::{MAX_VOUCHERS, NewVoucher, add_vouchers};
use crate::{access, queries, store};

const HEADINGS: &[Heading<'static>] = &[
    Heading::optional("case", &["Antrags-Nr.", "Aktenzeichen", "Vorhaben-Nr.", "Az."]),
    Heading::required("number", &["Beleg-Nr.", "Belegnummer", "Lfd. Nr."]),
    Heading::optional("invoiced", &["Rechnungsdatum", "Belegdatum"]),
    Heading::required("paid", &["Zahlungsdatum", "gezahlt am", "Tag der Zahlung"]),
    Heading::required(
        "payee",
        &["Empfänger/Einzahler", "Empfänger", "Zahlungsempfänger"],
    ),
    Heading::required("reason", &["Grund der Zahlung", "Verwendungszweck", "Zweck"]),
    Heading::required("kind", &["Kostenart", "Ausgabenart"]),
    Heading::required("gross", &["Betrag brutto", "Betrag", "Brutto"]),
    Heading::optional("eligible", &["davon zuwendungsfähig", "zuwendungsfähig"]),
];

/// A proof that the person may fill in, with its case and the numbers it has already.
struct Target {
    proof: Proof,
    application: Application,
    numbers: Vec<String>,
    new: Vec<NewVoucher>,
}

pub(crate) async fn run(
    app: &App,
    ctx: &Ctx,
    input: ImportInput,
    apply: Option<Apply>,
) -> Result<ImportReport, Problem> {
    let Some(apply) = apply else {
        let mut targets = targets(app.db.reader(), ctx).await?;
        return Ok(judge(ctx.lang, &input.workbook, &mut targets));
    };
    let unit = app.db.write(ctx).await?;
    let mut targets = targets(unit.conn(), ctx).await?;
    let report = judge(ctx.lang, &input.workbook, &mut targets);
    if report.unreadable.is_some() {
        return Ok(report);
    }
    for target in targets.into_iter().filter(|target| !target.new.is_empty()) {
        // as it is now: it may have been handed in since
        let proof = store::hold(&unit, target.proof.id).await?;
        add_vouchers(&unit, &proof, &target.application, target.new).await?;
    }
    finish(&unit, &apply, &input.file_name, &report).await?;
    unit.commit().await?;
    Ok(report)
}

async fn targets(conn: &impl ConnectionTrait, ctx: &Ctx) -> Result<Vec<Target>, Problem> {
    let states = [
        ProofState::Planned,
        ProofState::Due,
        ProofState::Overdue,
        ProofState::Submitted,
        ProofState::InAudit,
    ];
    let mut targets = Vec::new();
    for proof in queries::in_states(conn, ctx, &states).await? {
        let (proof, _, application) = queries::seen(conn, ctx, proof.id).await?;
        if !takes_parts(&proof) || !access::may_write(ctx, &proof, &application) {
            continue;
        }
        let vouchers = queries::vouchers(conn, proof.id).await?;
        targets.push(Target {
            numbers: vouchers.into_iter().map(|voucher| voucher.number).collect(),
            proof,
            application,
            new: Vec::new(),
        });
    }
    Ok(targets)
}

/// The report; what would be added is noted with each proof. Pure.
fn judge(lang: Lang, workbook: &Workbook, targets: &mut [Target]) -> ImportReport {
    let plan = Plan {
        headings: HEADINGS,
        key: Some("number"),
        sums: &["gross", "eligible"],
        ..Plan::default()
    };
    let (table, mut report) = match ImportReport::open(lang, workbook, &plan) {
        Ok(open) => open,
        Err(report) => return *report,
    };
    for row in &table.rows {
        let mut findings = Vec::new();
        let mut cells = table.read(row, &mut findings);
        let case = cells.text("case").unwrap_or_default();
        let kind = cells.text("kind").unwrap_or_default();
        let values = read(&mut cells, &kind);
        let mut line = ReportRow::of(lang, &table, row, &findings);
        if line.status == RowStatus::Accepted {
            place(lang, &case, &kind, values, targets, &mut line);
        }
        report.push(line);
    }
    report.in_order()
}

/// The row as a voucher; none when a cell is missing, which is said already, or the kind of cost is unknown.
fn read(cells: &mut RowReader<'_>, kind: &str) -> Option<NewVoucher> {
    let number = cells.text("number");
    let invoiced_on = cells.date("invoiced");
    let paid_on = cells.date("paid");
    let payee = cells.text("payee");
    let reason = cells.text("reason");
    let gross = cells.amount("gross", Sign::NotNegative);
    let eligible = cells.amount("eligible", Sign::NotNegative);
    Some(NewVoucher {
        number: number?,
        invoiced_on,
        paid_on: paid_on?,
        payee: payee?,
        reason: reason?,
        kind: kind_named(kind)?,
        gross: Cents(gross?),
        eligible: Cents(eligible.or(gross)?),
    })
}

fn place(
    lang: Lang,
    case: &str,
    kind: &str,
    voucher: Option<NewVoucher>,
    targets: &mut [Target],
    line: &mut ReportRow,
) {
    let Some(voucher) = voucher else {
        let text = Text::new("proofs-import-kind").with("value", kind);
        line.fail(lang, "KIND_UNKNOWN", None, Some(kind), &text);
        return;
    };
    line.key = Some(voucher.number.clone());
    line.name = Some(voucher.payee.clone());
    line.amount_cents = Some(voucher.eligible);
    let Some(target) = target_of(case, targets) else {
        let text = Text::new("proofs-import-case").with("value", case);
        line.fail(lang, "PROOF_UNKNOWN", None, Some(case), &text);
        return;
    };
    if voucher.eligible > voucher.gross {
        line.fail(
            lang,
            "ELIGIBLE_OVER_GROSS",
            None,
            None,
            &Text::new("proofs-import-eligible"),
        );
    } else if target.numbers.contains(&voucher.number) {
        line.status = RowStatus::Duplicate;
        line.remark(
            lang,
            "VOUCHER_KNOWN",
            None,
            None,
            &Text::new("proofs-import-voucher-known"),
        );
    } else if target.numbers.len() >= MAX_VOUCHERS {
        let text = Text::new("proofs-import-too-many").with("max", MAX_VOUCHERS);
        line.fail(lang, "TOO_MANY", None, None, &text);
    } else {
        if voucher.paid_on > target.proof.period_until_on {
            let day = base::fmt::date(lang, target.proof.period_until_on);
            let text = Text::new("proofs-import-after-period").with("day", day);
            line.remark(lang, "PAID_AFTER_PERIOD", None, None, &text);
        }
        target.numbers.push(voucher.number.clone());
        target.new.push(voucher);
    }
}

/// The proof a row means: by the case's number, or the only one.
fn target_of<'a>(case: &str, targets: &'a mut [Target]) -> Option<&'a mut Target> {
    if case.is_empty() && targets.len() == 1 {
        return targets.first_mut();
    }
    targets.iter_mut().find(|target| target.proof.number == case)
}

/// A kind of cost by the words of the form or its code.
fn kind_named(text: &str) -> Option<PlanKind> {
    let plain = base::names::search_text(text);
    let is_named = |kind: &PlanKind| {
        [Lang::De, Lang::En].iter().any(|lang| {
            let label = base::texts::tr(*lang, &format!("applications-plan-kind-{kind}"));
            base::names::search_text(&label) == plain
        }) || kind.code() == text
    };
    let costs = PlanKind::ALL.iter().copied().filter(|kind| kind.is_cost());
    costs.clone().find(is_named).or_else(|| {
        // as lists abbreviate them
        let words = [
            ("sachkosten", PlanKind::Material),
            ("sach", PlanKind::Material),
            ("personalkosten", PlanKind::Staff),
            ("honorar", PlanKind::Fees),
            ("reise", PlanKind::Travel),
            ("veranstaltung", PlanKind::Events),
            ("ubersetzung", PlanKind::Translation),
            ("ubersetzung/dolmetschen", PlanKind::Translation),
            ("sonstige", PlanKind::OtherCost),
        ];
        let found = words.iter().find(|(word, _)| *word == plain);
        found.map(|(_, kind)| *kind)
    })
}
