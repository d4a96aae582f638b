//! The budget over HTTP: list, import with four eyes, foreign programmes.

use axum::http::StatusCode;
use base_testing::app::TestApp;

use super::*;

const WORKBOOK: &[u8] = include_bytes!("../../../../fixtures/workbooks/budget.xlsx");

#[tokio::test]
async fn i6_a_budget_list_is_checked_by_one_person_and_applied_by_another() {
    for test in databases().await {
        let app = TestApp::new(&test.db, vec![feature()]);
        let programme = Uuid::now_v7();
        let scope = Scope::Programme(programme);
        let clerk = person("Sachbearbeitung", &[(Role::SB, scope)]);
        let officer = person("Haushalt", &[(Role::BfdH, scope)]);
        let uploaded = async |who| {
            let answer = app
                .post_file(
                    "/imports/budget",
                    &[],
                    ("file", "budget.xlsx", WORKBOOK),
                    Some(who),
                )
                .await;
            assert_eq!(
                answer.status,
                StatusCode::SEE_OTHER,
                "{}: {}",
                test.name,
                answer.text()
            );
            answer.location().to_owned()
        };
        let own = uploaded(&officer).await;
        let refused = app.post_form(&format!("{own}/apply"), &[], Some(&officer)).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}: four eyes", test.name);
        let run = uploaded(&clerk).await;
        let foreign = person("Haushalt", &[(Role::BfdH, Scope::Programme(Uuid::now_v7()))]);
        for path in [run.clone(), format!("{run}/report.json")] {
            let hidden = app.get(&path, Some(&foreign)).await.status;
            assert_eq!(
                hidden,
                StatusCode::NOT_FOUND,
                "{}: another programme's run",
                test.name
            );
        }
        let stolen = app.post_form(&format!("{run}/apply"), &[], Some(&foreign)).await;
        assert_eq!(stolen.status, StatusCode::NOT_FOUND, "{}", test.name);
        let list = |who| app.get("/imports", Some(who));
        assert!(!list(&foreign).await.text().contains(&run), "{}", test.name);
        assert!(list(&officer).await.text().contains(&run), "{}", test.name);
        let auditor = person("Rechnungshof", &[(Role::RH, scope)]);
        let read = app.get(&run, Some(&auditor)).await;
        assert_eq!(
            read.status,
            StatusCode::OK,
            "{}: the court of audit reads reports",
            test.name
        );
        assert!(!read.text().contains("/apply"), "{}: and applies none", test.name);
        let tried = app.post_form(&format!("{run}/apply"), &[], Some(&auditor)).await;
        assert_eq!(tried.status, StatusCode::NOT_FOUND, "{}", test.name);
        assert!(list(&auditor).await.text().contains(&run), "{}", test.name);
        let denied = app.post_form(&format!("{run}/apply"), &[], Some(&clerk)).await;
        assert_eq!(
            denied.status,
            StatusCode::FORBIDDEN,
            "{}: {}",
            test.name,
            denied.text()
        );
        assert_eq!(
            overview(test.db.reader(), &ctx(&officer, now())).await.unwrap(),
            [],
            "{}",
            test.name
        );
        let by = ctx(&officer, now());
        let unit = test.db.write(&by).await.unwrap();
        let forged = "UPDATE import_run SET state = 'APPLIED', applied_by = created_by";
        let done = unit.conn().execute_unprepared(forged).await;
        assert!(done.is_err(), "{}: invariant 8: {forged}", test.name);
        drop(unit);

        let report = app.get(&format!("{run}/report.json"), Some(&clerk)).await.json();
        assert_eq!(report["accepted"], 4, "{}: {report:#}", test.name);
        assert_eq!(
            report["totals"].as_array().unwrap().len(),
            4,
            "{}: {report:#}",
            test.name
        );
        for total in report["totals"].as_array().unwrap() {
            assert_eq!(
                total["stated_cents"], total["computed_cents"],
                "{}: {total}",
                test.name
            );
        }
        let applied = app.post_form(&format!("{run}/apply"), &[], Some(&officer)).await;
        assert_eq!(
            applied.status,
            StatusCode::SEE_OTHER,
            "{}: {}",
            test.name,
            applied.text()
        );
        let lines = overview(test.db.reader(), &ctx(&officer, now())).await.unwrap();
        let sum = |year, kind| -> i64 {
            let pots = lines.iter().flat_map(|line| &line.pots);
            pots.filter(|pot| pot.year == year && pot.kind == kind)
                .map(|pot| pot.means_cents.0)
                .sum()
        };
        assert_eq!(lines.len(), 4, "{}", test.name);
        assert_eq!(sum(2026, PotKind::Cash), 209_500_000, "{}", test.name);
        assert_eq!(sum(2027, PotKind::Cash), 210_500_050, "{}", test.name);
        assert_eq!(sum(2027, PotKind::Commitment), 121_000_000, "{}", test.name);
        assert_eq!(sum(2028, PotKind::Commitment), 25_000_000, "{}", test.name);

        let again = uploaded(&clerk).await;
        let report = app
            .get(&format!("{again}/report.json"), Some(&clerk))
            .await
            .json();
        assert_eq!(
            report["accepted"], 0,
            "{}: the same list again changes nothing",
            test.name
        );
        // the export comes back without a change, without an error, with the same sums
        for ending in ["xlsx", "csv"] {
            let file = app.get(&format!("/budget/export.{ending}"), Some(&clerk)).await;
            assert_eq!(file.status, StatusCode::OK, "{}", test.name);
            let name = format!("Budgetliste.{ending}");
            let sent = app
                .post_file("/imports/budget", &[], ("file", &name, &file.bytes), Some(&clerk))
                .await;
            assert_eq!(
                sent.status,
                StatusCode::SEE_OTHER,
                "{}: {}",
                test.name,
                sent.text()
            );
            let report = app
                .get(&format!("{}/report.json", sent.location()), Some(&clerk))
                .await
                .json();
            let rows = report["rows"].as_array().unwrap();
            let count = |status: &str| rows.iter().filter(|row| row["status"] == status).count();
            assert_eq!(
                (count("duplicate"), count("error")),
                (4, 0),
                "{} {ending}: {report:#}",
                test.name
            );
            assert_eq!(report["accepted"], 0, "{} {ending}", test.name);
            let totals = report["totals"].as_array().unwrap();
            assert!(!totals.is_empty(), "{} {ending}: {report:#}", test.name);
            assert!(
                totals
                    .iter()
                    .all(|sum| sum["stated_cents"] == sum["computed_cents"])
            );
        }
        let foreign_list = app.get("/budget/export.csv", Some(&foreign)).await.text();
        assert!(
            !foreign_list.contains("633"),
            "{}: of one's own programmes only",
            test.name
        );
        assert_eq!(
            check(&test.db).await.unwrap(),
            Vec::<String>::new(),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn the_pages_show_what_is_left_and_only_to_the_programme() {
    for test in databases().await {
        let app = TestApp::new(&test.db, vec![feature()]);
        let programme = Uuid::now_v7();
        let scope = Scope::Programme(programme);
        let officer = person("Haushalt", &[(Role::BfdH, scope)]);
        let acting = ctx(&officer, now());
        let line = line_with(&test.db, &acting, programme, 10_000_000).await;
        charged(
            &test.db,
            &acting,
            charge_of(line, LedgerEntry::Commit, false, 9_000_000),
        )
        .await
        .unwrap();

        let list = app.get("/budget", Some(&officer)).await;
        assert_eq!(list.status, StatusCode::OK, "{}", test.name);
        assert!(
            list.text().contains("10.000,00\u{a0}€") && list.text().contains("ab 90 %"),
            "{}: {}",
            test.name,
            list.text()
        );
        let page = app.get(&format!("/budget/{line}"), Some(&officer)).await.text();
        assert!(
            page.contains("Mittel eingetragen") && page.contains("Staatshaushaltsplan"),
            "{}: {page}",
            test.name
        );
        let json = app
            .get(&format!("/api/v1/budget/{line}"), Some(&officer))
            .await
            .json();
        assert_eq!(
            json["line"]["pots"][0]["available_cents"], 1_000_000,
            "{}: {json}",
            test.name
        );
        assert_eq!(json["total"], 2, "{}: {json}", test.name);

        let past = app
            .get(&format!("/budget/{line}?as_of=2026-03-05"), Some(&officer))
            .await
            .text();
        assert!(
            past.contains("05.03.2026") && past.contains("Noch keine Buchungen"),
            "{}: nothing was there the day before: {past}",
            test.name
        );
        let json = app
            .get(&format!("/api/v1/budget/{line}?as_of=06.03.2026"), Some(&officer))
            .await
            .json();
        assert_eq!(json["as_of"], "2026-03-06", "{}: {json}", test.name);
        assert_eq!(json["line"]["pots"][0]["committed_cents"], 9_000_000);
        let wrong = app
            .get(&format!("/budget/{line}?as_of=32.03.2026"), Some(&officer))
            .await
            .text();
        assert!(wrong.contains("32.03.2026"), "{}: kept and named", test.name);
        let alien = format!("/budget/{line}?pot={}", Uuid::now_v7());
        assert_eq!(
            app.get(&alien, Some(&officer)).await.status,
            StatusCode::NOT_FOUND
        );

        let fields = [
            ("year", "2026"),
            ("kind", "CASH"),
            ("means", "89.999,99"),
            ("reason", "Kürzung"),
        ];
        let refused = app
            .post_form(&format!("/budget/{line}/means"), &fields, Some(&officer))
            .await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", test.name);
        let text = refused.text();
        assert!(
            text.contains("90.000,00\u{a0}€") && text.contains("Kürzung"),
            "{}: {text}",
            test.name
        );

        let foreign = person("Haushalt", &[(Role::BfdH, Scope::Programme(Uuid::now_v7()))]);
        for path in [
            format!("/budget/{line}"),
            format!("/api/v1/budget/{line}"),
            "/budget/none".to_owned(),
        ] {
            assert_eq!(
                app.get(&path, Some(&foreign)).await.status,
                StatusCode::NOT_FOUND,
                "{}: {path}",
                test.name
            );
        }
        let auditor = person("Rechnungshof", &[(Role::RH, scope)]);
        let seen = app.get(&format!("/budget/{line}"), Some(&auditor)).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", test.name);
        assert!(
            !seen.text().contains("/means"),
            "{}: readers get no form",
            test.name
        );
    }
}

#[test]
fn both_languages_say_the_same_things() {
    let (mut de, mut en) = (base::texts::keys(TEXTS.0), base::texts::keys(TEXTS.1));
    de.sort();
    en.sort();
    assert_eq!(de, en);
    for entry in LedgerEntry::ALL {
        assert!(de.contains(&format!("budget-entry-{}", entry.code())), "{entry}");
    }
}

#[tokio::test]
async fn i06_the_list_goes_out_and_comes_in_with_all_its_columns() {
    for test in databases().await {
        let app = TestApp::new(&test.db, vec![feature()]);
        let programme = Uuid::now_v7();
        let scope = Scope::Programme(programme);
        let officer = person("Haushalt", &[(Role::BfdH, scope)]);
        let acting = ctx(&officer, now());
        let line = line_with(&test.db, &acting, programme, 10_000_000).await;
        for (entry, cents) in [
            (LedgerEntry::Commit, 9_000_000),
            (LedgerEntry::Order, 2_000_000),
            (LedgerEntry::Pay, 2_000_000),
        ] {
            charged(&test.db, &acting, charge_of(line, entry, false, cents))
                .await
                .unwrap();
        }
        let report = async |bytes: &[u8], name: &str| {
            let sent = app
                .post_file("/imports/budget", &[], ("file", name, bytes), Some(&officer))
                .await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
            app.get(&format!("{}/report.json", sent.location()), Some(&officer))
                .await
                .json()
        };
        let csv = app.get("/budget/export.csv", Some(&officer)).await;
        let text = csv.text();
        assert!(text.contains("Soll;Ist;gebunden;Rest"), "{}: {text}", test.name);
        let sheet = app.get("/budget/export.xlsx", Some(&officer)).await;
        for (bytes, name) in [
            (&csv.bytes, "Budgetliste.csv"),
            (&sheet.bytes, "Budgetliste.xlsx"),
        ] {
            let read = report(bytes, name).await;
            let rows = read["rows"].as_array().unwrap();
            let messages = serde_json::to_string(&rows[0]["messages"]).unwrap();
            assert_eq!(rows[0]["status"], "duplicate", "{} {name}: {read:#}", test.name);
            assert!(
                !messages.contains("STAND_DIFFERS"),
                "{} {name}: {messages}",
                test.name
            );
        }
        // a list that says another stand or purpose is told so, and changes nothing
        let other = text
            .replace("20000,00", "20001,00")
            .replace("20.000,00", "20.001,00");
        assert_ne!(other, text, "{text}");
        let read = report(other.as_bytes(), "Budgetliste neu.csv").await;
        let messages = serde_json::to_string(&read["rows"][0]["messages"]).unwrap();
        assert!(
            messages.contains("STAND_DIFFERS") && messages.contains("20.000,00"),
            "{}: {read:#}",
            test.name
        );
        assert_eq!(read["accepted"], 0, "{}", test.name);
    }
}
