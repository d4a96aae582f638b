//! `/deliveries/{delivery}`: how an act that follows an award, or rejects an application, reaches its addressee and
//! becomes final. Also the list of such acts on the grant's page.

use applications::Application;
use axum::extract::Path;
use base::calendar::local_date;
use base::{Ctx, Lang, Problem, texts};
use base_web::view::{Badge, Block, Cell, Choice, Facts, Field, Form, Notice as Message, Page, Table, Tone};
use base_web::{FormData, Reply, Visit};

use super::{reinstatement, sentences};
use crate::model::{
    Channel, DeliveryId, DeliveryState, Grant, NoticeDelivery, NoticeKind, Reinstatement, RemedyOutcome,
};
use crate::usecases::{self, Record, RecordDelivery, Resend, WaiveDelivery, served};
use crate::{access, queries, rules};

/// Characters of a remark.
const MAX: usize = 1_000;

/// The id of an address. Error: not found.
pub(super) fn id(text: &str) -> Result<DeliveryId, Problem> {
    text.parse().map_err(|_| Problem::not_found("delivery"))
}

pub(super) fn path(delivery: &NoticeDelivery) -> String {
    format!("/deliveries/{}", delivery.id)
}

fn badge(lang: Lang, state: DeliveryState) -> Badge {
    let tone = match state {
        DeliveryState::Issued | DeliveryState::Delivered => Tone::Info,
        DeliveryState::Final => Tone::Success,
        DeliveryState::Reissue | DeliveryState::Objected | DeliveryState::Annulled => Tone::Danger,
    };
    Badge::new(tone, texts::tr(lang, &format!("grants-delivery-state-{state}")))
}

/// What the letter is, in words.
fn title(lang: Lang, kind: NoticeKind) -> String {
    let key = match kind {
        NoticeKind::Rejection => "grants-letter-REJECTION".to_owned(),
        kind => format!("grants-notice-{kind}"),
    };
    texts::tr(lang, &key)
}

/// Where the letter itself is.
fn letter_href(delivery: &NoticeDelivery) -> String {
    match delivery.grant_id {
        Some(grant) => format!("/grants/{grant}/acts/{}", delivery.notice_id),
        None => format!(
            "/applications/{}/letters/{}",
            delivery.application_id, delivery.notice_id
        ),
    }
}

/// The acts of a case that are served on their own; none without any.
pub(super) fn table(lang: Lang, deliveries: &[NoticeDelivery]) -> Option<Table> {
    if deliveries.is_empty() {
        return None;
    }
    let t = |key: &str| texts::tr(lang, key);
    let rows = deliveries.iter().map(|one| {
        vec![
            Cell::link(path(one), title(lang, one.kind)),
            Cell::date(lang, one.sent_on),
            Cell::maybe(one.delivered_on.map(|day| Cell::date(lang, day))),
            Cell::maybe(one.remedy_until_on.map(|day| Cell::date(lang, day))),
            Cell::Badge(badge(lang, one.state)),
        ]
    });
    Some(
        Table::new(lang, t("grants-acts"))
            .hidden_caption()
            .column(t("grants-notice-kind"))
            .column(t("grants-letters-sent"))
            .column(t("grants-delivered-on"))
            .column(t("grants-line-remedy-until"))
            .column(t("grants-state"))
            .rows(rows),
    )
}

/// The section of the grant's page: acts after the award, requests for reinstatement, and the form for one.
pub(super) async fn section(
    visit: &Visit,
    grant: &Grant,
    application: &Application,
) -> Result<Vec<Block>, Problem> {
    let db = visit.app.db.reader();
    let deliveries = queries::deliveries_of(db, grant.application_id).await?;
    let mut blocks: Vec<Block> = table(visit.lang(), &deliveries)
        .into_iter()
        .map(Block::from)
        .collect();
    let requests: Vec<Reinstatement> = match grant.remedy_until_on {
        Some(_) => queries::reinstatements_of(db, application.id).await?,
        None => Vec::new(),
    };
    blocks.extend(reinstatement::list(visit.lang(), &requests));
    let is_missed =
        rules::after(grant, "object").is_ok() && grant.final_on.is_some() && grant.waived_on.is_none();
    if is_missed && access::require_applicant_or_officer(&visit.ctx, application).is_ok() {
        let action = format!("/grants/{}/reinstatements", grant.id);
        blocks.push(reinstatement::ask_form(&visit.ctx, application, action));
    }
    Ok(blocks)
}

pub(super) async fn index(visit: Visit, Path(delivery): Path<String>) -> Reply {
    let page = page(&visit, id(&delivery)?, None).await?;
    visit.page(page)
}

/// The page; `failed` is why something was refused.
pub(super) async fn page(visit: &Visit, id: DeliveryId, failed: Option<&Problem>) -> Result<Page, Problem> {
    let db = visit.app.db.reader();
    let (delivery, case) = queries::delivery_seen(db, &visit.ctx, id).await?;
    let lang = visit.lang();
    let mut page = Page::new(title(lang, delivery.kind))
        .kicker(&delivery.number)
        .badge(badge(lang, delivery.state))
        .lead(format!("{} – {}", delivery.body_name, case.title))
        .crumb(format!("/applications/{}", case.id), case.label());
    if let Some(grant) = delivery.grant_id {
        page = page.crumb(format!("/grants/{grant}"), visit.t("grants-heading-CASH_GRANT"));
    }
    if let Some(problem) = failed {
        let title = base_web::failure::title(lang, problem);
        page = page.block(Message::new(Tone::Danger, title, sentences(visit, problem)));
    }
    let consents = queries::consent_of(db, delivery.body_id).await?.is_some();
    let mut next = forms(&visit.ctx, &delivery, consents);
    let requests = queries::reinstatements_of(db, case.id).await?;
    let of_this: Vec<Reinstatement> = requests
        .into_iter()
        .filter(|one| one.delivery_id == Some(delivery.id))
        .collect();
    let is_missed = delivery.state == DeliveryState::Final && delivery.waived_on.is_none();
    if is_missed && access::require_applicant_or_officer(&visit.ctx, &case).is_ok() {
        let action = format!("{}/reinstatements", path(&delivery));
        next.push(reinstatement::ask_form(&visit.ctx, &case, action));
    }
    if !next.is_empty() {
        page = page.section("next", visit.t("grants-next"), next);
    }
    let expected = served::delivered_on(db, &delivery).await?;
    page = page.section(
        "dates",
        visit.t("grants-dates"),
        vec![facts(lang, &delivery, expected).wide().into()],
    );
    let asked = reinstatement::list(lang, &of_this);
    if !asked.is_empty() {
        page = page.section("reinstatement", visit.t("grants-reinstatement"), asked);
    }
    Ok(page)
}

fn facts(lang: Lang, delivery: &NoticeDelivery, expected: Option<chrono::NaiveDate>) -> Facts {
    let t = |key: &str| texts::tr(lang, key);
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| Cell::date(lang, day));
    let is_waiting = delivery.state == DeliveryState::Issued;
    let mut facts = Facts::new()
        .row(
            t("grants-letters-files"),
            Cell::link(letter_href(delivery), t("grants-notice-download")),
        )
        .row(
            t("grants-channel"),
            t(&format!("grants-channel-{}", delivery.channel)),
        )
        .row(t("grants-letters-sent"), Cell::date(lang, delivery.sent_on))
        .maybe(t("grants-line-fetched"), day(delivery.fetched_at.map(local_date)))
        .maybe(
            t("grants-line-fetch-until"),
            day(delivery
                .fetch_until_on
                .filter(|_| is_waiting && delivery.fetched_at.is_none())),
        )
        .maybe(t("grants-line-proven"), day(delivery.proven_on))
        .maybe(
            t("grants-line-will-be-delivered"),
            day(expected.filter(|_| is_waiting)),
        )
        .maybe(t("grants-delivered-on"), day(delivery.delivered_on))
        .maybe(t("grants-line-remedy-until"), day(delivery.remedy_until_on));
    if delivery.remedy_flawed {
        facts = facts.row(t("grants-flaw"), t("grants-line-flawed"));
    }
    facts
        .maybe(t("grants-line-waived"), day(delivery.waived_on))
        .maybe(t("grants-line-objected"), day(delivery.objected_on))
        .maybe(t("grants-line-settled"), day(delivery.remedy_settled_on))
        .maybe(
            t("grants-remedy-outcome"),
            delivery
                .outcome
                .map(|outcome| Cell::Text(t(&format!("grants-remedy-{outcome}")))),
        )
        .maybe(t("grants-line-final"), day(delivery.final_on))
        .maybe(
            t("grants-line-will-be-final"),
            day(rules::served_final_from(delivery)),
        )
}

fn t(ctx: &Ctx, key: &str) -> String {
    texts::tr(ctx.lang, key)
}

fn form(ctx: &Ctx, delivery: &NoticeDelivery, verb: &str, submit: &str) -> Form {
    Form::post(ctx.lang, format!("{}/{verb}", path(delivery)))
        .hidden("version", delivery.version)
        .submit(t(ctx, submit))
}

/// Where a notice can go: through the portal only with the consent of the addressee.
pub(super) fn channels(lang: Lang, consents: bool) -> Field {
    let t = |key: &str| texts::tr(lang, key);
    let choices = Channel::ALL
        .iter()
        .filter(|channel| consents || **channel == Channel::Post)
        .map(|channel| Choice::new(channel, t(&format!("grants-channel-{channel}"))));
    let field = Field::radio("channel", t("grants-channel"), choices.collect()).required();
    match consents {
        true => field.value(Channel::Portal),
        false => field.value(Channel::Post).hint(t("grants-channel-post-only")),
    }
}

/// What the person can do about the act now, each folded away.
fn forms(ctx: &Ctx, delivery: &NoticeDelivery, consents: bool) -> Vec<Block> {
    let may = |verb: &str| rules::after_served(delivery, verb).is_ok();
    let mut blocks = Vec::new();
    if may("resend") && access::require_act_sender(ctx, delivery).is_ok() {
        blocks.push(Block::Text(t(ctx, "grants-reissue-lead")));
        blocks.push(
            form(ctx, delivery, "resend", "grants-reissue")
                .field(channels(ctx.lang, consents))
                .into(),
        );
    }
    if may("waive") && delivery.waived_on.is_none() && access::require_act_waiver(ctx, delivery).is_ok() {
        let fold = |key: &str, form: Form| Block::Details(t(ctx, key), vec![form.into()]);
        if access::signs_for(ctx, delivery.body_id) {
            let waive = form(ctx, delivery, "waive", "grants-waive").confirm(t(ctx, "grants-waive-confirm"));
            blocks.push(Block::Details(
                t(ctx, "grants-waive"),
                vec![Block::Text(t(ctx, "grants-act-waive-lead")), waive.into()],
            ));
        } else {
            let waive = form(ctx, delivery, "waive", "grants-waive-record")
                .field(
                    Field::date("arrived_on", t(ctx, "grants-arrived-on"))
                        .required()
                        .value(local_date(ctx.now)),
                )
                .field(remark(ctx, "grants-remark"));
            blocks.push(fold("grants-waive-record", waive));
        }
    }
    if access::require_act_officer(ctx, delivery).is_ok() {
        blocks.extend(records(ctx, delivery, may));
    }
    blocks
}

fn remark(ctx: &Ctx, key: &str) -> Field {
    Field::textarea("remark", t(ctx, key), 2).required().max(MAX)
}

fn records(ctx: &Ctx, delivery: &NoticeDelivery, may: impl Fn(&str) -> bool) -> Vec<Block> {
    let posted = delivery.channel == Channel::Post;
    let today = local_date(ctx.now);
    let day = |key: &str| Field::date("on", t(ctx, key)).required();
    let record = |what: &str, key: &str| form(ctx, delivery, "record", key).hidden("what", what);
    let mut forms = Vec::new();
    if may("posted") && posted {
        let noted = record("posted", "grants-posting").field(
            day("grants-posted-on")
                .value(delivery.sent_on)
                .hint(t(ctx, "grants-posted-hint")),
        );
        forms.push(("grants-posting", noted));
    }
    if may("prove") && posted {
        let prove = record("received", "grants-prove")
            .field(day("grants-received-on").hint(t(ctx, "grants-prove-hint")))
            .field(remark(ctx, "grants-proof"));
        forms.push(("grants-prove", prove));
    }
    if may("undelivered") && posted {
        let returned = record("came-back", "grants-returned")
            .field(day("grants-returned-on").value(today))
            .field(remark(ctx, "grants-returned-why"))
            .confirm(t(ctx, "grants-returned-confirm"));
        forms.push(("grants-returned", returned));
    }
    if may("object") && delivery.waived_on.is_none() {
        let object = record("filed", "grants-object")
            .field(day("grants-filed-on"))
            .field(remark(ctx, "grants-object-where"));
        forms.push(("grants-object", object));
    }
    if may("settle") {
        let outcomes = RemedyOutcome::ALL
            .iter()
            .map(|outcome| Choice::new(outcome, t(ctx, &format!("grants-remedy-{outcome}"))));
        let settle = record("ended", "grants-settle-remedy")
            .field(Field::radio("outcome", t(ctx, "grants-remedy-outcome"), outcomes.collect()).required())
            .field(day("grants-settled-on").value(today))
            .field(remark(ctx, "grants-remark"));
        forms.push(("grants-settle-remedy", settle));
    }
    let is_settled = delivery.state == DeliveryState::Final && delivery.waived_on.is_some();
    if may("flaw") && !delivery.remedy_flawed && !is_settled {
        let flaw = record("flawed", "grants-flaw")
            .field(remark(ctx, "grants-flaw-what"))
            .confirm(t(ctx, "grants-flaw-confirm"));
        forms.push(("grants-flaw", flaw));
    }
    forms
        .into_iter()
        .map(|(key, form)| Block::Details(t(ctx, key), vec![form.into()]))
        .collect()
}

/// On to the act with a good word, or its page again with what is wrong.
async fn answer(visit: &Visit, id: DeliveryId, done: Result<NoticeDelivery, Problem>) -> Reply {
    match done {
        Ok(after) => visit.done(&path(&after), "grants-done-act"),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let page = page(visit, id, Some(&problem)).await?;
            visit.again(problem.clone(), |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

/// A field that was checked is there.
fn there<T>(value: Option<T>) -> Result<T, Problem> {
    value.ok_or_else(|| Problem::broken("a checked field is missing"))
}

pub(super) async fn record(visit: Visit, Path(delivery): Path<String>, data: FormData) -> Reply {
    let id = id(&delivery)?;
    let done = async {
        let mut read = data.read();
        let remark = read.long_text("remark", MAX);
        let on = match data.get("what") {
            "flawed" => None,
            _ => read.date("on"),
        };
        let outcome = match data.get("what") {
            "ended" => read.choice::<RemedyOutcome>("outcome"),
            _ => None,
        };
        read.finish()?;
        let what = match data.get("what") {
            "posted" => Record::Posted { on: there(on)? },
            "received" => Record::Received {
                on: there(on)?,
                remark,
            },
            "came-back" => Record::CameBack {
                on: there(on)?,
                remark,
            },
            "filed" => Record::Filed {
                on: there(on)?,
                remark,
            },
            "ended" => Record::Ended {
                outcome: there(outcome)?,
                on: there(on)?,
                remark,
            },
            "flawed" => Record::Flawed { reason: remark },
            _ => return Err(Problem::field("what", base::Text::new("field-choice"))),
        };
        let command = RecordDelivery {
            delivery: id,
            version: Some(data.read().version()),
            what,
        };
        usecases::record_delivery(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await;
    answer(&visit, id, done).await
}

pub(super) async fn waive(visit: Visit, Path(delivery): Path<String>, data: FormData) -> Reply {
    let id = id(&delivery)?;
    let done = async {
        let mut read = data.read();
        let arrived_on = read.optional_date("arrived_on");
        let remark = read.long_text("remark", MAX);
        read.finish()?;
        let command = WaiveDelivery {
            delivery: id,
            version: Some(data.read().version()),
            arrived_on,
            remark,
        };
        usecases::waive_delivery(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await;
    answer(&visit, id, done).await
}

pub(super) async fn resend(visit: Visit, Path(delivery): Path<String>, data: FormData) -> Reply {
    let id = id(&delivery)?;
    let done = async {
        let mut read = data.read();
        let channel = read.choice::<Channel>("channel");
        read.finish()?;
        let command = Resend {
            delivery: id,
            version: Some(data.read().version()),
            channel: there(channel)?,
        };
        usecases::resend(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await;
    answer(&visit, id, done).await
}

/// The letter of an act of a grant.
pub(super) async fn letter(visit: Visit, Path((grant, notice)): Path<(String, String)>) -> Reply {
    let grant = super::id(&grant)?;
    let notice = notice.parse().map_err(|_| Problem::not_found("notice"))?;
    let (db, files) = (&visit.app.db, &visit.app.files);
    let fetched = usecases::fetch_act(db, files, &visit.ctx, grant, notice).await?;
    visit.download(&fetched.name, "application/pdf", fetched.bytes.to_vec())
}
