//! Import of an application list (I1): every row checked, nothing guessed, all accepted rows in one transaction.
//!
//! Accepted rows become SUBMITTED, or LATE, with `source = IMPORT` and numbers in row order (handbook 0.5, 7.1, 7.3).

mod read;
mod write;

use std::collections::HashMap;

use base::{Ctx, Problem, Role, Scope, Text};
use base_sheets::{Heading, Limits};
use base_web::App;
use base_web::imports::{Apply, ImportInput, ImportKind, ImportReport, finish};
use calls::{Call, CallState};
use futures::FutureExt as _;
use municipalities::{BodyId, Resolver};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::model::ApplicationState;
use crate::store::application;

pub use read::{Candidate, List};
pub(crate) use write::write;

/// The headings of I1 with their synonyms.
pub const HEADINGS: &[Heading<'static>] = &[
    Heading::optional("position", &["Lfd. Nr.", "Nr.", "Laufende Nummer"]),
    Heading::optional(
        "key",
        &[
            "AGS",
            "Gemeindeschlüssel",
            "Amtlicher Gemeindeschlüssel",
            "GKZ",
            "Schlüssel",
            "Gemeindekennziffer",
        ],
    ),
    Heading::optional(
        "name",
        &[
            "Kommune",
            "Antragsteller",
            "Antragsteller/in",
            "Antragstellerin",
            "Stadt/Gemeinde",
            "Gemeinde",
            "Name der Kommune",
        ],
    ),
    Heading::optional("kind", &["Art", "Körperschaft", "Art der Körperschaft"]),
    Heading::optional("district", &["Landkreis", "Stadt-/Landkreis", "Kreis"]),
    Heading::optional("population", &["Einwohner", "EW", "Einwohnerzahl"]),
    Heading::optional(
        "contact",
        &[
            "Ansprechpartner/in",
            "Ansprechpartner",
            "Ansprechperson",
            "Kontakt Ansprechpartner/in",
            "Kontakt Ansprechperson",
            "Kontakt Name",
        ],
    ),
    Heading::optional("email", &["E-Mail", "E-Mail-Adresse", "Mail", "Kontakt E-Mail"]),
    Heading::optional("phone", &["Telefon", "Tel.", "Telefonnummer", "Kontakt Telefon"]),
    Heading::optional(
        "title",
        &[
            "Projekttitel",
            "Titel",
            "Projekt",
            "Titel des Vorhabens",
            "Vorhaben",
        ],
    ),
    Heading::optional("summary", &["Kurzbeschreibung", "Beschreibung"]),
    Heading::required(
        "requested",
        &[
            "Beantragte Summe",
            "Antragssumme",
            "Zuwendung beantragt",
            "Betrag in €",
            "Beantragte Zuwendung",
            "Beantragter Betrag",
            "Finanzierungsplan Beantragte Summe",
        ],
    ),
    Heading::optional(
        "total_cost",
        &["Gesamtkosten", "Gesamtausgaben", "Finanzierungsplan Gesamtkosten"],
    ),
    Heading::optional(
        "own_share",
        &["Eigenanteil", "Eigenmittel", "Finanzierungsplan Eigenanteil"],
    ),
    Heading::required(
        "received",
        &["Eingang am", "Eingangsdatum", "Eingegangen am", "Eingang"],
    ),
    Heading::optional("partners", &["Partner", "Partnerkommunen", "Kooperationspartner"]),
    Heading::optional("remark", &["Bemerkung", "Bemerkungen", "Anmerkung"]),
];

/// What the binary registers.
#[must_use]
pub fn kind() -> ImportKind {
    ImportKind {
        kind: "applications",
        roles: &[Role::SB],
        needs_call: true,
        limits: Limits::default(),
        run: |app, ctx, input, apply| run(app, ctx, input, apply).boxed(),
    }
}

/// What a list is compared with.
pub struct Surroundings {
    pub register: Resolver,
    /// Without a call (dry run on the command line) nothing is said about cap, deadline and earlier applications.
    pub call: Option<Call>,
    /// Titles handed in before for the same call, by lead.
    pub earlier: HashMap<BodyId, Vec<String>>,
}

async fn run(
    app: &App,
    ctx: &Ctx,
    input: ImportInput,
    apply: Option<Apply>,
) -> Result<ImportReport, Problem> {
    let call = match &input.call {
        Some(code) => Some(importable(app, ctx, code, apply.is_some()).await?),
        None => None,
    };
    let list = match List::open(ctx.lang, input.workbook) {
        Ok(list) => list,
        Err(report) => return Ok(*report),
    };
    let Some(apply) = apply else {
        let surroundings = Surroundings::load(app.db.reader(), call).await?;
        return Ok(list.check(ctx, &surroundings).0);
    };
    let call = call.ok_or_else(|| Problem::field("call", Text::new("field-required")))?;
    base_db::retrying(|| async {
        let unit = app.db.write(ctx).await?;
        // read inside the unit, so that a list imported meanwhile makes duplicates and not twins
        let surroundings = Surroundings::load(unit.conn(), Some(call.clone())).await?;
        let (report, candidates) = list.check(ctx, &surroundings);
        drop(surroundings); // the register takes more room than the list
        write(&unit, &call, candidates, apply.notify).await?;
        finish(&unit, &apply, &input.file_name, &report).await?;
        unit.commit().await?;
        Ok(report)
    })
    .await
}

/// The call of the code, for an officer of its programme. A dry run may also be made by the operator.
/// Error: `Invalid` for an unknown code; refused when the call takes no applications.
async fn importable(app: &App, ctx: &Ctx, code: &str, writing: bool) -> Result<Call, Problem> {
    let unknown = || Problem::field("call", Text::new("applications-call-unknown").with("call", code));
    let call = calls::find_by_code(app.db.reader(), code)
        .await?
        .ok_or_else(unknown)?;
    if ctx.is_operator() && !writing {
        return Ok(call);
    }
    let programme = Scope::Programme(call.programme_id.0);
    if !ctx.has(Role::SB, programme) && !calls_visible(ctx, &call) {
        return Err(unknown());
    }
    ctx.require(&[Role::SB], programme)?;
    use CallState as S;
    if writing && !matches!(call.state, S::Published | S::Open | S::Closed | S::InSelection) {
        return Err(Problem::refused(
            "call-not-open",
            Text::new("applications-call-not-open").with("call", code),
        ));
    }
    Ok(call)
}

fn calls_visible(ctx: &Ctx, call: &Call) -> bool {
    calls::access::require_sight(ctx, call).is_ok()
}

impl Surroundings {
    /// Register, call and earlier applications, in four statements whatever the list's length.
    pub async fn load(db: &impl ConnectionTrait, call: Option<Call>) -> Result<Self, Problem> {
        let register = Resolver::load(db).await?;
        let mut earlier: HashMap<BodyId, Vec<String>> = HashMap::new();
        if let Some(call) = &call {
            let known: Vec<(BodyId, String)> = application::Entity::find()
                .select_only()
                .column(application::Column::LeadBodyId)
                .column(application::Column::Title)
                .filter(application::Column::CallId.eq(call.id))
                .filter(
                    application::Column::State
                        .is_not_in([ApplicationState::Draft, ApplicationState::Withdrawn]),
                )
                .into_tuple()
                .all(db)
                .await?;
            for (body, title) in known {
                earlier.entry(body).or_default().push(folded(&title));
            }
        }
        Ok(Self {
            register,
            call,
            earlier,
        })
    }
}

/// Titles are the same if they differ in case and blanks only.
pub(crate) fn folded(title: &str) -> String {
    base::names::clean(title).to_lowercase()
}
