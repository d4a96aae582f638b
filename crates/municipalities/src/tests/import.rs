//! The official workbook and a list of addresses, through upload and application.

use std::path::PathBuf;

use axum::http::StatusCode;
use base_testing::app::TestApp;

use base_web::imports::RowStatus;

use super::*;
use crate::usecases::import_register;
use crate::usecases::put::put_bodies;

/// The original of the statistical office lies beside the project, never in it.
fn official() -> Option<Vec<u8>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/municipalities/AuszugGV1QAktuell_2023.xlsx");
    match std::fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            eprintln!(
                "skipped: the official register is not at {}: {error}",
                path.display()
            );
            None
        }
    }
}

#[tokio::test]
async fn i2_the_official_workbook_gives_1101_municipalities_44_districts_270_associations() {
    let Some(bytes) = official() else { return };
    base::texts::install(&[TEXTS, base_web::TEXTS, base_sheets::TEXTS]).unwrap();
    // read once: parsing the original takes longer than all the rest
    let reader = base_sheets::Reader::without_protection();
    let workbook = reader
        .read(&bytes, "gv.xlsx", &import_register::limits())
        .await
        .unwrap();
    let (report, bodies, state_on) = import_register::read(base::Lang::De, &workbook, &[]);
    assert_eq!(report.unreadable, None);
    let wrong: Vec<_> = report
        .rows
        .iter()
        .filter(|row| row.status != RowStatus::Accepted)
        .take(5)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    // 1,101 municipalities, two uninhabited areas, 44 districts, 270 associations
    assert_eq!(report.accepted, 1_101 + 2 + 44 + 270);
    let counts = "1.101 Gemeinden, 44 Kreise (35 Landkreise, 9 Stadtkreise), 270 Verbände.";
    assert_eq!(report.notes[0].text, counts);
    assert_eq!(state_on, Some(day("2023-03-31")));
    for test in databases().await {
        let clerk = clerk();
        let unit = test.db.write(&clerk).await.unwrap();
        let outcome = put_bodies(&unit, bodies.clone(), state_on).await.unwrap();
        assert_eq!(
            outcome,
            Outcome {
                new: 1_408,
                changed: 0,
                same: 0
            },
            "{}",
            test.name
        );
        unit.commit().await.unwrap();
        let conn = test.db.reader();
        let register = Resolver::load(conn).await.unwrap();
        let count = |fits: &dyn Fn(&Body) -> bool| register.bodies().filter(|body| fits(body)).count();
        assert_eq!(
            count(&|body| body.body_type.is_municipality() && body.may_apply),
            1_101,
            "{}",
            test.name
        );
        assert_eq!(count(&|body| !body.may_apply), 2, "{}", test.name);
        assert_eq!(
            count(&|body| body.body_type == BodyType::Landkreis),
            35,
            "{}",
            test.name
        );
        assert_eq!(
            count(&|body| body.body_type == BodyType::Stadtkreis),
            9,
            "{}",
            test.name
        );
        assert_eq!(
            count(&|body| body.body_type.is_association_of_municipalities()),
            270,
            "{}",
            test.name
        );
        assert_eq!(districts(conn).await.unwrap().len(), 44, "{}", test.name);
        // 95 in 2023, 96 since
        assert_eq!(
            count(&|body| body.designation == "Große Kreisstadt"),
            95,
            "{}",
            test.name
        );

        let town = register.by_key("08416041").unwrap();
        assert_eq!(
            (town.name.as_str(), town.official_name.as_str()),
            ("Tübingen", "Universitätsstadt Tübingen"),
            "{}",
            test.name
        );
        assert_eq!(town.district_name.as_deref(), Some("Tübingen"), "{}", test.name);
        assert_eq!(town.population_on, Some(day("2021-12-31")), "{}", test.name);
        assert_eq!(
            (town.postcode.as_deref(), town.region),
            (Some("72070"), Some(4)),
            "{}: {town:?}",
            test.name
        );
        let stuttgart = register.by_key("08111000").unwrap();
        assert_eq!(
            (stuttgart.population, stuttgart.longitude_e6),
            (Some(626_275), Some(9_177_734)),
            "{}",
            test.name
        );
        // keys of handbook 3.2, found and from memory
        for (key, name) in [
            ("08317001", "Achern"),
            ("08417079", "Albstadt"),
            ("08426021", "Biberach an der Riß"),
            ("08127014", "Crailsheim"),
            ("08425033", "Ehingen (Donau)"),
            ("08116019", "Esslingen am Neckar"),
            ("08135016", "Giengen an der Brenz"),
            ("08135019", "Heidenheim an der Brenz"),
            ("08237040", "Horb am Neckar"),
            ("08317065", "Lahr/Schwarzwald"),
            ("08226041", "Leimen"),
            ("08116078", "Leinfelden-Echterdingen"),
            ("08336050", "Lörrach"),
            ("08416025", "Mössingen"),
            ("08415061", "Reutlingen"),
            ("08127076", "Schwäbisch Hall"),
            ("08327050", "Tuttlingen"),
            ("08226096", "Weinheim"),
            ("08211000", "Baden-Baden"),
            ("08311000", "Freiburg im Breisgau"),
            ("08231000", "Pforzheim"),
            ("08226010", "Dielheim"),
            ("08226018", "Eppelheim"),
            ("08315070", "Löffingen"),
            ("08315076", "Neuenburg am Rhein"),
            ("08437078", "Meßkirch"),
            ("08437086", "Ostrach"),
            ("08425", "Alb-Donau-Kreis"),
            ("08336", "Lörrach"),
            ("08416", "Tübingen"),
            ("08417", "Zollernalbkreis"),
        ] {
            assert_eq!(
                register.by_key(key).map(|body| body.name.as_str()),
                Some(name),
                "{}: {key}",
                test.name
            );
        }
        let group = register.by_key("083365008").unwrap();
        assert_eq!(
            group.official_name, "Gemeindeverwaltungsverband Vorderes Kandertal",
            "{}",
            test.name
        );
        let members = relatives(conn, group).await.unwrap().members;
        assert_eq!(
            members.iter().filter_map(|body| body.population).sum::<i64>(),
            group.population.unwrap(),
            "{}",
            test.name
        );

        let known: Vec<Body> = register.bodies().cloned().collect();
        let (again, ..) = import_register::read(base::Lang::De, &workbook, &known);
        assert_eq!(
            again.accepted, 0,
            "{}: the same file again changes nothing",
            test.name
        );
    }
}

#[tokio::test]
async fn a_renamed_town_keeps_its_former_name_and_its_aliases() {
    for test in databases().await {
        load(&test.db).await;
        let sheet = "Satzart;Textkennzeichen;Land;RB;Kreis;VB;Gem;Gemeindename;Bevölkerung insgesamt\n\
                     40;44;8;2;37;;;Freudenstadt;\n\
                     60;67;8;2;37;5003;40;Horb und Umland, Stadt;25000\n\
                     60;67;8;2;3x;5003;41;Falsch, Stadt;1\n\
                     60;99;8;2;37;5003;42;Unbekannt, Stadt;1\n\
                     60;63;9;1;61;0000;000;Ingolstadt;1\n";
        let app = TestApp::new(&test.db, vec![feature()]);
        let clerk = person("Sachbearbeitung", &[(Role::AD, Scope::System)]);
        let answer = app
            .post_file(
                "/imports/municipalities",
                &[],
                ("file", "gv.csv", sheet.as_bytes()),
                Some(&clerk),
            )
            .await;
        let run = answer.location().to_owned();
        let report = app.get(&format!("{run}/report.json"), Some(&clerk)).await.json();
        let codes: Vec<_> = report["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["status"].as_str().unwrap())
            .collect();
        assert_eq!(
            codes,
            ["accepted", "accepted", "error", "error"],
            "{}: {report:#}",
            test.name
        );
        assert_eq!(
            report["rows"][2]["messages"][0]["code"], "KEY_PART",
            "{}",
            test.name
        );
        assert_eq!(
            report["rows"][3]["messages"][0]["code"], "MARK_UNKNOWN",
            "{}",
            test.name
        );
        let applied = app.post_form(&format!("{run}/apply"), &[], Some(&clerk)).await;
        assert_eq!(
            applied.status,
            StatusCode::SEE_OTHER,
            "{}: {}",
            test.name,
            applied.text()
        );
        let conn = test.db.reader();
        for name in ["Horb", "Horb am Neckar", "Horb und Umland"] {
            assert_eq!(
                key_of(&test.db, None, Some(name), None).await,
                Ok("08237040".to_owned()),
                "{}: {name}",
                test.name
            );
        }
        let town = find_by_key(conn, "08237040").await.unwrap().unwrap();
        let kinds: Vec<_> = names_of(conn, town.id).await.unwrap();
        assert!(
            kinds
                .iter()
                .any(|name| name.kind == NameKind::Former && name.name == "Horb am Neckar"),
            "{}: {kinds:?}",
            test.name
        );
        assert_eq!(
            (town.population, town.version),
            (Some(25_000), 2),
            "{}",
            test.name
        );
        assert_eq!(
            search(conn, "horb neckar", 1).await.unwrap()[0].id,
            town.id,
            "{}: found by the former name",
            test.name
        );
    }
}

#[tokio::test]
async fn i3_addresses_are_taken_over_and_doubts_are_shown() {
    for test in databases().await {
        load(&test.db).await;
        let sheet = "AGS;Gemeinde;Straße;PLZ;Ort;E-Mail;Telefon;(Ober-)Bürgermeister/in\n\
                     8416041;Tübingen;Am Markt 1;72070;Tübingen;Stadt@tuebingen.example;030 23125-100;\n\
                     08236043;Neuenburg;Rathausstraße 2;75305;Neuenbürg;;;\n\
                     811678;Musterstadt;;;;;;\n\
                     08437078;Meßkirch;Conradin-Kreutzer-Straße 1;88605;Meßkirch;keine Adresse;;\n";
        let app = TestApp::new(&test.db, vec![feature()]);
        let clerk = person("Sachbearbeitung", &[(Role::SB, Scope::Programme(Uuid::now_v7()))]);
        let answer = app
            .post_file(
                "/imports/addresses",
                &[],
                ("file", "adressen.csv", sheet.as_bytes()),
                Some(&clerk),
            )
            .await;
        let run = answer.location().to_owned();
        let report = app.get(&format!("{run}/report.json"), Some(&clerk)).await.json();
        let row = |index: usize| {
            let row = &report["rows"][index];
            (
                row["status"].as_str().unwrap(),
                row["messages"][0]["code"].as_str().unwrap(),
            )
        };
        assert_eq!(row(0), ("accepted", "REPAIRED"), "{}: {report:#}", test.name);
        assert_eq!(row(1), ("accepted", "NAME_DIFFERS"), "{}", test.name);
        assert_eq!(row(2), ("error", "AGS_LENGTH"), "{}", test.name);
        assert_eq!(row(3), ("error", "EMAIL"), "{}", test.name);
        let applied = app.post_form(&format!("{run}/apply"), &[], Some(&clerk)).await;
        assert_eq!(
            applied.status,
            StatusCode::SEE_OTHER,
            "{}: {}",
            test.name,
            applied.text()
        );
        let town = find_by_key(test.db.reader(), "08416041").await.unwrap().unwrap();
        assert_eq!(
            town.email.as_deref(),
            Some("stadt@tuebingen.example"),
            "{}",
            test.name
        );
        assert_eq!(town.street.as_deref(), Some("Am Markt 1"), "{}", test.name);
        assert!(
            town.population.is_some(),
            "{}: what the list does not know stays",
            test.name
        );
    }
}
