//! The letters of a round of decisions: rejections, offers of a part, the print for the post, and that all letters can be read.

use applications::{Application, ApplicationState};
use base::{Cents, Person, Problem};
use base_db::Db;
use base_files::Files;
use base_testing::ctx;
use base_testing::db::databases;
use calls::FundingMode;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};

use super::letters::text_of;
use super::world::*;
use crate::model::{Channel, NoticeKind};
use crate::queries;
use crate::usecases::*;

const KEYS: [&str; 3] = ["08415061", "08111000", "08226095"];

/// Three cases: the first selected, the others rejected by the steering group; and who signs for the last.
async fn decided(db: &Db, mode: FundingMode) -> (World, Vec<Application>, Person) {
    let world = World::new(db, mode, Means(40_000, 40_000)).await;
    let mut cases = Vec::new();
    let mut last = None;
    for key in KEYS {
        let town = body(db, key).await;
        let signatory = world.municipal(db, &town).await;
        cases.push(world.selected(db, &signatory, &town, Cents(4_000_000)).await);
        last = Some(signatory);
    }
    for case in &cases[1..] {
        rejected(db, &world, case, "Die Maßnahmen bleiben allgemein.").await;
    }
    (world, cases, last.unwrap())
}

/// Writes down what a released rejection leaves behind.
async fn rejected(db: &Db, world: &World, case: &Application, reason: &str) {
    let officer = world.officer();
    let unit = db.write(&officer).await.unwrap();
    let decision = Query::update()
        .table("decision")
        .value("result", "REJECTED")
        .value("amount_cents", 0_i64)
        .value("reason_codes", r#"["R08"]"#)
        .value("reason", reason)
        .value("prepared_by", Some(world.second_head.id.0))
        .and_where(Expr::col("application_id").eq(case.id.0))
        .to_owned();
    let state = Query::update()
        .table("application")
        .value("state", "REJECTED")
        .and_where(Expr::col("id").eq(case.id.0))
        .to_owned();
    for statement in [decision, state] {
        unit.conn().execute(&statement).await.unwrap();
    }
    unit.commit().await.unwrap();
}

#[tokio::test]
async fn rejections_of_a_round_are_issued_at_once_with_reasons_and_without_others() {
    for test in databases().await {
        let db = &test.db;
        let (world, cases, signatory) = decided(db, FundingMode::CashGrant).await;
        let files = Files::memory();
        let kind = NoticeKind::Rejection;
        let denied = issue_letters(db, &files, &world.officer(), world.call.id, kind, Channel::Post).await;
        assert!(
            matches!(denied, Err(Problem::Denied(_))),
            "{}: {denied:?}",
            test.name
        );
        let preparer = ctx(&world.second_head, now());
        let own = issue_letters(db, &files, &preparer, world.call.id, kind, Channel::Post)
            .await
            .unwrap();
        for outcome in &own {
            let refused = &outcome.result;
            assert!(
                matches!(
                    refused,
                    Err(Problem::Refused {
                        code: "four-eyes",
                        ..
                    })
                ),
                "{}: {refused:?}",
                test.name
            );
        }
        let head = ctx(&world.head, now());
        // reasons that name another applicant are not sent, and not silently left out either (4.6)
        let other = &cases[0].lead_name;
        for case in &cases[1..] {
            rejected(db, &world, case, &format!("Allgemein; {other} überzeugt mehr.")).await;
        }
        let named = issue_letters(db, &files, &head, world.call.id, kind, Channel::Portal)
            .await
            .unwrap();
        for outcome in &named {
            let Err(Problem::Refused {
                code: "names-other",
                text,
            }) = &outcome.result
            else {
                panic!("{}: {:?}", test.name, outcome.result);
            };
            let said = base::texts::say(base::Lang::De, text);
            assert!(said.contains(other), "{}: {said}", test.name);
        }
        for case in &cases[1..] {
            rejected(db, &world, case, "Die Maßnahmen bleiben allgemein.").await;
        }
        let out = issue_letters(db, &files, &head, world.call.id, kind, Channel::Portal)
            .await
            .unwrap();
        assert_eq!(out.len(), 2, "{}: the selected one gets none", test.name);
        for outcome in &out {
            let notice = outcome.result.as_ref().unwrap();
            let case = cases
                .iter()
                .find(|case| case.id == outcome.application_id)
                .unwrap();
            assert!(notice.content.contains("wird abgelehnt") && notice.content.contains("Klage beim"));
            assert!(
                notice.content.contains(
                    "Die verfügbaren Mittel sind durch die nach dem bekannt gemachten Verfahren ausgewählten Vorhaben \
                     ausgeschöpft"
                )
            );
            assert!(notice.content.contains("bleiben allgemein"), "{}", test.name);
            assert!(
                !notice.content.contains(&cases[0].lead_name),
                "{}: nobody else is named",
                test.name
            );
            let by = ctx(&world.head, now());
            let app = app(db);
            let evidence = app.app.evidence_of(&by, case.id.0).await.unwrap();
            for (path, sha256) in [
                ("40-bewilligung/schreiben/01-rejection.pdf", &notice.file_sha256),
                (
                    "40-bewilligung/schreiben/01-rejection.json",
                    &notice.content_sha256,
                ),
            ] {
                let file = evidence.iter().find(|file| file.path == path);
                assert_eq!(
                    file.and_then(|file| file.sha256.as_ref()),
                    Some(sha256),
                    "{}: {path}",
                    test.name
                );
            }
            for other in cases.iter().filter(|other| other.id != case.id) {
                assert!(!notice.content.contains(other.label()), "{}", test.name);
            }
            assert!(
                base_mail::of_case(db.reader(), case.id.0, 10)
                    .await
                    .unwrap()
                    .iter()
                    .any(|mail| mail.code == "M-A21")
            );
        }
        let again = issue_letters(db, &files, &head, world.call.id, kind, Channel::Portal)
            .await
            .unwrap();
        assert!(again.is_empty(), "{}: once each", test.name);
        // the applicant fetches its own, and nobody else's
        let mine = ctx(&signatory, now());
        let letters = queries::case_notices_of(db.reader(), &mine, &cases[2])
            .await
            .unwrap();
        let fetched = fetch_letter(db, &files, &mine, cases[2].id, letters[0].id)
            .await
            .unwrap();
        assert!(fetched.bytes.starts_with(b"%PDF-"), "{}", test.name);
        let foreign = fetch_letter(db, &files, &mine, cases[1].id, letters[0].id).await;
        assert!(matches!(foreign, Err(Problem::NotFound { .. })), "{}", test.name);
    }
}

#[tokio::test]
async fn an_offer_of_a_part_goes_to_who_was_selected_for_less() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
        let town = body(db, KEYS[0]).await;
        let case = world.selected(db, &world.officer, &town, Cents(4_000_000)).await;
        let head = ctx(&world.head, now());
        let kind = NoticeKind::PartialOffer;
        let files = Files::memory();
        let whole = issue_letters(db, &files, &head, world.call.id, kind, Channel::Post)
            .await
            .unwrap();
        assert!(whole.is_empty(), "{}: all of it is no part", test.name);
        let officer = world.officer();
        let unit = db.write(&officer).await.unwrap();
        let less = Query::update()
            .table("decision")
            .value("amount_cents", 2_500_000_i64)
            .and_where(Expr::col("application_id").eq(case.id.0))
            .to_owned();
        unit.conn().execute(&less).await.unwrap();
        unit.commit().await.unwrap();
        let out = issue_letters(db, &files, &head, world.call.id, kind, Channel::Post)
            .await
            .unwrap();
        let notice = out[0].result.as_ref().unwrap();
        for part in [
            "25.000,00",
            "fünfundzwanzigtausend Euro",
            "40.000,00",
            "11.06.2026",
        ] {
            assert!(notice.content.contains(part), "{}: {part}", test.name);
        }
        assert_eq!(state(db, case.id).await, ApplicationState::Selected);
    }
}

#[tokio::test]
async fn a_round_is_printed_in_the_order_of_its_address_list() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let (world, _, _) = decided(db, FundingMode::CashGrant).await;
    let head = ctx(&world.head, now());
    let files = Files::memory();
    let (call, kind) = (
        calls::call(db.reader(), world.call.id).await.unwrap(),
        NoticeKind::Rejection,
    );
    let out = issue_letters(db, &files, &head, call.id, kind, Channel::Post)
        .await
        .unwrap();
    let pages: i64 = out.iter().map(|one| one.result.as_ref().unwrap().pages).sum();
    let list = posted(db.reader(), &head, &call, kind).await.unwrap();
    let names: Vec<&str> = list.iter().map(|posted| posted.name.as_str()).collect();
    assert_eq!(names, ["Landeshauptstadt Stuttgart", "Stadt Walldorf"]);
    let pdf = print(db.reader(), &head, &call, kind, 1).await.unwrap();
    assert_eq!(
        i64::try_from(pdf.pages).unwrap(),
        pages + 1,
        "one sheet for the list"
    );
    let none = print(db.reader(), &head, &call, kind, 2).await;
    assert!(matches!(none, Err(Problem::NotFound { .. })));
    if let Some(text) = text_of("round", &pdf.bytes) {
        let at = |words: &str| {
            text.find(words)
                .unwrap_or_else(|| panic!("{words} is not in {text}"))
        };
        assert!(at("2 Schreiben in der Reihenfolge") < at("Ablehnungsbescheid zu Ihrem Antrag"));
        assert!(text.rfind("Landeshauptstadt Stuttgart").unwrap() < text.rfind("Stadt Walldorf").unwrap());
    }
}

#[tokio::test]
async fn every_letter_is_tagged_german_titled_and_its_text_can_be_read() {
    let mut letters: Vec<(&str, String, bytes::Bytes)> = Vec::new();
    let files = Files::memory();
    for mode in [FundingMode::CashGrant, FundingMode::InKind] {
        let test = base_testing::db::sqlite().await;
        let db = &test.db;
        let (world, cases, _) = decided(db, mode).await;
        let head = ctx(&world.head, now());
        let (award, rejection) = match mode {
            FundingMode::CashGrant => (
                "Zuwendungsbescheid für das Vorhaben",
                "Ablehnungsbescheid zu Ihrem Antrag",
            ),
            FundingMode::InKind => ("Zusage einer Prozessbegleitung", "Ihr Antrag für"),
        };
        let grant = world.countersigned(db, cases[0].id).await;
        let command = Issue {
            grant: grant.id,
            version: None,
            channel: Channel::Post,
        };
        issue(db, &files, &head, command).await.unwrap();
        let file = fetch(db, &files, &head, grant.id).await.unwrap();
        letters.push((award, "bescheid".to_owned(), file.bytes));
        let out = issue_letters(
            db,
            &files,
            &head,
            world.call.id,
            NoticeKind::Rejection,
            Channel::Post,
        )
        .await
        .unwrap();
        let notice = out[0].result.as_ref().unwrap();
        let has_remedy = notice.content.contains("Klage beim");
        assert_eq!(
            has_remedy,
            mode == FundingMode::CashGrant,
            "what is no notice has no remedy"
        );
        let file = fetch_letter(db, &files, &head, notice.application_id, notice.id)
            .await
            .unwrap();
        letters.push((rejection, "ablehnung".to_owned(), file.bytes));
    }
    for (title, name, bytes) in letters {
        let holds = |needle: &str| {
            bytes
                .windows(needle.len())
                .any(|window| window == needle.as_bytes())
        };
        for needle in [
            "/StructTreeRoot",
            "/Marked true",
            "/Lang(de-DE)",
            "pdfuaid:part",
            title,
        ] {
            assert!(holds(needle), "{title}: {needle}");
        }
        if let Some(text) = text_of(&name, &bytes) {
            assert!(text.contains("Sehr geehrte Damen und Herren"), "{title}: {text}");
        }
    }
}

#[tokio::test]
async fn the_round_is_issued_and_read_in_the_browser() {
    for test in databases().await {
        let db = &test.db;
        let (world, cases, signatory) = decided(db, FundingMode::CashGrant).await;
        let features = vec![
            people::feature(),
            municipalities::feature(),
            budget::feature(),
            calls::feature(),
            applications::feature(),
            crate::feature(),
        ];
        let app = base_testing::TestApp::new(db, features);
        let path = format!("/calls/{}/letters", world.call.id);
        let page = app.get(&path, Some(&world.officer)).await.text();
        assert!(
            page.contains("noch kein Schreiben erlassen ist: 2") && !page.contains("Schreiben erlassen (2)"),
            "{}: the officer sees what waits, the head of unit issues it",
            test.name
        );
        let fields = [("kind", "REJECTION"), ("channel", "POST")];
        let denied = app.post_form(&path, &fields, Some(&world.officer)).await;
        assert_eq!(denied.status, 403, "{}", test.name);
        let done = app.post_form(&path, &fields, Some(&world.head)).await.text();
        assert!(
            done.contains("2 erlassen, 0 nicht möglich"),
            "{}: {done}",
            test.name
        );
        let page = app.get(&path, Some(&world.officer)).await.text();
        assert!(
            page.contains("Druckdatei (PDF)") && page.contains("addresses.xlsx"),
            "{}",
            test.name
        );
        let print = format!("{path}/print?kind=REJECTION");
        let pdf = app.get(&print, Some(&world.officer)).await;
        assert!(pdf.bytes.starts_with(b"%PDF-"), "{}", test.name);
        let list = app
            .get(
                &format!("{path}/addresses.xlsx?kind=REJECTION"),
                Some(&world.officer),
            )
            .await;
        assert!(list.bytes.starts_with(b"PK"), "{}", test.name);
        let nothing = app
            .get(&format!("{path}/print?kind=CLAIM"), Some(&world.officer))
            .await;
        assert_eq!(nothing.status, 404, "{}", test.name);
        let case = format!("/applications/{}?part=procedure", cases[2].id);
        let own = app.get(&case, Some(&signatory)).await.text();
        let at = format!("/applications/{}/letters/", cases[2].id);
        let start = own
            .find(&at)
            .unwrap_or_else(|| panic!("{}: no link to the letter: {own}", test.name));
        let link: String = own[start..].chars().take_while(|c| *c != '"').collect();
        let letter = app.get(&link, Some(&signatory)).await;
        assert!(letter.bytes.starts_with(b"%PDF-"), "{}", test.name);
        let stranger = world.municipal(db, &body(db, "08311000").await).await;
        assert_eq!(app.get(&link, Some(&stranger)).await.status, 404, "{}", test.name);
    }
}
