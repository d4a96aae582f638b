//! A proof from its due date to its acceptance: T08, E01 and the reminders.

use base::{Cents, Ctx, Problem, Role, Scope};
use base_db::jobs;
use base_files::Files;
use base_testing::db::databases;
use grants::{GrantState, NoticeKind};

use super::world::*;
use crate::model::{ProofForm, ProofState};
use crate::queries;
use crate::usecases::*;

/// Nine tenths of the award, long ago.
const PAID: &[(i64, &str)] = &[(36_000, "2025-02-03")];

#[tokio::test]
async fn story_a_proof_with_reduction_needs_four_persons() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = world.due(db, PAID).await;
        assert_eq!((proof.state, proof.form), (ProofState::Due, ProofForm::Simple));
        assert_eq!(proof.due_on, day("2025-09-30"));
        assert_eq!(world.grant(db, &proof).await.state, GrantState::ReportDue);
        assert_eq!(
            mails(db, &proof).await,
            ["M-V01", "M-V01"],
            "KE and KZ, {}",
            test.name
        );

        // the editor writes, the signatory hands in
        let editor = as_of(&world.editor, "2025-07-10");
        let early = submit(db, &as_of(&world.signatory, "2025-07-08"), proof.id, None).await;
        let Err(Problem::Invalid(missing)) = early else {
            panic!("nothing is written yet: {early:?}");
        };
        let fields: Vec<&str> = missing.iter().map(|field| field.field.as_str()).collect();
        assert_eq!(fields, ["is_confirmed", "items", "activities", "results"]);
        world.written(db, &proof, 46_250).await;
        assert!(matches!(
            submit(db, &editor, proof.id, None).await,
            Err(Problem::Denied(_))
        ));
        let signatory = as_of(&world.signatory, "2025-07-10");
        let edition = submit(db, &signatory, proof.id, None).await.unwrap();
        assert_eq!((edition.edition, edition.content_sha256.len()), (1, 64));
        assert!(
            jobs::planned(db.reader(), OVERDUE, &proof.id.to_string())
                .await
                .unwrap()
                .is_empty()
        );

        // nobody changes it any more
        let again = SaveReport {
            proof: proof.id,
            version: None,
            report: report_of(Cents(1)),
        };
        let late = save_report(db, &editor, again).await.unwrap_err();
        assert_eq!(code(&late), "wrong-state");

        // the first look, the note, and another person's acceptance
        start_audit(db, &as_of(&world.first, "2025-07-14"), proof.id, None)
            .await
            .unwrap();
        let grant = world.grant(db, &proof).await;
        let report = queries::report(db.reader(), &proof, &grant).await.unwrap();
        let signs = queries::signs(db.reader(), &grant, &report, &[]).await.unwrap();
        assert_eq!(signs.difference, Cents(100_000), "E01: the final instalment");
        let head = as_of(&world.head, "2025-07-25");
        let unread = settle(db, &files, &head, proof.id, None).await.unwrap_err();
        assert_eq!(code(&unread), "not-examined");
        world.examined(db, proof.id).await;
        let officer = as_of(&world.first, "2025-07-25");
        assert!(matches!(
            settle(db, &files, &officer, proof.id, None).await,
            Err(Problem::Denied(_))
        ));
        let settled = settle(db, &files, &head, proof.id, None).await.unwrap();
        assert_eq!(
            (settled.state, settled.accepted),
            (ProofState::Settled, Some(Cents(3_700_000)))
        );

        let grant = world.grant(db, &proof).await;
        assert_eq!(
            (grant.state, grant.amount),
            (GrantState::Settled, Cents(3_700_000))
        );
        let requests = payments::requests_of_cases(db.reader(), &[grant.application_id])
            .await
            .unwrap();
        let last: Vec<Cents> = requests
            .iter()
            .filter(|request| request.kind == payments::PaymentKind::Final)
            .map(|request| request.amount)
            .collect();
        assert_eq!(
            last,
            [Cents(100_000)],
            "the final instalment waits for certification"
        );
        let notices = grants::notices_of(db.reader(), grant.id).await.unwrap();
        assert!(notices.iter().any(|notice| notice.kind == NoticeKind::Acceptance));
        let open = close(db, &head, proof.id, None).await.unwrap_err();
        assert_eq!(code(&open), "money-open", "{}", said(&open));
        assert_eq!(
            mails(db, &proof).await,
            [
                "M-V01", "M-V01", "M-V03", "M-V03", "M-V03", "M-V06", "M-V06", "M-V12"
            ]
        );
        assert_clean(db).await;
    }
}

const OVERDUE: &str = crate::usecases::OVERDUE_JOB;

#[tokio::test]
async fn whoever_examined_does_not_accept_whatever_roles_they_hold() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = world.in_audit(db, PAID, 50_000).await;
        let scope = Scope::Programme(world.programme.0);
        let both = account(db, "Vertretung", &[(Role::SB, scope), (Role::RL, scope)]).await;
        examine(db, &as_of(&both, "2025-07-20"), found(proof.id))
            .await
            .unwrap();
        let own = settle(db, &files, &as_of(&both, "2025-07-21"), proof.id, None).await;
        assert_eq!(code(&own.unwrap_err()), "four-eyes");
        // returned with a reason, another note is written, and the first one stays
        let head = as_of(&world.head, "2025-07-22");
        return_note(db, &head, proof.id, None, "Bitte die Reisekosten prüfen")
            .await
            .unwrap();
        world.examined(db, proof.id).await;
        assert_eq!(
            queries::audit_notes(db.reader(), proof.id).await.unwrap().len(),
            2
        );
        let settled = settle(db, &files, &head, proof.id, None).await.unwrap();
        assert_eq!(settled.accepted, Some(Cents(4_000_000)));
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn t08_the_due_date_is_a_row_and_moves_only_while_nothing_is_due() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let more =
            "state = 'FINAL', final_on = '2026-05-16', from_on = '2026-01-01', until_on = '2026-08-31'";
        let grant = world.grant_in(db, &[(2026, 40_000)], more).await;
        let system = Ctx::system("proof-open", at("2026-05-16"));
        open(db, &system, grant.id).await.unwrap();
        open(db, &system, grant.id).await.unwrap();
        let proof = queries::of_grant(db.reader(), grant.id).await.unwrap().unwrap();
        assert_eq!(
            (proof.state, proof.due_on),
            (ProofState::Planned, day("2026-11-30"))
        );
        let planned = |id: String| async move { jobs::planned(db.reader(), DUE_JOB, &id).await.unwrap() };
        let days: Vec<String> = planned(proof.id.to_string())
            .await
            .iter()
            .map(|job| base::calendar::local_date(job.due_at).to_string())
            .collect();
        assert_eq!(days, ["2026-09-01"]);
        // an amendment prolongs the project
        world.period(db, grant.id, "2026-01-01", "2027-11-30").await;
        open(db, &system, grant.id).await.unwrap();
        let moved = world.proof(db, proof.id).await;
        assert_eq!(moved.due_on, day("2028-02-29"));
        // too early, then on the day
        fall_due(db, &Ctx::system("proof-due", at("2026-09-01")), proof.id)
            .await
            .unwrap();
        assert_eq!(world.proof(db, proof.id).await.state, ProofState::Planned);
        fall_due(db, &Ctx::system("proof-due", at("2027-12-01")), proof.id)
            .await
            .unwrap();
        assert_eq!(world.proof(db, proof.id).await.state, ProofState::Due);
        world.period(db, grant.id, "2026-01-01", "2028-12-31").await;
        open(db, &system, grant.id).await.unwrap();
        assert_eq!(
            world.proof(db, proof.id).await.due_on,
            day("2028-02-29"),
            "never while it is due"
        );
    }
}

#[tokio::test]
async fn every_night_a_grant_that_became_final_gets_its_proof_once() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let more = "state = 'FINAL', final_on = '2026-05-16'";
        let grant = world.grant_in(db, &[(2026, 40_000)], more).await;
        for night in ["2026-05-17", "2026-05-18"] {
            watch(db, &Ctx::system("proof-watch", at(night))).await.unwrap();
        }
        let proof = queries::of_grant(db.reader(), grant.id).await.unwrap().unwrap();
        assert_eq!(
            (proof.state, proof.due_on),
            (ProofState::Planned, day("2028-03-31"))
        );
        let nights = jobs::planned(db.reader(), WATCH_JOB, "").await.unwrap();
        let last = nights.last().map(|job| base::calendar::local_date(job.due_at));
        assert_eq!(last, Some(day("2026-05-19")));
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn reminders_come_before_on_the_day_after_and_late_and_end_with_the_proof() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = world.due(db, PAID).await;
        let days = |kind: &'static str| {
            let id = proof.id.to_string();
            async move {
                let jobs = jobs::planned(db.reader(), kind, &id).await.unwrap();
                let mut days: Vec<String> = jobs
                    .iter()
                    .map(|job| base::calendar::local_date(job.due_at).to_string())
                    .collect();
                days.sort();
                days
            }
        };
        assert_eq!(days(REMIND_JOB).await, ["2025-09-16", "2025-10-14"]);
        assert_eq!(days(OVERDUE_JOB).await, ["2025-10-01"]);
        assert_eq!(days(ESCALATE_JOB).await, ["2025-10-30"]);
        let on = |date: &str| Ctx::system("test", base::calendar::day_start(day(date)));
        remind(db, &on("2025-09-16"), proof.id).await.unwrap();
        overdue(db, &on("2025-09-30"), proof.id).await.unwrap();
        assert_eq!(
            world.proof(db, proof.id).await.state,
            ProofState::Due,
            "the last day counts"
        );
        overdue(db, &on("2025-10-01"), proof.id).await.unwrap();
        assert_eq!(world.proof(db, proof.id).await.state, ProofState::Overdue);
        assert_eq!(world.grant(db, &proof).await.state, GrantState::Overdue);
        remind(db, &on("2025-10-14"), proof.id).await.unwrap();
        escalate(db, &on("2025-10-30"), proof.id).await.unwrap();
        let codes = mails(db, &proof).await;
        let count = |code: &str| codes.iter().filter(|known| *known == code).count();
        assert_eq!((count("M-V02"), count("M-V04")), (6, 1), "{codes:?}");
        // an overdue proof is still taken, and ends the reminders
        world.written(db, &proof, 50_000).await;
        submit(db, &as_of(&world.signatory, "2025-11-03"), proof.id, None)
            .await
            .unwrap();
        assert!(days(REMIND_JOB).await.is_empty());
        escalate(db, &on("2025-11-04"), proof.id).await.unwrap();
        assert_eq!(
            mails(db, &proof)
                .await
                .iter()
                .filter(|code| *code == "M-V04")
                .count(),
            1
        );
    }
}

#[tokio::test]
async fn what_was_sent_back_becomes_another_edition_and_the_first_one_stays() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = world.in_audit(db, PAID, 46_250).await;
        let officer = as_of(&world.first, "2025-07-20");
        let command = SendBack {
            proof: proof.id,
            version: None,
            reason: "Der Sachbericht nennt keine Zielwerte.".to_owned(),
            due_on: day("2025-07-19"),
        };
        assert!(matches!(
            send_back(db, &officer, command.clone()).await,
            Err(Problem::Invalid(_))
        ));
        let command = SendBack {
            due_on: day("2025-08-10"),
            ..command
        };
        let back = send_back(db, &officer, command).await.unwrap();
        assert_eq!((back.state, back.due_on), (ProofState::Due, day("2025-08-10")));
        world.written(db, &proof, 47_000).await;
        submit(db, &as_of(&world.signatory, "2025-08-01"), proof.id, None)
            .await
            .unwrap();
        let editions = queries::submissions(db.reader(), proof.id).await.unwrap();
        let numbers: Vec<i64> = editions.iter().map(|edition| edition.edition).collect();
        assert_eq!(numbers, [2, 1]);
        assert!(editions[1].content.contains("4625000") && editions[0].content.contains("4700000"));
        assert_clean(db).await;
    }
}
