//! 11,000 rows in one transaction, with right numbers. The time itself is measured by the benchmark.

use base::Ctx;
use base_sheets::{Limits, Reader};
use base_testing::db::databases;

use super::world::{World, terms, utc};
use crate::import::{List, Surroundings, write};

#[tokio::test]
async fn a_list_of_eleven_thousand_rows_is_written_in_chunks_with_numbers_in_row_order() {
    const MANY: usize = 11_000;
    let mut csv = "AGS;Kommune;Projekttitel;Beantragte Summe;Eingang am\n".to_owned();
    for number in 1..=MANY {
        csv += &format!(
            "08416025;Mössingen;Vorhaben {number};{},50;02.03.2026\n",
            1_000 + number
        );
    }
    for test in databases().await {
        let db = &test.db;
        // unoptimised this takes seconds: all of them once, the size of one state on the other database
        let rows = if test.name == "sqlite" { MANY } else { 1_101 };
        let lines: Vec<&str> = csv.lines().take(rows + 1).collect();
        let list = lines.join("\n");
        let workbook = Reader::without_protection()
            .read(list.as_bytes(), "viele.csv", &Limits::default())
            .await
            .unwrap();
        let world = World::new(db, utc("2026-01-10T08:00:00Z")).await;
        let call = world.call(db, "IBZ-2026A", terms()).await;
        let ctx = world.officer_at(utc("2026-04-09T08:00:00Z"));
        let unit = db.write(&ctx).await.unwrap();
        let surroundings = Surroundings::load(unit.conn(), Some(call.clone())).await.unwrap();
        let list = List::open(ctx.lang, workbook).unwrap();
        let (report, candidates) = list.check(&ctx, &surroundings);
        assert_eq!(report.accepted, rows as u64);
        write(&unit, &call, candidates, false).await.unwrap();
        unit.commit().await.unwrap();
        let all = crate::of_call(db.reader(), &Ctx::system("test", ctx.now), call.id, &[])
            .await
            .unwrap();
        assert_eq!(all.len(), rows);
        for (position, application) in [(0, &all[0]), (rows - 1, &all[rows - 1])] {
            assert_eq!(
                application.number.as_deref(),
                Some(format!("IBZ-2026A-{:04}", position + 1).as_str())
            );
            assert_eq!(
                application.title,
                format!("Vorhaben {}", position + 1),
                "{}",
                test.name
            );
        }
    }
}
