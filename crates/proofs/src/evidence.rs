//! What the evidence packet of a case gets: submissions, vouchers, audit notes, files, the sample, claims with every
//! computation of their interest (number 70).

use std::collections::HashMap;

use applications::ApplicationId;
use base::{Ctx, PersonId, Problem};
use base_web::App;
use base_web::app::EvidenceFile;
use base_web::evidence::ascii_name;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::model::{AuditNote, Claim, Clock, Extension, Interim, Proof, Receipt, SampleRun, Submission};
use crate::store::{claim_interest, sample_run};
use crate::usecases::voucher_json;
use crate::{access, queries};

const FOLDER: &str = "70-nachweise";

type Names = HashMap<PersonId, String>;

/// As far as the person sees the case and its proof; audit notes and the sample for the office alone.
pub(crate) async fn of_case(app: &App, ctx: &Ctx, application: Uuid) -> Result<Vec<EvidenceFile>, Problem> {
    let conn = app.db.reader();
    let id = ApplicationId(application);
    if applications::find(conn, ctx, id).await?.is_none() {
        return Ok(Vec::new());
    }
    let mut proofs = queries::of_case(conn, id).await?;
    proofs.reverse(); // the oldest first, so that its folder stays the same
    let mut files = Vec::new();
    for (number, proof) in (1..).zip(proofs) {
        let folder = if number == 1 {
            FOLDER.to_owned()
        } else {
            format!("{FOLDER}/{number:02}")
        };
        match queries::seen(conn, ctx, proof.id).await {
            Ok((proof, ..)) => files.extend(of_proof(app, ctx, &folder, &proof).await?),
            Err(Problem::NotFound { .. }) => {}
            Err(problem) => return Err(problem),
        }
    }
    Ok(files)
}

async fn of_proof(app: &App, ctx: &Ctx, folder: &str, proof: &Proof) -> Result<Vec<EvidenceFile>, Problem> {
    let conn = app.db.reader();
    let is_office = access::is_office(ctx, proof.programme_id) || ctx.is_system();
    let submissions = queries::submissions(conn, proof.id).await?;
    let notes: Vec<AuditNote> = if is_office {
        let notes = queries::audit_notes(conn, proof.id).await?;
        notes.into_iter().map(|(note, _)| note).collect()
    } else {
        Vec::new()
    };
    let run = match proof.sample_run_id.filter(|_| is_office) {
        Some(id) => sample_run::Entity::find_by_id(id).one(conn).await?,
        None => None,
    };
    let claims = claims(conn, proof).await?;
    let days = Days {
        extensions: queries::extensions_of(conn, proof.id).await?,
        interims: queries::interims_of(conn, proof.id).await?,
        // when the office knew what is the office's
        clocks: if is_office {
            queries::clocks_of(conn, proof.id).await?
        } else {
            Vec::new()
        },
    };
    let mut persons = persons(proof, &submissions, &notes, run.as_ref(), &claims);
    persons.extend(days.persons());
    let names = people::names(conn, &persons).await?;

    let mut files = vec![
        EvidenceFile::json(
            format!("{folder}/verwendungsnachweis.json"),
            &facts(proof, &submissions, &notes, run.as_ref(), &names),
        )?,
        EvidenceFile::json(format!("{folder}/fristen.json"), &days.facts(&names))?,
    ];
    for edition in submissions {
        let path = format!("{folder}/fassung-{:02}.json", edition.edition);
        files.push(EvidenceFile::frozen(
            path,
            edition.content,
            edition.content_sha256,
        ));
    }
    // what was never handed in belongs to those who write
    if proof.edition > 0 {
        files.extend(parts(app, folder, proof).await?);
    }
    for note in notes {
        let path = format!("{folder}/pruefvermerk-{:02}.json", note.edition);
        files.push(EvidenceFile::frozen(path, note.content, note.content_sha256));
    }
    for (claim, receipts) in &claims {
        files.push(EvidenceFile::json(
            format!("{folder}/rueckforderung-{}.json", claim.id),
            &recovery(conn, claim, receipts, &names).await?,
        )?);
    }
    Ok(files)
}

/// The days that a proof goes by: extensions, interim statements, and what was known when.
struct Days {
    extensions: Vec<Extension>,
    interims: Vec<Interim>,
    clocks: Vec<Clock>,
}

impl Days {
    fn persons(&self) -> Vec<PersonId> {
        let extensions = self
            .extensions
            .iter()
            .flat_map(|row| [row.asked_by, row.decided_by]);
        let interims = self
            .interims
            .iter()
            .flat_map(|row| [row.submitted_by, row.noted_by]);
        let editions = self.clocks.iter().flat_map(|clock| &clock.editions);
        let known = editions.flat_map(|row| [row.recorded_by, row.decided_by]);
        extensions.chain(interims).chain(known).flatten().collect()
    }

    fn facts(&self, names: &Names) -> Value {
        let extensions: Vec<Value> = self
            .extensions
            .iter()
            .map(|row| {
                json!({
                    "before_on": row.before_on, "wanted_on": row.wanted_on, "reason": row.reason,
                    "asked_by": name(names, row.asked_by), "asked_at": row.asked_at,
                    "granted_on": row.granted_on, "answer": row.answer,
                    "decided_by": name(names, row.decided_by), "decided_at": row.decided_at,
                })
            })
            .collect();
        // what is still being written belongs to those who write it
        let interims: Vec<Value> = self
            .interims
            .iter()
            .map(|row| {
                let is_in = row.received_on.is_some();
                json!({
                    "year": row.year, "state": row.state, "due_on": row.due_on, "received_on": row.received_on,
                    "spent_cents": row.spent.filter(|_| is_in), "income_cents": row.income.filter(|_| is_in),
                    "activities": Some(&row.activities).filter(|_| is_in),
                    "outlook": Some(&row.outlook).filter(|_| is_in),
                    "submitted_by": name(names, row.submitted_by), "submitted_at": row.submitted_at,
                    "sha256": row.content_sha256, "remark": row.remark,
                    "noted_by": name(names, row.noted_by), "noted_at": row.noted_at,
                })
            })
            .collect();
        let known: Vec<Value> = self
            .clocks
            .iter()
            .flat_map(|clock| &clock.editions)
            .map(|row| {
                json!({
                    "id": row.root_id, "edition": row.edition, "known_on": row.known_on,
                    "revocable_until_on": crate::rules::due::revocable_until(row.known_on),
                    "facts": row.facts, "reason": row.reason, "is_confirmed": row.is_confirmed,
                    "recorded_by": name(names, row.recorded_by), "recorded_at": row.recorded_at,
                    "decided_by": name(names, row.decided_by), "decided_at": row.decided_at,
                })
            })
            .collect();
        json!({ "extensions": extensions, "interim_statements": interims, "knowledge": known })
    }
}

/// The claims with what came in on them, the oldest first.
async fn claims(conn: &impl ConnectionTrait, proof: &Proof) -> Result<Vec<(Claim, Vec<Receipt>)>, Problem> {
    let mut all = Vec::new();
    for claim in queries::claims_of(conn, proof.id).await?.into_iter().rev() {
        let receipts = queries::receipts_of(conn, claim.id).await?;
        all.push((claim, receipts));
    }
    Ok(all)
}

/// Everybody who did something.
fn persons(
    proof: &Proof,
    submissions: &[Submission],
    notes: &[AuditNote],
    run: Option<&SampleRun>,
    claims: &[(Claim, Vec<Receipt>)],
) -> Vec<PersonId> {
    let claimed = claims.iter().flat_map(|(claim, receipts)| {
        [
            claim.heard_by,
            claim.proposed_by,
            claim.issued_by,
            claim.settled_by,
        ]
        .into_iter()
        .chain(receipts.iter().map(|receipt| Some(receipt.recorded_by)))
    });
    [proof.accepted_by, proof.closed_by]
        .into_iter()
        .chain(submissions.iter().map(|one| one.submitted_by))
        .chain(notes.iter().map(|one| one.examined_by))
        .chain(run.map(|run| run.created_by))
        .chain(claimed)
        .flatten()
        .collect()
}

fn facts(
    proof: &Proof,
    submissions: &[Submission],
    notes: &[AuditNote],
    run: Option<&SampleRun>,
    names: &Names,
) -> Value {
    let handed_in: Vec<Value> = submissions
        .iter()
        .map(|one| {
            json!({
                "edition": one.edition, "form": one.form, "on_paper": one.on_paper,
                "submitted_by": name(names, one.submitted_by), "submitted_at": one.submitted_at,
                "sha256": one.content_sha256,
            })
        })
        .collect();
    let examined: Vec<Value> = notes
        .iter()
        .map(|one| {
            json!({
                "edition": one.edition, "examined_by": name(names, one.examined_by),
                "examined_at": one.examined_at, "sha256": one.content_sha256,
            })
        })
        .collect();
    // the list itself names the grants of others; its hash shows that it was this one
    let sample = run.map(|run| {
        json!({
            "id": run.id, "year": run.year, "method": run.method, "seed": run.seed, "rate_basis_points": run.rate,
            "list_sha256": run.list_sha256, "listed": run.listed, "drawn_count": run.drawn_count,
            "drawn_by": name(names, run.created_by), "drawn_at": run.created_at,
            "vouchers_until_on": proof.vouchers_until_on,
        })
    });
    json!({
        "id": proof.id, "number": proof.number, "state": proof.state, "form": proof.form,
        "period_until_on": proof.period_until_on, "due_on": proof.due_on, "received_on": proof.received_on,
        "submissions": handed_in, "examinations": examined, "sample": sample,
        "accepted_cents": proof.accepted, "accepted_by": name(names, proof.accepted_by),
        "accepted_at": proof.accepted_at, "closed_by": name(names, proof.closed_by), "closed_at": proof.closed_at,
    })
}

/// The vouchers, those of the depth check included, and the files.
async fn parts(app: &App, folder: &str, proof: &Proof) -> Result<Vec<EvidenceFile>, Problem> {
    let conn = app.db.reader();
    let vouchers = queries::vouchers(conn, proof.id).await?;
    let items: Vec<Value> = vouchers.iter().map(voucher_json).collect();
    let mut files = vec![EvidenceFile::json(
        format!("{folder}/belege.json"),
        &json!({ "items": items }),
    )?];
    for (number, file) in (1..).zip(queries::files(conn, proof.id).await?) {
        let stored = base_files::file(conn, file.file_id).await?;
        let path = format!("{folder}/anlagen/{number:02}-{}", ascii_name(&stored.name));
        files.push(EvidenceFile::stored(&app.files, path, &stored).await?);
    }
    Ok(files)
}

/// A claim from the hearing to the last cent. Its letters are among the notices of the grant.
async fn recovery(
    conn: &impl ConnectionTrait,
    claim: &Claim,
    receipts: &[Receipt],
    names: &Names,
) -> Result<Value, Problem> {
    let received: Vec<Value> = receipts
        .iter()
        .map(|receipt| {
            json!({
                "amount_cents": receipt.amount, "received_on": receipt.received_on,
                "reference": receipt.reference, "recorded_by": name(names, Some(receipt.recorded_by)),
                "recorded_at": receipt.recorded_at,
            })
        })
        .collect();
    Ok(json!({
        "id": claim.id, "state": claim.state, "ground": claim.ground, "reason": claim.reason,
        "principal_cents": claim.principal, "is_whole": claim.is_whole, "known_on": claim.known_on,
        "knowledge_id": claim.knowledge_id,
        "hearing_until_on": claim.hearing_until_on, "heard_by": name(names, claim.heard_by),
        "heard_at": claim.heard_at, "hearing_notice_id": claim.hearing_notice_id,
        "statement": claim.statement, "statement_on": claim.statement_on,
        "proposed_by": name(names, claim.proposed_by), "proposed_at": claim.proposed_at,
        "discretion": claim.discretion, "interest_waived": claim.interest_waived,
        "waiver_reason": claim.waiver_reason,
        "issued_by": name(names, claim.issued_by), "issued_at": claim.issued_at,
        "act_notice_id": claim.act_notice_id, "payable_until_on": claim.payable_until_on,
        "limitation_on": claim.limitation_on,
        "settled_by": name(names, claim.settled_by), "settled_at": claim.settled_at,
        "interest": interest(conn, claim).await?, "receipts": received,
    }))
}

/// Every computation, the first as it stands in the act; the last is what was asked for.
async fn interest(conn: &impl ConnectionTrait, claim: &Claim) -> Result<Vec<Value>, Problem> {
    let rows = claim_interest::Entity::find()
        .filter(claim_interest::Column::ClaimId.eq(claim.id))
        .order_by_asc(claim_interest::Column::Edition)
        .order_by_asc(claim_interest::Column::PaidOn)
        .all(conn)
        .await?;
    let tables = queries::rate_tables(conn).await?;
    rows.iter()
        .map(|row| {
            let segments: Value = serde_json::from_str(&row.segments).map_err(Problem::broken)?;
            let table = tables.iter().find(|table| table.id == row.base_rate_table_id);
            Ok(json!({
                "edition": row.edition, "computed_at": row.computed_at,
                "payment": row.payment_id, "paid_on": row.paid_on, "principal_cents": row.principal,
                "until_on": row.until_on, "day_count": row.day_count, "spread_basis_points": row.spread,
                "base_rate_table": table.map(|table| table.version), "segments": segments,
                "amount_cents": row.amount,
            }))
        })
        .collect()
}

fn name(names: &Names, person: Option<PersonId>) -> Option<&str> {
    person.and_then(|person| names.get(&person)).map(String::as_str)
}
