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
    assert!(manual.text().contains(&format!("amount_{}", group.case(0).id)));
    let amount = format!("amount_{}", group.case(0).id);
    let fields = [
        ("mode", "MANUAL"),
        (amount.as_str(), "40.000,01"),
        ("reason", "Ausgleich"),
    ];
    let refused = app.post_form(&allocation, &fields, Some(secretary)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("40.000,01") && refused.text().contains("Ausgleich"));
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
    let present: Vec<(&str, &str)> = seats.iter().map(|seat| ("present", seat.as_str())).collect();
    let opened = app
        .post_form(&format!("{path}/open"), &present, Some(chair))
        .await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
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
    let page = app.get(&minutes, Some(chair)).await;
    assert!(
        page.text().contains("Als Vorsitz unterzeichnen"),
        "{}",
        page.text()
    );
    let hash = crate::meeting(db.reader(), &group.secretary(), meeting)
        .await
        .unwrap()
        .0
        .minutes_sha256
        .unwrap();
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
