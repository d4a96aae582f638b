//! Who may see a case beyond roles: facts that later stages write down here (architecture 1).

use base::{PersonId, Problem};
use base_db::{Entry, Unit};
use calls::CallId;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use crate::model::{Access, ApplicationId};
use crate::store::{case_access, committee_access};

/// Gives a person access to a case, or bars them from it whatever their roles. Doing it twice is doing it once.
pub async fn grant_access(
    unit: &Unit<'_>,
    person: PersonId,
    application: ApplicationId,
    access: Access,
) -> Result<(), Problem> {
    let row = case_access::ActiveModel {
        id: Set(Uuid::now_v7()),
        person_id: Set(person),
        application_id: Set(application),
        access: Set(access),
        granted_at: Set(unit.now()),
    };
    let columns = [
        case_access::Column::PersonId,
        case_access::Column::ApplicationId,
        case_access::Column::Access,
    ];
    case_access::Entity::insert(row)
        .on_conflict(OnConflict::columns(columns).do_nothing().to_owned())
        .exec_without_returning(unit.conn())
        .await?;
    unit.audit(entry(person, application, access, "grant")).await
}

/// Opens cases to a member who declared to be free of bias in them.
pub async fn open_declared(unit: &Unit<'_>, person: PersonId, ids: &[ApplicationId]) -> Result<(), Problem> {
    let columns = [
        case_access::Column::PersonId,
        case_access::Column::ApplicationId,
        case_access::Column::Access,
    ];
    for chunk in ids.chunks(500) {
        let rows = chunk.iter().map(|id| case_access::ActiveModel {
            id: Set(Uuid::now_v7()),
            person_id: Set(person),
            application_id: Set(*id),
            access: Set(Access::Declared),
            granted_at: Set(unit.now()),
        });
        case_access::Entity::insert_many(rows)
            .on_conflict(OnConflict::columns(columns).do_nothing().to_owned())
            .exec_without_returning(unit.conn())
            .await?;
    }
    Ok(())
}

/// Takes an access (or a bar) away again.
pub async fn revoke_access(
    unit: &Unit<'_>,
    person: PersonId,
    application: ApplicationId,
    access: Access,
) -> Result<(), Problem> {
    case_access::Entity::delete_many()
        .filter(case_access::Column::PersonId.eq(person))
        .filter(case_access::Column::ApplicationId.eq(application))
        .filter(case_access::Column::Access.eq(access))
        .exec(unit.conn())
        .await?;
    unit.audit(entry(person, application, access, "revoke")).await
}

fn entry(person: PersonId, application: ApplicationId, access: Access, action: &'static str) -> Entry {
    Entry::new("case_access", person, action)
        .case(application)
        .data(serde_json::json!({ "person": person, "access": access }))
}

/// Lets a committee see the assessed applications of a call (SM, SV); called when its ranking is frozen for a meeting.
pub async fn admit_committee(unit: &Unit<'_>, committee: Uuid, call: CallId) -> Result<(), Problem> {
    let row = committee_access::ActiveModel {
        id: Set(Uuid::now_v7()),
        committee_id: Set(committee),
        call_id: Set(call),
        granted_at: Set(unit.now()),
    };
    let columns = [
        committee_access::Column::CommitteeId,
        committee_access::Column::CallId,
    ];
    committee_access::Entity::insert(row)
        .on_conflict(OnConflict::columns(columns).do_nothing().to_owned())
        .exec_without_returning(unit.conn())
        .await?;
    unit.audit(Entry::new("committee_access", committee, "admit").data(serde_json::json!({ "call": call })))
        .await
}
