//! The JSON twins of the pages of bank details.

use axum::extract::Path;
use base::Problem;
use base_web::{ApiJson, Reply, Visit, api};
use grants::GrantId;
use uuid::Uuid;

use super::id;
use super::json_parts::{BankAccountJson, BankAccountListJson, DecideAccountJson, EnterAccountJson};
use crate::model::{BankAccount, Owner};
use crate::usecases::{self, DecideAccount, EnterAccount};
use crate::{access, queries};

async fn one(visit: &Visit, account: BankAccount) -> Result<BankAccountJson, Problem> {
    let (account, grant) = queries::account_seen(visit.app.db.reader(), &visit.ctx, account.id).await?;
    let whole = access::sees_number(&visit.ctx, &account, grant.as_ref());
    Ok(BankAccountJson::new(account, whole))
}

pub(super) async fn of_grant(visit: Visit, Path(grant): Path<String>) -> Reply {
    let db = visit.app.db.reader();
    let grant: GrantId = id(&grant, "grant")?;
    let (grant, _) = grants::seen(db, &visit.ctx, grant).await?;
    let accounts = queries::accounts(db, Owner::Grant(grant.id)).await?;
    let json = |account: BankAccount| {
        let whole = access::sees_number(&visit.ctx, &account, Some(&grant));
        BankAccountJson::new(account, whole)
    };
    api::ok(BankAccountListJson {
        items: accounts.into_iter().map(json).collect(),
    })
}

pub(super) async fn of_programme(visit: Visit, Path(programme): Path<String>) -> Reply {
    let programme: Uuid = id(&programme, "programme")?;
    if !access::is_office(&visit.ctx, programme) {
        return Err(Problem::not_found("programme").into());
    }
    let accounts = queries::accounts(visit.app.db.reader(), Owner::Programme(programme)).await?;
    let json = |account: BankAccount| {
        let whole = access::sees_number(&visit.ctx, &account, None);
        BankAccountJson::new(account, whole)
    };
    api::ok(BankAccountListJson {
        items: accounts.into_iter().map(json).collect(),
    })
}

pub(super) async fn enter_for_grant(
    visit: Visit,
    Path(grant): Path<String>,
    ApiJson(body): ApiJson<EnterAccountJson>,
) -> Reply {
    let owner = Owner::Grant(id(&grant, "grant")?);
    enter(&visit, owner, body).await
}

pub(super) async fn enter_for_programme(
    visit: Visit,
    Path(programme): Path<String>,
    ApiJson(body): ApiJson<EnterAccountJson>,
) -> Reply {
    let owner = Owner::Programme(id(&programme, "programme")?);
    enter(&visit, owner, body).await
}

async fn enter(visit: &Visit, owner: Owner, body: EnterAccountJson) -> Reply {
    let command = EnterAccount {
        owner,
        details: body.into(),
    };
    let account = usecases::enter_account(&visit.app.db, &visit.ctx, command).await?;
    api::created(one(visit, account).await?)
}

pub(super) async fn confirm(
    visit: Visit,
    Path(bank_account): Path<String>,
    ApiJson(body): ApiJson<DecideAccountJson>,
) -> Reply {
    let command = DecideAccount {
        account: id(&bank_account, "bank account")?,
        version: Some(body.version),
        note: body.note,
    };
    let account = usecases::confirm_account(&visit.app.db, &visit.ctx, command).await?;
    api::ok(one(&visit, account).await?)
}

pub(super) async fn refuse(
    visit: Visit,
    Path(bank_account): Path<String>,
    ApiJson(body): ApiJson<DecideAccountJson>,
) -> Reply {
    let command = DecideAccount {
        account: id(&bank_account, "bank account")?,
        version: Some(body.version),
        note: body.note,
    };
    let account = usecases::refuse_account(&visit.app.db, &visit.ctx, command).await?;
    api::ok(one(&visit, account).await?)
}
