//! What a running server consists of, and what a feature contributes to it.

use std::ops::Deref;
use std::sync::Arc;

use base::texts::TextFiles;
use base::{Ctx, Problem, Role};
use base_db::Db;
use base_db::jobs::Job;
use base_files::Files;
use base_sheets::Reader;
use chrono::{DateTime, Utc};
use futures::future::BoxFuture;
use uuid::Uuid;

use crate::Routes;
use crate::identity::Identify;
use crate::imports::ImportKind;
use crate::routes::RouteEntry;
use crate::view::Block;

/// What the operator sets, as far as pages need it.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address people use, without a slash at the end. With `https` cookies are `Secure`.
    pub public_url: String,
    /// The ministry's name in the header.
    pub authority: String,
    /// A demo database: banner, demo clock, inbox page.
    pub demo: bool,
    /// The directory of files and other run-time data.
    pub data_dir: std::path::PathBuf,
}

/// Everything handlers share; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// The parts of an [`App`].
pub struct Inner {
    pub db: Db,
    pub files: Files,
    pub sheets: Reader,
    pub settings: Settings,
    pub identify: Identify,
    pub navigation: Vec<NavItem>,
    /// Every route that exists: the access test walks it.
    pub route_table: Vec<RouteEntry>,
    pub openapi: serde_json::Value,
    pub tasks: Vec<TaskFn>,
    pub case_parts: Vec<CaseFn>,
    pub evidence: Vec<EvidenceOf>,
    pub searches: Vec<SearchFn>,
    pub jobs: Vec<JobHandler>,
    pub imports: Vec<ImportKind>,
    pub checks: Vec<CheckFn>,
    pub metrics: metrics_exporter_prometheus::PrometheusHandle,
}

impl Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    #[must_use]
    pub fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    /// What waits for the person, of all features in the order of a programme's life.
    pub async fn tasks_of(&self, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
        let mut all = Vec::new();
        for tasks in &self.tasks {
            all.extend(tasks(self, ctx).await?);
        }
        Ok(all)
    }

    /// The parts of a case page that later features contribute, as far as the person may see them.
    pub async fn case_parts_of(&self, ctx: &Ctx, application: Uuid) -> Result<Vec<CasePart>, Problem> {
        let mut all = Vec::new();
        for parts in &self.case_parts {
            all.extend(parts(self, ctx, application).await?);
        }
        Ok(all)
    }

    /// What the features have on file about a case, as far as the person may see it, by path.
    pub async fn evidence_of(&self, ctx: &Ctx, application: Uuid) -> Result<Vec<EvidenceFile>, Problem> {
        let mut all = Vec::new();
        for evidence in &self.evidence {
            all.extend(evidence(self, ctx, application).await?);
        }
        all.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(all)
    }
}

/// What a feature contributes. The binary adds them up; nothing else knows all features.
#[derive(Default)]
pub struct Feature {
    pub routes: Routes,
    pub navigation: Vec<NavItem>,
    pub texts: Vec<TextFiles>,
    pub tasks: Option<TaskFn>,
    pub case_parts: Option<CaseFn>,
    pub evidence: Option<EvidenceOf>,
    pub search: Option<SearchFn>,
    pub jobs: Vec<JobHandler>,
    pub imports: Vec<ImportKind>,
    pub check: Option<CheckFn>,
}

/// An entry of the main navigation, for persons who hold one of `roles` somewhere; empty: everybody signed in.
#[derive(Debug, Clone)]
pub struct NavItem {
    pub key: &'static str,
    pub href: &'static str,
    pub roles: &'static [Role],
}

/// Something that waits for a person, on the home page.
#[derive(Debug, Clone)]
pub struct Task {
    /// What to do, with its number: „3 Anträge auf Vollständigkeit prüfen“.
    pub text: String,
    pub href: String,
    pub count: u64,
    pub due_at: Option<DateTime<Utc>>,
}

/// One part of the case page (money, people, hours …), shown under its heading in the order of `position`.
#[derive(Debug)]
pub struct CasePart {
    pub position: u8,
    pub heading: String,
    pub blocks: Vec<Block>,
}

/// One file of the evidence packet of a case (handbook 7.2, X15).
#[derive(Debug, Clone)]
pub struct EvidenceFile {
    /// ASCII, `/` between folders, ordered by its number: `60-zahlungen/mittelabrufe.json`.
    pub path: String,
    pub media_type: String,
    pub bytes: axum::body::Bytes,
    /// The hash that was recorded when the file was made, if one was (lower-case hex).
    pub sha256: Option<String>,
}

/// A hit of the search box.
#[derive(Debug, Clone)]
pub struct Hit {
    pub title: String,
    pub detail: String,
    pub href: String,
}

pub type TaskFn = for<'a> fn(&'a App, &'a Ctx) -> BoxFuture<'a, Result<Vec<Task>, Problem>>;
pub type CaseFn = for<'a> fn(&'a App, &'a Ctx, Uuid) -> BoxFuture<'a, Result<Vec<CasePart>, Problem>>;
pub type EvidenceOf = for<'a> fn(&'a App, &'a Ctx, Uuid) -> BoxFuture<'a, Result<Vec<EvidenceFile>, Problem>>;
pub type SearchFn = for<'a> fn(&'a App, &'a Ctx, &'a str) -> BoxFuture<'a, Result<Vec<Hit>, Problem>>;
/// Findings for the operator, each a sentence; empty means clean.
pub type CheckFn = for<'a> fn(&'a Db) -> BoxFuture<'a, Result<Vec<String>, Problem>>;

/// Runs the jobs of one kind. The use case inside is guarded by state, so that a second run does no harm.
#[derive(Clone)]
pub struct JobHandler {
    pub kind: &'static str,
    pub run: for<'a> fn(&'a App, &'a Job) -> BoxFuture<'a, Result<(), Problem>>,
}
