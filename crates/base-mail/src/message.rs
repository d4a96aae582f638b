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
    address.parse().map_err(|error| Problem::broken(format!("{address} is no e-mail address: {error}")))
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}
