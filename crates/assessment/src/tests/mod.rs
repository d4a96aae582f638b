//! The use cases on both databases, and the pages.

#![allow(clippy::unwrap_used)] // tests may

mod assignment;
mod pages;
mod pool;
mod reviews;
mod scoring;
mod sight;
mod world;

use crate::model::{ReviewId, Score, Scores};
use crate::usecases::{self, Assign, Declare, SaveScores};
use crate::{Interest, store};
use base::{Ctx, Person};
use base_db::Db;
use world::World;

fn texts() {
    base::texts::install(&all_texts()).unwrap();
}

fn all_texts() -> Vec<base::texts::TextFiles> {
    vec![
        base_web::TEXTS,
        base_mail::TEXTS,
        base_sheets::TEXTS,
        people::TEXTS,
        calls::TEXTS,
        applications::TEXTS,
        crate::TEXTS,
    ]
}

/// Points K1 to K7 with a reason wherever one is needed.
fn scores(points: [i64; 7]) -> Scores {
    let score = |(number, points): (i64, i64)| {
        (
            format!("K{number}"),
            Score {
                points: Some(points),
                reason: "Aus dem Antrag belegt.".to_owned(),
            },
        )
    };
    (1..).zip(points).map(score).collect()
}

async fn assign_all(db: &Db, world: &World) {
    let command = Assign {
        call: world.call.id,
        applications: world.cases.iter().map(|case| case.id).collect(),
        assessors: world.assessors.iter().map(|person| person.id).collect(),
        due_on: chrono::NaiveDate::from_ymd_opt(2026, 4, 1),
    };
    usecases::assign(db, &world.at(&world.officer), command)
        .await
        .unwrap();
}

async fn review_of(db: &Db, world: &World, case: usize, person: &Person) -> ReviewId {
    let review = store::review::find_of(db.reader(), world.cases[case].id, person.id)
        .await
        .unwrap();
    review.unwrap().id
}

async fn declare_none(db: &Db, world: &World, id: ReviewId, person: &Person) {
    let command = Declare {
        review: id,
        interest: Interest::None,
        reason: String::new(),
    };
    usecases::declare(db, &world.at(person), command).await.unwrap();
}

/// Declares and hands in.
async fn give(db: &Db, world: &World, case: usize, assessor: usize, points: [i64; 7]) {
    let person = &world.assessors[assessor];
    let id = review_of(db, world, case, person).await;
    declare_none(db, world, id, person).await;
    let version = store::review::get(db.reader(), id).await.unwrap().version;
    let command = SaveScores {
        scores: scores(points),
        version,
        ..SaveScores::default()
    };
    usecases::submit(db, &world.at(person), id, command)
        .await
        .unwrap();
}

/// Scenario G01: rows of A, B and C, each with three assessors.
async fn g01(db: &Db) -> World {
    texts();
    let world = World::new(db, &[4_000_000, 4_000_000, 3_850_000], base::Cents(15_000_000)).await;
    assign_all(db, &world).await;
    for (case, rows) in super::rules::tests::G01.into_iter().enumerate() {
        for (assessor, points) in rows.into_iter().enumerate() {
            give(db, &world, case, assessor, points).await;
        }
    }
    world
}

#[test]
fn both_languages_say_the_same_things() {
    assert_eq!(
        base::texts::keys(crate::TEXTS.0),
        base::texts::keys(crate::TEXTS.1)
    );
}
