//! The form as data: what ships, conditions, reading, checking, damage.
#![allow(clippy::unwrap_used)] // tests may

use base::{FieldProblem, Lang, Problem};
use base_testing::ctx;
use base_testing::db::databases;
use base_web::FormData;
use proptest::prelude::*;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

use super::edit::changed;
use super::*;
use crate::tests::world;

const IN_KIND: Facts = Facts { cash: false };
const CASH: Facts = Facts { cash: true };

fn answers(pairs: &[(&str, Value)]) -> Answers {
    pairs
        .iter()
        .map(|(code, value)| ((*code).to_owned(), value.clone()))
        .collect()
}

fn full() -> FormDefinition {
    serde_json::from_str(include_str!("../../../../migrations/src/forms/0002_full.json")).unwrap()
}

fn field(code: &str) -> Field {
    full().field(code).unwrap().clone()
}

#[tokio::test]
async fn both_shipped_forms_are_sound_and_their_hash_fits() {
    for database in databases().await {
        let db = database.db.reader();
        assert_eq!(load(db, 1).await.unwrap().definition.title.de, "Kurzformular");
        let form = load(db, 2).await.unwrap().definition;
        for number in [1, 2] {
            require_sound(db, number).await.unwrap();
        }
        for code in ["A4a", "A12", "C3", "C4", "C9", "C12", "C15", "D3b", "F5b", "F6b"] {
            assert!(form.field(code).is_some(), "{code}");
        }
        let formats = form.field("C9").unwrap().kind.choices();
        assert_eq!(formats.len(), 16, "handbook 9.1");
        for field in form.fields() {
            assert!(!field.label.en.is_empty(), "{} has English words", field.code);
        }
    }
}

#[tokio::test]
async fn a_broken_form_version_is_refused_with_a_sentence() {
    for database in databases().await {
        let db = &database.db;
        let person = base_testing::person("sb", &[]);
        let at = "2026-01-01T08:00:00Z".parse().unwrap();
        let by = ctx(&person, at);
        for (number, content, hash) in [
            (90, "{", None),
            (91, r#"{"title":{"de":"x"},"sections":[{"code":"a"}]}"#, None),
            (92, "{}", Some("0000")),
        ] {
            let unit = db.write(&by).await.unwrap();
            let sha256 = hash.map_or_else(
                || hex::encode(<sha2::Sha256 as sha2::Digest>::digest(content)),
                str::to_owned,
            );
            let row = super::store::row::Model {
                id: uuid::Uuid::now_v7(),
                number,
                content: content.to_owned(),
                sha256,
                created_by: None,
                created_at: at,
            };
            super::store::row::Entity::insert(row.into_active_model().reset_all())
                .exec_without_returning(unit.conn())
                .await
                .unwrap();
            unit.commit().await.unwrap();
            let problem = load(db.reader(), number).await.unwrap_err();
            assert!(
                matches!(
                    problem,
                    Problem::Refused {
                        code: "form-broken",
                        ..
                    }
                ),
                "{number}: {problem}"
            );
        }
        let problem = load(db.reader(), 93).await.unwrap_err();
        assert!(matches!(
            problem,
            Problem::Refused {
                code: "form-missing",
                ..
            }
        ));
    }
}

#[test]
fn a_condition_on_missing_data_is_undetermined() {
    let is = |field: &str, value: Value| Condition::Is {
        field: field.to_owned(),
        value,
    };
    let present = is("F5a", json!("PRESENT"));
    let table = [
        (present.clone(), answers(&[]), Truth::Undetermined),
        (
            present.clone(),
            answers(&[("F5a", json!(""))]),
            Truth::Undetermined,
        ),
        (present.clone(), answers(&[("F5a", json!("PRESENT"))]), Truth::Yes),
        (present.clone(), answers(&[("F5a", json!("LATER"))]), Truth::No),
        (
            Condition::Not(Box::new(present.clone())),
            answers(&[]),
            Truth::Undetermined,
        ),
        // one known "no" decides an "and", one known "yes" an "or", whatever is missing
        (
            Condition::All(vec![present.clone(), Condition::Cash(false)]),
            answers(&[]),
            Truth::No,
        ),
        (
            Condition::Any(vec![present.clone(), Condition::Cash(true)]),
            answers(&[]),
            Truth::Yes,
        ),
        (
            Condition::AtLeast {
                field: "C10a".to_owned(),
                value: 5,
            },
            answers(&[("C10a", json!(5))]),
            Truth::Yes,
        ),
        (
            Condition::Has {
                field: "C9".to_owned(),
                value: "FORUM".to_owned(),
            },
            answers(&[("C9", json!(["PRESS"]))]),
            Truth::No,
        ),
        (
            Condition::Given {
                field: "C9".to_owned(),
            },
            answers(&[]),
            Truth::No,
        ),
    ];
    for (condition, answers, expected) in table {
        assert_eq!(
            condition.holds(&answers, CASH),
            expected,
            "{condition:?} {answers:?}"
        );
    }
}

#[test]
fn an_undetermined_field_is_open_and_says_what_it_waits_for() {
    let form = full();
    let field = field("F5b");
    let text =
        |answers: &Answers| open_text(&form, &field, answers, IN_KIND, Lang::De).map(|text| text.key.clone());
    assert_eq!(text(&answers(&[])).as_deref(), Some("form-undetermined"));
    assert_eq!(text(&answers(&[("F5a", json!("LATER"))])), None);
    let waiting = answers(&[("F5a", json!("PRESENT"))]);
    assert_eq!(text(&waiting).as_deref(), Some("field-required"));
}

#[test]
fn cash_declarations_are_asked_only_of_cash() {
    let form = full();
    let open = |facts| open_text(&form, &field("F2"), &answers(&[]), facts, Lang::De);
    assert_eq!(open(IN_KIND), None);
    assert_eq!(open(CASH).unwrap().key, "field-must-be-ticked");
}

fn truth() -> impl Strategy<Value = Truth> {
    prop_oneof![Just(Truth::Yes), Just(Truth::No), Just(Truth::Undetermined)]
}

proptest! {
    #[test]
    fn three_valued_logic_keeps_the_laws(a in truth(), b in truth(), c in truth()) {
        prop_assert_eq!(a.and(b), b.and(a));
        prop_assert_eq!(a.or(b).negate(), a.negate().and(b.negate()));
        prop_assert_eq!(a.and(b.or(c)), a.and(b).or(a.and(c)));
        prop_assert_eq!(a.negate().negate(), a);
    }

    /// Whatever becomes known later may only settle what was open, never turn a known "no" into "yes".
    #[test]
    fn more_answers_never_contradict(value in "[A-C]", later in "[A-C]", cash in any::<bool>()) {
        let is = |field: &str, value: &str| Condition::Is { field: field.to_owned(), value: json!(value) };
        let condition = Condition::All(vec![is("C1", "A"), Condition::Not(Box::new(is("C2", "B")))]);
        let early = answers(&[("C1", json!(value))]);
        let mut known = early.clone();
        known.insert("C2".to_owned(), json!(later));
        let (before, after) = (condition.holds(&early, Facts { cash }), condition.holds(&known, Facts { cash }));
        prop_assert!(after != Truth::Undetermined);
        prop_assert!(before == Truth::Undetermined || before == after);
    }

    #[test]
    fn what_is_read_fills_the_same_inputs(cents in 0..=MAX_MONEY, tenths in 5_i64..=600, points in 0_i64..=10_000) {
        for (field, value) in [(field("E2a"), json!(cents)), (field("D2"), json!(tenths)), (field("A5"), json!(points))] {
            let data = fill(FormData::default(), &field, &value);
            prop_assert_eq!(read(&field, &data), Ok(value));
        }
    }
}

#[test]
fn values_are_read_as_people_type_them() {
    let table = [
        ("A4a", "12.345", Ok(json!(12_345))),
        ("A4a", "0", Err("field-range")),
        ("A5", "12,5 %", Ok(json!(1_250))),
        ("A6b", "7210", Err("form-postcode")),
        ("A6b", "72108", Ok(json!("72108"))),
        ("A8a", "FRAU", Ok(json!("FRAU"))),
        ("A8a", "Frau", Ok(json!("FRAU"))),
        ("A8a", "Dr.", Err("form-not-a-choice")),
        ("A9", "Info@Example.DE", Ok(json!("info@example.de"))),
        ("A9", "info", Err("field-email")),
        ("A10", "07071 / 12-34", Ok(json!("07071 / 12-34"))),
        ("A10", "auf Anfrage", Err("form-phone")),
        ("A12", "http://x.de", Err("form-url")),
        ("C11a", "06.03.2026", Ok(json!("2026-03-06"))),
        ("C11a", "31.04.2026", Err("field-date")),
        ("D2", "2,5", Ok(json!(25))),
        ("D2", "2,55", Err("form-tenths")),
        ("D2", "", Ok(Value::Null)),
        ("E2a", "40.000,00", Ok(json!(4_000_000))),
        ("E2a", "-1", Err("form-money-range")),
        ("E6a", "ja", Ok(json!(true))),
    ];
    for (code, typed, expected) in table {
        let data = FormData::default().with(code, typed);
        let got = read(&field(code), &data).map_err(|problems| problems[0].text.key.clone());
        assert_eq!(got, expected.map_err(str::to_owned), "{code} {typed}");
    }
}

#[test]
fn lists_keep_rows_with_something_in_them_and_name_wrong_cells() {
    let milestones = field("C12");
    let data = FormData::default()
        .with("C12.0.a", "01.09.2026")
        .with("C12.0.b", "Auftakt")
        .with("C12.2.b", "Abschluss");
    let value = read(&milestones, &data).unwrap();
    assert_eq!(
        value,
        json!([{"a": "2026-09-01", "b": "Auftakt"}, {"a": null, "b": "Abschluss"}])
    );
    let wrong = FormData::default().with("C12.3.a", "morgen");
    let problems: Vec<FieldProblem> = read(&milestones, &wrong).unwrap_err();
    assert_eq!(problems[0].field, "C12.3.a");
    let open = open_text(
        &full(),
        &milestones,
        &answers(&[("C12", value)]),
        IN_KIND,
        Lang::De,
    );
    assert_eq!(open.unwrap().key, "form-row-incomplete");
}

#[test]
fn length_counts_characters_after_nfc_and_trimming() {
    let title = field("C1");
    let decomposed = "u\u{308}".repeat(120);
    let data = FormData::default().with("C1", format!("  {decomposed}  "));
    assert_eq!(read(&title, &data), Ok(json!("ü".repeat(120))));
    let long = FormData::default().with("C1", "x".repeat(121));
    assert_eq!(read(&title, &long).unwrap_err()[0].text.key, "field-too-long");
}

#[test]
fn five_mebibytes_in_a_field_get_a_short_message() {
    for code in ["C1", "C3", "A9", "A4a", "E2a", "C11a", "A8a"] {
        let data = FormData::default().with(code, "9".repeat(5 * 1024 * 1024));
        let problems = read(&field(code), &data).unwrap_err();
        let said = format!("{:?}", problems[0].text);
        assert!(said.len() < 400, "{code}: {} characters", said.len());
    }
}

#[test]
fn json_of_programs_is_checked_like_typing() {
    for (code, value, fits) in [
        ("C4", json!([{"a": "Ziel", "b": "Zahl", "c": "3"}]), true),
        ("C4", json!([{"a": 1}]), false),
        ("C4", json!([{}, {}, {}, {}, {}, {}]), false),
        ("C5a", json!(["REFUGEES"]), true),
        ("C5a", json!(["NOBODY"]), false),
        ("F1", json!("ja"), false),
        ("A4a", json!(1.5), false),
        ("C1", json!(null), true),
    ] {
        assert_eq!(
            from_json(&field(code).kind, &value).is_ok(),
            fits,
            "{code} {value}"
        );
    }
}

#[test]
fn flaws_are_found_all_at_once() {
    let mut form = full();
    form.sections[2].fields[0].code = "A9".to_owned();
    form.sections[2].fields[1].code = "c2".to_owned();
    form.sections[2].fields[2].label.de = " ".to_owned();
    form.sections[2].fields[3].kind = Kind::Text { max: 5, min: 9 };
    form.sections[2].fields[4].when = Some(Condition::Given {
        field: "Z9".to_owned(),
    });
    form.sections[2].fields[5].when = Some(Condition::Given {
        field: "C5b".to_owned(),
    });
    let keys: Vec<String> = flaws(&form).into_iter().map(|flaw| flaw.text.key).collect();
    for key in [
        "form-flaw-twice",
        "form-flaw-code",
        "form-flaw-label",
        "form-flaw-limits",
        "form-flaw-reference",
        "form-flaw-self",
    ] {
        assert_eq!(
            keys.iter().filter(|found| *found == key).count(),
            1,
            "{key}: {keys:?}"
        );
    }
}

#[test]
fn conditions_in_a_circle_are_a_flaw() {
    let mut form = full();
    let given = |code: &str| {
        Some(Condition::Given {
            field: code.to_owned(),
        })
    };
    form.sections[0].fields[0].when = given("A5");
    form.sections[0].fields[2].when = given("A4a");
    let circles: Vec<String> = flaws(&form)
        .into_iter()
        .filter(|flaw| flaw.text.key == "form-flaw-circle")
        .map(|flaw| flaw.at)
        .collect();
    assert_eq!(circles, ["A4a", "A5"]);
}

#[test]
fn an_officer_fits_the_form_but_not_what_the_law_needs() {
    let edit = |on, required, label: &str| FieldEdit {
        on,
        required,
        label: Words {
            de: label.to_owned(),
            en: String::new(),
        },
        hint: Words::default(),
        max: Some(1_500),
        choices: Vec::new(),
        remove: false,
    };
    let command = EditForm {
        fields: [
            ("C7".to_owned(), edit(false, false, "Zusammenarbeit")),
            ("C6".to_owned(), edit(true, false, "Beteiligung")),
            ("F1".to_owned(), edit(false, false, "Nicht begonnen")),
        ]
        .into(),
        questions: vec![NewQuestion {
            label: Words {
                de: "Welche Sprachen?".to_owned(),
                en: String::new(),
            },
            hint: Words::default(),
            required: true,
            max: 500,
            choices: vec!["Eine".to_owned(), "Mehrere".to_owned()],
        }],
        ..no_change()
    };
    let form = changed(&full(), &command).unwrap();
    assert!(form.field("C7").is_none());
    let c6 = form.field("C6").unwrap();
    assert!(!c6.required && c6.kind.max_chars() == Some(1_500));
    assert!(form.field("F1").unwrap().required, "F1 cannot be switched off");
    assert_eq!(form.field("C101").unwrap().kind.choices().len(), 2);
    assert_eq!(form.section_of("C101").unwrap().code, "project");

    let mut wrong = command;
    wrong.fields.insert("C3".to_owned(), edit(true, true, " "));
    assert!(matches!(changed(&full(), &wrong), Err(Problem::Invalid(_))));
    let orphan = EditForm {
        fields: [("F5a".to_owned(), edit(false, false, "Beschluss"))].into(),
        ..no_change()
    };
    assert!(changed(&full(), &orphan).is_err(), "F5b and F5c depend on F5a");
}

#[test]
fn an_own_question_keeps_the_codes_of_its_answers_and_can_go() {
    let label = Words {
        de: "Wem gehört der Raum?".to_owned(),
        en: String::new(),
    };
    let lines = |labels: &[&str]| -> Vec<String> { labels.iter().map(|label| (*label).to_owned()).collect() };
    let added = EditForm {
        questions: vec![NewQuestion {
            label: label.clone(),
            hint: Words::default(),
            required: true,
            max: 500,
            choices: lines(&["der Kommune", "einem Verein", "einem Verein"]),
        }],
        ..no_change()
    };
    let form = changed(&full(), &added).unwrap();
    let offered = |form: &FormDefinition| -> Vec<(String, String)> {
        let choices = form.field("C101").unwrap().kind.choices().iter();
        choices
            .map(|one| (one.code.clone(), one.label.de.clone()))
            .collect()
    };
    let pair = |code: &str, label: &str| (code.to_owned(), label.to_owned());
    assert_eq!(
        offered(&form),
        [pair("O1", "der Kommune"), pair("O2", "einem Verein")]
    );
    let edit = |code: &str, choices: &[&str], remove| EditForm {
        fields: [(
            code.to_owned(),
            FieldEdit {
                on: true,
                required: true,
                label: label.clone(),
                hint: Words::default(),
                max: None,
                choices: lines(choices),
                remove,
            },
        )]
        .into(),
        ..no_change()
    };
    let english = changed(
        &form,
        &edit("C101", &["einem Verein | an association", "der Kommune |"], false),
    )
    .unwrap();
    let choices = english.field("C101").unwrap().kind.choices();
    assert_eq!(choices[0].label.get(base::Lang::En), "an association");
    assert_eq!(choices[0].code, "O2", "a translated answer stays what it was");
    assert_eq!(choices[1].label.get(base::Lang::En), "der Kommune");
    let typed: Vec<String> = choices.iter().map(crate::form::edit::own_line).collect();
    assert_eq!(typed, ["einem Verein | an association", "der Kommune"]);

    let other = changed(&form, &edit("C101", &["einer Kirche", "einem Verein"], false)).unwrap();
    assert_eq!(
        offered(&other),
        [pair("O3", "einer Kirche"), pair("O2", "einem Verein")],
        "an answer keeps its code, a new one gets a new one"
    );
    let Err(Problem::Invalid(wrong)) = changed(&form, &edit("C101", &["einem Verein"], false)) else {
        panic!("one answer is no choice");
    };
    assert_eq!(wrong[0].field, "C101.choices");
    let text = changed(&form, &edit("C101", &[], false)).unwrap();
    assert_eq!(text.field("C101").unwrap().kind.max_chars(), Some(1_000));
    let gone = changed(&form, &edit("C101", &[], true)).unwrap();
    assert_eq!(gone, full());
    let shipped = changed(&full(), &edit("C5a", &[], true)).unwrap();
    assert_eq!(
        shipped.field("C5a").unwrap().kind,
        field("C5a").kind,
        "a shipped question stays, with its answers"
    );
}

fn no_change() -> EditForm {
    EditForm {
        call: crate::CallId::new(),
        version: 1,
        fields: std::collections::BTreeMap::new(),
        questions: Vec::new(),
    }
}

#[tokio::test]
async fn a_form_is_changed_as_a_new_version_and_frozen_after_publication() {
    for database in databases().await {
        let db = &database.db;
        let start = world::utc("2026-01-02T08:00:00Z");
        let world = world::World::new(db, start).await;
        let by = ctx(&world.officer, start);
        let call = world.draft(db, "IBZ-2026A", world.terms()).await;
        let question = NewQuestion {
            label: Words {
                de: "Welche Sprachen?".to_owned(),
                en: String::new(),
            },
            hint: Words::default(),
            required: false,
            max: 500,
            choices: Vec::new(),
        };
        let edit = |call, version| EditForm {
            call,
            version,
            questions: vec![question.clone()],
            ..no_change()
        };
        let number = edit_form(db, &by, &edit(call, 1)).await.unwrap();
        assert_eq!(world::get(db, call).await.form_version, number);
        let changed = load(db.reader(), number).await.unwrap().definition;
        assert!(changed.field("C101").is_some());
        let shipped = load(db.reader(), 1).await.unwrap().definition;
        assert!(shipped.field("C101").is_none(), "the shipped one stays");
        // nothing to change: no new version
        let same = EditForm {
            call,
            version: 2,
            ..no_change()
        };
        assert_eq!(edit_form(db, &by, &same).await, Ok(number));
        assert_eq!(edit_form(db, &by, &edit(call, 1)).await, Err(Problem::Stale));
        let head = ctx(&world.head, start);
        assert!(edit_form(db, &head, &edit(call, 2)).await.is_err());

        let published = world.published(db, "IBZ-2026B", world.terms()).await;
        let version = world::get(db, published).await.version;
        let refused = edit_form(db, &by, &edit(published, version)).await.unwrap_err();
        assert!(matches!(
            refused,
            Problem::Refused {
                code: "call-frozen",
                ..
            }
        ));
    }
}

#[test]
fn the_example_leaves_nothing_open() {
    let form = full();
    for facts in [IN_KIND, CASH] {
        let answers = example(&form, facts);
        let open: Vec<&str> = form
            .fields()
            .filter(|field| open_text(&form, field, &answers, facts, Lang::De).is_some())
            .map(|field| field.code.as_str())
            .collect();
        assert!(open.is_empty(), "{open:?}");
        for (code, value) in &answers {
            let kind = &form.field(code).unwrap().kind;
            assert_eq!(from_json(kind, value).as_ref(), Ok(value), "{code}");
        }
    }
}

#[tokio::test]
async fn an_officer_fits_the_form_in_the_browser_and_anybody_has_the_workbook() {
    for database in databases().await {
        let db = &database.db;
        let now = db.now();
        let world = world::World::new(db, now).await;
        let app = base_testing::TestApp::new(
            db,
            vec![
                people::feature(),
                municipalities::feature(),
                budget::feature(),
                crate::feature(),
            ],
        );
        let terms = crate::Terms {
            form_version: 2,
            ..world.terms_around(now)
        };
        let call = world.draft(db, "IBZ-2026A", terms.clone()).await;
        let here = format!("/calls/{call}/form");
        let officer = Some(&world.officer);
        let shown = app.get(&format!("{here}?section=participation"), officer).await;
        assert_eq!(shown.status, 200, "{}", shown.text());
        let shown = shown.text();
        assert!(
            shown.contains("name=\"C6.label\" value=\"Beteiligung von Menschen mit Migrationsgeschichte\""),
            "{shown}"
        );
        let form = load(db.reader(), 2).await.unwrap().definition;
        let section = form.section("participation").unwrap();
        let mut sent = vec![
            ("version".to_owned(), "1".to_owned()),
            ("section".to_owned(), "participation".to_owned()),
        ];
        for field in section.active() {
            sent.push((format!("{}.label", field.code), field.label.de.clone()));
            sent.push((format!("{}.max", field.code), "900".to_owned()));
            if field.code != "C9" {
                sent.push((format!("{}.on", field.code), "true".to_owned()));
            }
        }
        let pairs: Vec<(&str, &str)> = sent
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let saved = app.post_form(&here, &pairs, officer).await;
        assert_eq!(saved.status, 303, "{}", saved.text());
        let number = world::get(db, call).await.form_version;
        let changed = load(db.reader(), number).await.unwrap().definition;
        assert!(number > 2 && changed.field("C9").is_none());
        assert_eq!(changed.field("C6").unwrap().kind.max_chars(), Some(900));

        // an own question comes with its answers, can be changed and removed
        let project = |form: FormDefinition| {
            let section = form.section("project").unwrap().clone();
            super::web::filled(&section).with("section", "project")
        };
        let send = async |data: FormData| {
            let version = world::get(db, call).await.version;
            let data = data.with("version", version);
            let pairs: Vec<(&str, &str)> = data
                .0
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            let saved = app.post_form(&here, &pairs, officer).await;
            assert_eq!(saved.status, 303, "{}", saved.text());
            let number = world::get(db, call).await.form_version;
            load(db.reader(), number).await.unwrap().definition
        };
        let data = project(changed)
            .with("own.0.label", "Wem gehört der Raum?")
            .with("own.0.max", "500")
            .with("own.0.choices", "der Kommune\r\neinem Verein");
        let changed = send(data).await;
        let shown = app.get(&format!("{here}?section=project"), officer).await.text();
        assert!(shown.contains("der Kommune\neinem Verein</textarea>"), "{shown}");
        let data = project(changed.clone());
        assert_eq!(send(data).await, changed, "what is shown is what is stored");
        let changed = send(project(changed).with("C101.remove", "true")).await;
        assert!(changed.field("C101").is_none());

        let head = app.get(&here, Some(&world.head)).await;
        assert!(head.text().contains("können Sie nicht ändern"), "{}", head.text());

        let book = format!("/public/calls/{call}/form.xlsx");
        assert_ne!(app.get(&book, None).await.status, 200, "a draft is not public");
        let published = world.published(db, "IBZ-2026B", terms).await;
        let book = app
            .get(&format!("/public/calls/{published}/form.xlsx"), None)
            .await;
        assert_eq!(book.status, 200);
        let form = app
            .api(
                axum::http::Method::GET,
                &format!("/api/v1/calls/{published}/form"),
                None,
                officer,
            )
            .await;
        assert_eq!(form.json()["version"], 2, "{}", form.text());
    }
}
