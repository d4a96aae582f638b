//! Forms that change the register.

use axum::extract::Path;
use base::{Problem, Text};
use base_web::view::{Choice, Field, Page};
use base_web::{FormData, Reply, Visit};

use super::show::body_page;
use super::{id, type_name};
use crate::usecases::{self, Contact, EndBody, NewBody};
use crate::{Body, BodyType, queries};

pub(super) async fn add_alias(visit: Visit, Path(body): Path<String>, form: FormData) -> Reply {
    let body = queries::body(visit.app.db.reader(), id(&body)?).await?;
    match usecases::add_alias(&visit.app.db, &visit.ctx, body.id, form.get("alias")).await {
        Ok(()) => visit.done(&format!("/bodies/{}", body.id), "bodies-done-alias-added"),
        Err(problem) => {
            let page = body_page(&visit, &body, &form, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

pub(super) async fn remove_alias(visit: Visit, Path((body, alias)): Path<(String, String)>) -> Reply {
    let body = id(&body)?;
    let alias = alias.parse().map_err(|_| Problem::not_found("alias"))?;
    usecases::remove_alias(&visit.app.db, &visit.ctx, body, alias).await?;
    visit.done(&format!("/bodies/{body}"), "bodies-done-alias-removed")
}

const TYPES_BY_HAND: [BodyType; 3] = [
    BodyType::Zweckverband,
    BodyType::Association,
    BodyType::ForeignMunicipality,
];

async fn new_page(visit: &Visit, typed: &FormData, problem: Option<&Problem>) -> Result<Page, Problem> {
    let kinds = TYPES_BY_HAND.map(|kind| Choice::new(kind.code(), type_name(visit, kind)));
    let districts = queries::districts(visit.app.db.reader()).await?;
    let districts = districts
        .iter()
        .filter_map(|body| Some(Choice::new(body.district_key.as_deref()?, &body.official_name)));
    let none = Choice::new("", visit.t("bodies-none"));
    let mut form = visit
        .form("/bodies")
        .field(Field::text("name", visit.t("bodies-name")).required())
        .field(Field::radio("body_type", visit.t("bodies-type"), kinds.to_vec()).required())
        .field(
            Field::text("key", visit.t("bodies-key"))
                .medium()
                .hint(visit.t("bodies-own-key-hint")),
        )
        .field(Field::select(
            "district",
            visit.t("bodies-district"),
            std::iter::once(none).chain(districts).collect(),
        ))
        .field(Field::input("email", "email", visit.t("bodies-email")).medium())
        .submit(visit.t("bodies-add"))
        .cancel(visit.t("bodies-cancel"), "/bodies")
        .fill(typed);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Ok(Page::new(visit.t("bodies-add"))
        .crumb("/bodies", visit.t("bodies-title"))
        .lead(visit.t("bodies-add-lead"))
        .block(form))
}

pub(super) async fn new(visit: Visit) -> Reply {
    let page = new_page(&visit, &FormData::default(), None).await?;
    visit.page(page)
}

pub(super) async fn add(visit: Visit, form: FormData) -> Reply {
    let added = async {
        let mut read = form.read();
        let name = read.required_text("name", 200);
        let kind = read.choice::<BodyType>("body_type");
        let key = read.text("key", 40);
        let district = read.text("district", 5);
        let email = optional_email(&form, &mut read);
        read.finish()?;
        let body_type = kind.ok_or_else(|| Problem::field("body_type", Text::new("field-required")))?;
        let district_key = Some(district).filter(|key| !key.is_empty());
        usecases::add_body(
            &visit.app.db,
            &visit.ctx,
            NewBody {
                key,
                body_type,
                name,
                district_key,
                email,
            },
        )
        .await
    };
    match added.await {
        Ok(id) => visit.done(&format!("/bodies/{id}"), "bodies-done-added"),
        Err(problem) => {
            let page = new_page(&visit, &form, Some(&problem)).await?;
            visit.again(problem, |_| page)
        }
    }
}

fn optional_email(form: &FormData, read: &mut base_web::form::FormReader<'_>) -> Option<String> {
    if base::names::clean(form.get("email")).is_empty() {
        None
    } else {
        Some(read.email("email"))
    }
}

fn contact_page(visit: &Visit, body: &Body, data: &FormData, problem: Option<&Problem>) -> Page {
    let mut form = visit
        .form(format!("/bodies/{}/contact", body.id))
        .hidden("version", data.get("version"))
        .field(Field::text("street", visit.t("bodies-street")))
        .field(Field::text("postcode", visit.t("bodies-postcode")).short())
        .field(Field::text("place", visit.t("bodies-place")).medium())
        .field(
            Field::input("email", "email", visit.t("bodies-email"))
                .medium()
                .hint(visit.t("bodies-email-hint")),
        )
        .field(Field::input("tel", "phone", visit.t("bodies-phone")).medium())
        .field(Field::text("head", visit.t("bodies-head")).medium())
        .submit(visit.t("bodies-save"))
        .cancel(visit.t("bodies-cancel"), format!("/bodies/{}", body.id))
        .fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t("bodies-contact-edit"))
        .crumb("/bodies", visit.t("bodies-title"))
        .crumb(format!("/bodies/{}", body.id), &body.official_name)
        .block(form)
}

pub(super) async fn contact(visit: Visit, Path(body): Path<String>) -> Reply {
    let body = queries::body(visit.app.db.reader(), id(&body)?).await?;
    let shown = |value: &Option<String>| value.clone().unwrap_or_default();
    let data = FormData::default()
        .with("version", body.version)
        .with("street", shown(&body.street))
        .with("postcode", shown(&body.postcode))
        .with("place", shown(&body.place))
        .with("email", shown(&body.email))
        .with("phone", shown(&body.phone))
        .with("head", shown(&body.head));
    visit.page(contact_page(&visit, &body, &data, None))
}

pub(super) async fn save_contact(visit: Visit, Path(body): Path<String>, form: FormData) -> Reply {
    let body = queries::body(visit.app.db.reader(), id(&body)?).await?;
    let saved = async {
        let mut read = form.read();
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let contact = Contact {
            street: some(read.text("street", 120)),
            postcode: some(read.text("postcode", 10)),
            place: some(read.text("place", 80)),
            email: optional_email(&form, &mut read),
            phone: some(read.text("phone", 40)),
            head: some(read.text("head", 120)),
        };
        let version = read.version();
        read.finish()?;
        usecases::edit_contact(&visit.app.db, &visit.ctx, body.id, contact, version).await
    };
    match saved.await {
        Ok(()) => visit.done(&format!("/bodies/{}", body.id), "bodies-done-contact-saved"),
        Err(problem) => visit.again(problem, |problem| {
            contact_page(&visit, &body, &form, Some(problem))
        }),
    }
}

fn ending_page(visit: &Visit, body: &Body, data: &FormData, problem: Option<&Problem>) -> Page {
    let mut form = visit
        .form(format!("/bodies/{}/end", body.id))
        .hidden("version", data.get("version"))
        .field(Field::date("valid_until", visit.t("bodies-valid-until")).required())
        .field(
            Field::text("successor", visit.t("bodies-successor-key"))
                .short()
                .hint(visit.t("bodies-successor-hint")),
        )
        .submit(visit.t("bodies-end"))
        .confirm(visit.t("bodies-end-confirm"))
        .cancel(visit.t("bodies-cancel"), format!("/bodies/{}", body.id))
        .fill(data);
    if let Some(problem) = problem {
        form = form.problem(problem);
    }
    Page::new(visit.t("bodies-end"))
        .crumb("/bodies", visit.t("bodies-title"))
        .crumb(format!("/bodies/{}", body.id), &body.official_name)
        .lead(visit.t("bodies-end-lead"))
        .block(form)
}

pub(super) async fn ending(visit: Visit, Path(body): Path<String>) -> Reply {
    let body = queries::body(visit.app.db.reader(), id(&body)?).await?;
    let data = FormData::default().with("version", body.version);
    visit.page(ending_page(&visit, &body, &data, None))
}

pub(super) async fn end(visit: Visit, Path(body): Path<String>, form: FormData) -> Reply {
    let body = queries::body(visit.app.db.reader(), id(&body)?).await?;
    let ended = async {
        let mut read = form.read();
        let until = read.date("valid_until");
        let successor = read.text("successor", 40);
        let version = read.version();
        read.finish()?;
        let valid_until = until.ok_or_else(|| Problem::field("valid_until", Text::new("field-required")))?;
        let successor_key = Some(successor).filter(|key| !key.is_empty());
        let command = EndBody {
            body: body.id,
            valid_until,
            successor_key,
            version,
        };
        usecases::end_body(&visit.app.db, &visit.ctx, command).await
    };
    match ended.await {
        Ok(()) => visit.done(&format!("/bodies/{}", body.id), "bodies-done-ended"),
        Err(problem) => visit.again(problem, |problem| {
            ending_page(&visit, &body, &form, Some(problem))
        }),
    }
}
