//! What is read of a plan that an amendment shifted, of units and vouchers, and of published base rates.

use base::{Cents, Ctx, Problem};
use base_db::Db;
use base_files::Files;
use base_sheets::{Limits, Reader};
use base_testing::TestApp;
use base_testing::db::databases;
use base_web::imports::{Apply, ImportInput, RowStatus};
use uuid::Uuid;

use super::recovery::reduction;
use super::sampling::import_run;
use super::world::*;
use crate::model::{Ground, Proof, ProofForm, ProofState, Report};
use crate::queries;
use crate::rules::reduction::{Item, Units};
use crate::usecases::*;

/// An amendment that put these amounts (euros) into the plan, as issued; it needs a letter that exists.
async fn shifted(db: &Db, world: &World, proof: &Proof, number: i64, staff: i64, fees: i64) {
    let notices = grants::notices_of(db.reader(), proof.grant_id).await.unwrap();
    let of = |id: Uuid| hex_of(db, id);
    let (id, grant, case) = (
        of(Uuid::now_v7()),
        of(proof.grant_id.0),
        of(proof.application_id.0),
    );
    let person = |person: &base::Person| of(person.id.0);
    let (notice, first, head, budget) = (
        of(notices[0].id),
        person(&world.first),
        person(&world.head),
        person(&world.budget),
    );
    run(
        db,
        &format!(
            "INSERT INTO grant_amendment (id, grant_id, application_id, number, state, reason, requested_at, checked_by, \
             remark, rl_signed_by, bfdh_signed_by, issued_by, award, notice_id, version) VALUES ({id}, {grant}, {case}, \
             {number}, 'ISSUED', 'Mehr Honorare', '2025-01-10 00:00:00+00:00', {first}, '', {head}, {budget}, {head}, 1, \
             {notice}, 1)"
        ),
    )
    .await;
    let wanted = serde_json::json!({
        "kind": "PLAN_SHIFT",
        "items": [{ "kind": "STAFF", "amount": staff * 100 }, { "kind": "FEES", "amount": fees * 100 }],
    });
    let (item, no) = (of(Uuid::now_v7()), "FALSE");
    run(
        db,
        &format!(
            "INSERT INTO grant_amendment_item (id, amendment_id, grant_id, kind, wanted, is_open) VALUES ({item}, {id}, \
             {grant}, 'PLAN_SHIFT', '{wanted}', {no})"
        ),
    )
    .await;
}

/// A letter of the grant: of a hearing that came to nothing.
async fn heard_for_nothing(db: &Db, world: &World, proof: &Proof) {
    let command = Hear {
        ground: Ground::Purpose,
        known_on: day("2025-01-05"),
        until_on: day("2025-02-05"),
        ineffective_on: None,
        ..reduction(proof, 100_000)
    };
    let officer = as_of(&world.first, "2025-01-06");
    let claim = hear(db, &Files::memory(), &officer, command).await.unwrap();
    drop_hearing(db, &officer, claim.id, None, "Aufgeklärt")
        .await
        .unwrap();
}

#[tokio::test]
async fn e07_the_plan_is_the_one_in_force_when_the_proof_is_handed_in() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = world.running(db, &[(9_000, "2025-01-02")], "2025-06-30").await;
        heard_for_nothing(db, &world, &proof).await;
        shifted(db, &world, &proof, 1, 35_000, 15_000).await;
        let item = |kind: &str, euros: i64| Item {
            kind: kind.to_owned(),
            planned: Cents::ZERO,
            actual: Cents(euros * 100),
        };
        let command = SaveReport {
            proof: proof.id,
            version: None,
            report: Report {
                items: vec![item("STAFF", 28_000), item("FEES", 22_000)],
                ..report_of(Cents::ZERO)
            },
        };
        save_report(db, &as_of(&world.editor, "2025-06-01"), command)
            .await
            .unwrap();
        // the award is shifted once more before the proof is handed in: fees of 22,000 are now within 20 %
        shifted(db, &world, &proof, 2, 30_000, 20_000).await;
        fall_due(db, &Ctx::system("proof-due", at("2025-07-01")), proof.id)
            .await
            .unwrap();
        submit(db, &as_of(&world.signatory, "2025-07-10"), proof.id, None)
            .await
            .unwrap();
        start_audit(db, &as_of(&world.first, "2025-07-14"), proof.id, None)
            .await
            .unwrap();
        world.examined(db, proof.id).await;
        let notes = queries::audit_notes(db.reader(), proof.id).await.unwrap();
        let calculation = &notes[0].1.calculation;
        assert_eq!(
            (calculation.overrun, calculation.recognised),
            (Cents::ZERO, Cents(5_000_000)),
            "{}",
            test.name
        );
        // what was handed in keeps the plan of its day
        shifted(db, &world, &proof, 3, 49_000, 1_000).await;
        let grant = world.grant(db, &proof).await;
        let proof = world.proof(db, proof.id).await;
        let report = queries::report(db.reader(), &proof, &grant).await.unwrap();
        let fees = report.items.iter().find(|item| item.kind == "FEES").unwrap();
        assert_eq!(fees.planned, Cents(2_000_000));
    }
}

#[tokio::test]
async fn an_amendment_of_the_last_day_is_not_overtaken_by_the_night() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = world.running(db, &[], "2025-06-30").await;
        world.period(db, proof.grant_id, "2023-07-01", "2025-09-30").await;
        let night = Ctx::system("proof-due", at("2025-07-01"));
        fall_due(db, &night, proof.id).await.unwrap();
        let moved = world.proof(db, proof.id).await;
        assert_eq!(
            (moved.state, moved.due_on),
            (ProofState::Planned, day("2025-12-31")),
            "{}",
            test.name
        );
        // less than 25,000 euros: a confirmation suffices
        assert_eq!(moved.form, ProofForm::Simple);
        let by = as_of(&world.head, "2025-07-02");
        let unit = db.write(&by).await.unwrap();
        let grant = grants::grant(unit.conn(), proof.grant_id).await.unwrap();
        grants::reduce(&unit, &grant, Cents(2_000_000), "amend", "")
            .await
            .unwrap();
        unit.commit().await.unwrap();
        watch(db, &Ctx::system("proof-watch", at("2025-07-02")))
            .await
            .unwrap();
        assert_eq!(world.proof(db, proof.id).await.form, ProofForm::Confirmation);
    }
}

#[tokio::test]
async fn e06_units_are_those_of_the_notice_and_the_letter_says_so() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = world.due(db, &[(20_000, "2025-02-03")]).await;
        let id = hex_of(db, proof.grant_id.0);
        run(
            db,
            &format!("UPDATE \"grant\" SET financing_type = 'FIXED_AMOUNT' WHERE id = {id}"),
        )
        .await;
        // as the municipality has it, everything was held
        let units = |planned, held| Some(Units { planned, held });
        let command = SaveReport {
            proof: proof.id,
            version: None,
            report: Report {
                units: units(33, 33),
                ..report_of(Cents(5_000_000))
            },
        };
        save_report(db, &as_of(&world.editor, "2025-07-08"), command)
            .await
            .unwrap();
        submit(db, &as_of(&world.signatory, "2025-07-10"), proof.id, None)
            .await
            .unwrap();
        let officer = as_of(&world.first, "2025-07-20");
        start_audit(db, &officer, proof.id, None).await.unwrap();
        let unsaid = examine(db, &officer, found(proof.id)).await;
        assert!(matches!(unsaid, Err(Problem::Invalid(_))), "{unsaid:?}");
        let command = Examine {
            units: units(40, 33),
            ..found(proof.id)
        };
        examine(db, &officer, command).await.unwrap();
        let notes = queries::audit_notes(db.reader(), proof.id).await.unwrap();
        let examination = &notes[0].1;
        assert_eq!(
            examination.calculation.accepted,
            Cents(3_300_000),
            "{}",
            test.name
        );
        let (proof, grant, _) = queries::seen(db.reader(), &officer, proof.id).await.unwrap();
        let letter = crate::letters::acceptance(db.reader(), &officer, &grant, &proof, examination).await;
        let words = serde_json::to_string(&letter.unwrap()).unwrap();
        assert!(
            words.contains("Von 40 bewilligten Einheiten wurden 33 durchgeführt."),
            "{words}"
        );
        assert!(
            !words.contains("Finanzierungsplan"),
            "nothing of an improvement: {words}"
        );
    }
}

#[tokio::test]
async fn money_not_used_for_its_purpose_is_not_accepted() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = world.in_audit(db, &[(36_000, "2025-02-03")], 50_000).await;
        let command = Examine {
            is_for_purpose: false,
            ..found(proof.id)
        };
        examine(db, &as_of(&world.first, "2025-07-20"), command)
            .await
            .unwrap();
        let refused = settle(db, &files, &as_of(&world.head, "2025-07-25"), proof.id, None).await;
        assert_eq!(code(&refused.unwrap_err()), "not-for-purpose", "{}", test.name);
    }
}

async fn input(list: &str) -> ImportInput {
    let reader = Reader::without_protection();
    ImportInput {
        workbook: reader
            .read(list.as_bytes(), "liste.csv", &Limits::default())
            .await
            .unwrap(),
        file_name: "liste.csv".to_owned(),
        call: None,
    }
}

#[tokio::test]
async fn a_list_of_vouchers_is_cleared_while_the_proof_is_written_and_never_after() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = world.due(db, &[(36_000, "2025-02-03")]).await;
        let app = TestApp::new(db, vec![applications::feature(), crate::feature()]);
        let list = "Beleg-Nr.;Zahlungsdatum;Empfänger;Zweck;Kostenart;Betrag\n1;10.02.2025;Gasthaus;Raum;Honorare;100,00\n";
        let editor = as_of(&world.editor, "2025-07-08");
        let apply = Some(Apply::checked(import_run(db, &world).await, false));
        let report = crate::import::run_vouchers(&app.app, &editor, input(list).await, apply)
            .await
            .unwrap();
        assert_eq!(report.rows[0].status, RowStatus::Accepted, "{report:?}");
        let count = || async { queries::vouchers(db.reader(), proof.id).await.unwrap().len() };
        assert_eq!(count().await, 1);
        let stranger = remove_vouchers(db, &as_of(&world.head, "2025-07-08"), proof.id, None).await;
        assert!(matches!(stranger, Err(Problem::Denied(_))), "{stranger:?}");
        remove_vouchers(db, &editor, proof.id, None).await.unwrap();
        assert_eq!(count().await, 0, "{}", test.name);
        world.written(db, &proof, 46_250).await;
        submit(db, &as_of(&world.signatory, "2025-07-10"), proof.id, None)
            .await
            .unwrap();
        let late = remove_vouchers(db, &editor, proof.id, None).await;
        assert_eq!(code(&late.unwrap_err()), "wrong-state");
    }
}

#[tokio::test]
async fn i12_base_rates_by_workbook_wait_for_a_second_person_as_well() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let app = TestApp::new(db, vec![crate::feature()]);
        let list =
            "gültig ab;Satz in %\n01.01.2026;1,27\n01.07.2025;1,27\n01.02.2026;1,00\n01.01.2025;2,20\n";
        let first = as_of(&world.first, "2026-01-05");
        let checked = crate::import::run_rates(&app.app, &first, input(list).await, None)
            .await
            .unwrap();
        let statuses: Vec<RowStatus> = checked.rows.iter().map(|row| row.status).collect();
        use RowStatus::{Accepted, Duplicate, Error};
        assert_eq!(statuses, [Accepted, Duplicate, Error, Accepted], "{checked:?}");
        assert_eq!(
            queries::pending_rates(db.reader()).await.unwrap().len(),
            0,
            "a dry run writes nothing"
        );
        let apply = Some(Apply::checked(import_run(db, &world).await, true));
        crate::import::run_rates(&app.app, &first, input(list).await, apply)
            .await
            .unwrap();
        assert_eq!(queries::rate_table(db.reader()).await.unwrap().version, 1);
        let own = confirm_rates(db, &first, 2).await;
        assert_eq!(code(&own.unwrap_err()), "four-eyes", "{}", test.name);
        confirm_rates(db, &as_of(&world.budget, "2026-01-05"), 2)
            .await
            .unwrap();
        let table = queries::rate_table(db.reader()).await.unwrap();
        assert_eq!((table.version, table.rates.len()), (2, 49));
        let changed = table
            .rates
            .iter()
            .find(|rate| rate.valid_from == day("2025-01-01"));
        assert_eq!(changed.unwrap().rate.0, 220);
    }
}
