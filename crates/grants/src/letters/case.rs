//! The letters of a case without a grant: Ablehnungsbescheid (in kind: Absageschreiben, which is no notice) and the offer of a
//! part of what was asked for.

use applications::{Application, ReasonCode};
use base::{Cents, Lang, Problem, fmt};
use base_letters::{Block, Letter};
use calls::{Call, FundingMode};
use chrono::NaiveDate;
use municipalities::Body;
use serde_json::{Value, json};

use super::{Common, Frozen, parts, refusal, remedy};
use crate::model::NoticeKind;

/// Everything such a letter says, read once.
#[derive(Debug, Clone)]
pub(crate) struct CaseFacts {
    pub application: Application,
    pub body: Body,
    pub common: Common,
    pub contact: String,
    pub signatory: String,
    /// Of the person who is told when a part is missing.
    pub lang: Lang,
    pub says: Says,
}

/// What is decided.
#[derive(Debug, Clone)]
pub(crate) enum Says {
    Rejection(Grounds),
    PartialOffer {
        amount: Cents,
        fundable: Cents,
        answer_until: NaiveDate,
    },
}

/// The essential reasons (§ 39 LVwVfG): codes, the words that were released, the own score and the last that is funded; never
/// whose.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grounds {
    pub codes: Vec<ReasonCode>,
    pub words: String,
    pub own_score: Option<i64>,
    pub last_funded: Option<i64>,
}

impl Says {
    pub fn kind(&self) -> NoticeKind {
        match self {
            Says::Rejection(_) => NoticeKind::Rejection,
            Says::PartialOffer { .. } => NoticeKind::PartialOffer,
        }
    }
}

/// Sets the letter's words and freezes them. Error: refused, naming every mandatory part that is empty.
pub(crate) fn freeze(facts: &CaseFacts) -> Result<Frozen, Problem> {
    let (letter, mut missing) = match &facts.says {
        Says::Rejection(grounds) => rejection(facts, grounds),
        Says::PartialOffer {
            amount,
            fundable,
            answer_until,
        } => (offer(facts, *amount, *fundable, *answer_until), Vec::new()),
    };
    if parts::address_of(&facts.body).is_empty() {
        missing.push("address");
    }
    missing.extend(letter.missing_parts());
    if !missing.is_empty() {
        return Err(refusal(facts.lang, &missing));
    }
    Frozen::of(snapshot(facts), letter)
}

fn frame(facts: &CaseFacts) -> Letter {
    parts::framed(&parts::Sender {
        programme: &facts.common.programme,
        body: &facts.body,
        reference: facts.application.label(),
        contact: &facts.contact,
        signatory: &facts.signatory,
        today: facts.common.today,
    })
}

fn rejection(facts: &CaseFacts, grounds: &Grounds) -> (Letter, Vec<&'static str>) {
    let (application, call) = (&facts.application, &facts.common.call);
    let is_notice = call.funding_mode == FundingMode::CashGrant;
    let reasons = reasons(facts, grounds);
    let mut missing = Vec::new();
    if reasons.is_empty() {
        missing.push("reasons");
    }
    let mut letter = frame(facts);
    let asked = parts::on_application(application);
    if is_notice {
        let remedy = remedy::remedy(
            &facts.common.programme,
            &facts.body,
            facts.common.parameters.remedy_months,
        );
        if remedy.is_none() {
            missing.push("remedy");
        }
        letter.subject = format!("Ablehnungsbescheid zu Ihrem Antrag für „{}“", application.title);
        letter.remedy_notice = remedy.unwrap_or_default();
        letter.signature_note = parts::NOTICE_WITHOUT_SIGNATURE.to_owned();
        letter.blocks = vec![
            Block::paragraph(format!("{asked} ergeht folgender Bescheid:")),
            Block::heading(1, "1. Entscheidung"),
            Block::paragraph(format!(
                "Der Antrag {} auf eine Zuwendung für das Vorhaben „{}“ aus der Ausschreibung „{}“ ({}) wird abgelehnt.",
                application.label(),
                application.title,
                call.title_de,
                call.code
            )),
            Block::heading(1, "2. Begründung"),
        ];
    } else {
        letter.subject = format!("Ihr Antrag für „{}“", application.title);
        letter.signature_note = parts::LETTER_WITHOUT_SIGNATURE.to_owned();
        letter.blocks = vec![
            Block::paragraph(format!(
                "{asked} teilen wir Ihnen mit, dass wir das Vorhaben „{}“ in der Ausschreibung „{}“ ({}) nicht mit einer \
                 Prozessbegleitung unterstützen können.",
                application.title, call.title_de, call.code
            )),
            Block::heading(1, "Begründung"),
        ];
    }
    letter.blocks.extend(reasons.into_iter().map(Block::paragraph));
    letter.blocks.push(Block::paragraph(discretion()));
    letter.blocks.push(Block::paragraph(
        "Für Ihr Engagement danken wir Ihnen. Einer Bewerbung in einer späteren Ausschreibung steht diese Entscheidung \
         nicht entgegen.",
    ));
    (letter, missing)
}

/// § 39 Abs. 1 Satz 3 LVwVfG.
fn discretion() -> &'static str {
    "Auf die Förderung besteht kein Rechtsanspruch. Wir haben nach pflichtgemäßem Ermessen im Rahmen der verfügbaren \
     Haushaltsmittel und nach den in der Ausschreibung bekannt gemachten Maßstäben entschieden; sie gelten für alle Anträge \
     gleich."
}

fn reasons(facts: &CaseFacts, grounds: &Grounds) -> Vec<String> {
    let mut all: Vec<String> = grounds
        .codes
        .iter()
        .filter_map(|code| reason(*code, &facts.common.call, grounds))
        .collect();
    if !grounds.words.trim().is_empty() {
        all.push(grounds.words.trim().to_owned());
    }
    all
}

/// The text block of a reason code (handbook 4.6). A withdrawal gets a confirmation, no notice (R12).
fn reason(code: ReasonCode, call: &Call, grounds: &Grounds) -> Option<String> {
    let points = |hundredths: i64| fmt::hundredths(Lang::De, hundredths);
    let own = grounds
        .own_score
        .map(|own| format!(" Ihr Vorhaben hat {} von 100 Punkten erreicht.", points(own)))
        .unwrap_or_default();
    let text = match code {
        ReasonCode::Deadline => format!(
            "Der Antrag ist nach dem Ende der Antragsfrist ({}) eingegangen. Die Frist ist eine Ausschlussfrist; verspätete \
             Anträge nehmen am Verfahren nicht teil.",
            call.deadline.text(Lang::De)
        ),
        ReasonCode::NotEntitled => {
            "Nach der Ausschreibung gehören Sie nicht zum Kreis der Antragsberechtigten.".to_owned()
        }
        ReasonCode::AlreadyBegun => {
            "Das Vorhaben wurde bereits begonnen, ohne dass ein vorzeitiger Beginn zugelassen war. Gefördert werden nur \
             Vorhaben, die noch nicht begonnen sind (VV Nr. 1.2 zu §\u{a0}44 LHO)."
                .to_owned()
        }
        ReasonCode::Incomplete => {
            "Die Antragsunterlagen sind trotz unserer Nachforderung unvollständig geblieben; die Voraussetzungen der Förderung \
             ließen sich deshalb nicht feststellen."
                .to_owned()
        }
        ReasonCode::DoubleFunding => {
            "Dieselben Ausgaben werden bereits aus anderen öffentlichen Mitteln gefördert. Eine doppelte Förderung ist \
             ausgeschlossen."
                .to_owned()
        }
        ReasonCode::FinancingOpen => {
            "Die Gesamtfinanzierung des Vorhabens ist nicht gesichert (VV Nr. 1.1 zu §\u{a0}44 LHO).".to_owned()
        }
        ReasonCode::BelowThreshold => {
            let threshold = call.threshold_total.map(|least| {
                format!(" Für eine Förderung sind mindestens {} Punkte nötig.", points(least.0))
            });
            format!(
                "Das Vorhaben hat die Mindestpunktzahl der fachlichen Bewertung nicht erreicht.{own}{}",
                threshold.unwrap_or_default()
            )
        }
        ReasonCode::MeansExhausted => {
            // a smaller project further down may have been selected (RANK_FULL_SKIP): then its score explains nothing
            let above = grounds
                .last_funded
                .filter(|last| grounds.own_score.is_some_and(|own| own < *last));
            let last = above.map(|last| {
                format!(
                    " Das letzte Vorhaben, für das die Mittel reichen, hat {} Punkte erreicht.",
                    points(last)
                )
            });
            format!(
                "Die verfügbaren Mittel sind durch die nach dem bekannt gemachten Verfahren ausgewählten Vorhaben \
                 ausgeschöpft.{own}{}",
                last.unwrap_or_default()
            )
        }
        ReasonCode::BelowMinimum => format!(
            "Der förderfähige Betrag liegt unter der Bagatellgrenze von {}.",
            parts::money(call.minimum)
        ),
        ReasonCode::OutOfScope => "Das Vorhaben liegt außerhalb des Gegenstands der Ausschreibung.".to_owned(),
        ReasonCode::Repeated => {
            "Von derselben Kommune liegt für diese Ausschreibung bereits ein Antrag vor; je Kommune wird nur einer \
             berücksichtigt."
                .to_owned()
        }
        ReasonCode::TakenBack => return None,
    };
    Some(text)
}

fn offer(facts: &CaseFacts, amount: Cents, fundable: Cents, answer_until: NaiveDate) -> Letter {
    let (application, call) = (&facts.application, &facts.common.call);
    let mut letter = frame(facts);
    letter.subject = format!("Angebot eines Teilbetrags für „{}“", application.title);
    letter.signature_note = parts::LETTER_WITHOUT_SIGNATURE.to_owned();
    letter.blocks = vec![
        Block::paragraph(format!(
            "die Steuerungsgruppe hat das Vorhaben „{}“ aus der Ausschreibung „{}“ ({}) zur Förderung ausgewählt. Die \
             verfügbaren Mittel reichen nicht für den vollen Betrag.",
            application.title, call.title_de, call.code
        )),
        Block::heading(1, "Angebot"),
        Block::key_values([
            ("Förderfähiger Betrag", parts::money(fundable)),
            ("Angebotener Teilbetrag", parts::money_and_words(amount)),
            ("Antwort bis zum Ablauf des", parts::date(answer_until)),
        ]),
        Block::heading(1, "Was wir von Ihnen brauchen"),
        Block::list([
            "die Erklärung einer zeichnungsberechtigten Person, dass Sie den Teilbetrag annehmen",
            "einen neuen Kosten- und Finanzierungsplan, aus dem hervorgeht, dass die Gesamtfinanzierung mit dem Teilbetrag \
             gesichert ist",
        ]),
        Block::paragraph(
            "Bitte senden Sie beides über das Förderportal oder schriftlich. Geht die Erklärung nicht rechtzeitig ein, bieten \
             wir die Mittel dem nächsten Vorhaben der Nachrückliste an.",
        ),
        Block::paragraph(
            "Dieses Schreiben ist noch keine Bewilligung; ein Anspruch entsteht erst mit dem Bescheid oder der Zusage. Bitte \
             beginnen Sie das Vorhaben nicht vorher.",
        ),
    ];
    letter
}

fn snapshot(facts: &CaseFacts) -> Value {
    let application = &facts.application;
    let says = match &facts.says {
        Says::Rejection(grounds) => json!({
            "reason_codes": grounds.codes, "reason": grounds.words, "own_score_hundredths": grounds.own_score,
            "last_funded_hundredths": grounds.last_funded,
        }),
        Says::PartialOffer {
            amount,
            fundable,
            answer_until,
        } => json!({ "amount_cents": amount, "fundable_cents": fundable, "answer_until": answer_until }),
    };
    json!({
        "application": application.id, "number": application.number, "version": application.version,
        "call": facts.common.call.code, "programme": facts.common.programme.code, "body": facts.body.official_name,
        "body_key": facts.body.key, "title": application.title, "kind": facts.says.kind(), "says": says,
    })
}

#[cfg(test)]
mod tests {
    use base_testing::db::sqlite;

    use super::*;
    use crate::tests::world::{Means, World};

    #[tokio::test]
    async fn the_score_of_the_last_funded_project_is_named_only_where_it_explains() {
        let test = sqlite().await;
        let world = World::new(&test.db, FundingMode::CashGrant, Means(1, 1)).await;
        let said = |own, last| {
            let grounds = Grounds {
                own_score: own,
                last_funded: last,
                ..Grounds::default()
            };
            reason(ReasonCode::MeansExhausted, &world.call, &grounds).unwrap_or_default()
        };
        assert!(said(Some(6_000), Some(7_000)).contains("Das letzte Vorhaben"));
        // RANK_FULL_SKIP: a smaller project further down fits into what is left
        for (own, last) in [
            (Some(6_000), Some(5_000)),
            (Some(6_000), Some(6_000)),
            (None, Some(5_000)),
        ] {
            assert!(
                !said(own, last).contains("Das letzte Vorhaben"),
                "{own:?} {last:?}"
            );
        }
    }
}
