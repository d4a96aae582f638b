//! Who makes a packet and who may have one (handbook 13): the officers and the head of unit of the programme, and the
//! court of audit.

use applications::{ApplicationId, seen_cases};
use base::{Ctx, Problem, Role, Scope};
use sea_orm::ColumnTrait as _;
use sea_orm::sea_query::{Condition, Expr, ExprTrait as _, Query};
use uuid::Uuid;

use super::store::{case, packet};

/// Who makes packets, the one who reads most first.
pub(crate) const MAKERS: &[Role] = &[Role::RH, Role::RL, Role::SB];

/// The office in which the person makes a packet of this programme. Error: denied.
pub(super) fn maker(ctx: &Ctx, programme: Uuid) -> Result<Role, Problem> {
    ctx.require(MAKERS, Scope::Programme(programme))?;
    held(ctx, programme).ok_or(Problem::not_found("evidence"))
}

/// The strongest of the offices that the person holds in the programme.
fn held(ctx: &Ctx, programme: Uuid) -> Option<Role> {
    MAKERS
        .iter()
        .copied()
        .find(|role| ctx.has(*role, Scope::Programme(programme)))
}

/// The packets a person may have: of the own programmes, made in an office that reads no more than one's own, and with
/// no case in them that the person may not see – the one who made it included, who may be barred since.
pub(super) fn visible(ctx: &Ctx) -> Condition {
    let mut offices = Condition::any();
    for (place, role) in MAKERS.iter().enumerate() {
        let programmes = ctx.scopes_of(&[*role], "programme");
        if !programmes.is_empty() {
            let weaker = MAKERS[place..].iter().map(|role| role.code());
            offices = offices.add(
                Condition::all()
                    .add(packet::Column::ProgrammeId.is_in(programmes))
                    .add(packet::Column::Role.is_in(weaker)),
            );
        }
    }
    if offices.is_empty() {
        return Condition::all().add(Expr::value(false));
    }
    let hidden = Query::select()
        .expr(Expr::value(1))
        .from(case::Entity)
        .and_where(
            Expr::col((case::Entity, case::Column::PacketId)).equals((packet::Entity, packet::Column::Id)),
        )
        .and_where(case::Column::ApplicationId.not_in_subquery(seen_cases(ctx)))
        .take();
    Condition::all().add(offices).add(Expr::not_exists(hidden))
}

/// The case, if the person makes packets of its programme. Error: not found for a case out of sight, denied.
pub(super) async fn case_of(
    db: &impl sea_orm::ConnectionTrait,
    ctx: &Ctx,
    id: ApplicationId,
) -> Result<(applications::Application, Role), Problem> {
    // a test of a call is no case, so that nothing is asked by its id alone
    let found = applications::applications(db, ctx, &[id]).await?.remove(&id);
    let found = found.ok_or(Problem::not_found("application"))?;
    let role = maker(ctx, found.programme_id)?;
    Ok((found, role))
}
