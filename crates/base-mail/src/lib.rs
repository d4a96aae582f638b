//! E-mails: written into the outbox within the use case's unit, sent by the worker.
//!
//! ```text
//! let mail = Mail::new("M-A02", snapshot.id, recipient)      // texts mail-m-a02-subject, mail-m-a02-body
//!     .case(application.id, &application.number)
//!     .arg("received", fmt::receipt(recipient.lang, received_at))
//!     .link(format!("/applications/{}", application.id));
//! base_mail::enqueue(&unit, mail).await?;
//! ```
//!
//! * One row per event, recipient and code: saying the same twice sends it once (handbook 6).
//! * The row's id is the Message-ID. An attempt is written down before the message leaves; when its outcome is unknown
//!   the same message goes out again under the same Message-ID and the row says "möglicherweise doppelt". The inbox
//!   and the file transport send exactly once (architecture 4, "mail").
//! * Leases and pauses follow the database's clock, never the demo's.
//!
//! A mail carries no notice, no score and no personal data: only what happened and a link behind the sign-in.

mod frame;
mod mail;
mod message;
mod outbox;
mod render;
pub mod sending;
mod smtp;
mod transport;

pub use frame::{Frame, frame, install};
pub use mail::{Attachment, Mail, Recipient};
pub use outbox::{
    MailFilter, MailRow, MailState, MailsSeen, count_open_failures, counts, enqueue, enqueue_many, find,
    find_in, follow_up, list, of_case, resend,
};
pub use sending::{flush, send_due};
pub use transport::{Failure, Memory, Sent, Transport};

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));
