//! Sending what is due: claim, hand over, settle. Any number of workers may do so at the same time.

use base::{Ctx, Problem};
use base_db::{Db, retrying};
use chrono::Duration;
use rand::RngExt as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType};
use sea_orm::{QueryOrder, QuerySelect};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::outbox::row;
use crate::{Failure, MailRow, MailState, Transport};

/// Mails claimed at once: two waves on the connections of one worker.
pub const BATCH: u64 = 2 * crate::smtp::CONNECTIONS as u64;

/// Attempts before a mail is given up: about 26 hours.
pub const MAX_ATTEMPTS: i64 = 12;

/// Characters kept of what the mail server said.
const MAX_ERROR: usize = 1_000;

const FIRST_PAUSE_SECONDS: i64 = 60;
const LONGEST_PAUSE_SECONDS: i64 = 6 * 3_600;

/// A mail and what became of the attempt.
pub type Outcome = (MailRow, Result<(), Failure>);

/// Claims a batch of due mails and hands them over; gives the number of mails tried, 0 when nothing is due.
pub async fn send_due(db: &Db, transport: &Transport, holder: Uuid) -> Result<usize, Problem> {
    let mails = claim(db, transport, holder, BATCH).await?;
    let tried = mails.len();
    let mut deliveries: JoinSet<Outcome> = JoinSet::new();
    for mail in mails {
        let transport = transport.clone();
        deliveries.spawn(async move {
            let outcome = match mail.attempts {
                // Only after crashes: a failure would have ended it at the last attempt.
                attempt if attempt > MAX_ATTEMPTS => {
                    Err(Failure::Permanent("no attempt came to an end".to_owned()))
                }
                _ => transport.deliver(&mail).await,
            };
            (mail, outcome)
        });
    }
    // What is ready is settled at once, so that a crash leaves few mails with an unknown outcome.
    let mut trouble = None;
    while let Some(first) = deliveries.join_next().await {
        let mut outcomes = vec![first];
        while let Some(next) = deliveries.try_join_next() {
            outcomes.push(next);
        }
        let (outcomes, panics): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
        let outcomes: Vec<Outcome> = outcomes.into_iter().flatten().collect();
        let panic = panics.into_iter().find_map(Result::err).map(Problem::broken);
        let settled = settle(db, holder, &outcomes).await;
        trouble = trouble.or(panic).or(settled.err());
    }
    trouble.map_or(Ok(tried), Err)
}

/// Sends until nothing is due any more (command line, tests); gives the number of mails tried. What failed is due again
/// later and not waited for.
pub async fn flush(db: &Db, transport: &Transport, holder: Uuid) -> Result<usize, Problem> {
    let mut tried = 0;
    loop {
        match send_due(db, transport, holder).await? {
            0 => return Ok(tried),
            batch => tried += batch,
        }
    }
}

/// Takes at most `limit` due mails, longest due first, and writes the attempt down before anything leaves. A mail
/// whose last attempt never ended (its worker died) may have arrived: unless the transport delivers exactly once it is
/// marked as perhaps doubled.
pub async fn claim(
    db: &Db,
    transport: &Transport,
    holder: Uuid,
    limit: u64,
) -> Result<Vec<MailRow>, Problem> {
    let clock = db.server_now().await?;
    let due = row::Entity::find()
        .filter(row::Column::DueAt.lte(clock))
        .order_by_asc(row::Column::DueAt)
        .order_by_asc(row::Column::Id)
        .limit(limit);
    if due.clone().limit(1).one(db.reader()).await?.is_none() {
        return Ok(Vec::new()); // the usual answer takes no write turn
    }
    let ctx = Ctx::system("mail", db.now());
    let unit = db.write(&ctx).await?;
    let mut mails = due
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(unit.conn())
        .await?;
    let leased_until = clock + transport.lease();
    for mail in &mut mails {
        mail.maybe_doubled |= mail.state == MailState::Sending && !transport.is_exactly_once();
        mail.state = MailState::Sending;
        mail.attempts += 1;
        mail.due_at = Some(leased_until);
        mail.leased_by = Some(holder);
    }
    let (doubled, single): (Vec<&MailRow>, Vec<&MailRow>) = mails.iter().partition(|mail| mail.maybe_doubled);
    for (mails, maybe_doubled) in [(doubled, true), (single, false)] {
        if mails.is_empty() {
            continue;
        }
        row::Entity::update_many()
            .col_expr(row::Column::State, Expr::value(MailState::Sending.code()))
            .col_expr(row::Column::Attempts, Expr::col(row::Column::Attempts).add(1))
            .col_expr(row::Column::MaybeDoubled, Expr::value(maybe_doubled))
            .col_expr(row::Column::DueAt, Expr::value(leased_until))
            .col_expr(row::Column::LeasedBy, Expr::value(holder))
            .filter(row::Column::Id.is_in(mails.iter().map(|mail| mail.id)))
            .exec(unit.conn())
            .await?;
    }
    unit.commit().await?;
    Ok(mails)
}

/// Writes down what became of claimed mails, in one unit.
pub async fn settle(db: &Db, holder: Uuid, outcomes: &[Outcome]) -> Result<(), Problem> {
    if outcomes.is_empty() {
        return Ok(());
    }
    let clock = db.server_now().await?;
    let ctx = Ctx::system("mail", db.now());
    retrying(|| async {
        let unit = db.write(&ctx).await?;
        let sent: Vec<Uuid> = outcomes
            .iter()
            .filter(|(_, outcome)| outcome.is_ok())
            .map(|(mail, _)| mail.id)
            .collect();
        if !sent.is_empty() {
            // A fact, even if the lease ran out meanwhile.
            row::Entity::update_many()
                .col_expr(row::Column::State, Expr::value(MailState::Sent.code()))
                .col_expr(row::Column::SentAt, Expr::value(unit.now()))
                .col_expr(row::Column::DueAt, Expr::value(None::<DateTimeUtc>))
                .col_expr(row::Column::LeasedBy, Expr::value(None::<Uuid>))
                .col_expr(row::Column::LastError, Expr::value(None::<String>))
                .filter(row::Column::Id.is_in(sent))
                .filter(row::Column::State.ne(MailState::Sent.code()))
                .exec(unit.conn())
                .await?;
        }
        for (mail, outcome) in outcomes {
            let Err(failure) = outcome else { continue };
            let verdict = Verdict::of(mail, failure);
            row::Entity::update_many()
                .col_expr(row::Column::State, Expr::value(verdict.state.code()))
                .col_expr(
                    row::Column::DueAt,
                    Expr::value(verdict.pause.map(|pause| clock + pause)),
                )
                .col_expr(row::Column::LeasedBy, Expr::value(None::<Uuid>))
                .col_expr(row::Column::MaybeDoubled, Expr::value(verdict.maybe_doubled))
                .col_expr(row::Column::LastError, Expr::value(verdict.error))
                // Whoever took it over since decides.
                .filter(row::Column::Id.eq(mail.id))
                .filter(row::Column::State.eq(MailState::Sending.code()))
                .filter(row::Column::LeasedBy.eq(holder))
                .filter(row::Column::Attempts.eq(mail.attempts))
                .exec(unit.conn())
                .await?;
        }
        unit.commit().await
    })
    .await?;
    for (mail, outcome) in outcomes {
        if let Err(failure) = outcome {
            tracing::warn!(mail = %mail.id, code = %mail.code, attempt = mail.attempts, ?failure, "a mail did not leave");
        }
    }
    Ok(())
}

/// What a failure means for the mail.
#[derive(Debug, PartialEq, Eq)]
struct Verdict {
    state: MailState,
    /// Until the next attempt.
    pause: Option<Duration>,
    maybe_doubled: bool,
    error: String,
}

impl Verdict {
    fn of(mail: &MailRow, failure: &Failure) -> Self {
        let (error, unknown, permanent) = match failure {
            Failure::Temporary(error) => (error, false, false),
            Failure::Unknown(error) => (error, true, false),
            Failure::Permanent(error) => (error, false, true),
        };
        let give_up = permanent || mail.attempts >= MAX_ATTEMPTS;
        Self {
            state: if give_up {
                MailState::Failed
            } else {
                MailState::Retry
            },
            pause: (!give_up).then(|| pause(mail.attempts, rand::rng().random_range(0..=200))),
            maybe_doubled: mail.maybe_doubled || unknown,
            // a server may say anything, also what no database stores
            error: base::names::clean(error).chars().take(MAX_ERROR).collect(),
        }
    }
}

/// One minute after the first attempt, doubling up to six hours; up to a fifth longer (`jitter_permille`), so that many
/// mails refused together do not all come back together.
fn pause(attempts: i64, jitter_permille: i64) -> Duration {
    let doublings = attempts.clamp(1, 16) - 1;
    let seconds = Ord::min(FIRST_PAUSE_SECONDS << doublings, LONGEST_PAUSE_SECONDS);
    Duration::milliseconds(seconds * (1_000 + jitter_permille))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_from_a_minute_to_six_hours() {
        let minutes: Vec<i64> = (1..=12).map(|attempt| pause(attempt, 0).num_minutes()).collect();
        assert_eq!(minutes, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]);
        assert_eq!(pause(1, 200).num_seconds(), 72);
        assert_eq!(pause(i64::MAX, 0).num_hours(), 6);
    }
}
