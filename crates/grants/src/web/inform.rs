//! What the grantee tells, and the office's note on it.

use axum::extract::Path;
use base::{Ctx, Problem, texts};
use base_web::view::{Block, Cell, Choice, Field, Form, Table};
use base_web::{ApiJson, FormData, Reply, Visit, api};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::id;
use super::verbs::answer;
use crate::model::{Grant, GrantMode, Information, InformationId, InformationKind};
use crate::usecases::{self, Inform, TakeNote};
use crate::{access, queries};

/// Characters of a text.
const MAX: usize = 4_000;

/// The part of a grant's page; empty where nothing was told and nothing is to be told.
pub(super) async fn section(visit: &Visit, grant: &Grant) -> Result<Vec<Block>, Problem> {
    let told = queries::informations_of(visit.app.db.reader(), grant.id).await?;
    let officer = access::is_officer(&visit.ctx, grant);
    let mut blocks = Vec::new();
    if !told.is_empty() {
        blocks.push(table(visit, &told).into());
    }
    for one in told.iter().filter(|one| officer && one.noted_at.is_none()) {
        blocks.push(note_form(visit, grant, one).into());
    }
    let may_tell = access::require_requester(&visit.ctx, grant).is_ok();
    if may_tell && grant.mode == GrantMode::CashGrant && grant.state.is_running() {
        let form = Block::from(form(&visit.ctx, grant));
        blocks.push(Block::Details(
            visit.t("grants-inform"),
            vec![Block::Text(visit.t("grants-inform-lead")), form],
        ));
    }
    Ok(blocks)
}

fn form(ctx: &Ctx, grant: &Grant) -> Form {
    let t = |key: &str| texts::tr(ctx.lang, key);
    let kinds = InformationKind::ALL
        .iter()
        .map(|kind| Choice::new(kind, t(&format!("grants-inform-kind-{kind}"))));
    Form::post(ctx.lang, format!("/grants/{}/information", grant.id))
        .field(Field::radio("kind", t("grants-inform-kind"), kinds.collect()).required())
        .field(
            Field::textarea("text", t("grants-inform-text"), 4)
                .required()
                .max(MAX),
        )
        .submit(t("grants-inform"))
}

fn note_form(visit: &Visit, grant: &Grant, one: &Information) -> Form {
    let about = visit.t(&format!("grants-inform-kind-{}", one.kind));
    visit
        .form(format!("/grants/{}/information/{}/note", grant.id, one.id))
        .heading(format!("{about}, {}", visit.datetime(one.told_at)))
        .field(
            Field::textarea("note", visit.t("grants-inform-note"), 2)
                .required()
                .max(MAX),
        )
        .submit(visit.t("grants-inform-take-note"))
}

fn table(visit: &Visit, told: &[Information]) -> Table {
    let lang = visit.lang();
    let rows = told.iter().map(|one| {
        let noted = one
            .noted_at
            .map(|at| format!("{} – {}", visit.datetime(at), one.note));
        vec![
            Cell::instant(lang, one.told_at),
            Cell::Text(visit.t(&format!("grants-inform-kind-{}", one.kind))),
            Cell::Lines(one.text.clone()),
            Cell::maybe(noted.map(Cell::Lines)),
        ]
    });
    Table::new(lang, visit.t("grants-inform-list"))
        .hidden_caption()
        .column(visit.t("grants-when"))
        .column(visit.t("grants-inform-kind"))
        .column(visit.t("grants-inform-text"))
        .column(visit.t("grants-inform-noted"))
        .rows(rows)
}

pub(super) async fn tell(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let grant = id(&grant)?;
    let done = async {
        let mut read = data.read();
        let kind = read.choice::<InformationKind>("kind");
        let text = read.required_long_text("text", MAX);
        read.finish()?;
        let kind = kind.ok_or_else(|| Problem::broken("a checked choice is missing"))?;
        usecases::inform(&visit.app.db, &visit.ctx, Inform { grant, kind, text }).await
    };
    let done = done.await.map(|_| "grants-done-informed");
    answer(&visit, grant, &data, done).await
}

fn information(text: &str) -> Result<InformationId, Problem> {
    text.parse().map_err(|_| Problem::not_found("information"))
}

pub(super) async fn note(visit: Visit, Path((grant, told)): Path<(String, String)>, data: FormData) -> Reply {
    let grant = id(&grant)?;
    let command = TakeNote {
        grant,
        information: information(&told)?,
        note: data.get("note").to_owned(),
    };
    let done = usecases::take_note(&visit.app.db, &visit.ctx, command)
        .await
        .map(|()| "grants-done-noted");
    answer(&visit, grant, &data, done).await
}

/// Something the grantee told.
#[derive(Debug, Serialize, ToSchema)]
pub struct GrantInformationJson {
    pub id: Uuid,
    pub kind: InformationKind,
    pub text: String,
    pub told_at: DateTime<Utc>,
    pub noted_at: Option<DateTime<Utc>>,
    /// What follows from it.
    pub note: String,
}

/// What the grantee told, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct GrantInformationListJson {
    pub items: Vec<GrantInformationJson>,
}

/// Something to tell.
#[derive(Debug, Deserialize, ToSchema)]
pub struct InformJson {
    pub kind: InformationKind,
    pub text: String,
}

/// What an officer makes of it.
#[derive(Debug, Deserialize, ToSchema)]
pub struct TakeNoteJson {
    pub note: String,
}

async fn all(visit: &Visit, grant: &str) -> Result<GrantInformationListJson, Problem> {
    let db = visit.app.db.reader();
    let (grant, _) = queries::seen(db, &visit.ctx, id(grant)?).await?;
    let told = queries::informations_of(db, grant.id).await?;
    let json = |one: Information| GrantInformationJson {
        id: one.id.0,
        kind: one.kind,
        text: one.text,
        told_at: one.told_at,
        noted_at: one.noted_at,
        note: one.note,
    };
    Ok(GrantInformationListJson {
        items: told.into_iter().map(json).collect(),
    })
}

pub(super) async fn api_list(visit: Visit, Path(grant): Path<String>) -> Reply {
    api::ok(all(&visit, &grant).await?)
}

pub(super) async fn api_tell(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<InformJson>,
) -> Reply {
    let command = Inform {
        grant: id(&grant)?,
        kind: body.kind,
        text: body.text,
    };
    usecases::inform(&visit.app.db, &visit.ctx, command).await?;
    api::created(all(&visit, &grant).await?)
}

pub(super) async fn api_note(
    visit: Visit,
    Path((grant, told)): Path<(String, String)>,
    ApiJson(body): ApiJson<TakeNoteJson>,
) -> Reply {
    let command = TakeNote {
        grant: id(&grant)?,
        information: information(&told)?,
        note: body.note,
    };
    usecases::take_note(&visit.app.db, &visit.ctx, command).await?;
    api::ok(all(&visit, &grant).await?)
}
