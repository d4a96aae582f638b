#![allow(clippy::unwrap_used)] // tests may

use base::Cents;
use chrono::{NaiveDate, NaiveTime};

use super::*;
use crate::groups::frozen;
use crate::tests::world::{a_call, some_terms};

/// Makes good terms bad, or other ones.
type Spoil = fn(&mut Terms);

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn end_of(text: &str) -> Deadline {
    Deadline::end_of(NaiveDate::parse_from_str(text, "%d.%m.%Y").unwrap())
}

/// The fields of an `Invalid`, or the code of a `Refused`.
fn wrong(answer: Result<impl std::fmt::Debug, Problem>) -> Vec<String> {
    match answer {
        Ok(value) => panic!("accepted: {value:?}"),
        Err(Problem::Invalid(fields)) => fields.into_iter().map(|field| field.field).collect(),
        Err(Problem::Refused { code, .. }) => vec![code.to_owned()],
        Err(Problem::Denied(_)) => vec!["denied".to_owned()],
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn every_pair_of_states_is_joined_exactly_as_in_handbook_5_1() {
    let handbook = [
        ("DRAFT", "IN_REVIEW", "submit_for_review"),
        ("IN_REVIEW", "DRAFT", "send_back"),
        ("IN_REVIEW", "PUBLISHED", "publish"),
        ("PUBLISHED", "OPEN", "open"),
        ("OPEN", "OPEN", "extend"),
        ("CLOSED", "OPEN", "extend"),
        ("OPEN", "CLOSED", "close"),
        ("CLOSED", "IN_SELECTION", "start_selection"),
        ("IN_SELECTION", "DECIDED", "decide"),
        ("DECIDED", "COMPLETED", "complete"),
        ("DRAFT", "CANCELLED", "cancel"),
        ("IN_REVIEW", "CANCELLED", "cancel"),
        ("PUBLISHED", "CANCELLED", "cancel"),
        ("OPEN", "CANCELLED", "cancel"),
    ];
    for from in CallState::ALL {
        for to in CallState::ALL {
            let ways: Vec<&str> = Verb::ALL
                .iter()
                .filter(|verb| after(*from, **verb) == Ok(*to))
                .map(|verb| verb.code())
                .collect();
            let expected: Vec<&str> = handbook
                .iter()
                .filter(|row| row.0 == from.code() && row.1 == to.code())
                .map(|row| row.2)
                .collect();
            assert_eq!(ways, expected, "{from} → {to}");
        }
    }
}

#[test]
fn each_step_is_done_by_the_office_of_handbook_5_1() {
    let who = |from: CallState, verb: Verb| steps_from(from).find(|step| step.0 == verb).unwrap().1;
    assert_eq!(who(CallState::Draft, Verb::SubmitForReview), Who::Role(Role::SB));
    assert_eq!(who(CallState::InReview, Verb::SendBack), Who::Role(Role::RL));
    assert_eq!(who(CallState::InReview, Verb::Publish), Who::HeadAndBudgetOfficer);
    assert_eq!(who(CallState::Published, Verb::Open), Who::System);
    assert_eq!(who(CallState::Open, Verb::Close), Who::System);
    assert_eq!(who(CallState::Open, Verb::Extend), Who::Role(Role::RL));
    assert_eq!(who(CallState::Closed, Verb::Extend), Who::Role(Role::RL));
    assert_eq!(who(CallState::Closed, Verb::StartSelection), Who::Role(Role::SB));
    assert_eq!(who(CallState::Decided, Verb::Complete), Who::Role(Role::RL));
    assert_eq!(who(CallState::Open, Verb::Cancel), Who::Role(Role::RL));
}

#[test]
fn a_complete_call_is_ready_for_review() {
    assert_eq!(
        ready_for_review(&some_terms(), utc("2026-01-10T08:00:00Z")),
        Ok(())
    );
}

#[test]
fn each_missing_part_is_named_before_review() {
    let now = utc("2026-01-10T08:00:00Z");
    let cases: [(&str, Spoil); 12] = [
        ("title_de", |terms| terms.title_de.clear()),
        ("purpose_de", |terms| terms.purpose_de.clear()),
        ("eligible_de", |terms| terms.eligible_de.clear()),
        ("how_de", |terms| terms.how_de.clear()),
        ("form_version", |terms| terms.form_version = 0),
        ("criteria", |terms| terms.criteria[0].weight += 1),
        ("criteria", |terms| terms.criteria.truncate(6)),
        ("budget_years", |terms| terms.budget_years.clear()),
        ("budget_line_id", |terms| terms.budget_line_id = None),
        ("body_types", |terms| terms.body_types.clear()),
        ("rate_basis_points", |terms| terms.rate = base::Rate(0)),
        ("deadline_on", |terms| {
            terms.opens_at = "2025-12-01T08:00:00Z".parse().unwrap();
            terms.deadline = Deadline::end_of(NaiveDate::from_ymd_opt(2026, 1, 9).unwrap());
        }),
    ];
    for (field, spoil) in cases {
        let mut terms = some_terms();
        spoil(&mut terms);
        assert_eq!(wrong(ready_for_review(&terms, now)), [field]);
    }
}

#[test]
fn all_missing_parts_are_named_at_once() {
    let mut terms = some_terms();
    terms.how_de.clear();
    terms.budget_line_id = None;
    terms.criteria.clear();
    assert_eq!(
        wrong(ready_for_review(&terms, utc("2026-01-10T08:00:00Z"))),
        ["how_de", "budget_line_id", "criteria"]
    );
}

#[test]
fn the_weights_add_up_to_one_hundred() {
    for (first, sum, is_right) in [(15, 100, true), (14, 99, false), (16, 101, false)] {
        let mut terms = some_terms();
        terms.criteria[0].weight = first;
        assert_eq!(terms.weights(), sum);
        assert_eq!(
            ready_for_review(&terms, utc("2026-01-10T08:00:00Z")).is_ok(),
            is_right,
            "{sum}"
        );
    }
}

#[test]
fn even_a_draft_is_refused_what_makes_no_sense() {
    let cases: [(&str, Spoil); 9] = [
        ("opens_at", |terms| terms.opens_at = terms.deadline.instant()),
        ("cap_cents", |terms| {
            (terms.cap, terms.minimum) = (Cents(-1), Cents(-1))
        }),
        ("minimum_cents", |terms| terms.minimum = terms.cap + Cents(1)),
        ("rate_basis_points", |terms| terms.rate = base::Rate(10_001)),
        ("reviews_target", |terms| terms.reviews_target = 1),
        ("project_until", |terms| {
            terms.project_until = terms.project_from.map(|from| from - chrono::Days::new(1))
        }),
        ("budget_years", |terms| terms.budget_years[0].cash = Cents(-1)),
        ("budget_years", |terms| {
            terms.budget_years[1].year = terms.budget_years[0].year
        }),
        ("criteria", |terms| {
            terms.criteria[1].code = terms.criteria[0].code.clone()
        }),
    ];
    for (field, spoil) in cases {
        let mut terms = some_terms();
        spoil(&mut terms);
        assert_eq!(wrong(check_draft(&terms))[0], field);
    }
    let mut terms = some_terms();
    terms.budget_years[0].cash = Cents(i64::MAX);
    assert_eq!(wrong(check_draft(&terms)), ["budget_years"]);
}

#[test]
fn the_deadline_moves_only_later_and_into_the_future() {
    let (march, now) = (end_of("06.03.2026"), utc("2026-03-01T08:00:00Z"));
    assert_eq!(extension(&march, &end_of("07.03.2026"), now), Ok(()));
    assert_eq!(wrong(extension(&march, &march, now)), ["deadline_on"]);
    assert_eq!(
        wrong(extension(&march, &end_of("05.03.2026"), now)),
        ["deadline_on"]
    );
    let noon = Deadline::at(march.date(), NaiveTime::from_hms_opt(12, 0, 0).unwrap()).unwrap();
    assert_eq!(
        wrong(extension(&march, &noon, now)),
        ["deadline_on"],
        "earlier on the same day"
    );
    assert_eq!(extension(&noon, &march, now), Ok(()), "later on the same day");
    // after expiry: not to a moment that has passed as well
    assert_eq!(
        wrong(extension(
            &march,
            &end_of("08.03.2026"),
            utc("2026-03-08T23:00:00Z")
        )),
        ["deadline_on"]
    );
    assert_eq!(
        extension(&march, &end_of("09.03.2026"), utc("2026-03-08T23:00:00Z")),
        Ok(())
    );
}

#[test]
fn two_other_persons_of_both_offices_approve() {
    let (officer, head, budget) = (PersonId::new(), PersonId::new(), PersonId::new());
    let at = utc("2026-01-11T08:00:00Z");
    let mut call = a_call(CallState::InReview);
    call.created_by = Some(officer);
    call.submitted_by = Some(officer);
    let both = [Role::RL, Role::BfdH];

    assert_eq!(wrong(approval(&call, head, &[], None)), ["denied"]);
    assert_eq!(
        wrong(approval(&call, head, &[Role::RL], Some(Role::BfdH))),
        ["denied"]
    );
    assert_eq!(
        wrong(approval(&call, officer, &both, None)),
        ["four-eyes"],
        "who prepared it"
    );
    assert_eq!(approval(&call, head, &[Role::RL], None), Ok(Role::RL));
    assert_eq!(approval(&call, budget, &[Role::BfdH], None), Ok(Role::BfdH));
    assert_eq!(approval(&call, budget, &both, Some(Role::BfdH)), Ok(Role::BfdH));

    call.rl_approval = Some(Approval { by: head, at });
    assert_eq!(
        wrong(approval(&call, head, &both, Some(Role::BfdH))),
        ["four-eyes"],
        "one person, both offices"
    );
    assert_eq!(
        wrong(approval(&call, budget, &[Role::RL], None)),
        ["already-approved"]
    );
    assert_eq!(approval(&call, budget, &both, None), Ok(Role::BfdH));
    call.edited_by = Some(budget);
    assert_eq!(
        wrong(approval(&call, budget, &both, None)),
        ["four-eyes"],
        "who edited it"
    );
}

#[test]
fn after_publication_what_counts_is_frozen() {
    let old = some_terms();
    let mut texts = old.clone();
    texts.purpose_de = "Berichtigt.".to_owned();
    texts.title_en = "Corrected".to_owned();
    let frozen_changes: [(&str, Spoil); 6] = [
        ("criteria", |terms| {
            terms.criteria[0].weight -= 5;
            terms.criteria[1].weight += 5;
        }),
        ("criteria", |terms| terms.criteria[0].anchor_de.push('!')),
        ("cap_cents", |terms| terms.cap = Cents(5_000_000)),
        ("form_version", |terms| terms.form_version = 2),
        ("deadline_on", |terms| {
            terms.deadline = Deadline::end_of(terms.deadline.date() + chrono::Days::new(1))
        }),
        ("budget_years", |terms| terms.budget_years[0].cash = Cents(1)),
    ];
    for state in CallState::ALL {
        let answer = frozen(*state, &old, &texts);
        match state {
            CallState::Draft | CallState::Published | CallState::Open => {
                assert_eq!(answer, Ok(()), "{state}")
            }
            _ => assert_eq!(wrong(answer), ["call-frozen"], "{state}"),
        }
        for (field, change) in frozen_changes {
            let mut new = texts.clone();
            change(&mut new);
            let answer = frozen(*state, &old, &new);
            match state {
                CallState::Draft => assert_eq!(answer, Ok(()), "{field}"),
                CallState::Published | CallState::Open => assert_eq!(wrong(answer), [field], "{state}"),
                _ => assert_eq!(wrong(answer), ["call-frozen"], "{state}"),
            }
        }
    }
}

#[test]
fn a_reason_has_words() {
    assert_eq!(
        reason("  Störung am letzten Tag\n"),
        Ok("Störung am letzten Tag".to_owned())
    );
    assert_eq!(wrong(reason(" \n\t")), ["reason"]);
    assert_eq!(wrong(reason(&"x".repeat(2_001))), ["reason"]);
}

#[test]
fn a_local_time_inside_a_clock_change_is_refused_with_an_explanation() {
    for (date, time, expected) in [
        ("2026-03-29", "02:30", Some("calls-local-time-does-not-exist")),
        ("2026-10-25", "02:30", Some("calls-local-time-ambiguous")),
        ("2026-03-29", "03:00", None),
    ] {
        let mut json = TermsJson::from(&some_terms());
        json.deadline_on = date.parse().unwrap();
        json.deadline_time = Some(time.to_owned());
        match (json.terms(), expected) {
            (Ok(terms), None) => assert_eq!(terms.deadline.instant(), utc("2026-03-29T01:00:00Z")),
            (Err(Problem::Invalid(fields)), Some(key)) => {
                assert_eq!(fields.len(), 1);
                assert_eq!(
                    (fields[0].field.as_str(), fields[0].text.key.as_str()),
                    ("deadline_time", key)
                );
            }
            (answer, _) => panic!("{date} {time}: {answer:?}"),
        }
    }
}

#[test]
fn t01_t02_t03_t04_a_date_only_deadline_ends_with_its_day_in_berlin() {
    for (day, instant) in [
        ("2026-03-06", "2026-03-06T23:00:00Z"),
        ("2026-03-31", "2026-03-31T22:00:00Z"),
        ("2026-03-28", "2026-03-28T23:00:00Z"),
        ("2026-03-29", "2026-03-29T22:00:00Z"),
        ("2026-10-25", "2026-10-25T23:00:00Z"),
    ] {
        let mut json = TermsJson::from(&some_terms());
        json.deadline_on = day.parse().unwrap();
        let deadline = json.terms().unwrap().deadline;
        assert_eq!(deadline.instant(), utc(instant));
        assert!(
            !deadline.is_met_by(utc(instant)),
            "the deadline's own instant is late"
        );
    }
}

#[test]
fn terms_survive_json() {
    let terms = some_terms();
    assert_eq!(TermsJson::from(&terms).terms(), Ok(terms));
}
