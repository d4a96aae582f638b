//! Which address is which verb, and who may come at all.

use axum::http::Method;
use base::Role;
use base_web::{ApiDoc, May, Routes};

use super::{
    amend, clauses, consent, delivery, delivery_api, inform, json, letters, list, offer, prepare,
    reinstatement, served, served_api, show, verbs, withdraw,
};
use crate::access;

const OFFICE: May = May::Roles(access::OFFICE);
const READ: May = May::Roles(access::READERS);
const PREPARE: May = May::Roles(&[Role::SB]);
const SIGN: May = May::Roles(access::SIGNERS);
const ISSUE: May = May::Roles(&[Role::RL]);
const ANSWER: May = May::Roles(access::ANSWERERS);
const RECORD: May = May::Roles(&[Role::SB]);
const SEND: May = May::Roles(access::SENDERS);
const REQUEST: May = May::Roles(access::REQUESTERS);

/// The pages.
pub(super) fn pages() -> Routes {
    Routes::new()
        .get("/calls/{call}/grants", OFFICE, list::index)
        .post("/calls/{call}/grants/prepare-all", PREPARE, list::prepare_all)
        .post(
            "/calls/{call}/grants/countersign-all",
            SIGN,
            list::countersign_all,
        )
        .post("/calls/{call}/grants/issue-all", ISSUE, list::issue_all)
        .get("/applications/{application}/grant", PREPARE, prepare::index)
        .post("/applications/{application}/grant", PREPARE, prepare::save)
        .get("/grants/{grant}", READ, show::index)
        .get("/grants/{grant}/notice", READ, verbs::notice)
        .get("/grants/{grant}/preview", OFFICE, verbs::preview)
        .post("/grants/{grant}/countersign", SIGN, verbs::countersign)
        .post("/grants/{grant}/send-back", ISSUE, verbs::send_back)
        .post("/grants/{grant}/issue", ISSUE, verbs::issue)
        .post("/grants/{grant}/accept", ANSWER, verbs::accept)
        .post("/grants/{grant}/decline", ANSWER, verbs::decline)
        .post("/grants/{grant}/returned", RECORD, delivery::returned)
        .post("/grants/{grant}/reissue", SEND, delivery::reissue)
        .post("/grants/{grant}/posted", RECORD, delivery::posted)
        .post("/grants/{grant}/prove", RECORD, delivery::prove)
        .post("/grants/{grant}/waive", ANSWER, delivery::waive)
        .post("/grants/{grant}/object", RECORD, delivery::object)
        .post("/grants/{grant}/settle-remedy", RECORD, delivery::settle_remedy)
        .post("/grants/{grant}/flaw-remedy", RECORD, delivery::flaw_remedy)
        .post("/grants/{grant}/information", REQUEST, inform::tell)
        .post(
            "/grants/{grant}/information/{information}/note",
            RECORD,
            inform::note,
        )
        .and(amendments())
        .and(letter_pages())
        .and(act_pages())
}

/// Acts that are served on their own, consents to the portal, reinstatement, answers to offers.
fn act_pages() -> Routes {
    Routes::new()
        .get("/grants/{grant}/acts/{letter}", READ, served::letter)
        .post(
            "/grants/{grant}/reinstatements",
            ANSWER,
            reinstatement::ask_of_grant,
        )
        .get("/deliveries/{delivery}", READ, served::index)
        .post("/deliveries/{delivery}/record", RECORD, served::record)
        .post("/deliveries/{delivery}/waive", ANSWER, served::waive)
        .post("/deliveries/{delivery}/resend", SEND, served::resend)
        .post(
            "/deliveries/{delivery}/reinstatements",
            ANSWER,
            reinstatement::ask_of_act,
        )
        .get("/reinstatements/{reinstatement}", READ, reinstatement::index)
        .post(
            "/reinstatements/{reinstatement}/propose",
            RECORD,
            reinstatement::propose,
        )
        .post(
            "/reinstatements/{reinstatement}/decide",
            ISSUE,
            reinstatement::decide,
        )
        .get("/portal-consents/{body}", READ, consent::index)
        .post("/portal-consents/{body}", ANSWER, consent::give)
        .post("/portal-consents/{body}/revoke", ANSWER, consent::revoke)
        .get("/applications/{application}/part-offer", READ, offer::index)
        .post("/applications/{application}/part-offer", ANSWER, offer::answer)
}

fn act_api() -> Routes {
    use served_api as of;
    let (get, post) = (Method::GET, Method::POST);
    let act = |summary| ApiDoc::new(summary).returns::<of::NoticeDeliveryJson>();
    let asked = |summary| ApiDoc::new(summary).returns::<of::ReinstatementJson>();
    Routes::new()
        .api(
            get.clone(),
            "/api/v1/grants/{grant}/deliveries",
            READ,
            of::list,
            ApiDoc::new("List the acts after an award with their delivery")
                .returns::<of::NoticeDeliveryListJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/reinstatements",
            ANSWER,
            of::ask_of_grant,
            ApiDoc::new("Ask for reinstatement after the missed remedy period of an award")
                .body::<of::AskReinstatementJson>()
                .creates::<of::ReinstatementJson>(),
        )
        .api(
            get.clone(),
            "/api/v1/deliveries/{delivery}",
            READ,
            of::show,
            act("Show how an act is delivered"),
        )
        .api(
            post.clone(),
            "/api/v1/deliveries/{delivery}/record",
            RECORD,
            of::record,
            act("Record posting, receipt, return, remedy or a flaw of an act").body::<of::RecordActJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/deliveries/{delivery}/waive",
            ANSWER,
            of::waive,
            act("Waive the remedies against an act").body::<of::WaiveActJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/deliveries/{delivery}/resend",
            SEND,
            of::resend,
            act("Send an act again").body::<of::ResendActJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/deliveries/{delivery}/reinstatements",
            ANSWER,
            of::ask_of_act,
            ApiDoc::new("Ask for reinstatement after the missed remedy period of an act")
                .body::<of::AskReinstatementJson>()
                .creates::<of::ReinstatementJson>(),
        )
        .api(
            get.clone(),
            "/api/v1/reinstatements/{reinstatement}",
            READ,
            of::reinstatement,
            asked("Show a request for reinstatement"),
        )
        .api(
            post.clone(),
            "/api/v1/reinstatements/{reinstatement}/propose",
            RECORD,
            of::propose,
            asked("Propose what becomes of a request for reinstatement")
                .body::<of::ProposeReinstatementJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/reinstatements/{reinstatement}/decide",
            ISSUE,
            of::decide,
            asked("Decide on a request for reinstatement").body::<of::DecideReinstatementJson>(),
        )
        .api(
            get,
            "/api/v1/portal-consents/{body}",
            READ,
            of::portal_consent,
            ApiDoc::new("Show whether a body agreed to be served through the portal")
                .returns::<of::PortalConsentJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/portal-consents/{body}",
            ANSWER,
            of::give_consent,
            ApiDoc::new("Record the consent of a body to be served through the portal")
                .body::<of::GivePortalConsentJson>()
                .creates::<of::PortalConsentJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/portal-consents/{body}/revoke",
            ANSWER,
            of::revoke_consent,
            ApiDoc::new("Revoke the consent of a body to be served through the portal")
                .body::<of::GivePortalConsentJson>()
                .returns::<of::PortalConsentJson>(),
        )
        .api(
            post,
            "/api/v1/applications/{application}/part-offer",
            ANSWER,
            of::answer_part,
            ApiDoc::new("Answer the offer of a part")
                .body::<of::AnswerPartJson>()
                .returns::<of::OfferAnswerJson>(),
        )
}

/// Letters to applicants without a grant, clauses, and withdrawing what holds money.
fn letter_pages() -> Routes {
    Routes::new()
        .get("/calls/{call}/letters", OFFICE, letters::index)
        .post("/calls/{call}/letters", ISSUE, letters::issue)
        .post("/calls/{call}/letters/posted", RECORD, letters::note_postings)
        .get("/calls/{call}/letters/print", OFFICE, letters::print)
        .get("/calls/{call}/letters/addresses.xlsx", OFFICE, letters::addresses)
        .get(
            "/applications/{application}/letters/{letter}",
            READ,
            letters::download,
        )
        .get("/grants/{grant}/clauses", OFFICE, clauses::index)
        .post("/grants/{grant}/clauses", PREPARE, clauses::save)
        .get("/applications/{application}/withdraw", ANSWER, withdraw::index)
        .post("/applications/{application}/withdraw", ANSWER, withdraw::withdraw)
}

fn amendments() -> Routes {
    Routes::new()
        .get("/grants/{grant}/amendments/new", REQUEST, amend::new)
        .post("/grants/{grant}/amendments/new", REQUEST, amend::create)
        .get("/grants/{grant}/amendments/{amendment}", READ, amend::index)
        .get(
            "/grants/{grant}/amendments/{amendment}/edit",
            REQUEST,
            amend::edit,
        )
        .post(
            "/grants/{grant}/amendments/{amendment}/edit",
            REQUEST,
            amend::save,
        )
        .get(
            "/grants/{grant}/amendments/{amendment}/file",
            READ,
            amend::verbs::file,
        )
        .get(
            "/grants/{grant}/amendments/{amendment}/notice",
            READ,
            amend::verbs::notice,
        )
        .get(
            "/grants/{grant}/amendments/{amendment}/preview",
            OFFICE,
            amend::verbs::preview,
        )
        .post(
            "/grants/{grant}/amendments/{amendment}/request",
            REQUEST,
            amend::verbs::request,
        )
        .post(
            "/grants/{grant}/amendments/{amendment}/withdraw",
            REQUEST,
            amend::verbs::withdraw,
        )
        .post(
            "/grants/{grant}/amendments/{amendment}/check",
            RECORD,
            amend::verbs::check,
        )
        .post(
            "/grants/{grant}/amendments/{amendment}/return",
            RECORD,
            amend::verbs::give_back,
        )
        .post(
            "/grants/{grant}/amendments/{amendment}/refuse",
            ISSUE,
            amend::verbs::refuse,
        )
        .post(
            "/grants/{grant}/amendments/{amendment}/countersign",
            SIGN,
            amend::verbs::countersign,
        )
        .post(
            "/grants/{grant}/amendments/{amendment}/issue",
            ISSUE,
            amend::verbs::issue,
        )
}

/// Their twins for programs.
pub(super) fn api() -> Routes {
    let one = |summary| ApiDoc::new(summary).returns::<json::GrantJson>();
    let batch = |summary| ApiDoc::new(summary).returns::<json::GrantBatchJson>();
    let list = ApiDoc::new("List the grants of a call")
        .query("page", "integer")
        .query("per_page", "integer")
        .query("state", "string")
        .returns::<json::GrantListJson>();
    let (get, post) = (Method::GET, Method::POST);
    Routes::new()
        .api(get.clone(), "/api/v1/calls/{call}/grants", OFFICE, super::api::list, list)
        .api(
            post.clone(),
            "/api/v1/calls/{call}/grants/prepare-all",
            PREPARE,
            super::api::prepare_all,
            batch("Prepare the grants of all selected projects of a call"),
        )
        .api(
            post.clone(),
            "/api/v1/calls/{call}/grants/countersign-all",
            SIGN,
            super::api::countersign_all,
            batch("Countersign all prepared grants of a call"),
        )
        .api(
            post.clone(),
            "/api/v1/calls/{call}/grants/issue-all",
            ISSUE,
            super::api::issue_all,
            batch("Issue all countersigned grants of a call").body::<json::IssueGrantJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/applications/{application}/grant",
            PREPARE,
            super::api::prepare,
            one("Prepare the grant of a selected project; what is left out is taken from the selection and the application")
                .body::<json::PrepareGrantJson>(),
        )
        .api(get.clone(), "/api/v1/grants/{grant}", READ, super::api::show, one("Show a grant"))
        .api(get, "/api/v1/grants/{grant}/notice", READ, verbs::notice, ApiDoc::new("Download the notice (PDF)"))
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/countersign",
            SIGN,
            super::api::countersign,
            one("Countersign a grant; the second signature commits the money").body::<json::CountersignGrantJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/issue",
            ISSUE,
            super::api::issue,
            one("Issue the notice or agreement").body::<json::IssueGrantJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/accept",
            ANSWER,
            super::api::accept,
            one("Accept a grant").body::<json::AcceptGrantJson>(),
        )
        .api(
            post,
            "/api/v1/grants/{grant}/decline",
            ANSWER,
            super::api::decline,
            one("Decline a grant; its money is released").body::<json::DeclineGrantJson>(),
        )
        .and(delivery_api())
        .and(act_api())
        .and(amendment_api())
        .and(letter_api())
        .and(information_api())
}

fn delivery_api() -> Routes {
    use delivery_api as of;
    let one = |summary| ApiDoc::new(summary).returns::<json::GrantJson>();
    let post = Method::POST;
    Routes::new()
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/returned",
            RECORD,
            of::returned,
            one("Record that a posted notice came back").body::<of::GrantReturnedJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/reissue",
            SEND,
            of::reissue,
            one("Send a notice again").body::<of::ReissueGrantJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/posted",
            RECORD,
            of::posted,
            one("Note the day a notice was posted").body::<of::GrantPostedJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/calls/{call}/letters/posted",
            RECORD,
            of::round_posted,
            ApiDoc::new("Note the day the notices of a call were posted")
                .body::<of::RoundPostedJson>()
                .returns::<json::GrantBatchJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/send-back",
            ISSUE,
            of::send_back,
            one("Send a countersigned grant back to preparation").body::<of::SendBackGrantJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/prove",
            RECORD,
            of::prove,
            one("Record a proof of receipt").body::<of::ProveReceiptJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/waive",
            ANSWER,
            of::waive,
            one("Waive the remedies against a notice").body::<of::WaiveRemedyJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/object",
            RECORD,
            of::object,
            one("Record an action or objection").body::<of::FiledRemedyJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/settle-remedy",
            RECORD,
            of::settle_remedy,
            one("Record that a remedy was withdrawn or decided").body::<of::SettledRemedyJson>(),
        )
        .api(
            post,
            "/api/v1/grants/{grant}/flaw-remedy",
            RECORD,
            of::flaw_remedy,
            one("Record that the notice on remedies is missing or wrong").body::<of::FlawedRemedyJson>(),
        )
}

fn information_api() -> Routes {
    let all = |summary| ApiDoc::new(summary).returns::<inform::GrantInformationListJson>();
    Routes::new()
        .api(
            Method::GET,
            "/api/v1/grants/{grant}/information",
            READ,
            inform::api_list,
            all("List what the grantee told the office"),
        )
        .api(
            Method::POST,
            "/api/v1/grants/{grant}/information",
            REQUEST,
            inform::api_tell,
            ApiDoc::new("Tell the office what changes (duty to inform)")
                .body::<inform::InformJson>()
                .creates::<inform::GrantInformationListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/grants/{grant}/information/{information}/note",
            RECORD,
            inform::api_note,
            all("Take note of what the grantee told").body::<inform::TakeNoteJson>(),
        )
}

fn amendment_api() -> Routes {
    use amend::{api as of, json as to};
    let one = |summary| ApiDoc::new(summary).returns::<to::AmendmentJson>();
    let (get, post) = (Method::GET, Method::POST);
    Routes::new()
        .api(
            get.clone(),
            "/api/v1/grants/{grant}/amendments",
            READ,
            of::list,
            ApiDoc::new("List the amendments of a grant").returns::<to::AmendmentListJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/amendments",
            REQUEST,
            of::create,
            ApiDoc::new("Draft an amendment; the answer says what it would do")
                .body::<to::DraftAmendmentJson>()
                .creates::<to::AmendmentJson>(),
        )
        .api(
            get,
            "/api/v1/grants/{grant}/amendments/{amendment}",
            READ,
            of::show,
            one("Show an amendment and what it does"),
        )
        .api(
            Method::PUT,
            "/api/v1/grants/{grant}/amendments/{amendment}",
            REQUEST,
            of::save,
            one("Change a draft").body::<to::DraftAmendmentJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/amendments/{amendment}/request",
            REQUEST,
            of::request,
            one("Hand a draft in").body::<to::AmendmentVersionJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/amendments/{amendment}/withdraw",
            REQUEST,
            of::withdraw,
            one("Withdraw a draft or request").body::<to::CloseAmendmentJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/amendments/{amendment}/check",
            RECORD,
            of::check,
            one("Record the examination of a request").body::<to::CheckAmendmentJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/amendments/{amendment}/return",
            RECORD,
            of::give_back,
            one("Give a request back for completion").body::<to::CloseAmendmentJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/amendments/{amendment}/refuse",
            ISSUE,
            of::refuse,
            one("Refuse a request").body::<to::CloseAmendmentJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/grants/{grant}/amendments/{amendment}/countersign",
            SIGN,
            of::countersign,
            one("Countersign an amendment").body::<to::SignAmendmentJson>(),
        )
        .api(
            post,
            "/api/v1/grants/{grant}/amendments/{amendment}/issue",
            ISSUE,
            of::issue,
            one("Issue an amendment: a new version of the award").body::<to::IssueAmendmentJson>(),
        )
}

/// The twins of [`letter_pages`].
fn letter_api() -> Routes {
    let (get, post) = (Method::GET, Method::POST);
    Routes::new()
        .api(
            post.clone(),
            "/api/v1/applications/{application}/withdraw",
            ANSWER,
            withdraw::by_api,
            ApiDoc::new("Withdraw an application; what is held for it is released")
                .body::<json::WithdrawJson>()
                .returns::<applications::ApplicationJson>(),
        )
        .api(
            get.clone(),
            "/api/v1/calls/{call}/letters",
            OFFICE,
            letters::list_json,
            ApiDoc::new("The letters to applicants of a call without a grant")
                .returns::<letters::CaseLetterListJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/calls/{call}/letters",
            ISSUE,
            letters::issue_json,
            ApiDoc::new("Issue all rejections or offers of a part that wait in a call")
                .body::<letters::IssueLettersJson>()
                .returns::<letters::LetterBatchJson>(),
        )
        .api(
            get.clone(),
            "/api/v1/applications/{application}/letters/{letter}",
            READ,
            letters::download,
            ApiDoc::new("Download a letter to an applicant (PDF)"),
        )
        .api(
            get.clone(),
            "/api/v1/grants/{grant}/clauses",
            OFFICE,
            clauses::list_json,
            ApiDoc::new("The ancillary clauses that suit a grant").returns::<clauses::GrantClauseListJson>(),
        )
        .api(
            Method::PUT,
            "/api/v1/grants/{grant}/clauses",
            PREPARE,
            clauses::choose_json,
            ApiDoc::new("Choose the ancillary clauses of a grant that is being prepared")
                .body::<clauses::ChooseClausesJson>()
                .returns::<clauses::GrantClauseListJson>(),
        )
}
