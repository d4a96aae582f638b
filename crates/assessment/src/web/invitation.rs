//! `/reviews/invitations/{invitation}`: whether the invited person assesses a call.

use axum::extract::Path;
use base::Problem;
use base_web::view::{Block, Cell, Facts, Field, Form, Notice, Page, Tone};
use base_web::{FormData, Reply, Visit};

use super::{Again, again};
use crate::model::{AssessorId, CallAssessor, PoolState};
use crate::usecases::{self, Answer};
use crate::{access, store};

pub(super) fn invitation_id(text: &str) -> Result<AssessorId, Problem> {
    text.parse().map_err(|_| Problem::not_found("invitation"))
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Reply {
    let page = page(&visit, invitation_id(&id)?, None).await?;
    visit.page(page)
}

async fn page(visit: &Visit, id: AssessorId, refused: Option<&Again<'_>>) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let invitation = store::pool::get(db, id).await?;
    access::require_invited(&visit.ctx, &invitation)?;
    let call = calls::call_head(db, invitation.call_id).await?;
    let lang = visit.lang();
    let date = |date: Option<chrono::NaiveDate>| date.map(|date| Cell::date(lang, date));
    let facts = Facts::new()
        .row(
            visit.t("assessment-call"),
            Cell::text(format!("{} {}", call.code, call.title(lang))),
        )
        .maybe(visit.t("pool-answer-by"), date(invitation.answer_by))
        .maybe(visit.t("reviews-due"), date(invitation.due_on))
        .maybe(
            visit.t("pool-most"),
            invitation.most.map(|most| Cell::integer(lang, most)),
        );
    let page = Page::new(visit.t("pool-invitation"))
        .lead(visit.t("pool-invitation-lead"))
        .crumb("/reviews", visit.t("reviews-title"))
        .block(facts);
    if invitation.state != PoolState::Invited {
        let key = format!("pool-refused-{}", invitation.state);
        return Ok(page.block(Notice::new(Tone::Info, visit.t(&key), "")));
    }
    Ok(page
        .block(Block::Links(vec![(
            "/reviews/interests".to_owned(),
            visit.t("interests-title"),
            visit.t("interests-link-text"),
        )]))
        .section(
            "accept",
            visit.t("pool-accept"),
            vec![again(accept_form(visit, &invitation), "accept", refused).into()],
        )
        .block(Block::Details(
            visit.t("pool-decline"),
            vec![again(decline_form(visit, &invitation), "decline", refused).into()],
        )))
}

fn accept_form(visit: &Visit, invitation: &CallAssessor) -> Form {
    visit
        .form(format!("/reviews/invitations/{}", invitation.id))
        .hidden("do", "accept")
        .field(
            Field::number("most", visit.t("pool-wish"), "")
                .hint(visit.t("pool-wish-hint"))
                .value(invitation.most.map(|most| most.to_string()).unwrap_or_default()),
        )
        .field(Field::checkbox("interests_complete", visit.t("pool-interests-complete")).required())
        .submit(visit.t("pool-accept"))
}

fn decline_form(visit: &Visit, invitation: &CallAssessor) -> Form {
    visit
        .form(format!("/reviews/invitations/{}", invitation.id))
        .hidden("do", "decline")
        .field(
            Field::textarea("reason", visit.t("reviews-decline-reason"), 2)
                .required()
                .max(2_000),
        )
        .submit(visit.t("pool-decline"))
}

pub(super) async fn answer(visit: Visit, Path(id): Path<String>, form: FormData) -> Reply {
    let id = invitation_id(&id)?;
    let declines = form.get("do") == "decline";
    let (db, ctx) = (&visit.app.db, &visit.ctx);
    let given = match read(&form, declines) {
        Ok(given) => usecases::answer_invitation(db, ctx, id, given).await,
        Err(problem) => Err(problem),
    };
    match given {
        // without the role there is no list of reviews any more
        Ok(()) if declines => visit.done("/", "pool-done-declined"),
        Ok(()) => visit.done("/reviews", "pool-done-accepted"),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let refused = Again {
                verb: if declines { "decline" } else { "accept" },
                data: &form,
                problem: &problem,
            };
            let page = page(&visit, id, Some(&refused)).await?;
            visit.again(problem, |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

fn read(form: &FormData, declines: bool) -> Result<Answer, Problem> {
    let mut reader = form.read();
    let answer = if declines {
        Answer::Decline {
            reason: reader.long_text("reason", 2_000),
        }
    } else {
        Answer::Accept {
            most: reader.optional_integer("most", 1..=2_000),
            interests_complete: reader.ticked("interests_complete"),
        }
    };
    reader.finish().map(|()| answer)
}
