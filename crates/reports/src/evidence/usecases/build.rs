//! Writing a packet into a file, case by case.

use std::fs::File;

use applications::Application;
use base::{Ctx, Problem, Role};
use base_web::App;
use calls::Call;

use super::call::Making;
use crate::evidence::archive::Archive;
use crate::evidence::collect;
use crate::evidence::format::{FORMAT, Manifest, ManifestCall};

/// Writes the packet of these cases into `file`; the packet that waits for it, if one does, says after each case how far
/// it is. The caller has asked who may, and for a place among [`collect::BUILDING`].
pub(super) async fn build(
    app: &App,
    ctx: &Ctx,
    (role, call): (Role, &Call),
    cases: &[Application],
    file: File,
    waits: Option<Making<'_>>,
) -> Result<(File, Manifest), Problem> {
    let programme = calls::programme(app.db.reader(), call.programme_id).await?;
    let mut archive = Archive::new(file);
    for (number, case) in (1..).zip(cases) {
        archive = collect::case(app, ctx, case, archive).await?;
        if let Some(making) = &waits {
            making.progress(app, number).await?;
        }
    }
    let head = Manifest {
        format: FORMAT.to_owned(),
        programme: programme.name(base::Lang::De).to_owned(),
        call: ManifestCall {
            code: call.code.clone(),
            title: call.title(base::Lang::De).to_owned(),
        },
        cases: cases.iter().map(collect::listed).collect(),
        made_at: ctx.now,
        made_by: ctx.person()?.name.clone(),
        role: role.code().to_owned(),
        files: Vec::new(),
    };
    tokio::task::spawn_blocking(move || archive.finish(head))
        .await
        .map_err(Problem::broken)?
}

/// A file that nobody else sees and that is gone when it is closed, beside the other run-time data.
pub(super) fn scratch(app: &App) -> Result<File, Problem> {
    tempfile::tempfile_in(&app.settings.data_dir).map_err(Problem::broken)
}
