//! Importing workbooks, the same for every kind (handbook 7): upload → dry run with a report per row → apply in one
//! transaction. The original file is kept; nothing is written until the user applies.

mod pages;
mod report;
mod sheet;
mod store;

pub use pages::import_action;
pub use report::{ImportReport, ReportMessage, ReportRow, ReportTotal, RowStatus, UnreadableJson};
pub use store::{ImportRun, finish};

use std::sync::Arc;

use base::{Ctx, Problem, Role, Text};
use base_sheets::{Limits, Workbook};
use futures::future::BoxFuture;
use uuid::Uuid;

use self::store::Upload;
use crate::{App, Routes};

/// One kind of workbook (I1 applications, I4 pool …).
#[derive(Clone)]
pub struct ImportKind {
    /// `applications`, `pool`: in addresses and on the command line.
    pub kind: &'static str,
    /// Who may import it at all; the use case checks again for the call or programme.
    pub roles: &'static [Role],
    /// Whether it belongs to one call.
    pub needs_call: bool,
    pub limits: Limits,
    /// Checks every row; writes only with `apply`, in one unit that ends with [`finish`].
    pub run: RunFn,
}

/// Runs one import: context, rows, and whether to write them.
pub type RunFn =
    for<'a> fn(&'a App, &'a Ctx, ImportInput, Option<Apply>) -> BoxFuture<'a, Result<ImportReport, Problem>>;

/// What is imported.
#[derive(Debug, Clone)]
pub struct ImportInput {
    pub workbook: Workbook,
    pub file_name: String,
    /// The call's code.
    pub call: Option<String>,
}

/// That the rows are to be written, and under which run.
#[derive(Debug, Clone)]
pub struct Apply {
    pub run: Uuid,
    /// Also send the mails that importing does not send by itself (handbook 0.5: M-A02 only when ticked).
    pub notify: bool,
    /// The file of a run that is checked and applied at once: [`finish`] files both in the unit that writes the rows.
    at_once: Option<Arc<Upload>>,
}

impl Apply {
    /// Under a run that was checked before.
    #[must_use]
    pub fn checked(run: Uuid, notify: bool) -> Self {
        Self {
            run,
            notify,
            at_once: None,
        }
    }
}

/// The routes `/imports…`.
#[must_use]
pub fn routes() -> Routes {
    pages::routes()
}

/// The kind of this name. Error: not found.
pub fn kind_of<'a>(app: &'a App, kind: &str) -> Result<&'a ImportKind, Problem> {
    app.imports
        .iter()
        .find(|known| known.kind == kind)
        .ok_or(Problem::not_found("import kind"))
}

/// Reads and checks a workbook without writing anything.
pub async fn dry_run(
    app: &App,
    ctx: &Ctx,
    kind: &ImportKind,
    bytes: &[u8],
    file_name: &str,
    call: Option<String>,
) -> Result<ImportReport, Problem> {
    match app.sheets.read(bytes, file_name, &kind.limits).await {
        Ok(workbook) => {
            (kind.run)(
                app,
                ctx,
                ImportInput {
                    workbook,
                    file_name: file_name.to_owned(),
                    call,
                },
                None,
            )
            .await
        }
        Err(unreadable) => Ok(ImportReport::unreadable(ctx.lang, &unreadable)),
    }
}

/// Applies a run that was checked before: the stored file is read again, so that nothing depends on this process.
/// Error: refused when it was applied already or holds nothing to accept.
pub async fn apply(app: &App, ctx: &Ctx, run: &ImportRun, notify: bool) -> Result<ImportReport, Problem> {
    let kind = kind_of(app, &run.kind)?;
    if run.state != "CHECKED" {
        return Err(Problem::refused(
            "already-applied",
            Text::new("imports-already-applied"),
        ));
    }
    if run.accepted.unwrap_or(0) == 0 {
        return Err(Problem::refused(
            "nothing-to-import",
            Text::new("imports-nothing-to-apply"),
        ));
    }
    let file = base_files::file(app.db.reader(), run.file_id).await?;
    let bytes = app.files.read(&file).await?;
    let workbook = app
        .sheets
        .read(&bytes, &file.name, &kind.limits)
        .await
        .map_err(|unreadable| {
            Problem::broken(format!("a stored workbook became unreadable: {unreadable:?}"))
        })?;
    let input = ImportInput {
        workbook,
        file_name: file.name.clone(),
        call: run.call_code.clone(),
    };
    (kind.run)(app, ctx, input, Some(Apply::checked(run.id, notify))).await
}

/// Stores an uploaded workbook and its dry run.
pub async fn check(
    app: &App,
    ctx: &Ctx,
    kind: &ImportKind,
    file_name: &str,
    bytes: Vec<u8>,
    call: Option<String>,
) -> Result<(Uuid, ImportReport), Problem> {
    let report = dry_run(app, ctx, kind, &bytes, file_name, call.clone()).await?;
    let upload = Upload::stage(app, kind.kind, call, file_name, bytes).await?;
    let run = store::keep(app, ctx, &upload, &report).await?;
    Ok((run, report))
}

/// Applies a run by its id. Error: as [`apply`], or not found.
pub async fn apply_by_id(app: &App, ctx: &Ctx, run: Uuid) -> Result<ImportReport, Problem> {
    let run = store::run(app.db.reader(), run).await?;
    apply(app, ctx, &run, false).await
}

/// Checks a workbook and writes what can be accepted, for the command line: read once, checked once, in one unit.
/// Nothing but the run is written when no row can be accepted. Error: as [`apply`].
pub async fn check_and_apply(
    app: &App,
    ctx: &Ctx,
    kind: &ImportKind,
    file_name: &str,
    bytes: Vec<u8>,
    call: Option<String>,
) -> Result<ImportReport, Problem> {
    if store::FOUR_EYES.contains(&kind.kind) {
        // what was checked stays for a colleague when the same person is refused
        let (run, report) = check(app, ctx, kind, file_name, bytes, call).await?;
        if report.unreadable.is_some() || report.accepted == 0 {
            return Ok(report);
        }
        return apply_by_id(app, ctx, run).await;
    }
    let read = app.sheets.read(&bytes, file_name, &kind.limits).await;
    let upload = Arc::new(Upload::stage(app, kind.kind, call.clone(), file_name, bytes).await?);
    let report = match read {
        Ok(workbook) => {
            let input = ImportInput {
                workbook,
                file_name: file_name.to_owned(),
                call,
            };
            let apply = Apply {
                run: Uuid::now_v7(),
                notify: false,
                at_once: Some(upload.clone()),
            };
            (kind.run)(app, ctx, input, Some(apply)).await?
        }
        Err(unreadable) => ImportReport::unreadable(ctx.lang, &unreadable),
    };
    if report.unreadable.is_some() {
        store::keep(app, ctx, &upload, &report).await?;
    }
    Ok(report)
}
