//! Import of a steering group's members (I14): name, institution, function, vote, deputy, address.

use base::{Ctx, Problem, Text};
use base_sheets::{Heading, Limits, Plan, Table, TableRow};
use base_web::App;
use base_web::imports::{Apply, ImportInput, ImportKind, ImportReport, ReportRow, RowStatus, finish};
use futures::FutureExt;

use crate::access;
use crate::model::CommitteeId;
use crate::queries;
use crate::usecases::{NewMember, put_member_in};

/// I14, for the office of the one committee it keeps.
pub(crate) fn kind() -> ImportKind {
    ImportKind {
        kind: "members",
        roles: access::SECRETARIES,
        needs_call: false,
        limits: Limits::default(),
        run: |app, ctx, input, apply| run(app, ctx, input, apply).boxed(),
    }
}

async fn run(
    app: &App,
    ctx: &Ctx,
    input: ImportInput,
    apply: Option<Apply>,
) -> Result<ImportReport, Problem> {
    let (report, rows) = read(ctx, &input);
    let Some(apply) = apply.filter(|_| report.unreadable.is_none()) else {
        return Ok(report);
    };
    let committee = target(app, ctx).await?;
    let unit = app.db.write(ctx).await?;
    for row in rows {
        put_member_in(&unit, committee, row).await?;
    }
    finish(&unit, &apply, &input.file_name, &report).await?;
    unit.commit().await?;
    Ok(report)
}

/// The newest committee whose office the person is. Error: refused when there is none.
async fn target(app: &App, ctx: &Ctx) -> Result<CommitteeId, Problem> {
    let mut own = queries::committees(app.db.reader(), ctx).await?;
    own.retain(|committee| access::holds(ctx, access::SECRETARIES, committee.programme_id));
    own.sort_by_key(|committee| committee.created_at);
    match own.last() {
        Some(committee) => Ok(committee.id),
        None => Err(Problem::refused(
            "no-committee",
            Text::new("members-import-no-committee"),
        )),
    }
}

/// The report and the seats. Pure.
fn read(ctx: &Ctx, input: &ImportInput) -> (ImportReport, Vec<NewMember>) {
    let headings = [
        Heading::required("name", &["Name", "Mitglied"]),
        Heading::required("institution", &["Institution", "Einrichtung", "Organisation"]),
        Heading::optional("function", &["Funktion", "Rolle"]),
        Heading::required("vote", &["stimmberechtigt", "Stimmrecht", "Stimme"]),
        Heading::optional("deputy", &["Vertretung", "Stellvertretung"]),
        Heading::optional("email", &["E-Mail", "E-Mail-Adresse", "Mail"]),
    ];
    let plan = Plan {
        headings: &headings,
        key: Some("name"),
        ..Plan::default()
    };
    let (table, mut report) = match ImportReport::open(ctx.lang, &input.workbook, &plan) {
        Ok(open) => open,
        Err(report) => return (*report, Vec::new()),
    };
    let mut members: Vec<NewMember> = Vec::new();
    for row in &table.rows {
        let (line, member) = read_row(ctx, &table, row, &members);
        members.extend(member);
        report.push(line);
    }
    (report, members)
}

fn read_row(
    ctx: &Ctx,
    table: &Table,
    row: &TableRow,
    before: &[NewMember],
) -> (ReportRow, Option<NewMember>) {
    let mut findings = Vec::new();
    let mut cells = table.read(row, &mut findings);
    let name = cells.text("name");
    let institution = cells.text("institution").unwrap_or_default();
    let function = cells.text("function").unwrap_or_default().to_lowercase();
    let has_vote = cells.yes_no("vote").unwrap_or(false);
    let deputy_name = cells.text("deputy").unwrap_or_default();
    let email = cells.text("email").unwrap_or_default().to_lowercase();
    let mut line = ReportRow::of(ctx.lang, table, row, &findings);
    line.name.clone_from(&name);
    line.key = Some(email.clone()).filter(|email| !email.is_empty());
    let Some(name) = name.filter(|_| line.status == RowStatus::Accepted) else {
        return (line, None);
    };
    let mut refuse = |status: RowStatus, code: &str, key: &'static str| {
        line.status = status;
        line.remark(ctx.lang, code, None, None, &Text::new(key));
    };
    if !email.is_empty() && before.iter().any(|member| member.email == email) {
        refuse(RowStatus::Duplicate, "ROW_TWICE", "members-import-twice");
        return (line, None);
    }
    let is_chair = function.contains("vorsitz");
    if is_chair && before.iter().any(|member| member.is_chair) {
        refuse(RowStatus::Error, "SECOND_CHAIR", "committees-one-chair");
        return (line, None);
    }
    let is_secretary = function.contains("schriftführ") || function.contains("geschäftsstelle");
    let member = NewMember {
        name,
        institution,
        email,
        has_vote,
        is_chair,
        is_secretary,
        deputy_name,
        from_on: None,
        until_on: None,
    };
    (line, Some(member))
}
