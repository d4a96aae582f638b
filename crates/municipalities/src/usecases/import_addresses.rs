//! Import of addresses and mailboxes (I3): AGS, Gemeinde, Straße, PLZ, Ort, E-Mail, Telefon, (Ober-)Bürgermeister/in.

use base::{Ctx, Lang, Problem, Text};
use base_sheets::{Heading, Plan, Workbook};
use base_web::App;
use base_web::imports::{Apply, ImportInput, ImportReport, ReportRow, RowStatus, finish};

use super::put::{change, put_bodies};
use crate::{Body, Resolution, Resolver, access};

const HEADINGS: &[Heading<'static>] = &[
    Heading::required(
        "key",
        &[
            "AGS",
            "Gemeindeschlüssel",
            "Amtlicher Gemeindeschlüssel",
            "GKZ",
            "Schlüssel",
            "Gemeindekennziffer",
        ],
    ),
    Heading::optional(
        "name",
        &["Gemeinde", "Kommune", "Stadt/Gemeinde", "Name", "Gemeindename"],
    ),
    Heading::optional(
        "street",
        &[
            "Straße",
            "Straße, Hausnummer",
            "Anschrift",
            "Straße und Hausnummer",
        ],
    ),
    Heading::optional("postcode", &["PLZ", "Postleitzahl"]),
    Heading::optional("place", &["Ort"]),
    Heading::optional("email", &["E-Mail", "E-Mail-Adresse", "Mail"]),
    Heading::optional("phone", &["Telefon", "Tel.", "Telefonnummer"]),
    Heading::optional(
        "head",
        &[
            "(Ober-)Bürgermeister/in",
            "Bürgermeister/in",
            "Oberbürgermeister/in",
            "Landrat/Landrätin",
            "Bürgermeister",
        ],
    ),
];

pub(crate) async fn run(
    app: &App,
    ctx: &Ctx,
    input: ImportInput,
    apply: Option<Apply>,
) -> Result<ImportReport, Problem> {
    access::may_edit(ctx)?;
    let register = Resolver::load(app.db.reader()).await?;
    let (report, bodies) = read(ctx.lang, &input.workbook, &register);
    let Some(apply) = apply.filter(|_| report.unreadable.is_none()) else {
        return Ok(report);
    };
    base_db::retrying(|| async {
        let unit = app.db.write(ctx).await?;
        put_bodies(&unit, bodies.clone(), None).await?;
        finish(&unit, &apply, &input.file_name, &report).await?;
        unit.commit().await
    })
    .await?;
    Ok(report)
}

/// The report and the bodies with their new contacts. Pure.
fn read(lang: Lang, workbook: &Workbook, register: &Resolver) -> (ImportReport, Vec<Body>) {
    let plan = Plan {
        headings: HEADINGS,
        key: Some("key"),
        ..Plan::default()
    };
    let (table, mut report) = match ImportReport::open(lang, workbook, &plan) {
        Ok(open) => open,
        Err(report) => return (*report, Vec::new()),
    };
    let heading = |key: &str| table.column(key).map(|column| column.heading.clone());
    let mut bodies: Vec<Body> = Vec::new();
    for row in &table.rows {
        let mut findings = Vec::new();
        let mut cells = table.read(row, &mut findings);
        let key = cells.text("key");
        let name = cells.text("name");
        let contact = ["street", "postcode", "place", "email", "phone", "head"].map(|key| cells.text(key));
        let mut line = ReportRow::of(lang, &table, row, &findings);
        line.name = name.clone();
        if let Some(key) = key {
            line.key = Some(key.clone());
            let resolution = register.resolve(Some(&key), None, None);
            match &resolution {
                Resolution::Found {
                    body,
                    repaired,
                    merged,
                    ..
                } => {
                    line.key = Some(body.key.clone());
                    if *repaired {
                        let text = Text::new("bodies-key-repaired")
                            .with("from", &key)
                            .with("to", &body.key);
                        line.remark(lang, "REPAIRED", heading("key").as_deref(), Some(&key), &text);
                    }
                    if *merged {
                        let text = Text::new("bodies-key-merged")
                            .with("from", &key)
                            .with("to", body.label());
                        line.remark(lang, "MERGED", heading("key").as_deref(), Some(&key), &text);
                    }
                    if let Some(name) = name.filter(|name| !register.is_called(body.id, name)) {
                        let text = Text::new("bodies-name-differs")
                            .with("name", &name)
                            .with("body", body.label());
                        line.remark(
                            lang,
                            "NAME_DIFFERS",
                            heading("name").as_deref(),
                            Some(&name),
                            &text,
                        );
                    }
                    let [street, postcode, place, email, phone, head] = contact;
                    let email = email.map(|email| email.to_lowercase());
                    if let Some(email) = email.as_ref().filter(|email| !is_mailbox(email)) {
                        let text = Text::new("field-email").with("value", email);
                        line.fail(lang, "EMAIL", heading("email").as_deref(), Some(email), &text);
                    }
                    let postcode = postcode.map(|postcode| format!("{postcode:0>5}"));
                    let source = Body {
                        street,
                        postcode,
                        place,
                        email,
                        phone,
                        head,
                        ..body.clone()
                    };
                    let twice = bodies.iter().any(|other| other.id == body.id);
                    if line.status == RowStatus::Accepted && (twice || change(Some(body), &source).is_none())
                    {
                        line.status = RowStatus::Duplicate;
                        let text = if twice {
                            "bodies-import-key-twice"
                        } else {
                            "bodies-import-unchanged"
                        };
                        line.remark(lang, "UNCHANGED", None, None, &Text::new(text));
                    }
                    if line.status == RowStatus::Accepted {
                        bodies.push(source);
                    }
                }
                other => {
                    if let Some((code, text)) = other.error(&key) {
                        line.fail(lang, code, heading("key").as_deref(), Some(&key), &text);
                    }
                }
            }
        }
        report.push(line);
    }
    (report.in_order(), bodies)
}

fn is_mailbox(email: &str) -> bool {
    email.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.')
    }) && !email.contains(char::is_whitespace)
}
