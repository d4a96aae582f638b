//! What comes out, and what can go wrong.

/// A finished document: PDF/A-2a and PDF/UA-1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdf {
    pub bytes: Vec<u8>,
    pub pages: usize,
    /// SHA-256 of `bytes`, 64 lower-case hex digits.
    pub sha256: String,
    /// Characters no built-in font has; they are printed as `�`. Empty for nearly every document.
    pub replaced: Vec<char>,
}

/// Why a document was not made.
#[derive(Debug, thiserror::Error)]
pub enum LetterError {
    /// Field names of [`crate::Letter`] or [`crate::Report`].
    #[error("mandatory parts are empty: {}", .0.join(", "))]
    MissingParts(Vec<&'static str>),
    /// A row or the footer of the table with this caption has another number of cells than there are columns.
    #[error("table “{0}” has a row that does not fit its columns")]
    UnevenTable(String),
    /// A chart with this title has no text alternative.
    #[error("chart “{0}” has no description")]
    MissingDescription(String),
    /// More text than a letter or report may hold, in bytes.
    #[error("the document holds {0} bytes of text, more than {max}", max = crate::render::MAX_DATA)]
    TooLarge(usize),
    #[error("the time stamp has no calendar date")]
    Timestamp,
    #[error("the document could not be passed on: {0}")]
    Data(#[from] serde_json::Error),
    #[error("the words of the template could not be read: {0}")]
    Labels(String),
    /// The template failed; the text is for the log.
    #[error("the document could not be set: {0}")]
    Layout(String),
    /// The exporter refused because the result would not conform to PDF/A-2a or PDF/UA-1.
    #[error("the document could not be exported: {0}")]
    Export(String),
    /// The rendering task ended without a result.
    #[error("rendering stopped: {0}")]
    Stopped(String),
}
