//! A row of the outbox as an RFC 5322 message. The same row always gives the same Message-ID and date.

use std::time::SystemTime;

use base::Problem;
use lettre::address::Envelope;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MultiPart};

use crate::outbox::made_at;
use crate::{Frame, MailRow};

/// A message ready for the wire.
pub(crate) struct Outgoing {
    /// With angle brackets.
    pub message_id: String,
    /// Where it really goes (the redirect address in a demo).
    pub to: String,
    pub envelope: Envelope,
    pub raw: Vec<u8>,
}

/// Error: an address, a media type or an attachment that can't be sent, ever.
pub(crate) fn build(mail: &MailRow, frame: &Frame) -> Result<Outgoing, Problem> {
    let message_id = format!("<{}@{}>", mail.id, frame.domain());
    let recipient = recipient(mail, frame)?;
    let mut message = Message::builder()
        .message_id(Some(message_id.clone()))
        .date(SystemTime::from(made_at(mail.id)))
        .from(frame.sender()?)
        .to(recipient.clone())
        .subject(mail.subject.clone())
        // RFC 3834: no out-of-office answers to a machine
        .raw_header(header("Auto-Submitted", "auto-generated"));
    if let Some(address) = &frame.reply_to {
        message = message.reply_to(parse(address)?);
    }
    if frame.redirect.is_some() {
        message = message.raw_header(header("X-Original-To", &mail.recipient));
    }
    let body = MultiPart::alternative_plain_html(mail.body_text.clone(), mail.body_html.clone());
    let attachments = mail.attachments()?;
    let message = if attachments.is_empty() {
        message.multipart(body)
    } else {
        let mut parts = MultiPart::mixed().multipart(body);
        for attachment in attachments {
            let media_type = ContentType::parse(&attachment.media_type).map_err(Problem::broken)?;
            parts = parts.singlepart(Attachment::new(attachment.name).body(attachment.bytes, media_type));
        }
        message.multipart(parts)
    };
    let message = message.map_err(Problem::broken)?;
    Ok(Outgoing {
        message_id,
        to: recipient.email.to_string(),
        envelope: message.envelope().clone(),
        raw: message.formatted(),
    })
}

fn recipient(mail: &MailRow, frame: &Frame) -> Result<Mailbox, Problem> {
    if let Some(redirect) = &frame.redirect {
        return parse(redirect);
    }
    let name = Some(mail.recipient_name.clone()).filter(|name| !name.is_empty());
    Ok(Mailbox::new(name, parse(&mail.recipient)?.email))
}

fn parse(address: &str) -> Result<Mailbox, Problem> {
    address
        .parse()
        .map_err(|error| Problem::broken(format!("{address} is no e-mail address: {error}")))
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use base::Lang;
    use uuid::Uuid;

    use super::*;
    use crate::{Attachment, MailState, Recipient};

    fn mail(attachments: &[Attachment]) -> MailRow {
        let to = Recipient::address("antrag@stadt.example", Lang::De);
        MailRow {
            id: Uuid::now_v7(),
            event_id: "1".into(),
            code: "M-S01".into(),
            recipient: to.email,
            recipient_name: "Geschäftsstelle (Demo)".into(),
            person_id: None,
            application_id: None,
            subject: "Einladung zur Auswahlsitzung – größer".into(),
            body_text: "Guten Tag,".into(),
            body_html: "<p>Guten Tag,</p>".into(),
            attachments: serde_json::to_string(attachments).unwrap(),
            state: MailState::Queued,
            attempts: 0,
            maybe_doubled: false,
            created_at: chrono::DateTime::UNIX_EPOCH,
            due_at: None,
            leased_by: None,
            sent_at: None,
            last_error: None,
            followed_up_at: None,
        }
    }

    #[test]
    fn a_demo_sends_everything_to_one_address() {
        let frame = Frame {
            redirect: Some("Testpostfach <test@behoerde.example>".into()),
            ..Frame::default()
        };
        let outgoing = build(&mail(&[]), &frame).unwrap();
        let raw = String::from_utf8(outgoing.raw).unwrap();
        assert_eq!(outgoing.to, "test@behoerde.example");
        assert_eq!(outgoing.envelope.to().len(), 1);
        assert!(
            raw.contains("To: Testpostfach <test@behoerde.example>\r\n"),
            "{raw}"
        );
        assert!(raw.contains("X-Original-To: antrag@stadt.example\r\n"), "{raw}");
    }

    #[test]
    fn answers_go_to_the_case_office() {
        let frame = Frame {
            reply_to: Some("foerderung@behoerde.example".into()),
            ..Frame::default()
        };
        let raw = String::from_utf8(build(&mail(&[]), &frame).unwrap().raw).unwrap();
        assert!(raw.contains("Reply-To: foerderung@behoerde.example\r\n"), "{raw}");
        assert!(!raw.contains("X-Original-To"), "{raw}");
    }

    #[test]
    fn a_calendar_entry_goes_along() {
        let calendar = Attachment {
            name: "Termin.ics".into(),
            media_type: "text/calendar; method=REQUEST; charset=utf-8".into(),
            bytes: b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".to_vec(),
        };
        let raw = String::from_utf8(build(&mail(&[calendar]), &Frame::default()).unwrap().raw).unwrap();
        assert!(raw.contains("Content-Type: multipart/mixed"), "{raw}");
        assert!(
            raw.contains("Content-Type: text/calendar; method=REQUEST; charset=utf-8"),
            "{raw}"
        );
        assert!(raw.contains("BEGIN:VCALENDAR"), "{raw}");
        assert!(raw.is_ascii());
    }

    #[test]
    fn what_can_not_be_sent_is_an_error() {
        let nobody = MailRow {
            recipient: "kein Postfach".into(),
            ..mail(&[])
        };
        assert!(build(&nobody, &Frame::default()).is_err());
        let odd = Attachment {
            name: "x".into(),
            media_type: "kein Typ".into(),
            bytes: Vec::new(),
        };
        assert!(build(&mail(&[odd]), &Frame::default()).is_err());
    }
}
