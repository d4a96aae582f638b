//! Who sees which case, role by role, and that a barred person sees nothing of it anywhere.

use axum::http::{Method, StatusCode};
use base::{Ctx, Person, Role, Scope};
use base_db::PageRequest;
use base_testing::db::databases;
use base_testing::{TestApp, ctx, person};
use municipalities::Body;
use uuid::Uuid;

use super::world::{World, body, draft, row, submitted, terms, terms_around, utc};
use crate::model::{Access, Application, ApplicationId, ApplicationState as S, Filter};
use crate::usecases::{
    AnswerPartner, CreateDraft, PartnerInput, SetPartners, admit_committee, answer_partner, ask_partners,
    create_draft, grant_access, open_declared, set_partners, transition,
};
use crate::{add_note, queries};

const START: &str = "2026-01-10T08:00:00Z";
const DAY: &str = "2026-02-10T08:00:00Z";

async fn sees(db: &base_db::Db, ctx: &Ctx, id: ApplicationId) -> bool {
    let alone = queries::find(db.reader(), ctx, id).await.unwrap().is_some();
    let listed = queries::list(db.reader(), ctx, &Filter::default(), PageRequest::default())
        .await
        .unwrap();
    let among = listed.items.iter().any(|application| application.id == id);
    let searched = queries::search(db.reader(), ctx, "Runde").await.unwrap();
    assert_eq!(alone, among, "detail and list must agree");
    assert_eq!(
        alone,
        searched.iter().any(|application| application.id == id),
        "detail and search must agree"
    );
    alone
}

/// Moves a case along the table to a state, as later crates will.
async fn move_to(db: &base_db::Db, id: ApplicationId, states: &[S]) {
    let ctx = Ctx::system("test", utc(DAY));
    for state in states {
        let unit = db.write(&ctx).await.unwrap();
        let from = row(db, id).await.state;
        transition(&unit, id, &[from], *state, "test", None)
            .await
            .unwrap();
        unit.commit().await.unwrap();
    }
}

/// The draft with a partner that has confirmed.
async fn joint_with(
    db: &base_db::Db,
    editor: &Person,
    draft: &Application,
    partner: &Body,
    signatory: &Person,
) -> Application {
    let editor = ctx(editor, utc(DAY));
    let command = SetPartners {
        application: draft.id,
        version: draft.version,
        partners: vec![PartnerInput {
            body: partner.id,
            task: "Begegnungsräume".to_owned(),
            share: None,
        }],
        lead_share: None,
        places: Vec::new(),
        split: None,
    };
    set_partners(db, &editor, command).await.unwrap();
    ask_partners(db, &editor, draft.id).await.unwrap();
    let answer = AnswerPartner {
        application: draft.id,
        body: partner.id,
        confirm: true,
        share: None,
        remark: String::new(),
        resolution_on: None,
    };
    answer_partner(db, &ctx(signatory, utc(DAY)), answer)
        .await
        .unwrap();
    row(db, draft.id).await
}

#[tokio::test]
async fn each_role_sees_what_the_rights_matrix_says() {
    for test in databases().await {
        let db = &test.db;
        let world = World::new(db, utc(START)).await;
        let call = world.call(db, "IBZ-2026A", terms()).await;
        let (lead, partner, other) = (
            body(db, "08437078").await,
            body(db, "08437086").await,
            body(db, "08416025").await,
        );
        let editor = world.municipal(db, "ke", &lead, &[Role::KE]).await;
        let draft = super::world::draft(db, &editor, utc(DAY), call.id, &lead).await;
        let id = draft.id;
        let signs = world.municipal(db, "kz-partner", &partner, &[Role::KZ]).await;
        let draft = joint_with(db, &editor, &draft, &partner, &signs).await;
        let programme = Scope::Programme(world.programme.0);
        let committee = Uuid::now_v7();
        let assessor = person("Bewertung", &[(Role::AS, Scope::Call(call.id.0))]);
        let facilitator = person("Prozessbegleitung", &[(Role::PB, Scope::Own)]);
        let who: Vec<(&str, Person)> = vec![
            ("KE", editor.clone()),
            ("KZ", person("KZ", &[(Role::KZ, Scope::Body(lead.id.0))])),
            (
                "KE of partner",
                person("Partner", &[(Role::KE, Scope::Body(partner.id.0))]),
            ),
            (
                "KE elsewhere",
                person("Andere", &[(Role::KE, Scope::Body(other.id.0))]),
            ),
            ("SB", world.officer.clone()),
            ("RL", world.head.clone()),
            ("BfdH", world.budget.clone()),
            ("GS", person("GS", &[(Role::GS, programme)])),
            ("RH", person("RH", &[(Role::RH, programme)])),
            ("PK", person("PK", &[(Role::PK, programme)])),
            ("SM", person("SM", &[(Role::SM, Scope::Committee(committee))])),
            ("AS", assessor.clone()),
            ("PB", facilitator.clone()),
            ("DS", person("DS", &[(Role::DS, programme)])),
            ("AD", person("AD", &[(Role::AD, Scope::System)])),
            (
                "SB elsewhere",
                person("SB", &[(Role::SB, Scope::Programme(Uuid::now_v7()))]),
            ),
        ];
        let expect = async |label: &str, seeing: &[&str]| {
            for (name, person) in &who {
                let seen = sees(db, &ctx(person, utc(DAY)), id).await;
                assert_eq!(seen, seeing.contains(name), "{label}: {name} on {}", test.name);
            }
            assert!(
                !sees(db, &base_testing::operator(utc(DAY)), id).await,
                "{label}: the operator"
            );
        };
        let municipal = ["KE", "KZ", "KE of partner"];
        let office = ["KE", "KZ", "KE of partner", "SB", "RL", "BfdH", "GS", "RH"];
        expect("draft", &municipal).await;
        let signatory = world.municipal(db, "kz", &lead, &[Role::KZ]).await;
        crate::usecases::submit(db, &ctx(&signatory, utc(DAY)), super::world::hand_in(&draft))
            .await
            .unwrap();
        expect("submitted", &office).await;
        let unit_ctx = Ctx::system("test", utc(DAY));
        let unit = db.write(&unit_ctx).await.unwrap();
        grant_access(&unit, assessor.id, id, Access::Assigned)
            .await
            .unwrap();
        grant_access(&unit, facilitator.id, id, Access::Assigned)
            .await
            .unwrap();
        admit_committee(&unit, committee, call.id).await.unwrap();
        // a member sees what the group was let in to, once declared to be free of bias
        for (name, person) in &who {
            if *name == "SM" {
                open_declared(&unit, person.id, &[id]).await.unwrap();
            }
        }
        unit.commit().await.unwrap();
        let given = [&office[..], &["AS", "PB"]].concat();
        expect("given", &given).await;
        move_to(db, id, &[S::InCheck, S::Complete, S::InAssessment]).await;
        expect("in assessment", &given).await;
        move_to(db, id, &[S::Assessed]).await;
        expect("frozen", &[&given[..], &["SM"]].concat()).await;
        move_to(db, id, &[S::Selected]).await;
        expect("selected", &[&given[..], &["SM", "PK"]].concat()).await;
        // barred in every role, also the own body's
        let unit = db.write(&unit_ctx).await.unwrap();
        for (_, person) in &who {
            grant_access(&unit, person.id, id, Access::Barred).await.unwrap();
        }
        unit.commit().await.unwrap();
        expect("barred", &[]).await;
    }
}

#[tokio::test]
async fn a_recalled_application_is_hidden_from_the_office_again() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, utc(START)).await;
    let call = world.call(db, "IBZ-2026A", terms()).await;
    let lead = body(db, "08416025").await;
    let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
    let id = submitted(db, &editor, utc(DAY), call.id, &lead).await.application;
    assert!(sees(db, &world.officer_at(utc(DAY)), id).await);
    crate::usecases::recall(db, &ctx(&editor, utc(DAY)), id)
        .await
        .unwrap();
    assert!(!sees(db, &world.officer_at(utc(DAY)), id).await);
}

/// Something secret in every place of a case; a barred officer must find it nowhere.
#[tokio::test]
async fn a_barred_person_finds_no_trace_on_any_page() {
    const SECRET: &str = "Zwetschgenplatz";
    for test in databases().await {
        let db = &test.db;
        let now = db.now();
        let world = World::new(db, now - chrono::TimeDelta::days(2)).await;
        let call = world.call(db, "IBZ-2026A", terms_around(now)).await;
        let lead = body(db, "08416025").await;
        let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
        let new = CreateDraft {
            call: call.id,
            lead: lead.id,
            fields: crate::model::DraftFields {
                title: format!("Runde am {SECRET}"),
                ..super::world::fields()
            },
            lead_share: None,
        };
        let draft = create_draft(db, &ctx(&editor, now), new).await.unwrap();
        let receipt = crate::usecases::submit(db, &ctx(&editor, now), super::world::hand_in(&draft))
            .await
            .unwrap();
        add_note(
            db,
            &ctx(&world.colleague, now),
            draft.id,
            &format!("Anruf wegen {SECRET}"),
        )
        .await
        .unwrap();
        let files = base_files::Files::memory();
        let unit_ctx = ctx(&editor, now);
        let unit = db.write(&unit_ctx).await.unwrap();
        let file = base_files::NewFile {
            name: format!("{SECRET}.pdf"),
            media_type: "application/pdf".to_owned(),
            purpose: "attachment",
            application_id: Some(draft.id.0),
            bytes: b"%PDF-1.7".to_vec().into(),
        };
        let file = files.put(&unit, file).await.unwrap();
        unit.commit().await.unwrap();
        let other = submitted(
            db,
            &world
                .municipal(db, "ke2", &body(db, "08226041").await, &[Role::KE, Role::KZ])
                .await,
            now,
            call.id,
            &body(db, "08226041").await,
        )
        .await;

        let app = TestApp::new(
            db,
            vec![municipalities::feature(), calls::feature(), crate::feature()],
        );
        let officer = &world.officer;
        let case = format!("/applications/{}", draft.id);
        let api = format!("/api/v1/applications/{}", draft.id);
        let typed = SECRET.to_lowercase(); // a page repeats what was typed; what it finds is written as stored
        let everywhere = [
            "/applications".to_owned(),
            format!("/applications?q={typed}"),
            "/applications?call=IBZ-2026A".to_owned(),
            format!("/applications?q={}", receipt.number),
            case.clone(),
            format!("{case}?part=application"),
            format!("{case}?part=procedure"),
            format!("{case}?part=record"),
            format!("{case}/check"),
            format!("{case}/receipt"),
            format!("{case}/propose"),
            format!("{case}/files/{}", file.id),
            format!("/search?q={typed}"),
            "/".to_owned(),
            "/api/v1/applications".to_owned(),
            format!("/api/v1/applications?q={typed}"),
            api.clone(),
            format!("{api}/notes"),
            format!("{api}/document-requests"),
        ];
        let before = app.get(&format!("{case}?part=record"), Some(officer)).await;
        assert_eq!(before.status, StatusCode::OK, "{}", before.text());
        assert!(before.text().contains(SECRET) && before.text().contains("Anruf wegen"));
        assert!(
            app.get("/applications", Some(officer))
                .await
                .text()
                .contains(SECRET)
        );

        let system = Ctx::system("test", now);
        let unit = db.write(&system).await.unwrap();
        grant_access(&unit, officer.id, draft.id, Access::Barred)
            .await
            .unwrap();
        unit.commit().await.unwrap();
        for path in everywhere {
            let answer = app.get(&path, Some(officer)).await;
            assert!(
                answer.status == StatusCode::OK || answer.status == StatusCode::NOT_FOUND,
                "{path} {}",
                answer.status
            );
            let text = answer.text();
            assert!(!text.contains(SECRET), "{path} on {} tells: {text}", test.name);
            if path.starts_with(&case) || path.starts_with(&api) {
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
        let list = app.get("/applications", Some(officer)).await.text();
        assert!(
            list.contains(&other.number) && !list.contains(&receipt.number),
            "the others are still there"
        );
        for (verb, body) in [
            ("withdraw", "{}"),
            ("start-check", ""),
            ("complete", ""),
            ("notes", "{\"text\":\"x\"}"),
        ] {
            let body = serde_json::from_str(body).ok();
            let answer = app
                .api(Method::POST, &format!("{api}/{verb}"), body, Some(officer))
                .await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{verb}");
        }
        let told = queries::officers(db.reader(), &row(db, draft.id).await, now)
            .await
            .unwrap();
        assert!(
            told.iter()
                .all(|recipient| recipient.person_id != Some(officer.id)),
            "no mail either"
        );
    }
}

#[tokio::test]
async fn foreign_files_are_not_found_under_an_own_case() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let now = db.now();
    let world = World::new(db, now - chrono::TimeDelta::days(2)).await;
    let call = world.call(db, "IBZ-2026A", terms_around(now)).await;
    let (mine, theirs) = (body(db, "08416025").await, body(db, "08226041").await);
    let me = world.municipal(db, "ke", &mine, &[Role::KE]).await;
    let them = world.municipal(db, "ke2", &theirs, &[Role::KE]).await;
    let own = draft(db, &me, now, call.id, &mine).await;
    let foreign = draft(db, &them, now, call.id, &theirs).await;
    let app = TestApp::new(
        db,
        vec![municipalities::feature(), calls::feature(), crate::feature()],
    );
    let unit_ctx = ctx(&them, now);
    let mut files = Vec::new();
    for (application, purpose) in [
        (foreign.id, "attachment"),
        (own.id, "internal-note"),
        (own.id, "attachment"),
    ] {
        let unit = db.write(&unit_ctx).await.unwrap();
        let new = base_files::NewFile {
            name: "Plan.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            purpose,
            application_id: Some(application.0),
            bytes: b"%PDF-1.7".to_vec().into(),
        };
        files.push(app.app.files.put(&unit, new).await.unwrap().id);
        unit.commit().await.unwrap();
    }
    let answers = [StatusCode::NOT_FOUND, StatusCode::NOT_FOUND, StatusCode::OK];
    for (file, expected) in files.into_iter().zip(answers) {
        let answer = app
            .get(&format!("/applications/{}/files/{file}", own.id), Some(&me))
            .await;
        assert_eq!(answer.status, expected);
    }
}
