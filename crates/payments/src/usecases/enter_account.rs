//! – → ENTERED: bank details are given or changed. Nothing is paid there before a second person confirmed them.

use applications::Application;
use base::{Ctx, Problem, Text};
use base_db::{Db, Entry, Unit};
use grants::{Grant, GrantMode};
use sea_orm::ConnectionTrait;

use crate::model::{AccountSource, BankAccount, BankAccountId, BankAccountState, Details, Owner};
use crate::{access, queries, rules, store};

/// Bank details of an owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnterAccount {
    pub owner: Owner,
    pub details: Details,
}

/// Enters bank details. For a grant KE, KZ or SB; for the cash desk of a programme BfdH or RL. The first ones of a grant
/// are a change as well when the application said another account.
/// Error: not found, denied, `Invalid`, refused when the same are in force or others wait for confirmation.
pub async fn enter_account(db: &Db, ctx: &Ctx, command: EnterAccount) -> Result<BankAccount, Problem> {
    let unit = db.write(ctx).await?;
    let about = About::load(&unit, ctx, command.owner).await?;
    let details = rules::check_details(&command.details)?;
    let known = queries::accounts(unit.conn(), command.owner).await?;
    if known
        .iter()
        .any(|account| account.state == BankAccountState::Entered)
    {
        return Err(Problem::refused(
            "account-waits",
            Text::new("payments-account-waits"),
        ));
    }
    let in_force = known
        .iter()
        .find(|account| account.state == BankAccountState::Confirmed);
    if in_force.is_some_and(|account| details_of(account) == details) {
        return Err(Problem::refused(
            "unchanged",
            Text::new("payments-account-unchanged"),
        ));
    }
    let said = about.said_iban(unit.conn()).await?;
    let is_said = said.as_ref() == Some(&details.iban);
    let account = BankAccount {
        id: BankAccountId::new(),
        programme_id: about.programme_id,
        grant_id: about.case.as_ref().map(|(grant, _)| grant.id),
        application_id: about.case.as_ref().map(|(grant, _)| grant.application_id),
        source: about.source(ctx, is_said),
        holder: details.holder,
        iban: details.iban,
        bic: details.bic,
        bank: details.bank,
        payee_reference: details.payee_reference,
        is_change: in_force.is_some() || said.is_some() && !is_said,
        state: BankAccountState::Entered,
        entered_by: ctx.person()?.id,
        entered_at: ctx.now,
        decided_by: None,
        decided_at: None,
        call_back: String::new(),
        usable_from: None,
        version: 1,
    };
    store::insert_account(&unit, &account).await?;
    let facts = serde_json::json!({
        "iban": rules::masked(&account.iban), "holder": account.holder, "source": account.source,
    });
    let entry = entry(&account, "enter").to(account.state).data(facts);
    unit.audit(entry).await?;
    unit.commit().await?;
    Ok(account)
}

/// The audit entry of bank details: at their case, or at the programme.
pub(super) fn entry(account: &BankAccount, action: &'static str) -> Entry {
    let entry = Entry::new("bank_account", account.id, action);
    match account.application_id {
        Some(case) => entry.case(case),
        None => entry,
    }
}

fn details_of(account: &BankAccount) -> Details {
    Details {
        holder: account.holder.clone(),
        iban: account.iban.clone(),
        bic: account.bic.clone(),
        bank: account.bank.clone(),
        payee_reference: account.payee_reference.clone(),
    }
}

/// Whose bank details they are.
struct About {
    programme_id: uuid::Uuid,
    case: Option<(Grant, Application)>,
}

impl About {
    async fn load(unit: &Unit<'_>, ctx: &Ctx, owner: Owner) -> Result<Self, Problem> {
        match owner {
            Owner::Grant(id) => {
                let (grant, application) = grants::seen(unit.conn(), ctx, id).await?;
                access::require_drafter(ctx, &grant)?;
                if grant.mode != GrantMode::CashGrant {
                    return Err(Problem::refused("in-kind", Text::new("payments-in-kind")));
                }
                store::hold(unit, id).await?;
                Ok(Self {
                    programme_id: grant.programme_id,
                    case: Some((grant, application)),
                })
            }
            Owner::Programme(programme) => {
                access::require_treasurer(ctx, programme)?;
                Ok(Self {
                    programme_id: programme,
                    case: None,
                })
            }
        }
    }

    /// The account number that the application said, if it said one.
    async fn said_iban(&self, db: &impl ConnectionTrait) -> Result<Option<String>, Problem> {
        let Some((grant, application)) = &self.case else {
            return Ok(None);
        };
        let said = proposed_details(db, grant, application).await?;
        let iban = sepa::validate_iban(&said.iban).ok();
        Ok(iban.map(|iban| iban.as_str().to_owned()))
    }

    fn source(&self, ctx: &Ctx, is_said: bool) -> AccountSource {
        match &self.case {
            Some(_) if is_said => AccountSource::Application,
            Some((grant, _)) if access::is_grantee(ctx, grant) => AccountSource::Municipality,
            _ => AccountSource::Office,
        }
    }
}

/// The bank details that the application said (handbook 3.3, E5), to begin with; the account belongs to the grantee.
pub async fn proposed_details(
    db: &impl ConnectionTrait,
    grant: &Grant,
    application: &Application,
) -> Result<Details, Problem> {
    let answers = applications::answers::answers_of(db, application).await?;
    let said = |code: &str| {
        let value = answers.get(code).and_then(serde_json::Value::as_str);
        value.unwrap_or_default().to_owned()
    };
    Ok(Details {
        holder: grant.body_name.clone(),
        iban: said("E5a"),
        bic: said("E5b"),
        bank: said("E5c"),
        payee_reference: said("E5d"),
    })
}
