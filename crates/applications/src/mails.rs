//! The mails of this crate (handbook 6). No reason, no score, no personal data: what happened, and a link.

use base::{Lang, Problem, Role, fmt};
use base_db::Unit;
use base_mail::{Mail, Recipient};
use calls::Call;
use calls::form::FormDefinition;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::model::{Application, ApplicationState, DocumentRequest, Receipt, received_text};
use crate::queries;
use crate::rules::reopen;

/// The page of a case.
pub(crate) fn case_path(application: impl std::fmt::Display) -> String {
    format!("/applications/{application}")
}

/// A mail about a case to each recipient; `event` makes it one per occasion.
async fn send(
    unit: &Unit<'_>,
    code: &'static str,
    application: &Application,
    event: impl std::fmt::Display,
    to: Vec<Recipient>,
    fill: impl Fn(Mail, Lang) -> Mail,
) -> Result<(), Problem> {
    for recipient in to {
        let lang = recipient.lang;
        let mail = Mail::new(code, &event, recipient)
            .case(application.id, application.number.as_deref().unwrap_or_default())
            .arg("label", application.label())
            .arg("title", &application.title)
            .link(case_path(application.id));
        base_mail::enqueue(unit, fill(mail, lang)).await?;
    }
    Ok(())
}

/// One occasion of a case that may happen again: its id and the version it led to.
fn occasion(application: &Application) -> String {
    format!("{}:{}", application.id, application.version)
}

async fn applicants(unit: &Unit<'_>, application: &Application) -> Result<Vec<Recipient>, Problem> {
    queries::recipients(unit.conn(), application, unit.now()).await
}

async fn editors(unit: &Unit<'_>, application: &Application) -> Result<Vec<Recipient>, Problem> {
    queries::recipients_with(unit.conn(), application, &[Role::KE], unit.now()).await
}

/// M-A01
pub(crate) async fn draft_created(unit: &Unit<'_>, draft: &Application, call: &Call) -> Result<(), Problem> {
    let to = editors(unit, draft).await?;
    send(unit, "M-A01", draft, draft.id, to, |mail, lang| {
        let mail = mail
            .arg("call", call.title(lang))
            .arg("deadline", call.deadline.text(lang));
        calls::in_words_of(&call.terms, mail)
    })
    .await
}

/// M-A01b
pub(crate) async fn draft_reminder(
    unit: &Unit<'_>,
    draft: &Application,
    call: &Call,
    due_at: DateTime<Utc>,
) -> Result<(), Problem> {
    let to = editors(unit, draft).await?;
    let open = crate::answers::open_points(unit.conn(), draft, base::Lang::De)
        .await?
        .len();
    send(
        unit,
        "M-A01B",
        draft,
        format!("{}:{due_at}", draft.id),
        to,
        |mail, lang| {
            mail.arg("date", fmt::date(lang, call.deadline.date()))
                .arg("deadline", call.deadline.text(lang))
                .arg("open", open)
        },
    )
    .await
}

/// M-A02 on time, M-A03 late. `to` was read before the number was given.
pub(crate) async fn received(
    unit: &Unit<'_>,
    receipt: &Receipt,
    event: Uuid,
    title: &str,
    call: &Call,
    to: Vec<Recipient>,
) -> Result<(), Problem> {
    let is_late = receipt.state == ApplicationState::Late;
    for recipient in to {
        let lang = recipient.lang;
        let mail = Mail::new(if is_late { "M-A03" } else { "M-A02" }, event, recipient)
            .case(receipt.application, &receipt.number)
            .arg("label", &receipt.number)
            .arg("title", title)
            .arg(
                "received",
                received_text(lang, receipt.received_at, receipt.time_known),
            )
            .arg("deadline", call.deadline.text(lang))
            .arg("hash", &receipt.sha256)
            .link(format!("{}/receipt", case_path(receipt.application)));
        base_mail::enqueue(unit, calls::in_words_of(&call.terms, mail)).await?;
    }
    Ok(())
}

/// M-A02, or M-A03 for a late one, for a row of an imported list: there is no snapshot of the applicant's own, so no
/// hash.
pub(crate) async fn imported(unit: &Unit<'_>, application: &Application, call: &Call) -> Result<(), Problem> {
    let to = applicants(unit, application).await?;
    let received_at = application.received_at.unwrap_or(unit.now());
    let code = if application.state == ApplicationState::Late {
        "M-A03"
    } else {
        "M-A02"
    };
    send(unit, code, application, application.id, to, |mail, lang| {
        let received = received_text(lang, received_at, application.received_time_known);
        mail.arg("received", received)
            .arg("hash", "–")
            .arg("deadline", call.deadline.text(lang))
    })
    .await
}

/// M-A04
pub(crate) async fn recalled(unit: &Unit<'_>, application: &Application, call: &Call) -> Result<(), Problem> {
    let to = applicants(unit, application).await?;
    send(
        unit,
        "M-A04",
        application,
        occasion(application),
        to,
        |mail, lang| mail.arg("deadline", call.deadline.text(lang)),
    )
    .await
}

/// M-A05
pub(crate) async fn admitted(unit: &Unit<'_>, application: &Application) -> Result<(), Problem> {
    let to = applicants(unit, application).await?;
    send(
        unit,
        "M-A05",
        application,
        occasion(application),
        to,
        |mail, _| mail,
    )
    .await
}

/// A request with this end: extending it is another occasion, with its own reminder.
fn occasion_of(request: &DocumentRequest) -> String {
    format!("{}:{}", request.id, request.due_on)
}

/// What is missing, one per line: the items, then the fields that may be corrected.
fn items(lang: Lang, form: Option<&FormDefinition>, request: &DocumentRequest) -> String {
    let fields = request
        .field_names()
        .map(|field| reopen::label(lang, form, field));
    let lines = request.items.lines().map(str::to_owned).chain(fields);
    lines.collect::<Vec<_>>().join("\n")
}

/// M-A06, also when the end was moved
pub(crate) async fn documents_requested(
    unit: &Unit<'_>,
    application: &Application,
    request: &DocumentRequest,
) -> Result<(), Problem> {
    let to = applicants(unit, application).await?;
    let form = crate::answers::form_for(unit.conn(), application, request.field_names()).await?;
    send(
        unit,
        "M-A06",
        application,
        occasion_of(request),
        to,
        |mail, lang| {
            mail.arg("date", fmt::date(lang, request.due_on))
                .arg("items", items(lang, form.as_ref(), request))
        },
    )
    .await
}

/// M-A07
pub(crate) async fn documents_answered(
    unit: &Unit<'_>,
    application: &Application,
    request: Uuid,
) -> Result<(), Problem> {
    let to = queries::officers(unit.conn(), application, unit.now()).await?;
    send(unit, "M-A07", application, request, to, |mail, _| mail).await
}

/// M-A08
pub(crate) async fn documents_reminder(
    unit: &Unit<'_>,
    application: &Application,
    request: &DocumentRequest,
) -> Result<(), Problem> {
    let to = editors(unit, application).await?;
    let form = crate::answers::form_for(unit.conn(), application, request.field_names()).await?;
    send(
        unit,
        "M-A08",
        application,
        occasion_of(request),
        to,
        |mail, lang| {
            mail.arg("date", fmt::date(lang, request.due_on))
                .arg("items", items(lang, form.as_ref(), request))
        },
    )
    .await
}

/// M-A09
pub(crate) async fn rejected(unit: &Unit<'_>, application: &Application) -> Result<(), Problem> {
    let to = applicants(unit, application).await?;
    send(
        unit,
        "M-A09",
        application,
        occasion(application),
        to,
        |mail, _| mail,
    )
    .await
}

/// M-A10
pub(crate) async fn complete(unit: &Unit<'_>, application: &Application) -> Result<(), Problem> {
    let to = editors(unit, application).await?;
    send(
        unit,
        "M-A10",
        application,
        occasion(application),
        to,
        |mail, _| mail,
    )
    .await
}

/// M-A14, to the municipality and to the officers
pub(crate) async fn withdrawn(unit: &Unit<'_>, application: &Application) -> Result<(), Problem> {
    let mut to = applicants(unit, application).await?;
    to.extend(queries::officers(unit.conn(), application, unit.now()).await?);
    send(
        unit,
        "M-A14",
        application,
        occasion(application),
        to,
        |mail, _| mail,
    )
    .await
}

/// M-A17, to the signatories of a partner; without any, to the body's own mailbox.
pub(crate) async fn partner_asked(
    unit: &Unit<'_>,
    application: &Application,
    call: &Call,
    body: municipalities::BodyId,
) -> Result<(), Problem> {
    let holders = people::holders(unit.conn(), &[Role::KZ], base::Scope::Body(body.0), unit.now()).await?;
    let mut to: Vec<Recipient> = holders.iter().map(Recipient::from).collect();
    if to.is_empty() {
        let body = municipalities::body(unit.conn(), body).await?;
        to.extend(body.email.map(|email| Recipient::address(email, Lang::De)));
    }
    for recipient in to {
        let lang = recipient.lang;
        let event = format!("{body}:{}", unit.now());
        let mail = Mail::new("M-A17", event, recipient)
            .case(application.id, application.number.as_deref().unwrap_or_default())
            .arg("label", application.label())
            .arg("title", &application.title)
            .arg("lead", &application.lead_name)
            .arg("call", call.title(lang))
            .arg("deadline", call.deadline.text(lang))
            .link(format!("{}/partners", case_path(application.id)));
        base_mail::enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-C05B: a later deadline for one body, to those who act for it
pub(crate) async fn extended_for_one(
    unit: &Unit<'_>,
    call: &Call,
    body: municipalities::BodyId,
    extension: Uuid,
    deadline: base::Deadline,
) -> Result<(), Problem> {
    let scope = base::Scope::Body(body.0);
    let holders = people::holders(unit.conn(), &[Role::KE, Role::KZ], scope, unit.now()).await?;
    let mut told = Vec::new();
    for account in holders {
        if told.contains(&account.id) {
            continue;
        }
        told.push(account.id);
        let recipient = Recipient::from(&account);
        let lang = recipient.lang;
        let mail = Mail::new("M-C05B", extension, recipient)
            .arg("title", call.title(lang))
            .arg("date", fmt::date(lang, deadline.date()))
            .arg("deadline", deadline.text(lang))
            .link(format!("/applications/new?call={}", call.code));
        base_mail::enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-A18, to the lead's editors: a partner has answered.
pub(crate) async fn partner_answered(
    unit: &Unit<'_>,
    application: &Application,
    partner: &str,
    state: crate::model::PartnerState,
    at: DateTime<Utc>,
) -> Result<(), Problem> {
    for recipient in editors(unit, application).await? {
        let answer = base::texts::tr(recipient.lang, &format!("applications-partner-state-{state}"));
        let mail = Mail::new(
            "M-A18",
            format!("{}:{partner}:{state}:{at}", application.id),
            recipient,
        )
        .case(application.id, application.number.as_deref().unwrap_or_default())
        .arg("label", application.label())
        .arg("title", &application.title)
        .arg("partner", partner)
        .arg("answer", answer)
        .link(format!("{}/partners", case_path(application.id)));
        base_mail::enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-A19, to the signatories of the lead.
pub(crate) async fn signature_asked(
    unit: &Unit<'_>,
    application: &Application,
    call: &Call,
    request: &crate::model::SignatureRequest,
    signatories: &[people::Account],
) -> Result<(), Problem> {
    for account in signatories {
        let recipient = Recipient::from(account);
        let lang = recipient.lang;
        let mail = Mail::new("M-A19", request.id, recipient)
            .case(application.id, application.number.as_deref().unwrap_or_default())
            .arg("label", application.label())
            .arg("title", &application.title)
            .arg("call", call.title(lang))
            .arg("deadline", call.deadline.text(lang))
            .arg("remark", &request.remark)
            .link(format!("{}/submit", case_path(application.id)));
        base_mail::enqueue(unit, mail).await?;
    }
    Ok(())
}

/// M-A20, to the editors: the signatory sent the draft back.
pub(crate) async fn signature_returned(
    unit: &Unit<'_>,
    application: &Application,
    request: &crate::model::SignatureRequest,
    reason: &str,
) -> Result<(), Problem> {
    let to = editors(unit, application).await?;
    send(unit, "M-A20", application, request.id, to, |mail, _| {
        mail.arg("reason", reason)
    })
    .await
}
