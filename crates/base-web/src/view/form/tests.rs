#![allow(clippy::unwrap_used)] // tests may

use super::*;

const OPTIONAL: &str = "– optional";

fn form() -> Form {
    texts::install(&[crate::TEXTS]).unwrap();
    Form::post(Lang::De, "/somewhere")
}

fn yes_no() -> Vec<Choice> {
    vec![Choice::new("yes", "Ja"), Choice::new("no", "Nein")]
}

#[test]
fn every_kind_of_field_that_may_stay_empty_says_so() {
    let fields = || {
        [
            Field::text("text", "Text"),
            Field::select("select", "Auswahl", yes_no()),
            Field::radio("radio", "Knöpfe", yes_no()),
            Field::checkboxes("boxes", "Kästchen", yes_no()),
        ]
    };
    for field in fields() {
        let name = field.name.clone();
        assert!(form().field(field).to_string().contains(OPTIONAL), "{name}");
    }
    for field in fields() {
        let name = field.name.clone();
        assert!(
            !form().field(field.required()).to_string().contains(OPTIONAL),
            "{name} is required"
        );
    }
    let filter = Form::get(Lang::De, "/list").fields(fields()).to_string();
    assert!(!filter.contains(OPTIONAL), "a filter may stay empty anyway");
}

#[test]
fn buttons_that_begin_with_a_choice_cannot_stay_empty() {
    let group = Field::radio("radio", "Knöpfe", yes_no()).value("yes");
    assert!(!form().field(group).to_string().contains(OPTIONAL));
}

#[test]
fn a_single_box_says_so_only_beside_one_that_must_be_ticked() {
    let form = || form().field(Field::checkbox("a", "Kästchen"));
    assert!(!form().to_string().contains(OPTIONAL));
    let must = Field::checkbox("b", "Erklärung").required();
    assert_eq!(form().field(must).to_string().matches(OPTIONAL).count(), 1);
}
