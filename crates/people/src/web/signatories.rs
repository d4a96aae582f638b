//! `/signatories`: who is to sign for a body; SB proposes with the appointment, RL admits.

use axum::extract::Path;
use base::{Lang, PersonId, Problem, Role, Scope};
use base_web::view::{Action, Block, Cell, Field, FieldKind, Form, Page, Table, Tone};
use base_web::{ApiJson, FormData, Reply, Upload, Visit, api};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

use super::account::languages;
use crate::access::{ADMITTERS, PROPOSERS};
use crate::model::{Signatory, SignatoryState};
use crate::usecases::signatories::{self, ProposeSignatory};
use crate::{Account, NewAccount, queries, scopes, store};

/// Bodies and accounts of the rows of a list.
struct Known {
    bodies: HashMap<Uuid, String>,
    accounts: HashMap<PersonId, Account>,
}

impl Known {
    async fn of(visit: &Visit, rows: &[Signatory]) -> Result<Self, Problem> {
        let db = &visit.app.db;
        let people: Vec<PersonId> = rows
            .iter()
            .flat_map(|row| [Some(row.person_id), Some(row.proposed_by), row.decided_by])
            .flatten()
            .collect();
        let accounts = store::accounts::many(db.reader(), &people).await?;
        Ok(Self {
            bodies: scopes::names_of(db, rows.iter().map(|row| Scope::Body(row.body_id))).await?,
            accounts: accounts
                .into_iter()
                .map(|account| (account.id, account))
                .collect(),
        })
    }

    fn body(&self, row: &Signatory) -> String {
        let name = self.bodies.get(&row.body_id).cloned();
        name.unwrap_or_else(|| row.body_id.to_string())
    }

    fn name(&self, id: Option<PersonId>) -> String {
        let account = id.and_then(|id| self.accounts.get(&id));
        account.map_or_else(|| "–".to_owned(), |account| account.name.clone())
    }

    fn email(&self, id: PersonId) -> String {
        let account = self.accounts.get(&id);
        account.map_or_else(String::new, |account| account.email.clone())
    }
}

fn may(visit: &Visit, roles: &[Role]) -> bool {
    visit.ctx.has_any_role(roles)
}

async fn page(visit: &Visit, data: &FormData, problem: Option<&Problem>) -> Result<Page, Problem> {
    let mut rows = signatories::signatories(&visit.app.db, &visit.ctx, SignatoryState::Proposed).await?;
    let open = rows.len();
    for state in [SignatoryState::Admitted, SignatoryState::Refused] {
        rows.extend(signatories::signatories(&visit.app.db, &visit.ctx, state).await?);
    }
    let known = Known::of(visit, &rows).await?;
    let (open, decided) = rows.split_at(open);
    let mut page = Page::new(visit.t("signatories-title"))
        .lead(visit.t("signatories-lead"))
        .section(
            "open",
            visit.t("signatories-open-title"),
            vec![open_table(visit, open, &known).into()],
        );
    if may(visit, PROPOSERS) {
        page = page.section(
            "propose",
            visit.t("signatories-propose"),
            vec![form(visit, data, problem).into()],
        );
    }
    Ok(page.section(
        "decided",
        visit.t("signatories-decided-title"),
        vec![decided_table(visit, decided, &known).into()],
    ))
}

fn columns(visit: &Visit, title: &str) -> Table {
    Table::new(visit.lang(), visit.t(title))
        .hidden_caption()
        .empty(visit.t("signatories-none"))
        .column(visit.t("signatories-body"))
        .column(visit.t("accounts-name"))
        .column(visit.t("signatories-appointment"))
        .column(visit.t("signatories-proposed"))
}

fn cells(visit: &Visit, row: &Signatory, known: &Known) -> Vec<Cell> {
    let name = known.name(Some(row.person_id));
    let by = known.name(Some(row.proposed_by));
    vec![
        Cell::text(known.body(row)),
        Cell::Lines(format!("{name}\n{}", known.email(row.person_id))),
        Cell::link(
            format!("/signatories/{}/appointment", row.id),
            visit.t("signatories-appointment-open"),
        ),
        Cell::Lines(format!("{by}\n{}", visit.datetime(row.proposed_at))),
    ]
}

fn open_table(visit: &Visit, rows: &[Signatory], known: &Known) -> Table {
    let admits = may(visit, ADMITTERS);
    let mut table = columns(visit, "signatories-open-title");
    if admits {
        table = table.column(visit.t("accounts-actions"));
    }
    for row in rows {
        let mut line = cells(visit, row, known);
        if admits && visit.ctx.person_id() == Some(row.proposed_by) {
            line.push(Cell::text(visit.t("signatories-four-eyes")));
        } else if admits {
            let path = |verb: &str| format!("/signatories/{}/{verb}", row.id);
            let (name, body) = (known.name(Some(row.person_id)), known.body(row));
            let sure = visit.tw("signatories-admit-sure", &[("name", &name), ("body", &body)]);
            line.push(Cell::Actions(vec![
                Action::post(visit.t("signatories-admit"), path("admit")).confirm(sure),
                Action::link(visit.t("signatories-refuse"), path("refuse")),
            ]));
        }
        table = table.row(line);
    }
    table
}

fn decided_table(visit: &Visit, rows: &[Signatory], known: &Known) -> Table {
    let mut table = columns(visit, "signatories-decided-title")
        .column(visit.t("signatories-decided"))
        .column(visit.t("accounts-state"));
    for row in rows {
        let at = row.decided_at.map(|at| visit.datetime(at)).unwrap_or_default();
        let tone = match row.state {
            SignatoryState::Admitted => Tone::Success,
            _ => Tone::Neutral,
        };
        let mut line = cells(visit, row, known);
        let by = known.name(row.decided_by);
        let reason = row.reason.clone().unwrap_or_default();
        line.push(Cell::Lines(format!("{by}\n{at}\n{reason}").trim_end().to_owned()));
        line.push(Cell::badge(
            tone,
            visit.t(&format!("signatories-state-{}", row.state)),
        ));
        table = table.row(line);
    }
    table
}

fn form(visit: &Visit, data: &FormData, problem: Option<&Problem>) -> Form {
    let form = Form::upload(visit.lang(), "/signatories")
        .field(
            Field::text("scope", visit.t("signatories-body"))
                .required()
                .hint(visit.t("signatories-body-hint")),
        )
        .field(Field::text("name", visit.t("accounts-name")).required().max(120))
        .field(Field::input("email", "email", visit.t("sign-in-email")).required())
        .field(Field::select("lang", visit.t("language"), languages(visit)).required())
        .field(
            Field::new(
                FieldKind::File {
                    accept: ".pdf",
                    multiple: false,
                },
                "appointment",
                visit.t("signatories-appointment"),
            )
            .required()
            .hint(visit.t("signatories-appointment-hint")),
        )
        .submit(visit.t("signatories-propose-now"))
        .fill(data);
    match problem {
        Some(problem) => form.problem(problem),
        None => form,
    }
}

pub(super) async fn show(visit: Visit) -> Reply {
    visit.page(page(&visit, &FormData::default(), None).await?)
}

async fn propose_sent(visit: &Visit, upload: &Upload) -> Result<Uuid, Problem> {
    crate::access::require_any(&visit.ctx, PROPOSERS)?;
    let mut read = upload.form.read();
    let typed = read.required_text("scope", 200);
    let (email, name) = (read.email("email"), read.required_text("name", 120));
    read.finish()?;
    let file = upload.file("appointment")?;
    let scope = scopes::resolve(&visit.app.db, Role::KZ, &typed).await?;
    let (_, Some(body)) = scope.parts() else {
        return Err(Problem::not_found("body"));
    };
    let command = ProposeSignatory {
        body,
        person: NewAccount {
            lang: Lang::from_tag(upload.form.get("lang")).unwrap_or_default(),
            ..NewAccount::new(email, name)
        },
        file_name: file.name.clone(),
        bytes: file.bytes.clone(),
    };
    signatories::propose_signatory(&visit.app.db, &visit.app.files, &visit.ctx, command).await
}

pub(super) async fn propose(visit: Visit, upload: Upload) -> Reply {
    match propose_sent(&visit, &upload).await {
        Ok(_) => visit.done("/signatories", "signatories-done-proposed"),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. })) => {
            let page = page(&visit, &upload.form, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(super) async fn appointment(visit: Visit, Path(id): Path<Uuid>) -> Reply {
    let file = signatories::appointment(&visit.app.db, &visit.ctx, id).await?;
    let bytes = visit.app.files.read(&file).await?;
    visit.download(&file.name, &file.media_type, bytes.to_vec())
}

pub(super) async fn admit(visit: Visit, Path(id): Path<Uuid>) -> Reply {
    signatories::admit_signatory(&visit.app.db, &visit.ctx, id).await?;
    visit.done("/signatories", "signatories-done-admitted")
}

async fn refuse_page(visit: &Visit, id: Uuid, problem: Option<&Problem>) -> Result<Page, Problem> {
    let open = signatories::signatories(&visit.app.db, &visit.ctx, SignatoryState::Proposed).await?;
    let row = open
        .into_iter()
        .find(|row| row.id == id)
        .ok_or(Problem::not_found("signatory"))?;
    let account = queries::account(visit.app.db.reader(), row.person_id).await?;
    let mut form = visit
        .form(format!("/signatories/{id}/refuse"))
        .field(
            Field::text("reason", visit.t("signatories-reason"))
                .required()
                .max(300),
        )
        .submit(visit.t("signatories-refuse"))
        .cancel(visit.t("form-cancel"), "/signatories");
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Ok(Page::new(visit.t("signatories-refuse"))
        .crumb("/signatories", visit.t("signatories-title"))
        .narrow()
        .lead(account.name)
        .block(Block::from(form)))
}

pub(super) async fn refuse_form(visit: Visit, Path(id): Path<Uuid>) -> Reply {
    visit.page(refuse_page(&visit, id, None).await?)
}

pub(super) async fn refuse(visit: Visit, Path(id): Path<Uuid>, data: FormData) -> Reply {
    match signatories::refuse_signatory(&visit.app.db, &visit.ctx, id, data.get("reason")).await {
        Ok(()) => visit.done("/signatories", "signatories-done-refused"),
        Err(problem @ Problem::Invalid(_)) => {
            let page = refuse_page(&visit, id, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Somebody proposed as the signatory of a body.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SignatoryJson {
    pub id: Uuid,
    pub body_id: Uuid,
    pub person_id: Uuid,
    pub name: String,
    pub email: String,
    pub state: SignatoryState,
    pub proposed_by: Uuid,
    pub proposed_at: DateTime<Utc>,
    pub decided_by: Option<Uuid>,
    pub decided_at: Option<DateTime<Utc>>,
    pub reason: Option<String>,
}

/// Proposals that wait for a decision, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SignatoryListJson {
    pub items: Vec<SignatoryJson>,
}

#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct RefuseSignatoryJson {
    pub reason: String,
}

async fn listed(visit: &Visit) -> Result<SignatoryListJson, Problem> {
    let rows = signatories::signatories(&visit.app.db, &visit.ctx, SignatoryState::Proposed).await?;
    let known = Known::of(visit, &rows).await?;
    let items = rows.into_iter().map(|row| SignatoryJson {
        name: known.name(Some(row.person_id)),
        email: known.email(row.person_id),
        id: row.id,
        body_id: row.body_id,
        person_id: row.person_id.0,
        state: row.state,
        proposed_by: row.proposed_by.0,
        proposed_at: row.proposed_at,
        decided_by: row.decided_by.map(|person| person.0),
        decided_at: row.decided_at,
        reason: row.reason,
    });
    Ok(SignatoryListJson {
        items: items.collect(),
    })
}

pub(super) async fn api_list(visit: Visit) -> Reply {
    api::ok(listed(&visit).await?)
}

/// The body is a form with a file, like that of the page.
pub(super) async fn api_propose(visit: Visit, upload: Upload) -> Reply {
    propose_sent(&visit, &upload).await?;
    api::created(listed(&visit).await?)
}

pub(super) async fn api_admit(visit: Visit, Path(id): Path<Uuid>) -> Reply {
    signatories::admit_signatory(&visit.app.db, &visit.ctx, id).await?;
    api::ok(listed(&visit).await?)
}

pub(super) async fn api_refuse(
    visit: Visit,
    Path(id): Path<Uuid>,
    ApiJson(sent): ApiJson<RefuseSignatoryJson>,
) -> Reply {
    signatories::refuse_signatory(&visit.app.db, &visit.ctx, id, &sent.reason).await?;
    api::ok(listed(&visit).await?)
}
