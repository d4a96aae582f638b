//! What a running server consists of, and what a feature contributes to it.

use std::any::Any;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

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
use crate::view::{Block, Tile};

/// What the operator sets, as far as pages need it.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address people use, without a slash at the end. With `https` cookies are `Secure`.
    pub public_url: String,
    /// The ministry's name in the header.
    pub authority: String,
    /// A demo database: banner, demo clock, inbox page.
    pub demo: bool,
    /// Proxies on other machines whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<std::net::IpAddr>,
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
    pub nav_groups: Vec<NavGroup>,
    /// Every route that exists: the access test walks it.
    pub route_table: Vec<RouteEntry>,
    pub openapi: serde_json::Value,
    pub tasks: Vec<TaskFn>,
    pub case_parts: Vec<CaseFn>,
    pub case_figures: Vec<CaseFiguresFn>,
    pub evidence: Vec<EvidenceOf>,
    pub closed_cases: Vec<ClosedFn>,
    pub searches: Vec<SearchFn>,
    pub jobs: Vec<JobHandler>,
    pub imports: Vec<ImportKind>,
    pub checks: Vec<CheckFn>,
    pub metrics: metrics_exporter_prometheus::PrometheusHandle,
    pub traffic: Traffic,
}

/// How many visitors wait for an answer of this process right now.
#[derive(Debug, Default)]
pub struct Traffic(AtomicUsize);

impl Traffic {
    /// Counts one visitor until the guard is dropped, also when they go away before the answer is there.
    pub(crate) fn enter(&self) -> impl Drop + '_ {
        struct Visitor<'a>(&'a Traffic);
        impl Drop for Visitor<'_> {
            fn drop(&mut self) {
                self.0.0.fetch_sub(1, Ordering::Relaxed);
            }
        }
        self.0.fetch_add(1, Ordering::Relaxed);
        Visitor(self)
    }

    #[must_use]
    pub fn visitors(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
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
    pub async fn case_parts_of(&self, ctx: &Ctx, case: CaseRead<'_>) -> Result<Vec<CasePart>, Problem> {
        let mut all = Vec::new();
        for parts in &self.case_parts {
            all.extend(parts(self, ctx, case).await?);
        }
        Ok(all)
    }

    /// The figures at the top of a case page that later features contribute.
    pub async fn case_figures_of(&self, ctx: &Ctx, case: CaseRead<'_>) -> Result<Vec<Tile>, Problem> {
        let mut all = Vec::new();
        for figures in &self.case_figures {
            all.extend(figures(self, ctx, case).await?);
        }
        Ok(all)
    }

    /// The cases that are closed to the person whatever its roles, for pages that do not read cases themselves.
    pub async fn closed_cases_of(&self, ctx: &Ctx) -> Result<Vec<ClosedCase>, Problem> {
        let mut all = Vec::new();
        for closed in &self.closed_cases {
            all.extend(closed(self, ctx).await?);
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
    /// How the whole house's navigation is grouped; the binary's to say.
    pub nav_groups: Vec<NavGroup>,
    pub texts: Vec<TextFiles>,
    pub tasks: Option<TaskFn>,
    pub case_parts: Option<CaseFn>,
    pub case_figures: Option<CaseFiguresFn>,
    pub evidence: Option<EvidenceOf>,
    pub closed_cases: Option<ClosedFn>,
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

/// An area of the main navigation.
#[derive(Debug, Clone, Copy)]
pub struct NavGroup {
    /// Its name, a text key.
    pub key: &'static str,
    /// The addresses of its entries in their order, then further ones whose pages belong here.
    pub places: &'static [&'static str],
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

/// A case as its page read it for the person, handed to the features that add to the page, so that none of them reads it
/// again. What it is knows the feature that owns cases.
#[derive(Clone, Copy)]
pub struct CaseRead<'a>(&'a (dyn Any + Send + Sync));

impl<'a> CaseRead<'a> {
    #[must_use]
    pub fn new<T: Any + Send + Sync>(read: &'a T) -> Self {
        Self(read)
    }

    /// The case, if it is one of these.
    #[must_use]
    pub fn get<T: Any>(self) -> Option<&'a T> {
        self.0.downcast_ref()
    }
}

/// One part of the case page (money, people, hours …), shown under its heading in the order of `position`.
#[derive(Debug)]
pub struct CasePart {
    pub position: u8,
    pub heading: String,
    pub blocks: Vec<Block>,
}

/// A case that is closed to a person, whatever its roles (handbook 4.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedCase {
    pub id: Uuid,
    /// As it stands in lists and imports.
    pub number: String,
    pub title: String,
    pub applicant: String,
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
pub type CaseFn = for<'a> fn(&'a App, &'a Ctx, CaseRead<'a>) -> BoxFuture<'a, Result<Vec<CasePart>, Problem>>;
pub type CaseFiguresFn =
    for<'a> fn(&'a App, &'a Ctx, CaseRead<'a>) -> BoxFuture<'a, Result<Vec<Tile>, Problem>>;
pub type EvidenceOf = for<'a> fn(&'a App, &'a Ctx, Uuid) -> BoxFuture<'a, Result<Vec<EvidenceFile>, Problem>>;
pub type ClosedFn = for<'a> fn(&'a App, &'a Ctx) -> BoxFuture<'a, Result<Vec<ClosedCase>, Problem>>;
pub type SearchFn = for<'a> fn(&'a App, &'a Ctx, &'a str) -> BoxFuture<'a, Result<Vec<Hit>, Problem>>;
/// Findings for the operator, each a sentence; empty means clean.
pub type CheckFn = for<'a> fn(&'a Db) -> BoxFuture<'a, Result<Vec<String>, Problem>>;

/// Runs the jobs of one kind. The use case inside is guarded by state, so that a second run does no harm.
#[derive(Clone)]
pub struct JobHandler {
    pub kind: &'static str,
    pub run: for<'a> fn(&'a App, &'a Job) -> BoxFuture<'a, Result<(), Problem>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visitors_are_counted_until_they_leave() {
        let traffic = Traffic::default();
        let first = traffic.enter();
        let second = traffic.enter();
        assert_eq!(traffic.visitors(), 2);
        drop(first);
        assert_eq!(traffic.visitors(), 1);
        drop(second);
        assert_eq!(traffic.visitors(), 0);
    }
}
