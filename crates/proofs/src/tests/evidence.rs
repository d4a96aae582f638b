//! X15: what an evidence packet has of a statement of use, its sample and its recovery.

use base::Cents;
use base_files::Files;
use base_testing::TestApp;
use base_testing::db::databases;
use base_web::app::EvidenceFile;
use serde_json::Value;
use uuid::Uuid;

use super::world::*;
use crate::model::{Ground, Proof};
use crate::store::{self, proof_voucher};
use crate::usecases::*;

fn app(db: &base_db::Db) -> TestApp {
    let features = vec![
        people::feature(),
        applications::feature(),
        grants::feature(),
        payments::feature(),
        crate::feature(),
    ];
    TestApp::new(db, features)
}

async fn attached(db: &base_db::Db, files: &Files, world: &World, proof: &Proof, name: &str) {
    let command = AttachFile {
        proof: proof.id,
        label: String::new(),
        name: name.to_owned(),
        bytes: format!("%PDF-1.7 {name}").into_bytes().into(),
    };
    attach(db, files, &as_of(&world.editor, "2025-07-07"), command)
        .await
        .unwrap();
}

/// The vouchers of a sampled proof come after it was handed in.
async fn voucher(db: &base_db::Db, world: &World, proof: &Proof) {
    let by = as_of(&world.editor, "2025-07-28");
    let unit = db.write(&by).await.unwrap();
    let row = proof_voucher::Model {
        id: Uuid::now_v7(),
        proof_id: proof.id,
        number: "17".to_owned(),
        invoiced_on: Some(day("2025-02-02")),
        paid_on: day("2025-02-10"),
        payee: "Moderation GbR".to_owned(),
        reason: "Runder Tisch".to_owned(),
        kind: applications::PlanKind::Fees,
        gross: Cents(119_000),
        eligible: Cents(100_000),
        added_by: by.person_id(),
        added_at: by.now,
    };
    store::insert(&unit, row).await.unwrap();
    unit.commit().await.unwrap();
}

/// 3,000 euros claimed back, with the municipality's answer, paid late.
async fn recovered(db: &base_db::Db, files: &Files, world: &World, proof: &Proof) {
    let hearing = Hear {
        proof: proof.id,
        version: None,
        ground: Ground::Reduction,
        principal: Cents(300_000),
        cut: base::Cents::ZERO,
        is_whole: false,
        reason: "Die zuwendungsfähigen Ausgaben sind geringer als veranschlagt.".to_owned(),
        known_on: day("2025-07-20"),
        until_on: day("2025-08-20"),
        ineffective_on: Some(day("2024-11-01")),
    };
    let claim = hear(db, files, &as_of(&world.first, "2025-08-01"), hearing)
        .await
        .unwrap();
    let statement = RecordStatement {
        claim: claim.id,
        version: None,
        statement: "Wir erkennen die Berechnung an.".to_owned(),
        received_on: day("2025-08-02"),
    };
    record_statement(db, &as_of(&world.editor, "2025-08-02"), statement)
        .await
        .unwrap();
    let proposal = ProposeClaim {
        claim: claim.id,
        version: None,
        principal: claim.principal,
        discretion: "Gründe, davon abzusehen, sind nicht ersichtlich.".to_owned(),
        waiver_reason: String::new(),
    };
    propose_claim(db, &as_of(&world.first, "2025-08-04"), proposal)
        .await
        .unwrap();
    let act = IssueClaim {
        claim: claim.id,
        version: None,
        payable_until_on: day("2025-09-30"),
    };
    let claim = issue_claim(db, files, &as_of(&world.head, "2025-08-11"), act)
        .await
        .unwrap();
    for cents in [300_000, 16_007] {
        let receipt = RecordReceipt {
            claim: claim.id,
            amount: Cents(cents),
            received_on: day("2025-11-17"),
            reference: "5.0815.000042.1".to_owned(),
        };
        record_receipt(db, &as_of(&world.first, "2025-11-18"), receipt)
            .await
            .unwrap();
    }
    settle_claim(db, &as_of(&world.second, "2025-11-18"), claim.id, None)
        .await
        .unwrap();
}

fn path_of<'a>(files: &'a [EvidenceFile], end: &str) -> &'a EvidenceFile {
    let found = files.iter().find(|file| file.path.contains(end));
    found.unwrap_or_else(|| {
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        panic!("{end} is missing: {paths:?}")
    })
}

fn json_of(files: &[EvidenceFile], end: &str) -> Value {
    serde_json::from_slice(&path_of(files, end).bytes).unwrap()
}

#[tokio::test]
async fn x15_a_packet_has_the_whole_recovery_and_an_infected_file_does_not_stop_it() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let app = app(db);
        let stored = &app.app.files;
        let paid = [(37_000, "2024-11-04"), (3_000, "2025-02-03")];
        let proof = world.due(db, &paid).await;
        let case = proof.application_id.0;
        attached(db, stored, &world, &proof, "Sachbericht Öffentlichkeit.pdf").await;
        attached(db, stored, &world, &proof, "Kontoauszug.pdf").await;
        let by_head = as_of(&world.head, "2025-12-01");
        let early = app.app.evidence_of(&by_head, case).await.unwrap();
        assert!(
            early
                .iter()
                .all(|file| !file.path.contains("anlagen") && !file.path.contains("belege")),
            "nothing of a draft: {}",
            test.name
        );
        world.written(db, &proof, 46_250).await;
        submit(db, &as_of(&world.signatory, "2025-07-10"), proof.id, None)
            .await
            .unwrap();
        let draw = Draw {
            programme: world.programme.0,
            year: 2025,
            seed: "6 aus 49 vom 23.07.2025".to_owned(),
        };
        draw_sample(db, &as_of(&world.second, "2025-07-24"), draw)
            .await
            .unwrap();
        voucher(db, &world, &proof).await;
        start_audit(db, &as_of(&world.first, "2025-07-29"), proof.id, None)
            .await
            .unwrap();
        let checked = Examine {
            vouchers_checked: 1,
            late_waiver: "Die Rechnungen kamen verspätet.".to_owned(),
            ..found(proof.id)
        };
        examine(db, &as_of(&world.first, "2025-07-30"), checked)
            .await
            .unwrap();
        recovered(db, stored, &world, &proof).await;
        run(
            db,
            "UPDATE stored_file SET scan_state = 'INFECTED' WHERE name = 'Kontoauszug.pdf'",
        )
        .await;

        let files = app.app.evidence_of(&by_head, case).await.unwrap();
        let own: Vec<&str> = files
            .iter()
            .map(|file| file.path.as_str())
            .filter(|path| path.starts_with("7"))
            .collect();
        assert!(
            own.iter().all(|path| path.starts_with("70-nachweise/")),
            "one folder: {own:?}"
        );
        let report = path_of(&files, "anlagen/01-");
        assert_eq!(
            report.path,
            "70-nachweise/anlagen/01-Sachbericht-Oeffentlichkeit.pdf"
        );
        assert!(report.bytes.starts_with(b"%PDF") && report.sha256.is_some());
        let locked = path_of(&files, "anlagen/02-");
        assert_eq!(
            locked.path,
            "70-nachweise/anlagen/02-Kontoauszug.pdf.gesperrt.txt"
        );
        assert!(String::from_utf8_lossy(&locked.bytes).contains("INFECTED"));
        let vouchers = json_of(&files, "belege.json");
        assert_eq!(vouchers["items"][0]["payee"], "Moderation GbR", "{vouchers}");

        let facts = json_of(&files, "verwendungsnachweis.json");
        assert_eq!(facts["sample"]["seed"], "6 aus 49 vom 23.07.2025");
        assert_eq!(
            (&facts["sample"]["listed"], &facts["sample"]["drawn_count"]),
            (&1.into(), &1.into())
        );
        assert_eq!(facts["sample"]["drawn_by"], world.second.name.as_str());
        assert_eq!(
            facts["submissions"][0]["submitted_by"],
            world.signatory.name.as_str()
        );
        assert_eq!(facts["examinations"][0]["examined_by"], world.first.name.as_str());

        let claim = json_of(&files, "rueckforderung-");
        for (field, value) in [
            ("hearing_until_on", "2025-08-20".into()),
            ("statement", "Wir erkennen die Berechnung an.".into()),
            (
                "discretion",
                "Gründe, davon abzusehen, sind nicht ersichtlich.".into(),
            ),
            ("is_whole", false.into()),
            ("interest_waived", false.into()),
            ("heard_by", Value::from(world.first.name.as_str())),
            ("issued_by", world.head.name.as_str().into()),
        ] {
            assert_eq!(claim[field], value, "{field}");
        }
        for field in [
            "heard_at",
            "proposed_at",
            "issued_at",
            "settled_at",
            "hearing_notice_id",
            "act_notice_id",
        ] {
            assert!(claim[field].is_string(), "{field}: {claim}");
        }
        let editions: Vec<i64> = claim["interest"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line["edition"].as_i64().unwrap())
            .collect();
        assert_eq!(editions, [1, 2], "as in the act, and when it was settled");
        let receipt = &claim["receipts"][0];
        assert_eq!(receipt["recorded_by"], world.first.name.as_str());
        assert!(receipt["recorded_at"].is_string(), "{receipt}");

        let requests = json_of(&files, "60-zahlungen/mittelabrufe.json");
        let request = &requests[0];
        assert_eq!(request["run"]["number"], 1, "{request}");
        for hash in ["list_sha256", "sepa_sha256"] {
            assert_eq!(request["run"][hash].as_str().unwrap().len(), 64);
        }
        assert_eq!(request["ordered_by"], world.budget.name.as_str());
    }
}
