//! `backoffice check` finds what was changed behind the product's back, and names it.

use backoffice::checks;
use base::Ctx;
use sea_orm::ConnectionTrait;

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn the_check_is_clean_and_names_engagements_and_hours_that_were_tampered_with() {
    let world = World::open().await;
    let app = &world.house.app;
    assert_eq!(
        checks::findings(app).await.unwrap(),
        Vec::<String>::new(),
        "the demo is sound"
    );
    for (change, undo, said) in [
        (
            "UPDATE engagement SET value_cap_cents = value_cap_cents + 100",
            "UPDATE engagement SET value_cap_cents = value_cap_cents - 100",
            "its value may be",
        ),
        (
            "UPDATE engagement SET day_rate_cents = day_rate_cents * 10",
            "UPDATE engagement SET day_rate_cents = day_rate_cents / 10",
            "its contingent is worth",
        ),
        (
            "UPDATE hours_entry SET state = 'SUBMITTED' WHERE id = (SELECT MIN(id) FROM hours_entry WHERE state = 'APPROVED')",
            "UPDATE hours_entry SET state = 'APPROVED' WHERE state = 'SUBMITTED' AND approved_by IS NOT NULL",
            "of the contingent are used, approved entries add up to",
        ),
    ] {
        let tamper = async |sql: &str| {
            let by = Ctx::system("test", app.db.now());
            let unit = app.db.write(&by).await.unwrap();
            unit.conn().execute_unprepared(sql).await.unwrap();
            unit.commit().await.unwrap();
        };
        tamper(change).await;
        let findings = checks::findings(app).await.unwrap();
        assert!(
            findings.iter().any(|found| found.contains(said)),
            "{said} in {findings:?}"
        );
        tamper(undo).await;
        assert!(checks::findings(app).await.unwrap().is_empty(), "{undo}");
    }
}
