//! The register in JSON.

use axum::extract::{Path, RawQuery};
use base_web::{FormData, Reply, Visit, api};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{filter, id, page};
use crate::{Body, queries};

/// A public body.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BodyJson {
    id: Uuid,
    /// Official key as text: 8 digits (AGS), 5 (district), 9 (association), or another register's own.
    key: String,
    ars: Option<String>,
    /// `GEMEINDE`, `STADT`, `STADTKREIS`, `LANDKREIS`, `GVV`, `VVG`, `ZWECKVERBAND`, `ASSOCIATION`, `FOREIGN_MUNICIPALITY`.
    body_type: String,
    name: String,
    official_name: String,
    designation: String,
    district_key: Option<String>,
    district_name: Option<String>,
    association_key: Option<String>,
    /// Regierungsbezirk, 1 to 4.
    region: Option<i64>,
    population: Option<i64>,
    population_on: Option<NaiveDate>,
    street: Option<String>,
    postcode: Option<String>,
    place: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    may_apply: bool,
    valid_from: Option<NaiveDate>,
    valid_until: Option<NaiveDate>,
    successor_id: Option<Uuid>,
}

impl From<Body> for BodyJson {
    fn from(body: Body) -> Self {
        Self {
            id: body.id.0,
            key: body.key,
            ars: body.ars,
            body_type: body.body_type.code().to_owned(),
            name: body.name,
            official_name: body.official_name,
            designation: body.designation,
            district_key: body.district_key,
            district_name: body.district_name,
            association_key: body.association_key,
            region: body.region,
            population: body.population,
            population_on: body.population_on,
            street: body.street,
            postcode: body.postcode,
            place: body.place,
            email: body.email,
            phone: body.phone,
            may_apply: body.may_apply,
            valid_from: body.valid_from,
            valid_until: body.valid_until,
            successor_id: body.successor_id.map(|id| id.0),
        }
    }
}

/// One page of bodies.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BodyListJson {
    items: Vec<BodyJson>,
    total: u64,
    page: u64,
    per_page: u64,
}

/// A name a body goes or went by.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BodyNameJson {
    /// `NAME`, `OFFICIAL`, `ALIAS`, `FORMER`.
    kind: String,
    name: String,
    /// The last day of a former name.
    valid_until: Option<NaiveDate>,
}

/// A body with its names and relatives.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BodyDetailJson {
    body: BodyJson,
    names: Vec<BodyNameJson>,
    district: Option<BodyJson>,
    association: Option<BodyJson>,
    members: Vec<BodyJson>,
    predecessors: Vec<BodyJson>,
}

pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Reply {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let mut filter = filter(&query);
    filter.with_former = query.get("former") == "true";
    let found = queries::list(visit.app.db.reader(), &filter, page(&query)).await?;
    let (total, page, per_page) = (found.total, found.page, found.per_page);
    let items = found.items.into_iter().map(BodyJson::from).collect();
    api::ok(BodyListJson {
        items,
        total,
        page,
        per_page,
    })
}

pub(super) async fn show(visit: Visit, Path(body): Path<String>) -> Reply {
    let conn = visit.app.db.reader();
    let body = queries::body(conn, id(&body)?).await?;
    let relatives = queries::relatives(conn, &body).await?;
    let names = queries::names_of(conn, body.id)
        .await?
        .into_iter()
        .map(|name| BodyNameJson {
            kind: name.kind.code().to_owned(),
            name: name.name,
            valid_until: name.valid_until,
        });
    let predecessors = queries::predecessors(conn, body.id).await?;
    api::ok(BodyDetailJson {
        names: names.collect(),
        district: relatives.district.map(BodyJson::from),
        association: relatives.association.map(BodyJson::from),
        members: relatives.members.into_iter().map(BodyJson::from).collect(),
        predecessors: predecessors.into_iter().map(BodyJson::from).collect(),
        body: body.into(),
    })
}
