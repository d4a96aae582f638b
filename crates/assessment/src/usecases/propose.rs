//! The automatic assignment: first a proposal that can be read, then applied as a whole.

use std::collections::HashMap;

use applications::{ApplicationId, ApplicationState};
use base::{Ctx, PersonId, Problem, Text};
use base_db::{Db, Entry};
use calls::{Call, CallId};
use chrono::NaiveDate;

use super::place::{Ground, Verdict, available, can_be_assessed, require_unfrozen};
use crate::matching::{self, Choice, Load, Need};
use crate::model::{District, Proposal, ProposalId};
use crate::store::proposal;
use crate::{access, store};

/// What the proposal is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Propose {
    pub call: CallId,
    /// Assessors per application, at least the call's minimum.
    pub target: i64,
    pub due_on: Option<NaiveDate>,
}

/// Proposes assessors for everything that has fewer than `target`: work in hand is kept, conflicts and exclusions are
/// left out, loads are even within what each person takes, and the other district is preferred. Takes the place of the
/// last proposal that was not applied. Roles: SB, GS. Error: refused after the freeze, without assessors or when nothing
/// is missing.
pub async fn propose_assignment(db: &Db, ctx: &Ctx, command: Propose) -> Result<Proposal, Problem> {
    let call = calls::call(db.reader(), command.call).await?;
    access::require(ctx, access::OFFICERS, &call)?;
    if !(call.reviews_min..=20).contains(&command.target) {
        let text = Text::new("field-range")
            .with("min", call.reviews_min)
            .with("max", 20);
        return Err(Problem::field("target", text));
    }
    require_unfrozen(db.reader(), &call).await?;
    let pairs = pairs(db, ctx, &call, command.target).await?;
    if pairs.is_empty() {
        return Err(Problem::refused(
            "nothing-to-assign",
            Text::new("assignment-refused-nothing"),
        ));
    }
    let row = proposal::Model {
        id: ProposalId::new(),
        call_id: call.id,
        target: command.target,
        due_on: command.due_on,
        pairs: serde_json::to_string(&pairs).map_err(Problem::broken)?,
        made_by: ctx.person_id(),
        made_at: ctx.now,
        applied_by: None,
        applied_at: None,
    };
    let unit = db.write(ctx).await?;
    proposal::put(unit.conn(), row.clone()).await?;
    let data = serde_json::json!({ "proposal": row.id, "pairs": pairs.len(), "target": command.target });
    unit.audit(Entry::new("call", call.id, "propose_assignment").data(data))
        .await?;
    unit.commit().await?;
    read(row)
}

/// The newest proposal of a call. Error: broken, when the row is not what this crate wrote.
pub(crate) fn read(row: proposal::Model) -> Result<Proposal, Problem> {
    Ok(Proposal {
        pairs: serde_json::from_str(&row.pairs)
            .map_err(|error| Problem::broken(format!("proposal {}: {error}", row.id)))?,
        id: row.id,
        call_id: row.call_id,
        target: row.target,
        due_on: row.due_on,
        made_at: row.made_at,
        applied_at: row.applied_at,
    })
}

/// How many reviews each assessor of the call has that count or still may.
pub(crate) fn loads(reviews: &[crate::Review]) -> HashMap<PersonId, usize> {
    let mut loads: HashMap<PersonId, usize> = HashMap::new();
    for review in reviews {
        if review.state.is_open() || review.state.is_valid() {
            *loads.entry(review.assessor_id).or_default() += 1;
        }
    }
    loads
}

async fn pairs(
    db: &Db,
    ctx: &Ctx,
    call: &Call,
    target: i64,
) -> Result<Vec<(ApplicationId, PersonId, District)>, Problem> {
    let reader = db.reader();
    let persons: Vec<PersonId> = available(reader, ctx, call)
        .await?
        .iter()
        .map(|one| one.id)
        .collect();
    if persons.is_empty() {
        return Err(Problem::refused(
            "no-assessors",
            Text::new("assessment-no-assessors"),
        ));
    }
    let states = [
        ApplicationState::Complete,
        ApplicationState::InAssessment,
        ApplicationState::Assessed,
    ];
    let mut cases = applications::of_call(reader, ctx, call.id, &states).await?;
    cases.retain(can_be_assessed);
    cases.sort_by(|a, b| a.number.cmp(&b.number).then(a.id.cmp(&b.id)));
    let order: Vec<ApplicationId> = cases.iter().map(|case| case.id).collect();
    let mut reviews = store::review::of_call(reader, call.id).await?;
    // no load tells of a case that is closed to this person
    let seen: std::collections::HashSet<ApplicationId> = applications::of_call(reader, ctx, call.id, &[])
        .await?
        .into_iter()
        .map(|case| case.id)
        .collect();
    reviews.retain(|review| seen.contains(&review.application_id));
    let present = loads(&reviews);
    let pool = store::pool::of_call(reader, call.id).await?;
    let loads: Vec<Load> = persons
        .iter()
        .map(|person| Load {
            present: present.get(person).copied().unwrap_or_default(),
            most: pool
                .iter()
                .find(|one| one.person_id == *person)
                .and_then(|one| usize::try_from(one.most?).ok()),
        })
        .collect();
    let cases = cases.into_iter().map(|case| (case.id, case)).collect();
    let ground = Ground::load(reader, ctx, cases, &persons).await?;
    let (needs, choices, districts) = task(&ground, call, target, &order, &persons)?;
    // a second of arithmetic: not on the threads that serve pages
    let pairs = tokio::task::spawn_blocking(move || matching::best(&needs, &loads, &choices))
        .await
        .map_err(Problem::broken)??;
    Ok(pairs
        .into_iter()
        .map(|(need, load)| {
            let district = districts.get(&(need, load)).copied();
            (order[need], persons[load], district.unwrap_or(District::Unknown))
        })
        .collect())
}

type Task = (Vec<Need>, Vec<Choice>, HashMap<(usize, usize), District>);

fn task(
    ground: &Ground,
    call: &Call,
    target: i64,
    order: &[ApplicationId],
    persons: &[PersonId],
) -> Result<Task, Problem> {
    let number = |count: i64| usize::try_from(count).map_err(Problem::broken);
    let (least, target) = (number(call.reviews_min)?, number(target)?);
    let mut present: HashMap<ApplicationId, usize> = HashMap::new();
    for ((application, _), state) in &ground.known {
        if state.is_open() || state.is_valid() {
            *present.entry(*application).or_default() += 1;
        }
    }
    let (mut needs, mut choices, mut districts) = (Vec::new(), Vec::new(), HashMap::new());
    for (need, id) in order.iter().enumerate() {
        let has = present.get(id).copied().unwrap_or_default();
        let wanted = target.saturating_sub(has);
        needs.push(Need {
            least: least.saturating_sub(has),
            wanted,
        });
        let Some(case) = ground.cases.get(id).filter(|_| wanted > 0) else {
            continue;
        };
        for (load, person) in persons.iter().enumerate() {
            if ground.verdict(*id, *person) != Verdict::New {
                continue;
            }
            let district = ground.conflicts.district(case, *person);
            districts.insert((need, load), district);
            choices.push(Choice {
                need,
                load,
                cost: match district {
                    District::Other => 0,
                    District::Unknown => 1,
                    District::Same => 2,
                },
            });
        }
    }
    Ok((needs, choices, districts))
}
