//! The JSON twins of the partners' page.

use super::partners::Joint;
use super::parts_json::{AnswerPartnerJson, PartnersJson, SetPartnersJson};
use crate::model::{Application, ApplicationId};
use crate::overlap::overlaps;
use crate::queries;
use crate::queries::find_body;
use crate::usecases::{self, AnswerPartner, MAX_PARTNERS, PartnerInput, SetPartners};
use axum::extract::Path;
use base::Cents;
use base_web::api::ok;
use base_web::{ApiJson, Reply, Visit};
use municipalities::BodyId;

pub(super) async fn list(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    listed(&visit, &application).await
}

pub(super) async fn set(
    visit: Visit,
    Path(id): Path<ApplicationId>,
    ApiJson(sent): ApiJson<SetPartnersJson>,
) -> Reply {
    let db = visit.app.db.reader();
    let mut checks = base::problem::Checks::new();
    let mut partners = Vec::new();
    for (number, partner) in sent.partners.iter().take(MAX_PARTNERS + 1).enumerate() {
        match find_body(db, &partner.body).await? {
            Ok(body) => partners.push(PartnerInput {
                body,
                task: partner.task.clone(),
                share: partner.share_cents.map(Cents),
            }),
            Err(text) => checks.fail(format!("body_{}", number + 1), text),
        }
    }
    let mut places = Vec::new();
    for place in sent.places.iter().take(40) {
        match find_body(db, place).await? {
            Ok(body) => places.push(body),
            Err(text) => checks.fail("places", text),
        }
    }
    checks.finish()?;
    let command = SetPartners {
        application: id,
        version: sent.version,
        partners,
        lead_share: sent.lead_share_cents.map(Cents),
        places,
        split: None,
    };
    let application = usecases::set_partners(&visit.app.db, &visit.ctx, command).await?;
    listed(&visit, &application).await
}

pub(super) async fn ask(visit: Visit, Path(id): Path<ApplicationId>) -> Reply {
    usecases::ask_partners(&visit.app.db, &visit.ctx, id).await?;
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    listed(&visit, &application).await
}

pub(super) async fn answer(
    visit: Visit,
    Path((id, body)): Path<(ApplicationId, BodyId)>,
    ApiJson(sent): ApiJson<AnswerPartnerJson>,
) -> Reply {
    let command = AnswerPartner {
        application: id,
        body,
        confirm: sent.confirm,
        share: sent.share_cents.map(Cents),
        remark: sent.remark,
        resolution_on: sent.resolution_on,
    };
    usecases::answer_partner(&visit.app.db, &visit.ctx, command).await?;
    let application = queries::application(visit.app.db.reader(), &visit.ctx, id).await?;
    listed(&visit, &application).await
}

async fn listed(visit: &Visit, application: &Application) -> Reply {
    let db = visit.app.db.reader();
    let joint = Joint::of(visit, application).await?;
    let overlaps = overlaps(db, &visit.ctx, application, &joint.parties).await?;
    ok(PartnersJson::of(
        application,
        &joint.parties,
        joint.partners,
        overlaps,
    ))
}
