//! `/calls/{call}/assessors`: who assesses a call, who was asked, and how much each has.

use axum::extract::Path;
use base::{PersonId, Problem};
use base_web::view::{Action, Badge, Block, Cell, Choice, Field, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};
use calls::Call;

use super::{Again, again};
use crate::access;
use crate::model::PoolState;
use crate::pool::{self, PoolRow};
use crate::usecases::{self, Invite};

pub(super) async fn show(visit: Visit, Path(call): Path<String>) -> Reply {
    let call = super::call_head(&visit, &call).await?;
    let page = page(&visit, &call, None).await?;
    visit.page(page)
}

async fn page(visit: &Visit, call: &Call, refused: Option<&Again<'_>>) -> Result<Page, Problem> {
    let rows = pool::pool(visit.app.db.reader(), &visit.ctx, call).await?;
    let lang = visit.lang();
    let mut table = Table::new(lang, visit.t("pool-title"))
        .hidden_caption()
        .column(visit.t("reviews-assessor"))
        .column(visit.t("reviews-state"))
        .column(visit.t("pool-answer-by"))
        .column(visit.t("reviews-due"))
        .number_column(visit.t("pool-most"))
        .number_column(visit.t("pool-assigned"))
        .number_column(visit.t("reviews-open"))
        .number_column(visit.t("reviews-done"))
        .number_column(visit.t("pool-given-back"))
        .empty(visit.t("pool-empty"));
    for row in &rows {
        let invitation = row.invitation.as_ref();
        let number = |count: usize| Cell::integer(lang, count as i64);
        let date = |date: Option<chrono::NaiveDate>| Cell::maybe(date.map(|date| Cell::date(lang, date)));
        let over = invitation
            .and_then(|one| one.most)
            .is_some_and(|most| row.assigned as i64 > most);
        let cells = vec![
            Cell::text(&row.name),
            state(visit, row),
            date(invitation.and_then(|one| one.answer_by)),
            date(invitation.and_then(|one| one.due_on)),
            Cell::maybe(
                invitation
                    .and_then(|one| one.most)
                    .map(|most| Cell::integer(lang, most)),
            ),
            number(row.assigned),
            number(row.open),
            number(row.submitted),
            number(row.declined),
        ];
        table = if over {
            table.marked_row(Tone::Warning, cells)
        } else {
            table.row(cells)
        };
    }
    let mut page = Page::new(visit.tw("pool-title-of", &[("code", &call.code)]))
        .lead(visit.t("pool-lead"))
        .crumb(
            format!("/calls/{}/assessment", call.id),
            visit.tw("assessment-title", &[("code", &call.code)]),
        )
        .action(Action::link(
            visit.t("conflicts-title"),
            format!("/calls/{}/conflicts", call.id),
        ))
        .block(table);
    if access::holds(&visit.ctx, access::OFFICERS, call) {
        let form = visit
            .form(format!("/calls/{}/assessors", call.id))
            .field(Field::note(visit.t("pool-invite-text")))
            .field(Field::input("email", "email", visit.t("pool-email")).required())
            .field(Field::text("name", visit.t("pool-name")).hint(visit.t("pool-name-hint")))
            .field(Field::date("answer_by", visit.t("pool-answer-by")))
            .field(Field::date("due_on", visit.t("reviews-due")))
            .field(Field::number("most", visit.t("pool-most"), "").hint(visit.t("pool-most-hint")))
            .submit(visit.t("pool-invite"));
        page = page.section(
            "invite",
            visit.t("pool-invite"),
            vec![again(form, "invite", refused).into()],
        );
        page = page.blocks(release_block(visit, call, &rows, refused));
    }
    Ok(page)
}

/// Taking somebody out, with what happens to the work. Nothing when nobody is in.
fn release_block(visit: &Visit, call: &Call, rows: &[PoolRow], refused: Option<&Again<'_>>) -> Vec<Block> {
    let is_in = |row: &&PoolRow| {
        let declined = |one: &crate::CallAssessor| one.state == PoolState::Declined;
        !row.invitation.as_ref().is_some_and(declined)
    };
    // nobody is chosen beforehand: an Enter too early must not take out the first of the list
    let mut persons = vec![Choice::new("", visit.t("pool-release-choose"))];
    persons.extend(
        rows.iter()
            .filter(is_in)
            .map(|row| Choice::new(row.person, &row.name)),
    );
    if persons.len() == 1 {
        return Vec::new();
    }
    let form = visit
        .form(format!("/calls/{}/assessors/release", call.id))
        .field(Field::note(visit.t("pool-release-text")))
        .field(Field::select("person", visit.t("reviews-assessor"), persons).required())
        .field(
            Field::textarea("reason", visit.t("reviews-withdraw-reason"), 2)
                .required()
                .max(2_000),
        )
        .submit(visit.t("pool-release"));
    vec![Block::Details(
        visit.t("pool-release"),
        vec![again(form, "release", refused).into()],
    )]
}

/// The state in words; the reason of who declined stays with the office.
fn state(visit: &Visit, row: &PoolRow) -> Cell {
    let Some(invitation) = &row.invitation else {
        return Cell::badge(Tone::Neutral, visit.t("pool-without-invitation"));
    };
    let tone = match invitation.state {
        PoolState::Invited => Tone::Warning,
        PoolState::Accepted => Tone::Success,
        PoolState::Declined => Tone::Neutral,
    };
    let mut cells = vec![Cell::Badge(Badge::new(
        tone,
        visit.t(&format!("pool-state-{}", invitation.state)),
    ))];
    if !invitation.reason.is_empty() {
        cells.push(Cell::Lines(invitation.reason.clone()));
    }
    Cell::Many(cells)
}

pub(super) async fn invite(visit: Visit, Path(call): Path<String>, form: FormData) -> Reply {
    let call = super::call_head(&visit, &call).await?;
    let answer = match read(&form) {
        Ok(command) => usecases::invite_assessor(&visit.app.db, &visit.ctx, call.id, command).await,
        Err(problem) => Err(problem),
    };
    let answer = answer.map(|_| "pool-done-invited");
    answered(&visit, &call, "invite", &form, answer).await
}

pub(super) async fn release(visit: Visit, Path(call): Path<String>, form: FormData) -> Reply {
    let call = super::call_head(&visit, &call).await?;
    let answer = async {
        let mut reader = form.read();
        let person: Option<PersonId> = reader.choice("person");
        reader.finish()?;
        let person = person.ok_or_else(|| Problem::field("person", base::Text::new("field-required")))?;
        usecases::release_assessor(&visit.app.db, &visit.ctx, call.id, person, form.get("reason")).await
    };
    let answer = answer.await.map(|_| "pool-done-released");
    answered(&visit, &call, "release", &form, answer).await
}

/// On with a good word, or the page again with what is wrong.
async fn answered(
    visit: &Visit,
    call: &Call,
    verb: &'static str,
    data: &FormData,
    answer: Result<&str, Problem>,
) -> Reply {
    match answer {
        Ok(done) => visit.done(&format!("/calls/{}/assessors", call.id), done),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let refused = Again {
                verb,
                data,
                problem: &problem,
            };
            let page = page(visit, call, Some(&refused)).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

fn read(form: &FormData) -> Result<Invite, Problem> {
    let mut reader = form.read();
    let command = Invite {
        email: reader.email("email"),
        name: reader.text("name", 120),
        answer_by: reader.optional_date("answer_by"),
        due_on: reader.optional_date("due_on"),
        most: reader.optional_integer("most", 1..=2_000),
    };
    reader.finish().map(|()| command)
}
