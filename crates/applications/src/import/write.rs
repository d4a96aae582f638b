//! Writing the accepted rows: a few statements per 500, numbers in row order, one audit entry per application.

use base::Problem;
use base_db::{Entry, Unit};
use calls::Call;
use sea_orm::{ActiveModelTrait, IntoActiveModel};

use super::Candidate;
use crate::mails;
use crate::model::{Application, ApplicationId, ApplicationState, Party, PartyRole, Source};
use crate::usecases::{empty, party_row, put_lead};

/// Rows in memory at once, with all that hangs on them.
const CHUNK: usize = 2_000;

pub(crate) async fn write(
    unit: &Unit<'_>,
    call: &Call,
    candidates: Vec<Candidate>,
    notify: bool,
) -> Result<(), Problem> {
    let count = u32::try_from(candidates.len()).map_err(Problem::broken)?;
    if count == 0 {
        return Ok(());
    }
    let numbers = calls::next_numbers(unit, call, count).await?;
    let mut rows = candidates
        .into_iter()
        .zip(numbers)
        .map(|(candidate, number)| rows(unit, call, candidate, number));
    loop {
        // a long list is never in memory a second time
        let (applications, parties): (Vec<Application>, Vec<Vec<Party>>) = rows.by_ref().take(CHUNK).unzip();
        if applications.is_empty() {
            return Ok(());
        }
        write_chunk(unit, call, applications, parties.concat(), notify).await?;
    }
}

async fn write_chunk(
    unit: &Unit<'_>,
    call: &Call,
    applications: Vec<Application>,
    parties: Vec<Party>,
    notify: bool,
) -> Result<(), Problem> {
    let entries = applications.iter().map(|application| {
        Entry::new("application", application.id, "import")
            .case(application.id)
            .to(application.state)
            .data(
                serde_json::json!({ "number": application.number, "requested_cents": application.requested }),
            )
    });
    let entries = entries.collect();
    if notify {
        for application in &applications {
            mails::imported(unit, application, call).await?;
        }
    }
    base_db::insert_all(unit.conn(), applications.into_iter().map(all_set).collect()).await?;
    base_db::insert_all(unit.conn(), parties.into_iter().map(all_set).collect()).await?;
    unit.audit_many(entries).await
}

fn all_set<A: ActiveModelTrait>(row: impl IntoActiveModel<A>) -> A {
    row.into_active_model().reset_all()
}

fn rows(unit: &Unit<'_>, call: &Call, candidate: Candidate, number: String) -> (Application, Vec<Party>) {
    let id = ApplicationId::new();
    let mut application = Application {
        state: if candidate.is_late {
            ApplicationState::Late
        } else {
            ApplicationState::Submitted
        },
        title: candidate.title,
        summary: candidate.summary,
        contact_name: candidate.contact_name,
        contact_email: candidate.contact_email,
        contact_phone: candidate.contact_phone,
        remark: candidate.remark,
        requested: candidate.requested,
        total_cost: candidate.total_cost,
        own_share: candidate.own_share,
        received_at: Some(candidate.received_at),
        received_time_known: candidate.time_known,
        submitted_by: unit.ctx().person_id(),
        ..empty(unit.ctx(), call, id, Source::Import)
    };
    application.set_number(number);
    put_lead(&mut application, &candidate.lead);
    application.search_text = application.words();
    let mut parties = vec![party_row(id, &candidate.lead, PartyRole::Lead, 0, None)];
    for (position, partner) in candidate.partners.iter().enumerate() {
        parties.push(party_row(
            id,
            partner,
            PartyRole::Partner,
            position as i64 + 1,
            None,
        ));
    }
    (application, parties)
}
