//! Who may see a case and who may do what with it. Every read of a case, in any crate, goes through [`visible_to`].

use base::{Actor, Ctx, Problem, Role, Scope, Text};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement, SimpleExpr};
use sea_orm::{ColumnTrait, Condition};
use uuid::Uuid;

use crate::model::{Access, Application, ApplicationState, CaseRow, PartyRole, Source};
use crate::rules;
use crate::store::{application, case_access, committee_access, party};

/// Roles that read every application of their programme (handbook 13).
pub const OFFICE: &[Role] = &[Role::SB, Role::RL, Role::BfdH, Role::GS, Role::RH];

/// Roles of a body, for its own applications and those it is a partner of.
pub const MUNICIPAL: &[Role] = &[Role::KE, Role::KZ];

/// Who may try a call out with test applications.
pub const TRIERS: &[Role] = &[Role::SB, Role::RL];

/// The condition on table `application` that holds for the cases this person may see. Test applications are no cases:
/// no list, count, search, report or job finds one (decision 0010); by its id alone the office reads its own.
///
/// Scopes: a body's own cases (as lead or partner); the whole programme for its office, without unsubmitted drafts of
/// others; chosen ones for the coordination; assessed ones for a committee's member once it was let in and the
/// member has declared on them; given ones for
/// assessors and facilitators. A person who is barred (handbook 4.3) sees nothing of that case in any role.
#[must_use]
pub fn visible_to(ctx: &Ctx) -> Condition {
    let person = match &ctx.actor {
        Actor::Person(person) => person,
        Actor::System(_) => return Condition::all().add(is_real()),
        // the operator keeps accounts and master data, not cases (handbook 0.5)
        Actor::Anonymous | Actor::Operator(_) => return Condition::all().add(Expr::value(false)),
    };
    let mut seen = Condition::any();
    let bodies = ctx.scopes_of(MUNICIPAL, "body");
    if !bodies.is_empty() {
        seen = seen
            .add(application::Column::LeadBodyId.is_in(bodies.iter().copied()))
            .add(application::Column::Id.in_subquery(as_partner(&bodies)));
    }
    let programmes = ctx.scopes_of(OFFICE, "programme");
    if !programmes.is_empty() {
        seen = seen.add(
            Condition::all()
                .add(application::Column::ProgrammeId.is_in(programmes))
                .add(handed_in_or_officers()),
        );
    }
    let coordinated = ctx.scopes_of(&[Role::PK], "programme");
    if !coordinated.is_empty() {
        seen = seen.add(
            Condition::all()
                .add(application::Column::ProgrammeId.is_in(coordinated))
                .add(application::Column::State.is_in(rules::CHOSEN.iter().copied())),
        );
    }
    let committees = ctx.scopes_of(&[Role::SM, Role::SV], "committee");
    if !committees.is_empty() {
        seen = seen.add(of_committees(person.id, &committees));
    }
    if ctx.has_any_role(&[Role::AS, Role::PB]) {
        seen = seen.add(
            Condition::all()
                .add(application::Column::Id.in_subquery(given(person.id, Access::Assigned)))
                .add(handed_in_or_officers()),
        );
    }
    if seen.is_empty() {
        return Condition::all().add(Expr::value(false));
    }
    Condition::all()
        .add(seen)
        .add(is_real())
        .add(application::Column::Id.not_in_subquery(given(person.id, Access::Barred)))
}

fn is_real() -> SimpleExpr {
    application::Column::Source.ne(Source::Trial)
}

/// Whether it is the office's test of a call, and no case.
#[must_use]
pub fn is_trial(application: &Application) -> bool {
    application.source == Source::Trial
}

/// The test applications this person may see: those of the programmes it makes calls for.
pub(crate) fn tried_by(ctx: &Ctx) -> Condition {
    let trials = Condition::all().add(application::Column::Source.eq(Source::Trial));
    if ctx.is_system() {
        return trials;
    }
    trials.add(application::Column::ProgrammeId.is_in(ctx.scopes_of(TRIERS, "programme")))
}

/// A test ends with the receipt. Error: refused.
fn require_real(application: &Application) -> Result<(), Problem> {
    if is_trial(application) {
        return Err(Problem::refused("trial", Text::new("applications-trial-ends")));
    }
    Ok(())
}

/// The ids of the cases this person may see, as a subquery for lists of what hangs on cases.
#[must_use]
pub fn seen_cases(ctx: &Ctx) -> SelectStatement {
    Query::select()
        .column(application::Column::Id)
        .from(application::Entity)
        .cond_where(visible_to(ctx))
        .take()
}

/// The same, only what a person sees through a seat in a steering group that was let in.
#[must_use]
pub fn seen_by_committee(ctx: &Ctx) -> SelectStatement {
    let committees = ctx.scopes_of(&[Role::SM, Role::SV], "committee");
    let member = match ctx.person_id() {
        Some(person) => of_committees(person, &committees),
        None => Condition::all().add(Expr::value(false)),
    };
    Query::select()
        .column(application::Column::Id)
        .from(application::Entity)
        .cond_where(Condition::all().add(visible_to(ctx)).add(member))
        .take()
}

/// What a member sees through a seat: the cases of a call that the group was let in to, each once the member has declared
/// to be free of bias in it (handbook 4.3).
fn of_committees(person: base::PersonId, committees: &[uuid::Uuid]) -> Condition {
    Condition::all()
        .add(application::Column::State.is_in(rules::FROZEN.iter().copied()))
        .add(application::Column::CallId.in_subquery(open_to(committees)))
        .add(application::Column::Id.in_subquery(given(person, Access::Declared)))
}

/// The ids of the cases this person is barred from, as a subquery.
#[must_use]
pub fn barred_cases(person: base::PersonId) -> SelectStatement {
    given(person, Access::Barred)
}

/// A draft belongs to those who write it: the office sees only its own.
fn handed_in_or_officers() -> Condition {
    Condition::any()
        .add(application::Column::Source.eq(Source::Officer))
        .add(
            Condition::all()
                .add(application::Column::State.ne(ApplicationState::Draft))
                .add(application::Column::ReceivedAt.is_not_null()),
        )
}

fn as_partner(bodies: &[uuid::Uuid]) -> SelectStatement {
    Query::select()
        .column(party::Column::ApplicationId)
        .from(party::Entity)
        .and_where(party::Column::BodyId.is_in(bodies.iter().copied()))
        .and_where(party::Column::Role.eq(PartyRole::Partner))
        .to_owned()
}

fn given(person: base::PersonId, access: Access) -> SelectStatement {
    Query::select()
        .column(case_access::Column::ApplicationId)
        .from(case_access::Entity)
        .and_where(case_access::Column::PersonId.eq(person))
        .and_where(case_access::Column::Access.eq(access))
        .to_owned()
}

fn open_to(committees: &[uuid::Uuid]) -> SelectStatement {
    Query::select()
        .column(committee_access::Column::CallId)
        .from(committee_access::Entity)
        .and_where(committee_access::Column::CommitteeId.is_in(committees.iter().copied()))
        .to_owned()
}

fn body(application: &Application) -> Scope {
    Scope::Body(application.lead_body_id.0)
}

fn programme(application: &Application) -> Scope {
    Scope::Programme(application.programme_id)
}

/// Whether the person edits for the lead body.
#[must_use]
pub fn is_applicant(ctx: &Ctx, application: &Application) -> bool {
    ctx.has_any(MUNICIPAL, body(application))
}

/// Whether the person works in the office of the programme (reads notes, mails, audit of the case).
#[must_use]
pub fn is_office(ctx: &Ctx, application: &Application) -> bool {
    ctx.has_any(OFFICE, programme(application))
}

/// KE edits the body's own draft; SB edits what an officer enters by hand. Error: `Denied`.
pub fn require_editor(ctx: &Ctx, application: &Application) -> Result<(), Problem> {
    match application.source {
        Source::Officer => ctx.require(&[Role::SB], programme(application)),
        Source::Trial => ctx.require(TRIERS, programme(application)),
        Source::Portal | Source::Import => ctx.require(&[Role::KE], body(application)),
    }
}

/// Signs and hands in: KZ; KE with the signed cover sheet (F8); SB for what came on paper. Error: `Denied`, `Invalid`.
pub fn require_signatory(ctx: &Ctx, application: &Application, cover_sheet: bool) -> Result<(), Problem> {
    if application.source == Source::Officer {
        return ctx.require(&[Role::SB], programme(application));
    }
    if is_trial(application) {
        return ctx.require(TRIERS, programme(application));
    }
    if ctx.has(Role::KZ, body(application)) {
        return Ok(());
    }
    ctx.require(&[Role::KE], body(application))?;
    if cover_sheet {
        Ok(())
    } else {
        Err(Problem::field(
            "cover_sheet",
            Text::new("applications-needs-signature"),
        ))
    }
}

/// Who may make the declarations of part F for this application: the signatory; who enters paper, or tries a form out.
#[must_use]
pub fn may_declare(ctx: &Ctx, application: &Application) -> bool {
    match application.source {
        Source::Portal => ctx.has(Role::KZ, body(application)),
        Source::Officer | Source::Import => {
            ctx.has(Role::KZ, body(application)) || ctx.has(Role::SB, programme(application))
        }
        Source::Trial => ctx.has_any(TRIERS, programme(application)),
    }
}

/// Takes the application back: KZ; SB for those without a portal account behind them. Error: `Denied`.
pub fn require_withdrawer(ctx: &Ctx, application: &Application) -> Result<(), Problem> {
    require_real(application)?;
    if ctx.has(Role::KZ, body(application)) {
        return Ok(());
    }
    match application.source {
        Source::Portal => ctx.require(&[Role::KZ], body(application)),
        Source::Officer | Source::Import | Source::Trial => ctx.require(&[Role::SB], programme(application)),
    }
}

/// The officer's work on a case. Error: `Denied`; refused for a test.
pub fn require_officer(ctx: &Ctx, application: &Application) -> Result<(), Problem> {
    require_real(application)?;
    ctx.require(&[Role::SB], programme(application))
}

/// What the head of unit decides. Error: `Denied`; refused for a test.
pub fn require_head(ctx: &Ctx, application: &Application) -> Result<(), Problem> {
    require_real(application)?;
    ctx.require(&[Role::RL], programme(application))
}

/// Who writes notes and follow-ups.
pub const NOTE_WRITERS: &[Role] = &[Role::SB, Role::RL, Role::GS, Role::BfdH];

/// Notes are the office's own, never the applicant's. Error: `Denied`.
pub fn require_note_writer(ctx: &Ctx, application: &Application) -> Result<(), Problem> {
    require_real(application)?;
    ctx.require(NOTE_WRITERS, programme(application))
}

/// Results that applicants learn by the release, all at once, and not before (handbook 5.2).
const UNTIL_RELEASE: [ApplicationState; 4] = [
    ApplicationState::Selected,
    ApplicationState::Reserve,
    ApplicationState::RejectedProposed,
    ApplicationState::Deferred,
];

/// Whether the person knows results before they are released: the programme's offices, and the steering group unless the
/// member also acts for an applicant: the seat of one group is no way to the own result in another's call.
fn knows_early(ctx: &Ctx, programme: Uuid) -> bool {
    let offices = [Role::SB, Role::RL, Role::BfdH, Role::GS, Role::PK, Role::RH];
    ctx.is_system()
        || ctx.is_operator()
        || ctx.has_any(&offices, Scope::Programme(programme))
        || knows_as_member(ctx)
}

/// A seat in a steering group tells of results only who sees cases through nothing else: whoever applies, assesses or
/// facilitates as well sees cases of other groups' calls, whose results are not theirs to know.
fn knows_as_member(ctx: &Ctx) -> bool {
    let others = [Role::KE, Role::KZ, Role::AS, Role::PB];
    ctx.has_any_role(&[Role::SM, Role::SV]) && !ctx.has_any_role(&others)
}

/// The case as this person may know it: an unreleased result is still "assessed".
pub(crate) fn as_known_to(ctx: &Ctx, mut application: Application) -> Application {
    if hides_result(ctx, &application) {
        application.state = ApplicationState::Assessed;
    }
    application
}

/// As [`as_known_to`].
pub(crate) fn row_as_known_to(ctx: &Ctx, mut row: CaseRow) -> CaseRow {
    if row.released_at.is_none() && keeps_result(ctx, row.state, row.programme_id) {
        row.state = ApplicationState::Assessed;
    }
    row
}

/// Whether the result of this case is to be kept from the person.
pub(crate) fn hides_result(ctx: &Ctx, application: &Application) -> bool {
    application.released_at.is_none() && keeps_result(ctx, application.state, application.programme_id)
}

fn keeps_result(ctx: &Ctx, state: ApplicationState, programme: Uuid) -> bool {
    UNTIL_RELEASE.contains(&state) && !knows_early(ctx, programme)
}

/// A filter by state must not find out what a page does not show.
pub(crate) fn known_states(ctx: &Ctx, states: &[ApplicationState]) -> Condition {
    let wanted = application::Column::State.is_in(states.iter().copied());
    let knows = ctx.is_system() || ctx.is_operator() || !ctx.has_any_role(&[Role::KE, Role::KZ, Role::AS]);
    if knows {
        return Condition::all().add(wanted);
    }
    let kept = application::Column::State
        .is_in(UNTIL_RELEASE)
        .and(application::Column::ReleasedAt.is_null());
    let mut found = Condition::any().add(Condition::all().add(wanted).add(kept.clone().not()));
    if states.contains(&ApplicationState::Assessed) {
        found = found.add(kept);
    }
    found
}
