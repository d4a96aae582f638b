//! Import of the cash desk's payment list (I8): what was carried out, what came back.
//!
//! Money-relevant, so two persons: whoever checked the file does not apply it (handbook 7, 12 no. 8). A payment is found
//! by its Kassenzeichen, which is the end-to-end id of the SEPA message; amount and account must be those of the order.
//! A line that belongs to no payment is kept as unsettled until somebody matches or dismisses it by hand; a file read twice
//! books nothing twice and keeps nothing twice.

use std::collections::{HashMap, HashSet};

use base::{Cents, Ctx, Lang, PersonId, Problem, Scope, Text, fmt};
use base_db::{Unit, audit};
use base_sheets::{Heading, Plan, RowReader, Sign, Table, Workbook};
use base_web::App;
use base_web::imports::{Apply, ImportInput, ImportReport, ReportMessage, ReportRow, RowStatus, finish};
use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::access;
use crate::model::{
    BankAccount, BankAccountId, CashLine, CashLineId, CashLineState, PaymentRequest, PaymentState,
};
use crate::usecases::paid::pay_in;
use crate::usecases::return_in;
use crate::{queries, store};

const HEADINGS: &[Heading<'static>] = &[
    Heading::optional("booked", &["Buchungsdatum", "Buchungstag"]),
    Heading::optional("value", &["Wertstellung", "Wertstellungsdatum", "Valuta"]),
    Heading::required(
        "reference",
        &["Kassenzeichen", "End-to-End-Referenz", "Ende-zu-Ende-Referenz"],
    ),
    Heading::optional("payee", &["Empfänger", "Zahlungsempfänger"]),
    Heading::optional("iban", &["IBAN", "Konto"]),
    Heading::required("amount", &["Betrag", "Betrag in €", "Betrag in EUR"]),
    Heading::optional("purpose", &["Verwendungszweck"]),
    Heading::optional("status", &["Status", "Ergebnis"]),
];

/// What the cash desk says of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Said {
    Paid,
    SentBack,
}

impl Said {
    /// An empty status is a booking: lists of bookings have no such column.
    pub(crate) fn read(status: &str) -> Option<Self> {
        let word = base::names::clean(status).to_lowercase();
        match word.replace("ae", "ä").replace("ue", "ü").as_str() {
            "" | "ausgeführt" | "gebucht" | "bezahlt" | "gezahlt" | "ausgezahlt" | "erledigt" => {
                Some(Said::Paid)
            }
            "zurückgewiesen" | "rücklauf" | "rückgabe" | "abgelehnt" | "abgewiesen" | "zurück" | "retour" => {
                Some(Said::SentBack)
            }
            _ => None,
        }
    }
}

/// A row to be written.
#[derive(Debug, Clone)]
struct Planned {
    request: PaymentRequest,
    said: Said,
    booked_on: Option<NaiveDate>,
    /// Given for a payment.
    paid_on: Option<NaiveDate>,
    /// What the cash desk wrote beside it.
    words: String,
}

/// What the rows are compared with.
struct Known {
    requests: HashMap<String, PaymentRequest>,
    accounts: HashMap<BankAccountId, BankAccount>,
}

impl Known {
    async fn load(db: &impl ConnectionTrait, ctx: &Ctx) -> Result<Self, Problem> {
        let requests = queries::known_to_cash_desk(db, ctx).await?;
        let ids: Vec<BankAccountId> = requests.iter().filter_map(|request| request.account_id).collect();
        Ok(Self {
            accounts: queries::accounts_by_id(db, &ids).await?,
            requests: requests
                .into_iter()
                .map(|request| (plain(&request.reference), request))
                .collect(),
        })
    }
}

/// A reference without what is lost on the way through a bank: blanks and the case of letters.
fn plain(reference: &str) -> String {
    let letters = reference.chars().filter(|letter| !letter.is_whitespace());
    letters.flat_map(char::to_uppercase).collect()
}

pub(crate) async fn run(
    app: &App,
    ctx: &Ctx,
    input: ImportInput,
    apply: Option<Apply>,
) -> Result<ImportReport, Problem> {
    let Some(apply) = apply else {
        let known = Known::load(app.db.reader(), ctx).await?;
        return Ok(read(ctx, &input.workbook, &known).0);
    };
    require_second(app, ctx, apply.run).await?;
    base_db::retrying(|| async {
        let unit = app.db.write(ctx).await?;
        let known = Known::load(unit.conn(), ctx).await?;
        let (report, rows, unmatched) = read(ctx, &input.workbook, &known);
        if report.unreadable.is_some() {
            return Ok(report);
        }
        keep_unmatched(&unit, &input, &apply, &rows, unmatched).await?;
        for row in &rows {
            ctx.require(access::ORDERERS, Scope::Programme(row.request.programme_id))?;
            write(&unit, row).await?;
        }
        finish(&unit, &apply, &input.file_name, &report).await?;
        unit.commit().await?;
        Ok(report)
    })
    .await
}

/// Whoever checked the file does not apply it. Error: refused (`four-eyes`).
async fn require_second(app: &App, ctx: &Ctx, run: Uuid) -> Result<(), Problem> {
    let entries = audit::of_subject(app.db.reader(), "import_run", &run.to_string(), 100).await?;
    let checkers: Vec<Option<PersonId>> = entries
        .iter()
        .filter(|entry| entry.action == "check")
        .map(|entry| entry.actor_id.map(PersonId))
        .collect();
    ctx.require_other_person(&checkers)
}

async fn write(unit: &Unit<'_>, row: &Planned) -> Result<(), Problem> {
    store::hold(unit, row.request.grant_id).await?;
    let (request, grant, application) = queries::seen(unit.conn(), unit.ctx(), row.request.id).await?;
    match (row.said, row.paid_on) {
        (Said::Paid, Some(paid_on)) => {
            pay_in(unit, &request, &grant, &application, row.booked_on, paid_on).await?;
        }
        _ => {
            let reason = sent_back(&row.words);
            return_in(unit, &request, &grant, &application, &reason).await?;
        }
    }
    Ok(())
}

/// Why a payment came back, in the words of the cash desk.
pub(crate) fn sent_back(words: &str) -> String {
    let text = Text::new("payments-import-sent-back").with("words", words);
    base::texts::say(Lang::De, &text).trim().to_owned()
}

/// A line that belongs to no payment, as it is kept.
struct Unmatched {
    row: i64,
    values: Values,
    amount: Cents,
    finding: String,
}

/// Keeps what belongs to no payment, to be settled by hand; the same line of another file is not kept twice. It goes to the
/// programme of the list's payments, else to the first one of whoever lets it in.
async fn keep_unmatched(
    unit: &Unit<'_>,
    input: &ImportInput,
    apply: &Apply,
    rows: &[Planned],
    unmatched: Vec<Unmatched>,
) -> Result<(), Problem> {
    let ctx = unit.ctx();
    let own = ctx.scopes_of(access::ORDERERS, "programme");
    let of_list = rows.first().map(|row| row.request.programme_id);
    let Some(programme_id) = of_list.or_else(|| own.first().copied()) else {
        return Ok(());
    };
    let line = |one: Unmatched| {
        let Values {
            reference,
            payee,
            iban,
            booked_on,
            value_on,
            status,
            purpose,
            ..
        } = one.values;
        let (reference, payee, iban) = (
            reference.unwrap_or_default(),
            payee.unwrap_or_default(),
            iban.unwrap_or_default(),
        );
        let said = format!(
            "{programme_id}|{}|{}|{value_on:?}|{}|{status}",
            plain(&reference),
            one.amount.0,
            plain(&iban)
        );
        CashLine {
            id: CashLineId::new(),
            programme_id,
            import_run_id: apply.run,
            file_name: input.file_name.clone(),
            row: one.row,
            booked_on,
            value_on,
            reference,
            payee,
            iban,
            amount: one.amount,
            purpose,
            status,
            finding: one.finding,
            fingerprint: said,
            state: CashLineState::Open,
            payment_id: None,
            note: String::new(),
            recorded_by: ctx.person_id(),
            recorded_at: ctx.now,
            resolved_by: None,
            resolved_at: None,
            version: 1,
        }
    };
    let lines: Vec<CashLine> = unmatched.into_iter().map(line).collect();
    store::insert_cash_lines(unit, &lines).await?;
    Ok(())
}

/// The report, what would be written, and what belongs to no payment. Pure.
fn read(ctx: &Ctx, workbook: &Workbook, known: &Known) -> (ImportReport, Vec<Planned>, Vec<Unmatched>) {
    let lang = ctx.lang;
    let plan = Plan {
        headings: HEADINGS,
        key: Some("reference"),
        sums: &["amount"],
        ..Plan::default()
    };
    let (table, mut report) = match ImportReport::open(lang, workbook, &plan) {
        Ok(open) => open,
        Err(report) => return (*report, Vec::new(), Vec::new()),
    };
    if table.column("value").is_none() {
        let text = Text::new("payments-import-no-value-date");
        report
            .notes
            .push(ReportMessage::new(lang, "NO_VALUE_DATE", None, None, &text));
    }
    let today = base::calendar::local_date(ctx.now);
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let mut findings = Vec::new();
        let values = Values::read(&mut table.read(row, &mut findings));
        let mut line = ReportRow::of(lang, &table, row, &findings);
        line.key.clone_from(&values.reference);
        line.name.clone_from(&values.payee);
        line.amount_cents = values.amount;
        line.received_on = values.value_on;
        rows.push((values, line));
    }
    let judge = Judge {
        lang,
        table: &table,
        known,
        words: words(rows.iter().map(|(values, _)| values)),
        today,
    };
    let mut planned = Vec::new();
    let mut unmatched = Vec::new();
    let mut seen = HashSet::new();
    for (values, mut line) in rows {
        if line.status == RowStatus::Accepted
            && let Some(row) = judge.row(&values, &mut line)
        {
            if seen.insert(row.request.id) {
                report.programmes.push(row.request.programme_id);
                planned.push(row);
            } else {
                line.status = RowStatus::Duplicate;
                let text = Text::new("payments-import-twice");
                line.remark(lang, "PAYMENT_TWICE", None, None, &text);
            }
        }
        if let (RowStatus::Error, Some(amount)) = (line.status, values.amount) {
            let finding = line.messages.last().map(|message| message.code.clone());
            unmatched.push(Unmatched {
                row: i64::try_from(line.row).unwrap_or(i64::MAX),
                values,
                amount,
                finding: finding.unwrap_or_default(),
            });
        }
        report.push(line);
    }
    (report.in_order(), planned, unmatched)
}

/// A row as read.
struct Values {
    reference: Option<String>,
    payee: Option<String>,
    iban: Option<String>,
    amount: Option<Cents>,
    booked_on: Option<NaiveDate>,
    value_on: Option<NaiveDate>,
    status: String,
    purpose: String,
}

impl Values {
    fn read(cells: &mut RowReader<'_>) -> Self {
        Self {
            reference: cells.text("reference"),
            payee: cells.text("payee").filter(|name| !name.is_empty()),
            iban: cells.text("iban").filter(|iban| !iban.is_empty()),
            amount: cells.amount("amount", Sign::NotNegative).map(Cents),
            booked_on: cells.date("booked"),
            value_on: cells.date("value"),
            status: cells.text("status").unwrap_or_default(),
            purpose: cells.text("purpose").unwrap_or_default(),
        }
    }
}

/// What a file says of each payment. More than one word or day is a contradiction: none of them is believed.
type Words = HashMap<String, HashSet<(Said, Option<NaiveDate>)>>;

fn words<'a>(rows: impl Iterator<Item = &'a Values>) -> Words {
    let mut words = Words::new();
    for values in rows {
        if let (Some(reference), Some(said)) = (&values.reference, Said::read(&values.status)) {
            let known = words.entry(plain(reference)).or_default();
            known.insert((said, values.value_on));
        }
    }
    words
}

/// What a row is judged by.
struct Judge<'a> {
    lang: Lang,
    table: &'a Table,
    known: &'a Known,
    words: Words,
    today: NaiveDate,
}

impl Judge<'_> {
    fn fail(&self, line: &mut ReportRow, code: &str, key: &str, value: Option<&str>, text: &Text) {
        let heading = self.table.column(key).map(|column| column.heading.clone());
        line.fail(self.lang, code, heading.as_deref(), value, text);
    }

    /// What is to be written; `None` when the row is an error or known already.
    fn row(&self, values: &Values, line: &mut ReportRow) -> Option<Planned> {
        let (reference, amount) = (values.reference.as_deref()?, values.amount?);
        let Some(request) = self.known.requests.get(&plain(reference)) else {
            let text = Text::new("payments-import-unknown").with("value", reference);
            self.fail(line, "PAYMENT_UNKNOWN", "reference", Some(reference), &text);
            return None;
        };
        let Some(said) = Said::read(&values.status) else {
            let text = Text::new("payments-import-status").with("value", &values.status);
            self.fail(line, "STATUS_UNKNOWN", "status", Some(&values.status), &text);
            return None;
        };
        if self
            .words
            .get(&plain(reference))
            .is_some_and(|words| words.len() > 1)
        {
            let text = Text::new("payments-import-contradicts");
            self.fail(line, "PAYMENT_CONTRADICTS", "reference", Some(reference), &text);
        }
        if amount != request.amount {
            let text = Text::new("payments-import-amount")
                .with("ordered", request.amount.format_de())
                .with("stated", amount.format_de());
            self.fail(line, "AMOUNT_DIFFERS", "amount", Some(&amount.format_de()), &text);
        }
        self.check_iban(values, request, line);
        if said == Said::Paid {
            self.check_day(values, request, line);
        }
        if line.status != RowStatus::Accepted {
            return None;
        }
        if !self.is_open(said, values, request, line) {
            return None;
        }
        Some(Planned {
            request: request.clone(),
            said,
            booked_on: values.booked_on,
            paid_on: values.value_on,
            words: format!("{} {}", values.status, values.purpose),
        })
    }

    /// A given account number must be one (handbook 7.3 no. 41), and the one that was ordered.
    fn check_iban(&self, values: &Values, request: &PaymentRequest, line: &mut ReportRow) {
        let Some(typed) = &values.iban else { return };
        let ordered = request
            .account_id
            .and_then(|id| self.known.accounts.get(&id))
            .map(|account| account.iban.as_str());
        match sepa::validate_iban(typed) {
            Err(_) => self.fail(line, "IBAN", "iban", Some(typed), &Text::new("payments-iban")),
            Ok(iban) if Some(iban.as_str()) != ordered => {
                let text = Text::new("payments-import-iban");
                self.fail(line, "IBAN_DIFFERS", "iban", Some(typed), &text);
            }
            Ok(_) => {}
        }
    }

    /// The value date: given, not before the order, not in the future.
    fn check_day(&self, values: &Values, request: &PaymentRequest, line: &mut ReportRow) {
        let Some(day) = values.value_on else {
            let text = Text::new("payments-import-value-missing");
            self.fail(line, "VALUE_DATE_MISSING", "value", None, &text);
            return;
        };
        let ordered_on = request.ordered_at.map(base::calendar::local_date);
        if day > self.today || ordered_on.is_some_and(|ordered| day < ordered) {
            let text = Text::new("payments-import-value-day");
            self.fail(line, "VALUE_DATE", "value", Some(&fmt::date_de(day)), &text);
        }
    }

    /// Whether the payment still waits for the cash desk's word. The same word again is a duplicate, another one an
    /// error.
    fn is_open(&self, said: Said, values: &Values, request: &PaymentRequest, line: &mut ReportRow) -> bool {
        let known = match request.state {
            PaymentState::Ordered if request.run_id.is_some() => return true,
            PaymentState::Paid => said == Said::Paid && request.paid_on == values.value_on,
            PaymentState::Returned => said == Said::SentBack,
            _ => false,
        };
        if known {
            line.status = RowStatus::Duplicate;
            let text = Text::new("payments-import-known");
            line.remark(self.lang, "PAYMENT_KNOWN", None, None, &text);
        } else {
            let text = Text::new(format!("payments-import-state-{}", request.state));
            self.fail(
                line,
                "PAYMENT_STATE",
                "reference",
                values.reference.as_deref(),
                &text,
            );
        }
        false
    }
}
