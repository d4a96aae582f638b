//! The evidence packet (Prüfakte, X15): everything on file about a case, or about every case of a call that the person
//! may see, as one archive with a manifest of hashes, checked offline by [`verify`].
//!
//! * Each feature gives its files of a case through `Feature::evidence`, by the same sight as its pages: whoever is
//!   barred from a case finds nothing of it in a packet.
//! * A packet of a case is made at once, one of a call by a job; both are filed with their hash, and named in the audit
//!   trail with it.
//! * Limits: [`format`].

mod access;
mod archive;
mod collect;
mod contents;
pub mod format;
mod model;
mod queries;
pub(crate) mod store;
mod usecases;
mod verify;
mod verify_audit;

pub(crate) use access::MAKERS;
pub use contents::cases;
pub use model::{Packet, PacketState};
pub use queries::{packet, packets_of_call, packets_of_case};
pub use usecases::JOB;
pub use usecases::{Built, fetch, make_for_case, request_for_call, run, write_call, write_case};
pub use verify::{Finding, FindingKind, Head, Unreadable, Verdict, verify};
