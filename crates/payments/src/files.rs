//! The two files of a payment run: the workbook for the cash desk (X7) and the SEPA message (pain.001.001.09).

use base::{Problem, fmt};
use base_sheets::write::{Column, Kind, Notes, Value, WorkbookWriter};
use calls::Programme;
use chrono::{DateTime, NaiveDate, Utc};
use sepa::{CreditTransferEntry, CreditTransferGroup, IsoDate, IsoDateTime, Pain001Builder};

use crate::model::{BankAccount, PaymentRequest};
use crate::rules;

pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
pub(crate) const XML: &str = "application/xml";

/// One payment and where it goes.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub request: PaymentRequest,
    pub account: BankAccount,
}

/// Everything that the files say.
pub(crate) struct Sheet<'a> {
    pub programme: &'a Programme,
    pub number: i64,
    pub message_id: &'a str,
    pub execution_on: NaiveDate,
    pub made_at: DateTime<Utc>,
    pub made_by: &'a str,
    /// The account that pays.
    pub from: &'a BankAccount,
    pub lines: &'a [Line],
}

/// What stands on the payee's statement: its own reference first, so that its cash desk can assign the payment.
fn purpose(line: &Line) -> String {
    let own = &line.account.payee_reference;
    let grant = format!("Zuwendung {}", line.request.reference);
    if own.is_empty() {
        grant
    } else {
        format!("{own} {grant}")
    }
}

/// The workbook. Its columns are those of the cash confirmation (I8): the cash desk adds the days and sends it back.
pub(crate) fn workbook(sheet: &Sheet<'_>) -> Result<Vec<u8>, Problem> {
    let text = |title: &str| Column::new(title, Kind::Text);
    let columns = vec![
        Column::new("Buchungsdatum", Kind::Date),
        Column::new("Wertstellung", Kind::Date),
        text("Kassenzeichen"),
        text("Empfänger"),
        text("IBAN"),
        text("BIC"),
        Column::new("Betrag", Kind::Money).summed(),
        text("Verwendungszweck"),
        Column::new("Haushaltsjahr", Kind::Text),
        text("Status"),
    ];
    let mut book = WorkbookWriter::new("Auszahlungsliste", columns).map_err(Problem::broken)?;
    for line in sheet.lines {
        book.row(&[
            Value::Empty,
            Value::Empty,
            line.request.reference.clone().into(),
            line.account.holder.clone().into(),
            line.account.iban.clone().into(),
            line.account.bic.clone().into(),
            Value::Cents(line.request.amount.0),
            purpose(line).into(),
            line.request.year.to_string().into(),
            Value::Empty,
        ])
        .map_err(Problem::broken)?;
    }
    let line = |label: &str, text: String| (label.to_owned(), text);
    let notes = Notes {
        title: "Hinweise".to_owned(),
        lines: vec![
            line("Auszahlungsliste", format!("Nr. {} – {}", sheet.number, sheet.programme.name(base::Lang::De))),
            line("Erstellt", format!("{}, {}", fmt::datetime_de(sheet.made_at), sheet.made_by)),
            line("Ausführung", fmt::date_de(sheet.execution_on)),
            line("Auszahlendes Konto", rules::grouped(&sheet.from.iban)),
            line("SEPA-Nachricht", sheet.message_id.to_owned()),
            line(
                "Rückmeldung",
                "Bitte Buchungsdatum, Wertstellung und Status (ausgeführt, zurückgewiesen) eintragen und die Datei zurücksenden."
                    .to_owned(),
            ),
        ],
    };
    book.finish(&notes).map_err(Problem::broken)
}

/// The SEPA message: amounts with their control sum, the reference as end-to-end id, texts in the character set of the
/// European Payments Council. Error: `Broken` naming the payment that the rules of the scheme do not take.
pub(crate) fn message(sheet: &Sheet<'_>) -> Result<String, Problem> {
    let from = sepa::validate_iban(&sheet.from.iban).map_err(Problem::broken)?;
    let day = IsoDate::try_from(sheet.execution_on).map_err(Problem::broken)?;
    let mut group = CreditTransferGroup::new(&sheet.from.holder, &from, day).batch_booking(false);
    if !sheet.from.bic.is_empty() {
        group = group.debtor_bic(sepa::validate_bic(&sheet.from.bic).map_err(Problem::broken)?);
    }
    for line in sheet.lines {
        group = group.add_entry(entry(line)?);
    }
    Pain001Builder::new(&sheet.from.holder, sheet.message_id)
        .created_at(IsoDateTime::try_from(sheet.made_at).map_err(Problem::broken)?)
        .add_group(group)
        .build()
        .map_err(Problem::broken)
}

fn entry(line: &Line) -> Result<CreditTransferEntry, Problem> {
    let iban = sepa::validate_iban(&line.account.iban).map_err(Problem::broken)?;
    let entry = CreditTransferEntry::new(
        &line.account.holder,
        iban,
        line.request.amount.0,
        &line.request.reference,
    )
    .with_description(purpose(line));
    if line.account.bic.is_empty() {
        return Ok(entry);
    }
    Ok(entry.with_bic(sepa::validate_bic(&line.account.bic).map_err(Problem::broken)?))
}
