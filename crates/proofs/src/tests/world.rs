//! A programme with its offices, a municipality with editor and signatory, and cash grants that are final and paid.

use applications::usecases::{CreateDraft, Submit as HandIn, create_draft, submit as hand_in};
use applications::{Application, ApplicationId, Declarations, DraftFields};
use base::{Cents, Ctx, Lang, Person, Problem, Role, Scope, texts};
use base_db::{Db, Unit};
use base_files::Files;
use base_testing::{ctx, operator};
use budget::{NewLine, PotKind, SetMeans};
use calls::{Approve, Call, Create, ProgrammeId, SubmitForReview};
use chrono::{DateTime, NaiveDate, Utc};
use grants::{Countersign, Grant, GrantId, Prepare, Spending, Tranche};
use municipalities::Body;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, Value};
use uuid::Uuid;

use payments::{
    BankAccount, Certify, CreateRun, DecideAccount, Details, Draft, EnterAccount, Order, Owner,
    PaymentRequest, Submit, certify_arithmetic, certify_factual, confirm_account, create_run, draft,
    enter_account, order, submit,
};

pub use super::setup::{account, install_texts};
use super::setup::{new_programme, terms};
use crate::model::{AuditNote, Proof, ProofId, Report};
use crate::queries::{of_grant, seen};
use crate::rules::reduction::Item;
use crate::usecases::{
    Examine, SaveReport, examine, fall_due, open, save_report, start_audit, submit as submit_proof,
};

const BODIES: &str = include_str!("../../../../fixtures/demo/bodies.csv");
const ALIASES: &str = include_str!("../../../../fixtures/demo/aliases.csv");

/// The municipality's account, as banks print it.
pub const IBAN: &str = "DE02 1203 0000 0000 2020 51";
/// The cash desk's.
pub const CASH_IBAN: &str = "DE02 6005 0101 0002 0343 04";

pub fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Tuesday, 15.09.2026, 10:00 in Berlin.
pub fn now() -> DateTime<Utc> {
    utc("2026-09-15T08:00:00Z")
}

pub struct World {
    pub programme: ProgrammeId,
    pub first: Person,
    pub second: Person,
    pub head: Person,
    pub budget: Person,
    pub editor: Person,
    pub signatory: Person,
    pub call: Call,
    pub town: Body,
}

impl World {
    /// Means of 100,000 euros in cash for 2026 and of 100,000 as commitment authority for 2027.
    pub async fn new(db: &Db) -> Self {
        install_texts();
        let start = utc("2026-01-02T08:00:00Z");
        let set_up = operator(start);
        municipalities::load_bodies(db, &set_up, BODIES, ALIASES)
            .await
            .unwrap();
        let programme = calls::create_programme(db, &set_up, new_programme())
            .await
            .unwrap();
        let scope = Scope::Programme(programme.0);
        let first = account(db, "Sachbearbeitung", &[(Role::SB, scope)]).await;
        let second = account(db, "Sachbearbeitung zwei", &[(Role::SB, scope)]).await;
        let head = account(db, "Referatsleitung", &[(Role::RL, scope)]).await;
        let budget = account(db, "Haushalt", &[(Role::BfdH, scope)]).await;
        let line = NewLine {
            programme_id: programme.0,
            chapter: "0919".to_owned(),
            title: "633 01".to_owned(),
            purpose: "Integration".to_owned(),
        };
        let line = budget::create_line(db, &ctx(&budget, start), line).await.unwrap();
        for (year, kind) in [
            (2026, PotKind::Cash),
            (2027, PotKind::Commitment),
            (2027, PotKind::Cash),
        ] {
            let set = SetMeans {
                line,
                year,
                kind,
                means: Cents(10_000_000),
                reason: "Haushaltsplan".to_owned(),
            };
            budget::set_means(db, &ctx(&budget, start), set).await.unwrap();
        }
        let create = Create {
            programme,
            code: "IBZ-2026A".to_owned(),
            number_prefix: String::new(),
            terms: terms(line),
        };
        let call = calls::create(db, &ctx(&first, start), create).await.unwrap();
        calls::submit_for_review(db, &ctx(&first, start), SubmitForReview { call, version: 1 })
            .await
            .unwrap();
        for person in [&head, &budget] {
            let version = calls::call(db.reader(), call).await.unwrap().version;
            let approve = Approve {
                call,
                version,
                role: None,
            };
            calls::approve(db, &ctx(person, start), approve).await.unwrap();
        }
        calls::open(db, &Ctx::system("call-open", utc("2026-01-15T08:00:00Z")), call)
            .await
            .unwrap();
        let call = calls::call(db.reader(), call).await.unwrap();
        let town = municipalities::find_by_key(db.reader(), "08415061")
            .await
            .unwrap()
            .unwrap();
        let body = Scope::Body(town.id.0);
        let editor = account(db, "Kommune Bearbeitung", &[(Role::KE, body)]).await;
        let signatory = account(db, "Kommune Zeichnung", &[(Role::KZ, body)]).await;
        Self {
            programme,
            first,
            second,
            head,
            budget,
            editor,
            signatory,
            call,
            town,
        }
    }

    pub fn as_first(&self) -> Ctx {
        ctx(&self.first, now())
    }

    /// An award of 40,000 euros in these tranches (year, euros), countersigned, in this state; further columns by SQL.
    pub async fn grant_in(&self, db: &Db, tranches: &[(i64, i64)], more: &str) -> Grant {
        self.award_in(db, (40_000, 50_000), tranches, more).await
    }

    /// As [`World::grant_in`], of so many euros of so many that the project costs.
    pub async fn award_in(
        &self,
        db: &Db,
        (euros, cost): (i64, i64),
        tranches: &[(i64, i64)],
        more: &str,
    ) -> Grant {
        let application = self.selected(db, Cents(euros * 100), Cents(cost * 100)).await;
        let officer = ctx(&self.first, utc("2026-03-28T08:00:00Z"));
        let mut content = grants::propose(db.reader(), &officer, application.id)
            .await
            .unwrap()
            .content;
        content.tranches = tranches
            .iter()
            .map(|(year, euros)| Tranche {
                year: *year,
                kind: if *year == 2026 {
                    PotKind::Cash
                } else {
                    PotKind::Commitment
                },
                amount: Cents(euros * 100),
            })
            .collect();
        let command = Prepare {
            application: application.id,
            content,
            version: None,
        };
        let grant = grants::prepare(db, &officer, command).await.unwrap();
        for person in [&self.budget, &self.head] {
            let sign = Countersign {
                grant: grant.id,
                version: Some(grant.version),
                role: None,
            };
            grants::countersign(db, &ctx(person, officer.now), sign)
                .await
                .unwrap();
        }
        // issue, delivery and finality are the grants crate's own tests
        let id = hex_of(db, grant.id.0);
        let head = hex_of(db, self.head.id.0);
        run(
            db,
            &format!(
                "UPDATE \"grant\" SET issued_by = {head}, issued_at = '2026-04-10 08:00:00+00:00', delivered_on = '2026-04-14', \
                 remedy_until_on = '2026-05-15', {more} WHERE id = {id}"
            ),
        )
        .await;
        let case = hex_of(db, application.id.0);
        run(
            db,
            &format!("UPDATE application SET state = 'AWARDED' WHERE id = {case}"),
        )
        .await;
        grants::grant(db.reader(), grant.id).await.unwrap()
    }

    async fn selected(&self, db: &Db, amount: Cents, cost: Cents) -> Application {
        let by = ctx(&self.first, utc("2026-02-20T09:00:00Z"));
        let fields = DraftFields {
            title: "Runder Tisch Integration".to_owned(),
            summary: "Menschen mit und ohne Migrationsgeschichte planen gemeinsam, was in der Stadt gebraucht wird, und \
                      setzen es mit Vereinen und Verwaltung um."
                .to_owned(),
            contact_name: "Fachstelle Integration".to_owned(),
            contact_role: "Leitung".to_owned(),
            contact_email: "integration@kommune.example".to_owned(),
            contact_phone: "030 23125-100".to_owned(),
            project_from: Some(day("2026-07-01")),
            project_until: Some(day("2027-12-31")),
            support_tenths: Some(200),
            requested: amount,
            total_cost: cost,
            own_share: cost - amount,
            ..DraftFields::default()
        };
        let command = CreateDraft {
            call: self.call.id,
            lead: self.town.id,
            fields,
            lead_share: None,
        };
        let draft = create_draft(db, &by, command).await.unwrap();
        let declarations = Declarations {
            not_begun: true,
            no_double_funding: true,
            true_and_complete: true,
            privacy_read: true,
            exchange_willing: true,
        };
        let command = HandIn {
            application: draft.id,
            version: draft.version,
            declarations: declarations.into(),
            cover_sheet: true,
            arrived: None,
        };
        hand_in(db, &by, command).await.unwrap();
        self.decide(db, draft.id, amount).await;
        self.case(db, draft.id).await
    }

    /// Writes down what assessment and selection would have.
    async fn decide(&self, db: &Db, application: ApplicationId, amount: Cents) {
        let by = self.as_first();
        let unit = db.write(&by).await.unwrap();
        let (committee, meeting) = (Uuid::now_v7(), Uuid::now_v7());
        let at = utc("2026-03-20T08:00:00Z");
        let committee_row: Vec<(&'static str, Value)> = vec![
            ("id", committee.into()),
            ("programme_id", self.programme.0.into()),
            ("name", "Steuerungsgruppe".into()),
            ("created_at", at.into()),
        ];
        let meeting_row: Vec<(&'static str, Value)> = vec![
            ("id", meeting.into()),
            ("committee_id", committee.into()),
            ("call_id", self.call.id.0.into()),
            ("state", "DECIDED".into()),
            ("starts_at", at.into()),
            ("place", "Stuttgart".into()),
            ("second_invitation", false.into()),
            ("earlier_id", Value::Uuid(None)),
            ("minutes_remark", "".into()),
            ("created_at", at.into()),
            ("version", 1_i64.into()),
        ];
        let decision_row: Vec<(&'static str, Value)> = vec![
            ("id", Uuid::now_v7().into()),
            ("application_id", application.0.into()),
            ("call_id", self.call.id.0.into()),
            ("meeting_id", meeting.into()),
            ("result", "SELECTED".into()),
            ("rank", 1_i64.into()),
            ("amount_cents", amount.0.into()),
            ("reason_codes", "[]".into()),
            ("reason", "".into()),
            ("decided_at", at.into()),
            ("released_at", at.into()),
        ];
        insert(&unit, "committee", committee_row).await;
        insert(&unit, "meeting", meeting_row).await;
        insert(&unit, "decision", decision_row).await;
        let select = Query::update()
            .table("application")
            .value("state", "SELECTED")
            .and_where(Expr::col("id").eq(application.0))
            .to_owned();
        unit.conn().execute(&select).await.unwrap();
        unit.commit().await.unwrap();
    }

    /// The case as it is, whoever asks.
    pub async fn case(&self, db: &Db, id: ApplicationId) -> Application {
        applications::application(db.reader(), &Ctx::system("test", now()), id)
            .await
            .unwrap()
    }

    /// Bank details entered by the editor and confirmed by an officer, both a month ago.
    pub async fn bank(&self, db: &Db, grant: GrantId, iban: &str) -> BankAccount {
        let then = utc("2026-08-15T08:00:00Z");
        self.bank_at(db, Owner::Grant(grant), iban, [&self.editor, &self.first], then)
            .await
    }

    pub async fn bank_at(
        &self,
        db: &Db,
        owner: Owner,
        iban: &str,
        by: [&Person; 2],
        at: DateTime<Utc>,
    ) -> BankAccount {
        let command = EnterAccount {
            owner,
            details: details(iban),
        };
        let entered = enter_account(db, &ctx(by[0], at), command).await.unwrap();
        confirm_account(db, &ctx(by[1], at), decide(&entered))
            .await
            .unwrap()
    }

    /// The account from which the programme pays.
    pub async fn cash_account(&self, db: &Db) -> BankAccount {
        let owner = Owner::Programme(self.programme.0);
        let then = utc("2026-08-15T08:00:00Z");
        self.bank_at(db, owner, CASH_IBAN, [&self.budget, &self.head], then)
            .await
    }

    /// Asked for and certified by two.
    pub async fn certified(&self, db: &Db, grant: GrantId, euros: i64) -> PaymentRequest {
        let ask = Draft {
            grant,
            amount: Cents(euros * 100),
            expenditure: "Honorar der Moderation".to_owned(),
            needed: true,
            paper_note: String::new(),
        };
        let request = draft(db, &ctx(&self.editor, now()), ask).await.unwrap();
        let of = |request: &PaymentRequest| (request.id, Some(request.version));
        let (payment, version) = of(&request);
        let request = submit(db, &ctx(&self.signatory, now()), Submit { payment, version })
            .await
            .unwrap();
        let (payment, version) = of(&request);
        let request = certify_factual(db, &self.as_first(), Certify { payment, version })
            .await
            .unwrap();
        let (payment, version) = of(&request);
        certify_arithmetic(db, &ctx(&self.second, now()), Certify { payment, version })
            .await
            .unwrap()
    }

    /// Ordered by a third.
    pub async fn order(&self, db: &Db, request: &PaymentRequest) -> Result<PaymentRequest, Problem> {
        let command = Order {
            payment: request.id,
            version: Some(request.version),
        };
        order(db, &ctx(&self.budget, now()), command).await
    }

    /// Asked for, certified by two, ordered by a third, and paid on these days (euros, value date).
    pub async fn paid(&self, db: &Db, grant: GrantId, parts: &[(i64, &str)]) {
        let mut requests = Vec::new();
        for (euros, _) in parts {
            let request = self.certified(db, grant, *euros).await;
            requests.push(self.order(db, &request).await.unwrap());
        }
        let command = CreateRun {
            programme: self.programme.0,
            execution_on: day("2026-09-16"),
        };
        let run = create_run(db, &Files::memory(), &self.as_first(), command)
            .await
            .unwrap();
        for (request, (_, on)) in requests.iter().zip(parts) {
            let (id, run) = (hex_of(db, request.id.0), hex_of(db, run.id.0));
            let set = format!(
                "UPDATE payment_request SET state = 'PAID', run_id = {run}, paid_on = '{on}', version = version + 1 \
                 WHERE id = {id}"
            );
            let by = ctx(&self.head, now());
            let unit = db.write(&by).await.unwrap();
            unit.conn().execute_unprepared(&set).await.unwrap();
            let grant = grants::grant(unit.conn(), grant).await.unwrap();
            let (year, amount) = (request.year, request.amount);
            let grant = grants::spend(
                &unit,
                &grant,
                year,
                Spending::Pay,
                amount,
                "payment",
                request.id.0,
            )
            .await
            .unwrap();
            grants::advance(&unit, &grant, "pay", "", serde_json::json!({}))
                .await
                .unwrap();
            unit.commit().await.unwrap();
        }
    }

    /// An award of 40,000 of 50,000 euros, paid as said, whose period runs from 2023 until this day; with its proof.
    pub async fn running(&self, db: &Db, parts: &[(i64, &str)], until: &str) -> Proof {
        self.running_with(db, (40_000, 50_000), "retention = 0", parts, until)
            .await
    }

    /// As [`World::running`], of so many euros of so many that the project costs; further columns of the grant by SQL.
    pub async fn running_with(
        &self,
        db: &Db,
        award: (i64, i64),
        more: &str,
        parts: &[(i64, &str)],
        until: &str,
    ) -> Proof {
        let more = format!("state = 'FINAL', final_on = '2026-05-16', {more}");
        let grant = self.award_in(db, award, &[(2026, award.0)], &more).await;
        self.bank(db, grant.id, IBAN).await;
        if !parts.is_empty() {
            self.cash_account(db).await;
            self.paid(db, grant.id, parts).await;
        }
        self.period(db, grant.id, "2023-07-01", until).await;
        open(
            db,
            &Ctx::system("proof-open", utc("2025-01-02T08:00:00Z")),
            grant.id,
        )
        .await
        .unwrap();
        of_grant(db.reader(), grant.id).await.unwrap().unwrap()
    }

    /// As [`World::running`] until the end of June 2025, and over: its proof is due.
    pub async fn due(&self, db: &Db, parts: &[(i64, &str)]) -> Proof {
        let proof = self.running(db, parts, "2025-06-30").await;
        fall_due(db, &Ctx::system("proof-due", at("2025-07-01")), proof.id)
            .await
            .unwrap();
        self.proof(db, proof.id).await
    }

    /// Another award period, as if the notice had said so.
    pub async fn period(&self, db: &Db, grant: GrantId, from: &str, until: &str) {
        let id = hex_of(db, grant.0);
        let set = format!("UPDATE \"grant\" SET from_on = '{from}', until_on = '{until}' WHERE id = {id}");
        run(db, &set).await;
    }

    /// As [`World::due`], handed in with this expenditure and in audit.
    pub async fn in_audit(&self, db: &Db, parts: &[(i64, &str)], spent: i64) -> Proof {
        let proof = self.due(db, parts).await;
        self.written(db, &proof, spent).await;
        submit_proof(db, &as_of(&self.signatory, "2025-07-10"), proof.id, None)
            .await
            .unwrap();
        start_audit(db, &as_of(&self.first, "2025-07-14"), proof.id, None)
            .await
            .unwrap()
    }

    /// The report saved by the editor.
    pub async fn written(&self, db: &Db, proof: &Proof, spent: i64) {
        let command = SaveReport {
            proof: proof.id,
            version: None,
            report: report_of(Cents(spent * 100)),
        };
        save_report(db, &as_of(&self.editor, "2025-07-08"), command)
            .await
            .unwrap();
    }

    /// The note of the first officer.
    pub async fn examined(&self, db: &Db, proof: ProofId) -> AuditNote {
        examine(db, &as_of(&self.first, "2025-07-20"), found(proof))
            .await
            .unwrap()
    }

    pub async fn proof(&self, db: &Db, id: ProofId) -> Proof {
        let system = Ctx::system("test", now());
        seen(db.reader(), &system, id).await.unwrap().0
    }

    pub async fn grant(&self, db: &Db, proof: &Proof) -> Grant {
        grants::grant(db.reader(), proof.grant_id).await.unwrap()
    }
}

pub fn details(iban: &str) -> Details {
    Details {
        holder: "Stadtkasse Reutlingen".to_owned(),
        iban: iban.to_owned(),
        payee_reference: "5.0815.000042.1".to_owned(),
        ..Details::default()
    }
}

pub fn decide(account: &BankAccount) -> DecideAccount {
    DecideAccount {
        account: account.id,
        version: Some(account.version),
        note: "Stadtkasse unter der Nummer aus dem Verzeichnis erreicht".to_owned(),
    }
}

/// What a problem says to people in German, with plain blanks.
pub fn said(problem: &Problem) -> String {
    let text = match problem {
        Problem::Invalid(fields) => {
            let each: Vec<String> = fields
                .iter()
                .map(|field| texts::say(Lang::De, &field.text))
                .collect();
            each.join(" ")
        }
        Problem::Refused { text, .. } => texts::say(Lang::De, text),
        other => panic!("{other:?}"),
    };
    text.replace('\u{a0}', " ")
}

pub fn code(problem: &Problem) -> &'static str {
    match problem {
        Problem::Refused { code, .. } => code,
        other => panic!("{other:?}"),
    }
}

/// Codes of the mails of a case about its proof, sorted, each with its number.
pub async fn mails(db: &Db, proof: &Proof) -> Vec<String> {
    let mails = base_mail::of_case(db.reader(), proof.application_id.0, 500)
        .await
        .unwrap();
    let mut codes: Vec<String> = mails
        .into_iter()
        .map(|mail| mail.code)
        .filter(|code| code.starts_with("M-V"))
        .collect();
    codes.sort();
    codes
}

/// No finding of proofs, payments, grants or the budget.
pub async fn assert_clean(db: &Db) {
    assert_eq!(crate::check(db).await.unwrap(), Vec::<String>::new());
    assert_eq!(payments::check(db).await.unwrap(), Vec::<String>::new());
    assert_eq!(grants::check(db).await.unwrap(), Vec::<String>::new());
    assert_eq!(budget::check(db).await.unwrap(), Vec::<String>::new());
}

/// Ten o'clock in summer, nine in winter, on a day.
pub fn at(date: &str) -> DateTime<Utc> {
    utc(&format!("{date}T08:00:00Z"))
}

pub fn as_of(person: &Person, date: &str) -> Ctx {
    ctx(person, at(date))
}

/// Everything spent, every part there.
pub fn report_of(spent: Cents) -> Report {
    Report {
        items: vec![Item {
            kind: "TOTAL".to_owned(),
            planned: Cents::ZERO,
            actual: spent,
        }],
        activities: "Sechs Runde Tische und eine Bürgerkonferenz.".to_owned(),
        results: "Alle Zielwerte sind erreicht.".to_owned(),
        is_confirmed: true,
        ..Report::default()
    }
}

/// Nothing to object to.
pub fn found(proof: ProofId) -> Examine {
    Examine {
        proof,
        version: None,
        rejected: Cents::ZERO,
        rejected_reason: String::new(),
        units: None,
        is_complete: true,
        is_for_purpose: true,
        are_aims_reached: true,
        vouchers_checked: 0,
        late_waiver: String::new(),
        note: "Zahlenmäßiger Nachweis und Sachbericht geprüft.".to_owned(),
    }
}

/// An id as each database writes it.
pub fn hex_of(db: &Db, id: Uuid) -> String {
    match db.reader().get_database_backend() {
        sea_orm::DbBackend::Postgres => format!("'{id}'"),
        _ => format!("x'{}'", id.simple()),
    }
}

/// Plain SQL that must work.
pub async fn run(db: &Db, statement: &str) {
    let by = Ctx::system("test", now());
    let unit = db.write(&by).await.unwrap();
    unit.conn().execute_unprepared(statement).await.unwrap();
    unit.commit().await.unwrap();
}

pub async fn insert(unit: &Unit<'_>, table: &'static str, values: Vec<(&'static str, Value)>) {
    let (columns, values): (Vec<_>, Vec<_>) = values.into_iter().unzip();
    let values: Vec<Expr> = values.into_iter().map(Expr::value).collect();
    let statement = Query::insert()
        .into_table(table)
        .columns(columns)
        .values_panic(values)
        .to_owned();
    unit.conn().execute(&statement).await.unwrap();
}
