//! Erstattungsbescheid, Widerrufs- und Rücknahmebescheid.

use applications::Application;
use base::{Cents, Ctx, Lang, Problem, fmt};
use base_letters::{Block, Column, Letter, amount_in_words_de};
use grants::Grant;
use sea_orm::ConnectionTrait;

use super::{award, date, money, norm};
use crate::model::{Claim, Ground, InterestLine, Proof};
use crate::rules::interest::DayCount;

/// The act with decision, interest table, reasons and remedy notice. Error: refused when the remedy can't be said.
pub(crate) async fn act(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    grant: &Grant,
    application: &Application,
    proof: &Proof,
    claim: &Claim,
    lines: &[InterestLine],
) -> Result<Letter, Problem> {
    let interest_due: Cents = lines.iter().map(|line| line.amount).sum();
    let subject = format!("{} zum Vorhaben „{}“", title(claim), grant.title);
    let frame = grants::letters::frame(conn, ctx, grant, &subject).await?;
    let conditions = grants::letters::conditions_of(conn, grant).await?;
    let mut parts = vec![(
        "Entscheidung",
        vec![Block::numbered(decision(grant, proof, claim, interest_due))],
    )];
    if !claim.is_unpaid() {
        parts.push(("Verzinsung", interest(claim, lines)));
    }
    parts.push((
        "Sachverhalt",
        vec![Block::paragraph(claim.reason.clone()), heard(claim)],
    ));
    parts.push((
        "Begründung",
        vec![
            Block::paragraph(reasons(claim, conditions)),
            Block::paragraph(claim.discretion.clone()),
        ],
    ));
    if !claim.is_unpaid() {
        parts.push(("Zahlung", vec![payment(application, claim)]));
    }
    let mut blocks = vec![Block::paragraph("es ergeht folgender Bescheid:")];
    for (number, (heading, body)) in (1..).zip(parts) {
        blocks.push(Block::heading(1, format!("{number}. {heading}")));
        blocks.extend(body);
    }
    Ok(Letter {
        blocks,
        remedy_notice: grants::letters::remedy_of(conn, ctx, grant).await?,
        signature_note:
            "Dieser Bescheid wurde elektronisch erlassen und ist mit der Wiedergabe des Namens ohne \
                         Unterschrift gültig (§\u{a0}37 Abs.\u{a0}3 LVwVfG)."
                .to_owned(),
        ..frame
    })
}

/// What the act is called.
pub(crate) fn title(claim: &Claim) -> &'static str {
    names(claim).0
}

/// Title, and what is done to the notice.
fn names(claim: &Claim) -> (&'static str, &'static str) {
    if claim.is_unpaid() {
        return match (claim.ground, claim.is_whole) {
            (Ground::Unlawful, true) => ("Rücknahmebescheid", "zurückgenommen"),
            (Ground::Unlawful, false) => ("Teilrücknahmebescheid", "zurückgenommen"),
            (_, true) => ("Widerrufsbescheid", "widerrufen"),
            (_, false) => ("Teilwiderrufsbescheid", "widerrufen"),
        };
    }
    match (claim.ground, claim.is_whole) {
        (Ground::Reduction, _) => ("Erstattungsbescheid", ""),
        (Ground::LateUse, _) => ("Zinsbescheid", ""),
        (Ground::Unlawful, true) => ("Rücknahme- und Erstattungsbescheid", "zurückgenommen"),
        (Ground::Unlawful, false) => ("Teilrücknahme- und Erstattungsbescheid", "zurückgenommen"),
        (_, true) => ("Widerrufs- und Erstattungsbescheid", "widerrufen"),
        (_, false) => ("Teilwiderrufs- und Erstattungsbescheid", "widerrufen"),
    }
}

fn decision(grant: &Grant, proof: &Proof, claim: &Claim, interest: Cents) -> Vec<String> {
    let (_, done) = names(claim);
    // the award that is left; what is repaid may be less than what it fell by
    let left = money(claim.left(grant, proof));
    if claim.ground == Ground::LateUse {
        return vec![format!(
            "Sie haben Zinsen in Höhe von {} (in Worten: {}) zu zahlen. Die Bewilligung bleibt unberührt.",
            money(interest),
            amount_in_words_de(interest.0)
        )];
    }
    let mut points = Vec::new();
    match claim.ground {
        Ground::Reduction => points.push(format!(
            "Es wird festgestellt, dass sich die mit {} bewilligte Zuwendung auf {left} ermäßigt hat.",
            award(grant)
        )),
        _ if claim.is_whole => points.push(format!(
            "Der {} wird mit Wirkung für die Vergangenheit in vollem Umfang {done}.",
            award(grant)
        )),
        _ => points.push(format!(
            "Der {} wird mit Wirkung für die Vergangenheit insoweit {done}, als die Zuwendung {left} übersteigt.",
            award(grant)
        )),
    }
    if claim.is_unpaid() {
        points.push("Zu erstatten ist nichts.".to_owned());
        return points;
    }
    points.push(format!(
        "Sie haben {} (in Worten: {}) zu erstatten.",
        money(claim.principal),
        amount_in_words_de(claim.principal.0)
    ));
    points.push(if claim.interest_waived {
        "Von der Verzinsung wird abgesehen, sofern der Betrag fristgerecht eingeht.".to_owned()
    } else {
        "Der Erstattungsbetrag ist bis zum Tag des Eingangs zu verzinsen.".to_owned()
    });
    points
}

fn interest(claim: &Claim, lines: &[InterestLine]) -> Vec<Block> {
    if claim.interest_waived {
        return vec![Block::paragraph(format!(
            "Von der Geltendmachung von Zinsen sehen wir nach §\u{a0}49a Abs.\u{a0}3 Satz\u{a0}2 LVwVfG ab: {}",
            claim.waiver_reason
        ))];
    }
    let mut blocks = vec![Block::paragraph(since(claim))];
    if lines.is_empty() {
        blocks.push(Block::paragraph("Zinsen werden nicht gefordert."));
        return blocks;
    }
    let is_late = claim.ground == Ground::LateUse;
    for line in lines {
        let column = |title: &str| Column::right(title);
        let rows = line.segments.iter().map(|part| {
            vec![
                format!("{} – {}", date(part.from_on), date(part.until_on)),
                money(part.principal),
                part.days.to_string(),
                fmt::rate(Lang::De, part.base_rate),
                fmt::rate(Lang::De, part.rate),
                part.shown(Lang::De),
            ]
        });
        blocks.push(Block::Table {
            caption: format!(
                "Auszahlung vom {}, {} {}",
                date(line.paid_on),
                if is_late {
                    "zu spät verwendet"
                } else {
                    "zu erstatten"
                },
                money(line.principal)
            ),
            columns: vec![
                Column::left("Zeitraum"),
                column("Betrag"),
                column("Tage"),
                column("Basiszinssatz"),
                column("Zinssatz"),
                column("Zinsen"),
            ],
            rows: rows.collect(),
            footer: Some(vec![
                "Zinsen, gerundet".to_owned(),
                String::new(),
                String::new(),
                String::new(),
                String::new(),
                money(line.amount),
            ]),
        });
    }
    let sum: Cents = lines.iter().map(|line| line.amount).sum();
    let method = lines.first().map_or("", |line| match line.day_count {
        DayCount::ActAct => "taggenau, in Schaltjahren durch 366 Tage",
        DayCount::Act365 => "taggenau durch 365 Tage",
        DayCount::Thirty360 => "nach Monaten zu 30 und Jahren zu 360 Tagen",
    });
    let version = lines.first().map_or(0, |line| line.table_version);
    let (end, other_day) = if is_late {
        ("der Verwendung", "")
    } else {
        (
            "des Eingangs",
            " Geht der Betrag an einem anderen Tag ein, werden die Zinsen auf diesen Tag berechnet.",
        )
    };
    blocks.push(Block::paragraph(format!(
        "Zinsen zusammen: {}. Gerechnet ist {method}, der erste Tag zählt mit, der Tag {end} nicht; gerundet wird einmal je \
         Auszahlung (Tabelle der Basiszinssätze, Fassung {version}).{other_day}",
        money(sum)
    )));
    blocks
}

/// From when on interest runs, by ground (§ 49a Abs. 3 and 4 LVwVfG).
fn since(claim: &Claim) -> String {
    let from = match (claim.ground, claim.ineffective_on) {
        (Ground::LateUse, _) => {
            return "Die nicht alsbald verwendeten Beträge sind nach §\u{a0}49a Abs.\u{a0}4 LVwVfG von der Auszahlung bis zur \
                    zweckentsprechenden Verwendung mit fünf Prozentpunkten über dem Basiszinssatz (§\u{a0}247 BGB) jährlich zu \
                    verzinsen:"
                .to_owned();
        }
        (Ground::Reduction, Some(day)) => format!(
            "vom Eintritt der auflösenden Bedingung am {} an, frühestens von der Auszahlung an,",
            date(day)
        ),
        _ => "von der Auszahlung an".to_owned(),
    };
    format!(
        "Der Erstattungsbetrag ist nach §\u{a0}49a Abs.\u{a0}3 LVwVfG mit fünf Prozentpunkten über dem Basiszinssatz \
         (§\u{a0}247 BGB) jährlich zu verzinsen, {from} bis zum Eingang der Erstattung. Bei Zahlung bis zum Ablauf der unter \
         Nummer\u{a0}5 genannten Frist ergeben sich:"
    )
}

fn heard(claim: &Claim) -> Block {
    Block::paragraph(match claim.statement_on {
        Some(day) => format!(
            "Zu der beabsichtigten Entscheidung haben wir Sie angehört. Sie haben sich am {} wie folgt geäußert: {}",
            date(day),
            claim.statement
        ),
        None => format!(
            "Zu der beabsichtigten Entscheidung haben wir Sie angehört. Innerhalb der Frist bis zum {} haben Sie sich nicht \
             geäußert.",
            date(claim.hearing_until_on)
        ),
    })
}

fn reasons(claim: &Claim, conditions: &str) -> String {
    let repaid = match claim.is_unpaid() {
        true => "",
        false => " Die Erstattung folgt aus §\u{a0}49a Abs.\u{a0}1 LVwVfG.",
    };
    match claim.ground {
        Ground::Reduction => format!(
            "Die Zuwendung stand unter der auflösenden Bedingung der Nummer\u{a0}2 der {conditions}, die Bestandteil des \
             Zuwendungsbescheids ist. Die Bedingung ist eingetreten; in dieser Höhe ist der Bescheid unwirksam geworden. \
             Bereits erbrachte Leistungen sind nach §\u{a0}49a Abs.\u{a0}1 LVwVfG zu erstatten und durch Bescheid \
             festzusetzen."
        ),
        Ground::Purpose => format!(
            "Rechtsgrundlage ist {}. Danach kann ein Zuwendungsbescheid auch mit Wirkung für die Vergangenheit widerrufen \
             werden, wenn die Leistung nicht, nicht alsbald oder nicht mehr für den bestimmten Zweck verwendet wird. Bei einer \
             Verfehlung des Zwecks ist der Widerruf der Regelfall.{repaid}",
            norm(claim.ground)
        ),
        Ground::Obligation => format!(
            "Rechtsgrundlage ist {}. Danach kann ein Zuwendungsbescheid auch mit Wirkung für die Vergangenheit widerrufen \
             werden, wenn eine mit ihm verbundene Auflage nicht oder nicht fristgerecht erfüllt wurde.{repaid}",
            norm(claim.ground)
        ),
        Ground::LateUse => format!(
            "Rechtsgrundlage ist {}. Danach können für die Zeit bis zur zweckentsprechenden Verwendung Zinsen verlangt werden, \
             wenn eine Leistung nicht alsbald nach der Auszahlung für den bestimmten Zweck verwendet wird.",
            norm(claim.ground)
        ),
        Ground::Unlawful => format!(
            "Rechtsgrundlage ist {}. Der Zuwendungsbescheid war rechtswidrig; auf ein schutzwürdiges Vertrauen in seinen Bestand \
             können Sie sich in diesem Umfang nicht berufen.{repaid}",
            norm(claim.ground)
        ),
    }
}

fn payment(application: &Application, claim: &Claim) -> Block {
    let until = claim.payable_until_on.map(date).unwrap_or_default();
    let number = application.number.clone().unwrap_or_else(|| claim.number.clone());
    let apart = match claim.ground {
        Ground::LateUse => "",
        _ => " Die Erstattung und die Zinsen sind getrennte Forderungen.",
    };
    Block::paragraph(format!(
        "Bitte zahlen Sie den Betrag bis zum {until} an die Landesoberkasse Baden-Württemberg und geben Sie das Aktenzeichen \
         {number} an.{apart}"
    ))
}
