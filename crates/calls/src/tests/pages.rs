//! Pages and JSON over HTTP.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use base::{Role, Scope};
use base_testing::{TestApp, db::databases, person};
use serde_json::json;
use uuid::Uuid;

use super::world::{World, get, texts};
use crate::{CallState, Group, TermsJson};

fn app(db: &base_db::Db) -> TestApp {
    TestApp::new(
        db,
        vec![
            people::feature(),
            municipalities::feature(),
            budget::feature(),
            crate::feature(),
        ],
    )
}

async fn draft(db: &base_db::Db) -> crate::Call {
    crate::find_by_code(db.reader(), "IBZ-2030A")
        .await
        .unwrap()
        .unwrap()
}

fn fields(data: &base_web::FormData) -> Vec<(&str, &str)> {
    data.0
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_str()))
        .collect()
}

#[tokio::test]
async fn a_call_is_drafted_approved_and_published_in_the_browser() {
    texts();
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let now = db.now();
        let world = World::new(db, now).await;
        let app = app(db);
        let officer = Some(&world.officer);

        let form = app.get("/calls/new", officer).await;
        assert_eq!(form.status, StatusCode::OK, "{name}: {}", form.text());

        // everything that is wrong at once, and what was typed is kept
        let answer = app
            .post_form(
                "/calls/new",
                &[("code", "IBZ-2030A"), ("title_de", "Behalten")],
                officer,
            )
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(
            answer.text().contains("value=\"Behalten\""),
            "{name}: {}",
            answer.text()
        );
        assert!(answer.text().contains("f-deadline_on"), "{name}");

        // a short form makes the draft, then part by part
        let terms = world.terms_around(now);
        let data = crate::web::typed(&terms).with("code", "IBZ-2030A");
        let answer = app.post_form("/calls/new", &fields(&data), officer).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name}: {}", answer.text());
        let href = answer.location().split("/edit").next().unwrap().to_owned();
        let begun = draft(db).await.form_version;
        assert_eq!(begun, crate::form::FULL, "{name}: the form of handbook 3.3");
        let money = app.get(&format!("{href}/edit/money"), officer).await;
        assert!(
            money.text().contains("40.000,00"),
            "{name}: the programme's values: {}",
            money.text()
        );
        for group in Group::ALL {
            let version = draft(db).await.version.to_string();
            let data = crate::web::typed(&terms)
                .with("version", &version)
                .with("do", "next");
            let path = format!("{href}/edit/{group}");
            let answer = app.post_form(&path, &fields(&data), officer).await;
            assert_eq!(
                answer.status,
                StatusCode::SEE_OTHER,
                "{name}: {group} {}",
                answer.text()
            );
            assert_eq!(
                app.get(&path, officer).await.status,
                StatusCode::OK,
                "{name}: {group}"
            );
        }
        let call = draft(db).await;
        let mut stored = call.terms.clone();
        assert!(
            (stored.opens_at - terms.opens_at).num_minutes() == 0,
            "{name}: to the minute"
        );
        stored.opens_at = terms.opens_at;
        assert_eq!(stored, terms, "{name}: form and back");

        // submitted; the same button twice is stale, not double
        let version = call.version.to_string();
        let submit = format!("{href}/submit-for-review");
        assert_eq!(
            app.post_form(&submit, &[("version", &version)], officer)
                .await
                .status,
            StatusCode::SEE_OTHER,
            "{name}"
        );
        assert_eq!(
            app.post_form(&submit, &[("version", &version)], officer)
                .await
                .status,
            StatusCode::CONFLICT,
            "{name}"
        );

        // the home page of the head of unit names it
        let ctx = base_testing::ctx(&world.head, now);
        let tasks = app.app.tasks_of(&ctx).await.unwrap();
        assert!(
            tasks.iter().any(|task| task.href == href && task.count == 1),
            "{name}: {tasks:?}"
        );

        for (approver, role) in [(&world.head, "RL"), (&world.budget, "BfdH")] {
            let page = app.get(&href, Some(approver)).await.text();
            assert!(
                page.contains(&format!("{href}/approve")),
                "{name}: {role} sees the button"
            );
            let version = get(db, call.id).await.version.to_string();
            let form = [("version", version.as_str()), ("role", role)];
            let answer = app
                .post_form(&format!("{href}/approve"), &form, Some(approver))
                .await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name}: {}", answer.text());
        }
        assert_eq!(get(db, call.id).await.state, CallState::Published, "{name}");
        let page = app.get(&href, officer).await;
        assert!(page.text().contains("Freigegeben und veröffentlicht"), "{name}");

        // a short form that is refused comes again with its error
        let version = get(db, call.id).await.version.to_string();
        let answer = app
            .post_form(
                &format!("{href}/cancel"),
                &[("version", &version), ("reason_cancel", "")],
                Some(&world.head),
            )
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(answer.text().contains("f-reason_cancel-error"), "{name}");
        let list = app.get("/calls?state=PUBLISHED", officer).await.text();
        assert!(
            list.contains("IBZ-2030A") && list.contains("800.000,00"),
            "{name}"
        );
    }
}

#[tokio::test]
async fn the_public_page_shows_published_calls_only_in_both_languages() {
    texts();
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let now = db.now();
        let world = World::new(db, now).await;
        let app = app(db);
        let draft = world.draft(db, "IBZ-2030A", world.terms_around(now)).await;
        let review = world.in_review(db, "IBZ-2030B", world.terms_around(now)).await;
        let mut shown = world.terms_around(now);
        shown.title_de = "Öffentlicher Aufruf".to_owned();
        let published = world.published(db, "IBZ-2030C", shown).await;

        let list = app.get("/public/calls", None).await;
        assert_eq!(list.status, StatusCode::OK, "{name}");
        assert!(
            list.text().contains("Öffentlicher Aufruf") && !list.text().contains("Aufruf 2026"),
            "{name}"
        );
        for hidden in [draft, review] {
            let answer = app.get(&format!("/public/calls/{hidden}"), None).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
        }
        for address in [published.to_string(), "IBZ-2030C".to_owned()] {
            let page = app.get(&format!("/public/calls/{address}"), None).await;
            assert_eq!(page.status, StatusCode::OK, "{name}");
            for part in [
                "Städte und Gemeinden.",
                "40.000,00",
                "Kriterium K7",
                "/public/calls/IBZ-2030C/easy",
                "24:00 Uhr",
                "Ausschlussfrist",
            ] {
                assert!(page.text().contains(part), "{name}: {part}");
            }
        }
        let request = Request::get("/public/calls/IBZ-2030C").header(header::COOKIE, "lang=en");
        let english = app.request(request.body(Body::empty()).unwrap()).await.text();
        for part in [
            "Call 2026",
            "Facilitation.",
            "€40,000.00",
            "Criterion K7",
            "cut-off deadline",
        ] {
            assert!(english.contains(part), "{name}: {part}");
        }
        assert!(
            english.contains("Städte und Gemeinden."),
            "{name}: German where there is no English"
        );
        assert!(
            !english.contains("Das Land hilft."),
            "{name}: easy German has a page of its own"
        );
        let easy = app.get("/public/calls/IBZ-2030C/easy", None).await.text();
        assert!(easy.contains("Das Land hilft."), "{name}: {easy}");
        assert!(easy.contains("bis Mitternacht"), "{name}: {easy}");
    }
}

#[tokio::test]
async fn the_public_page_leads_to_an_application_while_the_call_is_open() {
    texts();
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let now = db.now();
    let world = World::new(db, now).await;
    // where an application begins, as the feature above this one has it
    let begin = base_web::app::Feature {
        routes: base_web::Routes::new().get(
            "/applications/new",
            base_web::May::Roles(&[Role::KE]),
            |visit: base_web::Visit| async move { visit.page(base_web::view::Page::new("Neu")) },
        ),
        ..base_web::app::Feature::default()
    };
    let app = TestApp::new(
        db,
        vec![
            people::feature(),
            municipalities::feature(),
            budget::feature(),
            crate::feature(),
            begin,
        ],
    );
    let call = world.published(db, "IBZ-2030A", world.terms_around(now)).await;
    let link = "href=\"/applications/new?call=IBZ-2030A\"";
    let page = async |who| app.get("/public/calls/IBZ-2030A", who).await.text();
    assert!(!page(None).await.contains(link), "not open yet");

    let opens = base::Ctx::system("call-open", now);
    crate::open(db, &opens, call).await.unwrap();
    let html = page(None).await;
    assert!(
        html.contains(link) && html.contains("Anmelden und bewerben"),
        "{html}"
    );
    assert_eq!(
        html.matches("Sie können sich jetzt bewerben.").count(),
        1,
        "the state is said once"
    );
    let municipality = person("Kommune", &[(Role::KE, Scope::Body(Uuid::now_v7()))]);
    let html = page(Some(&municipality)).await;
    assert!(html.contains(link) && html.contains("Antrag stellen"), "{html}");
    assert!(
        !page(Some(&world.head)).await.contains(link),
        "who cannot begin one is not led there"
    );

    let closes = base::Ctx::system("call-close", now + chrono::TimeDelta::days(32));
    crate::close(db, &closes, call).await.unwrap();
    assert!(!page(None).await.contains(link), "closed");
}

#[tokio::test]
async fn machines_do_the_same_by_json() {
    texts();
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let now = db.now();
        let world = World::new(db, now).await;
        let app = app(db);
        let officer = Some(&world.officer);
        let terms = TermsJson::from(&world.terms_around(now)).to_value();
        let body = json!({ "programme": "IBZ", "code": "IBZ-2030A", "terms": terms });
        let created = app
            .api(Method::POST, "/api/v1/calls", Some(body.clone()), officer)
            .await;
        assert_eq!(created.status, StatusCode::CREATED, "{name}: {}", created.text());
        let call = created.json();
        assert_eq!(call["budget_cents"], 80_000_000, "{name}");
        let again = app.api(Method::POST, "/api/v1/calls", Some(body), officer).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert_eq!(again.json()["errors"][0]["pointer"], "/code", "{name}");

        let path = format!("/api/v1/calls/{}", call["id"].as_str().unwrap());
        let verb = async |verb: &str, extra: serde_json::Value, who| {
            let version = app.api(Method::GET, &path, None, officer).await.json()["version"].clone();
            let mut body = json!({ "version": version });
            for (key, value) in extra.as_object().unwrap() {
                body[key] = value.clone();
            }
            let answer = app
                .api(Method::POST, &format!("{path}/{verb}"), Some(body), who)
                .await;
            (answer.status.as_u16(), answer.json())
        };
        let (status, sent) = verb("submit-for-review", json!({}), officer).await;
        assert_eq!((status, &sent["state"]), (200, &json!("IN_REVIEW")), "{name}");
        assert_eq!(
            verb("submit-for-review", json!({}), officer).await.1["code"],
            "call-state",
            "{name}"
        );
        assert_eq!(verb("approve", json!({}), officer).await.0, 403, "{name}");
        assert_eq!(
            verb("approve", json!({ "role": "SB" }), Some(&world.head))
                .await
                .0,
            422,
            "{name}"
        );
        assert_eq!(
            verb("approve", json!({}), Some(&world.head)).await.1["state"],
            "IN_REVIEW",
            "{name}"
        );
        assert_eq!(
            verb("approve", json!({}), Some(&world.head)).await.1["code"],
            "four-eyes",
            "{name}"
        );
        assert_eq!(
            verb("approve", json!({}), Some(&world.budget)).await.1["state"],
            "PUBLISHED",
            "{name}"
        );
        let late = json!({ "deadline_on": "2031-03-30", "deadline_time": "02:30", "reason": "Test" });
        let (status, refused) = verb("extend", late, Some(&world.head)).await;
        assert_eq!(
            (status, &refused["code"]),
            (409, &json!("call-state")),
            "{name}: not open yet"
        );
        crate::open(
            db,
            &base::Ctx::system("call-open", now),
            call["id"].as_str().unwrap().parse().unwrap(),
        )
        .await
        .unwrap();
        let gap = json!({ "deadline_on": "2031-03-30", "deadline_time": "02:30", "reason": "Test" });
        let (status, refused) = verb("extend", gap, Some(&world.head)).await;
        assert_eq!(
            (status, &refused["errors"][0]["code"]),
            (422, &json!("calls-local-time-does-not-exist")),
            "{name}"
        );
        let later = json!({ "deadline_on": "2031-03-31", "deadline_time": null, "reason": "Test" });
        assert_eq!(
            verb("extend", later, Some(&world.head)).await.1["deadline_at"],
            "2031-03-31T22:00:00Z",
            "{name}"
        );
        assert_eq!(
            verb("start-selection", json!({}), officer).await.1["code"],
            "call-state",
            "{name}"
        );
        let (status, cancelled) = verb(
            "cancel",
            json!({ "reason": "Mittel entfallen" }),
            Some(&world.head),
        )
        .await;
        assert_eq!(
            (status, &cancelled["state"]),
            (200, &json!("CANCELLED")),
            "{name}"
        );

        // scoped: an office of another programme sees nothing
        let foreign = person("Fremd", &[(Role::SB, Scope::Programme(Uuid::now_v7()))]);
        assert_eq!(
            app.api(Method::GET, &path, None, Some(&foreign)).await.status,
            StatusCode::NOT_FOUND,
            "{name}"
        );
        assert_eq!(
            app.api(Method::GET, "/api/v1/calls", None, Some(&foreign))
                .await
                .json()["total"],
            0,
            "{name}"
        );
        assert_eq!(
            app.api(Method::GET, "/api/v1/calls", None, officer).await.json()["total"],
            1,
            "{name}"
        );
        let municipality = person("Kommune", &[(Role::KE, Scope::Body(Uuid::now_v7()))]);
        assert_eq!(
            app.get("/calls", Some(&municipality)).await.status,
            StatusCode::FORBIDDEN,
            "{name}"
        );
        assert_eq!(
            app.get("/calls", None).await.status.as_u16() / 100,
            3,
            "{name}: to the sign-in"
        );
    }
}

/// What people read, without tags and attributes.
fn visible(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
        text.push('\n');
    }
    text
}

#[tokio::test]
async fn every_page_has_words_in_every_state_and_both_languages() {
    texts();
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let now = db.now();
    let world = World::new(db, now).await;
    let app = app(db);
    let id = world
        .published(db, "IBZ-2030A", super::depth::rich(&world, now))
        .await;
    let mut everybody = world.both.clone();
    everybody
        .assignments
        .extend(world.officer.assignments.iter().copied());
    for state in CallState::ALL {
        let call = get(db, id).await;
        let at = base::Ctx::system("test", now);
        let unit = db.write(&at).await.unwrap();
        let state_column = crate::store::call::Column::State;
        let to = sea_orm::sea_query::Expr::value(state.code());
        crate::store::change(&unit, &call, |update| update.col_expr(state_column, to))
            .await
            .unwrap();
        unit.commit().await.unwrap();
        let mut paths = vec![
            "/calls".to_owned(),
            "/calls/new".to_owned(),
            "/public/calls".to_owned(),
        ];
        paths.extend(
            [
                "",
                "/copy",
                "/preview",
                "/preview/check",
                "/versions",
                "/versions/1",
            ]
            .map(|page| format!("/calls/{id}{page}")),
        );
        paths.extend(Group::ALL.iter().map(|group| format!("/calls/{id}/edit/{group}")));
        if !matches!(state, CallState::Draft | CallState::InReview | CallState::Preview) {
            paths.extend(["easy", "check?name=x&begun=yes"].map(|page| format!("/public/calls/{id}/{page}")));
            paths.push(format!("/public/calls/{id}"));
        }
        for path in paths {
            for lang in ["de", "en"] {
                let request = Request::get(&path)
                    .header(header::COOKIE, format!("lang={lang}"))
                    .header(header::COOKIE, base_testing::app::session(&everybody));
                let answer = app.request(request.body(Body::empty()).unwrap()).await;
                assert!(answer.status == StatusCode::OK, "{path}: {}", answer.status);
                let html = answer.text();
                let mut ids: Vec<&str> = html
                    .split(" id=\"")
                    .skip(1)
                    .filter_map(|rest| rest.split('"').next())
                    .collect();
                let count = ids.len();
                ids.sort_unstable();
                ids.dedup();
                assert_eq!(ids.len(), count, "{path} in {state}: an id occurs twice");
                let text = visible(&html);
                let untold: Vec<&str> = text.lines().filter(|line| line.contains("calls-")).collect();
                assert_eq!(untold, Vec::<&str>::new(), "{path} in {state}, {lang}");
            }
        }
    }
}

#[test]
fn both_languages_say_the_same_things() {
    let (de, en) = crate::TEXTS;
    assert_eq!(base::texts::keys(de), base::texts::keys(en));
}
