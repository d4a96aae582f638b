//! Takes somebody into the pool.

use base::problem::Checks;
use base::{Cents, Ctx, Problem, Text};
use base_db::{Db, Entry, Unit};
use chrono::NaiveDate;
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use uuid::Uuid;

use crate::access;
use crate::model::FacilitatorId;
use crate::store::facilitator;

/// A new member of the pool.
#[derive(Debug, Clone)]
pub struct NewFacilitator {
    pub programme: Uuid,
    pub name: String,
    pub firm: String,
    pub email: String,
    pub phone: String,
    pub regions: String,
    pub focus: String,
    pub languages: String,
    /// Net.
    pub day_rate: Cents,
    pub vat_liable: bool,
    pub available_from: Option<NaiveDate>,
    pub max_days_month: Option<i64>,
}

/// Takes somebody into the pool; an account with the same address is linked. Error: `Denied`, `Invalid`.
pub async fn add_facilitator(db: &Db, ctx: &Ctx, new: NewFacilitator) -> Result<FacilitatorId, Problem> {
    let unit = db.write(ctx).await?;
    let id = add_in(&unit, new).await?;
    unit.commit().await?;
    Ok(id)
}

/// The same within a unit.
pub async fn add_in(unit: &Unit<'_>, new: NewFacilitator) -> Result<FacilitatorId, Problem> {
    access::may_coordinate(unit.ctx(), new.programme)?;
    let email = new.email.to_lowercase();
    let mut checks = Checks::new();
    checks.ensure(!new.name.is_empty(), "name", || Text::new("field-required"));
    for (field, text, max) in [
        ("name", &new.name, 120),
        ("firm", &new.firm, 160),
        ("email", &email, 254),
        ("phone", &new.phone, 30),
        ("regions", &new.regions, 200),
        ("focus", &new.focus, 300),
        ("languages", &new.languages, 200),
    ] {
        let count = base::names::char_count(text);
        checks.ensure(count <= max, field, || {
            Text::new("field-too-long").with("max", max).with("count", count)
        });
    }
    checks.ensure(email.contains('@'), "email", || {
        Text::new("field-email").with("value", &email)
    });
    checks.ensure(new.day_rate.0 > 0, "day_rate", || Text::new("field-required"));
    let known = facilitator::Entity::find()
        .filter(facilitator::Column::ProgrammeId.eq(new.programme))
        .filter(facilitator::Column::Email.eq(&email))
        .count(unit.conn())
        .await?;
    checks.ensure(known == 0, "email", || {
        Text::new("facilitation-known").with("email", &email)
    });
    checks.finish()?;
    let account = people::find_by_email(unit.conn(), &email).await?;
    let id = FacilitatorId::new();
    facilitator::Entity::insert(facilitator::ActiveModel {
        id: Set(id),
        programme_id: Set(new.programme),
        person_id: Set(account.map(|account| account.id.0)),
        name: Set(new.name),
        firm: Set(new.firm),
        email: Set(email),
        phone: Set(new.phone),
        regions: Set(new.regions),
        focus: Set(new.focus),
        languages: Set(new.languages),
        day_rate_cents: Set(new.day_rate),
        vat_liable: Set(new.vat_liable),
        available_from: Set(new.available_from),
        max_days_month: Set(new.max_days_month),
        active: Set(true),
    })
    .exec_without_returning(unit.conn())
    .await?;
    unit.audit(Entry::new("facilitator", id, "add")).await?;
    Ok(id)
}
