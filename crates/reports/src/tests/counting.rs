//! I04 in the programme report.

use base_sheets::write::Value;
use base_testing::db::databases;

use super::world::World;
use crate::ReportCode;

#[tokio::test]
async fn i04_counting() {
    for test in databases().await {
        let world = World::new(&test.db).await;
        let report = world.report(&world.officer, ReportCode::R1).await;
        let counted = [
            "projects",
            "applicants",
            "districts",
            "associations",
            "joint",
            "received",
            "awards",
        ];
        let values = counted.map(|code| report.figure(code).cloned().unwrap());
        assert_eq!(values, [23, 24, 5, 2, 1, 23, 0].map(Value::Int), "{}", test.name);
        assert_eq!(report.figure("maximum"), Some(&Value::Cents(92_000_000)));
        assert_eq!(report.figure("requested"), Some(&Value::Cents(92_000_000)));
        // of 24 applicants 5 are districts and 2 associations: 17 municipalities remain as places
        assert_eq!(report.figure("places"), Some(&Value::Int(17)));
        for table in ["Anträge nach Stand", "Anträge nach Regierungsbezirk"] {
            let table = report.tables.iter().find(|known| known.title == table).unwrap();
            // where small cells are hidden, the sums stand in the last row
            let sum = |title: &str, column: usize| {
                let last = table.rows.last().map(|row| row[column].clone());
                table.total(title).or(last)
            };
            assert_eq!(sum("Anträge", 1), Some(Value::Int(23)), "{}", table.title);
            assert_eq!(sum("Beantragte Summe", 2), Some(Value::Cents(92_000_000)));
        }
        let overview = world.report(&world.secretary, ReportCode::R2).await;
        assert_eq!(overview.tables[0].rows.len(), 23);
        assert_eq!(
            overview.figure("applicants"),
            Some(&Value::Int(24)),
            "the same in every report"
        );
    }
}
