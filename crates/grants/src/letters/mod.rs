//! The letters of a grant: Zuwendungsbescheid (cash) and Zusage mit Kooperationsvereinbarung (in kind).
//!
//! Letters are set from [`Facts`], frozen as JSON with their hash. They are in German whatever the reader's language,
//! because the official language is German (§ 23 LVwVfG); that is why their wording stands here and not in the texts.

mod agreement;
mod award;
mod parts;

use applications::{Application, Party};
use base::calendar::local_date;
use base::{Ctx, Lang, Problem, Text, texts};
use base_letters::Letter;
use calls::{Call, Parameters, Programme};
use chrono::NaiveDate;
use municipalities::Body;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::model::{Grant, GrantMode, Tranche};
use crate::queries;

/// What all letters of a call on one day have in common: read once for a batch.
#[derive(Debug, Clone)]
pub(crate) struct Common {
    pub call: Call,
    pub programme: Programme,
    pub parameters: Parameters,
    pub today: NaiveDate,
}

impl Common {
    pub async fn load(db: &impl ConnectionTrait, call: Call, ctx: &Ctx) -> Result<Self, Problem> {
        let today = local_date(ctx.now);
        Ok(Self {
            programme: calls::programme(db, call.programme_id).await?,
            parameters: calls::parameters(db, call.programme_id, today).await?,
            call,
            today,
        })
    }
}

/// Everything a letter says, read once.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    pub grant: Grant,
    pub tranches: Vec<Tranche>,
    pub application: Application,
    pub parties: Vec<Party>,
    pub call: Call,
    pub programme: Programme,
    pub parameters: Parameters,
    pub body: Body,
    /// Who handles the case: the officer who prepared it.
    pub contact: String,
    /// Who signs: the head of unit.
    pub signatory: String,
    pub today: NaiveDate,
    /// Of the person who is told when a part is missing.
    pub lang: Lang,
}

impl Facts {
    /// Reads the facts for a letter of today; the caller has loaded the case for this person. The signatory is the acting
    /// head of unit, before that the one who countersigned.
    pub async fn load(
        db: &impl ConnectionTrait,
        (grant, application): (Grant, Application),
        common: Common,
        ctx: &Ctx,
    ) -> Result<Self, Problem> {
        let names = [grant.prepared_by, grant.rl_signed_by]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>();
        let names = people::names(db, &names).await?;
        let name = |person: Option<base::PersonId>| {
            person.and_then(|id| names.get(&id).cloned()).unwrap_or_default()
        };
        let heads = ctx.has(base::Role::RL, base::Scope::Programme(grant.programme_id));
        let signatory = match ctx.find_person() {
            Some(person) if heads => person.name.clone(),
            _ => name(grant.rl_signed_by),
        };
        Ok(Self {
            tranches: queries::tranches_of(db, grant.id).await?,
            parties: applications::parties_of(db, application.id).await?,
            body: municipalities::body(db, grant.body_id).await?,
            contact: name(grant.prepared_by),
            signatory,
            grant,
            application,
            call: common.call,
            programme: common.programme,
            parameters: common.parameters,
            today: common.today,
            lang: ctx.lang,
        })
    }
}

/// A letter that will not change any more.
#[derive(Debug, Clone)]
pub(crate) struct Frozen {
    pub letter: Letter,
    /// The facts of the grant and the letter, word for word.
    pub json: String,
    /// SHA-256 of `json`, lower-case hex.
    pub sha256: String,
}

#[derive(Serialize)]
struct Content<'a> {
    grant: Value,
    letter: &'a Letter,
}

/// Sets the letter's words and freezes them. Error: refused, naming every mandatory part that is empty (handbook 2.4).
pub(crate) fn freeze(facts: &Facts) -> Result<Frozen, Problem> {
    let (letter, mut missing) = match facts.grant.mode {
        GrantMode::CashGrant => (award::letter(facts), award::missing(facts)),
        GrantMode::InKind => (agreement::letter(facts), parts::missing(facts)),
    };
    missing.extend(letter.missing_parts());
    if !missing.is_empty() {
        return Err(refusal(facts.lang, &missing));
    }
    let content = Content {
        grant: snapshot(facts),
        letter: &letter,
    };
    let json = serde_json::to_string(&content).map_err(Problem::broken)?;
    let sha256 = hex::encode(Sha256::digest(&json));
    Ok(Frozen { letter, json, sha256 })
}

/// The refusal with the parts by name.
pub(crate) fn refusal(lang: Lang, parts: &[&str]) -> Problem {
    let mut names: Vec<String> = parts
        .iter()
        .map(|part| texts::tr(lang, &format!("grants-part-{part}")))
        .collect();
    names.dedup();
    let text = Text::new("grants-missing-parts").with("parts", names.join(", "));
    Problem::refused("missing-parts", text)
}

fn snapshot(facts: &Facts) -> Value {
    let grant = &facts.grant;
    let tranches: Vec<Value> = facts
        .tranches
        .iter()
        .map(|part| json!({ "year": part.year, "kind": part.kind.code(), "amount_cents": part.amount }))
        .collect();
    json!({
        "id": grant.id, "number": grant.number, "version": grant.version, "mode": grant.mode,
        "application": grant.application_id, "call": facts.call.code, "programme": facts.programme.code,
        "body": grant.body_name, "body_key": facts.body.key, "title": grant.title,
        "amount_cents": grant.amount, "eligible_cents": grant.eligible, "cap_cents": grant.cap,
        "financing_type": grant.financing_type, "rate": grant.rate.0, "tranches": tranches,
        "from_on": grant.from_on, "until_on": grant.until_on, "purpose": grant.purpose,
        "objectives": grant.objectives, "conditions": grant.conditions,
        "double_funding": grant.double_funding, "double_funding_reason": grant.double_funding_reason,
        "prepared_by": grant.prepared_by, "rl_signed_by": grant.rl_signed_by, "rl_signed_at": grant.rl_signed_at,
        "bfdh_signed_by": grant.bfdh_signed_by, "bfdh_signed_at": grant.bfdh_signed_at,
    })
}
