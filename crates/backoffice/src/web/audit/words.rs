//! The audit trail in words: no code of the program is shown to people, every entry can be read without training.

use base::{Cents, Lang, Minutes, PersonId, fmt, texts};
use base_db::audit::AuditEntry;
use base_web::Visit;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::Named;

/// Every kind of thing the trail speaks of.
pub const KINDS: [&str; 53] = [
    "account",
    "allocation",
    "application",
    "application_note",
    "application_proposal",
    "bank_account",
    "base_rate_table",
    "body",
    "budget_line",
    "call",
    "case_access",
    "case_notice",
    "cash_line",
    "claim",
    "committee",
    "committee_access",
    "committee_member",
    "deadline_extension",
    "decision",
    "engagement",
    "event",
    "facilitator",
    "file",
    "follow_up",
    "grant",
    "grant_amendment",
    "grant_information",
    "hours_entry",
    "hours_invoice",
    "import_run",
    "interest_declaration",
    "mail",
    "meeting",
    "meeting_item",
    "member_concern",
    "notice_delivery",
    "offer_answer",
    "payment",
    "payment_correction",
    "payment_return",
    "payment_run",
    "payment_stop",
    "portal_consent",
    "practice_report",
    "programme",
    "proof",
    "ranking",
    "register",
    "registration",
    "reinstatement",
    "review",
    "standing",
    "system",
];

/// Where the features keep the names of their states.
const STATES: [(&str, &str); 25] = [
    ("account", "accounts-state"),
    ("application", "applications-state"),
    ("bank_account", "payments-account-state"),
    ("call", "calls-state"),
    ("claim", "proofs-claim-state"),
    ("decision", "decisions-result"),
    ("engagement", "facilitation-state"),
    ("event", "events-state"),
    ("grant", "grants-state"),
    ("grant_amendment", "grants-amend-state"),
    ("hours_entry", "hours-state"),
    ("hours_invoice", "hours-invoice"),
    ("import_run", "imports-state"),
    ("interest_declaration", "reviews-ruling"),
    ("mail", "mails-state"),
    ("meeting", "meetings-state"),
    ("meeting_item", "decisions-result"),
    ("member_concern", "concerns-ruling"),
    ("payment", "payments-state"),
    ("payment_return", "payments-return"),
    ("payment_run", "payments-run-state"),
    ("practice_report", "practice-state"),
    ("proof", "proofs-state"),
    ("registration", "events-registration"),
    ("review", "reviews-state"),
];

/// The name of a kind of thing.
pub fn kind(lang: Lang, kind: &str) -> String {
    texts::find(lang, &format!("audit-kind-{}", hyphens(kind)), &[])
        .unwrap_or_else(|| texts::tr(lang, "audit-kind-other"))
}

/// What was done to a thing of this kind, if there are words for it. The timeline of a case says the same.
pub fn action(lang: Lang, kind: &str, action: &str) -> Option<String> {
    let key = match kind {
        "call" => format!("calls-did-{action}"),
        _ => format!("applications-event-{}-{}", hyphens(kind), hyphens(action)),
    };
    texts::find(lang, &key, &[])
}

fn hyphens(code: &str) -> String {
    code.replace('_', "-")
}

/// The ids an entry names; some are persons.
pub fn ids(entry: &AuditEntry) -> Vec<Uuid> {
    let mut found: Vec<Uuid> = Uuid::parse_str(&entry.subject_id).into_iter().collect();
    let data = serde_json::from_str(&entry.data).unwrap_or_default();
    if let Value::Object(fields) = data {
        let texts = fields.values().filter_map(Value::as_str);
        found.extend(texts.filter_map(|text| Uuid::parse_str(text).ok()));
    }
    found
}

/// Entries in the visitor's language.
pub struct Words<'a> {
    lang: Lang,
    named: &'a Named,
}

impl<'a> Words<'a> {
    pub fn new(visit: &Visit, named: &'a Named) -> Self {
        Self {
            lang: visit.lang(),
            named,
        }
    }

    fn t(&self, key: &str) -> String {
        texts::tr(self.lang, key)
    }

    /// Who did it: a person, a timed job, or the operator on the command line.
    pub fn who(&self, entry: &AuditEntry) -> String {
        match entry.actor_kind.as_str() {
            "person" => entry.actor_name.clone(),
            "operator" => texts::tr_with(self.lang, "audit-operator", &[("name", &entry.actor_name)]),
            "system" => self.t("audit-system"),
            // who signs in is nobody yet when the request comes, and the person of the account when it is answered
            _ if entry.subject_kind == "account" && entry.action == "sign_in" => self
                .named
                .subject(entry)
                .map_or_else(|| self.t("audit-anonymous"), str::to_owned),
            _ => self.t("audit-anonymous"),
        }
    }

    /// The thing: its kind and, where it has one, its name.
    pub fn subject(&self, entry: &AuditEntry) -> String {
        let kind = kind(self.lang, &entry.subject_kind);
        match self.named.subject(entry) {
            Some(name) => format!("{kind}: {name}"),
            None => kind,
        }
    }

    pub fn action(&self, entry: &AuditEntry) -> String {
        action(self.lang, &entry.subject_kind, &entry.action).unwrap_or_else(|| self.t("audit-action-other"))
    }

    /// The name of a state of the entry's thing, if it has one.
    pub fn state(&self, entry: &AuditEntry, code: &str) -> Option<String> {
        let of_kind = STATES.iter().find(|(kind, _)| *kind == entry.subject_kind);
        of_kind
            .and_then(|(_, prefix)| texts::find(self.lang, &format!("{prefix}-{code}"), &[]))
            .or_else(|| texts::find(self.lang, &format!("audit-state-{code}"), &[]))
    }

    /// What changed, line by line: state, reason, facts.
    pub fn changes(&self, entry: &AuditEntry) -> Vec<String> {
        let state = |code: &Option<String>| code.as_deref().and_then(|code| self.state(entry, code));
        let states = match (state(&entry.from_state), state(&entry.to_state)) {
            (Some(from), Some(to)) if from != to => Some(format!("{from} → {to}")),
            (None, Some(to)) => Some(to),
            _ => None,
        };
        let mut lines = Vec::new();
        lines.extend(states.map(|states| format!("{}: {states}", self.t("audit-state"))));
        let reason = entry.reason.as_deref().filter(|reason| !reason.is_empty());
        lines.extend(reason.map(|reason| format!("{}: {reason}", self.t("audit-reason"))));
        lines.extend(self.facts(entry));
        lines
    }

    /// The facts an entry keeps beside its states: amounts, dates, old and new values. What only a program understands
    /// (ids, hashes, codes) stays in the file.
    pub fn facts(&self, entry: &AuditEntry) -> Vec<String> {
        let data: Value = serde_json::from_str(&entry.data).unwrap_or_default();
        let Value::Object(fields) = data else {
            return Vec::new();
        };
        if let (Some(Value::Object(old)), Some(Value::Object(new))) = (fields.get("old"), fields.get("new")) {
            return new
                .iter()
                .filter(|(name, value)| old.get(*name) != Some(*value))
                .filter_map(|(name, value)| self.changed(name, old.get(name), Some(value)))
                .collect();
        }
        if let (Some(from), Some(to)) = (fields.get("from"), fields.get("to"))
            && let Some(line) = self.changed("to", Some(from), Some(to))
        {
            return vec![line];
        }
        fields
            .iter()
            .filter_map(|(name, value)| match value {
                Value::Object(change) if change.contains_key("old") || change.contains_key("new") => {
                    self.changed(name, change.get("old"), change.get("new"))
                }
                Value::Object(change) if change.contains_key("from") => {
                    self.changed(name, change.get("from"), change.get("to"))
                }
                value => Some(format!("{}: {}", self.label(name)?, self.value(name, value)?)),
            })
            .collect()
    }

    fn changed(&self, name: &str, old: Option<&Value>, new: Option<&Value>) -> Option<String> {
        let shown = |value: Option<&Value>| value.and_then(|value| self.value(name, value));
        let label = self.label(name)?;
        match (shown(old), shown(new)) {
            (Some(old), Some(new)) => Some(format!("{label}: {old} → {new}")),
            (None, Some(new)) => Some(format!("{label}: {new}")),
            (Some(old), None) => Some(format!("{label}: {old} → {}", self.t("audit-nothing"))),
            // that it changed is worth saying, even where the value is a long list
            (None, None) => Some(label),
        }
    }

    fn label(&self, name: &str) -> Option<String> {
        texts::find(self.lang, &format!("audit-fact-{}", hyphens(name)), &[])
            .or_else(|| texts::find(self.lang, &format!("calls-field-{name}"), &[]))
    }

    /// A value as people write it.
    fn value(&self, name: &str, value: &Value) -> Option<String> {
        match value {
            Value::Bool(is) => Some(self.t(if *is { "audit-yes" } else { "audit-no" })),
            Value::Number(number) => {
                let number = number.as_i64()?;
                Some(if name.ends_with("_cents") {
                    fmt::money(self.lang, Cents(number))
                } else if name.ends_with("minutes") {
                    fmt::hours(self.lang, Minutes(number))
                } else if name.ends_with("basis_points") || name == "rate" {
                    fmt::rate(self.lang, base::Rate(number))
                } else if name == "year" {
                    number.to_string()
                } else {
                    fmt::integer(self.lang, number)
                })
            }
            Value::String(text) => self.text(text),
            Value::Array(list) => {
                let shown: Option<Vec<String>> = list.iter().map(|one| self.value(name, one)).collect();
                shown
                    .filter(|shown| !shown.is_empty())
                    .map(|shown| shown.join(", "))
            }
            Value::Null | Value::Object(_) => None,
        }
    }

    fn text(&self, text: &str) -> Option<String> {
        if let Ok(date) = text.parse::<NaiveDate>() {
            return Some(fmt::date(self.lang, date));
        }
        if let Ok(at) = text.parse::<DateTime<Utc>>() {
            return Some(fmt::datetime(self.lang, at));
        }
        if let Ok(id) = Uuid::parse_str(text) {
            return self.named.people.get(&PersonId(id)).cloned();
        }
        if let Some(role) = texts::find(self.lang, &format!("role-{text}"), &[]) {
            return Some(role);
        }
        let is_code = text
            .chars()
            .all(|letter| letter.is_ascii_uppercase() || letter == '_')
            || text.contains('_')
                && text
                    .chars()
                    .all(|letter| letter.is_ascii_lowercase() || letter == '_');
        let is_hash = text.len() == 64 && text.chars().all(|letter| letter.is_ascii_hexdigit());
        Some(text.to_owned()).filter(|text| !is_code && !is_hash && !text.is_empty())
    }
}
