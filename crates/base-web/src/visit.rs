//! One visit of a page: who comes, in which language, and how an answer is made.

use askama::Template;
use axum::body::{Body, Bytes};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse};
use base::{Cents, Ctx, Lang, Minutes, Problem, Rate, Role, Text, calendar, fmt, texts};
use chrono::{DateTime, NaiveDate, Utc};
use futures::TryStreamExt as _;
use futures::stream::BoxStream;

use crate::app::NavItem;
use crate::navigation::{self, Navigation};
use crate::view::{Form, Notice, Page, Tone};
use crate::{App, Failure, Reply};

/// The visitor and the house. Handlers take it first: `async fn show(visit: Visit, …) -> Reply`.
#[derive(Clone)]
pub struct Visit {
    pub app: App,
    pub ctx: Ctx,
    /// The path asked for, without query.
    pub path: String,
    /// Path and query.
    pub here: String,
    done: Option<String>,
}

impl FromRequestParts<App> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        Ok(Self::of(app.clone(), parts))
    }
}

impl Visit {
    pub(crate) fn of(app: App, parts: &Parts) -> Self {
        let ctx = parts.extensions.get::<Ctx>().cloned();
        // Without the identity layer (a mistake in the set-up) everybody is anonymous: nothing is given away.
        let ctx = ctx.unwrap_or_else(|| Ctx {
            actor: base::Actor::Anonymous,
            ..Ctx::system("visit", app.db.now())
        });
        let query: Vec<(String, String)> =
            serde_urlencoded::from_str(parts.uri.query().unwrap_or_default()).unwrap_or_default();
        let done = query
            .into_iter()
            .find(|(name, _)| name == "done")
            .map(|(_, value)| value);
        Self {
            app,
            ctx,
            path: parts.uri.path().to_owned(),
            here: parts
                .uri
                .path_and_query()
                .map_or_else(|| "/".to_owned(), ToString::to_string),
            done: done.filter(|key| key.contains("-done-")),
        }
    }

    #[must_use]
    pub fn lang(&self) -> Lang {
        self.ctx.lang
    }

    /// The text of a key.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        texts::tr(self.ctx.lang, key)
    }

    /// The text of a key with arguments.
    #[must_use]
    pub fn tw(&self, key: &str, args: &[(&str, &str)]) -> String {
        texts::tr_with(self.ctx.lang, key, args)
    }

    #[must_use]
    pub fn say(&self, text: &Text) -> String {
        texts::say(self.ctx.lang, text)
    }

    #[must_use]
    pub fn money(&self, cents: Cents) -> String {
        fmt::money(self.ctx.lang, cents)
    }

    #[must_use]
    pub fn date(&self, date: NaiveDate) -> String {
        fmt::date(self.ctx.lang, date)
    }

    #[must_use]
    pub fn datetime(&self, at: DateTime<Utc>) -> String {
        fmt::datetime(self.ctx.lang, at)
    }

    /// Until when something is due. The end of a day is said as its 24:00, as it was published, not as the next day's
    /// 00:00: `22.12.2026, 24:00 Uhr` or `22 December 2026, 24:00`.
    #[must_use]
    pub fn due(&self, at: DateTime<Utc>) -> String {
        due(self.ctx.lang, at)
    }

    #[must_use]
    pub fn hours(&self, minutes: Minutes) -> String {
        fmt::hours(self.ctx.lang, minutes)
    }

    #[must_use]
    pub fn rate(&self, rate: Rate) -> String {
        fmt::rate(self.ctx.lang, rate)
    }

    /// A form that posts to `action`, in the visitor's language.
    #[must_use]
    pub fn form(&self, action: impl Into<String>) -> Form {
        Form::post(self.ctx.lang, action)
    }

    /// A page, 200.
    pub fn page(&self, page: Page) -> Reply {
        self.page_with(StatusCode::OK, page)
    }

    /// A page with a part that keeps itself up to date ([`crate::view::Live`]): 204 while the visitor has `seen` (the
    /// query's value) what its `stamp` stands for.
    pub fn live(&self, page: Page, stamp: &str, seen: &str) -> Reply {
        if seen == stamp {
            return Ok(StatusCode::NO_CONTENT.into_response());
        }
        self.page(page)
    }

    /// The same form again with what was typed and what is wrong with it: 422 or 409. Problems that no form can
    /// show (not found, broken …) go on as they are.
    pub fn again(&self, problem: Problem, page: impl FnOnce(&Problem) -> Page) -> Reply {
        match problem {
            Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale => {
                let status =
                    StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
                self.page_with(status, page(&problem))
            }
            other => Err(Failure(other)),
        }
    }

    /// A page with a status.
    pub fn page_with(&self, status: StatusCode, page: Page) -> Reply {
        Ok((status, Html(self.render(&page)?)).into_response())
    }

    pub(crate) fn render(&self, page: &Page) -> Result<String, Problem> {
        let done = self
            .done
            .as_deref()
            .and_then(|key| texts::find(self.ctx.lang, key, &[]));
        let layout = Layout {
            visit: self,
            page,
            done: done.map(|text| Notice::new(Tone::Success, text, "")),
            navigation: self.navigation(),
        };
        layout.render().map_err(Problem::broken)
    }

    /// On to another page (303), which then says `done` (a text key with `-done-` in it).
    pub fn done(&self, href: &str, done: &str) -> Reply {
        self.go(&crate::view_with_query(href, "done", done))
    }

    /// On to another page (303).
    pub fn go(&self, href: &str) -> Reply {
        let location = HeaderValue::from_str(href).map_err(Problem::broken)?;
        Ok((StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response())
    }

    /// A file to download; the name may have umlauts.
    pub fn download(&self, name: &str, media_type: &str, bytes: Vec<u8>) -> Reply {
        Ok((file_headers(name, media_type)?, bytes).into_response())
    }

    /// The same of a file that is too large to hold in memory. Where its bytes turn out to be damaged, the answer
    /// breaks off.
    pub fn download_stream(
        &self,
        name: &str,
        media_type: &str,
        size_bytes: i64,
        bytes: BoxStream<'static, Result<Bytes, Problem>>,
    ) -> Reply {
        let bytes = bytes.map_err(|problem| {
            tracing::error!(%problem, "a download breaks off");
            std::io::Error::other(problem.to_string())
        });
        let length = [(header::CONTENT_LENGTH, HeaderValue::from(size_bytes))];
        Ok((file_headers(name, media_type)?, length, Body::from_stream(bytes)).into_response())
    }

    fn navigation(&self) -> Navigation {
        if self.ctx.find_person().is_none() {
            return Navigation::default();
        }
        let may_see = |item: &&NavItem| item.roles.is_empty() || self.ctx.has_any_role(item.roles);
        let items: Vec<&NavItem> = self.app.navigation.iter().filter(may_see).collect();
        navigation::arrange(self.lang(), &items, &self.app.nav_groups, &self.path)
    }

    fn roles_line(&self) -> String {
        let Some(person) = self.ctx.find_person() else {
            return String::new();
        };
        let mut roles: Vec<Role> = person.assignments.iter().map(|held| held.role).collect();
        roles.sort_unstable();
        roles.dedup();
        let names: Vec<String> = roles
            .iter()
            .map(|role| self.t(&format!("role-{}", role.code())))
            .collect();
        names.join(", ")
    }

    /// The demo's present time.
    fn clock(&self) -> String {
        self.datetime(self.ctx.now)
    }

    fn person_name(&self) -> Option<&str> {
        self.ctx.find_person().map(|person| person.name.as_str())
    }

    /// This page in the other language.
    fn in_language(&self, lang: &str) -> String {
        let target = serde_urlencoded::to_string([("to", &self.here)]).unwrap_or_default();
        format!("/language/{lang}?{target}")
    }
}

#[derive(Template)]
#[template(path = "layout.html")]
struct Layout<'a> {
    visit: &'a Visit,
    page: &'a Page,
    done: Option<Notice>,
    navigation: Navigation,
}

impl Layout<'_> {
    /// What the fold of search, language and account is called.
    fn tools_key(&self) -> &'static str {
        if self.visit.person_name().is_some() {
            "header-tools"
        } else {
            "header-tools-public"
        }
    }
}

/// The headers of a file to save, never to show.
fn file_headers(name: &str, media_type: &str) -> Result<[(HeaderName, HeaderValue); 3], Problem> {
    let ascii: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "._-".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let encoded: String = name
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"._-".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    let disposition = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}");
    Ok([
        (
            header::CONTENT_TYPE,
            HeaderValue::from_str(media_type).map_err(Problem::broken)?,
        ),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_str(&disposition).map_err(Problem::broken)?,
        ),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-store"),
        ),
    ])
}

fn due(lang: Lang, at: DateTime<Utc>) -> String {
    let date = calendar::local_date(at);
    match date.pred_opt().filter(|_| calendar::day_start(date) == at) {
        Some(day) => {
            let clock = match lang {
                Lang::De => "24:00 Uhr",
                Lang::En => "24:00",
            };
            format!("{}, {clock}", fmt::date(lang, day))
        }
        None => fmt::datetime(lang, at),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use super::*;

    #[test]
    fn the_end_of_a_day_is_due_at_its_24_00() {
        let said = |lang, at: &str| due(lang, at.parse().unwrap());
        assert_eq!(said(Lang::De, "2026-12-22T23:00:00Z"), "22.12.2026, 24:00 Uhr");
        assert_eq!(said(Lang::En, "2026-12-22T23:00:00Z"), "22 December 2026, 24:00");
        assert_eq!(
            said(Lang::De, "2026-03-31T22:00:00Z"),
            "31.03.2026, 24:00 Uhr",
            "summer time"
        );
        assert_eq!(said(Lang::De, "2026-12-22T11:00:00Z"), "22.12.2026, 12:00 Uhr");
    }
}
