//! What handbook 3.3 asks of answers beyond their type: points that keep from submitting, and doubts that do not.

use base::{FieldProblem, Lang, Problem, Text, fmt};
use calls::Call;
use calls::form::{Answers, FormDefinition};
use chrono::{Duration, NaiveDate};
use sea_orm::ConnectionTrait;
use serde_json::Value;

use super::{OpenPoint, answers_of, columns};
use crate::model::Application;

/// A stated population that differs by more than this part of the register's is doubted (A4).
const POPULATION_PERCENT: i64 = 20;

/// Mail services for everybody: no address of an office (A9). Names without their country's ending.
const FREE_MAIL: [&str; 24] = [
    "aol",
    "arcor",
    "email",
    "freenet",
    "gmail",
    "gmx",
    "googlemail",
    "hotmail",
    "icloud",
    "live",
    "mail",
    "mailbox",
    "me",
    "msn",
    "online",
    "outlook",
    "posteo",
    "proton",
    "protonmail",
    "t-online",
    "tutanota",
    "web",
    "yahoo",
    "ymail",
];
/// The endings under which they are found.
const FREE_ENDINGS: [&str; 9] = ["de", "com", "net", "org", "at", "ch", "me", "eu", "co.uk"];

/// Milestones outside the project's time (C12), an early start that isn't ahead (E6), a resolution that would follow too
/// late (F5).
pub(crate) async fn further_points(
    db: &impl ConnectionTrait,
    form: &FormDefinition,
    answers: &Answers,
    application: &Application,
    call: &Call,
    lang: Lang,
) -> Result<Vec<OpenPoint>, Problem> {
    let mut points = Vec::new();
    let mut open = |code: &str, text: Text| points.extend(point(form, code, text, lang));
    for text in milestones(answers, application) {
        open("C12", text);
    }
    // "after today" is after the day it was handed in or last written
    let today = base::calendar::local_date(application.received_at.unwrap_or(application.updated_at));
    let is_early = answers.get("E6a") == Some(&Value::Bool(true));
    if day(answers.get("E6b")).is_some_and(|start| is_early && start <= today) {
        open("E6b", Text::new("applications-early-start-future"));
    }
    if let Some(day) = day(answers.get("F5c")).filter(|_| answers.get("F5a") == Some(&Value::from("LATER"))) {
        let deadline = base::calendar::local_date(call.deadline.instant() - Duration::milliseconds(1));
        let weeks = calls::parameters(db, call.programme_id, deadline)
            .await?
            .resolution_weeks;
        let latest = deadline + Duration::weeks(weeks);
        if day > latest {
            let text = Text::new("applications-resolution-late")
                .with("latest", fmt::date_de(latest))
                .with("weeks", weeks);
            open("F5c", text);
        }
    }
    Ok(points)
}

/// As [`doubts`], read from the database. The caller may read the case.
pub(crate) async fn doubts_of(
    db: &impl ConnectionTrait,
    application: &Application,
    call: &Call,
    lang: Lang,
) -> Result<Vec<OpenPoint>, Problem> {
    let form = calls::form::load(db, call.form_version).await?;
    let answers = answers_of(db, application).await?;
    Ok(doubts(&form.definition, &answers, application, lang))
}

/// What may be right and still wants a look: it hinders nothing.
pub(crate) fn doubts(
    form: &FormDefinition,
    answers: &Answers,
    application: &Application,
    lang: Lang,
) -> Vec<OpenPoint> {
    let stated = answers.get("A4a").and_then(Value::as_i64);
    let population = stated
        .zip(application.population)
        .filter(|(stated, known)| differs(*stated, *known))
        .and_then(|(_, known)| {
            let text = Text::new("applications-doubt-population").with("known", fmt::integer(lang, known));
            point(form, "A4a", text, lang)
        });
    let mail = free_mail(&application.contact_email).and_then(|domain| {
        let text = Text::new("applications-doubt-mail").with("domain", domain);
        point(form, "A9", text, lang)
    });
    population.into_iter().chain(mail).collect()
}

/// A point at a field, if the form asks it.
fn point(form: &FormDefinition, code: &str, text: Text, lang: Lang) -> Option<OpenPoint> {
    let field = form.field(code)?;
    Some(OpenPoint {
        section: form.section_of(code)?.code.clone(),
        code: code.to_owned(),
        label: field.label.get(lang).to_owned(),
        problem: FieldProblem::new(columns::name_of(code), text),
    })
}

fn milestones(answers: &Answers, application: &Application) -> Vec<Text> {
    let (Some(from), Some(until)) = (application.project_from, application.project_until) else {
        return Vec::new(); // said of these fields
    };
    let rows = answers.get("C12").and_then(Value::as_array);
    rows.into_iter()
        .flatten()
        .filter_map(|row| day(row.get("a")))
        .filter(|day| *day < from || *day > until)
        .map(|day| {
            Text::new("applications-milestone-outside")
                .with("date", fmt::date_de(day))
                .with("from", fmt::date_de(from))
                .with("until", fmt::date_de(until))
        })
        .collect()
}

fn day(value: Option<&Value>) -> Option<NaiveDate> {
    value?.as_str()?.parse().ok()
}

/// More than a fifth of the register's figure away from it.
fn differs(stated: i64, known: i64) -> bool {
    (stated - known).abs() * 100 > known * POPULATION_PERCENT
}

/// The domain, if everybody can have an address there.
fn free_mail(address: &str) -> Option<&str> {
    let (_, domain) = address.rsplit_once('@')?;
    let (name, ending) = domain.split_once('.')?;
    (FREE_MAIL.contains(&name) && FREE_ENDINGS.contains(&ending)).then_some(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a4_only_more_than_twenty_percent_is_doubted() {
        for (stated, doubted) in [
            (20_000, false),
            (24_000, false),
            (24_001, true),
            (16_000, false),
            (15_999, true),
        ] {
            assert_eq!(differs(stated, 20_000), doubted, "{stated}");
        }
    }

    #[test]
    fn a9_addresses_of_everybody_are_told_from_those_of_an_office() {
        for (address, domain) in [
            ("integration@gmail.com", Some("gmail.com")),
            ("rathaus@t-online.de", Some("t-online.de")),
            ("x@yahoo.co.uk", Some("yahoo.co.uk")),
            ("integration@leimen.de", None),
            ("x@web.leimen.de", None),
            ("x@web-stadt.de", None),
            ("", None),
        ] {
            assert_eq!(free_mail(address), domain, "{address}");
        }
    }
}
