use std::path::Path;

use super::{say, words};

/// Every `"accounts-…"` in the program that is a whole key.
fn used(folder: &Path, keys: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("tests") {
            used(&path, keys);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let strings = text.split('"').filter(|part| part.starts_with("accounts-"));
            keys.extend(strings.filter(|key| !key.contains(['{', ' '])).map(str::to_owned));
        }
    }
}

#[test]
fn both_languages_say_the_same_things_and_every_key_is_known() {
    words();
    let (de, en) = crate::TEXTS;
    assert_eq!(base::texts::keys(de), base::texts::keys(en));
    let mut keys = Vec::new();
    used(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut keys);
    assert!(keys.len() > 100);
    keys.extend(["accounts-scope-own", "accounts-scope-system"].map(str::to_owned));
    keys.extend(crate::AccountState::ALL.map(|state| format!("accounts-state-{state}")));
    keys.extend(crate::TokenAccess::ALL.map(|access| format!("accounts-token-access-{}", access.code())));
    for key in keys {
        for lang in base::Lang::ALL {
            assert!(base::texts::find(lang, &key, &[]).is_some(), "{key}");
        }
    }
}

#[test]
fn the_pause_is_said_in_plain_german() {
    words();
    let text = base::Text::new("accounts-throttled").with("time", "14:05 Uhr");
    assert_eq!(
        say(&text),
        "Zu viele Versuche. Bitte versuchen Sie es ab 14:05 Uhr noch einmal."
    );
}
