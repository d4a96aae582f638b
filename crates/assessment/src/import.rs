//! Import of score sheets (I7): one row per application and assessor, points per criterion, one reason.

use std::collections::{HashMap, HashSet};

use applications::{Application, ApplicationId};
use base::{Ctx, PersonId, Problem, Role, Scope, Text, names};
use base_sheets::{Cell, Heading, Limits, Plan, TableRow};
use base_web::App;
use base_web::imports::{Apply, ImportInput, ImportKind, ImportReport, ReportRow, RowStatus, finish};
use calls::Call;
use futures::FutureExt;

use crate::model::{Review, ReviewState, Score, Scores};
use crate::usecases::{SaveScores, submit_for};
use crate::{access, rules, store};

/// I7, for SB and GS, and for assessors with their own sheets; every row hands in a review that its assessor has
/// declared for.
pub(crate) fn kind() -> ImportKind {
    ImportKind {
        kind: "scores",
        roles: &[Role::SB, Role::GS, Role::AS],
        needs_call: true,
        limits: Limits::default(),
        run: |app, ctx, input, apply| run(app, ctx, input, apply).boxed(),
    }
}

/// What the rows may name.
struct Known {
    call: Call,
    cases: HashMap<String, Application>,
    assessors: HashMap<String, PersonId>,
    reviews: HashMap<(ApplicationId, PersonId), Review>,
}

async fn run(
    app: &App,
    ctx: &Ctx,
    input: ImportInput,
    apply: Option<Apply>,
) -> Result<ImportReport, Problem> {
    let code = input.call.as_deref().unwrap_or_default();
    let Some(call) = calls::find_by_code(app.db.reader(), code).await? else {
        return Err(Problem::field("call", Text::new("scores-import-needs-call")));
    };
    let known = if access::holds(ctx, access::OFFICERS, &call) {
        known(app, ctx, call).await?
    } else {
        access::require_assessor(ctx, &call)?;
        // the cases that declarations have opened to the person, and no other name than the own one
        let me = ctx.person()?.id;
        let mut known = known(app, ctx, call).await?;
        known.assessors.retain(|_, person| *person == me);
        known
    };
    let (report, rows) = read(ctx, &input, &known)?;
    let Some(apply) = apply.filter(|_| report.unreadable.is_none()) else {
        return Ok(report);
    };
    base_db::retrying(|| async {
        let unit = app.db.write(ctx).await?;
        for (review, command) in &rows {
            submit_for(&unit, review, command).await?;
        }
        finish(&unit, &apply, &input.file_name, &report).await?;
        unit.commit().await
    })
    .await?;
    Ok(report)
}

async fn known(app: &App, ctx: &Ctx, call: Call) -> Result<Known, Problem> {
    let db = app.db.reader();
    let cases = applications::of_call(db, ctx, call.id, &[]).await?;
    let holders = people::holders(db, &[Role::AS], Scope::Call(call.id.0), ctx.now).await?;
    let mut reviews = store::review::of_call(db, call.id).await?;
    let ids: Vec<ApplicationId> = cases.iter().map(|case| case.id).collect();
    let barred: HashSet<_> = applications::barred_persons(db, &ids)
        .await?
        .into_iter()
        .collect();
    // who is excluded from a case has no score there, whoever hands it in
    reviews.retain(|review| !barred.contains(&(review.application_id, review.assessor_id)));
    Ok(Known {
        cases: cases
            .into_iter()
            .map(|case| (names::clean(case.label()).to_uppercase(), case))
            .collect(),
        assessors: holders
            .into_iter()
            .map(|account| (account.name.to_lowercase(), account.id))
            .collect(),
        reviews: reviews
            .into_iter()
            .map(|review| ((review.application_id, review.assessor_id), review))
            .collect(),
        call,
    })
}

type Rows = Vec<(Review, SaveScores)>;

/// The report and what would be handed in. Pure.
fn read(ctx: &Ctx, input: &ImportInput, known: &Known) -> Result<(ImportReport, Rows), Problem> {
    let lang = ctx.lang;
    let codes: Vec<[&str; 1]> = known
        .call
        .criteria
        .iter()
        .map(|criterion| [criterion.code.as_str()])
        .collect();
    let mut headings = vec![
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
                "Bewertung durch",
            ],
        ),
        Heading::optional("total", &["Summe", "Punkte gesamt", "Gesamtpunkte"]),
        Heading::optional("reason", &["Begründung", "Begründungen"]),
        Heading::optional("recommendation", &["Empfehlung"]),
    ];
    headings.extend(codes.iter().map(|names| Heading::required(names[0], names)));
    let reasons: Vec<(String, [String; 1])> = known
        .call
        .criteria
        .iter()
        .map(|criterion| {
            let code = &criterion.code;
            (format!("reason_{code}"), [format!("Begründung {code}")])
        })
        .collect();
    let titles: Vec<[&str; 1]> = reasons.iter().map(|(_, title)| [title[0].as_str()]).collect();
    headings.extend(
        reasons
            .iter()
            .zip(&titles)
            .map(|((key, _), title)| Heading::optional(key, title)),
    );
    let plan = Plan {
        headings: &headings,
        key: Some("number"),
        ..Plan::default()
    };
    let (table, mut report) = match ImportReport::open(lang, &input.workbook, &plan) {
        Ok(open) => open,
        Err(report) => return Ok((*report, Vec::new())),
    };
    let mut rows = Vec::new();
    let mut seen = HashSet::new();
    for row in &table.rows {
        let (line, planned) = read_row(ctx, &table, row, known, &mut seen)?;
        rows.extend(planned);
        report.push(line);
    }
    Ok((report, rows))
}

fn read_row(
    ctx: &Ctx,
    table: &base_sheets::Table,
    row: &TableRow,
    known: &Known,
    seen: &mut HashSet<(ApplicationId, PersonId)>,
) -> Result<(ReportRow, Option<(Review, SaveScores)>), Problem> {
    let lang = ctx.lang;
    let mut findings = Vec::new();
    let mut cells = table.read(row, &mut findings);
    let (number, assessor) = (cells.text("number"), cells.text("assessor"));
    let codes = known.call.criteria.iter().map(|criterion| &criterion.code);
    let filled_in = codes.flat_map(|code| [code.clone(), format!("reason_{code}")]);
    let filled_in = filled_in.chain(["reason", "recommendation"].map(str::to_owned));
    if filled_in.map(|key| cells.cell(&key)).all(Cell::is_blank) {
        // a sheet of the download that nobody has got to yet
        let mut line = ReportRow::of(lang, table, row, &findings);
        (line.key, line.name) = (number, assessor);
        line.status = RowStatus::Ignored;
        let text = Text::new("scores-import-untouched");
        line.remark(lang, "NOT_FILLED_IN", None, None, &text);
        return Ok((line, None));
    }
    let reason = cells.long_text("reason").unwrap_or_default();
    let recommendation = cells.text("recommendation").unwrap_or_default();
    let stated = cells.number("total", 0..=100);
    let scores: Scores = known
        .call
        .criteria
        .iter()
        .map(|criterion| {
            let points = cells.number(&criterion.code, rules::POINTS);
            // without a reason of its own the one of the row stands for every criterion that needs one
            let own = cells.long_text(&format!("reason_{}", criterion.code));
            let reason = match own {
                Some(own) => own,
                None if points.is_some_and(rules::needs_reason) => reason.clone(),
                None => String::new(),
            };
            (criterion.code.clone(), Score { points, reason })
        })
        .collect();
    let mut line = ReportRow::of(lang, table, row, &findings);
    line.key.clone_from(&number);
    line.name.clone_from(&assessor);
    let (Some(number), Some(assessor)) = (number, assessor) else {
        return Ok((line, None));
    };
    if line.status != RowStatus::Accepted {
        return Ok((line, None));
    }
    let mut refuse = |status: RowStatus, code: &str, text: Text| {
        line.status = status;
        line.remark(lang, code, None, None, &text);
    };
    let Some(case) = known.cases.get(&number.to_uppercase()) else {
        refuse(
            RowStatus::Error,
            "APPLICATION_UNKNOWN",
            Text::new("scores-import-unknown-application"),
        );
        return Ok((line, None));
    };
    let Some(person) = known.assessors.get(&assessor.to_lowercase()) else {
        refuse(
            RowStatus::Error,
            "ASSESSOR_UNKNOWN",
            Text::new("scores-import-unknown-assessor"),
        );
        return Ok((line, None));
    };
    if !seen.insert((case.id, *person)) {
        refuse(
            RowStatus::Duplicate,
            "ROW_TWICE",
            Text::new("scores-import-twice"),
        );
        return Ok((line, None));
    }
    let review = known.reviews.get(&(case.id, *person));
    let open =
        review.filter(|review| matches!(review.state, ReviewState::InProgress | ReviewState::Reopened));
    let Some(review) = open else {
        let text = match review {
            Some(review) if review.state != ReviewState::Assigned => {
                Text::new(format!("reviews-refused-{}", review.state))
            }
            _ => Text::new("scores-import-not-assigned"),
        };
        refuse(RowStatus::Error, "REVIEW_NOT_OPEN", text);
        return Ok((line, None));
    };
    let weighted = match rules::weigh(&scores, &review.weights()?) {
        Ok(weighted) => weighted,
        Err(Problem::Invalid(fields)) => {
            for field in fields {
                refuse(RowStatus::Error, "SCORE_INVALID", field.text);
            }
            return Ok((line, None));
        }
        Err(problem) => return Err(problem),
    };
    if stated.is_some_and(|stated| stated * 5 != weighted) {
        let computed = base::fmt::hundredths(lang, weighted * 20);
        refuse(
            RowStatus::Error,
            "TOTAL_DIFFERS",
            Text::new("scores-import-total-differs").with("computed", computed),
        );
        return Ok((line, None));
    }
    let command = SaveScores {
        scores,
        comment: reason,
        recommendation,
        version: review.version,
    };
    Ok((line, Some((review.clone(), command))))
}
