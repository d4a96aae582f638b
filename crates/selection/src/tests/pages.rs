use axum::http::{Method, StatusCode};
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
            assessment::feature(),
            crate::feature(),
        ],
    )
}

#[tokio::test]
async fn the_whole_way_in_the_browser() {
    let test = sqlite().await;
    let (app, db) = (app(&test.db), &test.db);
    let group = Group::new(db).await;
    let call = group.world.call.id;
    let (secretary, chair) = (&group.world.secretary, &group.chair);
    let allocation = format!("/calls/{call}/allocation");
    let page = app.get(&allocation, Some(secretary)).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    for total in ["118.500,00", "143.500,00", "150.000,00", "149.997,00"] {
        assert!(page.text().contains(total), "{total}");
    }
    let manual = app
        .get(&format!("{allocation}?mode=MANUAL"), Some(secretary))
        .await;
    assert!(manual.text().contains("legt die Art der Verteilung fest"));
    let fields = [("mode", "MANUAL"), ("reason", "Ausgleich")];
    let refused = app.post_form(&allocation, &fields, Some(secretary)).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let saved = app
        .post_form(&allocation, &[("mode", "RANK_FULL_STOP")], Some(secretary))
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let approved = app
        .post_form(
            &format!("{allocation}/approve"),
            &[("number", "1")],
            Some(&group.world.budget),
        )
        .await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());

    let committee = format!("/committees/{}", group.committee);
    for path in ["/committees", &committee] {
        assert_eq!(
            app.get(path, Some(secretary)).await.status,
            StatusCode::OK,
            "{path}"
        );
    }
    let meeting = group.invited(db).await;
    let path = format!("/meetings/{meeting}");
    let seats: Vec<String> = group.seats[..6].iter().map(ToString::to_string).collect();
    let mut present: Vec<(&str, &str)> = seats.iter().map(|seat| ("present", seat.as_str())).collect();
    present.push(("asked", "true"));
    let opened = app
        .post_form(&format!("{path}/open"), &present, Some(chair))
        .await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    let case = group.case(0).id.to_string();
    let desk = format!("{path}/session");
    let called = app
        .post_form(
            &format!("{path}/call"),
            &[("application", case.as_str())],
            Some(secretary),
        )
        .await;
    assert_eq!(called.status, StatusCode::SEE_OTHER, "{}", called.text());
    let page = app.get(&desk, Some(secretary)).await;
    assert!(page.text().contains("6 von 9") && page.text().contains("Beschluss festhalten"));
    // the projector is told only when something has changed
    let screen = app.get(&format!("{path}/screen"), Some(secretary)).await;
    let text = screen.text();
    let seen = text.split("?seen=").nth(1).unwrap().split('"').next().unwrap();
    let quiet = app
        .get(&format!("{path}/screen?seen={seen}"), Some(secretary))
        .await;
    assert_eq!(quiet.status, StatusCode::NO_CONTENT);
    let gone = [("seat", seats[4].as_str()), ("way", "leaves")];
    let left = app
        .post_form(&format!("{path}/presence"), &gone, Some(secretary))
        .await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.text());
    let news = app
        .get(&format!("{path}/screen?seen={seen}"), Some(secretary))
        .await;
    assert!(news.status == StatusCode::OK && news.text().contains("5 von 9"));
    let back = [("seat", seats[4].as_str()), ("way", "comes")];
    app.post_form(&format!("{path}/presence"), &back, Some(secretary))
        .await;
    let stays = [("seat", seats[0].as_str()), ("way", "leaves")];
    let refused = app
        .post_form(&format!("{path}/presence"), &stays, Some(secretary))
        .await;
    assert!(refused.text().contains("Übergeben Sie zuerst den Vorsitz"));
    let empty = app
        .post_form(&format!("{path}/items/{case}/leave"), &[], Some(secretary))
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    // a member reads the room's screen, not the secretary's desk
    assert_eq!(
        app.get(&format!("{path}/screen"), Some(&group.member))
            .await
            .status,
        StatusCode::OK
    );
    assert_ne!(app.get(&desk, Some(&group.member)).await.status, StatusCode::OK);
    let item = format!("{path}/items/{}", group.case(0).id);
    let page = app.get(&item, Some(secretary)).await;
    assert!(page.text().contains("Beschluss festhalten"), "{}", page.text());
    let votes = [
        ("result", "SELECTED"),
        ("yes", "9"),
        ("no", "0"),
        ("abstain", "0"),
        ("reason", "Überzeugt"),
    ];
    let refused = app.post_form(&item, &votes, Some(secretary)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("höchstens 6 anwesende Mitglieder") && refused.text().contains("Überzeugt")
    );
    let votes = [
        ("result", "SELECTED"),
        ("yes", "6"),
        ("no", "0"),
        ("abstain", "0"),
        ("amount", "40.000,00"),
    ];
    assert_eq!(
        app.post_form(&item, &votes, Some(secretary)).await.status,
        StatusCode::SEE_OTHER
    );
    let list = [("yes", "6"), ("no", "0"), ("abstain", "0")];
    let listed = app
        .post_form(&format!("{path}/list"), &list, Some(secretary))
        .await;
    assert_eq!(listed.status, StatusCode::SEE_OTHER, "{}", listed.text());
    assert_eq!(
        app.post_form(&format!("{path}/close"), &[], Some(chair))
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let minutes = format!("{path}/minutes");
    assert_eq!(
        app.post_form(&minutes, &[("remark", "")], Some(secretary))
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let hash = crate::meeting(db.reader(), &group.secretary(), meeting)
        .await
        .unwrap()
        .0
        .minutes_sha256
        .unwrap();
    // all members agree, so that nothing has to wait
    let comments = format!("{minutes}/comments");
    let agreed = [("agreed", hash.as_str())];
    let own = app.post_form(&comments, &agreed, Some(&group.member)).await;
    assert_eq!(own.status, StatusCode::SEE_OTHER, "{}", own.text());
    for seat in &group.seats[2..] {
        let seat = seat.to_string();
        let written = [("member", seat.as_str()), ("agreed", &hash)];
        let done = app.post_form(&comments, &written, Some(secretary)).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    }
    let page = app.get(&minutes, Some(chair)).await;
    assert!(
        page.text().contains("Als Vorsitz unterzeichnen"),
        "{}",
        page.text()
    );
    for person in [chair, secretary] {
        let signed = app
            .post_form(&format!("{minutes}/sign"), &[("hash", &hash)], Some(person))
            .await;
        assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());
    }
    let pdf = app.get(&format!("{minutes}.pdf"), Some(secretary)).await;
    assert!(
        pdf.status == StatusCode::OK && pdf.bytes.starts_with(b"%PDF"),
        "{}",
        pdf.text()
    );
    assert_eq!(
        app.post_form(&format!("{path}/apply"), &[], Some(secretary))
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let decisions = format!("/calls/{call}/decisions");
    let page = app.get(&decisions, Some(&group.world.head)).await;
    assert!(
        page.text().contains("5 Entscheidungen freigeben"),
        "{}",
        page.text()
    );
    let json = app
        .api(
            Method::POST,
            &format!("/api/v1/calls/{call}/decisions/release"),
            None,
            Some(&group.world.head),
        )
        .await;
    assert_eq!(json.json()["released"], 5);
    let list = app
        .api(
            Method::GET,
            &format!("/api/v1/calls/{call}/decisions"),
            None,
            Some(secretary),
        )
        .await
        .json();
    assert_eq!(list["items"][2]["amount_cents"], 3_850_000);
    let home = app.get(&path, Some(&group.member)).await;
    assert_eq!(home.status, StatusCode::OK);
}

#[tokio::test]
async fn foreign_meetings_and_calls_do_not_exist_for_others() {
    let test = sqlite().await;
    let (app, db) = (app(&test.db), &test.db);
    let group = Group::new(db).await;
    let meeting = group.invited(db).await;
    let stranger = base_testing::person("Fremd", &[(Role::GS, Scope::Programme(uuid::Uuid::now_v7()))]);
    let call = group.world.call.id;
    for path in [
        format!("/meetings/{meeting}"),
        format!("/meetings/{meeting}/minutes"),
        format!("/meetings/{meeting}/items/{}", group.case(0).id),
        format!("/committees/{}", group.committee),
        format!("/calls/{call}/allocation"),
        format!("/calls/{call}/decisions"),
        format!("/api/v1/meetings/{meeting}"),
        format!("/api/v1/calls/{call}/allocation"),
        "/meetings/keine-nummer".to_owned(),
    ] {
        assert_eq!(
            app.get(&path, Some(&stranger)).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let invited = app
        .post_form(&format!("/meetings/{meeting}/invite"), &[], Some(&stranger))
        .await;
    assert_eq!(invited.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn scenarios_and_the_reserve_list_in_the_browser() {
    let test = sqlite().await;
    let (app, db) = (app(&test.db), &test.db);
    let mut group = Group::new(db).await;
    let (call, secretary) = (group.world.call.id, &group.world.secretary.clone());
    let list = format!("/calls/{call}/scenarios");
    let allocation = app
        .get(&format!("/calls/{call}/allocation"), Some(secretary))
        .await;
    let text = allocation.text();
    assert!(
        text.contains("Linie: Mittel von") && text.contains("Nach Regierungsbezirk"),
        "{text}"
    );
    let saved = app
        .post_form(
            &list,
            &[("name", "Nach Rang"), ("kind", "RANK_FULL_STOP")],
            Some(secretary),
        )
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let wrong = [
        ("kind", "OPTIMISED"),
        ("optimised_name", ""),
        ("least_REGION_1", "viele"),
    ];
    let refused = app.post_form(&list, &wrong, Some(secretary)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let best = [("kind", "OPTIMISED"), ("optimised_name", "Beste Auswahl")];
    let saved = app.post_form(&list, &best, Some(secretary)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = app.get(&list, Some(secretary)).await;
    assert!(page.text().contains("Nebeneinander") && page.text().contains("118.500,00"));
    let one = app.get(&format!("{list}/2"), Some(secretary)).await;
    assert!(
        one.text().contains("Vorschlag, keine Entscheidung"),
        "{}",
        one.text()
    );
    // the call fixes another mode: nothing else becomes its allocation
    let reason = [("reason", "Mehr Projekte mit denselben Mitteln")];
    let adopted = app
        .post_form(&format!("{list}/2/adopt"), &reason, Some(secretary))
        .await;
    assert!(
        adopted.text().contains("legt die Art der Verteilung fest"),
        "{}",
        adopted.text()
    );
    group.fix(db, AllocationMode::Manual).await;
    let empty = app
        .post_form(&format!("{list}/2/adopt"), &[], Some(secretary))
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let adopted = app
        .post_form(&format!("{list}/2/adopt"), &reason, Some(secretary))
        .await;
    assert_eq!(adopted.status, StatusCode::SEE_OTHER, "{}", adopted.text());
    let newest = crate::latest_allocation(db.reader(), call)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(newest.version.total, Cents(14_350_000));
    let allocation = format!("/calls/{call}/allocation");
    let amount = format!("amount_{}", group.case(0).id);
    let fields = [
        ("mode", "MANUAL"),
        (amount.as_str(), "40.000,01"),
        ("reason", "Ausgleich"),
    ];
    let refused = app.post_form(&allocation, &fields, Some(secretary)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("40.000,01") && refused.text().contains("Ausgleich"));
    // by hand: the form shows the scenario's amounts, a new scenario keeps what was not typed
    let by_hand = format!("{list}/2/amounts");
    let form = app.get(&by_hand, Some(secretary)).await;
    assert!(form.text().contains("40.000,00"), "{}", form.text());
    let first = format!("amount_{}", group.world.cases[0].id);
    let over = [("name", "Von Hand"), (first.as_str(), "40.000,01")];
    let refused = app.post_form(&by_hand, &over, Some(secretary)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("40.000,01"), "what was typed stays");
    let less = [("name", "Von Hand"), (first.as_str(), "30.000,00")];
    let saved = app.post_form(&by_hand, &less, Some(secretary)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let one = app.get(&format!("{list}/3"), Some(secretary)).await;
    assert!(one.text().contains("133.500,00"), "{}", one.text());
    let reserve = app.get(&format!("/calls/{call}/reserve"), Some(secretary)).await;
    assert!(reserve.text().contains("Auf der Nachrückliste steht niemand"));
}
