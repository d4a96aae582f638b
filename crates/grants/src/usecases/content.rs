//! What a grant would say if nobody changed anything: the officer's starting point, and the whole of a batch.

use applications::{Application, ApplicationId};
use base::calendar::local_date;
use base::{Cents, Ctx, Problem};
use budget::PotKind;
use calls::{Call, FundingMode};
use chrono::{Datelike, NaiveDate};
use sea_orm::ConnectionTrait;

use crate::model::{Circle, Content, DoubleFunding, Grant, Tranche};
use crate::rules::{self, Bounds};
use crate::{access, queries};

/// A proposal for the grant of a case, with what bounds it and what the officer should look at.
#[derive(Debug, Clone)]
pub struct Proposal {
    pub application: Application,
    pub call: Call,
    pub content: Content,
    pub bounds: Bounds,
    /// The means of the call by year and kind, to choose tranches from.
    pub means: Vec<Tranche>,
    /// The grant under preparation, if there is one: the proposal is then what it says.
    pub present: Option<Grant>,
    /// Other grants to the same body in the same time.
    pub overlapping: Vec<Grant>,
    /// Who shares the grant; empty for support in kind.
    pub circle: Circle,
}

/// The means of a call as tranches, without years of 0.
pub(super) fn means(call: &Call) -> Vec<Tranche> {
    let of_year = |year: &calls::BudgetYear| {
        [(PotKind::Cash, year.cash), (PotKind::Commitment, year.commitment)].map(|(kind, amount)| Tranche {
            year: year.year,
            kind,
            amount,
        })
    };
    call.budget_years
        .iter()
        .flat_map(of_year)
        .filter(|part| part.amount.0 > 0)
        .collect()
}

pub(super) fn years(call: &Call) -> Vec<i64> {
    call.budget_years.iter().map(|year| year.year).collect()
}

/// The proposal for a case as an officer of its programme sees it. Error: not found, denied, refused.
pub async fn propose(db: &impl ConnectionTrait, ctx: &Ctx, id: ApplicationId) -> Result<Proposal, Problem> {
    let application = applications::application(db, ctx, id).await?;
    access::require_preparer(ctx, &application)?;
    let call = calls::call(db, application.call_id).await?;
    let decision = selection::decision(db, id).await?;
    let selected = access::require_selected(&application, decision.as_ref())?;
    let present = queries::living(db, id).await?;
    let pots = queries::pots(db, call.budget_line_id).await?;
    let reserved = queries::reserved(db, &pots, id).await?;
    let circle = match call.funding_mode {
        FundingMode::InKind => Circle::default(),
        FundingMode::CashGrant => queries::circles(db, &[id]).await?.remove(&id).unwrap_or_default(),
    };
    let mut content = default_content(&application, &call, selected, &reserved, local_date(ctx.now));
    content.share_basis = circle.default_basis();
    if let Some(grant) = &present {
        rules::after(grant, "prepare")?;
        content = content_of(grant, queries::tranches_of(db, grant.id).await?);
    }
    let bounds = Bounds {
        cap: call.cap,
        used: queries::used_cap(db, id, present.as_ref().map(|grant| grant.id)).await?,
        selected,
        minimum: call.minimum,
        years: years(&call),
    };
    let mut overlapping = queries::of_bodies(db, &[application.lead_body_id]).await?;
    overlapping.retain(|grant| {
        grant.application_id != id && rules::overlaps(grant, content.from_on, content.until_on)
    });
    let means = means(&call);
    Ok(Proposal {
        application,
        call,
        content,
        bounds,
        means,
        present,
        overlapping,
        circle,
    })
}

/// What a stored grant says.
pub(super) fn content_of(grant: &Grant, tranches: Vec<Tranche>) -> Content {
    Content {
        amount: grant.amount,
        tranches,
        eligible: grant.eligible,
        from_on: grant.from_on,
        until_on: grant.until_on,
        purpose: grant.purpose.clone(),
        objectives: grant.objectives.clone(),
        conditions: grant.conditions.clone(),
        double_funding: grant.double_funding,
        double_funding_reason: grant.double_funding_reason.clone(),
        share_basis: grant.share_basis,
    }
}

/// The selection's amount, in the shares that were reserved for it, else in proportion to the call's means; purpose and
/// period of the application. In German, because the notice is (§ 23 LVwVfG).
pub(super) fn default_content(
    application: &Application,
    call: &Call,
    selected: Cents,
    reserved: &[Tranche],
    today: NaiveDate,
) -> Content {
    let held: Cents = reserved.iter().map(|part| part.amount).sum();
    let tranches = if held == selected {
        reserved.to_vec()
    } else {
        rules::default_tranches(selected, &means(call))
    };
    let (from_on, until_on) = period(application, call, today);
    let in_kind = call.funding_mode == FundingMode::InKind;
    let eligible = if in_kind {
        selected
    } else {
        Ord::max(application.total_cost, selected)
    };
    let purpose = match application.summary.as_str() {
        "" => format!(
            "Durchführung des Vorhabens „{}“ nach Maßgabe des Antrags.",
            application.title
        ),
        summary => summary.to_owned(),
    };
    let measured_by = if in_kind {
        "Ob sie erreicht sind, zeigen der Abschlussbericht der Prozessbegleitung und der Praxisbericht der Kommune."
    } else {
        "Ob sie erreicht sind, zeigt der Sachbericht des Verwendungsnachweises; er stellt Ziele und Ergebnisse gegenüber."
    };
    Content {
        amount: selected,
        tranches,
        eligible,
        from_on,
        until_on,
        purpose,
        objectives: format!("Die im Antrag {} beschriebenen Ziele des Vorhabens werden erreicht. {measured_by}", application.label()),
        conditions: String::new(),
        double_funding: DoubleFunding::None,
        double_funding_reason: "Nach den Angaben im Antrag und nach unseren Unterlagen wird das Vorhaben nicht aus anderen öffentlichen Mitteln gefördert.".to_owned(),
        share_basis: None,
    }
}

/// The application's own period, else the call's, else the call's budget years from today on. Nothing before today is
/// funded: a project must not have begun (handbook 2.2).
fn period(application: &Application, call: &Call, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = call.budget_years.iter().map(|year| year.year).min();
    let last = call.budget_years.iter().map(|year| year.year).max();
    let day = |year: Option<i64>, month, day| {
        let year = year
            .and_then(|year| i32::try_from(year).ok())
            .unwrap_or(today.year());
        NaiveDate::from_ymd_opt(year, month, day).unwrap_or(today)
    };
    let from_on = application
        .project_from
        .or(call.project_from)
        .unwrap_or_else(|| day(first, 1, 1));
    let until_on = application
        .project_until
        .or(call.project_until)
        .unwrap_or_else(|| day(last, 12, 31));
    let from_on = match application.early_start_from {
        Some(allowed) => Ord::max(from_on, allowed),
        None => Ord::max(from_on, today),
    };
    (from_on, Ord::max(until_on, from_on))
}
