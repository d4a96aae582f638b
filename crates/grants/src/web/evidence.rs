//! What a grant leaves in the evidence packet of its case: the grant with its tranches, shares, amendments and signatures,
//! what the municipality told, every notice as it was frozen and printed, its delivery and downloads, the letters to an
//! applicant without a grant, and what the ledger holds of the case.

use std::collections::HashMap;

use applications::{Application, ApplicationId};
use base::{Ctx, PersonId, Problem};
use base_web::App;
use base_web::app::EvidenceFile;
use budget::PotId;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use uuid::Uuid;

use super::json::{GrantJson, GrantShareJson};
use super::served_api::{NoticeDeliveryJson, OfferAnswerJson, ReinstatementJson};
use crate::model::{Amendment, Change, Grant, Notice};
use crate::{access, queries};

/// For the office of the grant's programme that sees the case; nothing for anybody else.
pub(super) async fn files(app: &App, ctx: &Ctx, id: Uuid) -> Result<Vec<EvidenceFile>, Problem> {
    let db = app.db.reader();
    let id = ApplicationId(id);
    let Some(case) = applications::applications(db, ctx, &[id]).await?.remove(&id) else {
        return Ok(Vec::new());
    };
    if !ctx.has_any(access::OFFICE, base::Scope::Programme(case.programme_id)) {
        return Ok(Vec::new());
    }
    // declined ones too: they are part of the file
    let grants = queries::all_of(db, id).await?;
    let mut files = Vec::new();
    for (number, grant) in (1..).zip(grants) {
        let folder = if number == 1 {
            "40-bewilligung".to_owned()
        } else {
            format!("40-bewilligung/{number:02}")
        };
        files.extend(one(app, &folder, grant).await?);
    }
    for (number, notice) in (1..).zip(queries::case_notices_of(db, ctx, &case).await?) {
        let kind = notice.kind.code().to_ascii_lowercase().replace('_', "-");
        let path = format!("40-bewilligung/schreiben/{number:02}-{kind}");
        let content = (notice.content, notice.content_sha256);
        files.extend(letter(app, &path, content, (notice.file_id, notice.file_sha256)).await?);
    }
    let acts = queries::deliveries_of(db, id).await?;
    let requests = queries::reinstatements_of(db, id).await?;
    let offer = queries::offer_of(db, id).await?;
    let answer = match &offer {
        Some(offer) => queries::answer_to(db, offer.id).await?,
        None => None,
    };
    if !acts.is_empty() || !requests.is_empty() || answer.is_some() {
        let acts: Vec<_> = acts.iter().map(NoticeDeliveryJson::from).collect();
        let requests: Vec<_> = requests.into_iter().map(ReinstatementJson::from).collect();
        files.push(EvidenceFile::json(
            "40-bewilligung/bekanntgaben.json",
            &json!({
                "deliveries": acts, "reinstatements": requests, "offer_answer": answer.map(OfferAnswerJson::from),
            }),
        )?);
    }
    files.push(EvidenceFile::json(
        "40-bewilligung/buchungen.json",
        &json!({ "items": ledger(db, &case).await? }),
    )?);
    Ok(files)
}

async fn one(app: &App, folder: &str, grant: Grant) -> Result<Vec<EvidenceFile>, Problem> {
    let db = app.db.reader();
    let notices = queries::notices_of(db, grant.id).await?;
    let amendments = queries::amendments_of(db, grant.id).await?;
    let told = queries::informations_of(db, grant.id).await?;
    let shares = queries::shares_of(db, &grant).await?;
    let downloads = queries::downloads_of(db, grant.id).await?;
    let persons: Vec<PersonId> = [
        grant.prepared_by,
        grant.clauses_by,
        grant.posted_by,
        grant.rl_signed_by,
        grant.bfdh_signed_by,
        grant.issued_by,
        grant.answered_by,
    ]
    .into_iter()
    .chain(downloads.iter().map(|one| one.person_id))
    .chain(notices.iter().map(|one| one.created_by))
    .chain(amendments.iter().flat_map(amendment_hands))
    .chain(told.iter().flat_map(|one| [one.told_by, one.noted_by]))
    .flatten()
    .collect();
    let names = people::names(db, &persons).await?;
    let fetched: Vec<Value> = downloads
        .iter()
        .map(|one| json!({ "notice_id": one.notice_id, "person": name(&names, one.person_id), "at": one.at }))
        .collect();
    let letters: Vec<Value> = notices
        .iter()
        .map(|one| {
            json!({
                "id": one.id, "version": one.version, "kind": one.kind, "pages": one.pages,
                "file": format!("{}.pdf", letter_path(folder, one)), "file_sha256": one.file_sha256,
                "content_sha256": one.content_sha256,
                "created_by": name(&names, one.created_by), "created_at": one.created_at,
            })
        })
        .collect();
    let tranches = queries::tranches_of(db, grant.id).await?;
    // earlier versions of the award stay on file
    let awarded: Vec<Value> = queries::tranches_by_award(db, grant.id)
        .await?
        .iter()
        .map(|one| {
            json!({
                "award": one.award, "year": one.year, "kind": one.kind, "amount_cents": one.amount,
                "ordered_cents": one.ordered, "paid_cents": one.paid,
            })
        })
        .collect();
    let mut amended = Vec::new();
    for one in &amendments {
        amended.push(amendment(one, &queries::changes_of(db, one.id).await?, &names));
    }
    let informed: Vec<Value> = told
        .iter()
        .map(|one| {
            json!({
                "kind": one.kind, "text": one.text, "told_by": name(&names, one.told_by), "told_at": one.told_at,
                "noted_by": name(&names, one.noted_by), "noted_at": one.noted_at, "note": one.note,
            })
        })
        .collect();
    let shares: Vec<GrantShareJson> = shares.iter().map(GrantShareJson::from).collect();
    let signed = json!({
        "prepared_by": name(&names, grant.prepared_by), "clauses_by": name(&names, grant.clauses_by),
        "posted_by": name(&names, grant.posted_by), "rl_signed_by": name(&names, grant.rl_signed_by),
        "bfdh_signed_by": name(&names, grant.bfdh_signed_by), "issued_by": name(&names, grant.issued_by),
        "answered_by": name(&names, grant.answered_by), "answer_remark": grant.answer_remark,
        "downloaded_at": grant.downloaded_at, "double_funding_reason": grant.double_funding_reason,
        "cap_cents": grant.cap, "selected_cents": grant.selected,
        "award_in_force": grant.award, "ordered_cents": grant.ordered, "paid_cents": grant.paid,
        "retention_basis_points": grant.retention, "remedy_until_on": grant.remedy_until_on,
        "waived_on": grant.waived_on, "objected_on": grant.objected_on, "final_on": grant.final_on,
    });
    let mut files = vec![EvidenceFile::json(
        format!("{folder}/bewilligung.json"),
        &json!({
            "grant": GrantJson::new(grant, &tranches), "steps": signed,
            "tranches_by_award": awarded, "shares": shares, "amendments": amended, "informations": informed,
            "notices": letters, "downloads": fetched,
        }),
    )?];
    for notice in notices {
        let path = letter_path(folder, &notice);
        let content = (notice.content, notice.content_sha256);
        files.extend(letter(app, &path, content, (notice.file_id, notice.file_sha256)).await?);
    }
    Ok(files)
}

fn amendment_hands(one: &Amendment) -> [Option<PersonId>; 6] {
    [
        one.drafted_by,
        one.requested_by,
        one.checked_by,
        one.rl_signed_by,
        one.bfdh_signed_by,
        one.issued_by,
    ]
}

/// What was wanted, who said what of it, and the notice it became.
fn amendment(one: &Amendment, changes: &[Change], names: &HashMap<PersonId, String>) -> Value {
    json!({
        "number": one.number, "state": one.state, "reason": one.reason, "changes": changes, "remark": one.remark,
        "drafted_by": name(names, one.drafted_by),
        "requested_by": name(names, one.requested_by), "requested_at": one.requested_at,
        "checked_by": name(names, one.checked_by), "checked_at": one.checked_at,
        "rl_signed_by": name(names, one.rl_signed_by), "rl_signed_at": one.rl_signed_at,
        "bfdh_signed_by": name(names, one.bfdh_signed_by), "bfdh_signed_at": one.bfdh_signed_at,
        "issued_by": name(names, one.issued_by), "issued_at": one.issued_at, "channel": one.channel,
        "sent_on": one.sent_on, "award": one.award, "notice_id": one.notice_id, "file_id": one.file_id,
    })
}

fn letter_path(folder: &str, notice: &Notice) -> String {
    let kind = notice.kind.code().to_ascii_lowercase().replace('_', "-");
    format!("{folder}/bescheide/{:02}-{kind}", notice.version)
}

/// The letter word for word, and as it was printed; both with the hash recorded when it was filed.
async fn letter(
    app: &App,
    path: &str,
    (content, content_sha256): (String, String),
    (file, file_sha256): (Uuid, String),
) -> Result<Vec<EvidenceFile>, Problem> {
    let file = base_files::file(app.db.reader(), file).await?;
    let printed = EvidenceFile::stored(&app.files, format!("{path}.pdf"), &file).await?;
    Ok(vec![
        EvidenceFile::frozen(format!("{path}.json"), content, content_sha256),
        EvidenceFile {
            sha256: printed.sha256.as_ref().map(|_| file_sha256),
            ..printed
        },
    ])
}

/// Every movement of money of the case, oldest first, each with its place in the budget.
async fn ledger(db: &impl ConnectionTrait, case: &Application) -> Result<Vec<Value>, Problem> {
    let rows = budget::of_application(db, case.id.0).await?;
    let mut pots: HashMap<PotId, Value> = HashMap::new();
    if !rows.is_empty() {
        for line in budget::lines_of(db, case.programme_id).await? {
            for pot in budget::pots(db, line.id).await? {
                let place = json!({
                    "chapter": line.chapter, "title": line.title, "year": pot.year, "kind": pot.kind.code(),
                });
                pots.insert(pot.id, place);
            }
        }
    }
    Ok(rows
        .iter()
        .map(|row| {
            json!({
                "id": row.id, "at": row.at, "entry": row.entry, "amount_cents": row.amount_cents,
                "pot_id": row.pot_id, "pot": pots.get(&row.pot_id),
                "delta_cents": {
                    "means": row.delta.means, "reserved": row.delta.reserved, "committed": row.delta.committed,
                    "ordered": row.delta.ordered, "paid": row.delta.paid,
                },
                "subject_kind": row.subject_kind, "subject_id": row.subject_id, "reason": row.reason,
            })
        })
        .collect())
}

fn name(names: &HashMap<PersonId, String>, person: Option<PersonId>) -> Option<&str> {
    person.and_then(|person| names.get(&person)).map(String::as_str)
}
