//! What every page has around its content: few entries, one of them marked, and a home page that says what is urgent.

use base::Actor;
use base_testing::TestApp;

use crate::world::World;

const ROLES: [&str; 14] = [
    "SB", "RL", "BfdH", "GS", "PK", "AS", "SV", "SM", "PB", "RH", "DS", "AD", "KE", "KZ",
];

fn main_navigation(html: &str) -> &str {
    let rest = html
        .split("<nav aria-label=\"Hauptnavigation\">")
        .nth(1)
        .unwrap_or_default();
    rest.split("</nav>").next().unwrap_or_default()
}

#[tokio::test]
async fn every_role_has_at_most_seven_entries_and_knows_where_it_is() {
    let world = World::open().await;
    let app = TestApp::new(&world.house.app.db, backoffice::house::features());
    let cast = backoffice::demo::Cast::load(&world.house).await.unwrap();
    for role in ROLES {
        let Actor::Person(person) = cast.at(role, world.house.app.db.now()).unwrap().actor else {
            panic!("{role}")
        };
        let home = app.get("/", Some(&person)).await.text();
        let navigation = main_navigation(&home);
        let entries: Vec<&str> = navigation
            .split("<a href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!((2..=7).contains(&entries.len()), "{role}: {entries:?}");
        for path in entries {
            let answer = app.get(path, Some(&person)).await;
            assert_eq!(answer.status, 200, "{role} {path}");
            let html = answer.text();
            let marked = main_navigation(&html).matches("aria-current=").count();
            assert_eq!(marked, 1, "{role} {path}: where am I?");
        }
    }
}

#[tokio::test]
async fn an_officer_finds_the_case_in_its_area_with_the_way_back() {
    let world = World::open().await;
    let app = TestApp::new(&world.house.app.db, backoffice::house::features());
    let cast = backoffice::demo::Cast::load(&world.house).await.unwrap();
    let Actor::Person(officer) = cast.at("SB", world.house.app.db.now()).unwrap().actor else {
        panic!("no officer")
    };
    let list = app
        .get("/applications?state=AWARDED", Some(&officer))
        .await
        .text();
    let case = list
        .split("href=\"/applications/")
        .filter_map(|rest| rest.split('"').next())
        .find(|id| uuid::Uuid::parse_str(id).is_ok());
    let path = format!("/applications/{}", case.expect("an awarded case"));
    let html = app.get(&path, Some(&officer)).await.text();
    assert!(html.contains("aria-label=\"Sie sind hier\""), "{html}");
    assert!(
        main_navigation(&html).contains("aria-current=\"true\">Anträge<"),
        "{}",
        main_navigation(&html)
    );
    let top = html.split("id=\"parties\"").next().unwrap();
    for figure in ["Bewilligt", "Nächster Termin"] {
        assert!(top.contains(figure), "{figure} stands at the top: {top}");
    }
}
