//! Calls in depth: parts of the editor, corrections, templates, try-outs, examples, and what everybody sees.

use axum::http::StatusCode;
use base::{Cents, Ctx, Problem};
use base_db::{Db, PageRequest};
use base_testing::{TestApp, ctx, db::databases};
use chrono::{DateTime, Datelike, TimeDelta, Utc};
use municipalities::BodyType;

use super::world::{World, get, texts, utc};
use crate::{
    Approve, CallState, Correct, DocumentItem, Edit, Example, FileKind, Filter, MailText, Outcome,
    SubmitForReview, Terms, TryOut,
};

/// Terms with everything a call can say.
pub fn rich(world: &World, now: DateTime<Utc>) -> Terms {
    let terms = world.terms_around(now);
    let period = terms.project_from.zip(terms.project_until);
    let example = |label: &str, requested: i64, expected, amount: Option<i64>| Example {
        label: label.to_owned(),
        body_type: BodyType::Stadt,
        key: "08416041".to_owned(),
        has_begun: false,
        starts_on: period.map(|(from, _)| from),
        ends_on: period.map(|(_, until)| until),
        requested: Cents(requested),
        total_cost: None,
        expected,
        expected_amount: amount.map(Cents),
    };
    Terms {
        grace_minutes: 15,
        documents: vec![DocumentItem {
            code: "D1".to_owned(),
            label_de: "Beschluss des Gemeinderats".to_owned(),
            label_en: "Council decision".to_owned(),
            is_required: true,
            kinds: vec![FileKind::Pdf, FileKind::Docx],
        }],
        mail_texts: vec![MailText {
            code: "M-C08".to_owned(),
            subject_de: "Geändert: {Ausschreibung}".to_owned(),
            body_de: "Bitte beachten Sie: {Begründung}".to_owned(),
            ..MailText::default()
        }],
        examples: vec![
            example("am Höchstbetrag", 5_000_000, Outcome::Eligible, Some(4_000_000)),
            example("zu klein", 249_999, Outcome::NotEligible, None),
        ],
        ..terms
    }
}

fn app(db: &Db) -> TestApp {
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

fn code(problem: Problem) -> String {
    match problem {
        Problem::Refused { code, .. } => code.to_owned(),
        Problem::Invalid(fields) => fields
            .into_iter()
            .map(|field| field.field)
            .collect::<Vec<_>>()
            .join(","),
        other => other.to_string(),
    }
}

#[tokio::test]
async fn a_correction_changes_only_what_its_state_leaves_open_and_makes_an_edition() {
    texts();
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let now = db.now();
        let world = World::new(db, now).await;
        let call = world.published(db, "IBZ-2030A", rich(&world, now)).await;
        let correct = async |change: fn(&mut Terms)| {
            let seen = get(db, call).await;
            let mut terms = seen.terms.clone();
            change(&mut terms);
            let command = Correct {
                call,
                version: seen.version,
                terms,
                reason: "Zur Klarstellung.".to_owned(),
            };
            crate::correct(db, &ctx(&world.officer, now), command)
                .await
                .map_err(code)
        };
        assert_eq!(correct(|_| ()).await, Err("nothing-changed".to_owned()), "{name}");
        let longer: fn(&mut Terms) = |terms| terms.documents[0].kinds.push(FileKind::Png);
        assert_eq!(correct(longer).await, Ok(()), "{name}: nobody can have begun");
        assert_eq!(
            correct(|terms| terms.grace_minutes = 30).await,
            Err("grace_minutes".to_owned()),
            "{name}"
        );
        assert_eq!(
            correct(|terms| terms.cap = Cents(1)).await,
            Err("cap_cents".to_owned()),
            "{name}"
        );
        let at = Ctx::system("call-open", now);
        crate::open(db, &at, call).await.unwrap();
        assert_eq!(correct(longer).await, Err("documents".to_owned()), "{name}: open");
        let words: fn(&mut Terms) = |terms| terms.mail_texts.clear();
        assert_eq!(correct(words).await, Ok(()), "{name}: words of coming mails");
        assert_eq!(
            correct(|terms| terms.easy_de.push_str(" Neu.")).await,
            Ok(()),
            "{name}"
        );

        let editions = crate::editions(db.reader(), call).await.unwrap();
        let numbers: Vec<i64> = editions.iter().map(|edition| edition.edition).collect();
        assert_eq!(numbers, [4, 3, 2, 1], "{name}");
        assert_eq!(
            editions[3].terms.documents[0].kinds,
            ["PDF", "DOCX"],
            "{name}: as it was published"
        );
        assert_eq!(editions[0].reason, "Zur Klarstellung.", "{name}");
        let by = base_testing::operator(now);
        let unit = db.write(&by).await.unwrap();
        let erase = sea_orm::ConnectionTrait::execute_unprepared(unit.conn(), "DELETE FROM call_version");
        assert!(erase.await.is_err(), "{name}: editions stay");
        drop(unit);

        let app = app(db);
        let page = app
            .get(&format!("/calls/{call}/versions/2"), Some(&world.officer))
            .await
            .text();
        for part in [
            "Unterlagen zum Antrag",
            "ja · PDF, DOCX<",
            "ja · PDF, DOCX, PNG<",
            "Fassung 1 (vorher)",
        ] {
            assert!(page.contains(part), "{name}: {part}: {page}");
        }
        let list = app
            .get(&format!("/calls/{call}/versions"), Some(&world.officer))
            .await
            .text();
        assert!(
            list.contains("Leichte Sprache") && list.contains("Zur Klarstellung."),
            "{name}"
        );
        let public = app.get("/public/calls/IBZ-2030A", None).await.text();
        assert!(
            public.contains("Fassung 4") && public.contains("Zur Klarstellung."),
            "{name}"
        );
    }
}

#[tokio::test]
async fn publishing_runs_the_examples_and_is_refused_with_the_difference() {
    texts();
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let now = db.now();
        let world = World::new(db, now).await;
        let mut terms = rich(&world, now);
        terms.examples[0].expected_amount = Some(Cents(3_999_900));
        let call = world.draft(db, "IBZ-2030A", terms).await;
        let at = ctx(&world.officer, now);
        let refused = crate::submit_for_review(db, &at, SubmitForReview { call, version: 1 }).await;
        let Err(Problem::Refused { code, text }) = refused else {
            panic!("{name}: refused")
        };
        let said = base::texts::say(base::Lang::De, &text);
        assert_eq!(code, "examples-differ", "{name}");
        assert!(
            said.contains("am Höchstbetrag") && said.contains("40.000,00") && said.contains("39.999,00"),
            "{said}"
        );

        let mut terms = get(db, call).await.terms;
        terms.examples[0].expected_amount = Some(Cents(4_000_000));
        crate::edit(
            db,
            &at,
            Edit {
                call,
                version: 1,
                terms,
            },
        )
        .await
        .unwrap();
        crate::submit_for_review(db, &at, SubmitForReview { call, version: 2 })
            .await
            .unwrap();
        for person in [&world.head, &world.budget] {
            let version = get(db, call).await.version;
            let command = Approve {
                call,
                version,
                role: None,
            };
            crate::approve(db, &ctx(person, now), command).await.unwrap();
        }
        assert_eq!(get(db, call).await.state, CallState::Published, "{name}");
        let page = app(db)
            .get(&format!("/calls/{call}"), Some(&world.officer))
            .await
            .text();
        assert!(page.contains("2 Beispiele, 2 wie erwartet"), "{name}");
    }
}

#[tokio::test]
async fn rows_come_and_go_without_script_and_wrong_placeholders_name_the_right_ones() {
    texts();
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let now = db.now();
        let world = World::new(db, now).await;
        let app = app(db);
        let officer = Some(&world.officer);
        let call = world.draft(db, "IBZ-2030A", world.terms_around(now)).await;
        let path = |part: &str| format!("/calls/{call}/edit/{part}");
        let post = async |part: &str, more: &[(&str, &str)]| {
            let version = get(db, call).await.version.to_string();
            let stored = crate::web::typed(&get(db, call).await.terms);
            let mut fields: Vec<(&str, &str)> = vec![("version", &version)];
            let changed = |key: &str| more.iter().any(|(name, _)| *name == key);
            fields.extend(
                stored
                    .0
                    .iter()
                    .filter(|(key, _)| !changed(key))
                    .map(|(key, value)| (key.as_str(), value.as_str())),
            );
            fields.extend(more);
            app.post_form(&path(part), &fields, officer).await
        };
        // one more row is shown, nothing is stored
        let more = post("criteria", &[("do", "add")]).await;
        assert_eq!(more.status, StatusCode::OK, "{name}");
        assert!(
            more.text().contains("criteria.8.code") && !more.text().contains("criteria.9.code"),
            "{name}"
        );
        assert_eq!(get(db, call).await.version, 1, "{name}");
        // a row ticked for removal is gone
        let saved = post(
            "criteria",
            &[("criteria.7.remove", "true"), ("criteria.6.weight", "15")],
        )
        .await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{name}: {}", saved.text());
        assert_eq!(get(db, call).await.criteria.len(), 6, "{name}");

        let wrong = post(
            "mails",
            &[
                ("mail_texts.M-A02.subject_de", "Da"),
                ("mail_texts.M-A02.body_de", "{Nummer}"),
            ],
        )
        .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(
            wrong.text().contains("{Prüfsumme}") && wrong.text().contains("f-mail_texts-M-A02-body_de-error"),
            "{name}"
        );
        let shown = post(
            "mails",
            &[
                ("do", "preview"),
                ("mail_texts.M-A02.subject_de", "Da"),
                ("mail_texts.M-A02.body_de", "Antrag {Antrag} ist da."),
            ],
        )
        .await;
        assert!(shown.text().contains("Antrag IBZ-2030A-0001 ist da."), "{name}");
        assert!(
            get(db, call).await.mail_texts.is_empty(),
            "{name}: a preview stores nothing"
        );

        let lost = post(
            "dates",
            &[("deadline_on", "2031-03-30"), ("deadline_time", "02:30")],
        )
        .await;
        assert_eq!(lost.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(
            lost.text()
                .contains("weil die Uhr auf Sommerzeit vorgestellt wird"),
            "{name}"
        );
        let bare = post(
            "documents",
            &[("documents.1.code", "D1"), ("documents.1.label_de", "Beschluss")],
        )
        .await;
        assert!(
            bare.text().contains("Wählen Sie mindestens eine Dateiart."),
            "{name}"
        );
    }
}

#[tokio::test]
async fn last_years_call_is_a_template_with_dates_to_be_confirmed() {
    texts();
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let now = db.now();
        let world = World::new(db, now).await;
        let app = app(db);
        let officer = Some(&world.officer);
        let source = world.published(db, "IBZ-2030A", rich(&world, now)).await;
        let source = get(db, source).await;
        let path = format!("/calls/{}/copy", source.id);
        assert_eq!(app.get(&path, officer).await.status, StatusCode::OK, "{name}");
        let later = crate::a_year_later(&source.terms);
        let data = crate::web::typed(&later).with("code", "IBZ-2031A");
        let mut fields: Vec<(&str, &str)> = data
            .0
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
            .collect();
        let unconfirmed = app.post_form(&path, &fields, officer).await;
        assert_eq!(unconfirmed.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(unconfirmed.text().contains("f-dates_checked-error"), "{name}");
        fields.push(("dates_checked", "true"));
        let copied = app.post_form(&path, &fields, officer).await;
        assert_eq!(copied.status, StatusCode::SEE_OTHER, "{name}: {}", copied.text());
        let copy = crate::find_by_code(db.reader(), "IBZ-2031A")
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (copy.state, copy.cloned_from),
            (CallState::Draft, Some(source.id)),
            "{name}"
        );
        assert_eq!(
            copy.deadline.date().year(),
            source.deadline.date().year() + 1,
            "{name}"
        );
        assert_eq!(
            copy.budget_years[0].year,
            source.budget_years[0].year + 1,
            "{name}"
        );
        assert_eq!(
            (&copy.criteria, &copy.documents),
            (&source.criteria, &source.documents),
            "{name}"
        );
        assert_eq!(copy.number_prefix, "IBZ-2031A", "{name}");
    }
}

#[tokio::test]
async fn a_try_out_carries_the_draft_and_stands_in_no_list() {
    texts();
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let now = db.now();
        let world = World::new(db, now).await;
        let call = world.draft(db, "IBZ-2030A", rich(&world, now)).await;
        let at = ctx(&world.officer, now);
        let preview = crate::try_out(db, &at, TryOut { call, version: 1 })
            .await
            .unwrap();
        let tried = get(db, preview).await;
        assert_eq!(
            (tried.state, tried.preview_of),
            (CallState::Preview, Some(call)),
            "{name}"
        );
        assert_eq!(
            (tried.code.as_str(), tried.number_prefix.as_str()),
            ("IBZ-2030A-T", "IBZ-2030A-T"),
            "{name}"
        );
        // the draft changes, the try-out follows
        let mut terms = tried.terms.clone();
        terms.title_de = "Neuer Titel".to_owned();
        crate::edit(
            db,
            &at,
            Edit {
                call,
                version: 1,
                terms,
            },
        )
        .await
        .unwrap();
        let again = crate::try_out(db, &at, TryOut { call, version: 2 })
            .await
            .unwrap();
        assert_eq!(again, preview, "{name}: one try-out per draft");
        assert_eq!(get(db, preview).await.title_de, "Neuer Titel", "{name}");

        let listed = crate::list(db.reader(), &at, &Filter::default(), PageRequest::number(1))
            .await
            .unwrap();
        assert_eq!(listed.total, 1, "{name}");
        let asked = Filter {
            state: Some(CallState::Preview),
            ..Filter::default()
        };
        let listed = crate::list(db.reader(), &at, &asked, PageRequest::number(1))
            .await
            .unwrap();
        assert_eq!(listed.total, 1, "{name}: asked for by its state");
        assert_eq!(crate::codes(db.reader(), &at).await.unwrap().len(), 1, "{name}");
        assert_eq!(
            crate::calls_of(db.reader(), world.programme).await.unwrap().len(),
            1,
            "{name}"
        );
        assert!(crate::open_calls(db.reader()).await.unwrap().is_empty(), "{name}");
        let app = app(db);
        let officer = Some(&world.officer);
        assert_eq!(
            app.get("/public/calls/IBZ-2030A-T", None).await.status,
            StatusCode::NOT_FOUND,
            "{name}"
        );
        let page = app.get(&format!("/calls/{preview}"), officer).await.text();
        assert!(page.contains("Diese Ausschreibung ist eine Erprobung."), "{name}");
        let steps = "<ol class=\"steps\">";
        assert!(!page.contains(steps), "{name}: it goes no way");
        let page = app.get(&format!("/calls/{call}"), officer).await.text();
        assert!(page.contains(steps), "{name}: the draft does");
        let seen = app.get(&format!("/calls/{call}/preview"), officer).await.text();
        assert!(
            seen.contains("Noch ist sie nicht öffentlich.") && seen.contains("Beschluss des Gemeinderats"),
            "{name}"
        );
        let rule = crate::rules::steps_from(CallState::Preview).count();
        assert_eq!(rule, 0, "no step leads out");
    }
}

#[tokio::test]
async fn everybody_sees_until_when_and_checks_without_signing_in() {
    texts();
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let now = db.now();
        let world = World::new(db, now).await;
        let mut terms = rich(&world, now);
        // a period around the demo's days, so that the questions can be answered by it
        terms.project_from = "2026-06-01".parse().ok();
        terms.project_until = "2028-05-31".parse().ok();
        terms.examples.clear();
        let call = world.published(db, "IBZ-2030A", terms).await;
        crate::open(db, &Ctx::system("call-open", now), call)
            .await
            .unwrap();
        let app = app(db);
        let page = app.get("/public/calls/IBZ-2030A", None).await.text();
        for part in [
            "24:00 Uhr",
            " Tage und ",
            "Beschluss des Gemeinderats",
            "/public/calls/IBZ-2030A/check",
        ] {
            assert!(page.contains(part), "{name}: {part}");
        }
        assert!(!page.contains("Kulanz"), "{name}: the grace is never shown");
        let easy = app.get("/public/calls/IBZ-2030A/easy", None).await.text();
        assert!(easy.contains("Das Land hilft."), "{name}");
        assert!(
            easy.contains("Der letzte Tag ist") && !easy.contains("Sie können ab dem"),
            "{name}"
        );
        // where the deadline has a clock time, it is said
        let noon = Terms {
            deadline: base::Deadline::new(
                base::calendar::local_date(now) + chrono::Days::new(9),
                "12:00:00".parse().ok(),
            )
            .unwrap(),
            easy_de: "Das Land hilft.".to_owned(),
            ..world.terms_around(now)
        };
        world.published(db, "IBZ-2030N", noon).await;
        let easy = app.get("/public/calls/IBZ-2030N/easy", None).await.text();
        assert!(easy.contains("muss vor 12:00 Uhr da sein."), "{name}: {easy}");
        let file = app.get("/public/calls/IBZ-2030A/calendar.ics", None).await;
        let kind = file
            .headers
            .get("content-type")
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        assert!(
            kind.starts_with("text/calendar") && file.text().contains("BEGIN:VEVENT"),
            "{name}"
        );

        let check = async |query: &str| {
            let path = format!("/public/calls/IBZ-2030A/check?{query}");
            app.get(&path, None).await.text()
        };
        assert!(
            check("begun=yes")
                .await
                .contains("So ist eine Bewerbung nicht möglich"),
            "{name}"
        );
        let open = check("begun=no").await;
        assert!(
            open.contains("Das lässt sich noch nicht sagen") && open.contains("Wählen Sie Ihre Kommune"),
            "{name}"
        );
        assert!(
            check("requested=viel").await.contains("f-requested-error"),
            "{name}"
        );
        let path = "/api/v1/public/calls/IBZ-2030A/check?begun=yes";
        let json = app.api(axum::http::Method::GET, path, None, None).await.json();
        assert_eq!(json["outcome"], "NOT_ELIGIBLE", "{name}");
        let path = "/api/v1/public/calls/IBZ-2030A";
        let json = app.api(axum::http::Method::GET, path, None, None).await.json();
        assert_eq!(json["terms"]["grace_minutes"], 0, "{name}: for the office alone");
        assert_eq!(json["terms"]["documents"][0]["code"], "D1", "{name}");
        let hidden = app
            .api(
                axum::http::Method::GET,
                "/api/v1/public/calls/IBZ-2099A",
                None,
                None,
            )
            .await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{name}");
    }
}

#[test]
fn t01_with_a_declared_grace_what_was_begun_in_time_is_on_time() {
    let terms = Terms {
        grace_minutes: 10,
        ..super::world::some_terms()
    };
    let end = utc("2026-03-06T23:00:00Z");
    let (before, after) = (end - TimeDelta::seconds(1), end + TimeDelta::minutes(9));
    assert!(terms.is_on_time(before, before));
    assert!(terms.is_on_time(before, after));
    assert!(!terms.is_on_time(end, end), "begun in the deadline's own instant");
    assert!(
        !terms.is_on_time(before, end + TimeDelta::minutes(10)),
        "half-open as well"
    );
    let strict = super::world::some_terms();
    assert!(!strict.is_on_time(before, end), "no grace unless declared");
}
