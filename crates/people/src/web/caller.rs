//! What a request shows besides the person: session, cookies, network address, browser.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use base::Problem;
use base_web::App;
use base_web::identity::session_cookie_name;
use base_web::server::SessionId;
use cookie::{Cookie, CookieBuilder, SameSite, time::Duration};
use uuid::Uuid;

use crate::SignInFrom;

/// The sender of a request.
pub(crate) struct Caller {
    /// The present session, to end it or to let it survive.
    pub session: Option<Uuid>,
    /// The session cookie's value, also of a sign-in that waits for its second factor.
    pub cookie: Option<String>,
    pub has_lang_cookie: bool,
    pub from: SignInFrom,
}

impl FromRequestParts<App> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|ConnectInfo(peer)| *peer);
        let agent = parts
            .headers
            .get(header::USER_AGENT)
            .and_then(|agent| agent.to_str().ok())
            .map(str::to_owned);
        Ok(Self {
            session: parts.extensions.get::<SessionId>().map(|session| session.0),
            cookie: find_cookie(&parts.headers, session_cookie_name(&app.settings.public_url)),
            has_lang_cookie: find_cookie(&parts.headers, LANG).is_some(),
            from: SignInFrom {
                address: peer.map(|peer| address(peer, &parts.headers, &app.settings.trusted_proxies)),
                agent,
            },
        })
    }
}

/// Behind a reverse proxy, on the same machine or trusted by name, the last entry of `X-Forwarded-For` is what that proxy
/// saw; from anywhere else the header is only a claim.
fn address(peer: SocketAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> String {
    let forwarded = headers
        .get_all("x-forwarded-for")
        .iter()
        .next_back()
        .and_then(|value| {
            value
                .to_str()
                .ok()?
                .rsplit(',')
                .next()?
                .trim()
                .parse::<IpAddr>()
                .ok()
        });
    match forwarded {
        Some(forwarded) if peer.ip().is_loopback() || trusted.contains(&peer.ip()) => forwarded.to_string(),
        _ => peer.ip().to_string(),
    }
}

fn find_cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| Cookie::split_parse(value.to_owned()).filter_map(Result::ok))
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

pub(crate) const LANG: &str = "lang";

/// Adds the session cookie to an answer; an empty value removes it.
pub(crate) fn set_session(app: &App, response: &mut Response, value: &str) -> Result<(), Problem> {
    add(response, &session_cookie(&app.settings.public_url, value))
}

/// Adds the language cookie, for a year.
pub(crate) fn set_lang(app: &App, response: &mut Response, lang: base::Lang) -> Result<(), Problem> {
    let lang = Cookie::build((LANG, lang.code())).max_age(Duration::days(365));
    add(response, &finished(lang, &app.settings.public_url))
}

fn session_cookie(public_url: &str, value: &str) -> Cookie<'static> {
    let mut cookie = Cookie::build((session_cookie_name(public_url), value.to_owned())).http_only(true);
    if value.is_empty() {
        cookie = cookie.max_age(Duration::ZERO);
    }
    finished(cookie, public_url)
}

/// Lax, not Strict: links in our mails come from elsewhere and shall find the person signed in.
fn finished<'c>(cookie: CookieBuilder<'c>, public_url: &str) -> Cookie<'c> {
    cookie
        .path("/")
        .same_site(SameSite::Lax)
        .secure(public_url.starts_with("https:"))
        .build()
}

fn add(response: &mut Response, cookie: &Cookie<'_>) -> Result<(), Problem> {
    let value = HeaderValue::from_str(&cookie.to_string()).map_err(Problem::broken)?;
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_session_cookie_is_bound_to_the_host_over_https() {
        let cookie = session_cookie("https://portal.example", "secret").to_string();
        assert_eq!(
            cookie,
            "__Host-session=secret; HttpOnly; SameSite=Lax; Secure; Path=/"
        );
        let cookie = session_cookie("http://127.0.0.1:8080", "secret").to_string();
        assert_eq!(cookie, "session=secret; HttpOnly; SameSite=Lax; Path=/");
    }

    #[test]
    fn only_a_proxy_on_this_machine_or_a_named_one_is_believed_about_addresses() {
        let named = [IpAddr::from([10, 0, 0, 5])];
        let mut headers = HeaderMap::new();
        headers.append(
            "x-forwarded-for",
            HeaderValue::from_static("198.51.100.1, 203.0.113.9"),
        );
        assert_eq!(
            address(SocketAddr::from(([127, 0, 0, 1], 4711)), &headers, &named),
            "203.0.113.9"
        );
        assert_eq!(
            address(SocketAddr::from(([192, 0, 2, 7], 4711)), &headers, &named),
            "192.0.2.7"
        );
        assert_eq!(
            address(SocketAddr::from(([10, 0, 0, 5], 4711)), &headers, &named),
            "203.0.113.9"
        );
        assert_eq!(
            address(
                SocketAddr::from(([127, 0, 0, 1], 4711)),
                &HeaderMap::new(),
                &named
            ),
            "127.0.0.1"
        );
    }
}
