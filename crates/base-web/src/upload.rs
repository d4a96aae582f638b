//! Forms with files: read with limits, before anything else happens with them. A form without any may come as any other.

use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use base::{Problem, Text};
use chrono::{DateTime, Utc};

use crate::form::{self, MAX_FIELDS};
use crate::{App, Failure, FormData};

/// Files of one form at most (handbook 3.3).
pub const MAX_FILES: usize = 20;
/// Bytes of one file at most; imports have their own, larger limit in base-sheets.
pub const MAX_FILE_BYTES: usize = 20 * 1024 * 1024;
/// Bytes of one form at most.
pub const MAX_FORM_BYTES: usize = 52 * 1024 * 1024;

/// A file as sent.
#[derive(Debug, Clone)]
pub struct UploadedFile {
    pub field: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The values and files of a `multipart/form-data` form.
#[derive(Debug)]
pub struct Upload {
    pub form: FormData,
    pub files: Vec<UploadedFile>,
    /// When the last byte had been read: the time of receipt.
    pub received_at: DateTime<Utc>,
}

impl Upload {
    /// The first file of a field. Error: a field problem that says to choose one.
    pub fn file(&self, field: &str) -> Result<&UploadedFile, Problem> {
        self.files
            .iter()
            .find(|file| file.field == field)
            .ok_or_else(|| Problem::field(field, Text::new("field-file-required")))
    }
}

impl FromRequest<App> for Upload {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        if !is_multipart(&request) {
            return Ok(Self {
                form: FormData::from_request(request, app).await?,
                files: Vec::new(),
                received_at: app.db.now(),
            });
        }
        let mut parts = Multipart::from_request(request, app)
            .await
            .map_err(|_| broken_off())?;
        let mut form = FormData::default();
        let mut files = Vec::new();
        let mut total = 0;
        while let Some(part) = parts.next_field().await.map_err(unreadable)? {
            let field = part.name().unwrap_or_default().to_owned();
            let file_name = part.file_name().map(str::to_owned);
            let bytes = part.bytes().await.map_err(unreadable)?;
            total += bytes.len();
            let is_many = files.len() >= MAX_FILES || form.0.len() >= MAX_FIELDS;
            if bytes.len() > MAX_FILE_BYTES || total > MAX_FORM_BYTES || is_many {
                return Err(Failure(too_large()));
            }
            match file_name {
                Some(name) if !name.is_empty() => files.push(UploadedFile {
                    field,
                    name,
                    bytes: bytes.to_vec(),
                }),
                Some(_) => {} // a file field left empty
                None => form.0.push((
                    form::without_nul(field),
                    form::without_nul(String::from_utf8_lossy(&bytes).into_owned()),
                )),
            }
        }
        Ok(Self {
            form,
            files,
            received_at: app.db.now(),
        })
    }
}

/// What was sent did not come to its end.
pub(crate) fn broken_off() -> Problem {
    Problem::refused("broken-upload", Text::new("problem-upload-broken"))
}

fn too_large() -> Problem {
    Problem::TooLarge(
        Text::new("problem-upload-too-large")
            .with("files", MAX_FILES)
            .with("mib", MAX_FILE_BYTES / 1024 / 1024),
    )
}

fn unreadable(error: MultipartError) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        _ => broken_off(),
    }
}

fn is_multipart(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE);
    kind.and_then(|kind| kind.to_str().ok())
        .is_none_or(|kind| !kind.starts_with("application/x-www-form-urlencoded"))
}
