use axum::http::StatusCode;
use base_testing::TestApp;
use base_testing::db::sqlite;

use super::*;

fn app(db: &Db) -> TestApp {
    TestApp::new(
        db,
        vec![
            people::feature(),
            calls::feature(),
            applications::feature(),
            crate::feature(),
        ],
    )
}

#[tokio::test]
async fn the_declaration_comes_first_then_the_form_keeps_what_was_typed() {
    let test = sqlite().await;
    let app = app(&test.db);
    let world = World::new(&test.db, &[4_000_000, 3_000_000], base::Cents(15_000_000)).await;
    assign_all(&test.db, &world).await;
    let person = &world.assessors[0];
    let id = review_of(&test.db, &world, 0, person).await;
    let path = format!("/reviews/{id}");
    let page = app.get(&path, Some(person)).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.text().contains("Erklärung abgeben") && !page.text().contains("Gemeinsam vor Ort"));
    let declared = app
        .post_form(
            &format!("{path}/declaration"),
            &[("interest", "NONE")],
            Some(person),
        )
        .await;
    assert_eq!(declared.status, StatusCode::SEE_OTHER, "{}", declared.text());
    let page = app.get(&path, Some(person)).await;
    assert!(page.text().contains("Gemeinsam vor Ort") && page.text().contains("points_K1"));
    let version = store::review::get(test.db.reader(), id)
        .await
        .unwrap()
        .version
        .to_string();
    let fields = [
        ("version", version.as_str()),
        ("points_K1", "5"),
        ("reason_K1", ""),
        ("comment", "Ein Satz"),
        ("do", "submit"),
    ];
    let refused = app.post_form(&path, &fields, Some(person)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("Ein Satz")
            && refused.text().contains("Bitte begründen Sie 5 Punkte für K1.")
    );
    let saved = app
        .post_form(
            &path,
            &[("version", &version), ("points_K1", "4"), ("do", "next")],
            Some(person),
        )
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let other = review_of(&test.db, &world, 1, person).await;
    assert!(
        saved.location().starts_with(&format!("/reviews/{other}")),
        "{}",
        saved.location()
    );
}

#[tokio::test]
async fn the_office_assigns_reads_and_freezes() {
    let test = sqlite().await;
    let app = app(&test.db);
    let world = g01(&test.db).await;
    let call = world.call.id;
    let officer = &world.officer;
    for path in [
        "/assessment".to_owned(),
        format!("/calls/{call}/assessment"),
        format!("/calls/{call}/ranking"),
    ] {
        let page = app.get(&path, Some(officer)).await;
        assert_eq!(page.status, StatusCode::OK, "{path} {}", page.text());
    }
    let page = app
        .get(&format!("/calls/{call}/ranking"), Some(officer))
        .await
        .text();
    assert!(page.contains("79,33") && page.contains("Vorläufiger Stand"));
    let frozen = app
        .post_form(&format!("/calls/{call}/ranking"), &[], Some(officer))
        .await;
    assert_eq!(frozen.status, StatusCode::SEE_OTHER, "{}", frozen.text());
    let page = app
        .get(&format!("/calls/{call}/ranking"), Some(officer))
        .await
        .text();
    assert!(page.contains("SHA-256"));
    let review = review_of(&test.db, &world, 2, &world.assessors[0]).await;
    let record = app.get(&format!("/reviews/{review}/record"), Some(officer)).await;
    assert!(record.text().contains("84,00"), "{}", record.text());
    // assessors see neither the matrix nor the ranking
    for path in [
        format!("/calls/{call}/assessment"),
        format!("/calls/{call}/ranking"),
        format!("/reviews/{review}/record"),
    ] {
        assert_eq!(
            app.get(&path, Some(&world.assessors[0])).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    let json = app
        .api(
            axum::http::Method::GET,
            &format!("/api/v1/calls/{call}/ranking"),
            None,
            Some(officer),
        )
        .await
        .json();
    assert_eq!(json["entries"][2]["numerator"], 1_190);
    let case = app
        .get(
            &format!("/applications/{}?part=procedure", world.cases[0].id),
            Some(officer),
        )
        .await;
    assert!(case.text().contains("80,00"), "{}", case.text());
}

#[tokio::test]
async fn the_pool_conflicts_and_the_proposal_have_pages_and_twins() {
    let test = sqlite().await;
    let app = app(&test.db);
    let world = World::new(&test.db, &[4_000_000, 4_000_000], base::Cents(15_000_000)).await;
    let (call, officer) = (world.call.id, Some(&world.officer));
    let person = &world.assessors[0];
    let town = municipalities::names(test.db.reader(), &[world.cases[0].lead_body_id])
        .await
        .unwrap();
    let town = &town[&world.cases[0].lead_body_id];
    // a body that nobody knows keeps what was typed
    let typed = [("basis", "HOME"), ("body", "Nirgendwo"), ("detail", "Wohnung")];
    let refused = app.post_form("/reviews/interests", &typed, Some(person)).await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        refused.text()
    );
    assert!(refused.text().contains("Nirgendwo") && refused.text().contains("Wohnung"));
    let typed = [("basis", "HOME"), ("body", town.as_str())];
    let added = app.post_form("/reviews/interests", &typed, Some(person)).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let page = app.get("/reviews/interests", Some(person)).await.text();
    assert!(page.contains(town.as_str()) && page.contains("Wohnort"), "{page}");

    let page = app.get(&format!("/calls/{call}/conflicts"), officer).await.text();
    assert!(page.contains("am Antrag beteiligt") && page.contains("Als unbedenklich vermerken"));
    let json = app
        .api(
            axum::http::Method::GET,
            &format!("/api/v1/calls/{call}/conflicts"),
            None,
            officer,
        )
        .await
        .json();
    let hint = &json["items"][0];
    let path = format!("/calls/{call}/conflicts");
    let text = |key: &str| hint[key].as_str().unwrap().to_owned();
    let fields = [
        ("application", text("application_id")),
        ("person", text("person_id")),
        ("basis", text("basis")),
        ("subject", text("subject")),
        ("reason", String::new()),
    ];
    let mut fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let refused = app.post_form(&path, &fields, officer).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    fields[4].1 = "Verzogen";
    let dismissed = app.post_form(&path, &fields, officer).await;
    assert_eq!(dismissed.status, StatusCode::SEE_OTHER, "{}", dismissed.text());

    let path = format!("/calls/{call}/assignment");
    let made = app.post_form(&path, &[("target", "3")], officer).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let page = app.get(&path, officer).await.text();
    assert!(
        page.contains("gleicher Landkreis") && page.contains("Vorschlag übernehmen"),
        "{page}"
    );
    assert!(page.contains("als unbedenklich vermerkt"), "{page}");
    let json = app
        .api(axum::http::Method::GET, &format!("/api/v1{path}"), None, officer)
        .await
        .json();
    assert_eq!(json["pairs"].as_array().unwrap().len(), 6);
    let id = json["id"].as_str().unwrap();
    let applied = app
        .post_form(&format!("{path}/apply"), &[("proposal", id)], officer)
        .await;
    assert_eq!(applied.status, StatusCode::SEE_OTHER, "{}", applied.text());
    let book = app.get(&format!("{path}.xlsx"), officer).await;
    assert_eq!((book.status, &book.bytes[..2]), (StatusCode::OK, &b"PK"[..]));
    let page = app.get(&format!("/calls/{call}/assessors"), officer).await.text();
    assert!(page.contains("ohne Einladung"), "{page}");
    // the person reads the hint before declaring
    let review = review_of(&test.db, &world, 0, person).await;
    let page = app.get(&format!("/reviews/{review}"), Some(person)).await.text();
    assert!(page.contains("Hinweis auf Befangenheit") && page.contains(town.as_str()));
}

#[tokio::test]
async fn an_invitation_is_answered_on_its_page() {
    let test = sqlite().await;
    let app = app(&test.db);
    let world = World::new(&test.db, &[4_000_000], base::Cents(15_000_000)).await;
    let call = world.call.id;
    let set_up = base_testing::operator(world.now);
    let guest = world::account(&test.db, &set_up, "as4", &[]).await;
    let path = format!("/calls/{call}/assessors");
    let typed = [("email", guest.email.as_str()), ("most", "viele")];
    let refused = app.post_form(&path, &typed, Some(&world.officer)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("viele") && refused.text().contains(&guest.email));
    let typed = [("email", guest.email.as_str()), ("most", "4")];
    let invited = app.post_form(&path, &typed, Some(&world.officer)).await;
    assert_eq!(invited.status, StatusCode::SEE_OTHER, "{}", invited.text());
    let guest = people::person(test.db.reader(), guest.id, test.db.now())
        .await
        .unwrap();
    let list = app.get("/reviews", Some(&guest)).await.text();
    let start = list.find("/reviews/invitations/").unwrap();
    let path = &list[start..start + "/reviews/invitations/".len() + 36];
    let page = app.get(path, Some(&guest)).await.text();
    assert!(page.contains("Zusagen") && page.contains("Absagen"));
    let refused = app
        .post_form(path, &[("do", "accept"), ("most", "3")], Some(&guest))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("do", "accept"), ("most", "3"), ("interests_complete", "true")];
    let accepted = app.post_form(path, &fields, Some(&guest)).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.text());
    let page = app.get(path, Some(&guest)).await.text();
    assert!(page.contains("Sie haben zugesagt."));
}

#[tokio::test]
async fn nobody_is_taken_out_of_the_pool_without_being_chosen() {
    let test = sqlite().await;
    let app = app(&test.db);
    let world = World::new(&test.db, &[4_000_000, 3_000_000], base::Cents(15_000_000)).await;
    assign_all(&test.db, &world).await;
    let (officer, pool) = (
        Some(&world.officer),
        format!("/calls/{}/assessors", world.call.id),
    );
    let release = format!("{pool}/release");
    let page = app.get(&pool, officer).await.text();
    assert!(page.contains("bitte wählen"), "{page}");
    let nobody = [("person", ""), ("reason", "Erkrankt")];
    let refused = app.post_form(&release, &nobody, officer).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Erkrankt"), "what was typed stays");
    let person = world.assessors[0].id.to_string();
    let chosen = [("person", person.as_str()), ("reason", "Erkrankt")];
    let done = app.post_form(&release, &chosen, officer).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
}
