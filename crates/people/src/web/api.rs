//! The JSON twins.

use axum::extract::{Path, Query};
use base::{Lang, Problem, Role, Scope, Text};
use base_db::PageRequest;
use base_web::{ApiJson, Reply, Visit, api};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Account, AccountState, NewAccount, NewToken, Token, TokenAccess, queries};

/// A role in a scope.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(super) struct RoleJson {
    /// `SB`, `KE` … (handbook 5)
    pub role: String,
    /// `system`, `own`, `programme`, `call`, `committee` or `body`
    pub scope: String,
    pub scope_id: Option<Uuid>,
    /// Whom the person stands in for; only in answers.
    #[serde(default)]
    pub deputy_of: Option<Uuid>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MeJson {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub roles: Vec<RoleJson>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TokenJson {
    pub id: Uuid,
    pub name: String,
    pub access: TokenAccess,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TokenListJson {
    pub items: Vec<TokenJson>,
}

#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct NewTokenJson {
    /// At most 80 characters, counted as stored: trimmed and without invisible characters, which no schema can say.
    #[schema(min_length = 1)]
    pub name: String,
    pub access: TokenAccess,
    /// Days until it expires.
    #[schema(minimum = 1, maximum = 366)]
    pub days: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CreatedTokenJson {
    pub token: TokenJson,
    /// To be sent as `Authorization: Bearer …`. It is not kept and cannot be shown again.
    pub secret: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AccountJson {
    pub id: Uuid,
    pub email: String,
    pub name: String,
    pub salutation: Option<String>,
    /// `de` or `en`
    pub lang: String,
    pub state: AccountState,
    pub second_factor: bool,
    pub created_at: DateTime<Utc>,
    pub signed_in_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AccountListJson {
    pub items: Vec<AccountJson>,
    pub total: u64,
    pub page: u64,
    pub per_page: u64,
}

#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct NewAccountJson {
    pub email: String,
    /// At most 120 characters, counted as stored: trimmed and without invisible characters.
    #[schema(min_length = 1)]
    pub name: String,
    /// At most 120 characters, counted the same way.
    pub salutation: Option<String>,
    /// `de` (default) or `en`
    pub lang: Option<String>,
    #[serde(default)]
    pub roles: Vec<RoleJson>,
}

impl From<Token> for TokenJson {
    fn from(token: Token) -> Self {
        Self {
            id: token.id,
            name: token.name,
            access: token.access,
            created_at: token.created_at,
            expires_at: token.expires_at,
        }
    }
}

impl From<Account> for AccountJson {
    fn from(account: Account) -> Self {
        Self {
            id: account.id.0,
            email: account.email,
            name: account.name,
            salutation: account.salutation,
            lang: account.lang.code().to_owned(),
            state: account.state,
            second_factor: account.second_factor,
            created_at: account.created_at,
            signed_in_at: account.signed_in_at,
        }
    }
}

pub(super) async fn me(visit: Visit) -> Reply {
    let person = visit.ctx.person()?;
    let role = |held: &base::Assignment| {
        let (scope, scope_id) = held.scope.parts();
        RoleJson {
            role: held.role.code().to_owned(),
            scope: scope.to_owned(),
            scope_id,
            deputy_of: held.deputy_of.map(|of| of.0),
        }
    };
    api::ok(MeJson {
        id: person.id.0,
        name: person.name.clone(),
        email: person.email.clone(),
        roles: person.assignments.iter().map(role).collect(),
    })
}

pub(super) async fn tokens(visit: Visit) -> Reply {
    let tokens = queries::tokens(&visit.app.db, &visit.ctx).await?;
    api::ok(TokenListJson {
        items: tokens.into_iter().map(TokenJson::from).collect(),
    })
}

pub(super) async fn create_token(visit: Visit, ApiJson(body): ApiJson<NewTokenJson>) -> Reply {
    let new = NewToken {
        person: visit.ctx.person()?.id,
        name: body.name,
        access: body.access,
        days: body.days,
    };
    let (token, secret) = crate::create_token(&visit.app.db, &visit.ctx, new).await?;
    api::created(CreatedTokenJson {
        token: token.into(),
        secret,
    })
}

pub(super) async fn revoke_token(visit: Visit, Path(id): Path<Uuid>) -> Reply {
    crate::revoke_token(&visit.app.db, &visit.ctx, id).await?;
    api::done()
}

#[derive(Deserialize)]
pub(super) struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    page: u64,
}

pub(super) async fn accounts(visit: Visit, Query(query): Query<ListQuery>) -> Reply {
    let state = match AccountState::from_code(&query.state) {
        None if !query.state.is_empty() => {
            return Err(Problem::field("state", Text::new("field-choice")).into());
        }
        state => state,
    };
    let request = PageRequest::number(query.page);
    let page = queries::list_accounts(&visit.app.db, &visit.ctx, &query.q, state, request).await?;
    let page = page.map(AccountJson::from);
    api::ok(AccountListJson {
        items: page.items,
        total: page.total,
        page: page.page,
        per_page: page.per_page,
    })
}

pub(super) async fn create_account(visit: Visit, ApiJson(body): ApiJson<NewAccountJson>) -> Reply {
    let mut roles = Vec::new();
    for (index, role) in body.roles.iter().enumerate() {
        let wrong = |field: &str| Problem::field(format!("roles.{index}.{field}"), Text::new("field-choice"));
        let scope = Scope::from_parts(&role.scope, role.scope_id).ok_or_else(|| wrong("scope"))?;
        roles.push((Role::from_code(&role.role).ok_or_else(|| wrong("role"))?, scope));
    }
    let lang = match body.lang.as_deref() {
        None => Lang::De,
        Some(tag) => Lang::from_tag(tag).ok_or_else(|| Problem::field("lang", Text::new("field-choice")))?,
    };
    let new = NewAccount {
        email: body.email,
        name: body.name,
        salutation: body.salutation,
        lang,
    };
    let person = crate::create_account_with(&visit.app.db, &visit.ctx, new, &roles).await?;
    api::created(AccountJson::from(
        queries::account(visit.app.db.reader(), person).await?,
    ))
}
