//! Writing, moderating and publishing a practice report.

use applications::{Application, ApplicationId};
use base::{Ctx, PersonId, Problem, Role, Scope, Text};
use base_db::{Db, Entry, Unit};
use base_mail::Recipient;
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};

use crate::access;
use crate::mails;
use crate::model::{PracticeReport, PracticeReportId, PracticeReportState};
use crate::queries;
use crate::rules;
use crate::store::report;

/// Characters of a comment of the moderation at most.
const MAX_COMMENT: usize = 2_000;

/// What a report says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportText {
    pub title: String,
    pub situation: String,
    pub approach: String,
    pub result: String,
    pub experience: String,
    pub tips: String,
    pub easy: String,
    pub consent: bool,
}

/// Begins a report about a funded project. Error: not found, denied, refused (`not-funded`).
pub async fn write_report(
    db: &Db,
    ctx: &Ctx,
    application: ApplicationId,
    text: ReportText,
) -> Result<PracticeReportId, Problem> {
    rules::check_draft(&text)?;
    let unit = db.write(ctx).await?;
    let case = applications::application(unit.conn(), ctx, application).await?;
    access::may_write(ctx, &case)?;
    let id = PracticeReportId::new();
    let row = report::ActiveModel {
        id: Set(id),
        application_id: Set(case.id.0),
        programme_id: Set(case.programme_id),
        organisation: Set(case.lead_name.clone()),
        title: Set(text.title),
        situation: Set(text.situation),
        approach: Set(text.approach),
        result: Set(text.result),
        experience: Set(text.experience),
        tips: Set(text.tips),
        easy: Set(text.easy),
        consent: Set(text.consent),
        state: Set(PracticeReportState::Draft),
        comment: Set(None),
        written_by: Set(ctx.person_id().map(|id| id.0)),
        approved_by: Set(None),
        published_by: Set(None),
        created_at: Set(ctx.now),
        published_at: Set(None),
        version: Set(1),
    };
    report::Entity::insert(row)
        .exec_without_returning(unit.conn())
        .await?;
    unit.audit(
        Entry::new("practice_report", id, "write")
            .case(case.id)
            .to(PracticeReportState::Draft),
    )
    .await?;
    unit.commit().await?;
    Ok(id)
}

/// Changes a draft, or what was sent back. Error: `Stale` when somebody else changed it.
pub async fn save_report(
    db: &Db,
    ctx: &Ctx,
    id: PracticeReportId,
    version: i64,
    text: ReportText,
) -> Result<(), Problem> {
    rules::check_draft(&text)?;
    let unit = db.write(ctx).await?;
    let (report, case) = load(&unit, id).await?;
    access::may_write(ctx, &case)?;
    if !matches!(
        report.state,
        PracticeReportState::Draft | PracticeReportState::ChangesRequested
    ) {
        return Err(Problem::refused("wrong-state", Text::new("practice-not-open")));
    }
    let saved = report::Entity::update_many()
        .col_expr(report::Column::Title, Expr::value(text.title))
        .col_expr(report::Column::Situation, Expr::value(text.situation))
        .col_expr(report::Column::Approach, Expr::value(text.approach))
        .col_expr(report::Column::Result, Expr::value(text.result))
        .col_expr(report::Column::Experience, Expr::value(text.experience))
        .col_expr(report::Column::Tips, Expr::value(text.tips))
        .col_expr(report::Column::Easy, Expr::value(text.easy))
        .col_expr(report::Column::Consent, Expr::value(text.consent))
        .col_expr(report::Column::Version, Expr::col(report::Column::Version).add(1))
        .filter(report::Column::Id.eq(id))
        .filter(report::Column::Version.eq(version))
        .exec(unit.conn())
        .await?;
    if saved.rows_affected != 1 {
        return Err(Problem::Stale);
    }
    unit.audit(Entry::new("practice_report", id, "save").case(case.id))
        .await?;
    unit.commit().await
}

async fn load(unit: &Unit<'_>, id: PracticeReportId) -> Result<(PracticeReport, Application), Problem> {
    let report = queries::report(unit.conn(), unit.ctx(), id).await?;
    let case =
        applications::application(unit.conn(), unit.ctx(), ApplicationId(report.application_id)).await?;
    Ok((report, case))
}

/// One step of handbook 5.9 with its guard, audit entry and mails.
struct Step<'a> {
    to: PracticeReportState,
    action: &'static str,
    mail: &'static str,
    comment: Option<&'a str>,
}

async fn step(
    unit: &Unit<'_>,
    report: &PracticeReport,
    case: &Application,
    step: Step<'_>,
    to: Vec<Recipient>,
) -> Result<(), Problem> {
    if !rules::report_may_become(report.state, step.to) {
        return Err(Problem::refused("wrong-state", Text::new("practice-wrong-state")));
    }
    let ctx = unit.ctx();
    let mut update = report::Entity::update_many()
        .col_expr(report::Column::State, Expr::value(step.to))
        .col_expr(report::Column::Version, Expr::value(report.version + 1))
        .filter(report::Column::Id.eq(report.id))
        .filter(report::Column::Version.eq(report.version));
    match step.to {
        PracticeReportState::Approved => {
            update = update.col_expr(
                report::Column::ApprovedBy,
                Expr::value(ctx.person_id().map(|id| id.0)),
            );
        }
        PracticeReportState::Published => {
            update = update
                .col_expr(report::Column::PublishedAt, Expr::value(ctx.now))
                .col_expr(
                    report::Column::PublishedBy,
                    Expr::value(ctx.person_id().map(|id| id.0)),
                );
        }
        PracticeReportState::ChangesRequested | PracticeReportState::Withdrawn => {
            update = update.col_expr(
                report::Column::Comment,
                Expr::value(step.comment.map(str::to_owned)),
            );
        }
        PracticeReportState::Draft | PracticeReportState::Submitted => {}
    }
    if update.exec(unit.conn()).await?.rows_affected != 1 {
        return Err(Problem::Stale);
    }
    let told = PracticeReport {
        comment: step.comment.map(str::to_owned),
        ..report.clone()
    };
    mails::report_step(unit, step.mail, &told, to).await?;
    let entry = Entry::new("practice_report", report.id, step.action)
        .case(case.id)
        .states(report.state, step.to);
    unit.audit(entry.reason(step.comment.unwrap_or_default())).await
}

async fn moderators(unit: &Unit<'_>, report: &PracticeReport) -> Result<Vec<Recipient>, Problem> {
    let mut to = Vec::new();
    for account in people::holders(
        unit.conn(),
        &[Role::PK],
        Scope::Programme(report.programme_id),
        unit.now(),
    )
    .await?
    {
        to.push(people::recipient(unit.conn(), account.id).await?);
    }
    Ok(to)
}

/// Hands a report in for moderation (M-B01). Error: `Invalid` when a mandatory part is missing.
pub async fn submit_report(db: &Db, ctx: &Ctx, id: PracticeReportId) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let (report, case) = load(&unit, id).await?;
    access::may_write(ctx, &case)?;
    rules::check_report(&ReportText {
        title: report.title.clone(),
        situation: report.situation.clone(),
        approach: report.approach.clone(),
        result: report.result.clone(),
        experience: report.experience.clone(),
        tips: report.tips.clone(),
        easy: report.easy.clone(),
        consent: report.consent,
    })?;
    let to = moderators(&unit, &report).await?;
    let submit = Step {
        to: PracticeReportState::Submitted,
        action: "submit",
        mail: "M-B01",
        comment: None,
    };
    step(&unit, &report, &case, submit, to).await?;
    unit.commit().await
}

async fn moderate(db: &Db, ctx: &Ctx, id: PracticeReportId, what: Step<'_>) -> Result<(), Problem> {
    let unit = db.write(ctx).await?;
    let (report, case) = load(&unit, id).await?;
    access::may_moderate(ctx, report.programme_id)?;
    if what.to == PracticeReportState::Published {
        ctx.require_other_person(&[report.approved_by.map(PersonId)])?;
        if !report.consent {
            return Err(Problem::refused("no-consent", Text::new("practice-no-consent")));
        }
    }
    let to = applications::recipients(unit.conn(), &case, unit.now()).await?;
    step(&unit, &report, &case, what, to).await?;
    unit.commit().await
}

/// Sends a report back with a comment (M-B02).
pub async fn request_changes(db: &Db, ctx: &Ctx, id: PracticeReportId, comment: &str) -> Result<(), Problem> {
    let comment = rules::words("comment", comment, MAX_COMMENT)?;
    let what = Step {
        to: PracticeReportState::ChangesRequested,
        action: "request_changes",
        mail: "M-B02",
        comment: Some(&comment),
    };
    moderate(db, ctx, id, what).await
}

/// Approves a report (M-B03).
pub async fn approve_report(db: &Db, ctx: &Ctx, id: PracticeReportId) -> Result<(), Problem> {
    let what = Step {
        to: PracticeReportState::Approved,
        action: "approve",
        mail: "M-B03",
        comment: None,
    };
    moderate(db, ctx, id, what).await
}

/// Publishes an approved report (M-B04). Error: refused (`four-eyes`) for the person who approved it.
pub async fn publish_report(db: &Db, ctx: &Ctx, id: PracticeReportId) -> Result<(), Problem> {
    let what = Step {
        to: PracticeReportState::Published,
        action: "publish",
        mail: "M-B04",
        comment: None,
    };
    moderate(db, ctx, id, what).await
}

/// Takes a published report back: by the moderation, or by the municipality's signatory (M-B05).
pub async fn withdraw_report(db: &Db, ctx: &Ctx, id: PracticeReportId, reason: &str) -> Result<(), Problem> {
    let reason = rules::words("reason", reason, MAX_COMMENT)?;
    let unit = db.write(ctx).await?;
    let (report, case) = load(&unit, id).await?;
    if !ctx.has(Role::KZ, Scope::Body(case.lead_body_id.0)) {
        access::may_moderate(ctx, report.programme_id)?;
    }
    let mut to = applications::recipients(unit.conn(), &case, unit.now()).await?;
    to.extend(moderators(&unit, &report).await?);
    let what = Step {
        to: PracticeReportState::Withdrawn,
        action: "withdraw",
        mail: "M-B05",
        comment: Some(&reason),
    };
    step(&unit, &report, &case, what, to).await?;
    unit.commit().await
}
