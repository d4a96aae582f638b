//! Forms: labels, hints, values as typed, errors linked to their fields.

use askama::Template;
use base::{Lang, Problem, texts};

use crate::form::FormData;

/// One value to choose.
#[derive(Debug, Clone)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: Option<String>,
}

impl Choice {
    #[must_use]
    pub fn new(value: impl ToString, label: impl Into<String>) -> Self {
        Self {
            value: value.to_string(),
            label: label.into(),
            hint: None,
        }
    }
}

/// How a field is filled in.
#[derive(Debug, Clone)]
pub enum FieldKind {
    /// `text`, `email`, `password`, `date`, `time`, `search`, `tel`, `url`: the HTML input type.
    Input(&'static str),
    /// Euro amounts.
    Money,
    /// Right-aligned whole or decimal numbers with a unit behind.
    Number {
        unit: String,
    },
    Textarea {
        rows: u8,
    },
    Select(Vec<Choice>),
    Radio(Vec<Choice>),
    Checkboxes(Vec<Choice>),
    Checkbox,
    File {
        accept: &'static str,
        multiple: bool,
    },
    /// Amounts in rows and columns; the grid names its fields itself.
    Grid(Box<super::Grid>),
    /// Starts a group of fields with this legend; the group ends at the next one or at the form's end.
    Group,
    /// Text between fields.
    Note,
}

/// One field of a form.
#[derive(Debug, Clone)]
pub struct Field {
    pub name: String,
    pub label: String,
    pub kind: FieldKind,
    pub hint: Option<String>,
    pub required: bool,
    pub width: &'static str,
    pub max_length: Option<usize>,
    pub autocomplete: Option<&'static str>,
    pub autosubmit: bool,
    /// Characters are counted below the field while typing; the server decides.
    pub count: Option<usize>,
    pub(crate) values: Vec<String>,
    pub(crate) error: Option<String>,
    /// Of the form, where a page has several with fields of the same name.
    scope: String,
}

impl Field {
    #[must_use]
    pub fn new(kind: FieldKind, name: impl Into<String>, label: impl Into<String>) -> Self {
        let width = match kind {
            FieldKind::Money | FieldKind::Number { .. } | FieldKind::Input("date" | "time") => "field--s",
            _ => "",
        };
        Self {
            name: name.into(),
            label: label.into(),
            kind,
            hint: None,
            required: false,
            width,
            max_length: None,
            autocomplete: None,
            autosubmit: false,
            count: None,
            values: Vec::new(),
            error: None,
            scope: String::new(),
        }
    }

    #[must_use]
    pub fn text(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(FieldKind::Input("text"), name, label)
    }

    #[must_use]
    pub fn input(kind: &'static str, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(FieldKind::Input(kind), name, label)
    }

    #[must_use]
    pub fn date(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(FieldKind::Input("date"), name, label)
    }

    #[must_use]
    pub fn time(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(FieldKind::Input("time"), name, label)
    }

    #[must_use]
    pub fn money(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(FieldKind::Money, name, label)
    }

    #[must_use]
    pub fn number(name: impl Into<String>, label: impl Into<String>, unit: impl Into<String>) -> Self {
        Self::new(FieldKind::Number { unit: unit.into() }, name, label)
    }

    #[must_use]
    pub fn textarea(name: impl Into<String>, label: impl Into<String>, rows: u8) -> Self {
        Self::new(FieldKind::Textarea { rows }, name, label)
    }

    #[must_use]
    pub fn select(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(FieldKind::Select(choices), name, label)
    }

    #[must_use]
    pub fn radio(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(FieldKind::Radio(choices), name, label)
    }

    #[must_use]
    pub fn checkboxes(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(FieldKind::Checkboxes(choices), name, label)
    }

    #[must_use]
    pub fn checkbox(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(FieldKind::Checkbox, name, label)
    }

    #[must_use]
    pub fn file(name: impl Into<String>, label: impl Into<String>, accept: &'static str) -> Self {
        Self::new(
            FieldKind::File {
                accept,
                multiple: false,
            },
            name,
            label,
        )
    }

    /// Amounts in rows and columns.
    #[must_use]
    pub fn grid(grid: super::Grid) -> Self {
        Self::new(FieldKind::Grid(Box::new(grid)), "", "")
    }

    /// A legend that groups the following fields.
    #[must_use]
    pub fn group(label: impl Into<String>) -> Self {
        Self::new(FieldKind::Group, "", label)
    }

    /// A sentence between fields.
    #[must_use]
    pub fn note(text: impl Into<String>) -> Self {
        Self::new(FieldKind::Note, "", text)
    }

    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn max(mut self, characters: usize) -> Self {
        self.max_length = Some(characters);
        self
    }

    /// Narrow: about 12 characters.
    #[must_use]
    pub fn short(mut self) -> Self {
        self.width = "field--s";
        self
    }

    /// Buttons to choose from stand beside each other, as far as there is room.
    #[must_use]
    pub fn in_row(mut self) -> Self {
        self.width = "field--row";
        self
    }

    fn is_in_row(&self) -> bool {
        self.width == "field--row"
    }

    /// About 24 characters.
    #[must_use]
    pub fn medium(mut self) -> Self {
        self.width = "field--m";
        self
    }

    #[must_use]
    pub fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = Some(token);
        self
    }

    /// A filter that submits as soon as it is changed (comfort; a button does it without script).
    #[must_use]
    pub fn autosubmit(mut self) -> Self {
        self.autosubmit = true;
        self
    }

    /// Several files at once.
    #[must_use]
    pub fn multiple(mut self) -> Self {
        if let FieldKind::File { multiple, .. } = &mut self.kind {
            *multiple = true;
        }
        self
    }

    /// Counts characters while typing, as the server does. Unlike [`Field::max`] it never cuts what is pasted.
    #[must_use]
    pub fn count(mut self, most: usize) -> Self {
        self.count = Some(most);
        self
    }

    /// What the field begins with. Buttons of which one is chosen from the start can't be left open.
    #[must_use]
    pub fn value(mut self, value: impl ToString) -> Self {
        self.values = vec![value.to_string()];
        self.required |= matches!(self.kind, FieldKind::Radio(_));
        self
    }

    fn shown(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    fn is_chosen(&self, value: &str) -> bool {
        self.values.iter().any(|chosen| chosen == value)
    }

    fn id(&self) -> String {
        let name = self.name.replace(['.', '[', ']'], "-");
        if self.scope.is_empty() {
            format!("f-{name}")
        } else {
            format!("f-{}-{name}", self.scope)
        }
    }

    /// `aria-describedby` of the hint and the error, if there are any.
    fn described_by(&self) -> String {
        let mut ids = Vec::new();
        if self.hint.is_some() {
            ids.push(format!("{}-hint", self.id()));
        }
        if self.error.is_some() {
            ids.push(format!("{}-error", self.id()));
        }
        ids.join(" ")
    }
}

/// A form. Made anew for every answer: filled from the stored thing, or from what was typed.
#[derive(Debug, Clone, Template)]
#[template(path = "form.html")]
pub struct Form {
    lang: Lang,
    html_id: Option<&'static str>,
    action: String,
    is_get: bool,
    is_upload: bool,
    heading: Option<String>,
    hidden: Vec<(String, String)>,
    fields: Vec<Field>,
    /// Label, name, value, is primary.
    buttons: Vec<(String, String, String, &'static str)>,
    cancel: Option<(String, String)>,
    errors: Vec<(String, String)>,
    general_error: Option<String>,
    confirm: Option<String>,
    autosave: Option<String>,
}

impl Form {
    /// A form that posts to `action`.
    #[must_use]
    pub fn post(lang: Lang, action: impl Into<String>) -> Self {
        Self {
            lang,
            html_id: None,
            action: action.into(),
            is_get: false,
            is_upload: false,
            heading: None,
            hidden: Vec::new(),
            fields: Vec::new(),
            buttons: Vec::new(),
            cancel: None,
            errors: Vec::new(),
            general_error: None,
            confirm: None,
            autosave: None,
        }
    }

    /// A filter: its values become the address.
    #[must_use]
    pub fn get(lang: Lang, action: impl Into<String>) -> Self {
        Self {
            is_get: true,
            ..Self::post(lang, action)
        }
    }

    /// A form with files.
    #[must_use]
    pub fn upload(lang: Lang, action: impl Into<String>) -> Self {
        Self {
            is_upload: true,
            ..Self::post(lang, action)
        }
    }

    /// The form's id, for boxes that stand elsewhere on the page ([`super::Cell::Tick`]).
    #[must_use]
    pub fn id(mut self, id: &'static str) -> Self {
        self.html_id = Some(id);
        self
    }

    /// Where a page has several forms with fields of the same name: their ids stay apart, so that each label, hint and
    /// error belongs to its own field. To be said after the fields, and before what is wrong with them.
    #[must_use]
    pub fn scoped(mut self, scope: &str) -> Self {
        for field in &mut self.fields {
            field.scope = scope.to_owned();
        }
        self
    }

    /// A heading of level 2 above the form.
    #[must_use]
    pub fn heading(mut self, heading: impl Into<String>) -> Self {
        self.heading = Some(heading.into());
        self
    }

    #[must_use]
    pub fn hidden(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.hidden.push((name.into(), value.to_string()));
        self
    }

    #[must_use]
    pub fn field(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    #[must_use]
    pub fn fields(mut self, fields: impl IntoIterator<Item = Field>) -> Self {
        self.fields.extend(fields);
        self
    }

    /// The main button.
    #[must_use]
    pub fn submit(mut self, label: impl Into<String>) -> Self {
        self.buttons
            .push((label.into(), String::new(), String::new(), "kern-btn--primary"));
        self
    }

    /// A further button that sends `name=value`.
    #[must_use]
    pub fn button(mut self, label: impl Into<String>, name: &str, value: &str) -> Self {
        self.buttons.push((
            label.into(),
            name.to_owned(),
            value.to_owned(),
            "kern-btn--secondary",
        ));
        self
    }

    /// A link out of the form.
    #[must_use]
    pub fn cancel(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.cancel = Some((label.into(), href.into()));
        self
    }

    /// A question before sending (with script; without it the server's rules suffice).
    #[must_use]
    pub fn confirm(mut self, question: impl Into<String>) -> Self {
        self.confirm = Some(question.into());
        self
    }

    /// Each field is also saved by itself soon after it was changed: `PUT {address}/{field}` with JSON (typed values by
    /// name, version). For every such field the form has a hidden `v.{field}`. Comfort: the buttons do the same.
    #[must_use]
    pub fn autosave(mut self, address: impl Into<String>) -> Self {
        self.autosave = Some(address.into());
        self
    }

    /// Puts values into the fields.
    #[must_use]
    pub fn fill(mut self, data: &FormData) -> Self {
        for field in &mut self.fields {
            if let FieldKind::Grid(grid) = &mut field.kind {
                grid.fill(data);
                continue;
            }
            let values: Vec<String> = data.all(&field.name).map(str::to_owned).collect();
            if !values.is_empty()
                || !data.0.is_empty() && matches!(field.kind, FieldKind::Checkbox | FieldKind::Checkboxes(_))
            {
                field.values = values;
            }
        }
        self
    }

    /// Shows what is wrong, above the form and at each field.
    #[must_use]
    pub fn problem(mut self, problem: &Problem) -> Self {
        match problem {
            Problem::Invalid(fields) => {
                for wrong in fields {
                    let sentence = texts::say(self.lang, &wrong.text);
                    match self.fields.iter_mut().find(|field| field.name == wrong.field) {
                        Some(field) => {
                            self.errors
                                .push((field.id(), format!("{}: {sentence}", field.label)));
                            field.error.get_or_insert(sentence);
                        }
                        None => {
                            let mut grids =
                                self.fields.iter_mut().filter_map(|field| match &mut field.kind {
                                    FieldKind::Grid(grid) => Some(grid),
                                    _ => None,
                                });
                            let label = grids.find_map(|grid| grid.fail(&wrong.field, &sentence));
                            self.errors.push(match label {
                                Some(label) => (format!("f-{}", wrong.field), format!("{label}: {sentence}")),
                                None => (String::new(), sentence),
                            });
                        }
                    }
                }
            }
            other => self.general_error = Some(crate::failure::sentence(self.lang, other)),
        }
        self
    }

    /// How many fields hold a value.
    pub(crate) fn count_set(&self) -> usize {
        let is_set = |field: &&Field| field.values.iter().any(|value| !value.is_empty());
        self.fields.iter().filter(is_set).count()
    }

    /// The address of the link out of the form.
    pub(crate) fn way_out(&self) -> Option<&str> {
        self.cancel.as_ref().map(|(_, href)| href.as_str())
    }

    fn t(&self, key: &str) -> String {
        texts::tr(self.lang, key)
    }

    /// A sentence whose numbers the script fills in; the key's arguments keep their names in braces.
    fn pattern(&self, key: &str) -> String {
        let keep = [
            ("time", "{time}"),
            ("seconds", "{seconds}"),
            ("count", "{count}"),
            ("max", "{max}"),
        ];
        texts::tr_with(self.lang, key, &keep)
    }

    fn error_count(&self) -> String {
        texts::tr_with(
            self.lang,
            "form-errors",
            &[("count", &self.errors.len().to_string())],
        )
    }

    /// Whether a group is open at the form's end.
    fn ends_in_group(&self) -> bool {
        self.fields
            .iter()
            .any(|field| matches!(field.kind, FieldKind::Group))
    }

    /// Whether a group is open before the field at this place.
    fn group_open_before(&self, index: &usize) -> bool {
        self.fields[..*index]
            .iter()
            .any(|field| matches!(field.kind, FieldKind::Group))
    }
}

#[derive(Template)]
#[template(path = "choices.html")]
struct Choices<'a> {
    field: &'a Field,
    choices: &'a [Choice],
    kind: &'static str,
    /// The word beside the legend of a group that may stay empty.
    optional: Option<String>,
}

impl Form {
    fn choices(&self, field: &Field, choices: &[Choice], kind: &'static str) -> String {
        let optional = self.is_optional(field).then(|| self.t("form-optional"));
        let group = Choices {
            field,
            choices,
            kind,
            optional,
        };
        group.to_string()
    }

    /// Whether a field says that it may stay empty (WCAG 3.3.2). Filters need not: all of theirs may.
    fn is_optional(&self, field: &Field) -> bool {
        !self.is_get && !field.required
    }

    /// The same for a single box, where the form has another one that must be ticked. A box alone needs no word: both
    /// answers are good.
    fn is_open_box(&self, field: &Field) -> bool {
        let must = |other: &Field| other.required && matches!(other.kind, FieldKind::Checkbox);
        self.is_optional(field) && self.fields.iter().any(must)
    }
}

#[cfg(test)]
mod tests;
