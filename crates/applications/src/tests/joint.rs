//! Joint applications: three municipalities, three sign-ins, one cap.

use axum::http::{Method, StatusCode};
use base::{Cents, Person, Problem, Role};
use base_db::Db;
use base_testing::db::databases;
use base_testing::{TestApp, ctx};
use calls::Call;
use municipalities::Body;
use serde_json::json;

use super::world::{World, body, draft, hand_in, mails, row, submitted, terms_around};
use crate::joint::{self, Split};
use crate::model::{Application, ApplicationState as S, PartnerState};
use crate::queries;
use crate::usecases::{
    AnswerPartner, PartnerInput, SetPartners, answer_partner, ask_partners, set_partners, submit,
};

struct Three {
    world: World,
    call: Call,
    lead: Body,
    partner: Body,
    editor: Person,
    signatory: Person,
    draft: Application,
}

/// Meßkirch applies, Ostrach is to be its partner.
async fn three(db: &Db) -> Three {
    let now = db.now();
    let world = World::new(db, now - chrono::TimeDelta::days(2)).await;
    let call = world.call(db, "IBZ-2026A", terms_around(now)).await;
    let (lead, partner) = (body(db, "08437078").await, body(db, "08437086").await);
    let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
    let signatory = world.municipal(db, "kz-partner", &partner, &[Role::KZ]).await;
    let draft = draft(db, &editor, now, call.id, &lead).await;
    Three {
        world,
        call,
        lead,
        partner,
        editor,
        signatory,
        draft,
    }
}

impl Three {
    async fn set(&self, db: &Db, share: Option<Cents>, split: Option<Split>) -> Application {
        let now = row(db, self.draft.id).await;
        let command = SetPartners {
            application: now.id,
            version: now.version,
            partners: vec![PartnerInput {
                body: self.partner.id,
                task: "Begegnungsräume in Ostrach".to_owned(),
                share,
            }],
            lead_share: share.map(|share| now.requested - share),
            places: Vec::new(),
            split,
        };
        set_partners(db, &ctx(&self.editor, db.now()), command)
            .await
            .unwrap()
    }

    fn answer(&self, confirm: bool, share: Option<Cents>, remark: &str) -> AnswerPartner {
        AnswerPartner {
            application: self.draft.id,
            body: self.partner.id,
            confirm,
            share,
            remark: remark.to_owned(),
            resolution_on: None,
        }
    }

    async fn state(&self, db: &Db) -> PartnerState {
        joint::partners(db.reader(), self.draft.id).await.unwrap()[0].state
    }

    async fn keys(&self, db: &Db) -> Vec<String> {
        let now = row(db, self.draft.id).await;
        queries::open_points_of_parts(db.reader(), &now, &self.call, base::Lang::De)
            .await
            .unwrap()
            .into_iter()
            .map(|point| point.text.key)
            .collect()
    }
}

#[tokio::test]
async fn nothing_is_handed_in_before_every_partner_confirmed_what_it_says_now() {
    for test in databases().await {
        let db = &test.db;
        let three = three(db).await;
        let (editor, signatory) = (ctx(&three.editor, db.now()), ctx(&three.signatory, db.now()));
        let share = Some(Cents(1_000_000));
        let draft = three.set(db, share, None).await;
        assert_eq!(
            three.keys(db).await,
            ["applications-partner-unconfirmed"],
            "{}",
            test.name
        );
        let problem = submit(db, &editor, hand_in(&draft)).await.unwrap_err();
        assert!(matches!(problem, Problem::Invalid(_)), "{problem:?}");

        let early = answer_partner(db, &signatory, three.answer(true, share, "")).await;
        assert!(
            matches!(
                early,
                Err(Problem::Refused {
                    code: "not-asked",
                    ..
                })
            ),
            "{early:?}"
        );
        assert_eq!(ask_partners(db, &editor, draft.id).await.unwrap(), 1);
        assert!(mails(db, draft.id).await.contains(&"M-A17".to_owned()));
        let again = ask_partners(db, &editor, draft.id).await;
        assert!(matches!(
            again,
            Err(Problem::Refused {
                code: "nobody-to-ask",
                ..
            })
        ));

        let lead = answer_partner(db, &editor, three.answer(true, share, "")).await;
        assert!(
            matches!(lead, Err(Problem::Denied(_))),
            "the lead cannot sign for its partner"
        );
        let other = answer_partner(db, &signatory, three.answer(true, Some(Cents(5)), "")).await;
        assert!(matches!(other, Err(Problem::Stale)), "another share than shown");
        let bare = answer_partner(db, &signatory, three.answer(false, share, " ")).await;
        assert!(matches!(bare, Err(Problem::Invalid(_))), "a refusal has a reason");
        answer_partner(db, &signatory, three.answer(false, share, "Kein Beschluss"))
            .await
            .unwrap();
        assert_eq!(three.keys(db).await, ["applications-partner-refused"]);
        ask_partners(db, &editor, draft.id).await.unwrap();
        answer_partner(db, &signatory, three.answer(true, share, ""))
            .await
            .unwrap();
        assert_eq!(three.state(db).await, PartnerState::Confirmed);
        assert!(three.keys(db).await.is_empty());
        let sent = mails(db, draft.id).await;
        assert_eq!(sent.iter().filter(|code| *code == "M-A18").count(), 2);

        // another share is another question
        let draft = three.set(db, Some(Cents(2_000_000)), None).await;
        assert_eq!(three.state(db).await, PartnerState::Open);
        assert!(submit(db, &editor, hand_in(&draft)).await.is_err());
        let draft = three.set(db, share, None).await;
        assert_eq!(
            three.state(db).await,
            PartnerState::Confirmed,
            "as it was confirmed"
        );
        let receipt = submit(db, &editor, hand_in(&draft)).await.unwrap();
        assert_eq!(receipt.state, S::Submitted);
        let late = answer_partner(db, &signatory, three.answer(false, share, "doch nicht")).await;
        assert!(matches!(
            late,
            Err(Problem::Refused {
                code: "wrong-state",
                ..
            })
        ));
    }
}

#[tokio::test]
async fn a_partner_that_refused_is_removed_and_the_rest_hands_in() {
    let test = databases().await.remove(0);
    let db = &test.db;
    let three = three(db).await;
    let editor = ctx(&three.editor, db.now());
    let draft = three.set(db, None, None).await;
    ask_partners(db, &editor, draft.id).await.unwrap();
    let signatory = ctx(&three.signatory, db.now());
    answer_partner(db, &signatory, three.answer(false, None, "zu teuer"))
        .await
        .unwrap();
    let command = SetPartners {
        application: draft.id,
        version: draft.version,
        partners: Vec::new(),
        lead_share: None,
        places: Vec::new(),
        split: None,
    };
    let alone = set_partners(db, &editor, command).await.unwrap();
    submit(db, &editor, hand_in(&alone)).await.unwrap();
}

#[tokio::test]
async fn c03_c04_the_split_button_adds_up_and_the_cap_holds_once() {
    for test in databases().await {
        let db = &test.db;
        let three = three(db).await;
        let now = three.set(db, None, Some(Split::ByPopulation)).await;
        let parties = queries::parties_of(db.reader(), now.id).await.unwrap();
        let shares: Vec<Cents> = parties.iter().filter_map(|party| party.share).collect();
        assert_eq!(
            Cents::checked_sum(shares.iter().copied()),
            Some(now.requested),
            "{}",
            test.name
        );
        let weights = [three.lead.population, three.partner.population];
        assert_eq!(shares, joint::split(now.requested, Split::ByPopulation, &weights));
        assert!(shares[0] > shares[1], "Meßkirch is the larger one");
        let mut both = now.clone();
        both.requested = Cents(8_000_000);
        assert_eq!(crate::fundable(&both, &three.call), Cents(4_000_000));
    }
}

#[tokio::test]
async fn partners_and_places_keep_to_the_rules_of_part_b() {
    let test = databases().await.remove(0);
    let db = &test.db;
    let three = three(db).await;
    let input = |body: &Body| PartnerInput {
        body: body.id,
        task: String::new(),
        share: None,
    };
    let far = body(db, "08416025").await;
    let command = SetPartners {
        application: three.draft.id,
        version: three.draft.version,
        partners: vec![input(&three.lead), input(&three.partner), input(&three.partner)],
        lead_share: None,
        places: vec![three.lead.id, far.id],
        split: None,
    };
    let problem = set_partners(db, &ctx(&three.editor, db.now()), command)
        .await
        .unwrap_err();
    let Problem::Invalid(fields) = problem else {
        panic!("{problem:?}");
    };
    let named: Vec<(&str, &str)> = fields
        .iter()
        .map(|field| (field.field.as_str(), field.text.key.as_str()))
        .collect();
    assert_eq!(
        named,
        [
            ("body_1", "applications-partner-is-lead"),
            ("body_3", "applications-partner-twice"),
            ("places", "applications-place-outside"),
        ]
    );
}

#[tokio::test]
async fn i04_a_body_that_appears_alone_and_again_is_shown() {
    for test in databases().await {
        let db = &test.db;
        let three = three(db).await;
        let alone = three
            .world
            .municipal(db, "ostrach", &three.partner, &[Role::KE, Role::KZ])
            .await;
        let other = submitted(db, &alone, db.now(), three.call.id, &three.partner).await;
        let draft = three.set(db, None, None).await;
        let parties = queries::parties_of(db.reader(), draft.id).await.unwrap();
        let seen = crate::overlap::overlaps(db.reader(), &ctx(&three.editor, db.now()), &draft, &parties)
            .await
            .unwrap();
        assert_eq!(seen.len(), 1, "{}: {seen:?}", test.name);
        assert_eq!(
            (seen[0].body.as_str(), &seen[0].through, seen[0].other),
            ("Ostrach", &None, other.application)
        );
        // the other side sees it as soon as this one is handed in, not before
        let theirs = row(db, other.application).await;
        let parties = queries::parties_of(db.reader(), theirs.id).await.unwrap();
        let officer = three.world.officer_at(db.now());
        let seen = crate::overlap::overlaps(db.reader(), &officer, &theirs, &parties)
            .await
            .unwrap();
        assert!(seen.is_empty(), "drafts of others stay private: {seen:?}");
    }
}

/// Two colleagues write partners at once: each one's partner is kept, and one that both changed shows both.
#[tokio::test]
async fn two_colleagues_change_partners_and_nobodys_row_is_lost() {
    for test in databases().await {
        let db = &test.db;
        let three = three(db).await;
        let colleague = three.world.municipal(db, "ke2", &three.lead, &[Role::KE]).await;
        three.set(db, None, None).await;
        let app = TestApp::new(
            db,
            vec![
                people::feature(),
                municipalities::feature(),
                budget::feature(),
                calls::feature(),
                crate::feature(),
            ],
        );
        let here = format!("/applications/{}/partners", three.draft.id);
        let seen = super::world::seen(&app.get(&here, Some(&three.editor)).await.text());
        let theirs = [
            ("seen", seen.as_str()),
            ("body_1", "Leimen"),
            ("task_1", "Sprachcafé"),
            ("body_2", "Ostrach"),
            ("task_2", "Begegnungsräume in Ostrach"),
        ];
        let saved = app.post_form(&here, &theirs, Some(&colleague)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let mine = [
            ("seen", seen.as_str()),
            ("body_1", "Ostrach"),
            ("task_1", "Werkstätten in Ostrach"),
            ("places", "Meßkirch"),
        ];
        let saved = app.post_form(&here, &mine, Some(&three.editor)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let partners = crate::joint::partners(db.reader(), three.draft.id).await.unwrap();
        let said: Vec<(&str, &str)> = partners
            .iter()
            .map(|one| (one.party.name.as_str(), one.task.as_str()))
            .collect();
        assert_eq!(
            said,
            [("Ostrach", "Werkstätten in Ostrach"), ("Leimen", "Sprachcafé")],
            "{}",
            test.name
        );
        // the same partner
        let again = [
            ("seen", seen.as_str()),
            ("body_1", "Ostrach"),
            ("task_1", "Feste in Ostrach"),
            ("places", "Meßkirch"),
        ];
        let clash = app.post_form(&here, &again, Some(&colleague)).await;
        assert_eq!(clash.status, StatusCode::CONFLICT, "{}", clash.text());
        let page = clash.text();
        assert!(
            page.contains("Feste in Ostrach") && page.contains("Werkstätten in Ostrach"),
            "{page}"
        );
        let seen = super::world::seen(&page);
        let pick = format!("pick.partner_{}", three.partner.id);
        let chosen = [
            ("seen", seen.as_str()),
            (pick.as_str(), "mine"),
            ("body_1", "Ostrach"),
            ("task_1", "Feste in Ostrach"),
            ("body_2", "Leimen"),
            ("task_2", "Sprachcafé"),
            ("places", "Meßkirch"),
        ];
        let saved = app.post_form(&here, &chosen, Some(&colleague)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let partners = crate::joint::partners(db.reader(), three.draft.id).await.unwrap();
        assert_eq!(
            (partners.len(), partners[0].task.as_str()),
            (2, "Feste in Ostrach")
        );
    }
}

#[tokio::test]
async fn a_partner_sees_reads_and_confirms_in_its_own_portal() {
    let test = databases().await.remove(0);
    let db = &test.db;
    let three = three(db).await;
    let app = TestApp::new(
        db,
        vec![
            people::feature(),
            municipalities::feature(),
            budget::feature(),
            calls::feature(),
            crate::feature(),
        ],
    );
    let here = format!("/applications/{}", three.draft.id);
    let version = three.draft.version.to_string();
    let saved = app
        .post_form(
            &format!("{here}/partners"),
            &[
                ("version", &version),
                ("body_1", "Ostrach"),
                ("task_1", "Begegnungsräume"),
                ("share_1", ""),
                ("places", "Meßkirch"),
            ],
            Some(&three.editor),
        )
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = app
        .get(&format!("{here}/partners"), Some(&three.editor))
        .await
        .text();
    assert!(
        page.contains("Begegnungsräume") && page.contains("noch nicht gefragt"),
        "{page}"
    );
    let review = app
        .get(&format!("{here}/submit"), Some(&three.editor))
        .await
        .text();
    assert!(review.contains("Ostrach hat noch nicht bestätigt."), "{review}");
    assert!(review.contains(&format!("href=\"{here}/partners\">Partnerkommunen")));
    let asked = app
        .post_form(&format!("{here}/partners/ask"), &[], Some(&three.editor))
        .await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);

    let mine = app.get("/my-applications", Some(&three.signatory)).await.text();
    assert!(mine.contains(&three.draft.draft_code) && mine.contains(&format!("{here}/partners")));
    let page = app
        .get(&format!("{here}/partners"), Some(&three.signatory))
        .await
        .text();
    assert!(page.contains("Bestätigung für Ostrach") && !page.contains("Partner und Orte bearbeiten"));
    let answer = format!("{here}/partners/{}/answer", three.partner.id);
    let bare = app
        .post_form(&answer, &[("decision", "refuse")], Some(&three.signatory))
        .await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.text().contains("Grund der Ablehnung"), "{}", bare.text());
    let foreign = app
        .post_form(&answer, &[("decision", "confirm")], Some(&three.world.officer))
        .await;
    assert!(matches!(foreign.status.as_u16(), 403 | 404));
    let confirmed = app
        .api(
            Method::POST,
            &format!("/api/v1{answer}"),
            Some(json!({ "confirm": true })),
            Some(&three.signatory),
        )
        .await;
    assert_eq!(confirmed.status, StatusCode::OK, "{}", confirmed.text());
    assert_eq!(confirmed.json()["partners"][0]["state"], "CONFIRMED");
}
