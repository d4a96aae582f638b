//! The Zuwendungsbescheid, with every part of handbook 2.4.

use base::calendar::month_period_end;
use base::{Lang, fmt};
use base_letters::{Block, Column, Letter};
use budget::PotKind;
use calls::{FinancingType, RemedyKind};
use municipalities::BodyType;

use super::{Facts, parts};
use crate::rules;

/// Months after the award period until the statement of use is due (handbook 2.12, `vn_due_months`).
const STATEMENT_MONTHS: u32 = 3;
/// Of the award until the statement of use is checked, in per cent (handbook 2.12, `retention_rate`).
const RETENTION_PER_CENT: u8 = 10;

pub(super) fn letter(facts: &Facts) -> Letter {
    let mut blocks = vec![Block::paragraph(format!(
        "{} ergeht folgender Bescheid:",
        parts::on_your_application(facts)
    ))];
    for (number, (heading, body)) in (1..).zip(sections(facts)) {
        blocks.push(Block::heading(1, format!("{number}. {heading}")));
        blocks.extend(body);
    }
    Letter {
        subject: format!("Zuwendungsbescheid für das Vorhaben „{}“", facts.grant.title),
        blocks,
        remedy_notice: remedy(facts).unwrap_or_default(),
        signature_note:
            "Dieser Bescheid wurde elektronisch erlassen und ist mit der Wiedergabe des Namens ohne \
                         Unterschrift gültig (§\u{a0}37 Abs.\u{a0}3 LVwVfG)."
                .to_owned(),
        ..parts::frame(facts)
    }
}

fn sections(facts: &Facts) -> Vec<(&'static str, Vec<Block>)> {
    vec![
        ("Bewilligung", award(facts)),
        ("Zuwendungszweck und Ziele", purpose(facts)),
        ("Finanzierung", financing(facts)),
        ("Haushaltsjahre", years(facts)),
        ("Auszahlung", payment()),
        ("Verwendungsnachweis", statement_of_use(facts)),
        ("Nebenbestimmungen", conditions(facts)),
        ("Annahme", acceptance(facts)),
        ("Begründung", reasons(facts)),
        ("Hinweise", hints()),
    ]
}

fn award(facts: &Facts) -> Vec<Block> {
    let (grant, call) = (&facts.grant, &facts.call);
    let period = format!(
        "{} bis {}",
        parts::date(grant.from_on),
        parts::date(grant.until_on)
    );
    vec![
        Block::paragraph(format!(
            "Auf Grundlage der §§\u{a0}23 und 44 der Landeshaushaltsordnung für Baden-Württemberg (LHO), der \
             Verwaltungsvorschriften hierzu und der Ausschreibung „{}“ ({}) bewilligen wir Ihnen eine Zuwendung bis zur \
             Höhe von {}.",
            call.title_de,
            call.code,
            parts::money_and_words(grant.amount)
        )),
        Block::key_values([
            (
                "Zuwendungsempfänger",
                format!("{}, {}", facts.body.official_name, parts::address(facts)),
            ),
            ("Rechtsform", legal_form(facts).to_owned()),
            ("Vorhaben", grant.title.clone()),
            ("Ort der Durchführung", parts::places(facts)),
            (
                "Art und Form",
                "Projektförderung als nicht rückzahlbarer Zuschuss".to_owned(),
            ),
            ("Finanzierungsart", financing_type(facts)),
            ("Höchstbetrag", parts::money(grant.amount)),
            ("Bewilligungszeitraum", period),
        ]),
    ]
}

/// The legal form of the grantee (handbook 2.4, no. 1). A vereinbarte Verwaltungsgemeinschaft is no person of its own:
/// the municipality that carries out its tasks is the grantee.
fn legal_form(facts: &Facts) -> &'static str {
    match facts.body.body_type {
        BodyType::Gemeinde | BodyType::Stadt => "Gemeinde, Körperschaft des öffentlichen Rechts",
        BodyType::Stadtkreis => "Stadtkreis, Körperschaft des öffentlichen Rechts",
        BodyType::Landkreis => "Landkreis, Körperschaft des öffentlichen Rechts",
        BodyType::Gvv => "Gemeindeverwaltungsverband, Körperschaft des öffentlichen Rechts",
        BodyType::Zweckverband => "Zweckverband, Körperschaft des öffentlichen Rechts",
        BodyType::Vvg => "erfüllende Gemeinde einer vereinbarten Verwaltungsgemeinschaft",
        BodyType::Association => "juristische Person",
        BodyType::ForeignMunicipality => "Gemeinde",
    }
}

fn kind(facts: &Facts) -> Option<FinancingType> {
    FinancingType::from_code(&facts.grant.financing_type)
}

/// With the rate of the call and, where the cap bites, the share that results (C01).
fn financing_type(facts: &Facts) -> String {
    let grant = &facts.grant;
    let share = fmt::rate(Lang::De, rules::effective_share(grant.amount, grant.eligible));
    match kind(facts) {
        Some(FinancingType::Share) => format!(
            "Anteilsfinanzierung mit einem Fördersatz von {}; der Anteil an den zuwendungsfähigen Ausgaben beträgt {share}",
            fmt::rate(Lang::De, grant.rate)
        ),
        Some(FinancingType::Deficit) => "Fehlbedarfsfinanzierung".to_owned(),
        Some(FinancingType::FixedAmount) => "Festbetragsfinanzierung".to_owned(),
        Some(FinancingType::Full) => "Vollfinanzierung".to_owned(),
        None => String::new(),
    }
}

fn purpose(facts: &Facts) -> Vec<Block> {
    vec![
        Block::paragraph(facts.grant.purpose.clone()),
        Block::paragraph(facts.grant.objectives.clone()),
        Block::paragraph(
            "Erfolgskontrolle: Stellen Sie im Sachbericht dar, inwieweit und woran gemessen diese Ziele erreicht wurden.",
        ),
        Block::paragraph(format!(
            "Die Zuwendung ist zweckgebunden und darf nur für dieses Vorhaben verwendet werden. Gegenstände, die Sie \
             aus der Zuwendung beschaffen, sind bis zum {} an den Zuwendungszweck gebunden.",
            parts::date(facts.grant.until_on)
        )),
    ]
}

fn financing(facts: &Facts) -> Vec<Block> {
    let grant = &facts.grant;
    let row = |label: &str, amount| vec![label.to_owned(), parts::money(amount)];
    let mut blocks = vec![
        Block::paragraph(
            "Der Kosten- und Finanzierungsplan Ihres Antrags wird in folgendem Umfang anerkannt und ist im \
             Gesamtergebnis verbindlich:",
        ),
        Block::Table {
            caption: "Finanzierung des Vorhabens".to_owned(),
            columns: vec![Column::left("Position"), Column::right("Betrag")],
            rows: vec![
                row("Zuwendung des Landes", grant.amount),
                row("Eigenanteil und weitere Mittel", grant.eligible - grant.amount),
            ],
            footer: Some(row("Zuwendungsfähige Ausgaben", grant.eligible)),
        },
    ];
    if kind(facts) != Some(FinancingType::FixedAmount) {
        blocks.push(Block::paragraph(
            "Einzelne Ansätze dürfen um bis zu 20 Prozent überschritten werden, soweit die Überschreitung durch \
             Einsparungen bei anderen Ansätzen ausgeglichen wird.",
        ));
    }
    blocks.push(Block::paragraph(reduction(facts)));
    blocks
}

/// What happens when it becomes cheaper (ANBest-K Nr. 2, handbook 2.3).
fn reduction(facts: &Facts) -> &'static str {
    match kind(facts) {
        Some(FinancingType::Share) => {
            "Ermäßigen sich die zuwendungsfähigen Ausgaben, erhöhen sich die Deckungsmittel oder treten neue hinzu, so \
             ermäßigt sich die Zuwendung anteilig. Maßgeblich ist das Verhältnis der Zuwendung zu den zuwendungsfähigen \
             Ausgaben in diesem Bescheid. Änderungen Ihrer Eigenmittel bleiben außer Betracht. Höhere Ausgaben erhöhen \
             die Zuwendung nicht."
        }
        Some(FinancingType::FixedAmount) => {
            "Die Zuwendung wird als fester Betrag gewährt. Sie ermäßigt sich nur, wenn alle Deckungsmittel zusammen die \
             zuwendungsfähigen Ausgaben übersteigen. Höhere Ausgaben erhöhen die Zuwendung nicht."
        }
        _ => {
            "Ermäßigen sich die zuwendungsfähigen Ausgaben, erhöhen sich die Deckungsmittel oder treten neue hinzu, so \
             ermäßigt sich die Zuwendung um den vollen Betrag. Höhere Ausgaben erhöhen die Zuwendung nicht."
        }
    }
}

fn years(facts: &Facts) -> Vec<Block> {
    let means = |kind| match kind {
        PotKind::Cash => "Haushaltsmittel des Jahres",
        PotKind::Commitment => "Verpflichtungsermächtigung",
    };
    let rows = facts.tranches.iter();
    let rows = rows.map(|part| {
        vec![
            part.year.to_string(),
            means(part.kind).to_owned(),
            parts::money(part.amount),
        ]
    });
    vec![
        Block::Table {
            caption: "Teilbeträge nach Haushaltsjahren".to_owned(),
            columns: vec![
                Column::left("Haushaltsjahr"),
                Column::left("Bereitstellung"),
                Column::right("Betrag"),
            ],
            rows: rows.collect(),
            footer: Some(vec![
                "Summe".to_owned(),
                String::new(),
                parts::money(facts.grant.amount),
            ]),
        },
        Block::paragraph(
            "Mittel, die Sie in einem Haushaltsjahr nicht abrufen, stehen im folgenden Jahr nicht ohne Weiteres zur \
             Verfügung. Die Auszahlung steht unter dem Vorbehalt, dass die Haushaltsmittel verfügbar sind.",
        ),
    ]
}

fn payment() -> Vec<Block> {
    vec![Block::list([
        "Die Zuwendung wird auf Ihren Abruf im Förderportal ausgezahlt, sobald dieser Bescheid bestandskräftig ist. Sie \
         können die Bestandskraft vorzeitig herbeiführen, indem Sie schriftlich auf einen Rechtsbehelf verzichten."
            .to_owned(),
        "Rufen Sie nur ab, was Sie innerhalb von zwei Monaten nach der Auszahlung für fällige Zahlungen benötigen. Für \
         Mittel, die Sie nicht rechtzeitig verwenden, können Zinsen verlangt werden (§\u{a0}49a Abs.\u{a0}4 LVwVfG)."
            .to_owned(),
        "Der letzte Abruf für ein Haushaltsjahr muss bis zum 30. November eingegangen sein.".to_owned(),
        format!(
            "{RETENTION_PER_CENT} Prozent der Zuwendung werden erst ausgezahlt, wenn der Verwendungsnachweis geprüft ist."
        ),
    ])]
}

fn statement_of_use(facts: &Facts) -> Vec<Block> {
    vec![Block::paragraph(format!(
        "Die Verwendung der Zuwendung ist bis zum {} nachzuweisen. Der Verwendungsnachweis besteht aus einem Sachbericht \
         und einem zahlenmäßigen Nachweis und ist im Förderportal bei folgender Stelle einzureichen: {}. Diese Stelle und der \
         Rechnungshof dürfen die Verwendung prüfen (§\u{a0}91 LHO).",
        parts::date(month_period_end(facts.grant.until_on, STATEMENT_MONTHS)),
        parts::office(facts)
    ))]
}

/// Each clause with its legal kind (§ 36 Abs. 2 LVwVfG).
fn conditions(facts: &Facts) -> Vec<Block> {
    let mut clauses = vec![
        "Auflage: Weisen Sie bei Veranstaltungen und in Veröffentlichungen zu dem Vorhaben in geeigneter Weise auf die \
         Förderung durch das Land Baden-Württemberg hin."
            .to_owned(),
        "Auflage: Nehmen Sie am Erfahrungsaustausch der geförderten Kommunen teil und legen Sie zum Abschluss einen \
         Praxisbericht vor."
            .to_owned(),
        "Auflage: Teilen Sie unverzüglich mit, wenn sich der Zweck, der Zeitplan, die Ausgaben oder die Finanzierung \
         ändern oder wenn Sie weitere Zuwendungen für das Vorhaben beantragen oder erhalten."
            .to_owned(),
        "Widerrufsvorbehalt: Der Bescheid kann ganz oder teilweise widerrufen werden, wenn die Zuwendung nicht \
         zweckentsprechend verwendet oder eine Auflage nicht erfüllt wird oder wenn Haushaltsmittel nicht zur Verfügung \
         stehen. Die §§\u{a0}48 bis 49a LVwVfG bleiben unberührt."
            .to_owned(),
    ];
    clauses.extend(parts::further_conditions(facts).map(|line| format!("Auflage: {line}")));
    vec![
        Block::paragraph(
            "Die Allgemeinen Nebenbestimmungen für Zuwendungen zur Projektförderung an kommunale Körperschaften (ANBest-K) \
             in der bei Erlass geltenden Fassung sind Bestandteil dieses Bescheids. Ergänzend gilt:",
        ),
        Block::list(clauses),
    ]
}

fn acceptance(facts: &Facts) -> Vec<Block> {
    let weeks = facts.parameters.acceptance_weeks;
    let term = parts::weeks(weeks);
    vec![Block::paragraph(format!(
        "Bitte erklären Sie innerhalb von {term} nach Bekanntgabe dieses Bescheids im Förderportal durch eine \
         zeichnungsberechtigte Person, dass Sie die Zuwendung annehmen. Geht die Erklärung nicht rechtzeitig ein, gilt die \
         Zuwendung als nicht angenommen; die Mittel werden dann anderweitig vergeben."
    ))]
}

/// § 39 LVwVfG; short, because a selected project gets what was decided.
fn reasons(facts: &Facts) -> Vec<Block> {
    let (grant, requested) = (&facts.grant, facts.application.requested);
    let extent = if requested <= grant.amount {
        "Ihrem Antrag wird in vollem Umfang entsprochen.".to_owned()
    } else if grant.amount == grant.cap {
        format!(
            "Beantragt waren {}. Bewilligt wird der Höchstbetrag von {}, den die Ausschreibung je Vorhaben vorsieht.",
            parts::money(requested),
            parts::money(grant.cap)
        )
    } else {
        format!(
            "Beantragt waren {}. Bewilligt wird der Betrag, der nach der Ausschreibung und der Auswahlentscheidung \
             gefördert werden kann.",
            parts::money(requested)
        )
    };
    vec![
        Block::paragraph(format!(
            "Ihr Vorhaben erfüllt die Voraussetzungen der Ausschreibung. Es wurde nach den dort bekannt gemachten Kriterien \
             bewertet und von der Steuerungsgruppe zur Förderung ausgewählt. Über die Förderung haben wir nach \
             pflichtgemäßem Ermessen im Rahmen der verfügbaren Haushaltsmittel entschieden. {extent}"
        )),
        Block::paragraph(grant.double_funding_reason.clone()),
    ]
}

fn hints() -> Vec<Block> {
    vec![
        Block::paragraph(
            "Subventionserhebliche Tatsachen: Soweit die Zuwendung eine Subvention im Sinne des §\u{a0}264 StGB ist, sind die \
             Angaben im Antrag, in den Mittelabrufen und im Verwendungsnachweis subventionserheblich.",
        ),
        Block::paragraph(
            "Transparenz und Datenschutz: Name des Zuwendungsempfängers, Zweck und Höhe der Zuwendung können veröffentlicht \
             werden. Personenbezogene Daten verarbeiten wir nur für das Förderverfahren; die Datenschutzhinweise finden Sie \
             im Förderportal.",
        ),
    ]
}

/// The remedy by issuing authority (handbook 2.7 no. 2 and 3): action at the court of the grantee's region, or an
/// objection at the office the programme names. `None`: it can't be said, and a wrong one would cost a year.
fn remedy(facts: &Facts) -> Option<String> {
    let months = match facts.parameters.remedy_months {
        1 => "eines Monats".to_owned(),
        months => format!("{months} Monaten"),
    };
    match facts.programme.remedy_kind {
        RemedyKind::Action => {
            let region = facts
                .body
                .region
                .or_else(|| rules::region_of_key(&facts.body.key));
            let (court, seat) = rules::court(region)?;
            Some(format!(
                "Gegen diesen Bescheid kann innerhalb {months} nach Bekanntgabe Klage beim {court} mit Sitz in {seat} \
                 erhoben werden."
            ))
        }
        RemedyKind::Objection => {
            let office = facts.programme.court.trim();
            (!office.is_empty()).then(|| {
                format!("Gegen diesen Bescheid kann innerhalb {months} nach Bekanntgabe Widerspruch bei {office} erhoben werden.")
            })
        }
    }
}

/// Mandatory parts of handbook 2.4 that are empty, by name.
pub(super) fn missing(facts: &Facts) -> Vec<&'static str> {
    let mut missing = parts::missing(facts);
    let more = [
        ("address", parts::address(facts).is_empty()),
        ("financing", kind(facts).is_none()),
        ("eligible", facts.grant.eligible < facts.grant.amount),
        ("reasons", facts.grant.double_funding_reason.trim().is_empty()),
        ("remedy", remedy(facts).is_none()),
    ];
    missing.extend(
        more.into_iter()
            .filter_map(|(part, is_missing)| is_missing.then_some(part)),
    );
    missing
}
