//! X15: the evidence packet of a case and of a call, and what checking it finds when something was altered.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use applications::{Access, Application};
use axum::http::{Method, StatusCode};
use base::{Cents, Ctx, Minutes, Person, Role, Scope};
use base_db::{jobs, seal};
use base_testing::ctx;
use base_testing::db::databases;
use serde_json::{Value, json};
use uuid::Uuid;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::world::World;
use crate::evidence::format::{AUDIT, MANIFEST, SUMS};
use crate::evidence::{self, FindingKind, PacketState, Verdict, verify};

/// The files of a packet, by path.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

pub(super) fn unpacked(bytes: &[u8]) -> Files {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut entry = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.name().to_owned(), content)
        })
        .collect()
}

pub(super) fn packed(files: &Files) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in files {
        zip.start_file(path.as_str(), SimpleFileOptions::default())
            .unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn checked(bytes: &[u8]) -> Verdict {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("akte.zip");
    std::fs::write(&path, bytes).unwrap();
    verify(&path, None).unwrap()
}

/// Kind and path of each finding.
fn found(verdict: &Verdict) -> Vec<(FindingKind, &str)> {
    verdict
        .findings
        .iter()
        .map(|finding| (finding.kind, finding.path.as_str()))
        .collect()
}

/// A case that was awarded, paid and accompanied, all of it sealed.
async fn full_case(world: &World) -> Application {
    let case = world.cases().await.remove(0);
    let grant = world.award(case.id, Cents(4_000_000)).await;
    world.pay(&grant, Cents(1_500_000)).await;
    let facilitator = world.accompany(&grant, Minutes(2_400), Minutes(480)).await;
    world
        .worked(&grant, &facilitator, hours::Activity::OnSite, 480)
        .await;
    seal::seal_all(&world.db, Uuid::now_v7()).await.unwrap();
    case
}

async fn packet_of(world: &World, case: &Application, by: &Person) -> Vec<u8> {
    let path = format!("/api/v1/applications/{}/evidence", case.id);
    let made = world.app.api(Method::POST, &path, None, Some(by)).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let made = made.json();
    assert_eq!(made["state"], "READY");
    let href = format!("/evidence/{}/download", made["id"].as_str().unwrap());
    let file = world.app.get(&href, Some(by)).await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.text());
    assert_eq!(file.headers["content-type"], "application/zip");
    assert_eq!(checked(&file.bytes).sha256, made["sha256"].as_str().unwrap());
    file.bytes
}

fn of_case<'a>(files: &'a Files, end: &str) -> (&'a str, &'a [u8]) {
    let mut all = files.iter().filter(|(path, _)| path.ends_with(end));
    let (path, content) = all
        .next()
        .unwrap_or_else(|| panic!("{end} is missing: {:?}", files.keys()));
    assert!(all.next().is_none(), "{end} is there twice");
    (path, content)
}

#[tokio::test]
async fn x15_the_packet_of_a_case_holds_its_whole_file_and_checks_clean() {
    for test in databases().await {
        let world = World::new(&test.db).await;
        let case = full_case(&world).await;
        let bytes = packet_of(&world, &case, &world.officer).await;
        let verdict = checked(&bytes);
        assert_eq!(found(&verdict), vec![], "{}", test.name);
        assert!(
            verdict.audit_entries > 5 && verdict.audit_unsealed == 0,
            "{verdict:?}"
        );
        assert!(verdict.recorded >= 2, "letter and its content: {verdict:?}");
        let files = unpacked(&bytes);
        let json = |end: &str| -> Value { serde_json::from_slice(of_case(&files, end).1).unwrap() };
        let number = case.number.as_deref().unwrap();
        assert_eq!(json("10-antrag/vorgang.json")["application"]["number"], number);
        assert_eq!(
            json("40-bewilligung/bewilligung.json")["grant"]["amount_cents"],
            4_000_000
        );
        let booked = json("40-bewilligung/buchungen.json");
        let paid: i64 = booked["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["delta_cents"]["paid"].as_i64().unwrap())
            .sum();
        assert_eq!(paid, 1_500_000, "to the cent");
        let (_, letter) = of_case(&files, "bescheide/01-agreement.pdf");
        assert!(letter.starts_with(b"%PDF-"));
        assert_eq!(
            json("50-begleitung/einsaetze.json")["items"][0]["engagement"]["contingent_minutes"],
            2_400
        );
        assert_eq!(
            json("50-begleitung/stunden.json")["months"][0]["approved_minutes"],
            480
        );
        assert!(
            !json("80-nachrichten/mails.json")["items"]
                .as_array()
                .unwrap()
                .is_empty()
        );
        let manifest = json(MANIFEST);
        assert_eq!(manifest["role"], "SB");
        assert_eq!(manifest["cases"][0]["number"], number);
        let contents = String::from_utf8(files["00-Inhalt.txt"].clone()).unwrap();
        assert!(contents.contains(number) && contents.contains("sha256sum -c MANIFEST.sha256"));
        assert!(!contents.contains("ohne Beschreibung"), "{contents}");
        let published = json("gemeinsam/00-ausschreibung-01.json");
        assert!(
            published["terms"]["cap_cents"].is_i64() && published["terms"]["criteria"][0]["weight"].is_i64(),
            "{published}"
        );
        let pot = &booked["items"][0]["pot"];
        assert_eq!(
            (&pot["chapter"], &pot["title"]),
            (&json!("0919"), &json!("633 01"))
        );

        // made again, only the manifest tells a difference: its time, and what was written about the first one
        let again = unpacked(&packet_of(&world, &case, &world.officer).await);
        let differs: Vec<&String> = files
            .keys()
            .filter(|path| again.get(*path) != files.get(*path))
            .collect();
        assert!(
            differs
                .iter()
                .all(|path| path.ends_with(AUDIT)
                    || [MANIFEST, SUMS, "00-Inhalt.txt"].contains(&path.as_str())),
            "{differs:?}"
        );
    }
}

#[tokio::test]
async fn x15_every_altered_missing_or_added_file_is_named() {
    for test in databases().await {
        let world = World::new(&test.db).await;
        let case = full_case(&world).await;
        let clean = unpacked(&packet_of(&world, &case, &world.head).await);
        assert_eq!(
            found(&checked(&packed(&clean))),
            vec![],
            "packed again: {}",
            test.name
        );
        let letter = of_case(&clean, "01-agreement.pdf").0.to_owned();
        let ledger = of_case(&clean, "buchungen.json").0.to_owned();

        // one byte
        let mut files = clean.clone();
        let content = files.get_mut(&letter).unwrap();
        let middle = content.len() / 2;
        content[middle] ^= 1;
        assert_eq!(
            found(&checked(&packed(&files))),
            vec![(FindingKind::Altered, letter.as_str())]
        );

        // one byte, and the manifest made to fit it
        let manifest = String::from_utf8(clean[MANIFEST].clone()).unwrap();
        let sum = |content: &[u8]| hex::encode(<sha2::Sha256 as sha2::Digest>::digest(content));
        let fitted = manifest.replace(&sum(&clean[&letter]), &sum(&files[&letter]));
        files.insert(MANIFEST.to_owned(), fitted.into_bytes());
        let verdict = checked(&packed(&files));
        assert_eq!(
            found(&verdict),
            vec![
                (FindingKind::Altered, MANIFEST),
                (FindingKind::Manifest, letter.as_str())
            ],
            "the list of sums still knows"
        );

        // one byte, manifest and sums made to fit: the recorded hash is in the manifest twice, so it moved along; the
        // hash of the whole packet does not
        let sums = String::from_utf8(clean[SUMS].clone()).unwrap();
        let sums = sums
            .replace(&sum(&clean[&letter]), &sum(&files[&letter]))
            .replace(&sum(&clean[MANIFEST]), &sum(&files[MANIFEST]));
        files.insert(SUMS.to_owned(), sums.into_bytes());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("akte.zip");
        std::fs::write(&path, packed(&files)).unwrap();
        let whole = sum(&packed(&clean));
        let verdict = verify(&path, Some(&whole)).unwrap();
        assert_eq!(found(&verdict), vec![(FindingKind::Packet, "")]);

        // gone, and one more
        let mut files = clean.clone();
        files.remove(&ledger);
        files.insert("faelle/zettel.txt".to_owned(), b"Auszahlen!".to_vec());
        assert_eq!(
            found(&checked(&packed(&files))),
            vec![
                (FindingKind::Missing, ledger.as_str()),
                (FindingKind::Extra, "faelle/zettel.txt")
            ]
        );

        // the manifest alone: another person, a file that is no longer listed
        let mut files = clean.clone();
        let renamed = manifest.replace("Referatsleitung", "Sonstjemand");
        files.insert(MANIFEST.to_owned(), renamed.into_bytes());
        assert_eq!(
            found(&checked(&packed(&files))),
            vec![(FindingKind::Altered, MANIFEST)]
        );
        files.insert(MANIFEST.to_owned(), b"{".to_vec());
        assert!(found(&checked(&packed(&files))).contains(&(FindingKind::Altered, MANIFEST)));
        files.remove(MANIFEST);
        assert!(found(&checked(&packed(&files))).contains(&(FindingKind::Missing, MANIFEST)));
    }
}

#[tokio::test]
async fn x15_an_altered_audit_entry_is_named_even_when_every_sum_was_made_to_fit() {
    for test in databases().await {
        let world = World::new(&test.db).await;
        let case = full_case(&world).await;
        let clean = unpacked(&packet_of(&world, &case, &world.auditor).await);
        let path = of_case(&clean, AUDIT).0.to_owned();
        let extract: Value = serde_json::from_slice(&clean[&path]).unwrap();
        let count = extract["entries"].as_array().unwrap().len();
        let details = |altered: &Value| -> Vec<String> {
            let mut files = clean.clone();
            files.insert(path.clone(), serde_json::to_vec_pretty(altered).unwrap());
            let sum = |content: &[u8]| hex::encode(<sha2::Sha256 as sha2::Digest>::digest(content));
            for list in [MANIFEST, SUMS] {
                let fitted = String::from_utf8(files[list].clone())
                    .unwrap()
                    .replace(&sum(&clean[&path]), &sum(&files[&path]))
                    .replace(&sum(&clean[MANIFEST]), &sum(&files[MANIFEST]));
                files.insert(list.to_owned(), fitted.into_bytes());
            }
            // its size stands in the manifest as well, but is only told beside a hash
            let verdict = checked(&packed(&files));
            verdict
                .findings
                .iter()
                .inspect(|finding| assert_eq!((finding.kind, &finding.path), (FindingKind::Audit, &path)))
                .map(|finding| finding.detail.clone())
                .collect()
        };
        // somebody else did it
        let mut altered = extract.clone();
        altered["entries"][count - 1]["content"][4] = json!("Niemand");
        let said = details(&altered);
        assert_eq!(said.len(), 1, "{}: {said:?}", test.name);
        let id = extract["entries"][count - 1]["content"][0].as_str().unwrap();
        assert!(
            said[0].contains(id) && said[0].contains("wurde verändert"),
            "{said:?}"
        );
        // and its own hash was made to fit: then the seal does not
        let content = altered["entries"][count - 1]["content"].to_string();
        altered["entries"][count - 1]["content_hash"] =
            json!(hex::encode(<sha2::Sha256 as sha2::Digest>::digest(content)));
        let said = details(&altered);
        assert!(said.len() == 1 && said[0].contains("das Siegel"), "{said:?}");
        // and the seal was made anew: then the chain to the next one is broken, where the next one is of the same case
        let mut altered = extract.clone();
        let pair = (1..count).find(|index| {
            let seq = |index: usize| extract["entries"][index]["seal"]["seq"].as_i64().unwrap();
            seq(*index) == seq(index - 1) + 1
        });
        let first = pair.expect("two entries sealed one after the other") - 1;
        let entry = &mut altered["entries"][first];
        entry["content"][13] = json!("ein anderer Grund");
        let content_hash = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(
            entry["content"].to_string(),
        ));
        let link = format!(
            "{}:{}:{content_hash}",
            entry["seal"]["seq"],
            entry["seal"]["prev_hash"].as_str().unwrap()
        );
        entry["content_hash"] = json!(content_hash);
        entry["seal"]["hash"] = json!(hex::encode(<sha2::Sha256 as sha2::Digest>::digest(link)));
        let said = details(&altered);
        assert!(said.len() == 1 && said[0].contains("unterbrochen"), "{said:?}");
        // and the seal was taken away: a later entry has one
        altered["entries"][first]["seal"] = Value::Null;
        let said = details(&altered);
        assert!(
            said.len() == 1 && said[0].contains("das Siegel fehlt"),
            "{}: {said:?}",
            test.name
        );
    }
}

#[tokio::test]
async fn x15_a_file_that_changed_before_the_packet_was_made_is_named() {
    for test in databases().await {
        let world = World::new(&test.db).await;
        let case = full_case(&world).await;
        // somebody replaced the stored letter: the row says another file than the notice does
        let by = ctx(&world.officer, world.now);
        let unit = test.db.write(&by).await.unwrap();
        let other = base_files::NewFile {
            name: "anders.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            purpose: "notice",
            application_id: Some(case.id.0),
            bytes: b"%PDF-1.7 anders".to_vec().into(),
        };
        let other = world.app.app.files.put(&unit, other).await.unwrap();
        world.redirect_letter(&unit, &case, &other.sha256).await;
        unit.commit().await.unwrap();
        let bytes = packet_of(&world, &case, &world.officer).await;
        let files = unpacked(&bytes);
        let letter = of_case(&files, "01-agreement.pdf").0;
        assert_eq!(
            found(&checked(&bytes)),
            vec![(FindingKind::Recorded, letter)],
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn x15_a_barred_person_makes_and_fetches_nothing_of_the_case() {
    for test in databases().await {
        let world = World::new(&test.db).await;
        let case = full_case(&world).await;
        let number = case.number.clone().unwrap();
        let barred = world.person("Vertretung", &[(Role::SB, world.scope())]).await;
        bar(&world, &barred, &case).await;

        let href = format!("/applications/{}/evidence", case.id);
        for path in [href.clone(), format!("/api/v1{href}")] {
            assert_eq!(world.app.get(&path, Some(&barred)).await.status, 404, "{path}");
        }
        let made = world.app.post_form(&href, &[], Some(&barred)).await;
        assert_eq!(made.status, 404, "{}", test.name);

        // the packet of the call has everything but the case
        let (id, bytes) = packet_of_call(&world, &barred).await;
        let verdict = checked(&bytes);
        assert_eq!(found(&verdict), vec![]);
        assert_eq!(verdict.head.as_ref().unwrap().cases, 22);
        let folder = format!("faelle/{number}/");
        for (path, content) in unpacked(&bytes) {
            assert!(!path.starts_with(&folder), "{path}");
            assert!(
                !String::from_utf8_lossy(&content).contains(&case.id.to_string()),
                "{path} names the case"
            );
        }

        // and what somebody else made of the call or of the case is out of reach
        let (whole, _) = packet_of_call(&world, &world.officer).await;
        let status = async |id: Uuid, who: &Person| {
            let path = format!("/evidence/{id}/download");
            world.app.get(&path, Some(who)).await.status.as_u16()
        };
        assert_eq!(status(whole, &barred).await, 404);
        assert_eq!(
            status(id, &world.officer).await,
            200,
            "the smaller one is for everybody"
        );
        let listed = world
            .app
            .get(&format!("/calls/{}/evidence", world.call.id), Some(&barred))
            .await
            .text();
        assert!(!listed.contains(&whole.to_string()) && listed.contains(&id.to_string()));

        // whoever is barred later loses the own packet as well
        bar(&world, &world.officer, &case).await;
        assert_eq!(status(whole, &world.officer).await, 404);
    }
}

#[tokio::test]
async fn x15_only_officer_head_and_audit_office_make_packets_and_the_trail_names_them() {
    for test in databases().await {
        let world = World::new(&test.db).await;
        let case = world.cases().await.remove(0);
        let href = format!("/api/v1/applications/{}/evidence", case.id);
        for person in [&world.budget, &world.secretary, &world.coordinator] {
            let answer = world.app.api(Method::POST, &href, None, Some(person)).await;
            assert_eq!(
                answer.status,
                StatusCode::FORBIDDEN,
                "{} {}",
                test.name,
                person.name
            );
        }
        let foreign = world
            .person("Fremd", &[(Role::RL, Scope::Programme(Uuid::now_v7()))])
            .await;
        let answer = world.app.api(Method::POST, &href, None, Some(&foreign)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        for person in [&world.officer, &world.head, &world.auditor] {
            packet_of(&world, &case, person).await;
        }
        // what the court of audit made is not for the officer, who reads less; the other way round it is
        let listed = async |who: &Person| {
            let list = world.app.api(Method::GET, &href, None, Some(who)).await.json();
            let roles = list["items"].as_array().unwrap().iter();
            roles
                .map(|one| one["role"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(listed(&world.officer).await, ["SB"]);
        assert_eq!(listed(&world.head).await, ["RL", "SB"]);
        assert_eq!(listed(&world.auditor).await, ["RH", "RL", "SB"]);
        let trail = base_db::audit::of_case(test.db.reader(), case.id.0, 100)
            .await
            .unwrap();
        let made: Vec<&str> = trail
            .iter()
            .filter(|entry| entry.action == "make_evidence")
            .map(|entry| entry.actor_name.as_str())
            .collect();
        assert_eq!(made.len(), 3, "{made:?}");
        let data: Value = serde_json::from_str(&trail[0].data).unwrap();
        assert_eq!(data["sha256"].as_str().unwrap().len(), 64);

        let way = format!("/applications/{}/evidence", case.id);
        let page = async |who: &Person| {
            let record = format!("/applications/{}?part=record", case.id);
            world.app.get(&record, Some(who)).await.text()
        };
        assert!(page(&world.head).await.contains(&way), "offered on the case page");
        assert!(!page(&world.secretary).await.contains(&way), "and not to others");
    }
}

#[tokio::test]
async fn x15_the_packet_of_a_call_is_made_by_a_job_once() {
    for test in databases().await {
        let world = World::new(&test.db).await;
        let by = ctx(&world.auditor, world.now);
        let asked = evidence::request_for_call(&world.app.app, &by, &world.call)
            .await
            .unwrap();
        let twice = evidence::request_for_call(&world.app.app, &by, &world.call).await;
        assert!(
            matches!(
                twice,
                Err(base::Problem::Refused {
                    code: "evidence-running",
                    ..
                })
            ),
            "{}: {twice:?}",
            test.name
        );
        let page = format!("/calls/{}/evidence", world.call.id);
        assert!(
            world
                .app
                .get(&page, Some(&world.auditor))
                .await
                .text()
                .contains("angefordert")
        );
        let early = world
            .app
            .get(&format!("/evidence/{}/download", asked.id), Some(&world.auditor))
            .await;
        assert_eq!(early.status, StatusCode::CONFLICT);

        let due = jobs::claim(&test.db, 20).await.unwrap();
        let job = due
            .iter()
            .find(|job| job.kind == evidence::JOB && job.subject == asked.id.to_string())
            .unwrap();
        let (one, two) = tokio::join!(
            evidence::run(&world.app.app, job),
            evidence::run(&world.app.app, job)
        );
        assert!(
            one.is_ok() != two.is_ok(),
            "one of two instances: {one:?} {two:?}"
        );
        evidence::run(&world.app.app, job).await.unwrap();
        let ready = evidence::packet(test.db.reader(), &by, asked.id).await.unwrap();
        assert_eq!(ready.state, PacketState::Ready, "{ready:?}");
        assert_eq!((ready.cases_done, ready.cases_total), (23, 23));
        let entries = base_db::audit::of_subject(test.db.reader(), "call", &world.call.id.to_string(), 50)
            .await
            .unwrap();
        let actions: Vec<&str> = entries.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(&actions[..2], ["make_evidence", "request_evidence"], "each once");
        assert_eq!(entries[0].actor_name, world.auditor.name, "for whom it was made");
        let text = world.app.get(&page, Some(&world.auditor)).await.text();
        assert!(text.contains("fertig") && text.contains(ready.sha256.as_deref().unwrap()));
        let call = world
            .app
            .get(&format!("/calls/{}", world.call.id), Some(&world.auditor))
            .await
            .text();
        assert!(call.contains(&page), "the call leads there");
        assert!(!call.contains("calls-did-"), "every key has its words");
    }
}

#[tokio::test]
async fn x15_two_requests_at_the_same_moment_make_one_packet_and_a_ready_one_stays() {
    for test in databases().await {
        let world = World::new(&test.db).await;
        let by = ctx(&world.auditor, world.now);
        let ask = || evidence::request_for_call(&world.app.app, &by, &world.call);
        let (one, two) = tokio::join!(ask(), ask());
        let refused = match (&one, &two) {
            (Ok(_), Err(refused)) | (Err(refused), Ok(_)) => refused,
            both => panic!("{}: {both:?}", test.name),
        };
        assert!(
            matches!(
                refused,
                base::Problem::Refused {
                    code: "evidence-running",
                    ..
                }
            ),
            "{}: {refused:?}",
            test.name
        );
        run_jobs(&world).await;
        for statement in [
            "UPDATE evidence_packet SET sha256 = 'anders'",
            "UPDATE evidence_packet SET state = 'FAILED'",
            "DELETE FROM evidence_packet",
        ] {
            let unit = test.db.write(&by).await.unwrap();
            let done = sea_orm::ConnectionTrait::execute_unprepared(unit.conn(), statement).await;
            assert!(
                done.unwrap_err().to_string().contains("is kept"),
                "{statement} ({})",
                test.name
            );
        }
    }
}

#[tokio::test]
async fn x15_an_attempt_that_failed_does_not_stand_in_the_way_of_the_next() {
    let test = base_testing::db::sqlite().await;
    let world = World::new(&test.db).await;
    let by = ctx(&world.auditor, world.now);
    let asked = evidence::request_for_call(&world.app.app, &by, &world.call)
        .await
        .unwrap();
    let due = jobs::claim(&test.db, 20).await.unwrap();
    let job = due.iter().find(|job| job.kind == evidence::JOB).unwrap();
    // the disk is gone for a while
    let data = world.app.app.settings.data_dir.clone();
    let away = data.with_extension("away");
    std::fs::rename(&data, &away).unwrap();
    assert!(evidence::run(&world.app.app, job).await.is_err());
    std::fs::rename(&away, &data).unwrap();
    evidence::run(&world.app.app, job).await.unwrap();
    let ready = evidence::packet(test.db.reader(), &by, asked.id).await.unwrap();
    assert_eq!(ready.state, PacketState::Ready);
}

#[tokio::test]
async fn x15_the_packet_of_a_person_who_lost_the_office_fails_and_says_so() {
    let test = base_testing::db::sqlite().await;
    let world = World::new(&test.db).await;
    let leaver = world.person("Abgang", &[(Role::SB, world.scope())]).await;
    let by = ctx(&leaver, world.now);
    let asked = evidence::request_for_call(&world.app.app, &by, &world.call)
        .await
        .unwrap();
    world.take_roles(&leaver).await;
    run_jobs(&world).await;
    let failed = evidence::packet(test.db.reader(), &by, asked.id).await.unwrap();
    assert_eq!(failed.state, PacketState::Failed);
    assert!(!failed.failure.unwrap().is_empty());
}

async fn bar(world: &World, person: &Person, case: &Application) {
    let by = ctx(&world.head, world.now);
    let unit = world.db.write(&by).await.unwrap();
    applications::grant_access(&unit, person.id, case.id, Access::Barred)
        .await
        .unwrap();
    unit.commit().await.unwrap();
}

async fn run_jobs(world: &World) {
    for job in jobs::claim(&world.db, 50).await.unwrap() {
        if job.kind == evidence::JOB {
            evidence::run(&world.app.app, &job).await.unwrap();
            jobs::done(&world.db, &job).await.unwrap();
        }
    }
}

async fn packet_of_call(world: &World, by: &Person) -> (Uuid, Vec<u8>) {
    let path = format!("/calls/{}/evidence", world.call.id);
    let asked = world.app.post_form(&path, &[], Some(by)).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
    run_jobs(world).await;
    let person = Ctx {
        now: world.db.now(),
        ..ctx(by, world.now)
    };
    let packets = evidence::packets_of_call(world.db.reader(), &person, world.call.id)
        .await
        .unwrap();
    let newest = packets.first().unwrap();
    assert_eq!(newest.state, PacketState::Ready, "{newest:?}");
    let file = world
        .app
        .get(&format!("/evidence/{}/download", newest.id), Some(by))
        .await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.text());
    (newest.id, file.bytes)
}

#[tokio::test]
async fn x15_the_command_line_writes_a_packet_and_leaves_no_half_one() {
    let test = base_testing::db::sqlite().await;
    let world = World::new(&test.db).await;
    let case = full_case(&world).await;
    let folder = tempfile::tempdir().unwrap();
    let out = |name: &str| folder.path().join(name);
    let by = ctx(&world.auditor, world.now);
    let built = evidence::write_case(&world.app.app, &by, case.id, &out("fall.zip"))
        .await
        .unwrap();
    assert!(built.verdict.is_clean() && built.cases == 1);
    let built = evidence::write_call(&world.app.app, &by, &world.call, &out("aufruf.zip"))
        .await
        .unwrap();
    assert!(built.verdict.is_clean() && built.cases == 23);
    let there = evidence::write_case(&world.app.app, &by, case.id, &out("fall.zip")).await;
    assert!(there.is_err(), "nothing is written over");
    assert!(exists(&out("fall.zip")));
    let mode = std::fs::metadata(out("fall.zip")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "for who made it alone");
    let denied = evidence::write_case(
        &world.app.app,
        &ctx(&world.budget, world.now),
        case.id,
        &out("nie.zip"),
    )
    .await;
    assert!(denied.is_err() && !exists(&out("nie.zip")));
}

fn exists(path: &Path) -> bool {
    path.is_file()
}
