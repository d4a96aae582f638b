//! Accounts.

use base::{Lang, PersonId, Problem, names};
use base_db::search::{Words, containing};
use base_db::{Page, PageRequest, page};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set, UpdateMany};

use crate::{Account, AccountState};

pub(crate) mod row {
    use base::PersonId;
    use sea_orm::entity::prelude::*;

    use crate::AccountState;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "account")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PersonId,
        pub email: String,
        pub name: String,
        pub salutation: Option<String>,
        pub lang: String,
        pub state: AccountState,
        pub search_text: String,
        pub password_hash: Option<String>,
        pub totp_secret: Option<String>,
        pub totp_confirmed_at: Option<DateTimeUtc>,
        pub totp_last_step: Option<i64>,
        pub session_epoch: i64,
        pub created_at: DateTimeUtc,
        pub signed_in_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::{Column, Entity};

/// With its secrets, which never leave this crate.
pub(crate) type AccountRow = row::Model;

impl From<AccountRow> for Account {
    fn from(row: AccountRow) -> Self {
        Self {
            id: row.id,
            email: row.email,
            name: row.name,
            salutation: row.salutation,
            lang: Lang::from_tag(&row.lang).unwrap_or_default(),
            state: row.state,
            second_factor: row.totp_confirmed_at.is_some(),
            created_at: row.created_at,
            signed_in_at: row.signed_in_at,
        }
    }
}

fn search_text(name: &str, email: &str) -> String {
    names::search_text(&format!("{name} {email}"))
}

pub(crate) async fn insert(conn: &impl ConnectionTrait, account: &Account) -> Result<(), sea_orm::DbErr> {
    let row = row::ActiveModel {
        id: Set(account.id),
        email: Set(account.email.clone()),
        name: Set(account.name.clone()),
        salutation: Set(account.salutation.clone()),
        lang: Set(account.lang.code().to_owned()),
        state: Set(account.state),
        search_text: Set(search_text(&account.name, &account.email)),
        password_hash: Set(None),
        totp_secret: Set(None),
        totp_confirmed_at: Set(None),
        totp_last_step: Set(None),
        session_epoch: Set(0),
        created_at: Set(account.created_at),
        signed_in_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(conn).await?;
    Ok(())
}

pub(crate) async fn find(conn: &impl ConnectionTrait, id: PersonId) -> Result<Option<AccountRow>, Problem> {
    Ok(Entity::find_by_id(id).one(conn).await?)
}

pub(crate) async fn find_by_email(
    conn: &impl ConnectionTrait,
    email: &str,
) -> Result<Option<AccountRow>, Problem> {
    Ok(Entity::find().filter(Column::Email.eq(email)).one(conn).await?)
}

pub(crate) async fn list(
    conn: &impl ConnectionTrait,
    search: &str,
    state: Option<AccountState>,
    request: PageRequest,
) -> Result<Page<Account>, Problem> {
    let mut query = Entity::find().order_by_asc(Column::Name).order_by_asc(Column::Id);
    let backend = conn.get_database_backend();
    if let Some(words) = containing(backend, Column::SearchText, search, Words::Within) {
        query = query.filter(words);
    }
    if let Some(state) = state {
        query = query.filter(Column::State.eq(state));
    }
    Ok(page::fetch(conn, query, request).await?.map(Account::from))
}

pub(crate) async fn many(conn: &impl ConnectionTrait, ids: &[PersonId]) -> Result<Vec<Account>, Problem> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = Entity::find()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(Account::from).collect())
}

fn update(id: PersonId) -> UpdateMany<Entity> {
    Entity::update_many().filter(Column::Id.eq(id))
}

async fn one(conn: &impl ConnectionTrait, update: UpdateMany<Entity>) -> Result<(), Problem> {
    match update.exec(conn).await?.rows_affected {
        1 => Ok(()),
        _ => Err(Problem::Stale),
    }
}

pub(crate) async fn set_profile(
    conn: &impl ConnectionTrait,
    account: &AccountRow,
    name: &str,
    salutation: Option<&str>,
    lang: Lang,
) -> Result<(), Problem> {
    let change = update(account.id)
        .col_expr(Column::Name, Expr::value(name))
        .col_expr(Column::Salutation, Expr::value(salutation.map(str::to_owned)))
        .col_expr(Column::Lang, Expr::value(lang.code()))
        .col_expr(Column::SearchText, Expr::value(search_text(name, &account.email)));
    one(conn, change).await
}

/// Raises the epoch: every session that began before is over.
pub(crate) async fn end_sessions(conn: &impl ConnectionTrait, id: PersonId) -> Result<(), Problem> {
    one(
        conn,
        update(id).col_expr(Column::SessionEpoch, Expr::col(Column::SessionEpoch).add(1)),
    )
    .await
}

/// Sets the password; an invited account becomes active. Sessions end. Error: `Stale` for a locked account.
pub(crate) async fn set_password(
    conn: &impl ConnectionTrait,
    id: PersonId,
    hash: &str,
) -> Result<(), Problem> {
    let change = update(id)
        .filter(Column::State.ne(AccountState::Locked))
        .col_expr(Column::PasswordHash, Expr::value(hash))
        .col_expr(Column::State, Expr::value(AccountState::Active))
        .col_expr(Column::SessionEpoch, Expr::col(Column::SessionEpoch).add(1));
    one(conn, change).await
}

/// Changes the state, guarded by the present one. Sessions end.
pub(crate) async fn set_state(
    conn: &impl ConnectionTrait,
    id: PersonId,
    from: AccountState,
    to: AccountState,
) -> Result<(), Problem> {
    let change = update(id)
        .filter(Column::State.eq(from))
        .col_expr(Column::State, Expr::value(to))
        .col_expr(Column::SessionEpoch, Expr::col(Column::SessionEpoch).add(1));
    one(conn, change).await
}

pub(crate) async fn set_signed_in(
    conn: &impl ConnectionTrait,
    id: PersonId,
    at: DateTime<Utc>,
) -> Result<(), Problem> {
    one(conn, update(id).col_expr(Column::SignedInAt, Expr::value(at))).await
}

/// Keeps a second factor that is not confirmed yet.
pub(crate) async fn propose_totp(
    conn: &impl ConnectionTrait,
    id: PersonId,
    secret: &str,
) -> Result<(), Problem> {
    let change = update(id)
        .filter(Column::TotpConfirmedAt.is_null())
        .col_expr(Column::TotpSecret, Expr::value(secret))
        .col_expr(Column::TotpLastStep, Expr::value(None::<i64>));
    one(conn, change).await
}

/// The secrets that are not sealed, with their persons.
pub(crate) async fn with_plain_secret(
    conn: &impl ConnectionTrait,
) -> Result<Vec<(PersonId, String)>, Problem> {
    let rows = Entity::find()
        .filter(Column::TotpSecret.is_not_null())
        .filter(Column::TotpSecret.not_like(format!("{}%", base_db::secrets::PREFIX)))
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| row.totp_secret.map(|secret| (row.id, secret)))
        .collect())
}

/// Keeps the same secret in another form, unless it was changed meanwhile.
pub(crate) async fn replace_totp(
    conn: &impl ConnectionTrait,
    id: PersonId,
    from: &str,
    to: &str,
) -> Result<(), Problem> {
    let change = update(id)
        .filter(Column::TotpSecret.eq(from))
        .col_expr(Column::TotpSecret, Expr::value(to));
    change.exec(conn).await?;
    Ok(())
}

/// Confirms it with the step of its first code. Sessions that began without it end.
pub(crate) async fn confirm_totp(
    conn: &impl ConnectionTrait,
    id: PersonId,
    step: i64,
    at: DateTime<Utc>,
) -> Result<(), Problem> {
    let change = update(id)
        .filter(Column::TotpConfirmedAt.is_null())
        .col_expr(Column::TotpConfirmedAt, Expr::value(at))
        .col_expr(Column::TotpLastStep, Expr::value(step))
        .col_expr(Column::SessionEpoch, Expr::col(Column::SessionEpoch).add(1));
    one(conn, change).await
}

/// Removes the second factor. Sessions end.
pub(crate) async fn clear_totp(conn: &impl ConnectionTrait, id: PersonId) -> Result<(), Problem> {
    let change = update(id)
        .col_expr(Column::TotpSecret, Expr::value(None::<String>))
        .col_expr(Column::TotpConfirmedAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(Column::TotpLastStep, Expr::value(None::<i64>))
        .col_expr(Column::SessionEpoch, Expr::col(Column::SessionEpoch).add(1));
    one(conn, change).await
}

/// Notes that the code of this step was used. `false`: it, or a later one, was used before.
pub(crate) async fn use_step(conn: &impl ConnectionTrait, id: PersonId, step: i64) -> Result<bool, Problem> {
    let change = update(id)
        .filter(Column::TotpLastStep.is_null().or(Column::TotpLastStep.lt(step)))
        .col_expr(Column::TotpLastStep, Expr::value(step));
    Ok(change.exec(conn).await?.rows_affected == 1)
}
