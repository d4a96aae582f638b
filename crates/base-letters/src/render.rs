//! From a letter or report to the finished PDF.

use std::collections::BTreeSet;
use std::num::NonZero;
use std::sync::{Arc, LazyLock};
use std::thread::available_parallelism;

use chrono::{DateTime, Datelike, Timelike, Utc};
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio::sync::{Semaphore, oneshot};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Bytes, Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::block::prepared;
use crate::clean::clean;
use crate::labels::labels;
use crate::world::{Info, LetterWorld, Template};
use crate::{Batch, Letter, LetterError, Pdf, Report};

/// Most text one document may hold, in bytes; about a thousand pages.
pub(crate) const MAX_DATA: usize = 4 * 1024 * 1024;
/// Rendered parts unused for this many documents leave the (process-wide) cache.
const CACHE_AGE: usize = 10;

static CORES: LazyLock<usize> = LazyLock::new(|| available_parallelism().map_or(1, NonZero::get));

/// The threads that set type. typst spreads one document over the pool it runs in, so these are all it ever takes; the
/// threads of the requests stay free.
static THREADS: LazyLock<Result<ThreadPool, ThreadPoolBuildError>> = LazyLock::new(|| {
    ThreadPoolBuilder::new()
        .num_threads(*CORES)
        .thread_name(|number| format!("typesetter-{number}"))
        // a document that panics is no document; the hook has logged it, and whoever waits is told
        .panic_handler(|_| ())
        .build()
});

/// As many documents at the same time as there are cores; more would only share them.
static SEATS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(*CORES)));

/// Sets `letter`; blocks a core. `timestamp` is the instant written into the file, and with the same data it gives the
/// same bytes. Refused when [`Letter::missing_parts`] names any.
pub fn render_letter(letter: &Letter, timestamp: DateTime<Utc>) -> Result<Pdf, LetterError> {
    refuse_missing(letter.missing_parts())?;
    let letter = Letter {
        blocks: prepared(&letter.blocks)?,
        ..letter.clone()
    };
    render(Template::Letter, &letter, &letter.language, timestamp)
}

/// Sets `report`; blocks a core. See [`render_letter`].
pub fn render_report(report: &Report, timestamp: DateTime<Utc>) -> Result<Pdf, LetterError> {
    refuse_missing(report.missing_parts())?;
    let report = Report {
        blocks: prepared(&report.blocks)?,
        ..report.clone()
    };
    render(Template::Report, &report, &report.language, timestamp)
}

/// Sets the letters of `batch` one after the other behind its list; blocks a core. See [`render_letter`].
pub fn render_batch(batch: &Batch, timestamp: DateTime<Utc>) -> Result<Pdf, LetterError> {
    refuse_missing(batch.missing_parts())?;
    let letter = |letter: &Letter| {
        Ok(Letter {
            blocks: prepared(&letter.blocks)?,
            ..letter.clone()
        })
    };
    let batch = Batch {
        cover: prepared(&batch.cover)?,
        letters: batch
            .letters
            .iter()
            .map(letter)
            .collect::<Result<_, LetterError>>()?,
        ..batch.clone()
    };
    render(Template::Batch, &batch, &batch.language, timestamp)
}

/// [`render_letter`] on a thread of its own, waiting for a free core first.
pub async fn letter_pdf(letter: Letter, timestamp: DateTime<Utc>) -> Result<Pdf, LetterError> {
    on_a_free_core(move || render_letter(&letter, timestamp)).await
}

/// [`render_report`] on a thread of its own, waiting for a free core first.
pub async fn report_pdf(report: Report, timestamp: DateTime<Utc>) -> Result<Pdf, LetterError> {
    on_a_free_core(move || render_report(&report, timestamp)).await
}

/// [`render_batch`] on a thread of its own, waiting for a free core first.
pub async fn batch_pdf(batch: Batch, timestamp: DateTime<Utc>) -> Result<Pdf, LetterError> {
    on_a_free_core(move || render_batch(&batch, timestamp)).await
}

async fn on_a_free_core(
    work: impl FnOnce() -> Result<Pdf, LetterError> + Send + 'static,
) -> Result<Pdf, LetterError> {
    let stopped = |e: &dyn std::error::Error| LetterError::Stopped(e.to_string());
    let threads = THREADS.as_ref().map_err(|e| stopped(e))?;
    let seat = Arc::clone(&SEATS)
        .acquire_owned()
        .await
        .map_err(|e| stopped(&e))?;
    let (answer, answered) = oneshot::channel();
    threads.spawn(move || {
        // the seat is given back when the work ends, even if nobody waits for it any more
        let _seat = seat;
        drop(answer.send(work()));
    });
    answered.await.map_err(|e| stopped(&e))?
}

fn refuse_missing(parts: Vec<&'static str>) -> Result<(), LetterError> {
    if parts.is_empty() {
        Ok(())
    } else {
        Err(LetterError::MissingParts(parts))
    }
}

fn render(
    template: Template,
    document: &impl Serialize,
    language: &str,
    timestamp: DateTime<Utc>,
) -> Result<Pdf, LetterError> {
    let mut replaced = BTreeSet::new();
    let raw = serde_json::to_vec(document)?;
    if raw.len() > MAX_DATA {
        return Err(LetterError::TooLarge(raw.len()));
    }
    let mut data: Value = serde_json::from_slice(&raw)?;
    clean(&mut data, &mut replaced);
    if let Value::Object(fields) = &mut data {
        fields.insert("labels".to_owned(), serde_json::to_value(labels(language)?)?);
    }
    let info = template.info(&data);
    let data = serde_json::to_vec(&data)?;

    let ident = hex::encode(Sha256::digest(&data));
    let at = datetime(timestamp).ok_or(LetterError::Timestamp)?;
    let result = set_and_export(
        &LetterWorld {
            template,
            data: Bytes::new(data),
            today: at,
        },
        info,
        ident,
        at,
    );
    comemo::evict(CACHE_AGE);

    let (bytes, pages) = result?;
    let sha256 = hex::encode(Sha256::digest(&bytes));
    Ok(Pdf {
        bytes,
        pages,
        sha256,
        replaced: replaced.into_iter().collect(),
    })
}

/// `ident` names the content, so that the file's own id changes exactly when the content does.
fn set_and_export(
    world: &LetterWorld,
    info: Info,
    ident: String,
    at: Datetime,
) -> Result<(Vec<u8>, usize), LetterError> {
    let mut document = typst::compile::<PagedDocument>(world)
        .output
        .map_err(|e| LetterError::Layout(messages(&e)))?;
    let written = document.info_mut();
    written.title = Some(info.title.into());
    written.author = vec![info.author.into()];
    written.keywords = info.keywords.into_iter().map(Into::into).collect();
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|e| LetterError::Export(e.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(None),
        timestamp: Some(Timestamp::new_utc(at)),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|e| LetterError::Export(messages(&e)))?;
    Ok((bytes, document.pages().len()))
}

fn messages(diagnostics: &[SourceDiagnostic]) -> String {
    diagnostics
        .iter()
        .map(|d| d.message.as_str())
        .collect::<Vec<_>>()
        .join("; ")
}

fn datetime(at: DateTime<Utc>) -> Option<Datetime> {
    let part = |n: u32| u8::try_from(n).ok();
    Datetime::from_ymd_hms(
        at.year(),
        part(at.month())?,
        part(at.day())?,
        part(at.hour())?,
        part(at.minute())?,
        part(at.second())?,
    )
}
