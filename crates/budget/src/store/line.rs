//! `budget_line`.

use base::Problem;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, Set};

use crate::model::{BudgetLine, BudgetLineId};

mod row {
    use sea_orm::entity::prelude::*;

    use crate::model::BudgetLineId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "budget_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: BudgetLineId,
        pub programme_id: Uuid,
        pub chapter: String,
        pub title: String,
        pub purpose: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for BudgetLine {
    fn from(row: row::Model) -> Self {
        Self {
            id: row.id,
            programme_id: row.programme_id,
            chapter: row.chapter,
            title: row.title,
            purpose: row.purpose,
        }
    }
}

pub(crate) async fn find(
    conn: &impl ConnectionTrait,
    id: BudgetLineId,
) -> Result<Option<BudgetLine>, Problem> {
    Ok(row::Entity::find_by_id(id).one(conn).await?.map(BudgetLine::from))
}

pub(crate) async fn by_ids(
    conn: &impl ConnectionTrait,
    ids: &[BudgetLineId],
) -> Result<Vec<BudgetLine>, Problem> {
    let rows = row::Entity::find()
        .filter(row::Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(BudgetLine::from).collect())
}

pub(crate) async fn of_programme(
    conn: &impl ConnectionTrait,
    programme: Uuid,
) -> Result<Vec<BudgetLine>, Problem> {
    of_programmes(conn, &[programme]).await
}

pub(crate) async fn of_programmes(
    conn: &impl ConnectionTrait,
    programmes: &[Uuid],
) -> Result<Vec<BudgetLine>, Problem> {
    let rows = row::Entity::find()
        .filter(row::Column::ProgrammeId.is_in(programmes.iter().copied()))
        .order_by_asc(row::Column::Chapter)
        .order_by_asc(row::Column::Title)
        .order_by_asc(row::Column::Id)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(BudgetLine::from).collect())
}

pub(crate) async fn find_by_label(
    conn: &impl ConnectionTrait,
    programme: Uuid,
    chapter: &str,
    title: &str,
) -> Result<Option<BudgetLine>, Problem> {
    let row = row::Entity::find()
        .filter(row::Column::ProgrammeId.eq(programme))
        .filter(row::Column::Chapter.eq(chapter))
        .filter(row::Column::Title.eq(title))
        .one(conn)
        .await?;
    Ok(row.map(BudgetLine::from))
}

/// The database's refusal of a second line with the same chapter and title is left to the caller.
pub(crate) async fn insert(conn: &impl ConnectionTrait, line: &BudgetLine) -> Result<(), sea_orm::DbErr> {
    row::Entity::insert(row::ActiveModel {
        id: Set(line.id),
        programme_id: Set(line.programme_id),
        chapter: Set(line.chapter.clone()),
        title: Set(line.title.clone()),
        purpose: Set(line.purpose.clone()),
    })
    .exec_without_returning(conn)
    .await?;
    Ok(())
}
