//! A member's concern of bias waits for the ruling of the others (handbook 4.3, §§ 20 Abs. 4, 21 LVwVfG); it is ruled on
//! once, and then stands.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "member_concern";
const KEPT: &str = "a concern is kept and ruled on once";

/// Name, event, and when it is refused.
const GUARDS: [(&str, &str, &str); 2] = [
    (
        "member_concern_kept",
        "UPDATE",
        "OLD.ruling IS NOT NULL OR NEW.meeting_id IS DISTINCT FROM OLD.meeting_id \
         OR NEW.application_id IS DISTINCT FROM OLD.application_id OR NEW.person_id IS DISTINCT FROM OLD.person_id \
         OR NEW.member_id IS DISTINCT FROM OLD.member_id OR NEW.reason IS DISTINCT FROM OLD.reason \
         OR NEW.declared_at IS DISTINCT FROM OLD.declared_at",
    ),
    ("member_concern_deleted", "DELETE", "TRUE"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(TABLE)
            .col(id())
            .col(uuid("meeting_id"))
            .col(uuid("application_id"))
            .col(uuid("person_id"))
            // empty for who acts for a member
            .col(uuid_null("member_id"))
            .col(text("reason"))
            .col(instant("declared_at"))
            .col(text_null("ruling"))
            .col(text_null("ruling_reason"))
            .col(uuid_null("ruled_by"))
            .col(instant_null("ruled_at"))
            .foreign_key(&mut references(TABLE, "meeting_id", "meeting"))
            .foreign_key(&mut references(TABLE, "application_id", "application"))
            .foreign_key(&mut references(TABLE, "member_id", "committee_member"))
            .check(Expr::cust("reason <> ''"))
            .check(Expr::cust("ruling IN ('CLEARED', 'EXCLUDED')"))
            .check(Expr::cust(
                "(ruling IS NULL AND ruled_at IS NULL) OR (ruled_at IS NOT NULL AND ruling_reason <> '')",
            ))
            .take();
        manager.create_table(table).await?;
        for index in [
            index(TABLE, &["person_id", "application_id"], true),
            index(TABLE, &["meeting_id"], false),
            index(TABLE, &["application_id"], false),
        ] {
            manager.create_index(index).await?;
        }
        let db = manager.get_connection();
        for (name, event, refused) in GUARDS {
            if manager.get_database_backend() == DbBackend::Postgres {
                let back = if event == "DELETE" { "OLD" } else { "NEW" };
                db.execute_unprepared(&format!(
                    "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS \
                     $$ BEGIN IF {refused} THEN RAISE EXCEPTION '{KEPT}'; END IF; RETURN {back}; END $$"
                ))
                .await?;
                db.execute_unprepared(&format!(
                    "CREATE TRIGGER {name} BEFORE {event} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {name}()"
                ))
                .await?;
            } else {
                db.execute_unprepared(&format!(
                    "CREATE TRIGGER {name} BEFORE {event} ON {TABLE} WHEN {refused} \
                     BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
                ))
                .await?;
            }
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(TABLE).take()).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            for (name, _, _) in GUARDS {
                manager
                    .get_connection()
                    .execute_unprepared(&format!("DROP FUNCTION {name}()"))
                    .await?;
            }
        }
        Ok(())
    }
}
