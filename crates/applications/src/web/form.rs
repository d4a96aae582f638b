//! The form of a call on pages: fields as inputs, what was typed as changes, two values side by side.

use std::collections::BTreeMap;

use base::{FieldProblem, Lang, Problem};
use base_web::view::{Choice, Field, Form, Notice, Tone};
use base_web::{FormData, Visit};
use calls::form::{self, Answers, Condition, Facts, Field as Question, Kind, Section, Truth};
use serde_json::Value;

use crate::answers::Stored;
use crate::merge::Cells;
use crate::usecases::{Change, Conflict, Together};

/// Rows of a list that are offered beyond those filled in.
const SPARE_ROWS: usize = 2;
/// With more choices than this a list to unfold is easier than buttons.
const MOST_RADIOS: usize = 4;

/// `2,5` from 25 tenths.
pub(super) fn days(tenths: i64) -> String {
    base::fmt::hundredths(Lang::De, tenths * 10)
        .trim_end_matches('0')
        .trim_end_matches(',')
        .to_owned()
}

/// Whether and how surely a question is asked.
pub(super) fn asked(question: &Question, answers: &Answers, facts: Facts) -> Truth {
    let when: Option<&Condition> = question.when.as_ref();
    when.map_or(Truth::Yes, |when| when.holds(answers, facts))
}

/// The inputs of a section, each field with the version it was read in. Fields that are known not to be needed are
/// left out; the value stays stored.
pub(super) fn inputs(
    visit: &Visit,
    mut form: Form,
    section: &Section,
    stored: &BTreeMap<String, Stored>,
    (answers, facts): (&Answers, Facts),
    conflicts: &[(Conflict, String)],
) -> Form {
    let mut in_list = false;
    let mut declarations = Vec::new();
    for question in section.active() {
        let truth = asked(question, answers, facts);
        if truth == Truth::No {
            continue;
        }
        if question.kind == Kind::MustBeTrue {
            declarations.push(question.label.get(visit.lang()));
            continue;
        }
        let conflict = conflicts.iter().find(|(one, _)| one.field == question.code);
        let version = match conflict {
            Some((one, _)) => one.version,
            None => stored.get(&question.code).map_or(0, |stored| stored.version),
        };
        form = form.hidden(format!("v.{}", question.code), version);
        if let Some((one, name)) = conflict {
            form = form.field(choose(visit, question, one, name));
        }
        let is_needed = question.required && truth == Truth::Yes;
        if let Kind::List { columns, max, .. } = &question.kind {
            let mut group = Field::group(question.label.get(visit.lang()));
            group.name.clone_from(&question.code); // where the list of open points leads
            form = form.field(group);
            if let Some(hint) = hint(visit, question) {
                form = form.field(Field::new(base_web::view::FieldKind::Note, "", hint));
            }
            let filled = answers
                .get(&question.code)
                .and_then(Value::as_array)
                .map_or(0, Vec::len);
            for row in 0..(filled + SPARE_ROWS).min(*max) {
                for column in columns {
                    let name = format!("{}.{row}.{}", question.code, column.code);
                    let label = format!("{} {}", column.label.get(visit.lang()), row + 1);
                    let mut input = input(visit, &column.kind, &name, label);
                    input.required = is_needed && row == 0;
                    if let Some(max) = column.kind.max_chars() {
                        input = input.count(max);
                    }
                    form = form.field(input);
                }
            }
            in_list = true;
            continue;
        }
        if in_list {
            form = form.field(Field::group(visit.t("applications-form-further")));
            in_list = false;
        }
        let mut input = input(
            visit,
            &question.kind,
            &question.code,
            question.label.get(visit.lang()).to_owned(),
        );
        input.required = is_needed;
        if let Some(max) = question.kind.max_chars() {
            input = input.count(max);
        }
        if let Some(hint) = hint(visit, question) {
            input = input.hint(hint);
        }
        form = form.field(input);
    }
    if !declarations.is_empty() {
        form = form.field(Field::note(visit.t("applications-declared-later")));
        form = form.fields(
            declarations
                .into_iter()
                .map(|label| Field::note(format!("– {label}"))),
        );
    }
    form
}

fn hint(visit: &Visit, question: &Question) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(hint) = &question.hint {
        parts.push(hint.get(visit.lang()).to_owned());
    }
    if let Kind::Text { max, min } | Kind::LongText { max, min } = &question.kind {
        let max = base::fmt::integer(visit.lang(), *max as i64);
        parts.push(if *min > 0 {
            visit.tw(
                "applications-form-between",
                &[("min", &min.to_string()), ("max", &max)],
            )
        } else {
            visit.tw("applications-form-at-most", &[("max", &max)])
        });
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}

pub(super) fn input(visit: &Visit, kind: &Kind, name: &str, label: String) -> Field {
    let lang = visit.lang();
    let choices = |list: &[form::Choice]| -> Vec<Choice> {
        list.iter()
            .map(|choice| Choice::new(&choice.code, choice.label.get(lang)))
            .collect()
    };
    match kind {
        Kind::Text { max, .. } if *max <= 60 => Field::text(name, label).medium(),
        Kind::Text { .. } | Kind::List { .. } => Field::text(name, label),
        Kind::LongText { max, .. } => Field::textarea(name, label, if *max <= 600 { 4 } else { 10 }),
        Kind::Money => Field::money(name, label),
        Kind::Int { .. } | Kind::Tenths { .. } => Field::number(name, label, ""),
        Kind::Percent { .. } => Field::number(name, label, "%"),
        Kind::Date => Field::date(name, label),
        Kind::Choice { choices: list } if list.len() <= MOST_RADIOS => {
            Field::radio(name, label, choices(list))
        }
        Kind::Choice { choices: list } => {
            let mut all = vec![Choice::new("", visit.t("applications-form-choose"))];
            all.extend(choices(list));
            Field::select(name, label, all)
        }
        Kind::Choices { choices: list, .. } => Field::checkboxes(name, label, choices(list)),
        Kind::Bool => Field::radio(
            name,
            label,
            vec![
                Choice::new("true", visit.t("form-yes")),
                Choice::new("false", visit.t("form-no")),
            ],
        ),
        Kind::MustBeTrue => Field::checkbox(name, label),
        Kind::Email => Field::input("email", name, label).autocomplete("email"),
        Kind::Tel => Field::input("tel", name, label).medium(),
        Kind::Url => Field::input("url", name, label),
        Kind::Postcode => Field::text(name, label).short(),
        Kind::Iban => Field::text(name, label).medium(),
        Kind::Bodies { .. } => Field::textarea(name, label, 3),
    }
}

/// The question which of two values stays.
fn choose(visit: &Visit, question: &Question, conflict: &Conflict, name: &str) -> Field {
    let lang = visit.lang();
    let time = conflict.at.map(|at| visit.datetime(at)).unwrap_or_default();
    let label = visit.tw(
        "applications-conflict",
        &[
            ("label", question.label.get(lang)),
            ("name", name),
            ("time", &time),
        ],
    );
    let mut theirs = Choice::new("theirs", visit.t("applications-conflict-theirs"));
    theirs.hint = Some(form::show_line(lang, question, &conflict.theirs));
    let mut mine = Choice::new("mine", visit.t("applications-conflict-mine"));
    mine.hint = Some(form::show_line(lang, question, &conflict.mine));
    Field::radio(format!("pick.{}", question.code), label, vec![mine, theirs]).value("mine")
}

/// What a page of many cells showed when it was sent; nothing where it does not say.
pub(super) fn seen(sent: &FormData) -> Cells {
    serde_json::from_str(sent.get("seen")).unwrap_or_default()
}

/// Own cells, with the colleague's value where the person chose it.
pub(super) fn picked(sent: &FormData, seen: &Cells, mut mine: Cells) -> Cells {
    let chosen = sent.0.iter().filter(|(_, value)| value == "theirs");
    for cell in chosen.filter_map(|(name, _)| name.strip_prefix("pick.")) {
        match seen.get(cell) {
            Some(value) => mine.insert(cell.to_owned(), value.clone()),
            None => mine.remove(cell),
        };
    }
    mine
}

/// What is stored, with the own value where both changed a cell.
pub(super) fn with_mine(mut stored: Cells, together: &Together) -> Cells {
    for clash in &together.clashes {
        match &clash.mine {
            Some(value) => stored.insert(clash.cell.clone(), value.clone()),
            None => stored.remove(&clash.cell),
        };
    }
    stored
}

pub(super) fn clash_notice(visit: &Visit) -> Notice {
    Notice::new(
        Tone::Warning,
        visit.t("applications-conflicts"),
        visit.t("applications-conflicts-text"),
    )
}

/// The question which of two values stays, for every cell that two people changed. `words`: a cell's label, and how its
/// value reads.
pub(super) async fn clashes<W>(
    visit: &Visit,
    together: &Together,
    words: impl Fn(&str) -> (String, W),
) -> Result<Vec<Field>, Problem>
where
    W: Fn(&Visit, &Value) -> String,
{
    let by: Vec<base::PersonId> = together.by.into_iter().collect();
    let names = people::names(visit.app.db.reader(), &by).await?;
    let name = names.into_values().next();
    let name = name.unwrap_or_else(|| visit.t("applications-somebody"));
    let time = together.at.map(|at| visit.datetime(at)).unwrap_or_default();
    let choices = together.clashes.iter().map(|clash| {
        let (label, reads) = words(&clash.cell);
        let label = visit.tw(
            "applications-conflict",
            &[("label", &label), ("name", &name), ("time", &time)],
        );
        let choice = |value: &str, key: &str, of: &Option<Value>| {
            let mut choice = Choice::new(value, visit.t(key));
            choice.hint = Some(match of {
                Some(value) => reads(visit, value),
                None => visit.t("form-nothing"),
            });
            choice
        };
        let choices = vec![
            choice("mine", "applications-conflict-mine", &clash.mine),
            choice("theirs", "applications-conflict-theirs", &clash.theirs),
        ];
        Field::radio(format!("pick.{}", clash.cell), label, choices).value("mine")
    });
    Ok(choices.collect())
}

/// What the inputs show of stored answers.
pub(super) fn data(section: &Section, answers: &Answers) -> FormData {
    section
        .active()
        .filter_map(|question| answers.get(&question.code).map(|value| (question, value)))
        .fold(
            FormData::default().with("shown", "true"),
            |data, (question, value)| form::fill(data, question, value),
        )
}

/// The changes that a sent section asks for, and what could not be read. Only fields that the page showed.
pub(super) fn changes(section: &Section, sent: &FormData) -> (Vec<Change>, Vec<FieldProblem>) {
    let mut changes = Vec::new();
    let mut problems = Vec::new();
    for question in section.active() {
        let version = format!("v.{}", question.code);
        let takes_theirs = sent.get(&format!("pick.{}", question.code)) == "theirs";
        if !sent.has(&version) || takes_theirs {
            continue;
        }
        match form::read(question, sent) {
            Ok(value) => changes.push(Change {
                field: question.code.clone(),
                value,
                seen: sent.get(&version).parse().ok(),
            }),
            Err(wrong) => problems.extend(wrong),
        }
    }
    (changes, problems)
}
