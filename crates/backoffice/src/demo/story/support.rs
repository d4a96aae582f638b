//! After the awards: teams, hours, a network meeting and a practice report.

use anyhow::{Context as _, bail};
use applications::Filter;
use base::{Cents, Minutes, calendar};
use base_web::imports;
use calls::CallId;
use chrono::Duration;

use super::{HOME, Stage};
use crate::demo::cast::day;
use crate::demo::hours;
use crate::demo::programme::at;

/// Issued grants that are accompanied by a team.
const ACCOMPANIED: usize = 3;

impl Stage<'_> {
    /// Teams, hours, a network meeting and a practice report.
    pub(super) async fn support(&self, call: CallId) -> anyhow::Result<()> {
        let app = &self.house.app;
        let db = &app.db;
        let coordination = self.ctx("PK", at(2026, 6, 10, 9)?)?;
        let pool = include_bytes!("../../../../../fixtures/workbooks/pool.xlsx");
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
        let mut grants = facilitation::to_fill(db.reader(), self.set.programme.0).await?;
        grants.sort_by_key(|grant| !grant.body_name.contains(HOME));
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
        hours::book(self.house, self.cast, engagement, index).await
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
