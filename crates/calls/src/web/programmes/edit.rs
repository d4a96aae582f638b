//! `/programmes/new` and `/programmes/{programme}/edit`: the letterhead and the frame.

use axum::extract::Path;
use base::{Problem, calendar};
use base_web::view::{Choice, Field, Page};
use base_web::{FormData, Reply, Visit};

use super::seen;
use crate::model::Authority;
use crate::usecases::{self, EditProgramme, MAX_LINE, NewProgramme};
use crate::{Programme, RemedyKind, access};

/// The lines of the letterhead: field and label.
const LINES: [(&str, &str); 8] = [
    ("authority", "calls-authority"),
    ("department", "calls-department"),
    ("street", "calls-street"),
    ("postcode", "calls-postcode"),
    ("place", "calls-place"),
    ("phone", "calls-phone"),
    ("email", "calls-email"),
    ("web", "calls-web"),
];

fn fields(visit: &Visit) -> Vec<Field> {
    let line = |name: &str, key: &str| Field::text(name, visit.t(key)).max(MAX_LINE);
    let mut fields = vec![
        Field::group(visit.t("calls-group-frame")),
        line("name_de", "calls-programme-name-de").required(),
        line("name_en", "calls-programme-name-en"),
        Field::date("valid_until", visit.t("calls-valid-until")).hint(visit.t("calls-valid-until-hint")),
        Field::group(visit.t("calls-letterhead")),
    ];
    fields.extend(LINES.map(|(name, key)| match name {
        "authority" => line(name, key).required(),
        "postcode" => line(name, key).short(),
        _ => line(name, key),
    }));
    let remedies = RemedyKind::ALL
        .iter()
        .map(|kind| Choice::new(kind, visit.t(&format!("calls-remedy-{kind}"))))
        .collect();
    fields.extend([
        Field::group(visit.t("calls-remedy")),
        Field::select("remedy_kind", visit.t("calls-remedy"), remedies)
            .required()
            .medium(),
        line("court", "calls-court").hint(visit.t("calls-court-hint")),
    ]);
    fields
}

fn filled(programme: &Programme) -> FormData {
    let lines = &programme.authority;
    FormData::default()
        .with("version", programme.version)
        .with("name_de", &programme.name_de)
        .with("name_en", &programme.name_en)
        .with(
            "valid_until",
            programme
                .valid_until
                .map(|day| day.to_string())
                .unwrap_or_default(),
        )
        .with("authority", &lines.authority)
        .with("department", &lines.department)
        .with("street", &lines.street)
        .with("postcode", &lines.postcode)
        .with("place", &lines.place)
        .with("phone", &lines.phone)
        .with("email", &lines.email)
        .with("web", &lines.web)
        .with("remedy_kind", programme.remedy_kind)
        .with("court", &programme.court)
}

/// The typed data as an edit of `programme`. Error: `Invalid`.
fn read(data: &FormData, programme: crate::ProgrammeId) -> Result<EditProgramme, Problem> {
    let mut read = data.read();
    let name_de = read.required_text("name_de", MAX_LINE);
    let name_en = read.text("name_en", MAX_LINE);
    let [authority, department, street, postcode, place, phone, email, web] =
        LINES.map(|(name, _)| read.text(name, MAX_LINE));
    if authority.is_empty() {
        read.fail("authority", base::Text::new("field-required"));
    }
    let remedy_kind = read.choice("remedy_kind");
    let court = read.text("court", MAX_LINE);
    let valid_until = read.optional_date("valid_until");
    let version = read.version();
    read.finish()?;
    Ok(EditProgramme {
        programme,
        version,
        name_de,
        name_en,
        authority: Authority {
            authority,
            department,
            street,
            postcode,
            place,
            phone,
            email,
            web,
        },
        remedy_kind: remedy_kind.unwrap_or(RemedyKind::Action), // refused above when it is missing
        court,
        valid_until,
    })
}

pub(super) async fn new(visit: Visit) -> Reply {
    access::require_set_up(&visit.ctx)?;
    let today = calendar::local_date(visit.ctx.now);
    let data = FormData::default().with("valid_from", today);
    visit.page(new_page(&visit, &data, None))
}

fn new_page(visit: &Visit, data: &FormData, problem: Option<&Problem>) -> Page {
    let mut form = visit
        .form("/programmes/new")
        .field(
            Field::text("code", visit.t("calls-code"))
                .required()
                .short()
                .max(12)
                .hint(visit.t("calls-programme-code-hint")),
        )
        .field(Field::date("valid_from", visit.t("calls-valid-from")).required())
        .fields(fields(visit))
        .submit(visit.t("calls-programme-create"))
        .cancel(visit.t("form-cancel"), "/programmes")
        .fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t("calls-programme-new"))
        .crumb("/programmes", visit.t("calls-programmes-title"))
        .lead(visit.t("calls-programme-new-lead"))
        .block(form)
}

pub(super) async fn create(visit: Visit, data: FormData) -> Reply {
    let created = async {
        let edit = read(&data, crate::ProgrammeId::new())?;
        let mut reader = data.read();
        let code = reader.required_text("code", 12);
        let valid_from = reader.date("valid_from");
        reader.finish()?;
        let new = NewProgramme {
            code: code.clone(),
            name_de: edit.name_de,
            name_en: edit.name_en,
            authority: edit.authority,
            remedy_kind: edit.remedy_kind,
            court: edit.court,
            valid_from: valid_from.ok_or_else(|| Problem::broken("a checked date is missing"))?,
            valid_until: edit.valid_until,
            parameters: Vec::new(),
        };
        usecases::create_programme(&visit.app.db, &visit.ctx, new).await?;
        Ok(code)
    };
    match created.await {
        Ok(code) => visit.done(&format!("/programmes/{code}"), "calls-done-programme-created"),
        Err(problem) => visit.again(problem, |problem| new_page(&visit, &data, Some(problem))),
    }
}

pub(super) async fn index(visit: Visit, Path(programme): Path<String>) -> Reply {
    let programme = seen(&visit, &programme).await?;
    access::require_set_up(&visit.ctx)?;
    visit.page(edit_page(&visit, &programme, &filled(&programme), None))
}

fn edit_page(visit: &Visit, programme: &Programme, data: &FormData, problem: Option<&Problem>) -> Page {
    let href = format!("/programmes/{}", programme.code);
    let version = match problem {
        Some(Problem::Stale) => programme.version, // the newest, after the message about the other change
        _ => data.read().version(),
    };
    let mut form = visit
        .form(format!("{href}/edit"))
        .hidden("version", version)
        .fields(fields(visit))
        .submit(visit.t("calls-programme-save"))
        .cancel(visit.t("form-cancel"), href.clone())
        .fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.tw("calls-programme-edit-title", &[("code", &programme.code)]))
        .crumb("/programmes", visit.t("calls-programmes-title"))
        .crumb(href, &programme.code)
        .lead(visit.t("calls-programme-edit-lead"))
        .block(form)
}

pub(super) async fn save(visit: Visit, Path(programme): Path<String>, data: FormData) -> Reply {
    let programme = seen(&visit, &programme).await?;
    let saved = async {
        let command = read(&data, programme.id)?;
        usecases::edit_programme(&visit.app.db, &visit.ctx, command).await
    };
    match saved.await {
        Ok(()) => visit.done(
            &format!("/programmes/{}", programme.code),
            "calls-done-programme-saved",
        ),
        Err(problem) => visit.again(problem, |problem| {
            edit_page(&visit, &programme, &data, Some(problem))
        }),
    }
}
