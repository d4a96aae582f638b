//! Lists over all things show a person only what is of the own programmes: audit trail and mails (handbook 13).

use base::{Person, PersonId, Role, Scope};
use base_mail::{Mail, Recipient};
use base_testing::{TestApp, person};
use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

use crate::world::World;

/// The first pages of a list: how many rows they have, and their text.
async fn list(app: &TestApp, path: &str, person: &Person) -> (usize, String) {
    let (mut rows, mut all) = (0, String::new());
    for page in 1..=12 {
        let answer = app.get(&format!("{path}?page={page}"), Some(person)).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        let text = answer.text();
        let found = text.matches("<tr><td").count();
        if found == 0 {
            break;
        }
        rows += found;
        // the rows only: the filter names every kind
        all.push_str(text.split_once("<tbody>").map_or("", |(_, rows)| rows));
    }
    (rows, all)
}

#[tokio::test]
async fn nobody_reads_the_trail_or_the_mails_of_another_programme() {
    let world = World::open().await;
    let db = &world.house.app.db;
    let app = TestApp::new(db, backoffice::house::features());
    let foreign = Scope::Programme(Uuid::now_v7());
    let own = Scope::Programme(world.programme);
    for role in [Role::RH, Role::RL, Role::BfdH] {
        let (_, text) = list(&app, "/audit", &person("Fremd", &[(role, foreign)])).await;
        for kind in [
            "Antrag",
            "Ausschreibung",
            "Sitzung",
            "Haushaltsstelle",
            "Förderprogramm",
            "Bewertung",
        ] {
            let cells = [format!(">{kind}<"), format!(">{kind}: "), format!("</a> {kind}<")];
            assert!(
                !cells.iter().any(|cell| text.contains(cell)),
                "{role:?} reads {kind}"
            );
        }
        assert!(
            text.contains(">Verzeichnis der Kommunen"),
            "{role:?}: master data are everybody's"
        );
        let (_, text) = list(&app, "/audit", &person("Eigen", &[(role, own)])).await;
        assert!(
            text.contains("Stundenbuchung") && text.contains(">Netzwerktreffen"),
            "{role:?}"
        );
    }
    for kind in [
        "call",
        "meeting",
        "budget_line",
        "programme",
        "committee_member",
        "facilitator",
        "account",
    ] {
        let statement = Statement::from_sql_and_values(
            db.reader().get_database_backend(),
            "SELECT COUNT(*) AS n FROM audit_entry e WHERE e.subject_kind = ? AND EXISTS (SELECT 1 FROM audit_place p \
             WHERE p.subject_kind = e.subject_kind AND p.subject_id = e.subject_id)",
            [kind.into()],
        );
        let row = db.reader().query_one_raw(statement).await.unwrap().unwrap();
        let placed: i64 = row.try_get("", "n").unwrap();
        assert!(placed > 0, "{kind}: its entries belong to their programme");
    }
}

#[tokio::test]
async fn the_list_of_mails_counts_only_what_it_shows() {
    let world = World::open().await;
    let db = &world.house.app.db;
    let app = TestApp::new(db, backoffice::house::features());
    let stranger = person("Fremd", &[(Role::RL, Scope::Programme(Uuid::now_v7()))]);
    let before = base_mail::list(db.reader(), &base_mail::MailFilter::default(), Default::default())
        .await
        .unwrap();
    assert!(before.items.iter().any(|mail| mail.application_id.is_some()));
    let ctx = base_testing::operator(db.now());
    let unit = db.write(&ctx).await.unwrap();
    let clerk = world.person("SB").await;
    for (person, email) in [
        (None, "ohne.amt@kommune.example"),
        (Some(clerk), "im.amt@kommune.example"),
    ] {
        let to = Recipient {
            person_id: person.map(PersonId),
            name: "Person (Test)".to_owned(),
            salutation: None,
            email: email.to_owned(),
            lang: base::Lang::De,
        };
        let mail = Mail::new("M-U04", Uuid::now_v7(), to).arg("at", "heute");
        base_mail::enqueue(&unit, mail).await.unwrap();
    }
    unit.commit().await.unwrap();
    let (_, text) = list(&app, "/mails", &stranger).await;
    assert!(
        !text.contains("im.amt@kommune.example"),
        "to an office elsewhere: {text}"
    );
    assert!(
        text.contains("ohne.amt@kommune.example"),
        "of no programme: {text}"
    );
    for mail in before.items.iter().filter(|mail| mail.application_id.is_some()) {
        assert!(!text.contains(&mail.id.to_string()), "{}", mail.code);
        let path = format!("/mails/{}", mail.id);
        assert_eq!(app.get(&path, Some(&stranger)).await.status, 404);
    }
    let own = person("Eigen", &[(Role::RL, Scope::Programme(world.programme))]);
    let (shown, _) = list(&app, "/mails", &own).await;
    let (strangers, _) = list(&app, "/mails", &stranger).await;
    assert!(strangers < shown, "{strangers} of {shown}");
}

/// Kinds of things that belong to no programme, as a whole or in part.
const HOUSE: [&str; 8] = [
    "account",
    "base_rate_table",
    "body",
    "import_run",
    "mail",
    "portal_consent",
    "register",
    "system",
];

/// Kinds whose entries name their case.
const OF_CASES: [&str; 29] = [
    "application",
    "application_note",
    "application_proposal",
    "case_access",
    "case_notice",
    "claim",
    "decision",
    "engagement",
    "file",
    "follow_up",
    "grant",
    "grant_amendment",
    "grant_information",
    "hours_entry",
    "hours_invoice",
    "interest_declaration",
    "meeting_item",
    "member_concern",
    "notice_delivery",
    "offer_answer",
    "payment",
    "payment_correction",
    "payment_return",
    "payment_stop",
    "practice_report",
    "proof",
    "reinstatement",
    "review",
    "standing",
];

/// Kinds that the view `audit_place` gives a programme.
const PLACED: [&str; 16] = [
    "allocation",
    "bank_account",
    "budget_line",
    "call",
    "cash_line",
    "committee",
    "committee_access",
    "committee_member",
    "deadline_extension",
    "event",
    "facilitator",
    "meeting",
    "payment_run",
    "programme",
    "ranking",
    "registration",
];

#[tokio::test]
async fn every_kind_of_entry_says_whose_it_is() {
    let world = World::open().await;
    let conn = world.house.app.db.reader();
    let statement = Statement::from_string(
        conn.get_database_backend(),
        "SELECT DISTINCT subject_kind FROM audit_entry e WHERE application_id IS NULL AND NOT EXISTS (SELECT 1 FROM \
         audit_place p WHERE p.subject_kind = e.subject_kind AND p.subject_id = e.subject_id)",
    );
    for row in conn.query_all_raw(statement).await.unwrap() {
        let kind: String = row.try_get("", "subject_kind").unwrap();
        assert!(
            HOUSE.contains(&kind.as_str()),
            "entries of kind {kind} are read by every programme"
        );
    }
    let crates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let mut kinds = std::collections::BTreeSet::new();
    collect(&crates, &mut kinds);
    assert!(kinds.len() > 25, "{kinds:?}");
    for kind in kinds {
        let known = HOUSE.iter().chain(&OF_CASES).chain(&PLACED);
        assert!(
            known.into_iter().any(|known| *known == kind),
            "audit entries of the new kind {kind}: give them their case (Entry::case) or a place in the view \
             audit_place (a new migration), then name the kind here"
        );
    }
}

/// The kinds of `Entry::new("kind", …)` in the product's sources, tests left out.
pub fn collect(folder: &std::path::Path, kinds: &mut std::collections::BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("tests") {
            collect(&path, kinds);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            let source = std::fs::read_to_string(&path).unwrap();
            let found = source
                .split("Entry::new(")
                .skip(1)
                .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
            kinds.extend(found.map(str::to_owned));
        }
    }
}
