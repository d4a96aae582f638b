//! Which body a row of the official workbook stands for.

use std::collections::{HashMap, HashSet};

use super::super::official::{
    Official, association_official, degrees_e6, district_official, municipality_kind, split_name,
};
use super::lines::Line;
use crate::BodyType;

/// What a row stands for.
pub(super) enum Found {
    Body(Box<Official>),
    /// The district row of a Stadtkreis.
    CityDistrict,
    /// A row that stands for no body: Land, Regierungsbezirk, Region, a municipality without an association.
    Nothing,
    Unknown,
}

pub(super) fn is_association(line: &Line<'_>) -> bool {
    line.record == "50" && !matches!(line.mark.as_str(), "50" | "")
}

/// What the row says; names of districts and kinds of groups come from the rows above it.
pub(super) fn body(
    line: &Line<'_>,
    districts: &HashMap<String, String>,
    associations: &HashSet<String>,
    population: Option<i64>,
    text: impl Fn(&str) -> Option<String>,
) -> Found {
    let (name, addition) = split_name(&line.name);
    let group = format!("{}{}", line.district, line.association);
    let district_name = districts.get(&line.district).cloned();
    let group_body = |key: String, body_type, official_name: String, designation: &str| Official {
        key,
        ars: None,
        body_type,
        name: name.clone(),
        official_name,
        designation: designation.to_owned(),
        district_name: district_name.clone(),
        association_key: None,
        population: None,
        population_on: None,
        postcode: None,
        longitude_e6: None,
        latitude_e6: None,
        may_apply: true,
    };
    match (line.record.as_str(), line.mark.as_str()) {
        ("40", "41" | "42") => Found::CityDistrict,
        ("40", "43" | "44") => {
            let official = district_official(&name);
            Found::Body(Box::new(group_body(
                line.district.clone(),
                BodyType::Landkreis,
                official,
                "Landkreis",
            )))
        }
        ("50", "50" | "") => Found::Nothing,
        ("50", "54") => {
            let (official, designation) =
                (association_official(&name), "Vereinbarte Verwaltungsgemeinschaft");
            Found::Body(Box::new(group_body(group, BodyType::Vvg, official, designation)))
        }
        ("50", "56") => {
            let (official, designation) = (association_official(&name), "Gemeindeverwaltungsverband");
            Found::Body(Box::new(group_body(group, BodyType::Gvv, official, designation)))
        }
        ("60", mark) => match municipality_kind(mark) {
            Some((body_type, designation, inhabited)) => Found::Body(Box::new(Official {
                key: format!("{}{}", line.district, line.municipality),
                ars: Some(format!("{group}{}", line.municipality)),
                body_type,
                official_name: match (&addition, body_type) {
                    _ if designation == "Gemeindefreies Gebiet" => format!("{designation} {name}"),
                    (Some(addition), _) => format!("{addition} {name}"),
                    (None, BodyType::Gemeinde) => format!("Gemeinde {name}"),
                    (None, _) => format!("Stadt {name}"),
                },
                name,
                designation: designation.to_owned(),
                district_name,
                association_key: Some(group).filter(|key| associations.contains(key)),
                population,
                population_on: None,
                postcode: text("postcode").map(|postcode| format!("{postcode:0>5}")),
                longitude_e6: text("longitude").and_then(|degrees| degrees_e6(&degrees)),
                latitude_e6: text("latitude").and_then(|degrees| degrees_e6(&degrees)),
                may_apply: inhabited,
            })),
            None => Found::Unknown,
        },
        ("10" | "20" | "30", _) => Found::Nothing,
        _ => Found::Unknown,
    }
}
