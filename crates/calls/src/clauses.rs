//! The ancillary clauses of notices (§ 36 LVwVfG, handbook 2.1, 2.4): texts of the house with their legal kind, in versions
//! that count from a day on. A programme takes the house's texts until its head of unit sets others. A notice keeps the text
//! and version it was issued with; a later version never changes it.

use base::PersonId;
use chrono::{DateTime, NaiveDate, Utc};

use crate::FinancingType;

base_db::codes! {
    /// The legal kinds of § 36 Abs. 2 LVwVfG, and what a notice takes over by reference.
    ClauseKind {
        /// Befristung.
        TimeLimit = "TIME_LIMIT",
        /// Bedingung.
        Condition = "CONDITION",
        /// Widerrufsvorbehalt.
        Revocation = "REVOCATION",
        /// Auflage.
        Obligation = "OBLIGATION",
        /// Auflagenvorbehalt.
        ObligationReserve = "OBLIGATION_RESERVE",
        /// Allgemeine Nebenbestimmungen, attached by reference with their version (ANBest).
        Reference = "REFERENCE",
    }
}

base_db::codes! {
    /// When a clause comes into a notice.
    ClauseUse {
        /// Always.
        Always = "ALWAYS",
        /// Unless the officer leaves it out.
        Usual = "USUAL",
        /// When the officer takes it in.
        OnChoice = "ON_CHOICE",
    }
}

base_db::codes! {
    /// Whose notices a clause is for: ANBest-K are for municipal bodies, ANBest-P for all others (handbook 2.1).
    Grantees { All = "ALL", Municipal = "MUNICIPAL", Others = "OTHERS" }
}

/// The clause that fulfils the publicity duty of handbook 2.4, no. 13.
const PUBLICITY: &str = "OEFFENTLICHKEIT";

/// One version of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Names the clause in all its versions: `OEFFENTLICHKEIT`.
    pub code: String,
    pub version: i64,
    pub kind: ClauseKind,
    pub usage: ClauseUse,
    pub grantees: Grantees,
    /// Only for notices with this type of financing.
    pub financing_type: Option<FinancingType>,
    pub title: String,
    /// In German: it goes into notices.
    pub text: String,
    pub valid_from: NaiveDate,
    /// False: from that day on the clause is no longer used.
    pub in_use: bool,
    /// None for the texts of the house.
    pub set_by: Option<PersonId>,
    pub set_at: Option<DateTime<Utc>>,
}

impl ClauseKind {
    /// As notices say it.
    #[must_use]
    pub fn in_german(self) -> &'static str {
        match self {
            ClauseKind::TimeLimit => "Befristung",
            ClauseKind::Condition => "Bedingung",
            ClauseKind::Revocation => "Widerrufsvorbehalt",
            ClauseKind::Obligation => "Auflage",
            ClauseKind::ObligationReserve => "Auflagenvorbehalt",
            ClauseKind::Reference => "Allgemeine Nebenbestimmungen",
        }
    }
}

impl Clause {
    /// Whether it is for a notice to this kind of grantee with this type of financing.
    #[must_use]
    pub fn is_for(&self, is_municipal: bool, financing_type: Option<FinancingType>) -> bool {
        let grantees = match self.grantees {
            Grantees::All => true,
            Grantees::Municipal => is_municipal,
            Grantees::Others => !is_municipal,
        };
        grantees && self.financing_type.is_none_or(|of| Some(of) == financing_type)
    }

    /// Whether it fulfils the publicity duty.
    #[must_use]
    pub fn is_publicity(&self) -> bool {
        self.code == PUBLICITY
    }
}

/// The clauses in use on a day: of each the latest version until then, of the programme before that of the house.
#[must_use]
pub fn in_force(mut versions: Vec<Clause>, day: NaiveDate) -> Vec<Clause> {
    versions.extend(house());
    versions.retain(|clause| clause.valid_from <= day);
    versions.sort_by(|left, right| {
        let key = |clause: &Clause| (clause.code.clone(), clause.valid_from, clause.version);
        key(left).cmp(&key(right))
    });
    let mut last: Vec<Clause> = Vec::new();
    for clause in versions {
        match last.last_mut() {
            Some(before) if before.code == clause.code => *before = clause,
            _ => last.push(clause),
        }
    }
    last.retain(|clause| clause.in_use);
    last.sort_by_key(order);
    last
}

/// Notices say references first, then in the order of the law.
fn order(clause: &Clause) -> (bool, usize, String) {
    let place = ClauseKind::ALL.iter().position(|kind| *kind == clause.kind);
    (
        clause.kind != ClauseKind::Reference,
        place.unwrap_or_default(),
        clause.code.clone(),
    )
}

/// The texts every programme begins with.
#[must_use]
pub fn house() -> Vec<Clause> {
    use ClauseKind as K;
    use ClauseUse as U;
    use Grantees as G;
    let clause = |code: &str, kind, usage, grantees, financing_type, title: &str, text: &str| Clause {
        code: code.to_owned(),
        version: 1,
        kind,
        usage,
        grantees,
        financing_type,
        title: title.to_owned(),
        text: text.to_owned(),
        valid_from: NaiveDate::MIN,
        in_use: true,
        set_by: None,
        set_at: None,
    };
    vec![
        clause(
            "ANBEST_K",
            K::Reference,
            U::Always,
            G::Municipal,
            None,
            "ANBest-K",
            "Die Allgemeinen Nebenbestimmungen für Zuwendungen zur Projektförderung an kommunale Körperschaften (ANBest-K, \
             Anlage 3 der VV zu §\u{a0}44 LHO vom 20.12.2018) sind Bestandteil dieses Bescheids.",
        ),
        clause(
            "ANBEST_P",
            K::Reference,
            U::Always,
            G::Others,
            None,
            "ANBest-P",
            "Die Allgemeinen Nebenbestimmungen für Zuwendungen zur Projektförderung (ANBest-P, Anlage 2 der VV zu \
             §\u{a0}44 LHO vom 20.12.2018) sind Bestandteil dieses Bescheids.",
        ),
        clause(
            "ABRUFFRIST",
            K::TimeLimit,
            U::OnChoice,
            G::All,
            None,
            "Befristung der Bewilligung",
            "Die Bewilligung endet, soweit Sie die Zuwendung bis zum Ende des Bewilligungszeitraums nicht abgerufen haben.",
        ),
        clause(
            "GESAMTFINANZIERUNG",
            K::Condition,
            U::OnChoice,
            G::All,
            None,
            "Gesicherte Gesamtfinanzierung",
            "Die Bewilligung wird wirksam, sobald Sie nachgewiesen haben, dass die Gesamtfinanzierung gesichert ist.",
        ),
        clause(
            "WIDERRUF",
            K::Revocation,
            U::Always,
            G::All,
            None,
            "Vorbehalt des Widerrufs",
            "Der Bescheid kann ganz oder teilweise widerrufen werden, wenn die Zuwendung nicht zweckentsprechend verwendet \
             oder eine Auflage nicht erfüllt wird, wenn die Mittel bis zum Ende des Bewilligungszeitraums nicht verwendet \
             sind oder wenn Haushaltsmittel nicht zur Verfügung stehen. Die §§\u{a0}48 bis \
             49a LVwVfG bleiben unberührt.",
        ),
        clause(
            "AUSTAUSCH",
            K::Obligation,
            U::Usual,
            G::All,
            None,
            "Erfahrungsaustausch",
            "Nehmen Sie am Erfahrungsaustausch der geförderten Kommunen teil und legen Sie zum Abschluss einen Praxisbericht \
             vor.",
        ),
        clause(
            "MITTEILUNG",
            K::Obligation,
            U::Always,
            G::All,
            None,
            "Mitteilungspflichten",
            "Teilen Sie unverzüglich mit, wenn sich der Zweck, der Zeitplan, die Ausgaben oder die Finanzierung ändern, \
             wenn Sie weitere Zuwendungen für das Vorhaben beantragen oder erhalten, wenn Mittel nicht oder nicht rechtzeitig \
             verbraucht werden können oder wenn ein Insolvenzverfahren beantragt oder eröffnet wird.",
        ),
        clause(
            PUBLICITY,
            K::Obligation,
            U::Always,
            G::All,
            None,
            "Hinweis auf die Förderung",
            "Weisen Sie bei Veranstaltungen und in Veröffentlichungen zu dem Vorhaben in geeigneter Weise auf die Förderung \
             durch das Land Baden-Württemberg hin.",
        ),
        clause(
            "EIGENANTEIL",
            K::Obligation,
            U::Usual,
            G::All,
            Some(FinancingType::Share),
            "Eigenanteil",
            "Bringen Sie Ihren Eigenanteil im Verhältnis zur Zuwendung auf; rufen Sie die Zuwendung nur anteilig ab.",
        ),
        clause(
            "WEITERGABE",
            K::Obligation,
            U::OnChoice,
            G::All,
            None,
            "Weitergabe an Dritte",
            "Geben Sie die Zuwendung nur mit unserer Zustimmung an Dritte weiter und verpflichten Sie diese auf die \
             Bestimmungen dieses Bescheids, auch auf das Prüfungsrecht des Rechnungshofs.",
        ),
        clause(
            "NACHTRAEGLICHE_AUFLAGEN",
            K::ObligationReserve,
            U::OnChoice,
            G::All,
            None,
            "Nachträgliche Auflagen",
            "Wir behalten uns vor, nachträglich Auflagen aufzunehmen, zu ändern oder zu ergänzen.",
        ),
    ]
}

/// A programme's versions of a clause, with that of the house, the latest first.
#[must_use]
pub fn history(versions: Vec<Clause>, code: &str) -> Vec<Clause> {
    let mut all: Vec<Clause> = versions
        .into_iter()
        .chain(house())
        .filter(|clause| clause.code == code)
        .collect();
    all.sort_by_key(|clause| std::cmp::Reverse((clause.valid_from, clause.version)));
    all
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn codes(clauses: &[Clause]) -> Vec<&str> {
        clauses.iter().map(|clause| clause.code.as_str()).collect()
    }

    #[test]
    fn the_version_of_the_day_counts_and_an_ended_clause_is_gone() {
        let publicity = house().into_iter().find(Clause::is_publicity).unwrap();
        let version = |version, from: &str, in_use| Clause {
            version,
            valid_from: day(from),
            text: format!("Fassung {version}"),
            in_use,
            ..publicity.clone()
        };
        let stored = vec![
            version(2, "2026-07-01", true),
            version(3, "2026-07-01", true),
            version(4, "2027-01-01", false),
        ];
        let on = |text: &str| {
            let all = in_force(stored.clone(), day(text));
            all.into_iter()
                .find(Clause::is_publicity)
                .map(|clause| clause.version)
        };
        assert_eq!(on("2026-06-30"), Some(1));
        assert_eq!(on("2026-07-01"), Some(3), "the later of two for the same day");
        assert_eq!(on("2027-01-01"), None);
    }

    #[test]
    fn municipal_bodies_get_anbest_k_and_others_anbest_p() {
        let all = in_force(Vec::new(), day("2026-05-28"));
        let references = |is_municipal| {
            let mine = all.iter().filter(|clause| clause.is_for(is_municipal, None));
            codes(
                &mine
                    .filter(|clause| clause.kind == ClauseKind::Reference)
                    .cloned()
                    .collect::<Vec<_>>(),
            )
            .join(" ")
        };
        assert_eq!(
            (references(true), references(false)),
            ("ANBEST_K".into(), "ANBEST_P".into())
        );
        let share = all.iter().find(|clause| clause.code == "EIGENANTEIL").unwrap();
        assert!(share.is_for(true, Some(FinancingType::Share)));
        assert!(!share.is_for(true, Some(FinancingType::FixedAmount)));
        assert_eq!(
            codes(&all)[..2],
            ["ANBEST_K", "ANBEST_P"],
            "references come first"
        );
    }

    #[test]
    fn every_legal_kind_has_a_text_of_the_house() {
        for kind in ClauseKind::ALL {
            assert!(house().iter().any(|clause| clause.kind == *kind), "{kind}");
        }
        let mut codes: Vec<String> = house().into_iter().map(|clause| clause.code).collect();
        let all = codes.len();
        codes.sort();
        codes.dedup();
        assert_eq!(codes.len(), all);
    }
}
