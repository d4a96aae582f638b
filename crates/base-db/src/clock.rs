//! The only place that reads the clock. A demo database shifts it by a stored offset (architecture 4, "demo").

use chrono::{DateTime, Duration, SubsecRound, Utc};

/// The machine's time, to the microsecond (what both databases can store).
#[expect(clippy::disallowed_methods, reason = "this is the clock")]
pub(crate) fn machine_now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}

pub(crate) fn shifted(offset_seconds: i64) -> DateTime<Utc> {
    machine_now() + Duration::seconds(offset_seconds)
}
