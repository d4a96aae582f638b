//! `body`.

use base::{Problem, names};
use base_db::search::{Words, containing};
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr, OnConflict};
use sea_orm::{Condition, ConnectionTrait, IntoActiveModel, Iterable, QueryOrder, QuerySelect, Select};

use crate::rules::keys::repair_key;
use crate::{Body, BodyId, BodyType};

mod row {
    use sea_orm::entity::prelude::*;

    use crate::BodyId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "body")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: BodyId,
        pub key: String,
        pub ars: Option<String>,
        pub body_type: String,
        pub name: String,
        pub official_name: String,
        pub designation: String,
        pub district_key: Option<String>,
        pub district_name: Option<String>,
        pub association_key: Option<String>,
        pub region: Option<i64>,
        pub population: Option<i64>,
        pub population_on: Option<Date>,
        pub postcode: Option<String>,
        pub street: Option<String>,
        pub place: Option<String>,
        pub email: Option<String>,
        pub phone: Option<String>,
        pub head: Option<String>,
        pub longitude_e6: Option<i64>,
        pub latitude_e6: Option<i64>,
        pub may_apply: bool,
        pub valid_from: Option<Date>,
        pub valid_until: Option<Date>,
        pub successor_id: Option<BodyId>,
        pub sort_name: String,
        pub search_text: String,
        pub version: i64,
        pub updated_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::Column;

/// Rows per INSERT: within the parameter limits of both databases.
const CHUNK: usize = 500;

fn body(row: row::Model) -> Result<Body, Problem> {
    let body_type = BodyType::from_code(&row.body_type)
        .ok_or_else(|| Problem::broken(format!("body {}: unknown type {}", row.id, row.body_type)))?;
    Ok(Body {
        id: row.id,
        key: row.key,
        ars: row.ars,
        body_type,
        name: row.name,
        official_name: row.official_name,
        designation: row.designation,
        district_key: row.district_key,
        district_name: row.district_name,
        association_key: row.association_key,
        region: row.region,
        population: row.population,
        population_on: row.population_on,
        postcode: row.postcode,
        street: row.street,
        place: row.place,
        email: row.email,
        phone: row.phone,
        head: row.head,
        longitude_e6: row.longitude_e6,
        latitude_e6: row.latitude_e6,
        may_apply: row.may_apply,
        valid_from: row.valid_from,
        valid_until: row.valid_until,
        successor_id: row.successor_id,
        version: row.version,
    })
}

/// `search_text` begins with a blank, so that `% word%` finds the beginnings of words only.
fn model(body: &Body, other_names: &[String], now: DateTime<Utc>) -> row::Model {
    let district = body.district_name.clone().unwrap_or_default();
    let mut words: Vec<&str> = vec![
        &body.name,
        &body.official_name,
        &body.key,
        body.key.trim_start_matches('0'),
    ];
    words.extend(body.ars.as_deref());
    words.push(&district);
    words.extend(other_names.iter().map(String::as_str));
    row::Model {
        id: body.id,
        key: body.key.clone(),
        ars: body.ars.clone(),
        body_type: body.body_type.code().to_owned(),
        name: body.name.clone(),
        official_name: body.official_name.clone(),
        designation: body.designation.clone(),
        district_key: body.district_key.clone(),
        district_name: body.district_name.clone(),
        association_key: body.association_key.clone(),
        region: body.region,
        population: body.population,
        population_on: body.population_on,
        postcode: body.postcode.clone(),
        street: body.street.clone(),
        place: body.place.clone(),
        email: body.email.clone(),
        phone: body.phone.clone(),
        head: body.head.clone(),
        longitude_e6: body.longitude_e6,
        latitude_e6: body.latitude_e6,
        may_apply: body.may_apply,
        valid_from: body.valid_from,
        valid_until: body.valid_until,
        successor_id: body.successor_id,
        sort_name: names::search_text(&body.name),
        search_text: format!(" {}", names::search_text(&words.join(" "))),
        version: body.version,
        updated_at: now,
    }
}

pub(crate) async fn find(conn: &impl ConnectionTrait, id: BodyId) -> Result<Option<Body>, Problem> {
    row::Entity::find_by_id(id).one(conn).await?.map(body).transpose()
}

pub(crate) async fn by_ids(conn: &impl ConnectionTrait, ids: &[BodyId]) -> Result<Vec<Body>, Problem> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        found.extend(
            row::Entity::find()
                .filter(Column::Id.is_in(chunk.iter().copied()))
                .all(conn)
                .await?,
        );
    }
    found.into_iter().map(body).collect()
}

/// The bodies of these keys; a Stadtkreis also under its district key.
pub(crate) async fn by_keys(conn: &impl ConnectionTrait, keys: &[&str]) -> Result<Vec<Body>, Problem> {
    let as_district = Condition::all()
        .add(Column::BodyType.eq(BodyType::Stadtkreis.code()))
        .add(Column::DistrictKey.is_in(keys.iter().copied()));
    let any = Condition::any()
        .add(Column::Key.is_in(keys.iter().copied()))
        .add(as_district);
    row::Entity::find()
        .filter(any)
        .order_by_asc(Column::Key)
        .all(conn)
        .await?
        .into_iter()
        .map(body)
        .collect()
}

pub(crate) async fn all(conn: &impl ConnectionTrait) -> Result<Vec<Body>, Problem> {
    row::Entity::find()
        .order_by_asc(Column::Key)
        .all(conn)
        .await?
        .into_iter()
        .map(body)
        .collect()
}

/// Bodies merged into this one.
pub(crate) async fn predecessors(conn: &impl ConnectionTrait, id: BodyId) -> Result<Vec<Body>, Problem> {
    let query = row::Entity::find()
        .filter(Column::SuccessorId.eq(id))
        .order_by_asc(Column::SortName);
    query.all(conn).await?.into_iter().map(body).collect()
}

/// The bodies that were merged into one of these.
pub(crate) async fn merged_into(conn: &impl ConnectionTrait, ids: &[BodyId]) -> Result<Vec<Body>, Problem> {
    let query = row::Entity::find().filter(Column::SuccessorId.is_in(ids.iter().copied()));
    query.all(conn).await?.into_iter().map(body).collect()
}

/// All bodies of one district or one association that exist, by name.
pub(crate) async fn of_group(
    conn: &impl ConnectionTrait,
    district: Option<&str>,
    association: Option<&str>,
) -> Result<Vec<Body>, Problem> {
    let mut query = row::Entity::find().filter(Column::ValidUntil.is_null());
    if let Some(key) = district {
        query = query.filter(Column::DistrictKey.eq(key));
    }
    if let Some(key) = association {
        query = query.filter(Column::AssociationKey.eq(key));
    }
    query
        .order_by_asc(Column::SortName)
        .order_by_asc(Column::Key)
        .all(conn)
        .await?
        .into_iter()
        .map(body)
        .collect()
}

/// Landkreise and Stadtkreise that exist, by name.
pub(crate) async fn districts(conn: &impl ConnectionTrait) -> Result<Vec<Body>, Problem> {
    select_districts()
        .all(conn)
        .await?
        .into_iter()
        .map(body)
        .collect()
}

pub(crate) async fn district_names(conn: &impl ConnectionTrait) -> Result<Vec<(String, String)>, Problem> {
    Ok(select_districts()
        .select_only()
        .column(Column::Key)
        .column(Column::OfficialName)
        .into_tuple()
        .all(conn)
        .await?)
}

fn select_districts() -> Select<row::Entity> {
    let kinds = [BodyType::Landkreis.code(), BodyType::Stadtkreis.code()];
    row::Entity::find()
        .filter(Column::BodyType.is_in(kinds))
        .filter(Column::ValidUntil.is_null())
        .order_by_asc(Column::SortName)
        .order_by_asc(Column::Key)
}

/// Which bodies a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words of name, alias, key or district, each from its beginning.
    pub text: String,
    /// First five digits.
    pub district: Option<String>,
    pub body_type: Option<BodyType>,
    /// 1 to 4.
    pub region: Option<i64>,
    /// Also bodies that no longer exist.
    pub with_former: bool,
    /// `name`, `-name`, `key`, `-key`, `population`, `-population`; otherwise the best match first.
    pub sort: String,
}

fn filtered(conn: &impl ConnectionTrait, filter: &Filter) -> Select<row::Entity> {
    let mut query = row::Entity::find();
    let backend = conn.get_database_backend();
    if let Some(words) = containing(backend, Column::SearchText, &filter.text, Words::Beginning) {
        query = query.filter(words);
    }
    if let Some(district) = &filter.district {
        query = query.filter(Column::DistrictKey.eq(district));
    }
    if let Some(kind) = filter.body_type {
        query = query.filter(Column::BodyType.eq(kind.code()));
    }
    if let Some(region) = filter.region {
        query = query.filter(Column::Region.eq(region));
    }
    if !filter.with_former {
        query = query.filter(Column::ValidUntil.is_null());
    }
    query
}

fn sorted(query: Select<row::Entity>, filter: &Filter) -> Select<row::Entity> {
    let query = match filter.sort.as_str() {
        "key" => query.order_by_asc(Column::Key),
        "-key" => query.order_by_desc(Column::Key),
        "population" => query.order_by_asc(Expr::col(Column::Population).if_null(-1)),
        "-population" => query.order_by_desc(Expr::col(Column::Population).if_null(-1)),
        "-name" => query.order_by_desc(Column::SortName),
        "name" => query.order_by_asc(Column::SortName),
        _ => {
            // the body of that very name before those with such a word in the name or in the district's
            let wanted = names::search_text(&filter.text);
            let word = names::search_words(&filter.text)
                .concat()
                .into_iter()
                .next()
                .unwrap_or_default();
            let name_like = |pattern: String| Expr::col(Column::SortName).like(LikeExpr::new(pattern));
            let rank = Expr::case(Expr::col(Column::SortName).eq(wanted), 0)
                .case(name_like(format!("{word}%")), 1)
                .case(name_like(format!("% {word}%")), 2)
                .finally(3);
            query
                .order_by_asc(Expr::expr(rank))
                .order_by_asc(Column::SortName)
        }
    };
    query.order_by_asc(Column::Key)
}

pub(crate) async fn page(
    conn: &impl ConnectionTrait,
    filter: &Filter,
    page: base_db::PageRequest,
) -> Result<base_db::Page<Body>, Problem> {
    let found = base_db::page::fetch(conn, sorted(filtered(conn, filter), filter), page).await?;
    let (total, number, per_page) = (found.total, found.page, found.per_page);
    let items = found.items.into_iter().map(body).collect::<Result<Vec<_>, _>>()?;
    Ok(base_db::Page {
        items,
        total,
        page: number,
        per_page,
    })
}

/// At most `limit` rows of the list.
pub(crate) async fn list(
    conn: &impl ConnectionTrait,
    filter: &Filter,
    limit: u64,
) -> Result<Vec<Body>, Problem> {
    sorted(filtered(conn, filter), filter)
        .limit(limit)
        .all(conn)
        .await?
        .into_iter()
        .map(body)
        .collect()
}

/// Text as typed that may also be a key without its zero.
pub(crate) fn search_filter(text: &str) -> Filter {
    let key = repair_key(text, None).ok().map(|key| key.key);
    Filter {
        text: key.unwrap_or_else(|| text.to_owned()),
        ..Filter::default()
    }
}

/// Writes bodies with all their further names, new ones and changed ones; the id decides.
pub(crate) async fn put(
    conn: &impl ConnectionTrait,
    bodies: &[(Body, Vec<String>)],
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let all_columns: Vec<Column> = Column::iter()
        .filter(|column| !matches!(column, Column::Id))
        .collect();
    for chunk in bodies.chunks(CHUNK) {
        let rows = chunk
            .iter()
            .map(|(body, names)| model(body, names, now).into_active_model().reset_all());
        row::Entity::insert_many(rows)
            .on_conflict(
                OnConflict::column(Column::Id)
                    .update_columns(all_columns.clone())
                    .to_owned(),
            )
            .exec_without_returning(conn)
            .await?;
    }
    Ok(())
}

/// Writes one changed body if nobody else changed it since `body.version`. Error: stale.
pub(crate) async fn update(
    conn: &impl ConnectionTrait,
    body: &Body,
    other_names: &[String],
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let mut changed = model(body, other_names, now);
    changed.version += 1;
    let updated = row::Entity::update_many()
        .set(changed.into_active_model().reset_all())
        .filter(Column::Id.eq(body.id))
        .filter(Column::Version.eq(body.version))
        .exec(conn)
        .await?;
    if updated.rows_affected == 1 {
        Ok(())
    } else {
        Err(Problem::Stale)
    }
}
