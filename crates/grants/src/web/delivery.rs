//! Forms and verbs of delivery and remedies.

use axum::extract::Path;
use base::calendar::local_date;
use base::{Ctx, Problem, texts};
use base_web::view::{Block, Choice, Field, Form};
use base_web::{FormData, Reply, Visit};

use super::verbs::{answer, version};
use super::{id, served};
use crate::access;
use crate::model::{Channel, Grant, GrantMode, GrantState, RemedyOutcome};
use crate::rules;
use crate::usecases::{self, FlawRemedy, Object, Posting, Prove, Reissue, Returned, SettleRemedy, Waive};

/// Characters of a remark.
const MAX: usize = 1_000;

/// What the person can do about delivery and remedies now; empty when nothing.
pub(super) fn forms(ctx: &Ctx, grant: &Grant, consents: bool) -> Vec<Block> {
    if grant.mode == GrantMode::InKind {
        return Vec::new();
    }
    let may = |verb: &str| rules::after(grant, verb).is_ok();
    let mut blocks = Vec::new();
    if may("reissue") && access::require_sender(ctx, grant).is_ok() {
        blocks.push(Block::Text(t(ctx, "grants-reissue-lead")));
        blocks.push(
            form(ctx, grant, "reissue", "grants-reissue")
                .field(served::channels(ctx.lang, consents).value(Channel::Post))
                .into(),
        );
    }
    if may("waive") && grant.waived_on.is_none() && access::is_signatory(ctx, grant) {
        let form = form(ctx, grant, "waive", "grants-waive").confirm(t(ctx, "grants-waive-confirm"));
        let blocks_of = vec![Block::Text(t(ctx, "grants-waive-lead")), form.into()];
        blocks.push(Block::Details(t(ctx, "grants-waive"), blocks_of));
    }
    if access::is_officer(ctx, grant) {
        blocks.extend(records(ctx, grant, may));
    }
    blocks
}

/// What an officer records of paper, each folded away.
fn records(ctx: &Ctx, grant: &Grant, may: impl Fn(&str) -> bool) -> Vec<Block> {
    let posted = grant.channel == Some(Channel::Post);
    let day = |name: &str, key: &str| Field::date(name, t(ctx, key)).required();
    let remark = |key: &str| Field::textarea("remark", t(ctx, key), 2).required().max(MAX);
    let mut forms = Vec::new();
    if may("waive") && grant.waived_on.is_none() && !access::is_signatory(ctx, grant) {
        let waive = form(ctx, grant, "waive", "grants-waive-record")
            .field(day("arrived_on", "grants-arrived-on").value(local_date(ctx.now)))
            .field(remark("grants-remark").hint(t(ctx, "grants-waive-hint")));
        forms.push(("grants-waive-record", waive));
    }
    if may("posted") && posted {
        let noted = form(ctx, grant, "posted", "grants-posting").field(
            day("posted_on", "grants-posted-on")
                .value(grant.sent_on.unwrap_or(local_date(ctx.now)))
                .hint(t(ctx, "grants-posted-hint")),
        );
        forms.push(("grants-posting", noted));
    }
    if may("prove") && posted {
        let prove = form(ctx, grant, "prove", "grants-prove")
            .field(day("received_on", "grants-received-on").hint(t(ctx, "grants-prove-hint")))
            .field(remark("grants-proof"));
        forms.push(("grants-prove", prove));
    }
    if may("undelivered") && posted {
        let returned = form(ctx, grant, "returned", "grants-returned")
            .field(day("returned_on", "grants-returned-on").value(local_date(ctx.now)))
            .field(remark("grants-returned-why"))
            .confirm(t(ctx, "grants-returned-confirm"));
        forms.push(("grants-returned", returned));
    }
    if may("object") && grant.waived_on.is_none() {
        let object = form(ctx, grant, "object", "grants-object")
            .field(day("filed_on", "grants-filed-on"))
            .field(remark("grants-object-where"));
        forms.push(("grants-object", object));
    }
    if may("settle_remedy") {
        let outcomes = RemedyOutcome::ALL
            .iter()
            .map(|outcome| Choice::new(outcome, t(ctx, &format!("grants-remedy-{outcome}"))));
        let settle = form(ctx, grant, "settle-remedy", "grants-settle-remedy")
            .field(Field::radio("outcome", t(ctx, "grants-remedy-outcome"), outcomes.collect()).required())
            .field(day("settled_on", "grants-settled-on").value(local_date(ctx.now)))
            .field(remark("grants-remark"));
        forms.push(("grants-settle-remedy", settle));
    }
    let settled = grant.state == GrantState::Final && (grant.waived_on.is_some() || !grant.paid.is_zero());
    if may("flaw_remedy") && !grant.remedy_flawed && !settled {
        let flaw = form(ctx, grant, "flaw-remedy", "grants-flaw")
            .field(
                Field::textarea("reason", t(ctx, "grants-flaw-what"), 2)
                    .required()
                    .max(MAX),
            )
            .confirm(t(ctx, "grants-flaw-confirm"));
        forms.push(("grants-flaw", flaw));
    }
    forms
        .into_iter()
        .map(|(key, form)| Block::Details(t(ctx, key), vec![form.into()]))
        .collect()
}

fn t(ctx: &Ctx, key: &str) -> String {
    texts::tr(ctx.lang, key)
}

fn form(ctx: &Ctx, grant: &Grant, verb: &str, submit: &str) -> Form {
    Form::post(ctx.lang, format!("/grants/{}/{verb}", grant.id))
        .hidden("version", grant.version)
        .submit(t(ctx, submit))
}

/// A field that was checked is there.
fn there<T>(value: Option<T>) -> Result<T, Problem> {
    value.ok_or_else(|| Problem::broken("a checked field is missing"))
}

pub(super) async fn returned(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let grant = id(&grant)?;
    let done = async {
        let mut read = data.read();
        let returned_on = read.date("returned_on");
        let remark = read.long_text("remark", MAX);
        read.finish()?;
        let command = Returned {
            grant,
            version: version(&data),
            returned_on: there(returned_on)?,
            remark,
        };
        usecases::returned(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await.map(|_| "grants-done-returned");
    answer(&visit, grant, &data, done).await
}

pub(super) async fn reissue(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let grant = id(&grant)?;
    let done = async {
        let mut read = data.read();
        let channel = read.choice::<Channel>("channel");
        read.finish()?;
        let command = Reissue {
            grant,
            version: version(&data),
            channel: there(channel)?,
        };
        usecases::reissue(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await.map(|_| "grants-done-reissued");
    answer(&visit, grant, &data, done).await
}

pub(super) async fn prove(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let grant = id(&grant)?;
    let done = async {
        let mut read = data.read();
        let received_on = read.date("received_on");
        let remark = read.long_text("remark", MAX);
        read.finish()?;
        let command = Prove {
            grant,
            version: version(&data),
            received_on: there(received_on)?,
            remark,
        };
        usecases::prove(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await.map(|_| "grants-done-proven");
    answer(&visit, grant, &data, done).await
}

pub(super) async fn posted(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let grant = id(&grant)?;
    let done = async {
        let mut read = data.read();
        let posted_on = read.date("posted_on");
        read.finish()?;
        let command = Posting {
            grant,
            version: version(&data),
            posted_on: there(posted_on)?,
        };
        usecases::note_posting(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await.map(|_| "grants-done-posted");
    answer(&visit, grant, &data, done).await
}

pub(super) async fn waive(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let grant = id(&grant)?;
    let done = async {
        let mut read = data.read();
        let arrived_on = read.optional_date("arrived_on");
        let remark = read.long_text("remark", MAX);
        read.finish()?;
        let command = Waive {
            grant,
            version: version(&data),
            arrived_on,
            remark,
        };
        usecases::waive(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await.map(|grant| match grant.state {
        GrantState::Final => "grants-done-final",
        _ => "grants-done-waived",
    });
    answer(&visit, grant, &data, done).await
}

pub(super) async fn object(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let grant = id(&grant)?;
    let done = async {
        let mut read = data.read();
        let filed_on = read.date("filed_on");
        let remark = read.long_text("remark", MAX);
        read.finish()?;
        let command = Object {
            grant,
            version: version(&data),
            filed_on: there(filed_on)?,
            remark,
        };
        usecases::object(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await.map(|_| "grants-done-objected");
    answer(&visit, grant, &data, done).await
}

pub(super) async fn settle_remedy(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let grant = id(&grant)?;
    let done = async {
        let mut read = data.read();
        let outcome = read.choice::<RemedyOutcome>("outcome");
        let settled_on = read.date("settled_on");
        let remark = read.long_text("remark", MAX);
        read.finish()?;
        let command = SettleRemedy {
            grant,
            version: version(&data),
            outcome: there(outcome)?,
            settled_on: there(settled_on)?,
            remark,
        };
        usecases::settle_remedy(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await.map(|grant| match grant.state {
        GrantState::Final => "grants-done-final",
        GrantState::Declined => "grants-done-annulled",
        _ => "grants-done-remedy-settled",
    });
    answer(&visit, grant, &data, done).await
}

pub(super) async fn flaw_remedy(visit: Visit, Path(grant): Path<String>, data: FormData) -> Reply {
    let grant = id(&grant)?;
    let command = FlawRemedy {
        grant,
        version: version(&data),
        reason: data.get("reason").to_owned(),
    };
    let done = usecases::flaw_remedy(&visit.app.db, &visit.ctx, command)
        .await
        .map(|_| "grants-done-flawed");
    answer(&visit, grant, &data, done).await
}
