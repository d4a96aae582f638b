//! Keeps a steering group and its seats.

use base::problem::Checks;
use base::{Ctx, Problem, Role, Scope, Text, calendar, names};
use base_db::{Db, Entry, Unit};
use calls::ProgrammeId;
use chrono::NaiveDate;
use people::Assign;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::access;
use crate::model::{Committee, CommitteeId, Member, MemberId};
use crate::store::{committee as group, insert_all, member as seat};

/// A steering group of a programme. Role: GS.
pub async fn create_committee(
    db: &Db,
    ctx: &Ctx,
    programme: ProgrammeId,
    name: &str,
) -> Result<CommitteeId, Problem> {
    if !ctx.is_operator() {
        ctx.require(access::SECRETARIES, Scope::Programme(programme.0))?;
    }
    let name = names::clean(name);
    if name.is_empty() || names::char_count(&name) > 120 {
        return Err(Problem::field("name", Text::new("committees-name")));
    }
    let unit = db.write(ctx).await?;
    calls::programme(unit.conn(), programme).await?;
    let committee = Committee {
        id: CommitteeId::new(),
        programme_id: programme,
        name,
        created_at: ctx.now,
    };
    let id = committee.id;
    insert_all::<group::Entity, _>(unit.conn(), vec![committee]).await?;
    unit.audit(Entry::new("committee", id, "create")).await?;
    unit.commit().await?;
    Ok(id)
}

/// A seat. With an address that has an account, the account gets the role SV (chair) or SM in the committee.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewMember {
    pub name: String,
    pub institution: String,
    pub email: String,
    pub has_vote: bool,
    pub is_chair: bool,
    pub is_secretary: bool,
    pub deputy_name: String,
    /// `None`: today.
    pub from_on: Option<NaiveDate>,
    /// The last day of the term; `None`: open.
    pub until_on: Option<NaiveDate>,
}

/// Adds a seat, or changes the one with the same address. Role: GS. Error: invalid; refused for a second chair.
pub async fn put_member(
    db: &Db,
    ctx: &Ctx,
    committee: CommitteeId,
    new: NewMember,
) -> Result<MemberId, Problem> {
    let unit = db.write(ctx).await?;
    let id = put_member_in(&unit, committee, new).await?;
    unit.commit().await?;
    Ok(id)
}

/// The same within a unit.
pub(crate) async fn put_member_in(
    unit: &Unit<'_>,
    committee: CommitteeId,
    new: NewMember,
) -> Result<MemberId, Problem> {
    let ctx = unit.ctx();
    let group = group::Entity::find_by_id(committee)
        .one(unit.conn())
        .await?
        .ok_or(Problem::not_found("committee"))?;
    if !ctx.is_operator() {
        access::require_secretary(ctx, &group)?;
    }
    let today = calendar::local_date(ctx.now);
    let present = seat::Entity::find()
        .filter(seat::Column::CommitteeId.eq(committee))
        .all(unit.conn())
        .await?;
    let known =
        |member: &&Member| !new.email.is_empty() && member.email.eq_ignore_ascii_case(new.email.trim());
    let before = present.iter().find(known);
    let mut checks = Checks::new();
    for (field, value, max) in [
        ("name", &new.name, 120),
        ("institution", &new.institution, 200),
        ("deputy_name", &new.deputy_name, 120),
    ] {
        let count = names::char_count(value);
        checks.ensure(count <= max, field, || {
            Text::new("field-too-long").with("max", max).with("count", count)
        });
    }
    checks.ensure(!names::clean(&new.name).is_empty(), "name", || {
        Text::new("field-required")
    });
    let other_chair =
        |member: &&Member| member.is_chair && member.until_on.is_none_or(|until| until >= today);
    let has_chair = present
        .iter()
        .filter(other_chair)
        .any(|member| Some(member.id) != before.map(|before| before.id));
    checks.ensure(!(new.is_chair && has_chair), "is_chair", || {
        Text::new("committees-one-chair")
    });
    let from_on = new
        .from_on
        .or(before.map(|before| before.from_on))
        .unwrap_or(today);
    checks.ensure(
        new.until_on.is_none_or(|until| until >= from_on),
        "until_on",
        || Text::new("committees-until-early"),
    );
    checks.finish()?;
    let email = names::clean(&new.email).to_lowercase();
    let account = people::find_by_email(unit.conn(), &email).await?;
    let member = Member {
        id: before.map_or_else(MemberId::new, |before| before.id),
        committee_id: committee,
        position: before.map_or(present.len() as i64 + 1, |before| before.position),
        person_id: account.as_ref().map(|account| account.id),
        name: names::clean(&new.name),
        institution: names::clean(&new.institution),
        email,
        has_vote: new.has_vote,
        is_chair: new.is_chair,
        is_secretary: new.is_secretary,
        deputy_name: names::clean(&new.deputy_name),
        from_on,
        until_on: new.until_on,
    };
    let id = member.id;
    match before {
        Some(_) => {
            let changed = member.into_active_model().reset_all();
            seat::Entity::update(changed)
                .exec_without_returning(unit.conn())
                .await?;
        }
        None => insert_all::<seat::Entity, _>(unit.conn(), vec![member]).await?,
    }
    unit.audit(Entry::new(
        "committee_member",
        id,
        if before.is_some() { "change" } else { "add" },
    ))
    .await?;
    if let Some(account) = account {
        let role = if new.is_chair { Role::SV } else { Role::SM };
        let scope = Scope::Committee(committee.0);
        let holds = people::roles_of(unit.conn(), account.id).await?;
        let has = holds
            .iter()
            .any(|held| held.role == role && held.scope == scope && held.is_valid_on(today));
        if !has && Some(account.id) != ctx.person_id() {
            let assign = Assign {
                until_on: new.until_on,
                ..Assign::from(account.id, role, scope, today)
            };
            people::assign_in(unit, assign).await?;
        }
    }
    Ok(id)
}

/// The seat ends today, and with it the sight of the committee's cases; what it decided stays. Role: GS.
pub async fn end_member(db: &Db, ctx: &Ctx, member: MemberId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let seat = seat::Entity::find_by_id(member)
        .one(unit.conn())
        .await?
        .ok_or(Problem::not_found("member"))?;
    let group = group::Entity::find_by_id(seat.committee_id)
        .one(unit.conn())
        .await?
        .ok_or(Problem::not_found("committee"))?;
    access::require_secretary(ctx, &group)?;
    seat::Entity::update_many()
        .col_expr(seat::Column::UntilOn, Expr::value(calendar::local_date(ctx.now)))
        .filter(seat::Column::Id.eq(member))
        .exec(unit.conn())
        .await?;
    unit.audit(Entry::new("committee_member", member, "end")).await?;
    if let Some(person) = seat.person_id {
        let scope = Scope::Committee(group.id.0);
        for held in people::roles_of(unit.conn(), person).await? {
            if held.scope == scope && held.ended_at.is_none() {
                people::end_role_in(&unit, &held).await?;
            }
        }
    }
    unit.commit().await
}
