#![allow(clippy::unwrap_used)] // tests may

use base::{Ctx, Problem, Role, Scope};
use base_db::{Db, PageRequest};
use base_testing::app::{ctx, operator, person};
use base_testing::db::databases;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::*;

mod import;
mod pages;
mod register;

const BODIES: &str = include_str!("../../../fixtures/demo/bodies.csv");
const ALIASES: &str = include_str!("../../../fixtures/demo/aliases.csv");

fn now() -> DateTime<Utc> {
    "2026-03-06T09:00:00Z".parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn clerk() -> Ctx {
    ctx(
        &person("Sachbearbeitung", &[(Role::SB, Scope::Programme(Uuid::now_v7()))]),
        now(),
    )
}

/// The demo's register.
async fn load(db: &Db) -> Outcome {
    load_bodies(db, &operator(now()), BODIES, ALIASES).await.unwrap()
}

async fn key_of(
    db: &Db,
    key: Option<&str>,
    name: Option<&str>,
    kind: Option<BodyType>,
) -> Result<String, String> {
    match resolve(db.reader(), key, name, kind).await.unwrap() {
        Resolution::Found { body, .. } => Ok(body.key),
        Resolution::Ambiguous(bodies) => Err(bodies
            .iter()
            .map(|body| body.key.as_str())
            .collect::<Vec<_>>()
            .join(" ")),
        Resolution::Unknown(error) => Err(error.code().to_owned()),
    }
}

#[tokio::test]
async fn the_demo_register_loads_once_and_again_changes_nothing() {
    for test in databases().await {
        assert_eq!(
            load(&test.db).await,
            Outcome {
                new: 114,
                changed: 0,
                same: 0
            },
            "{}",
            test.name
        );
        assert_eq!(
            load(&test.db).await,
            Outcome {
                new: 0,
                changed: 0,
                same: 114
            },
            "{}",
            test.name
        );
        let body = find_by_key(test.db.reader(), "082265006").await.unwrap().unwrap();
        assert_eq!(
            body.official_name, "Gemeindeverwaltungsverband Rauenberg",
            "{}",
            test.name
        );
        let members = hierarchy(test.db.reader(), &body).await.unwrap();
        let names = names(test.db.reader(), &members).await.unwrap();
        let mut names: Vec<&str> = names.values().map(String::as_str).collect();
        names.sort_unstable();
        let expected = [
            "Gemeinde Dielheim",
            "Gemeinde Malsch",
            "Gemeinde Mühlhausen",
            "Rhein-Neckar-Kreis",
            "Stadt Rauenberg",
        ];
        assert!(
            names.len() >= 3 && names.iter().all(|name| expected.contains(name)),
            "{}: {names:?}",
            test.name
        );
        assert!(
            names.contains(&"Rhein-Neckar-Kreis"),
            "{}: its district",
            test.name
        );
        let entries = base_db::audit::of_subject(test.db.reader(), "register", "bodies", 10)
            .await
            .unwrap();
        assert_eq!(entries.len(), 2, "{}", test.name);
    }
}

/// Handbook 3.2: alias seeds; 0.2 no. 3: what must stay apart.
#[tokio::test]
async fn names_lead_to_exactly_one_body_or_to_a_question() {
    use BodyType::{Gemeinde, Gvv, Landkreis, Stadt};
    for test in databases().await {
        load(&test.db).await;
        let memory = Resolver::load(test.db.reader()).await.unwrap();
        for (name, kind, expected) in [
            ("Messkirch", None, Ok("08437078")),
            ("Meßkirch", None, Ok("08437078")),
            ("Stadt Messkirch", None, Ok("08437078")),
            ("Horb", None, Ok("08237040")),
            ("Stadt Horb", None, Ok("08237040")),
            ("HORB", None, Ok("08237040")),
            ("Lahr", None, Ok("08317065")),
            ("Freiburg", None, Ok("08311000")),
            ("Freiburg i. Breisgau", None, Ok("08311000")),
            ("Freiburg i. Br.", None, Ok("08311000")),
            ("Giengen", None, Ok("08135016")),
            ("Freudenberg am Main", None, Ok("08128039")),
            ("Weilheim Teck", None, Ok("08116070")),
            ("LE", None, Ok("08116078")),
            ("Stuttgart, Landeshauptstadt", None, Ok("08111000")),
            ("Gemeindeverwaltungsverband Rauenberg", None, Ok("082265006")),
            ("GVV Vorderes Kandertal", Some(Gvv), Ok("083365008")),
            // the same name, several bodies
            ("Biberach", Some(Stadt), Ok("08426021")),
            ("Stadt Biberach", None, Ok("08426021")),
            ("Biberach", Some(Landkreis), Ok("08426")),
            ("Heidenheim", Some(Stadt), Ok("08135019")),
            ("Tübingen", Some(Landkreis), Ok("08416")),
            ("Tübingen", Some(Stadt), Ok("08416041")),
            ("Landkreis Tübingen", None, Ok("08416")),
            ("Universitätsstadt Tübingen", None, Ok("08416041")),
            ("Tübingen", Some(Gemeinde), Ok("08416041")), // a list that calls every town Gemeinde
            ("Tübingen", None, Err("08416 08416041")),
            ("Lörrach", None, Err("08336 08336050")),
            ("Malsch", None, Err("08215046 08226046")),
            ("Malsch", Some(Gemeinde), Err("08215046 08226046")),
            // umlauts are never folded
            ("Neuenburg am Rhein", None, Ok("08315076")),
            ("Neuenbürg", None, Ok("08236043")),
            ("Neuenburg", None, Err("AGS_UNKNOWN")),
            ("Tuebingen", None, Err("AGS_UNKNOWN")),
            ("Musterstadt", None, Err("AGS_UNKNOWN")),
            ("Horb", Some(Landkreis), Err("AGS_UNKNOWN")),
            ("", None, Err("AGS_EMPTY")),
        ] {
            let answer = key_of(&test.db, None, Some(name), kind).await;
            let expected = expected.map(str::to_owned).map_err(str::to_owned);
            assert_eq!(answer, expected, "{}: {name} {kind:?}", test.name);
            // the register in memory says the same
            let direct = resolve(test.db.reader(), None, Some(name), kind).await.unwrap();
            assert_eq!(
                memory.resolve(None, Some(name), kind),
                direct,
                "{}: {name} {kind:?}",
                test.name
            );
        }
    }
}

#[tokio::test]
async fn a_key_decides_alone_and_is_never_guessed_from_the_name() {
    use BodyType::{Gvv, Landkreis, Stadtkreis};
    for test in databases().await {
        load(&test.db).await;
        for (key, kind, expected) in [
            ("8116078", None, Ok("08116078")),
            ("081160078078", None, Ok("08116078")),
            ("8416", Some(Landkreis), Ok("08416")),
            ("8111", Some(Stadtkreis), Ok("08111000")),
            ("08111", None, Ok("08111000")),
            ("82265006", Some(Gvv), Ok("082265006")),
            ("811678", None, Err("AGS_LENGTH")),
            ("08999999", None, Err("AGS_UNKNOWN")),
            ("081169999078", None, Err("AGS_UNKNOWN")), // the AGS of another ARS
            ("abc", None, Err("AGS_UNREADABLE")),
        ] {
            let answer = key_of(&test.db, Some(key), Some("Leinfelden-Echterdingen"), kind).await;
            assert_eq!(
                answer,
                expected.map(str::to_owned).map_err(str::to_owned),
                "{}: {key}",
                test.name
            );
        }
        let found = resolve(test.db.reader(), Some("8116078"), None, None)
            .await
            .unwrap();
        assert!(
            matches!(
                found,
                Resolution::Found {
                    repaired: true,
                    by_alias: false,
                    merged: false,
                    ..
                }
            ),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn search_finds_by_name_in_either_spelling_by_key_alias_and_district() {
    for test in databases().await {
        load(&test.db).await;
        for (text, first) in [
            ("Tübingen", "08416"),
            ("tuebingen", "08416"),
            ("tubingen univ", "08416041"),
            ("8116078", "08116078"),
            ("08116078", "08116078"),
            ("messkirch", "08437078"),
            ("Mössi", "08416025"),
            ("echterdingen", "08116078"),
        ] {
            let found = search(test.db.reader(), text, 5).await.unwrap();
            let keys: Vec<&str> = found.iter().map(|body| body.key.as_str()).collect();
            assert_eq!(keys.first(), Some(&first), "{}: {text} {keys:?}", test.name);
        }
        for nothing in ["", "  ", "%", "ingen", "_"] {
            assert_eq!(
                search(test.db.reader(), nothing, 5).await.unwrap(),
                [],
                "{}: {nothing:?}",
                test.name
            );
        }
        let filter = Filter {
            district: Some("08416".to_owned()),
            ..Filter::default()
        };
        let page = list(test.db.reader(), &filter, PageRequest::default())
            .await
            .unwrap();
        assert!(
            page.items.iter().all(|body| body.key.starts_with("08416")),
            "{}",
            test.name
        );
        assert!(page.total >= 4, "{}: {}", test.name, page.total);
    }
}

#[tokio::test]
async fn lists_sort_by_name_key_and_population() {
    for test in databases().await {
        load(&test.db).await;
        let first = async |sort: &str| {
            let filter = Filter {
                sort: sort.to_owned(),
                region: Some(4),
                ..Filter::default()
            };
            list(test.db.reader(), &filter, PageRequest::default())
                .await
                .unwrap()
                .items
                .remove(0)
                .key
        };
        assert_eq!(first("key").await, "08415", "{}", test.name);
        assert_eq!(first("-key").await, "084375003", "{}", test.name);
        assert_eq!(first("name").await, "08425", "{}: Alb-Donau-Kreis", test.name);
        assert_eq!(first("-name").await, "08417", "{}: Zollernalbkreis", test.name);
        assert_eq!(
            first("-population").await,
            "08415",
            "{}: Landkreis Reutlingen",
            test.name
        );
        let smallest = first("population").await;
        assert!(
            smallest.len() == 8,
            "{}: a municipality, not {smallest}",
            test.name
        );
    }
}

#[tokio::test]
async fn an_alias_is_refused_where_it_would_join_two_towns() {
    for test in databases().await {
        load(&test.db).await;
        let conn = test.db.reader();
        let town = find_by_key(conn, "08315076").await.unwrap().unwrap();
        let taken = add_alias(&test.db, &clerk(), town.id, "Neuenbürg").await;
        assert!(
            matches!(
                taken,
                Err(Problem::Refused {
                    code: "alias-taken",
                    ..
                })
            ),
            "{}: {taken:?}",
            test.name
        );
        let known = add_alias(&test.db, &clerk(), town.id, " neuenburg A. rh. ").await;
        assert!(
            matches!(
                known,
                Err(Problem::Refused {
                    code: "alias-known",
                    ..
                })
            ),
            "{}: {known:?}",
            test.name
        );
        add_alias(&test.db, &clerk(), town.id, "Neuenburg/Rhein")
            .await
            .unwrap();
        let found = resolve(conn, None, Some("neuenburg/rhein"), None).await.unwrap();
        assert!(
            matches!(&found, Resolution::Found { body, by_alias: true, .. } if body.id == town.id),
            "{}",
            test.name
        );
        let alias = names_of(conn, town.id)
            .await
            .unwrap()
            .into_iter()
            .find(|name| name.name == "Neuenburg/Rhein");
        remove_alias(&test.db, &clerk(), town.id, alias.unwrap().id)
            .await
            .unwrap();
        assert_eq!(
            key_of(&test.db, None, Some("Neuenburg/Rhein"), None).await,
            Err("AGS_UNKNOWN".to_owned()),
            "{}",
            test.name
        );
        let own = names_of(conn, town.id)
            .await
            .unwrap()
            .into_iter()
            .find(|name| name.kind == NameKind::Name);
        let refused = remove_alias(&test.db, &clerk(), town.id, own.unwrap().id).await;
        assert!(
            matches!(refused, Err(Problem::NotFound { .. })),
            "{}: {refused:?}",
            test.name
        );
    }
}

#[tokio::test]
async fn the_key_of_a_merged_town_leads_to_its_successor() {
    for test in databases().await {
        load(&test.db).await;
        let conn = test.db.reader();
        let gone = find_by_key(conn, "08437086").await.unwrap().unwrap();
        let end = |body, successor: &str, version| EndBody {
            body,
            valid_until: day("2026-12-31"),
            successor_key: Some(successor.to_owned()),
            version,
        };
        let unfit = end_body(&test.db, &clerk(), end(gone.id, "08437086", 1)).await;
        assert!(
            matches!(unfit, Err(Problem::Invalid(_))),
            "{}: its own successor: {unfit:?}",
            test.name
        );
        let stale = end_body(&test.db, &clerk(), end(gone.id, "8437078", gone.version + 1)).await;
        assert_eq!(stale, Err(Problem::Stale), "{}", test.name);
        end_body(&test.db, &clerk(), end(gone.id, "8437078", gone.version))
            .await
            .unwrap();
        let memory = Resolver::load(conn).await.unwrap();
        for (key, name) in [(Some("8437086"), None), (None, Some("Ostrach"))] {
            let found = resolve(conn, key, name, None).await.unwrap();
            let Resolution::Found {
                body, merged: true, ..
            } = &found
            else {
                panic!("{}: {found:?}", test.name)
            };
            assert_eq!(body.key, "08437078", "{}", test.name);
            assert_eq!(memory.resolve(key, name, None), found, "{}", test.name);
        }
        assert_eq!(search(conn, "Ostrach", 5).await.unwrap(), [], "{}", test.name);
        let town = find_by_key(conn, "08437078").await.unwrap().unwrap();
        assert_eq!(
            predecessors(conn, town.id).await.unwrap()[0].id,
            gone.id,
            "{}",
            test.name
        );
        let again = end_body(&test.db, &clerk(), end(gone.id, "8437078", gone.version + 1)).await;
        assert!(
            matches!(again, Err(Problem::Refused { code: "ended", .. })),
            "{}: {again:?}",
            test.name
        );
    }
}

#[tokio::test]
async fn bodies_without_an_official_key_are_added_by_hand_and_only_those() {
    for test in databases().await {
        load(&test.db).await;
        let new = |key: &str, body_type, name: &str| NewBody {
            key: key.to_owned(),
            body_type,
            name: name.to_owned(),
            district_key: Some("08416".to_owned()),
            email: None,
        };
        let id = add_body(
            &test.db,
            &clerk(),
            new("", BodyType::Zweckverband, "Zweckverband Steinlachtal"),
        )
        .await
        .unwrap();
        let added = body(test.db.reader(), id).await.unwrap();
        assert!(
            added.key.starts_with("ID-") && added.may_apply && added.region == Some(4),
            "{}: {added:?}",
            test.name
        );
        let society = new("VR 1", BodyType::Association, "Verein");
        add_body(&test.db, &clerk(), society.clone()).await.unwrap();
        let twice = add_body(&test.db, &clerk(), society).await;
        assert!(
            matches!(
                twice,
                Err(Problem::Refused {
                    code: "key-known",
                    ..
                })
            ),
            "{}: {twice:?}",
            test.name
        );
        let town = add_body(&test.db, &clerk(), new("08416999", BodyType::Stadt, "Neustadt")).await;
        assert!(
            matches!(town, Err(Problem::Invalid(_))),
            "{}: {town:?}",
            test.name
        );
        let found = resolve(test.db.reader(), Some("VR 1"), None, Some(BodyType::Association))
            .await
            .unwrap();
        assert!(
            found.body().is_some_and(|body| !body.may_apply),
            "{}: {found:?}",
            test.name
        );
    }
}

#[tokio::test]
async fn only_officers_and_the_operator_change_the_register() {
    for test in databases().await {
        load(&test.db).await;
        let town = find_by_key(test.db.reader(), "08416041").await.unwrap().unwrap();
        for role in [Role::KE, Role::PB, Role::RH, Role::DS, Role::AS] {
            let reader = ctx(&person("Test", &[(role, Scope::System)]), now());
            let denied = add_alias(&test.db, &reader, town.id, "TÜ").await;
            assert!(
                matches!(denied, Err(Problem::Denied(_))),
                "{}: {role:?} {denied:?}",
                test.name
            );
        }
        let anonymous = Ctx {
            actor: base::Actor::Anonymous,
            ..operator(now())
        };
        let nobody = add_alias(&test.db, &anonymous, town.id, "TÜ").await;
        assert_eq!(nobody, Err(Problem::Unauthenticated), "{}", test.name);
        for role in [Role::SB, Role::RL, Role::AD] {
            let editor = ctx(&person("Test", &[(role, Scope::System)]), now());
            add_alias(&test.db, &editor, town.id, &format!("TÜ {}", role.code()))
                .await
                .unwrap();
        }
    }
}

#[tokio::test]
async fn a_broken_line_loads_nothing_and_is_named() {
    for test in databases().await {
        let broken = BODIES.replacen("STADTKREIS", "STADTSTAAT", 1);
        let refused = load_bodies(&test.db, &operator(now()), &broken, ALIASES)
            .await
            .unwrap_err();
        let Problem::Refused {
            code: "bodies-csv",
            text,
        } = refused
        else {
            panic!("{refused}")
        };
        assert_eq!(text.args[1].1, "2", "{}", test.name);
        assert_eq!(
            list(test.db.reader(), &Filter::default(), PageRequest::default())
                .await
                .unwrap()
                .total,
            0,
            "{}",
            test.name
        );
    }
}
