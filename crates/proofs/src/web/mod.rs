//! Pages and their JSON twins.

mod claims;
mod clock;
mod erasure;
mod extend;
mod figures;
mod interim;
mod json;
mod json_claims;
mod json_days;
mod list;
mod next;
mod parts;
mod rates;
mod report;
mod sampling;
mod sections;
mod show;
mod show_claim;
mod verbs;

pub(crate) use parts::{case_parts, tasks};

use axum::http::Method;
use base::{Lang, Problem, Role, texts};
use base_web::view::{Badge, Tone};
use base_web::{ApiDoc, FormData, May, Routes};

use crate::access::{DRAWERS, OFFICE, RATE_KEEPERS, READERS, SIGNERS, WRITERS};
use crate::model::{ClaimState, ProofState};

const READ: May = May::Roles(READERS);
const SEE_ALL: May = May::Roles(OFFICE);
const WRITE: May = May::Roles(WRITERS);
const SIGN: May = May::Roles(SIGNERS);
const OFFICER: May = May::Roles(&[Role::SB]);
/// Who puts a correction of the day of knowledge into force.
const CORRECT: May = May::Roles(&[Role::SB, Role::RL]);
const HEAD: May = May::Roles(&[Role::RL]);
const DRAW: May = May::Roles(DRAWERS);
const RATES: May = May::Roles(RATE_KEEPERS);
/// Who answers a hearing: the municipality; an officer records what came by letter.
const ANSWER: May = May::Roles(&[Role::KE, Role::KZ, Role::SB]);

/// Media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(crate) fn routes() -> Routes {
    of_proofs()
        .and(of_claims())
        .and(of_rest())
        .and(api_proofs())
        .and(api_days())
        .and(api_claims())
}

fn of_proofs() -> Routes {
    Routes::new()
        .get("/proofs", SEE_ALL, list::list)
        .get("/proofs/export.xlsx", SEE_ALL, list::export)
        .get("/proofs/{proof}", READ, show::show)
        .get("/proofs/{proof}/report", WRITE, report::show)
        .post("/proofs/{proof}/report", WRITE, report::save)
        .get("/proofs/{proof}/files/{file}", READ, report::download)
        .post("/proofs/{proof}/submit", SIGN, report::submit)
        .post("/proofs/{proof}/start-audit", OFFICER, verbs::start_audit)
        .post("/proofs/{proof}/send-back", OFFICER, verbs::send_back)
        .post("/proofs/{proof}/examine", OFFICER, verbs::examine)
        .post("/proofs/{proof}/settle", HEAD, verbs::settle)
        .post("/proofs/{proof}/return", HEAD, verbs::return_note)
        .post("/grants/{grant}/hearing", OFFICER, verbs::open_early)
        .post("/proofs/{proof}/hear", OFFICER, verbs::hear)
        .post("/proofs/{proof}/close", HEAD, verbs::close)
        .post("/proofs/{proof}/reopen", HEAD, verbs::reopen)
        .get("/proofs/{proof}/notice", READ, verbs::notice)
        .and(of_days())
}

/// Due dates and clocks.
fn of_days() -> Routes {
    Routes::new()
        .post("/proofs/{proof}/ask-extension", WRITE, extend::ask)
        .post("/proofs/{proof}/extension", OFFICER, extend::decide)
        .get("/proofs/{proof}/interim/{year}", READ, interim::show)
        .post("/proofs/{proof}/interim/{year}", WRITE, interim::save)
        .post("/proofs/{proof}/interim/{year}/note", OFFICER, interim::note)
        .post("/proofs/{proof}/knowledge", OFFICER, clock::record)
        .post(
            "/proofs/{proof}/knowledge/{knowledge}/correct",
            OFFICER,
            clock::correct,
        )
        .post(
            "/proofs/{proof}/knowledge/{knowledge}/confirm",
            CORRECT,
            clock::confirm,
        )
        .post(
            "/proofs/{proof}/knowledge/{knowledge}/refuse",
            CORRECT,
            clock::refuse,
        )
}

fn of_claims() -> Routes {
    Routes::new()
        .get("/claims", SEE_ALL, claims::list)
        .get("/claims/export.xlsx", SEE_ALL, claims::export)
        .get("/claims/{claim}", READ, show_claim::show)
        .get("/claims/{claim}/hearing", READ, show_claim::hearing)
        .get("/claims/{claim}/notice", READ, show_claim::notice)
        .post("/claims/{claim}/statement", ANSWER, show_claim::statement)
        .post("/claims/{claim}/drop", OFFICER, show_claim::drop)
        .post("/claims/{claim}/propose", OFFICER, show_claim::propose)
        .post("/claims/{claim}/issue", HEAD, show_claim::issue)
        .post("/claims/{claim}/receipts", OFFICER, show_claim::receive)
        .post("/claims/{claim}/settle", OFFICER, show_claim::settle)
}

fn of_rest() -> Routes {
    Routes::new()
        .get("/proofs/sampling", SEE_ALL, sampling::show)
        .post("/proofs/sampling", DRAW, sampling::draw)
        .get(
            "/proofs/sampling/{sample_run}/protocol.xlsx",
            SEE_ALL,
            sampling::protocol,
        )
        .get("/erasure", SEE_ALL, erasure::show)
        .get("/erasure/export.xlsx", SEE_ALL, erasure::export)
        .get("/base-rates", SEE_ALL, rates::show)
        .post("/base-rates", RATES, rates::publish)
        .post("/base-rates/confirm", RATES, rates::confirm)
        .api(
            Method::GET,
            "/api/v1/samples",
            SEE_ALL,
            json::samples,
            ApiDoc::new("List the runs of the sample with seed, list and result")
                .returns::<json::SampleListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/samples",
            DRAW,
            json::draw,
            ApiDoc::new("Draw the sample of a programme and year")
                .body::<json::DrawSampleJson>()
                .creates::<json::SampleJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/base-rates",
            SEE_ALL,
            json::rates,
            ApiDoc::new("The table of base rates in force").returns::<json::RateTableJson>(),
        )
}

fn api_proofs() -> Routes {
    let one = |summary| ApiDoc::new(summary).returns::<json::UseProofJson>();
    let post = Method::POST;
    Routes::new()
        .api(
            Method::GET,
            "/api/v1/proofs",
            SEE_ALL,
            json::list,
            ApiDoc::new("List statements of use")
                .query("state", "string")
                .query("year", "integer")
                .query("sampled", "boolean")
                .query("page", "integer")
                .returns::<json::ProofListJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/proofs/{proof}",
            READ,
            json::show,
            ApiDoc::new("Show a statement of use with its figures").returns::<json::ProofDetailJson>(),
        )
        .api(
            Method::PUT,
            "/api/v1/proofs/{proof}/report",
            WRITE,
            json::save,
            one("Save the figures and words of a proof").body::<json::UseReportJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/proofs/{proof}/submit",
            SIGN,
            json::submit,
            one("Hand in a proof"),
        )
        .api(
            post.clone(),
            "/api/v1/proofs/{proof}/start-audit",
            OFFICER,
            json::start_audit,
            one("Begin the examination"),
        )
        .api(
            post.clone(),
            "/api/v1/proofs/{proof}/send-back",
            OFFICER,
            json::send_back,
            one("Send a proof back for completion").body::<json::SendBackProofJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/proofs/{proof}/examine",
            OFFICER,
            json::examine,
            one("Write the audit note").body::<json::ExamineProofJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/proofs/{proof}/settle",
            HEAD,
            json::settle,
            one("Accept a proof on its audit note").body::<json::VersionJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/hearing",
            OFFICER,
            json::open_early,
            one("Open the proof of a grant that is not final yet, to hear the municipality"),
        )
        .api(
            post.clone(),
            "/api/v1/proofs/{proof}/hear",
            OFFICER,
            json_claims::hear,
            ApiDoc::new("Hear the municipality before money is claimed")
                .body::<json_claims::HearJson>()
                .creates::<json_claims::ClaimJson>(),
        )
        .api(
            post,
            "/api/v1/proofs/{proof}/close",
            HEAD,
            json::close,
            one("Close the case of a grant").body::<json::VersionJson>(),
        )
}

fn api_days() -> Routes {
    use json_days::{InterimStatementJson, ProofKnowledgeJson};
    let one = |summary| ApiDoc::new(summary).returns::<json::UseProofJson>();
    let day = |summary| ApiDoc::new(summary).returns::<ProofKnowledgeJson>();
    let (get, post) = (Method::GET, Method::POST);
    Routes::new()
        .api(
            post.clone(),
            "/api/v1/proofs/{proof}/ask-extension",
            WRITE,
            json_days::ask_extension,
            one("Ask for a later due date").body::<json_days::AskExtensionJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/proofs/{proof}/extension",
            OFFICER,
            json_days::decide_extension,
            one("Grant or refuse a later due date").body::<json_days::DecideExtensionJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/proofs/{proof}/reopen",
            HEAD,
            json_days::reopen,
            one("Open a closed case again").body::<json_days::ReopenProofJson>(),
        )
        .api(
            get.clone(),
            "/api/v1/proofs/{proof}/knowledge",
            SEE_ALL,
            json_days::knowledge,
            ApiDoc::new("List when which facts were known, with every correction")
                .returns::<json_days::ProofKnowledgeListJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/proofs/{proof}/knowledge",
            OFFICER,
            json_days::record_knowledge,
            ApiDoc::new("Record the day on which facts were known")
                .body::<json_days::RecordKnowledgeJson>()
                .creates::<ProofKnowledgeJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/proofs/{proof}/knowledge/{knowledge}/correct",
            OFFICER,
            json_days::correct_knowledge,
            ApiDoc::new("Propose another day of knowledge")
                .body::<json_days::CorrectKnowledgeJson>()
                .creates::<ProofKnowledgeJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/proofs/{proof}/knowledge/{knowledge}/confirm",
            CORRECT,
            json_days::confirm_knowledge,
            day("Put a correction into force, as another person"),
        )
        .api(
            post.clone(),
            "/api/v1/proofs/{proof}/knowledge/{knowledge}/refuse",
            CORRECT,
            json_days::refuse_knowledge,
            day("Refuse a correction"),
        )
        .api(
            get,
            "/api/v1/proofs/{proof}/interim",
            READ,
            json_days::interims,
            ApiDoc::new("List the interim statements").returns::<json_days::InterimStatementListJson>(),
        )
        .api(
            Method::PUT,
            "/api/v1/proofs/{proof}/interim/{year}",
            WRITE,
            json_days::save_interim,
            ApiDoc::new("Save an interim statement, or hand it in")
                .body::<json_days::SaveInterimJson>()
                .returns::<InterimStatementJson>(),
        )
        .api(
            post,
            "/api/v1/proofs/{proof}/interim/{year}/note",
            OFFICER,
            json_days::note_interim,
            ApiDoc::new("Note an interim statement, or send it back")
                .body::<json_days::NoteInterimJson>()
                .returns::<InterimStatementJson>(),
        )
}

fn api_claims() -> Routes {
    let one = |summary| ApiDoc::new(summary).returns::<json_claims::ClaimJson>();
    let post = Method::POST;
    Routes::new()
        .api(
            Method::GET,
            "/api/v1/claims",
            SEE_ALL,
            json_claims::list,
            ApiDoc::new("List claims for money back")
                .query("state", "string")
                .query("page", "integer")
                .returns::<json_claims::ClaimListJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/claims/{claim}",
            READ,
            json_claims::show,
            ApiDoc::new("Show a claim with its interest").returns::<json_claims::ClaimDetailJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/claims/{claim}/statement",
            ANSWER,
            json_claims::statement,
            one("Answer a hearing").body::<json_claims::StatementJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/claims/{claim}/drop",
            OFFICER,
            json_claims::drop,
            one("Drop a claim after the hearing").body::<json_claims::DropClaimJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/claims/{claim}/propose",
            OFFICER,
            json_claims::propose,
            one("Prepare the act").body::<json_claims::ProposeClaimJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/claims/{claim}/issue",
            HEAD,
            json_claims::issue,
            one("Issue the act").body::<json_claims::IssueClaimJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/claims/{claim}/receipts",
            OFFICER,
            json_claims::receive,
            one("Record money that came in").body::<json_claims::ClaimReceiptJson>(),
        )
        .api(
            post,
            "/api/v1/claims/{claim}/settle",
            OFFICER,
            json_claims::settle,
            one("Settle a claim that was paid").body::<json::VersionJson>(),
        )
}

fn badge(lang: Lang, state: ProofState) -> Badge {
    let tone = match state {
        ProofState::Planned | ProofState::Closed => Tone::Neutral,
        ProofState::Due | ProofState::Submitted | ProofState::InAudit => Tone::Info,
        ProofState::Overdue | ProofState::Revoked => Tone::Danger,
        ProofState::Hearing | ProofState::Reclaimed | ProofState::RevokedPart => Tone::Warning,
        ProofState::Settled => Tone::Success,
    };
    Badge::new(tone, texts::tr(lang, &format!("proofs-state-{state}")))
}

fn claim_badge(lang: Lang, state: ClaimState) -> Badge {
    let tone = match state {
        ClaimState::Hearing | ClaimState::Proposed => Tone::Info,
        ClaimState::Issued => Tone::Warning,
        ClaimState::Settled => Tone::Success,
        ClaimState::Dropped => Tone::Neutral,
    };
    Badge::new(tone, texts::tr(lang, &format!("proofs-claim-state-{state}")))
}

/// The id of an address. Error: not found.
fn id<T: std::str::FromStr>(text: &str, what: &'static str) -> Result<T, Problem> {
    text.parse().map_err(|_| Problem::not_found(what))
}

/// What was typed into which form, and why it was refused.
struct Failed<'a> {
    form: &'static str,
    data: &'a FormData,
    problem: &'a Problem,
}

impl Failed<'_> {
    /// Shows what was typed and what is wrong where it belongs.
    fn on(failed: Option<&Self>, name: &str, form: base_web::view::Form) -> base_web::view::Form {
        // several forms of a page ask for a reason
        let form = form.scoped(name);
        match failed.filter(|failed| failed.form == name) {
            Some(failed) => form.fill(failed.data).problem(failed.problem),
            None => form,
        }
    }
}

/// The version a form was made from.
fn version(data: &FormData) -> Option<i64> {
    Some(data.read().version()).filter(|version| *version > 0)
}
