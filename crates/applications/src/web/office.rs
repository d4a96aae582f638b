//! The office's side of the case page: proposals, notes, persons, mails, timeline.

use base::{Problem, Role, Scope, texts};
use base_db::audit::{self, AuditEntry};
use base_web::Visit;
use base_web::view::{Block, Cell, Facts, Field, Notice, Table, TimelineItem, Tone};

use super::bulk::officer_field;
use super::verbs::assign_form;
use super::{path, state_label};
use crate::model::{Application, ApplicationId, ApplicationState as S, Note, Proposal};
use crate::{access, queries};

/// Entries of the timeline and mails shown at most.
const SHOWN: u64 = 100;

pub(super) fn proposal_blocks(visit: &Visit, application: &Application, proposal: &Proposal) -> Vec<Block> {
    let heading = visit.tw(
        &format!("applications-proposed-{}", proposal.verb),
        &[
            ("name", &proposal.proposed_by_name),
            ("at", &visit.datetime(proposal.proposed_at)),
        ],
    );
    let reason = format!(
        "{}: {}\n{}",
        proposal.reason_code,
        visit.t(&format!("applications-reason-{}", proposal.reason_code)),
        proposal.reason
    );
    let mut blocks = vec![Notice::new(Tone::Warning, heading, reason).into()];
    let mine = proposal.proposed_by.is_some() && proposal.proposed_by == visit.ctx.person_id();
    if access::require_head(&visit.ctx, application).is_ok() && !mine {
        let form = visit
            .form(format!("{}/decide", path(application)))
            .heading(visit.t("applications-decide"))
            .field(
                Field::textarea("remark", visit.t("applications-decide-remark"), 3)
                    .max(2_000)
                    .hint(visit.t("applications-decide-remark-hint")),
            )
            .button(visit.t("applications-decline"), "decision", "decline")
            .button(
                visit.t(&format!("applications-confirm-{}", proposal.verb)),
                "decision",
                "confirm",
            );
        blocks.push(form.into());
    }
    blocks
}

pub(super) fn note_blocks(
    visit: &Visit,
    application: &Application,
    notes: Vec<Note>,
    problem: Option<(&base_web::FormData, &Problem)>,
) -> Vec<Block> {
    let items: Vec<TimelineItem> = notes
        .into_iter()
        .map(|note| TimelineItem {
            when: visit.datetime(note.created_at),
            title: if note.author_name.is_empty() {
                visit.t("applications-by-system")
            } else {
                note.author_name
            },
            detail: note.text,
            tone: None,
        })
        .collect();
    let mut blocks = if items.is_empty() {
        vec![Block::Text(visit.t("applications-no-notes"))]
    } else {
        vec![Block::Timeline(items)]
    };
    if access::require_note_writer(&visit.ctx, application).is_ok() {
        let mut form = visit
            .form(format!("{}/notes", path(application)))
            .field(
                Field::textarea("text", visit.t("applications-note"), 3)
                    .max(4_000)
                    .required(),
            )
            .submit(visit.t("applications-add-note"));
        if let Some((data, problem)) = problem {
            form = form.fill(data).problem(problem);
        }
        blocks.push(form.into());
    }
    blocks
}

/// Who acts for the municipality, and to whom the case was given or is closed.
pub(super) async fn people_table(visit: &Visit, application: &Application) -> Result<Table, Problem> {
    let db = visit.app.db.reader();
    let scope = Scope::Body(application.lead_body_id.0);
    let mut table = Table::new(visit.lang(), visit.t("applications-part-people"))
        .hidden_caption()
        .column(visit.t("applications-person"))
        .column(visit.t("applications-role"))
        .column(visit.t("applications-contact-email"))
        .empty(visit.t("applications-no-people"));
    for role in [Role::KE, Role::KZ] {
        for account in people::holders(db, &[role], scope, visit.ctx.now).await? {
            table = table.row(vec![
                Cell::text(account.name),
                Cell::text(visit.t(&format!("role-{}", role.code()))),
                Cell::text(account.email),
            ]);
        }
    }
    let given = queries::access_of(db, application.id).await?;
    let ids: Vec<_> = given.iter().map(|(person, _)| *person).collect();
    let names = people::names(db, &ids).await?;
    for (person, access) in given {
        table = table.row(vec![
            Cell::text(names.get(&person).map_or("", String::as_str)),
            Cell::text(visit.t(&format!("applications-access-{access}"))),
            Cell::Empty,
        ]);
    }
    Ok(table)
}

/// Who is responsible, and for officers the way to change it.
pub(super) async fn officer_blocks(visit: &Visit, application: &Application) -> Result<Vec<Block>, Problem> {
    let ids: Vec<_> = application.officer_id.into_iter().collect();
    let names = people::names(visit.app.db.reader(), &ids).await?;
    let name = application.officer_id.and_then(|person| names.get(&person));
    let shown = Facts::new().row(visit.t("applications-officer"), Cell::maybe(name.map(Cell::text)));
    let mut blocks = vec![shown.into()];
    let scope = Scope::Programme(application.programme_id);
    if visit.ctx.has_any(&[Role::SB, Role::RL], scope) {
        let field = officer_field(visit, std::slice::from_ref(application)).await?;
        let field = match application.officer_id {
            Some(person) => field.value(person),
            None => field,
        };
        blocks.push(assign_form(visit, application, field).into());
    }
    Ok(blocks)
}

pub(super) async fn mails(visit: &Visit, id: ApplicationId) -> Result<Table, Problem> {
    let mut table = Table::new(visit.lang(), visit.t("applications-part-mails"))
        .hidden_caption()
        .column(visit.t("applications-mail-at"))
        .column(visit.t("applications-mail-subject"))
        .column(visit.t("applications-mail-to"))
        .column(visit.t("applications-state"))
        .empty(visit.t("applications-no-mails"));
    for mail in base_mail::of_case(visit.app.db.reader(), id.0, SHOWN).await? {
        table = table.row(vec![
            Cell::instant(visit.lang(), mail.created_at),
            Cell::text(&mail.subject),
            Cell::text(&mail.recipient),
            Cell::text(visit.t(&format!("mail-state-{}", mail.state.code()))),
        ]);
    }
    Ok(table)
}

pub(super) async fn timeline(visit: &Visit, id: ApplicationId) -> Result<Vec<TimelineItem>, Problem> {
    let entries = audit::of_case(visit.app.db.reader(), id.0, SHOWN).await?;
    // a form of ten sections is saved ten times: said once, with the latest time
    let saved = |entry: &AuditEntry| entry.action == "save_answers";
    Ok(entries
        .chunk_by(|one, next| saved(one) && saved(next) && one.actor_name == next.actor_name)
        .filter_map(|same| {
            let latest = same.iter().max_by_key(|entry| entry.at)?;
            let mut item = timeline_item(visit, latest);
            if same.len() > 1 {
                let count = same.len().to_string();
                let times = visit.tw("applications-saved-times", &[("count", &count)]);
                item.detail = format!("{} · {times}", item.detail);
            }
            Some(item)
        })
        .collect())
}

/// One entry of the audit trail in words. An action without words of its own is shown by its code.
fn timeline_item(visit: &Visit, entry: &AuditEntry) -> TimelineItem {
    let key = format!(
        "applications-event-{}-{}",
        entry.subject_kind.replace('_', "-"),
        entry.action.replace('_', "-")
    );
    let what = texts::find(visit.lang(), &key, &[]);
    let what = what.unwrap_or_else(|| format!("{}: {}", entry.subject_kind, entry.action));
    let mut detail = Vec::new();
    if entry.subject_kind == "application"
        && let Some(to) = entry.to_state.as_deref().and_then(S::from_code)
    {
        detail.push(state_label(visit, to));
    }
    detail.extend(entry.reason.clone());
    let who = if entry.actor_name.is_empty() || entry.actor_kind == "system" {
        visit.t("applications-by-system")
    } else {
        entry.actor_name.clone()
    };
    detail.push(who);
    TimelineItem {
        when: visit.datetime(entry.at),
        title: what,
        detail: detail.join(" · "),
        tone: None,
    }
}
