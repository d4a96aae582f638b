//! Declarations of interest, reviews and their kept versions, the standing per application, frozen rankings.

use sea_orm_migration::prelude::*;

use crate::columns::{
    append_only, bool, date_null, id, index, instant, instant_null, int, int_null, references, text,
    text_null, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            declaration(),
            review(),
            review_version(),
            standing(),
            ranking_version(),
            ranking_entry(),
        ] {
            manager.create_table(table).await?;
        }
        for index in [
            index("interest_declaration", &["application_id", "person_id"], true),
            index("interest_declaration", &["person_id"], false),
            index("review", &["application_id", "assessor_id"], true),
            index("review", &["assessor_id", "state"], false),
            index("review", &["call_id", "state"], false),
            index("review_version", &["review_id", "edition"], true),
            // the ranked list of a call is one walk along this index
            index("standing", &["call_id", "mean_micro"], false),
            index("ranking_version", &["call_id", "version"], true),
            index("ranking_entry", &["ranking_id", "position"], true),
            index("ranking_entry", &["application_id"], false),
        ] {
            manager.create_index(index).await?;
        }
        append_only(manager, "review_version").await?;
        append_only(manager, "ranking_version").await?;
        append_only(manager, "ranking_entry").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "ranking_entry",
            "ranking_version",
            "standing",
            "review_version",
            "review",
            "interest_declaration",
        ] {
            manager.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

fn declaration() -> TableCreateStatement {
    Table::create()
        .table("interest_declaration")
        .col(id())
        .col(uuid("application_id"))
        .col(uuid("person_id"))
        .col(text("kind"))
        .col(text("reason"))
        .col(instant("declared_at"))
        // what was decided about a concern
        .col(text_null("ruling"))
        .col(text_null("ruling_reason"))
        .col(uuid_null("ruled_by"))
        .col(instant_null("ruled_at"))
        .foreign_key(&mut references(
            "interest_declaration",
            "application_id",
            "application",
        ))
        .check(Expr::cust("kind IN ('NONE', 'CONCERN', 'EXCLUDED')"))
        .check(Expr::cust("kind = 'NONE' OR reason <> ''"))
        .check(Expr::cust("ruled_by IS NULL OR ruled_by <> person_id"))
        .take()
}

fn review() -> TableCreateStatement {
    Table::create()
        .table("review")
        .col(id())
        .col(uuid("call_id"))
        .col(uuid("application_id"))
        .col(uuid("assessor_id"))
        .col(text("state"))
        .col(date_null("due_on"))
        // copied from the call, where they are frozen: {"K1":15,…}
        .col(text("weights"))
        // {"K1":{"points":4,"reason":"…"},…}
        .col(text("scores"))
        // Σ weight × points, 0..=500: fifths of a point of the total; only of what was handed in
        .col(int_null("weighted"))
        .col(text("comment"))
        .col(text("recommendation"))
        .col(int("edition"))
        .col(text("reason"))
        .col(uuid_null("assigned_by"))
        .col(instant("assigned_at"))
        .col(instant_null("submitted_at"))
        .col(int("version"))
        .foreign_key(&mut references("review", "call_id", "call"))
        .foreign_key(&mut references("review", "application_id", "application"))
        .check(Expr::cust("weighted IS NULL OR weighted BETWEEN 0 AND 500"))
        .check(Expr::cust(
            "state NOT IN ('SUBMITTED', 'FROZEN') OR weighted IS NOT NULL",
        ))
        .take()
}

fn review_version() -> TableCreateStatement {
    Table::create()
        .table("review_version")
        .col(id())
        .col(uuid("review_id"))
        .col(int("edition"))
        .col(text("scores"))
        .col(int("weighted"))
        .col(text("comment"))
        .col(text("recommendation"))
        .col(instant("submitted_at"))
        .foreign_key(&mut references("review_version", "review_id", "review"))
        .take()
}

/// One row per application in assessment; its id is the application's.
fn standing() -> TableCreateStatement {
    Table::create()
        .table("standing")
        .col(id())
        .col(uuid("call_id"))
        // from the call, so that handing in a review needs no second look there
        .col(int("reviews_min"))
        .col(int("reviews"))
        .col(int("weighted_sum"))
        // millionths of a point, half-up; orders like the exact fraction for up to 400 reviews
        .col(int_null("mean_micro"))
        .col(int_null("lowest"))
        .col(int_null("highest"))
        // {"K1":13,…}: sums of points
        .col(text("criterion_sums"))
        .col(uuid_null("cleared_by"))
        .col(instant_null("cleared_at"))
        .col(text_null("cleared_note"))
        .col(bool("frozen"))
        .foreign_key(&mut references("standing", "id", "application"))
        .foreign_key(&mut references("standing", "call_id", "call"))
        .check(Expr::cust(
            "reviews >= 0 AND weighted_sum BETWEEN 0 AND 500 * reviews",
        ))
        .take()
}

fn ranking_version() -> TableCreateStatement {
    Table::create()
        .table("ranking_version")
        .col(id())
        .col(uuid("call_id"))
        .col(int("version"))
        .col(text("reason"))
        .col(text("content"))
        .col(text("sha256"))
        .col(uuid_null("frozen_by"))
        .col(instant("frozen_at"))
        .foreign_key(&mut references("ranking_version", "call_id", "call"))
        .check(Expr::cust("version = 1 OR reason <> ''"))
        .take()
}

fn ranking_entry() -> TableCreateStatement {
    Table::create()
        .table("ranking_entry")
        .col(id())
        .col(uuid("ranking_id"))
        .col(int("position"))
        .col(uuid("application_id"))
        .col(int("rank"))
        .col(bool("tied"))
        .col(int_null("lot"))
        .col(int("reviews"))
        .col(int("numerator"))
        .col(int("denominator"))
        .col(int("score_hundredths"))
        .col(bool("below_threshold"))
        .foreign_key(&mut references("ranking_entry", "ranking_id", "ranking_version"))
        .foreign_key(&mut references("ranking_entry", "application_id", "application"))
        .check(Expr::cust("reviews >= 1 AND denominator = 5 * reviews"))
        .take()
}
