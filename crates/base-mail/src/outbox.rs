//! The outbox: what was said, to whom, and what became of it. Every mail stays in the file (handbook 6).

use base::{Problem, Text};
use base_db::{Db, Entry, Page, PageRequest, Unit, page};
use chrono::{DateTime, SubsecRound, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, OnConflict, Query, SelectStatement};
use sea_orm::{Condition, ConnectionTrait, DeriveActiveEnum, FromQueryResult, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::render::{Rendered, render};
use crate::{Attachment, Mail, frame};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;

    use super::MailState;

    /// One mail in the outbox.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox_mail")]
    pub struct Model {
        /// UUIDv7; `<id@domain>` is the Message-ID.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub event_id: String,
        /// Of the catalogue, `M-A02`.
        pub code: String,
        pub recipient: String,
        pub recipient_name: String,
        pub person_id: Option<Uuid>,
        pub application_id: Option<Uuid>,
        pub subject: String,
        pub body_text: String,
        pub body_html: String,
        /// JSON, see [`super::MailRow::attachments`].
        pub(crate) attachments: String,
        pub state: MailState,
        pub attempts: i64,
        /// An earlier attempt may have arrived: its outcome is unknown.
        pub maybe_doubled: bool,
        pub created_at: DateTimeUtc,
        /// When it may be taken (again): at once, after the lease, after the pause. `None` once it is done.
        pub due_at: Option<DateTimeUtc>,
        pub leased_by: Option<Uuid>,
        /// As business sees time (shifted in a demo).
        pub sent_at: Option<DateTimeUtc>,
        pub last_error: Option<String>,
        /// When somebody looked after a mail that failed for good: sent again, or reached otherwise.
        pub followed_up_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A mail in the outbox.
pub type MailRow = row::Model;

/// QUEUED → SENDING → SENT, or RETRY after a failure, or FAILED for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MailState {
    #[sea_orm(string_value = "QUEUED")]
    Queued,
    #[sea_orm(string_value = "SENDING")]
    Sending,
    #[sea_orm(string_value = "SENT")]
    Sent,
    #[sea_orm(string_value = "RETRY")]
    Retry,
    #[sea_orm(string_value = "FAILED")]
    Failed,
}

impl MailState {
    /// All states, in the order of a mail's life.
    pub const ALL: [MailState; 5] = [Self::Queued, Self::Sending, Self::Sent, Self::Retry, Self::Failed];

    /// As stored and as used in texts (`mail-state-SENT`).
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Queued => "QUEUED",
            Self::Sending => "SENDING",
            Self::Sent => "SENT",
            Self::Retry => "RETRY",
            Self::Failed => "FAILED",
        }
    }

    /// The state of a stored code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

impl MailRow {
    /// The files that go along.
    pub fn attachments(&self) -> Result<Vec<Attachment>, Problem> {
        serde_json::from_str(&self.attachments)
            .map_err(|error| Problem::broken(format!("mail {}: {error}", self.id)))
    }
}

/// Renders the mail and puts it into the outbox within the unit. The same event, recipient and code once more changes
/// nothing.
pub async fn enqueue(unit: &Unit<'_>, mail: Mail) -> Result<(), Problem> {
    let row = queued(mail, unit.now())?;
    insert(unit, row).await?;
    Ok(())
}

/// The same for many mails in a few statements. Whom a mail was sent before does not get it again.
pub async fn enqueue_many(unit: &Unit<'_>, mails: Vec<Mail>) -> Result<(), Problem> {
    let rows: Vec<row::ActiveModel> = mails
        .into_iter()
        .map(|mail| queued(mail, unit.now()).map(active))
        .collect::<Result<_, _>>()?;
    base_db::insert_new(unit.conn(), rows).await?;
    Ok(())
}

/// The rendered mail as a new row.
fn queued(mail: Mail, now: DateTime<Utc>) -> Result<MailRow, Problem> {
    let Rendered { subject, text, html } = render(&mail, frame())?;
    let attachments = serde_json::to_string(&mail.attachments).map_err(Problem::broken)?;
    Ok(MailRow {
        id: Uuid::now_v7(),
        event_id: mail.event,
        code: mail.code.to_owned(),
        recipient: mail.to.email.trim().to_owned(),
        recipient_name: mail.to.name,
        person_id: mail.to.person_id.map(|person| person.0),
        application_id: mail.application_id,
        subject,
        body_text: text,
        body_html: html,
        attachments,
        state: MailState::Queued,
        attempts: 0,
        maybe_doubled: false,
        created_at: now,
        due_at: None,
        leased_by: None,
        sent_at: None,
        last_error: None,
        followed_up_at: None,
    })
}

fn active(row: MailRow) -> row::ActiveModel {
    row::ActiveModel {
        due_at: Set(Some(made_at(row.id))),
        id: Set(row.id),
        event_id: Set(row.event_id),
        code: Set(row.code),
        recipient: Set(row.recipient),
        recipient_name: Set(row.recipient_name),
        person_id: Set(row.person_id),
        application_id: Set(row.application_id),
        subject: Set(row.subject),
        body_text: Set(row.body_text),
        body_html: Set(row.body_html),
        attachments: Set(row.attachments),
        state: Set(row.state),
        attempts: Set(row.attempts),
        maybe_doubled: Set(row.maybe_doubled),
        created_at: Set(row.created_at),
        leased_by: Set(row.leased_by),
        sent_at: Set(row.sent_at),
        last_error: Set(row.last_error),
        followed_up_at: Set(row.followed_up_at),
    }
}

/// One mail per event, recipient and code (I01).
fn once() -> OnConflict {
    let key = [row::Column::EventId, row::Column::Recipient, row::Column::Code];
    OnConflict::columns(key).do_nothing().to_owned()
}

/// `false` when event, recipient and code are there already.
async fn insert(unit: &Unit<'_>, row: MailRow) -> Result<bool, Problem> {
    let inserted = row::Entity::insert(active(row))
        .on_conflict(once())
        .exec_without_returning(unit.conn())
        .await?;
    Ok(inserted == 1)
}

/// The machine's time inside a UUIDv7, which no demo clock shifts, to the millisecond.
pub(crate) fn made_at(id: Uuid) -> DateTime<Utc> {
    id.get_timestamp()
        .and_then(|timestamp| {
            let (seconds, nanos) = timestamp.to_unix();
            DateTime::from_timestamp(i64::try_from(seconds).ok()?, nanos)
        })
        .unwrap_or(DateTime::UNIX_EPOCH)
        .trunc_subsecs(3)
}

/// Sends a mail once more, as a new one: event `resend:<id>:<n>`. The caller has checked who may. Error: `NotFound`;
/// `Refused` while the old one is on its way; `Stale` when somebody else does the same at this moment.
pub async fn resend(unit: &Unit<'_>, id: Uuid) -> Result<Uuid, Problem> {
    let old = find(unit.conn(), id).await?.ok_or(Problem::not_found("mail"))?;
    if !matches!(old.state, MailState::Sent | MailState::Failed) {
        return Err(Problem::refused(
            "mail-not-settled",
            Text::new("problem-mail-not-settled"),
        ));
    }
    let earlier = row::Entity::find()
        .filter(row::Column::EventId.starts_with(format!("resend:{id}:")))
        .count(unit.conn())
        .await?;
    let (code, recipient, application_id, from) = (
        old.code.clone(),
        old.recipient.clone(),
        old.application_id,
        old.state,
    );
    let new = MailRow {
        id: Uuid::now_v7(),
        event_id: format!("resend:{id}:{}", earlier + 1),
        state: MailState::Queued,
        attempts: 0,
        maybe_doubled: false,
        created_at: unit.now(),
        leased_by: None,
        sent_at: None,
        last_error: None,
        followed_up_at: None,
        ..old
    };
    let new_id = new.id;
    if !insert(unit, new).await? {
        return Err(Problem::Stale);
    }
    if from == MailState::Failed {
        mark_followed_up(unit, id).await?;
    }
    let mut entry = Entry::new("mail", id, "resend")
        .states(from.code(), from.code())
        .data(serde_json::json!({ "new": new_id, "code": code, "recipient": recipient }));
    if let Some(application_id) = application_id {
        entry = entry.case(application_id);
    }
    unit.audit(entry).await?;
    Ok(new_id)
}

/// Somebody reached the recipient of a mail that failed for good in another way. The caller has checked who may. Error:
/// `NotFound`; `Refused` unless it failed and nobody looked after it yet.
pub async fn follow_up(unit: &Unit<'_>, id: Uuid) -> Result<(), Problem> {
    let mail = find(unit.conn(), id).await?.ok_or(Problem::not_found("mail"))?;
    if !mark_followed_up(unit, id).await? {
        return Err(Problem::refused(
            "mail-not-open",
            Text::new("problem-mail-not-open"),
        ));
    }
    let mut entry = Entry::new("mail", id, "follow_up");
    if let Some(application_id) = mail.application_id {
        entry = entry.case(application_id);
    }
    unit.audit(entry).await
}

/// `false`: it did not fail, or somebody did so before.
async fn mark_followed_up(unit: &Unit<'_>, id: Uuid) -> Result<bool, Problem> {
    let marked = row::Entity::update_many()
        .col_expr(row::Column::FollowedUpAt, Expr::value(unit.now()))
        .filter(row::Column::Id.eq(id))
        .filter(row::Column::State.eq(MailState::Failed))
        .filter(row::Column::FollowedUpAt.is_null())
        .exec(unit.conn())
        .await?;
    Ok(marked.rows_affected == 1)
}

/// How many mails failed for good that nobody looked after yet, of those a person may see.
pub async fn count_open_failures(db: &impl ConnectionTrait, seen: &MailsSeen) -> Result<u64, Problem> {
    Ok(row::Entity::find()
        .filter(row::Column::State.eq(MailState::Failed))
        .filter(row::Column::FollowedUpAt.is_null())
        .filter(seen.condition())
        .count(db)
        .await?)
}

/// The mail of an id, if there is one.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<MailRow>, Problem> {
    Ok(row::Entity::find_by_id(id).one(db).await?)
}

/// Which mails a list shows; empty means all.
#[derive(Debug, Clone, Default)]
pub struct MailFilter {
    pub state: Option<MailState>,
    pub code: Option<String>,
    /// The whole address.
    pub recipient: Option<String>,
    pub application_id: Option<Uuid>,
    /// Only those that a person may see.
    pub seen: Option<MailsSeen>,
}

/// Which mails a person may see.
#[derive(Debug, Clone)]
pub struct MailsSeen {
    /// The ids of the cases the person may see: a mail of a case is seen with the case, or not at all.
    pub cases: SelectStatement,
    /// The person's programmes: mails to the offices of others alone are not seen.
    pub programmes: Vec<Uuid>,
}

impl MailsSeen {
    fn condition(&self) -> Condition {
        let persons = || {
            Query::select()
                .column("person_id")
                .from("account_programme")
                .take()
        };
        let mut own = persons();
        own.and_where(Expr::col("programme_id").is_in(self.programmes.iter().copied()));
        let of_case = Condition::all()
            .add(row::Column::ApplicationId.is_not_null())
            .add(row::Column::ApplicationId.in_subquery(self.cases.clone()));
        let to_person = Condition::any()
            .add(row::Column::PersonId.is_null())
            .add(row::Column::PersonId.in_subquery(own))
            .add(row::Column::PersonId.not_in_subquery(persons()));
        Condition::any().add(of_case).add(
            Condition::all()
                .add(row::Column::ApplicationId.is_null())
                .add(to_person),
        )
    }
}

/// Mails, newest first.
pub async fn list(
    db: &impl ConnectionTrait,
    filter: &MailFilter,
    request: PageRequest,
) -> Result<Page<MailRow>, Problem> {
    page::fetch(db, filtered(filter), request).await
}

/// The mail of this id, if it is one of the filter's.
pub async fn find_in(
    db: &impl ConnectionTrait,
    filter: &MailFilter,
    id: Uuid,
) -> Result<Option<MailRow>, Problem> {
    Ok(filtered(filter).filter(row::Column::Id.eq(id)).one(db).await?)
}

fn filtered(filter: &MailFilter) -> Select<row::Entity> {
    let mut query = row::Entity::find().order_by_desc(row::Column::Id);
    if let Some(state) = filter.state {
        query = query.filter(row::Column::State.eq(state));
    }
    if let Some(code) = &filter.code {
        query = query.filter(row::Column::Code.eq(code));
    }
    if let Some(recipient) = &filter.recipient {
        query = query.filter(row::Column::Recipient.eq(recipient));
    }
    if let Some(application_id) = filter.application_id {
        query = query.filter(row::Column::ApplicationId.eq(application_id));
    }
    if let Some(seen) = &filter.seen {
        query = query.filter(seen.condition());
    }
    query
}

/// The mails of one case, newest first, at most `limit`.
pub async fn of_case(
    db: &impl ConnectionTrait,
    application_id: Uuid,
    limit: u64,
) -> Result<Vec<MailRow>, Problem> {
    Ok(row::Entity::find()
        .filter(row::Column::ApplicationId.eq(application_id))
        .order_by_desc(row::Column::Id)
        .limit(limit)
        .all(db)
        .await?)
}

/// How many mails are in each state that occurs, for the operator's page and the metrics.
pub async fn counts(db: &Db) -> Result<Vec<(MailState, u64)>, Problem> {
    #[derive(FromQueryResult)]
    struct Count {
        state: MailState,
        mails: i64,
    }
    let counts: Vec<Count> = row::Entity::find()
        .select_only()
        .column(row::Column::State)
        .column_as(row::Column::Id.count(), "mails")
        .group_by(row::Column::State)
        .into_model()
        .all(db.reader())
        .await?;
    Ok(counts
        .into_iter()
        .map(|count| (count.state, u64::try_from(count.mails).unwrap_or(0)))
        .collect())
}
