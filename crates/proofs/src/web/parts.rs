//! What proofs contribute to the home page and to the page of a case.

use base::calendar::day_start;
use base::{Ctx, Problem, Role, Scope, texts};
use base_web::app::{App, CasePart, CaseRead, Task};
use base_web::view::{Block, Cell, Facts};
use chrono::Days;

use super::{badge, claim_badge};
use crate::access;
use crate::model::{Claim, ClaimState, ProofState};
use crate::queries::{self, ClaimFilter, Waiting};

/// After the payments.
const POSITION: u8 = 70;

/// What waits: proofs to write, to look at, to examine, to accept; claims to prepare, to issue, to settle.
pub(crate) async fn tasks(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    if !ctx.has_any_role(access::READERS) {
        return Ok(Vec::new());
    }
    let conn = app.db.reader();
    let states = [
        ProofState::Due,
        ProofState::Overdue,
        ProofState::Submitted,
        ProofState::InAudit,
        ProofState::Hearing,
    ];
    let proofs = queries::waiting(conn, ctx, &states).await?;
    let mut tasks = Vec::new();
    let officer = |proof: &&Waiting| access::is_officer(ctx, proof.programme_id);
    let head = |proof: &&Waiting| access::is_head(ctx, proof.programme_id);
    let own = |proof: &&Waiting| ctx.has_any(&[Role::KE, Role::KZ], Scope::Body(proof.body_id.0));
    let of =
        |wanted: &dyn Fn(&&Waiting) -> bool| proofs.iter().filter(|proof| wanted(proof)).collect::<Vec<_>>();
    for (key, waiting) in [
        (
            "proofs-task-write",
            of(&|proof| proof.state.is_due() && own(proof)),
        ),
        (
            "proofs-task-extension",
            of(&|proof| proof.state.is_due() && proof.extension_wanted_on.is_some() && officer(proof)),
        ),
        (
            "proofs-task-start",
            of(&|proof| proof.state == ProofState::Submitted && officer(proof)),
        ),
        (
            "proofs-task-examine",
            of(&|proof| proof.state == ProofState::InAudit && proof.examined_by.is_none() && officer(proof)),
        ),
        (
            "proofs-task-settle",
            of(&|proof| {
                let other = proof.examined_by.is_some() && proof.examined_by != ctx.person_id();
                proof.state == ProofState::InAudit && other && head(proof)
            }),
        ),
    ] {
        tasks.extend(task(ctx, key, &waiting));
    }
    tasks.extend(interim_tasks(app, ctx).await?);
    tasks.extend(claim_tasks(app, ctx, &proofs).await?);
    Ok(tasks)
}

/// Interim statements to hand in, and to be read.
async fn interim_tasks(app: &App, ctx: &Ctx) -> Result<Vec<Task>, Problem> {
    let waiting = queries::interims_waiting(app.db.reader(), ctx).await?;
    // what is out is the municipality's, what is in is the officer's
    let writes = ctx.has_any_role(&[Role::KE, Role::KZ]);
    let to_write = waiting.iter().filter(|row| writes && row.state.is_due());
    let to_read = waiting
        .iter()
        .filter(|row| !row.state.is_due() && access::is_officer(ctx, row.programme_id));
    let mut tasks = Vec::new();
    for (key, rows) in [
        ("proofs-task-interim-write", to_write.collect::<Vec<_>>()),
        ("proofs-task-interim-read", to_read.collect()),
    ] {
        let Some(first) = rows.first() else { continue };
        let count = rows.len() as u64;
        tasks.push(Task {
            text: texts::tr_with(ctx.lang, key, &[("count", &count.to_string())]),
            href: format!("/proofs/{}/interim/{}", first.proof_id, first.year),
            count,
            due_at: first
                .state
                .is_due()
                .then(|| day_start(first.due_on + Days::new(1))),
        });
    }
    Ok(tasks)
}

fn task(ctx: &Ctx, key: &str, proofs: &[&Waiting]) -> Option<Task> {
    let first = proofs.first()?;
    let href = match proofs {
        [one] => format!("/proofs/{}", one.id),
        _ if access::is_office(ctx, first.programme_id) => format!("/proofs?state={}", first.state),
        _ => format!("/proofs/{}", first.id),
    };
    let count = proofs.len() as u64;
    let due_on = proofs
        .iter()
        .filter(|proof| proof.state.is_due())
        .map(|proof| proof.due_on)
        .min();
    Some(Task {
        text: texts::tr_with(ctx.lang, key, &[("count", &count.to_string())]),
        href,
        count,
        due_at: due_on.map(|day| day_start(day + Days::new(1))),
    })
}

async fn claim_tasks(app: &App, ctx: &Ctx, proofs: &[Waiting]) -> Result<Vec<Task>, Problem> {
    let filter = ClaimFilter {
        states: vec![ClaimState::Hearing, ClaimState::Proposed],
    };
    let claims = queries::all_claims(app.db.reader(), ctx, &filter).await?;
    // whoever examined the proof does not issue the act on it
    let examiner = |claim: &Claim| {
        let heard = |proof: &&Waiting| proof.state == ProofState::Hearing && proof.id == claim.proof_id;
        let proof = proofs.iter().find(heard);
        proof.and_then(|proof| proof.examined_by)
    };
    let mut tasks = Vec::new();
    let today = base::calendar::local_date(ctx.now);
    let answered = |claim: &&Claim| {
        claim.state == ClaimState::Hearing
            && (claim.statement_on.is_some() || today > claim.hearing_until_on)
            && access::is_officer(ctx, claim.programme_id)
    };
    let to_issue = |claim: &&Claim| {
        claim.state == ClaimState::Proposed && access::may_issue(ctx, claim, examiner(claim))
    };
    let to_answer = |claim: &&Claim| {
        claim.state == ClaimState::Hearing
            && claim.statement_on.is_none()
            && ctx.has_any(&[Role::KE, Role::KZ], Scope::Body(claim.body_id.0))
    };
    for (key, waiting) in [
        (
            "proofs-task-answer",
            claims.iter().filter(to_answer).collect::<Vec<_>>(),
        ),
        ("proofs-task-propose", claims.iter().filter(answered).collect()),
        ("proofs-task-issue", claims.iter().filter(to_issue).collect()),
    ] {
        let Some(first) = waiting.first() else { continue };
        let count = waiting.len() as u64;
        tasks.push(Task {
            text: texts::tr_with(ctx.lang, key, &[("count", &count.to_string())]),
            href: format!("/claims/{}", first.id),
            count,
            due_at: Some(day_start(first.hearing_until_on + Days::new(1)))
                .filter(|_| key == "proofs-task-answer"),
        });
    }
    Ok(tasks)
}

/// The part „Verwendungsnachweis“ of a case: for the offices and the municipality itself.
pub(crate) async fn case_parts(app: &App, ctx: &Ctx, case: CaseRead<'_>) -> Result<Vec<CasePart>, Problem> {
    let conn = app.db.reader();
    let case = applications::read_for_page(case)?;
    let (lang, t) = (ctx.lang, |key: &str| texts::tr(ctx.lang, key));
    let mut blocks = Vec::new();
    for proof in queries::of_case(conn, case.id).await? {
        let own = ctx.has_any(&[Role::KE, Role::KZ], Scope::Body(proof.body_id.0));
        if !own && !access::is_office(ctx, proof.programme_id) {
            continue;
        }
        let day = |day| Cell::date(lang, day);
        let mut facts = Facts::new()
            .row(t("proofs-state"), Cell::Badge(badge(lang, proof.state)))
            .row(t("proofs-due"), day(proof.due_on))
            .row(t("proofs-form"), t(&format!("proofs-form-{}", proof.form)))
            .maybe(t("proofs-received"), proof.received_on.map(day))
            .maybe(
                t("proofs-accepted-amount"),
                proof.accepted.map(|amount| Cell::money(lang, amount)),
            )
            .row(
                t("proofs-details"),
                Cell::link(format!("/proofs/{}", proof.id), t("proofs-open")),
            );
        for claim in queries::claims_of(conn, proof.id).await? {
            let cells = vec![
                Cell::link(
                    format!("/claims/{}", claim.id),
                    t(&format!("proofs-ground-{}", claim.ground)),
                ),
                Cell::Badge(claim_badge(lang, claim.state)),
            ];
            facts = facts.row(t("proofs-claim-one"), Cell::Many(cells));
        }
        blocks.push(Block::from(facts));
    }
    if blocks.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![CasePart {
        position: POSITION,
        heading: t("proofs-one"),
        blocks,
    }])
}
