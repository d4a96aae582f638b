//! A programme with its offices, a municipality with editor and signatory, and a cash grant that is final.

use applications::usecases::{CreateDraft, Submit as HandIn, create_draft, submit as hand_in};
use applications::{Application, ApplicationId, Declarations, DraftFields};
use base::{AwardRounding, Cents, Ctx, Deadline, Lang, Person, Problem, Rate, Role, Scope, texts};
use base_db::{Db, Unit};
use base_files::Files;
use base_testing::{ctx, operator};
use budget::{BudgetLineId, NewLine, Pot, PotKind, SetMeans};
use calls::{
    AllocationMode, Approve, Authority, BudgetYear, Call, Create, Criterion, DeadlineKind, FinancingType,
    FundingMode, NewProgramme, ProgrammeId, RemedyKind, SubmitForReview, Terms,
};
use chrono::{DateTime, NaiveDate, Utc};
use grants::{Countersign, Grant, GrantId, Prepare, Tranche};
use municipalities::{Body, BodyType};
use people::{Assign, NewAccount};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, Value};
use uuid::Uuid;

use crate::model::{BankAccount, Details, Owner, PaymentRequest, PaymentRun};
use crate::usecases::*;

const BODIES: &str = include_str!("../../../../fixtures/demo/bodies.csv");
const ALIASES: &str = include_str!("../../../../fixtures/demo/aliases.csv");

/// The municipality's account and another one, as banks print them.
pub const IBAN: &str = "DE02 1203 0000 0000 2020 51";
pub const OTHER_IBAN: &str = "DE02 5001 0517 0137 0750 30";
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
    pub line: BudgetLineId,
    pub call: Call,
    pub town: Body,
}

impl World {
    /// Means of 100,000 euros in cash for 2026 and of 100,000 as commitment authority for 2027.
    pub async fn new(db: &Db) -> Self {
        Self::until(db, 2027).await
    }

    /// The same with commitment authority for every year from 2027 to the last.
    pub async fn until(db: &Db, last: i64) -> Self {
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
        let later = (2027..=last).flat_map(|year| [(year, PotKind::Commitment), (year, PotKind::Cash)]);
        for (year, kind) in std::iter::once((2026, PotKind::Cash)).chain(later) {
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
            terms: terms(line, last),
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
            line,
            call,
            town,
        }
    }

    pub fn as_first(&self) -> Ctx {
        ctx(&self.first, now())
    }

    /// An award of 40,000 euros in these tranches (year, euros), countersigned, in this state; further columns by SQL.
    pub async fn grant_in(&self, db: &Db, tranches: &[(i64, i64)], more: &str) -> Grant {
        let application = self.selected(db, Cents(4_000_000)).await;
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

    /// An award of 40,000 euros that is final.
    pub async fn granted(&self, db: &Db, tranches: &[(i64, i64)]) -> Grant {
        self.grant_in(db, tranches, "state = 'FINAL', final_on = '2026-05-16'")
            .await
    }

    /// Everything in the year 2026, with bank details in force.
    pub async fn ready(&self, db: &Db) -> Grant {
        let grant = self.granted(db, &[(2026, 40_000)]).await;
        self.bank(db, grant.id, IBAN).await;
        grant
    }

    pub async fn selected(&self, db: &Db, amount: Cents) -> Application {
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
            total_cost: Cents(5_500_000),
            own_share: Cents(5_500_000) - amount,
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

    pub async fn drafted(&self, db: &Db, grant: GrantId, amount: Cents) -> PaymentRequest {
        draft(db, &ctx(&self.editor, now()), ask(grant, amount))
            .await
            .unwrap()
    }

    pub async fn submitted(&self, db: &Db, grant: GrantId, amount: Cents) -> PaymentRequest {
        let drafted = self.drafted(db, grant, amount).await;
        submit(db, &ctx(&self.signatory, now()), hand(&drafted))
            .await
            .unwrap()
    }

    pub async fn certified(&self, db: &Db, grant: GrantId, amount: Cents) -> PaymentRequest {
        let request = self.submitted(db, grant, amount).await;
        self.certify(db, &request).await
    }

    pub async fn certify(&self, db: &Db, request: &PaymentRequest) -> PaymentRequest {
        let request = certify_factual(db, &self.as_first(), check(request))
            .await
            .unwrap();
        certify_arithmetic(db, &ctx(&self.second, now()), check(&request))
            .await
            .unwrap()
    }

    pub async fn ordered(&self, db: &Db, grant: GrantId, amount: Cents) -> PaymentRequest {
        let request = self.certified(db, grant, amount).await;
        order(db, &ctx(&self.budget, now()), pay(&request)).await.unwrap()
    }

    /// Another state of the grant, as a later crate would have taken it there.
    pub async fn turn(&self, db: &Db, id: GrantId, state: &str) {
        let id = hex_of(db, id.0);
        run(
            db,
            &format!("UPDATE \"grant\" SET state = '{state}' WHERE id = {id}"),
        )
        .await;
    }

    /// A grant paid but for the retention of 4,000 euros, whose statement of use the head of unit accepted: the request
    /// of the final instalment.
    pub async fn settled(&self, db: &Db) -> (GrantId, PaymentRequest) {
        let id = self.ready(db).await.id;
        self.cash_account(db).await;
        for _ in 0..2 {
            self.paid(db, id, Cents(1_800_000), "2026-09-15").await;
        }
        self.turn(db, id, "SETTLED_OK").await;
        let by = ctx(&self.head, now());
        let unit = db.write(&by).await.unwrap();
        let settled = grants::grant(unit.conn(), id).await.unwrap();
        let mut made = release_retention(&unit, &settled, Cents(400_000)).await.unwrap();
        unit.commit().await.unwrap();
        assert_eq!(made.len(), 1);
        (id, made.remove(0))
    }

    /// A run of everything ordered, for tomorrow.
    pub async fn run(&self, db: &Db, files: &Files) -> PaymentRun {
        create_run(db, files, &self.as_first(), self.run_for("2026-09-16"))
            .await
            .unwrap()
    }

    pub fn run_for(&self, date: &str) -> CreateRun {
        CreateRun {
            programme: self.programme.0,
            execution_on: day(date),
        }
    }

    /// Ordered, given to the cash desk, and paid on this day as the import would.
    pub async fn paid(&self, db: &Db, grant: GrantId, amount: Cents, on: &str) -> PaymentRequest {
        let request = self.ordered(db, grant, amount).await;
        self.run(db, &Files::memory()).await;
        self.confirmed(db, &request, on).await
    }

    /// The cash desk's word on a request.
    pub async fn confirmed(&self, db: &Db, request: &PaymentRequest, on: &str) -> PaymentRequest {
        let by = ctx(&self.head, now());
        let unit = db.write(&by).await.unwrap();
        let (request, grant, application) = crate::seen(unit.conn(), &by, request.id).await.unwrap();
        let paid = paid::pay_in(&unit, &request, &grant, &application, Some(day(on)), day(on))
            .await
            .unwrap();
        unit.commit().await.unwrap();
        paid
    }

    pub async fn pot(&self, db: &Db, year: i64) -> Pot {
        let pots = budget::pots(db.reader(), self.line).await.unwrap();
        pots.into_iter()
            .find(|pot| pot.year == year && pot.kind == PotKind::Cash)
            .unwrap()
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

pub fn ask(grant: GrantId, amount: Cents) -> Draft {
    Draft {
        grant,
        amount,
        expenditure: "Honorar der Moderation".to_owned(),
        needed: true,
        paper_note: String::new(),
    }
}

pub fn hand(request: &PaymentRequest) -> Submit {
    Submit {
        payment: request.id,
        version: Some(request.version),
    }
}

pub fn check(request: &PaymentRequest) -> Certify {
    Certify {
        payment: request.id,
        version: Some(request.version),
    }
}

pub fn pay(request: &PaymentRequest) -> Order {
    Order {
        payment: request.id,
        version: Some(request.version),
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

pub async fn grant(db: &Db, id: GrantId) -> Grant {
    grants::grant(db.reader(), id).await.unwrap()
}

pub async fn stored(db: &Db, request: &PaymentRequest) -> PaymentRequest {
    crate::payment(db.reader(), request.id).await.unwrap()
}

/// Codes of the mails of payments of a case with their subjects' recipients, sorted.
pub async fn mails(db: &Db, id: ApplicationId) -> Vec<String> {
    let mails = base_mail::of_case(db.reader(), id.0, 500).await.unwrap();
    let mut codes: Vec<String> = mails
        .into_iter()
        .map(|mail| mail.code)
        .filter(|code| code.starts_with("M-P") || code.starts_with("M-U"))
        .collect();
    codes.sort();
    codes
}

/// No finding of payments, grants or the budget.
pub async fn assert_clean(db: &Db) {
    assert_eq!(crate::check(db).await.unwrap(), Vec::<String>::new());
    assert_eq!(grants::check(db).await.unwrap(), Vec::<String>::new());
    assert_eq!(budget::check(db).await.unwrap(), Vec::<String>::new());
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

pub fn install_texts() {
    texts::install(&[
        base_web::TEXTS,
        base_mail::TEXTS,
        base_files::TEXTS,
        base_sheets::TEXTS,
        people::TEXTS,
        municipalities::TEXTS,
        budget::TEXTS,
        calls::TEXTS,
        applications::TEXTS,
        grants::TEXTS,
        crate::TEXTS,
    ])
    .unwrap();
}

fn new_programme() -> NewProgramme {
    NewProgramme {
        code: "IBZ".to_owned(),
        name_de: "Integration vor Ort".to_owned(),
        name_en: String::new(),
        authority: Authority {
            authority: "Ministerium für Soziales und Integration (Test)".to_owned(),
            department: "Referat 52 – Integration vor Ort".to_owned(),
            street: "Beispielstraße 12".to_owned(),
            postcode: "70173".to_owned(),
            place: "Stuttgart".to_owned(),
            phone: "0711 000-0".to_owned(),
            email: "foerderung@ministerium.example".to_owned(),
            web: "www.ministerium.example".to_owned(),
        },
        remedy_kind: RemedyKind::Action,
        court: String::new(),
        valid_from: day("2026-01-01"),
        valid_until: None,
        parameters: Vec::new(),
    }
}

fn terms(line: BudgetLineId, last: i64) -> Terms {
    let later = (2027..=last).map(|year| BudgetYear {
        year,
        cash: Cents(0),
        commitment: Cents(10_000_000),
    });
    let first = BudgetYear {
        year: 2026,
        cash: Cents(10_000_000),
        commitment: Cents(0),
    };
    Terms {
        title_de: "Integration vor Ort – Aufruf 2026".to_owned(),
        purpose_de: "Begleitung.".to_owned(),
        eligible_de: "Städte und Gemeinden.".to_owned(),
        how_de: "Im Portal.".to_owned(),
        opens_at: utc("2026-01-15T08:00:00Z"),
        deadline: Deadline::end_of(day("2026-03-06")),
        deadline_kind: DeadlineKind::CutOff,
        funding_mode: FundingMode::CashGrant,
        financing_type: FinancingType::Share,
        rate: Rate(8_000),
        cap: Cents(4_000_000),
        minimum: Cents(250_000),
        rounding: AwardRounding::EuroDown,
        allocation_mode: AllocationMode::RankFullStop,
        budget_line_id: Some(line),
        budget_years: std::iter::once(first).chain(later).collect(),
        criteria: vec![Criterion {
            code: "K1".to_owned(),
            label_de: "Bedarf".to_owned(),
            label_en: String::new(),
            weight: 100,
            anchor_de: "Belegt.".to_owned(),
            anchor_en: String::new(),
        }],
        body_types: vec![
            BodyType::Gemeinde,
            BodyType::Stadt,
            BodyType::Stadtkreis,
            BodyType::Landkreis,
        ],
        territory: "08".to_owned(),
        reviews_min: 2,
        reviews_target: 3,
        form_version: 1,
        ..Terms::default()
    }
}

/// An active account with these roles since the start of the year.
pub async fn account(db: &Db, name: &str, roles: &[(Role, Scope)]) -> Person {
    let by = operator(utc("2026-01-02T08:00:00Z"));
    let unit = db.write(&by).await.unwrap();
    let address = format!("p{}@test.example", Uuid::now_v7().simple());
    let person = people::create_account_in(&unit, NewAccount::new(address, format!("{name} (Test)")))
        .await
        .unwrap();
    people::set_password_in(&unit, person, "lang genug und unbekannt 7")
        .await
        .unwrap();
    for (role, scope) in roles {
        let assign = Assign {
            person,
            role: *role,
            scope: *scope,
            from_on: day("2026-01-02"),
            until_on: None,
        };
        people::assign_in(&unit, assign).await.unwrap();
    }
    unit.commit().await.unwrap();
    people::person(db.reader(), person, by.now).await.unwrap()
}
