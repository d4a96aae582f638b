//! All selected projects of a call at once, with what the selection decided and nothing else.

use std::collections::{HashMap, HashSet};

use applications::{Application, ApplicationId};
use base::calendar::local_date;
use base::{Ctx, Problem, Rate, Text};
use base_db::{Db, Unit};
use budget::Pot;
use calls::{Call, CallId, FundingMode};
use municipalities::BodyId;

use super::content::{default_content, years};
use super::{Outcome, prepare};
use crate::model::{Circle, Content, Grant, GrantId, GrantState, Share, Tranche};
use crate::rules::{self, Bounds};
use crate::{access, mails, queries, store};

/// Prepares the grants of all selected projects of a call that have none yet. SB. Each record has its own result; the
/// whole is refused when the means of a budget year do not suffice for all (B07).
pub async fn prepare_all(db: &Db, ctx: &Ctx, call: CallId) -> Result<Vec<Outcome>, Problem> {
    let unit = db.write(ctx).await?;
    let call = calls::call_for(unit.conn(), ctx, call).await?;
    calls::access::require(ctx, &call, &[base::Role::SB])?;
    let cases = queries::to_prepare(unit.conn(), ctx, call.id).await?;
    let mut decided = Decided::load(&unit, &call, &cases).await?;

    let mut outcomes = Vec::with_capacity(cases.len());
    let (mut grants, mut contents, mut shares) = (Vec::new(), Vec::new(), Vec::new());
    for application in &cases {
        match decided.content(&unit, &call, application).await {
            Ok((content, bounds)) => {
                let grant = prepare::new(&unit, application, &call, &content, &bounds, decided.retention);
                outcomes.push(Outcome::of(&grant, Ok(GrantState::Prepared)));
                shares.push((
                    grant.id,
                    prepare::shares(&content, &decided.circle(&call, application.id))?,
                ));
                grants.push(grant);
                contents.push(content);
            }
            Err(problem @ Problem::Broken { .. }) => return Err(problem),
            Err(problem) => outcomes.push(Outcome {
                application_id: application.id.0,
                grant_id: None,
                number: application.label().to_owned(),
                body_name: application.lead_name.clone(),
                result: Err(problem),
            }),
        }
    }
    decided.check_years(&grants, &contents)?;
    write(&unit, &grants, &contents, &shares).await?;
    unit.commit().await?;
    Ok(outcomes)
}

/// What is reserved for the cases of a batch, and what their bodies hold already.
struct Decided {
    pots: Vec<Pot>,
    reserved: HashMap<ApplicationId, Vec<Tranche>>,
    held: Vec<Grant>,
    seen: HashSet<BodyId>,
    circles: HashMap<ApplicationId, Circle>,
    /// Of each award (handbook 2.12, `retention_rate`).
    retention: Rate,
}

impl Decided {
    async fn load(unit: &Unit<'_>, call: &Call, cases: &[Application]) -> Result<Self, Problem> {
        let pots = queries::pots(unit.conn(), call.budget_line_id).await?;
        let mut reserved = HashMap::new();
        for application in cases {
            reserved.insert(
                application.id,
                queries::reserved(unit.conn(), &pots, application.id).await?,
            );
        }
        let ids: Vec<ApplicationId> = cases.iter().map(|application| application.id).collect();
        let circles = queries::circles(unit.conn(), &ids).await?;
        let bodies: Vec<BodyId> = cases.iter().map(|application| application.lead_body_id).collect();
        let held = queries::of_bodies(unit.conn(), &bodies).await?;
        let today = local_date(unit.now());
        let parameters = calls::parameters(unit.conn(), call.programme_id, today).await?;
        Ok(Self {
            retention: parameters.retention_rate,
            pots,
            reserved,
            held,
            seen: HashSet::new(),
            circles,
        })
    }

    /// Who shares the grant of a case; support in kind is not split.
    fn circle(&self, call: &Call, id: ApplicationId) -> Circle {
        match call.funding_mode {
            FundingMode::InKind => Circle::default(),
            FundingMode::CashGrant => self.circles.get(&id).cloned().unwrap_or_default(),
        }
    }

    /// The content of one grant, checked like one typed by hand. Error: why this case needs an officer's look.
    async fn content(
        &mut self,
        unit: &Unit<'_>,
        call: &Call,
        application: &Application,
    ) -> Result<(Content, Bounds), Problem> {
        super::answer_offer::require_answered(unit, application.id).await?;
        let decision = selection::decision(unit.conn(), application.id).await?;
        let selected = access::require_selected(application, decision.as_ref())?;
        let reserved = self
            .reserved
            .get(&application.id)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let mut content = default_content(application, call, selected, reserved, local_date(unit.now()));
        content.share_basis = self.circle(call, application.id).default_basis();
        let bounds = Bounds {
            cap: call.cap,
            used: base::Cents::ZERO, // cases with a living grant are not in the batch
            selected,
            minimum: call.minimum,
            years: years(call),
        };
        rules::check(&content, &bounds)?;
        let mut of_body = self
            .held
            .iter()
            .filter(|grant| grant.body_id == application.lead_body_id);
        let overlaps = of_body.any(|grant| rules::overlaps(grant, content.from_on, content.until_on));
        if overlaps || !self.seen.insert(application.lead_body_id) {
            return Err(Problem::refused(
                "double-funding",
                Text::new("grants-double-funding-check"),
            ));
        }
        Ok((content, bounds))
    }

    /// For every budget year the tranches of all must be covered by what is free or reserved for them (handbook 4.7).
    /// Error: refused, naming year and amount (B07).
    fn check_years(&self, grants: &[Grant], contents: &[Content]) -> Result<(), Problem> {
        let wanted: Vec<Tranche> = contents
            .iter()
            .flat_map(|content| content.tranches.iter().copied())
            .collect();
        let free = self.pots.iter().map(|pot| Tranche {
            year: pot.year,
            kind: pot.kind,
            amount: pot.available(),
        });
        let reserved = grants
            .iter()
            .filter_map(|grant| self.reserved.get(&grant.application_id))
            .flatten()
            .copied();
        let available: Vec<Tranche> = free.chain(reserved).collect();
        let missing = rules::missing_means(&wanted, &available);
        if missing.is_empty() {
            return Ok(());
        }
        let each = missing
            .iter()
            .map(|part| format!("{}: {}", part.year, part.amount.format_de()));
        let text = Text::new("grants-missing-means").with("missing", each.collect::<Vec<_>>().join(", "));
        Err(Problem::refused("missing-means", text))
    }
}

async fn write(
    unit: &Unit<'_>,
    grants: &[Grant],
    contents: &[Content],
    shares: &[(GrantId, Vec<Share>)],
) -> Result<(), Problem> {
    if grants.is_empty() {
        return Ok(());
    }
    let tranches: Vec<_> = grants
        .iter()
        .zip(contents)
        .map(|(grant, content)| (grant.id, content.tranches.clone()))
        .collect();
    if store::insert(unit, grants, &tranches).await? != grants.len() as u64 {
        return Err(Problem::Stale); // a colleague prepared one of them at the same moment
    }
    store::insert_shares_of(unit, 1, shares).await?;
    let entries = grants
        .iter()
        .zip(contents)
        .map(|(grant, content)| prepare::prepared(grant, content));
    unit.audit_many(entries.collect()).await?;
    mails::to_countersign(unit, grants).await
}
