//! The few fixed words of the templates, from `texts/{de,en}.ftl`.

use std::collections::BTreeMap;

use fluent_bundle::{FluentBundle, FluentResource};
use unic_langid::{LanguageIdentifier, langid};

use crate::pdf::LetterError;

const DE: &str = include_str!("../texts/de.ftl");
const EN: &str = include_str!("../texts/en.ftl");
const PREFIX: &str = "letter-";

/// Words by key without the prefix ("page", "of", …), plus "lang" and "region" for the document. Any language but
/// English falls back to German.
pub(crate) fn labels(language: &str) -> Result<BTreeMap<String, String>, LetterError> {
    let english = language.to_ascii_lowercase().starts_with("en");
    let (words, region) = if english { (EN, "GB") } else { (DE, "DE") };
    let lang: LanguageIdentifier = if english { langid!("en") } else { langid!("de") };

    let resource =
        FluentResource::try_new(words.to_owned()).map_err(|(_, e)| LetterError::Labels(format!("{e:?}")))?;
    let mut bundle = FluentBundle::new(vec![lang.clone()]);
    bundle.set_use_isolating(false);
    bundle
        .add_resource(resource)
        .map_err(|e| LetterError::Labels(format!("{e:?}")))?;

    let mut labels = BTreeMap::from([
        ("lang".to_owned(), lang.to_string()),
        ("region".to_owned(), region.to_owned()),
    ]);
    for key in words
        .lines()
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key)
    {
        let pattern = bundle.get_message(key).and_then(|message| message.value());
        let pattern = pattern.ok_or_else(|| LetterError::Labels(key.to_owned()))?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
        if !errors.is_empty() {
            return Err(LetterError::Labels(format!("{key}: {errors:?}")));
        }
        labels.insert(key.trim_start_matches(PREFIX).to_owned(), text);
    }
    Ok(labels)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may
    use super::*;

    #[test]
    fn both_languages_have_the_same_words() {
        let (de, en) = (labels("de").unwrap(), labels("en").unwrap());
        assert_eq!(de.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
        assert_eq!((de["page"].as_str(), en["page"].as_str()), ("Seite", "Page"));
        assert_eq!(labels("").unwrap(), de);
    }
}
