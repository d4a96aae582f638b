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
        assert_eq!((lines.len(), held_up[0].id), (0, request.id));
    }
}
