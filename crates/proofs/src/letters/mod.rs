//! The letters about the use of a grant: acceptance, hearing, claim, revocation. In German whatever the reader's language,
//! because the official language is German (§ 23 LVwVfG); that is why their wording stands here and not in the texts.

mod act;

pub(crate) use act::{act, title};

use base::{Cents, Ctx, Lang, Problem, fmt};
use base_letters::{Block, Letter};
use chrono::NaiveDate;
use grants::Grant;
use sea_orm::ConnectionTrait;

use crate::model::{Claim, Examination, Ground, Proof};

const SIGNATURE: &str = "Dieses Schreiben wurde elektronisch erstellt und ist mit der Wiedergabe des Namens ohne \
                         Unterschrift gültig.";

fn date(day: NaiveDate) -> String {
    fmt::date(Lang::De, day)
}

fn money(amount: Cents) -> String {
    fmt::money(Lang::De, amount)
}

/// `Zuwendungsbescheid vom 28.05.2026`
fn award(grant: &Grant) -> String {
    match grant.issued_at {
        Some(at) => format!("Zuwendungsbescheid vom {}", date(base::calendar::local_date(at))),
        None => "Zuwendungsbescheid".to_owned(),
    }
}

/// Anerkennung des Verwendungsnachweises.
pub(crate) async fn acceptance(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    grant: &Grant,
    proof: &Proof,
    examination: &Examination,
) -> Result<Letter, Problem> {
    let subject = format!(
        "Anerkennung des Verwendungsnachweises für das Vorhaben „{}“",
        grant.title
    );
    let frame = grants::letters::frame(conn, ctx, grant, &subject).await?;
    let calculation = &examination.calculation;
    let received = proof
        .received_on
        .map_or_else(String::new, |day| format!(" vom {}", date(day)));
    let mut blocks = vec![
        Block::paragraph(format!(
            "wir haben Ihren Verwendungsnachweis{received} zu unserem {} geprüft und erkennen ihn an.",
            award(grant)
        )),
        Block::key_values([
            ("Bewilligte Zuwendung", money(calculation.amount)),
            (
                "Veranschlagte zuwendungsfähige Ausgaben",
                money(calculation.planned),
            ),
            ("Nachgewiesene Ausgaben", money(calculation.spent)),
            (
                "Anerkannte zuwendungsfähige Ausgaben",
                money(calculation.recognised),
            ),
            ("Zuwendung nach Abrechnung", money(calculation.accepted)),
            ("Bisher ausgezahlt", money(examination.paid)),
            ("Schlussrate", money(examination.last)),
        ]),
    ];
    if calculation.reduction.0 > 0 {
        blocks.push(Block::paragraph(format!(
            "{}Die Zuwendung hat sich deshalb nach Nummer 2 der {} um {} auf {} ermäßigt.",
            causes(examination),
            grants::letters::conditions_of(conn, grant).await?,
            money(calculation.reduction),
            money(calculation.accepted)
        )));
    }
    if calculation.overrun.0 > 0 {
        blocks.push(Block::paragraph(format!(
            "Einzelne Ansätze des Finanzierungsplans wurden um mehr überschritten, als der Bescheid zulässt. Davon haben wir \
             {} nicht anerkannt.",
            money(calculation.overrun)
        )));
    }
    if calculation.rejected.0 > 0 {
        blocks.push(Block::paragraph(format!(
            "Weitere {} konnten wir nicht als zuwendungsfähig anerkennen: {}",
            money(calculation.rejected),
            examination.rejected_reason
        )));
    }
    if examination.last.0 > 0 {
        blocks.push(Block::paragraph(format!(
            "Die Schlussrate von {} zahlen wir auf das uns bekannte Konto aus.",
            money(examination.last)
        )));
    }
    blocks.push(Block::paragraph(
        "Bewahren Sie die Belege und alle sonst mit der Förderung zusammenhängenden Unterlagen auf, solange der Bescheid oder \
         andere Vorschriften es verlangen. Das Prüfungsrecht des Rechnungshofs (§\u{a0}91 LHO) bleibt unberührt.",
    ));
    Ok(Letter {
        blocks,
        signature_note: SIGNATURE.to_owned(),
        ..frame
    })
}

/// Why the grant became smaller: units that were not held, an improvement, funds beyond the costs.
fn causes(examination: &Examination) -> String {
    let calculation = &examination.calculation;
    let mut causes = String::new();
    if let Some(units) = examination.units.filter(|units| units.held < units.planned) {
        causes += &format!(
            "Von {} bewilligten Einheiten wurden {} durchgeführt. ",
            units.planned, units.held
        );
    }
    // a fixed amount takes no share in an improvement
    if calculation.share.0 > 0 && calculation.improvement.0 > 0 {
        causes += &format!(
            "Gegenüber dem Finanzierungsplan haben sich die zuwendungsfähigen Ausgaben oder die Deckungsmittel um {} zu Ihren \
             Gunsten verändert. ",
            money(calculation.improvement)
        );
    }
    if calculation.over_financing.0 > 0 {
        causes += &format!(
            "Alle Mittel ohne Ihre Eigenmittel übersteigen die anerkannten Ausgaben um {}; daran sind die Zuwendungsgeber \
             anteilig beteiligt. ",
            money(calculation.over_financing)
        );
    }
    causes
}

/// Anhörung (§ 28 LVwVfG).
pub(crate) async fn hearing(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    grant: &Grant,
    proof: &Proof,
    claim: &Claim,
    late: Cents,
) -> Result<Letter, Problem> {
    let subject = format!("Anhörung zur Zuwendung für das Vorhaben „{}“", grant.title);
    let frame = grants::letters::frame(conn, ctx, grant, &subject).await?;
    let left = money(claim.left(grant, proof));
    let intention = match claim.ground {
        Ground::Reduction => format!(
            "Die Zuwendung aus unserem {} hat sich nach Nummer 2 der {} auf {left} ermäßigt. Wir beabsichtigen, den zu viel \
             gezahlten Betrag von {} durch Bescheid zurückzufordern (§\u{a0}49a Abs.\u{a0}1 LVwVfG).",
            award(grant),
            grants::letters::conditions_of(conn, grant).await?,
            money(claim.principal)
        ),
        Ground::LateUse => format!(
            "Sie haben Teile der Zuwendung aus unserem {} nicht alsbald nach der Auszahlung verwendet. Wir beabsichtigen, dafür \
             durch Bescheid Zinsen von {} zu verlangen ({}).",
            award(grant),
            money(late),
            norm(claim.ground)
        ),
        ground => {
            let extent = if claim.is_whole {
                "in vollem Umfang".to_owned()
            } else {
                format!("insoweit, als die Zuwendung {left} übersteigt,")
            };
            let done = if ground == Ground::Unlawful {
                "zurückzunehmen"
            } else {
                "zu widerrufen"
            };
            let (award, norm) = (award(grant), norm(ground));
            if claim.is_unpaid() {
                format!(
                    "Wir beabsichtigen, unseren {award} {extent} {done} ({norm}). Zu erstatten ist nichts."
                )
            } else {
                format!(
                    "Wir beabsichtigen, unseren {award} {extent} {done} und den Betrag von {} durch Bescheid zurückzufordern \
                     ({norm}, §\u{a0}49a LVwVfG).",
                    money(claim.principal)
                )
            }
        }
    };
    let mut blocks = vec![
        Block::paragraph(
            "bevor wir entscheiden, geben wir Ihnen nach §\u{a0}28 LVwVfG Gelegenheit, sich zu äußern.",
        ),
        Block::heading(1, "Was wir beabsichtigen"),
        Block::paragraph(intention),
    ];
    if !claim.is_unpaid() {
        blocks.push(Block::paragraph(match claim.ground {
                Ground::LateUse => {
                    "Die Zinsen betragen fünf Prozentpunkte über dem Basiszinssatz jährlich, von der Auszahlung bis zur Verwendung."
                }
                _ => {
                    "Der zu erstattende Betrag ist vom Eintritt der Unwirksamkeit des Bescheids an mit fünf Prozentpunkten über \
                     dem Basiszinssatz jährlich zu verzinsen (§\u{a0}49a Abs.\u{a0}3 LVwVfG)."
                }
            }));
    }
    blocks.extend([
        Block::heading(1, "Sachverhalt"),
        Block::paragraph(claim.reason.clone()),
        Block::heading(1, "Ihre Äußerung"),
        Block::paragraph(format!(
            "Bitte äußern Sie sich bis zum {} im Förderportal oder schriftlich. Danach entscheiden wir nach Aktenlage.",
            date(claim.hearing_until_on)
        )),
    ]);
    Ok(Letter {
        blocks,
        signature_note: SIGNATURE.to_owned(),
        ..frame
    })
}

/// The legal ground as it is cited.
fn norm(ground: Ground) -> &'static str {
    match ground {
        Ground::Reduction => "§\u{a0}49a Abs.\u{a0}1 LVwVfG",
        Ground::Purpose => "§\u{a0}49 Abs.\u{a0}3 Satz\u{a0}1 Nr.\u{a0}1 LVwVfG",
        Ground::Obligation => "§\u{a0}49 Abs.\u{a0}3 Satz\u{a0}1 Nr.\u{a0}2 LVwVfG",
        Ground::Unlawful => "§\u{a0}48 LVwVfG",
        Ground::LateUse => "§\u{a0}49a Abs.\u{a0}4 LVwVfG",
    }
}
