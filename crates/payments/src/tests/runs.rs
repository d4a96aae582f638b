//! The files for the cash desk.

use std::collections::HashMap;

use base::Cents;
use base_files::Files;
use base_sheets::{Limits, Reader};
use base_testing::ctx;
use base_testing::db::databases;
use quick_xml::Reader as Xml;
use quick_xml::events::Event;

use super::world::*;
use crate::model::Owner;
use crate::usecases::*;

/// The texts of a message by the path of their elements, in their order.
fn texts_of(xml: &str) -> HashMap<String, Vec<String>> {
    let mut reader = Xml::from_str(xml);
    let (mut path, mut texts) = (Vec::<String>::new(), HashMap::<String, Vec<String>>::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => path.push(start.local_name().as_ref().to_owned()),
            Event::End(_) => {
                path.pop();
            }
            Event::Text(text) => {
                let text = text.to_string();
                if !text.trim().is_empty() {
                    texts.entry(path.join("/")).or_default().push(text);
                }
            }
            Event::Eof => return texts,
            _ => {}
        }
    }
}

#[tokio::test]
async fn a_run_becomes_a_sepa_message_and_a_workbook_with_the_same_cents() {
    for test in databases().await {
        let db = &test.db;
        let files = Files::memory();
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        let nothing = create_run(db, &files, &world.as_first(), world.run_for("2026-09-16"))
            .await
            .unwrap_err();
        assert_eq!(code(&nothing), "no-cash-account", "{}", test.name);
        world.cash_account(db).await;
        let nothing = create_run(db, &files, &world.as_first(), world.run_for("2026-09-16"))
            .await
            .unwrap_err();
        assert_eq!(code(&nothing), "nothing-ordered");
        for cents in [1_234_567, 500_001] {
            world.ordered(db, grant.id, Cents(cents)).await;
        }
        let head = create_run(db, &files, &ctx(&world.head, now()), world.run_for("2026-09-16")).await;
        assert!(head.is_err(), "who orders does not make the file");
        for date in ["2026-09-14", "2026-09-19", "2026-10-16"] {
            let day = create_run(db, &files, &world.as_first(), world.run_for(date)).await;
            assert!(matches!(day, Err(base::Problem::Invalid(_))), "{date}");
        }
        let run = world.run(db, &files).await;
        assert_eq!(
            (run.number, run.payments, run.total),
            (1, 2, Cents(1_734_568)),
            "{}",
            test.name
        );
        let again = create_run(db, &files, &world.as_first(), world.run_for("2026-09-16"))
            .await
            .unwrap_err();
        assert_eq!(code(&again), "nothing-ordered", "a request is in one run only");

        let file = base_files::file(db.reader(), run.sepa_file_id).await.unwrap();
        assert_eq!(file.sha256, run.sepa_sha256);
        let xml = String::from_utf8(files.read(&file).await.unwrap().to_vec()).unwrap();
        assert!(
            xml.contains("urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"),
            "{xml}"
        );
        let texts = texts_of(&xml);
        let head = "Document/CstmrCdtTrfInitn/GrpHdr";
        let group = "Document/CstmrCdtTrfInitn/PmtInf";
        let entry = format!("{group}/CdtTrfTxInf");
        let said = |path: &str| texts.get(path).cloned().unwrap_or_default();
        assert_eq!(
            said(&format!("{head}/MsgId")),
            std::slice::from_ref(&run.message_id)
        );
        assert_eq!(said(&format!("{head}/NbOfTxs")), ["2"]);
        assert_eq!(said(&format!("{head}/CtrlSum")), ["17345.68"]);
        assert_eq!(said(&format!("{group}/ReqdExctnDt/Dt")), ["2026-09-16"]);
        assert_eq!(
            said(&format!("{group}/DbtrAcct/Id/IBAN")),
            ["DE02600501010002034304"]
        );
        assert_eq!(said(&format!("{entry}/Amt/InstdAmt")), ["12345.67", "5000.01"]);
        let references = [format!("{}/1", grant.number), format!("{}/2", grant.number)];
        assert_eq!(said(&format!("{entry}/PmtId/EndToEndId")), references);
        assert_eq!(
            said(&format!("{entry}/CdtrAcct/Id/IBAN")),
            ["DE02120300000000202051"; 2]
        );
        let purpose = said(&format!("{entry}/RmtInf/Ustrd"));
        assert_eq!(purpose[0], format!("5.0815.000042.1 Zuwendung {}", references[0]));

        let file = base_files::file(db.reader(), run.list_file_id).await.unwrap();
        let bytes = files.read(&file).await.unwrap();
        let reader = Reader::without_protection();
        let book = reader.read(&bytes, &file.name, &Limits::default()).await.unwrap();
        let text = format!("{:?}", book.sheets[0].rows);
        for expected in [
            &*references[0],
            &*references[1],
            "DE02120300000000202051",
            "Summe",
            "Stadtkasse Reutlingen",
        ] {
            assert!(text.contains(expected), "{expected}: {text}");
        }
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn umlauts_and_forbidden_characters_are_written_as_the_scheme_wants_them() {
    for test in databases().await {
        let db = &test.db;
        let files = Files::memory();
        let world = World::new(db).await;
        let grant = world.granted(db, &[(2026, 40_000)]).await;
        let command = EnterAccount {
            owner: Owner::Grant(grant.id),
            details: crate::Details {
                holder: "Bürgermeisterkasse Mößingen & Söhne".to_owned(),
                payee_reference: String::new(),
                ..details(IBAN)
            },
        };
        let then = utc("2026-08-15T08:00:00Z");
        let entered = enter_account(db, &ctx(&world.editor, then), command)
            .await
            .unwrap();
        confirm_account(db, &ctx(&world.first, then), decide(&entered))
            .await
            .unwrap();
        world.cash_account(db).await;
        world.ordered(db, grant.id, Cents(100)).await;
        let run = world.run(db, &files).await;
        let file = base_files::file(db.reader(), run.sepa_file_id).await.unwrap();
        let xml = String::from_utf8(files.read(&file).await.unwrap().to_vec()).unwrap();
        let texts = texts_of(&xml);
        let names = &texts["Document/CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Cdtr/Nm"];
        assert_eq!(
            names,
            &["Buergermeisterkasse Moessingen + Soehne"],
            "{}",
            test.name
        );
        assert!(xml.is_ascii(), "{xml}");
    }
}

#[tokio::test]
async fn an_order_to_a_replaced_account_stays_out_of_the_run() {
    for test in databases().await {
        let db = &test.db;
        let files = Files::memory();
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        world.cash_account(db).await;
        let request = world.ordered(db, grant.id, Cents(500_000)).await;
        let owner = Owner::Grant(grant.id);
        world
            .bank_at(db, owner, OTHER_IBAN, [&world.editor, &world.second], now())
            .await;
        let refused = create_run(db, &files, &world.as_first(), world.run_for("2026-09-16"))
            .await
            .unwrap_err();
        assert_eq!(code(&refused), "nothing-ordered", "{}", test.name);
        let (lines, held_up) = payable(db.reader(), &world.as_first(), world.programme.0)
            .await
            .unwrap();
        assert_eq!((lines.len(), held_up[0].request.id), (0, request.id));
        assert_eq!(held_up[0].code, "account-changed");
    }
}

#[tokio::test]
async fn d03_an_order_signed_before_a_hearing_or_a_remedy_stays_out_of_the_run_until_that_is_over() {
    for test in databases().await {
        let db = &test.db;
        let files = Files::memory();
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        world.cash_account(db).await;
        let request = world.ordered(db, grant.id, Cents(500_000)).await;
        for (state, says) in [
            ("HEARING", "Anhörung"),
            ("OBJECTED", "Rechtsbehelf"),
            ("ACCEPTED", "nicht mehr bestandskräftig"),
            ("RECLAIMED", "zurückgefordert"),
            ("IN_AUDIT", "wird geprüft"),
        ] {
            world.turn(db, grant.id, state).await;
            let refused = create_run(db, &files, &world.as_first(), world.run_for("2026-09-16"))
                .await
                .unwrap_err();
            assert_eq!(code(&refused), "nothing-ordered", "{} {state}", test.name);
            let (lines, held_back) = payable(db.reader(), &world.as_first(), world.programme.0)
                .await
                .unwrap();
            assert!(lines.is_empty(), "{state}");
            assert_eq!(held_back[0].request.id, request.id);
            let why = base::texts::say(base::Lang::De, &held_back[0].why);
            assert!(why.contains(says), "{state}: {why}");
        }
        world.turn(db, grant.id, "FINAL").await;
        let run = world.run(db, &files).await;
        assert_eq!(
            run.payments, 1,
            "{}: nothing stands against it any more",
            test.name
        );
    }
}

#[tokio::test]
async fn a_run_carries_what_may_flow_and_names_what_waits() {
    for test in databases().await {
        let db = &test.db;
        let files = Files::memory();
        let world = World::new(db).await;
        world.cash_account(db).await;
        let (goes, stops) = (world.ready(db).await, world.ready(db).await);
        let goes = world.ordered(db, goes.id, Cents(100_000)).await;
        let waits = world.ordered(db, stops.id, Cents(200_000)).await;
        world.turn(db, stops.id, "HEARING").await;
        let run = world.run(db, &files).await;
        assert_eq!((run.payments, run.total), (1, Cents(100_000)), "{}", test.name);
        assert_eq!(stored(db, &goes).await.run_id, Some(run.id));
        assert_eq!(stored(db, &waits).await.run_id, None);
        let entries = base_db::audit::of_subject(db.reader(), "payment_run", &run.id.to_string(), 10)
            .await
            .unwrap();
        let said = serde_json::to_string(&entries[0].data).unwrap();
        assert!(
            said.contains(&waits.reference) && said.contains("grant-stopped"),
            "{said}"
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn plain_sql_puts_no_stopped_order_into_a_run() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db).await;
        world.cash_account(db).await;
        let (goes, stops) = (world.ready(db).await, world.ready(db).await);
        world.ordered(db, goes.id, Cents(100_000)).await;
        let waits = world.ordered(db, stops.id, Cents(200_000)).await;
        let run = {
            world.turn(db, stops.id, "HEARING").await;
            world.run(db, &Files::memory()).await
        };
        let carry = format!(
            "UPDATE payment_request SET run_id = {} WHERE id = {}",
            hex_of(db, run.id.0),
            hex_of(db, waits.id.0)
        );
        let by = base::Ctx::system("test", now());
        let unit = db.write(&by).await.unwrap();
        let done = sea_orm::ConnectionTrait::execute_unprepared(unit.conn(), &carry).await;
        assert!(done.is_err(), "{}: {carry}", test.name);
        drop(unit);
        world.turn(db, stops.id, "IN_PAYMENT").await;
        super::world::run(db, &carry).await;
    }
}

#[tokio::test]
async fn a_stop_holds_every_order_back_until_another_person_lifts_it() {
    for test in databases().await {
        let db = &test.db;
        let files = Files::memory();
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        world.cash_account(db).await;
        world.ordered(db, grant.id, Cents(500_000)).await;
        let next = world.certified(db, grant.id, Cents(100_000)).await;
        let stop = StopPayments {
            grant: grant.id,
            reason: "Hinweis auf Zweckverfehlung, Blatt 50".to_owned(),
        };
        let denied = stop_payments(db, &ctx(&world.signatory, now()), stop.clone()).await;
        assert!(matches!(denied, Err(base::Problem::Denied(_))), "{denied:?}");
        stop_payments(db, &ctx(&world.head, now()), stop.clone())
            .await
            .unwrap();
        let twice = stop_payments(db, &world.as_first(), stop).await;
        assert!(
            matches!(twice, Err(base::Problem::Stale)),
            "{}: {twice:?}",
            test.name
        );
        let refused = order(db, &ctx(&world.budget, now()), pay(&next))
            .await
            .unwrap_err();
        assert_eq!(code(&refused), "stopped", "{}", test.name);
        let (lines, held_back) = payable(db.reader(), &world.as_first(), world.programme.0)
            .await
            .unwrap();
        assert_eq!((lines.len(), held_back[0].code), (0, "stopped"), "{}", test.name);
        let lift = LiftStop {
            grant: grant.id,
            note: "Aufgeklärt, Blatt 53".to_owned(),
        };
        let own = lift_stop(db, &ctx(&world.head, now()), lift.clone())
            .await
            .unwrap_err();
        assert_eq!(code(&own), "four-eyes", "{}", test.name);
        lift_stop(db, &ctx(&world.budget, now()), lift).await.unwrap();
        assert_eq!(world.run(db, &files).await.payments, 1, "{}", test.name);
    }
}
