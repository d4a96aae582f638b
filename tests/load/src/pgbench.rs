//! The floors of PostgreSQL: pgbench on the product's own tables, with what a journey must read and write at least.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use tokio::process::Command;

use crate::ids::{Kind, id};
use crate::seed::{AMOUNT, AWARDS, Call, LARGE, RUSH, SELECTION_23, YEAR};

/// One script.
pub struct Script {
    pub name: &'static str,
    clients: usize,
    sql: String,
}

const AUDIT: &str = "INSERT INTO audit_entry (id, at, actor_kind, actor_name, channel, request_id, subject_kind, subject_id, action, \
    data, content_hash) VALUES (gen_random_uuid(), now(), 'person', 'floor', 'web', gen_random_uuid(), 'floor', 'floor', 'floor', \
    '{}', repeat('0', 64));";

/// The id of the thing with the number `:n`, as [`id`] makes it.
fn of(kind: Kind) -> String {
    let id = id(kind, 0).to_string();
    let (start, _) = id.rsplit_once('-').unwrap_or_default();
    format!("('{start}-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid")
}

/// A random case of the call as `:n`.
fn pick(call: Call) -> String {
    format!("\\set n random({}, {})\n", call.first(), call.cases().end - 1)
}

/// One statement per line.
fn lines(statements: &[String]) -> String {
    statements
        .iter()
        .map(|statement| format!("{statement}\n"))
        .collect()
}

/// All scripts, with as many clients as the journeys have.
pub fn scripts() -> Vec<Script> {
    let script = |name, clients, sql: String| Script { name, clients, sql };
    vec![
        script("ranked", 8, ranked()),
        script("detail", 8, detail()),
        script("search", 8, search()),
        script("score", 8, score()),
        script("award", 32, award()),
        script("batch", 1, batch()),
        script("submit", 8, submit()),
    ]
}

fn ranked() -> String {
    format!(
        "\\set first 100 * random(0, 4)\nSELECT s.*, a.number, a.lead_name, a.title, a.state FROM (SELECT id, reviews, mean_micro, lowest, \
         highest FROM standing WHERE call_id = '{}' ORDER BY mean_micro DESC LIMIT 100 OFFSET :first) s JOIN application a ON a.id = s.id;\n",
        LARGE.id()
    )
}

fn detail() -> String {
    let case = of(Kind::Application);
    pick(LARGE)
        + &lines(&[
            format!("SELECT * FROM application WHERE id = {case};"),
            format!("SELECT * FROM application_party WHERE application_id = {case};"),
            format!(
                "SELECT r.*, p.name FROM review r JOIN account p ON p.id = r.assessor_id WHERE r.application_id = {case};"
            ),
            format!("SELECT * FROM outbox_mail WHERE application_id = {case} ORDER BY id DESC LIMIT 100;"),
            format!("SELECT * FROM audit_entry WHERE application_id = {case} ORDER BY id DESC LIMIT 100;"),
        ])
}

fn search() -> String {
    format!(
        "\\set n random(5000, 10999)\nSELECT * FROM application WHERE programme_id = '{}' AND state <> 'DRAFT' AND search_text LIKE \
         '%bach%' AND search_text LIKE '%' || (:n::bigint)::text || '%' ORDER BY id DESC LIMIT 20;\n",
        id(Kind::Programme, 0)
    )
}

fn score() -> String {
    let case = of(Kind::Application);
    pick(LARGE)
        + &lines(&[
            "BEGIN;".to_owned(),
            format!("SELECT * FROM standing WHERE id = {case} FOR UPDATE;"),
            format!(
                "UPDATE review SET version = version + 1, weighted = 300 WHERE application_id = {case} AND state = 'IN_PROGRESS';"
            ),
            format!(
                "INSERT INTO review_version (id, review_id, edition, scores, weighted, comment, recommendation, submitted_at) SELECT \
                 gen_random_uuid(), id, version, scores, 300, '', '', now() FROM review WHERE application_id = {case} AND state = 'IN_PROGRESS';"
            ),
            AUDIT.to_owned(),
            format!("UPDATE standing SET mean_micro = mean_micro + 1 WHERE id = {case};"),
            "COMMIT;".to_owned(),
        ])
}

/// `INSERT … SELECT` of one ledger row; more with a `FROM`.
fn ledger() -> String {
    format!(
        "INSERT INTO budget_ledger (id, pot_id, entry, amount_cents, means_delta_cents, reserved_delta_cents, committed_delta_cents, \
         ordered_delta_cents, paid_delta_cents, subject_kind, subject_id, at) SELECT gen_random_uuid(), '{}', 'COMMIT', {AMOUNT}, 0, 0, \
         {AMOUNT}, 0, 0, 'floor', gen_random_uuid(), now()",
        id(Kind::Pot, 0)
    )
}

/// The pot's row last: everybody waits for it.
fn award() -> String {
    pick(AWARDS)
        + &lines(&[
            "BEGIN;".to_owned(),
            format!(
                "UPDATE \"grant\" SET version = version + 1 WHERE id = {};",
                of(Kind::Grant)
            ),
            AUDIT.to_owned(),
            format!("{};", ledger()),
            format!(
                "UPDATE budget_pot SET committed_cents = committed_cents + {AMOUNT} WHERE line_id = '{}' AND year = {YEAR} AND kind = \
                 'CASH' AND reserved_cents + committed_cents + {AMOUNT} <= means_cents;",
                id(Kind::Line, 0)
            ),
            "COMMIT;".to_owned(),
        ])
}

fn batch() -> String {
    lines(&[
        "BEGIN;".to_owned(),
        format!(
            "UPDATE decision SET released_at = now() WHERE call_id = '{}';",
            SELECTION_23.id()
        ),
        format!("{} FROM generate_series(1, 23);", ledger()),
        format!(
            "UPDATE budget_pot SET reserved_cents = reserved_cents + 23 WHERE id = '{}';",
            id(Kind::Pot, 0)
        ),
        "COMMIT;".to_owned(),
    ])
}

/// With the same gap-free counter as the product.
fn submit() -> String {
    let case = of(Kind::Application);
    pick(RUSH)
        + &lines(&[
            "BEGIN;".to_owned(),
            format!("UPDATE application SET state = 'SUBMITTED', received_at = now(), version = version + 1 WHERE id = {case};"),
            format!(
                "INSERT INTO application_snapshot (id, application_id, edition, content, sha256, received_at) SELECT gen_random_uuid(), id, \
                 floor(random() * 1000000000), summary || title, repeat('0', 64), now() FROM application WHERE id = {case};"
            ),
            AUDIT.to_owned(),
            "INSERT INTO outbox_mail (id, event_id, code, recipient, recipient_name, subject, body_text, body_html, attachments, state, \
             attempts, maybe_doubled, created_at) VALUES (gen_random_uuid(), gen_random_uuid(), 'M', 'floor@kommune.example', '', \
             'Eingang', 'Guten Tag', '<p>Guten Tag</p>', '[]', 'SENT', 0, false, now());"
                .to_owned(),
            format!(
                "WITH next AS (UPDATE call_counter SET last_number = last_number + 1 WHERE id = '{}' RETURNING last_number) UPDATE application \
                 SET number = 'F-' || next.last_number FROM next WHERE application.id = {case};",
                RUSH.id()
            ),
            "COMMIT;".to_owned(),
        ])
}

impl Script {
    /// Transactions per second.
    pub async fn run(&self, url: &str, folder: &Path, seconds: u64) -> anyhow::Result<f64> {
        let path = folder.join(format!("{}.pgbench", self.name));
        fs::write(&path, &self.sql)?;
        let output = Command::new("pgbench")
            .args(["--no-vacuum", "--jobs=2", "--protocol=prepared"])
            .arg(format!("--client={}", self.clients))
            .arg(format!("--time={seconds}"))
            .arg("--file")
            .arg(&path)
            .arg(url)
            .output()
            .await
            .context("pgbench cannot be started")?;
        let said = String::from_utf8_lossy(&output.stdout);
        let tps = said
            .lines()
            .find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
        match tps {
            Some(tps) if output.status.success() => Ok(tps),
            _ => bail!(
                "pgbench {}: {said}{}",
                self.name,
                String::from_utf8_lossy(&output.stderr)
            ),
        }
    }
}
