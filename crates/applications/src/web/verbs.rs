//! The small verbs of the case page: recall, begin the check, propose and decide, add a note.

use axum::extract::{Path, RawQuery};
use base::Problem;
use base_web::view::{Choice, Field, Form, Page};
use base_web::{FormData, Reply, Visit};

use super::bulk::officer_field;
use super::case::{Part, case_page};
use super::path;
use crate::access;
use crate::model::{Application, ApplicationId, ApplicationState, ProposalVerb, ReasonCode};
use crate::queries;
use crate::usecases::{self, Decide, Propose};

async fn case(visit: &Visit, id: ApplicationId) -> Result<Application, Problem> {
    queries::application(visit.app.db.reader(), &visit.ctx, id).await
}

pub(super) async fn recall(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = usecases::recall(&visit.app.db, &visit.ctx, id).await?;
    visit.done(
        &format!("{}/edit", path(&application)),
        "applications-done-recalled",
    )
}

pub(super) async fn start_check(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = usecases::start_check(&visit.app.db, &visit.ctx, id).await?;
    visit.done(
        &format!("{}/check", path(&application)),
        "applications-done-started",
    )
}

/// The reason code may be proposed in the address: `?reason_code=R04`.
pub(super) async fn propose_form(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    RawQuery(query): RawQuery,
) -> Reply {
    let application = case(&visit, id).await?;
    access::require_officer(&visit.ctx, &application)?;
    let given = FormData::parse(query.unwrap_or_default().as_bytes());
    visit.page(propose_page(&visit, &application, &given, None))
}

fn propose_page(
    visit: &Visit,
    application: &Application,
    data: &FormData,
    problem: Option<&Problem>,
) -> Page {
    let here = path(application);
    let mut form: Form = visit.form(format!("{here}/propose"));
    if application.state == ApplicationState::Late {
        let verbs = ProposalVerb::ALL
            .iter()
            .map(|verb| Choice::new(verb, visit.t(&format!("applications-propose-{verb}"))))
            .collect();
        form = form
            .field(Field::radio("verb", visit.t("applications-propose-what"), verbs).required())
            .hidden("reason_code", ReasonCode::Deadline);
    } else {
        form = form.hidden("verb", ProposalVerb::Reject).field(
            Field::select(
                "reason_code",
                visit.t("applications-reason-code"),
                rejection_codes(visit),
            )
            .required(),
        );
    }
    form = form
        .field(
            Field::textarea("reason", visit.t("applications-reason"), 5)
                .required()
                .max(4_000)
                .hint(visit.t("applications-reason-hint")),
        )
        .submit(visit.t("applications-propose-send"))
        .cancel(visit.t("form-cancel"), &here)
        .fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t("applications-propose"))
        .kicker(format!("{} · {}", application.label(), application.lead_name))
        .crumb(&here, application.label())
        .lead(visit.t("applications-propose-lead"))
        .block(form)
}

/// The codes an officer may propose: R07 and R08 belong to the selection, R12 is the applicant's own.
pub(super) fn rejection_codes(visit: &Visit) -> Vec<Choice> {
    ReasonCode::ALL
        .iter()
        .filter(|code| {
            !matches!(
                code,
                ReasonCode::BelowThreshold | ReasonCode::MeansExhausted | ReasonCode::TakenBack
            )
        })
        .map(|code| {
            Choice::new(
                code,
                format!("{code} – {}", visit.t(&format!("applications-reason-{code}"))),
            )
        })
        .collect()
}

pub(super) async fn propose(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    let application = case(&visit, id).await?;
    let proposed = async {
        let mut read = data.read();
        let verb = read.choice::<ProposalVerb>("verb");
        let reason_code = read.choice::<ReasonCode>("reason_code");
        let reason = read.required_long_text("reason", 4_000);
        read.finish()?;
        let (Some(verb), Some(reason_code)) = (verb, reason_code) else {
            return Err(Problem::field("verb", base::Text::new("field-choice")));
        };
        let command = Propose {
            application: id,
            verb,
            reason_code,
            reason,
        };
        usecases::propose(&visit.app.db, &visit.ctx, command).await
    };
    match proposed.await {
        Ok(application) => visit.done(&path(&application), "applications-done-proposed"),
        Err(problem) => visit.again(problem, |problem| {
            propose_page(&visit, &application, &data, Some(problem))
        }),
    }
}

pub(super) async fn decide(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    let command = Decide {
        application: id,
        confirm: data.get("decision") == "confirm",
        remark: data.get("remark").to_owned(),
    };
    let application = usecases::decide(&visit.app.db, &visit.ctx, command).await?;
    visit.done(&path(&application), "applications-done-decided")
}

pub(super) async fn add_note(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    match usecases::add_note(&visit.app.db, &visit.ctx, id, data.get("text")).await {
        Ok(_) => visit.done(&Part::Record.of(id), "applications-done-noted"),
        Err(problem) => {
            let page = case_page(&visit, id, Part::Record, Some((&data, &problem))).await?;
            visit.again(problem, |_| page)
        }
    }
}

pub(super) async fn assign(visit: Visit, Path(id): Path<ApplicationId>, data: FormData) -> Reply {
    let assigned = async {
        let officer = if data.has("mine") {
            visit.ctx.person_id()
        } else {
            let mut read = data.read();
            let officer = read.optional("officer", "field-choice");
            read.finish()?;
            officer
        };
        usecases::assign_officer(&visit.app.db, &visit.ctx, id, officer).await
    };
    match assigned.await {
        Ok(application) => visit.done(&Part::Record.of(application.id), "applications-done-assigned"),
        Err(problem) => {
            let application = case(&visit, id).await?;
            let field = officer_field(&visit, std::slice::from_ref(&application)).await?;
            visit.again(problem, |problem| {
                Page::new(visit.t("applications-officer"))
                    .kicker(application.label())
                    .crumb(path(&application), application.label())
                    .block(
                        assign_form(&visit, &application, field)
                            .fill(&data)
                            .problem(problem),
                    )
            })
        }
    }
}

/// The form that gives the case to an officer.
pub(super) fn assign_form(visit: &Visit, application: &Application, officers: Field) -> Form {
    visit
        .form(format!("{}/assign", path(application)))
        .field(officers)
        .submit(visit.t("applications-assign"))
}
