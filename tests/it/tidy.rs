//! House rules that a compiler does not hold.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use base::texts::keys;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// All files below a folder, without what is built or fetched.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["target", "node_modules", ".git", "var"].contains(&name.as_str()) {
                found.extend(files(&path, ending));
            }
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
    found
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

fn text_files() -> Vec<(PathBuf, PathBuf)> {
    files(&root().join("crates"), "de.ftl")
        .into_iter()
        .map(|de| (de.clone(), de.with_file_name("en.ftl")))
        .collect()
}

#[test]
fn both_languages_say_the_same_things() {
    for (de, en) in text_files() {
        let german: BTreeSet<String> = keys(&fs::read_to_string(&de).unwrap()).into_iter().collect();
        let english: BTreeSet<String> = keys(&fs::read_to_string(&en).unwrap()).into_iter().collect();
        let missing: Vec<_> = german.symmetric_difference(&english).collect();
        assert!(
            missing.is_empty(),
            "{}: only in one language: {missing:?}",
            shown(&de)
        );
    }
}

#[test]
fn every_key_stands_once() {
    let mut seen = BTreeSet::new();
    for (de, _) in text_files() {
        for key in keys(&fs::read_to_string(&de).unwrap()) {
            assert!(seen.insert(key.clone()), "{}: {key} stands twice", shown(&de));
        }
    }
}

#[test]
fn all_text_files_can_be_read_together() {
    backoffice::house::install_texts().unwrap();
}

/// Keys said literally in the source, by the calls that take one.
fn said_keys(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for call in [
        ".t(\"",
        ".tw(\"",
        "Text::new(\"",
        "texts::tr(lang, \"",
        "texts::tr_with(lang, \"",
        "visit.done(",
        "key: \"",
    ] {
        for (at, _) in source.match_indices(call) {
            let rest = &source[at + call.len()..];
            let rest = if call == "visit.done(" {
                // the second argument: the text said after the redirect
                match rest.split_once(", \"") {
                    Some((before, after)) if !before.contains(';') => after,
                    _ => continue,
                }
            } else {
                rest
            };
            if let Some((key, _)) = rest.split_once('"') {
                found.push(key.to_owned());
            }
        }
    }
    found
}

#[test]
fn every_key_that_is_said_has_a_text() {
    let known: BTreeSet<String> = text_files()
        .iter()
        .flat_map(|(de, _)| keys(&fs::read_to_string(de).unwrap()))
        .collect();
    let mut missing = Vec::new();
    for path in files(&root().join("crates"), ".rs") {
        let is_test = path.components().any(|part| part.as_os_str() == "tests") || path.ends_with("tests.rs");
        let source = fs::read_to_string(&path).unwrap();
        let source = source
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default();
        if is_test {
            continue;
        }
        for key in said_keys(source) {
            let is_key = key.contains('-') && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            if is_key && !known.contains(&key) {
                missing.push(format!("{}: {key}", shown(&path)));
            }
        }
    }
    assert!(missing.is_empty(), "keys without a text:\n{}", missing.join("\n"));
}

#[test]
fn no_machine_path_and_no_registry_host_is_in_the_project() {
    // Put together, so that this file does not find itself.
    let banned = [
        ["/wo", "rk/"].concat(),
        ["/ro", "ot/"].concat(),
        ["crates", ".io/api"].concat(),
        ["registry.npm", "js.org"].concat(),
    ];
    for ending in [
        ".rs", ".toml", ".sh", ".md", ".mjs", ".json", ".ftl", ".html", ".css", ".js", ".lock", ".py", ".csv",
    ] {
        for path in files(&root(), ending) {
            let Ok(text) = fs::read_to_string(&path) else {
                continue;
            };
            for word in &banned {
                assert!(!text.contains(word.as_str()), "{}: {word}", shown(&path));
            }
        }
    }
}

#[test]
fn nothing_is_left_unfinished() {
    let marks = [
        ["to", "do!("].concat(),
        ["unimple", "mented!("].concat(),
        ["FIX", "ME"].concat(),
        ["#[ign", "ore"].concat(),
    ];
    for path in files(&root().join("crates"), ".rs")
        .into_iter()
        .chain(files(&root().join("tests"), ".rs"))
    {
        let source = fs::read_to_string(&path).unwrap();
        for mark in &marks {
            assert!(!source.contains(mark.as_str()), "{}: {mark}", shown(&path));
        }
    }
}

#[test]
fn files_stay_short_enough_to_find_the_rule() {
    for path in files(&root().join("crates"), ".rs") {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 700, "{}: {lines} lines; split it by verb", shown(&path));
    }
}

#[test]
fn only_stores_name_the_orm_in_feature_crates() {
    let features = [
        "people",
        "municipalities",
        "budget",
        "calls",
        "applications",
        "assessment",
        "selection",
        "grants",
        "payments",
        "facilitation",
        "hours",
        "exchange",
    ];
    for feature in features {
        for path in files(&root().join("crates").join(feature).join("src/web"), ".rs") {
            let source = fs::read_to_string(&path).unwrap();
            assert!(
                !source.contains("EntityTrait"),
                "{}: pages ask queries, not entities",
                shown(&path)
            );
        }
    }
}
