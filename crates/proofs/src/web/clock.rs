//! The one-year clock on a proof's page (E14): what was known when, until when a notice can be revoked for it, and
//! corrections by two persons. For the office.

use axum::extract::Path;
use base::{PersonId, Problem};
use base_web::view::{Action, Block, Cell, Field, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use uuid::Uuid;

use super::show::Seen;
use super::verbs::{answer, here, typed};
use super::{Failed, id};
use crate::access;
use crate::model::{Clock, Knowledge, ProofId, ProofState};
use crate::queries;
use crate::usecases::{self, CorrectKnowledge, RecordKnowledge};

pub(super) async fn section(
    visit: &Visit,
    page: Page,
    seen: &Seen,
    clocks: &[Clock],
    failed: Option<&Failed<'_>>,
) -> Result<Page, Problem> {
    let (lang, proof) = (visit.lang(), &seen.proof);
    let mut blocks = vec![Block::Text(visit.t("proofs-clock-lead"))];
    if !clocks.is_empty() {
        let persons: Vec<PersonId> = clocks
            .iter()
            .flat_map(|clock| &clock.editions)
            .flat_map(|edition| [edition.recorded_by, edition.decided_by])
            .flatten()
            .collect();
        let names = people::names(visit.app.db.reader(), &persons).await?;
        let name =
            |person: Option<PersonId>| person.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
        let mut table = Table::new(lang, visit.t("proofs-clock"))
            .hidden_caption()
            .column(visit.t("proofs-known-on"))
            .column(visit.t("proofs-revocable-until"))
            .column(visit.t("proofs-known-facts"))
            .column(visit.t("proofs-known-by"))
            .column(visit.t("proofs-state"));
        let today = base::calendar::local_date(visit.ctx.now);
        for clock in clocks {
            for edition in &clock.editions {
                let (tone, state) = state(clock, edition, today);
                let words = if edition.reason.is_empty() {
                    edition.facts.clone()
                } else {
                    visit.tw("proofs-known-corrected", &[("reason", &edition.reason)])
                };
                let by = [name(edition.recorded_by), name(edition.decided_by)];
                let by: Vec<String> = by.into_iter().filter(|name| !name.is_empty()).collect();
                table = table.row(vec![
                    Cell::date(lang, edition.known_on),
                    Cell::date(lang, crate::rules::due::revocable_until(edition.known_on)),
                    Cell::Lines(words),
                    Cell::text(by.join(", ")),
                    Cell::badge(tone, visit.t(state)),
                ]);
            }
        }
        blocks.push(table.into());
    }
    if proof.state != ProofState::Closed {
        for clock in clocks {
            blocks.extend(deciding(visit, proof.id, clock));
        }
        if access::is_officer(&visit.ctx, proof.programme_id) {
            blocks.push(recording(visit, proof.id, failed));
            let free: Vec<&Clock> = clocks.iter().filter(|clock| clock.pending.is_none()).collect();
            blocks.extend(
                free.into_iter()
                    .map(|clock| correcting(visit, proof.id, clock, failed)),
            );
        }
    }
    Ok(page.section("clock", visit.t("proofs-clock"), blocks))
}

/// How an edition stands, for people.
fn state(clock: &Clock, edition: &Knowledge, today: chrono::NaiveDate) -> (Tone, &'static str) {
    if edition.decided_at.is_none() {
        (Tone::Warning, "proofs-known-waits")
    } else if !edition.is_confirmed {
        (Tone::Neutral, "proofs-known-refused")
    } else if edition.id != clock.in_force.id {
        (Tone::Neutral, "proofs-known-replaced")
    } else if today > clock.until_on() {
        (Tone::Danger, "proofs-clock-expired")
    } else {
        (Tone::Info, "proofs-clock-runs")
    }
}

/// The second person of a correction.
fn deciding(visit: &Visit, proof: ProofId, clock: &Clock) -> Vec<Block> {
    let Some(pending) = &clock.pending else {
        return Vec::new();
    };
    if pending.recorded_by == visit.ctx.person_id() {
        return vec![Block::Text(visit.t("proofs-known-other-person"))];
    }
    let day = visit.date(pending.known_on);
    let verb = |verb: &str| format!("/proofs/{proof}/knowledge/{}/{verb}", clock.root());
    vec![
        Block::Text(visit.tw("proofs-known-decide", &[("day", &day)])),
        Block::Actions(vec![
            Action::post(visit.t("proofs-known-confirm"), verb("confirm")).primary(),
            Action::post(visit.t("proofs-known-refuse"), verb("refuse")),
        ]),
    ]
}

fn recording(visit: &Visit, proof: ProofId, failed: Option<&Failed<'_>>) -> Block {
    let form = visit
        .form(format!("/proofs/{proof}/knowledge"))
        .field(
            Field::date("known_on", visit.t("proofs-known-on"))
                .required()
                .hint(visit.t("proofs-known-on-hint")),
        )
        .field(
            Field::textarea("facts", visit.t("proofs-known-facts"), 3)
                .required()
                .hint(visit.t("proofs-known-facts-hint"))
                .max(2_000),
        )
        .submit(visit.t("proofs-know"));
    folded(visit, "proofs-know", form, failed, "know")
}

fn correcting(visit: &Visit, proof: ProofId, clock: &Clock, failed: Option<&Failed<'_>>) -> Block {
    let day = visit.date(clock.in_force.known_on);
    let label = visit.tw("proofs-known-correct", &[("day", &day)]);
    let form = visit
        .form(format!("/proofs/{proof}/knowledge/{}/correct", clock.root()))
        .hidden("root", clock.root())
        .field(Field::date("known_on", visit.t("proofs-known-new")).required())
        .field(
            Field::textarea("reason", visit.t("proofs-reason"), 3)
                .required()
                .hint(visit.t("proofs-known-correct-hint"))
                .max(2_000),
        )
        .submit(visit.t("proofs-known-correct-send"))
        .scoped(&format!("correct-{}", clock.root()));
    let is_this = |failed: &&Failed<'_>| {
        failed.form == "correct" && failed.data.get("root") == clock.root().to_string()
    };
    match failed.filter(is_this) {
        Some(failed) => Failed::on(Some(failed), "correct", form).heading(label).into(),
        None => Block::Details(label, vec![form.into()]),
    }
}

/// A form behind its name; open when it was refused.
fn folded(
    visit: &Visit,
    key: &str,
    form: base_web::view::Form,
    failed: Option<&Failed<'_>>,
    name: &str,
) -> Block {
    let form = Failed::on(failed, name, form);
    if failed.is_some_and(|failed| failed.form == name) {
        return form.heading(visit.t(key)).into();
    }
    Block::Details(visit.t(key), vec![form.into()])
}

pub async fn record(visit: Visit, Path(proof): Path<String>, data: FormData) -> Reply {
    let id: ProofId = id(&proof, "proof")?;
    let done = async {
        let mut read = data.read();
        let known_on = read.date("known_on");
        let facts = read.required_long_text("facts", 2_000);
        read.finish()?;
        let command = RecordKnowledge {
            proof: id,
            known_on: typed(known_on, "known_on")?,
            facts,
        };
        usecases::record_knowledge(&visit.app.db, &visit.ctx, command).await?;
        Ok(here(id))
    };
    let done = done.await;
    answer(&visit, id, "know", &data, done, "proofs-done-known").await
}

pub async fn correct(visit: Visit, Path((proof, root)): Path<(String, String)>, data: FormData) -> Reply {
    let (id, root): (ProofId, Uuid) = (id(&proof, "proof")?, id(&root, "knowledge")?);
    let done = async {
        let mut read = data.read();
        let known_on = read.date("known_on");
        let reason = read.required_long_text("reason", 2_000);
        read.finish()?;
        let command = CorrectKnowledge {
            root,
            known_on: typed(known_on, "known_on")?,
            reason,
        };
        usecases::correct_knowledge(&visit.app.db, &visit.ctx, id, command).await?;
        Ok(here(id))
    };
    let done = done.await;
    answer(&visit, id, "correct", &data, done, "proofs-done-correction").await
}

pub async fn confirm(visit: Visit, path: Path<(String, String)>, data: FormData) -> Reply {
    decide(&visit, path, &data, true).await
}

pub async fn refuse(visit: Visit, path: Path<(String, String)>, data: FormData) -> Reply {
    decide(&visit, path, &data, false).await
}

async fn decide(
    visit: &Visit,
    Path((proof, root)): Path<(String, String)>,
    data: &FormData,
    is_confirmed: bool,
) -> Reply {
    let (id, root): (ProofId, Uuid) = (id(&proof, "proof")?, id(&root, "knowledge")?);
    let done = usecases::decide_correction(&visit.app.db, &visit.ctx, id, root, is_confirmed).await;
    let done = done.map(|_| here(id));
    answer(visit, id, "decide", data, done, "proofs-done-correction-decided").await
}

/// The days that a hearing may go by.
pub(super) async fn clocks(visit: &Visit, proof: ProofId) -> Result<Vec<Clock>, Problem> {
    queries::clocks_of(visit.app.db.reader(), proof).await
}
