//! What must hold after the load, asked in SQL: pots equal their ledger, means their reviews, numbers have no gaps.

use anyhow::{bail, ensure};
use sea_orm::{ConnectionTrait as _, DatabaseConnection, Statement};

use crate::seed::{self, AWARDS, Call, IMPORT, RUSH};

/// Each query counts what is wrong: 0 is right. Calls are named by their codes.
fn questions() -> Vec<(&'static str, String)> {
    let pot = |column: &str| {
        format!(
            "SELECT COUNT(*) AS n FROM budget_pot p WHERE p.{column}_cents <> \
             (SELECT SUM(l.{column}_delta_cents) FROM budget_ledger l WHERE l.pot_id = p.id)"
        )
    };
    let numbers = |call: Call| {
        format!(
            "SELECT COUNT(*) AS n FROM call_counter c JOIN call k ON k.id = c.id WHERE k.code = '{}' AND NOT (c.last_number = (SELECT \
             COUNT(DISTINCT a.serial) FROM application a WHERE a.call_id = k.id) AND c.last_number = (SELECT COALESCE(MAX(a.serial), 0) \
             FROM application a WHERE a.call_id = k.id))",
            call.code
        )
    };
    let awards = |what: &str| {
        format!(
            "SELECT COUNT(*) AS n FROM call k WHERE k.code = '{}' AND (SELECT COUNT(*) FROM \"grant\" g WHERE g.call_id = k.id AND g.state = \
             'COUNTERSIGNED') <> (SELECT COUNT(*) FROM {what} x JOIN \"grant\" g ON g.application_id = x.application_id WHERE g.call_id = k.id)",
            AWARDS.code
        )
    };
    vec![
        ("reserved = ledger", pot("reserved")),
        ("committed = ledger", pot("committed")),
        ("no overdraft", "SELECT COUNT(*) AS n FROM budget_pot WHERE reserved_cents + committed_cents > means_cents".to_owned()),
        (
            "every mean is that of its reviews",
            "SELECT COUNT(*) AS n FROM standing s JOIN (SELECT application_id, COUNT(*) AS c, SUM(weighted) AS w FROM review WHERE state IN \
             ('SUBMITTED', 'FROZEN') GROUP BY application_id) r ON r.application_id = s.id WHERE s.reviews <> r.c OR s.weighted_sum <> r.w \
             OR ABS(s.mean_micro - r.w * 200000.0 / r.c) > 0.5"
                .to_owned(),
        ),
        (
            "a version of every review handed in",
            "SELECT COUNT(*) AS n FROM review r WHERE r.state = 'SUBMITTED' AND NOT EXISTS (SELECT 1 FROM review_version v WHERE v.review_id \
             = r.id AND v.edition = r.edition)"
                .to_owned(),
        ),
        ("numbers of the rush without gaps", numbers(RUSH)),
        ("numbers of the import without gaps", numbers(IMPORT)),
        ("an audit entry of every award", awards("audit_entry")),
        ("a ledger row of every award", awards("budget_ledger")),
        (
            "both files of everybody in the rush",
            format!(
                "SELECT COUNT(*) AS n FROM application a JOIN call k ON k.id = a.call_id WHERE k.code = '{}' AND a.state = 'SUBMITTED' AND \
                 (SELECT COUNT(*) FROM application_attachment t WHERE t.application_id = a.id) NOT IN (0, 2)",
                RUSH.code
            ),
        ),
        (
            "nothing of the rush is on time after the deadline",
            format!(
                "SELECT COUNT(*) AS n FROM application a JOIN call k ON k.id = a.call_id WHERE k.code = '{}' AND a.state = 'SUBMITTED' AND \
                 a.received_at >= k.deadline_at",
                RUSH.code
            ),
        ),
        (
            "a confirmation of every submission",
            format!(
                "SELECT COUNT(*) AS n FROM application a JOIN call k ON k.id = a.call_id WHERE k.code = '{}' AND a.state = 'SUBMITTED' AND NOT \
                 EXISTS (SELECT 1 FROM outbox_mail m WHERE m.application_id = a.id)",
                RUSH.code
            ),
        ),
    ]
}

/// `imported`: the list was. Error: names what does not hold.
pub async fn hold(url: &str, imported: bool) -> anyhow::Result<()> {
    let db = seed::connect(url).await?;
    for (what, query) in questions() {
        let wrong = count(&db, &query).await?;
        ensure!(wrong == 0, "does not hold: {what} ({wrong} times)");
    }
    let rows = format!(
        "SELECT COUNT(*) AS n FROM application a JOIN call k ON k.id = a.call_id WHERE k.code = '{}'",
        IMPORT.code
    );
    let rows = count(&db, &rows).await?;
    ensure!(
        rows == if imported { 11_000 } else { 0 },
        "{rows} rows were imported"
    );
    Ok(db.close().await?)
}

async fn count(db: &DatabaseConnection, query: &str) -> anyhow::Result<i64> {
    let row = db
        .query_one_raw(Statement::from_string(db.get_database_backend(), query))
        .await?;
    match row {
        Some(row) => Ok(row.try_get("", "n")?),
        None => bail!("no answer to {query}"),
    }
}

pub async fn all_issued(url: &str, call: Call) -> anyhow::Result<()> {
    let db = seed::connect(url).await?;
    let query = format!(
        "SELECT COUNT(*) AS n FROM grant_notice n JOIN \"grant\" g ON g.id = n.grant_id JOIN call k ON k.id = g.call_id WHERE k.code = '{}' \
         AND g.state = 'ISSUED'",
        call.code
    );
    let issued = count(&db, &query).await?;
    ensure!(
        issued == call.applications as i64,
        "{issued} letters of {}",
        call.applications
    );
    Ok(db.close().await?)
}

/// Sessions seen now: none of them is renewed while something else is measured.
pub async fn refresh_sessions(url: &str) -> anyhow::Result<()> {
    let db = seed::connect(url).await?;
    let statement = Statement::from_sql_and_values(
        db.get_database_backend(),
        "UPDATE session SET seen_at = $1",
        [seed::now().into()],
    );
    db.execute_raw(statement).await?;
    Ok(db.close().await?)
}
