//! The Zuwendungsbescheid, with every part of handbook 2.4.

use base::calendar::month_period_end;
use base::{Lang, fmt};
use base_letters::{Block, Column, Letter};
use budget::PotKind;
use calls::{Clause, ClauseKind, FinancingType};
use municipalities::BodyType;

use super::mandatory::{Draft, Part, Said};
use super::{Facts, amendment, parts};
use crate::rules;

/// The whole notice; [`Draft::missing`] says what it lacks.
pub(super) fn draft(facts: &Facts) -> Draft {
    Draft {
        opening: Block::paragraph(format!(
            "{} ergeht folgender Bescheid:",
            parts::on_your_application(facts)
        )),
        sections: sections(facts),
        frame: Letter {
            subject: format!("Zuwendungsbescheid für das Vorhaben „{}“", facts.grant.title),
            remedy_notice: facts.remedy().unwrap_or_default(),
            signature_note: parts::NOTICE_WITHOUT_SIGNATURE.to_owned(),
            ..parts::frame(facts)
        },
    }
}

fn sections(facts: &Facts) -> Vec<(&'static str, Vec<Said>)> {
    let said = |part, blocks| (Some(part), blocks);
    vec![
        ("Bewilligung", award(facts)),
        ("Zuwendungszweck und Ziele", purpose(facts)),
        ("Finanzierung", vec![said(Part::Expenditure, financing(facts))]),
        ("Haushaltsjahre", years(facts)),
        ("Auszahlung", vec![said(Part::Payment, payment(facts))]),
        (
            "Verwendungsnachweis",
            vec![said(Part::StatementOffice, statement_of_use(facts))],
        ),
        ("Nebenbestimmungen", conditions(facts)),
        ("Annahme", vec![(None, acceptance(facts))]),
        ("Begründung", vec![said(Part::Reasons, reasons(facts))]),
        ("Hinweise", hints(facts)),
    ]
}

fn award(facts: &Facts) -> Vec<Said> {
    let (grant, call) = (&facts.grant, &facts.call);
    let period = format!(
        "{} bis {}",
        parts::date(grant.from_on),
        parts::date(grant.until_on)
    );
    let row = |part, key: &str, value: String| (Some(part), vec![Block::key_values([(key, value)])]);
    let mut financing = vec![
        (
            "Art und Form",
            "Projektförderung als nicht rückzahlbarer Zuschuss".to_owned(),
        ),
        ("Finanzierungsart", financing_type(facts)),
    ];
    if let Some(basis) = share_basis(facts) {
        financing.push(("Bemessung bei Änderungen", basis.to_owned()));
    }
    let granted = Block::paragraph(format!(
        "Auf Grundlage der §§\u{a0}23 und 44 der Landeshaushaltsordnung für Baden-Württemberg (LHO), der \
         Verwaltungsvorschriften hierzu und der Ausschreibung „{}“ ({}) bewilligen wir Ihnen eine Zuwendung bis zur \
         Höhe von {}.",
        call.title_de,
        call.code,
        parts::money_and_words(grant.amount)
    ));
    let grantee = Block::key_values([
        ("Zuwendungsempfänger", facts.body.official_name.clone()),
        ("Anschrift", parts::address(facts)),
        ("Rechtsform", legal_form(facts).to_owned()),
        ("Aktenzeichen", grant.number.clone()),
    ]);
    let project = Block::key_values([
        ("Vorhaben", grant.title.clone()),
        ("Ort der Durchführung", parts::places(facts)),
    ]);
    vec![
        (Some(Part::Amount), vec![granted]),
        (Some(Part::Grantee), vec![grantee]),
        (Some(Part::Purpose), vec![project]),
        (Some(Part::Kind), vec![Block::key_values(financing)]),
        row(Part::Amount, "Höchstbetrag", parts::money(grant.amount)),
        row(Part::Period, "Bewilligungszeitraum", period),
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

/// What a cheaper project does to the grant: the notice must say which of the two (E02, handbook 2.3).
fn share_basis(facts: &Facts) -> Option<&'static str> {
    (kind(facts) == Some(FinancingType::Share)).then_some(if facts.parameters.by_effective_share {
        "nach dem Anteil der Zuwendung an den zuwendungsfähigen Ausgaben in diesem Bescheid"
    } else {
        "nach dem Fördersatz, begrenzt durch den Höchstbetrag"
    })
}

fn purpose(facts: &Facts) -> Vec<Said> {
    vec![
        (
            Some(Part::Purpose),
            vec![Block::paragraph(facts.grant.purpose.clone())],
        ),
        (
            Some(Part::Objectives),
            vec![
                Block::paragraph(facts.grant.objectives.clone()),
                Block::paragraph(
                    "Erfolgskontrolle: Stellen Sie im Sachbericht dar, inwieweit und woran gemessen diese Ziele erreicht \
                     wurden.",
                ),
            ],
        ),
        (
            Some(Part::Purpose),
            vec![Block::paragraph(format!(
                "Die Zuwendung ist zweckgebunden und darf nur für dieses Vorhaben verwendet werden. Gegenstände, die Sie \
                 aus der Zuwendung beschaffen, sind bis zum {} an den Zuwendungszweck gebunden.",
                parts::date(facts.grant.until_on)
            ))],
        ),
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
    if facts.shares.len() > 1 {
        blocks.push(Block::paragraph(
            "Das Vorhaben wird gemeinsam durchgeführt. Von der Zuwendung entfallen auf die beteiligten Kommunen:",
        ));
        blocks.push(amendment::shares_table(grant.share_basis, &facts.shares));
    }
    if kind(facts) != Some(FinancingType::FixedAmount) {
        blocks.push(Block::paragraph(format!(
            "Einzelne Ansätze dürfen um bis zu {} überschritten werden, soweit die Überschreitung durch Einsparungen bei \
             anderen Ansätzen ausgeglichen wird.",
            fmt::rate(Lang::De, facts.parameters.item_overrun_limit)
        )));
    }
    blocks.push(Block::paragraph(reduction(facts)));
    blocks
}

/// What happens when it becomes cheaper (ANBest-K Nr. 2, handbook 2.3).
fn reduction(facts: &Facts) -> &'static str {
    match kind(facts) {
        Some(FinancingType::Share) if !facts.parameters.by_effective_share => {
            "Ermäßigen sich die zuwendungsfähigen Ausgaben, so bemisst sich die Zuwendung neu nach dem Fördersatz in diesem \
             Bescheid; der Höchstbetrag bleibt die Obergrenze. Erhöhen sich die Deckungsmittel oder treten neue hinzu, so \
             ermäßigt sie sich ebenso. Änderungen Ihrer Eigenmittel bleiben außer Betracht. Höhere Ausgaben erhöhen die \
             Zuwendung nicht."
        }
        Some(FinancingType::Share) => {
            "Ermäßigen sich die zuwendungsfähigen Ausgaben, erhöhen sich die Deckungsmittel oder treten neue hinzu, so \
             ermäßigt sich die Zuwendung anteilig. Maßgeblich ist das Verhältnis der Zuwendung zu den zuwendungsfähigen \
             Ausgaben in diesem Bescheid. Änderungen Ihrer Eigenmittel bleiben außer Betracht. Höhere Ausgaben erhöhen \
             die Zuwendung nicht."
        }
        Some(FinancingType::FixedAmount) => {
            "Die Zuwendung wird als fester Betrag gewährt. Sie ermäßigt sich nur, wenn alle Deckungsmittel zusammen die \
             zuwendungsfähigen Ausgaben übersteigen oder, bei einem Festbetrag je Einheit, wenn weniger Einheiten \
             durchgeführt werden. Höhere Ausgaben erhöhen die Zuwendung nicht."
        }
        _ => {
            "Ermäßigen sich die zuwendungsfähigen Ausgaben, erhöhen sich die Deckungsmittel oder treten neue hinzu, so \
             ermäßigt sich die Zuwendung um den vollen Betrag. Änderungen Ihrer Eigenmittel bleiben außer Betracht. Höhere \
             Ausgaben erhöhen die Zuwendung nicht."
        }
    }
}

fn years(facts: &Facts) -> Vec<Said> {
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
    let table = Block::Table {
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
    };
    let reserved = Block::paragraph(
        "Mittel, die Sie in einem Haushaltsjahr nicht abrufen, stehen im folgenden Jahr nicht ohne Weiteres zur \
         Verfügung. Die Auszahlung steht unter dem Vorbehalt, dass die Haushaltsmittel verfügbar sind.",
    );
    vec![
        (Some(Part::Period), vec![table]),
        (Some(Part::Revocation), vec![reserved]),
    ]
}

fn payment(facts: &Facts) -> Vec<Block> {
    let (month, day) = facts.parameters.last_request_day;
    let last = chrono::NaiveDate::from_ymd_opt(2024, month, day) // a leap year has every day
        .map(|day| format!("{}. {}", chrono::Datelike::day(&day), fmt::month(Lang::De, day)))
        .unwrap_or_default();
    vec![Block::list([
        "Die Zuwendung wird auf Ihren Abruf im Förderportal ausgezahlt, sobald dieser Bescheid bestandskräftig ist. Sie \
         können die Bestandskraft vorzeitig herbeiführen, indem Sie schriftlich auf einen Rechtsbehelf verzichten."
            .to_owned(),
        format!(
            "Rufen Sie nur ab, was Sie innerhalb von {} nach der Auszahlung für fällige Zahlungen benötigen. Für \
             Mittel, die Sie nicht rechtzeitig verwenden, können Zinsen verlangt werden (§\u{a0}49a Abs.\u{a0}4 LVwVfG).",
            parts::months(facts.parameters.use_within_months)
        ),
        format!("Der letzte Abruf für ein Haushaltsjahr muss bis zum {last} eingegangen sein."),
        format!(
            "{} der Zuwendung werden erst ausgezahlt, wenn der Verwendungsnachweis geprüft ist.",
            fmt::rate(Lang::De, facts.grant.retention)
        ),
    ])]
}

fn statement_of_use(facts: &Facts) -> Vec<Block> {
    let months = u32::try_from(facts.parameters.vn_due_months).unwrap_or_default();
    vec![Block::paragraph(format!(
        "Die Verwendung der Zuwendung ist bis zum {} nachzuweisen. Der Verwendungsnachweis besteht aus einem Sachbericht \
         und einem zahlenmäßigen Nachweis und ist im Förderportal bei folgender Stelle einzureichen: {}. Diese Stelle und der \
         Rechnungshof dürfen die Verwendung prüfen (§\u{a0}91 LHO).",
        parts::date(month_period_end(facts.grant.until_on, months)),
        parts::office(facts)
    ))]
}

/// What is made part of the notice by reference, then each clause with its legal kind (§ 36 Abs. 2 LVwVfG). The publicity
/// duty and the reserved revocation are mandatory parts of their own.
fn conditions(facts: &Facts) -> Vec<Said> {
    let of = |wanted: fn(&Clause) -> bool| facts.clauses.iter().filter(move |clause| wanted(clause));
    let by_reference: Vec<Block> = of(|clause| clause.kind == ClauseKind::Reference)
        .map(|clause| Block::paragraph(clause.text.clone()))
        .collect();
    let list = |clauses: Vec<String>| match clauses.is_empty() {
        true => Vec::new(),
        false => vec![Block::list(clauses)],
    };
    let publicity = of(|clause| clause.is_publicity()).map(in_words).collect();
    let revocation = of(|clause| clause.kind == ClauseKind::Revocation)
        .map(in_words)
        .collect();
    let mut others: Vec<String> = of(|clause| {
        !clause.is_publicity() && !matches!(clause.kind, ClauseKind::Reference | ClauseKind::Revocation)
    })
    .map(in_words)
    .collect();
    others.extend(parts::further_conditions(facts).map(|line| format!("Auflage: {line}")));
    vec![
        (Some(Part::Conditions), by_reference),
        (None, vec![Block::paragraph("Ergänzend gilt:")]),
        (Some(Part::Publicity), list(publicity)),
        (None, list(others)),
        (Some(Part::Revocation), list(revocation)),
    ]
}

/// `Auflage: …`
fn in_words(clause: &Clause) -> String {
    format!("{}: {}", clause.kind.in_german(), clause.text)
}

fn acceptance(facts: &Facts) -> Vec<Block> {
    let weeks = facts.parameters.acceptance_weeks;
    if weeks == 0 {
        return vec![Block::paragraph(
            "Eine Erklärung der Annahme ist nicht erforderlich.",
        )];
    }
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

/// Subsidy-relevant facts are named to others than municipalities (handbook 2.1, LSubvG with § 264 StGB); to a
/// municipality only for the case that it is an undertaking.
fn hints(facts: &Facts) -> Vec<Said> {
    let subsidy = Block::paragraph(match rules::is_municipal(facts.body.body_type) {
        true => {
            "Subventionserhebliche Tatsachen: Soweit die Zuwendung eine Subvention im Sinne des §\u{a0}264 StGB ist, sind \
             die Angaben im Antrag, in den Mittelabrufen und im Verwendungsnachweis subventionserheblich."
        }
        false => {
            "Subventionserhebliche Tatsachen: Die Angaben zu Vorhaben, Ausgaben und Finanzierung im Antrag, in den \
             Mittelabrufen und im Verwendungsnachweis sind subventionserheblich im Sinne des §\u{a0}264 StGB und des \
             Landessubventionsgesetzes. Änderungen dieser Tatsachen sind unverzüglich mitzuteilen; falsche oder \
             unvollständige Angaben können als Subventionsbetrug strafbar sein."
        }
    });
    let transparency = Block::paragraph(
        "Transparenz und Datenschutz: Name des Zuwendungsempfängers, Zweck und Höhe der Zuwendung können veröffentlicht \
         werden. Personenbezogene Daten verarbeiten wir nur für das Förderverfahren; die Datenschutzhinweise finden Sie \
         im Förderportal.",
    );
    vec![
        (Some(Part::SubsidyFacts), vec![subsidy]),
        (Some(Part::Publicity), vec![transparency]),
    ]
}

/// What the facts lack for a notice, by name, besides what [`Draft::missing`] finds.
pub(super) fn missing(facts: &Facts) -> Vec<&'static str> {
    let mut missing = parts::missing(facts);
    let more = [
        ("address", parts::address(facts).is_empty()),
        ("financing", kind(facts).is_none()),
        ("eligible", facts.grant.eligible < facts.grant.amount),
        ("reasons", facts.grant.double_funding_reason.trim().is_empty()),
        (
            "conditions",
            !facts
                .clauses
                .iter()
                .any(|clause| clause.kind == ClauseKind::Reference),
        ),
    ];
    missing.extend(
        more.into_iter()
            .filter_map(|(part, is_missing)| is_missing.then_some(part)),
    );
    missing
}
