//! How the official register names and classes bodies, and how we say the same.

use chrono::NaiveDate;

use crate::{Body, BodyId, BodyType};

/// The Land whose bodies the register holds (handbook 3.2: Baden-Württemberg).
pub(crate) const TERRITORY: &str = "08";

/// `Tübingen, Universitätsstadt` → name and addition.
pub(crate) fn split_name(written: &str) -> (String, Option<String>) {
    match written.rsplit_once(", ") {
        Some((name, addition)) => (name.to_owned(), Some(addition.to_owned())),
        None => (written.to_owned(), None),
    }
}

/// `Landkreis Tübingen`, but `Zollernalbkreis`.
pub(crate) fn district_official(name: &str) -> String {
    let is_complete = name.ends_with("kreis") || name.ends_with("-Kreis");
    if is_complete {
        name.to_owned()
    } else {
        format!("Landkreis {name}")
    }
}

/// `GVV Rauenberg` → `Gemeindeverwaltungsverband Rauenberg`.
pub(crate) fn association_official(name: &str) -> String {
    if let Some(rest) = name.strip_prefix("GVV ") {
        format!("Gemeindeverwaltungsverband {rest}")
    } else if let Some(rest) = name.strip_prefix("VVG ") {
        format!("Vereinbarte Verwaltungsgemeinschaft {rest}")
    } else {
        name.to_owned()
    }
}

/// What a row's mark (Textkennzeichen) says of a municipality: kind, designation, whether anybody lives there.
pub(crate) fn municipality_kind(mark: &str) -> Option<(BodyType, &'static str, bool)> {
    Some(match mark {
        "61" | "62" => (BodyType::Stadtkreis, "Stadtkreis", true),
        "63" => (BodyType::Stadt, "Stadt", true),
        "64" => (BodyType::Gemeinde, "Gemeinde", true),
        "65" => (BodyType::Gemeinde, "Gemeindefreies Gebiet", true),
        "66" => (BodyType::Gemeinde, "Gemeindefreies Gebiet", false),
        "67" => (BodyType::Stadt, "Große Kreisstadt", true),
        _ => return None,
    })
}

/// A body as an official list knows it: no contacts yet.
pub(crate) struct Official {
    pub key: String,
    pub ars: Option<String>,
    pub body_type: BodyType,
    pub name: String,
    pub official_name: String,
    pub designation: String,
    pub district_name: Option<String>,
    pub association_key: Option<String>,
    pub population: Option<i64>,
    pub population_on: Option<NaiveDate>,
    pub postcode: Option<String>,
    pub longitude_e6: Option<i64>,
    pub latitude_e6: Option<i64>,
    pub may_apply: bool,
}

impl Official {
    /// District and region follow from the key.
    pub(crate) fn into_body(self) -> Body {
        Body {
            id: BodyId::new(),
            district_key: self.key.get(..5).map(str::to_owned),
            region: self
                .key
                .get(2..3)
                .and_then(|digit| digit.parse().ok())
                .filter(|region| (1..=4).contains(region)),
            key: self.key,
            ars: self.ars,
            body_type: self.body_type,
            name: self.name,
            official_name: self.official_name,
            designation: self.designation,
            district_name: self.district_name,
            association_key: self.association_key,
            population: self.population,
            population_on: self.population_on,
            postcode: self.postcode,
            street: None,
            place: None,
            email: None,
            phone: None,
            head: None,
            longitude_e6: self.longitude_e6,
            latitude_e6: self.latitude_e6,
            may_apply: self.may_apply,
            valid_from: None,
            valid_until: None,
            successor_id: None,
            version: 1,
        }
    }
}

/// Degrees × 1,000,000 from `9,177734` or `9.177734`; `None` when it is no degree.
pub(crate) fn degrees_e6(written: &str) -> Option<i64> {
    let (whole, fraction) = written
        .trim()
        .split_once([',', '.'])
        .unwrap_or((written.trim(), ""));
    let fraction: String = fraction.chars().take(6).collect();
    let degrees: i64 = whole
        .parse()
        .ok()
        .filter(|degrees: &i64| (-180..=180).contains(degrees))?;
    let millionths: i64 = format!("{fraction:0<6}").parse().ok()?;
    Some(
        degrees * 1_000_000
            + if whole.starts_with('-') {
                -millionths
            } else {
                millionths
            },
    )
}
