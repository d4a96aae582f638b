//! The audit trail: append-only entries, each with the hash of its own content, written in the use case's unit.

use base::{Actor, Channel, Problem};
use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, Func, LikeExpr, Query, SelectStatement};
use sea_orm::{Condition, ConnectionTrait, QueryOrder, QuerySelect, Select, Set};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Unit;
use crate::seal::Seal;

pub(crate) mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub at: DateTimeUtc,
        pub actor_kind: String,
        pub actor_id: Option<Uuid>,
        pub actor_name: String,
        pub channel: String,
        pub request_id: Uuid,
        pub subject_kind: String,
        pub subject_id: String,
        pub application_id: Option<Uuid>,
        pub action: String,
        pub from_state: Option<String>,
        pub to_state: Option<String>,
        pub reason: Option<String>,
        pub data: String,
        pub content_hash: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A stored entry.
pub type AuditEntry = row::Model;

/// What a use case tells the audit trail: which thing, which verb, from where to where, why.
#[derive(Debug, Clone)]
pub struct Entry {
    subject_kind: &'static str,
    subject_id: String,
    application_id: Option<Uuid>,
    action: &'static str,
    from_state: Option<String>,
    to_state: Option<String>,
    reason: Option<String>,
    data: Value,
}

impl Entry {
    /// `subject_kind` is the noun of the table, `action` the verb of the use case.
    #[must_use]
    pub fn new(subject_kind: &'static str, subject_id: impl ToString, action: &'static str) -> Self {
        Self {
            subject_kind,
            subject_id: subject_id.to_string(),
            application_id: None,
            action,
            from_state: None,
            to_state: None,
            reason: None,
            data: json!({}),
        }
    }

    /// The case this belongs to; it then shows on the case page.
    #[must_use]
    pub fn case(mut self, application_id: impl Into<Uuid>) -> Self {
        self.application_id = Some(application_id.into());
        self
    }

    #[must_use]
    pub fn states(mut self, from: impl ToString, to: impl ToString) -> Self {
        self.from_state = Some(from.to_string());
        self.to_state = Some(to.to_string());
        self
    }

    /// The first state of a new thing.
    #[must_use]
    pub fn to(mut self, to: impl ToString) -> Self {
        self.to_state = Some(to.to_string());
        self
    }

    #[must_use]
    pub fn reason(mut self, reason: impl ToString) -> Self {
        self.reason = Some(reason.to_string()).filter(|reason| !reason.is_empty());
        self
    }

    /// Further facts (old and new values, amounts in cents, hashes). Never secrets.
    #[must_use]
    pub fn data(mut self, data: Value) -> Self {
        self.data = data;
        self
    }
}

impl Unit<'_> {
    /// Writes one entry. Every state change has exactly one (handbook 12, invariant 12).
    pub async fn audit(&self, entry: Entry) -> Result<(), Problem> {
        let active = all_set(self.audit_row(entry));
        row::Entity::insert(active)
            .exec_without_returning(self.conn())
            .await?;
        Ok(())
    }

    /// Writes many entries at once, in their order.
    pub async fn audit_many(&self, entries: Vec<Entry>) -> Result<(), Problem> {
        let rows = entries
            .into_iter()
            .map(|entry| all_set(self.audit_row(entry)))
            .collect();
        crate::insert_all(self.conn(), rows).await
    }

    fn audit_row(&self, entry: Entry) -> row::Model {
        let ctx = self.ctx();
        let (actor_kind, actor_id, actor_name) = match &ctx.actor {
            Actor::Anonymous => ("anonymous", None, String::new()),
            Actor::Person(person) => ("person", Some(person.id.0), person.name.clone()),
            Actor::System(job) => ("system", None, (*job).to_owned()),
            Actor::Operator(user) => ("operator", None, user.clone()),
        };
        let channel = match ctx.channel {
            Channel::Web => "web",
            Channel::Api => "api",
            Channel::Cli => "cli",
            Channel::Job => "job",
        };
        let mut model = row::Model {
            id: Uuid::now_v7(),
            at: ctx.now,
            actor_kind: actor_kind.to_owned(),
            actor_id,
            actor_name,
            channel: channel.to_owned(),
            request_id: ctx.request_id,
            subject_kind: entry.subject_kind.to_owned(),
            subject_id: entry.subject_id,
            application_id: entry.application_id,
            action: entry.action.to_owned(),
            from_state: entry.from_state,
            to_state: entry.to_state,
            reason: entry.reason,
            data: entry.data.to_string(),
            content_hash: String::new(),
        };
        model.content_hash = content_hash(&model);
        model
    }
}

fn all_set(model: row::Model) -> row::ActiveModel {
    row::ActiveModel {
        id: Set(model.id),
        at: Set(model.at),
        actor_kind: Set(model.actor_kind),
        actor_id: Set(model.actor_id),
        actor_name: Set(model.actor_name),
        channel: Set(model.channel),
        request_id: Set(model.request_id),
        subject_kind: Set(model.subject_kind),
        subject_id: Set(model.subject_id),
        application_id: Set(model.application_id),
        action: Set(model.action),
        from_state: Set(model.from_state),
        to_state: Set(model.to_state),
        reason: Set(model.reason),
        data: Set(model.data),
        content_hash: Set(model.content_hash),
    }
}

/// SHA-256 (hex) over all fields but the hash itself, as one JSON array.
#[must_use]
pub fn content_hash(entry: &AuditEntry) -> String {
    hex::encode(Sha256::digest(content(entry).to_string()))
}

/// All fields of an entry but its hash, in the order in which they are hashed.
#[must_use]
pub fn content(entry: &AuditEntry) -> Value {
    json!([
        entry.id,
        instant(entry.at),
        entry.actor_kind,
        entry.actor_id,
        entry.actor_name,
        entry.channel,
        entry.request_id,
        entry.subject_kind,
        entry.subject_id,
        entry.application_id,
        entry.action,
        entry.from_state,
        entry.to_state,
        entry.reason,
        entry.data,
    ])
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// The entries of one case, newest first, at most `limit`.
pub async fn of_case(
    db: &impl ConnectionTrait,
    application_id: Uuid,
    limit: u64,
) -> Result<Vec<AuditEntry>, Problem> {
    Ok(row::Entity::find()
        .filter(row::Column::ApplicationId.eq(application_id))
        .order_by_desc(row::Column::Id)
        .limit(limit)
        .all(db)
        .await?)
}

/// Entries read at once for an extract.
const EXTRACT_CHUNK: u64 = 1_000;

/// All entries of one case, oldest first, each with its seal where the sealer was there already: what goes into a file
/// outside the database. Error: broken beyond `limit` entries, so that no extract is cut short unnoticed.
pub async fn extract(
    db: &impl ConnectionTrait,
    application_id: Uuid,
    limit: usize,
) -> Result<Vec<(AuditEntry, Option<Seal>)>, Problem> {
    let mut extract = Vec::new();
    let mut last = Uuid::nil();
    loop {
        let entries = row::Entity::find()
            .filter(row::Column::ApplicationId.eq(application_id))
            .filter(row::Column::Id.gt(last))
            .order_by_asc(row::Column::Id)
            .limit(EXTRACT_CHUNK)
            .all(db)
            .await?;
        let Some(end) = entries.last() else {
            return Ok(extract);
        };
        last = end.id;
        if extract.len() + entries.len() > limit {
            return Err(Problem::broken(format!(
                "case {application_id} has more than {limit} audit entries"
            )));
        }
        let ids: Vec<Uuid> = entries.iter().map(|entry| entry.id).collect();
        let mut seals = crate::seal::of_entries(db, &ids).await?;
        extract.extend(entries.into_iter().map(|entry| {
            let seal = seals.remove(&entry.id);
            (entry, seal)
        }));
    }
}

/// The entries of one thing, newest first, at most `limit`.
pub async fn of_subject(
    db: &impl ConnectionTrait,
    kind: &str,
    id: &str,
    limit: u64,
) -> Result<Vec<AuditEntry>, Problem> {
    Ok(row::Entity::find()
        .filter(row::Column::SubjectKind.eq(kind))
        .filter(row::Column::SubjectId.eq(id))
        .order_by_desc(row::Column::Id)
        .limit(limit)
        .all(db)
        .await?)
}

/// Whose entries a person reads.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The ids of the cases the person may see: an entry of a case is read with the case, or not at all.
    pub cases: SelectStatement,
    /// The programmes whose trail the person reads.
    pub programmes: Vec<Uuid>,
}

/// What narrows the trail down; the default narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// From this instant on.
    pub from: Option<DateTime<Utc>>,
    /// Before this instant.
    pub until: Option<DateTime<Utc>>,
    /// A part of the name of who acted.
    pub who: String,
    /// Entries of this case only.
    pub case: Option<Uuid>,
    /// Entries of this kind of thing only.
    pub kind: String,
}

impl Filter {
    fn condition(&self) -> Condition {
        let name = self.who.trim();
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Condition::all()
            .add_option(self.from.map(|from| row::Column::At.gte(from)))
            .add_option(self.until.map(|until| row::Column::At.lt(until)))
            .add_option(self.case.map(|case| row::Column::ApplicationId.eq(case)))
            .add_option(given(&self.kind).map(|kind| row::Column::SubjectKind.eq(kind)))
            .add_option(given(name).map(|name| {
                let part = LikeExpr::new(format!("%{}%", escaped(&name.to_lowercase()))).escape('\\');
                Func::lower(Expr::col(row::Column::ActorName)).like(part)
            }))
    }
}

/// A text in which LIKE finds no wildcard.
fn escaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}

/// The entries a person may read, newest first, one page: of cases that are seen, of own programmes, and of what belongs
/// to no programme (view `audit_place`: master data, accounts of the house).
pub async fn list(
    db: &impl ConnectionTrait,
    seen: &Seen,
    filter: &Filter,
    page: crate::PageRequest,
) -> Result<crate::Page<AuditEntry>, Problem> {
    crate::page::fetch(db, readable(seen, filter), page).await
}

/// The same entries as [`list`], all of them, for a file. Error: broken beyond `limit`, so that no file is cut short
/// unnoticed; ask [`list`] for the number first.
pub async fn all(
    db: &impl ConnectionTrait,
    seen: &Seen,
    filter: &Filter,
    limit: usize,
) -> Result<Vec<AuditEntry>, Problem> {
    let mut all: Vec<AuditEntry> = Vec::new();
    loop {
        let mut query = readable(seen, filter).limit(EXTRACT_CHUNK);
        if let Some(last) = all.last() {
            query = query.filter(row::Column::Id.lt(last.id));
        }
        let chunk = query.all(db).await?;
        if chunk.is_empty() {
            return Ok(all);
        }
        all.extend(chunk);
        if all.len() > limit {
            return Err(Problem::broken(format!("more than {limit} audit entries")));
        }
    }
}

fn readable(seen: &Seen, filter: &Filter) -> Select<row::Entity> {
    let subject = || {
        Expr::tuple([
            Expr::col(row::Column::SubjectKind),
            Expr::col(row::Column::SubjectId),
        ])
    };
    let placed = || {
        Query::select()
            .columns(["subject_kind", "subject_id"])
            .from("audit_place")
            .take()
    };
    let mut own = placed();
    own.and_where(Expr::col("programme_id").is_in(seen.programmes.iter().copied()));
    let of_case = Condition::all()
        .add(row::Column::ApplicationId.is_not_null())
        .add(row::Column::ApplicationId.in_subquery(seen.cases.clone()));
    let of_house = Condition::all().add(row::Column::ApplicationId.is_null()).add(
        Condition::any()
            .add(subject().in_subquery(own))
            .add(subject().not_in_subquery(placed())),
    );
    row::Entity::find()
        .filter(filter.condition())
        .filter(Condition::any().add(of_case).add(of_house))
        .order_by_desc(row::Column::Id)
}
