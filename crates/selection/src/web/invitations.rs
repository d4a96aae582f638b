//! `/meetings/{meeting}/invitations`: who was invited and how, and invitations noted by hand.

use axum::extract::Path;
use base::{Problem, Text};
use base_web::view::{Block, Cell, Choice, Field, Form, Notice, Table, Tone};
use base_web::{FormData, Reply, Visit};

use super::{Again, again, meeting, meeting_id};
use crate::model::{Invitation, MeetingRecord, Member, Way};
use crate::usecases::{self, NoteInvitation};
use crate::{access, queries};

/// The members with their invitations; for the secretary a form for those who have none.
pub(super) async fn blocks(
    visit: &Visit,
    record: &MeetingRecord,
    refused: Option<&Again<'_>>,
) -> Result<Vec<Block>, Problem> {
    let invitations = queries::invitations(visit.app.db.reader(), record.meeting.id).await?;
    let of = |member: &Member| invitations.iter().find(|one| one.member_id == member.id);
    let missing: Vec<&Member> = record
        .members
        .iter()
        .filter(|member| of(member).is_none())
        .collect();
    let mut blocks: Vec<Block> = Vec::new();
    if !missing.is_empty() {
        let names: Vec<&str> = missing.iter().map(|member| member.name.as_str()).collect();
        blocks.push(
            Notice::new(
                Tone::Warning,
                visit.t("invitations-missing"),
                visit.tw("invitations-missing-text", &[("names", &names.join(", "))]),
            )
            .into(),
        );
        if access::holds(&visit.ctx, access::SECRETARIES, record.committee.programme_id) {
            blocks.push(again(form(visit, record, &missing), "invitations", refused).into());
        }
    }
    let mut table = Table::new(visit.lang(), visit.t("invitations-title"))
        .column(visit.t("committees-member"))
        .column(visit.t("invitations-way"))
        .column(visit.t("invitations-on"))
        .column(visit.t("invitations-reason"));
    for member in &record.members {
        table = table.row(row(visit, member, of(member)));
    }
    blocks.push(Block::Details(visit.t("invitations-title"), vec![table.into()]));
    Ok(blocks)
}

fn row(visit: &Visit, member: &Member, invited: Option<&Invitation>) -> Vec<Cell> {
    let name = Cell::text(&member.name);
    match invited {
        Some(one) => vec![
            name,
            Cell::text(visit.t(&format!("invitations-way-{}", one.way))),
            Cell::date(visit.lang(), base::calendar::local_date(one.invited_at)),
            Cell::text(&one.reason),
        ],
        None => vec![
            name,
            Cell::badge(Tone::Warning, visit.t("invitations-none")),
            Cell::Empty,
            Cell::Empty,
        ],
    }
}

fn form(visit: &Visit, record: &MeetingRecord, missing: &[&Member]) -> Form {
    let seats = missing
        .iter()
        .map(|member| Choice::new(member.id, format!("{}, {}", member.name, member.institution)))
        .collect();
    let ways = Way::ALL
        .iter()
        .map(|way| Choice::new(way, visit.t(&format!("invitations-way-{way}"))))
        .collect();
    visit
        .form(format!("/meetings/{}/invitations", record.meeting.id))
        .heading(visit.t("invitations-note"))
        .field(Field::select("member", visit.t("committees-member"), seats).required())
        .field(
            Field::radio("way", visit.t("invitations-way"), ways)
                .required()
                .hint(visit.t("invitations-way-hint")),
        )
        .field(Field::date("invited_on", visit.t("invitations-on")))
        .field(Field::textarea("reason", visit.t("invitations-reason"), 2).max(2_000))
        .submit(visit.t("invitations-note"))
}

pub(super) async fn note(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = meeting_id(&id)?;
    let answer = match read(&visit, &form) {
        Ok(command) => usecases::note_invitation(&visit.app.db, &visit.ctx, id, command).await,
        Err(problem) => Err(problem),
    };
    meeting::answered(&visit, id, "invitations", &form, answer, "invitations-done").await
}

fn read(visit: &Visit, form: &FormData) -> Result<NoteInvitation, Problem> {
    let mut reader = form.read();
    let member = reader.choice("member");
    let way: Option<Way> = reader.choice("way");
    let on = reader.optional_date("invited_on");
    let reason = reader.long_text("reason", 2_000);
    reader.finish()?;
    let required = |field| Problem::field(field, Text::new("field-required"));
    let way = way.ok_or_else(|| required("way"))?;
    let on = match way {
        Way::Mail => base::calendar::local_date(visit.ctx.now),
        _ => on.ok_or_else(|| required("invited_on"))?,
    };
    Ok(NoteInvitation {
        member: member.ok_or_else(|| required("member"))?,
        way,
        on,
        reason,
    })
}
