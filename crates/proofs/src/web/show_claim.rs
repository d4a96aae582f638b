//! `/claims/{claim}`: hearing, act, interest, money that came in, and what comes next.

use axum::extract::Path;
use base::{PersonId, Problem, Role, Scope};
use base_web::view::{Action, Block, Cell, Facts, Field, Page, Table};
use base_web::{FormData, Reply, Visit};
use chrono::Days;
use uuid::Uuid;

use super::verbs::typed;
use super::{Failed, claim_badge, figures, id, show as proof_page, version};
use crate::access;
use crate::model::{Claim, ClaimId, ClaimState, Ground};
use crate::queries;
use crate::rules::due;
use crate::usecases::{self, IssueClaim, ProposeClaim, RecordReceipt, RecordStatement};

/// Days for the money to come in, unless the head of unit says otherwise.
const PAY_DAYS: u64 = 30;

pub async fn show(visit: Visit, Path(claim): Path<String>) -> Reply {
    let page = page(&visit, id(&claim, "claim")?, None).await?;
    visit.page(page)
}

async fn page(visit: &Visit, id: ClaimId, failed: Option<&Failed<'_>>) -> Result<Page, Problem> {
    let (lang, conn) = (visit.lang(), visit.app.db.reader());
    let claim = queries::claim(conn, &visit.ctx, id).await?;
    let (proof, ..) = queries::seen(conn, &visit.ctx, claim.proof_id).await?;
    let office = access::is_office(&visit.ctx, claim.programme_id);
    let mut page = Page::new(visit.t("proofs-claim-one"))
        .kicker(&claim.number)
        .badge(claim_badge(lang, claim.state))
        .lead(format!("{} – {}", claim.body_name, proof.title));
    if office {
        page = page.crumb("/claims", visit.t("proofs-claims-title"));
    }
    page = page.crumb(format!("/proofs/{}", proof.id), visit.t("proofs-one"));
    if let Some(failed) = failed {
        page = page.blocks(proof_page::refusal(visit, failed.problem));
    }
    let next = next(visit, &claim, proof.examined_by, failed);
    if !next.is_empty() {
        page = page.section("next", visit.t("proofs-next"), next);
    }
    page = page.section(
        "facts",
        visit.t("proofs-facts"),
        vec![facts(visit, &claim, office).await?.into()],
    );
    // the municipality learns of interest with the act
    if let Some(edition) = queries::interest_of(conn, id).await? {
        let number = edition.edition.to_string();
        let hint = visit.tw(
            "proofs-interest-edition",
            &[("edition", &number), ("at", &visit.datetime(edition.computed_at))],
        );
        let table = figures::of_interest(lang, &edition.lines);
        page = page.section(
            "interest",
            visit.t("proofs-interest"),
            vec![Block::Text(hint), table.into()],
        );
    }
    let receipts = queries::receipts_of(conn, id).await?;
    if !receipts.is_empty() {
        let sum: base::Cents = receipts.iter().map(|receipt| receipt.amount).sum();
        let rows = receipts.iter().map(|receipt| {
            vec![
                Cell::date(lang, receipt.received_on),
                Cell::text(&receipt.reference),
                Cell::money(lang, receipt.amount),
            ]
        });
        let table = Table::new(lang, visit.t("proofs-receipts"))
            .hidden_caption()
            .column(visit.t("proofs-received-on"))
            .column(visit.t("proofs-reference"))
            .number_column(visit.t("proofs-amount"))
            .rows(rows)
            .footer(vec![
                Cell::text(visit.t("proofs-sum")),
                Cell::Empty,
                Cell::money(lang, sum),
            ]);
        page = page.section("receipts", visit.t("proofs-receipts"), vec![table.into()]);
    }
    Ok(page)
}

async fn facts(visit: &Visit, claim: &Claim, office: bool) -> Result<Facts, Problem> {
    let (lang, conn) = (visit.lang(), visit.app.db.reader());
    let persons = [
        claim.heard_by,
        claim.proposed_by,
        claim.issued_by,
        claim.settled_by,
    ];
    let persons: Vec<PersonId> = persons.into_iter().flatten().collect();
    let names = people::names(conn, &persons).await?;
    let name = |person: Option<PersonId>| person.and_then(|id| names.get(&id).cloned());
    let day = |day| Cell::date(lang, day);
    let mut facts = Facts::new()
        .row(
            visit.t("proofs-ground"),
            visit.t(&format!("proofs-ground-{}", claim.ground)),
        )
        .row(visit.t("proofs-principal"), Cell::money(lang, claim.principal))
        .maybe(
            visit.t("proofs-cut"),
            (claim.cut.0 > 0).then(|| Cell::money(lang, claim.cut)),
        )
        .row(visit.t("proofs-facts-of-case"), Cell::Lines(claim.reason.clone()))
        .maybe(visit.t("proofs-ineffective-on"), claim.ineffective_on.map(day))
        .row(visit.t("proofs-hearing-until"), day(claim.hearing_until_on))
        .maybe(visit.t("proofs-statement-on"), claim.statement_on.map(day));
    if !claim.statement.is_empty() {
        facts = facts.row(visit.t("proofs-statement"), Cell::Lines(claim.statement.clone()));
    }
    if office {
        facts = facts.row(visit.t("proofs-known-on"), day(claim.known_on));
        if claim.ground.revokes() {
            let last = due::revocable_until(claim.known_on);
            facts = facts.row(visit.t("proofs-revocable-until"), day(last));
        }
        if !claim.discretion.is_empty() {
            facts = facts.row(
                visit.t("proofs-discretion"),
                Cell::Lines(claim.discretion.clone()),
            );
        }
        if claim.interest_waived {
            facts = facts.row(visit.t("proofs-waiver"), Cell::Lines(claim.waiver_reason.clone()));
        }
        facts = facts
            .maybe(visit.t("proofs-heard-by"), name(claim.heard_by))
            .maybe(visit.t("proofs-proposed-by"), name(claim.proposed_by))
            .maybe(visit.t("proofs-issued-by"), name(claim.issued_by))
            .maybe(visit.t("proofs-settled-by"), name(claim.settled_by));
    }
    let (interest, received, open) =
        queries::open_amounts(conn, claim, base::calendar::local_date(visit.ctx.now)).await?;
    Ok(facts
        .maybe(
            visit.t("proofs-act-date"),
            claim.issued_at.map(|at| Cell::instant(lang, at)),
        )
        .maybe(visit.t("proofs-payable-until"), claim.payable_until_on.map(day))
        .maybe(visit.t("proofs-limitation"), claim.limitation_on.map(day))
        .row(visit.t("proofs-interest"), Cell::money(lang, interest))
        .row(visit.t("proofs-received-amount"), Cell::money(lang, received))
        .row(visit.t("proofs-open-amount"), Cell::money(lang, open))
        .wide())
}

fn next(
    visit: &Visit,
    claim: &Claim,
    examined_by: Option<PersonId>,
    failed: Option<&Failed<'_>>,
) -> Vec<Block> {
    let ctx = &visit.ctx;
    let path = |verb: &str| format!("/claims/{}/{verb}", claim.id);
    let mut letters = Vec::new();
    if claim.hearing_notice_id.is_some() {
        letters.push(Action::link(visit.t("proofs-hearing-letter"), path("hearing")));
    }
    if claim.act_notice_id.is_some() {
        letters.push(Action::link(visit.t("proofs-act-letter"), path("notice")));
    }
    let mut blocks = vec![Block::Actions(letters)];
    let is_own = ctx.has_any(&[Role::KE, Role::KZ], Scope::Body(claim.body_id.0));
    let officer = access::is_officer(ctx, claim.programme_id);
    let today = base::calendar::local_date(ctx.now);
    if claim.state == ClaimState::Hearing && (is_own || officer) {
        let mut form = visit
            .form(path("statement"))
            .hidden("version", claim.version)
            .field(
                Field::textarea("statement", visit.t("proofs-statement"), 6)
                    .required()
                    .max(6_000),
            );
        if !is_own {
            form = form.field(Field::date("received_on", visit.t("proofs-statement-on")).required());
        }
        let form = form
            .submit(visit.t("proofs-statement-record"))
            .fill(&FormData::default().with("received_on", today));
        let form = Failed::on(failed, "statement", form);
        blocks.push(Block::Details(
            visit.t("proofs-statement-record"),
            vec![form.into()],
        ));
    }
    if officer {
        blocks.extend(officers(visit, claim, failed));
    }
    if claim.state == ClaimState::Proposed && access::may_issue(ctx, claim, examined_by) {
        let form = visit
            .form(path("issue"))
            .hidden("version", claim.version)
            .field(Field::date("payable_until_on", visit.t("proofs-payable-until")).required())
            .submit(visit.t("proofs-issue"))
            .confirm(visit.t("proofs-issue-sure"))
            .fill(&FormData::default().with("payable_until_on", today + Days::new(PAY_DAYS)));
        blocks.push(Failed::on(failed, "issue", form).into());
    }
    blocks
}

fn officers(visit: &Visit, claim: &Claim, failed: Option<&Failed<'_>>) -> Vec<Block> {
    let path = |verb: &str| format!("/claims/{}/{verb}", claim.id);
    let mut blocks = Vec::new();
    if claim.state == ClaimState::Hearing {
        let data = FormData::default().with("principal", claim.principal.plain_de());
        let mut form = visit.form(path("propose")).hidden("version", claim.version);
        // late use costs interest alone, what was found costs what was found
        if claim.ground.revokes() {
            form = form.field(Field::money("principal", visit.t("proofs-principal")).required());
        } else {
            form = form.hidden("principal", claim.principal.plain_de());
        }
        form = form
            .field(
                Field::textarea("discretion", visit.t("proofs-discretion"), 5)
                    .required()
                    .hint(visit.t("proofs-discretion-hint"))
                    .max(6_000),
            )
            .submit(visit.t("proofs-propose"));
        if claim.ground != Ground::LateUse {
            form = form.field(
                Field::textarea("waiver_reason", visit.t("proofs-waiver"), 2)
                    .hint(visit.t("proofs-waiver-hint"))
                    .max(2_000),
            );
        }
        let form = Failed::on(failed, "propose", form.fill(&data));
        blocks.push(Block::Details(visit.t("proofs-propose"), vec![form.into()]));
    }
    if matches!(claim.state, ClaimState::Hearing | ClaimState::Proposed) {
        let form = visit
            .form(path("drop"))
            .hidden("version", claim.version)
            .field(
                Field::textarea("reason", visit.t("proofs-reason"), 3)
                    .required()
                    .max(2_000),
            )
            .submit(visit.t("proofs-drop"));
        let form = Failed::on(failed, "drop", form);
        blocks.push(Block::Details(visit.t("proofs-drop"), vec![form.into()]));
    }
    if claim.state == ClaimState::Issued {
        let form = visit
            .form(path("receipts"))
            .field(Field::money("amount", visit.t("proofs-amount")).required())
            .field(Field::date("received_on", visit.t("proofs-received-on")).required())
            .field(
                Field::text("reference", visit.t("proofs-reference"))
                    .required()
                    .max(120),
            )
            .submit(visit.t("proofs-receipt-record"));
        let form = Failed::on(failed, "receipts", form);
        blocks.push(Block::Details(
            visit.t("proofs-receipt-record"),
            vec![form.into()],
        ));
        let settle = Action::post(visit.t("proofs-claim-settle"), path("settle"))
            .with("version", claim.version)
            .confirm(visit.t("proofs-claim-settle-sure"));
        blocks.push(Block::Actions(vec![settle.primary()]));
    }
    blocks
}

/// On to the claim with a good word, or its page again with what is wrong.
async fn answer(
    visit: &Visit,
    id: ClaimId,
    form: &'static str,
    data: &FormData,
    done: Result<(), Problem>,
    key: &str,
) -> Reply {
    match done {
        Ok(()) => visit.done(&format!("/claims/{id}"), key),
        Err(problem @ (Problem::Invalid(_) | Problem::Refused { .. } | Problem::Stale)) => {
            let failed = Failed {
                form,
                data,
                problem: &problem,
            };
            let page = page(visit, id, Some(&failed)).await?;
            visit.again(problem.clone(), |_| page)
        }
        Err(problem) => Err(problem.into()),
    }
}

pub async fn statement(visit: Visit, Path(claim): Path<String>, data: FormData) -> Reply {
    let id: ClaimId = id(&claim, "claim")?;
    let done = async {
        let mut read = data.read();
        let statement = read.required_long_text("statement", 6_000);
        let received_on = read.optional_date("received_on");
        read.finish()?;
        let command = RecordStatement {
            claim: id,
            version: version(&data),
            statement,
            received_on: received_on.unwrap_or_else(|| base::calendar::local_date(visit.ctx.now)),
        };
        usecases::record_statement(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await.map(|_| ());
    answer(&visit, id, "statement", &data, done, "proofs-done-statement").await
}

pub async fn drop(visit: Visit, Path(claim): Path<String>, data: FormData) -> Reply {
    let id: ClaimId = id(&claim, "claim")?;
    let done = async {
        let mut read = data.read();
        let reason = read.required_long_text("reason", 2_000);
        read.finish()?;
        usecases::drop_hearing(&visit.app.db, &visit.ctx, id, version(&data), &reason).await
    };
    let done = done.await.map(|_| ());
    answer(&visit, id, "drop", &data, done, "proofs-done-dropped").await
}

pub async fn propose(visit: Visit, Path(claim): Path<String>, data: FormData) -> Reply {
    let id: ClaimId = id(&claim, "claim")?;
    let done = async {
        let mut read = data.read();
        let command = ProposeClaim {
            claim: id,
            version: version(&data),
            principal: read.money("principal"),
            discretion: read.required_long_text("discretion", 6_000),
            waiver_reason: read.long_text("waiver_reason", 2_000),
        };
        read.finish()?;
        usecases::propose_claim(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await.map(|_| ());
    answer(&visit, id, "propose", &data, done, "proofs-done-proposed").await
}

pub async fn issue(visit: Visit, Path(claim): Path<String>, data: FormData) -> Reply {
    let id: ClaimId = id(&claim, "claim")?;
    let done = async {
        let mut read = data.read();
        let payable = read.date("payable_until_on");
        read.finish()?;
        let command = IssueClaim {
            claim: id,
            version: version(&data),
            payable_until_on: typed(payable, "payable_until_on")?,
        };
        usecases::issue_claim(&visit.app.db, &visit.app.files, &visit.ctx, command).await
    };
    let done = done.await.map(|_| ());
    answer(&visit, id, "issue", &data, done, "proofs-done-issued").await
}

pub async fn receive(visit: Visit, Path(claim): Path<String>, data: FormData) -> Reply {
    let id: ClaimId = id(&claim, "claim")?;
    let done = async {
        let mut read = data.read();
        let amount = read.money("amount");
        let received_on = read.date("received_on");
        let reference = read.required_text("reference", 120);
        read.finish()?;
        let command = RecordReceipt {
            claim: id,
            amount,
            received_on: typed(received_on, "received_on")?,
            reference,
        };
        usecases::record_receipt(&visit.app.db, &visit.ctx, command).await
    };
    let done = done.await.map(|_| ());
    answer(&visit, id, "receipts", &data, done, "proofs-done-received").await
}

pub async fn settle(visit: Visit, Path(claim): Path<String>, data: FormData) -> Reply {
    let id: ClaimId = id(&claim, "claim")?;
    let done = usecases::settle_claim(&visit.app.db, &visit.ctx, id, version(&data)).await;
    let done = done.map(|_| ());
    answer(&visit, id, "settle", &data, done, "proofs-done-claim-settled").await
}

/// The letter of the hearing.
pub async fn hearing(visit: Visit, Path(claim): Path<String>) -> Reply {
    let claim = queries::claim(visit.app.db.reader(), &visit.ctx, id(&claim, "claim")?).await?;
    filed(&visit, &claim, claim.hearing_notice_id).await
}

/// The act.
pub async fn notice(visit: Visit, Path(claim): Path<String>) -> Reply {
    let claim = queries::claim(visit.app.db.reader(), &visit.ctx, id(&claim, "claim")?).await?;
    filed(&visit, &claim, claim.act_notice_id).await
}

async fn filed(visit: &Visit, claim: &Claim, notice: Option<Uuid>) -> Reply {
    // fetched from the portal it is delivered: the grants crate keeps the record
    let notice = notice.ok_or(Problem::not_found("notice"))?;
    let (db, files) = (&visit.app.db, &visit.app.files);
    let fetched = grants::fetch_act(db, files, &visit.ctx, claim.grant_id, notice).await?;
    visit.download(&fetched.name, "application/pdf", fetched.bytes.to_vec())
}
