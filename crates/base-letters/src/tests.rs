//! Whole documents: what a reader, a screen reader and an archive get to see.
#![allow(clippy::unwrap_used)] // tests may

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use chrono::{DateTime, TimeZone, Utc};

use crate::*;

fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 5, 28, 8, 15, 0).unwrap()
}

fn strings(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn letter() -> Letter {
    Letter {
        letterhead: Letterhead {
            logo_text: "Land Musterland".into(),
            authority: "Ministerium für Beispiele und Zusammenhalt".into(),
            department: "Referat 52 – Förderung und Beratung".into(),
            street: "Beispielstraße 12".into(),
            postcode_place: "70173 Stuttgart".into(),
            phone: "0711 000-0".into(),
            email: "foerderung@ministerium.example".into(),
            web: "www.ministerium.example".into(),
        },
        sender_line: "Ministerium für Beispiele, Beispielstraße 12, 70173 Stuttgart".into(),
        recipient_lines: strings(&[
            "Gemeinde Musterstadt",
            "Bürgermeisteramt",
            "Rathausplatz 1",
            "79999 Musterstadt",
        ]),
        reference: "IBZ-2026-0007".into(),
        your_reference: "10.3/2026".into(),
        contact: "Sachbearbeitung (Demo)".into(),
        place: "Stuttgart".into(),
        our_date: "28.05.2026".into(),
        subject: "Zuwendungsbescheid über 40.000,00\u{A0}€ für „Gemeinsam im Quartier“".into(),
        salutation: "Sehr geehrte Damen und Herren,".into(),
        blocks: vec![
            Block::paragraph("auf Ihren Antrag vom 06.03.2026 ergeht folgende Entscheidung:"),
            Block::heading(1, "1. Bewilligung"),
            Block::paragraph(format!(
                "Ihnen wird für den Zeitraum vom 01.06.2026 bis 31.05.2028 eine Zuwendung bis zur Höhe von \
                 40.000,00\u{A0}€ (in Worten: {}) als nicht rückzahlbarer Zuschuss gewährt. Größere Übergänge und \
                 Änderungen zeigen Sie bitte unverzüglich an.",
                amount_in_words_de(4_000_000)
            )),
            Block::key_values([
                ("Finanzierungsart", "Anteilfinanzierung"),
                ("Fördersatz", "80,00 %"),
            ]),
            Block::Table {
                caption: "Auszahlung nach Haushaltsjahren".into(),
                columns: vec![
                    Column::left("Haushaltsjahr"),
                    Column::left("Zweck"),
                    Column::right("Betrag"),
                ],
                rows: vec![
                    strings(&["2026", "Auftakt und Bestandsaufnahme", "12.000,00\u{A0}€"]),
                    strings(&[
                        "2027",
                        "Beteiligung der Bürgerinnen und Bürger",
                        "28.000,00\u{A0}€",
                    ]),
                ],
                footer: Some(strings(&["Summe", "", "40.000,00\u{A0}€"])),
            },
            Block::heading(1, "2. Nebenbestimmungen"),
            Block::list([
                "Die ANBest-K sind Bestandteil dieses Bescheids.",
                "Auf die Förderung ist hinzuweisen.",
            ]),
            Block::note(
                "Hinweis",
                "Die Mittel verfallen, wenn sie nicht abgerufen werden.",
            ),
        ],
        remedy_notice:
            "Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Klage erhoben werden.".into(),
        closing: "Mit freundlichen Grüßen".into(),
        signatory_name: "Referatsleitung (Demo)".into(),
        signatory_role: "Im Auftrag".into(),
        signature_note: "Dieses Schreiben wurde elektronisch erstellt und ist ohne Unterschrift gültig."
            .into(),
        enclosures: strings(&["Finanzierungsplan", "ANBest-K"]),
        footer_lines: strings(&[
            "Beispielstraße 12\n70173 Stuttgart",
            "Haltestelle Rathaus",
            "www.ministerium.example",
        ]),
        ..Letter::default()
    }
}

fn report() -> Report {
    Report {
        title: "Sachbericht 2026".into(),
        subtitle: "Beteiligung in den Gemeinden".into(),
        authority: "Ministerium für Beispiele".into(),
        date: "28.05.2026".into(),
        contents: true,
        blocks: vec![
            Block::heading(1, "Überblick"),
            Block::paragraph("In diesem Jahr wurden 12 Vorhaben gefördert."),
            Block::heading(3, "Mittel nach Regierungsbezirk"),
            Block::BarChart {
                title: "Bewilligte Mittel".into(),
                description: "Stuttgart erhält am meisten.".into(),
                bars: vec![
                    Bar {
                        label: "Stuttgart".into(),
                        value: "120.000,00\u{A0}€".into(),
                        share: 1.0,
                    },
                    Bar {
                        label: "Karlsruhe".into(),
                        value: "80.000,00\u{A0}€".into(),
                        share: 0.667,
                    },
                    Bar {
                        label: "Tübingen".into(),
                        value: "0,00\u{A0}€".into(),
                        share: f64::NAN,
                    },
                ],
            },
        ],
        ..Report::default()
    }
}

/// The text of the PDF as poppler reads it, or `None` (with a message) where poppler-utils is not installed.
fn text_of(name: &str, pdf: &Pdf) -> Option<String> {
    let scratch = tempfile::tempdir().unwrap();
    // LETTERS_SAMPLES=folder keeps the documents, to look at them after a change of the templates
    let folder = std::env::var("LETTERS_SAMPLES")
        .map_or_else(|_| scratch.path().to_owned(), |dir| Path::new(&dir).to_owned());
    let path = folder.join(name).with_extension("pdf");
    std::fs::write(&path, &pdf.bytes).unwrap();
    match Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8"])
        .arg(&path)
        .arg("-")
        .output()
    {
        Ok(out) => {
            assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
            Some(String::from_utf8(out.stdout).unwrap())
        }
        Err(e) => {
            eprintln!("skipped: pdftotext (poppler-utils) can't be run: {e}");
            None
        }
    }
}

fn contains(pdf: &Pdf, needle: &str) -> bool {
    pdf.bytes
        .windows(needle.len())
        .any(|window| window == needle.as_bytes())
}

#[test]
fn a_letter_is_tagged_archivable_and_has_language_and_title() {
    let pdf = render_letter(&letter(), at()).unwrap();
    assert!(pdf.bytes.starts_with(b"%PDF-1.7"));
    for needle in [
        "/StructTreeRoot",
        "/Marked true",
        "/Lang(de-DE)",
        "pdfuaid:part",
        "pdfaid:part",
        "dc:title",
    ] {
        assert!(contains(&pdf, needle), "{needle}");
    }
    assert!(
        contains(&pdf, "Zuwendungsbescheid über 40.000,00\u{A0}€"),
        "title in the metadata"
    );
    assert_eq!(pdf.sha256.len(), 64);
    assert!(pdf.replaced.is_empty());
}

#[test]
fn a_batch_holds_its_letters_in_order_and_each_counts_its_own_pages() {
    let long = Letter {
        reference: "IBZ-2026-0008".into(),
        recipient_lines: strings(&["Gemeinde Langenau", "89129 Langenau"]),
        blocks: vec![Block::paragraph("Ein längerer Absatz mit Gründen. ".repeat(12)); 6],
        ..letter()
    };
    let batch = Batch {
        title: "Zuwendungsbescheide IBZ-2026".into(),
        authority: "Ministerium für Beispiele und Zusammenhalt".into(),
        cover: vec![Block::Table {
            caption: String::new(),
            columns: vec![Column::left("Empfänger"), Column::right("Seiten")],
            rows: vec![strings(&["Musterstadt", "1"]), strings(&["Langenau", "2"])],
            footer: None,
        }],
        letters: vec![letter(), long.clone(), letter()],
        ..Batch::default()
    };
    let pdf = render_batch(&batch, at()).unwrap();
    let alone = |letter: &Letter| render_letter(letter, at()).unwrap().pages;
    assert_eq!(
        pdf.pages,
        1 + alone(&letter()) * 2 + alone(&long),
        "one sheet for the list"
    );
    for needle in ["/StructTreeRoot", "/Marked true", "/Lang(de-DE)", "pdfuaid:part"] {
        assert!(contains(&pdf, needle), "{needle}");
    }
    assert!(
        contains(&pdf, "Zuwendungsbescheide IBZ-2026"),
        "title in the metadata"
    );
    let none = Batch {
        letters: Vec::new(),
        ..batch
    };
    assert!(matches!(
        render_batch(&none, at()),
        Err(LetterError::MissingParts(_))
    ));
    let Some(text) = text_of("batch", &pdf) else {
        return;
    };
    let at = |needle: &str| text.find(needle).unwrap_or_else(|| panic!("{needle} in\n{text}"));
    assert!(at("Empfänger") < at("IBZ-2026-0007") && at("IBZ-2026-0007") < at("89129 Langenau"));
    assert_eq!(
        text.matches("Seite 1 von 2").count(),
        1 + 2 * usize::from(alone(&letter()) == 2)
    );
    assert!(text.contains("Seite 2 von 2"), "{text}");
}

#[test]
fn a_letter_can_be_read_with_umlauts_amounts_and_page_numbers() {
    let pdf = render_letter(&letter(), at()).unwrap();
    let Some(text) = text_of("letter", &pdf) else {
        return;
    };
    let text = text
        .replace('\u{A0}', " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for needle in [
        "40.000,00 €",
        "vierzigtausend Euro",
        "Größere Übergänge",
        "„Gemeinsam im Quartier“",
        "IBZ-2026-0007",
        "Stuttgart, 28.05.2026",
        "Rechtsbehelfsbelehrung",
        "Referatsleitung (Demo)",
        "Finanzierungsplan",
    ] {
        assert!(text.contains(needle), "{needle} in\n{text}");
    }
    let last = format!("Seite {0} von {0}", pdf.pages);
    assert!(text.contains(&last), "{last} in\n{text}");
}

#[test]
fn a_letter_of_two_pages_counts_them() {
    let long = Letter {
        blocks: vec![Block::paragraph("Ein längerer Absatz mit Gründen. ".repeat(12)); 6],
        ..letter()
    };
    let pdf = render_letter(&long, at()).unwrap();
    assert_eq!(pdf.pages, 2);
    let Some(text) = text_of("two-pages", &pdf) else {
        return;
    };
    assert!(
        text.contains("Seite 1 von 2") && text.contains("Seite 2 von 2"),
        "{text}"
    );
    let second = text.split('\u{C}').nth(1).unwrap();
    assert!(second.contains("Aktenzeichen IBZ-2026-0007"), "{second}");
}

/// However long the text is, the page with the signature shows what it is put to.
#[test]
fn the_closing_never_stands_alone_on_a_page() {
    let endings = [
        (
            "Gegen diesen Bescheid kann Klage erhoben werden.",
            Block::paragraph("Hinweis."),
        ),
        ("", Block::paragraph("Der letzte Absatz vor dem Gruß.")),
        ("", Block::list(["Der letzte Punkt einer Aufzählung."])),
    ];
    for (remedy, last) in endings {
        let before = if remedy.is_empty() {
            "Der letzte"
        } else {
            "Klage erhoben"
        };
        let mut moved = false;
        for lines in 8..30 {
            let mut blocks = vec![Block::paragraph("Eine Zeile des Textes."); lines];
            blocks.push(last.clone());
            let long = Letter {
                blocks,
                remedy_notice: remedy.to_owned(),
                ..letter()
            };
            let pdf = render_letter(&long, at()).unwrap();
            let Some(text) = text_of("closing", &pdf) else {
                return;
            };
            let page = text
                .split('\u{C}')
                .find(|page| page.contains("Mit freundlichen Grüßen"))
                .unwrap();
            assert!(page.contains(before), "{lines} lines:\n{page}");
            moved |= page.contains("Seite 2 von");
        }
        assert!(moved, "some letter reaches the second page");
    }
}

#[test]
fn a_letter_speaks_english_when_asked() {
    let english = Letter {
        language: "en".into(),
        ..letter()
    };
    let pdf = render_letter(&english, at()).unwrap();
    assert!(contains(&pdf, "/Lang(en-GB)"));
    let Some(text) = text_of("english", &pdf) else {
        return;
    };
    assert!(
        text.contains("File number") && text.contains("Page 1 of"),
        "{text}"
    );
}

#[test]
fn the_same_letter_gives_the_same_bytes_and_another_letter_others() {
    let first = render_letter(&letter(), at()).unwrap();
    comemo::evict(0);
    assert_eq!(first, render_letter(&letter(), at()).unwrap());
    let other = Letter {
        reference: "IBZ-2026-0008".into(),
        ..letter()
    };
    assert_ne!(first.sha256, render_letter(&other, at()).unwrap().sha256);
}

#[test]
fn what_people_type_stands_there_literally() {
    let typed = [
        "#panic(\"x\")",
        "*bold*",
        "_it_",
        "$x^2$",
        "= Kopf",
        "@ref",
        "<label>",
        "\\u{41}",
        "// weg",
        "`raw`",
        "#read(\"/etc/passwd\")",
    ];
    let sly = Letter {
        subject: "#panic(\"Betreff\")".into(),
        blocks: vec![
            Block::list(typed),
            Block::Table {
                caption: "#panic(\"Tabelle\")".into(),
                columns: vec![Column::left("*Spalte*")],
                rows: typed.iter().map(|t| vec![(*t).to_owned()]).collect(),
                footer: None,
            },
        ],
        ..letter()
    };
    let pdf = render_letter(&sly, at()).unwrap();
    let Some(text) = text_of("literal", &pdf) else {
        return;
    };
    for needle in typed {
        assert_eq!(text.matches(needle).count(), 2, "{needle} in\n{text}");
    }
    for needle in ["#panic(\"Betreff\")", "#panic(\"Tabelle\")", "*Spalte*"] {
        assert!(text.contains(needle), "{needle} in\n{text}");
    }
}

#[test]
fn any_script_and_any_sign_still_gives_a_conforming_letter() {
    let texts = [
        "👍 \u{E000} \u{0} 漢字",
        "مرحبا بالعالم",
        "שלום",
        "Ελλάδα Київ ✓ → ½ ≥ ☐",
        "a\u{AD}b\u{202F}c\u{2011}d",
        "ﬁ ﷺ ᾱ́",
    ];
    let odd = Letter {
        blocks: texts.map(Block::paragraph).to_vec(),
        ..letter()
    };
    let pdf = render_letter(&odd, at()).unwrap();
    assert!(
        pdf.replaced.contains(&'👍') && !pdf.replaced.contains(&'✓'),
        "{:?}",
        pdf.replaced
    );
    text_of("signs", &pdf);
}

#[test]
fn odd_shapes_are_set_all_the_same() {
    let odd = Letter {
        recipient_lines: vec!["Zeile".into(); 12],
        blocks: vec![
            Block::PageBreak,
            Block::paragraph(""),
            Block::heading(9, "Ebene neun zuerst"),
            Block::List {
                items: vec!["eins".into(), " ".into()],
                ordered: true,
            },
            Block::KeyValues { rows: vec![] },
            Block::note("", "ohne Titel\n\nzweiter Absatz\nmit Umbruch"),
            Block::Table {
                caption: String::new(),
                columns: vec![Column::center("Nr."), Column::right("Betrag")],
                rows: vec![strings(&["", ""]); 90],
                footer: None,
            },
            Block::paragraph("Donaudampfschifffahrtsgesellschaft".repeat(20)),
            Block::PageBreak,
        ],
        enclosures: vec![],
        footer_lines: vec!["Zeile".into(); 7],
        remedy_notice: String::new(),
        ..letter()
    };
    let pdf = render_letter(&odd, at()).unwrap();
    assert!(pdf.pages >= 3, "{}", pdf.pages);
    let Some(text) = text_of("odd", &pdf) else { return };
    let first = text.split('\u{C}').next().unwrap();
    assert!(
        first.contains("Ebene neun zuerst"),
        "no page break in front of all text: {first}"
    );
}

#[test]
fn a_letter_without_a_mandatory_part_is_refused() {
    type Empty = fn(&mut Letter);
    let cases: [(&str, Empty); 8] = [
        ("authority", |l| l.letterhead.authority.clear()),
        ("reference", |l| l.reference = "  ".into()),
        ("our_date", |l| l.our_date.clear()),
        ("recipient_lines", |l| l.recipient_lines = vec![String::new()]),
        ("subject", |l| l.subject.clear()),
        ("blocks", |l| {
            l.blocks = vec![Block::paragraph(" "), Block::PageBreak]
        }),
        ("signatory_name", |l| l.signatory_name.clear()),
        ("signature_note", |l| {
            l.fully_automatic = true;
            l.signature_note.clear();
        }),
    ];
    for (part, empty) in cases {
        let mut letter = letter();
        empty(&mut letter);
        match render_letter(&letter, at()) {
            Err(LetterError::MissingParts(parts)) => assert_eq!(parts, [part]),
            other => panic!("{part}: {:?}", other.map(|pdf| pdf.pages)),
        }
    }
    let automatic = Letter {
        fully_automatic: true,
        signatory_name: String::new(),
        ..letter()
    };
    assert!(
        automatic.missing_parts().is_empty(),
        "§ 37 Abs. 5: the note replaces the name"
    );
}

#[test]
fn uneven_tables_and_charts_without_description_are_refused() {
    let uneven = Block::Table {
        caption: "Schief".into(),
        columns: vec![Column::left("A"), Column::left("B")],
        rows: vec![strings(&["nur eins"])],
        footer: None,
    };
    let result = render_letter(
        &Letter {
            blocks: vec![uneven],
            ..letter()
        },
        at(),
    );
    assert!(matches!(result, Err(LetterError::UnevenTable(caption)) if caption == "Schief"));
    let mute = Block::BarChart {
        title: "Stumm".into(),
        description: String::new(),
        bars: vec![Bar {
            label: "a".into(),
            value: "1".into(),
            share: 1.0,
        }],
    };
    let result = render_report(
        &Report {
            blocks: vec![mute],
            ..report()
        },
        at(),
    );
    assert!(matches!(result, Err(LetterError::MissingDescription(title)) if title == "Stumm"));
}

#[test]
fn a_document_beyond_the_limit_is_refused() {
    let huge = Letter {
        blocks: vec![Block::paragraph("a".repeat(5 * 1024 * 1024))],
        ..letter()
    };
    assert!(matches!(
        render_letter(&huge, at()),
        Err(LetterError::TooLarge(_))
    ));
}

#[test]
fn a_report_has_contents_chart_and_text_alternative() {
    let pdf = render_report(&report(), at()).unwrap();
    assert!(contains(&pdf, "/StructTreeRoot"));
    let with_title_page = render_report(
        &Report {
            title_page: true,
            ..report()
        },
        at(),
    )
    .unwrap();
    assert_eq!((pdf.pages, with_title_page.pages), (1, 3));
    text_of("report-title-page", &with_title_page);
    let Some(text) = text_of("report", &pdf) else {
        return;
    };
    for needle in [
        "Sachbericht 2026",
        "Inhalt",
        "Tübingen",
        "Bewilligte Mittel",
        "Seite 1 von 1",
        "Stand 28.05.2026",
    ] {
        assert!(text.contains(needle), "{needle} in\n{text}");
    }
    let no_title = Report {
        title: String::new(),
        ..report()
    };
    assert!(
        matches!(render_report(&no_title, at()), Err(LetterError::MissingParts(parts)) if parts == ["title"])
    );
}

#[test]
fn json_from_outside_fills_a_letter_and_unnamed_fields_stay_empty() {
    let letter: Letter = serde_json::from_str(
        r#"{"subject": "Betreff", "blocks": [{"kind": "heading", "level": 1, "text": "Kopf"}, {"kind": "page_break"}]}"#,
    )
    .unwrap();
    assert_eq!(letter.blocks, [Block::heading(1, "Kopf"), Block::PageBreak]);
    assert_eq!(
        letter.missing_parts(),
        [
            "authority",
            "reference",
            "our_date",
            "recipient_lines",
            "signatory_name"
        ]
    );
}

#[tokio::test]
async fn many_letters_at_once_come_out_whole() {
    let expected = render_letter(&letter(), at()).unwrap();
    let started = Instant::now();
    let tasks: Vec<_> = (0..6).map(|_| tokio::spawn(letter_pdf(letter(), at()))).collect();
    for task in tasks {
        assert_eq!(task.await.unwrap().unwrap(), expected);
    }
    let fresh: Vec<_> = (0..5)
        .map(|n| Letter {
            reference: format!("IBZ-{n}"),
            ..letter()
        })
        .collect();
    let mut slowest = std::time::Duration::ZERO;
    for letter in fresh {
        let started = Instant::now();
        letter_pdf(letter, at()).await.unwrap();
        slowest = slowest.max(started.elapsed());
    }
    eprintln!("all {:?}, slowest new letter {slowest:?}", started.elapsed());
    assert_eq!(report_pdf(report(), at()).await.unwrap().pages, 1);
}
