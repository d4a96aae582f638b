//! Import of a facilitator's own list (I5): every accepted row becomes a draft.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use base::{Ctx, Lang, Minutes, Problem, Text};
use base_sheets::{Heading, Plan, RowReader, Workbook};
use base_web::App;
use base_web::imports::{Apply, ImportInput, ImportReport, ReportMessage, ReportRow, RowStatus, finish};
use chrono::NaiveTime;
use facilitation::{Engagement, EngagementState};
use sea_orm::ConnectionTrait;

use crate::model::HoursEntry;
use crate::queries;
use crate::rules::{self, Span};
use crate::usecases::{Booking, book_in, hold_person};

const HEADINGS: &[Heading<'static>] = &[
    Heading::required("day", &["Datum", "Tag"]),
    Heading::required("from", &["von", "Beginn"]),
    Heading::required("until", &["bis", "Ende"]),
    Heading::optional("break", &["Pause"]),
    Heading::optional("hours", &["Std.", "Stunden", "Dauer"]),
    Heading::optional("body", &["Kommune", "Stadt/Gemeinde", "Gemeinde"]),
    Heading::required("activity", &["Tätigkeit", "Art"]),
    Heading::optional("place", &["Ort", "Einsatzort"]),
    Heading::optional("description", &["Beschreibung", "Inhalt", "Bemerkung"]),
    Heading::optional("km", &["km", "Kilometer"]),
    Heading::optional("expenses", &["Auslagen"]),
];

/// A row that will become a draft in one of the engagements.
struct Planned {
    engagement: usize,
    booking: Booking,
}

pub(crate) async fn run(
    app: &App,
    ctx: &Ctx,
    input: ImportInput,
    apply: Option<Apply>,
) -> Result<ImportReport, Problem> {
    let person = ctx.person()?.id;
    let Some(apply) = apply else {
        let engagements = own(app.db.reader(), ctx).await?;
        return Ok(judge(app.db.reader(), ctx, &input.workbook, &engagements)
            .await?
            .0);
    };
    let unit = app.db.write(ctx).await?;
    hold_person(&unit, person).await?; // what is judged now holds until the end
    let engagements = own(unit.conn(), ctx).await?;
    let (report, planned) = judge(unit.conn(), ctx, &input.workbook, &engagements).await?;
    if report.unreadable.is_some() {
        return Ok(report);
    }
    for row in planned {
        book_in(&unit, &engagements[row.engagement], row.booking).await?;
    }
    finish(&unit, &apply, &input.file_name, &report).await?;
    unit.commit().await?;
    Ok(report)
}

async fn own(conn: &impl ConnectionTrait, ctx: &Ctx) -> Result<Vec<Engagement>, Problem> {
    facilitation::engagements_of_person(conn, ctx.person()?.id, &[EngagementState::Running]).await
}

/// The report and what would be booked.
async fn judge(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    workbook: &Workbook,
    engagements: &[Engagement],
) -> Result<(ImportReport, Vec<Planned>), Problem> {
    let (lang, person) = (ctx.lang, ctx.person()?.id);
    let plan = Plan {
        headings: HEADINGS,
        key: Some("day"),
        ..Plan::default()
    };
    let (table, mut report) = match ImportReport::open(lang, workbook, &plan) {
        Ok(open) => open,
        Err(report) => return Ok((*report, Vec::new())),
    };
    if table.column("km").is_some() || table.column("expenses").is_some() {
        let text = Text::new("hours-import-expenses");
        report
            .notes
            .push(ReportMessage::new(lang, "EXPENSES_NOT_KEPT", None, None, &text));
    }
    let today = base::calendar::local_date(ctx.now);
    let mut planned: Vec<Planned> = Vec::new();
    let mut booked: Vec<Span> = Vec::new();
    for row in &table.rows {
        let mut line_findings = Vec::new();
        let mut cells = table.read(row, &mut line_findings);
        let values = Values::read(&mut cells);
        let mut line = ReportRow::of(lang, &table, row, &line_findings);
        line.received_on = values.day;
        line.name = Some(values.body.clone()).filter(|name| !name.is_empty());
        let steps = steps_on(conn, engagements, values.day.unwrap_or(today)).await?;
        if line.status == RowStatus::Accepted
            && let Some((engagement, booking)) = values.booking(lang, engagements, &steps, &mut line)
        {
            match place(&booking, &engagements[engagement], steps[engagement], today) {
                Err(problem) => fail(lang, &mut line, &problem),
                Ok(span) => {
                    let others = queries::around(conn, person, booking.worked_on).await?;
                    // the same start again: in the book already, or earlier in this list
                    let known = others.iter().any(|other| other.starts_at == span.starts_at)
                        || booked.iter().any(|other| other.starts_at == span.starts_at);
                    if known {
                        line.status = RowStatus::Duplicate;
                        line.remark(lang, "HOURS_KNOWN", None, None, &Text::new("hours-import-known"));
                    } else if let Err(problem) = beside(&span, &others, &booked) {
                        fail(lang, &mut line, &problem);
                    } else {
                        booked.push(span);
                        planned.push(Planned { engagement, booking });
                    }
                }
            }
        }
        report.push(line);
    }
    Ok((report.in_order(), planned))
}

/// In which steps hours of each engagement are booked on a day.
async fn steps_on(
    conn: &impl ConnectionTrait,
    engagements: &[Engagement],
    day: chrono::NaiveDate,
) -> Result<Vec<Minutes>, Problem> {
    let mut known: HashMap<uuid::Uuid, Minutes> = HashMap::new();
    for engagement in engagements {
        if let Entry::Vacant(new) = known.entry(engagement.programme_id) {
            let terms = facilitation::support_terms(conn, engagement.programme_id, day).await?;
            new.insert(terms.step);
        }
    }
    Ok(engagements.iter().map(|one| known[&one.programme_id]).collect())
}

/// The rules that need no other entries.
fn place(
    booking: &Booking,
    engagement: &Engagement,
    step: Minutes,
    today: chrono::NaiveDate,
) -> Result<Span, Problem> {
    let span = rules::span(
        booking.worked_on,
        booking.from,
        booking.until,
        booking.break_minutes,
        step,
    )?;
    rules::check_day(booking.worked_on, engagement.from_on, engagement.until_on, today)?;
    Ok(span)
}

/// The rules beside what is in the book and what this list brought so far.
fn beside(span: &Span, others: &[HoursEntry], booked: &[Span]) -> Result<(), Problem> {
    let in_book = others.iter().map(rules::Taken::from);
    let in_list = booked.iter().map(rules::Taken::from);
    rules::check_others(span, in_book.chain(in_list))
}

/// A rule's refusal as errors of the row; the code is the text's key in capitals.
fn fail(lang: Lang, line: &mut ReportRow, problem: &Problem) {
    if let Problem::Invalid(fields) = problem {
        for field in fields {
            let code = field.text.key.to_uppercase().replace('-', "_");
            line.fail(lang, &code, None, None, &field.text);
        }
    }
}

/// A row as read.
struct Values {
    day: Option<chrono::NaiveDate>,
    from: Option<i64>,
    until: Option<i64>,
    pause: i64,
    hours: Option<i64>,
    body: String,
    activity: String,
    place: Option<String>,
    description: String,
}

impl Values {
    fn read(cells: &mut RowReader<'_>) -> Self {
        Self {
            day: cells.date("day"),
            from: cells.hours("from"),
            until: cells.hours("until"),
            pause: cells.hours("break").unwrap_or(0),
            hours: cells.hours("hours"),
            body: cells.text("body").unwrap_or_default(),
            activity: cells.text("activity").unwrap_or_default(),
            place: cells.text("place").filter(|place| !place.is_empty()),
            description: cells.long_text("description").unwrap_or_default(),
        }
    }

    /// The booking and the place of its engagement; what is wrong is noted in the row.
    fn booking(
        &self,
        lang: Lang,
        engagements: &[Engagement],
        steps: &[Minutes],
        line: &mut ReportRow,
    ) -> Option<(usize, Booking)> {
        let clock = |minutes: Option<i64>| {
            let minutes = u32::try_from(minutes? % (24 * 60)).ok()?; // 24:00 is the next day's 0:00
            NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)
        };
        let (Some(day), Some(from), Some(until)) = (self.day, clock(self.from), clock(self.until)) else {
            line.fail(
                lang,
                "CELL_REQUIRED",
                None,
                None,
                &Text::new("hours-import-times"),
            );
            return None;
        };
        let Some(activity) = rules::activity_named(&self.activity) else {
            let text = Text::new("hours-import-activity").with("value", &self.activity);
            line.fail(lang, "ACTIVITY_UNKNOWN", None, Some(&self.activity), &text);
            return None;
        };
        let Some(engagement) = engagement_named(&self.body, engagements) else {
            let text = Text::new("hours-import-body").with("value", &self.body);
            line.fail(lang, "ENGAGEMENT_UNKNOWN", None, Some(&self.body), &text);
            return None;
        };
        let worked =
            rules::span(day, from, until, Minutes(self.pause), steps[engagement]).map(|span| span.minutes.0);
        if let (Some(stated), Ok(computed)) = (self.hours, worked)
            && stated != computed
        {
            let text = Text::new("hours-import-differs")
                .with("stated", rules::clock(Minutes(stated)))
                .with("computed", rules::clock(Minutes(computed)));
            line.fail(lang, "HOURS_DIFFER", None, None, &text);
            return None;
        }
        if !rules::is_described(&self.description) {
            line.remark(
                lang,
                "DESCRIPTION_SHORT",
                None,
                None,
                &Text::new("hours-import-short"),
            );
        }
        let booking = Booking {
            worked_on: day,
            from,
            until,
            break_minutes: Minutes(self.pause),
            activity,
            place: self.place.clone(),
            description: self.description.clone(),
        };
        Some((engagement, booking))
    }
}

/// The engagement a row means: by the municipality's name, with or without „Stadt“ behind a comma, or the only one.
fn engagement_named(name: &str, engagements: &[Engagement]) -> Option<usize> {
    let plain = |name: &str| base::names::search_text(name.split(',').next().unwrap_or(name));
    if name.is_empty() && engagements.len() == 1 {
        return Some(0);
    }
    let mut fitting =
        (0..engagements.len()).filter(|index| plain(&engagements[*index].body_name) == plain(name));
    fitting.next().filter(|_| fitting.next().is_none())
}
