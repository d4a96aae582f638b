//! What happened in the demo before the visitor came: a round of cash grants that are being paid and accounted for, one
//! round from publication to running support, one in assessment, one open now, one in review. Every step is a use case of the product, done by the person who may.

mod cash;
mod meeting;
mod support;

use anyhow::{Context as _, bail};
use applications::usecases::{self as cases, Decide, Propose, SaveCheck};
use applications::{ApplicationState, CheckResult, Checked, ProposalVerb, ReasonCode};
use assessment::{Assign, Declare, Interest, SaveScores, Score, Scores};
use base::{AwardRounding, Cents, Ctx, Deadline, Rate, Role, Scope, calendar};
use base_web::imports;
use calls::{
    AllocationMode, Approve, BudgetYear, CallId, Create, Criterion, DeadlineKind, DocumentItem, Example,
    FileKind, FinancingType, FundingMode, Outcome, StartSelection, SubmitForReview, Terms,
};
use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use grants::{Accept, Channel, Countersign, GrantState, Issue};
use municipalities::BodyType;
use people::Assign as AssignRole;

use super::cast::{Cast, day};
use super::programme::{SetUp, at};
use crate::house::House;

/// Grants that are issued and accepted in the demo; the others wait for the visitor.
const ISSUED: usize = 6;

/// The municipality whose people have accounts in the demo.
const HOME: &str = "Leimen";

/// The stage on which the story plays.
struct Stage<'a> {
    house: &'a House,
    set: &'a SetUp,
    cast: &'a Cast,
}

pub async fn play(house: &House, set: &SetUp, cast: &Cast) -> anyhow::Result<()> {
    let stage = Stage { house, set, cast };
    stage.cash_round().await.context("the round of cash grants")?;
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
            grace_minutes: 10,
            documents: documents(),
            examples: examples(last_day),
            ..Terms::default()
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
            let items = applications::queries::check_points(db.reader(), application)
                .await?
                .into_iter()
                .map(|point| Checked {
                    item: point.code,
                    result: CheckResult::Fulfilled,
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
        for (place, who) in ["AS", "AS2"].into_iter().enumerate() {
            let ctx = cast.at(who, when + Duration::days(10))?;
            let reviews = assessment::reviews_of_person(db.reader(), &ctx).await?;
            let of_call: Vec<_> = reviews
                .into_iter()
                .filter(|review| review.call_id == call)
                .collect();
            for review in of_call.iter().take(handed_in) {
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
                    scores: points(serial(&review.number)?, place),
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
        self.decide(call, at(2026, 4, 14, 9)?)
            .await
            .context("the meeting")?;
        self.award(call).await.context("the awards")?;
        Ok(call)
    }

    /// Whoever has a cash grant already gets support beside it when an officer says why both may stand.
    async fn complement(&self, officer: &Ctx, application: uuid::Uuid) -> Result<(), base::Problem> {
        let db = &self.house.app.db;
        let application = applications::ApplicationId(application);
        let mut content = grants::propose(db.reader(), officer, application).await?.content;
        content.double_funding = grants::DoubleFunding::Complementary;
        content.double_funding_reason =
            "Der Zuschuss gilt einem Begegnungsort, die Prozessbegleitung der Verwaltung.".to_owned();
        let prepare = grants::Prepare {
            application,
            content,
            version: None,
        };
        grants::prepare(db, officer, prepare).await.map(drop)
    }

    /// Grants prepared and signed for all, issued and accepted for the first.
    async fn award(&self, call: CallId) -> anyhow::Result<()> {
        let app = &self.house.app;
        let db = &app.db;
        let officer = self.ctx("SB", at(2026, 5, 20, 9)?)?;
        for outcome in grants::prepare_all(db, &officer, call).await? {
            let prepared = match outcome.result {
                Err(base::Problem::Refused {
                    code: "double-funding",
                    ..
                }) => self.complement(&officer, outcome.application_id).await,
                result => result.map(drop),
            };
            prepared.with_context(|| format!("preparing {}", outcome.number))?;
        }
        let budget = self.ctx("BfdH", at(2026, 5, 22, 9)?)?;
        let mut prepared = grants::of_call(db.reader(), &budget, call, &[GrantState::Prepared]).await?;
        // the city with accounts in the demo has an award to look at
        prepared.sort_by_key(|grant| !grant.body_name.contains(HOME));
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
        let mut terms = self.terms(
            format!("Aufruf {next_year}: Integration vor Ort gemeinsam gestalten"),
            format!("Call {next_year}: shaping integration together, locally"),
            opens_at,
            today + Duration::days(30),
            years,
        );
        terms.form_version = calls::form::FULL;
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
        let by = self.ctx("KE", self.set.now - Duration::days(2))?;
        let draft = cases::create_draft(db, &by, draft).await.context("a draft")?;
        let answer = |field: &str, value: &str| cases::Change {
            field: field.to_owned(),
            value: value.into(),
            seen: Some(0),
        };
        let answers = [
            answer("A6a", "Rathausstraße 8"),
            answer("A6b", "69181"),
            answer("A6c", "Leimen"),
            answer("A7", "Stabsstelle Integration"),
            answer(
                "C3",
                "In den Stadtteilen leben Menschen aus über hundert Ländern. Es gibt viele Angebote, aber keinen Ort, \
                 an dem Verwaltung, Vereine und Einwohnerschaft regelmäßig zusammenkommen.",
            ),
        ];
        cases::save_answers(db, &by, draft.id, &answers)
            .await
            .context("the answers of a draft")?;
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
        terms.form_version = calls::form::FULL;
        self.draft(
            &format!("IBZ-{next_year}B"),
            terms,
            self.set.now - Duration::days(3),
        )
        .await?;
        Ok(())
    }
}

/// What applicants may attach.
fn documents() -> Vec<DocumentItem> {
    let item = |code: &str, label_de: &str, label_en: &str, kinds: &[FileKind]| DocumentItem {
        code: code.to_owned(),
        label_de: label_de.to_owned(),
        label_en: label_en.to_owned(),
        is_required: false, // the lists of the demo come without files
        kinds: kinds.to_vec(),
    };
    vec![
        item(
            "D1",
            "Beschluss des zuständigen Gremiums",
            "Decision of the competent body",
            &[FileKind::Pdf],
        ),
        item(
            "D2",
            "Kooperationsvereinbarung oder Absichtserklärung je Partner",
            "Cooperation agreement or letter of intent of each partner",
            &[FileKind::Pdf, FileKind::Docx],
        ),
    ]
}

/// Borderline cases that the officer worked out, true for support in kind and for a share of the costs.
fn examples(last_day: NaiveDate) -> Vec<Example> {
    let example = |label: &str, body_type, key: &str, requested, expected, amount| Example {
        label: label.to_owned(),
        body_type,
        key: key.to_owned(),
        has_begun: false,
        starts_on: Some(last_day + Duration::days(130)),
        ends_on: Some(last_day + Duration::days(600)),
        requested: Cents(requested),
        total_cost: Some(Cents(10_000_000)),
        expected,
        expected_amount: amount,
    };
    vec![
        example(
            "Stadt über dem Höchstbetrag",
            BodyType::Stadt,
            "08416041",
            5_200_000,
            Outcome::Eligible,
            Some(Cents(4_000_000)),
        ),
        example(
            "Gemeinde knapp unter der Bagatellgrenze",
            BodyType::Gemeinde,
            "08",
            249_999,
            Outcome::NotEligible,
            None,
        ),
        example(
            "Stadt in Bayern",
            BodyType::Stadt,
            "09",
            3_000_000,
            Outcome::NotEligible,
            None,
        ),
        Example {
            has_begun: true,
            ..example(
                "Landkreis, Vorhaben schon begonnen",
                BodyType::Landkreis,
                "08415",
                3_000_000,
                Outcome::NotEligible,
                None,
            )
        },
    ]
}

/// Points of one assessor for the application of this number. The numbers are spread over the whole field from convincing
/// to weak; the assessors differ a little, never so far that a talk is needed. A few applications share a place.
fn points(number: usize, assessor: usize) -> Scores {
    const STEPS: usize = 66;
    let quality = number * 41 % (STEPS + 1);
    // the mean of all criteria in 66ths of a point: from 2.8 to 4.6
    let level = 186 + 116 * quality / STEPS;
    (0..7)
        .map(|criterion| {
            let spread = (number * 36 + criterion * 42 + assessor * 16) % STEPS;
            let points = i64::try_from((level + spread) / STEPS).unwrap_or_default();
            let reason = if assessment::rules::needs_reason(points) {
                "Beispielhaft ausgearbeitet und gut belegt.".to_owned()
            } else {
                String::new()
            };
            let score = Score {
                points: Some(points),
                reason,
            };
            (format!("K{}", criterion + 1), score)
        })
        .collect()
}

/// The number of a case within its call: 24 of „IBZ-2026A-0024“.
fn serial(number: &str) -> anyhow::Result<usize> {
    let digits = number.rsplit('-').next().unwrap_or_default();
    digits
        .parse()
        .with_context(|| format!("a serial number in {number}"))
}
