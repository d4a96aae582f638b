//! Creates an account and invites its person (M-U01).

use base::problem::Checks;
use base::{Ctx, PersonId, Problem, Role, Scope, Text, calendar, names};
use base_db::{Db, Entry, Unit, is_unique_violation};

use crate::{Account, AccountState, Assign, NewAccount, access, rules, store};

const NAME_MAX: usize = 120;

/// Creates and invites. By AD and the operator. Error: `Invalid` (also for an address that is taken), `Denied`.
pub async fn create_account(db: &Db, ctx: &Ctx, new: NewAccount) -> Result<PersonId, Problem> {
    create_account_with(db, ctx, new, &[]).await
}

/// The same with roles from today on. With KE only also by SB (handbook 0.5).
pub async fn create_account_with(
    db: &Db,
    ctx: &Ctx,
    new: NewAccount,
    roles: &[(Role, Scope)],
) -> Result<PersonId, Problem> {
    if roles.is_empty() {
        access::require_keeper(ctx)?;
    } else {
        access::require_giver(ctx, roles)?;
    }
    let unit = db.write(ctx).await?;
    let id = create_account_in(&unit, new).await?;
    for (role, scope) in roles {
        let from_on = calendar::local_date(ctx.now);
        super::assign::assign_in(&unit, Assign::from(id, *role, *scope, from_on)).await?;
    }
    unit.commit().await?;
    Ok(id)
}

/// Creates and invites within a use case of another feature, which has decided that its person may.
pub async fn create_account_in(unit: &Unit<'_>, new: NewAccount) -> Result<PersonId, Problem> {
    let account = insert(unit, new).await?;
    super::invite::send(unit, &account).await?;
    Ok(account.id)
}

/// Creates an active account with a password and without a mail: the demo, tests, the very first account.
pub async fn open_account_in(unit: &Unit<'_>, new: NewAccount, password: &str) -> Result<PersonId, Problem> {
    let account = insert(unit, new).await?;
    super::password::set_password_in(unit, account.id, password).await?;
    Ok(account.id)
}

async fn insert(unit: &Unit<'_>, new: NewAccount) -> Result<Account, Problem> {
    let (email, name, salutation) = check(&new)?;
    let taken = || Problem::field("email", Text::new("accounts-email-taken"));
    if store::accounts::find_by_email(unit.conn(), &email)
        .await?
        .is_some()
    {
        return Err(taken());
    }
    let account = Account {
        id: PersonId::new(),
        email,
        name,
        salutation,
        lang: new.lang,
        state: AccountState::Invited,
        second_factor: false,
        created_at: unit.now(),
        signed_in_at: None,
    };
    // Two officers at the same moment: the unique index decides, and the second one reads the same sentence.
    store::accounts::insert(unit.conn(), &account)
        .await
        .map_err(|error| {
            if is_unique_violation(&error) {
                taken()
            } else {
                Problem::from(error)
            }
        })?;
    unit.audit(
        Entry::new("account", account.id, "create").data(serde_json::json!({ "email": account.email })),
    )
    .await?;
    Ok(account)
}

fn check(new: &NewAccount) -> Result<(String, String, Option<String>), Problem> {
    let mut checks = Checks::new();
    let email = rules::email(&new.email);
    if names::clean(&new.email).is_empty() {
        checks.fail("email", Text::new("field-required"));
    } else if email.is_none() {
        checks.fail("email", Text::new("field-email").with("value", &new.email));
    }
    let name = check_name(&mut checks, &new.name);
    let salutation = check_salutation(&mut checks, new.salutation.as_deref());
    checks.finish()?;
    Ok((email.unwrap_or_default(), name, salutation))
}

pub(crate) fn check_name(checks: &mut Checks, typed: &str) -> String {
    let name = names::clean(typed);
    if name.is_empty() {
        checks.fail("name", Text::new("field-required"));
    }
    limit(checks, "name", &name);
    name
}

pub(crate) fn check_salutation(checks: &mut Checks, typed: Option<&str>) -> Option<String> {
    let salutation = names::clean(typed.unwrap_or_default());
    limit(checks, "salutation", &salutation);
    Some(salutation).filter(|salutation| !salutation.is_empty())
}

fn limit(checks: &mut Checks, field: &str, value: &str) {
    let count = names::char_count(value);
    if count > NAME_MAX {
        checks.fail(
            field,
            Text::new("field-too-long")
                .with("max", NAME_MAX)
                .with("count", count),
        );
    }
}
