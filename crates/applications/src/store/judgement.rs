//! Table `case_judgement`.

use base::PersonId;
use sea_orm::entity::prelude::*;

use crate::model::{ApplicationId, HintKind, Verdict};

/// What an officer found about a hint of double funding or repetition; judging again replaces it, the audit keeps all.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_judgement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    pub kind: HintKind,
    /// Which hint of this kind: the other case's id, or empty.
    pub subject: String,
    pub verdict: Verdict,
    pub reason: String,
    pub judged_by: Option<PersonId>,
    pub judged_by_name: String,
    pub judged_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
