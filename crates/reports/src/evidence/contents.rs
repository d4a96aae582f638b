//! `00-Inhalt.txt`: what is in the packet and how it is checked, for people. In German, as the file is.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use base::{Lang, fmt};

use super::format::{MANIFEST, Manifest, ManifestFile, SUMS};

const DE: Lang = Lang::De;

/// What the parts of a file are, in their order.
const PARTS: [(&str, &str); 10] = [
    (
        "10-antrag",
        "Antrag: jede Fassung wie eingereicht (JSON und PDF), Eingangsbestätigung, Anlagen, Nachforderungen, formale Prüfung",
    ),
    (
        "20-bewertung",
        "Bewertungen mit allen Fassungen, Erklärungen zur Befangenheit, Platz in den Ranglisten",
    ),
    (
        "30-auswahl",
        "Sitzungen: Anwesenheit, Ausschlüsse, Abstimmung; Entscheidung",
    ),
    (
        "40-bewilligung",
        "Bewilligung: Tranchen, Bescheide mit Bekanntgabe und Abrufen, Buchungen im Haushalt",
    ),
    (
        "50-begleitung",
        "Prozessbegleitung: Einsätze, Kontingente, Stunden",
    ),
    ("60-zahlungen", "Mittelabrufe, Auszahlungen, Rückzahlungen"),
    ("70-nachweise", "Verwendungsnachweise, Prüfungen, Rückforderungen"),
    ("80-nachrichten", "E-Mails zum Vorgang"),
    (
        "90-protokoll",
        "Protokoll: jeder Eintrag mit seiner Prüfsumme und seinem Siegel",
    ),
    (
        "gemeinsam",
        "Was mehrere Vorgänge gemeinsam haben: Ausschreibung mit jeder Berichtigung, Ranglisten, Niederschriften",
    ),
];

/// For a part that [`PARTS`] does not name: nothing is in a packet that its page passes over.
const UNNAMED: &str = "ohne Beschreibung";

/// `1 Vorgang`, `12 Vorgänge`
#[must_use]
pub fn cases(count: usize) -> String {
    match count {
        1 => "1 Vorgang".to_owned(),
        count => format!("{count} Vorgänge"),
    }
}

/// The page over these files.
pub(super) fn page(head: &Manifest, files: &[ManifestFile]) -> String {
    let mut text = String::new();
    let mut line = |words: &str| {
        let _ = writeln!(text, "{words}"); // a string takes everything
    };
    line("PRÜFAKTE");
    line("");
    line(&format!("Programm:      {}", head.programme));
    line(&format!(
        "Ausschreibung: {} – {}",
        head.call.code, head.call.title
    ));
    line(&format!(
        "Erstellt:      {}, {} ({})",
        fmt::datetime(DE, head.made_at),
        head.made_by,
        head.role
    ));
    let recorded = files.iter().filter(|file| file.recorded_sha256.is_some()).count();
    line(&format!(
        "Umfang:        {}, {} Dateien, davon {recorded} mit einer Prüfsumme, die schon beim Entstehen festgehalten wurde",
        cases(head.cases.len()),
        files.len()
    ));
    line("");
    line(
        "Die Akte enthält, was die genannte Stelle lesen darf. Vorgänge, von denen die erstellende Person ausgeschlossen",
    );
    line(
        "ist, sind nicht enthalten. Dateien aus der Virenprüfung fehlen; ein Hinweis steht an ihrer Stelle.",
    );
    line("");
    line("PRÜFEN, OHNE NETZ UND OHNE DATENBANK");
    line("");
    line("  backoffice evidence verify DATEI.zip");
    line(
        "    nennt jede veränderte, fehlende oder hinzugefügte Datei und jeden veränderten Eintrag des Protokolls.",
    );
    line(
        "    Rückgabewert: 0 unverändert, 2 verändert, 3 nicht lesbar. --json für Programme, --sha256 für die Prüfsumme",
    );
    line("    der ganzen Akte, wie sie auf der Seite und im Protokoll steht.");
    line("");
    line("  Ohne dieses Programm, nach dem Entpacken:");
    line(&format!("    sha256sum -c {SUMS}"));
    line(&format!(
        "    {MANIFEST} nennt zu jeder Datei Größe, Prüfsumme (sha256) und, wo es eine gibt, die beim Entstehen"
    ));
    line(
        "    festgehaltene Prüfsumme (recorded_sha256). Beträge in Cent, Zeiten in Minuten, Zeitpunkte in UTC.",
    );
    line("");
    line("TEILE");
    line("");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for file in files {
        *counts.entry(file.source.as_str()).or_default() += 1;
    }
    for (part, about) in PARTS {
        if let Some(count) = counts.remove(part) {
            line(&format!("  {part:<16} {count:>6} Dateien  {about}"));
        }
    }
    for (part, count) in counts {
        line(&format!("  {part:<16} {count:>6} Dateien  {UNNAMED}"));
    }
    line("");
    line("VORGÄNGE");
    line("");
    for case in &head.cases {
        line(&format!(
            "  {:<24} {}  ({})",
            case.number, case.applicant, case.folder
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::evidence::format::{FORMAT, ManifestCall};

    #[test]
    fn every_part_is_on_the_page_and_one_without_words_says_so() {
        let file = |source: &str| ManifestFile {
            path: format!("faelle/A-1/{source}/x.json"),
            bytes: 1,
            sha256: String::new(),
            recorded_sha256: None,
            media_type: "application/json".to_owned(),
            source: source.to_owned(),
        };
        let head = Manifest {
            format: FORMAT.to_owned(),
            programme: "Integration vor Ort".to_owned(),
            call: ManifestCall {
                code: "IBZ-2026A".to_owned(),
                title: "Ausschreibung".to_owned(),
            },
            cases: Vec::new(),
            made_at: DateTime::UNIX_EPOCH,
            made_by: "Referatsleitung".to_owned(),
            role: "RL".to_owned(),
            files: Vec::new(),
        };
        let all: Vec<ManifestFile> = PARTS.iter().map(|(part, _)| file(part)).collect();
        let known = page(&head, &all);
        assert!(PARTS.iter().all(|(part, _)| known.contains(part)), "{known}");
        assert!(!known.contains(UNNAMED), "{known}");
        let page = page(&head, &[file("75-neues")]);
        assert!(page.contains("75-neues") && page.contains(UNNAMED), "{page}");
        assert_eq!(
            (cases(1), cases(12)),
            ("1 Vorgang".to_owned(), "12 Vorgänge".to_owned())
        );
    }
}
