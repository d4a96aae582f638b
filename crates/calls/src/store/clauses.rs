//! Table `programme_clause`, append-only.

use base::Problem;
use base_db::Unit;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use crate::clauses::Clause;
use crate::{FinancingType, ProgrammeId};

mod row {
    use base::PersonId;
    use sea_orm::entity::prelude::*;

    use crate::ProgrammeId;
    use crate::clauses::{ClauseKind, ClauseUse, Grantees};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "programme_clause")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub programme_id: ProgrammeId,
        pub code: String,
        pub version: i64,
        pub kind: ClauseKind,
        pub usage: ClauseUse,
        pub grantees: Grantees,
        /// Empty: for every type of financing.
        pub financing_type: String,
        pub title: String,
        pub text: String,
        pub valid_from: Date,
        pub in_use: bool,
        pub set_by: Option<PersonId>,
        pub set_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// All stored versions of a programme's clauses, by code and version.
pub(crate) async fn clauses(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
) -> Result<Vec<Clause>, Problem> {
    let rows = row::Entity::find()
        .filter(row::Column::ProgrammeId.eq(programme))
        .order_by_asc(row::Column::Code)
        .order_by_asc(row::Column::Version)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Clause::from).collect())
}

impl From<row::Model> for Clause {
    fn from(row: row::Model) -> Self {
        Self {
            code: row.code,
            version: row.version,
            kind: row.kind,
            usage: row.usage,
            grantees: row.grantees,
            financing_type: FinancingType::from_code(&row.financing_type),
            title: row.title,
            text: row.text,
            valid_from: row.valid_from,
            in_use: row.in_use,
            set_by: row.set_by,
            set_at: Some(row.set_at),
        }
    }
}

/// The database's refusal of a version that is there already is left to the caller.
pub(crate) async fn insert_clause(
    unit: &Unit<'_>,
    programme: ProgrammeId,
    new: &Clause,
) -> Result<(), sea_orm::DbErr> {
    row::Entity::insert(row::ActiveModel {
        id: Set(Uuid::now_v7()),
        programme_id: Set(programme),
        code: Set(new.code.clone()),
        version: Set(new.version),
        kind: Set(new.kind),
        usage: Set(new.usage),
        grantees: Set(new.grantees),
        financing_type: Set(new
            .financing_type
            .map(FinancingType::code)
            .unwrap_or_default()
            .to_owned()),
        title: Set(new.title.clone()),
        text: Set(new.text.clone()),
        valid_from: Set(new.valid_from),
        in_use: Set(new.in_use),
        set_by: Set(new.set_by),
        set_at: Set(unit.now()),
    })
    .exec_without_returning(unit.conn())
    .await?;
    Ok(())
}
