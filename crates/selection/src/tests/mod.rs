//! From the frozen ranking to the release, on both databases, and the pages.

#![allow(clippy::unwrap_used)] // tests may

mod audit;
mod concerns;
mod declarations;
mod leaks;
mod life;
mod minutes;
mod pages;
mod release;
mod reserve;
mod room;
#[path = "../../../assessment/src/tests/world.rs"]
mod world;

use applications::{Application, ApplicationId};
use assessment::{Assign, Declare, Interest, SaveScores, Score, Scores};
use base::{Cents, Ctx, Person, Problem, Role, Scope};
use base_db::Db;
use base_testing::operator;
use calls::AllocationMode;
use chrono::TimeDelta;
use world::World;

use crate::model::{Ballot, CommitteeId, MeetingId, MemberId, Outcome, Votes};
use crate::usecases::{
    self, MoveMember, NewMember, Opened, PlanMeeting, RecordItem, RecordList, SaveAllocation,
};

fn texts() {
    base::texts::install(&[
        base_web::TEXTS,
        base_mail::TEXTS,
        base_sheets::TEXTS,
        people::TEXTS,
        calls::TEXTS,
        applications::TEXTS,
        assessment::TEXTS,
        crate::TEXTS,
    ])
    .unwrap();
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Problem>) -> &'static str {
    match answer {
        Err(Problem::Refused { code, .. }) => code,
        other => panic!("not refused: {other:?}"),
    }
}

/// The scenario of chapter B: A to E in ranking order, means 150.000,00 €.
const REQUESTED: [i64; 5] = [5_200_000, 4_000_000, 3_850_000, 4_000_000, 2_500_000];
const MEANS: Cents = Cents(15_000_000);

/// A world whose ranking is frozen in the order of the numbers, and a committee of nine.
struct Group {
    world: World,
    committee: CommitteeId,
    chair: Person,
    member: Person,
    /// The seats: chair, member with an account, seven more; all vote.
    seats: Vec<MemberId>,
}

impl Group {
    async fn new(db: &Db) -> Self {
        Self::with(db, &REQUESTED, MEANS).await
    }

    async fn with(db: &Db, requested: &[i64], means: Cents) -> Self {
        Self::scored(db, (requested, means), scores).await
    }

    /// `scores` by the place of the application.
    async fn scored(db: &Db, (requested, means): (&[i64], Cents), scores: fn(usize) -> Scores) -> Self {
        texts();
        let world = World::new(db, requested, means).await;
        rank(db, &world, scores).await;
        let secretary = world.at(&world.secretary);
        let name = "Steuerungsgruppe Land";
        let committee = usecases::create_committee(db, &secretary, world.programme, name)
            .await
            .unwrap();
        let scope = Scope::Committee(committee.0);
        let set_up = operator(world.now);
        let chair = world::account(db, &set_up, "sv", &[(Role::SV, scope)]).await;
        let member = world::account(db, &set_up, "sm", &[(Role::SM, scope)]).await;
        let mut seats = Vec::new();
        for number in 1..=9 {
            let email = match number {
                1 => chair.email.clone(),
                2 => member.email.clone(),
                _ => format!("sitz{number}@steuerungsgruppe.example"),
            };
            let new = NewMember {
                name: format!("Sitz {number} (Test)"),
                institution: "Institution".to_owned(),
                email,
                has_vote: true,
                is_chair: number == 1,
                ..NewMember::default()
            };
            seats.push(
                usecases::put_member(db, &secretary, committee, new)
                    .await
                    .unwrap(),
            );
        }
        Self {
            world,
            committee,
            chair,
            member,
            seats,
        }
    }

    fn secretary(&self) -> Ctx {
        self.world.at(&self.world.secretary)
    }

    fn case(&self, index: usize) -> &Application {
        &self.world.cases[index]
    }

    /// A saved allocation, approved by the budget officer.
    async fn allocate(&self, db: &Db, mode: AllocationMode) {
        let command = SaveAllocation {
            call: self.world.call.id,
            mode,
            amounts: Default::default(),
            reason: String::new(),
        };
        let number = usecases::save_allocation(db, &self.secretary(), command)
            .await
            .unwrap();
        let budget = self.world.at(&self.world.budget);
        usecases::approve_allocation(db, &budget, self.world.call.id, number)
            .await
            .unwrap();
    }

    /// Planned in twenty days; everybody is invited, nobody has declared.
    async fn called_together(&self, db: &Db) -> MeetingId {
        let plan = PlanMeeting {
            committee: self.committee,
            call: self.world.call.id,
            starts_at: self.world.now + TimeDelta::days(20),
            place: "Stuttgart".to_owned(),
            earlier: None,
        };
        let meeting = usecases::plan(db, &self.secretary(), plan).await.unwrap();
        usecases::invite(db, &self.secretary(), meeting).await.unwrap();
        meeting
    }

    async fn invited(&self, db: &Db) -> MeetingId {
        let meeting = self.called_together(db).await;
        for person in [&self.chair, &self.member] {
            let declared = usecases::declare(db, &self.world.at(person), meeting, Vec::new()).await;
            // a second meeting on the same applications finds them declared
            assert!(declared.is_ok() || refusal(declared) == "declared-already");
        }
        meeting
    }

    /// The chair on the day of the meeting.
    fn on_its_day(&self) -> Ctx {
        Ctx {
            now: self.world.now + TimeDelta::days(20),
            ..self.world.at(&self.chair)
        }
    }

    /// The call fixes another mode than the world's.
    async fn fix(&mut self, db: &Db, mode: AllocationMode) {
        let set_up = operator(self.world.now);
        let unit = db.write(&set_up).await.unwrap();
        let sql = format!("UPDATE \"call\" SET allocation_mode = '{}'", mode.code());
        sea_orm::ConnectionTrait::execute_unprepared(unit.conn(), &sql)
            .await
            .unwrap();
        unit.commit().await.unwrap();
        self.world.call = calls::call(db.reader(), self.world.call.id).await.unwrap();
    }

    /// Closed, drafted, and signed by chair and secretary.
    async fn close_and_sign(&self, db: &Db, meeting: MeetingId) {
        usecases::close(db, &self.world.at(&self.chair), meeting)
            .await
            .unwrap();
        self.sign(db, meeting).await;
    }

    /// The secretary so early that by now the members have had their time to comment on the minutes.
    fn drafting(&self) -> Ctx {
        Ctx {
            now: self.world.now - TimeDelta::days(14),
            ..self.secretary()
        }
    }

    /// Drafted and signed.
    async fn sign(&self, db: &Db, meeting: MeetingId) {
        let chair = self.world.at(&self.chair);
        usecases::draft_minutes(db, &self.drafting(), meeting, "")
            .await
            .unwrap();
        let (row, _) = crate::meeting(db.reader(), &chair, meeting).await.unwrap();
        let hash = row.minutes_sha256.unwrap();
        usecases::sign_minutes(db, &chair, meeting, &hash).await.unwrap();
        usecases::sign_minutes(db, &self.secretary(), meeting, &hash)
            .await
            .unwrap();
    }

    /// In session with the first `present` seats.
    async fn opened(&self, db: &Db, present: usize) -> MeetingId {
        let meeting = self.invited(db).await;
        let present = self.seats[..present]
            .iter()
            .map(|seat| (*seat, String::new()))
            .collect();
        let command = Opened {
            present,
            chair: None,
            asked: true,
        };
        usecases::open(db, &self.on_its_day(), meeting, command)
            .await
            .unwrap();
        meeting
    }

    /// A list vote, minutes, two signatures.
    async fn signed(&self, db: &Db) -> MeetingId {
        let meeting = self.opened(db, 6).await;
        let votes = Votes {
            yes: 6,
            ..Votes::default()
        };
        let list = RecordList {
            votes,
            chair_vote: Some(Ballot::Yes),
        };
        usecases::record_list(db, &self.secretary(), meeting, list)
            .await
            .unwrap();
        self.close_and_sign(db, meeting).await;
        meeting
    }

    async fn applied(&self, db: &Db) -> MeetingId {
        let meeting = self.signed(db).await;
        usecases::apply_results(db, &self.secretary(), meeting)
            .await
            .unwrap();
        meeting
    }
}

/// Two reviews each, so that the first application is the best, and the frozen ranking.
async fn rank(db: &Db, world: &World, scores: fn(usize) -> Scores) {
    let assessors = &world.assessors[..2];
    let command = Assign {
        call: world.call.id,
        applications: world.cases.iter().map(|case| case.id).collect(),
        assessors: assessors.iter().map(|person| person.id).collect(),
        due_on: None,
    };
    assessment::assign(db, &world.at(&world.officer), command)
        .await
        .unwrap();
    for person in assessors {
        let ctx = world.at(person);
        for task in assessment::reviews_of_person(db.reader(), &ctx).await.unwrap() {
            let place = world
                .cases
                .iter()
                .position(|case| case.id == task.application_id)
                .unwrap();
            let declare = Declare {
                review: task.review,
                interest: Interest::None,
                reason: String::new(),
            };
            assessment::declare(db, &ctx, declare).await.unwrap();
            let command = SaveScores {
                scores: scores(place),
                version: 2,
                ..SaveScores::default()
            };
            assessment::submit(db, &ctx, task.review, command).await.unwrap();
        }
    }
    assessment::freeze_ranking(db, &world.at(&world.officer), world.call.id, "")
        .await
        .unwrap();
}

/// The later the place, the fewer points, down to 35 different totals.
fn scores(place: usize) -> Scores {
    (1..=7_usize)
        .map(|number| {
            let less = place / 7 + usize::from(place % 7 >= number);
            let points = 5 - i64::try_from(less.min(5)).unwrap();
            (
                format!("K{number}"),
                Score {
                    points: Some(points),
                    reason: "Aus dem Antrag belegt.".to_owned(),
                },
            )
        })
        .collect()
}

/// A member comes or leaves; nobody was asked about bias.
fn moves(member: MemberId, present: bool) -> MoveMember {
    MoveMember {
        member,
        present,
        deputy: String::new(),
        asked: false,
    }
}

/// A motion on one application with six votes for it.
fn motion(application: ApplicationId, result: Outcome) -> RecordItem {
    RecordItem {
        application,
        excluded: Vec::new(),
        votes: Votes {
            yes: 5,
            no: 1,
            abstain: 0,
        },
        chair_vote: Some(Ballot::Yes),
        result,
        amount: None,
        reserve_position: None,
        reason_codes: Vec::new(),
        reason: String::new(),
        motion: None,
    }
}

#[test]
fn both_languages_say_the_same_things() {
    assert_eq!(
        base::texts::keys(crate::TEXTS.0),
        base::texts::keys(crate::TEXTS.1)
    );
}
