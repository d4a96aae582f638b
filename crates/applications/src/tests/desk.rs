//! The officer's desk over HTTP, after the deadline: check, documents, proposal and decision, bulk, home page.

use axum::http::StatusCode;
use base::{Person, Role};
use base_db::Db;
use base_testing::db::databases;
use base_testing::{Answer, TestApp};

use super::world::{World, body, mails, row, submitted, terms_around, withdraw};
use crate::model::ApplicationState as S;

pub(super) fn app(db: &Db) -> TestApp {
    TestApp::new(
        db,
        vec![
            people::feature(),
            municipalities::feature(),
            budget::feature(),
            calls::feature(),
            crate::feature(),
        ],
    )
}

/// Lets the demo's clock run past the deadline.
async fn after_the_deadline(db: &Db) {
    let ctx = base::Ctx::system("test", db.now());
    let unit = db.write(&ctx).await.unwrap();
    base_db::settings::mark_demo(&unit).await.unwrap();
    unit.commit().await.unwrap();
    db.advance_clock(&ctx, 32 * 24 * 3_600).await.unwrap();
}

fn seen(answer: &Answer, texts: &[&str]) {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    for text in texts {
        assert!(
            answer.text().contains(text),
            "{text} is missing: {}",
            answer.text()
        );
    }
}

async fn tasks(app: &TestApp, person: &Person) -> Vec<String> {
    let ctx = base_testing::ctx(person, app.app.db.now());
    app.app
        .tasks_of(&ctx)
        .await
        .unwrap()
        .into_iter()
        .map(|task| task.text)
        .collect()
}

const POINTS: [(&str, &str); 6] = [
    ("result_ENTITLED_BODY", "FULFILLED"),
    ("result_AUTHORISED_SIGNATURE", "FULFILLED"),
    ("result_CONTENTS", "FULFILLED"),
    ("result_NOT_BEGUN", "FULFILLED"),
    ("result_NO_DOUBLE_FUNDING", "FULFILLED"),
    ("result_FINANCING", "FULFILLED"),
];

#[tokio::test]
async fn an_officer_checks_asks_for_documents_and_confirms() {
    for test in databases().await {
        let db = &test.db;
        let now = db.now();
        let world = World::new(db, now - chrono::TimeDelta::days(2)).await;
        let call = world.call(db, "IBZ-2026A", terms_around(now)).await;
        let lead = body(db, "08416025").await;
        let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
        let id = submitted(db, &editor, now, call.id, &lead).await.application;
        after_the_deadline(db).await;
        let app = app(db);
        let officer = Some(&world.officer);
        let here = format!("/applications/{id}");
        assert_eq!(
            tasks(&app, &world.officer).await,
            ["Ein eingereichter Antrag wartet auf die formale Prüfung"]
        );
        seen(&app.get(&here, officer).await, &["Formale Prüfung beginnen"]);
        let started = app.post_form(&format!("{here}/start-check"), &[], officer).await;
        assert_eq!(
            started.location(),
            format!("{here}/check?done=applications-done-started")
        );
        seen(
            &app.get(&format!("{here}/check"), officer).await,
            &[
                "Prüfliste",
                "Unterlagen nachfordern",
                "Alle Angaben sind vorhanden.",
            ],
        );

        let version = row(db, id).await.version.to_string();
        let some = [
            ("version", version.as_str()),
            ("then", "complete"),
            POINTS[0],
            POINTS[1],
        ];
        let refused = app.post_form(&format!("{here}/check"), &some, officer).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(
            refused.text().contains("4 Punkte der Prüfliste sind noch offen."),
            "{}",
            refused.text()
        );

        let asked = [("items", "Gemeinderatsbeschluss"), ("due_on", "2020-01-01")];
        let past = app
            .post_form(&format!("{here}/request-documents"), &asked, officer)
            .await;
        assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            past.text().contains("Gemeinderatsbeschluss"),
            "what was typed stays"
        );
        let due = (base::calendar::local_date(db.now()) + chrono::Days::new(14)).to_string();
        let asked = [("items", "Gemeinderatsbeschluss"), ("due_on", due.as_str())];
        let sent = app
            .post_form(&format!("{here}/request-documents"), &asked, officer)
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());

        assert!(
            tasks(&app, &editor)
                .await
                .iter()
                .any(|task| task.contains("nachreichen"))
        );
        let ke = Some(&editor);
        seen(
            &app.get(&here, ke).await,
            &["Gemeinderatsbeschluss", "Unterlagen nachreichen"],
        );
        seen(
            &app.get(&format!("{here}/answer"), ke).await,
            &["Gemeinderatsbeschluss"],
        );
        let path = format!("{here}/answer");
        let exe = app
            .post_file(
                &path,
                &[("answer", "Anbei")],
                ("files", "Beschluss.pdf", b"MZ exe"),
                ke,
            )
            .await;
        assert_eq!(exe.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(exe.text().contains("ist keine der erlaubten Dateien") && exe.text().contains("Anbei"));
        let pdf = app
            .post_file(
                &path,
                &[("answer", "Anbei")],
                ("files", "Beschluß.pdf", b"%PDF-1.7 x"),
                ke,
            )
            .await;
        assert_eq!(pdf.status, StatusCode::SEE_OTHER, "{}", pdf.text());
        seen(
            &app.get(&format!("{here}?part=application"), officer).await,
            &["Beschluß.pdf", "rechtzeitig beantwortet", "Anbei"],
        );
        let file = base_files::of_application(db.reader(), id.0)
            .await
            .unwrap()
            .remove(0);
        let bytes = app.get(&format!("{here}/files/{}", file.id), officer).await;
        assert_eq!(
            (bytes.status, bytes.bytes.as_slice()),
            (StatusCode::OK, &b"%PDF-1.7 x"[..])
        );

        let version = row(db, id).await.version.to_string();
        let mut all = vec![("version", version.as_str()), ("then", "complete")];
        all.extend(POINTS);
        let done = app.post_form(&format!("{here}/check"), &all, officer).await;
        assert_eq!(
            done.location(),
            format!("{here}?done=applications-done-complete"),
            "{}",
            done.text()
        );
        assert_eq!(row(db, id).await.state, S::Complete, "{}", test.name);
        seen(
            &app.get(&format!("{here}?part=record"), officer).await,
            &["Vollständig", "Als vollständig bestätigt", "Person ke (Test)"],
        );
        assert_eq!(mails(db, id).await.last().map(String::as_str), Some("M-A10"));
    }
}

/// What was judged is kept whatever button follows, the request has what is missing, and one case follows the other.
#[tokio::test]
async fn the_checklist_outlives_a_request_and_leads_to_the_next_case() {
    for test in databases().await {
        let db = &test.db;
        let now = db.now();
        let world = World::new(db, now - chrono::TimeDelta::days(2)).await;
        let call = world.call(db, "IBZ-2026A", terms_around(now)).await;
        let mut cases = Vec::new();
        for key in ["08416025", "08226041"] {
            let lead = body(db, key).await;
            let editor = world.municipal(db, key, &lead, &[Role::KE, Role::KZ]).await;
            let id = submitted(db, &editor, now, call.id, &lead).await.application;
            cases.push((id, editor));
        }
        after_the_deadline(db).await;
        let app = app(db);
        let officer = Some(&world.officer);
        let started = app
            .post_form("/applications/start-checks", &[("call", "IBZ-2026A")], officer)
            .await;
        assert!(
            started.status.is_success() || started.status.is_redirection(),
            "{}",
            started.text()
        );
        let [(first, editor), (second, _)] = &cases[..] else {
            panic!("two cases");
        };
        let (here, there) = (
            format!("/applications/{first}"),
            format!("/applications/{second}"),
        );

        // judged, not saved, and on to the request: nothing is lost
        let version = row(db, *first).await.version.to_string();
        let judged = [
            ("version", version.as_str()),
            ("then", "request"),
            POINTS[0],
            ("result_AUTHORISED_SIGNATURE", "CURABLE"),
            ("remark_AUTHORISED_SIGNATURE", "Unterschrift fehlt"),
        ];
        let saved = app.post_form(&format!("{here}/check"), &judged, officer).await;
        assert_eq!(
            saved.location(),
            format!("{here}/request-documents?done=applications-done-checked"),
            "{}",
            saved.text()
        );
        let request = app.get(&format!("{here}/request-documents"), officer).await;
        seen(&request, &["Unterschrift fehlt", "Nachforderung senden"]);
        let due = (base::calendar::local_date(db.now()) + chrono::Days::new(14)).to_string();
        let asked = [
            ("items", "Unterschrift fehlt"),
            ("due_on", due.as_str()),
            ("then", "next"),
        ];
        let sent = app
            .post_form(&format!("{here}/request-documents"), &asked, officer)
            .await;
        assert_eq!(
            sent.location(),
            format!("{there}/check?done=applications-done-requested-before"),
            "{}",
            sent.text()
        );
        let answered = app
            .post_file(
                &format!("{here}/answer"),
                &[("answer", "Anbei")],
                ("files", "Deckblatt.pdf", b"%PDF-1.7 x"),
                Some(editor),
            )
            .await;
        assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.text());
        // the check goes on where it stood, beside what came in
        let again = app.get(&format!("{here}/check"), officer).await;
        seen(&again, &["Nachgereicht", "Anbei", "Unterschrift fehlt"]);
        let chosen = |name: &str, value: &str| {
            let input = format!("name=\"{name}\" value=\"{value}\" checked");
            again.text().contains(&input)
        };
        assert!(chosen("result_ENTITLED_BODY", "FULFILLED"), "{}", again.text());
        assert!(chosen("result_AUTHORISED_SIGNATURE", "CURABLE"));
        let before = crate::queries::checklist(db.reader(), *first).await.unwrap();

        // all fulfilled: confirmed on the way to the next one
        let version = row(db, *first).await.version.to_string();
        let mut all = vec![("version", version.as_str()), ("then", "next")];
        all.extend(POINTS);
        let next = app.post_form(&format!("{here}/check"), &all, officer).await;
        assert_eq!(
            next.location(),
            format!("{there}/check?done=applications-done-complete-before"),
            "{}",
            next.text()
        );
        assert_eq!(row(db, *first).await.state, S::Complete, "{}", test.name);
        let after = crate::queries::checklist(db.reader(), *first).await.unwrap();
        let of = |list: &[crate::CheckedPoint]| {
            list.iter()
                .find(|one| one.code == "ENTITLED_BODY")
                .map(|one| one.checked_at)
        };
        assert_eq!(of(&before), of(&after), "who judged a point first stays");
    }
}

#[tokio::test]
async fn a_proposal_is_decided_on_the_case_page_by_another_person() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let now = db.now();
    let world = World::new(db, now - chrono::TimeDelta::days(2)).await;
    let call = world.call(db, "IBZ-2026A", terms_around(now)).await;
    let lead = body(db, "08416025").await;
    let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
    let id = submitted(db, &editor, now, call.id, &lead).await.application;
    after_the_deadline(db).await;
    let app = app(db);
    let here = format!("/applications/{id}");
    let both = Some(&world.colleague);
    app.post_form(&format!("{here}/start-check"), &[], both).await;
    seen(
        &app.get(&format!("{here}/propose"), both).await,
        &["R10 – außerhalb des Fördergegenstands"],
    );
    let unreasoned = [("verb", "REJECT"), ("reason_code", "R10"), ("reason", "")];
    let refused = app.post_form(&format!("{here}/propose"), &unreasoned, both).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let proposed = [
        ("verb", "REJECT"),
        ("reason_code", "R10"),
        ("reason", "Betrifft den Straßenbau."),
    ];
    let sent = app.post_form(&format!("{here}/propose"), &proposed, both).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert!(
        !app.get(&here, both).await.text().contains("Nicht folgen"),
        "not by the person who proposed it"
    );
    let own = app
        .post_form(&format!("{here}/decide"), &[("decision", "confirm")], both)
        .await;
    assert_eq!(own.status, StatusCode::CONFLICT);
    assert!(own.text().contains("Vier-Augen-Prinzip"));
    assert_eq!(tasks(&app, &world.head).await.len(), 1);
    let head = Some(&world.head);
    seen(
        &app.get(&here, head).await,
        &["Betrifft den Straßenbau.", "Nicht folgen", "Ablehnen"],
    );
    let decided = app
        .post_form(
            &format!("{here}/decide"),
            &[("decision", "confirm"), ("remark", "")],
            head,
        )
        .await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text());
    assert_eq!(row(db, id).await.state, S::Rejected);
    let own_page = app.get(&here, Some(&editor)).await.text();
    assert!(
        !own_page.contains("Straßenbau"),
        "the reasons come with the notice"
    );
    let mail = &base_mail::of_case(db.reader(), id.0, 1).await.unwrap()[0];
    assert!(
        mail.code == "M-A09" && !mail.body_text.contains("Straßenbau") && !mail.body_text.contains("R10")
    );
}

#[tokio::test]
async fn bulk_pages_show_a_result_per_record_and_paper_is_entered_by_hand() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let now = db.now();
    let world = World::new(db, now - chrono::TimeDelta::days(2)).await;
    let call = world.call(db, "IBZ-2026A", terms_around(now)).await;
    let lead = body(db, "08416025").await;
    let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
    let portal = submitted(db, &editor, now, call.id, &lead).await;
    let app = app(db);
    let officer = Some(&world.officer);
    let new = [("call", "IBZ-2026A"), ("lead", "Leimen"), ("title", "Auf Papier")];
    let unknown = app
        .post_form("/applications", &[new[0], ("lead", "Nirgendwo"), new[2]], officer)
        .await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let created = app.post_form("/applications", &new, officer).await;
    assert_eq!(created.status, StatusCode::SEE_OTHER, "{}", created.text());
    let path = created.location().split("/edit").next().unwrap().to_owned();
    let amount = [("section", "money"), ("v.E2a", "0"), ("E2a", "1.000,00")];
    let saved = app.post_form(&format!("{path}/edit"), &amount, officer).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    seen(
        &app.get(&format!("{path}/submit"), officer).await,
        &["Eingegangen am"],
    );
    let today = base::calendar::local_date(now).to_string();
    let paper = path.rsplit('/').next().unwrap().parse().unwrap();
    let version = row(db, paper).await.version.to_string();
    let sent = app
        .post_form(
            &format!("{path}/submit"),
            &[("version", version.as_str()), ("received_on", today.as_str())],
            officer,
        )
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    after_the_deadline(db).await;
    let list = app.get("/applications?call=IBZ-2026A", officer).await;
    seen(
        &list,
        &["IBZ-2026A-0002", "Leimen", "Formale Prüfung für alle beginnen"],
    );
    let started = app
        .post_form("/applications/start-checks", &[("call", "IBZ-2026A")], officer)
        .await;
    seen(&started, &["IBZ-2026A-0001", "IBZ-2026A-0002", "erledigt"]);
    let completed = app
        .post_form("/applications/complete-all", &[("call", "IBZ-2026A")], officer)
        .await;
    seen(&completed, &["unter der Bagatellgrenze von", "unverändert"]);
    assert_eq!(row(db, portal.application).await.state, S::Complete);
    let by = base_testing::ctx(&world.officer, db.now());
    withdraw(db, &by, paper, "Brief vom Montag")
        .await
        .expect("SB notes the withdrawal of what came on paper");
}
