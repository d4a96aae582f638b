//! The JSON twins.

use axum::extract::{Path, RawQuery};
use base::{Problem, calendar};
use base_web::{ApiJson, FormData, Reply, Visit, api};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::seen;
use crate::json_programme::{
    ParameterJson, ProgrammeDataJson, ProgrammeDetailJson, ProgrammeJson, ProgrammeListJson,
};
use crate::usecases::{self, EditProgramme, NewProgramme, SetParameter};
use crate::{ProgrammeId, queries};

/// A programme to be set up.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewProgrammeJson {
    /// 2 to 12 capitals and digits; starts the codes of its calls.
    pub code: String,
    pub valid_from: NaiveDate,
    pub data: ProgrammeDataJson,
}

/// New data of a programme.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ProgrammeChangeJson {
    pub version: i64,
    pub data: ProgrammeDataJson,
}

/// A value from a day on.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewParameterJson {
    pub name: String,
    /// As stored: cents, basis points, codes.
    pub value: String,
    pub valid_from: NaiveDate,
    /// The legal basis or the paper it stands in.
    pub source: String,
}

pub(super) async fn list(visit: Visit) -> Reply {
    let programmes = queries::programmes_for(visit.app.db.reader(), &visit.ctx).await?;
    api::ok(ProgrammeListJson {
        items: programmes.iter().map(ProgrammeJson::from).collect(),
    })
}

pub(super) async fn show(visit: Visit, Path(programme): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let programme = seen(&visit, &programme).await?;
    let asked = FormData::parse(query.unwrap_or_default().as_bytes());
    let mut read = asked.read();
    let day = read.optional_date("day");
    read.finish()?;
    let day = day.unwrap_or_else(|| calendar::local_date(visit.ctx.now));
    let values = queries::parameter_values(visit.app.db.reader(), programme.id, day).await?;
    api::ok(ProgrammeDetailJson {
        programme: ProgrammeJson::from(&programme),
        day,
        parameters: values.iter().map(ParameterJson::from).collect(),
    })
}

async fn now(visit: &Visit, id: ProgrammeId) -> Result<ProgrammeJson, Problem> {
    Ok(ProgrammeJson::from(
        &queries::programme(visit.app.db.reader(), id).await?,
    ))
}

pub(super) async fn create(visit: Visit, ApiJson(new): ApiJson<NewProgrammeJson>) -> Reply {
    let new = NewProgramme {
        code: new.code,
        authority: new.data.letterhead(),
        remedy_kind: new.data.remedy()?,
        name_de: new.data.name_de,
        name_en: new.data.name_en,
        court: new.data.court,
        valid_from: new.valid_from,
        valid_until: new.data.valid_until,
        parameters: Vec::new(),
    };
    let id = usecases::create_programme(&visit.app.db, &visit.ctx, new).await?;
    api::created(now(&visit, id).await?)
}

pub(super) async fn change(
    visit: Visit,
    Path(programme): Path<String>,
    ApiJson(body): ApiJson<ProgrammeChangeJson>,
) -> Reply {
    let programme = seen(&visit, &programme).await?.id;
    let command = EditProgramme {
        programme,
        version: body.version,
        authority: body.data.letterhead(),
        remedy_kind: body.data.remedy()?,
        name_de: body.data.name_de,
        name_en: body.data.name_en,
        court: body.data.court,
        valid_until: body.data.valid_until,
    };
    usecases::edit_programme(&visit.app.db, &visit.ctx, command).await?;
    api::ok(now(&visit, programme).await?)
}

pub(super) async fn set_parameter(
    visit: Visit,
    Path(programme): Path<String>,
    ApiJson(body): ApiJson<NewParameterJson>,
) -> Reply {
    let programme = seen(&visit, &programme).await?.id;
    let (name, day) = (body.name.clone(), body.valid_from);
    let command = SetParameter {
        programme,
        name: body.name,
        value: body.value,
        valid_from: body.valid_from,
        source: body.source,
    };
    usecases::set_parameter(&visit.app.db, &visit.ctx, command).await?;
    let values = queries::parameter_values(visit.app.db.reader(), programme, day).await?;
    let set = values
        .iter()
        .find(|value| value.definition.name == name)
        .ok_or_else(|| Problem::broken(format!("parameter {name} was set and is gone")))?;
    api::created(ParameterJson::from(set))
}
