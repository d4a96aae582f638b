//! The sample and the list of vouchers: E13 through use cases, I9.

use base_sheets::{Limits, Reader};
use base_testing::TestApp;
use base_testing::db::databases;
use base_web::imports::{Apply, ImportInput, RowStatus};

use super::world::*;
use crate::model::ProofForm;
use crate::queries;
use crate::usecases::*;

const PAID: &[(i64, &str)] = &[(36_000, "2025-02-03")];

/// The list of a municipality, as its book-keeping writes it.
const LIST: &str = "Beleg-Nr.;Rechnungsdatum;Zahlungsdatum;Empfänger/Einzahler;Grund der Zahlung;Kostenart;Betrag brutto;davon zuwendungsfähig\n\
1;02.02.2025;10.02.2025;Moderation GbR;Runder Tisch;Honorare;1.190,00;1.000,00\n\
2;02.06.2025;20.06.2025;Druckerei;Plakate;Öffentlichkeitsarbeit;500,00;500,00\n\
2;02.06.2025;20.06.2025;Druckerei;Plakate;Öffentlichkeitsarbeit;500,00;500,00\n\
3;02.06.2025;20.06.2025;Druckerei;Plakate;Dekoration;500,00;500,00\n\
4;02.06.2025;20.07.2025;Gasthaus;Raum;Veranstaltungen;100,00;120,00\n";

#[tokio::test]
async fn e13_a_draw_is_kept_can_be_repeated_and_asks_for_vouchers() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = world.in_audit(db, PAID, 50_000).await;
        world.examined(db, proof.id).await;
        let draw = Draw {
            programme: world.programme.0,
            year: 2025,
            seed: "6 aus 49 vom 23.07.2025".to_owned(),
        };
        let empty = Draw {
            year: 2024,
            ..draw.clone()
        };
        let officer = as_of(&world.second, "2025-07-24");
        let nothing = draw_sample(db, &officer, empty).await.unwrap_err();
        assert_eq!(code(&nothing), "nothing-to-draw");
        assert!(matches!(
            draw_sample(db, &as_of(&world.editor, "2025-07-24"), draw.clone()).await,
            Err(base::Problem::Denied(_))
        ));
        let run = draw_sample(db, &officer, draw.clone()).await.unwrap();
        assert_eq!((run.listed, run.drawn_count), (1, 1));
        let drawn = world.proof(db, proof.id).await;
        assert_eq!(
            (drawn.form, drawn.vouchers_until_on),
            (ProofForm::Full, Some(day("2025-08-21")))
        );
        assert_eq!(drawn.examined_by, None, "an earlier note no longer suffices");
        assert!(mails(db, &proof).await.contains(&"M-V05".to_owned()));
        let twice = draw_sample(db, &officer, draw).await.unwrap_err();
        assert_eq!(code(&twice), "nothing-to-draw", "nobody is drawn from twice");
        // what comes in later is a list of its own: the first draw stays as it was
        let later = world.in_audit(db, &[], 50_000).await;
        let more = Draw {
            programme: world.programme.0,
            year: 2025,
            seed: "6 aus 49 vom 30.07.2025".to_owned(),
        };
        let second = draw_sample(db, &as_of(&world.second, "2025-07-31"), more)
            .await
            .unwrap();
        assert!(second.list.contains(&later.grant_id.to_string()) && second.listed == 1);
        let kept = queries::sample(db.reader(), &officer, run.id).await.unwrap();
        assert_eq!(kept, run, "{}", test.name);
        for statement in [
            "UPDATE sample_run SET seed = '7'",
            "UPDATE sample_run SET drawn = '[]'",
            "DELETE FROM sample_run",
        ] {
            let by = base::Ctx::system("test", now());
            let unit = db.write(&by).await.unwrap();
            let changed = sea_orm::ConnectionTrait::execute_unprepared(unit.conn(), statement).await;
            assert!(changed.is_err(), "{statement}");
        }
        // the depth check goes through vouchers
        let note = examine(db, &as_of(&world.first, "2025-07-25"), found(proof.id)).await;
        assert!(matches!(note, Err(base::Problem::Invalid(_))), "{note:?}");
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn i9_a_list_of_vouchers_is_taken_row_by_row_and_shows_late_use() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = world.due(db, PAID).await;
        let app = TestApp::new(db, vec![crate::feature()]);
        let read = || async {
            let workbook = Reader::without_protection()
                .read(LIST.as_bytes(), "Belege.csv", &Limits::default())
                .await
                .unwrap();
            ImportInput {
                workbook,
                file_name: "Belege.csv".to_owned(),
                call: None,
            }
        };
        let editor = as_of(&world.editor, "2025-07-05");
        let report = crate::import::run_vouchers(&app.app, &editor, read().await, None)
            .await
            .unwrap();
        let statuses: Vec<RowStatus> = report.rows.iter().map(|row| row.status).collect();
        use RowStatus::{Accepted, Duplicate, Error};
        assert_eq!(
            statuses,
            [Accepted, Accepted, Duplicate, Error, Error],
            "{report:?}"
        );
        let stranger = as_of(&world.head, "2025-07-05");
        let none = crate::import::run_vouchers(&app.app, &stranger, read().await, None)
            .await
            .unwrap();
        assert_eq!(none.accepted, 0, "only who writes the proof");

        let run = import_run(db, &world).await;
        crate::import::run_vouchers(&app.app, &editor, read().await, Some(Apply::checked(run, false)))
            .await
            .unwrap();
        let vouchers = queries::vouchers(db.reader(), proof.id).await.unwrap();
        let numbers: Vec<&str> = vouchers.iter().map(|voucher| voucher.number.as_str()).collect();
        assert_eq!(numbers, ["1", "2"]);
        // the municipality takes the sums of its list over with what it typed
        let app = TestApp::new(
            db,
            vec![people::feature(), applications::feature(), crate::feature()],
        );
        let typed = [("activities", "Ein Runder Tisch."), ("do", "sums")];
        let form = format!("/proofs/{}/report", proof.id);
        let done = app.post_form(&form, &typed, Some(&world.editor)).await;
        assert_eq!(done.location(), format!("{form}?done=proofs-done-sums"));
        let shown = app.get(&form, Some(&world.editor)).await.text();
        assert!(
            shown.contains("1.500,00") && shown.contains("Ein Runder Tisch."),
            "{shown}"
        );
        // paid on 03.02., two months end on 03.04.: what was spent on 20.06. was late
        let grant = world.grant(db, &proof).await;
        let report = queries::report(db.reader(), &proof, &grant).await.unwrap();
        let signs = queries::signs(db.reader(), &grant, &report, &vouchers)
            .await
            .unwrap();
        let late: Vec<i64> = signs.late[0]
            .slices
            .iter()
            .map(|slice| slice.principal.0)
            .collect();
        assert_eq!(late, [40_000], "80 % of 500 euros");
        assert_clean(db).await;
    }
}

/// A checked run, as the import pages would have filed it.
pub async fn import_run(db: &base_db::Db, world: &World) -> uuid::Uuid {
    let files = base_files::Files::memory();
    let by = as_of(&world.editor, "2025-07-05");
    let unit = db.write(&by).await.unwrap();
    let new = base_files::NewFile {
        name: "Belege.csv".to_owned(),
        media_type: "text/csv".to_owned(),
        purpose: "import",
        application_id: None,
        bytes: LIST.as_bytes().into(),
    };
    let file = files.put(&unit, new).await.unwrap();
    let run = uuid::Uuid::now_v7();
    insert(
        &unit,
        "import_run",
        vec![
            ("id", run.into()),
            ("kind", "vouchers".into()),
            ("file_id", file.id.into()),
            ("sha256", file.sha256.clone().into()),
            ("state", "CHECKED".into()),
            ("report", "{}".into()),
            ("created_by", world.editor.id.0.into()),
            ("created_at", at("2025-07-05").into()),
        ],
    )
    .await;
    unit.commit().await.unwrap();
    run
}
