//! Who is behind a cookie or a token: person, state and every role that counts today, in one statement.
//!
//! A row per role: the person's own, and those of everybody the person stands in for today; one row without a role if
//! there are none. Locked persons have no deputies.

use base::{Assignment, PersonId, Problem, Role, Scope};
use base_db::{Db, Engine};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{DbBackend, FromQueryResult, Statement};
use uuid::Uuid;

const OF_SESSION: &str = "\
SELECT c.id AS credential_id, c.verified, c.started_at, c.seen_at, NULL AS access, NULL AS expires_at, \
  a.id AS person_id, a.name, a.email, a.totp_confirmed_at, FALSE AS by_operator, \
  (SELECT value FROM setting WHERE key = 'demo') AS demo, r.role, r.scope_kind, r.scope_id, \
  CASE WHEN r.person_id <> a.id THEN h.person_id END AS deputy_of \
FROM session c \
JOIN account a ON a.id = c.person_id AND a.state = 'ACTIVE' AND a.session_epoch = c.epoch ";

const OF_TOKEN: &str = "\
SELECT c.id AS credential_id, TRUE AS verified, c.created_at AS started_at, c.created_at AS seen_at, \
  c.access, c.expires_at, a.id AS person_id, a.name, a.email, a.totp_confirmed_at, c.by_operator, \
  (SELECT value FROM setting WHERE key = 'demo') AS demo, r.role, r.scope_kind, r.scope_id, \
  CASE WHEN r.person_id <> a.id THEN h.person_id END AS deputy_of \
FROM api_token c \
JOIN account a ON a.id = c.person_id AND a.state = 'ACTIVE' AND c.revoked_at IS NULL ";

const ROLES: &str = "\
LEFT JOIN deputy h ON h.deputy_id = a.id AND h.ended_at IS NULL AND h.from_on <= $2 AND h.until_on >= $2 \
  AND EXISTS (SELECT 1 FROM account p WHERE p.id = h.person_id AND p.state = 'ACTIVE') \
LEFT JOIN role_assignment r ON r.person_id IN (a.id, h.person_id) AND r.ended_at IS NULL \
  AND r.from_on <= $2 AND (r.until_on IS NULL OR r.until_on >= $2) \
WHERE c.token_hash = $1";

#[derive(Debug, FromQueryResult)]
struct Row {
    credential_id: Uuid,
    verified: bool,
    started_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    access: Option<String>,
    expires_at: Option<DateTime<Utc>>,
    person_id: PersonId,
    name: String,
    email: String,
    totp_confirmed_at: Option<DateTime<Utc>>,
    by_operator: bool,
    demo: Option<String>,
    role: Option<String>,
    scope_kind: Option<String>,
    scope_id: Option<Uuid>,
    deputy_of: Option<PersonId>,
}

/// A credential that exists and whose account is active. Whether it is still live is for the rules to say.
#[derive(Debug)]
pub(crate) struct Found {
    pub credential_id: Uuid,
    pub verified: bool,
    pub started_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    pub is_read_only: bool,
    pub expires_at: Option<DateTime<Utc>>,
    pub person_id: PersonId,
    pub name: String,
    pub email: String,
    /// A second factor is set up, or none is asked for (a demo, a token of the operator).
    pub second_factor: bool,
    pub assignments: Vec<Assignment>,
}

pub(crate) async fn of_session(
    db: &Db,
    token_hash: &str,
    today: NaiveDate,
) -> Result<Option<Found>, Problem> {
    find(db, OF_SESSION, token_hash, today).await
}

pub(crate) async fn of_token(db: &Db, token_hash: &str, today: NaiveDate) -> Result<Option<Found>, Problem> {
    find(db, OF_TOKEN, token_hash, today).await
}

async fn find(
    db: &Db,
    credential: &str,
    token_hash: &str,
    today: NaiveDate,
) -> Result<Option<Found>, Problem> {
    let backend = if db.engine() == Engine::Sqlite {
        DbBackend::Sqlite
    } else {
        DbBackend::Postgres
    };
    let sql = format!("{credential}{ROLES}");
    let statement = Statement::from_sql_and_values(backend, sql, [token_hash.into(), today.into()]);
    let mut rows = Row::find_by_statement(statement).all(db.reader()).await?;
    let mut assignments: Vec<Assignment> = Vec::new();
    for row in &rows {
        let (Some(role), Some(kind)) = (&row.role, &row.scope_kind) else {
            continue;
        };
        let held = Role::from_code(role)
            .zip(Scope::from_parts(kind, row.scope_id))
            .map(|(role, scope)| Assignment {
                role,
                scope,
                deputy_of: row.deputy_of,
            });
        let held = held
            .ok_or_else(|| Problem::broken(format!("unknown role {role} in {kind} of {}", row.person_id)))?;
        if !assignments.contains(&held) {
            assignments.push(held);
        }
    }
    assignments.sort_by_key(|held| held.deputy_of.is_some()); // what a person may do by itself counts first
    Ok(rows.pop().map(|row| Found {
        credential_id: row.credential_id,
        verified: row.verified,
        started_at: row.started_at,
        seen_at: row.seen_at,
        is_read_only: row.access.as_deref() == Some("READ"),
        expires_at: row.expires_at,
        person_id: row.person_id,
        name: row.name,
        email: row.email,
        second_factor: row.totp_confirmed_at.is_some()
            || row.by_operator
            || row.demo.as_deref() == Some("true"),
        assignments,
    }))
}
