//! Handing in: once, with a time of receipt, an unchangeable snapshot and a number without gaps (handbook 3.4).

use base::calendar::{day_start, instant_at};
use base::{Ctx, Problem, Text};
use base_db::{Db, Unit, retrying};
use calls::form::{Answers, FormVersion};
use calls::{Call, CallState};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::transition::{moved, require_state};
use super::{declare, grace, submit_parts};
use crate::model::{
    Application, ApplicationId, ApplicationState, Declared, Party, Receipt, Snapshot, Source,
};
use crate::store::{save, snapshot};
use crate::{access, answers, mails, queries};

/// Hands a draft in.
#[derive(Debug, Clone)]
pub struct Submit {
    pub application: ApplicationId,
    /// The version the person saw when pressing the button.
    pub version: i64,
    /// What this person declares now; nothing is taken from the draft.
    pub declarations: Declared,
    /// KE confirms that the signed cover sheet is there (F8). KZ signs by pressing the button.
    pub cover_sheet: bool,
    /// When paper arrived; only for what an officer enters. `None`: now.
    pub arrived: Option<Arrival>,
}

/// When something on paper arrived. Without a time it is on time up to the end of the deadline's day (handbook 0.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    pub on: NaiveDate,
    pub time: Option<NaiveTime>,
}

/// Idempotent: a second click gives the same receipt and changes nothing.
/// Error: `Invalid` with every open point at once; `Stale`; refused when the call takes nothing any more.
pub async fn submit(db: &Db, ctx: &Ctx, command: Submit) -> Result<Receipt, Problem> {
    match retrying(|| attempt(db, ctx, &command)).await {
        Err(Problem::Stale) => {
            let application = queries::application(db.reader(), ctx, command.application).await?;
            let earlier = handed_in(db.reader(), &application).await?; // the other click was faster
            earlier.ok_or(Problem::Stale)
        }
        Err(Problem::Invalid(points)) => {
            grace::note_try(db, ctx, command.application).await?;
            Err(Problem::Invalid(points))
        }
        answer => answer,
    }
}

async fn attempt(db: &Db, ctx: &Ctx, command: &Submit) -> Result<Receipt, Problem> {
    let unit = db.write(ctx).await?;
    queries::application(unit.conn(), ctx, command.application).await?;
    let before = save::lock(&unit, command.application).await?;
    access::require_signatory(ctx, &before, command.cover_sheet)?;
    if let Some(receipt) = handed_in(unit.conn(), &before).await? {
        return Ok(receipt);
    }
    require_state(&before, &[ApplicationState::Draft])?;
    if before.version != command.version {
        return Err(Problem::Stale);
    }
    let call = queries::call_of(unit.conn(), &before).await?;
    require_taking(&call, before.source)?;
    let mut after = before.clone();
    receive(ctx, &mut after, command.arrived)?;
    let received_at = after.received_at.unwrap_or(ctx.now);
    let parties = queries::parties_of(unit.conn(), after.id).await?;
    let form = calls::form::load(unit.conn(), call.form_version).await?;
    let mut answers = answers::answers_of(unit.conn(), &after).await?;
    declare::take(&mut after, &mut answers, &form.definition, &command.declarations);
    require_ready(&unit, &after, &parties, &call, (&form, &answers)).await?;
    // the deadline decides, never the call's state: its closing job may lag behind
    let on_time = call.deadline.is_met_by(received_at)
        || grace::covers(unit.conn(), &after, &call, received_at).await?;
    after.state = if on_time {
        ApplicationState::Submitted
    } else {
        ApplicationState::Late
    };
    after.submitted_by = ctx.person_id();
    declare::keep(&unit, after.id, &form.definition, &command.declarations).await?;
    let declared = declare::words(&form.definition, &answers);
    let frozen = json!({
        "form": answers::sections_json(&form, &answers, &call),
        "on_time": on_time,
        "declared": Vec::from_iter(declare::act(ctx, &after, declared)),
    });
    let snapshot = keep_snapshot(&unit, &after, &parties, &call, frozen, received_at, None).await?;
    submit_parts::follow_up(&unit, &after, &snapshot).await?;
    let to = if access::is_trial(&after) {
        Vec::new() // nobody is told of a test
    } else {
        queries::recipients(unit.conn(), &after, ctx.now).await?
    };
    // last, because the counter's row is locked from here to the commit
    if after.number.is_none() {
        after.set_number(calls::next_number(&unit, &call).await?); // the number is kept over recalls
    }
    let number = after.number.clone().unwrap_or_default();
    let after = moved(&unit, &before, after, "submit", None).await?;
    let receipt = Receipt {
        application: after.id,
        number,
        state: after.state,
        received_at,
        time_known: after.received_time_known,
        on_time,
        sha256: snapshot.sha256.clone(),
    };
    mails::received(&unit, &receipt, snapshot.id, &after.title, &call, to).await?;
    unit.commit().await?;
    Ok(receipt)
}

/// The receipt of a case that is handed in already.
async fn handed_in(
    db: &impl sea_orm::ConnectionTrait,
    application: &Application,
) -> Result<Option<Receipt>, Problem> {
    if !matches!(
        application.state,
        ApplicationState::Submitted | ApplicationState::Late
    ) {
        return Ok(None);
    }
    receipt(db, application).await
}

/// What proves the latest submission of a case, if it was handed in through a person.
pub(crate) async fn receipt(
    db: &impl sea_orm::ConnectionTrait,
    application: &Application,
) -> Result<Option<Receipt>, Problem> {
    let Some(number) = application.number.clone() else {
        return Ok(None);
    };
    let snapshot = queries::latest_submission(db, application.id).await?;
    Ok(snapshot.map(|snapshot| Receipt {
        application: application.id,
        number,
        state: application.state,
        received_at: snapshot.received_at,
        time_known: snapshot.time_known(),
        on_time: snapshot.was_on_time(),
        sha256: snapshot.sha256,
    }))
}

/// Late applications are taken as well (5.2), until the call is decided; a try-out takes tests.
fn require_taking(call: &Call, source: Source) -> Result<(), Problem> {
    use CallState as S;
    let is_taking = matches!(call.state, S::Published | S::Open | S::Closed | S::InSelection);
    if is_taking || call.is_preview() && source == Source::Trial {
        return Ok(());
    }
    Err(Problem::refused(
        "call-not-open",
        Text::new("applications-call-not-open").with("call", &call.code),
    ))
}

fn receive(ctx: &Ctx, application: &mut Application, arrived: Option<Arrival>) -> Result<(), Problem> {
    let (at, time_known) = match arrived {
        Some(arrival) if application.source == Source::Officer => {
            (arrival_at(arrival)?, arrival.time.is_some())
        }
        _ => (ctx.now, true),
    };
    if at > ctx.now {
        return Err(Problem::field(
            "received_on",
            Text::new("applications-arrival-future"),
        ));
    }
    application.received_at = Some(at);
    application.received_time_known = time_known;
    Ok(())
}

/// The instant of an arrival; without a time the day's first one.
pub(crate) fn arrival_at(arrival: Arrival) -> Result<DateTime<Utc>, Problem> {
    match arrival.time {
        None => Ok(day_start(arrival.on)),
        Some(time) => instant_at(arrival.on, time)
            .map_err(|error| Problem::field("received_time", Text::new(error.key()))),
    }
}

/// A portal application must be complete and the only one of its lead; gaps of a paper one are for the formal check.
async fn require_ready(
    unit: &Unit<'_>,
    after: &Application,
    parties: &[Party],
    call: &Call,
    (form, answers): (&FormVersion, &Answers),
) -> Result<(), Problem> {
    let lang = unit.ctx().lang;
    let mut points: Vec<base::FieldProblem> =
        answers::points_of(&form.definition, answers, after, parties, call, lang)
            .into_iter()
            .map(|point| point.problem)
            .collect();
    let further = answers::further_points(unit.conn(), &form.definition, answers, after, call, lang).await?;
    points.extend(further.into_iter().map(|point| point.problem));
    points.extend(queries::open_points_of_parts(unit.conn(), after, call, lang).await?);
    points.extend(submit_parts::require_signed(unit.conn(), unit.ctx(), after).await?);
    if after.source == Source::Officer {
        points.retain(|point| matches!(point.field.as_str(), "title" | "requested"));
    } else if !access::is_trial(after) // one town may be tried with more than once
        && let Some(other) = queries::other_of_lead(unit.conn(), after).await?
    {
        let text = Text::new("applications-one-per-lead")
            .with("lead", &after.lead_name)
            .with("number", other.label());
        points.push(base::FieldProblem::new("lead", text));
    }
    if points.is_empty() {
        Ok(())
    } else {
        Err(Problem::Invalid(points))
    }
}

/// Freezes what was handed in: data as JSON with the members of `also`, and the hash of exactly these bytes. `request_id`: what the answer to a
/// document request made of it.
pub(super) async fn keep_snapshot(
    unit: &Unit<'_>,
    application: &Application,
    parties: &[Party],
    call: &Call,
    also: serde_json::Value,
    received_at: DateTime<Utc>,
    request_id: Option<Uuid>,
) -> Result<Snapshot, Problem> {
    let lead = municipalities::body(unit.conn(), application.lead_body_id).await?;
    let mut content = content(application, call, &lead, received_at);
    if let serde_json::Value::Object(also) = also {
        for (name, value) in also {
            content[name.as_str()] = value;
        }
    }
    submit_parts::freeze(unit.conn(), application, parties, &mut content).await?;
    let content = content.to_string();
    let earlier = queries::latest_snapshot(unit.conn(), application.id).await?;
    let snapshot = Snapshot {
        id: Uuid::now_v7(),
        application_id: application.id,
        edition: earlier.map_or(1, |snapshot| snapshot.edition + 1),
        sha256: hex::encode(Sha256::digest(&content)),
        content,
        received_at,
        created_by: unit.ctx().person_id(),
        request_id,
    };
    let row = snapshot.clone().into_active_model().reset_all();
    snapshot::Entity::insert(row)
        .exec_without_returning(unit.conn())
        .await?;
    Ok(snapshot)
}

fn content(
    application: &Application,
    call: &Call,
    lead: &municipalities::Body,
    received_at: DateTime<Utc>,
) -> serde_json::Value {
    json!({
        "form": "3.3",
        "call": { "code": call.code, "title": call.title_de, "edition": call.edition, "deadline": call.deadline.instant() },
        "application": application.id,
        "draft_code": application.draft_code,
        "received_at": received_at,
        "received_time_known": application.received_time_known,
        "lead": {
            "key": lead.key, "name": lead.name, "type": application.body_type, "population": lead.population,
            "street": lead.street, "postcode": lead.postcode, "place": lead.place,
        },
        "contact": {
            "name": application.contact_name, "role": application.contact_role,
            "email": application.contact_email, "phone": application.contact_phone,
        },
        "title": application.title,
        "summary": application.summary,
        "project_from": application.project_from,
        "project_until": application.project_until,
        "support": application.support,
        "support_tenths_of_days": application.support_tenths,
        "requested_cents": application.requested,
        "total_cost_cents": application.total_cost,
        "own_share_cents": application.own_share,
        "other_funding_cents": application.other_funding,
        "declarations": application.declarations(),
        "remark": application.remark,
    })
}
