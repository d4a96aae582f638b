//! Every sentence a user sees, German first, from the `texts/{de,en}.ftl` files of the crates.
//!
//! A program speaks with one set of words: the binary installs them once at start ([`install`]); everything else says
//! a [`Text`] or a key. Amounts and dates are formatted before they become arguments (Fluent counts in floats).

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::{Lang, Text};

/// The German and the English text file of one crate.
pub type TextFiles = (&'static str, &'static str);

struct Texts {
    de: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

static TEXTS: OnceLock<Texts> = OnceLock::new();

/// Installs the words of all crates. Later calls change nothing. Error: the first broken or doubled entry, named.
pub fn install(files: &[TextFiles]) -> Result<(), String> {
    if TEXTS.get().is_some() {
        return Ok(());
    }
    let de = bundle("de-DE", files.iter().map(|(de, _)| *de))?;
    let en = bundle("en-GB", files.iter().map(|(_, en)| *en))?;
    let _ = TEXTS.set(Texts { de, en }); // a second thread installed the same words meanwhile
    Ok(())
}

fn bundle<'a>(
    tag: &str,
    sources: impl Iterator<Item = &'a str>,
) -> Result<FluentBundle<FluentResource>, String> {
    let language: LanguageIdentifier = tag.parse().map_err(|error| format!("{tag}: {error}"))?;
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // The isolation marks U+2068/2069 would end up in mails and PDFs.
    bundle.set_use_isolating(false);
    for source in sources {
        let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
            format!(
                "{tag}: {errors:?} in {}",
                source.lines().next().unwrap_or_default()
            )
        })?;
        bundle
            .add_resource(resource)
            .map_err(|errors| format!("{tag}: {errors:?}"))?;
    }
    Ok(bundle)
}

/// Says a text in the language. An unknown key is said as itself, so that it is noticed; a test finds all of them.
#[must_use]
pub fn say(lang: Lang, text: &Text) -> String {
    let args: Vec<(&str, &str)> = text
        .args
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    find(lang, &text.key, &args).unwrap_or_else(|| text.key.clone())
}

/// Says the text of a key without arguments.
#[must_use]
pub fn tr(lang: Lang, key: &str) -> String {
    find(lang, key, &[]).unwrap_or_else(|| key.to_owned())
}

/// Says the text of a key with arguments. Whole numbers are passed on as numbers, so that plural forms work.
#[must_use]
pub fn tr_with(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    find(lang, key, args).unwrap_or_else(|| key.to_owned())
}

/// The text of a key, if there is one.
#[must_use]
pub fn find(lang: Lang, key: &str, args: &[(&str, &str)]) -> Option<String> {
    let texts = TEXTS.get()?;
    let bundle = match lang {
        Lang::De => &texts.de,
        Lang::En => &texts.en,
    };
    let pattern = bundle.get_message(key)?.value()?;
    let mut fluent_args = FluentArgs::new();
    for (name, value) in args {
        fluent_args.set(*name, argument(value));
    }
    let mut errors = Vec::new();
    Some(
        bundle
            .format_pattern(pattern, Some(&fluent_args), &mut errors)
            .into_owned(),
    )
}

/// Only small plain integers become numbers (for plural rules); keys such as `08111000` and amounts stay text.
fn argument(value: &str) -> FluentValue<'static> {
    let is_count = value.len() <= 6
        && value.bytes().all(|byte| byte.is_ascii_digit())
        && (value == "0" || !value.starts_with('0'));
    match value.parse::<u32>() {
        Ok(count) if is_count => FluentValue::from(count),
        _ => FluentValue::from(value.to_owned()),
    }
}

/// The keys of a text file, for the test that both languages say the same things.
#[must_use]
pub fn keys(source: &str) -> Vec<String> {
    source
        .lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('=').map(|(key, _)| key.trim().to_owned()))
        .collect()
}
