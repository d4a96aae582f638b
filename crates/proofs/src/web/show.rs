//! `/proofs/{proof}`: where it stands, what comes next, the figures, the calculation, what was handed in and found.

use applications::Application;
use axum::extract::Path;
use base::Problem;
use base_web::view::{Block, Cell, Facts, Notice, Page, Tone};
use base_web::{Reply, Visit, failure};
use grants::Grant;

use super::{Failed, badge, clock, extend, figures, id, interim, next, sections};
use crate::access;
use crate::model::{AuditNote, Examination, Proof, ProofId, ProofState, Report, Voucher};
use crate::queries;

pub async fn show(visit: Visit, Path(proof): Path<String>) -> Reply {
    let page = page(&visit, id(&proof, "proof")?, None).await?;
    visit.page(page)
}

/// What was refused, in words.
pub(super) fn refusal(visit: &Visit, problem: &Problem) -> Vec<Block> {
    let lang = visit.lang();
    let text = match problem {
        Problem::Invalid(fields) => {
            let all: Vec<String> = fields.iter().map(|field| visit.say(&field.text)).collect();
            all.join(" ")
        }
        other => failure::sentence(lang, other),
    };
    vec![Notice::new(Tone::Danger, failure::title(lang, problem), text).into()]
}

/// Everything the page shows, read once.
pub(super) struct Seen {
    pub(super) proof: Proof,
    pub(super) grant: Grant,
    pub(super) application: Application,
    pub(super) report: Report,
    pub(super) vouchers: Vec<Voucher>,
    pub(super) notes: Vec<(AuditNote, Examination)>,
}

pub(super) async fn page(visit: &Visit, id: ProofId, failed: Option<&Failed<'_>>) -> Result<Page, Problem> {
    let (lang, conn) = (visit.lang(), visit.app.db.reader());
    let (proof, grant, application) = queries::seen(conn, &visit.ctx, id).await?;
    let seen = Seen {
        report: queries::report(conn, &proof, &grant).await?,
        vouchers: queries::vouchers(conn, id).await?,
        notes: queries::audit_notes(conn, id).await?,
        proof,
        grant,
        application,
    };
    let office = access::is_office(&visit.ctx, seen.proof.programme_id);
    let mut page = Page::new(visit.t("proofs-one"))
        .kicker(&seen.proof.number)
        .badge(badge(lang, seen.proof.state))
        .lead(format!("{} – {}", seen.proof.body_name, seen.proof.title));
    page = if office {
        page.crumb("/proofs", visit.t("proofs-title"))
    } else {
        page.crumb("/my-applications", visit.t("applications-nav-mine"))
    };
    page = page.crumb(
        format!("/applications/{}", seen.application.id),
        seen.application.label(),
    );
    if let Some(failed) = failed {
        page = page.blocks(refusal(visit, failed.problem));
    }
    let signs = match seen.proof.state {
        ProofState::Submitted | ProofState::InAudit if office => {
            Some(queries::signs(conn, &seen.grant, &seen.report, &seen.vouchers).await?)
        }
        _ => None,
    };
    let clocks = if office {
        clock::clocks(visit, id).await?
    } else {
        Vec::new()
    };
    let next = next::next(visit, &seen, signs.as_ref(), &clocks, failed);
    if !next.is_empty() {
        page = page.section("next", visit.t("proofs-next"), next);
    }
    page = page.section("facts", visit.t("proofs-facts"), vec![facts(visit, &seen).into()]);
    page = extend::section(visit, page, &queries::extensions_of(conn, id).await?);
    page = interim::section(visit, page, &queries::interims_of(conn, id).await?);
    if let Some(signs) = &signs {
        page = page.section(
            "signs",
            visit.t("proofs-first-look"),
            sections::first_look(visit, &seen, signs),
        );
    }
    if access::may_read_parts(&visit.ctx, &seen.proof, &seen.application) {
        let [costs, sources] = figures::of_report(lang, &seen.report);
        page = page.section(
            "figures",
            visit.t("proofs-figures"),
            vec![costs.into(), sources.into()],
        );
        page = sections::narrative(visit, page, &seen);
        if !seen.vouchers.is_empty() {
            let table = sections::vouchers(visit, &seen.vouchers);
            page = page.section("vouchers", visit.t("proofs-vouchers"), vec![table.into()]);
        }
        page = sections::files(visit, page, &seen).await?;
    }
    page = sections::claims(visit, page, &seen).await?;
    if office {
        page = clock::section(visit, page, &seen, &clocks, failed).await?;
        page = sections::notes(visit, page, &seen).await?;
        page = sections::timeline(visit, page, &seen.proof).await?;
    }
    Ok(page)
}

fn facts(visit: &Visit, seen: &Seen) -> Facts {
    let (lang, proof) = (visit.lang(), &seen.proof);
    let day = |day| Cell::date(lang, day);
    Facts::new()
        .row(
            visit.t("proofs-grant"),
            Cell::link(
                format!("/grants/{}", proof.grant_id),
                visit.t("proofs-grant-open"),
            ),
        )
        .row(visit.t("proofs-award"), Cell::money(lang, seen.grant.amount))
        .row(visit.t("proofs-paid"), Cell::money(lang, seen.grant.paid))
        .row(visit.t("proofs-period-end"), day(proof.period_until_on))
        .row(visit.t("proofs-due"), day(proof.due_on))
        .maybe(
            visit.t("proofs-extension-wanted"),
            proof.extension_wanted_on.map(day),
        )
        .row(
            visit.t("proofs-form"),
            visit.t(&format!("proofs-form-{}", proof.form)),
        )
        .maybe(visit.t("proofs-received"), proof.received_on.map(day))
        .maybe(visit.t("proofs-vouchers-until"), proof.vouchers_until_on.map(day))
        .maybe(
            visit.t("proofs-accepted-amount"),
            proof.accepted.map(|amount| Cell::money(lang, amount)),
        )
        .wide()
}
