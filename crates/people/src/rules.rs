//! The rules, pure: who fits where, which passwords, how long things live, where one may be sent on to.

use base::problem::Checks;
use base::{Assignment, Role, Scope, Text, names};
use chrono::{DateTime, Duration, Utc};

/// An invitation by mail (M-U01) works this long.
pub(crate) const INVITATION_HOURS: i64 = 72;
/// A link to choose a new password (M-U03) works this long.
pub(crate) const RESET_HOURS: i64 = 2;
/// Without a request a session ends.
pub(crate) const IDLE_MINUTES: i64 = 60;
/// A session ends in any case.
pub(crate) const SESSION_HOURS: i64 = 12;
/// "Last seen" is written at most so often, so that reading pages stays reading.
pub(crate) const SEEN_EVERY_MINUTES: i64 = 5;
/// A sign-in that stops before its second factor.
pub(crate) const SECOND_FACTOR_MINUTES: i64 = 10;
/// Tokens live at most this long.
pub(crate) const TOKEN_DAYS: i64 = 366;

/// The roles that need a second factor outside a demo.
pub(crate) const SECOND_FACTOR_ROLES: [Role; 4] = [Role::SB, Role::RL, Role::BfdH, Role::AD];

pub(crate) const PASSWORD_MIN: usize = 12;
/// Longer ones would only feed the hash; nobody types them.
pub(crate) const PASSWORD_MAX: usize = 200;

/// Passwords everybody tries first, compared without case, digits at the end and signs.
const OBVIOUS: [&str; 18] = [
    "passwort",
    "password",
    "kennwort",
    "willkommen",
    "welcome",
    "qwertz",
    "qwerty",
    "qwertzuiop",
    "qwertyuiop",
    "asdfghjkl",
    "iloveyou",
    "ichliebedich",
    "geheim",
    "administrator",
    "foerderportal",
    "förderportal",
    "badenwürttemberg",
    "badenwuerttemberg",
];

/// Whether the role can be held in this kind of scope (architecture 4).
#[must_use]
pub fn fits(role: Role, scope: Scope) -> bool {
    use Role::{AD, AS, BfdH, DS, GS, KE, KZ, PB, PK, RH, RL, SB, SM, SV};
    match role {
        KE | KZ => matches!(scope, Scope::Body(_)),
        SB | RL | BfdH | GS | PK | RH | DS => matches!(scope, Scope::Programme(_)),
        AS => matches!(scope, Scope::Call(_)),
        SM | SV => matches!(scope, Scope::Committee(_)),
        PB => scope == Scope::Own,
        AD => scope == Scope::System,
    }
}

/// The kind of scope a role is held in, as stored (`programme`, `body` …).
#[must_use]
pub fn scope_kind(role: Role) -> &'static str {
    use Role::{AD, AS, BfdH, DS, GS, KE, KZ, PB, PK, RH, RL, SB, SM, SV};
    match role {
        KE | KZ => "body",
        SB | RL | BfdH | GS | PK | RH | DS => "programme",
        AS => "call",
        SM | SV => "committee",
        PB => "own",
        AD => "system",
    }
}

/// The address in its one form: trimmed, lower case. `None` when it is none.
pub(crate) fn email(typed: &str) -> Option<String> {
    let email = names::clean(typed).to_lowercase();
    let (local, domain) = email.rsplit_once('@')?;
    let plain = |part: &str| {
        part.bytes()
            .all(|byte| byte.is_ascii_graphic() && !b"<>()[],;:\\\"@".contains(&byte))
    };
    let sound = email.len() <= 254
        && !local.is_empty()
        && plain(local)
        && plain(domain)
        && domain.contains('.')
        && domain.split('.').all(|label| !label.is_empty());
    sound.then_some(email)
}

/// At least 12 characters and none that everybody tries first; no rules about kinds of characters, which only make
/// passwords predictable (BSI, NIST SP 800-63B).
pub(crate) fn check_password(checks: &mut Checks, field: &str, password: &str, email: &str) {
    let length = password.chars().count();
    if length < PASSWORD_MIN {
        return checks.fail(
            field,
            Text::new("accounts-password-short").with("min", PASSWORD_MIN),
        );
    }
    if length > PASSWORD_MAX {
        return checks.fail(
            field,
            Text::new("accounts-password-long").with("max", PASSWORD_MAX),
        );
    }
    if is_obvious(password, email) {
        checks.fail(field, Text::new("accounts-password-obvious"));
    }
}

fn is_obvious(password: &str, email: &str) -> bool {
    let lower = password.to_lowercase();
    let mut characters: Vec<char> = lower.chars().collect();
    characters.sort_unstable();
    characters.dedup();
    let letters: String = lower.chars().filter(|c| c.is_alphabetic()).collect();
    let ascending = "0123456789012345678901234567890".contains(&lower);
    let own = email.split('@').next().unwrap_or_default();
    characters.len() < 4
        || ascending
        || OBVIOUS.contains(&letters.as_str())
        || lower == email
        || lower.trim_end_matches(|c: char| !c.is_alphabetic()) == own
}

/// A path of this portal, or the home page: nobody is sent to another site by a link of ours. Browsers read `\` as
/// `/` and drop tabs and line breaks in addresses.
#[must_use]
pub fn local_path(target: &str) -> &str {
    let local = target.starts_with('/')
        && !target.starts_with("//")
        && !target.contains('\\')
        && target.bytes().all(|byte| byte.is_ascii_graphic());
    if local { target } else { "/" }
}

/// Whether a session still counts. `now` is the machine's time: a demo's clock signs nobody out.
pub(crate) fn is_live(
    verified: bool,
    started_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> bool {
    if !verified {
        return now < started_at + Duration::minutes(SECOND_FACTOR_MINUTES);
    }
    now < started_at + Duration::hours(SESSION_HOURS) && now < seen_at + Duration::minutes(IDLE_MINUTES)
}

/// Without a second factor (outside a demo) the roles that need one do not count.
pub(crate) fn effective(assignments: Vec<Assignment>, second_factor_given: bool) -> Vec<Assignment> {
    let counts = |held: &Assignment| second_factor_given || !SECOND_FACTOR_ROLES.contains(&held.role);
    assignments.into_iter().filter(counts).collect()
}

/// How long to wait after so many failures in a row: nothing up to `free`, then 30 s, doubling up to 15 minutes.
pub(crate) fn pause(failures: i64, free: i64) -> Duration {
    if failures <= free {
        return Duration::zero();
    }
    let doublings = (failures - free - 1).clamp(0, 5);
    Duration::seconds(Ord::min(30 << doublings, 900))
}

/// Failures older than this are forgotten.
pub(crate) const FORGET_FAILURES_HOURS: i64 = 12;

#[cfg(test)]
mod tests;
