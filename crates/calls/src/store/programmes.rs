//! Rows of programmes and their dated parameters.

use base::Problem;
use base_db::Unit;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::rows::{parameter, programme};
use crate::RemedyKind;
use crate::model::{Authority, Programme, ProgrammeId};
use crate::parameters::DatedValue;

fn from_row(row: programme::Model) -> Result<Programme, Problem> {
    let remedy_kind = RemedyKind::from_code(&row.remedy_kind)
        .ok_or_else(|| Problem::broken(format!("programme {}: remedy_kind {}", row.id, row.remedy_kind)))?;
    Ok(Programme {
        id: row.id,
        code: row.code,
        name_de: row.name_de,
        name_en: row.name_en,
        authority: Authority {
            authority: row.authority,
            department: row.department,
            street: row.street,
            postcode: row.postcode,
            place: row.place,
            phone: row.phone,
            email: row.email,
            web: row.web,
        },
        remedy_kind,
        court: row.court,
        valid_from: row.valid_from,
        valid_until: row.valid_until,
        version: row.version,
    })
}

pub(crate) async fn find_programme(
    db: &impl ConnectionTrait,
    id: ProgrammeId,
) -> Result<Option<Programme>, Problem> {
    programme::Entity::find_by_id(id)
        .one(db)
        .await?
        .map(from_row)
        .transpose()
}

pub(crate) async fn find_programme_by_code(
    db: &impl ConnectionTrait,
    code: &str,
) -> Result<Option<Programme>, Problem> {
    let found = programme::Entity::find()
        .filter(programme::Column::Code.eq(code))
        .one(db)
        .await?;
    found.map(from_row).transpose()
}

/// All programmes by code. There are few: one authority runs a handful.
pub(crate) async fn programmes(db: &impl ConnectionTrait) -> Result<Vec<Programme>, Problem> {
    let rows = programme::Entity::find()
        .order_by_asc(programme::Column::Code)
        .all(db)
        .await?;
    rows.into_iter().map(from_row).collect()
}

pub(crate) async fn insert_programme(
    unit: &Unit<'_>,
    programme: &Programme,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let authority = programme.authority.clone();
    let row = programme::ActiveModel {
        id: Set(programme.id),
        code: Set(programme.code.clone()),
        name_de: Set(programme.name_de.clone()),
        name_en: Set(programme.name_en.clone()),
        authority: Set(authority.authority),
        department: Set(authority.department),
        street: Set(authority.street),
        postcode: Set(authority.postcode),
        place: Set(authority.place),
        phone: Set(authority.phone),
        email: Set(authority.email),
        web: Set(authority.web),
        remedy_kind: Set(programme.remedy_kind.code().to_owned()),
        court: Set(programme.court.clone()),
        valid_from: Set(programme.valid_from),
        valid_until: Set(programme.valid_until),
        created_at: Set(now),
        version: Set(programme.version),
    };
    programme::Entity::insert(row)
        .exec_without_returning(unit.conn())
        .await?;
    Ok(())
}

/// Everything that can be changed of a programme, guarded by its version. Error: `Stale`.
pub(crate) async fn update_programme(unit: &Unit<'_>, programme: &Programme) -> Result<(), Problem> {
    let authority = programme.authority.clone();
    let row = programme::ActiveModel {
        name_de: Set(programme.name_de.clone()),
        name_en: Set(programme.name_en.clone()),
        authority: Set(authority.authority),
        department: Set(authority.department),
        street: Set(authority.street),
        postcode: Set(authority.postcode),
        place: Set(authority.place),
        phone: Set(authority.phone),
        email: Set(authority.email),
        web: Set(authority.web),
        remedy_kind: Set(programme.remedy_kind.code().to_owned()),
        court: Set(programme.court.clone()),
        valid_until: Set(programme.valid_until),
        version: Set(programme.version + 1),
        ..Default::default()
    };
    let result = programme::Entity::update_many()
        .set(row)
        .filter(programme::Column::Id.eq(programme.id))
        .filter(programme::Column::Version.eq(programme.version))
        .exec(unit.conn())
        .await?;
    if result.rows_affected == 1 {
        Ok(())
    } else {
        Err(Problem::Stale)
    }
}

/// All stored values of a programme's parameters, by name, the earliest first.
pub(crate) async fn dated_values(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
) -> Result<Vec<DatedValue>, Problem> {
    let rows = parameter::Entity::find()
        .filter(parameter::Column::ProgrammeId.eq(programme))
        .order_by_asc(parameter::Column::Name)
        .order_by_asc(parameter::Column::ValidFrom)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| DatedValue {
            name: row.name,
            value: row.value,
            valid_from: row.valid_from,
            source: row.source,
            set_by: row.set_by,
            set_at: row.set_at,
        })
        .collect())
}

pub(crate) async fn insert_parameter(
    unit: &Unit<'_>,
    programme: ProgrammeId,
    new: DatedValue,
) -> Result<(), sea_orm::DbErr> {
    let row = parameter::ActiveModel {
        id: Set(Uuid::now_v7()),
        programme_id: Set(programme),
        name: Set(new.name),
        value: Set(new.value),
        valid_from: Set(new.valid_from),
        source: Set(new.source),
        set_by: Set(new.set_by),
        set_at: Set(new.set_at),
    };
    parameter::Entity::insert(row)
        .exec_without_returning(unit.conn())
        .await?;
    Ok(())
}
