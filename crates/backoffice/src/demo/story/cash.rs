//! A round of cash grants: one is being paid, one waits for its first request, one owes its statement of use, one waits for
//! its signatures. All its days lie before the demo's present, whenever that is.

use anyhow::Context as _;
use base::{Cents, Ctx, Rate, calendar};
use calls::{BudgetYear, CallId, FinancingType, FundingMode, StartSelection};
use chrono::{DateTime, Datelike, Duration, Months, NaiveDate, Utc};
use grants::{Accept, Channel, Countersign, Grant, GrantState, Issue, Prepare, Waive};
use payments::{
    CreateRun, DecideAccount, Details, Draft, EnterAccount, Order, Owner, PaymentRequest, Submit,
};

use super::Stage;

/// Key, name, project, expenditure and wish of those who applied.
const LIST: &[(&str, &str, &str, &str, &str, &str)] = &[
    (
        "08226041",
        "Leimen",
        "Haus der Begegnung",
        "50.000,00 €",
        "40.000,00 €",
        "integration@leimen.example",
    ),
    (
        "08437078",
        "Meßkirch",
        "Treffpunkt Alter Bahnhof",
        "30.000,00 €",
        "24.000,00 €",
        "integration@messkirch.example",
    ),
    (
        "08416",
        "Landkreis Tübingen",
        "Lotsinnen und Lotsen im Landkreis",
        "25.000,00 €",
        "20.000,00 €",
        "integration@kreis-tuebingen.example",
    ),
    (
        "08317065",
        "Lahr/Schwarzwald",
        "Werkstatt Zusammenleben",
        "40.000,00 €",
        "32.000,00 €",
        "integration@lahr.example",
    ),
];

impl Stage<'_> {
    /// The local day that lies `days` before the demo's present, at an hour of work.
    fn ago(&self, days: i64) -> DateTime<Utc> {
        let day = calendar::local_date(self.set.now) - Duration::days(days);
        calendar::day_start(day) + Duration::hours(10)
    }

    /// How many days ago the first request is handed in: what belongs to one payment happens in one budget year.
    fn first_request(&self) -> i64 {
        let year = |days: i64| calendar::local_date(self.ago(days)).year();
        if year(PAYMENT_FROM + 1) == year(PAYMENT_FROM - PAYMENT_DAYS) {
            PAYMENT_FROM
        } else {
            PAYMENT_FROM - 2 * PAYMENT_DAYS
        }
    }

    pub(super) async fn cash_round(&self) -> anyhow::Result<()> {
        let db = &self.house.app.db;
        let call = self.cash_call().await.context("the call")?;
        let closed = calendar::local_date(self.ago(292));
        let rows: String = LIST
            .iter()
            .map(|(key, name, title, total, wish, mail)| {
                format!(
                    "{key};{name};{title};{total};{wish};{};{mail}\n",
                    closed.format("%d.%m.%Y")
                )
            })
            .collect();
        let head = "AGS;Kommune;Projekttitel;Gesamtkosten;Beantragte Summe;Eingang am;E-Mail\n";
        let list = format!("{head}{rows}");
        let officer = self.ctx("SB", self.ago(285))?;
        self.import(&officer, "Antraege_Begegnungsorte.csv", list.as_bytes(), CODE)
            .await?;
        self.check_all(call, self.ago(280)).await?;
        self.assess(call, self.ago(276), usize::MAX).await?;
        let version = calls::call(db.reader(), call).await?.version;
        calls::begin_selection(
            db,
            &self.ctx("SB", self.ago(262))?,
            StartSelection { call, version },
        )
        .await
        .context("to selection")?;
        assessment::freeze_ranking(db, &self.ctx("GS", self.ago(261))?, call, "")
            .await
            .context("freezing the ranking")?;
        self.decide(call, self.ago(260)).await.context("the meeting")?;
        self.cash_awards(call).await.context("the awards")?;
        self.base_rates().await.context("the base rates")
    }

    /// The half-years since the last rate that is stored, so that interest can be tried; a second officer confirms them.
    async fn base_rates(&self) -> anyhow::Result<()> {
        let db = &self.house.app.db;
        let today = calendar::local_date(self.set.now);
        let known = proofs::rate_table(db.reader()).await?.rates;
        let last = *known.last().context("the first base rates are stored")?;
        let later = (1..).map(|count| last.valid_from + Months::new(6 * count));
        let rates: Vec<_> = later
            .take_while(|day| *day <= today)
            .map(|valid_from| proofs::BaseRate { valid_from, ..last })
            .collect();
        if rates.is_empty() {
            return Ok(());
        }
        let publish = proofs::PublishRates {
            rates,
            source: "Beispielwerte der Demo".to_owned(),
        };
        let table = proofs::publish_rates(db, &self.ctx("SB", self.ago(14))?, publish).await?;
        proofs::confirm_rates(db, &self.ctx("SB2", self.ago(13))?, table.version).await?;
        Ok(())
    }

    async fn cash_call(&self) -> anyhow::Result<CallId> {
        // from the first request to the last
        let year = |days: i64| i64::from(calendar::local_date(self.ago(days)).year());
        let years = (year(self.first_request())..=year(LAST_REQUEST))
            .map(|year| BudgetYear {
                year,
                cash: Cents(12_000_000),
                commitment: Cents(0),
            })
            .collect();
        let mut terms = self.terms(
            "Zuschüsse für Begegnungsorte".to_owned(),
            "Grants for places to meet".to_owned(),
            self.ago(318),
            calendar::local_date(self.ago(290)),
            years,
        );
        terms.funding_mode = FundingMode::CashGrant;
        terms.financing_type = FinancingType::Share;
        terms.rate = Rate(8_000);
        terms.project_from = Some(calendar::local_date(self.ago(210)));
        terms.project_until = Some(calendar::local_date(self.ago(-200)));
        terms.examples = Vec::new();
        let call = self.draft(CODE, terms, self.ago(345)).await?;
        self.publish(call, self.ago(335)).await?;
        self.close(call).await?;
        Ok(call)
    }

    /// Prepared by two officers, so that each of them can check what the other one did.
    async fn cash_awards(&self, call: CallId) -> anyhow::Result<()> {
        let db = &self.house.app.db;
        let officer = self.ctx("SB", self.ago(225))?;
        let selected = self
            .in_state(&officer, call, &[applications::ApplicationState::Selected])
            .await?;
        for application in selected {
            let mut content = grants::propose(db.reader(), &officer, application.id)
                .await
                .with_context(|| application.label().to_owned())?
                .content;
            content.from_on = calendar::local_date(self.ago(210));
            // the district's project is over, the others still run
            content.until_on =
                calendar::local_date(self.ago(if application.lead_key == "08416" { 20 } else { -200 }));
            let prepare = Prepare {
                application: application.id,
                content,
                version: None,
            };
            let grant = grants::prepare(db, &officer, prepare)
                .await
                .with_context(|| format!("preparing {}", application.label()))?;
            match application.lead_key.as_str() {
                "08317065" => {} // waits for the visitor
                "08226041" => {
                    let grant = self.make_final(&grant).await?;
                    self.pay(&grant).await.context("the payments")?;
                }
                _ => {
                    self.make_final(&grant).await?;
                }
            }
        }
        Ok(())
    }

    /// Signed, posted, delivered, accepted; the remedies are waived on paper.
    async fn make_final(&self, grant: &Grant) -> anyhow::Result<Grant> {
        let app = &self.house.app;
        let db = &app.db;
        let id = grant.id;
        for (who, role) in [("BfdH", base::Role::BfdH), ("RL", base::Role::RL)] {
            let sign = Countersign {
                grant: id,
                version: None,
                role: Some(role),
            };
            grants::countersign(db, &self.ctx(who, self.ago(222))?, sign).await?;
        }
        let issue = Issue {
            grant: id,
            version: None,
            channel: Channel::Post,
        };
        grants::issue(db, &app.files, &self.ctx("RL", self.ago(220))?, issue)
            .await
            .context("the notice")?;
        grants::deliver(db, &Ctx::system("grant-delivered", self.ago(215)), id).await?;
        let officer = self.ctx("SB", self.ago(212))?;
        let accept = Accept {
            grant: id,
            version: None,
            remark: "Annahmeerklärung liegt unterschrieben vor.".to_owned(),
        };
        grants::accept(db, &officer, accept)
            .await
            .context("the acceptance")?;
        let waive = Waive {
            grant: id,
            version: None,
            arrived_on: Some(calendar::local_date(self.ago(212))),
            remark: "Rechtsbehelfsverzicht auf der Annahmeerklärung, Blatt 14 der Akte.".to_owned(),
        };
        grants::waive(db, &officer, waive).await.context("the waiver")?;
        let grant = grants::grant(db.reader(), id).await?;
        anyhow::ensure!(
            grant.state == GrantState::Final,
            "{} is {}",
            grant.number,
            grant.state
        );
        Ok(grant)
    }

    /// One instalment that was paid, one that waits for its certificates.
    async fn pay(&self, grant: &Grant) -> anyhow::Result<()> {
        let app = &self.house.app;
        let db = &app.db;
        self.account(Owner::Programme(self.set.programme.0), CASH_DESK, ["BfdH", "RL"])
            .await
            .context("the cash desk's account")?;
        self.account(Owner::Grant(grant.id), LEIMEN, ["KE", "SB2"])
            .await
            .context("the grantee's account")?;
        let asked = self.first_request();
        let first = self.request(grant, Cents(1_500_000), asked).await?;
        payments::certify_factual(db, &self.ctx("SB", self.ago(asked - 2))?, seen(&first)).await?;
        payments::certify_arithmetic(db, &self.ctx("SB2", self.ago(asked - 3))?, seen(&first)).await?;
        let order = Order {
            payment: first.id,
            version: None,
        };
        payments::order(db, &self.ctx("RL", self.ago(asked - 4))?, order)
            .await
            .context("the order")?;
        let run = CreateRun {
            programme: self.set.programme.0,
            execution_on: working_day(calendar::local_date(self.ago(asked - 5))),
        };
        let carried = payments::create_run(db, &app.files, &self.ctx("BfdH", self.ago(asked - 4))?, run)
            .await
            .context("the payment run")?;
        self.confirm(&first, carried.execution_on, asked - PAYMENT_DAYS)
            .await
            .context("the cash desk's list")?;
        self.request(grant, Cents(900_000), LAST_REQUEST).await?;
        Ok(())
    }

    async fn account(&self, owner: Owner, details: [&str; 4], by: [&str; 2]) -> anyhow::Result<()> {
        let db = &self.house.app.db;
        let [holder, iban, bank, payee_reference] = details.map(str::to_owned);
        let enter = EnterAccount {
            owner,
            details: Details {
                holder,
                iban,
                bic: String::new(),
                bank,
                payee_reference,
            },
        };
        let entered = payments::enter_account(db, &self.ctx(by[0], self.ago(192))?, enter).await?;
        let decide = DecideAccount {
            account: entered.id,
            version: None,
            note: "Rückruf unter der Nummer aus dem Verzeichnis; die Angaben stimmen.".to_owned(),
        };
        payments::confirm_account(db, &self.ctx(by[1], self.ago(190))?, decide).await?;
        Ok(())
    }

    async fn request(&self, grant: &Grant, amount: Cents, days: i64) -> anyhow::Result<PaymentRequest> {
        let db = &self.house.app.db;
        let draft = Draft {
            grant: grant.id,
            amount,
            expenditure: "Honorare der Moderation und Miete der Räume in den nächsten zwei Monaten."
                .to_owned(),
            needed: true,
            paper_note: String::new(),
        };
        let drafted = payments::draft(db, &self.ctx("KE", self.ago(days + 1))?, draft)
            .await
            .context("a request")?;
        let submit = Submit {
            payment: drafted.id,
            version: None,
        };
        payments::submit(db, &self.ctx("KZ", self.ago(days))?, submit)
            .await
            .context("handing a request in")
    }

    /// The cash desk's list, checked by one person and applied by another one.
    async fn confirm(&self, request: &PaymentRequest, day: NaiveDate, days: i64) -> anyhow::Result<()> {
        let app = &self.house.app;
        let day = day.format("%d.%m.%Y");
        let amount = request.amount.plain_de();
        let list = format!(
            "Buchungsdatum;Wertstellung;Kassenzeichen;Betrag;Status\n{day};{day};{};{amount};ausgeführt\n",
            request.reference
        );
        let kind = base_web::imports::kind_of(app, "payments")?;
        let checked = self.ctx("SB", self.ago(days))?;
        let bytes = list.into_bytes();
        let (run, report) =
            base_web::imports::check(app, &checked, kind, "Zahlungsliste.csv", bytes, None).await?;
        anyhow::ensure!(report.exit_code() == 0, "the cash desk's list: {:?}", report.rows);
        base_web::imports::apply_by_id(app, &self.ctx("RL", self.ago(days))?, run).await?;
        Ok(())
    }
}

const CODE: &str = "BEG-1";
/// How many days ago the first payment begins, and for how many days it goes on, a few of them without work.
const PAYMENT_FROM: i64 = 180;
const PAYMENT_DAYS: i64 = 11;
/// How many days ago the request is handed in that waits for its certificates.
const LAST_REQUEST: i64 = 4;
/// Holder, IBAN, bank, reference: numbers of the banks' own examples.
const CASH_DESK: [&str; 4] = [
    "Landesoberkasse (Demo)",
    "DE89370400440532013000",
    "Musterbank (Demo)",
    "",
];
const LEIMEN: [&str; 4] = [
    "Stadtkasse Leimen",
    "DE02120300000000202051",
    "Musterbank (Demo)",
    "5.0919.1",
];

fn seen(request: &PaymentRequest) -> payments::Certify {
    payments::Certify {
        payment: request.id,
        version: None,
    }
}

fn working_day(day: NaiveDate) -> NaiveDate {
    calendar::next_working_day(day)
}
