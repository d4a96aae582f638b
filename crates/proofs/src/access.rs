//! Who may: the municipality proves, an officer examines, the head of unit accepts and claims (handbook 5.5, 13).

use applications::{Application, Source};
use base::{Ctx, PersonId, Problem, Role, Scope};
use uuid::Uuid;

use crate::model::{Claim, Proof};

/// Roles that see every proof of their programme.
pub(crate) const OFFICE: &[Role] = &[Role::SB, Role::RL, Role::BfdH, Role::RH];
/// Everybody who may come to a proof's page.
pub(crate) const READERS: &[Role] = &[Role::SB, Role::RL, Role::BfdH, Role::RH, Role::KE, Role::KZ];
/// Who writes a proof; an officer where it came on paper.
pub(crate) const WRITERS: &[Role] = &[Role::KE, Role::KZ, Role::SB];
/// Who hands it in.
pub(crate) const SIGNERS: &[Role] = &[Role::KZ, Role::SB];
/// Who draws the sample.
pub(crate) const DRAWERS: &[Role] = &[Role::SB, Role::RL];
/// Who keeps the table of base rates.
pub(crate) const RATE_KEEPERS: &[Role] = &[Role::SB, Role::RL, Role::BfdH];

/// The programmes in which the person sees all proofs.
pub(crate) fn programmes(ctx: &Ctx) -> Vec<Uuid> {
    ctx.scopes_of(OFFICE, "programme")
}

/// Whether the person works in the office of the proof's programme.
pub(crate) fn is_office(ctx: &Ctx, programme: Uuid) -> bool {
    ctx.has_any(OFFICE, Scope::Programme(programme))
}

/// Whether the person examines here.
pub(crate) fn is_officer(ctx: &Ctx, programme: Uuid) -> bool {
    ctx.has(Role::SB, Scope::Programme(programme))
}

/// Whether the person decides here.
pub(crate) fn is_head(ctx: &Ctx, programme: Uuid) -> bool {
    ctx.has(Role::RL, Scope::Programme(programme))
}

/// Whether the person writes this proof: KE or KZ of the grantee; SB for what came on paper or by list.
pub(crate) fn may_write(ctx: &Ctx, proof: &Proof, application: &Application) -> bool {
    ctx.has_any(&[Role::KE, Role::KZ], Scope::Body(proof.body_id.0))
        || is_paper_officer(ctx, proof, application)
}

/// Whether the person hands it in: KZ, or SB as above.
pub(crate) fn may_sign(ctx: &Ctx, proof: &Proof, application: &Application) -> bool {
    ctx.has(Role::KZ, Scope::Body(proof.body_id.0)) || is_paper_officer(ctx, proof, application)
}

/// Whether the person is an officer who puts in what came on paper.
pub(crate) fn is_paper_officer(ctx: &Ctx, proof: &Proof, application: &Application) -> bool {
    application.source != Source::Portal && is_officer(ctx, proof.programme_id)
}

/// Whether the person reads what is in it: while it is written, only those who write it.
pub(crate) fn may_read_parts(ctx: &Ctx, proof: &Proof, application: &Application) -> bool {
    ctx.is_system() || !proof.state.is_open() || may_write(ctx, proof, application)
}

/// Error: `Denied`.
pub(crate) fn require_writer(ctx: &Ctx, proof: &Proof, application: &Application) -> Result<(), Problem> {
    if may_write(ctx, proof, application) {
        return Ok(());
    }
    ctx.require(&[Role::KE, Role::KZ], Scope::Body(proof.body_id.0))
}

/// Error: `Denied`.
pub(crate) fn require_signer(ctx: &Ctx, proof: &Proof, application: &Application) -> Result<(), Problem> {
    if may_sign(ctx, proof, application) {
        return Ok(());
    }
    ctx.require(&[Role::KZ], Scope::Body(proof.body_id.0))
}

/// Error: `Denied`.
pub(crate) fn require_officer(ctx: &Ctx, programme: Uuid) -> Result<(), Problem> {
    ctx.require(&[Role::SB], Scope::Programme(programme))
}

/// SB or RL, who put a correction of the day of knowledge into force. Error: `Denied`.
pub(crate) fn require_corrector(ctx: &Ctx, programme: Uuid) -> Result<(), Problem> {
    ctx.require(&[Role::SB, Role::RL], Scope::Programme(programme))
}

/// RL, and not whoever examined it. Error: `Denied`, refused (`four-eyes`).
pub(crate) fn require_acceptor(ctx: &Ctx, proof: &Proof) -> Result<(), Problem> {
    ctx.require(&[Role::RL], Scope::Programme(proof.programme_id))?;
    ctx.require_other_person(&[proof.examined_by])
}

/// RL, and not whoever prepared the act or examined the proof. Error: `Denied`, refused (`four-eyes`).
pub(crate) fn require_issuer(ctx: &Ctx, claim: &Claim, proof: &Proof) -> Result<(), Problem> {
    ctx.require(&[Role::RL], Scope::Programme(claim.programme_id))?;
    ctx.require_other_person(&[claim.proposed_by, claim.heard_by, proof.examined_by])
}

/// Whether the person may sign the act: as [`require_issuer`].
pub(crate) fn may_issue(ctx: &Ctx, claim: &Claim, examined_by: Option<PersonId>) -> bool {
    is_head(ctx, claim.programme_id)
        && ![claim.proposed_by, claim.heard_by, examined_by].contains(&ctx.person_id())
}
