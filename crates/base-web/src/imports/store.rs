//! Import runs: the file, its report, and whether it was applied.

use base::{Ctx, PersonId, Problem};
use base_db::{Entry, Unit};
use base_files::{Files, NewFile, Staged};
use base_mail::{Mail, Recipient};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{Condition, ConnectionTrait, QueryOrder, QuerySelect, Set};
use sha2::{Digest, Sha256};

use super::Apply;
use super::report::{ImportReport, RowStatus};
use crate::App;

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "import_run")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: String,
        pub call_code: Option<String>,
        pub file_id: Uuid,
        pub sha256: String,
        /// `CHECKED` or `APPLIED`.
        pub state: String,
        pub accepted: Option<i64>,
        pub report: String,
        pub created_by: Option<Uuid>,
        pub created_at: DateTimeUtc,
        pub applied_at: Option<DateTimeUtc>,
        pub applied_by: Option<Uuid>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod place {
    use sea_orm::entity::prelude::*;

    /// A programme whose figures the run changes.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "import_run_programme")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub run_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub programme_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A stored run.
pub type ImportRun = row::Model;

/// A workbook whose bytes are safely stored, on its way to a run.
#[derive(Debug)]
pub(super) struct Upload {
    kind: &'static str,
    call: Option<String>,
    file_name: String,
    sha256: String,
    staged: Staged,
    files: Files,
}

impl Upload {
    pub async fn stage(
        app: &App,
        kind: &'static str,
        call: Option<String>,
        file_name: &str,
        bytes: Vec<u8>,
    ) -> Result<Self, Problem> {
        Ok(Self {
            kind,
            call,
            file_name: file_name.to_owned(),
            sha256: hex::encode(Sha256::digest(&bytes)),
            staged: app.files.stage(bytes.into()).await?,
            files: app.files.clone(),
        })
    }
}

/// Files an upload with what checking it found; gives the run.
pub(super) async fn keep(
    app: &App,
    ctx: &Ctx,
    upload: &Upload,
    report: &ImportReport,
) -> Result<Uuid, Problem> {
    let run = Uuid::now_v7();
    let unit = app.db.write(ctx).await?;
    keep_in(&unit, run, upload, report).await?;
    unit.commit().await?;
    Ok(run)
}

async fn keep_in(unit: &Unit<'_>, run: Uuid, upload: &Upload, report: &ImportReport) -> Result<(), Problem> {
    let ctx = unit.ctx();
    let new = NewFile {
        name: upload.file_name.clone(),
        media_type: "application/octet-stream".to_owned(),
        purpose: "import",
        application_id: None,
        bytes: Default::default(), // staged before the unit
    };
    let file = upload.files.keep(unit, new, upload.staged.clone()).await?;
    row::Entity::insert(row::ActiveModel {
        id: Set(run),
        kind: Set(upload.kind.to_owned()),
        call_code: Set(upload.call.clone()),
        file_id: Set(file.id),
        sha256: Set(upload.sha256.clone()),
        state: Set("CHECKED".to_owned()),
        accepted: Set(Some(report.accepted as i64)),
        report: Set(serde_json::to_string(report).map_err(Problem::broken)?),
        created_by: Set(ctx.person_id().map(|id| id.0)),
        created_at: Set(ctx.now),
        applied_at: Set(None),
        applied_by: Set(None),
    })
    .exec_without_returning(unit.conn())
    .await?;
    let mut programmes = report.programmes.clone();
    programmes.sort_unstable();
    programmes.dedup();
    let places = programmes.into_iter().map(|programme| place::ActiveModel {
        run_id: Set(run),
        programme_id: Set(programme),
    });
    for place in places {
        place::Entity::insert(place)
            .exec_without_returning(unit.conn())
            .await?;
    }
    unit.audit(
        Entry::new("import_run", run, "check")
            .to("CHECKED")
            .data(serde_json::json!({ "kind": upload.kind, "file": upload.file_name })),
    )
    .await
}

/// Ends the unit of an applied import: the run's state, one audit entry, and M-I01 to the importer. A list that is checked
/// and applied at once is filed here as well; it stays CHECKED when no row of it was accepted.
pub async fn finish(
    unit: &Unit<'_>,
    apply: &Apply,
    file_name: &str,
    report: &ImportReport,
) -> Result<(), Problem> {
    let (ctx, run) = (unit.ctx(), apply.run);
    let mut update = row::Entity::update_many()
        .col_expr(row::Column::State, Expr::value("APPLIED"))
        .col_expr(row::Column::AppliedAt, Expr::value(ctx.now))
        .col_expr(
            row::Column::AppliedBy,
            Expr::value(ctx.person_id().map(|id| id.0)),
        );
    match &apply.at_once {
        Some(upload) => {
            keep_in(unit, run, upload, report).await?;
            if report.accepted == 0 {
                return Ok(());
            }
        }
        None => {
            let report = serde_json::to_string(report).map_err(Problem::broken)?;
            update = update.col_expr(row::Column::Report, Expr::value(report));
        }
    }
    let updated = update
        .filter(row::Column::Id.eq(run))
        .filter(row::Column::State.eq("CHECKED"))
        .exec(unit.conn())
        .await?;
    if updated.rows_affected != 1 {
        return Err(Problem::refused(
            "already-applied",
            base::Text::new("imports-already-applied"),
        ));
    }
    unit.audit(
        Entry::new("import_run", run, "apply")
            .states("CHECKED", "APPLIED")
            .data(serde_json::json!({ "accepted": report.accepted, "amount_cents": report.accepted_amount_cents })),
    )
    .await?;
    if let Some(person) = ctx.find_person() {
        let to = Recipient {
            person_id: Some(person.id),
            name: person.name.clone(),
            salutation: None,
            email: person.email.clone(),
            lang: ctx.lang,
        };
        let mail = Mail::new("M-I01", run, to)
            .arg("file", file_name)
            .arg("accepted", report.accepted)
            .arg("remarks", report.remark_count())
            .arg("duplicates", report.count(RowStatus::Duplicate))
            .arg("errors", report.count(RowStatus::Error))
            .link(format!("/imports/runs/{run}"));
        base_mail::enqueue(unit, mail).await?;
    }
    Ok(())
}

/// The run of this id. Error: not found.
pub(super) async fn run(db: &impl ConnectionTrait, id: Uuid) -> Result<ImportRun, Problem> {
    row::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Problem::not_found("import run"))
}

/// When the same bytes were applied before, if ever.
pub(super) async fn applied_before(
    db: &impl ConnectionTrait,
    sha256: &str,
) -> Result<Option<DateTimeUtc>, Problem> {
    let earlier = row::Entity::find()
        .filter(row::Column::Sha256.eq(sha256))
        .filter(row::Column::State.eq("APPLIED"))
        .order_by_asc(row::Column::AppliedAt)
        .one(db)
        .await?;
    Ok(earlier.and_then(|run| run.applied_at))
}

/// Kinds of money, which somebody else applies than checked the file (four eyes): colleagues see each other's runs.
pub(super) const FOUR_EYES: [&str; 2] = ["budget", "payments"];

/// Whose runs a person sees: the own ones, and those that wait for a second pair of eyes in the own programmes.
pub(super) struct Seen<'a> {
    pub person: PersonId,
    /// Kinds the person may import.
    pub kinds: &'a [&'a str],
    /// Programmes in which the person may import kinds of money.
    pub programmes: &'a [Uuid],
    /// Programmes whose runs the person audits: all of them, to read.
    pub audited: &'a [Uuid],
}

impl Seen<'_> {
    /// A list that changes two programmes is seen by who belongs to both; one that changes none, by the importer.
    fn condition(&self) -> Condition {
        let placed = || {
            Query::select()
                .column(place::Column::RunId)
                .from(place::Entity)
                .take()
        };
        let mut foreign = placed();
        foreign.and_where(place::Column::ProgrammeId.is_not_in(self.programmes.iter().copied()));
        let of_colleagues = Condition::all()
            .add(row::Column::Kind.is_in(FOUR_EYES))
            .add(row::Column::Id.in_subquery(placed()))
            .add(row::Column::Id.not_in_subquery(foreign));
        let mut audited = Query::select().column("run_id").from("import_run_place").take();
        audited.and_where(Expr::col("programme_id").is_in(self.audited.iter().copied()));
        let may_import = Condition::all()
            .add(row::Column::Kind.is_in(self.kinds.iter().copied()))
            .add(
                Condition::any()
                    .add(row::Column::CreatedBy.eq(self.person.0))
                    .add(of_colleagues),
            );
        Condition::any()
            .add(may_import)
            .add(row::Column::Id.in_subquery(audited))
    }
}

/// The run of this id, if the person sees it. Error: not found.
pub(super) async fn seen_run(
    db: &impl ConnectionTrait,
    seen: &Seen<'_>,
    id: Uuid,
) -> Result<ImportRun, Problem> {
    row::Entity::find_by_id(id)
        .filter(seen.condition())
        .one(db)
        .await?
        .ok_or(Problem::not_found("import run"))
}

/// The latest runs that a person sees.
pub(super) async fn latest(
    db: &impl ConnectionTrait,
    seen: &Seen<'_>,
    limit: u64,
) -> Result<Vec<ImportRun>, Problem> {
    Ok(row::Entity::find()
        .filter(seen.condition())
        .order_by_desc(row::Column::Id)
        .limit(limit)
        .all(db)
        .await?)
}
