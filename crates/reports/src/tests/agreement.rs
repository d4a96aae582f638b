//! I03 on real data, and that nobody finds in a sum what is hidden from the rows.

use applications::Access;
use base::{Cents, Minutes, Problem, Role, Scope};
use base_sheets::write::Value;
use base_testing::{ctx, db::databases, person};
use hours::Activity;

use super::world::World;
use crate::{Report, ReportCode};

fn cents(report: &Report, code: &str) -> i64 {
    match report.figure(code) {
        Some(Value::Cents(cents)) => *cents,
        other => panic!("{code}: {other:?}"),
    }
}

fn total(report: &Report, column: &str) -> Option<Value> {
    report.tables.iter().find_map(|table| table.total(column))
}

#[tokio::test]
async fn i03_report_agreement() {
    for test in databases().await {
        let world = World::new(&test.db).await;
        let cases = world.cases().await;
        let awards = [4_000_000, 4_000_000, 3_850_000, 2_500_000];
        let paid = [3_600_000, 2_500_000, 2_130_000, 1_000_000];
        for ((case, award), paid) in cases.iter().zip(awards).zip(paid) {
            let grant = world.award(case.id, Cents(award)).await;
            world.pay(&grant, Cents(paid)).await;
        }
        world
            .decline(&world.award(cases[4].id, Cents(1_000_000)).await)
            .await;

        let programme = world.report(&world.officer, ReportCode::R1).await;
        let list = world.report(&world.auditor, ReportCode::X5).await;
        let outflow = world.report(&world.budget, ReportCode::R5).await;
        for report in [&programme, &list, &outflow] {
            assert_eq!(
                cents(report, "awarded"),
                14_350_000,
                "{} {:?}",
                test.name,
                report.code
            );
            assert_eq!(
                total(report, "Bewilligt"),
                Some(Value::Cents(14_350_000)),
                "{:?}",
                report.code
            );
        }
        for report in [&programme, &outflow] {
            assert_eq!(
                (cents(report, "paid"), cents(report, "open")),
                (9_230_000, 5_120_000)
            );
            assert_eq!(report.figure("drawn"), Some(&Value::BasisPoints(6_432)));
        }
        let monitoring = world.report(&world.budget, ReportCode::R4).await;
        assert_eq!(
            (cents(&monitoring, "fixed"), cents(&monitoring, "paid")),
            (14_350_000, 9_230_000),
            "{}: the pots say the same",
            test.name
        );
        assert_eq!(
            total(&monitoring, "Rest"),
            Some(Value::Cents(100_000_000 - 14_350_000))
        );
        assert_eq!(total(&outflow, "Ausgezahlt"), Some(Value::Cents(9_230_000)));
        assert_eq!(total(&outflow, "Offen"), Some(Value::Cents(5_120_000)));
        let years = programme
            .tables
            .iter()
            .find(|table| table.title == "Bewilligt nach Jahr")
            .unwrap();
        assert_eq!(
            years.total("Bewilligt"),
            Some(Value::Cents(14_350_000)),
            "tranches add up to the awards"
        );
        assert_eq!(
            programme.figure("awards"),
            Some(&Value::Int(4)),
            "a declined one is none"
        );
        assert_eq!(list.tables[0].rows.len(), 4);
    }
}

#[tokio::test]
async fn i03_called_up_authority_is_fixed_once() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        let cases = world.cases().await;
        let year = i64::from(chrono::Datelike::year(&world.now));
        let set = budget::SetMeans {
            line: world.line,
            year,
            kind: budget::PotKind::Commitment,
            means: Cents(10_000_000),
            reason: "Haushaltsplan".to_owned(),
        };
        budget::set_means(db, &ctx(&world.budget, world.now), set)
            .await
            .unwrap();
        world.award(cases[0].id, Cents(2_500_000)).await;
        let promised = world
            .award_from(cases[1].id, Cents(4_000_000), budget::PotKind::Commitment)
            .await;
        let by = ctx(&world.officer, world.now);
        let unit = db.write(&by).await.unwrap();
        let amount = Cents(1_500_000);
        let (order, pay) = (grants::Spending::Order, grants::Spending::Pay);
        let ordered = grants::spend(&unit, &promised, year, order, amount, "payment", promised.id.0)
            .await
            .unwrap();
        grants::spend(&unit, &ordered, year, pay, amount, "payment", promised.id.0)
            .await
            .unwrap();
        unit.commit().await.unwrap();

        let monitoring = world.report(&world.budget, ReportCode::R4).await;
        let programme = world.report(&world.officer, ReportCode::R1).await;
        assert_eq!(
            (cents(&monitoring, "fixed"), cents(&monitoring, "paid")),
            (6_500_000, 1_500_000),
            "{}: promised and called up is one commitment",
            test.name
        );
        assert_eq!(cents(&programme, "awarded"), 6_500_000);
    }
}

#[tokio::test]
async fn a_barred_person_finds_neither_row_nor_amount() {
    for test in databases().await {
        let world = World::new(&test.db).await;
        let cases = world.cases().await;
        world.award(cases[0].id, Cents(4_000_000)).await;
        world.award(cases[1].id, Cents(2_500_000)).await;
        let barred = world.person("Vertretung", &[(Role::SB, world.scope())]).await;
        let by = ctx(&world.officer, world.now);
        let unit = test.db.write(&by).await.unwrap();
        applications::grant_access(&unit, barred.id, cases[0].id, Access::Barred)
            .await
            .unwrap();
        unit.commit().await.unwrap();

        for code in [ReportCode::R2, ReportCode::X1] {
            let report = world.report(&barred, code).await;
            assert_eq!(report.tables[0].rows.len(), 22, "{}", test.name);
            assert_eq!(cents(&report, "requested"), 88_000_000);
            let text = format!("{report:?}");
            assert!(!text.contains(cases[0].number.as_deref().unwrap()), "{code:?}");
        }
        for code in [ReportCode::X5, ReportCode::R5, ReportCode::R1] {
            assert_eq!(
                cents(&world.report(&barred, code).await, "awarded"),
                2_500_000,
                "{code:?}"
            );
        }
    }
}

#[tokio::test]
async fn every_role_reads_what_its_office_shows_elsewhere_and_no_more() {
    let test = base_testing::db::sqlite().await;
    let world = World::new(&test.db).await;
    let may = async |who: &base::Person, code: ReportCode| {
        crate::report(&world.app.app, &ctx(who, world.now), code, &world.call)
            .await
            .map(|_| ())
    };
    use ReportCode as R;
    for (who, allowed) in [
        (
            &world.officer,
            vec![R::R1, R::R2, R::X1, R::X3, R::X5, R::R4, R::R5, R::R9, R::X10],
        ),
        (
            &world.head,
            vec![R::R1, R::R2, R::X1, R::X3, R::X5, R::R4, R::R5, R::R9, R::X10],
        ),
        (
            &world.auditor,
            vec![R::R1, R::R2, R::X1, R::X3, R::X5, R::R4, R::R5, R::R9, R::X10],
        ),
        (
            &world.budget,
            vec![R::R1, R::R2, R::X1, R::X3, R::X5, R::R4, R::R5],
        ),
        (&world.secretary, vec![R::R1, R::R2, R::X1, R::X3]),
        (&world.coordinator, vec![R::R9, R::X10]),
    ] {
        for code in R::ALL {
            let answer = may(who, code).await;
            if allowed.contains(&code) {
                assert_eq!(answer, Ok(()), "{} {code:?}", who.name);
            } else {
                assert!(matches!(answer, Err(Problem::Denied(_))), "{} {code:?}", who.name);
            }
        }
    }
    let elsewhere = person(
        "Fremde Sachbearbeitung",
        &[(Role::SB, Scope::Programme(uuid::Uuid::now_v7()))],
    );
    let member = person("Mitglied", &[(Role::SM, Scope::Committee(uuid::Uuid::now_v7()))]);
    let town = person(
        "Kommune",
        &[(Role::KE, Scope::Body(world.cases().await[0].lead_body_id.0))],
    );
    for stranger in [&elsewhere, &member, &town] {
        assert!(
            matches!(may(stranger, R::R2).await, Err(Problem::NotFound { .. })),
            "{}",
            stranger.name
        );
    }
    let contacts = |report: &Report| {
        report.tables[0]
            .columns
            .iter()
            .any(|column| column.title == "E-Mail")
    };
    assert!(contacts(&world.report(&world.officer, R::X1).await));
    assert!(
        !contacts(&world.report(&world.budget, R::X1).await),
        "no contacts for whoever needs amounts only"
    );
}

#[tokio::test]
async fn hours_are_worth_the_day_rate_with_vat_and_agree_with_the_programme_report() {
    for test in databases().await {
        let world = World::new(&test.db).await;
        let grant = world.award(world.cases().await[0].id, Cents(4_000_000)).await;
        world
            .accompany(&grant, Minutes(30 * 480), Minutes(15 * 480 + 240))
            .await;
        let report = world.report(&world.coordinator, ReportCode::R9).await;
        assert_eq!(report.tables[0].rows.len(), 1, "{}", test.name);
        assert_eq!(report.figure("approved"), Some(&Value::Minutes(7_440)));
        assert_eq!(report.figure("rest"), Some(&Value::Minutes(30 * 480 - 7_440)));
        // 15,5 days × 1.100,00 € = 17.050,00 € net, 20.289,50 € with 19 % VAT
        assert_eq!(cents(&report, "hours-value"), 2_028_950);
        assert_eq!(total(&report, "Wert der Stunden"), Some(Value::Cents(2_028_950)));
        assert_eq!(
            report.tables[0].rows[0][2],
            Value::Text("Prozessbegleitung (Test)".to_owned())
        );
        let programme = world.report(&world.head, ReportCode::R1).await;
        assert_eq!(programme.figure("approved"), report.figure("approved"));
        assert_eq!(
            total(
                &world.report(&world.officer, ReportCode::X10).await,
                "Freigegeben"
            ),
            Some(Value::Minutes(7_440))
        );
    }
}

#[tokio::test]
async fn r9_shows_travel_kinds_of_work_and_the_last_day_and_agrees_with_x10() {
    for test in databases().await {
        let world = World::new(&test.db).await;
        let grant = world.award(world.cases().await[0].id, Cents(4_000_000)).await;
        let person = world.accompany(&grant, Minutes(14_400), Minutes(360)).await;
        world.worked(&grant, &person, Activity::OnSite, 240).await;
        world.worked(&grant, &person, Activity::Travel, 240).await;

        let report = world.report(&world.coordinator, ReportCode::R9).await;
        assert_eq!(
            total(&report, "Reisezeit"),
            Some(Value::Minutes(240)),
            "{}",
            test.name
        );
        let kinds = &report.tables[1];
        assert_eq!(kinds.total("Geleistet"), Some(Value::Minutes(480)));
        assert_eq!(
            kinds.total("Freigegeben"),
            Some(Value::Minutes(360)),
            "travel counts half"
        );
        let shares: Vec<i64> = kinds
            .rows
            .iter()
            .map(|row| match row[3] {
                Value::BasisPoints(points) => points,
                ref other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!((shares[0], shares.iter().sum::<i64>()), (6_667, 10_000));
        assert_eq!(report.tables[2].total("Freigegeben"), Some(Value::Minutes(360)));
        let today = base::calendar::local_date(world.now);
        let last = report.tables[0].columns.len() - 2;
        assert_eq!(
            report.tables[0].rows[0][last..],
            [Value::Date(today), Value::Int(0)]
        );

        let list = world.report(&world.coordinator, ReportCode::X10).await;
        for report in [&report, &list] {
            assert_eq!(report.figure("approved"), Some(&Value::Minutes(360)));
            assert_eq!(report.tables[0].total("Freigegeben"), Some(Value::Minutes(360)));
        }
        assert_eq!(list.tables.len(), 1, "hours only");
    }
}

#[tokio::test]
async fn a_facilitator_reads_hours_of_the_own_engagements_and_nothing_else() {
    for test in databases().await {
        let world = World::new(&test.db).await;
        let cases = world.cases().await;
        let grant = world.award(cases[0].id, Cents(4_000_000)).await;
        let person = world.accompany(&grant, Minutes(14_400), Minutes(360)).await;
        let read = async |who: &base::Person, code: ReportCode| {
            crate::report(&world.app.app, &ctx(who, world.now), code, &world.call).await
        };
        assert!(
            matches!(read(&person, ReportCode::R9).await, Err(Problem::NotFound { .. })),
            "not before the assignment lets them into the case"
        );
        world.assign(&grant).await;
        for code in [ReportCode::R9, ReportCode::X10] {
            let report = read(&person, code).await.unwrap();
            assert_eq!(report.tables[0].rows.len(), 1, "{} {code:?}", test.name);
            assert_eq!(
                report.tables[0].rows[0][2],
                Value::Text("Prozessbegleitung (Test)".to_owned())
            );
        }
        for code in [
            ReportCode::R1,
            ReportCode::R2,
            ReportCode::X1,
            ReportCode::X3,
            ReportCode::X5,
            ReportCode::R5,
        ] {
            assert!(
                matches!(read(&person, code).await, Err(Problem::Denied(_))),
                "{code:?}"
            );
        }
        let other = world.person("Andere Begleitung", &[(Role::PB, Scope::Own)]).await;
        assert!(matches!(
            read(&other, ReportCode::R9).await,
            Err(Problem::NotFound { .. })
        ));
        let page = world.app.get("/reports", Some(&person)).await;
        assert!(
            page.text().contains("/reports/R9/"),
            "the list offers it: {}",
            page.text()
        );
        assert!(!page.text().contains("/reports/R2/"));
    }
}

#[tokio::test]
async fn i03_the_lists_of_applications_agree_with_the_programme_report() {
    for test in databases().await {
        let world = World::new(&test.db).await;
        let programme = world.report(&world.officer, ReportCode::R1).await;
        for code in [ReportCode::R2, ReportCode::X1] {
            let list = world.report(&world.officer, code).await;
            assert_eq!(
                cents(&list, "requested"),
                cents(&programme, "requested"),
                "{code:?}"
            );
            let sum = list.tables[0]
                .totals()
                .into_iter()
                .flatten()
                .any(|sum| sum == Value::Cents(cents(&programme, "requested")));
            assert!(sum, "{} {code:?}: the rows add up to the figure", test.name);
        }
    }
}
