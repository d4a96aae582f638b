//! Assignment by workbook: one row per application and assessor. The preview says what would follow from each row; the
//! file is applied as a whole or not at all.

use std::collections::{HashMap, HashSet};

use applications::{Application, ApplicationId};
use base::{Ctx, PersonId, Problem, Text, names};
use base_sheets::{Heading, Limits, Plan, Table, TableRow};
use base_web::App;
use base_web::imports::{Apply, ImportInput, ImportKind, ImportReport, ReportRow, RowStatus, finish};
use calls::Call;
use chrono::NaiveDate;
use futures::FutureExt;
use sea_orm::ConnectionTrait;

use crate::access;
use crate::usecases::place::{Ground, Verdict, available, can_be_assessed, require_unfrozen};
use crate::usecases::{loads, place_all};

const HEADINGS: &[Heading<'static>] = &[
    Heading::required(
        "number",
        &["Antrags-Nr.", "Antragsnummer", "Aktenzeichen", "Antrag"],
    ),
    Heading::optional("body", &["Kommune", "Antragsteller"]),
    Heading::required(
        "assessor",
        &[
            "Gutachter/in",
            "Gutachter",
            "Bewertende Person",
            "E-Mail",
            "Bewertung durch",
        ],
    ),
    Heading::optional("due", &["Termin", "Bewerten bis", "Frist"]),
];

/// For SB and GS.
pub(crate) fn kind() -> ImportKind {
    ImportKind {
        kind: "assignments",
        roles: access::OFFICERS,
        needs_call: true,
        limits: Limits::default(),
        run: |app, ctx, input, apply| run(app, ctx, input, apply).boxed(),
    }
}

/// What the rows may name, and how much each person has.
struct Known {
    call: Call,
    numbers: HashMap<String, ApplicationId>,
    /// By name and by e-mail, in small letters.
    assessors: HashMap<String, PersonId>,
    most: HashMap<PersonId, i64>,
    ground: Ground,
}

/// What has been planned by the rows so far.
struct Planned {
    pairs: Vec<(ApplicationId, PersonId, Option<NaiveDate>)>,
    seen: HashSet<(ApplicationId, PersonId)>,
    loads: HashMap<PersonId, usize>,
}

async fn run(
    app: &App,
    ctx: &Ctx,
    input: ImportInput,
    apply: Option<Apply>,
) -> Result<ImportReport, Problem> {
    let db = app.db.reader();
    let code = input.call.as_deref().unwrap_or_default();
    let Some(call) = calls::find_by_code(db, code).await? else {
        return Err(Problem::field("call", Text::new("scores-import-needs-call")));
    };
    access::require(ctx, access::OFFICERS, &call)?;
    require_unfrozen(db, &call).await?;
    let mut reviews = crate::store::review::of_call(db, call.id).await?;
    let known = known(db, ctx, call).await?;
    // no count tells of a case that is closed to this person
    reviews.retain(|review| known.ground.cases.contains_key(&review.application_id));
    let plan = Plan {
        headings: HEADINGS,
        key: Some("number"),
        ..Plan::default()
    };
    let (table, mut report) = match ImportReport::open(ctx.lang, &input.workbook, &plan) {
        Ok(open) => open,
        Err(report) => return Ok(*report),
    };
    let mut planned = Planned {
        pairs: Vec::new(),
        seen: HashSet::new(),
        loads: loads(&reviews),
    };
    for row in &table.rows {
        report.push(read_row(ctx, &table, row, &known, &mut planned));
    }
    let Some(apply) = apply.filter(|_| report.unreadable.is_none()) else {
        return Ok(report);
    };
    if report.count(RowStatus::Error) > 0 {
        // half an assignment is none: who is missing would not be seen
        return Err(Problem::refused(
            "assignment-errors",
            Text::new("assignment-import-errors").with("count", report.count(RowStatus::Error)),
        ));
    }
    base_db::retrying(|| async {
        let unit = app.db.write(ctx).await?;
        let mut of_day: HashMap<Option<NaiveDate>, Vec<(ApplicationId, PersonId)>> = HashMap::new();
        for (application, person, due_on) in &planned.pairs {
            of_day.entry(*due_on).or_default().push((*application, *person));
        }
        for (due_on, pairs) in &of_day {
            place_all(&unit, &known.call, pairs, *due_on).await?;
        }
        finish(&unit, &apply, &input.file_name, &report).await?;
        unit.commit().await
    })
    .await?;
    Ok(report)
}

async fn known(db: &impl ConnectionTrait, ctx: &Ctx, call: Call) -> Result<Known, Problem> {
    let cases: HashMap<ApplicationId, Application> = applications::of_call(db, ctx, call.id, &[])
        .await?
        .into_iter()
        .map(|case| (case.id, case))
        .collect();
    let holders = available(db, ctx, &call).await?;
    let persons: Vec<PersonId> = holders.iter().map(|account| account.id).collect();
    let pool = crate::store::pool::of_call(db, call.id).await?;
    let mut assessors = HashMap::new();
    for account in holders {
        assessors.insert(account.email.to_lowercase(), account.id);
        assessors.insert(account.name.to_lowercase(), account.id);
    }
    Ok(Known {
        numbers: cases
            .values()
            .map(|case| (names::clean(case.label()).to_uppercase(), case.id))
            .collect(),
        assessors,
        most: pool
            .into_iter()
            .filter_map(|one| Some((one.person_id, one.most?)))
            .collect(),
        ground: Ground::load(db, ctx, cases, &persons).await?,
        call,
    })
}

fn read_row(ctx: &Ctx, table: &Table, row: &TableRow, known: &Known, planned: &mut Planned) -> ReportRow {
    let lang = ctx.lang;
    let mut findings = Vec::new();
    let mut cells = table.read(row, &mut findings);
    let (number, assessor) = (cells.text("number"), cells.text("assessor"));
    let due_on = cells.date("due");
    let mut line = ReportRow::of(lang, table, row, &findings);
    line.key.clone_from(&number);
    line.name.clone_from(&assessor);
    let (Some(number), Some(assessor)) = (number, assessor) else {
        return line;
    };
    if line.status != RowStatus::Accepted {
        return line;
    }
    let mut say = |status: RowStatus, code: &str, text: Text| {
        line.status = status;
        line.remark(lang, code, None, None, &text);
    };
    let error = RowStatus::Error;
    let case = known
        .numbers
        .get(&number.to_uppercase())
        .and_then(|id| known.ground.cases.get(id));
    let Some(case) = case else {
        let text = Text::new("scores-import-unknown-application");
        say(error, "APPLICATION_UNKNOWN", text);
        return line;
    };
    let Some(person) = known.assessors.get(&assessor.to_lowercase()).copied() else {
        let text = Text::new("assignment-import-unknown-assessor");
        say(error, "ASSESSOR_UNKNOWN", text);
        return line;
    };
    if !can_be_assessed(case) {
        let text = Text::new("reviews-refused-not-complete").with("number", case.label());
        say(error, "APPLICATION_STATE", text);
        return line;
    }
    if !planned.seen.insert((case.id, person)) {
        let text = Text::new("scores-import-twice");
        say(RowStatus::Duplicate, "ROW_TWICE", text);
        return line;
    }
    match known.ground.verdict(case.id, person) {
        Verdict::Excluded => say(error, "EXCLUDED", Text::new("assignment-import-excluded")),
        Verdict::Hinted => say(error, "CONFLICT", Text::new("assignment-import-hinted")),
        Verdict::Present => say(
            RowStatus::Duplicate,
            "PRESENT",
            Text::new("assignment-import-present"),
        ),
        Verdict::New => {
            planned.pairs.push((case.id, person, due_on));
            let load = planned.loads.entry(person).or_default();
            *load += 1;
            let most = known.most.get(&person).copied();
            let is_over = most.is_some_and(|most| usize::try_from(most).is_ok_and(|most| *load > most));
            let text = match most {
                Some(most) => Text::new("assignment-import-load-of")
                    .with("load", *load)
                    .with("most", most),
                None => Text::new("assignment-import-load").with("load", *load),
            };
            say(
                RowStatus::Accepted,
                if is_over { "OVER_WISH" } else { "ASSIGNED" },
                text,
            );
        }
    }
    line
}
