//! Table `grant_tranche`.

use base::Cents;
use sea_orm::entity::prelude::*;

use crate::model::{GrantId, Tranche, TrancheAccount};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grant_tranche")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub grant_id: GrantId,
    pub year: i64,
    /// Code of [`budget::PotKind`].
    pub kind: String,
    #[sea_orm(column_name = "amount_cents")]
    pub amount: Cents,
    /// The version of the award it belongs to.
    pub award: i64,
    #[sea_orm(column_name = "ordered_cents")]
    pub ordered: Cents,
    #[sea_orm(column_name = "paid_cents")]
    pub paid: Cents,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Error: `Broken` for a kind that is none.
    pub(crate) fn tranche(&self) -> Result<Tranche, base::Problem> {
        let kind = budget::PotKind::from_code(&self.kind)
            .ok_or_else(|| base::Problem::broken(format!("tranche {}: kind {}", self.id, self.kind)))?;
        Ok(Tranche {
            year: self.year,
            kind,
            amount: self.amount,
        })
    }

    /// Error: `Broken` for a kind that is none.
    pub(crate) fn account(&self) -> Result<TrancheAccount, base::Problem> {
        Ok(TrancheAccount {
            tranche: self.tranche()?,
            ordered: self.ordered,
            paid: self.paid,
        })
    }
}
