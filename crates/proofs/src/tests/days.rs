//! The days that a statement of use goes by: knowledge of facts (E14), extensions and interim statements (T08), and what
//! comes to light after the acceptance.

use base::{Cents, Ctx, Problem, Role, Scope};
use base_db::{Db, jobs};
use base_files::Files;
use base_testing::TestApp;
use base_testing::db::databases;
use grants::GrantState;

use super::recovery::{act, proposal, receipt, reduction};
use super::world::*;
use crate::model::{ClaimState, Ground, InterimState, Proof, ProofState};
use crate::queries;
use crate::usecases::*;

fn purpose(proof: &Proof, known: &str, until: &str) -> Hear {
    Hear {
        ground: Ground::Purpose,
        principal: Cents(500_000),
        known_on: day(known),
        until_on: day(until),
        ineffective_on: None,
        ..reduction(proof, 0)
    }
}

fn knows(proof: &Proof, on: &str) -> RecordKnowledge {
    RecordKnowledge {
        proof: proof.id,
        known_on: day(on),
        facts: "Prüfbericht des Rechnungsprüfungsamts mit allen Belegen.".to_owned(),
    }
}

async fn planned(db: &Db, kind: &str, subject: &str) -> Vec<String> {
    let jobs = jobs::planned(db.reader(), kind, subject).await.unwrap();
    let mut days: Vec<String> = jobs
        .iter()
        .map(|job| base::calendar::local_date(job.due_at).to_string())
        .collect();
    days.sort();
    days
}

async fn is_refused(db: &Db, statement: &str) -> bool {
    let by = Ctx::system("test", now());
    let unit = db.write(&by).await.unwrap();
    sea_orm::ConnectionTrait::execute_unprepared(unit.conn(), statement)
        .await
        .is_err()
}

#[tokio::test]
async fn e14_the_day_of_knowledge_is_recorded_shown_and_corrected_by_two_persons() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = world.due(db, &[(20_000, "2025-03-14")]).await;
        let officer = as_of(&world.first, "2026-01-12");
        let ahead = record_knowledge(db, &officer, knows(&proof, "2026-01-13")).await;
        assert!(matches!(ahead, Err(Problem::Invalid(_))), "{ahead:?}");
        let foreign =
            record_knowledge(db, &as_of(&world.head, "2026-01-12"), knows(&proof, "2026-01-12")).await;
        assert!(matches!(foreign, Err(Problem::Denied(_))), "{foreign:?}");
        let known = record_knowledge(db, &officer, knows(&proof, "2026-01-12"))
            .await
            .unwrap();
        let root = known.root_id;
        assert_eq!(planned(db, CLOCK_JOB, &root.to_string()).await, ["2026-11-13"]);

        // the page says the day, the end of the year and why; the municipality sees none of it
        let app = TestApp::new(
            db,
            vec![people::feature(), applications::feature(), crate::feature()],
        );
        let path = format!("/proofs/{}", proof.id);
        let page = app.get(&path, Some(&world.second)).await.text();
        for text in ["12.01.2026", "12.01.2027", "Rechnungsprüfungsamts", "§ 49 Abs. 3"] {
            assert!(page.contains(text), "{text}: {page}");
        }
        let mut ids: Vec<&str> = page
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "every field of every form has an id of its own");
        let own = app.get(&path, Some(&world.signatory)).await.text();
        assert!(!own.contains("12.01.2027") && !own.contains("Rechnungsprüfungsamts"));

        // a hearing goes by the recorded day, and by no later one
        let march = as_of(&world.first, "2026-03-02");
        let later = hear(db, &files, &march, purpose(&proof, "2026-03-02", "2026-04-01")).await;
        let later = later.unwrap_err();
        assert!(said(&later).contains("12.01.2026"), "{}", said(&later));
        let claim = hear(
            db,
            &files,
            &as_of(&world.first, "2026-03-02"),
            purpose(&proof, "2026-01-12", "2026-04-01"),
        )
        .await
        .unwrap();
        assert_eq!(claim.knowledge_id, Some(root));

        // corrected with a reason, by two persons; the claim and the reminder follow
        let correct = |reason: &str, on: &str| CorrectKnowledge {
            root,
            known_on: day(on),
            reason: reason.to_owned(),
        };
        let second = as_of(&world.second, "2026-03-03");
        let mute = correct_knowledge(db, &second, proof.id, correct(" ", "2025-12-01")).await;
        assert!(matches!(mute, Err(Problem::Invalid(_))), "{mute:?}");
        let same = correct_knowledge(db, &second, proof.id, correct("Irrtum", "2026-01-12")).await;
        assert!(matches!(same, Err(Problem::Invalid(_))), "{same:?}");
        correct_knowledge(
            db,
            &second,
            proof.id,
            correct("Der Bericht lag schon vor.", "2025-12-01"),
        )
        .await
        .unwrap();
        let twice = correct_knowledge(db, &second, proof.id, correct("Noch einmal", "2025-12-02")).await;
        assert_eq!(code(&twice.unwrap_err()), "correction-waits");
        let alone = decide_correction(db, &second, proof.id, root, true).await;
        assert_eq!(code(&alone.unwrap_err()), "four-eyes");
        let scope = Scope::Programme(world.programme.0);
        let clocks = queries::clocks_of(db.reader(), proof.id).await.unwrap();
        assert_eq!(
            clocks[0].in_force.known_on,
            day("2026-01-12"),
            "until it is confirmed"
        );
        decide_correction(db, &as_of(&world.head, "2026-03-04"), proof.id, root, true)
            .await
            .unwrap();
        let clocks = queries::clocks_of(db.reader(), proof.id).await.unwrap();
        assert_eq!(
            (clocks.len(), clocks[0].until_on(), clocks[0].editions.len()),
            (1, day("2026-12-01"), 2)
        );
        assert_eq!(planned(db, CLOCK_JOB, &root.to_string()).await, ["2026-10-02"]);
        let claim = queries::claim(db.reader(), &as_of(&world.first, "2026-03-05"), claim.id)
            .await
            .unwrap();
        assert_eq!(claim.known_on, day("2025-12-01"), "{}", test.name);
        let none = decide_correction(db, &as_of(&world.head, "2026-03-04"), proof.id, root, true).await;
        assert_eq!(code(&none.unwrap_err()), "no-correction");
        // one person with both roles does not do it alone either
        let both = account(db, "Vertretung", &[(Role::SB, scope), (Role::RL, scope)]).await;
        let both = as_of(&both, "2026-03-06");
        correct_knowledge(db, &both, proof.id, correct("Doch später", "2026-02-01"))
            .await
            .unwrap();
        let alone = decide_correction(db, &both, proof.id, root, true).await;
        assert_eq!(code(&alone.unwrap_err()), "four-eyes");
        decide_correction(db, &second, proof.id, root, false)
            .await
            .unwrap();
        let clocks = queries::clocks_of(db.reader(), proof.id).await.unwrap();
        assert_eq!(clocks[0].in_force.known_on, day("2025-12-01"), "refused");

        // a hearing that was dropped does not start the year anew
        drop_hearing(db, &as_of(&world.first, "2026-04-02"), claim.id, None, "Zu dünn")
            .await
            .unwrap();
        let december = as_of(&world.first, "2026-12-02");
        let anew = hear(db, &files, &december, purpose(&proof, "2026-12-02", "2026-12-30")).await;
        assert!(matches!(anew, Err(Problem::Invalid(_))), "{anew:?}");
        let over = hear(db, &files, &december, purpose(&proof, "2025-12-01", "2026-12-30")).await;
        assert_eq!(code(&over.unwrap_err()), "clock-over");

        // nor does plain SQL
        for statement in [
            "UPDATE proof_knowledge SET known_on = '2026-06-01'".to_owned(),
            "DELETE FROM proof_knowledge".to_owned(),
            format!(
                "INSERT INTO proof_knowledge (id, root_id, proof_id, edition, known_on, facts, reason, recorded_by, \
                 recorded_at, is_confirmed, decided_by, decided_at) VALUES ({id}, {root}, {proof}, 9, '2026-06-01', 'x', \
                 'x', {me}, '2026-06-01 00:00:00+00:00', TRUE, {me}, '2026-06-01 00:00:00+00:00')",
                id = hex_of(db, uuid::Uuid::now_v7()),
                root = hex_of(db, root),
                proof = hex_of(db, proof.id.0),
                me = hex_of(db, world.first.id.0),
            ),
        ] {
            assert!(is_refused(db, &statement).await, "{statement}");
        }
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn t08_a_due_date_is_extended_on_request_with_a_row_and_a_mail() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = world.due(db, &[(36_000, "2025-02-03")]).await;
        let ask = |until: &str| AskExtension {
            proof: proof.id,
            until_on: day(until),
            reason: "Die Schlussrechnung der Moderation steht aus.".to_owned(),
        };
        let editor = as_of(&world.editor, "2025-09-20");
        for wrong in ["2025-09-30", "2026-10-01"] {
            let refused = ask_extension(db, &editor, ask(wrong)).await;
            assert!(matches!(refused, Err(Problem::Invalid(_))), "{wrong}");
        }
        ask_extension(db, &editor, ask("2025-11-28")).await.unwrap();
        let again = ask_extension(db, &editor, ask("2025-12-30")).await.unwrap_err();
        assert_eq!(code(&again), "extension-open");
        let decide = |until: Option<&str>, answer: &str| DecideExtension {
            proof: proof.id,
            version: None,
            until_on: until.map(day),
            answer: answer.to_owned(),
        };
        let own = decide_extension(db, &editor, decide(Some("2025-11-28"), "")).await;
        assert!(matches!(own, Err(Problem::Denied(_))), "{own:?}");
        // the old day passes before somebody decides: what was overdue is due again
        let night = Ctx::system("test", base::calendar::day_start(day("2025-10-01")));
        overdue(db, &night, proof.id).await.unwrap();
        let officer = as_of(&world.first, "2025-10-06");
        let mute = decide_extension(db, &officer, decide(None, "")).await;
        assert!(
            matches!(mute, Err(Problem::Invalid(_))),
            "a refusal needs a reason"
        );
        let extended = decide_extension(db, &officer, decide(Some("2025-11-14"), ""))
            .await
            .unwrap();
        assert_eq!(
            (extended.state, extended.due_on, extended.extension_wanted_on),
            (ProofState::Due, day("2025-11-14"), None)
        );
        assert_eq!(world.grant(db, &proof).await.state, GrantState::ReportDue);
        let id = proof.id.to_string();
        assert_eq!(planned(db, REMIND_JOB, &id).await, ["2025-10-31", "2025-11-28"]);
        assert_eq!(planned(db, OVERDUE_JOB, &id).await, ["2025-11-15"]);
        assert_eq!(planned(db, ESCALATE_JOB, &id).await, ["2025-12-14"]);
        // refused, and granted unasked
        ask_extension(db, &as_of(&world.editor, "2025-11-10"), ask("2025-12-30"))
            .await
            .unwrap();
        let officer = as_of(&world.second, "2025-11-11");
        decide_extension(db, &officer, decide(None, "Es fehlt nur der Bericht."))
            .await
            .unwrap();
        let nothing = decide_extension(db, &officer, decide(None, "Noch einmal")).await;
        assert_eq!(code(&nothing.unwrap_err()), "no-extension");
        decide_extension(db, &officer, decide(Some("2025-11-21"), "Krankheit, telefonisch"))
            .await
            .unwrap();
        let rows = queries::extensions_of(db.reader(), proof.id).await.unwrap();
        let days: Vec<_> = rows.iter().map(|row| (row.before_on, row.granted_on)).collect();
        assert_eq!(
            days,
            [
                (day("2025-09-30"), Some(day("2025-11-14"))),
                (day("2025-11-14"), None),
                (day("2025-11-14"), Some(day("2025-11-21"))),
            ],
            "{}",
            test.name
        );
        // a request is settled by handing in
        ask_extension(db, &as_of(&world.editor, "2025-11-20"), ask("2025-12-30"))
            .await
            .unwrap();
        world.written(db, &proof, 50_000).await;
        submit(db, &as_of(&world.signatory, "2025-11-20"), proof.id, None)
            .await
            .unwrap();
        let rows = queries::extensions_of(db.reader(), proof.id).await.unwrap();
        assert!(rows.iter().all(|row| row.decided_at.is_some()));
        let codes = mails(db, &proof).await;
        let count = |code: &str| codes.iter().filter(|known| *known == code).count();
        assert_eq!((count("M-V16"), count("M-V17")), (6, 6), "{codes:?}");
        assert!(is_refused(db, "UPDATE proof_extension SET granted_on = '2026-06-01'").await);
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn an_extension_is_asked_for_and_decided_on_pages() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let proof = world.due(db, &[(36_000, "2025-02-03")]).await;
        let app = TestApp::new(
            db,
            vec![people::feature(), applications::feature(), crate::feature()],
        );
        let path = format!("/proofs/{}", proof.id);
        // the pages are of today, long after the due date
        let soon = base::calendar::local_date(db.now()) + chrono::Days::new(40);
        let until = soon.to_string();
        let asked = [("until_on", until.as_str()), ("reason", "Rechnung fehlt.")];
        let none = app
            .post_form(&format!("{path}/ask-extension"), &asked[..1], Some(&world.editor))
            .await;
        assert_eq!(none.status.as_u16(), 422);
        assert!(none.text().contains(&until), "what was typed is kept");
        let done = app
            .post_form(&format!("{path}/ask-extension"), &asked, Some(&world.editor))
            .await;
        assert_eq!(
            done.location(),
            format!("{path}?done=proofs-done-extension-asked")
        );
        let page = app.get(&path, Some(&world.first)).await.text();
        assert!(page.contains("Über die Fristverlängerung entscheiden") && page.contains("Rechnung fehlt."));
        assert!(!page.contains("proofs-"), "no key is shown: {page}");
        let refused = [("do", "refuse"), ("answer", "Zu spät.")];
        let done = app
            .post_form(&format!("{path}/extension"), &refused, Some(&world.first))
            .await;
        assert_eq!(done.location(), format!("{path}?done=proofs-done-extension"));
        let page = app.get(&path, Some(&world.editor)).await.text();
        assert!(
            page.contains("Nicht verlängert") && page.contains("Zu spät."),
            "{page}"
        );
    }
}

#[tokio::test]
async fn an_interim_statement_is_due_for_each_year_of_a_long_award_period() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        // from July 2023 until June 2025: 2023 is long over when the proof is made
        let proof = world.running(db, &[(9_000, "2025-01-02")], "2025-06-30").await;
        let rows = queries::interims_of(db.reader(), proof.id).await.unwrap();
        let years: Vec<_> = rows.iter().map(|row| (row.year, row.due_on)).collect();
        assert_eq!(years, [(2024, day("2025-03-31"))], "{}", test.name);
        let id = rows[0].id;
        assert_eq!(
            planned(db, INTERIM_DUE_JOB, &id.to_string()).await,
            ["2025-01-01"]
        );
        let on = |date: &str| Ctx::system("test", base::calendar::day_start(day(date)));
        let save = |text: &str, hands_in| SaveInterim {
            proof: proof.id,
            year: 2024,
            version: None,
            spent: Some(Cents(1_200_000)),
            income: None,
            activities: text.to_owned(),
            outlook: String::new(),
            hands_in,
        };
        let editor = as_of(&world.editor, "2025-01-10");
        let early = save_interim(db, &editor, save("Zwei Runde Tische.", false)).await;
        assert_eq!(code(&early.unwrap_err()), "wrong-state");
        for _ in 0..2 {
            interim_due(db, &on("2025-01-01"), id).await.unwrap();
        }
        let days = |kind: &'static str| async move { planned(db, kind, &id.to_string()).await };
        assert_eq!(days(INTERIM_REMIND_JOB).await, ["2025-03-17"]);
        assert_eq!(days(INTERIM_OVERDUE_JOB).await, ["2025-04-01"]);
        assert_eq!(days(INTERIM_ESCALATE_JOB).await, ["2025-04-30"]);
        for _ in 0..2 {
            interim_remind(db, &on("2025-03-17"), id).await.unwrap();
            interim_overdue(db, &on("2025-04-01"), id).await.unwrap();
            interim_escalate(db, &on("2025-04-30"), id).await.unwrap();
        }
        let codes = mails(db, &proof).await;
        let count = |code: &str| codes.iter().filter(|known| *known == code).count();
        assert_eq!(
            (count("M-V18"), count("M-V19"), count("M-V21")),
            (2, 4, 1),
            "each once for each person: {codes:?}"
        );
        // written by KE, handed in by KZ, sent back, handed in again, noted by an officer
        let missing = save_interim(db, &as_of(&world.signatory, "2025-05-05"), save("", true)).await;
        assert!(matches!(missing, Err(Problem::Invalid(_))), "{missing:?}");
        let late = as_of(&world.editor, "2025-05-05");
        save_interim(db, &late, save("Zwei Runde Tische.", false))
            .await
            .unwrap();
        assert!(matches!(
            save_interim(db, &late, save("Zwei Runde Tische.", true)).await,
            Err(Problem::Denied(_))
        ));
        let signatory = as_of(&world.signatory, "2025-05-06");
        save_interim(db, &signatory, save("Zwei Runde Tische.", true))
            .await
            .unwrap();
        assert!(days(INTERIM_ESCALATE_JOB).await.is_empty());
        let note = |remark: &str, is_returned| NoteInterim {
            proof: proof.id,
            year: 2024,
            version: None,
            remark: remark.to_owned(),
            is_returned,
        };
        let officer = as_of(&world.first, "2025-05-07");
        let back = note_interim(db, &officer, note("Bitte die Zielwerte nennen.", true))
            .await
            .unwrap();
        assert_eq!((back.state, back.due_on), (InterimState::Due, day("2025-05-21")));
        save_interim(db, &signatory, save("Zwei Runde Tische, 80 Gäste.", true))
            .await
            .unwrap();
        run(
            db,
            "UPDATE proof_interim SET spent_cents = 1 WHERE state = 'SUBMITTED'",
        )
        .await;
        assert_eq!(
            crate::check(db).await.unwrap().len(),
            1,
            "a changed figure is found"
        );
        run(
            db,
            "UPDATE proof_interim SET spent_cents = 1200000 WHERE state = 'SUBMITTED'",
        )
        .await;
        let noted = note_interim(db, &officer, note("", false)).await.unwrap();
        assert_eq!(noted.state, InterimState::Noted);
        assert!(is_refused(db, "UPDATE proof_interim SET spent_cents = 1").await);
        // the page, for both sides
        let app = TestApp::new(
            db,
            vec![people::feature(), applications::feature(), crate::feature()],
        );
        for person in [&world.first, &world.editor] {
            let proof_page = app
                .get(&format!("/proofs/{}", proof.id), Some(person))
                .await
                .text();
            assert!(proof_page.contains("/interim/2024"), "{proof_page}");
            let page = app
                .get(&format!("/proofs/{}/interim/2024", proof.id), Some(person))
                .await
                .text();
            assert!(page.contains("12.000,00") && page.contains("80 Gäste"), "{page}");
            assert!(!page.contains("proofs-"), "no key is shown: {page}");
        }
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn an_amendment_brings_interim_years_and_the_end_of_the_award_takes_open_ones_along() {
    for test in databases().await {
        let (db, world) = (&test.db, World::new(&test.db).await);
        let more =
            "state = 'FINAL', final_on = '2026-05-16', from_on = '2026-01-01', until_on = '2026-12-31'";
        let grant = world.grant_in(db, &[(2026, 40_000)], more).await;
        let system = Ctx::system("proof-open", at("2026-05-16"));
        open(db, &system, grant.id).await.unwrap();
        let proof = queries::of_grant(db.reader(), grant.id).await.unwrap().unwrap();
        let rows = || async {
            let rows = queries::interims_of(db.reader(), proof.id).await.unwrap();
            rows.iter().map(|row| (row.year, row.state)).collect::<Vec<_>>()
        };
        assert!(rows().await.is_empty(), "twelve months need none");
        // a proof that was made before there were any gets them by night, once
        world.period(db, grant.id, "2026-01-01", "2028-03-31").await;
        run(
            db,
            "UPDATE proof SET period_until_on = '2028-03-31', due_on = '2028-06-30'",
        )
        .await;
        for night in ["2026-05-18", "2026-05-19"] {
            watch(db, &Ctx::system("proof-watch", at(night))).await.unwrap();
        }
        let open_years = [(2026, InterimState::Planned), (2027, InterimState::Planned)];
        assert_eq!(rows().await, open_years, "{}", test.name);
        world.period(db, grant.id, "2026-01-01", "2027-12-31").await;
        open(db, &system, grant.id).await.unwrap();
        assert_eq!(
            rows().await,
            [(2026, InterimState::Planned), (2027, InterimState::Dropped)],
            "the last year is the statement of use"
        );
        fall_due(db, &Ctx::system("proof-due", at("2028-01-01")), proof.id)
            .await
            .unwrap();
        assert_eq!(
            rows().await,
            [(2026, InterimState::Dropped), (2027, InterimState::Dropped)]
        );
    }
}

#[tokio::test]
async fn what_comes_to_light_after_the_acceptance_is_heard_about_and_claimed() {
    for test in databases().await {
        let (db, world, files) = (&test.db, World::new(&test.db).await, Files::memory());
        let proof = world.in_audit(db, &[(40_000, "2025-02-03")], 50_000).await;
        world.examined(db, proof.id).await;
        let head = as_of(&world.head, "2025-07-25");
        settle(db, &files, &head, proof.id, None).await.unwrap();
        let closed = close(db, &head, proof.id, None).await.unwrap();
        assert_eq!(closed.state, ProofState::Closed);
        // closed is closed, until another head of unit opens it again with a reason
        let told = base_mail::of_case(db.reader(), proof.application_id.0, 500)
            .await
            .unwrap();
        let told = told.iter().find(|mail| mail.code == "M-V11").unwrap();
        assert!(
            told.body_text.contains("10.07.2030"),
            "vouchers are kept for five years after the statement came in: {}",
            told.body_text
        );
        let (kept, _) = queries::kept(db.reader(), &head).await.unwrap();
        assert_eq!(
            (kept.len(), kept[0].from_on),
            (1, day("2036-01-01")),
            "I02: ten years from the end of the year"
        );
        // the list goes out once a month, and not before
        let erasures = || async {
            let all = base_mail::MailFilter {
                code: Some("M-D01".to_owned()),
                ..base_mail::MailFilter::default()
            };
            base_mail::list(db.reader(), &all, base_db::PageRequest::number(1))
                .await
                .unwrap()
                .total
        };
        for (night, sent) in [
            ("2035-12-31", 0),
            ("2036-01-01", 1),
            ("2036-01-02", 1),
            ("2036-02-01", 2),
        ] {
            watch(db, &Ctx::system("proof-watch", at(night))).await.unwrap();
            assert_eq!(erasures().await, sent, "{night}");
        }
        let autumn = as_of(&world.first, "2025-09-01");
        let heard = hear(db, &files, &autumn, purpose(&proof, "2025-09-01", "2025-09-20")).await;
        assert_eq!(code(&heard.unwrap_err()), "wrong-state");
        let own = reopen(db, &head, proof.id, None, "Neue Tatsachen")
            .await
            .unwrap_err();
        assert_eq!(code(&own), "four-eyes");
        let scope = Scope::Programme(world.programme.0);
        let other = account(db, "Stellvertretung", &[(Role::RL, scope)]).await;
        let other = as_of(&other, "2025-09-01");
        let mute = reopen(db, &other, proof.id, None, " ").await;
        assert!(matches!(mute, Err(Problem::Invalid(_))), "{mute:?}");
        let officer = reopen(
            db,
            &as_of(&world.first, "2025-09-01"),
            proof.id,
            None,
            "Neue Tatsachen",
        )
        .await;
        assert!(matches!(officer, Err(Problem::Denied(_))), "{officer:?}");
        let open_again = reopen(db, &other, proof.id, None, "Bericht des Rechnungshofs")
            .await
            .unwrap();
        assert_eq!(
            (open_again.state, open_again.closed_by),
            (ProofState::Settled, None)
        );

        // heard for nothing: accepted as before
        let officer = as_of(&world.first, "2025-09-02");
        let claim = hear(db, &files, &officer, purpose(&proof, "2025-09-01", "2025-09-20"))
            .await
            .unwrap();
        drop_hearing(db, &officer, claim.id, None, "Aufgeklärt")
            .await
            .unwrap();
        let same = world.proof(db, proof.id).await;
        assert_eq!(
            (same.state, same.accepted),
            (ProofState::Settled, Some(Cents(4_000_000)))
        );
        assert_eq!(world.grant(db, &proof).await.state, GrantState::Settled);

        // heard again by the same day: 5,000 euros come back with interest from the payment on
        let claim = hear(db, &files, &officer, purpose(&proof, "2025-09-01", "2025-09-20"))
            .await
            .unwrap();
        propose_claim(db, &as_of(&world.first, "2025-09-22"), proposal(&claim))
            .await
            .unwrap();
        let head = as_of(&world.head, "2025-09-23");
        let claim = issue_claim(db, &files, &head, act(&claim, "2025-10-31"))
            .await
            .unwrap();
        let open_claim = close(db, &other, proof.id, None).await.unwrap_err();
        assert_eq!(code(&open_claim), "wrong-state", "a claim is still out");
        let cash = as_of(&world.first, "2025-10-14");
        record_receipt(db, &cash, receipt(&claim, 200_000, "2025-10-01"))
            .await
            .unwrap();
        record_receipt(db, &cash, receipt(&claim, 300_000, "2025-10-13"))
            .await
            .unwrap();
        let second = as_of(&world.second, "2025-10-14");
        let out = settle_claim(db, &second, claim.id, None).await.unwrap_err();
        assert_eq!(code(&out), "money-out");
        let (interest, _, open_amount) = queries::open_amounts(db.reader(), &claim, day("2025-10-14"))
            .await
            .unwrap();
        assert_eq!(interest, open_amount);
        record_receipt(db, &cash, receipt(&claim, open_amount.0, "2025-10-13"))
            .await
            .unwrap();
        let settled = settle_claim(db, &second, claim.id, None).await.unwrap();
        assert_eq!(settled.state, ClaimState::Settled);
        let proof = world.proof(db, proof.id).await;
        assert_eq!(
            (proof.state, proof.accepted),
            (ProofState::Settled, Some(Cents(3_500_000))),
            "{}",
            test.name
        );
        let grant = world.grant(db, &proof).await;
        assert_eq!((grant.amount, grant.paid), (Cents(3_500_000), Cents(3_500_000)));
        close(db, &head, proof.id, None).await.unwrap();
        assert_clean(db).await;
    }
}
