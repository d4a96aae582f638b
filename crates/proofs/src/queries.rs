//! Reads for pages, the API and later crates. Whatever takes a [`Ctx`] is scoped to what that person may see.

use applications::{Application, ApplicationId, OtherGrantStatus, PlanKind};
use base::{Cents, Ctx, PersonId, Problem, Role};
use base_db::{Page, PageRequest, page};
use chrono::NaiveDate;
use grants::{Grant, GrantId};
use municipalities::BodyId;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use crate::access;
use crate::model::{
    AuditNote, Examination, Proof, ProofFile, ProofId, ProofState, Report, SOURCES, SampleRun, SampleRunId,
    Source, Submission, Voucher,
};
use crate::rules::reduction::Item;
use crate::store::{
    audit_note, proof, proof_file, proof_report, proof_submission, proof_voucher, sample_run,
};

mod claims;
mod clocks;
mod interest;
mod rates;
mod retention;
mod signs;

pub(crate) use claims::all_claims;
pub use claims::{ClaimFilter, claim, claims, claims_of, interest_of, open_amounts, receipts_of};
pub use clocks::{clocks_of, extensions_of, interims_of};
pub(crate) use clocks::{interim, interims_waiting, proof_of_clock};
pub(crate) use interest::{compute, flows};
pub(crate) use rates::pending_rates;
pub use rates::{rate_table, rate_tables};
pub use retention::kept;
pub(crate) use retention::kept_of;
pub use signs::{Signs, signs, terms};
pub(crate) use signs::{awarded, day_count, late_interest, late_uses, used};

/// The item that stands for all costs where there is no plan (applications on paper or by list).
pub const ALL_COSTS: &str = "TOTAL";

/// Rows of an export at most.
pub(crate) const MAX_ROWS: u64 = 20_000;

fn visible(ctx: &Ctx) -> Select<proof::Entity> {
    let query = proof::Entity::find();
    if ctx.is_system() {
        return query;
    }
    let bodies = ctx.scopes_of(&[Role::KE, Role::KZ], "body");
    query
        .filter(proof::Column::ApplicationId.in_subquery(applications::seen_cases(ctx)))
        .filter(
            Condition::any()
                .add(proof::Column::ProgrammeId.is_in(access::programmes(ctx)))
                .add(proof::Column::BodyId.is_in(bodies)),
        )
}

/// The proof with grant and case, as the person may see them. Error: not found.
pub async fn seen(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    id: ProofId,
) -> Result<(Proof, Grant, Application), Problem> {
    let found = visible(ctx).filter(proof::Column::Id.eq(id)).one(conn).await?;
    let proof = found.ok_or(Problem::not_found("proof"))?;
    let grant = grants::grant(conn, proof.grant_id).await?;
    let application = applications::find(conn, ctx, proof.application_id).await?;
    Ok((proof, grant, application.ok_or(Problem::not_found("proof"))?))
}

/// The proof of a grant, once the grant is final.
pub async fn of_grant(conn: &impl ConnectionTrait, grant: GrantId) -> Result<Option<Proof>, Problem> {
    Ok(proof::Entity::find()
        .filter(proof::Column::GrantId.eq(grant))
        .one(conn)
        .await?)
}

/// The proofs of a case that was read before, the latest first.
pub async fn of_case(conn: &impl ConnectionTrait, case: ApplicationId) -> Result<Vec<Proof>, Problem> {
    Ok(proof::Entity::find()
        .filter(proof::Column::ApplicationId.eq(case))
        .order_by_desc(proof::Column::Id)
        .all(conn)
        .await?)
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Empty: all.
    pub states: Vec<ProofState>,
    pub only_sampled: bool,
    /// Of the due date.
    pub year: Option<i32>,
    pub programme: Option<Uuid>,
}

fn narrowed(mut query: Select<proof::Entity>, filter: &Filter) -> Select<proof::Entity> {
    if !filter.states.is_empty() {
        query = query.filter(proof::Column::State.is_in(filter.states.iter().copied()));
    }
    if filter.only_sampled {
        query = query.filter(proof::Column::SampleRunId.is_not_null());
    }
    if let Some(programme) = filter.programme {
        query = query.filter(proof::Column::ProgrammeId.eq(programme));
    }
    if let Some((first, last)) = filter.year.and_then(year) {
        query = query.filter(proof::Column::DueOn.between(first, last));
    }
    query
        .order_by_asc(proof::Column::DueOn)
        .order_by_asc(proof::Column::Number)
}

/// First and last day.
fn year(year: i32) -> Option<(chrono::NaiveDate, chrono::NaiveDate)> {
    Some((
        chrono::NaiveDate::from_ymd_opt(year, 1, 1)?,
        chrono::NaiveDate::from_ymd_opt(year, 12, 31)?,
    ))
}

/// One page of the proofs the person may see, the earliest due first.
pub async fn list(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: &Filter,
    request: PageRequest,
) -> Result<Page<Proof>, Problem> {
    page::fetch(conn, narrowed(visible(ctx), filter), request).await
}

/// All of them, for an export.
pub(crate) async fn all(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: &Filter,
) -> Result<Vec<Proof>, Problem> {
    Ok(narrowed(visible(ctx), filter).limit(MAX_ROWS).all(conn).await?)
}

/// The proofs of these ids, without asking who wants them.
pub(crate) async fn of_grants(
    conn: &impl ConnectionTrait,
    grants: &[GrantId],
) -> Result<Vec<Proof>, Problem> {
    let mut all = Vec::new();
    for chunk in grants.chunks(1_000) {
        let found = proof::Entity::find()
            .filter(proof::Column::GrantId.is_in(chunk.iter().copied()))
            .all(conn)
            .await?;
        all.extend(found);
    }
    Ok(all)
}

/// What was written so far, or what the plan says with nothing spent. While it is written the plan is the one in force;
/// what was handed in keeps the plan of its day.
pub async fn report(conn: &impl ConnectionTrait, proof: &Proof, grant: &Grant) -> Result<Report, Problem> {
    let Some(row) = proof_report::Entity::find_by_id(proof.id).one(conn).await? else {
        return planned(conn, grant).await;
    };
    let written: Report = serde_json::from_str(&row.content).map_err(Problem::broken)?;
    if proof.state.is_open() {
        Ok(written.over(planned(conn, grant).await?))
    } else {
        Ok(written)
    }
}

/// An empty report over the plan in force, as amendments shifted it (E07): the figures to compare with.
pub(crate) async fn planned(conn: &impl ConnectionTrait, grant: &Grant) -> Result<Report, Problem> {
    let plan = applications::plan::plan(conn, grant.application_id).await?;
    let item = |kind: &str, planned: Cents| Item {
        kind: kind.to_owned(),
        planned,
        actual: Cents::ZERO,
    };
    let in_force = grants::plan_of(conn, grant).await?;
    let items = if in_force.is_empty() {
        vec![item(ALL_COSTS, grant.eligible)]
    } else {
        let of = |kind: PlanKind| in_force.iter().filter(move |part| part.kind == kind);
        let costs = PlanKind::ALL.iter().filter(|kind| kind.is_cost());
        costs
            .map(|kind| item(kind.code(), of(*kind).map(|part| part.amount).sum()))
            .collect()
    };
    let others = plan.other_grants.iter();
    let granted: Cents = others
        .filter(|other| other.status != OtherGrantStatus::Refused)
        .map(|other| other.amount)
        .sum();
    let third = plan.total(PlanKind::ThirdParty);
    let own = if plan.is_empty() {
        grant.eligible - grant.amount
    } else {
        plan.total(PlanKind::Own)
    };
    // other grants are declared apart and stand in the plan among the third-party funds
    let granted = Ord::min(granted, third);
    let amounts = [own, third - granted, plan.total(PlanKind::Income), granted];
    let sources = SOURCES.iter().zip(amounts).map(|(kind, planned)| Source {
        kind: (*kind).to_owned(),
        planned,
        actual: Cents::ZERO,
    });
    Ok(Report {
        items,
        sources: sources.collect(),
        ..Report::default()
    })
}

/// The editions as handed in, the latest first.
pub async fn submissions(conn: &impl ConnectionTrait, id: ProofId) -> Result<Vec<Submission>, Problem> {
    Ok(proof_submission::Entity::find()
        .filter(proof_submission::Column::ProofId.eq(id))
        .order_by_desc(proof_submission::Column::Edition)
        .all(conn)
        .await?)
}

/// The list of vouchers, by number.
pub async fn vouchers(conn: &impl ConnectionTrait, id: ProofId) -> Result<Vec<Voucher>, Problem> {
    Ok(proof_voucher::Entity::find()
        .filter(proof_voucher::Column::ProofId.eq(id))
        .order_by_asc(proof_voucher::Column::PaidOn)
        .order_by_asc(proof_voucher::Column::Number)
        .all(conn)
        .await?)
}

/// The files beside the proof, in the order they came.
pub async fn files(conn: &impl ConnectionTrait, id: ProofId) -> Result<Vec<ProofFile>, Problem> {
    let rows = proof_file::Entity::find()
        .filter(proof_file::Column::ProofId.eq(id))
        .order_by_asc(proof_file::Column::Id)
        .all(conn)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.file_id).collect();
    let stored = base_files::files(conn, &ids).await?;
    let named = rows.into_iter().filter_map(|row| {
        let file = stored.iter().find(|file| file.id == row.file_id)?;
        Some(ProofFile {
            id: row.id,
            file_id: row.file_id,
            name: file.name.clone(),
            label: row.label,
            sha256: file.sha256.clone(),
            size_bytes: file.size_bytes,
            added_at: row.added_at,
        })
    });
    Ok(named.collect())
}

/// The audit notes, the latest first, each with what it says.
pub async fn audit_notes(
    conn: &impl ConnectionTrait,
    id: ProofId,
) -> Result<Vec<(AuditNote, Examination)>, Problem> {
    let rows = audit_note::Entity::find()
        .filter(audit_note::Column::ProofId.eq(id))
        .order_by_desc(audit_note::Column::Edition)
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            let content = serde_json::from_str(&row.content).map_err(Problem::broken)?;
            Ok((row, content))
        })
        .collect()
}

/// The runs of the sample in these programmes, the latest first, at most 200.
pub async fn sample_runs(
    conn: &impl ConnectionTrait,
    programmes: &[Uuid],
) -> Result<Vec<SampleRun>, Problem> {
    Ok(sample_run::Entity::find()
        .filter(sample_run::Column::ProgrammeId.is_in(programmes.iter().copied()))
        .order_by_desc(sample_run::Column::Id)
        .limit(200)
        .all(conn)
        .await?)
}

/// A run of a programme whose office the person belongs to. Error: not found.
pub async fn sample(conn: &impl ConnectionTrait, ctx: &Ctx, id: SampleRunId) -> Result<SampleRun, Problem> {
    sample_run::Entity::find_by_id(id)
        .one(conn)
        .await?
        .filter(|run| access::is_office(ctx, run.programme_id))
        .ok_or(Problem::not_found("sample run"))
}

/// Proofs of a programme in these states, oldest due date first, at most 500.
pub(crate) async fn in_states(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    states: &[ProofState],
) -> Result<Vec<Proof>, Problem> {
    let filter = Filter {
        states: states.to_vec(),
        ..Filter::default()
    };
    Ok(narrowed(visible(ctx), &filter).limit(500).all(conn).await?)
}

/// What the home page asks of a proof.
pub(crate) struct Waiting {
    pub id: ProofId,
    pub programme_id: Uuid,
    pub body_id: BodyId,
    pub state: ProofState,
    pub due_on: NaiveDate,
    pub examined_by: Option<PersonId>,
    pub extension_wanted_on: Option<NaiveDate>,
}

/// The proofs in these states that the person may see, oldest due date first: all of them, for they are counted.
pub(crate) async fn waiting(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    states: &[ProofState],
) -> Result<Vec<Waiting>, Problem> {
    type Row = (
        ProofId,
        Uuid,
        BodyId,
        ProofState,
        NaiveDate,
        Option<PersonId>,
        Option<NaiveDate>,
    );
    let rows: Vec<Row> = visible(ctx)
        .filter(proof::Column::State.is_in(states.iter().copied()))
        .select_only()
        .columns([
            proof::Column::Id,
            proof::Column::ProgrammeId,
            proof::Column::BodyId,
            proof::Column::State,
            proof::Column::DueOn,
            proof::Column::ExaminedBy,
            proof::Column::ExtensionWantedOn,
        ])
        .order_by_asc(proof::Column::DueOn)
        .order_by_asc(proof::Column::Id)
        .into_tuple()
        .all(conn)
        .await?;
    let one = |(id, programme_id, body_id, state, due_on, examined_by, extension_wanted_on): Row| Waiting {
        id,
        programme_id,
        body_id,
        state,
        due_on,
        examined_by,
        extension_wanted_on,
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Every proof, for `check`.
pub(crate) async fn every(conn: &impl ConnectionTrait) -> Result<Vec<Proof>, Problem> {
    Ok(proof::Entity::find()
        .order_by_asc(proof::Column::Id)
        .all(conn)
        .await?)
}
