//! The plan of costs and financing on real databases and pages: C02, C05 and C06 as the applicant meets them.

use axum::http::{Method, StatusCode};
use base::{Cents, Person, Problem, Rate, Role};
use base_db::Db;
use base_testing::db::databases;
use base_testing::{TestApp, ctx};
use calls::{Call, FinancingType, FundingMode, Terms};
use chrono::Days;
use serde_json::json;

use super::world::{World, body, fields, hand_in, row, terms, terms_around, utc};
use crate::model::{Application, ApplicationState as S, DraftFields, Plan, PlanKind};
use crate::plan;
use crate::usecases::{
    Change, CreateDraft, SetPlan, UpdateDraft, create_draft, save_answers, set_plan, submit, update_draft,
};

async fn cash(db: &Db) -> (World, Call, Person, Application) {
    let now = db.now();
    let world = World::new(db, now - chrono::TimeDelta::days(2)).await;
    let terms = Terms {
        funding_mode: FundingMode::CashGrant,
        financing_type: FinancingType::Share,
        rate: Rate(8_000),
        rounding: base::AwardRounding::Cent,
        ..terms_around(now)
    };
    let call = world.call(db, "IBZ-2026A", terms).await;
    let lead = body(db, "08416025").await;
    let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
    let fields = DraftFields {
        requested: Cents::ZERO, // comes from the plan
        ..fields()
    };
    let new = CreateDraft {
        call: call.id,
        lead: lead.id,
        fields,
        lead_share: None,
    };
    let draft = create_draft(db, &ctx(&editor, now), new).await.unwrap();
    (world, call, editor, draft)
}

fn figures(own: i64) -> Plan {
    Plan {
        items: vec![
            (2026, PlanKind::Staff, Cents(4_000_000)),
            (2026, PlanKind::Events, Cents(800_000)),
            (2026, PlanKind::Requested, Cents(3_840_000)),
            (2026, PlanKind::Own, Cents(own)),
        ],
        vat_deduct: Some(false),
        no_other_grants: true,
        ..Plan::default()
    }
}

async fn save(db: &Db, editor: &Person, draft: &Application, plan: Plan) -> Result<Application, Problem> {
    let command = SetPlan {
        application: draft.id,
        version: row(db, draft.id).await.version,
        plan,
    };
    set_plan(db, &ctx(editor, db.now()), command).await
}

fn said(problem: &Problem) -> Vec<String> {
    let Problem::Invalid(fields) = problem else {
        panic!("{problem}");
    };
    fields
        .iter()
        .map(|field| base::texts::say(base::Lang::De, &field.text).replace('\u{a0}', " "))
        .collect()
}

/// Whether the database takes a statement of plain SQL; it is taken back.
async fn runs(db: &Db, statement: &str) -> bool {
    use sea_orm::{ConnectionTrait as _, DbBackend};
    let id = match db.reader().get_database_backend() {
        DbBackend::Sqlite => "randomblob(16)",
        _ => "gen_random_uuid()",
    };
    let by = base::Ctx::system("test", db.now());
    let unit = db.write(&by).await.unwrap();
    let done = unit
        .conn()
        .execute_unprepared(&statement.replace("{id}", id))
        .await;
    done.is_ok()
}

#[tokio::test]
async fn c02_a_plan_that_is_a_cent_off_cannot_be_handed_in() {
    for test in databases().await {
        let db = &test.db;
        let (_, call, editor, draft) = cash(db).await;
        let saved = save(db, &editor, &draft, figures(959_999)).await.unwrap();
        assert_eq!(
            (saved.total_cost, saved.requested, saved.own_share),
            (Cents(4_800_000), Cents(3_840_000), Cents(959_999)),
            "{}",
            test.name
        );
        let problem = submit(db, &ctx(&editor, db.now()), hand_in(&saved))
            .await
            .unwrap_err();
        assert_eq!(
            said(&problem),
            ["Ausgaben und Finanzierung weichen um 0,01 € ab."]
        );
        // invariant 5: neither does the database take it
        let forged = "UPDATE application SET state = 'SUBMITTED', received_at = updated_at";
        assert!(!runs(db, forged).await, "{}: {forged}", test.name);
        let saved = save(db, &editor, &draft, figures(960_000)).await.unwrap();
        assert!(
            runs(db, forged).await,
            "{}: a plan that balances is taken",
            test.name
        );
        assert_eq!(crate::fundable(&saved, &call), Cents(3_840_000), "C01");
        submit(db, &ctx(&editor, db.now()), hand_in(&saved))
            .await
            .unwrap();
        let stored = plan::plan(db.reader(), draft.id).await.unwrap();
        assert_eq!(stored, figures(960_000));
        for changed in [
            "UPDATE application_plan_item SET cents = cents + 1",
            "DELETE FROM application_plan_item",
            "INSERT INTO application_plan_item SELECT {id}, application_id, 2027, kind, 1 FROM application_plan_item LIMIT 1",
        ] {
            assert!(!runs(db, changed).await, "{}: {changed}", test.name);
        }
        let late = save(db, &editor, &draft, figures(1)).await;
        assert!(
            matches!(
                late,
                Err(Problem::Refused {
                    code: "wrong-state",
                    ..
                })
            ),
            "{late:?}"
        );
    }
}

#[tokio::test]
async fn c02_years_are_compared_one_by_one_and_every_gap_is_said() {
    let test = databases().await.remove(0);
    let db = &test.db;
    let (_, _, editor, draft) = cash(db).await;
    let shifted = Plan {
        items: vec![
            (2026, PlanKind::Staff, Cents(100_000)),
            (2027, PlanKind::Staff, Cents(100_000)),
            (2026, PlanKind::Requested, Cents(150_000)),
            (2027, PlanKind::Requested, Cents(50_000)),
        ],
        ..Plan::default()
    };
    let saved = save(db, &editor, &draft, shifted).await.unwrap();
    let problem = submit(db, &ctx(&editor, db.now()), hand_in(&saved))
        .await
        .unwrap_err();
    assert_eq!(
        said(&problem),
        [
            "2026: Ausgaben und Finanzierung weichen um 500,00 € ab.",
            "2027: Ausgaben und Finanzierung weichen um 500,00 € ab.",
            "Bitte füllen Sie dieses Feld aus.",
            "Bitte nennen Sie andere Förderungen, oder erklären Sie, dass es keine gibt.",
        ]
    );
}

#[tokio::test]
async fn c05_c06_the_applicant_learns_early_what_would_fail() {
    let test = databases().await.remove(0);
    let db = &test.db;
    let (_, call, editor, draft) = cash(db).await;
    let low = |cents: i64| Plan {
        items: vec![
            (2026, PlanKind::Staff, Cents(cents)),
            (2026, PlanKind::Requested, Cents(cents)),
        ],
        ..Plan::default()
    };
    let keys = |plan: &Plan| -> Vec<String> {
        plan::hints(&draft, plan, &call)
            .into_iter()
            .map(|hint| hint.key)
            .collect()
    };
    // 80 % of 3.124,99 € is 2.499,99 €: a cent below the minimum of 2.500,00 €
    assert!(keys(&low(312_499)).contains(&"applications-plan-hint-minimum".to_owned()));
    assert!(!keys(&low(312_500)).contains(&"applications-plan-hint-minimum".to_owned()));
    let early = |days: u64| Plan {
        early_start: true,
        early_start_on: Some(base::calendar::local_date(db.now()) + Days::new(days)),
        early_start_reason: "Der Vermieter wartet nicht.".to_owned(),
        ..figures(960_000)
    };
    let today = save(db, &editor, &draft, early(0)).await.unwrap_err();
    assert_eq!(said(&today), ["Bitte nennen Sie einen Tag in der Zukunft."]);
    save(db, &editor, &draft, early(1)).await.unwrap();
}

/// Two colleagues at once, by the buttons alone: what each changed is kept, the same cell shows both values, and either
/// can be taken. A change elsewhere in the draft disturbs nobody.
#[tokio::test]
async fn two_colleagues_change_the_plan_and_nobodys_figures_are_lost() {
    for test in databases().await {
        let db = &test.db;
        let (world, _, editor, draft) = cash(db).await;
        let lead = super::world::body(db, "08416025").await;
        let colleague = world.municipal(db, "ke2", &lead, &[Role::KE]).await;
        save(db, &editor, &draft, figures(960_000)).await.unwrap();
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
        let plan = format!("/applications/{}/plan", draft.id);
        let shown = super::world::seen(&app.get(&plan, Some(&editor)).await.text());
        let form = |staff: &str, events: &str, picks: &[(&str, &str)], seen: &str| -> Vec<(String, String)> {
            let fields = [
                ("seen", seen),
                ("STAFF_2026", staff),
                ("EVENTS_2026", events),
                ("REQUESTED_2026", "38.400,00"),
                ("OWN_2026", "9.600,00"),
                ("vat_deduct", "no"),
                ("no_other_grants", "true"),
            ];
            fields
                .iter()
                .chain(picks)
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect()
        };
        let send = async |who: &Person, form: Vec<(String, String)>| {
            let pairs: Vec<(&str, &str)> = form
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            app.post_form(&plan, &pairs, Some(who)).await
        };
        // the colleague raises the events, the editor lowers the staff: both stand
        let theirs = send(&colleague, form("40.000,00", "9.000,00", &[], &shown)).await;
        assert_eq!(theirs.status, StatusCode::SEE_OTHER, "{}", theirs.text());
        let elsewhere = Change {
            field: "C16".to_owned(),
            value: json!("unterdessen geschrieben"),
            seen: None,
        };
        save_answers(db, &ctx(&colleague, db.now()), draft.id, &[elsewhere])
            .await
            .unwrap();
        let mine = send(&editor, form("39.000,00", "8.000,00", &[], &shown)).await;
        assert_eq!(mine.status, StatusCode::SEE_OTHER, "{}", mine.text());
        let stored = crate::plan::plan(db.reader(), draft.id).await.unwrap();
        assert_eq!(
            stored.amount(2026, PlanKind::Staff),
            Cents(3_900_000),
            "{}",
            test.name
        );
        assert_eq!(stored.amount(2026, PlanKind::Events), Cents(900_000));

        // the same cell: both values are shown, the colleague's stands until the editor chooses
        let clash = send(&editor, form("38.000,00", "7.000,00", &[], &shown)).await;
        assert_eq!(clash.status, StatusCode::CONFLICT, "{}", clash.text());
        let page = clash.text().replace('\u{a0}', " ");
        for text in [
            "name=\"pick.EVENTS_2026\"",
            "9.000,00 €",
            "7.000,00 €",
            "name=\"pick.STAFF_2026\"",
        ] {
            assert!(page.contains(text), "{text}: {page}");
        }
        let stored = crate::plan::plan(db.reader(), draft.id).await.unwrap();
        assert_eq!(stored.amount(2026, PlanKind::Events), Cents(900_000));
        let picks = [("pick.EVENTS_2026", "theirs"), ("pick.STAFF_2026", "mine")];
        let seen = super::world::seen(&clash.text());
        let chosen = send(&editor, form("38.000,00", "7.000,00", &picks, &seen)).await;
        assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{}", chosen.text());
        let stored = crate::plan::plan(db.reader(), draft.id).await.unwrap();
        assert_eq!(
            stored.amount(2026, PlanKind::Events),
            Cents(900_000),
            "theirs was taken"
        );
        assert_eq!(
            stored.amount(2026, PlanKind::Staff),
            Cents(3_800_000),
            "mine was taken"
        );
    }
}

#[tokio::test]
async fn the_plan_is_filled_in_saved_and_read_without_javascript() {
    let test = databases().await.remove(0);
    let db = &test.db;
    let (world, _, editor, draft) = cash(db).await;
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
    let here = format!("/applications/{}", draft.id);
    let empty = app.get(&format!("{here}/plan"), Some(&editor)).await;
    assert_eq!(empty.status, StatusCode::OK, "{}", empty.text());
    assert!(empty.text().contains("name=\"STAFF_2026\"") && empty.text().contains("name=\"INCOME_2028\""));
    let version = draft.version.to_string();
    let typed = [
        ("version", version.as_str()),
        ("STAFF_2026", "48.000,00"),
        ("REQUESTED_2026", "38.400,00"),
        ("OWN_2026", "9.599,99"),
        ("vat_deduct", "yes"),
        ("provider_1", "Landkreis Tübingen"),
        ("programme_1", "Ehrenamt"),
        ("amount_1", "1.000,00"),
        ("status_1", "APPLIED"),
    ];
    let mut wrong = typed;
    wrong[1] = ("STAFF_2026", "viel");
    let again = app
        .post_form(&format!("{here}/plan"), &wrong, Some(&editor))
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("f-STAFF_2026-error") && again.text().contains("Personal, 2026"));
    let saved = app
        .post_form(&format!("{here}/plan"), &typed, Some(&editor))
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = app
        .get(&format!("{here}/plan"), Some(&editor))
        .await
        .text()
        .replace('\u{a0}', " ");
    assert!(
        page.contains("Ausgaben und Finanzierung weichen um 0,01 € ab."),
        "{page}"
    );
    assert!(page.contains("value=\"38.400,00\"") && page.contains("Landkreis Tübingen"));
    let json = app
        .api(Method::GET, &format!("/api/v1{here}/plan"), None, Some(&editor))
        .await
        .json();
    assert_eq!(json["total_cost_cents"], 4_800_000);
    assert_eq!(json["other_grants"][0]["status"], "APPLIED");
    let sent = json!({
        "version": json["version"],
        "items": [
            { "year": 2026, "kind": "STAFF", "cents": 4_800_000 },
            { "year": 2026, "kind": "REQUESTED", "cents": 3_840_000 },
            { "year": 2026, "kind": "OWN", "cents": 960_000 },
        ],
        "vat_deduct": false,
        "no_other_grants": true,
    });
    let put = app
        .api(
            Method::PUT,
            &format!("/api/v1{here}/plan"),
            Some(sent),
            Some(&editor),
        )
        .await;
    assert_eq!(put.status, StatusCode::OK, "{}", put.text());
    assert_eq!(put.json()["financing_cents"], 4_800_000);
    let hidden = app.get(&format!("{here}/plan"), Some(&world.officer)).await;
    assert_eq!(
        hidden.status,
        StatusCode::NOT_FOUND,
        "a draft belongs to its authors"
    );
    submit(db, &ctx(&editor, db.now()), hand_in(&row(db, draft.id).await))
        .await
        .unwrap();
    let case = app
        .get(&format!("{here}?part=application"), Some(&world.officer))
        .await
        .text()
        .replace('\u{a0}', " ");
    assert!(
        case.contains("Summe der Ausgaben") && case.contains("48.000,00 €"),
        "{case}"
    );
}

#[tokio::test]
async fn c02_amounts_come_from_the_plan_and_no_form_overwrites_them() {
    let test = base_testing::db::sqlite().await;
    let db = &test.db;
    let world = World::new(db, utc("2026-01-10T08:00:00Z")).await;
    let cash = Terms {
        funding_mode: FundingMode::CashGrant,
        financing_type: FinancingType::Share,
        rate: base::Rate(8_000),
        ..terms()
    };
    let call = world.call(db, "IBZ-2026A", cash).await;
    let lead = body(db, "08416025").await;
    let editor = world.municipal(db, "ke", &lead, &[Role::KE, Role::KZ]).await;
    let by = ctx(&editor, utc("2026-02-10T08:00:00Z"));
    let typed = DraftFields {
        requested: Cents(3_840_000),
        total_cost: Cents(4_800_000),
        own_share: Cents(960_000),
        ..fields()
    };
    let blank = DraftFields {
        requested: Cents::ZERO,
        ..fields()
    };
    let new = |fields: DraftFields| CreateDraft {
        call: call.id,
        lead: lead.id,
        fields,
        lead_share: None,
    };
    let refused = |problem: Problem, expected: &[&str]| {
        let Problem::Invalid(wrong) = &problem else {
            panic!("{problem}")
        };
        let names: Vec<&str> = wrong.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(names, expected);
        assert!(
            wrong
                .iter()
                .all(|one| one.text.key == "applications-amount-from-plan")
        );
    };
    let problem = create_draft(db, &by, new(typed.clone())).await.unwrap_err();
    refused(problem, &["total_cost", "requested", "own_share"]);
    let draft = create_draft(db, &by, new(blank.clone())).await.unwrap();
    let plan = Plan {
        items: vec![
            (2026, PlanKind::Staff, Cents(4_800_000)),
            (2026, PlanKind::Requested, Cents(3_840_000)),
            (2026, PlanKind::Own, Cents(960_000)),
        ],
        vat_deduct: Some(false),
        no_other_grants: true,
        ..Plan::default()
    };
    let set = SetPlan {
        application: draft.id,
        version: draft.version,
        plan,
    };
    let draft = set_plan(db, &by, set).await.unwrap();
    let whole = |fields: DraftFields| UpdateDraft {
        application: draft.id,
        version: draft.version,
        fields,
        lead_share: None,
    };
    let cent_less = DraftFields {
        requested: Cents(3_839_999),
        ..typed.clone()
    };
    let problem = update_draft(db, &by, whole(cent_less)).await.unwrap_err();
    refused(problem, &["requested"]);
    let change = Change {
        field: "E2a".to_owned(),
        value: 3_839_999.into(),
        seen: None,
    };
    let problem = save_answers(db, &by, draft.id, &[change]).await.unwrap_err();
    refused(problem, &["E2a"]);
    // what the plan says may be sent along
    let draft = update_draft(db, &by, whole(typed)).await.unwrap();
    let handed_in = submit(db, &by, hand_in(&draft)).await.unwrap();
    assert_eq!(handed_in.state, S::Submitted);
    // on paper the officer types what stands there
    let paper = DraftFields {
        requested: Cents(100_000),
        ..blank
    };
    let paper = create_draft(db, &ctx(&world.officer, utc("2026-02-10T08:00:00Z")), new(paper))
        .await
        .unwrap();
    assert_eq!(paper.requested, Cents(100_000));
}
