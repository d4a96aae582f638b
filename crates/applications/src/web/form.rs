//! The application form: reading it, filling it, showing it. Partners are typed as key or name, one per line.

use base::money::split_equally;
use base::{Cents, Lang, Problem, Text};
use base_web::form::FormReader;
use base_web::view::{Choice, Field, Form};
use base_web::{FormData, Visit};
use calls::{Call, FundingMode};
use municipalities::{BodyId, Resolution};
use sea_orm::ConnectionTrait;

use crate::model::{Application, DraftFields, Party, PartyInput, PartyRole, Support};

/// What the form says, and the lead's own share where shares are agreed.
pub(super) struct Typed {
    pub fields: DraftFields,
    pub lead_share: Option<Cents>,
}

/// Reads the form and looks the partners up. Error: everything that is wrong, at once.
pub(super) async fn read(db: &impl ConnectionTrait, form: &FormData) -> Result<Typed, Problem> {
    let mut read = form.read();
    let mut fields = DraftFields {
        title: read.text("title", 120),
        summary: read.long_text("summary", 600),
        contact_name: read.text("contact_name", 120),
        contact_role: read.text("contact_role", 80),
        contact_email: if form.get("contact_email").is_empty() {
            String::new()
        } else {
            read.email("contact_email")
        },
        contact_phone: phone(&mut read),
        project_from: read.optional_date("project_from"),
        project_until: read.optional_date("project_until"),
        support: read
            .optional::<SupportField>("support", "field-choice")
            .map(|field| field.0),
        support_tenths: tenths(&mut read, form),
        requested: read.optional_money("requested").unwrap_or_default(),
        total_cost: read.optional_money("total_cost").unwrap_or_default(),
        own_share: read.optional_money("own_share").unwrap_or_default(),
        other_funding: read.optional_money("other_funding").unwrap_or_default(),
        remark: read.long_text("remark", 2_000),
        ..DraftFields::default()
    };
    let partners = lines(db, &mut read, form, "partners", PartyRole::Partner).await?;
    let places = lines(db, &mut read, form, "places", PartyRole::PlaceOfAction).await?;
    read.finish()?;
    fields.parties = partners;
    let lead_share = shares(&mut fields, form.has("split_equally"))?;
    fields.parties.extend(places);
    Ok(Typed { fields, lead_share })
}

struct SupportField(Support);

impl std::str::FromStr for SupportField {
    type Err = ();
    fn from_str(code: &str) -> Result<Self, ()> {
        Support::from_code(code).map(Self).ok_or(())
    }
}

/// Digits, blanks and `+ - / ( )` (A10).
fn phone(read: &mut FormReader<'_>) -> String {
    let value = read.text("contact_phone", 30);
    if !value.chars().all(|c| c.is_ascii_digit() || " +-/()–".contains(c)) {
        read.fail("contact_phone", Text::new("applications-phone"));
    }
    value
}

/// Days with one decimal: `2,5` is 25 tenths.
fn tenths(read: &mut FormReader<'_>, form: &FormData) -> Option<i64> {
    let typed = form.get("support_days").trim();
    if typed.is_empty() {
        return None;
    }
    match Cents::parse_de(typed) {
        Ok(Cents(hundredths)) if hundredths % 10 == 0 => Some(hundredths / 10),
        _ => {
            read.fail("support_days", Text::new("applications-support-range"));
            None
        }
    }
}

/// One body per line, optionally with its share: `Ostrach; 13.333,33`.
async fn lines(
    db: &impl ConnectionTrait,
    read: &mut FormReader<'_>,
    form: &FormData,
    field: &str,
    role: PartyRole,
) -> Result<Vec<PartyInput>, Problem> {
    let mut found = Vec::new();
    for line in form
        .get(field)
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(40)
    {
        let (who, share) = match line.split_once(';') {
            Some((who, share)) => (who.trim(), Some(share.trim()).filter(|share| !share.is_empty())),
            None => (line, None),
        };
        let share = share.map(Cents::parse_de).transpose();
        let body = find_body(db, who).await?;
        match (body, share) {
            (Ok(body), Ok(share)) => found.push(PartyInput { body, role, share }),
            (Err(text), _) => read.fail(field, text),
            (_, Err(_)) => read.fail(field, Text::new("field-money").with("value", line)),
        }
    }
    Ok(found)
}

/// The one body that a key or name means, or the sentence that asks which.
pub(super) async fn find_body(db: &impl ConnectionTrait, who: &str) -> Result<Result<BodyId, Text>, Problem> {
    // "Malsch (08215046)" as the lists of this program write it
    let inner = who.rsplit_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
    let is_key = |text: &str| {
        text.chars().any(|c| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || " .-".contains(c))
    };
    let (key, name) = match inner.filter(|text| is_key(text)) {
        Some(key) => (Some(key), None),
        None if is_key(who) => (Some(who), None),
        None => (None, Some(who)),
    };
    Ok(match municipalities::resolve(db, key, name, None).await? {
        Resolution::Found { body, .. } => Ok(body.id),
        other => Err(other
            .error(who)
            .map_or_else(|| Text::new("applications-body-unknown"), |(_, text)| text)),
    })
}

/// Shares of the partners, and what is left for the lead. With the box ticked the amount is split to the cent (C03).
fn shares(fields: &mut DraftFields, equally: bool) -> Result<Option<Cents>, Problem> {
    if equally && !fields.parties.is_empty() {
        let parts = split_equally(fields.requested, fields.parties.len() + 1);
        for (party, share) in fields.parties.iter_mut().zip(parts.iter().skip(1)) {
            party.share = Some(*share);
        }
        return Ok(parts.first().copied());
    }
    let stated: Vec<Cents> = fields.parties.iter().filter_map(|party| party.share).collect();
    if stated.is_empty() {
        return Ok(None);
    }
    let rest = Cents::checked_sum(stated).and_then(|sum| fields.requested.checked_sub(sum));
    match rest {
        Some(rest) if !rest.is_negative() => Ok(Some(rest)),
        _ => Err(Problem::field(
            "partners",
            Text::new("applications-shares-exceed"),
        )),
    }
}

/// What the form shows of a stored draft.
pub(super) fn data(application: &Application, parties: &[Party]) -> FormData {
    let of = |role: PartyRole| {
        let lines: Vec<String> = parties
            .iter()
            .filter(|party| party.role == role)
            .map(|party| match party.share {
                Some(share) => format!("{} ({}); {}", party.name, party.key, share.plain_de()),
                None => format!("{} ({})", party.name, party.key),
            })
            .collect();
        lines.join("\n")
    };
    let date = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let money = |cents: Cents| {
        if cents.is_zero() {
            String::new()
        } else {
            cents.plain_de()
        }
    };
    FormData::default()
        .with("version", application.version)
        .with("title", &application.title)
        .with("summary", &application.summary)
        .with("contact_name", &application.contact_name)
        .with("contact_role", &application.contact_role)
        .with("contact_email", &application.contact_email)
        .with("contact_phone", &application.contact_phone)
        .with("project_from", date(application.project_from))
        .with("project_until", date(application.project_until))
        .with("support", application.support)
        .with(
            "support_days",
            application.support_tenths.map(days).unwrap_or_default(),
        )
        .with("requested", money(application.requested))
        .with("total_cost", money(application.total_cost))
        .with("own_share", money(application.own_share))
        .with("other_funding", money(application.other_funding))
        .with("partners", of(PartyRole::Partner))
        .with("places", of(PartyRole::PlaceOfAction))
        .with("remark", &application.remark)
}

/// `2,5` from 25 tenths.
pub(super) fn days(tenths: i64) -> String {
    base::fmt::hundredths(Lang::De, tenths * 10)
        .trim_end_matches('0')
        .trim_end_matches(',')
        .to_owned()
}

/// The fields, without those that depend on who fills them in.
pub(super) fn fields(visit: &Visit, form: Form, call: &Call) -> Form {
    let t = |key: &str| visit.t(key);
    let form = form
        .field(Field::group(t("applications-part-contact")))
        .field(
            Field::text("contact_name", t("applications-contact-name"))
                .max(120)
                .autocomplete("name"),
        )
        .field(Field::text("contact_role", t("applications-contact-role")).max(80))
        .field(
            Field::input("email", "contact_email", t("applications-contact-email"))
                .max(254)
                .autocomplete("email"),
        )
        .field(
            Field::input("tel", "contact_phone", t("applications-contact-phone"))
                .max(30)
                .autocomplete("tel")
                .medium(),
        )
        .field(Field::group(t("applications-part-partners")))
        .field(
            Field::textarea("partners", t("applications-partners"), 3).hint(t("applications-partners-hint")),
        )
        .field(Field::checkbox("split_equally", t("applications-split-equally")))
        .field(Field::textarea("places", t("applications-places"), 3).hint(t("applications-places-hint")))
        .field(Field::group(t("applications-part-project")))
        .field(
            Field::text("title", t("applications-project"))
                .max(120)
                .hint(t("applications-project-hint")),
        )
        .field(
            Field::textarea("summary", t("applications-summary"), 6)
                .max(600)
                .hint(t("applications-summary-hint")),
        )
        .field(Field::date("project_from", t("applications-project-from")))
        .field(Field::date("project_until", t("applications-project-until")))
        .field(Field::group(t("applications-part-support")))
        .field(Field::select(
            "support",
            t("applications-support"),
            Support::ALL
                .iter()
                .map(|kind| Choice::new(kind, t(&format!("applications-support-{kind}"))))
                .collect(),
        ))
        .field(Field::number(
            "support_days",
            t("applications-support-days"),
            t("applications-days"),
        ))
        .field(Field::group(t("applications-part-money")))
        .field(
            Field::money("requested", t("applications-requested"))
                .hint(visit.tw("applications-requested-hint", &[("cap", &visit.money(call.cap))])),
        );
    let form = if call.funding_mode == FundingMode::CashGrant {
        form.field(Field::money("total_cost", t("applications-total-cost")))
            .field(Field::money("own_share", t("applications-own-share")))
            .field(Field::money("other_funding", t("applications-other-funding")))
    } else {
        form
    };
    form.field(Field::textarea("remark", t("applications-remark"), 3).max(2_000))
}
