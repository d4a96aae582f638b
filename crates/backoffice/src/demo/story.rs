//! What happened in the demo before the visitor came: one round from publication to running support, one round in
//! assessment, one open now, one in review. Every step is a use case of the product, done by the person who may.

use anyhow::{Context as _, bail};
use applications::usecases::{self as cases, Decide, Propose, SaveCheck};
use applications::{ApplicationState, CheckItem, Checked, Filter, ProposalVerb, ReasonCode};
use assessment::{Assign, Declare, Interest, SaveScores, Score, Scores};
use base::{AwardRounding, Cents, Ctx, Deadline, Minutes, Rate, Role, Scope, calendar};
use base_web::imports;
use calls::{
    AllocationMode, Approve, BudgetYear, CallId, Create, Criterion, DeadlineKind, FinancingType, FundingMode,
    StartSelection, SubmitForReview, Terms,
};
use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use grants::{Accept, Channel, Countersign, GrantState, Issue};
use municipalities::BodyType;
use people::Assign as AssignRole;
use selection::{NewMember, Opened, PlanMeeting, RecordList, SaveAllocation, Votes};

use super::cast::{Cast, day};
use super::programme::{SetUp, at};
use crate::house::House;

/// Grants that are issued and accepted in the demo; the others wait for the visitor.
const ISSUED: usize = 6;
/// Of these, accompanied by a team.
const ACCOMPANIED: usize = 3;

/// The stage on which the story plays.
struct Stage<'a> {
    house: &'a House,
    set: &'a SetUp,
    cast: &'a Cast,
}

pub async fn play(house: &House, set: &SetUp, cast: &Cast) -> anyhow::Result<()> {
    let stage = Stage { house, set, cast };
    let first = stage.first_round().await.context("the first round")?;
    stage.second_round().await.context("the round in assessment")?;
    stage.open_round().await.context("the open round")?;
    stage.draft_round().await.context("the round in review")?;
    stage.support(first).await.context("support and exchange")
}

impl Stage<'_> {
    fn ctx(&self, who: &str, at: DateTime<Utc>) -> anyhow::Result<Ctx> {
        self.cast.at(who, at)
    }

    /// The people again, with roles that were given meanwhile.
    async fn cast_now(&self) -> anyhow::Result<Cast> {
        Cast::load(self.house).await
    }

    fn terms(
        &self,
        title_de: String,
        title_en: String,
        opens_at: DateTime<Utc>,
        last_day: NaiveDate,
        years: Vec<BudgetYear>,
    ) -> Terms {
        let texts = &self.set.texts;
        let purpose = texts.join(&["purpose", "what_is_funded"]);
        let eligible = texts.join(&["who_may_apply"]);
        let how = texts.join(&["selection", "exchange"]);
        Terms {
            title_de,
            title_en,
            purpose_de: purpose.de,
            purpose_en: purpose.en,
            eligible_de: eligible.de,
            eligible_en: eligible.en,
            how_de: how.de,
            how_en: how.en,
            easy_de: texts.join(&["easy"]).de,
            opens_at,
            deadline: Deadline::end_of(last_day),
            deadline_kind: DeadlineKind::CutOff,
            funding_mode: FundingMode::InKind,
            financing_type: FinancingType::FixedAmount,
            rate: Rate::WHOLE,
            cap: Cents(4_000_000),
            minimum: Cents(250_000),
            rounding: AwardRounding::EuroDown,
            allocation_mode: AllocationMode::RankFullStop,
            budget_line_id: Some(self.set.line),
            budget_years: years,
            criteria: self.criteria(),
            body_types: vec![
                BodyType::Gemeinde,
                BodyType::Stadt,
                BodyType::Stadtkreis,
                BodyType::Landkreis,
                BodyType::Gvv,
                BodyType::Vvg,
            ],
            territory: "08".to_owned(),
            project_from: Some(last_day + Duration::days(120)),
            project_until: Some(last_day + Duration::days(650)),
            reviews_min: 2,
            reviews_target: 2,
            threshold_total: Some(Rate(6_000)),
            threshold_criterion: None,
            form_version: 1,
        }
    }

    fn criteria(&self) -> Vec<Criterion> {
        let texts = &self.set.texts.criterion;
        texts
            .iter()
            .map(|text| Criterion {
                code: text.code.clone(),
                label_de: text.label_de.clone(),
                label_en: text.label_en.clone(),
                weight: text.weight,
                anchor_de: text.anchor_de.clone(),
                anchor_en: text.anchor_en.clone(),
            })
            .collect()
    }

    /// Drafts a call and takes it to review; the assessors get their role in it.
    async fn draft(&self, code: &str, terms: Terms, when: DateTime<Utc>) -> anyhow::Result<CallId> {
        let db = &self.house.app.db;
        let create = Create {
            programme: self.set.programme,
            code: code.to_owned(),
            number_prefix: String::new(),
            terms,
        };
        let call = calls::create(db, &self.ctx("SB", when)?, create)
            .await
            .context("drafting the call")?;
        let operator = Ctx {
            now: when,
            ..crate::cli::operator(self.house)
        };
        let unit = db.write(&operator).await?;
        for assessor in ["AS", "AS2"] {
            let scope = Scope::Call(call.0);
            let from_on = calendar::local_date(when);
            let role = AssignRole {
                person: self.cast.id(assessor)?,
                role: Role::AS,
                scope,
                from_on,
                until_on: None,
            };
            people::assign_in(&unit, role).await?;
        }
        unit.commit().await?;
        let version = calls::call(db.reader(), call).await?.version;
        calls::submit_for_review(db, &self.ctx("SB", when)?, SubmitForReview { call, version })
            .await
            .context("to review")?;
        Ok(call)
    }

    /// Two approvals, then open.
    async fn publish(&self, call: CallId, when: DateTime<Utc>) -> anyhow::Result<()> {
        let db = &self.house.app.db;
        for (who, role) in [("RL", Role::RL), ("BfdH", Role::BfdH)] {
            let version = calls::call(db.reader(), call).await?.version;
            let approve = Approve {
                call,
                version,
                role: Some(role),
            };
            calls::approve(db, &self.ctx(who, when)?, approve)
                .await
                .with_context(|| format!("approval by {who}"))?;
        }
        let opens_at = calls::call(db.reader(), call).await?.opens_at;
        calls::open(db, &Ctx::system("call-open", opens_at), call)
            .await
            .context("opening")?;
        Ok(())
    }

    async fn close(&self, call: CallId) -> anyhow::Result<()> {
        let db = &self.house.app.db;
        let deadline = calls::call(db.reader(), call).await?.deadline.instant();
        calls::close(db, &Ctx::system("call-close", deadline), call)
            .await
            .context("closing")?;
        Ok(())
    }

    /// Imports a list as an officer does: dry run, then apply.
    async fn import(&self, ctx: &Ctx, name: &str, bytes: &[u8], code: &str) -> anyhow::Result<()> {
        let app = &self.house.app;
        let kind = imports::kind_of(app, "applications")?;
        let (run, report) =
            imports::check(app, ctx, kind, name, bytes.to_vec(), Some(code.to_owned())).await?;
        if report.exit_code() != 0 {
            bail!(
                "the demo's list {name} has errors: {:?}",
                report.rows.iter().find(|row| !row.messages.is_empty())
            );
        }
        imports::apply_by_id(app, ctx, run).await?;
        Ok(())
    }

    async fn in_state(
        &self,
        ctx: &Ctx,
        call: CallId,
        states: &[ApplicationState],
    ) -> anyhow::Result<Vec<applications::Application>> {
        Ok(applications::of_call(self.house.app.db.reader(), ctx, call, states).await?)
    }

    /// The formal check of everything that came in time; the late ones are rejected by two persons.
    async fn check_all(&self, call: CallId, when: DateTime<Utc>) -> anyhow::Result<()> {
        let db = &self.house.app.db;
        let officer = self.ctx("SB", when)?;
        for late in self.in_state(&officer, call, &[ApplicationState::Late]).await? {
            let propose = Propose {
                application: late.id,
                verb: ProposalVerb::Reject,
                reason_code: ReasonCode::Deadline,
                reason: "Der Antrag ging nach Ablauf der Ausschlussfrist ein.".to_owned(),
            };
            cases::propose(db, &officer, propose)
                .await
                .context("proposing a rejection")?;
            let decide = Decide {
                application: late.id,
                confirm: true,
                remark: String::new(),
            };
            cases::decide(db, &self.ctx("RL", when)?, decide)
                .await
                .context("deciding a rejection")?;
        }
        cases::start_all_checks(db, &officer, call)
            .await
            .context("starting the checks")?;
        let open = self
            .in_state(&officer, call, &[ApplicationState::InCheck])
            .await?;
        for application in &open {
            let items = CheckItem::ALL
                .iter()
                .map(|item| Checked {
                    item: *item,
                    fulfilled: true,
                    remark: String::new(),
                })
                .collect();
            let save = SaveCheck {
                application: application.id,
                version: application.version,
                items,
                first_contract_on: None,
                early_start_from: None,
            };
            cases::save_check(db, &officer, save)
                .await
                .with_context(|| format!("check of {}", application.label()))?;
        }
        let ids: Vec<_> = open.iter().map(|application| application.id).collect();
        for result in cases::complete_all(db, &officer, &ids).await? {
            if let Some(problem) = result.problem {
                bail!("{} is not complete: {problem}", result.label);
            }
        }
        Ok(())
    }

    /// Both assessors declare and score. `handed_in`: how many of each assessor's reviews are submitted.
    async fn assess(&self, call: CallId, when: DateTime<Utc>, handed_in: usize) -> anyhow::Result<()> {
        let db = &self.house.app.db;
        let cast = self.cast_now().await?;
        let officer = self.ctx("SB", when)?;
        let complete = self
            .in_state(&officer, call, &[ApplicationState::Complete])
            .await?;
        let assign = Assign {
            call,
            applications: complete.iter().map(|application| application.id).collect(),
            assessors: vec![cast.id("AS")?, cast.id("AS2")?],
            due_on: Some(calendar::local_date(when + Duration::days(21))),
        };
        assessment::assign(db, &officer, assign)
            .await
            .context("assigning")?;
        for (number, who) in ["AS", "AS2"].into_iter().enumerate() {
            let ctx = cast.at(who, when + Duration::days(10))?;
            let reviews = assessment::reviews_of_person(db.reader(), &ctx).await?;
            let of_call: Vec<_> = reviews
                .into_iter()
                .filter(|review| review.call_id == call)
                .collect();
            for (index, review) in of_call.iter().take(handed_in).enumerate() {
                let declare = Declare {
                    review: review.review,
                    interest: Interest::None,
                    reason: String::new(),
                };
                assessment::declare(db, &ctx, declare)
                    .await
                    .context("declaring")?;
                let version = assessment::open_review(db, &ctx, review.review)
                    .await
                    .context("opening a review")?
                    .review
                    .version;
                let scores = SaveScores {
                    scores: points(index, number),
                    comment: String::new(),
                    recommendation: String::new(),
                    version,
                };
                assessment::submit(db, &ctx, review.review, scores)
                    .await
                    .context("handing in a review")?;
            }
        }
        Ok(())
    }

    /// From publication to issued grants.
    async fn first_round(&self) -> anyhow::Result<CallId> {
        let db = &self.house.app.db;
        let texts = &self.set.texts.call;
        let years = vec![
            BudgetYear {
                year: 2026,
                cash: Cents(42_000_000),
                commitment: Cents(0),
            },
            BudgetYear {
                year: 2027,
                cash: Cents(0),
                commitment: Cents(50_000_000),
            },
        ];
        let opens_at = at(2026, 1, 12, 8)?;
        let terms = self.terms(
            texts.title_de.clone(),
            texts.title_en.clone(),
            opens_at,
            day(2026, 3, 6),
            years,
        );
        let call = self.draft("IBZ-2026A", terms, at(2025, 11, 20, 10)?).await?;
        self.publish(call, at(2025, 12, 8, 11)?).await?;
        self.close(call).await?;
        let list = include_bytes!("../../../../fixtures/demo/applications_2026.xlsx");
        self.import(
            &self.ctx("SB", at(2026, 3, 12, 9)?)?,
            "Bewerbungen_2026.xlsx",
            list,
            "IBZ-2026A",
        )
        .await?;
        self.check_all(call, at(2026, 3, 16, 9)?).await?;
        self.assess(call, at(2026, 3, 20, 9)?, usize::MAX).await?;
        let version = calls::call(db.reader(), call).await?.version;
        calls::begin_selection(
            db,
            &self.ctx("SB", at(2026, 4, 13, 9)?)?,
            StartSelection { call, version },
        )
        .await
        .context("to selection")?;
        assessment::freeze_ranking(db, &self.ctx("GS", at(2026, 4, 13, 10)?)?, call, "")
            .await
            .context("freezing the ranking")?;
        self.decide(call).await.context("the meeting")?;
        self.award(call).await.context("the awards")?;
        Ok(call)
    }

    /// Allocation, meeting, minutes, release.
    async fn decide(&self, call: CallId) -> anyhow::Result<()> {
        let db = &self.house.app.db;
        let secretary = |when| self.ctx("GS", when);
        let allocation = SaveAllocation {
            call,
            mode: AllocationMode::RankFullStop,
            amounts: std::collections::HashMap::new(),
            reason: String::new(),
        };
        let number = selection::save_allocation(db, &secretary(at(2026, 4, 14, 9)?)?, allocation)
            .await
            .context("allocation")?;
        selection::approve_allocation(db, &self.ctx("BfdH", at(2026, 4, 15, 9)?)?, call, number)
            .await
            .context("its approval")?;
        let first = secretary(at(2026, 4, 15, 14)?)?;
        let committee =
            selection::create_committee(db, &first, self.set.programme, "Steuerungsgruppe des Landes")
                .await?;
        for (name, institution, email, has_vote, is_chair) in SEATS {
            let member = NewMember {
                name: (*name).to_owned(),
                institution: (*institution).to_owned(),
                email: (*email).to_owned(),
                has_vote: *has_vote,
                is_chair: *is_chair,
                is_secretary: *institution == "Geschäftsstelle",
                deputy_name: String::new(),
                from_on: Some(self.set.first_day),
            };
            selection::put_member(db, &first, committee, member)
                .await
                .with_context(|| (*name).to_owned())?;
        }
        let plan = PlanMeeting {
            committee,
            call,
            starts_at: at(2026, 5, 5, 10)?,
            place: "Stuttgart, Großer Sitzungssaal".to_owned(),
            earlier: None,
        };
        let meeting = selection::plan(db, &first, plan).await.context("planning")?;
        selection::invite(db, &first, meeting).await.context("inviting")?;
        let cast = self.cast_now().await?;
        let chair = cast.at("SV", at(2026, 5, 5, 10)?)?;
        let members = selection::members(db.reader(), committee, day(2026, 5, 5)).await?;
        let voting: Vec<_> = members.iter().filter(|member| member.has_vote).collect();
        let present = voting.iter().map(|member| (member.id, String::new())).collect();
        let presides = voting
            .iter()
            .find(|member| member.is_chair)
            .map(|member| member.id);
        selection::open(
            db,
            &chair,
            meeting,
            Opened {
                present,
                chair: presides,
            },
        )
        .await
        .context("opening the meeting")?;
        let yes = i64::try_from(voting.len())?;
        let list = RecordList {
            votes: Votes {
                yes,
                no: 0,
                abstain: 0,
            },
            chair_vote: None,
        };
        selection::record_list(db, &chair, meeting, list)
            .await
            .context("the vote")?;
        selection::close(db, &chair, meeting)
            .await
            .context("closing the meeting")?;
        let secretary = secretary(at(2026, 5, 6, 9)?)?;
        selection::draft_minutes(db, &secretary, meeting, "")
            .await
            .context("the minutes")?;
        let (record, _) = selection::meeting(db.reader(), &secretary, meeting).await?;
        let hash = record.minutes_sha256.context("minutes have a hash")?;
        selection::sign_minutes(db, &cast.at("SV", at(2026, 5, 12, 9)?)?, meeting, &hash)
            .await
            .context("the chair's signature")?;
        selection::sign_minutes(db, &self.ctx("GS", at(2026, 5, 12, 10)?)?, meeting, &hash)
            .await
            .context("the secretary's signature")?;
        selection::apply_results(db, &self.ctx("GS", at(2026, 5, 13, 9)?)?, meeting)
            .await
            .context("the results")?;
        let head = self.ctx("RL", at(2026, 5, 18, 9)?)?;
        selection::release(db, &head, call).await.context("the release")?;
        Ok(())
    }

    /// Grants prepared and signed for all, issued and accepted for the first.
    async fn award(&self, call: CallId) -> anyhow::Result<()> {
        let app = &self.house.app;
        let db = &app.db;
        for outcome in grants::prepare_all(db, &self.ctx("SB", at(2026, 5, 20, 9)?)?, call).await? {
            outcome
                .result
                .with_context(|| format!("preparing {}", outcome.number))?;
        }
        let budget = self.ctx("BfdH", at(2026, 5, 22, 9)?)?;
        let prepared = grants::of_call(db.reader(), &budget, call, &[GrantState::Prepared]).await?;
        for grant in prepared.iter().take(ISSUED + 4) {
            for (who, role) in [("BfdH", Role::BfdH), ("RL", Role::RL)] {
                let sign = Countersign {
                    grant: grant.id,
                    version: None,
                    role: Some(role),
                };
                grants::countersign(db, &self.ctx(who, at(2026, 5, 22, 10)?)?, sign)
                    .await
                    .with_context(|| grant.number.clone())?;
            }
        }
        for grant in prepared.iter().take(ISSUED) {
            let head = self.ctx("RL", at(2026, 5, 28, 9)?)?;
            let issue = Issue {
                grant: grant.id,
                version: None,
                channel: Channel::Portal,
            };
            grants::issue(db, &app.files, &head, issue)
                .await
                .with_context(|| format!("issuing {}", grant.number))?;
            let remark = "Unterschriebene Kooperationsvereinbarung liegt vor.".to_owned();
            let accept = Accept {
                grant: grant.id,
                version: None,
                remark,
            };
            grants::accept(db, &self.ctx("SB", at(2026, 6, 8, 9)?)?, accept)
                .await
                .with_context(|| format!("accepting {}", grant.number))?;
        }
        Ok(())
    }

    /// A round whose reviews are being written.
    async fn second_round(&self) -> anyhow::Result<()> {
        let years = vec![BudgetYear {
            year: 2027,
            cash: Cents(20_000_000),
            commitment: Cents(0),
        }];
        let terms = self.terms(
            "Aufruf 2026 II: Beteiligung in kleinen Gemeinden".to_owned(),
            "Call 2026 II: participation in small municipalities".to_owned(),
            at(2026, 8, 3, 8)?,
            day(2026, 9, 30),
            years,
        );
        let call = self.draft("IBZ-2026B", terms, at(2026, 6, 22, 10)?).await?;
        self.publish(call, at(2026, 7, 6, 11)?).await?;
        self.close(call).await?;
        let list = include_bytes!("../../../../fixtures/demo/applications_2026b.csv");
        self.import(
            &self.ctx("SB", at(2026, 10, 5, 9)?)?,
            "Bewerbungen_2026_II.csv",
            list,
            "IBZ-2026B",
        )
        .await?;
        self.check_all(call, at(2026, 10, 8, 9)?).await?;
        self.assess(call, at(2026, 10, 12, 9)?, 4).await
    }

    /// A round that is open now, with a municipality's draft in it.
    async fn open_round(&self) -> anyhow::Result<()> {
        let db = &self.house.app.db;
        let today = calendar::local_date(self.set.now);
        let next_year = i64::from(today.year()) + 1;
        let years = vec![BudgetYear {
            year: next_year,
            cash: Cents(10_000_000),
            commitment: Cents(0),
        }];
        let opens_at = calendar::day_start(today - Duration::days(20)) + Duration::hours(8);
        let terms = self.terms(
            format!("Aufruf {next_year}: Integration vor Ort gemeinsam gestalten"),
            format!("Call {next_year}: shaping integration together, locally"),
            opens_at,
            today + Duration::days(30),
            years,
        );
        let code = format!("IBZ-{next_year}A");
        let call = self.draft(&code, terms, opens_at - Duration::days(25)).await?;
        self.publish(call, opens_at - Duration::days(18)).await?;
        let leimen = municipalities::find_by_key(db.reader(), "08226041")
            .await?
            .context("Leimen is in the register")?;
        let fields = applications::DraftFields {
            title: "Nachbarschaft verbindet".to_owned(),
            summary: "Die Stadt möchte mit Einwohnerinnen und Einwohnern aus allen Stadtteilen ein Konzept für das \
                      Zusammenleben entwickeln und dafür feste Formate der Beteiligung schaffen."
                .to_owned(),
            contact_name: "Integrationsbeauftragte (Demo)".to_owned(),
            contact_role: "Stabsstelle Integration".to_owned(),
            contact_email: "integration@leimen.example".to_owned(),
            requested: Cents(3_850_000),
            ..applications::DraftFields::default()
        };
        let draft = cases::CreateDraft {
            call,
            lead: leimen.id,
            fields,
            lead_share: None,
        };
        cases::create_draft(db, &self.ctx("KE", self.set.now - Duration::days(2))?, draft)
            .await
            .context("a draft")?;
        Ok(())
    }

    /// A round that two persons still have to approve.
    async fn draft_round(&self) -> anyhow::Result<()> {
        let today = calendar::local_date(self.set.now);
        let next_year = i64::from(today.year()) + 1;
        let years = vec![BudgetYear {
            year: next_year,
            cash: Cents(10_000_000),
            commitment: Cents(0),
        }];
        let mut terms = self.terms(
            format!("Aufruf {next_year} II: Zuschüsse für Begegnungsorte"),
            format!("Call {next_year} II: grants for places to meet"),
            calendar::day_start(today + Duration::days(60)) + Duration::hours(8),
            today + Duration::days(130),
            years,
        );
        terms.funding_mode = FundingMode::CashGrant;
        terms.financing_type = FinancingType::Share;
        terms.rate = Rate(8_000);
        self.draft(
            &format!("IBZ-{next_year}B"),
            terms,
            self.set.now - Duration::days(3),
        )
        .await?;
        Ok(())
    }

    /// Teams, hours, a network meeting and a practice report.
    async fn support(&self, call: CallId) -> anyhow::Result<()> {
        let app = &self.house.app;
        let db = &app.db;
        let coordination = self.ctx("PK", at(2026, 6, 10, 9)?)?;
        let pool = include_bytes!("../../../../fixtures/workbooks/pool.xlsx");
        let kind = imports::kind_of(app, "pool")?;
        let (run, report) =
            imports::check(app, &coordination, kind, "pool.xlsx", pool.to_vec(), None).await?;
        if report.unreadable.is_some() || report.exit_code() != 0 {
            bail!("the demo's pool has errors: {report:?}");
        }
        imports::apply_by_id(app, &coordination, run).await?;
        let mut own = Vec::new();
        for (key, name) in [
            ("PB", "Prozessbegleitung 1 (Demo)"),
            ("PB2", "Prozessbegleitung 2 (Demo)"),
        ] {
            let new = facilitation::NewFacilitator {
                programme: self.set.programme.0,
                name: name.to_owned(),
                firm: "Moderationsbüro (Demo)".to_owned(),
                email: self.cast.email(key)?,
                phone: String::new(),
                regions: "Stuttgart, Karlsruhe, Freiburg, Tübingen".to_owned(),
                focus: "Bürgerbeteiligung".to_owned(),
                languages: "Deutsch, Englisch".to_owned(),
                day_rate: Cents(95_000),
                vat_liable: true,
                available_from: None,
                max_days_month: Some(12),
            };
            own.push(
                facilitation::add_facilitator(db, &coordination, new)
                    .await
                    .context("the pool")?,
            );
        }
        let grants: Vec<_> = facilitation::to_fill(db.reader(), self.set.programme.0).await?;
        for (index, grant) in grants
            .iter()
            .filter(|grant| grant.call_id == call)
            .take(ACCOMPANIED)
            .enumerate()
        {
            self.accompany(grant.id, own[0], index)
                .await
                .with_context(|| format!("accompanying {}", grant.body_name))?;
        }
        self.exchange().await
    }

    async fn accompany(
        &self,
        grant: grants::GrantId,
        facilitator: facilitation::FacilitatorId,
        index: usize,
    ) -> anyhow::Result<()> {
        let db = &self.house.app.db;
        let coordination = |when| self.ctx("PK", when);
        let propose = facilitation::Propose {
            grant,
            team: vec![facilitator],
        };
        let engagement = facilitation::propose(db, &coordination(at(2026, 6, 11, 9)?)?, propose)
            .await
            .context("proposing")?;
        facilitation::answer(db, &self.ctx("PB", at(2026, 6, 15, 9)?)?, engagement, true, "")
            .await
            .context("answering")?;
        let prepare = facilitation::Prepare {
            engagement,
            contract_no: format!("V-2026-{:03}", index + 1),
            contingent: Minutes(120 * 60),
            day_rate: Cents(95_000),
            vat: facilitation::rules::VAT,
            from_on: day(2026, 7, 1),
            until_on: day(2027, 12, 31),
        };
        facilitation::prepare(db, &coordination(at(2026, 6, 18, 9)?)?, prepare)
            .await
            .context("preparing")?;
        let assign = facilitation::Assign { engagement };
        facilitation::assign(db, &self.ctx("SB", at(2026, 6, 22, 9)?)?, assign)
            .await
            .context("assigning")?;
        let start = facilitation::Start {
            engagement,
            first_talk_on: day(2026, 7, 2),
        };
        facilitation::start(db, &self.ctx("PB", at(2026, 7, 2, 9)?)?, start)
            .await
            .context("starting")?;
        super::hours::book(self.house, self.cast, engagement, index).await
    }

    async fn exchange(&self) -> anyhow::Result<()> {
        let db = &self.house.app.db;
        let coordination = self.ctx("PK", self.set.now - Duration::days(10))?;
        let today = calendar::local_date(self.set.now);
        let start = calendar::day_start(today + Duration::days(25)) + Duration::hours(10);
        let event = exchange::NewEvent {
            programme: self.set.programme.0,
            title: "Erstes Netzwerktreffen".to_owned(),
            agenda: "Begrüßung\nDrei Kommunen berichten\nArbeitsgruppen zu Beteiligungsformaten\nAusblick"
                .to_owned(),
            place: "Pforzheim, Kulturhaus".to_owned(),
            link: String::new(),
            access_info: "Stufenloser Zugang, Induktionsanlage; Gebärdensprache auf Wunsch".to_owned(),
            starts_at: start,
            ends_at: start + Duration::hours(6),
            registration_until_at: calendar::day_start(today + Duration::days(18)),
            capacity: 60,
            per_body: 2,
        };
        let event = exchange::plan(db, &coordination, event)
            .await
            .context("an event")?;
        exchange::publish_event(db, &coordination, event)
            .await
            .context("its publication")?;
        let guest = self.ctx("KE2", self.set.now - Duration::days(8))?;
        let register = exchange::Register {
            event,
            organisation: "Stadt Meßkirch".to_owned(),
            body: None,
            needs: String::new(),
        };
        exchange::register(db, &guest, register)
            .await
            .context("a registration")?;
        self.practice().await
    }

    async fn practice(&self) -> anyhow::Result<()> {
        let db = &self.house.app.db;
        let facilitator = self
            .cast_now()
            .await?
            .at("PB", self.set.now - Duration::days(30))?;
        let filter = Filter::default();
        let cases = applications::list(
            db.reader(),
            &facilitator,
            &filter,
            base_db::PageRequest::default(),
        )
        .await?;
        let Some(case) = cases.items.first() else {
            bail!("the facilitator sees no case")
        };
        let text = exchange::ReportText {
            title: format!("{}: mit Hausbesuchen ins Gespräch kommen", case.lead_name),
            situation: "Viele Familien kannten die Angebote der Stadt nicht.".to_owned(),
            approach: "Ehrenamtliche besuchten Familien zu Hause und luden zu drei Werkstätten ein."
                .to_owned(),
            result: "An den Werkstätten nahmen doppelt so viele Menschen teil wie erwartet.".to_owned(),
            experience: "Persönliche Einladungen wirken besser als Plakate.".to_owned(),
            tips: "Früh Schlüsselpersonen ansprechen und Kinderbetreuung anbieten.".to_owned(),
            easy: "Helfer haben Familien zu Hause besucht. Danach kamen viele zu den Treffen.".to_owned(),
            consent: true,
        };
        let report = exchange::write_report(db, &facilitator, case.id, text)
            .await
            .context("a practice report")?;
        exchange::submit_report(db, &facilitator, report)
            .await
            .context("handing it in")?;
        let when = self.set.now - Duration::days(20);
        exchange::approve_report(db, &self.ctx("PK", when)?, report)
            .await
            .context("approving it")?;
        exchange::publish_report(db, &self.ctx("PK2", when)?, report)
            .await
            .context("publishing it")?;
        Ok(())
    }
}

/// The seats of handbook 4.1; those with an account have its address.
const SEATS: &[(&str, &str, &str, bool, bool)] = &[
    (
        "Vorsitz Steuerungsgruppe (Demo)",
        "Ministerium für Soziales und Integration",
        "vorsitz@steuerungsgruppe.example",
        true,
        true,
    ),
    (
        "Mitglied Steuerungsgruppe (Demo)",
        "Städtetag",
        "mitglied@steuerungsgruppe.example",
        true,
        false,
    ),
    (
        "Mitglied Ministerium (Demo)",
        "Ministerium für Soziales und Integration",
        "mitglied3@steuerungsgruppe.example",
        true,
        false,
    ),
    (
        "Mitglied Staatsministerium (Demo)",
        "Staatsministerium",
        "mitglied4@steuerungsgruppe.example",
        true,
        false,
    ),
    (
        "Mitglied Landkreistag (Demo)",
        "Landkreistag",
        "mitglied5@steuerungsgruppe.example",
        true,
        false,
    ),
    (
        "Mitglied Gemeindetag (Demo)",
        "Gemeindetag",
        "mitglied6@steuerungsgruppe.example",
        true,
        false,
    ),
    (
        "Mitglied Migrantenvertretung 1 (Demo)",
        "Landesverband der kommunalen Migrantenvertretungen",
        "mitglied7@steuerungsgruppe.example",
        true,
        false,
    ),
    (
        "Mitglied Migrantenvertretung 2 (Demo)",
        "Landesverband der kommunalen Migrantenvertretungen",
        "mitglied8@steuerungsgruppe.example",
        true,
        false,
    ),
    (
        "Mitglied Zivilgesellschaft (Demo)",
        "Zivilgesellschaft",
        "mitglied9@steuerungsgruppe.example",
        true,
        false,
    ),
    (
        "Geschäftsstelle (Demo)",
        "Geschäftsstelle",
        "geschaeftsstelle@ministerium.example",
        false,
        false,
    ),
];

/// Points of one assessor: varied, never so far apart that a talk is needed, and none that needs words.
fn points(index: usize, assessor: usize) -> Scores {
    (0..7)
        .map(|criterion| {
            let step = (index * 7 + criterion * 5 + assessor) % 6;
            let points = if step < 2 { 3 } else { 4 };
            (
                format!("K{}", criterion + 1),
                Score {
                    points: Some(points),
                    reason: String::new(),
                },
            )
        })
        .collect()
}
