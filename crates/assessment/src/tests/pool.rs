use base::{Problem, Role, Scope};
use base_testing::db::databases;

use super::*;
use crate::model::{Basis, Nearness, PoolState, ReviewState};
use crate::tests::reviews::refusal;
use crate::{Answer, Dismiss, Invite, NewInterest};

fn invite(email: &str) -> Invite {
    Invite {
        email: email.to_owned(),
        name: "Gutachten 4 (Test)".to_owned(),
        answer_by: chrono::NaiveDate::from_ymd_opt(2026, 3, 20),
        due_on: chrono::NaiveDate::from_ymd_opt(2026, 4, 10),
        most: Some(5),
    }
}

fn accept() -> Answer {
    Answer::Accept {
        most: Some(2),
        interests_complete: true,
    }
}

#[tokio::test]
async fn nothing_is_assigned_before_the_invitation_is_accepted_and_then_with_its_day() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000], base::Cents(15_000_000)).await;
        let officer = world.at(&world.officer);
        let set_up = base_testing::operator(world.now);
        let guest = world::account(db, &set_up, "as4", &[]).await;
        let call = world.call.id;
        let id = crate::invite_assessor(db, &officer, call, invite(&guest.email))
            .await
            .unwrap();
        let guest = people::person(db.reader(), guest.id, world.now).await.unwrap();
        assert!(
            guest.assignments.iter().any(|held| held.role == Role::AS),
            "{}",
            test.name
        );
        let command = Assign {
            call,
            applications: vec![world.cases[0].id],
            assessors: vec![guest.id],
            due_on: None,
        };
        let early = crate::assign(db, &officer, command.clone()).await;
        assert!(matches!(early, Err(Problem::Invalid(_))));
        assert_eq!(
            refusal(crate::invite_assessor(db, &officer, call, invite(&guest.email)).await),
            "in-the-pool"
        );
        // only the person answers, with the declaration of interests complete, and no more than asked
        let ctx = world.at(&guest);
        let other = crate::answer_invitation(db, &world.at(&world.assessors[0]), id, accept()).await;
        assert!(matches!(other, Err(Problem::NotFound { .. })));
        let incomplete = Answer::Accept {
            most: Some(6),
            interests_complete: false,
        };
        match crate::answer_invitation(db, &ctx, id, incomplete).await {
            Err(Problem::Invalid(fields)) => assert_eq!(fields.len(), 2),
            other => panic!("{other:?}"),
        }
        crate::answer_invitation(db, &ctx, id, accept()).await.unwrap();
        crate::assign(db, &officer, command).await.unwrap();
        let review = store::review::find_of(db.reader(), world.cases[0].id, guest.id)
            .await
            .unwrap();
        assert_eq!(
            review.unwrap().due_on,
            chrono::NaiveDate::from_ymd_opt(2026, 4, 10)
        );
        let row = crate::pool(db.reader(), &officer, &world.call).await.unwrap();
        let row = row.iter().find(|row| row.person == guest.id).unwrap();
        assert_eq!((row.assigned, row.open, row.available), (1, 1, true));
        assert_eq!(row.invitation.as_ref().unwrap().most, Some(2));
    }
}

#[tokio::test]
async fn who_declines_loses_the_role_and_can_be_asked_again() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000], base::Cents(15_000_000)).await;
        let officer = world.at(&world.officer);
        let set_up = base_testing::operator(world.now);
        let guest = world::account(db, &set_up, "as4", &[]).await;
        let call = world.call.id;
        let id = crate::invite_assessor(db, &officer, call, invite(&guest.email))
            .await
            .unwrap();
        let invited = people::person(db.reader(), guest.id, world.now).await.unwrap();
        let no = |reason: &str| Answer::Decline {
            reason: reason.to_owned(),
        };
        let ctx = world.at(&invited);
        assert!(crate::answer_invitation(db, &ctx, id, no(" ")).await.is_err());
        crate::answer_invitation(db, &ctx, id, no("Keine Zeit"))
            .await
            .unwrap();
        let after = people::person(db.reader(), guest.id, world.now).await.unwrap();
        let scope = Scope::Call(call.0);
        assert!(!world.at(&after).has(Role::AS, scope), "{}", test.name);
        crate::invite_assessor(db, &officer, call, invite(&guest.email))
            .await
            .unwrap();
        let row = store::pool::get(db.reader(), id).await.unwrap();
        assert_eq!((row.state, row.reason.as_str()), (PoolState::Invited, ""));
        let late = base_testing::ctx(&invited, world::utc("2026-03-20T23:30:00Z"));
        assert_eq!(
            refusal(crate::answer_invitation(db, &late, id, accept()).await),
            "invitation-over"
        );
    }
}

#[tokio::test]
async fn a_tie_keeps_applications_away_until_the_office_sets_it_aside() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000, 4_000_000], base::Cents(15_000_000)).await;
        let officer = world.at(&world.officer);
        let person = &world.assessors[0];
        // employed by the district of the second applicant
        let key = world.cases[1].district_key.clone().unwrap();
        let district = municipalities::find_by_key(db.reader(), &key)
            .await
            .unwrap()
            .unwrap();
        let tie = NewInterest {
            basis: Basis::Employer,
            body: district.id,
            detail: "Sozialamt".to_owned(),
            until_on: None,
        };
        crate::declare_interest(db, &world.at(person), tie).await.unwrap();
        let request = base_db::PageRequest::default();
        let hints = crate::conflict_hints(db.reader(), &officer, &world.call, request)
            .await
            .unwrap();
        assert_eq!(hints.total, 1, "{}: {hints:?}", test.name);
        let hint = hints.items[0].hint.clone();
        assert_eq!(
            (hint.application_id, hint.person_id, hint.basis, hint.nearness),
            (world.cases[1].id, person.id, Basis::Employer, Nearness::Above)
        );
        let command = Assign {
            call: world.call.id,
            applications: world.cases.iter().map(|case| case.id).collect(),
            assessors: vec![person.id],
            due_on: None,
        };
        let done = crate::assign(db, &officer, command.clone()).await.unwrap();
        assert_eq!((done.new, done.hinted), (1, 1));
        let dismiss = |reason: &str| Dismiss {
            application: hint.application_id,
            person: hint.person_id,
            basis: hint.basis,
            subject: hint.subject.clone(),
            reason: reason.to_owned(),
        };
        assert!(crate::dismiss_conflict(db, &officer, dismiss("")).await.is_err());
        assert!(
            crate::dismiss_conflict(db, &world.at(person), dismiss("Selbst"))
                .await
                .is_err()
        );
        crate::dismiss_conflict(db, &officer, dismiss("Anderes Amt, keine Zuständigkeit"))
            .await
            .unwrap();
        assert_eq!(
            refusal(crate::dismiss_conflict(db, &officer, dismiss("Noch einmal")).await),
            "no-conflict"
        );
        let done = crate::assign(db, &officer, command).await.unwrap();
        assert_eq!((done.new, done.present, done.hinted), (1, 1, 0));
    }
}

#[tokio::test]
async fn earlier_facilitation_and_the_same_mail_domain_are_noticed() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000, 4_000_000], base::Cents(15_000_000)).await;
        let officer = world.at(&world.officer);
        let unit = db.write(&officer).await.unwrap();
        let (body, end) = (
            world.cases[0].lead_body_id.0,
            chrono::NaiveDate::from_ymd_opt(2019, 12, 31),
        );
        people::affiliate(&unit, world.assessors[1].id, body, "FACILITATOR", None, end)
            .await
            .unwrap();
        unit.commit().await.unwrap();
        let set_up = base_testing::operator(world.now);
        let new = people::NewAccount::new("amt@kommune.example", "Amt (Test)");
        let role = [(Role::AS, Scope::Call(world.call.id.0))];
        let own = people::create_account_with(db, &set_up, new, &role)
            .await
            .unwrap();
        let unit = db.write(&set_up).await.unwrap();
        people::set_password_in(&unit, own, "lang genug und unbekannt 7")
            .await
            .unwrap();
        unit.commit().await.unwrap();
        let request = base_db::PageRequest::default();
        let found = crate::conflict_hints(db.reader(), &officer, &world.call, request)
            .await
            .unwrap();
        let found: Vec<_> = found
            .items
            .iter()
            .map(|row| (row.hint.basis, row.hint.person_id, row.hint.application_id))
            .collect();
        let (a, b) = (world.cases[0].id, world.cases[1].id);
        let facilitated = (Basis::Facilitator, world.assessors[1].id, a);
        for expected in [facilitated, (Basis::Domain, own, a), (Basis::Domain, own, b)] {
            assert!(found.contains(&expected), "{}: {found:?}", test.name);
        }
        assert_eq!(found.len(), 3);
    }
}

#[tokio::test]
async fn who_is_barred_from_a_case_finds_it_in_no_count_of_the_office() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000, 4_000_000], base::Cents(15_000_000)).await;
        assign_all(db, &world).await;
        let officer = world.at(&world.officer);
        let unit = db.write(&officer).await.unwrap();
        applications::grant_access(
            &unit,
            world.officer.id,
            world.cases[0].id,
            applications::Access::Barred,
        )
        .await
        .unwrap();
        unit.commit().await.unwrap();
        let progress = crate::progress(db.reader(), &officer, &world.call).await.unwrap();
        assert_eq!(progress.open_reviews, 3, "{}", test.name);
        let pool = crate::pool(db.reader(), &officer, &world.call).await.unwrap();
        assert!(pool.iter().all(|row| row.assigned == 1 && row.open == 1));
        // somebody else still sees all of them
        let other = world.at(&world.secretary);
        let progress = crate::progress(db.reader(), &other, &world.call).await.unwrap();
        assert_eq!(progress.open_reviews, 6);
    }
}

#[tokio::test]
async fn reminders_come_five_days_and_one_day_before_and_stop_with_the_last_review() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000], base::Cents(15_000_000)).await;
        assign_all(db, &world).await;
        let person = &world.assessors[0];
        let subject = format!("{}/2026-04-01/{}", world.call.id, person.id);
        let jobs = base_db::jobs::planned(db.reader(), usecases::place::REMINDER_JOB, &subject)
            .await
            .unwrap();
        let days: Vec<String> = jobs.iter().map(|job| job.due_at.to_rfc3339()).collect();
        assert_eq!(
            days,
            ["2026-03-26T23:00:00+00:00", "2026-03-30T22:00:00+00:00"],
            "{}",
            test.name
        );
        let reminded = async || {
            let page = base_db::PageRequest::default();
            let mails = base_mail::list(db.reader(), &base_mail::MailFilter::default(), page)
                .await
                .unwrap();
            mails.items.iter().filter(|mail| mail.code == "M-R04").count()
        };
        for job in &jobs {
            let ctx = Ctx::system("review-reminder", job.due_at);
            // running twice sends once
            usecases::remind(db, &ctx, &job.subject).await.unwrap();
            usecases::remind(db, &ctx, &job.subject).await.unwrap();
        }
        assert_eq!(reminded().await, 2);
        give(db, &world, 0, 0, [4; 7]).await;
        let later = Ctx::system("review-reminder", world::utc("2026-03-31T22:00:00Z"));
        usecases::remind(db, &later, &subject).await.unwrap();
        assert_eq!(reminded().await, 2);
    }
}

#[tokio::test]
async fn who_is_taken_out_keeps_what_was_handed_in_and_gives_back_the_rest() {
    for test in databases().await {
        texts();
        let db = &test.db;
        let world = World::new(db, &[4_000_000, 3_000_000, 2_000_000], base::Cents(15_000_000)).await;
        assign_all(db, &world).await;
        let (officer, person) = (world.at(&world.officer), &world.assessors[0]);
        give(db, &world, 0, 0, [4; 7]).await;
        let begun = review_of(db, &world, 1, person).await;
        declare_none(db, &world, begun, person).await;
        let assigned = review_of(db, &world, 2, person).await;
        let state = |id| async move { store::review::get(db.reader(), id).await.unwrap().state };

        // one assignment alone: only by the office, with a reason, and never what is handed in
        let own = crate::withdraw_assignment(db, &world.at(person), assigned, "Doppelt").await;
        assert!(own.is_err(), "{}", test.name);
        let empty = crate::withdraw_assignment(db, &officer, assigned, " ").await;
        assert!(matches!(empty, Err(Problem::Invalid(_))), "{empty:?}");
        let handed_in = review_of(db, &world, 0, person).await;
        assert_eq!(
            refusal(crate::withdraw_assignment(db, &officer, handed_in, "Doppelt").await),
            "review-state"
        );
        crate::withdraw_assignment(db, &officer, assigned, "Doppelt vergeben")
            .await
            .unwrap();
        assert_eq!(state(assigned).await, ReviewState::Declined);
        let gone = crate::open_review(db, &world.at(person), assigned).await;
        assert!(gone.is_err(), "{}: the case is no longer theirs", test.name);

        let freed = crate::release_assessor(db, &officer, world.call.id, person.id, "Erkrankt")
            .await
            .unwrap();
        assert_eq!(freed, 1, "{}: the one that was begun", test.name);
        assert_eq!(state(begun).await, ReviewState::Declined);
        assert_eq!(state(handed_in).await, ReviewState::Submitted);
        let after = people::person(db.reader(), person.id, world.now).await.unwrap();
        assert!(!world.at(&after).has(Role::AS, Scope::Call(world.call.id.0)));
        let others = review_of(db, &world, 1, &world.assessors[1]).await;
        assert_eq!(state(others).await, ReviewState::Assigned, "{}", test.name);
    }
}
