//! Mail texts that a call words itself: which mails, which placeholders each may name, and how they are filled.

use base::problem::Checks;
use base::{Lang, Text};
use base_mail::Mail;

use crate::model::Terms;

/// A mail in the call's own words. An empty text leaves the house's words in place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailText {
    /// One of [`WORDINGS`]: `M-A02`.
    pub code: String,
    pub subject_de: String,
    pub body_de: String,
    pub subject_en: String,
    pub body_en: String,
}

/// A placeholder: as written in German and English texts, and the value of the mail behind it.
pub struct Placeholder {
    pub de: &'static str,
    pub en: &'static str,
    pub value: &'static str,
}

/// A mail that a call may word itself.
pub struct Wording {
    pub code: &'static str,
    pub placeholders: &'static [Placeholder],
}

const fn placeholder(de: &'static str, en: &'static str, value: &'static str) -> Placeholder {
    Placeholder { de, en, value }
}

const PROJECT: Placeholder = placeholder("Vorhaben", "Project", "title");
const DRAFT: Placeholder = placeholder("Antrag", "Application", "label");
const DEADLINE: Placeholder = placeholder("Frist", "Deadline", "deadline");
const CALL: Placeholder = placeholder("Ausschreibung", "Call", "title");
const REASON: Placeholder = placeholder("Begründung", "Reason", "reason");
const RECEIVED: Placeholder = placeholder("Eingang", "Received", "received");
const HASH: Placeholder = placeholder("Prüfsumme", "Hash", "hash");

/// All of them. A decision is never worded by a call: those texts belong to the notice.
pub const WORDINGS: &[Wording] = &[
    Wording {
        code: "M-A01",
        placeholders: &[
            DRAFT,
            PROJECT,
            placeholder("Ausschreibung", "Call", "call"),
            DEADLINE,
        ],
    },
    Wording {
        code: "M-A02",
        placeholders: &[DRAFT, PROJECT, RECEIVED, DEADLINE, HASH],
    },
    Wording {
        code: "M-A03",
        placeholders: &[DRAFT, PROJECT, RECEIVED, DEADLINE, HASH],
    },
    Wording {
        code: "M-C05",
        placeholders: &[CALL, DEADLINE, REASON],
    },
    Wording {
        code: "M-C07",
        placeholders: &[CALL, REASON],
    },
    Wording {
        code: "M-C08",
        placeholders: &[CALL, DEADLINE, REASON],
    },
];

impl Wording {
    /// The mail with this code.
    #[must_use]
    pub fn of(code: &str) -> Option<&'static Wording> {
        WORDINGS.iter().find(|wording| wording.code == code)
    }

    /// `{Antrag}, {Vorhaben}, {Frist}`
    #[must_use]
    pub fn allowed(&self, lang: Lang) -> String {
        let names: Vec<String> = self
            .placeholders
            .iter()
            .map(|placeholder| format!("{{{}}}", placeholder.name(lang)))
            .collect();
        names.join(", ")
    }
}

impl Placeholder {
    /// As written in a text of the language.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::De => self.de,
            Lang::En => self.en,
        }
    }
}

/// Fills a text: `value` gives what stands for a name between braces. Error: the name that has none, or what stands
/// behind a brace that is never closed.
pub fn fill(text: &str, value: impl Fn(&str) -> Option<String>) -> Result<String, &str> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, behind) = after.split_once('}').ok_or(after)?;
        filled.push_str(&value(name.trim()).ok_or(name)?);
        rest = behind;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// Checks every text of every mail: known codes, once each, known placeholders, subject and body together.
pub fn check(texts: &[MailText], checks: &mut Checks) {
    for (index, text) in texts.iter().enumerate() {
        let place = format!("mail_texts.{}", text.code);
        let Some(wording) = Wording::of(&text.code) else {
            checks.fail(
                "mail_texts",
                Text::new("calls-wrong-mail").with("code", &text.code),
            );
            continue;
        };
        if texts[..index].iter().any(|other| other.code == text.code) {
            checks.fail(
                "mail_texts",
                Text::new("calls-wrong-mail").with("code", &text.code),
            );
        }
        for (lang, part, subject, body) in [
            (Lang::De, "de", &text.subject_de, &text.body_de),
            (Lang::En, "en", &text.subject_en, &text.body_en),
        ] {
            for (field, words) in [("subject", subject), ("body", body)] {
                let known = |name: &str| {
                    let mut names = wording.placeholders.iter();
                    names
                        .any(|placeholder| placeholder.name(lang) == name)
                        .then(String::new)
                };
                if let Err(wrong) = fill(words, known) {
                    let wrong: String = wrong.chars().take(40).collect();
                    let text = Text::new("calls-wrong-placeholder")
                        .with("name", format!("{{{wrong}}}"))
                        .with("allowed", wording.allowed(lang));
                    checks.fail(format!("{place}.{field}_{part}"), text);
                }
            }
            checks.ensure(
                subject.is_empty() == body.is_empty(),
                &format!("{place}.body_{part}"),
                || Text::new("calls-wrong-mail-half"),
            );
        }
    }
}

impl Terms {
    /// Subject and body of a mail in the call's own words, filled; none where the house's words stay.
    #[must_use]
    pub fn worded(
        &self,
        code: &str,
        lang: Lang,
        value: impl Fn(&str) -> Option<String>,
    ) -> Option<(String, String)> {
        let text = self.mail_texts.iter().find(|text| text.code == code)?;
        let wording = Wording::of(code)?;
        let (subject, body) = match lang {
            Lang::De => (&text.subject_de, &text.body_de),
            Lang::En => (&text.subject_en, &text.body_en),
        };
        if body.is_empty() {
            return None;
        }
        let by_name = |name: &str| {
            let placeholder = wording.placeholders.iter().find(|one| one.name(lang) == name)?;
            value(placeholder.value)
        };
        Some((fill(subject, by_name).ok()?, fill(body, by_name).ok()?))
    }
}

/// The mail in the call's own words, if it has some for it. To be asked when all values of the mail are set.
#[must_use]
pub fn in_words_of(terms: &Terms, mail: Mail) -> Mail {
    let said = terms.worded(mail.code(), mail.recipient().lang, |name| {
        mail.value(name).map(str::to_owned)
    });
    match said {
        Some((subject, body)) => mail.said(subject, body),
        None => mail,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use base::Problem;

    use super::*;

    fn text(code: &str, body: &str) -> MailText {
        MailText {
            code: code.to_owned(),
            subject_de: "Eingang".to_owned(),
            body_de: body.to_owned(),
            ..MailText::default()
        }
    }

    fn wrong(texts: &[MailText]) -> Vec<(String, String)> {
        let mut checks = Checks::new();
        check(texts, &mut checks);
        match checks.finish() {
            Err(Problem::Invalid(fields)) => fields
                .into_iter()
                .map(|field| {
                    (
                        field.field,
                        field.text.args.into_iter().map(|(_, value)| value).collect(),
                    )
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn a_wrong_placeholder_is_refused_naming_the_allowed_ones() {
        let refused = wrong(&[text("M-A02", "Ihr Antrag {Nummer} ist da.")]);
        assert_eq!(
            refused,
            [(
                "mail_texts.M-A02.body_de".to_owned(),
                "{Nummer}{Antrag}, {Vorhaben}, {Eingang}, {Frist}, {Prüfsumme}".to_owned()
            )]
        );
        assert_eq!(
            wrong(&[text("M-A02", "offen {Antrag")]).len(),
            1,
            "a brace that is never closed"
        );
        assert_eq!(
            wrong(&[text("M-G01", "Bescheid")]).len(),
            1,
            "decisions are not worded by calls"
        );
        assert_eq!(wrong(&[text("M-A02", "x"), text("M-A02", "y")]).len(), 1, "twice");
        assert_eq!(wrong(&[text("M-A02", "")]).len(), 1, "a subject without a body");
        assert_eq!(wrong(&[text("M-A02", "Antrag {Antrag} bis {Frist}")]), []);
    }

    #[test]
    fn placeholders_are_filled_in_the_language_of_the_text() {
        let value = |name: &str| Some(format!("<{name}>"));
        let terms = Terms {
            mail_texts: vec![MailText {
                subject_en: "Received".to_owned(),
                body_en: "{Application} by { Deadline }".to_owned(),
                ..text("M-A02", "{Antrag} am {Eingang}")
            }],
            ..Terms::default()
        };
        let said = |code: &str, lang| terms.worded(code, lang, value).map(|(_, body)| body);
        assert_eq!(said("M-A02", Lang::De).unwrap(), "<label> am <received>");
        assert_eq!(said("M-A02", Lang::En).unwrap(), "<label> by <deadline>");
        assert_eq!(said("M-A01", Lang::De), None);
    }
}
