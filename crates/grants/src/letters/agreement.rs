//! Zusage mit Kooperationsvereinbarung: support in kind, which is no Zuwendung in budget law (handbook 0.2, 2.4).

use base_letters::{Block, Column, Letter};

use super::{Facts, parts};

pub(super) fn letter(facts: &Facts) -> Letter {
    let mut blocks = vec![
        Block::paragraph(format!(
            "die Steuerungsgruppe hat Ihr Vorhaben „{}“{} zur Förderung ausgewählt. Das Land unterstützt Sie mit einer \
             Prozessbegleitung; für Sie ist sie kostenfrei. Grundlage ist die folgende Vereinbarung.",
            facts.grant.title,
            parts::application_of(facts)
        )),
        Block::heading(1, "Kooperationsvereinbarung"),
        Block::paragraph("Vertragspartner sind:"),
        Block::key_values([
            (
                "Land",
                format!("Land Baden-Württemberg, {}", parts::office(facts)),
            ),
            (
                "Kommune",
                format!("{}{}", facts.body.official_name, comma(&parts::address(facts))),
            ),
        ]),
    ];
    for (number, (heading, body)) in (1..).zip(clauses(facts)) {
        blocks.push(Block::heading(2, format!("§\u{a0}{number} {heading}")));
        blocks.extend(body);
    }
    blocks.push(signatures(facts));
    Letter {
        subject: format!(
            "Zusage einer Prozessbegleitung und Kooperationsvereinbarung für „{}“",
            facts.grant.title
        ),
        blocks,
        signature_note: parts::LETTER_WITHOUT_SIGNATURE.to_owned(),
        ..parts::frame(facts)
    }
}

fn comma(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!(", {text}")
    }
}

fn clauses(facts: &Facts) -> Vec<(&'static str, Vec<Block>)> {
    vec![
        ("Gegenstand", subject(facts)),
        ("Leistungen des Landes", of_the_state(facts)),
        ("Mitwirkung der Kommune", of_the_municipality(facts)),
        ("Erfahrungsaustausch und Praxisbericht", exchange()),
        (
            "Ziele und Erfolgskontrolle",
            vec![
                Block::paragraph(facts.grant.objectives.clone()),
                Block::paragraph(
                    "Ob die Ziele erreicht wurden, halten die Vertragspartner am Ende der Prozessbegleitung gemeinsam \
                     fest; die Kommune stellt es im Praxisbericht dar.",
                ),
            ],
        ),
        ("Öffentlichkeitsarbeit und Datenschutz", publicity()),
        ("Laufzeit und Beendigung", term(facts)),
        ("Zustandekommen", conclusion()),
    ]
}

fn subject(facts: &Facts) -> Vec<Block> {
    vec![
        Block::paragraph(format!(
            "(1) Das Land stellt der Kommune für das Vorhaben „{}“ (Aktenzeichen {}) eine Prozessbegleitung im Wert von bis \
             zu {} zur Verfügung. Der Höchstwert gilt für das Vorhaben insgesamt, auch wenn mehrere Kommunen beteiligt sind.",
            facts.grant.title,
            facts.grant.number,
            parts::money_and_words(facts.grant.amount)
        )),
        Block::paragraph(format!("(2) Ort der Durchführung: {}.", parts::places(facts))),
        Block::paragraph(format!("(3) Inhalt des Vorhabens: {}", facts.grant.purpose)),
    ]
}

fn of_the_state(facts: &Facts) -> Vec<Block> {
    let rows = facts
        .tranches
        .iter()
        .map(|part| vec![part.year.to_string(), parts::money(part.amount)]);
    vec![
        Block::paragraph(
            "(1) Das Land beauftragt und bezahlt die Prozessbegleitung unmittelbar. Umfang in Stunden und Person der \
             Prozessbegleitung werden mit der Kommune abgestimmt und bei der Beauftragung festgelegt.",
        ),
        Block::paragraph(
            "(2) Eine Zahlung an die Kommune ist damit nicht verbunden. Es handelt sich um eine Sachleistung und nicht um \
             eine Zuwendung im Sinne der §§\u{a0}23 und 44 LHO; Mittelabruf und Verwendungsnachweis entfallen. Leistungen, die \
             die Kommune nicht in Anspruch nimmt, werden nicht ausgezahlt.",
        ),
        Block::paragraph("(3) Die Prozessbegleitung ist für folgende Haushaltsjahre eingeplant:"),
        Block::Table {
            caption: "Wert der Prozessbegleitung nach Haushaltsjahren".to_owned(),
            columns: vec![Column::left("Haushaltsjahr"), Column::right("Wert")],
            rows: rows.collect(),
            footer: Some(vec!["Summe".to_owned(), parts::money(facts.grant.amount)]),
        },
    ]
}

fn of_the_municipality(facts: &Facts) -> Vec<Block> {
    let mut duties = vec![
        "Sie benennt eine verantwortliche Ansprechperson und sichert die Unterstützung der Verwaltungsspitze.".to_owned(),
        "Sie stellt der Prozessbegleitung die nötigen Informationen, Räume und Kontakte kostenfrei zur Verfügung.".to_owned(),
        "Sie bestätigt die vor Ort geleisteten Stunden im Förderportal.".to_owned(),
        "Sie teilt unverzüglich mit, wenn sich das Vorhaben, der Zeitplan oder die Beteiligten wesentlich ändern.".to_owned(),
        "Sie nimmt für dieselbe Leistung keine weiteren öffentlichen Mittel in Anspruch.".to_owned(),
    ];
    duties.extend(parts::further_conditions(facts));
    vec![
        Block::paragraph("Die Kommune wirkt wie folgt mit:"),
        Block::list(duties),
    ]
}

fn exchange() -> Vec<Block> {
    vec![Block::paragraph(
        "Die Kommune nimmt am Erfahrungsaustausch der geförderten Kommunen teil. Zum Abschluss legt sie einen Praxisbericht \
         vor, den das Land anderen Kommunen zugänglich machen darf.",
    )]
}

fn publicity() -> Vec<Block> {
    vec![
        Block::paragraph(
            "(1) Die Kommune weist bei Veranstaltungen und in Veröffentlichungen zu dem Vorhaben auf die Unterstützung durch \
             das Land Baden-Württemberg hin. Das Land darf den Namen der Kommune sowie Gegenstand und Wert der \
             Unterstützung veröffentlichen.",
        ),
        Block::paragraph(
            "(2) Beide Seiten verarbeiten personenbezogene Daten nur, soweit es für das Vorhaben erforderlich ist. Daten von \
             Teilnehmenden werden an das Land nur ohne Personenbezug weitergegeben.",
        ),
    ]
}

fn term(facts: &Facts) -> Vec<Block> {
    vec![
        Block::paragraph(format!(
            "(1) Die Prozessbegleitung wird vom {} bis zum {} geleistet. Eine Verlängerung bedarf der Zustimmung des Landes.",
            parts::date(facts.grant.from_on),
            parts::date(facts.grant.until_on)
        )),
        Block::paragraph(
            "(2) Jede Seite kann die Vereinbarung aus wichtigem Grund mit einer Frist von vier Wochen schriftlich beenden, das \
             Land insbesondere, wenn die Kommune ihre Mitwirkung trotz Erinnerung nicht erbringt.",
        ),
        Block::paragraph(
            "(3) Die Unterstützung steht unter dem Vorbehalt, dass die Haushaltsmittel verfügbar sind. Ein Anspruch auf \
             weitere Leistungen besteht nicht.",
        ),
    ]
}

fn conclusion() -> Vec<Block> {
    vec![Block::paragraph(
        "Die Vereinbarung kommt zustande, wenn eine zeichnungsberechtigte Person der Kommune sie im Förderportal annimmt oder \
         unterschrieben zurücksendet. Änderungen bedürfen der Textform.",
    )]
}

fn signatures(facts: &Facts) -> Block {
    let row = |state: String, municipality: &str| vec![state, municipality.to_owned()];
    let authority = &facts.programme.authority;
    Block::Table {
        caption: String::new(),
        columns: vec![Column::left("Für das Land"), Column::left("Für die Kommune")],
        rows: vec![
            row(
                format!("{}, {}", authority.place, parts::date(facts.today)),
                "Ort, Datum:",
            ),
            row(facts.signatory.clone(), "Name:"),
            row("Referatsleitung".to_owned(), "Funktion:"),
            row("elektronisch gezeichnet".to_owned(), "Unterschrift:"),
        ],
        footer: None,
    }
}
