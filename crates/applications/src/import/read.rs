//! From rows to candidates: pure, so that a dry run and the import itself can never differ.

use std::collections::HashMap;

use base::calendar::local_date;
use base::{Cents, Ctx, Lang, Text, fmt};
use base_sheets::{Plan, RowReader, Sign, Table, TableRow, Workbook};
use base_web::imports::{ImportReport, ReportMessage, ReportRow, RowStatus};
use chrono::{DateTime, Utc};
use municipalities::{Body, BodyId, Resolution, Resolver};

use super::{HEADINGS, Surroundings, folded};
use crate::rules::{Conditions, fundable_amount};
use crate::usecases::{Arrival, arrival_at, display_name};

/// A row that can be taken over.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub lead: Body,
    pub partners: Vec<Body>,
    pub title: String,
    pub summary: String,
    pub contact_name: String,
    pub contact_email: String,
    pub contact_phone: String,
    pub remark: String,
    pub requested: Cents,
    pub total_cost: Cents,
    pub own_share: Cents,
    pub received_at: DateTime<Utc>,
    pub time_known: bool,
    pub is_late: bool,
}

/// A workbook in which the columns of I1 were found.
#[derive(Debug)]
pub struct List {
    table: Table,
    /// What is to be said of the file as a whole.
    head: ImportReport,
}

impl List {
    /// `Err` is the finished report of a workbook without such a table.
    pub fn open(lang: Lang, workbook: Workbook) -> Result<Self, Box<ImportReport>> {
        let plan = Plan {
            headings: HEADINGS,
            key: Some("key"),
            sums: &["requested", "total_cost", "own_share"],
            ..Plan::default()
        };
        let (table, head) = ImportReport::open_owned(lang, workbook, &plan)?;
        Ok(Self { table, head })
    }

    /// The report of all rows, and the accepted ones in the order of the sheet.
    #[must_use]
    pub fn check(&self, ctx: &Ctx, surroundings: &Surroundings) -> (ImportReport, Vec<Candidate>) {
        let mut report = self.head.clone();
        let mut reading = Reading {
            ctx,
            table: &self.table,
            surroundings,
            seen: surroundings.earlier.clone(),
        };
        let mut candidates = Vec::new();
        for row in &self.table.rows {
            let (line, candidate) = reading.row(row);
            candidates.extend(candidate.filter(|_| line.status == RowStatus::Accepted));
            report.push(line);
        }
        (report.in_order(), candidates)
    }
}

struct Reading<'a> {
    ctx: &'a Ctx,
    table: &'a Table,
    surroundings: &'a Surroundings,
    /// Titles of the call by lead: handed in earlier, or further up in this list.
    seen: HashMap<BodyId, Vec<String>>,
}

/// The cells of a row, each read into its type.
struct Cells {
    key: Option<String>,
    name: Option<String>,
    kind: Option<String>,
    contact: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    title: Option<String>,
    summary: Option<String>,
    partners: Option<String>,
    remark: Option<String>,
    requested: Option<i64>,
    total_cost: Option<i64>,
    own_share: Option<i64>,
    received: Option<base_sheets::Moment>,
}

impl Cells {
    fn of(mut row: RowReader<'_>) -> Self {
        Self {
            key: row.text("key"),
            name: row.text("name"),
            kind: row.text("kind"),
            contact: row.text("contact"),
            email: row.text("email"),
            phone: row.text("phone"),
            title: row.text("title"),
            summary: row.long_text("summary"),
            partners: row.text("partners"),
            remark: row.long_text("remark"),
            requested: row.amount("requested", Sign::NotNegative),
            total_cost: row.amount("total_cost", Sign::NotNegative),
            own_share: row.amount("own_share", Sign::NotNegative),
            received: row.moment("received"),
        }
    }
}

impl Reading<'_> {
    fn lang(&self) -> Lang {
        self.ctx.lang
    }

    fn heading(&self, key: &str) -> Option<&str> {
        self.table.column(key).map(|column| column.heading.as_str())
    }

    fn row(&mut self, row: &TableRow) -> (ReportRow, Option<Candidate>) {
        let mut findings = Vec::new();
        let cells = Cells::of(self.table.read(row, &mut findings));
        let mut line = ReportRow::of(self.lang(), self.table, row, &findings);
        line.key.clone_from(&cells.key);
        line.name.clone_from(&cells.name);
        line.amount_cents = cells.requested.map(Cents);
        line.received_on = cells.received.map(|moment| moment.date);
        let lead = self.lead(&cells, &mut line);
        let partners = self.partners(&cells, lead.as_ref(), &mut line);
        let received = self.received(&cells, &mut line);
        let (Some(lead), Some((received_at, is_late)), Some(requested)) = (lead, received, cells.requested)
        else {
            line.status = RowStatus::Error;
            return (line, None);
        };
        line.key = Some(lead.key.clone());
        line.name = Some(display_name(&lead));
        let candidate = Candidate {
            partners,
            title: cells.title.unwrap_or_default(),
            summary: cells.summary.unwrap_or_default(),
            contact_name: cells.contact.unwrap_or_default(),
            contact_email: cells.email.unwrap_or_default(),
            contact_phone: cells.phone.unwrap_or_default(),
            remark: cells.remark.unwrap_or_default(),
            requested: Cents(requested),
            total_cost: Cents(cells.total_cost.unwrap_or(0)),
            own_share: Cents(cells.own_share.unwrap_or(0)),
            received_at,
            time_known: cells.received.is_some_and(|moment| moment.time.is_some()),
            is_late,
            lead,
        };
        self.cap(&candidate, &mut line);
        if line.status == RowStatus::Accepted {
            self.repeated(&candidate, &mut line);
        }
        (line, Some(candidate))
    }

    /// The body of key, name and kind; an error where the register does not answer with exactly one.
    fn lead(&self, cells: &Cells, line: &mut ReportRow) -> Option<Body> {
        let (register, lang) = (&self.surroundings.register, self.lang());
        if let Some(name) = &cells.name
            && let Some(parts) = several(register, cells.key.as_deref(), name)
        {
            let text = Text::new("applications-import-several")
                .with("name", name)
                .with("parts", parts.join(" | "));
            line.fail(lang, "SEVERAL_BODIES", self.heading("name"), Some(name), &text);
            return None;
        }
        let kind = cells.kind.as_deref().and_then(municipalities::body_type_of);
        let column = if cells.key.is_some() { "key" } else { "name" };
        let written = cells.key.as_deref().or(cells.name.as_deref()).unwrap_or_default();
        match register.resolve(cells.key.as_deref(), cells.name.as_deref(), kind) {
            Resolution::Found {
                body,
                repaired,
                by_alias,
                merged,
            } => {
                let mut note = |code: &str, key: &str, column: &str| {
                    let text = Text::new(key).with("written", written).with("body", body.label());
                    line.remark(lang, code, self.heading(column), Some(written), &text);
                };
                if repaired {
                    note("REPAIRED", "applications-import-repaired", column);
                }
                if merged {
                    note("BODY_MERGED", "applications-import-merged", column);
                }
                if cells.key.is_none() && by_alias {
                    note("BY_ALIAS", "applications-import-by-alias", column);
                }
                if let Some(name) = &cells.name
                    && cells.key.is_some()
                    && !merged
                    && !register.is_called(body.id, name)
                {
                    let text = Text::new("applications-import-other-name")
                        .with("written", name)
                        .with("body", body.label());
                    line.remark(lang, "NAME_DIFFERS", self.heading("name"), Some(name), &text);
                }
                Some(body)
            }
            other => {
                let (code, text) = other.error(written)?;
                line.fail(lang, code, self.heading(column), Some(written), &text);
                None
            }
        }
    }

    /// Partners by key or name, separated by semicolons.
    fn partners(&self, cells: &Cells, lead: Option<&Body>, line: &mut ReportRow) -> Vec<Body> {
        let mut partners: Vec<Body> = Vec::new();
        for written in cells
            .partners
            .iter()
            .flat_map(|all| all.split(';'))
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let is_key = written.chars().all(|c| c.is_ascii_digit());
            let (key, name) = if is_key {
                (Some(written), None)
            } else {
                (None, Some(written))
            };
            match self.surroundings.register.resolve(key, name, None) {
                Resolution::Found { body, .. } => {
                    let known = lead.is_some_and(|lead| lead.id == body.id)
                        || partners.iter().any(|partner| partner.id == body.id);
                    if known {
                        let text = Text::new("applications-partner-twice");
                        line.fail(
                            self.lang(),
                            "PARTNER_TWICE",
                            self.heading("partners"),
                            Some(written),
                            &text,
                        );
                    } else {
                        partners.push(body);
                    }
                }
                other => {
                    if let Some((code, text)) = other.error(written) {
                        line.fail(self.lang(), code, self.heading("partners"), Some(written), &text);
                    }
                }
            }
        }
        partners
    }

    /// The instant of receipt and whether it is late. A date without time is on time through the deadline's day.
    fn received(&self, cells: &Cells, line: &mut ReportRow) -> Option<(DateTime<Utc>, bool)> {
        let moment = cells.received?;
        let column = self.heading("received");
        let at = match arrival_at(Arrival {
            on: moment.date,
            time: moment.time,
        }) {
            Ok(at) => at,
            Err(_) => {
                let text = Text::new("applications-import-clock-change");
                line.fail(self.lang(), "TIME_CLOCK_CHANGE", column, None, &text);
                return None;
            }
        };
        if moment.date > local_date(self.ctx.now) {
            line.remark(
                self.lang(),
                "RECEIVED_FUTURE",
                column,
                None,
                &Text::new("applications-import-future"),
            );
        }
        let Some(call) = &self.surroundings.call else {
            return Some((at, false));
        };
        let on_time = match moment.time {
            Some(_) => call.deadline.is_met_by(at),
            None => moment.date <= call.deadline.date(),
        };
        if !on_time {
            let text =
                Text::new("applications-import-late").with("deadline", call.deadline.text(self.lang()));
            line.remark(self.lang(), "LATE", column, None, &text);
        }
        Some((at, !on_time))
    }

    /// Over the cap is a warning: what can be funded is capped (handbook 0.5).
    fn cap(&self, candidate: &Candidate, line: &mut ReportRow) {
        let Some(call) = &self.surroundings.call else {
            return;
        };
        if candidate.requested <= call.cap {
            return;
        }
        let conditions = Conditions {
            is_cash: false,
            is_share: false,
            rate: call.rate,
            cap: call.cap,
            rounding: call.rounding,
        };
        let fundable = fundable_amount(candidate.requested, candidate.total_cost, conditions);
        let text =
            Text::new("applications-import-over-cap").with("fundable", fmt::money(self.lang(), fundable));
        line.remark(
            self.lang(),
            "AMOUNT_OVER_CAP",
            self.heading("requested"),
            None,
            &text,
        );
    }

    /// Same lead and title: a duplicate. Same lead, other title: a remark (one application per municipality).
    fn repeated(&mut self, candidate: &Candidate, line: &mut ReportRow) {
        let title = folded(&candidate.title);
        let titles = self.seen.entry(candidate.lead.id).or_default();
        if titles.contains(&title) {
            line.status = RowStatus::Duplicate;
            line.messages.push(ReportMessage::new(
                self.ctx.lang,
                "DUBLETTE",
                None,
                None,
                &Text::new("applications-import-duplicate").with("lead", display_name(&candidate.lead)),
            ));
            return;
        }
        if !titles.is_empty() {
            let text = Text::new("applications-import-near").with("lead", display_name(&candidate.lead));
            line.remark(self.ctx.lang, "NEAR_DUPLICATE", None, None, &text);
        }
        titles.push(title);
    }
}

/// Two or more bodies named in one cell, if each part is one and the whole is none (7.3 no. 31). A name with a comma
/// such as "Stuttgart, Landeshauptstadt" stays single, because its second part is no body.
fn several(register: &Resolver, key: Option<&str>, name: &str) -> Option<Vec<String>> {
    if key.is_none() && register.resolve(None, Some(name), None).body().is_some() {
        return None;
    }
    let parts: Vec<&str> = name
        .split([',', ';', '/', '&', '+'])
        .flat_map(|part| part.split(" und "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() < 2 {
        return None;
    }
    let mut bodies = Vec::new();
    for part in &parts {
        let named = match register.resolve(None, Some(part), None) {
            Resolution::Found { body, .. } => vec![body.id],
            Resolution::Ambiguous(bodies) => bodies.iter().map(|body| body.id).collect(),
            Resolution::Unknown(_) => return None,
        };
        bodies.push(named);
    }
    let distinct = bodies
        .windows(2)
        .all(|pair| pair[0].iter().all(|id| !pair[1].contains(id)));
    distinct.then(|| parts.into_iter().map(str::to_owned).collect())
}
