//! Public bodies: what the register knows of them.

use chrono::NaiveDate;

base::typed_id!(
    /// One public body.
    BodyId,
    /// One name a body goes or went by.
    BodyNameId,
);

/// What kind of body it is (handbook 3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BodyType {
    Gemeinde,
    /// Towns, Große Kreisstädte included.
    Stadt,
    Stadtkreis,
    Landkreis,
    /// Gemeindeverwaltungsverband.
    Gvv,
    /// Vereinbarte Verwaltungsgemeinschaft: no legal person, its leading municipality signs.
    Vvg,
    Zweckverband,
    /// e. V., gGmbH, university: partner only.
    Association,
    /// A municipality abroad (Luxembourg).
    ForeignMunicipality,
}

impl BodyType {
    pub const ALL: [BodyType; 9] = [
        BodyType::Gemeinde,
        BodyType::Stadt,
        BodyType::Stadtkreis,
        BodyType::Landkreis,
        BodyType::Gvv,
        BodyType::Vvg,
        BodyType::Zweckverband,
        BodyType::Association,
        BodyType::ForeignMunicipality,
    ];

    /// The stable code, as stored, as in texts (`bodies-type-STADT`) and in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            BodyType::Gemeinde => "GEMEINDE",
            BodyType::Stadt => "STADT",
            BodyType::Stadtkreis => "STADTKREIS",
            BodyType::Landkreis => "LANDKREIS",
            BodyType::Gvv => "GVV",
            BodyType::Vvg => "VVG",
            BodyType::Zweckverband => "ZWECKVERBAND",
            BodyType::Association => "ASSOCIATION",
            BodyType::ForeignMunicipality => "FOREIGN_MUNICIPALITY",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<BodyType> {
        BodyType::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether one municipality stands behind it (Gemeinde, Stadt, Stadtkreis).
    #[must_use]
    pub fn is_municipality(self) -> bool {
        matches!(self, BodyType::Gemeinde | BodyType::Stadt | BodyType::Stadtkreis)
    }

    /// Whether several municipalities stand behind it by agreement (GVV, VVG).
    #[must_use]
    pub fn is_association_of_municipalities(self) -> bool {
        matches!(self, BodyType::Gvv | BodyType::Vvg)
    }

    /// Whether its key is one of the official register (AGS, ARS).
    #[must_use]
    pub fn has_official_key(self) -> bool {
        !matches!(
            self,
            BodyType::Zweckverband | BodyType::Association | BodyType::ForeignMunicipality
        )
    }
}

impl std::fmt::Display for BodyType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::str::FromStr for BodyType {
    type Err = ();
    fn from_str(code: &str) -> Result<Self, ()> {
        BodyType::from_code(code).ok_or(())
    }
}

/// A public body as it is today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    pub id: BodyId,
    /// Text: AGS (8 digits), Kreisschlüssel (5), the association's part of the ARS (9), or a register's own key.
    pub key: String,
    /// 12 digits, municipalities only.
    pub ars: Option<String>,
    pub body_type: BodyType,
    /// As people say it: `Tübingen`.
    pub name: String,
    /// `Universitätsstadt Tübingen`, `Landkreis Tübingen`.
    pub official_name: String,
    /// `Große Kreisstadt`, `Stadt`, `Gemeindefreies Gebiet`.
    pub designation: String,
    /// First five digits of the key; a Landkreis is its own district, a Stadtkreis too.
    pub district_key: Option<String>,
    pub district_name: Option<String>,
    /// First nine digits of the ARS, if that is an association.
    pub association_key: Option<String>,
    /// Regierungsbezirk: 1 Stuttgart, 2 Karlsruhe, 3 Freiburg, 4 Tübingen.
    pub region: Option<i64>,
    pub population: Option<i64>,
    pub population_on: Option<NaiveDate>,
    pub postcode: Option<String>,
    pub street: Option<String>,
    pub place: Option<String>,
    /// The official mailbox; the address an account of this body is confirmed at.
    pub email: Option<String>,
    pub phone: Option<String>,
    /// The head of the administration, for salutations.
    pub head: Option<String>,
    /// Degrees × 1,000,000.
    pub longitude_e6: Option<i64>,
    pub latitude_e6: Option<i64>,
    /// False for uninhabited areas and for bodies that can only be partners.
    pub may_apply: bool,
    pub valid_from: Option<NaiveDate>,
    /// The last day of a body that was merged or dissolved.
    pub valid_until: Option<NaiveDate>,
    /// Where a merged body went.
    pub successor_id: Option<BodyId>,
    pub version: i64,
}

impl Body {
    /// Whether the body exists on this day.
    #[must_use]
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_until.is_none_or(|until| day <= until)
    }

    /// Name and key, so that bodies of the same name can be told apart: `Malsch (08215046)`.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} ({})", self.official_name, self.key)
    }
}

/// What kind of name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameKind {
    Name,
    Official,
    /// A spelling found in lists.
    Alias,
    /// A name it had until a date.
    Former,
}

impl NameKind {
    pub const ALL: [NameKind; 4] = [
        NameKind::Name,
        NameKind::Official,
        NameKind::Alias,
        NameKind::Former,
    ];

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            NameKind::Name => "NAME",
            NameKind::Official => "OFFICIAL",
            NameKind::Alias => "ALIAS",
            NameKind::Former => "FORMER",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<NameKind> {
        NameKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One name of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyName {
    pub id: BodyNameId,
    pub body_id: BodyId,
    pub kind: NameKind,
    pub name: String,
    /// The last day of a former name.
    pub valid_until: Option<NaiveDate>,
}
