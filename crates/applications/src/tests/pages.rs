//! Pages and API over HTTP, as a municipality and as an officer.

use axum::http::{Method, StatusCode};
use base::{Lang, Person, Role};
use base_db::Db;
use base_testing::TestApp;
use base_testing::db::databases;
use calls::Call;
use serde_json::json;

use super::world::{World, body, fields, mails, row, submitted, terms_around};
use crate::model::{Application, ApplicationState as S};
use crate::queries;

fn app(db: &Db) -> TestApp {
    TestApp::new(
        db,
        vec![
            people::feature(),
            municipalities::feature(),
            budget::feature(),
            calls::feature(),
            crate::feature(),
        ],
    )
}

async fn set_up(db: &Db) -> (World, Call, Person, TestApp) {
    let now = db.now();
    let world = World::new(db, now - chrono::TimeDelta::days(2)).await;
    let call = world.call(db, "IBZ-2026A", terms_around(now)).await;
    let lead = body(db, "08416025").await;
    let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
    (world, call, editor, app(db))
}

/// The sections of the short form as a browser sends them, nothing having been there.
fn sections() -> Vec<Vec<(&'static str, String)>> {
    let fields = fields();
    let section = |name: &str, inputs: Vec<(&'static str, String)>| {
        let mut sent = vec![("section", name.to_owned())];
        sent.extend(inputs.iter().map(|(code, _)| (version_of(code), "0".to_owned())));
        sent.extend(inputs);
        sent
    };
    vec![
        section(
            "applicant",
            vec![
                ("A8b", fields.contact_name),
                ("A8c", fields.contact_role),
                ("A9", fields.contact_email),
                ("A10", fields.contact_phone),
            ],
        ),
        section(
            "project",
            vec![
                ("C2", fields.summary.trim().to_owned()),
                ("C11a", "2026-06-01".to_owned()),
                ("C11b", "31.05.2028".to_owned()),
            ],
        ),
        section(
            "support",
            vec![("D1", "FACILITATION".to_owned()), ("D2", "20,5".to_owned())],
        ),
        section("money", vec![("E2a", "31.500,50".to_owned())]),
    ]
}

fn version_of(code: &str) -> &'static str {
    match code {
        "A8b" => "v.A8b",
        "A8c" => "v.A8c",
        "A9" => "v.A9",
        "A10" => "v.A10",
        "C2" => "v.C2",
        "C11a" => "v.C11a",
        "C11b" => "v.C11b",
        "D1" => "v.D1",
        "D2" => "v.D2",
        "E2a" => "v.E2a",
        other => panic!("{other}"),
    }
}

fn pairs<'a>(form: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    form.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

async fn only(db: &Db, person: &Person) -> Application {
    let ctx = base_testing::ctx(person, db.now());
    let all = queries::all(db.reader(), &ctx, &crate::Filter::default())
        .await
        .unwrap();
    assert_eq!(all.len(), 1);
    all[0].clone()
}

const DECLARED: [(&str, &str); 6] = [
    ("not_begun", "on"),
    ("no_double_funding", "on"),
    ("true_and_complete", "on"),
    ("privacy_read", "on"),
    ("exchange_willing", "on"),
    ("cover_sheet", "on"),
];

#[tokio::test]
async fn a_municipality_writes_reviews_and_hands_in_with_a_double_click() {
    for test in databases().await {
        let db = &test.db;
        let (_, _, editor, app) = set_up(db).await;
        let lead = body(db, "08416025").await;
        let new = app.get("/applications/new?call=IBZ-2026A", Some(&editor)).await;
        assert_eq!(new.status, StatusCode::OK, "{}", new.text());
        assert!(new.text().contains("Mössingen") && new.text().contains("40.000,00"));
        let lead_id = lead.id.to_string();
        let begin = [
            ("call", "IBZ-2026A"),
            ("lead", lead_id.as_str()),
            ("title", "Mössinger Runde"),
        ];
        let created = app.post_form("/applications", &begin, Some(&editor)).await;
        assert_eq!(created.status, StatusCode::SEE_OTHER, "{}", created.text());
        let overview = app
            .get(&created.location().replace("?done=", "?x="), Some(&editor))
            .await
            .text();
        assert!(overview.contains("0 von 4 Pflichtangaben"), "{overview}");
        let edit = format!("/applications/{}/edit", only(db, &editor).await.id);
        for sent in sections() {
            let saved = app.post_form(&edit, &pairs(&sent), Some(&editor)).await;
            assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        }
        let draft = only(db, &editor).await;
        assert_eq!((draft.support_tenths, draft.requested.0), (Some(205), 3_150_050));
        let section = app
            .get(&format!("{edit}?section=support"), Some(&editor))
            .await
            .text();
        assert!(
            section.contains("value=\"20,5\"") && section.contains("name=\"v.D2\" value=\"1\""),
            "{section}"
        );
        let home = app.get("/my-applications", Some(&editor)).await;
        assert!(home.text().contains(&draft.draft_code) && home.text().contains("Aufruf 2026"));

        let here = format!("/applications/{}", draft.id);
        let review = app.get(&format!("{here}/submit"), Some(&editor)).await;
        assert!(
            review.text().contains("Alle Angaben sind vorhanden."),
            "{}",
            review.text()
        );
        let version = draft.version.to_string();
        let mut sent: Vec<(&str, &str)> = vec![("version", version.as_str())];
        let bare = app
            .post_form(&format!("{here}/submit"), &sent, Some(&editor))
            .await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        sent.extend(DECLARED);
        let path = format!("{here}/submit");
        let (first, second) = tokio::join!(
            app.post_form(&path, &sent, Some(&editor)),
            app.post_form(&path, &sent, Some(&editor))
        );
        assert_eq!(
            (first.status, second.status),
            (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER),
            "{}",
            second.text()
        );
        assert_eq!(first.location(), second.location());
        let receipt = app.get(first.location(), Some(&editor)).await.text();
        let snapshot = queries::latest_snapshot(db.reader(), draft.id)
            .await
            .unwrap()
            .unwrap();
        assert!(
            receipt.contains("IBZ-2026A-0001") && receipt.contains(&snapshot.sha256),
            "{receipt}"
        );
        assert!(receipt.contains("rechtzeitig eingegangen"));
        assert_eq!(mails(db, draft.id).await, ["M-A01", "M-A02"], "{}", test.name);
        let mail = &base_mail::of_case(db.reader(), draft.id.0, 1).await.unwrap()[0];
        assert!(mail.subject.contains("[IBZ-2026A-0001]"), "{}", mail.subject);
        assert!(mail.body_text.contains(&snapshot.sha256), "{}", mail.body_text);
    }
}

/// A draft of Mössingen through the page, and the address of its form.
async fn begun(db: &Db, app: &TestApp, editor: &Person) -> String {
    let lead = body(db, "08416025").await.id.to_string();
    let begin = [("call", "IBZ-2026A"), ("lead", lead.as_str()), ("title", "")];
    let created = app.post_form("/applications", &begin, Some(editor)).await;
    assert_eq!(created.status, StatusCode::SEE_OTHER, "{}", created.text());
    format!("/applications/{}/edit", only(db, editor).await.id)
}

#[tokio::test]
async fn a_refused_section_keeps_what_was_typed_and_saves_the_rest() {
    let test = base_testing::db::sqlite().await;
    let (_, _, editor, app) = set_up(&test.db).await;
    let edit = begun(&test.db, &app, &editor).await;
    let sent = [
        ("section", "applicant"),
        ("v.A8b", "0"),
        ("v.A9", "0"),
        ("v.A10", "0"),
        ("A8b", "Fachstelle Integration"),
        ("A9", "kein-at"),
        ("A10", "auf Anfrage"),
    ];
    let refused = app.post_form(&edit, &sent, Some(&editor)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text();
    for text in [
        "value=\"kein-at\"",
        "value=\"auf Anfrage\"",
        "„kein-at“ ist keine E-Mail-Adresse",
        "value=\"Fachstelle Integration\"",
        "name=\"v.A8b\" value=\"1\"",
    ] {
        assert!(page.contains(text), "{text} is missing: {page}");
    }
    let draft = only(&test.db, &editor).await;
    assert_eq!(draft.contact_name, "Fachstelle Integration", "what fits is saved");
    assert_eq!(draft.contact_email, "");
}

#[tokio::test]
async fn five_mebibytes_in_a_field_come_back_with_a_clear_message() {
    let test = base_testing::db::sqlite().await;
    let (_, _, editor, app) = set_up(&test.db).await;
    let edit = begun(&test.db, &app, &editor).await;
    let text = "x".repeat(5 * 1024 * 1024);
    let sent = [("section", "project"), ("v.C2", "0"), ("C2", text.as_str())];
    let refused = app.post_form(&edit, &sent, Some(&editor)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text();
    assert!(page.contains("Höchstens 600 Zeichen; es sind 5242880"));
    assert!(page.contains(&text), "nothing typed is lost");
}

#[tokio::test]
async fn the_second_of_two_writers_chooses_between_both_values() {
    for test in databases().await {
        let db = &test.db;
        let (world, _, editor, app) = set_up(db).await;
        let lead = body(db, "08416025").await;
        let other = world.municipal(db, "ke2", &lead, &[Role::KE]).await;
        let edit = begun(db, &app, &editor).await;
        let sent = |text| [("section", "project"), ("v.C2", "0"), ("C2", text)];
        app.post_form(&edit, &sent("Fassung eins"), Some(&editor)).await;
        let answer = app.post_form(&edit, &sent("Fassung zwei"), Some(&other)).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text());
        let page = answer.text();
        for text in [
            "Fassung eins",
            "Fassung zwei",
            "Person ke (Test)",
            "name=\"v.C2\" value=\"1\"",
        ] {
            assert!(page.contains(text), "{text} is missing: {page}");
        }
        let theirs = [
            ("section", "project"),
            ("v.C2", "1"),
            ("C2", "Fassung zwei"),
            ("pick.C2", "theirs"),
        ];
        app.post_form(&edit, &theirs, Some(&other)).await;
        assert_eq!(only(db, &editor).await.summary, "Fassung eins");
        let mine = [
            ("section", "project"),
            ("v.C2", "1"),
            ("C2", "Fassung zwei"),
            ("pick.C2", "mine"),
        ];
        app.post_form(&edit, &mine, Some(&other)).await;
        assert_eq!(only(db, &editor).await.summary, "Fassung zwei");
    }
}

#[tokio::test]
async fn autosave_puts_one_field_and_tells_both_values_of_a_conflict() {
    for test in databases().await {
        let db = &test.db;
        let (world, _, editor, app) = set_up(db).await;
        let edit = begun(db, &app, &editor).await;
        let section = app
            .get(&format!("{edit}?section=project"), Some(&editor))
            .await
            .text();
        let draft = only(db, &editor).await;
        let answers = format!("/api/v1/applications/{}/answers", draft.id);
        assert!(
            section.contains(&format!("data-autosave=\"{answers}\"")) && section.contains("autosave.js"),
            "{section}"
        );
        let put = async |field: &str, body: serde_json::Value, who: &Person| {
            app.api(Method::PUT, &format!("{answers}/{field}"), Some(body), Some(who))
                .await
        };
        let typed = |text: &str, version: i64| json!({ "typed": { "C1": [text] }, "version": version });
        let saved = put("C1", typed("Runde", 0), &editor).await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
        assert_eq!(saved.json()["version"], 1);
        assert_eq!(saved.json()["time"].as_str().unwrap().len(), 5);
        let stale = put("C1", typed("Kreis", 0), &editor).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let told = stale.json();
        assert_eq!(told["code"], "answer-changed");
        assert_eq!(told["theirs_typed"]["C1"][0], "Runde");
        let date = json!({ "value": "2026-09-01", "version": 0 });
        assert_eq!(put("C11a", date, &editor).await.status, StatusCode::OK);
        let wrong = put(
            "A9",
            json!({ "typed": { "A9": ["kein-at"] }, "version": 0 }),
            &editor,
        )
        .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let unknown = put("Z9", typed("x", 0), &editor).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        let officer = put("C1", typed("Amt", 1), &world.officer).await;
        assert_eq!(officer.status, StatusCode::NOT_FOUND, "a draft is its writers'");
        let listed = app.api(Method::GET, &answers, None, Some(&editor)).await.json();
        let items = listed["items"].as_array().unwrap();
        let title = items.iter().find(|item| item["field"] == "C1").unwrap();
        assert_eq!((&title["value"], &title["version"]), (&json!("Runde"), &json!(1)));
        let open = app
            .api(
                Method::GET,
                &answers.replace("answers", "open-points"),
                None,
                Some(&editor),
            )
            .await
            .json();
        let open = open["items"].as_array().unwrap().clone();
        assert!(
            open.iter()
                .any(|point| point["field"] == "C2" && point["section"] == "project")
        );
        assert!(open.iter().all(|point| point["field"] != "C1"));
    }
}

#[tokio::test]
async fn the_list_filters_sorts_and_pages() {
    for test in databases().await {
        let db = &test.db;
        let (world, call, _, app) = set_up(db).await;
        for (number, key) in ["08416025", "08226041", "08317065"].into_iter().enumerate() {
            let lead = body(db, key).await;
            let editor = world
                .municipal(db, &format!("k{number}"), &lead, &[Role::KE, Role::KZ])
                .await;
            submitted(db, &editor, db.now(), call.id, &lead).await;
        }
        let all = app.get("/applications", Some(&world.officer)).await;
        assert_eq!(all.status, StatusCode::OK, "{}", all.text());
        let found = async |query: &str| {
            let list = app
                .api(
                    Method::GET,
                    &format!("/api/v1/applications{query}"),
                    None,
                    Some(&world.officer),
                )
                .await;
            assert_eq!(list.status, StatusCode::OK, "{}", list.text());
            let items = list.json()["items"].as_array().unwrap().clone();
            items
                .iter()
                .map(|item| item["lead_name"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            found("?sort=lead").await,
            ["Lahr/Schwarzwald", "Leimen", "Mössingen"]
        );
        assert_eq!(
            found("?sort=-lead").await,
            ["Mössingen", "Leimen", "Lahr/Schwarzwald"]
        );
        assert_eq!(found("?q=moessingen").await, ["Mössingen"], "umlauts both ways");
        assert_eq!(found("?q=0002").await.len(), 1, "by number");
        assert_eq!(found("?district=08416").await, ["Mössingen"]);
        assert_eq!(found("?state=DRAFT").await.len(), 0);
        assert_eq!(found("?call=IBZ-2026A&per_page=2&page=2").await.len(), 1);
        assert_eq!(
            found("?call=GIBTS-NICHT").await.len(),
            0,
            "an unknown call finds nothing"
        );
    }
}

#[tokio::test]
async fn the_api_goes_the_same_way_as_the_pages() {
    for test in databases().await {
        let db = &test.db;
        let (world, _, editor, app) = set_up(db).await;
        let fields = fields();
        let new = json!({
            "call": "IBZ-2026A", "lead": "08416025", "title": fields.title, "summary": fields.summary.trim(),
            "contact_name": "Fachstelle", "contact_role": "Leitung", "contact_email": "a@b.example",
            "contact_phone": "030 23125-100", "project_from": "2026-06-01", "project_until": "2028-05-31",
            "requested_cents": 4_000_000, "parties": [{ "body": "Ostrach", "role": "PARTNER" }],
        });
        let created = app
            .api(Method::POST, "/api/v1/applications", Some(new), Some(&editor))
            .await;
        assert_eq!(created.status, StatusCode::CREATED, "{}", created.text());
        let id = created.json()["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/applications/{id}");
        let partners =
            json!({ "version": 1, "partners": [{ "body": "Ostrach", "task": "Begegnungsräume" }] });
        let set = app
            .api(
                Method::PUT,
                &format!("{path}/partners"),
                Some(partners),
                Some(&editor),
            )
            .await;
        assert_eq!(set.status, StatusCode::OK, "{}", set.text());
        let asked = app
            .api(Method::POST, &format!("{path}/partners/ask"), None, Some(&editor))
            .await;
        assert_eq!(asked.status, StatusCode::OK, "{}", asked.text());
        let version = asked.json()["version"].as_i64().unwrap();
        let partner = body(db, "08437086").await;
        let signatory = world.municipal(db, "kz-partner", &partner, &[Role::KZ]).await;
        let answer = format!("{path}/partners/{}/answer", partner.id);
        let confirmed = app
            .api(
                Method::POST,
                &answer,
                Some(json!({ "confirm": true })),
                Some(&signatory),
            )
            .await;
        assert_eq!(confirmed.status, StatusCode::OK, "{}", confirmed.text());
        let sent = json!({ "version": version, "cover_sheet": true });
        let undeclared = app
            .api(Method::POST, &format!("{path}/submit"), Some(sent), Some(&editor))
            .await;
        assert_eq!(undeclared.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            undeclared.json()["errors"].as_array().unwrap().len(),
            5,
            "{}",
            undeclared.text()
        );
        let sent = json!({
            "version": version, "cover_sheet": true,
            "declarations": { "not_begun": true, "no_double_funding": true, "true_and_complete": true, "privacy_read": true, "exchange_willing": true },
        });
        let one = app
            .api(
                Method::POST,
                &format!("{path}/submit"),
                Some(sent.clone()),
                Some(&editor),
            )
            .await;
        let two = app
            .api(Method::POST, &format!("{path}/submit"), Some(sent), Some(&editor))
            .await;
        assert_eq!(
            (one.status, one.json()),
            (StatusCode::OK, two.json()),
            "{}",
            one.text()
        );
        let detail = app
            .api(Method::GET, &path, None, Some(&world.officer))
            .await
            .json();
        assert_eq!(detail["application"]["number"], "IBZ-2026A-0001");
        assert_eq!(detail["fundable_cents"], 4_000_000);
        assert_eq!(detail["sha256"], one.json()["sha256"]);
        assert_eq!(detail["parties"].as_array().unwrap().len(), 2);
        let note = json!({ "text": "Telefonat mit der Fachstelle" });
        let noted = app
            .api(
                Method::POST,
                &format!("{path}/notes"),
                Some(note),
                Some(&world.officer),
            )
            .await;
        assert_eq!(noted.status, StatusCode::CREATED);
        let hidden = app
            .api(Method::GET, &format!("{path}/notes"), None, Some(&editor))
            .await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND, "notes are the office's own");
        let early = app
            .api(
                Method::POST,
                &format!("{path}/start-check"),
                None,
                Some(&world.officer),
            )
            .await;
        assert_eq!(
            (early.status, early.json()["code"].clone()),
            (StatusCode::CONFLICT, json!("deadline-ahead"))
        );
        let foreign = body(db, "08226041").await;
        let stranger = world
            .municipal(db, "fremd", &foreign, &[Role::KE, Role::KZ])
            .await;
        let answer = app.api(Method::GET, &path, None, Some(&stranger)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(
            row(db, id.parse().unwrap()).await.state,
            S::Submitted,
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn the_case_page_tells_the_office_everything_and_the_applicant_its_own() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let (world, call, editor, app) = set_up(db).await;
    let receipt = submitted(db, &editor, db.now(), call.id, &body(db, "08416025").await).await;
    crate::add_note(
        db,
        &base_testing::ctx(&world.officer, db.now()),
        receipt.application,
        "Interne Einschätzung",
    )
    .await
    .unwrap();
    let path = format!("/applications/{}", receipt.application);
    let mut office = String::new();
    for part in ["", "?part=application", "?part=record"] {
        office += &app
            .get(&format!("{path}{part}"), Some(&world.officer))
            .await
            .text();
    }
    for text in [
        "IBZ-2026A-0001",
        "Mössingen",
        "Interne Einschätzung",
        "Antrag eingereicht",
        "Eingangsbestätigung",
        "31.500,50",
        "Eingereicht",
    ] {
        assert!(office.contains(text), "{text} is missing");
    }
    let own = app.get(&path, Some(&editor)).await.text();
    for part in ["", "?part=application", "?part=procedure", "?part=record"] {
        let page = app.get(&format!("{path}{part}"), Some(&editor)).await.text();
        assert!(
            page.contains("IBZ-2026A-0001") && !page.contains("Interne Einschätzung"),
            "notes stay inside: {part}"
        );
    }
    assert!(own.contains("Zurückholen"));
    let search = app.get("/search?q=Mössinger", Some(&world.officer)).await;
    if search.status == StatusCode::OK {
        assert!(search.text().contains("IBZ-2026A-0001"));
    }
    let english = queries::search(
        db.reader(),
        &base_testing::ctx(&world.officer, db.now()),
        "mossinger runde",
    )
    .await;
    assert_eq!(english.unwrap().len(), 1);
}

#[test]
fn both_languages_say_the_same_things_and_no_page_lacks_a_text() {
    super::world::texts();
    let (de, en) = crate::TEXTS;
    assert_eq!(base::texts::keys(de), base::texts::keys(en));
    let of = |prefix: &str, codes: Vec<&str>| {
        codes
            .iter()
            .map(|code| format!("{prefix}{code}"))
            .collect::<Vec<_>>()
    };
    let states: Vec<&str> = S::ALL.iter().map(|state| state.code()).collect();
    let mut keys = of("applications-state-", states.clone());
    keys.extend(of("applications-wrong-state-", states));
    keys.extend(of(
        "applications-reason-",
        crate::ReasonCode::ALL.iter().map(|code| code.code()).collect(),
    ));
    keys.extend(of(
        "applications-item-",
        crate::CheckItem::ALL.iter().map(|item| item.code()).collect(),
    ));
    keys.extend(of(
        "applications-support-",
        crate::Support::ALL.iter().map(|kind| kind.code()).collect(),
    ));
    keys.extend(of(
        "applications-source-",
        crate::Source::ALL.iter().map(|source| source.code()).collect(),
    ));
    keys.extend(of(
        "applications-role-",
        crate::PartyRole::ALL.iter().map(|role| role.code()).collect(),
    ));
    for verb in crate::ProposalVerb::ALL {
        for prefix in [
            "applications-propose-",
            "applications-proposed-",
            "applications-confirm-",
        ] {
            keys.push(format!("{prefix}{verb}"));
        }
    }
    for code in [
        "a01", "a01b", "a02", "a03", "a04", "a05", "a06", "a07", "a08", "a09", "a10", "a14",
    ] {
        keys.push(format!("mail-m-{code}-subject"));
        keys.push(format!("mail-m-{code}-body"));
    }
    for key in keys {
        for lang in [Lang::De, Lang::En] {
            assert!(
                base::texts::find(lang, &key, &[]).is_some(),
                "{key} has no text in {lang:?}"
            );
        }
    }
}
