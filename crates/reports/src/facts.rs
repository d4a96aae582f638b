//! Everything a report is made of, read once and as the reader may see it.

use std::collections::HashMap;

use applications::{Application, ApplicationId, ApplicationState, Party, PartyRole};
use assessment::RankedEntry;
use base::{Cents, Ctx, Lang, Minutes, Problem, texts};
use base_db::{Db, Page, PageRequest};
use budget::{BudgetLineId, LineWithPots, Pot, PotKind};
use calls::Call;
use chrono::{Datelike, NaiveDate};
use exchange::{EventState, PracticeReportState};
use facilitation::{Engagement, EngagementId, FacilitatorId};
use grants::{Grant, GrantId, GrantState, Tranche};
use hours::ActivitySum;
use municipalities::{BodyId, BodyType};
use sea_orm::ConnectionTrait;

use crate::access::{self, Sight};
use crate::counting::{Counting, Funnel, Outflow, Project, count};
use crate::{Report, ReportCode, ReportTable};

/// The facts of one call.
pub(crate) struct Facts {
    pub lang: Lang,
    pub call: Call,
    pub sight: Sight,
    /// Everything received that the reader may see, by number.
    pub cases: Vec<Application>,
    pub parties: HashMap<ApplicationId, Vec<Party>>,
    pub kinds: HashMap<BodyId, BodyType>,
    /// The frozen ranking, only of cases above.
    pub ranked: Vec<RankedEntry>,
    /// Issued and not declined, of cases above, by number.
    pub awards: Vec<Grant>,
    pub tranches: HashMap<GrantId, Vec<Tranche>>,
    pub paid: HashMap<ApplicationId, Cents>,
    /// Living engagements of cases above, by number, with the names of their teams.
    pub engagements: Vec<(Engagement, Vec<String>)>,
    /// Their approved time by kind of work; only for R9.
    pub activities: Vec<ActivitySum>,
    /// Their approved time of each day and person, where the contract pays by half days; only for R9.
    pub days: HashMap<EngagementId, Vec<Minutes>>,
    /// The last day on which somebody worked in them; only for R9.
    pub last_worked: HashMap<EngagementId, NaiveDate>,
    /// Network meetings of the programme that took place, and all that were not cancelled.
    pub events: (i64, i64),
    /// Published practice reports of cases above.
    pub practice_reports: i64,
    /// The budget lines of the call's programme with their pots; only for R4.
    pub lines: Vec<LineWithPots>,
    /// What of a year's commitment authority was ordered from the cash of that year meanwhile; only for R4.
    pub called_up: HashMap<(BudgetLineId, i64), Cents>,
    /// The cash of this year over all lines, as it stood at the end of each month; only for R4.
    pub months: Vec<(NaiveDate, Vec<Pot>)>,
    /// Numbers below it are not shown in what leaves the house; only for R1.
    pub small_cell_limit: i64,
    now: chrono::DateTime<chrono::Utc>,
    reader: String,
}

/// Reads what the report needs, and nothing else. The caller has checked that the person may read the report.
pub(crate) async fn load(db: &Db, ctx: &Ctx, call: &Call, report: ReportCode) -> Result<Facts, Problem> {
    let conn = db.reader();
    let sight = access::sight(ctx, call);
    let received: Vec<ApplicationState> = ApplicationState::ALL
        .iter()
        .copied()
        .filter(|state| *state != ApplicationState::Draft)
        .collect();
    let cases = applications::of_call(conn, ctx, call.id, &received).await?;
    let mut facts = Facts {
        lang: ctx.lang,
        call: call.clone(),
        sight,
        parties: HashMap::new(),
        kinds: HashMap::new(),
        ranked: Vec::new(),
        awards: Vec::new(),
        tranches: HashMap::new(),
        paid: HashMap::new(),
        engagements: Vec::new(),
        activities: Vec::new(),
        days: HashMap::new(),
        small_cell_limit: 0,
        last_worked: HashMap::new(),
        events: (0, 0),
        practice_reports: 0,
        lines: Vec::new(),
        called_up: HashMap::new(),
        months: Vec::new(),
        cases,
        now: ctx.now,
        reader: ctx
            .find_person()
            .map(|person| person.name.clone())
            .unwrap_or_default(),
    };
    use ReportCode as R;
    if matches!(report, R::R1 | R::R2 | R::X1) {
        facts.read_parties(conn).await?;
    }
    if matches!(report, R::R1 | R::R2 | R::X1 | R::X3) && sight.scores {
        facts.read_ranking(conn, ctx).await?;
    }
    if matches!(report, R::R1 | R::X3 | R::X5 | R::R5) && sight.money {
        facts.read_awards(conn, ctx).await?;
    }
    if matches!(report, R::R1 | R::R9 | R::X10) && sight.hours {
        facts.read_engagements(conn, ctx).await?;
    }
    if report == R::R9 {
        facts.read_hours(conn).await?;
    }
    if report == R::R1 {
        facts.read_exchange(conn, ctx).await?;
        let parameters = calls::parameters(conn, call.programme_id, facts.today()).await?;
        facts.small_cell_limit = parameters.small_cell_limit;
    }
    if report == R::R4 {
        facts.read_budget(conn).await?;
    }
    Ok(facts)
}

impl Facts {
    fn ids(&self) -> Vec<ApplicationId> {
        self.cases.iter().map(|case| case.id).collect()
    }

    pub fn by_id(&self) -> HashMap<ApplicationId, &Application> {
        self.cases.iter().map(|case| (case.id, case)).collect()
    }

    async fn read_parties(&mut self, conn: &impl ConnectionTrait) -> Result<(), Problem> {
        self.parties = applications::parties(conn, &self.ids()).await?;
        let others = self
            .parties
            .values()
            .flatten()
            .filter(|party| party.role != PartyRole::Lead);
        let mut bodies: Vec<BodyId> = others.map(|party| party.body_id).collect();
        bodies.sort_unstable();
        bodies.dedup();
        let known = municipalities::bodies(conn, &bodies).await?;
        self.kinds = known.into_iter().map(|(id, body)| (id, body.body_type)).collect();
        Ok(())
    }

    async fn read_ranking(&mut self, conn: &impl ConnectionTrait, ctx: &Ctx) -> Result<(), Problem> {
        let Some(ranking) = assessment::latest_ranking(conn, self.call.id).await? else {
            return Ok(());
        };
        // no gap in the ranks says where a case stands from which the person is barred
        let ranking = assessment::as_seen(conn, ctx, ranking).await?;
        let seen = self.by_id();
        let entries = ranking
            .entries
            .into_iter()
            .filter(|entry| seen.contains_key(&entry.application_id));
        self.ranked = entries.collect();
        Ok(())
    }

    async fn read_awards(&mut self, conn: &impl ConnectionTrait, ctx: &Ctx) -> Result<(), Problem> {
        let issued: Vec<GrantState> = GrantState::ALL
            .iter()
            .copied()
            .filter(|state| is_award(*state))
            .collect();
        self.awards = grants::of_call(conn, ctx, self.call.id, &issued).await?;
        let ids: Vec<GrantId> = self.awards.iter().map(|grant| grant.id).collect();
        self.tranches = grants::tranches(conn, &ids).await?;
        let cases: Vec<uuid::Uuid> = self.awards.iter().map(|grant| grant.application_id.0).collect();
        let paid = budget::paid_by_application(conn, &cases).await?;
        self.paid = paid
            .into_iter()
            .map(|(id, cents)| (ApplicationId(id), cents))
            .collect();
        Ok(())
    }

    async fn read_engagements(&mut self, conn: &impl ConnectionTrait, ctx: &Ctx) -> Result<(), Problem> {
        let seen = self.by_id();
        let (mut found, mut next) = (Vec::new(), Some(FIRST));
        while let Some(request) = next {
            let page = facilitation::engagements(conn, ctx, &[], request).await?;
            next = following(&page);
            found.extend(page.items);
        }
        found.retain(|engagement| {
            engagement.state.is_living() && seen.contains_key(&engagement.application_id)
        });
        found.sort_by(|a, b| a.number.cmp(&b.number).then(a.id.cmp(&b.id)));
        let ids: Vec<EngagementId> = found.iter().map(|engagement| engagement.id).collect();
        let members = facilitation::members(conn, &ids).await?;
        let of_teams: Vec<FacilitatorId> = members.iter().map(|member| member.facilitator_id).collect();
        let pool: HashMap<FacilitatorId, String> = facilitation::by_ids(conn, &of_teams)
            .await?
            .into_iter()
            .map(|(id, facilitator)| (id, facilitator.name))
            .collect();
        let team = |id: EngagementId| {
            let of_it = members.iter().filter(|member| member.engagement_id == id);
            let mut names: Vec<String> = of_it
                .filter_map(|member| pool.get(&member.facilitator_id).cloned())
                .collect();
            names.sort();
            names
        };
        let named = found
            .into_iter()
            .map(|engagement| (team(engagement.id), engagement));
        self.engagements = named.map(|(names, engagement)| (engagement, names)).collect();
        Ok(())
    }

    async fn read_hours(&mut self, conn: &impl ConnectionTrait) -> Result<(), Problem> {
        let ids: Vec<EngagementId> = self.engagements.iter().map(|(one, _)| one.id).collect();
        for chunk in ids.chunks(1_000) {
            self.activities
                .extend(hours::approved_by_activity(conn, chunk).await?);
            self.last_worked.extend(hours::last_worked(conn, chunk).await?);
        }
        let by_half_days = self.engagements.iter().filter(|(one, _)| one.half_day_steps);
        let by_half_days: Vec<EngagementId> = by_half_days.map(|(one, _)| one.id).collect();
        for chunk in by_half_days.chunks(1_000) {
            self.days.extend(hours::approved_days(conn, chunk).await?);
        }
        Ok(())
    }

    async fn read_exchange(&mut self, conn: &impl ConnectionTrait, ctx: &Ctx) -> Result<(), Problem> {
        let programme = self.call.programme_id.0;
        let (mut events, mut next) = (Vec::new(), Some(FIRST));
        while let Some(request) = next {
            let page = exchange::events(conn, ctx, request).await?;
            next = following(&page);
            events.extend(page.items);
        }
        events.retain(|event| event.programme_id == programme && event.state != EventState::Cancelled);
        let held = |state| matches!(state, EventState::Held | EventState::Documented);
        self.events = (
            count(events.iter().filter(|event| held(event.state)).count()),
            count(events.len()),
        );
        let (mut published, mut next) = (Vec::new(), Some(FIRST));
        while let Some(request) = next {
            let page = exchange::published(conn, request).await?;
            next = following(&page);
            published.extend(page.items);
        }
        let seen = self.by_id();
        let mine = published.iter().filter(|report| {
            report.state == PracticeReportState::Published
                && seen.contains_key(&ApplicationId(report.application_id))
        });
        self.practice_reports = count(mine.count());
        Ok(())
    }

    async fn read_budget(&mut self, conn: &impl ConnectionTrait) -> Result<(), Problem> {
        for line in budget::lines_of(conn, self.call.programme_id.0).await? {
            let pots = budget::pots(conn, line.id).await?;
            self.lines.push(LineWithPots { line, pots });
        }
        let ids: Vec<BudgetLineId> = self.lines.iter().map(|line| line.line.id).collect();
        self.called_up = grants::called_up(conn, &ids).await?;
        let year = i64::from(self.today().year());
        let cash: Vec<Pot> = self
            .lines
            .iter()
            .flat_map(|line| &line.pots)
            .filter(|pot| pot.year == year && pot.kind == PotKind::Cash)
            .cloned()
            .collect();
        for day in month_ends(self.today()) {
            self.months
                .push((day, budget::stand(conn, cash.clone(), day).await?));
        }
        Ok(())
    }

    /// Awarded and paid of one award.
    pub fn outflow(&self, award: &Grant) -> Outflow {
        Outflow {
            awarded: award.amount,
            paid: self.paid.get(&award.application_id).copied().unwrap_or_default(),
        }
    }

    /// Awarded and paid of all.
    pub fn outflow_sum(&self) -> Outflow {
        self.awards.iter().map(|award| self.outflow(award)).sum()
    }

    /// How many of what was received, or of what was awarded.
    pub fn counting(&self, awarded_only: bool) -> Counting {
        let awarded: std::collections::HashSet<ApplicationId> =
            self.awards.iter().map(|award| award.application_id).collect();
        let projects: Vec<Project<'_>> = self
            .cases
            .iter()
            .filter(|case| !awarded_only || awarded.contains(&case.id))
            .map(|case| {
                (
                    case,
                    self.parties.get(&case.id).map(Vec::as_slice).unwrap_or_default(),
                )
            })
            .collect();
        Counting::of(&projects, &self.kinds, self.call.cap)
    }

    pub fn funnel(&self) -> Funnel {
        let ranked: std::collections::HashSet<ApplicationId> =
            self.ranked.iter().map(|entry| entry.application_id).collect();
        let awarded: std::collections::HashSet<ApplicationId> =
            self.awards.iter().map(|award| award.application_id).collect();
        Funnel::of(&self.cases, |id| ranked.contains(&id), |id| awarded.contains(&id))
    }

    /// Whether an application came after the deadline. Where only the day is known, the day counts.
    pub fn is_late(&self, case: &Application) -> bool {
        case.received_at
            .is_some_and(|at| !self.call.deadline.is_met_by(at))
    }

    /// The day of the figures.
    pub fn today(&self) -> NaiveDate {
        base::calendar::local_date(self.now)
    }

    pub fn t(&self, key: &str) -> String {
        texts::tr(self.lang, key)
    }

    /// A report of this call, to be filled.
    pub fn report(&self, code: ReportCode, tables: Vec<ReportTable>) -> Report {
        Report {
            code,
            lang: self.lang,
            title: self.t(&format!("reports-title-{}", code.code())),
            call_id: self.call.id,
            call_code: self.call.code.clone(),
            call_title: self.call.title(self.lang).to_owned(),
            as_of: self.now,
            reader: self.reader.clone(),
            figures: Vec::new(),
            charts: Vec::new(),
            areas: Vec::new(),
            tables,
            notes: Vec::new(),
        }
    }
}

/// The last days of the months of this year, of the present one today.
fn month_ends(today: NaiveDate) -> Vec<NaiveDate> {
    (1..=today.month())
        .filter_map(|month| NaiveDate::from_ymd_opt(today.year(), month, 1))
        .map(|first| base::calendar::add_months(first, 1).pred_opt().unwrap_or(first))
        .map(|last| last.min(today))
        .collect()
}

/// Bewilligt: issued and not declined (handbook 8).
fn is_award(state: GrantState) -> bool {
    state.is_issued() && state != GrantState::Declined
}

/// The first page of a list that is read as a whole.
const FIRST: PageRequest = PageRequest {
    page: 1,
    per_page: base_db::page::MAX_PER_PAGE,
};

fn following<T>(page: &Page<T>) -> Option<PageRequest> {
    (page.page < page.last_page()).then_some(PageRequest {
        page: page.page + 1,
        ..FIRST
    })
}
