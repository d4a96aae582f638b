//! Packets for the command line: written where the operator says, checked at once.

use std::fs::File;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use applications::{Application, ApplicationId};
use base::{Ctx, Problem, Role};
use base_db::Entry;
use base_web::App;
use calls::Call;
use serde_json::json;

use super::build::build;
use super::case::require_received;
use crate::evidence::access;
use crate::evidence::collect::BUILDING;
use crate::evidence::verify::{Verdict, verify};

/// A packet in a file of its own, and what checking it found: nothing, unless stored files are damaged.
#[derive(Debug, Clone)]
pub struct Built {
    pub cases: usize,
    pub verdict: Verdict,
}

/// Writes the packet of a case to `out`, which must not be there. Error: as for [`super::make_for_case`].
pub async fn write_case(app: &App, ctx: &Ctx, id: ApplicationId, out: &Path) -> Result<Built, Problem> {
    let (case, role) = access::case_of(app.db.reader(), ctx, id).await?;
    require_received(&case)?;
    let call = calls::call(app.db.reader(), case.call_id).await?;
    let entry = Entry::new("application", id, "make_evidence").case(id);
    write(app, ctx, (role, &call), std::slice::from_ref(&case), out, entry).await
}

/// Writes the packet of a call to `out`, which must not be there. Error: as for [`super::request_for_call`].
pub async fn write_call(app: &App, ctx: &Ctx, call: &Call, out: &Path) -> Result<Built, Problem> {
    let (role, cases) = super::call::seen(app, ctx, call).await?;
    let entry = Entry::new("call", call.id, "make_evidence");
    write(app, ctx, (role, call), &cases, out, entry).await
}

async fn write(
    app: &App,
    ctx: &Ctx,
    of: (Role, &Call),
    cases: &[Application],
    out: &Path,
    entry: Entry,
) -> Result<Built, Problem> {
    let broken = |error: &dyn std::fmt::Display| Problem::broken(format!("{}: {error}", out.display()));
    let turn = BUILDING.acquire().await.map_err(Problem::broken)?;
    let file = File::options()
        .write(true)
        .create_new(true)
        .mode(0o600) // everything on file about people: for who made it
        .open(out)
        .map_err(|error| broken(&error))?;
    let half = Half(Some(out.to_owned()));
    let (file, _) = build(app, ctx, of, cases, file, None).await?;
    drop(turn);
    file.sync_all().map_err(|error| broken(&error))?;
    let path = out.to_owned();
    let verdict = tokio::task::spawn_blocking(move || verify(&path, None))
        .await
        .map_err(Problem::broken)?
        .map_err(|error| broken(&error))?;
    let unit = app.db.write(ctx).await?;
    let facts = json!({
        "role": of.0.code(), "cases": cases.len(), "sha256": verdict.sha256, "files": verdict.files,
    });
    unit.audit(entry.data(facts)).await?;
    unit.commit().await?;
    half.keep();
    Ok(Built {
        cases: cases.len(),
        verdict,
    })
}

/// A file that is taken away again unless it was finished.
struct Half(Option<PathBuf>);

impl Half {
    fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for Half {
    fn drop(&mut self) {
        if let Some(path) = &self.0
            && let Err(error) = std::fs::remove_file(path)
        {
            tracing::warn!(%error, "{} is left over", path.display());
        }
    }
}
