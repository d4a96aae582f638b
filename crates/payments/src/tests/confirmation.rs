//! The cash desk's list (I8), with dirt.

use base::{Cents, Person, Problem};
use base_sheets::{Limits, Reader};
use base_testing::TestApp;
use base_testing::ctx;
use base_testing::db::databases;
use base_web::imports::{Apply, ImportInput, ImportReport, RowStatus};
use chrono::{DateTime, Utc};
use grants::GrantState;
use uuid::Uuid;

use super::world::*;
use crate::model::{PaymentRequest, PaymentState};
use crate::usecases::*;

pub fn app(db: &base_db::Db) -> TestApp {
    TestApp::new(
        db,
        vec![
            people::feature(),
            municipalities::feature(),
            budget::feature(),
            calls::feature(),
            applications::feature(),
            grants::feature(),
            crate::feature(),
        ],
    )
}

async fn input(list: &str) -> ImportInput {
    let reader = Reader::without_protection();
    ImportInput {
        workbook: reader
            .read(list.as_bytes(), "kasse.csv", &Limits::default())
            .await
            .unwrap(),
        file_name: "kasse.csv".to_owned(),
        call: None,
    }
}

/// Uploads a list as `by`; gives the run.
pub async fn uploaded(app: &TestApp, list: &str, by: &Person) -> Uuid {
    let answer = app
        .post_file(
            "/imports/payments",
            &[],
            ("file", "kasse.csv", list.as_bytes()),
            Some(by),
        )
        .await;
    let location = answer.location();
    let run = location.rsplit('/').next().unwrap().split('?').next().unwrap();
    run.parse()
        .unwrap_or_else(|_| panic!("{}: {}", answer.status, answer.text()))
}

pub async fn applied(
    app: &TestApp,
    list: &str,
    run: Uuid,
    by: &Person,
    at: DateTime<Utc>,
) -> Result<ImportReport, Problem> {
    let kind = &crate::feature().imports[0];
    (kind.run)(
        &app.app,
        &ctx(by, at),
        input(list).await,
        Some(Apply::checked(run, false)),
    )
    .await
}

async fn checked(app: &TestApp, list: &str, by: &Person, at: DateTime<Utc>) -> ImportReport {
    let kind = &crate::feature().imports[0];
    (kind.run)(&app.app, &ctx(by, at), input(list).await, None)
        .await
        .unwrap()
}

/// The code of the last message of each row, or its status.
fn found(report: &ImportReport) -> Vec<String> {
    let rows = report.rows.iter().filter(|row| row.status != RowStatus::Ignored);
    rows.map(|row| match row.status {
        RowStatus::Error => row
            .messages
            .last()
            .map(|message| message.code.clone())
            .unwrap_or_default(),
        other => format!("{other:?}"),
    })
    .collect()
}

#[tokio::test]
async fn the_cash_desk_pays_and_sends_back_once_and_by_two_persons() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db).await;
        let grant_id = world.ready(db).await.id;
        world.cash_account(db).await;
        let good = world.ordered(db, grant_id, Cents(1_500_000)).await;
        let bad = world.ordered(db, grant_id, Cents(1_000_000)).await;
        world.run(db, &app.app.files).await;
        let list = format!(
            "Zahlungsliste der Landesoberkasse\n\n\
             Buchungsdatum;Wertstellung;Kassenzeichen;Empfänger;IBAN;Betrag;Verwendungszweck;Status\n\
             16.09.2026;17.09.2026;{};Stadtkasse Reutlingen;{IBAN};15.000,00 €;;ausgeführt\n\
             16.09.2026;;{};Stadtkasse Reutlingen;;10.000,00;Konto erloschen;Zurückgewiesen\n\
             ;;Summe;;;25.000,00;;\n",
            good.reference, bad.reference
        );
        let run = uploaded(&app, &list, &world.head).await;
        let at = utc("2026-09-18T08:00:00Z");
        let own = applied(&app, &list, run, &world.head, at).await.unwrap_err();
        assert_eq!(code(&own), "four-eyes", "{}", test.name);
        let officer = applied(&app, &list, run, &world.first, at).await;
        assert!(
            matches!(officer, Err(Problem::Denied(_))),
            "an officer lets no money lists in"
        );
        let report = applied(&app, &list, run, &world.budget, at).await.unwrap();
        assert_eq!(
            found(&report),
            ["Accepted", "Accepted"],
            "{}: {report:#?}",
            test.name
        );

        let paid = stored(db, &good).await;
        assert_eq!(
            (paid.state, paid.paid_on),
            (PaymentState::Paid, Some(day("2026-09-17")))
        );
        assert_eq!(paid.booked_on, Some(day("2026-09-16")));
        let back = stored(db, &bad).await;
        assert_eq!(back.state, PaymentState::Returned);
        assert_eq!(
            back.reason,
            "Von der Kasse zurückgewiesen: Zurückgewiesen Konto erloschen"
        );
        let after = grant(db, grant_id).await;
        assert_eq!(
            (after.paid, after.ordered),
            (Cents(1_500_000), Cents(0)),
            "{}",
            test.name
        );
        assert_eq!(after.state, GrantState::InPayment, "the first payment");
        let pot = world.pot(db, 2026).await;
        assert_eq!((pot.paid_cents, pot.ordered_cents), (Cents(1_500_000), Cents(0)));
        let sent = mails(db, good.application_id).await;
        assert!(
            sent.contains(&"M-P04".to_owned()) && sent.contains(&"M-P02".to_owned()),
            "{sent:?}"
        );

        let again = checked(&app, &list, &world.head, at).await;
        assert_eq!(
            (again.accepted, found(&again)),
            (0, vec!["Duplicate".to_owned(); 2]),
            "{}",
            test.name
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn a_list_that_contradicts_itself_is_not_believed() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        world.cash_account(db).await;
        let one = world.ordered(db, grant.id, Cents(500_000)).await;
        let two = world.ordered(db, grant.id, Cents(400_000)).await;
        let three = world.ordered(db, grant.id, Cents(300_000)).await;
        world.run(db, &app.app.files).await;
        let list = format!(
            "Wertstellung;Kassenzeichen;Betrag;Status\n\
             15.09.2026;{one};5.000,00;ausgeführt\n\
             15.09.2026;{one};5.000,00;Rücklauf\n\
             15.09.2026;{two};4.000,00;ausgeführt\n\
             16.09.2026;{two};4.000,00;gebucht\n\
             15.09.2026;{three};3.000,00;ausgeführt\n\
             15.09.2026;{three};3.000,00;gebucht\n",
            one = one.reference,
            two = two.reference,
            three = three.reference
        );
        let at = utc("2026-09-18T08:00:00Z");
        let report = checked(&app, &list, &world.first, at).await;
        let expected = [
            "PAYMENT_CONTRADICTS",
            "PAYMENT_CONTRADICTS",
            "PAYMENT_CONTRADICTS",
            "PAYMENT_CONTRADICTS",
            "Accepted",
            "Duplicate",
        ];
        assert_eq!(found(&report), expected, "{}: {report:#?}", test.name);
    }
}

#[tokio::test]
async fn money_that_has_left_is_recorded_whatever_became_of_the_grant() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db).await;
        let grant_id = world.ready(db).await.id;
        world.cash_account(db).await;
        let request = world.ordered(db, grant_id, Cents(500_000)).await;
        world.run(db, &app.app.files).await;
        world.turn(db, grant_id, "OBJECTED").await;
        let list = format!(
            "Wertstellung;Kassenzeichen;Betrag;Status\n16.09.2026;{};5.000,00;ausgeführt\n",
            request.reference
        );
        let run = uploaded(&app, &list, &world.first).await;
        let at = utc("2026-09-18T08:00:00Z");
        let report = applied(&app, &list, run, &world.head, at).await.unwrap();
        assert_eq!(report.accepted, 1, "{}: {report:#?}", test.name);
        let after = grant(db, grant_id).await;
        assert_eq!(
            (after.state, after.paid),
            (GrantState::Objected, Cents(500_000)),
            "{}",
            test.name
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn a_row_of_a_hidden_case_is_an_error_and_not_the_end_of_the_list() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        world.cash_account(db).await;
        let request = world.ordered(db, grant.id, Cents(500_000)).await;
        world.run(db, &app.app.files).await;
        let list = format!(
            "Wertstellung;Kassenzeichen;Betrag;Status\n15.09.2026;{};5.000,00;ausgeführt\n",
            request.reference
        );
        let by = world.as_first();
        let unit = db.write(&by).await.unwrap();
        let barred = applications::Access::Barred;
        applications::grant_access(&unit, world.head.id, grant.application_id, barred)
            .await
            .unwrap();
        unit.commit().await.unwrap();
        let run = uploaded(&app, &list, &world.first).await;
        let at = utc("2026-09-18T08:00:00Z");
        let report = applied(&app, &list, run, &world.head, at).await.unwrap();
        assert_eq!(found(&report), ["PAYMENT_UNKNOWN"], "{}", test.name);
        assert_eq!(stored(db, &request).await.state, PaymentState::Ordered);
    }
}

#[tokio::test]
async fn dirt_in_the_list_is_named_row_by_row_and_pays_nobody() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db).await;
        let grant = world.ready(db).await;
        world.cash_account(db).await;
        let sent: Vec<PaymentRequest> = vec![
            world.ordered(db, grant.id, Cents(500_000)).await,
            world.ordered(db, grant.id, Cents(400_000)).await,
        ];
        world.run(db, &app.app.files).await;
        let unsent = world.ordered(db, grant.id, Cents(300_000)).await;
        let (one, two, three) = (&sent[0].reference, &sent[1].reference, &unsent.reference);
        let list = format!(
            "Wertstellung;Kassenzeichen;IBAN;Betrag;Status\n\
             15.09.2026;{one};{IBAN};5.000,01;ausgeführt\n\
             15.09.2026;{one};DE03 1203 0000 0000 2020 51;5.000,00;ausgeführt\n\
             15.09.2026;{one};{OTHER_IBAN};5.000,00;ausgeführt\n\
             ;{one};;5.000,00;ausgeführt\n\
             16.09.2026;{one};;5.000,00;ausgeführt\n\
             14.09.2026;{one};;5.000,00;ausgeführt\n\
             15.09.2026;{one};;5.000,00;vielleicht\n\
             15.09.2026;IBZ-2026A-9999/1;;5.000,00;ausgeführt\n\
             15.09.2026;{three};;3.000,00;ausgeführt\n\
             15.09.2026;{};;4.000,00;\n\
             15.09.2026;{two};;4.000,00;gebucht\n\
             15.09.2026;{one};;ca. 5.000;ausgeführt\n",
            two.to_lowercase().replace('/', " / ")
        );
        let report = checked(&app, &list, &world.first, now()).await;
        let expected = [
            "AMOUNT_DIFFERS",
            "IBAN",
            "IBAN_DIFFERS",
            "VALUE_DATE_MISSING",
            "VALUE_DATE",
            "VALUE_DATE",
            "STATUS_UNKNOWN",
            "PAYMENT_UNKNOWN",
            "PAYMENT_STATE",
            "Accepted",
            "Duplicate",
            "AMOUNT_APPROXIMATE",
        ];
        assert_eq!(found(&report)[..11], expected[..11], "{}: {report:#?}", test.name);
        assert_eq!(report.rows[11].status, RowStatus::Error, "no guess at an amount");
        assert_eq!(stored(db, &sent[0]).await.state, PaymentState::Ordered);
        let foreign = account(
            db,
            "Fremd",
            &[(base::Role::SB, base::Scope::Programme(Uuid::now_v7()))],
        )
        .await;
        let foreign = checked(&app, &list, &foreign, now()).await;
        assert_eq!(
            foreign.accepted, 0,
            "{}: another programme knows none of it",
            test.name
        );
    }
}

#[tokio::test]
async fn i08_what_belongs_to_no_payment_is_kept_once_and_settled_by_another_person() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db).await;
        let grant_id = world.ready(db).await.id;
        world.cash_account(db).await;
        let good = world.ordered(db, grant_id, Cents(1_500_000)).await;
        let lost = world.ordered(db, grant_id, Cents(1_000_000)).await;
        world.run(db, &app.app.files).await;
        let list = format!(
            "Buchungsdatum;Wertstellung;Kassenzeichen;Empfänger;IBAN;Betrag;Verwendungszweck;Status\n\
             16.09.2026;17.09.2026;{};Stadtkasse Reutlingen;{IBAN};15.000,00 €;;ausgeführt\n\
             16.09.2026;17.09.2026;VERTIPPT-1;Stadtkasse Reutlingen;{IBAN};10.000,00 €;Honorar;ausgeführt\n\
             16.09.2026;17.09.2026;FREMD-7;Stadtkasse Ulm;;77,00 €;Gebühr;ausgeführt\n",
            good.reference
        );
        let at = utc("2026-09-18T08:00:00Z");
        let run = uploaded(&app, &list, &world.head).await;
        applied(&app, &list, run, &world.budget, at).await.unwrap();
        let head = ctx(&world.head, at);
        let open = || async {
            let asked = base_db::PageRequest::number(1);
            let state = Some(crate::CashLineState::Open);
            crate::cash_lines(db.reader(), &head, state, asked)
                .await
                .unwrap()
                .items
        };
        let mut lines = open().await;
        lines.sort_by_key(|line| line.row);
        let said: Vec<_> = lines
            .iter()
            .map(|line| (line.reference.as_str(), line.amount, line.finding.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                ("VERTIPPT-1", Cents(1_000_000), "PAYMENT_UNKNOWN"),
                ("FREMD-7", Cents(7_700), "PAYMENT_UNKNOWN"),
            ],
            "{}",
            test.name
        );
        // the same list again, and a further one with the same lines: nothing twice
        let further = format!(
            "{list}16.09.2026;17.09.2026;{};;;15.000,00 €;;ausgeführt\n",
            good.reference
        );
        let run = uploaded(&app, &further, &world.head).await;
        let again = applied(&app, &further, run, &world.budget, at).await;
        assert!(again.is_ok() || open().await.len() == 2, "{again:?}");
        assert_eq!(open().await.len(), 2, "{}: kept once", test.name);
        assert_eq!(grant(db, grant_id).await.paid, Cents(1_500_000), "booked once");

        let by_hand = |payment| MatchLine {
            line: lines[0].id,
            version: None,
            payment,
            note: "Betrag und Empfänger stimmen, Kassenzeichen vertippt".to_owned(),
        };
        let own = match_line(db, &ctx(&world.budget, at), by_hand(lost.id))
            .await
            .unwrap_err();
        assert_eq!(code(&own), "four-eyes", "{}", test.name);
        let officer = match_line(db, &ctx(&world.first, at), by_hand(lost.id)).await;
        assert!(matches!(officer, Err(Problem::Denied(_))), "{officer:?}");
        let paid = match_line(db, &head, by_hand(good.id)).await.unwrap_err();
        assert_eq!(code(&paid), "not-awaited");
        match_line(db, &head, by_hand(lost.id)).await.unwrap();
        let now_paid = stored(db, &lost).await;
        assert_eq!(
            (now_paid.state, now_paid.paid_on),
            (PaymentState::Paid, Some(day("2026-09-17"))),
            "{}",
            test.name
        );
        let twice = match_line(db, &head, by_hand(lost.id)).await.unwrap_err();
        assert_eq!(code(&twice), "wrong-state");
        let page = app.get("/cash-lines", Some(&world.head)).await;
        assert!(page.text().contains("FREMD-7"), "{}", page.text());
        let path = format!("/cash-lines/{}", lines[1].id);
        let page = app.get(&path, Some(&world.head)).await;
        assert!(
            page.text().contains("Das Kassenzeichen ist unbekannt"),
            "{}",
            page.text()
        );
        let blank = app
            .post_form(&format!("{path}/dismiss"), &[("version", "1")], Some(&world.head))
            .await;
        assert_eq!(blank.status, 422, "{}", blank.text());
        let gone = app
            .post_form(
                &format!("{path}/dismiss"),
                &[("version", "1"), ("note", "Gebühr einer anderen Stelle")],
                Some(&world.head),
            )
            .await;
        assert_eq!(gone.status, 303, "{}", gone.text());
        assert!(open().await.is_empty(), "{}", test.name);
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn i08_a_wrong_match_is_taken_back_by_two_persons_and_the_books_follow() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db).await;
        let grant_id = world.ready(db).await.id;
        world.cash_account(db).await;
        let paid = world.paid(db, grant_id, Cents(1_500_000), "2026-09-15").await;
        let record = RecordCorrection {
            payment: paid.id,
            version: None,
            reason: "Die Kasse meinte den anderen Abruf".to_owned(),
        };
        let at = utc("2026-09-18T08:00:00Z");
        let officer = record_correction(db, &ctx(&world.first, at), record.clone()).await;
        assert!(matches!(officer, Err(Problem::Denied(_))), "{officer:?}");
        let known = record_correction(db, &ctx(&world.head, at), record.clone())
            .await
            .unwrap();
        let again = record_correction(db, &ctx(&world.budget, at), record).await;
        assert!(matches!(again, Err(Problem::Stale)), "{}: {again:?}", test.name);
        let decide = DecideCorrection {
            correction: known.id,
            version: Some(known.version),
        };
        let own = confirm_correction(db, &ctx(&world.head, at), decide)
            .await
            .unwrap_err();
        assert_eq!(code(&own), "four-eyes", "{}", test.name);
        // plain SQL takes nothing back without the second person
        let id = hex_of(db, paid.id.0);
        let by = base::Ctx::system("test", now());
        let unit = db.write(&by).await.unwrap();
        let undo = format!(
            "UPDATE payment_request SET state = 'ORDERED', paid_on = NULL, version = version + 1 WHERE id = {id}"
        );
        let done = sea_orm::ConnectionTrait::execute_unprepared(unit.conn(), &undo).await;
        assert!(done.is_err(), "{}: {undo}", test.name);
        drop(unit);
        let page = app
            .get(&format!("/payments/{}", paid.id), Some(&world.budget))
            .await;
        assert!(page.text().contains("Zurücknehmen"), "{}", page.text());
        confirm_correction(db, &ctx(&world.budget, at), decide)
            .await
            .unwrap();
        let open = stored(db, &paid).await;
        assert_eq!(
            (open.state, open.paid_on, open.run_id),
            (PaymentState::Ordered, None, paid.run_id),
            "{}",
            test.name
        );
        let after = grant(db, grant_id).await;
        assert_eq!(
            (after.state, after.ordered, after.paid),
            (GrantState::Final, Cents(1_500_000), Cents::ZERO),
            "{}",
            test.name
        );
        let pot = world.pot(db, 2026).await;
        assert_eq!((pot.ordered_cents, pot.paid_cents), (Cents(1_500_000), Cents(0)));
        assert_clean(db).await;
        // the right word of the cash desk is taken then
        let right = world.confirmed(db, &open, "2026-09-18").await;
        assert_eq!(right.paid_on, Some(day("2026-09-18")));
        assert_clean(db).await;
    }
}
