//! The mails of payments (handbook 6, M-P…, M-U02): what happened, how much, until when. Never an account number.

use applications::Application;
use base::{Problem, Role, fmt};
use base_db::Unit;
use base_mail::{Mail, Recipient, enqueue};
use chrono::NaiveDate;
use grants::Grant;

use crate::model::{BankAccount, PaymentRequest};
use crate::reminders::OpenTranche;
use crate::rules;

fn about(request: &PaymentRequest, code: &'static str, to: Recipient) -> Mail {
    let lang = to.lang;
    Mail::new(code, format!("{}:{}", request.id, request.version), to)
        .case(request.application_id, &request.number)
        .arg("reference", &request.reference)
        .arg("amount", fmt::money(lang, request.amount))
        .link(format!("/payments/{}", request.id))
}

async fn to_editors(unit: &Unit<'_>, application: &Application) -> Result<Vec<Recipient>, Problem> {
    applications::queries::recipients_with(unit.conn(), application, &[Role::KE], unit.now()).await
}

/// M-P01 to the officers.
pub(crate) async fn submitted(
    unit: &Unit<'_>,
    request: &PaymentRequest,
    application: &Application,
) -> Result<(), Problem> {
    for to in applications::queries::officers(unit.conn(), application, unit.now()).await? {
        enqueue(unit, about(request, "M-P01", to)).await?;
    }
    Ok(())
}

/// M-P02 to the municipality, with the reason.
pub(crate) async fn sent_back(
    unit: &Unit<'_>,
    request: &PaymentRequest,
    application: &Application,
) -> Result<(), Problem> {
    for to in to_editors(unit, application).await? {
        let mail = about(request, "M-P02", to).arg("reason", &request.reason);
        enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-P03 to the budget officers, but not to one who had a hand in it.
pub(crate) async fn to_order(unit: &Unit<'_>, request: &PaymentRequest) -> Result<(), Problem> {
    let (id, programme) = (request.application_id, request.programme_id);
    let roles = [Role::BfdH];
    for account in applications::holders_of_case(unit.conn(), id, programme, &roles, unit.now()).await? {
        if crate::access::hands(request).contains(&Some(account.id)) {
            continue;
        }
        enqueue(unit, about(request, "M-P03", Recipient::from(&account))).await?;
    }
    Ok(())
}

/// M-P04 to the municipality, with the day until which the money is to be used.
pub(crate) async fn paid(
    unit: &Unit<'_>,
    request: &PaymentRequest,
    application: &Application,
    use_until: NaiveDate,
) -> Result<(), Problem> {
    for to in to_editors(unit, application).await? {
        let day = fmt::date(to.lang, use_until);
        enqueue(unit, about(request, "M-P04", to).arg("use_until", day)).await?;
    }
    Ok(())
}

/// M-P05 to the municipality: what its tranche of the year has left, and until when.
pub(crate) async fn year_ends(unit: &Unit<'_>, tranche: &OpenTranche) -> Result<(), Problem> {
    let (grant, last_day) = (&tranche.grant, tranche.last_day);
    for to in to_editors(unit, &tranche.application).await? {
        let lang = to.lang;
        let event = format!("{}:{last_day}:{}", grant.id, tranche.days_before);
        let mail = Mail::new("M-P05", event, to)
            .case(grant.application_id, &grant.number)
            .arg("year", last_day.format("%Y"))
            .arg("day", fmt::date(lang, last_day))
            .arg("amount", fmt::money(lang, tranche.open))
            .link(format!("/grants/{}/payments/new", grant.id));
        enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-P06 to the municipality: was the money used in time?
pub(crate) async fn confirm_use(
    unit: &Unit<'_>,
    request: &PaymentRequest,
    application: &Application,
) -> Result<(), Problem> {
    for to in to_editors(unit, application).await? {
        enqueue(unit, about(request, "M-P06", to)).await?;
    }
    Ok(())
}

/// M-U02 to KE and KZ: other bank details are in force, by their last four digits.
pub(crate) async fn account_changed(
    unit: &Unit<'_>,
    account: &BankAccount,
    grant: &Grant,
    application: &Application,
) -> Result<(), Problem> {
    for to in applications::recipients(unit.conn(), application, unit.now()).await? {
        let lang = to.lang;
        let usable = account.usable_from.map(|at| fmt::datetime(lang, at));
        let mail = Mail::new("M-U02", account.id, to)
            .case(grant.application_id, &grant.number)
            .arg("digits", rules::last_four(&account.iban))
            .arg("usable", usable.unwrap_or_default())
            .link(format!("/grants/{}/bank", grant.id));
        enqueue(unit, mail).await?;
    }
    Ok(())
}
