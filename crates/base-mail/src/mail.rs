//! What a feature says: which mail, about what, to whom.

use std::fmt::Display;

use base::{Lang, PersonId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// To whom, and in which language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    pub person_id: Option<PersonId>,
    /// First and last name, for the address line and the neutral greeting. May be empty (an office's address).
    pub name: String,
    /// Form of address and last name, "Frau Muster", when the form of address is known (handbook 6).
    pub salutation: Option<String>,
    pub email: String,
    pub lang: Lang,
}

impl Recipient {
    /// A mailbox without a person behind it.
    #[must_use]
    pub fn address(email: impl Into<String>, lang: Lang) -> Self {
        Self {
            person_id: None,
            name: String::new(),
            salutation: None,
            email: email.into(),
            lang,
        }
    }
}

/// A file that goes along, such as a calendar entry. Never a notice (handbook 6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub name: String,
    /// With parameters where they matter: `text/calendar; method=REQUEST; charset=utf-8`.
    pub media_type: String,
    #[serde(with = "base64_bytes")]
    pub bytes: Vec<u8>,
}

/// One mail of the catalogue (handbook 6) to one recipient.
#[derive(Debug, Clone)]
pub struct Mail {
    pub(crate) code: &'static str,
    pub(crate) event: String,
    pub(crate) to: Recipient,
    pub(crate) application_id: Option<Uuid>,
    pub(crate) number: Option<String>,
    pub(crate) args: Vec<(&'static str, String)>,
    pub(crate) link: Option<String>,
    pub(crate) attachments: Vec<Attachment>,
    /// Subject and body in place of the house's words.
    pub(crate) said: Option<(String, String)>,
}

impl Mail {
    /// `code` as in the catalogue (`M-A02`); `event` identifies what happened (an id, or an id and a date for
    /// reminders): per event, recipient and code one mail is sent.
    #[must_use]
    pub fn new(code: &'static str, event: impl Display, to: Recipient) -> Self {
        Self {
            code,
            event: event.to_string(),
            to,
            application_id: None,
            number: None,
            args: Vec::new(),
            link: None,
            attachments: Vec::new(),
            said: None,
        }
    }

    /// The case it belongs to. A file number becomes the prefix of the subject and the argument `number`; a draft has
    /// none yet (empty).
    #[must_use]
    pub fn case(mut self, application_id: impl Into<Uuid>, number: &str) -> Self {
        self.application_id = Some(application_id.into());
        self.number = Some(number.to_owned()).filter(|number| !number.is_empty());
        self
    }

    /// A value for the texts, already formatted in the recipient's language.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// The page to go to, as a path of the portal.
    #[must_use]
    pub fn link(mut self, path: impl Into<String>) -> Self {
        self.link = Some(path.into());
        self
    }

    #[must_use]
    pub fn attach(mut self, attachment: Attachment) -> Self {
        self.attachments.push(attachment);
        self
    }

    /// Other words than the house's: subject and body, complete. Greeting, link and footer stay.
    #[must_use]
    pub fn said(mut self, subject: impl Into<String>, body: impl Into<String>) -> Self {
        self.said = Some((subject.into(), body.into()));
        self
    }

    /// The code of the catalogue.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// A value that was given for the texts.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.args
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The recipient, e.g. for the language of an argument.
    #[must_use]
    pub fn recipient(&self) -> &Recipient {
        &self.to
    }
}

mod base64_bytes {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        STANDARD
            .decode(String::deserialize(deserializer)?)
            .map_err(de::Error::custom)
    }
}
