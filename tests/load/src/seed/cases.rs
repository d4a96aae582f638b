//! Applications with their lead, reviews and standing, timeline and mail.

use base::names::search_text;
use base_db::audit::{AuditEntry, content_hash};
use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::*;
use crate::rows::{Rows, null};

/// Entries of the audit trail of each case that has any.
const PER_CASE: usize = 3;
/// Reviews per application in assessment; the last one is still a draft.
const REVIEWS: usize = 3;
const WEIGHTS: &str = r#"{"K1":15,"K2":20,"K3":20,"K4":15,"K5":15,"K6":10,"K7":5}"#;
const SUMMARY: &str = "Die Gemeinde möchte mit Einwohnerinnen und Einwohnern aus allen Ortsteilen ein Konzept für das \
    Zusammenleben erarbeiten, Begegnungen schaffen und die Arbeit der Ehrenamtlichen auf Dauer stützen.";

/// `L11000-0001`
pub fn number(call: Call, place: usize) -> String {
    format!("{}-{:04}", call.code, place + 1)
}

/// The state of a call's applications before anything is measured.
fn state(call: Call) -> &'static str {
    match call {
        RUSH => "DRAFT",
        ASSIGN => "COMPLETE",
        LARGE | SMALL | FROZEN | OPTIMISE => "ASSESSED",
        _ => "SELECTED",
    }
}

fn source(call: Call) -> &'static str {
    if call == RUSH { "PORTAL" } else { "IMPORT" }
}

/// What an application asks for, and how many people live there.
fn wish(call: Call, place: usize) -> (i64, i64) {
    let place = place as i64;
    if call == OPTIMISE {
        (
            15_000_00 + place * 7_919 % 2_501 * 1_000,
            1_000 + place * 97 % 60_000,
        )
    } else {
        (AMOUNT, 1_000 + place)
    }
}

pub async fn fill(db: &DatabaseTransaction) -> anyhow::Result<()> {
    applications(db).await?;
    for call in [LARGE, SMALL, EVIDENCE] {
        reviews(db, call).await?;
    }
    trail(db).await
}

async fn applications(db: &DatabaseTransaction) -> anyhow::Result<()> {
    let mut applications = Rows::new(
        db,
        "application",
        "id call_id programme_id number serial draft_code state source title summary lead_body_id lead_name lead_key body_type \
         district_key district_name region population contact_name contact_role contact_email contact_phone project_from \
         project_until support requested_cents total_cost_cents own_share_cents other_funding_cents not_begun no_double_funding \
         true_and_complete privacy_read exchange_willing received_at released_at received_time_known remark search_text created_at \
         updated_at version",
    );
    let mut parties = Rows::new(
        db,
        "application_party",
        "id application_id body_id role position name key",
    );
    let districts: Vec<(String, String)> = districts().collect();
    for call in CALLS {
        for (place, case) in call.cases().enumerate() {
            let (key, name, district) = body(place);
            let draft = call == RUSH;
            let (requested, population) = wish(call, place);
            let number = (!draft).then(|| number(call, place));
            let title = format!("Miteinander in {name} gestalten: Ankommen, Begegnen, Bleiben");
            let draft_code = format!("E-{case:07}");
            let words = format!(
                "{} {draft_code} {name} {key} {title}",
                number.as_deref().unwrap_or_default()
            );
            applications.push([
                id(Kind::Application, case).into(),
                call.id().into(),
                id(Kind::Programme, 0).into(),
                number.into(),
                (!draft).then_some(place as i64 + 1).into(),
                draft_code.into(),
                state(call).into(),
                source(call).into(),
                title.into(),
                SUMMARY.into(),
                id(Kind::Body, place).into(),
                name.clone().into(),
                key.clone().into(),
                "GEMEINDE".into(),
                districts[district].0.clone().into(),
                districts[district].1.clone().into(),
                (place as i64 % 4 + 1).into(),
                population.into(),
                "Stelle für Integration".into(),
                "Stabsstelle".into(),
                format!("integration{place}@kommune.example").into(),
                "0711 0000-0".into(),
                (now() + Duration::days(110)).date_naive().into(),
                (now() + Duration::days(600)).date_naive().into(),
                "FACILITATION".into(),
                requested.into(),
                0_i64.into(),
                0_i64.into(),
                0_i64.into(),
                draft.into(),
                draft.into(),
                draft.into(),
                draft.into(),
                draft.into(),
                (!draft).then(|| ago(130)).into(),
                (state(call) == "SELECTED" && call.state == "DECIDED")
                    .then(|| ago(30))
                    .into(),
                true.into(),
                "".into(),
                search_text(&words).into(),
                ago(140).into(),
                ago(130).into(),
                1_i64.into(),
            ]);
            parties.push([
                id(Kind::Party, case).into(),
                id(Kind::Application, case).into(),
                id(Kind::Body, place).into(),
                "LEAD".into(),
                0_i64.into(),
                name.into(),
                key.into(),
            ]);
        }
    }
    applications.flush().await?;
    Ok(parties.flush().await?)
}

/// Points of all criteria: equal ones, so that a review's weighted sum is 100 times them.
fn points(case: usize, review: usize) -> i64 {
    2 + (case as i64 * 7 + review as i64) % 2 + (case as i64 % 100) / 50
}

fn scores(points: i64) -> String {
    let scores: serde_json::Map<_, _> = (1..=7)
        .map(|place| (format!("K{place}"), json!({ "points": points, "reason": "" })))
        .collect();
    serde_json::Value::Object(scores).to_string()
}

/// The form that hands in the open review of a case.
pub fn review_body(case: usize) -> String {
    let points = points(case, REVIEWS - 1);
    let fields: String = (1..=7)
        .map(|place| format!("&points_K{place}={points}&reason_K{place}="))
        .collect();
    format!("version=1{fields}&comment=&recommendation=&do=submit")
}

async fn reviews(db: &DatabaseTransaction, call: Call) -> anyhow::Result<()> {
    let mut access = Rows::new(db, "case_access", "id person_id application_id access granted_at");
    let mut declarations = Rows::new(
        db,
        "interest_declaration",
        "id application_id person_id kind reason declared_at",
    );
    let mut reviews = Rows::new(
        db,
        "review",
        "id call_id application_id assessor_id state weights scores weighted comment recommendation edition reason assigned_by \
         assigned_at submitted_at version",
    );
    let mut versions = Rows::new(
        db,
        "review_version",
        "id review_id edition scores weighted comment recommendation submitted_at",
    );
    let mut standings = Rows::new(
        db,
        "standing",
        "id call_id reviews_min reviews weighted_sum mean_micro lowest highest criterion_sums totals frozen",
    );
    for case in call.cases() {
        for part in 0..REVIEWS {
            let review = case * REVIEWS + part;
            let assessor = id(Kind::Account, ASSESSORS.start + review % ASSESSORS.len());
            let application = id(Kind::Application, case);
            access.push([
                id(Kind::Access, review).into(),
                assessor.into(),
                application.into(),
                "ASSIGNED".into(),
                ago(90).into(),
            ]);
            declarations.push([
                id(Kind::Declaration, review).into(),
                application.into(),
                assessor.into(),
                "NONE".into(),
                "".into(),
                ago(80).into(),
            ]);
            let done = part + 1 < REVIEWS;
            let points = points(case, part);
            reviews.push([
                id(Kind::Review, review).into(),
                call.id().into(),
                application.into(),
                assessor.into(),
                if done { "SUBMITTED" } else { "IN_PROGRESS" }.into(),
                WEIGHTS.into(),
                scores(points).into(),
                done.then_some(points * 100).into(),
                "".into(),
                "".into(),
                i64::from(done).into(),
                "".into(),
                id(Kind::Account, OFFICER).into(),
                ago(90).into(),
                done.then(|| ago(70)).into(),
                1_i64.into(),
            ]);
            if done {
                versions.push([
                    id(Kind::ReviewVersion, review).into(),
                    id(Kind::Review, review).into(),
                    1_i64.into(),
                    scores(points).into(),
                    (points * 100).into(),
                    "".into(),
                    "".into(),
                    ago(70).into(),
                ]);
            }
        }
        let given = [points(case, 0), points(case, 1)];
        let sum: i64 = given.iter().sum();
        let sums: serde_json::Map<_, _> = (1..=7).map(|place| (format!("K{place}"), sum.into())).collect();
        standings.push([
            id(Kind::Application, case).into(),
            call.id().into(),
            2_i64.into(),
            2_i64.into(),
            (sum * 100).into(),
            (sum * 10_000_000).into(),
            (given.iter().min().copied().unwrap_or_default() * 100).into(),
            (given.iter().max().copied().unwrap_or_default() * 100).into(),
            serde_json::Value::Object(sums).to_string().into(),
            json!(given.map(|points| points * 100)).to_string().into(),
            false.into(),
        ]);
    }
    access.flush().await?;
    declarations.flush().await?;
    reviews.flush().await?;
    versions.flush().await?;
    Ok(standings.flush().await?)
}

/// What the case page of the large call tells, and the packet of [`EVIDENCE`]: a few entries and a mail.
async fn trail(db: &DatabaseTransaction) -> anyhow::Result<()> {
    let mut entries = Rows::new(
        db,
        "audit_entry",
        "id at actor_kind actor_id actor_name channel request_id subject_kind subject_id application_id action from_state to_state \
         reason data content_hash",
    );
    let mut mails = Rows::new(
        db,
        "outbox_mail",
        "id event_id code recipient recipient_name application_id subject body_text body_html attachments state attempts \
         maybe_doubled created_at due_at sent_at",
    );
    let steps = [
        ("import", "DRAFT", "SUBMITTED"),
        ("start_check", "SUBMITTED", "IN_CHECK"),
        ("complete", "IN_CHECK", "COMPLETE"),
    ];
    for case in LARGE.cases().chain(EVIDENCE.cases()) {
        for (place, (action, from, to)) in steps.into_iter().enumerate() {
            let mut entry = AuditEntry {
                id: id(Kind::Audit, case * PER_CASE + place),
                at: ago(100),
                actor_kind: "person".to_owned(),
                actor_id: Some(id(Kind::Account, OFFICER)),
                actor_name: "Konto 0 (SB)".to_owned(),
                channel: "web".to_owned(),
                request_id: id(Kind::Audit, 0),
                subject_kind: "application".to_owned(),
                subject_id: id(Kind::Application, case).to_string(),
                application_id: Some(id(Kind::Application, case)),
                action: action.to_owned(),
                from_state: Some(from.to_owned()),
                to_state: Some(to.to_owned()),
                reason: None,
                data: "{}".to_owned(),
                content_hash: String::new(),
            };
            entry.content_hash = content_hash(&entry);
            entries.push([
                entry.id.into(),
                entry.at.into(),
                entry.actor_kind.into(),
                entry.actor_id.into(),
                entry.actor_name.into(),
                entry.channel.into(),
                entry.request_id.into(),
                entry.subject_kind.into(),
                entry.subject_id.into(),
                entry.application_id.into(),
                entry.action.into(),
                entry.from_state.into(),
                entry.to_state.into(),
                entry.reason.into(),
                entry.data.into(),
                entry.content_hash.into(),
            ]);
        }
        mails.push([
            id(Kind::Mail, case).into(),
            format!("seed-{case}").into(),
            "M-A03".into(),
            format!("integration{case}@kommune.example").into(),
            "Stelle für Integration".into(),
            id(Kind::Application, case).into(),
            "Eingangsbestätigung".into(),
            "Guten Tag,\n\nIhr Antrag ist eingegangen.".into(),
            "<p>Guten Tag,</p><p>Ihr Antrag ist eingegangen.</p>".into(),
            "[]".into(),
            "SENT".into(),
            1_i64.into(),
            false.into(),
            ago(130).into(),
            null::<DateTime<Utc>>(),
            ago(130).into(),
        ]);
    }
    entries.flush().await?;
    Ok(mails.flush().await?)
}
