#![allow(clippy::unwrap_used)] // tests may

use super::*;
use crate::model::Score;
use crate::rules::tests::G01;
use crate::rules::weigh;

fn marks() -> (Vec<Marks>, Vec<ApplicationId>, Vec<PersonId>) {
    let weights = [15, 20, 20, 15, 15, 10, 5];
    let weights = (1..)
        .zip(weights)
        .map(|(place, weight)| (format!("K{place}"), weight));
    let weights = weights.collect();
    let applications: Vec<ApplicationId> = (0..3).map(|_| ApplicationId::new()).collect();
    let mut assessors: Vec<PersonId> = (0..3).map(|_| PersonId::new()).collect();
    assessors.sort_unstable();
    let mut all = Vec::new();
    for (application, rows) in applications.iter().zip(G01) {
        for (assessor, points) in assessors.iter().zip(rows) {
            let scores: Scores = (1..)
                .zip(points)
                .map(|(place, points)| {
                    let score = Score {
                        points: Some(points),
                        reason: "Belegt.".to_owned(),
                    };
                    (format!("K{place}"), score)
                })
                .collect();
            all.push(Marks {
                application: *application,
                assessor: *assessor,
                weighted: weigh(&scores, &weights).unwrap(),
                scores,
            });
        }
    }
    (all, applications, assessors)
}

/// G01 without its third assessor: A 77,50, B 80,00, C 85,00.
#[test]
fn g01_hangs_on_its_third_assessor() {
    let (marks, applications, assessors) = marks();
    let found: Vec<_> = shifts(&marks, 1, &[])
        .into_iter()
        .map(|shift| {
            (
                shift.application,
                shift.assessor,
                shift.rank,
                shift.without,
                shift.crosses,
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (applications[0], assessors[2], 1, Some(3), true),
            (applications[2], assessors[2], 3, Some(1), true),
        ]
    );
    // with places for all of them nothing depends on one person
    assert!(shifts(&marks, 3, &[]).iter().all(|shift| !shift.crosses));
}

#[test]
fn an_application_with_one_assessor_has_no_place_without() {
    let (mut marks, applications, assessors) = marks();
    marks.retain(|mark| mark.application != applications[1] || mark.assessor == assessors[0]);
    let found = shifts(&marks, 2, &[]);
    let alone = found
        .iter()
        .find(|shift| shift.application == applications[1] && shift.assessor == assessors[0])
        .unwrap();
    assert_eq!((alone.rank, alone.without, alone.crosses), (2, None, true));
}

#[test]
fn leniency_compares_with_the_others_on_the_same_applications() {
    let (marks, _, _) = marks();
    let found: Vec<_> = leniency(&marks)
        .into_iter()
        .map(|one| (one.compared, one.difference_hundredths))
        .collect();
    // −7,5 + 0 + 7 over three; 0 + 0 + 10; 7,5 + 0 − 17
    assert_eq!(found, [(3, -17), (3, 333), (3, -317)]);
}
