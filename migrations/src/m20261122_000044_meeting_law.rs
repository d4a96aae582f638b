//! What § 90 and § 93 LVwVfG ask of a meeting: who was invited and how, what was moved and by whom, what fell away, how
//! far a signature reaches. Signed minutes and the record they were made from stand, also against plain SQL.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Columns that existing tables get: one a statement, SQLite takes no more.
fn columns() -> Vec<(&'static str, ColumnDef)> {
    vec![
        // closed because the quorum was lost; what was decided until then stands
        ("meeting", instant_null("not_quorate_at")),
        // items that the signer took no part in and did not read
        ("meeting", int_null("chair_unseen")),
        ("meeting", int_null("secretary_unseen")),
        // the seat that presided over the item
        ("meeting_item", uuid_null("chair_id")),
        // the application could not be selected any more: since when, and what had become of it
        ("meeting_item", instant_null("lapsed_at")),
        ("meeting_item", text_null("lapsed_state")),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in columns() {
            let alter = Table::alter().table(table).add_column(column).take();
            manager.alter_table(alter).await?;
        }
        for table in [invitation(), motion(), declaration()] {
            manager.create_table(table).await?;
        }
        for index in [
            index("meeting_invitation", &["meeting_id", "member_id"], true),
            index("item_motion", &["item_id"], false),
            index("meeting_declaration", &["meeting_id"], false),
        ] {
            manager.create_index(index).await?;
        }
        invited_before(manager).await?;
        for table in ["meeting_invitation", "item_motion", "meeting_declaration"] {
            append_only(manager, table).await?;
        }
        declared_before(manager).await?;
        guards(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for Guard { name, table, .. } in guard_list() {
            if manager.get_database_backend() == DbBackend::Postgres {
                db.execute_unprepared(&format!("DROP TRIGGER {name} ON {table}"))
                    .await?;
                db.execute_unprepared(&format!("DROP FUNCTION {name}()")).await?;
            } else {
                db.execute_unprepared(&format!("DROP TRIGGER {name}")).await?;
            }
        }
        for table in ["meeting_declaration", "item_motion", "meeting_invitation"] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        for (table, column) in columns().into_iter().rev() {
            let alter = Table::alter()
                .table(table)
                .drop_column(column.get_column_name())
                .take();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}

/// That a member was invited: when and by what way. `recorded_by` is empty where the system sent it.
fn invitation() -> TableCreateStatement {
    Table::create()
        .table("meeting_invitation")
        .col(id())
        .col(uuid("meeting_id"))
        .col(uuid("member_id"))
        .col(text("way"))
        .col(instant("invited_at"))
        // why not by the system
        .col(text("reason"))
        .col(uuid_null("recorded_by"))
        .col(instant("recorded_at"))
        .foreign_key(&mut references("meeting_invitation", "meeting_id", "meeting"))
        .foreign_key(&mut references(
            "meeting_invitation",
            "member_id",
            "committee_member",
        ))
        .check(Expr::cust("way IN ('MAIL', 'POST', 'HANDED', 'SPOKEN')"))
        .check(Expr::cust("way = 'MAIL' OR reason <> ''"))
        .take()
}

/// A motion on an item as it was put to the vote, carried or lost.
fn motion() -> TableCreateStatement {
    Table::create()
        .table("item_motion")
        .col(id())
        .col(uuid("item_id"))
        // the seat that moved it
        .col(uuid("member_id"))
        .col(text("text"))
        .col(text("result"))
        .col(int_null("amount_cents"))
        .col(int_null("reserve_position"))
        .col(int("base"))
        .col(int("present"))
        .col(int("votes_yes"))
        .col(int("votes_no"))
        .col(int("votes_abstain"))
        .col(text_null("chair_vote"))
        .col(bool("carried"))
        .col(instant("voted_at"))
        .foreign_key(&mut references("item_motion", "item_id", "meeting_item"))
        .foreign_key(&mut references("item_motion", "member_id", "committee_member"))
        .check(Expr::cust(
            "result IN ('SELECTED', 'RESERVE', 'REJECTED', 'DEFERRED')",
        ))
        .check(Expr::cust("text <> ''"))
        .check(Expr::cust(
            "votes_yes >= 0 AND votes_no >= 0 AND votes_abstain >= 0 AND votes_yes + votes_no + votes_abstain <= present",
        ))
        .take()
}

/// That a member declared on the applications of an agenda before seeing them (handbook 4.3).
fn declaration() -> TableCreateStatement {
    Table::create()
        .table("meeting_declaration")
        .col(id())
        .col(uuid("meeting_id"))
        .col(uuid("member_id"))
        .col(int("applications"))
        .col(int("excluded"))
        // asked in the room; else in the portal
        .col(bool("spoken"))
        .col(uuid_null("recorded_by"))
        .col(instant("declared_at"))
        .foreign_key(&mut references("meeting_declaration", "meeting_id", "meeting"))
        .foreign_key(&mut references(
            "meeting_declaration",
            "member_id",
            "committee_member",
        ))
        .check(Expr::cust("excluded BETWEEN 0 AND applications"))
        .take()
}

/// A declaration opens a case to a member from now on. What members could see until now stays open to them.
async fn declared_before(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    widen_check(
        manager,
        "case_access",
        "access IN ('ASSIGNED', 'BARRED')",
        "access IN ('ASSIGNED', 'BARRED', 'DECLARED')",
    )
    .await?;
    let id = random_id(manager.get_database_backend());
    db.execute_unprepared(&format!(
        "INSERT INTO case_access (id, person_id, application_id, access, granted_at) \
         SELECT {id}, seen.person_id, seen.application_id, 'DECLARED', seen.granted_at FROM \
         (SELECT seat.person_id, application.id AS application_id, MIN(given.granted_at) AS granted_at \
         FROM committee_access given JOIN committee_member seat ON seat.committee_id = given.committee_id \
         JOIN application ON application.call_id = given.call_id WHERE seat.person_id IS NOT NULL \
         GROUP BY seat.person_id, application.id) seen"
    ))
    .await?;
    Ok(())
}

/// The expression of a new id; SQLite keeps UUIDs as their bytes.
fn random_id(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Postgres => "gen_random_uuid()",
        _ => "randomblob(16)",
    }
}

/// Until now every seat of the day was invited by mail together with the meeting.
async fn invited_before(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let backend = manager.get_database_backend();
    let id = random_id(backend);
    let day = match backend {
        DbBackend::Postgres => "(meeting.starts_at AT TIME ZONE 'Europe/Berlin')::date",
        _ => "date(meeting.starts_at)",
    };
    db.execute_unprepared(&format!(
        "INSERT INTO meeting_invitation (id, meeting_id, member_id, way, invited_at, reason, recorded_by, recorded_at) \
         SELECT {id}, meeting.id, seat.id, 'MAIL', meeting.invited_at, '', NULL, meeting.invited_at \
         FROM meeting JOIN committee_member seat ON seat.committee_id = meeting.committee_id \
         WHERE meeting.invited_at IS NOT NULL AND (seat.person_id IS NOT NULL OR seat.email <> '') \
         AND seat.from_on <= {day} AND (seat.until_on IS NULL OR seat.until_on >= {day})"
    ))
    .await?;
    Ok(())
}

/// A trigger that refuses what no use case does; its condition is written so that both databases read it.
struct Guard {
    name: &'static str,
    table: &'static str,
    event: &'static str,
    refused: String,
    message: &'static str,
}

fn guard_list() -> Vec<Guard> {
    let changed = |columns: &[&str]| {
        let each: Vec<String> = columns
            .iter()
            .map(|column| format!("NEW.{column} IS DISTINCT FROM OLD.{column}"))
            .collect();
        each.join(" OR ")
    };
    let signature = |by: &str| format!("(OLD.{by} IS NOT NULL AND NEW.{by} IS DISTINCT FROM OLD.{by})");
    let signatures = [
        "chair_signed_by",
        "chair_signed_at",
        "secretary_signed_by",
        "secretary_signed_at",
    ]
    .map(signature)
    .join(" OR ");
    let wording = changed(&["minutes", "minutes_sha256", "minutes_remark", "minutes_at"]);
    let record = changed(&[
        "state",
        "committee_id",
        "call_id",
        "starts_at",
        "place",
        "second_invitation",
        "earlier_id",
        "ranking_id",
        "allocation_id",
        "chair_id",
        "invited_at",
        "opened_at",
        "decided_at",
        "not_quorate_at",
        "chair_unseen",
        "secretary_unseen",
        "current_item_id",
        "called_at",
        "answer_until",
    ]);
    let item = changed(&[
        "meeting_id",
        "application_id",
        "position",
        "rank",
        "fundable_cents",
        "base",
        "present",
        "votes_yes",
        "votes_no",
        "votes_abstain",
        "chair_vote",
        "chair_id",
        "result",
        "amount_cents",
        "reserve_position",
        "reason_codes",
        "reason",
        "decided_at",
        "motion",
        "motion_cents",
    ]);
    // what became of an application after the signatures is added, and then stands too
    let lapse = "(OLD.lapsed_at IS NOT NULL AND (NEW.lapsed_at IS DISTINCT FROM OLD.lapsed_at \
         OR NEW.lapsed_state IS DISTINCT FROM OLD.lapsed_state))";
    let is_signed = |row: &str| {
        format!(
            "EXISTS (SELECT 1 FROM meeting m WHERE m.id = {row}.meeting_id AND m.state = 'MINUTES_SIGNED')"
        )
    };
    let item_signed = |row: &str| {
        format!(
            "EXISTS (SELECT 1 FROM meeting_item i JOIN meeting m ON m.id = i.meeting_id \
             WHERE i.id = {row}.item_id AND m.state = 'MINUTES_SIGNED')"
        )
    };
    let message = "signed minutes and their record are kept";
    let guard = |name, table, event, refused| Guard {
        name,
        table,
        event,
        refused,
        message,
    };
    let mut all = vec![
        guard(
            "meeting_signed_kept",
            "meeting",
            "UPDATE",
            format!(
                "{signatures} OR ((OLD.chair_signed_at IS NOT NULL OR OLD.secretary_signed_at IS NOT NULL) AND ({wording})) \
                 OR (OLD.state = 'MINUTES_SIGNED' AND ({record} \
                 OR (OLD.applied_at IS NOT NULL AND NEW.applied_at IS DISTINCT FROM OLD.applied_at)))"
            ),
        ),
        guard(
            "meeting_signed_deleted",
            "meeting",
            "DELETE",
            "OLD.minutes IS NOT NULL".to_owned(),
        ),
        guard(
            "meeting_item_signed_kept",
            "meeting_item",
            "UPDATE",
            format!("{} AND ({item} OR {lapse})", is_signed("OLD")),
        ),
        guard(
            "meeting_item_signed_added",
            "meeting_item",
            "INSERT",
            is_signed("NEW"),
        ),
        guard(
            "meeting_item_signed_deleted",
            "meeting_item",
            "DELETE",
            is_signed("OLD"),
        ),
    ];
    let by_item = ["item_exclusion", "circular_ballot", "item_motion"];
    for (name, table, event) in [
        ("attendance_signed_added", "meeting_attendance", "INSERT"),
        ("attendance_signed_kept", "meeting_attendance", "UPDATE"),
        ("attendance_signed_deleted", "meeting_attendance", "DELETE"),
        ("exclusion_signed_added", "item_exclusion", "INSERT"),
        ("exclusion_signed_kept", "item_exclusion", "UPDATE"),
        ("exclusion_signed_deleted", "item_exclusion", "DELETE"),
        ("ballot_signed_added", "circular_ballot", "INSERT"),
        ("ballot_signed_kept", "circular_ballot", "UPDATE"),
        ("ballot_signed_deleted", "circular_ballot", "DELETE"),
        // these are append-only already: nothing is added either
        ("movement_signed_added", "meeting_movement", "INSERT"),
        ("invitation_signed_added", "meeting_invitation", "INSERT"),
        ("motion_signed_added", "item_motion", "INSERT"),
        ("declaration_signed_added", "meeting_declaration", "INSERT"),
    ] {
        let row = if event == "INSERT" { "NEW" } else { "OLD" };
        let refused = if by_item.contains(&table) {
            item_signed(row)
        } else {
            is_signed(row)
        };
        all.push(guard(name, table, event, refused));
    }
    all
}

async fn guards(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    for Guard {
        name,
        table,
        event,
        refused,
        message,
    } in guard_list()
    {
        if manager.get_database_backend() == DbBackend::Postgres {
            let back = if event == "DELETE" { "OLD" } else { "NEW" };
            db.execute_unprepared(&format!(
                "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN IF {refused} THEN RAISE EXCEPTION '{message}'; END IF; RETURN {back}; END $$"
            ))
            .await?;
            db.execute_unprepared(&format!(
                "CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
            ))
            .await?;
        } else {
            db.execute_unprepared(&format!(
                "CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {refused} \
                 BEGIN SELECT RAISE(ABORT, '{message}'); END"
            ))
            .await?;
        }
    }
    Ok(())
}
