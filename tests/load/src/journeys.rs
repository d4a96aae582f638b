//! What people do, as requests with their right answers; and the goals of each journey.

use std::sync::Arc;

use crate::drive::Shot;
use crate::ids::{Kind, id};
use crate::seed::{
    self, ASSESSORS, AWARDS, BUDGET, Call, FROZEN, HEAD, LARGE, OFFICER, OPTIMISE, RUSH, SECRETARY,
    SIGNATORIES, SMALL,
};

/// How a journey compares with its floor.
#[derive(Debug, Clone, Copy)]
pub enum Against {
    /// At least this share of the floor's rate.
    Rate(f64),
    /// At most this multiple of the floor's time.
    Time(f64),
    Nothing,
}

/// A journey and what is asked of it.
pub struct Goal {
    pub journey: &'static str,
    pub against: Against,
    /// Milliseconds (p99 of a loop, all of a single job) or MiB that must not be exceeded.
    pub ceiling: Option<f64>,
}

const fn goal(journey: &'static str, against: Against, ceiling: Option<f64>) -> Goal {
    Goal {
        journey,
        against,
        ceiling,
    }
}

pub const GOALS: [Goal; 25] = [
    goal("list 11,000", Against::Rate(0.40), Some(60.0)),
    goal("list 1,101", Against::Rate(0.40), Some(60.0)),
    goal("ranked 11,000", Against::Rate(0.30), Some(60.0)),
    goal("ranked, frozen", Against::Rate(0.30), Some(60.0)),
    goal("ranked 1,101", Against::Nothing, Some(60.0)),
    goal("detail", Against::Rate(0.20), Some(40.0)),
    goal("search", Against::Rate(0.35), Some(60.0)),
    goal("score", Against::Rate(0.35), Some(50.0)),
    goal("score, 30 at once", Against::Nothing, None),
    goal("award", Against::Rate(0.60), None),
    goal("submit", Against::Rate(0.25), None),
    goal("rush 1,101", Against::Nothing, Some(150.0)),
    goal("selection 23", Against::Time(3.0), Some(50.0)),
    goal("selection 1,101", Against::Nothing, Some(500.0)),
    goal("assignment 1,101", Against::Nothing, Some(2_000.0)),
    goal("optimiser 1,101", Against::Nothing, Some(2_000.0)),
    goal("export", Against::Time(4.0), Some(1_500.0)),
    goal("import", Against::Time(2.5), Some(2_000.0)),
    goal("letters 23", Against::Time(1.5), Some(1_000.0)),
    goal("letters 1,101", Against::Time(1.5), Some(30_000.0)),
    goal("packet 60", Against::Nothing, Some(20_000.0)),
    goal("outbox 10,000", Against::Nothing, Some(10_000.0)),
    goal("start", Against::Nothing, Some(300.0)),
    goal("memory", Against::Nothing, Some(64.0)),
    goal("list page kB", Against::Nothing, Some(60.0)),
];

/// A closed loop.
pub struct Loop {
    pub journey: &'static str,
    pub clients: usize,
    /// Each request can be sent once only.
    pub once: bool,
    pub shots: Arc<Vec<Shot>>,
}

/// The loops that only read.
pub fn reading() -> Vec<Loop> {
    let read = |journey, shots: Vec<Shot>| Loop {
        journey,
        clients: 8,
        once: false,
        shots: Arc::new(shots),
    };
    let officer = seed::session(OFFICER);
    vec![
        read("list 11,000", list(LARGE)),
        read("list 1,101", list(SMALL)),
        read("ranked 11,000", ranked(LARGE)),
        read("ranked, frozen", ranked(FROZEN)),
        read("ranked 1,101", ranked(OPTIMISE)),
        read(
            "detail",
            (0..LARGE.applications)
                .map(|place| place * 7 % LARGE.applications)
                .map(|place| {
                    let case = id(Kind::Application, LARGE.first() + place);
                    Shot::get(
                        format!("/applications/{case}"),
                        &officer,
                        seed::number(LARGE, place),
                    )
                })
                .collect(),
        ),
        read(
            "search",
            (0..6_000)
                .map(|place| 5_000 + place * 7 % 6_000)
                .map(|number| {
                    Shot::get(
                        format!("/search?q=bach+{number}"),
                        &officer,
                        format!("Musterort am Bach {number}"),
                    )
                })
                .collect(),
        ),
    ]
}

/// The loops that write; every request once.
pub fn writing() -> Vec<Loop> {
    let write = |journey, clients, shots: Vec<Shot>| Loop {
        journey,
        clients,
        once: true,
        shots: Arc::new(shots),
    };
    vec![
        write("score", 8, scores(LARGE)),
        write("score, 30 at once", 30, scores(SMALL)),
        write("award", 32, awards()),
        write("submit", 8, submissions()),
    ]
}

fn list(call: Call) -> Vec<Shot> {
    (0..20)
        .map(|page| {
            Shot::get(
                format!("/applications?call={}&page={}", call.code, page + 1),
                &seed::session(OFFICER),
                seed::number(call, page * 50),
            )
        })
        .collect()
}

fn ranked(call: Call) -> Vec<Shot> {
    (1..=5)
        .map(|page| {
            Shot::get(
                format!("/calls/{}/ranking?page={page}", call.id()),
                &seed::session(OFFICER),
                format!("{}-", call.code),
            )
        })
        .collect()
}

/// The third review of every case, handed in by its assessor.
fn scores(call: Call) -> Vec<Shot> {
    call.cases()
        .map(|case| {
            let review = case * 3 + 2;
            let assessor = ASSESSORS.start + review % ASSESSORS.len();
            Shot::post(
                format!("/reviews/{}", id(Kind::Review, review)),
                &seed::session(assessor),
                seed::review_body(case),
                "reviews-done-submitted",
            )
        })
        .collect()
}

/// The second signature, which commits the money of the one pot.
fn awards() -> Vec<Shot> {
    AWARDS
        .cases()
        .map(|case| {
            Shot::post(
                format!("/grants/{}/countersign", id(Kind::Grant, case)),
                &seed::session(BUDGET),
                "version=1".to_owned(),
                "grants-done-countersigned",
            )
        })
        .collect()
}

fn submissions() -> Vec<Shot> {
    let ticked = "not_begun=true&no_double_funding=true&true_and_complete=true&privacy_read=true&exchange_willing=true";
    RUSH.cases()
        .enumerate()
        .map(|(place, case)| {
            Shot::post(
                format!("/applications/{}/submit", id(Kind::Application, case)),
                &seed::session(SIGNATORIES + place),
                format!("version=1&{ticked}"),
                "/receipt",
            )
        })
        .collect()
}

/// A file of the rush: 1 MiB.
const RUSH_FILE: usize = 1 << 20;

/// Those who come in the last minute: each puts two files of 1 MiB on the draft and hands it in.
pub fn rush(count: usize) -> Vec<Vec<Shot>> {
    let first = RUSH.applications - count;
    submissions()
        .into_iter()
        .enumerate()
        .skip(first)
        .map(|(place, submit)| {
            let case = id(Kind::Application, RUSH.first() + place);
            let file = |label| {
                Shot::file(
                    format!("/applications/{case}/attachments"),
                    &seed::session(SIGNATORIES + place),
                    &[("document", "OTHER"), ("label", label)],
                    "files",
                    RUSH_FILE,
                    "applications-done",
                )
            };
            vec![file("Beschluss"), file("Kostenplan"), submit]
        })
        .collect()
}

/// All results of a call, released in one transaction.
pub fn release(call: Call) -> Shot {
    Shot::post(
        format!("/calls/{}/decisions/release", call.id()),
        &seed::session(HEAD),
        String::new(),
        "decisions-done-released",
    )
}

/// Three assessors for every application, proposed.
pub fn propose(call: Call) -> Shot {
    Shot::post(
        format!("/calls/{}/assignment", call.id()),
        &seed::session(OFFICER),
        "target=3&due_on=".to_owned(),
        "assignment-done",
    )
}

/// The best set under ten quotas, for about half of the applications.
pub fn optimise(call: Call) -> Shot {
    let regions = (1..=4).map(|region| format!("&least_REGION_{region}=100&most_REGION_{region}=180"));
    let sizes = "&least_SIZE_UNDER_10K=60&most_SIZE_FROM_50K=110";
    let quotas = regions.collect::<String>() + sizes;
    Shot::post(
        format!("/calls/{}/scenarios", call.id()),
        &seed::session(SECRETARY),
        format!("kind=OPTIMISED&optimised_name=Messung&optimised_budget=16.000.000,00{quotas}"),
        "scenarios-done-saved",
    )
}

pub fn issue_all(call: Call) -> Shot {
    Shot {
        status: 200,
        ..Shot::post(
            format!("/calls/{}/grants/issue-all", call.id()),
            &seed::session(HEAD),
            "channel=PORTAL".to_owned(),
            seed::number(call, 0),
        )
    }
}

pub fn preview(call: Call) -> Shot {
    let grant = id(Kind::Grant, call.first());
    Shot::get(format!("/grants/{grant}/preview"), &seed::session(HEAD), "%PDF")
}

/// The list of applications as a workbook.
pub fn export(call: Call) -> Shot {
    Shot::get(
        format!("/reports/X1/{}/download?format=xlsx", call.code),
        &seed::session(OFFICER),
        "xl/worksheets",
    )
}
