//! `/language/{lang}?to=/path`: the language of this browser.

use axum::extract::{Path, RawQuery};
use base::{Lang, Problem};
use base_web::{FormData, Reply, Visit};

use super::caller::set_lang;
use crate::rules;

pub(super) async fn set(visit: Visit, Path(lang): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let lang = Lang::from_tag(&lang).ok_or(Problem::not_found("language"))?;
    let data = FormData::parse(query.unwrap_or_default().as_bytes());
    let mut response = visit.go(rules::local_path(data.get("to")))?;
    set_lang(&visit.app, &mut response, lang)?;
    Ok(response)
}
