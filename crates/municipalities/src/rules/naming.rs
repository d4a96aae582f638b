//! Names as keys of comparison. Only case, blanks and Unicode form are levelled, never umlauts: "Neuenburg" and
//! "Neuenbürg" are different towns (handbook 0.2 no. 3, 7.3 no. 29).

use crate::BodyType;

/// The form in which names are compared.
#[must_use]
pub fn name_key(name: &str) -> String {
    base::names::clean(name).to_lowercase()
}

/// What the words around a name say about the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    Town,
    Gemeinde,
    Landkreis,
    Association,
}

impl Hint {
    /// Whether the body is just such a one.
    #[must_use]
    pub fn fits(self, body_type: BodyType) -> bool {
        match self {
            Hint::Town => matches!(body_type, BodyType::Stadt | BodyType::Stadtkreis),
            Hint::Gemeinde => body_type == BodyType::Gemeinde,
            Hint::Landkreis => body_type == BodyType::Landkreis,
            Hint::Association => body_type.is_association_of_municipalities(),
        }
    }

    /// Whether people may call the body so: "Gemeinde" is said of towns as well.
    #[must_use]
    pub fn may_fit(self, body_type: BodyType) -> bool {
        self.fits(body_type) || matches!(self, Hint::Town | Hint::Gemeinde) && body_type.is_municipality()
    }
}

const FRONT: &[(&str, Hint)] = &[
    ("große kreisstadt ", Hint::Town),
    ("landeshauptstadt ", Hint::Town),
    ("universitätsstadt ", Hint::Town),
    ("hochschulstadt ", Hint::Town),
    ("stadtverwaltung ", Hint::Town),
    ("gemeindeverwaltung ", Hint::Gemeinde),
    ("bürgermeisteramt ", Hint::Gemeinde),
    ("stadtkreis ", Hint::Town),
    ("stadt ", Hint::Town),
    ("gemeinde ", Hint::Gemeinde),
    ("landratsamt ", Hint::Landkreis),
    ("landkreis ", Hint::Landkreis),
    ("lkr. ", Hint::Landkreis),
    ("lk ", Hint::Landkreis),
    ("gemeindeverwaltungsverband ", Hint::Association),
    ("gvv ", Hint::Association),
    ("vereinbarte verwaltungsgemeinschaft ", Hint::Association),
    ("vvg ", Hint::Association),
];

const BEHIND: &[(&str, Hint)] = &[
    (", landeshauptstadt", Hint::Town),
    (", universitätsstadt", Hint::Town),
    (", stadtkreis", Hint::Town),
    (", stadt", Hint::Town),
    (", gemeinde", Hint::Gemeinde),
    (", landkreis", Hint::Landkreis),
    (" (stadt)", Hint::Town),
    (" (gemeinde)", Hint::Gemeinde),
    (" (landkreis)", Hint::Landkreis),
    (" (kreis)", Hint::Landkreis),
];

/// A written name without the words that only say what kind of body it is: `stadt horb` → `horb`, a municipality.
/// `None` when there are none. Takes and gives [`name_key`] forms.
#[must_use]
pub fn bare(key: &str) -> Option<(&str, Hint)> {
    let front = FRONT
        .iter()
        .find_map(|(word, hint)| Some((key.strip_prefix(word)?, *hint)));
    front.or_else(|| {
        BEHIND
            .iter()
            .find_map(|(word, hint)| Some((key.strip_suffix(word)?, *hint)))
    })
}

/// The body type a list's column "Art" means: `Große Kreisstadt`, `Gemeinde`, `Landkreis`, `GVV`.
#[must_use]
pub fn body_type_of(written: &str) -> Option<BodyType> {
    let key = name_key(written);
    Some(match key.trim_end_matches('.') {
        "gemeinde" | "gde" | "kreisangehörige gemeinde" => BodyType::Gemeinde,
        "stadt"
        | "große kreisstadt"
        | "grosse kreisstadt"
        | "gr. kreisstadt"
        | "gks"
        | "große kreisstadt (gks)" => BodyType::Stadt,
        "stadtkreis" | "kreisfreie stadt" | "sk" | "skr" => BodyType::Stadtkreis,
        "landkreis" | "kreis" | "lk" | "lkr" => BodyType::Landkreis,
        "gvv" | "gemeindeverwaltungsverband" | "verwaltungsverband" => BodyType::Gvv,
        "vvg" | "vg" | "verwaltungsgemeinschaft" | "vereinbarte verwaltungsgemeinschaft" => BodyType::Vvg,
        "zweckverband" | "zv" => BodyType::Zweckverband,
        "verein" | "e. v" | "e.v" | "ev" | "ggmbh" | "hochschule" | "verband" => BodyType::Association,
        _ => return BodyType::from_code(&written.trim().to_uppercase()),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use super::*;

    #[test]
    fn names_are_compared_without_case_but_with_umlauts() {
        assert_eq!(name_key("  Bad\u{a0}Boll "), name_key("bad BOLL"));
        assert_eq!(name_key("Mo\u{308}ssingen"), name_key("Mössingen"));
        assert_ne!(name_key("Neuenburg"), name_key("Neuenbürg"));
        assert_ne!(name_key("Messkirch"), name_key("Meßkirch"));
    }

    #[test]
    fn words_around_a_name_say_what_it_is() {
        for (written, name, hint) in [
            ("Stadt Horb", "horb", Hint::Town),
            ("Landkreis Tübingen", "tübingen", Hint::Landkreis),
            ("Tübingen, Universitätsstadt", "tübingen", Hint::Town),
            ("Lörrach (Stadt)", "lörrach", Hint::Town),
            (
                "Gemeindeverwaltungsverband Rauenberg",
                "rauenberg",
                Hint::Association,
            ),
        ] {
            let key = name_key(written);
            assert_eq!(bare(&key), Some((name, hint)), "{written}");
        }
        assert_eq!(bare("stadtoldendorf"), None);
        assert_eq!(bare("horb am neckar"), None);
    }

    #[test]
    fn the_column_art_is_read() {
        assert_eq!(body_type_of("Große Kreisstadt"), Some(BodyType::Stadt));
        assert_eq!(body_type_of(" landkreis "), Some(BodyType::Landkreis));
        assert_eq!(body_type_of("GVV"), Some(BodyType::Gvv));
        assert_eq!(body_type_of("STADTKREIS"), Some(BodyType::Stadtkreis));
        assert_eq!(body_type_of("Körperschaft"), None);
    }
}
