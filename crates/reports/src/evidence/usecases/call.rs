//! The packet of a whole call: asked for by a person, made by a job.

use applications::{Application, ApplicationId, ApplicationState};
use base::{Access, Actor, Channel, Ctx, Lang, Problem, Role, Text};
use base_db::jobs::Job;
use base_db::lease;
use base_files::NewFile;
use base_web::App;
use calls::Call;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use super::build::{build, scratch};
use super::{PURPOSE, entry, insert, require_few};
use crate::evidence::collect::BUILDING;
use crate::evidence::format::MAX_CASES;
use crate::evidence::model::{Packet, PacketState};
use crate::evidence::store::packet;
use crate::evidence::{access, queries};

/// The job that makes a packet; its subject is the packet's id.
pub const JOB: &str = "evidence-packet";
/// An instance that says nothing of a packet for so long has given it up.
const LEASE_SECONDS: i64 = 300;
/// After so many attempts a fault of the machinery is told to the person.
const ATTEMPTS: i64 = 5;

/// Asks for the packet of all cases of a call that the person sees. Roles: RH, RL, SB of the programme. Error: not found
/// for a call out of sight, denied, refused while one is being made, without a case, or after too many of a day.
pub async fn request_for_call(app: &App, ctx: &Ctx, call: &Call) -> Result<Packet, Problem> {
    let (role, cases) = seen(app, ctx, call).await?;
    let me = ctx.person()?;
    let ids: Vec<ApplicationId> = cases.iter().map(|case| case.id).collect();
    let packet = Packet {
        id: Uuid::now_v7(),
        programme_id: call.programme_id.0,
        call_id: call.id,
        application_id: None,
        state: PacketState::Requested,
        role: role.code().to_owned(),
        requested_by: me.id,
        requested_by_name: me.name.clone(),
        requested_at: ctx.now,
        cases_total: i64::try_from(ids.len()).map_err(Problem::broken)?,
        cases_done: 0,
        file_id: None,
        sha256: None,
        size_bytes: None,
        files: None,
        finished_at: None,
        failure: None,
    };
    let unit = app.db.write(ctx).await?;
    if queries::is_running(unit.conn(), call.id, me.id).await? {
        return Err(running());
    }
    require_few(unit.conn(), ctx, call.id, None).await?;
    insert(&unit, &packet, &ids).await?;
    unit.schedule(JOB, packet.id, ctx.now).await?;
    unit.audit(entry(&packet, "request_evidence", None)).await?;
    unit.commit().await?;
    Ok(packet)
}

/// One packet of a call at a time for each person.
pub(super) fn running() -> Problem {
    Problem::refused("evidence-running", Text::new("evidence-running"))
}

/// In which office, and of which cases, a person makes the packet of a call: by number. Error: as [`request_for_call`].
pub(super) async fn seen(app: &App, ctx: &Ctx, call: &Call) -> Result<(Role, Vec<Application>), Problem> {
    calls::access::require_sight(ctx, call)?;
    let role = access::maker(ctx, call.programme_id.0)?;
    let received: Vec<ApplicationState> = ApplicationState::ALL
        .iter()
        .copied()
        .filter(|state| *state != ApplicationState::Draft)
        .collect();
    let cases = applications::of_call(app.db.reader(), ctx, call.id, &received).await?;
    if cases.is_empty() {
        return Err(Problem::refused("evidence-empty", Text::new("evidence-empty")));
    }
    if cases.len() > MAX_CASES {
        return Err(Problem::TooLarge(
            Text::new("evidence-too-many-cases").with("max", MAX_CASES),
        ));
    }
    Ok((role, cases))
}

/// The work of [`JOB`]: makes and files the packet, as the person who asked for it sees the cases by then. A packet that
/// is ready or failed is left alone. Error: another instance makes it, or the machinery fails; it is tried again.
pub async fn run(app: &App, job: &Job) -> Result<(), Problem> {
    let id: Uuid = job.subject.parse().map_err(Problem::broken)?;
    let found = packet::Entity::find_by_id(id).one(app.db.reader()).await?;
    let Some(packet) = found.filter(|packet| packet.state.is_open()) else {
        return Ok(());
    };
    let making = Making {
        packet: &packet,
        holder: Uuid::now_v7(),
    };
    making.progress(app, 0).await?;
    let problem = match make(app, making).await {
        Ok(()) => return Ok(()),
        Err(problem @ (Problem::Broken { .. } | Problem::Stale)) if job.attempts < ATTEMPTS => {
            // the next attempt is another holder, and must not take this one for an instance still at work
            if let Err(error) = making.give_back(app).await {
                tracing::warn!(%error, packet = %packet.id, "the lease of an evidence packet runs out by itself");
            }
            return Err(problem);
        }
        Err(problem) => problem,
    };
    tracing::warn!(%problem, packet = %packet.id, "an evidence packet is given up");
    let ctx = Ctx::system(JOB, app.db.now());
    let failed = Packet {
        state: PacketState::Failed,
        failure: Some(base_web::failure::sentence(Lang::De, &problem)),
        finished_at: Some(ctx.now),
        ..packet.clone()
    };
    finish(app, &ctx, failed, None).await
}

/// A packet that this instance is making.
#[derive(Clone, Copy)]
pub(super) struct Making<'a> {
    packet: &'a Packet,
    holder: Uuid,
}

impl Making<'_> {
    /// Says how far it is, and that this instance still works on it. Error: broken when another one does, or when the
    /// packet is finished already.
    pub(super) async fn progress(&self, app: &App, done: i64) -> Result<(), Problem> {
        let ctx = Ctx::system(JOB, app.db.now());
        let unit = app.db.write(&ctx).await?;
        let id = self.packet.id;
        let changed = packet::Entity::update_many()
            .col_expr(packet::Column::State, Expr::value(PacketState::Building))
            .col_expr(packet::Column::CasesDone, Expr::value(done))
            .filter(packet::Column::Id.eq(id))
            .filter(packet::Column::State.is_in([PacketState::Requested, PacketState::Building]))
            .exec(unit.conn())
            .await?;
        if changed.rows_affected != 1
            || !lease::take(&unit, &self.lease(), self.holder, LEASE_SECONDS).await?
        {
            return Err(Problem::broken(format!("packet {id} is made elsewhere")));
        }
        unit.commit().await
    }

    /// This instance works on it no longer: its lease ends now.
    async fn give_back(&self, app: &App) -> Result<(), Problem> {
        let ctx = Ctx::system(JOB, app.db.now());
        let unit = app.db.write(&ctx).await?;
        lease::take(&unit, &self.lease(), self.holder, 0).await?;
        unit.commit().await
    }

    fn lease(&self) -> String {
        format!("{JOB}-{}", self.packet.id)
    }
}

async fn make(app: &App, making: Making<'_>) -> Result<(), Problem> {
    let (db, packet) = (app.db.reader(), making.packet);
    let ctx = Ctx {
        actor: Actor::Person(people::person(db, packet.requested_by, app.db.now()).await?),
        now: app.db.now(),
        lang: Lang::De,
        channel: Channel::Job,
        access: Access::ReadWrite,
        request_id: Uuid::now_v7(),
    };
    let call = calls::call(db, packet.call_id).await?;
    let (role, mut cases) = seen(app, &ctx, &call).await?;
    if role.code() != packet.role {
        // the office has changed since; what it reads is another packet
        return Err(Problem::refused("evidence-office", Text::new("evidence-office")));
    }
    let asked = queries::cases_of(db, packet.id).await?;
    cases.retain(|case| asked.contains(&case.id));
    let turn = BUILDING.acquire().await.map_err(Problem::broken)?;
    let (file, manifest) = build(app, &ctx, (role, &call), &cases, scratch(app)?, Some(making)).await?;
    drop(turn);
    let staged = app.files.stage_file(file).await?;
    let ready = Packet {
        state: PacketState::Ready,
        cases_total: i64::try_from(cases.len()).map_err(Problem::broken)?,
        cases_done: i64::try_from(cases.len()).map_err(Problem::broken)?,
        sha256: Some(staged.sha256().to_owned()),
        files: i64::try_from(manifest.files.len()).ok(),
        finished_at: Some(app.db.now()),
        ..packet.clone()
    };
    let name = ready.file_name(&call.code);
    finish(app, &ctx, ready, Some((name, staged))).await
}

/// The last step of a packet, whichever it is, with its file where there is one.
async fn finish(
    app: &App,
    ctx: &Ctx,
    mut after: Packet,
    file: Option<(String, base_files::Staged)>,
) -> Result<(), Problem> {
    let unit = app.db.write(ctx).await?;
    let action = if file.is_some() {
        "make_evidence"
    } else {
        "fail_evidence"
    };
    if let Some((name, staged)) = file {
        let new = NewFile {
            name,
            media_type: "application/zip".to_owned(),
            purpose: PURPOSE,
            application_id: None,
            bytes: Vec::new().into(),
        };
        let stored = app.files.keep(&unit, new, staged).await?;
        after.file_id = Some(stored.id);
        after.size_bytes = Some(stored.size_bytes);
    }
    let changed = packet::Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(packet::Column::Id.eq(after.id))
        .filter(packet::Column::State.eq(PacketState::Building))
        .exec(unit.conn())
        .await?;
    if changed.rows_affected != 1 {
        return Err(Problem::Stale);
    }
    unit.audit(entry(&after, action, Some(PacketState::Building)))
        .await?;
    unit.commit().await
}
