//! The JSON API of proofs, samples and base rates.

use axum::extract::{Path, Query};
use base::Cents;
use base_db::PageRequest;
use base_web::{ApiJson, Reply, Visit, api};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{id, list::ListQuery};
use crate::access;
use crate::model::{Proof, ProofForm, ProofId, ProofState, Report, SOURCES, SampleRun, Source};
use crate::queries;
use crate::rules::reduction::{Item, Units};
use crate::usecases::{self, Draw, Examine, SaveReport, SendBack};

/// A statement of use.
#[derive(Serialize, ToSchema)]
pub struct UseProofJson {
    id: Uuid,
    grant_id: Uuid,
    application_id: Uuid,
    number: String,
    municipality: String,
    state: ProofState,
    form: ProofForm,
    period_until_on: NaiveDate,
    due_on: NaiveDate,
    /// The municipality asked for this due date, and nobody decided yet.
    extension_wanted_on: Option<NaiveDate>,
    received_on: Option<NaiveDate>,
    edition: i64,
    sampled: bool,
    accepted_cents: Option<i64>,
    version: i64,
}

impl From<Proof> for UseProofJson {
    fn from(proof: Proof) -> Self {
        Self {
            id: proof.id.0,
            grant_id: proof.grant_id.0,
            application_id: proof.application_id.0,
            number: proof.number,
            municipality: proof.body_name,
            state: proof.state,
            form: proof.form,
            period_until_on: proof.period_until_on,
            due_on: proof.due_on,
            extension_wanted_on: proof.extension_wanted_on,
            received_on: proof.received_on,
            edition: proof.edition,
            sampled: proof.sample_run_id.is_some(),
            accepted_cents: proof.accepted.map(|amount| amount.0),
            version: proof.version,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct ProofListJson {
    items: Vec<UseProofJson>,
    total: u64,
    page: u64,
}

/// One figure: what was planned and what was spent or received.
#[derive(Serialize, ToSchema)]
pub struct ProofFigureJson {
    kind: String,
    planned_cents: i64,
    actual_cents: i64,
}

/// The calculation of the latest audit note; for the office.
#[derive(Serialize, ToSchema)]
pub struct ProofCalculationJson {
    award_cents: i64,
    planned_cents: i64,
    spent_cents: i64,
    overrun_cents: i64,
    rejected_cents: i64,
    recognised_cents: i64,
    improvement_cents: i64,
    over_financing_cents: i64,
    reduction_cents: i64,
    accepted_cents: i64,
    paid_cents: i64,
    final_instalment_cents: i64,
    repayment_cents: i64,
    late_interest_cents: i64,
    sha256: String,
}

#[derive(Serialize, ToSchema)]
pub struct ProofDetailJson {
    proof: UseProofJson,
    costs: Vec<ProofFigureJson>,
    financing: Vec<ProofFigureJson>,
    activities: String,
    results: String,
    deviations: String,
    outlook: String,
    vouchers: u64,
    files: u64,
    calculation: Option<ProofCalculationJson>,
}

fn proof_id(text: &str) -> Result<ProofId, base::Problem> {
    id(text, "proof")
}

pub async fn list(visit: Visit, Query(query): Query<ListQuery>) -> Reply {
    query.check()?;
    let conn = visit.app.db.reader();
    let request = PageRequest::number(query.page);
    let page = queries::list(conn, &visit.ctx, &query.filter(), request).await?;
    let page = page.map(UseProofJson::from);
    api::ok(ProofListJson {
        items: page.items,
        total: page.total,
        page: page.page,
    })
}

pub async fn show(visit: Visit, Path(proof): Path<String>) -> Reply {
    let conn = visit.app.db.reader();
    let (proof, grant, application) = queries::seen(conn, &visit.ctx, proof_id(&proof)?).await?;
    // what is being written is for those who write it
    let report = if access::may_read_parts(&visit.ctx, &proof, &application) {
        queries::report(conn, &proof, &grant).await?
    } else {
        queries::planned(conn, &grant).await?
    };
    let office = access::is_office(&visit.ctx, proof.programme_id);
    let notes = queries::audit_notes(conn, proof.id).await?;
    let calculation = notes.first().filter(|_| office).map(|(note, examination)| {
        let of = &examination.calculation;
        ProofCalculationJson {
            award_cents: of.amount.0,
            planned_cents: of.planned.0,
            spent_cents: of.spent.0,
            overrun_cents: of.overrun.0,
            rejected_cents: of.rejected.0,
            recognised_cents: of.recognised.0,
            improvement_cents: of.improvement.0,
            over_financing_cents: of.over_financing.0,
            reduction_cents: of.reduction.0,
            accepted_cents: of.accepted.0,
            paid_cents: examination.paid.0,
            final_instalment_cents: examination.last.0,
            repayment_cents: examination.repay.0,
            late_interest_cents: examination.late_interest.0,
            sha256: note.content_sha256.clone(),
        }
    });
    let figure = |kind: &str, planned: Cents, actual: Cents| ProofFigureJson {
        kind: kind.to_owned(),
        planned_cents: planned.0,
        actual_cents: actual.0,
    };
    let costs = report
        .items
        .iter()
        .map(|item| figure(&item.kind, item.planned, item.actual));
    let sources = report.sources.iter();
    let financing = sources.map(|source| figure(&source.kind, source.planned, source.actual));
    api::ok(ProofDetailJson {
        costs: costs.collect(),
        financing: financing.collect(),
        vouchers: queries::vouchers(conn, proof.id).await?.len() as u64,
        files: queries::files(conn, proof.id).await?.len() as u64,
        activities: report.activities,
        results: report.results,
        deviations: report.deviations,
        outlook: report.outlook,
        calculation,
        proof: proof.into(),
    })
}

/// One figure as it was; the planned one is the plan's.
#[derive(Deserialize, ToSchema)]
pub struct ActualJson {
    /// Kind of cost or source of money, as shown with the proof.
    kind: String,
    actual_cents: i64,
}

/// What the municipality says of the use; `version` 0: whichever.
#[derive(Deserialize, ToSchema)]
pub struct UseReportJson {
    #[serde(default)]
    version: i64,
    #[serde(default)]
    costs: Vec<ActualJson>,
    #[serde(default)]
    financing: Vec<ActualJson>,
    units_planned: Option<i64>,
    units_held: Option<i64>,
    #[serde(default)]
    activities: String,
    #[serde(default)]
    results: String,
    #[serde(default)]
    deviations: String,
    #[serde(default)]
    outlook: String,
    #[serde(default)]
    is_confirmed: bool,
}

/// What was read before it is decided on; 0: whichever.
#[derive(Deserialize, ToSchema)]
pub struct VersionJson {
    version: i64,
}

impl VersionJson {
    pub fn known(&self) -> Option<i64> {
        known(self.version)
    }
}

pub(super) fn known(version: i64) -> Option<i64> {
    Some(version).filter(|version| *version > 0)
}

pub async fn save(visit: Visit, Path(proof): Path<String>, ApiJson(body): ApiJson<UseReportJson>) -> Reply {
    let items = body.costs.into_iter().map(|one| Item {
        kind: one.kind,
        planned: Cents::ZERO,
        actual: Cents(one.actual_cents),
    });
    let sources = body
        .financing
        .into_iter()
        .filter(|one| SOURCES.contains(&one.kind.as_str()))
        .map(|one| Source {
            kind: one.kind,
            planned: Cents::ZERO,
            actual: Cents(one.actual_cents),
        });
    let units = body.units_planned.zip(body.units_held);
    let command = SaveReport {
        proof: proof_id(&proof)?,
        version: known(body.version),
        report: Report {
            items: items.collect(),
            sources: sources.collect(),
            units: units.map(|(planned, held)| Units { planned, held }),
            activities: body.activities,
            results: body.results,
            deviations: body.deviations,
            outlook: body.outlook,
            is_confirmed: body.is_confirmed,
        },
    };
    let proof = usecases::save_report(&visit.app.db, &visit.ctx, command).await?;
    api::ok(UseProofJson::from(proof))
}

/// The proof as it is now.
async fn now(visit: &Visit, id: ProofId) -> Reply {
    let (proof, ..) = queries::seen(visit.app.db.reader(), &visit.ctx, id).await?;
    api::ok(UseProofJson::from(proof))
}

pub async fn submit(visit: Visit, Path(proof): Path<String>) -> Reply {
    let id = proof_id(&proof)?;
    usecases::submit(&visit.app.db, &visit.ctx, id, None).await?;
    now(&visit, id).await
}

pub async fn open_early(visit: Visit, Path(grant): Path<String>) -> Reply {
    let grant = super::id(&grant, "grant")?;
    let proof = usecases::open_early(&visit.app.db, &visit.ctx, grant).await?;
    api::ok(UseProofJson::from(proof))
}

pub async fn start_audit(visit: Visit, Path(proof): Path<String>) -> Reply {
    let proof = usecases::start_audit(&visit.app.db, &visit.ctx, proof_id(&proof)?, None).await?;
    api::ok(UseProofJson::from(proof))
}

#[derive(Deserialize, ToSchema)]
pub struct SendBackProofJson {
    reason: String,
    due_on: NaiveDate,
}

pub async fn send_back(
    visit: Visit,
    Path(proof): Path<String>,
    ApiJson(body): ApiJson<SendBackProofJson>,
) -> Reply {
    let command = SendBack {
        proof: proof_id(&proof)?,
        version: None,
        reason: body.reason,
        due_on: body.due_on,
    };
    let proof = usecases::send_back(&visit.app.db, &visit.ctx, command).await?;
    api::ok(UseProofJson::from(proof))
}

#[derive(Deserialize, ToSchema)]
pub struct ExamineProofJson {
    #[serde(default)]
    version: i64,
    #[serde(default)]
    rejected_cents: i64,
    #[serde(default)]
    rejected_reason: String,
    units_planned: Option<i64>,
    units_held: Option<i64>,
    is_complete: bool,
    is_for_purpose: bool,
    are_aims_reached: bool,
    #[serde(default)]
    vouchers_checked: i64,
    /// Why interest for late use is not claimed.
    #[serde(default)]
    late_waiver: String,
    note: String,
}

pub async fn examine(
    visit: Visit,
    Path(proof): Path<String>,
    ApiJson(body): ApiJson<ExamineProofJson>,
) -> Reply {
    let id = proof_id(&proof)?;
    let units = body.units_planned.zip(body.units_held);
    let command = Examine {
        proof: id,
        version: known(body.version),
        rejected: Cents(body.rejected_cents),
        rejected_reason: body.rejected_reason,
        units: units.map(|(planned, held)| Units { planned, held }),
        is_complete: body.is_complete,
        is_for_purpose: body.is_for_purpose,
        are_aims_reached: body.are_aims_reached,
        vouchers_checked: body.vouchers_checked,
        late_waiver: body.late_waiver,
        note: body.note,
    };
    usecases::examine(&visit.app.db, &visit.ctx, command).await?;
    now(&visit, id).await
}

pub async fn settle(visit: Visit, Path(proof): Path<String>, ApiJson(body): ApiJson<VersionJson>) -> Reply {
    let id = proof_id(&proof)?;
    let proof = usecases::settle(&visit.app.db, &visit.app.files, &visit.ctx, id, body.known()).await?;
    api::ok(UseProofJson::from(proof))
}

pub async fn close(visit: Visit, Path(proof): Path<String>, ApiJson(body): ApiJson<VersionJson>) -> Reply {
    let proof = usecases::close(&visit.app.db, &visit.ctx, proof_id(&proof)?, body.known()).await?;
    api::ok(UseProofJson::from(proof))
}

/// A draw with everything needed to repeat it.
#[derive(Serialize, ToSchema)]
pub struct SampleJson {
    id: Uuid,
    programme_id: Uuid,
    year: i64,
    method: String,
    seed: String,
    rate_basis_points: i64,
    list_sha256: String,
    /// Ids of grants.
    list: Vec<Uuid>,
    drawn: Vec<Uuid>,
    drawn_at: DateTime<Utc>,
}

impl TryFrom<SampleRun> for SampleJson {
    type Error = base::Problem;

    fn try_from(run: SampleRun) -> Result<Self, base::Problem> {
        Ok(Self {
            id: run.id.0,
            programme_id: run.programme_id,
            year: run.year,
            method: run.method,
            seed: run.seed,
            rate_basis_points: run.rate.0,
            list_sha256: run.list_sha256,
            list: serde_json::from_str(&run.list).map_err(base::Problem::broken)?,
            drawn: serde_json::from_str(&run.drawn).map_err(base::Problem::broken)?,
            drawn_at: run.created_at,
        })
    }
}

#[derive(Serialize, ToSchema)]
pub struct SampleListJson {
    items: Vec<SampleJson>,
}

pub async fn samples(visit: Visit) -> Reply {
    let programmes = access::programmes(&visit.ctx);
    let runs = queries::sample_runs(visit.app.db.reader(), &programmes).await?;
    let items: Result<Vec<SampleJson>, base::Problem> = runs.into_iter().map(SampleJson::try_from).collect();
    api::ok(SampleListJson { items: items? })
}

#[derive(Deserialize, ToSchema)]
pub struct DrawSampleJson {
    programme_id: Uuid,
    year: i32,
    seed: String,
}

pub async fn draw(visit: Visit, ApiJson(body): ApiJson<DrawSampleJson>) -> Reply {
    let command = Draw {
        programme: body.programme_id,
        year: body.year,
        seed: body.seed,
    };
    let run = usecases::draw_sample(&visit.app.db, &visit.ctx, command).await?;
    api::created(SampleJson::try_from(run)?)
}

#[derive(Serialize, ToSchema)]
pub struct BaseRateJson {
    valid_from: NaiveDate,
    rate_basis_points: i64,
}

/// A version of the table of base rates (§ 247 BGB).
#[derive(Serialize, ToSchema)]
pub struct RateTableJson {
    version: i64,
    source: String,
    published_at: DateTime<Utc>,
    rates: Vec<BaseRateJson>,
}

pub async fn rates(visit: Visit) -> Reply {
    let table = queries::rate_table(visit.app.db.reader()).await?;
    let rates = table.rates.iter().map(|rate| BaseRateJson {
        valid_from: rate.valid_from,
        rate_basis_points: rate.rate.0,
    });
    api::ok(RateTableJson {
        version: table.version,
        source: table.source.clone(),
        published_at: table.created_at,
        rates: rates.collect(),
    })
}
