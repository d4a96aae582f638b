//! The route table: pages, then their JSON twins.

use axum::http::Method;
use base::Role;
use base_web::{ApiDoc, May, Routes};

use super::{
    allocation, api, api_meetings, api_reserve, api_scenarios, api_session, by_hand, circular, committees,
    concern, decisions, declaration, invitations, item, meeting, minutes, papers, recuse, reserve, scenario,
    scenarios, screen, session,
};
use crate::access;

const READERS: May = May::Roles(access::READERS);
const OFFICES: May = May::Roles(access::OFFICES);
const SECRETARIES: May = May::Roles(access::SECRETARIES);
const RECORDERS: May = May::Roles(&[Role::SV, Role::GS]);
const CHAIR: May = May::Roles(&[Role::SV]);
const MEMBERS: May = May::Roles(&[Role::SM, Role::SV]);
const OFFICERS: May = May::Roles(&[Role::SB]);
const ANSWERERS: May = May::Roles(&[Role::KZ, Role::SB]);
const VOTERS: May = May::Roles(&[Role::SM, Role::SV, Role::GS]);
const PREPARERS: May = May::Roles(access::PREPARERS);
const BUDGET: May = May::Roles(&[Role::BfdH]);
const HEAD: May = May::Roles(&[Role::RL]);

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/committees", READERS, committees::list)
        .post("/committees", SECRETARIES, committees::create)
        .get("/committees/{committee}", READERS, committees::show)
        .post(
            "/committees/{committee}/members",
            SECRETARIES,
            committees::put_member,
        )
        .post(
            "/committees/{committee}/members/{member}/end",
            SECRETARIES,
            committees::end_member,
        )
        .post("/committees/{committee}/meetings", SECRETARIES, committees::plan)
        .get("/meetings/{meeting}", READERS, meeting::show)
        .post("/meetings/{meeting}/invite", SECRETARIES, meeting::invite)
        .post("/meetings/{meeting}/invitations", SECRETARIES, invitations::note)
        .post("/meetings/{meeting}/open", RECORDERS, meeting::open)
        .post("/meetings/{meeting}/list", RECORDERS, meeting::record_list)
        .post("/meetings/{meeting}/close", CHAIR, meeting::close)
        .get("/meetings/{meeting}/calendar.ics", READERS, papers::calendar)
        .get("/meetings/{meeting}/screen", READERS, screen::show)
        .get("/meetings/{meeting}/session", RECORDERS, session::show)
        .post("/meetings/{meeting}/call", RECORDERS, session::call)
        .post("/meetings/{meeting}/presence", RECORDERS, session::presence)
        .post("/meetings/{meeting}/preside", RECORDERS, session::preside)
        .post(
            "/meetings/{meeting}/items/{application}/leave",
            RECORDERS,
            session::leave,
        )
        .post(
            "/meetings/{meeting}/items/{application}/return",
            RECORDERS,
            session::readmit,
        )
        .get(
            "/meetings/{meeting}/items/{application}/recuse",
            MEMBERS,
            recuse::show,
        )
        .post(
            "/meetings/{meeting}/items/{application}/recuse",
            MEMBERS,
            recuse::declare,
        )
        .post(
            "/meetings/{meeting}/circular/start",
            CHAIR,
            meeting::start_circular,
        )
        .get("/meetings/{meeting}/circular", READERS, circular::show)
        .post("/meetings/{meeting}/circular", VOTERS, circular::cast)
        .post("/meetings/{meeting}/circular/object", VOTERS, circular::object)
        .post("/meetings/{meeting}/circular/close", CHAIR, circular::close)
        .post("/meetings/{meeting}/declaration", MEMBERS, declaration::declare)
        .get("/meetings/{meeting}/concerns/{concern}", RECORDERS, concern::show)
        .post("/meetings/{meeting}/concerns/{concern}", RECORDERS, concern::rule)
        .post("/meetings/{meeting}/minutes/comments", VOTERS, minutes::comment)
        .post("/meetings/{meeting}/not-quorate", CHAIR, meeting::not_quorate)
        .post("/meetings/{meeting}/cancel", RECORDERS, meeting::cancel)
        .get("/meetings/{meeting}/items/{application}", READERS, item::show)
        .post("/meetings/{meeting}/items/{application}", RECORDERS, item::record)
        .get("/meetings/{meeting}/minutes", READERS, minutes::show)
        .post("/meetings/{meeting}/minutes", SECRETARIES, minutes::draft)
        .get("/meetings/{meeting}/minutes.pdf", READERS, minutes::pdf)
        .post("/meetings/{meeting}/minutes/sign", RECORDERS, minutes::sign)
        .post("/meetings/{meeting}/apply", SECRETARIES, meeting::apply)
        .get("/calls/{call}/allocation", OFFICES, allocation::show)
        .post("/calls/{call}/allocation", PREPARERS, allocation::save)
        .post("/calls/{call}/allocation/approve", BUDGET, allocation::approve)
        .get("/calls/{call}/scenarios", OFFICES, scenarios::list)
        .post("/calls/{call}/scenarios", PREPARERS, scenarios::save)
        .get("/calls/{call}/scenarios/{number}", OFFICES, scenario::show)
        .get(
            "/calls/{call}/scenarios/{number}/amounts",
            PREPARERS,
            by_hand::show,
        )
        .post(
            "/calls/{call}/scenarios/{number}/amounts",
            PREPARERS,
            by_hand::save,
        )
        .post(
            "/calls/{call}/scenarios/{number}/adopt",
            PREPARERS,
            scenario::adopt,
        )
        .get("/calls/{call}/reserve", OFFICES, reserve::show)
        .post("/calls/{call}/reserve/offer", OFFICERS, reserve::offer)
        .post("/calls/{call}/reserve/approve", HEAD, reserve::approve)
        .post("/calls/{call}/reserve/end", OFFICERS, reserve::end)
        .get(
            "/applications/{application}/reserve-offer",
            ANSWERERS,
            reserve::asked,
        )
        .post(
            "/applications/{application}/reserve-offer",
            ANSWERERS,
            reserve::answer_offer,
        )
        .get("/calls/{call}/decisions", OFFICES, decisions::show)
        .post("/calls/{call}/decisions/release", HEAD, decisions::release)
        .post("/calls/{call}/decisions/reject", HEAD, decisions::reject)
        .and(api_routes())
}

fn api_routes() -> Routes {
    Routes::new()
        .api(
            Method::GET,
            "/api/v1/meetings/{meeting}",
            READERS,
            api::meeting,
            ApiDoc::new("A meeting with its items").returns::<api::MeetingJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/meetings/{meeting}/items",
            RECORDERS,
            api::record,
            ApiDoc::new("Record the decision on an item")
                .body::<api::RecordItemJson>()
                .returns::<api::OutcomeJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/calls/{call}/allocation",
            OFFICES,
            api::allocation,
            ApiDoc::new("The newest saved allocation").returns::<api::AllocationJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/allocation",
            PREPARERS,
            api::save_allocation,
            ApiDoc::new("Save an allocation")
                .body::<api::SaveAllocationJson>()
                .creates::<api::AllocationJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/allocation/approve",
            BUDGET,
            api::approve,
            ApiDoc::new("Approve the newest allocation")
                .body::<api::ApproveJson>()
                .returns_nothing(),
        )
        .api(
            Method::GET,
            "/api/v1/calls/{call}/decisions",
            OFFICES,
            api::decisions,
            ApiDoc::new("The decisions of a call").returns::<api::DecisionListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/decisions/release",
            HEAD,
            api::release,
            ApiDoc::new("Release the decisions of a call").returns::<api::ReleasedJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/decisions/reject",
            HEAD,
            api::reject,
            ApiDoc::new("Carry out the released rejections of a call").returns::<api::RejectedJson>(),
        )
        .and(meeting_api())
        .and(session_api())
        .and(scenario_api())
        .and(reserve_api())
}

fn meeting_api() -> Routes {
    use api::MeetingJson;
    use api_meetings as meetings;
    let verb = |summary| ApiDoc::new(summary).returns::<MeetingJson>();
    Routes::new()
        .api(
            Method::GET,
            "/api/v1/committees",
            READERS,
            meetings::committees,
            ApiDoc::new("List steering groups").returns::<meetings::CommitteeListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/committees",
            SECRETARIES,
            meetings::create,
            ApiDoc::new("Create a steering group")
                .body::<meetings::NewCommitteeJson>()
                .creates::<meetings::CommitteeJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/committees/{committee}",
            READERS,
            meetings::committee,
            ApiDoc::new("A steering group with seats and meetings").returns::<meetings::CommitteeJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/committees/{committee}/members",
            SECRETARIES,
            meetings::put_member,
            ApiDoc::new("Add or change a seat")
                .body::<meetings::NewMemberJson>()
                .creates::<meetings::CommitteeJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/committees/{committee}/meetings",
            SECRETARIES,
            meetings::plan,
            ApiDoc::new("Plan a meeting")
                .body::<meetings::PlanMeetingJson>()
                .creates::<meetings::MeetingSummaryJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/meetings/{meeting}/invite",
            SECRETARIES,
            meetings::invite,
            verb("Invite to a meeting"),
        )
        .api(
            Method::POST,
            "/api/v1/meetings/{meeting}/invitations",
            SECRETARIES,
            meetings::note_invitation,
            verb("Note how a member was invited").body::<meetings::NoteInvitationJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/meetings/{meeting}/open",
            RECORDERS,
            meetings::open,
            verb("Open a meeting with its attendance").body::<meetings::OpenMeetingJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/meetings/{meeting}/list",
            RECORDERS,
            meetings::record_list,
            verb("Decide all open items as the allocation proposes").body::<meetings::RecordListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/meetings/{meeting}/close",
            CHAIR,
            meetings::close,
            verb("Close a meeting"),
        )
        .api(
            Method::POST,
            "/api/v1/meetings/{meeting}/not-quorate",
            CHAIR,
            meetings::not_quorate,
            verb("Declare a meeting not quorate"),
        )
        .api(
            Method::POST,
            "/api/v1/meetings/{meeting}/cancel",
            RECORDERS,
            meetings::cancel,
            verb("Cancel a meeting").body::<meetings::CancelMeetingJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/meetings/{meeting}/apply",
            SECRETARIES,
            meetings::apply,
            verb("Put the signed results on the applications"),
        )
        .api(
            Method::GET,
            "/api/v1/meetings/{meeting}/minutes",
            READERS,
            meetings::minutes,
            ApiDoc::new("The minutes of a meeting").returns::<meetings::MinutesJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/meetings/{meeting}/minutes",
            SECRETARIES,
            meetings::draft,
            verb("Draft the minutes").body::<meetings::DraftMinutesJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/meetings/{meeting}/minutes/sign",
            RECORDERS,
            meetings::sign,
            verb("Sign the minutes").body::<meetings::SignMinutesJson>(),
        )
}

fn reserve_api() -> Routes {
    use api_reserve as reserve;
    let verb = |summary| ApiDoc::new(summary).returns::<reserve::ReserveListJson>();
    Routes::new()
        .api(
            Method::GET,
            "/api/v1/calls/{call}/reserve",
            OFFICES,
            reserve::list,
            verb("The reserve list of a call"),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/reserve/offer",
            OFFICERS,
            reserve::offer,
            verb("Ask the next of the reserve list").body::<reserve::OfferPlaceJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/reserve/approve",
            HEAD,
            reserve::approve,
            verb("Move an applicant who accepted up").body::<reserve::MoveUpJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/reserve/end",
            OFFICERS,
            reserve::end,
            verb("End a reserve list that is over"),
        )
        .api(
            Method::POST,
            "/api/v1/applications/{application}/reserve-offer",
            ANSWERERS,
            reserve::answer,
            ApiDoc::new("Answer an offer to move up")
                .body::<reserve::AnswerOfferJson>()
                .returns_nothing(),
        )
}

fn scenario_api() -> Routes {
    use api_scenarios as scenarios;
    Routes::new()
        .api(
            Method::GET,
            "/api/v1/calls/{call}/scenarios",
            OFFICES,
            scenarios::list,
            ApiDoc::new("List what-if allocations").returns::<scenarios::ScenarioListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/scenarios",
            PREPARERS,
            scenarios::save,
            ApiDoc::new("Save a what-if allocation, or have one proposed under quotas")
                .body::<scenarios::NewScenarioJson>()
                .creates::<scenarios::ScenarioJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/calls/{call}/scenarios/{number}",
            OFFICES,
            scenarios::show,
            ApiDoc::new("A what-if allocation").returns::<scenarios::ScenarioJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/calls/{call}/scenarios/{number}/adopt",
            PREPARERS,
            scenarios::adopt,
            ApiDoc::new("Save a what-if allocation as the call's allocation")
                .body::<scenarios::AdoptJson>()
                .creates::<api::AllocationJson>(),
        )
}

/// What happens in a meeting and in a circular vote.
fn session_api() -> Routes {
    use api_session as session;
    let verb = |summary| ApiDoc::new(summary).returns::<api::MeetingJson>();
    let post = Method::POST;
    Routes::new()
        .api(
            post.clone(),
            "/api/v1/meetings/{meeting}/call",
            RECORDERS,
            session::call,
            verb("Call an item of the agenda").body::<session::CallItemJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/meetings/{meeting}/presence",
            RECORDERS,
            session::presence,
            verb("Note that a member comes or leaves").body::<session::PresenceJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/meetings/{meeting}/preside",
            RECORDERS,
            session::preside,
            verb("Hand the chair over").body::<session::PresideJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/meetings/{meeting}/items/{application}/leave",
            RECORDERS,
            session::leave,
            verb("Note that a member takes no part in an item").body::<session::LeaveItemJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/meetings/{meeting}/items/{application}/return",
            RECORDERS,
            session::readmit,
            verb("Note that the excluded members are back"),
        )
        .api(
            Method::POST,
            "/api/v1/meetings/{meeting}/declaration",
            MEMBERS,
            session::declare,
            verb("Declare on every application of the agenda").body::<session::DeclareJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/meetings/{meeting}/items/{application}/recuse",
            MEMBERS,
            session::recuse,
            verb("Declare to take no part in an application").body::<session::MemberReasonJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/meetings/{meeting}/concerns/{concern}",
            RECORDERS,
            session::rule,
            verb("Rule on a member's concern of bias").body::<session::MemberRulingJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/meetings/{meeting}/circular/start",
            CHAIR,
            session::start_circular,
            verb("Vote in writing instead of meeting").body::<session::StartCircularJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/meetings/{meeting}/circular",
            VOTERS,
            session::cast,
            verb("Vote in a circular vote").body::<session::CastJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/meetings/{meeting}/circular/object",
            VOTERS,
            session::object,
            verb("Object to a circular vote").body::<session::ObjectionJson>(),
        )
        .api(
            post.clone(),
            "/api/v1/meetings/{meeting}/circular/close",
            CHAIR,
            session::close_circular,
            verb("Count a circular vote"),
        )
        .api(
            post.clone(),
            "/api/v1/meetings/{meeting}/minutes/comments",
            VOTERS,
            session::comment,
            verb("Comment on the draft of the minutes, or agree to it").body::<session::CommentJson>(),
        )
        .api(
            post,
            "/api/v1/committees/{committee}/members/{member}/end",
            SECRETARIES,
            session::end_member,
            ApiDoc::new("End a seat").returns_nothing(),
        )
}
