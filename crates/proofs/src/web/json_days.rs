//! The JSON API of due dates, interim statements and the one-year clock.

use axum::extract::Path;
use base::Cents;
use base_web::{ApiJson, Reply, Visit, api};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::id;
use super::json::{UseProofJson, known};
use crate::access;
use crate::model::{Interim, InterimState, Knowledge, ProofId};
use crate::queries;
use crate::usecases::{
    self, AskExtension, CorrectKnowledge, DecideExtension, NoteInterim, RecordKnowledge, SaveInterim,
};

/// More time that the municipality asks for.
#[derive(Deserialize, ToSchema)]
pub struct AskExtensionJson {
    until_on: NaiveDate,
    reason: String,
}

pub async fn ask_extension(
    visit: Visit,
    Path(proof): Path<String>,
    ApiJson(body): ApiJson<AskExtensionJson>,
) -> Reply {
    let command = AskExtension {
        proof: id(&proof, "proof")?,
        until_on: body.until_on,
        reason: body.reason,
    };
    let proof = usecases::ask_extension(&visit.app.db, &visit.ctx, command).await?;
    api::ok(UseProofJson::from(proof))
}

/// The decision; without a day it is refused. `version` 0: whichever.
#[derive(Deserialize, ToSchema)]
pub struct DecideExtensionJson {
    until_on: Option<NaiveDate>,
    #[serde(default)]
    answer: String,
    #[serde(default)]
    version: i64,
}

pub async fn decide_extension(
    visit: Visit,
    Path(proof): Path<String>,
    ApiJson(body): ApiJson<DecideExtensionJson>,
) -> Reply {
    let command = DecideExtension {
        proof: id(&proof, "proof")?,
        version: known(body.version),
        until_on: body.until_on,
        answer: body.answer,
    };
    let proof = usecases::decide_extension(&visit.app.db, &visit.ctx, command).await?;
    api::ok(UseProofJson::from(proof))
}

#[derive(Deserialize, ToSchema)]
pub struct ReopenProofJson {
    reason: String,
    #[serde(default)]
    version: i64,
}

pub async fn reopen(
    visit: Visit,
    Path(proof): Path<String>,
    ApiJson(body): ApiJson<ReopenProofJson>,
) -> Reply {
    let id: ProofId = id(&proof, "proof")?;
    let version = known(body.version);
    let proof = usecases::reopen(&visit.app.db, &visit.ctx, id, version, &body.reason).await?;
    api::ok(UseProofJson::from(proof))
}

/// One edition of a day of knowledge.
#[derive(Serialize, ToSchema)]
pub struct ProofKnowledgeJson {
    /// Of the first edition: what is corrected.
    id: Uuid,
    edition: i64,
    known_on: NaiveDate,
    revocable_until_on: NaiveDate,
    facts: String,
    /// Why it was corrected.
    reason: String,
    is_confirmed: bool,
    recorded_at: DateTime<Utc>,
    /// None while a correction waits for another person.
    decided_at: Option<DateTime<Utc>>,
}

impl From<Knowledge> for ProofKnowledgeJson {
    fn from(row: Knowledge) -> Self {
        Self {
            id: row.root_id,
            edition: row.edition,
            known_on: row.known_on,
            revocable_until_on: crate::rules::due::revocable_until(row.known_on),
            facts: row.facts,
            reason: row.reason,
            is_confirmed: row.is_confirmed,
            recorded_at: row.recorded_at,
            decided_at: row.decided_at,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct ProofKnowledgeListJson {
    items: Vec<ProofKnowledgeJson>,
}

/// For the office alone.
pub async fn knowledge(visit: Visit, Path(proof): Path<String>) -> Reply {
    let conn = visit.app.db.reader();
    let (proof, ..) = queries::seen(conn, &visit.ctx, id(&proof, "proof")?).await?;
    visit
        .ctx
        .require(access::OFFICE, base::Scope::Programme(proof.programme_id))?;
    let clocks = queries::clocks_of(conn, proof.id).await?;
    let editions = clocks.into_iter().flat_map(|clock| clock.editions);
    api::ok(ProofKnowledgeListJson {
        items: editions.map(ProofKnowledgeJson::from).collect(),
    })
}

#[derive(Deserialize, ToSchema)]
pub struct RecordKnowledgeJson {
    known_on: NaiveDate,
    facts: String,
}

pub async fn record_knowledge(
    visit: Visit,
    Path(proof): Path<String>,
    ApiJson(body): ApiJson<RecordKnowledgeJson>,
) -> Reply {
    let command = RecordKnowledge {
        proof: id(&proof, "proof")?,
        known_on: body.known_on,
        facts: body.facts,
    };
    let row = usecases::record_knowledge(&visit.app.db, &visit.ctx, command).await?;
    api::created(ProofKnowledgeJson::from(row))
}

#[derive(Deserialize, ToSchema)]
pub struct CorrectKnowledgeJson {
    known_on: NaiveDate,
    reason: String,
}

pub async fn correct_knowledge(
    visit: Visit,
    Path((proof, root)): Path<(String, String)>,
    ApiJson(body): ApiJson<CorrectKnowledgeJson>,
) -> Reply {
    let command = CorrectKnowledge {
        root: id(&root, "knowledge")?,
        known_on: body.known_on,
        reason: body.reason,
    };
    let id: ProofId = id(&proof, "proof")?;
    let row = usecases::correct_knowledge(&visit.app.db, &visit.ctx, id, command).await?;
    api::created(ProofKnowledgeJson::from(row))
}

pub async fn confirm_knowledge(visit: Visit, path: Path<(String, String)>) -> Reply {
    decide(&visit, path, true).await
}

pub async fn refuse_knowledge(visit: Visit, path: Path<(String, String)>) -> Reply {
    decide(&visit, path, false).await
}

async fn decide(visit: &Visit, Path((proof, root)): Path<(String, String)>, is_confirmed: bool) -> Reply {
    let (id, root): (ProofId, Uuid) = (id(&proof, "proof")?, id(&root, "knowledge")?);
    let row = usecases::decide_correction(&visit.app.db, &visit.ctx, id, root, is_confirmed).await?;
    api::ok(ProofKnowledgeJson::from(row))
}

/// The interim statement of a budget year.
#[derive(Serialize, ToSchema)]
pub struct InterimStatementJson {
    year: i64,
    state: InterimState,
    due_on: NaiveDate,
    spent_cents: Option<i64>,
    income_cents: Option<i64>,
    activities: String,
    outlook: String,
    received_on: Option<NaiveDate>,
    sha256: Option<String>,
    remark: String,
    version: i64,
}

impl From<Interim> for InterimStatementJson {
    fn from(row: Interim) -> Self {
        Self {
            year: row.year,
            state: row.state,
            due_on: row.due_on,
            spent_cents: row.spent.map(|amount| amount.0),
            income_cents: row.income.map(|amount| amount.0),
            activities: row.activities,
            outlook: row.outlook,
            received_on: row.received_on,
            sha256: row.content_sha256,
            remark: row.remark,
            version: row.version,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct InterimStatementListJson {
    items: Vec<InterimStatementJson>,
}

/// What is still being written is for those who write it.
pub async fn interims(visit: Visit, Path(proof): Path<String>) -> Reply {
    let conn = visit.app.db.reader();
    let (proof, _, application) = queries::seen(conn, &visit.ctx, id(&proof, "proof")?).await?;
    let writes = access::may_write(&visit.ctx, &proof, &application);
    let rows = queries::interims_of(conn, proof.id).await?;
    let items = rows.into_iter().map(|row| {
        if writes || !row.state.is_open() {
            return InterimStatementJson::from(row);
        }
        InterimStatementJson::from(Interim {
            spent: None,
            income: None,
            activities: String::new(),
            outlook: String::new(),
            ..row
        })
    });
    api::ok(InterimStatementListJson {
        items: items.collect(),
    })
}

#[derive(Deserialize, ToSchema)]
pub struct SaveInterimJson {
    #[serde(default)]
    version: i64,
    spent_cents: Option<i64>,
    income_cents: Option<i64>,
    #[serde(default)]
    activities: String,
    #[serde(default)]
    outlook: String,
    /// Hand it in as well.
    #[serde(default)]
    hand_in: bool,
}

pub async fn save_interim(
    visit: Visit,
    Path((proof, year)): Path<(String, String)>,
    ApiJson(body): ApiJson<SaveInterimJson>,
) -> Reply {
    let command = SaveInterim {
        proof: id(&proof, "proof")?,
        year: id(&year, "interim statement")?,
        version: known(body.version),
        spent: body.spent_cents.map(Cents),
        income: body.income_cents.map(Cents),
        activities: body.activities,
        outlook: body.outlook,
        hands_in: body.hand_in,
    };
    let row = usecases::save_interim(&visit.app.db, &visit.ctx, command).await?;
    api::ok(InterimStatementJson::from(row))
}

#[derive(Deserialize, ToSchema)]
pub struct NoteInterimJson {
    #[serde(default)]
    version: i64,
    #[serde(default)]
    remark: String,
    /// Back for completion, with the remark.
    #[serde(default)]
    send_back: bool,
}

pub async fn note_interim(
    visit: Visit,
    Path((proof, year)): Path<(String, String)>,
    ApiJson(body): ApiJson<NoteInterimJson>,
) -> Reply {
    let command = NoteInterim {
        proof: id(&proof, "proof")?,
        year: id(&year, "interim statement")?,
        version: known(body.version),
        remark: body.remark,
        is_returned: body.send_back,
    };
    let row = usecases::note_interim(&visit.app.db, &visit.ctx, command).await?;
    api::ok(InterimStatementJson::from(row))
}
