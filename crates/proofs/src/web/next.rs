//! What can be done next with a proof: buttons and forms, each for whom it is for.

use base::{Role, Scope};
use base_web::view::{Action, Block, Choice, Field, Form, Notice, Tone};
use base_web::{FormData, Visit};
use chrono::Days;

use super::show::Seen;
use super::{Failed, extend};
use crate::access;
use crate::model::{Clock, Ground, Proof, ProofState};
use crate::queries::Signs;

/// Days that a hearing gives, and a proof that was sent back, unless the officer says otherwise.
const TERM_DAYS: u64 = 28;
const RETURN_DAYS: u64 = 14;

/// What can be done now by this person.
pub(super) fn next(
    visit: &Visit,
    seen: &Seen,
    signs: Option<&Signs>,
    clocks: &[Clock],
    failed: Option<&Failed<'_>>,
) -> Vec<Block> {
    let (proof, ctx) = (&seen.proof, &visit.ctx);
    let mut blocks = Vec::new();
    let path = |verb: &str| format!("/proofs/{}/{verb}", proof.id);
    let writes = access::may_write(ctx, proof, &seen.application);
    if writes && crate::usecases::takes_parts(proof) {
        let label = if proof.state.is_open() {
            "proofs-write"
        } else {
            "proofs-add-vouchers"
        };
        blocks.push(Block::Actions(vec![
            Action::link(visit.t(label), path("report")).primary(),
        ]));
    }
    if writes && proof.state.is_open() {
        blocks.extend(handing_in(visit, seen));
    }
    if let Some(form) = extend::asking(visit, proof, failed).filter(|_| writes) {
        blocks.push(folded(
            visit,
            "proofs-extension-ask",
            form,
            failed,
            "ask-extension",
        ));
    }
    if access::is_officer(ctx, proof.programme_id) {
        match proof.state {
            ProofState::Submitted => {
                let start = Action::post(visit.t("proofs-start-audit"), path("start-audit"));
                blocks.push(Block::Actions(vec![
                    start.with("version", proof.version).primary(),
                ]));
                blocks.push(folded(
                    visit,
                    "proofs-send-back",
                    send_back(visit, proof, failed),
                    failed,
                    "send-back",
                ));
            }
            ProofState::InAudit => {
                blocks.push(folded(
                    visit,
                    "proofs-examine",
                    examine(visit, seen, signs, failed),
                    failed,
                    "examine",
                ));
                blocks.push(folded(
                    visit,
                    "proofs-send-back",
                    send_back(visit, proof, failed),
                    failed,
                    "send-back",
                ));
                blocks.push(folded(
                    visit,
                    "proofs-hear",
                    hear(visit, seen, signs, clocks, failed),
                    failed,
                    "hear",
                ));
            }
            ProofState::Planned | ProofState::Due | ProofState::Overdue | ProofState::Settled => {
                if let Some(form) = extend::deciding(visit, proof, failed) {
                    let key = if proof.extension_wanted_on.is_some() {
                        "proofs-extension-decide"
                    } else {
                        "proofs-extension-grant"
                    };
                    blocks.push(folded(visit, key, form, failed, "extension"));
                }
                blocks.push(folded(
                    visit,
                    "proofs-hear",
                    hear(visit, seen, signs, clocks, failed),
                    failed,
                    "hear",
                ));
            }
            _ => {}
        }
    }
    if ctx.has(Role::RL, Scope::Programme(proof.programme_id)) {
        blocks.extend(deciding(visit, seen, failed));
    }
    if proof.accepted_by.is_some() {
        let letter = Action::link(visit.t("proofs-notice"), path("notice"));
        blocks.push(Block::Actions(vec![letter]));
    }
    blocks
}

/// The last step of the municipality: what is below is handed in as it stands, or what is still missing of it.
fn handing_in(visit: &Visit, seen: &Seen) -> Vec<Block> {
    let proof = &seen.proof;
    if !proof.state.is_due() {
        let day = visit.date(proof.period_until_on);
        return vec![Block::Text(visit.tw("proofs-submit-from", &[("day", &day)]))];
    }
    let missing = crate::usecases::missing(proof.form, &seen.report, &seen.vouchers);
    if !missing.is_empty() {
        let missing = super::report::missing_parts(visit, &missing);
        return vec![Notice::new(Tone::Info, visit.t("proofs-still-missing"), missing).into()];
    }
    if !access::may_sign(&visit.ctx, proof, &seen.application) {
        return vec![Block::Text(visit.t("proofs-submit-signatory"))];
    }
    let submit = Action::post(visit.t("proofs-submit"), format!("/proofs/{}/submit", proof.id))
        .with("version", proof.version)
        .primary()
        .confirm(visit.t("proofs-submit-sure"));
    vec![
        Block::Text(visit.t("proofs-submit-hint")),
        Block::Actions(vec![submit]),
    ]
}

/// What the head of unit decides: not who examined it.
fn deciding(visit: &Visit, seen: &Seen, failed: Option<&Failed<'_>>) -> Vec<Block> {
    let (proof, path) = (&seen.proof, |verb: &str| {
        format!("/proofs/{}/{verb}", seen.proof.id)
    });
    let mut blocks = Vec::new();
    let is_other = proof.examined_by != visit.ctx.person_id();
    let examined = proof.examined_by.is_some() && proof.state == ProofState::InAudit;
    if let (true, true, Some((_, examination))) = (examined, is_other, seen.notes.first()) {
        if !examination.is_for_purpose {
            blocks.push(Block::Text(visit.t("proofs-not-for-purpose")));
        } else if examination.repay.is_zero() {
            let amount = visit.money(examination.calculation.accepted);
            let last = visit.money(examination.last);
            blocks.push(Block::Text(
                visit.tw("proofs-settle-hint", &[("amount", &amount), ("last", &last)]),
            ));
            let settle = Action::post(visit.t("proofs-settle"), path("settle"))
                .with("version", proof.version)
                .primary()
                .confirm(visit.t("proofs-settle-sure"));
            blocks.push(Block::Actions(vec![settle]));
        } else {
            let amount = visit.money(examination.repay);
            blocks.push(Block::Text(
                visit.tw("proofs-repayment-due", &[("amount", &amount)]),
            ));
        }
        let form = visit
            .form(path("return"))
            .hidden("version", proof.version)
            .field(
                Field::textarea("reason", visit.t("proofs-reason"), 3)
                    .required()
                    .max(2_000),
            )
            .submit(visit.t("proofs-return-note"));
        let form = Failed::on(failed, "return", form);
        blocks.push(Block::Details(visit.t("proofs-return-note"), vec![form.into()]));
    }
    let may_reopen = proof.closed_by.is_some() && proof.closed_by != visit.ctx.person_id();
    let is_left = proof.accepted.is_some() && !seen.grant.amount.is_zero();
    if proof.state == ProofState::Closed && is_left && may_reopen {
        let form = visit
            .form(path("reopen"))
            .hidden("version", proof.version)
            .field(
                Field::textarea("reason", visit.t("proofs-reason"), 3)
                    .required()
                    .max(2_000),
            )
            .submit(visit.t("proofs-reopen"));
        let form = Failed::on(failed, "reopen", form);
        blocks.push(folded(visit, "proofs-reopen", form, failed, "reopen"));
    }
    if matches!(proof.state, ProofState::Settled | ProofState::Revoked) && is_other {
        let open = seen.grant.amount - seen.grant.paid;
        if open.is_zero() && seen.grant.ordered.is_zero() {
            let close = Action::post(visit.t("proofs-close"), path("close"))
                .with("version", proof.version)
                .confirm(visit.t("proofs-close-sure"));
            blocks.push(Block::Actions(vec![close.primary()]));
        } else {
            blocks.push(Block::Text(
                visit.tw("proofs-money-open", &[("open", &visit.money(open))]),
            ));
        }
    }
    blocks
}

/// A form behind its name; open when it was refused.
fn folded(visit: &Visit, key: &str, form: Form, failed: Option<&Failed<'_>>, name: &str) -> Block {
    let label = visit.t(key);
    if failed.is_some_and(|failed| failed.form == name) {
        return form.heading(label).into();
    }
    Block::Details(label, vec![form.into()])
}

fn send_back(visit: &Visit, proof: &Proof, failed: Option<&Failed<'_>>) -> Form {
    let day = base::calendar::local_date(visit.ctx.now) + Days::new(RETURN_DAYS);
    let form = visit
        .form(format!("/proofs/{}/send-back", proof.id))
        .hidden("version", proof.version)
        .field(
            Field::textarea("reason", visit.t("proofs-reason"), 3)
                .required()
                .max(2_000),
        )
        .field(Field::date("due_on", visit.t("proofs-new-due")).required())
        .submit(visit.t("proofs-send-back"))
        .fill(&FormData::default().with("due_on", day));
    Failed::on(failed, "send-back", form)
}

fn examine(visit: &Visit, seen: &Seen, signs: Option<&Signs>, failed: Option<&Failed<'_>>) -> Form {
    let mut form = visit
        .form(format!("/proofs/{}/examine", seen.proof.id))
        .hidden("version", seen.proof.version)
        .field(Field::checkbox("is_complete", visit.t("proofs-is-complete")))
        .field(Field::checkbox(
            "is_for_purpose",
            visit.t("proofs-is-for-purpose"),
        ))
        .field(Field::checkbox(
            "are_aims_reached",
            visit.t("proofs-are-aims-reached"),
        ))
        .field(Field::money("rejected", visit.t("proofs-rejected")).hint(visit.t("proofs-rejected-hint")))
        .field(Field::textarea("rejected_reason", visit.t("proofs-rejected-reason"), 2).max(2_000))
        .field(Field::number(
            "vouchers_checked",
            visit.t("proofs-vouchers-checked"),
            "",
        ));
    if seen.grant.financing_type == calls::FinancingType::FixedAmount.code() {
        form = form
            .field(
                Field::number("units_planned", visit.t("proofs-units-planned"), "")
                    .hint(visit.t("proofs-units-of-notice")),
            )
            .field(Field::number("units_held", visit.t("proofs-units-held"), ""));
    }
    let mut data = FormData::default().with("vouchers_checked", 0);
    // what was agreed is taken from the notice, not from the municipality
    if let Some(units) = seen.report.units {
        data = data.with("units_held", units.held);
    }
    if signs.is_some_and(|signs| !signs.late.is_empty()) {
        form = form.field(
            Field::textarea("late_waiver", visit.t("proofs-late-waiver"), 2)
                .hint(visit.t("proofs-late-waiver-hint"))
                .max(2_000),
        );
    }
    let form = form
        .field(
            Field::textarea("note", visit.t("proofs-note"), 6)
                .required()
                .hint(visit.t("proofs-note-hint"))
                .max(6_000),
        )
        .submit(visit.t("proofs-examine"))
        .fill(&data);
    Failed::on(failed, "examine", form)
}

fn hear(
    visit: &Visit,
    seen: &Seen,
    signs: Option<&Signs>,
    clocks: &[Clock],
    failed: Option<&Failed<'_>>,
) -> Form {
    let is_examined = seen.proof.state == ProofState::InAudit;
    let grounds = Ground::ALL
        .iter()
        .filter(|ground| is_examined || ground.revokes())
        .map(|ground| Choice::new(ground, visit.t(&format!("proofs-ground-{ground}"))))
        .collect();
    let today = base::calendar::local_date(visit.ctx.now);
    let repay = seen.notes.first().map(|(_, examination)| examination.repay);
    let proposed = repay
        .or(signs.map(|signs| -signs.difference))
        .filter(|amount| amount.0 > 0);
    // the day that is recorded already, not the one of today
    let known_on = clocks.last().map_or(today, |clock| clock.in_force.known_on);
    let days: Vec<String> = clocks
        .iter()
        .map(|clock| visit.date(clock.in_force.known_on))
        .collect();
    let known_hint = match days.as_slice() {
        [] => visit.t("proofs-known-on-hint"),
        days => visit.tw("proofs-known-recorded", &[("days", &days.join(", "))]),
    };
    let mut data = FormData::default()
        .with("known_on", known_on)
        .with("until_on", today + Days::new(TERM_DAYS))
        .with("ineffective_on", Ord::min(seen.proof.period_until_on, today));
    if let Some(amount) = proposed {
        data = data.with("principal", amount.plain_de());
    }
    let form = visit
        .form(format!("/proofs/{}/hear", seen.proof.id))
        .hidden("version", seen.proof.version)
        .field(Field::select("ground", visit.t("proofs-ground"), grounds).required())
        .field(
            Field::money("principal", visit.t("proofs-principal")).hint(visit.tw(
                "proofs-principal-hint",
                &[("paid", &visit.money(seen.grant.paid))],
            )),
        )
        .field(Field::checkbox("is_whole", visit.t("proofs-is-whole")))
        .field(Field::money("cut", visit.t("proofs-cut")).hint(visit.t("proofs-cut-hint")))
        .field(
            Field::textarea("reason", visit.t("proofs-facts-of-case"), 5)
                .required()
                .max(6_000),
        )
        .field(
            Field::date("known_on", visit.t("proofs-known-on"))
                .required()
                .hint(known_hint),
        )
        .field(
            Field::date("ineffective_on", visit.t("proofs-ineffective-on"))
                .hint(visit.t("proofs-ineffective-on-hint")),
        )
        .field(Field::date("until_on", visit.t("proofs-hearing-until")).required())
        .submit(visit.t("proofs-hear"))
        .fill(&data);
    Failed::on(failed, "hear", form)
}
