//! The one error language. It becomes a page, a JSON answer (RFC 9457) or an exit code at the very end.

use serde::Serialize;

/// A sentence to be said in the person's language: a key of the text files and its arguments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Text {
    pub key: String,
    /// Already formatted values (money, dates), by the name used in the text file.
    pub args: Vec<(&'static str, String)>,
}

impl Text {
    #[must_use]
    pub fn new(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            args: Vec::new(),
        }
    }

    /// Adds an argument; the value is already formatted for people.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// What is wrong with one field of a form or command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldProblem {
    /// The field's name as in the form and in JSON (`funding_cap`, `shares.0.amount`).
    pub field: String,
    pub text: Text,
}

impl FieldProblem {
    #[must_use]
    pub fn new(field: impl Into<String>, text: Text) -> Self {
        Self {
            field: field.into(),
            text,
        }
    }
}

/// Why a command or question was not answered as wished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Nobody is signed in, or the session ran out. 401, page: sign-in.
    Unauthenticated,
    /// Signed in, but not allowed. 403. A foreign object's id answers `NotFound` instead.
    Denied(Text),
    /// It does not exist, or the person may not know that it does. 404.
    NotFound { what: &'static str },
    /// The rule or the state says no; the text says what to do. 409. `code` is stable for machines.
    Refused { code: &'static str, text: Text },
    /// Values to be corrected, all at once. 422.
    Invalid(Vec<FieldProblem>),
    /// Somebody else changed it meanwhile. 409.
    Stale,
    /// Too many attempts; try again in so many seconds. 429.
    Throttled { seconds: u64 },
    /// More than a named limit allows. 413.
    TooLarge(Text),
    /// Our fault or the machinery's. 500; the text is for the operator only.
    Broken { operator: String, retryable: bool },
}

impl Problem {
    #[must_use]
    pub fn denied(text: Text) -> Self {
        Self::Denied(text)
    }

    #[must_use]
    pub fn refused(code: &'static str, text: Text) -> Self {
        Self::Refused { code, text }
    }

    /// One wrong field.
    #[must_use]
    pub fn field(field: impl Into<String>, text: Text) -> Self {
        Self::Invalid(vec![FieldProblem::new(field, text)])
    }

    #[must_use]
    pub fn not_found(what: &'static str) -> Self {
        Self::NotFound { what }
    }

    #[must_use]
    pub fn broken(operator: impl ToString) -> Self {
        Self::Broken {
            operator: operator.to_string(),
            retryable: false,
        }
    }

    /// What a panic left behind: our fault, with its message for the operator.
    #[must_use]
    pub fn panicked(panic: &(dyn std::any::Any + Send)) -> Self {
        let message = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        Self::broken(format!("panicked: {}", message.unwrap_or("no message")))
    }

    /// The HTTP status that fits.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Unauthenticated => 401,
            Self::Denied(_) => 403,
            Self::NotFound { .. } => 404,
            Self::Refused { .. } | Self::Stale => 409,
            Self::TooLarge(_) => 413,
            Self::Invalid(_) => 422,
            Self::Throttled { .. } => 429,
            Self::Broken { .. } => 500,
        }
    }

    /// Whether the same command may succeed when tried again (deadlock, serialisation, lock time-out).
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::Broken { retryable: true, .. })
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Denied(text) => write!(f, "denied: {}", text.key),
            Self::NotFound { what } => write!(f, "not found: {what}"),
            Self::Refused { code, text } => write!(f, "refused: {code} ({}) {:?}", text.key, text.args),
            Self::Invalid(fields) => {
                write!(f, "invalid:")?;
                fields
                    .iter()
                    .try_for_each(|field| write!(f, " {}={}", field.field, field.text.key))
            }
            Self::TooLarge(text) => write!(f, "too large: {}", text.key),
            Self::Broken { operator, .. } => write!(f, "broken: {operator}"),
            Self::Throttled { seconds } => write!(f, "throttled for {seconds} s"),
            Self::Unauthenticated => f.write_str("unauthenticated"),
            Self::Stale => f.write_str("stale"),
        }
    }
}

impl std::error::Error for Problem {}

/// Collects every field problem before answering, so that a form shows all of them at once.
#[derive(Debug, Default)]
pub struct Checks(Vec<FieldProblem>);

impl Checks {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a problem of `field`.
    pub fn fail(&mut self, field: impl Into<String>, text: Text) {
        self.0.push(FieldProblem::new(field, text));
    }

    /// Notes a problem of `field` unless `ok`.
    pub fn ensure(&mut self, ok: bool, field: &str, text: impl FnOnce() -> Text) {
        if !ok {
            self.fail(field, text());
        }
    }

    /// Error: `Problem::Invalid` with everything noted.
    pub fn finish(self) -> Result<(), Problem> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Problem::Invalid(self.0))
        }
    }
}

#[cfg(feature = "orm")]
impl From<sea_orm::DbErr> for Problem {
    fn from(error: sea_orm::DbErr) -> Self {
        // 40001 serialisation, 40P01 deadlock, 55P03 lock time-out; SQLite: busy (5), locked (6), busy snapshot
        // (517), shared-cache lock (262), busy recovery (261), io blocked (773).
        const RETRYABLE: [&str; 9] = ["40001", "40P01", "55P03", "5", "6", "261", "262", "517", "773"];
        // 23505; SQLite: unique (2067), primary key (1555). Somebody was quicker with the same thing.
        const DOUBLE: [&str; 3] = ["23505", "2067", "1555"];
        let code = driver_code(&error);
        if code.as_deref().is_some_and(|code| DOUBLE.contains(&code)) {
            return Self::Stale;
        }
        Self::Broken {
            retryable: code.as_deref().is_some_and(|code| RETRYABLE.contains(&code)),
            operator: error.to_string(),
        }
    }
}

/// The driver's own error code of a database error, if it has one.
#[cfg(feature = "orm")]
#[must_use]
pub fn driver_code(error: &sea_orm::DbErr) -> Option<String> {
    use sea_orm::{DbErr, RuntimeErr};
    match error {
        DbErr::Exec(RuntimeErr::SqlxError(inner))
        | DbErr::Query(RuntimeErr::SqlxError(inner))
        | DbErr::Conn(RuntimeErr::SqlxError(inner)) => inner
            .as_database_error()
            .and_then(|error| error.code())
            .map(|code| code.into_owned()),
        _ => None,
    }
}
