//! The balance criteria (handbook 4.2): looked at, never scored. Regierungsbezirk, size class, body type.

use std::collections::BTreeMap;

use applications::Application;
use base::Cents;
use municipalities::BodyType;
use serde::{Deserialize, Serialize};

base_db::codes! {
    /// By what the mix is looked at.
    Dimension { Region = "REGION", Size = "SIZE", Body = "BODY" }
}

base_db::codes! {
    /// Inhabitants; a Landkreis is a class of its own.
    SizeClass {
        Under10 = "UNDER_10K",
        From10 = "FROM_10K",
        From20 = "FROM_20K",
        From50 = "FROM_50K",
        District = "DISTRICT",
        Unknown = "UNKNOWN",
    }
}

impl SizeClass {
    /// The class of a body by its type and inhabitants.
    #[must_use]
    pub fn of(body: Option<BodyType>, population: Option<i64>) -> Self {
        match (body, population) {
            (Some(BodyType::Landkreis), _) => Self::District,
            (_, None) => Self::Unknown,
            (_, Some(people)) if people < 10_000 => Self::Under10,
            (_, Some(people)) if people < 20_000 => Self::From10,
            (_, Some(people)) if people < 50_000 => Self::From20,
            (_, Some(_)) => Self::From50,
        }
    }
}

/// A group of one dimension: `REGION` and `1`, `SIZE` and `FROM_10K`, `BODY` and the code of a body type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Group {
    pub dimension: Dimension,
    pub code: String,
}

/// Where an application belongs, one group per dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traits(pub [Group; 3]);

impl Traits {
    #[must_use]
    pub fn of(case: &Application) -> Self {
        let body = case.lead_type();
        let size = SizeClass::of(body, case.population);
        let region = case
            .region
            .map_or_else(|| "0".to_owned(), |region| region.to_string());
        let group = |dimension, code: &str| Group {
            dimension,
            code: code.to_owned(),
        };
        Self([
            group(Dimension::Region, &region),
            group(Dimension::Size, size.code()),
            group(Dimension::Body, &case.body_type),
        ])
    }

    #[must_use]
    pub fn is_in(&self, group: &Group) -> bool {
        self.0.contains(group)
    }
}

/// How a group does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Applications that could be funded, and those that get something.
    pub candidates: i64,
    pub funded: i64,
    pub amount: Cents,
}

/// The mix of an allocation, by group in the order of the dimensions.
#[must_use]
pub fn mix<'a>(lines: impl IntoIterator<Item = (&'a Traits, Cents)>) -> BTreeMap<Group, Share> {
    let mut groups: BTreeMap<Group, Share> = BTreeMap::new();
    for (traits, amount) in lines {
        for group in &traits.0 {
            let share = groups.entry(group.clone()).or_default();
            share.candidates += 1;
            share.funded += i64::from(amount > Cents::ZERO);
            share.amount += amount;
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_classes_of_handbook_4_2() {
        let of = |people| SizeClass::of(Some(BodyType::Stadt), Some(people));
        let classes = [9_999, 10_000, 19_999, 20_000, 49_999, 50_000].map(of);
        use SizeClass as S;
        assert_eq!(
            classes,
            [S::Under10, S::From10, S::From10, S::From20, S::From20, S::From50]
        );
        assert_eq!(SizeClass::of(Some(BodyType::Landkreis), Some(9_000)), S::District);
        assert_eq!(SizeClass::of(Some(BodyType::Zweckverband), None), S::Unknown);
    }

    #[test]
    fn every_application_counts_once_per_dimension() {
        let traits = |region: &str| {
            let group = |dimension, code: &str| Group {
                dimension,
                code: code.to_owned(),
            };
            Traits([
                group(Dimension::Region, region),
                group(Dimension::Size, "DISTRICT"),
                group(Dimension::Body, "LANDKREIS"),
            ])
        };
        let lines = [
            (traits("1"), Cents(400)),
            (traits("1"), Cents::ZERO),
            (traits("2"), Cents(100)),
        ];
        let groups = mix(lines.iter().map(|(traits, amount)| (traits, *amount)));
        assert_eq!(groups.len(), 4);
        let share = |dimension, code: &str| {
            groups[&Group {
                dimension,
                code: code.to_owned(),
            }]
        };
        let expected = Share {
            candidates: 2,
            funded: 1,
            amount: Cents(400),
        };
        assert_eq!(share(Dimension::Region, "1"), expected);
        assert_eq!(share(Dimension::Size, "DISTRICT").amount, Cents(500));
    }
}
