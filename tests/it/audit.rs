//! The audit trail as auditors read it: in words, filtered, and as a file (handbook 13).

use std::collections::BTreeSet;
use std::path::Path;

use backoffice::web::audit::{KINDS, action, kind};
use base::{Lang, Role, Scope};
use base_testing::{TestApp, person};
use sea_orm::{ConnectionTrait, Statement};

use crate::scopes::collect;
use crate::world::World;

/// Where the verb of an entry reaches `Entry::new` through a function: the crate, the kinds it may be about, and the
/// functions that take the verb.
const THROUGH: [(&str, &[&str], &[&str]); 13] = [
    (
        "applications",
        &["application"],
        &["moved", "transition", "transition_many"],
    ),
    (
        "assessment",
        &["review", "application"],
        &["step", "moved", "transition", "transition_many"],
    ),
    ("exchange", &["practice_report"], &["Step {"]),
    ("facilitation", &["engagement"], &["step"]),
    (
        "grants",
        &[
            "grant",
            "grant_amendment",
            "application",
            "notice_delivery",
            "reinstatement",
        ],
        &["step", "transition", "advance", "moved"],
    ),
    ("hours", &["hours_entry"], &["step"]),
    (
        "payments",
        &["payment", "payment_return", "bank_account", "grant"],
        &["step", "decide", "entry", "advance"],
    ),
    ("people", &["account"], &["store", "set_password_in"]),
    (
        "proofs",
        &["proof", "claim", "grant"],
        &["note", "note_claim", "step", "advance"],
    ),
    ("reports", &["application", "call"], &["entry"]),
    (
        "selection",
        &["meeting", "application"],
        &["step", "transition", "transition_many"],
    ),
    ("calls", &["call"], &["code"]),
    (
        "selection",
        &["decision", "meeting", "committee_member"],
        &["action ="],
    ),
];

fn sources(folder: &Path, all: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("tests") {
            sources(&path, all);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            all.push((path.display().to_string(), text));
        }
    }
}

/// The first verb-like literal of a call's arguments.
fn verb(arguments: &str) -> Option<&str> {
    let end = [";", "json!", "Text::new"]
        .into_iter()
        .filter_map(|end| arguments.find(end))
        .min();
    let arguments = &arguments[..end.unwrap_or(arguments.len())];
    let far = arguments
        .char_indices()
        .nth(400)
        .map_or(arguments.len(), |(at, _)| at);
    let arguments = &arguments[..far];
    let mut literals = arguments.split('"').skip(1).step_by(2);
    literals
        .find(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
}

/// What `Entry::new("kind", …, "verb")` says outright.
fn outright(source: &str) -> Vec<(String, String)> {
    let literal = |argument: &str| -> Option<String> {
        let text = argument.trim().strip_prefix('"')?.strip_suffix('"')?;
        Some(text.to_owned())
    };
    source
        .split("Entry::new(")
        .skip(1)
        .filter_map(|rest| {
            let arguments = arguments(rest);
            Some((literal(arguments.first()?)?, literal(arguments.get(2)?)?))
        })
        .collect()
}

/// The arguments of a call, given what follows its opening bracket.
fn arguments(rest: &str) -> Vec<&str> {
    let (mut depth, mut begin, mut found) = (0, 0, Vec::new());
    for (at, letter) in rest.char_indices() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => {
                found.push(&rest[begin..at]);
                break;
            }
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(&rest[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    found
}

fn has_words(of: &str, verb: &str) -> bool {
    [Lang::De, Lang::En]
        .into_iter()
        .all(|lang| action(lang, of, verb).is_some())
}

#[tokio::test]
async fn every_entry_of_the_trail_has_words() {
    let world = World::open().await;
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let mut kinds = BTreeSet::new();
    collect(&crates, &mut kinds);
    let mut missing = BTreeSet::new();
    for name in &kinds {
        if !KINDS.contains(&name.as_str()) {
            missing.insert(format!("{name} cannot be filtered for"));
        }
        for lang in [Lang::De, Lang::En] {
            if kind(lang, name) == kind(lang, "no such thing") {
                missing.insert(format!("{name} has no name: audit-kind-…"));
            }
        }
    }
    let mut found = 0;
    let mut all = Vec::new();
    sources(&crates, &mut all);
    for (path, source) in &all {
        for (of, verb) in outright(source) {
            found += 1;
            if !has_words(&of, &verb) {
                missing.insert(format!("{of} {verb} ({path})"));
            }
        }
        if !path.contains("usecases") && !path.contains("cases.rs") {
            continue;
        }
        for (part, kinds, functions) in THROUGH {
            if !path.contains(&format!("/{part}/src/")) {
                continue;
            }
            for function in functions {
                let mark = if function.ends_with(['{', '=']) {
                    (*function).to_owned()
                } else {
                    format!("{function}(")
                };
                for (before, rest) in source
                    .match_indices(&mark)
                    .map(|(at, mark)| source.split_at(at + mark.len()))
                {
                    let before = before.trim_end_matches(&mark);
                    let part_of_a_name =
                        before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_');
                    if part_of_a_name || before.ends_with("fn ") {
                        continue;
                    }
                    // the function itself names the kind
                    let Some(verb) = verb(rest).filter(|verb| !KINDS.contains(verb)) else {
                        continue;
                    };
                    found += 1;
                    if !kinds.iter().any(|of| has_words(of, verb)) {
                        missing.insert(format!("{} {verb} ({path})", kinds.join("/")));
                    }
                }
            }
        }
    }
    let conn = world.house.app.db.reader();
    let query = "SELECT DISTINCT subject_kind, action FROM audit_entry";
    for row in conn
        .query_all_raw(Statement::from_string(conn.get_database_backend(), query))
        .await
        .unwrap()
    {
        let (of, verb): (String, String) = (
            row.try_get("", "subject_kind").unwrap(),
            row.try_get("", "action").unwrap(),
        );
        if !has_words(&of, &verb) {
            missing.insert(format!("{of} {verb} (demo)"));
        }
    }
    assert!(found > 150, "{found}");
    assert!(missing.is_empty(), "entries without words: {missing:#?}");
}

#[tokio::test]
async fn auditors_filter_the_trail_and_take_it_with_them() {
    let world = World::open().await;
    let db = &world.house.app.db;
    let app = TestApp::new(db, backoffice::house::features());
    let auditor = person("Prüfung", &[(Role::RH, Scope::Programme(world.programme))]);
    let rows = |text: &str| text.matches("<tr><td").count();
    let get = async |path: &str| {
        let answer = app.get(path, Some(&auditor)).await;
        (answer.status, answer.text())
    };
    let (_, all) = get("/audit").await;
    let (_, text) = get("/audit?kind=grant").await;
    assert!((1..=50).contains(&rows(&text)), "{text}");
    let table = |text: &str| -> String {
        let rows = text.split_once("<tbody>").map_or("", |(_, rest)| rest);
        rows.split("</tbody>").next().unwrap_or_default().to_owned()
    };
    let body = table(&text);
    assert!(
        body.contains("Bewilligung") && body.contains("Erlassen"),
        "{body}"
    );
    assert!(
        !body.contains("ISSUED") && !body.contains("grant"),
        "codes are for programs: {body}"
    );
    let number = body
        .split("/applications/")
        .nth(1)
        .unwrap()
        .split('>')
        .nth(1)
        .unwrap();
    let number = number.split('<').next().unwrap().to_owned();
    let (_, of_case) = get(&format!("/audit?case={}", number.to_lowercase())).await;
    let links = table(&of_case).matches(&format!(">{number}</a>")).count();
    assert_eq!(links, rows(&of_case), "only entries of {number}");
    let (_, nobody) = get("/audit?who=Niemand%25").await;
    assert_eq!(rows(&nobody), 0);
    assert!(
        nobody.contains("Zu dieser Auswahl gibt es keinen Eintrag"),
        "{nobody}"
    );
    let (_, before) = get("/audit?until=1999-12-31").await;
    assert_eq!(rows(&before), 0);
    let (_, since) = get("/audit?from=2000-01-01").await;
    assert_eq!(rows(&since), rows(&all));
    let (status, wrong) = get("/audit?case=XY-1&from=31.02.2026").await;
    assert_eq!(status, 422);
    assert!(wrong.contains("XY-1") && wrong.contains("kein Datum"), "{wrong}");
    let (_, page) = get("/audit?kind=application&page=2").await;
    assert!(
        page.contains("/audit?kind=application&#38;page=1") || page.contains("kind=application&amp;page=1")
    );

    let answer = app.get("/audit/export.csv?kind=grant", Some(&auditor)).await;
    assert_eq!(answer.status, 200);
    let csv = answer.text();
    let hits = text
        .split("class=\"hits\">")
        .nth(1)
        .unwrap()
        .split(' ')
        .next()
        .unwrap();
    // a record ends with the hash of its entry; a reason may have several lines
    let records = csv
        .lines()
        .filter(|line| line.rsplit(';').next().is_some_and(|hash| hash.len() == 64));
    assert_eq!(
        records.count().to_string(),
        hits.replace('.', ""),
        "what is filtered, no more"
    );
    assert!(csv.contains("Bewilligung;") && csv.contains("Prüfsumme"), "{csv}");
    let officer = person(
        "Sachbearbeitung",
        &[(Role::SB, Scope::Programme(world.programme))],
    );
    assert_eq!(app.get("/audit/export.csv", Some(&officer)).await.status, 403);
}
