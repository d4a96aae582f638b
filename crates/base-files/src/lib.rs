//! Stored files: the bytes lie in a store (a folder, or a bucket that speaks S3) under their SHA-256, the row in `stored_file` belongs to the use case.
//!
//! The bytes are written and made lasting before the row is committed, so that a row never lacks its bytes; a use
//! case that fails leaves bytes without a row, which [`Files::sweep`] removes after a day. The same bytes are stored
//! once, however often they are filed.
//!
//! With a scanner, what comes from outside is in quarantine until a job found it clean: nobody gets its bytes before.
//!
//! ```text
//! let staged = files.stage(bytes).await?;                  // before the unit: no write turn waits for the disk
//! let file = files.keep(&unit, new_file, staged).await?;   // the row, within the unit
//! let file = files.put(&unit, new_file).await?;            // both at once, for small files
//! ```

mod examine;
mod large;
mod name;
mod place;
mod row;
mod scan;
mod sniff;
mod store;
mod upkeep;

pub use examine::{Unfit, examine};
pub use large::MAX_LARGE_BYTES;
pub use name::clean_file_name;
pub use place::{Place, S3, speak_tls};
pub use row::{StoredFile, file, files, find, forget, of_application};
pub use scan::{SCAN_JOB, ScanState, Scanner, Verdict};
pub use sniff::sniff;
pub use store::{Files, MAX_FILE_BYTES, NewFile, Staged};

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));
