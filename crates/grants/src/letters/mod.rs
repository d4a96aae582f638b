//! The letters of a grant: Zuwendungsbescheid (cash) and Zusage mit Kooperationsvereinbarung (in kind); and of a case without
//! one ([`case`]): Ablehnungsbescheid and Angebot eines Teilbetrags. Later crates frame and file theirs with [`frame`],
//! [`remedy_of`] and [`file`].
//!
//! Letters are set from [`Facts`], frozen as JSON with their hash. They are in German whatever the reader's language,
//! because the official language is German (§ 23 LVwVfG); that is why their wording stands here and not in the texts.

mod agreement;
pub(crate) mod amendment;
mod award;
pub(crate) mod case;
mod later;
mod mandatory;
mod parts;
mod remedy;

pub(crate) use later::put;
pub use later::{conditions_of, file, frame, remedy_of};

use applications::{Application, Party};
use base::calendar::local_date;
use base::{Ctx, Lang, Problem, Text, texts};
use base_letters::Letter;
use calls::{Call, Clause, ClauseUse, FinancingType, Parameters, Programme};
use chrono::NaiveDate;
use municipalities::Body;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::model::{Grant, GrantMode, Share, Tranche};
use crate::{queries, rules};

/// What all letters of a call on one day have in common: read once for a batch.
#[derive(Debug, Clone)]
pub(crate) struct Common {
    pub call: Call,
    pub programme: Programme,
    pub parameters: Parameters,
    /// All clauses in use on this day.
    pub clauses: Vec<Clause>,
    pub today: NaiveDate,
}

impl Common {
    pub async fn load(db: &impl ConnectionTrait, call: Call, ctx: &Ctx) -> Result<Self, Problem> {
        let today = local_date(ctx.now);
        Ok(Self {
            programme: calls::programme(db, call.programme_id).await?,
            parameters: calls::parameters(db, call.programme_id, today).await?,
            clauses: calls::clauses(db, call.programme_id, today).await?,
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
    /// Of a joint grant, the lead first.
    pub shares: Vec<Share>,
    pub application: Application,
    pub parties: Vec<Party>,
    pub call: Call,
    pub programme: Programme,
    pub parameters: Parameters,
    /// Those chosen for this grant, in the version of the day.
    pub clauses: Vec<Clause>,
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
        let body = municipalities::body(db, grant.body_id).await?;
        let fitting = fitting(&common.clauses, &grant, &body);
        Ok(Self {
            tranches: queries::tranches_of(db, grant.id).await?,
            shares: queries::shares_of(db, &grant).await?,
            clauses: chosen(fitting, &queries::clause_codes(db, grant.id).await?),
            parties: applications::parties_of(db, application.id).await?,
            body,
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

impl Facts {
    /// See [`remedy::remedy`].
    fn remedy(&self) -> Option<String> {
        remedy::remedy(&self.programme, &self.body, self.parameters.remedy_months)
    }
}

/// The clauses of a programme that suit a grant: its type of financing, and ANBest-K or ANBest-P by the grantee.
pub(crate) fn fitting(clauses: &[Clause], grant: &Grant, body: &Body) -> Vec<Clause> {
    let financing_type = FinancingType::from_code(&grant.financing_type);
    let is_municipal = rules::is_municipal(body.body_type);
    let mut all = clauses.to_vec();
    all.retain(|clause| clause.is_for(is_municipal, financing_type));
    all
}

/// What goes into the notice: what always does, and what the officer chose; without a choice what does as a rule.
pub(crate) fn chosen(fitting: Vec<Clause>, codes: &[String]) -> Vec<Clause> {
    let is_in = |clause: &Clause| match clause.usage {
        ClauseUse::Always => true,
        ClauseUse::Usual if codes.is_empty() => true,
        _ => codes.contains(&clause.code),
    };
    fitting.into_iter().filter(is_in).collect()
}

/// A letter that will not change any more.
#[derive(Debug, Clone)]
pub(crate) struct Frozen {
    pub letter: Letter,
    /// The facts of the grant and the letter, word for word.
    pub json: String,
    pub sha256: String,
}

#[derive(Serialize)]
struct Content<'a> {
    grant: Value,
    letter: &'a Letter,
}

/// Sets the letter's words and freezes them. Error: refused, naming every mandatory part that is empty (handbook 2.4).
pub(crate) fn freeze(facts: &Facts) -> Result<Frozen, Problem> {
    let (letter, missing) = sketch(facts);
    frozen(facts, letter, missing)
}

/// The letter as it would be set now, and what it lacks, by name: shown to those who are to sign it.
pub(crate) fn sketch(facts: &Facts) -> (Letter, Vec<&'static str>) {
    match facts.grant.mode {
        GrantMode::CashGrant => award_of(facts, award::draft(facts)),
        GrantMode::InKind => (agreement::letter(facts), parts::missing(facts)),
    }
}

fn award_of(facts: &Facts, draft: mandatory::Draft) -> (Letter, Vec<&'static str>) {
    let mut missing = award::missing(facts);
    missing.extend(draft.missing());
    (draft.letter(), missing)
}

/// The letter with the facts it was set from. Error: refused, naming what is missing.
fn frozen(facts: &Facts, letter: Letter, mut missing: Vec<&'static str>) -> Result<Frozen, Problem> {
    missing.extend(letter.missing_parts());
    if !missing.is_empty() {
        return Err(refusal(facts.lang, &missing));
    }
    Frozen::of(snapshot(facts), letter)
}

impl Frozen {
    /// The facts and the words, hashed together.
    pub fn of(grant: Value, letter: Letter) -> Result<Self, Problem> {
        let content = Content {
            grant,
            letter: &letter,
        };
        let json = serde_json::to_string(&content).map_err(Problem::broken)?;
        let sha256 = hex::encode(Sha256::digest(&json));
        Ok(Self { letter, json, sha256 })
    }
}

/// The refusal with the parts by name.
pub(crate) fn refusal(lang: Lang, parts: &[&str]) -> Problem {
    let text = Text::new("grants-missing-parts").with("parts", named(lang, parts));
    Problem::refused("missing-parts", text)
}

/// Parts of a letter by their names, each once.
pub(crate) fn named(lang: Lang, parts: &[&str]) -> String {
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        let name = texts::tr(lang, &format!("grants-part-{part}"));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

fn snapshot(facts: &Facts) -> Value {
    let grant = &facts.grant;
    let clauses: Vec<Value> = facts
        .clauses
        .iter()
        .map(|clause| {
            json!({
                "code": clause.code, "version": clause.version, "kind": clause.kind, "title": clause.title,
                "text": clause.text,
            })
        })
        .collect();
    let basis = if facts.parameters.by_effective_share {
        "EFFECTIVE_SHARE"
    } else {
        "RATE_WITH_CAP"
    };
    let tranches: Vec<Value> = facts
        .tranches
        .iter()
        .map(|part| json!({ "year": part.year, "kind": part.kind.code(), "amount_cents": part.amount }))
        .collect();
    let shares: Vec<Value> = facts
        .shares
        .iter()
        .map(|share| json!({ "body": share.name, "amount_cents": share.amount }))
        .collect();
    json!({
        "id": grant.id, "number": grant.number, "version": grant.version, "mode": grant.mode,
        "application": grant.application_id, "call": facts.call.code, "programme": facts.programme.code,
        "body": grant.body_name, "body_key": facts.body.key, "title": grant.title,
        "amount_cents": grant.amount, "eligible_cents": grant.eligible, "cap_cents": grant.cap,
        "financing_type": grant.financing_type, "rate": grant.rate.0, "tranches": tranches, "award": grant.award,
        "shares": shares, "effective_share": rules::effective_share(grant.amount, grant.eligible).0,
        "share_basis": basis, "clauses": clauses,
        "from_on": grant.from_on, "until_on": grant.until_on, "purpose": grant.purpose,
        "objectives": grant.objectives, "conditions": grant.conditions,
        "double_funding": grant.double_funding, "double_funding_reason": grant.double_funding_reason,
        "prepared_by": grant.prepared_by, "rl_signed_by": grant.rl_signed_by, "rl_signed_at": grant.rl_signed_at,
        "bfdh_signed_by": grant.bfdh_signed_by, "bfdh_signed_at": grant.bfdh_signed_at,
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// For every mandatory part the name of it, and the answer when only that part is taken out of the whole notice.
    pub(crate) fn without_each(facts: &Facts) -> Vec<(&'static str, Result<Frozen, Problem>)> {
        let without = |part: mandatory::Part| {
            let mut draft = award::draft(facts);
            draft.clear(part);
            let (letter, missing) = award_of(facts, draft);
            (part.name(), frozen(facts, letter, missing))
        };
        mandatory::Part::ALL.into_iter().map(without).collect()
    }
}
