#![allow(clippy::unwrap_used)] // tests may

use base::{FieldProblem, Lang, fmt};
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};

use super::*;
use crate::model::{DoubleFunding, GrantId};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn part(year: i64, kind: PotKind, euros: i64) -> Tranche {
    Tranche {
        year,
        kind,
        amount: Cents(euros * 100),
    }
}

fn content(amount: Cents, tranches: Vec<Tranche>) -> Content {
    Content {
        amount,
        tranches,
        eligible: amount,
        from_on: day("2026-07-01"),
        until_on: day("2028-06-30"),
        purpose: "Prozessbegleitung".into(),
        objectives: "Ein Konzept liegt vor.".into(),
        conditions: String::new(),
        double_funding: DoubleFunding::None,
        double_funding_reason: "Keine weitere Förderung.".into(),
        share_basis: None,
    }
}

fn bounds() -> Bounds {
    Bounds {
        cap: Cents(4_000_000),
        used: Cents::ZERO,
        selected: Cents(4_000_000),
        minimum: Cents(250_000),
        years: vec![2026, 2027, 2028],
    }
}

fn findings(content: &Content, bounds: &Bounds) -> Vec<(String, String)> {
    match check(content, bounds) {
        Ok(()) => Vec::new(),
        Err(Problem::Invalid(fields)) => fields
            .into_iter()
            .map(|FieldProblem { field, text }| (field, text.key))
            .collect(),
        Err(other) => panic!("{other}"),
    }
}

fn of_amount(cents: i64) -> Content {
    content(
        Cents(cents),
        vec![Tranche {
            year: 2026,
            kind: PotKind::Cash,
            amount: Cents(cents),
        }],
    )
}

fn only(field: &str, key: &str) -> Vec<(String, String)> {
    vec![(field.to_owned(), key.to_owned())]
}

#[test]
fn b07_multi_year_check_names_the_75_000_euros_missing_in_2027() {
    let plan = [
        part(2026, PotKind::Cash, 10_000),
        part(2027, PotKind::Commitment, 25_000),
        part(2028, PotKind::Commitment, 5_000),
    ];
    let all: Vec<Tranche> = (0..23).flat_map(|_| plan).collect();
    let sums: Vec<Cents> = sum_by_pot(&all).into_values().collect();
    assert_eq!(sums, [Cents(23_000_000), Cents(57_500_000), Cents(11_500_000)]);
    assert_eq!(sums.iter().sum::<Cents>(), Cents(92_000_000));

    let means = [
        part(2026, PotKind::Cash, 230_000),
        part(2027, PotKind::Commitment, 500_000),
        part(2028, PotKind::Commitment, 115_000),
    ];
    let missing = missing_means(&all, &means);
    assert_eq!(
        missing,
        [Missing {
            year: 2027,
            kind: PotKind::Commitment,
            amount: Cents(7_500_000)
        }]
    );
    assert_eq!(
        fmt::money(Lang::De, missing[0].amount).replace(fmt::NBSP, " "),
        "75.000,00 €"
    );

    let enough = [
        part(2026, PotKind::Cash, 230_000),
        part(2027, PotKind::Commitment, 575_000),
        part(2028, PotKind::Commitment, 115_000),
    ];
    assert_eq!(missing_means(&all, &enough), []);
}

#[test]
fn c03_joint_project_has_one_cap_also_over_several_grants() {
    assert_eq!(findings(&of_amount(4_000_000), &bounds()), []);
    assert_eq!(
        findings(&of_amount(8_000_000), &bounds()),
        only("amount", "grants-over-cap")
    );
    let second = Bounds {
        used: Cents(4_000_000),
        ..bounds()
    };
    assert_eq!(
        findings(&of_amount(4_000_000), &second),
        only("amount", "grants-over-cap")
    );
    let three: Vec<i64> = base::money::split_equally(Cents(4_000_000), 3)
        .into_iter()
        .map(|part| part.0)
        .collect();
    assert_eq!(three, [1_333_334, 1_333_333, 1_333_333]);
}

#[test]
fn c05_one_cent_below_the_minimum_is_refused_and_the_minimum_is_allowed() {
    assert_eq!(
        findings(&of_amount(249_999), &bounds()),
        only("amount", "grants-below-minimum")
    );
    assert_eq!(findings(&of_amount(250_000), &bounds()), []);
}

#[test]
fn never_more_than_was_selected() {
    let selected = Bounds {
        selected: Cents(3_840_000),
        ..bounds()
    };
    assert_eq!(findings(&of_amount(3_840_000), &selected), []);
    assert_eq!(
        findings(&of_amount(3_840_001), &selected),
        only("amount", "grants-over-selection")
    );
}

#[test]
fn c01_the_effective_share_when_the_cap_bites() {
    assert_eq!(effective_share(Cents(3_840_000), Cents(4_800_000)), Rate(8_000));
    assert_eq!(effective_share(Cents(4_000_000), Cents(5_500_000)), Rate(7_273));
    assert_eq!(effective_share(Cents(1), Cents::ZERO), Rate::WHOLE);
}

#[test]
fn tranches_add_up_and_lie_in_years_of_the_call() {
    let good = vec![
        part(2026, PotKind::Cash, 10_000),
        part(2027, PotKind::Commitment, 30_000),
    ];
    assert_eq!(findings(&content(Cents(4_000_000), good.clone()), &bounds()), []);
    assert_eq!(
        findings(&content(Cents(3_999_999), good.clone()), &bounds()),
        only("tranches", "grants-tranches-sum")
    );
    let foreign_year = vec![part(2029, PotKind::Commitment, 40_000)];
    assert_eq!(
        findings(&content(Cents(4_000_000), foreign_year), &bounds()),
        only("tranches", "grants-tranche-year")
    );
    let twice = vec![
        part(2026, PotKind::Cash, 10_000),
        part(2026, PotKind::Cash, 30_000),
    ];
    assert_eq!(
        findings(&content(Cents(4_000_000), twice), &bounds()),
        only("tranches", "grants-tranche-twice")
    );
    let nothing = vec![
        part(2026, PotKind::Cash, 40_000),
        part(2027, PotKind::Commitment, 0),
    ];
    assert_eq!(
        findings(&content(Cents(4_000_000), nothing), &bounds()),
        only("tranches", "grants-tranche-positive")
    );
}

#[test]
fn the_check_for_double_funding_needs_a_reason_and_every_finding_is_told_at_once() {
    let bad = Content {
        double_funding_reason: " ".into(),
        purpose: String::new(),
        until_on: day("2026-06-30"),
        ..of_amount(4_000_001)
    };
    let fields: Vec<String> = findings(&bad, &bounds())
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(fields, ["amount", "until_on", "purpose", "double_funding_reason"]);
}

#[test]
fn an_amount_is_split_over_the_years_by_their_means() {
    let means = [
        part(2026, PotKind::Cash, 230_000),
        part(2027, PotKind::Commitment, 575_000),
        part(2028, PotKind::Commitment, 115_000),
    ];
    let split = |cents| {
        default_tranches(Cents(cents), &means)
            .iter()
            .map(|part| part.amount.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(split(4_000_000), [1_000_000, 2_500_000, 500_000]);
    assert_eq!(split(3_333_333), [833_333, 2_083_333, 416_667]);
    let one_year = [part(2026, PotKind::Cash, 1), part(2027, PotKind::Commitment, 0)];
    assert_eq!(
        default_tranches(Cents(500), &one_year),
        [Tranche {
            year: 2026,
            kind: PotKind::Cash,
            amount: Cents(500)
        }]
    );
}

#[test]
fn this_year_is_paid_from_cash_and_later_ones_from_commitment_authority() {
    let both = [
        part(2026, PotKind::Cash, 1),
        part(2026, PotKind::Commitment, 1),
        part(2027, PotKind::Cash, 1),
    ];
    assert_eq!(kind_for(2026, 2026, &both), PotKind::Cash);
    assert_eq!(kind_for(2026, 2025, &both), PotKind::Commitment);
    assert_eq!(
        kind_for(2027, 2026, &both),
        PotKind::Cash,
        "the call has cash alone for that year"
    );
    assert_eq!(kind_for(2028, 2026, &both), PotKind::Commitment);
}

#[test]
fn an_award_takes_what_was_reserved_for_it_and_gives_back_the_rest() {
    let reserved = [
        part(2026, PotKind::Cash, 30_000),
        part(2027, PotKind::Commitment, 10_000),
    ];
    let tranches = [
        part(2026, PotKind::Cash, 20_000),
        part(2027, PotKind::Commitment, 15_000),
    ];
    let movements: Vec<_> = commitments(&tranches, &reserved)
        .iter()
        .map(|m| (m.year, m.entry, m.from_reserved, m.amount.0 / 100))
        .collect();
    use LedgerEntry::{Commit, Release};
    assert_eq!(
        movements,
        [
            (2026, Commit, true, 20_000),
            (2026, Release, true, 10_000),
            (2027, Commit, true, 10_000),
            (2027, Commit, false, 5_000)
        ]
    );
}

#[test]
fn t05_post_is_delivered_on_the_fourth_day_and_the_portal_on_the_day_after_the_download() {
    let fetched = base::calendar::day_start(day("2026-05-29"));
    let sent = day("2026-05-28");
    assert_eq!(
        delivery(Channel::Post, sent, None, None, 4),
        Some(day("2026-06-01"))
    );
    assert_eq!(
        delivery(Channel::Post, sent, Some(fetched), None, 4),
        Some(day("2026-06-01")),
        "an earlier proof does not shorten"
    );
    assert_eq!(
        delivery(Channel::Portal, sent, Some(fetched), None, 4),
        Some(day("2026-05-30"))
    );
    assert_eq!(delivery(Channel::Portal, sent, None, None, 4), None);
    assert_eq!(accept_until(day("2026-06-01"), 4), Some(day("2026-06-29")));
}

#[test]
fn the_court_follows_the_third_digit_of_the_key() {
    let court_of = |key| court(region_of_key(key)).map(|(name, _)| name);
    assert_eq!(court_of("08111000"), Some("Verwaltungsgericht Stuttgart"));
    assert_eq!(court_of("08212"), Some("Verwaltungsgericht Karlsruhe"));
    assert_eq!(court_of("08315"), Some("Verwaltungsgericht Freiburg"));
    assert_eq!(court_of("08437078"), Some("Verwaltungsgericht Sigmaringen"));
    assert_eq!(court_of("09162000"), None);
}

fn grant(state: GrantState, mode: GrantMode) -> Grant {
    Grant {
        id: GrantId::new(),
        application_id: applications::ApplicationId::new(),
        call_id: calls::CallId::new(),
        programme_id: uuid::Uuid::now_v7(),
        number: "IBZ-2026A-0001".into(),
        title: String::new(),
        body_id: municipalities::BodyId::new(),
        body_name: String::new(),
        mode,
        state,
        amount: Cents(4_000_000),
        cap: Cents(4_000_000),
        selected: Cents(4_000_000),
        budget_line_id: None,
        financing_type: "SHARE".into(),
        rate: Rate(8_000),
        eligible: Cents(5_000_000),
        from_on: day("2026-07-01"),
        until_on: day("2028-06-30"),
        purpose: String::new(),
        objectives: String::new(),
        conditions: String::new(),
        double_funding: DoubleFunding::None,
        double_funding_reason: String::new(),
        prepared_by: Some(PersonId::new()),
        prepared_at: DateTime::UNIX_EPOCH,
        clauses_by: None,
        rl_signed_by: None,
        rl_signed_at: None,
        bfdh_signed_by: None,
        bfdh_signed_at: None,
        issued_by: None,
        issued_at: None,
        channel: None,
        sent_on: None,
        downloaded_at: None,
        delivered_on: None,
        accept_until_on: None,
        answered_by: None,
        answered_at: None,
        answer_remark: String::new(),
        award: 1,
        ordered: Cents::ZERO,
        paid: Cents::ZERO,
        retention: Rate(1_000),
        remedy_until_on: None,
        waived_on: None,
        objected_on: None,
        final_on: None,
        attempt: 1,
        fetch_until_on: None,
        proven_on: None,
        remedy_flawed: false,
        remedy_settled_on: None,
        posted_by: None,
        share_basis: None,
        version: 1,
    }
}

#[test]
fn support_in_kind_is_accepted_when_issued_and_money_when_delivered() {
    let next = |state, mode, verb| after(&grant(state, mode), verb).ok();
    assert_eq!(next(S::Issued, GrantMode::InKind, "accept"), Some(S::Accepted));
    assert_eq!(next(S::Issued, GrantMode::CashGrant, "accept"), None);
    assert_eq!(
        next(S::Delivered, GrantMode::CashGrant, "accept"),
        Some(S::Accepted)
    );
    assert_eq!(next(S::Issued, GrantMode::InKind, "deliver"), None);
    for mode in [GrantMode::InKind, GrantMode::CashGrant] {
        assert_eq!(next(S::Prepared, mode, "issue"), None);
        assert_eq!(next(S::Accepted, mode, "decline"), None);
    }
}

#[test]
fn who_holds_both_offices_signs_what_is_missing() {
    let both = [Role::RL, Role::BfdH];
    let mut grant = grant(S::Prepared, GrantMode::CashGrant);
    assert_eq!(signs_as(&grant, &both, None), Ok(Role::RL));
    grant.rl_signed_by = Some(PersonId::new());
    assert_eq!(signs_as(&grant, &both, None), Ok(Role::BfdH));
    assert!(matches!(
        signs_as(&grant, &[Role::RL], None),
        Err(Problem::Refused {
            code: "signed-already",
            ..
        })
    ));
    assert!(matches!(signs_as(&grant, &[], None), Err(Problem::Denied(_))));
}

#[test]
fn every_step_has_words_of_its_own_on_the_timeline() {
    use super::Spending::{Cancel, Order, Pay, Return, Unpay};
    // "undelivered" is said by its cause: returned by post, or not fetched
    let others = [
        "return",
        "fetch_over",
        "fetch",
        "change",
        "choose_clauses",
        "decline_overdue",
        "amend",
        "reduce",
    ];
    let steps = STEPS
        .iter()
        .map(|(_, verb, ..)| *verb)
        .filter(|verb| *verb != "undelivered");
    let later = LATER_STEPS.iter().map(|(verb, ..)| *verb);
    let money = [Order, Cancel, Pay, Return, Unpay].map(Spending::action);
    let (de, en) = crate::TEXTS;
    for action in steps.chain(later).chain(money).chain(others) {
        let key = format!("\napplications-event-grant-{} =", action.replace('_', "-"));
        assert!(de.contains(&key) && en.contains(&key), "{key}");
    }
    for line in de
        .lines()
        .chain(en.lines())
        .filter(|line| line.starts_with("applications-event-"))
    {
        let key = line.split(' ').next().unwrap_or_default();
        assert!(
            !key.contains('_'),
            "{key} is never found: the timeline says every _ as -"
        );
    }
}

fn parts() -> impl Strategy<Value = Vec<Tranche>> {
    let one = (2026..2029_i64, any::<bool>(), 1..5_000_000_i64).prop_map(|(year, cash, cents)| Tranche {
        year,
        kind: if cash { PotKind::Cash } else { PotKind::Commitment },
        amount: Cents(cents),
    });
    proptest::collection::vec(one, 0..6)
}

proptest! {
    #[test]
    fn commitments_bind_the_tranches_and_leave_no_reservation(tranches in parts(), reserved in parts()) {
        let movements = commitments(&tranches, &reserved);
        let sum = |wanted: &dyn Fn(&Movement) -> bool| movements.iter().filter(|m| wanted(m)).map(|m| m.amount).sum::<Cents>();
        prop_assert_eq!(sum(&|m| m.entry == LedgerEntry::Commit), tranches.iter().map(|part| part.amount).sum::<Cents>());
        prop_assert_eq!(sum(&|m| m.from_reserved), reserved.iter().map(|part| part.amount).sum::<Cents>());
    }

    #[test]
    fn default_tranches_add_up_to_the_cent(cents in 1..10_000_000_i64, means in parts()) {
        let tranches = default_tranches(Cents(cents), &means);
        let sum: Cents = tranches.iter().map(|part| part.amount).sum();
        prop_assert!(means.is_empty() || sum == Cents(cents));
    }
}

#[test]
fn the_arrows_of_handbook_5_5_after_finality_are_all_there_and_no_others_lead_to_a_hearing() {
    use GrantState as S;
    let leads = |from: S, verb: &str, to: S| {
        LATER_STEPS
            .iter()
            .any(|(step, states, end)| *step == verb && states.contains(&from) && *end == to)
    };
    for (from, verb, to) in [
        (S::Final, "pay", S::InPayment),
        (S::InPayment, "report_due", S::ReportDue),
        (S::ReportDue, "report", S::ReportSubmitted),
        (S::ReportDue, "overdue", S::Overdue),
        (S::Overdue, "report", S::ReportSubmitted),
        (S::ReportSubmitted, "audit", S::InAudit),
        (S::InAudit, "settle", S::Settled),
        (S::InAudit, "hear", S::Hearing),
        (S::Settled, "hear", S::Hearing),
        (S::Hearing, "uphold", S::Settled),
        (S::Hearing, "reclaim", S::Reclaimed),
        (S::Reclaimed, "settle", S::Settled),
        (S::Hearing, "revoke_part", S::RevokedPart),
        (S::RevokedPart, "settle", S::Settled),
        (S::RevokedPart, "resume", S::InPayment),
        (S::Hearing, "revoke", S::Revoked),
        (S::Issued, "revoke", S::Revoked),
        (S::Objected, "revoke", S::Revoked),
        (S::Settled, "close", S::Closed),
        (S::Revoked, "close", S::Closed),
    ] {
        assert!(leads(from, verb, to), "{from} {verb} {to}");
    }
    // nothing is revoked without a hearing, which before finality only its claim shows; what is declined stays so, and what
    // is closed is only opened again
    for (verb, states, to) in LATER_STEPS {
        let revokes = matches!(to, S::Revoked | S::RevokedPart | S::Reclaimed);
        let is_heard = |state: &S| *state == S::Hearing || *to == S::Revoked && state.awaits_finality();
        assert!(!revokes || states.iter().all(is_heard), "{verb}");
        assert!(*verb == "reopen" || !states.contains(&S::Closed), "{verb}");
        assert!(!states.contains(&S::Declined), "{verb}");
    }
}
