//! Letters to applicants without a grant: rejections and offers of a part, a whole round of decisions at once.

use std::collections::HashSet;

use applications::{Application, ApplicationId, ApplicationState};
use base::calendar::{day_start, local_date};
use base::{Ctx, PersonId, Problem, Role, Scope, Text};
use base_db::{Db, Entry, is_unique_violation};
use base_files::{Files, NewFile, Staged};
use base_letters::Pdf;
use calls::{Call, CallId};
use chrono::Days;
use futures::{StreamExt as _, stream};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::answer_offer::{OFFER_OVER_JOB, answer_until};
use super::issue::{AT_ONCE, refused};
use super::served::{self, Addressee};
use crate::letters::case::{CaseFacts, Grounds, Says, freeze};
use crate::letters::{Common, Frozen};
use crate::model::{CaseNotice, Channel, NoticeKind};
use crate::{mails, queries, store};

/// What became of one letter of a round.
#[derive(Debug, Clone)]
pub struct LetterOutcome {
    pub application_id: ApplicationId,
    pub number: String,
    pub body_name: String,
    pub result: Result<CaseNotice, Problem>,
}

/// Error: denied unless RL of the call's programme; not found out of sight.
fn require_head(ctx: &Ctx, call: &Call) -> Result<(), Problem> {
    calls::access::require(ctx, call, &[Role::RL])
}

/// The cases of a call that wait for a letter of this kind, as far as the person sees them, by number: rejected ones without
/// their notice; selected ones that are offered less than could be funded, as long as no grant and no offer of it is out.
pub(crate) async fn waiting(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    call: &Call,
    kind: NoticeKind,
) -> Result<Vec<Application>, Problem> {
    let state = match kind {
        NoticeKind::Rejection => ApplicationState::Rejected,
        NoticeKind::PartialOffer => ApplicationState::Selected,
        _ => return Ok(Vec::new()),
    };
    let mut cases = applications::of_call(conn, ctx, call.id, &[state]).await?;
    let out = queries::case_notices(conn, call.id, &[kind]).await?;
    let out: HashSet<ApplicationId> = out.iter().map(|notice| notice.application_id).collect();
    cases.retain(|case| !out.contains(&case.id));
    if kind == NoticeKind::PartialOffer {
        let ids: Vec<ApplicationId> = cases.iter().map(|case| case.id).collect();
        let granted = queries::grants_of(conn, &ids).await?;
        let decisions = selection::decisions(conn, call.id).await?;
        cases.retain(|case| {
            let decision = decisions
                .iter()
                .find(|decision| decision.application_id == case.id);
            let is_part = decision.is_some_and(|decision| {
                decision.released_at.is_some() && decision.amount < applications::fundable(case, call)
            });
            is_part && !granted.contains_key(&case.id)
        });
    }
    Ok(cases)
}

/// Issues all letters of this kind that wait in a call: set at the same time, then filed each in its own unit with its own
/// result. The portal falls back to post for an applicant that did not agree to it. A rejection is served and becomes
/// final on its own; an offer waits for its answer. Role: RL, neither who prepared the decision nor who proposed the
/// rejection. M-A21 tells the applicant.
pub async fn issue_letters(
    db: &Db,
    files: &Files,
    ctx: &Ctx,
    call: CallId,
    kind: NoticeKind,
    channel: Channel,
) -> Result<Vec<LetterOutcome>, Problem> {
    let call = calls::call_for(db.reader(), ctx, call).await?;
    require_head(ctx, &call)?;
    let cases = waiting(db.reader(), ctx, &call, kind).await?;
    let others = Applicants::load(db.reader(), ctx, call.id).await?;
    let common = Common::load(db.reader(), call, ctx).await?;
    let bodies: Vec<_> = cases.iter().map(|case| case.lead_body_id).collect();
    let consenting = queries::consenting(db.reader(), &bodies).await?;
    let channel_of = |case: &Application| match consenting.contains(&case.lead_body_id) {
        true => channel,
        false => Channel::Post,
    };
    let mut issued = stream::iter(cases)
        .map(|case| {
            let channel = channel_of(&case);
            one(db, files, ctx, kind, channel, case, (common.clone(), &others))
        })
        .buffered(AT_ONCE);
    let mut outcomes = Vec::new();
    while let Some(outcome) = issued.next().await {
        if let Err(problem @ Problem::Broken { .. }) = outcome.result {
            return Err(problem);
        }
        outcomes.push(outcome);
    }
    Ok(outcomes)
}

async fn one(
    db: &Db,
    files: &Files,
    ctx: &Ctx,
    kind: NoticeKind,
    channel: Channel,
    case: Application,
    round: (Common, &Applicants),
) -> LetterOutcome {
    let (application_id, number, body_name) = (case.id, case.label().to_owned(), case.lead_name.clone());
    let result = async {
        let facts = facts(db.reader(), ctx, kind, case, round).await?;
        let frozen = freeze(&facts)?;
        let pdf = base_letters::letter_pdf(frozen.letter.clone(), ctx.now)
            .await
            .map_err(|error| refused(ctx.lang, error))?;
        let staged = files.stage(pdf.bytes.clone().into()).await?;
        file(db, files, ctx, channel, &facts, (frozen, pdf, staged)).await
    };
    LetterOutcome {
        application_id,
        number,
        body_name,
        result: result.await,
    }
}

async fn facts(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    kind: NoticeKind,
    application: Application,
    (common, others): (Common, &Applicants),
) -> Result<CaseFacts, Problem> {
    let decision = selection::decision(conn, application.id)
        .await?
        .filter(|decision| decision.released_at.is_some());
    let says = match (kind, &decision) {
        (NoticeKind::PartialOffer, Some(decision)) => {
            ctx.require_other_person(&[decision.prepared_by])?;
            Says::PartialOffer {
                amount: decision.amount,
                fundable: applications::fundable(&application, &common.call),
                answer_until: answer_until(local_date(ctx.now)),
            }
        }
        (NoticeKind::Rejection, _) => {
            let (grounds, hands) = grounds(conn, others, &application, decision).await?;
            ctx.require_other_person(&hands)?;
            Says::Rejection(grounds)
        }
        _ => return Err(Problem::refused("not-released", Text::new("grants-not-released"))),
    };
    let names: Vec<PersonId> = application.officer_id.into_iter().collect();
    let names = people::names(conn, &names).await?;
    let contact = application
        .officer_id
        .and_then(|officer| names.get(&officer).cloned());
    Ok(CaseFacts {
        body: municipalities::body(conn, application.lead_body_id).await?,
        contact: contact.unwrap_or_default(),
        signatory: ctx
            .find_person()
            .map(|person| person.name.clone())
            .unwrap_or_default(),
        lang: ctx.lang,
        application,
        common,
        says,
    })
}

/// Why, and who had a hand in it: the formal rejection that was proposed and confirmed, else the released decision.
async fn grounds(
    conn: &impl ConnectionTrait,
    others: &Applicants,
    application: &Application,
    decision: Option<selection::Decision>,
) -> Result<(Grounds, Vec<Option<PersonId>>), Problem> {
    if let Some(decision) = decision {
        let essential = selection::essential(conn, &decision).await?;
        let mut codes = decision.reason_codes.clone();
        if codes.is_empty() {
            codes.push(applications::ReasonCode::MeansExhausted); // the reserve list ended without free means
        }
        let grounds = Grounds {
            codes,
            words: others.without_others(application, &decision.reason)?,
            own_score: essential.and_then(|essential| essential.own),
            last_funded: essential.and_then(|essential| essential.last_funded),
        };
        return Ok((grounds, vec![decision.prepared_by]));
    }
    let proposals = applications::queries::proposals(conn, application.id).await?;
    let confirmed = proposals
        .into_iter()
        .find(|proposal| proposal.outcome.as_deref() == Some("CONFIRMED"));
    let Some(proposal) = confirmed else {
        return Ok((Grounds::default(), Vec::new()));
    };
    let grounds = Grounds {
        codes: vec![proposal.reason_code],
        words: others.without_others(application, &proposal.reason)?,
        ..Grounds::default()
    };
    Ok((grounds, vec![proposal.proposed_by]))
}

/// The applicants of a round by name and number.
struct Applicants(Vec<(ApplicationId, String, String)>);

impl Applicants {
    /// Whoever asks: none of them may be named to another.
    async fn load(conn: &impl ConnectionTrait, ctx: &Ctx, call: CallId) -> Result<Self, Problem> {
        let system = Ctx::system("letters", ctx.now);
        let all = applications::of_call(conn, &system, call, &[]).await?;
        let one = |case: Application| (case.id, case.lead_name.clone(), case.label().to_owned());
        Ok(Self(all.into_iter().map(one).collect()))
    }

    /// The words of a reason. Error: refused when they name another applicant, saying which one (handbook 4.6).
    fn without_others(&self, application: &Application, words: &str) -> Result<String, Problem> {
        // "Neuenburg" stands in "Neuenburg am Rhein": the own name names nobody else
        let rest = words.replace(&application.lead_name, "");
        let named = self
            .0
            .iter()
            .filter(|(id, ..)| *id != application.id)
            .find(|(_, name, label)| says(&rest, name) || says(&rest, label));
        match named {
            None => Ok(words.to_owned()),
            Some((_, name, label)) => {
                let text = Text::new("grants-letters-names-other")
                    .with("name", name)
                    .with("number", label);
                Err(Problem::refused("names-other", text))
            }
        }
    }
}

/// Whether a text holds a name as whole words: "Au" stands neither in "aus" nor in "Auszahlung".
fn says(text: &str, name: &str) -> bool {
    let is_part = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
    !name.is_empty()
        && text.match_indices(name).any(|(start, found)| {
            let (before, after) = (&text[..start], &text[start + found.len()..]);
            !is_part(before.chars().next_back()) && !is_part(after.chars().next())
        })
}

async fn file(
    db: &Db,
    files: &Files,
    ctx: &Ctx,
    channel: Channel,
    facts: &CaseFacts,
    (frozen, pdf, staged): (Frozen, Pdf, Staged),
) -> Result<CaseNotice, Problem> {
    let unit = db.write(ctx).await?;
    let now = applications::application(unit.conn(), ctx, facts.application.id).await?;
    if now.version != facts.application.version {
        return Err(Problem::Stale);
    }
    let kind = facts.says.kind();
    let name = match kind {
        NoticeKind::Rejection => format!("Ablehnung {}.pdf", now.label()),
        _ => format!("Angebot eines Teilbetrags {}.pdf", now.label()),
    };
    let new = NewFile {
        name,
        media_type: "application/pdf".to_owned(),
        purpose: "notice",
        application_id: Some(now.id.0),
        bytes: Default::default(), // staged before the unit
    };
    let stored = files.keep(&unit, new, staged).await?;
    let notice = CaseNotice {
        id: Uuid::now_v7(),
        application_id: now.id,
        call_id: now.call_id,
        kind,
        content_sha256: frozen.sha256,
        content: frozen.json,
        file_id: stored.id,
        file_sha256: pdf.sha256,
        pages: i64::try_from(pdf.pages).map_err(Problem::broken)?,
        channel,
        sent_on: local_date(ctx.now),
        issued_by: ctx.person_id(),
        issued_at: ctx.now,
    };
    store::file_case_notice(&unit, &notice)
        .await
        .map_err(|error| match is_unique_violation(&error) {
            true => Problem::Stale, // a colleague at the same moment
            false => error.into(),
        })?;
    let data = json!({
        "kind": kind, "channel": channel, "sha256": notice.file_sha256, "content_sha256": notice.content_sha256,
    });
    let entry = Entry::new("case_notice", notice.id, "issue")
        .case(now.id)
        .data(data);
    unit.audit(entry).await?;
    if kind == NoticeKind::Rejection {
        let to = Addressee {
            grant_id: None,
            application_id: now.id,
            programme_id: now.programme_id,
            number: now.label().to_owned(),
            body_id: now.lead_body_id,
            body_name: now.lead_name.clone(),
            award: None,
        };
        served::open(&unit, notice.id, kind, to, channel).await?;
    } else {
        let over = day_start(answer_until(notice.sent_on) + Days::new(1));
        unit.schedule(OFFER_OVER_JOB, notice.id, over).await?;
    }
    mails::letter_waits(&unit, &now, &notice).await?;
    unit.commit().await?;
    Ok(notice)
}

/// A letter as a file, for the offices and for the applicant. By KE or KZ it is recorded as fetched from the portal.
/// Error: not found; refused to the applicant once the provision of an act in the portal has ended.
pub async fn fetch_letter(
    db: &Db,
    files: &Files,
    ctx: &Ctx,
    application: ApplicationId,
    id: Uuid,
) -> Result<super::Fetched, Problem> {
    let case = applications::application(db.reader(), ctx, application).await?;
    let notice = queries::case_notices_of(db.reader(), ctx, &case)
        .await?
        .into_iter()
        .find(|notice| notice.id == id)
        .ok_or(Problem::not_found("letter"))?;
    if let Some(delivery) = queries::delivery_of(db.reader(), notice.id).await? {
        served::require_provided(ctx, &delivery)?;
    }
    let file = base_files::file(db.reader(), notice.file_id).await?;
    let bytes = files.read(&file).await?;
    if ctx.has_any(&[Role::KE, Role::KZ], Scope::Body(case.lead_body_id.0)) {
        let unit = db.write(ctx).await?;
        served::note_fetched(&unit, notice.id).await?;
        let entry = Entry::new("case_notice", notice.id, "fetch").case(case.id);
        unit.audit(entry).await?;
        unit.commit().await?;
    }
    Ok(super::Fetched {
        name: file.name,
        bytes,
    })
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn a_name_is_found_as_whole_words_only() {
        for (text, name, found) in [
            ("Die Mittel reichten nicht aus.", "Au", false),
            ("Auszahlung und Ausgaben", "Au", false),
            ("Das Vorhaben der Gemeinde Au hat Vorrang.", "Au", true),
            ("Wie (Au), so", "Au", true),
            ("Weil am Rheinufer", "Weil am Rhein", false),
            ("anders als IBZ-2026A-0002.", "IBZ-2026A-0002", true),
            ("IBZ-2026A-00021", "IBZ-2026A-0002", false),
            ("nichts", "", false),
        ] {
            assert_eq!(says(text, name), found, "{name} in {text}");
        }
    }
}
