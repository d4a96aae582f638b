//! The demo's texts, from `fixtures/demo/texts.toml`.

use std::collections::BTreeMap;

use anyhow::Context as _;
use figment::Figment;
use figment::providers::{Format, Toml};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Texts {
    pub programme: ProgrammeTexts,
    pub call: CallTexts,
    /// By part: `purpose`, `who_may_apply`, … `easy` has German only.
    pub text: BTreeMap<String, Both>,
    pub criterion: Vec<CriterionTexts>,
}

#[derive(Debug, Deserialize)]
pub struct ProgrammeTexts {
    pub code: String,
    pub title_de: String,
    pub title_en: String,
}

#[derive(Debug, Deserialize)]
pub struct CallTexts {
    pub title_de: String,
    pub title_en: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Both {
    pub de: String,
    pub en: String,
}

#[derive(Debug, Deserialize)]
pub struct CriterionTexts {
    pub code: String,
    pub weight: i64,
    pub label_de: String,
    pub label_en: String,
    #[serde(default)]
    pub anchor_de: String,
    #[serde(default)]
    pub anchor_en: String,
}

impl Texts {
    pub fn load() -> anyhow::Result<Self> {
        Figment::from(Toml::string(include_str!("../../../../fixtures/demo/texts.toml")))
            .extract()
            .context("fixtures/demo/texts.toml")
    }

    /// The named parts, as paragraphs.
    pub fn join(&self, parts: &[&str]) -> Both {
        let found: Vec<&Both> = parts.iter().filter_map(|part| self.text.get(*part)).collect();
        let join = |one: fn(&Both) -> &str| {
            found
                .iter()
                .map(|both| one(both).trim())
                .collect::<Vec<_>>()
                .join("\n\n")
        };
        Both {
            de: join(|both| &both.de),
            en: join(|both| &both.en),
        }
    }
}
