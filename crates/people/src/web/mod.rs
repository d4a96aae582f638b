//! Pages and their JSON twins.

mod account;
mod accounts;
mod api;
mod caller;
mod choose_password;
mod colleagues;
mod deputies;
mod language;
mod second_factor;
mod show_account;
mod sign_in;
mod signatories;
mod tokens;

use axum::http::Method;
use base::Role;
use base_web::{ApiDoc, May, Routes};

use crate::access::{ADMITTERS, CREATORS, KEEPERS, PROPOSERS, READERS, SIGNATORY_READERS};

pub(crate) fn routes() -> Routes {
    sign_in_routes()
        .and(own_routes())
        .and(keeper_routes())
        .and(colleague_routes())
        .and(signatory_routes())
        .and(api_routes())
}

fn sign_in_routes() -> Routes {
    Routes::new()
        .get("/sign-in", May::Anyone, sign_in::form)
        .post("/sign-in", May::Anyone, sign_in::submit)
        .get("/sign-in/second-factor", May::Anyone, sign_in::second_factor_form)
        .post("/sign-in/second-factor", May::Anyone, sign_in::second_factor)
        .post("/sign-out", May::SignedIn, sign_in::sign_out)
        .get(
            "/invitation/{link}",
            May::Anyone,
            choose_password::invitation_form,
        )
        .post(
            "/invitation/{link}",
            May::Anyone,
            choose_password::accept_invitation,
        )
        .get("/forgot-password", May::Anyone, choose_password::forgot_form)
        .post("/forgot-password", May::Anyone, choose_password::forgot)
        .get("/reset/{link}", May::Anyone, choose_password::reset_form)
        .post("/reset/{link}", May::Anyone, choose_password::reset)
        .get("/language/{lang}", May::Anyone, language::set)
}

fn own_routes() -> Routes {
    Routes::new()
        .get("/account", May::SignedIn, account::show)
        .get("/account/profile", May::SignedIn, account::profile_form)
        .post("/account/profile", May::SignedIn, account::profile)
        .get("/account/password", May::SignedIn, account::password_form)
        .post("/account/password", May::SignedIn, account::password)
        .post(
            "/account/sign-out-everywhere",
            May::SignedIn,
            account::sign_out_everywhere,
        )
        .get("/account/second-factor", May::SignedIn, second_factor::form)
        .get(
            "/account/second-factor/qr.svg",
            May::SignedIn,
            second_factor::picture,
        )
        .post("/account/second-factor", May::SignedIn, second_factor::confirm)
        .post(
            "/account/second-factor/remove",
            May::SignedIn,
            second_factor::remove,
        )
        .get("/account/tokens/new", May::SignedIn, tokens::form)
        .post("/account/tokens", May::SignedIn, tokens::create)
        .post("/account/tokens/{token}/revoke", May::SignedIn, tokens::revoke)
        .get("/account/deputies/new", May::SignedIn, deputies::form)
        .post("/account/deputies", May::SignedIn, deputies::create)
        .post("/account/deputies/{deputy}/end", May::SignedIn, deputies::end)
}

fn keeper_routes() -> Routes {
    Routes::new()
        .get("/accounts", May::Roles(READERS), accounts::list)
        .get("/accounts/new", May::Roles(CREATORS), accounts::new)
        .post("/accounts", May::Roles(CREATORS), accounts::create)
        .get("/accounts/{account}", May::Roles(READERS), show_account::show)
        .post(
            "/accounts/{account}/roles",
            May::Roles(KEEPERS),
            show_account::assign,
        )
        .post(
            "/accounts/{account}/roles/{role_assignment}/end",
            May::Roles(KEEPERS),
            show_account::end_role,
        )
        .post(
            "/accounts/{account}/invite",
            May::Roles(KEEPERS),
            show_account::invite,
        )
        .post(
            "/accounts/{account}/lock",
            May::Roles(KEEPERS),
            show_account::lock,
        )
        .post(
            "/accounts/{account}/unlock",
            May::Roles(KEEPERS),
            show_account::unlock,
        )
        .post(
            "/accounts/{account}/sign-out",
            May::Roles(KEEPERS),
            show_account::sign_out_everywhere,
        )
        .post(
            "/accounts/{account}/remove-second-factor",
            May::Roles(KEEPERS),
            show_account::remove_second_factor,
        )
}

/// Who acts for a body, and who of them says so.
const MUNICIPAL: May = May::Roles(&[Role::KE, Role::KZ]);
const SIGNATORY: May = May::Roles(&[Role::KZ]);

fn colleague_routes() -> Routes {
    Routes::new()
        .get("/colleagues", MUNICIPAL, colleagues::show)
        .post("/colleagues/{body}", SIGNATORY, colleagues::invite)
        .post("/colleagues/{body}/{account}/end", SIGNATORY, colleagues::end)
        .api(
            Method::GET,
            "/api/v1/colleagues/{body}",
            MUNICIPAL,
            colleagues::api_list,
            ApiDoc::new("List the people of your body").returns::<colleagues::ColleagueListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/colleagues/{body}",
            SIGNATORY,
            colleagues::api_invite,
            ApiDoc::new("Invite a colleague into your body")
                .body::<colleagues::InviteColleagueJson>()
                .creates::<colleagues::ColleagueListJson>(),
        )
        .api(
            Method::DELETE,
            "/api/v1/colleagues/{body}/{account}",
            SIGNATORY,
            colleagues::api_end,
            ApiDoc::new("Take a colleague's roles in your body back").returns_nothing(),
        )
}

fn signatory_routes() -> Routes {
    Routes::new()
        .get("/signatories", May::Roles(SIGNATORY_READERS), signatories::show)
        .post("/signatories", May::Roles(PROPOSERS), signatories::propose)
        .get(
            "/signatories/{signatory}/appointment",
            May::Roles(SIGNATORY_READERS),
            signatories::appointment,
        )
        .post(
            "/signatories/{signatory}/admit",
            May::Roles(ADMITTERS),
            signatories::admit,
        )
        .get(
            "/signatories/{signatory}/refuse",
            May::Roles(ADMITTERS),
            signatories::refuse_form,
        )
        .post(
            "/signatories/{signatory}/refuse",
            May::Roles(ADMITTERS),
            signatories::refuse,
        )
        .api(
            Method::GET,
            "/api/v1/signatories",
            May::Roles(SIGNATORY_READERS),
            signatories::api_list,
            ApiDoc::new("List who is proposed as a signatory").returns::<signatories::SignatoryListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/signatories",
            May::Roles(PROPOSERS),
            signatories::api_propose,
            ApiDoc::new("Propose a signatory: a form with scope, name, email and the file appointment")
                .creates::<signatories::SignatoryListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/signatories/{signatory}/admit",
            May::Roles(ADMITTERS),
            signatories::api_admit,
            ApiDoc::new("Admit a signatory whom another person proposed")
                .returns::<signatories::SignatoryListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/signatories/{signatory}/refuse",
            May::Roles(ADMITTERS),
            signatories::api_refuse,
            ApiDoc::new("Refuse a signatory with a reason")
                .body::<signatories::RefuseSignatoryJson>()
                .returns::<signatories::SignatoryListJson>(),
        )
}

fn api_routes() -> Routes {
    Routes::new()
        .api(
            Method::GET,
            "/api/v1/me",
            May::SignedIn,
            api::me,
            ApiDoc::new("Who I am and which roles I hold now").returns::<api::MeJson>(),
        )
        .api(
            Method::GET,
            "/api/v1/tokens",
            May::SignedIn,
            api::tokens,
            ApiDoc::new("List my API tokens").returns::<api::TokenListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/tokens",
            May::SignedIn,
            api::create_token,
            ApiDoc::new("Create an API token; its secret is answered once")
                .body::<api::NewTokenJson>()
                .creates::<api::CreatedTokenJson>(),
        )
        .api(
            Method::DELETE,
            "/api/v1/tokens/{token}",
            May::SignedIn,
            api::revoke_token,
            ApiDoc::new("Revoke one of my API tokens").returns_nothing(),
        )
        .api(
            Method::GET,
            "/api/v1/accounts",
            May::Roles(READERS),
            api::accounts,
            ApiDoc::new("List accounts")
                .query("q", "string")
                .query("state", "string")
                .query("page", "integer")
                .returns::<api::AccountListJson>(),
        )
        .api(
            Method::POST,
            "/api/v1/accounts",
            May::Roles(KEEPERS),
            api::create_account,
            ApiDoc::new("Create an account and invite its person")
                .body::<api::NewAccountJson>()
                .creates::<api::AccountJson>(),
        )
}
