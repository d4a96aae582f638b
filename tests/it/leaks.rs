//! Whoever is excluded from a case finds nothing of it in the whole house (handbook 4.3): every address of
//! `access_routes.csv` that can be read is asked with real ids, as an officer, as a member of the steering group, as an
//! assessor and as a facilitator.
//!
//! Two questions. Does an answer name the case? And does any answer change when the case does: its title, its applicant,
//! its amounts, its scores, its place, its result? What never changes tells nothing, neither by a count nor by a gap.
//! Both questions are put to a colleague as well, who may see the case, and to planted leaks: the test can fail.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use applications::{Access, ApplicationId};
use base::{Person, PersonId, Role, Scope};
use base_mail::{Mail, Recipient};
use base_testing::{TestApp, operator, person};
use base_web::app::Feature;
use base_web::{May, Reply, Routes, Visit};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use uuid::Uuid;

use crate::world::World;

/// The case that some are excluded from, as it is written in answers.
struct Hidden {
    id: Uuid,
    number: String,
    title: String,
    applicant: String,
}

/// Where the register or the network names a municipality that also applied: that says nothing of the application.
const REGISTER: [&str; 7] = [
    "/bodies",
    "/api/v1/bodies",
    "/colleagues",
    "/api/v1/colleagues",
    "/events",
    "/api/v1/events",
    "/practice",
];

async fn rows(world: &World, query: &str, id: Uuid) -> Vec<sea_orm::QueryResult> {
    let conn = world.house.app.db.reader();
    let backend = conn.get_database_backend();
    let query = match backend {
        DbBackend::Postgres => query.replace('?', "$1"),
        _ => query.to_owned(),
    };
    let statement = Statement::from_sql_and_values(backend, &query, [id.into()]);
    conn.query_all_raw(statement)
        .await
        .unwrap_or_else(|error| panic!("{query}: {error}"))
}

/// An awarded case with everything that follows an award, and another one of the same call.
async fn chosen(world: &World) -> (Hidden, Uuid) {
    let query = "SELECT a.id, a.number, a.title, a.lead_name FROM application a JOIN \"grant\" g ON g.application_id = a.id \
                 WHERE a.call_id = ? AND EXISTS (SELECT 1 FROM ranking_entry r WHERE r.application_id = a.id AND r.rank > 3) AND \
                 (SELECT COUNT(*) FROM application b WHERE b.title = a.title) = 1 AND (SELECT \
                 COUNT(*) FROM application b WHERE b.lead_name = a.lead_name) = 1 ORDER BY (SELECT COUNT(*) FROM \
                 payment_request p WHERE p.application_id = a.id) + (SELECT COUNT(*) FROM proof p WHERE p.application_id = \
                 a.id) + (SELECT COUNT(*) FROM engagement e WHERE e.application_id = a.id) + (SELECT COUNT(*) FROM \
                 grant_amendment e WHERE e.application_id = a.id) + (SELECT COUNT(*) FROM claim e WHERE e.application_id = \
                 a.id) + (SELECT COUNT(*) FROM hours_entry e WHERE e.application_id = a.id) DESC, a.id LIMIT 2";
    let found = rows(world, query, world.call).await;
    let text = |column: &str| found[0].try_get::<String>("", column).unwrap();
    let hidden = Hidden {
        id: found[0].try_get("", "id").unwrap(),
        number: text("number"),
        title: text("title"),
        applicant: text("lead_name"),
    };
    (hidden, found[1].try_get("", "id").unwrap())
}

/// Placeholders of addresses that name something of a case, and its table.
const OF_CASES: [(&str, &str); 14] = [
    ("grant", "\"grant\""),
    ("engagement", "engagement"),
    ("review", "review"),
    ("hours_entry", "hours_entry"),
    ("mail", "outbox_mail"),
    ("claim", "claim"),
    ("proof", "proof"),
    ("payment", "payment_request"),
    ("amendment", "grant_amendment"),
    ("letter", "case_notice"),
    ("follow_up", "follow_up"),
    ("practice_report", "practice_report"),
    ("packet", "evidence_packet"),
    ("file", "stored_file"),
];

/// The others.
const OF_THE_HOUSE: [(&str, &str); 11] = [
    ("account", "account"),
    ("facilitator", "facilitator"),
    ("budget_line", "budget_line"),
    ("committee", "committee"),
    ("event", "exchange_event"),
    ("import_run", "import_run"),
    ("body", "body"),
    ("programme", "programme"),
    ("payment_run", "payment_run"),
    ("sample_run", "sample_run"),
    ("invitation", "call_assessor"),
];

/// Ids of what belongs to a case, by placeholder, and of everything else.
async fn objects(world: &World, case: Uuid) -> BTreeMap<&'static str, String> {
    let mut found = BTreeMap::from([
        ("application", case.to_string()),
        ("call", world.call.to_string()),
        ("import_kind", "applications".to_owned()),
        ("parameter", "funding_cap_cents".to_owned()),
        ("lang", "de".to_owned()),
        ("number", "1".to_owned()),
        ("edition", "1".to_owned()),
        ("section", "money".to_owned()),
    ]);
    let mut take = async |name, query: String, id: Uuid| {
        if let Some(row) = rows(world, &query, id).await.first() {
            found.insert(name, row.try_get::<Uuid>("", "id").unwrap().to_string());
        }
    };
    for (name, table) in OF_CASES {
        let query = format!("SELECT id FROM {table} WHERE application_id = ? ORDER BY id LIMIT 1");
        take(name, query, case).await;
    }
    for (name, table) in OF_THE_HOUSE {
        let query = format!("SELECT id FROM {table} WHERE id <> ? ORDER BY id LIMIT 1");
        take(name, query, case).await;
    }
    let meeting = "SELECT meeting_id AS id FROM meeting_item WHERE application_id = ? LIMIT 1";
    take("meeting", meeting.to_owned(), case).await;
    found
}

/// The addresses that can be read: with what belongs to `case`, or with an id that names nothing.
async fn addresses(world: &World, case: Uuid) -> BTreeSet<String> {
    let objects = objects(world, case).await;
    let nothing = Uuid::nil().to_string();
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("access_routes.csv");
    let table = fs::read_to_string(table).unwrap();
    let paths = table
        .lines()
        .filter_map(|line| line.strip_prefix("GET;")?.split(';').next());
    let mut found = BTreeSet::new();
    for path in paths {
        let filled = |report: &str| -> String {
            let part = |part: &str| match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
                Some("report") => report.to_owned(),
                Some(name) => objects.get(name).unwrap_or(&nothing).clone(),
                None => part.to_owned(),
            };
            path.split('/').map(part).collect::<Vec<_>>().join("/")
        };
        if path.contains("{report}") {
            found.extend(
                reports::ReportCode::ALL
                    .iter()
                    .map(|report| filled(report.code())),
            );
        } else {
            found.insert(filled(""));
        }
    }
    // the parts of a case page, more pages of the long lists, and the search box
    let page = format!("/applications/{case}");
    found.extend(["application", "procedure", "record"].map(|part| format!("{page}?part={part}")));
    for list in ["/audit", "/mails", "/applications", "/my-applications"] {
        found.extend((2..=4).map(|number| format!("{list}?page={number}")));
    }
    // every import that spoke of the call
    let runs = "SELECT id FROM import_run WHERE id <> ?";
    for row in rows(world, runs, Uuid::nil()).await {
        let run = row.try_get::<Uuid>("", "id").unwrap();
        found.extend(["", "/report.json"].map(|end| format!("/imports/runs/{run}{end}")));
    }
    // streams never end, and what signs out or in says nothing
    found.retain(|path| !path.ends_with("/live") && !path.ends_with("/events/stream"));
    found
}

/// What somebody reads: address and the answer, unpacked.
type Answers = BTreeMap<String, String>;

async fn answers(app: &TestApp, addresses: &BTreeSet<String>, who: &Person) -> Answers {
    let mut all = Answers::new();
    for path in addresses {
        let answer = app.get(path, Some(who)).await;
        assert!(
            answer.status.as_u16() < 500,
            "{path}: {}: {}",
            answer.status,
            answer.text()
        );
        let is_stream = answer
            .headers
            .get("content-type")
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"));
        assert!(!is_stream, "{path} is a stream");
        all.insert(
            path.clone(),
            format!("{} {}", answer.status.as_u16(), timeless(&answer.unpacked())),
        );
    }
    all
}

/// Without times of day, which go on while the test runs: `08:15:07.123` becomes `00:00:00.0`.
fn timeless(text: &str) -> String {
    let mut out: Vec<char> = text.chars().collect();
    let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
    for at in 2..out.len().saturating_sub(2) {
        let around = [at - 2, at - 1, at + 1, at + 2];
        if out[at] == ':' && around.iter().all(|place| digit(out.get(*place))) {
            for place in around {
                out[place] = '0';
            }
        }
    }
    let text: String = out.into_iter().collect();
    let mut parts = text.split(":00.");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |whole, part| {
        whole + ":00.0" + part.trim_start_matches(|c: char| c.is_ascii_digit())
    })
}

/// The addresses whose answer names the case. An address that names something of it repeats that.
fn naming(answers: &Answers, hidden: &Hidden) -> BTreeSet<String> {
    let id = hidden.id.to_string();
    let names = |path: &str, text: &str| {
        let in_register = REGISTER.iter().any(|start| path.starts_with(start));
        !path.contains(&id) && text.contains(&id)
            || !path.contains(&hidden.number) && text.contains(&hidden.number)
            || text.contains(&hidden.title)
            || !in_register && text.contains(&hidden.applicant)
    };
    let found = answers.iter().filter(|(path, text)| names(path, text));
    found.map(|(path, _)| path.clone()).collect()
}

fn differing(before: &Answers, after: &Answers) -> BTreeSet<String> {
    let differs = |path: &String| before.get(path) != after.get(path);
    before.keys().filter(|path| differs(path)).cloned().collect()
}

/// Everything that can be said of the case becomes something else, round every trigger.
async fn change(world: &World, hidden: &Hidden) {
    let by = operator(world.house.app.db.now());
    let unit = world.house.app.db.write(&by).await.unwrap();
    let conn = unit.conn();
    let triggers = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";
    let triggers = Statement::from_string(DbBackend::Sqlite, triggers);
    for row in conn.query_all_raw(triggers).await.unwrap() {
        let name: String = row.try_get("", "name").unwrap();
        conn.execute_unprepared(&format!("DROP TRIGGER \"{name}\""))
            .await
            .unwrap();
    }
    conn.execute_unprepared("PRAGMA ignore_check_constraints = ON")
        .await
        .unwrap();
    let id = format!("x'{}'", hidden.id.simple());
    let mut changes: Vec<String> = [
        // its names stay: an import's report is closed by them, and whoever finds them has found a leak already
        "UPDATE application SET summary = 'Anders', requested_cents = requested_cents + 1234500, total_cost_cents = total_cost_cents + 2345600, state = 'REJECTED' WHERE id = $",
        "UPDATE review SET weighted = 17, scores = '{}' WHERE application_id = $",
        "UPDATE standing SET weighted_sum = 34, mean_micro = 3400000, lowest = 17, highest = 17, totals = '[17,17]' WHERE id = $",
        "UPDATE ranking_entry SET numerator = 34, score_hundredths = 340, below_threshold = TRUE WHERE application_id = $",
        "UPDATE decision SET amount_cents = amount_cents / 2 WHERE application_id = $",
        "UPDATE meeting_item SET amount_cents = amount_cents / 2 WHERE application_id = $",
        "UPDATE allocation_entry SET amount_cents = amount_cents / 2 WHERE application_id = $",
        "UPDATE \"grant\" SET amount_cents = amount_cents / 2 WHERE application_id = $",
    ]
    .map(str::to_owned)
    .into();
    // it comes to the front, and those before it move back by one
    for (table, of) in [
        ("ranking_entry", "ranking_id"),
        ("decision", "call_id"),
        ("meeting_item", "meeting_id"),
        ("allocation_entry", "allocation_id"),
    ] {
        let place =
            format!("(SELECT h.rank FROM {table} h WHERE h.application_id = $ AND h.{of} = {table}.{of})");
        let (moved, first, back) = match table {
            "ranking_entry" => (", position = -(position + 1)", ", position = -1", true),
            _ => ("", "", false),
        };
        changes.push(format!(
            "UPDATE {table} SET rank = rank + 1{moved} WHERE application_id <> $ AND rank < {place}"
        ));
        changes.push(format!(
            "UPDATE {table} SET rank = 1{first} WHERE application_id = $"
        ));
        if back {
            changes.push(format!(
                "UPDATE {table} SET position = -position WHERE position < 0"
            ));
        }
    }
    for change in changes {
        let sql = change.replace('$', &id);
        let done = conn.execute_unprepared(&sql).await;
        let done = done.unwrap_or_else(|error| panic!("{change}: {error}"));
        assert!(done.rows_affected() > 0, "{change}");
    }
    conn.execute_unprepared("PRAGMA ignore_check_constraints = OFF")
        .await
        .unwrap();
    unit.commit().await.unwrap();
}

/// An account that somebody can be barred by, with these roles for the length of the test.
async fn somebody(world: &World, name: &str, hidden: Option<&Hidden>, roles: &[(Role, Scope)]) -> Person {
    let db = &world.house.app.db;
    let by = operator(db.now());
    let unit = db.write(&by).await.unwrap();
    let account = people::NewAccount::new(format!("{name}@haus.example"), format!("{name} (Test)"));
    let id: PersonId = people::create_account_in(&unit, account).await.unwrap();
    if let Some(hidden) = hidden {
        let case = ApplicationId(hidden.id);
        applications::grant_access(&unit, id, case, Access::Barred)
            .await
            .unwrap();
    }
    unit.commit().await.unwrap();
    Person {
        id,
        ..person(name, roles)
    }
}

/// A page that asks the database past every filter.
async fn planted(visit: Visit) -> Reply {
    let backend = visit.app.db.reader().get_database_backend();
    let all = Statement::from_string(backend, "SELECT title FROM application ORDER BY id");
    let rows = visit
        .app
        .db
        .reader()
        .query_all_raw(all)
        .await
        .map_err(base::Problem::from)?;
    let titles: Vec<String> = rows
        .iter()
        .filter_map(|row| row.try_get("", "title").ok())
        .collect();
    base_web::api::ok(titles)
}

/// The house with its case, who is excluded from it, and a colleague who is not.
struct Cast {
    app: TestApp,
    hidden: Hidden,
    asked: BTreeSet<String>,
    barred: [Person; 3],
    colleague: Person,
}

impl Cast {
    async fn of(world: &World) -> Self {
        let mut features = backoffice::house::features();
        features.push(Feature {
            routes: Routes::new().get("/planted", May::SignedIn, planted),
            ..Feature::default()
        });
        let app = TestApp::with_files(&world.house.app.db, &world.house.app.files, features);
        let (hidden, other) = chosen(world).await;
        let mut asked = addresses(world, hidden.id).await;
        asked.extend(addresses(world, other).await);
        asked.insert(format!("/search?q={}", hidden.number));
        assert!(asked.len() > 400, "{}", asked.len());
        let programme = Scope::Programme(world.programme);
        let office: Vec<(Role, Scope)> = [Role::SB, Role::GS, Role::RL, Role::RH, Role::BfdH, Role::PK]
            .map(|role| (role, programme))
            .into();
        let seat = [(Role::SM, Scope::Committee(world.committee))];
        let assessor = [(Role::AS, Scope::Call(world.call)), (Role::PB, Scope::Own)];
        let barred = [
            somebody(world, "Amt", Some(&hidden), &office).await,
            somebody(world, "Mitglied", Some(&hidden), &seat).await,
            somebody(world, "Bewertung", Some(&hidden), &assessor).await,
        ];
        let colleague = somebody(world, "Kollegin", None, &office).await;
        Self {
            app,
            hidden,
            asked,
            barred,
            colleague,
        }
    }

    async fn read_by(&self, who: &Person) -> Answers {
        answers(&self.app, &self.asked, who).await
    }

    /// What the barred read, and where it names the case.
    async fn read_by_the_barred(&self) -> (Vec<Answers>, Vec<String>) {
        let (mut all, mut leaks) = (Vec::new(), Vec::new());
        for who in &self.barred {
            let answers = self.read_by(who).await;
            let named = naming(&answers, &self.hidden).into_iter();
            leaks.extend(named.map(|path| format!("{}: named at {path}", who.name)));
            all.push(answers);
        }
        (all, leaks)
    }

    /// A page that asks past every filter is found.
    async fn find_what_is_planted(&self) {
        let planted = BTreeSet::from(["/planted".to_owned()]);
        let answers = answers(&self.app, &planted, &self.barred[0]).await;
        assert_eq!(naming(&answers, &self.hidden), planted);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_excluded_person_finds_nothing_of_the_case_in_the_whole_house() {
    let world = World::open().await;
    let cast = Cast::of(&world).await;
    let (before, mut leaks) = cast.read_by_the_barred().await;
    // the same question finds it for whoever may see it, and on a page that is planted
    let seen = cast.read_by(&cast.colleague).await;
    let found = naming(&seen, &cast.hidden);
    assert!(found.len() > 80, "{}: {found:#?}", found.len());
    cast.find_what_is_planted().await;

    change(&world, &cast.hidden).await;
    for (who, before) in cast.barred.iter().zip(&before) {
        let told = differing(before, &cast.read_by(who).await).into_iter();
        leaks.extend(told.map(|path| format!("{}: tells of a change at {path}", who.name)));
    }
    let told = differing(&seen, &cast.read_by(&cast.colleague).await);
    assert!(
        leaks.is_empty(),
        "{}: {leaks:#?}; a colleague: {told:#?}",
        leaks.len()
    );
    assert!(told.len() > 40, "{}: {told:#?}", told.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn nor_does_an_excluded_person_on_postgresql() {
    let Some((world, _database)) = World::on_postgres().await else {
        eprintln!("skipped: set TEST_PG_URL (ops/pg.sh start)");
        return;
    };
    let cast = Cast::of(&world).await;
    let (_, leaks) = cast.read_by_the_barred().await;
    assert!(leaks.is_empty(), "{}: {leaks:#?}", leaks.len());
    cast.find_what_is_planted().await;
}

/// Mails that name a case never go to who is barred from it; the one that tells the assessor of the exclusion is the last.
async fn mails_to_the_barred(world: &World) -> Vec<String> {
    let query = "SELECT m.code AS code FROM outbox_mail m JOIN case_access c ON c.person_id = m.person_id AND c.application_id = \
                 m.application_id AND c.access = 'BARRED' WHERE m.id <> ? AND m.created_at >= c.granted_at AND m.code <> \
                 'M-R05'";
    let found = rows(world, query, Uuid::nil()).await;
    found.iter().map(|row| row.try_get("", "code").unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_mail_of_a_case_goes_to_who_is_excluded_from_it() {
    let world = World::open().await;
    let db = &world.house.app.db;
    let (hidden, _) = chosen(&world).await;
    let office = somebody(&world, "Amt", Some(&hidden), &[]).await;
    let by = operator(db.now());
    let unit = db.write(&by).await.unwrap();
    for role in [Role::SB, Role::GS, Role::RL, Role::BfdH, Role::PK] {
        let from_on = base::calendar::local_date(db.now());
        let assign = people::Assign::from(office.id, role, Scope::Programme(world.programme), from_on);
        people::assign_in(&unit, assign).await.unwrap();
    }
    // whoever writes to the offices of a case asks this
    let roles = [Role::SB, Role::GS, Role::RL, Role::BfdH, Role::PK];
    let case = ApplicationId(hidden.id);
    let told = applications::holders_of_case(unit.conn(), case, world.programme, &roles, db.now())
        .await
        .unwrap();
    assert!(told.len() > 3 && told.iter().all(|account| account.id != office.id));
    unit.commit().await.unwrap();
    assert_eq!(mails_to_the_barred(&world).await, Vec::<String>::new());
    // planted: a mail that carries the title
    let unit = db.write(&by).await.unwrap();
    let to = Recipient {
        person_id: Some(office.id),
        ..Recipient::address(&office.email, base::Lang::De)
    };
    let mail = Mail::new("M-G06", Uuid::now_v7(), to)
        .case(hidden.id, &hidden.number)
        .arg("title", &hidden.title)
        .arg("mode", "award");
    base_mail::enqueue(&unit, mail).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(mails_to_the_barred(&world).await, ["M-G06"]);
}

/// The sources that write mails of a case to an office ask who may know of it.
#[test]
fn mails_of_a_case_are_written_to_those_who_may_know_of_it() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let mut asked = Vec::new();
    for entry in fs::read_dir(crates).unwrap() {
        let path = entry.unwrap().path().join("src/mails.rs");
        let Ok(source) = fs::read_to_string(&path) else {
            continue;
        };
        for part in source.split("\npub(crate) async fn ").skip(1) {
            let writes_of_case = part.contains(".case(") || part.contains("about(");
            if part.contains("people::holders(") && writes_of_case && !part.contains("barred_persons") {
                asked.push(format!(
                    "{}: {}",
                    path.display(),
                    part.lines().next().unwrap_or_default()
                ));
            }
        }
    }
    // an applicant's own accounts are no office
    asked.retain(|found| !found.contains("crates/applications/"));
    assert!(asked.is_empty(), "{asked:#?}");
}

#[test]
fn times_of_day_are_no_difference() {
    assert_eq!(timeless("um 08:15 Uhr, 23:59:07"), "um 00:00 Uhr, 00:00:00");
    assert_eq!(timeless("08:15:07.123456Z, 7.5"), "00:00:00.0Z, 7.5");
}
