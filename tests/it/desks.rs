//! What people find first on the pages they open every day: what waits for them, in the right order, and nothing that
//! is over.

use base::{Actor, Person};
use base_testing::TestApp;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use uuid::Uuid;

use crate::world::World;

struct Desk {
    world: World,
    app: TestApp,
    cast: backoffice::demo::Cast,
}

impl Desk {
    async fn open() -> Self {
        let world = World::open().await;
        let app = TestApp::new(&world.house.app.db, backoffice::house::features());
        let cast = backoffice::demo::Cast::load(&world.house).await.unwrap();
        Self { world, app, cast }
    }

    fn person(&self, role: &str) -> Person {
        match self.cast.at(role, self.world.house.app.db.now()).unwrap().actor {
            Actor::Person(person) => person,
            _ => panic!("{role}"),
        }
    }

    /// The content of a page as a person of this role sees it.
    async fn page(&self, role: &str, path: &str) -> String {
        let answer = self.app.get(path, Some(&self.person(role))).await;
        assert_eq!(answer.status, 200, "{role} {path}");
        let html = answer.text();
        let main = html.split_once("<main").map(|(_, rest)| rest.to_owned());
        main.unwrap_or(html).replace('\u{a0}', " ")
    }

    async fn id(&self, query: &str) -> Uuid {
        let query = Statement::from_string(DbBackend::Sqlite, query);
        let row = self.world.house.app.db.reader().query_one_raw(query).await;
        row.unwrap().expect("a row").try_get("", "id").unwrap()
    }
}

fn at(page: &str, text: &str) -> usize {
    page.find(text).unwrap_or_else(|| panic!("no {text}: {page}"))
}

#[tokio::test]
async fn what_is_to_be_done_stands_before_what_is_over() {
    let desk = Desk::open().await;
    let reviews = desk.page("AS", "/reviews").await;
    assert!(
        at(&reviews, "Zugewiesen") < at(&reviews, "Abgegeben"),
        "open reviews come first: {reviews}"
    );
    assert!(
        at(&reviews, "<details") < at(&reviews, "Festgeschrieben"),
        "finished rounds are folded away: {reviews}"
    );
    let hours = desk.page("PB", "/hours?state=DRAFT").await;
    let drafts = at(&hours, "Noch nicht eingereicht");
    assert!(
        hours[drafts..at(&hours, "Entwurf für")].contains("01.09.2026, 09:00–11:00"),
        "the drafts of an earlier month stand above their buttons: {hours}"
    );
    let own = desk.page("KE", "/my-applications").await;
    assert!(at(&own, "Weiter bearbeiten") < at(&own, "Zur Förderung"), "{own}");
    assert!(own.contains("?part=procedure"), "the way to the money: {own}");
    let reports = desk.page("RL", "/reports").await;
    assert!(
        reports.contains("Berichte zur Ausschreibung IBZ-2026B"),
        "the latest call with applications, not the one in preparation: {reports}"
    );
}

/// Two calls have awards to sign: each task leads to the list of as many.
#[tokio::test]
async fn a_task_leads_to_a_list_of_as_many() {
    let desk = Desk::open().await;
    for role in ["BfdH", "RL"] {
        let tasks = desk
            .app
            .app
            .tasks_of(&desk.cast.at(role, desk.world.house.app.db.now()).unwrap())
            .await
            .unwrap();
        let mut lists = 0;
        for task in tasks.iter().filter(|task| task.href.contains("/grants?state=")) {
            let list = desk.page(role, &task.href).await;
            let rows = list.split_once("</tbody>").map_or("", |(rows, _)| rows);
            let rows = rows.matches("<tr><td").count() as u64;
            assert_eq!(rows, task.count, "{role} {}: {list}", task.text);
            lists += 1;
        }
        assert!(lists > 0, "{role}: {tasks:?}");
        let signs: Vec<&str> = tasks
            .iter()
            .filter(|task| task.text.contains("mitzeichnen"))
            .map(|task| task.text.as_str())
            .collect();
        assert_eq!(signs.len(), 2, "{role}: {signs:?}");
        assert!(
            signs.iter().all(|text| text.contains('(')),
            "which call: {signs:?}"
        );
    }
}

#[tokio::test]
async fn the_days_of_a_notice_are_in_their_order_and_a_decided_call_warns_of_nothing() {
    let desk = Desk::open().await;
    let grant = desk
        .id("SELECT id FROM \"grant\" WHERE number = 'BEG-1-0001'")
        .await;
    let page = desk.page("SB", &format!("/grants/{grant}")).await;
    let dates = &page[at(&page, "class=\"timeline\"")..];
    assert!(
        at(dates, "<strong>Bestandskräftig") < at(dates, "Ende der Rechtsbehelfsfrist"),
        "a waiver comes before the end of the term: {dates}"
    );
    let call = desk.id("SELECT id FROM call WHERE code = 'IBZ-2026A'").await;
    let allocation = desk.page("SB", &format!("/calls/{call}/allocation")).await;
    assert!(
        allocation.contains("Alle Anträge sind entschieden"),
        "{allocation}"
    );
    assert!(!allocation.contains("Gleiche Ränge"), "{allocation}");
}

/// Who signs in is nobody yet when the request comes; the trail names the person all the same.
#[tokio::test]
async fn the_trail_says_who_signed_in() {
    let desk = Desk::open().await;
    let email = desk.cast.email("SB").unwrap();
    let fields = [
        ("email", email.as_str()),
        ("password", backoffice::demo::PASSWORD),
    ];
    let answer = desk.app.post_form("/sign-in", &fields, None).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let trail = desk.page("RH", "/audit").await;
    let row = trail.split("<tr><td").nth(1).unwrap_or_default();
    assert!(
        row.contains("Angemeldet") && !row.contains("ohne Anmeldung"),
        "{row}"
    );
    assert!(row.matches("Sachbearbeitung (Demo)").count() >= 2, "{row}");
    let record = desk
        .id("SELECT application_id AS id FROM \"grant\" WHERE number = 'BEG-1-0001'")
        .await;
    let record = desk
        .page("SB", &format!("/applications/{record}?part=record"))
        .await;
    assert!(record.contains("Unbefangenheit erklärt"), "{record}");
}

/// The office asks for no money; it enters what came on paper.
#[tokio::test]
async fn the_municipality_asks_for_money_and_the_office_enters_paper() {
    let desk = Desk::open().await;
    let case = desk
        .id("SELECT application_id AS id FROM \"grant\" WHERE number = 'BEG-1-0001'")
        .await;
    let path = format!("/applications/{case}?part=procedure");
    assert!(desk.page("KE", &path).await.contains(">Mittel abrufen<"));
    let office = desk.page("SB", &path).await;
    assert!(office.contains("Mittelabruf vom Papier erfassen"), "{office}");
    assert!(!office.contains(">Mittel abrufen<"), "{office}");
    let tiles = desk.page("KE", &format!("/applications/{case}")).await;
    assert!(
        tiles.contains(&format!("<a href=\"{path}\"")),
        "the paid sum leads to the payments: {tiles}"
    );
}
