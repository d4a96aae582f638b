//! What stands in the letters, and that none goes out with a part missing.

use std::path::Path;
use std::process::Command;

use base::{Cents, Problem};
use base_db::Db;
use base_files::Files;
use base_testing::ctx;
use base_testing::db::databases;
use calls::FundingMode;

use super::world::*;
use crate::letters::{self, Common, Facts};
use crate::model::{Channel, Grant};
use crate::queries;
use crate::usecases::*;

pub(super) async fn facts(db: &Db, world: &World, grant: &Grant) -> Facts {
    let ctx = ctx(&world.head, now());
    let seen = queries::seen(db.reader(), &ctx, grant.id).await.unwrap();
    let call = calls::call(db.reader(), grant.call_id).await.unwrap();
    let common = Common::load(db.reader(), call, &ctx).await.unwrap();
    Facts::load(db.reader(), (grant.clone(), seen.1), common, &ctx)
        .await
        .unwrap()
}

pub(super) async fn countersigned(db: &Db, mode: FundingMode, amount: Cents) -> (World, Grant) {
    let world = World::new(db, mode, Means(40_000, 40_000)).await;
    let case = world
        .selected(db, &world.officer, &body(db, "08415061").await, amount)
        .await;
    let grant = world.countersigned(db, case.id).await;
    (world, grant)
}

/// The text of the PDF as poppler reads it, or `None` (with a message) where poppler-utils is not installed.
pub(super) fn text_of(name: &str, bytes: &[u8]) -> Option<String> {
    let scratch = tempfile::tempdir().unwrap();
    // LETTERS_SAMPLES=folder keeps the documents, to look at them after a change of the wording
    let folder = std::env::var("LETTERS_SAMPLES")
        .map_or_else(|_| scratch.path().to_owned(), |dir| Path::new(&dir).to_owned());
    let path = folder.join(name).with_extension("pdf");
    std::fs::write(&path, bytes).unwrap();
    match Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8"])
        .arg(&path)
        .arg("-")
        .output()
    {
        Ok(out) => {
            let text = String::from_utf8(out.stdout).unwrap().replace('\u{a0}', " ");
            let lines = text.split_whitespace().collect::<Vec<_>>().join(" ");
            Some(lines.replace("\u{ad} ", "")) // words divided at the end of a line
        }
        Err(error) => {
            eprintln!("skipped: pdftotext (poppler-utils) can't be run: {error}");
            None
        }
    }
}

async fn issued_text(db: &Db, world: &World, grant: &Grant, name: &str) -> Option<String> {
    let files = Files::memory();
    let by = ctx(&world.head, now());
    let issue_it = Issue {
        grant: grant.id,
        version: None,
        channel: Channel::Post,
    };
    let notice = issue(db, &files, &by, issue_it).await.unwrap();
    let fetched = fetch(db, &files, &by, grant.id).await.unwrap();
    let found: serde_json::Value = serde_json::from_str(&notice.content).unwrap();
    assert_eq!(found["grant"]["amount_cents"], grant.amount.0);
    assert!(
        found["letter"]["blocks"]
            .as_array()
            .is_some_and(|blocks| blocks.len() > 10)
    );
    text_of(name, &fetched.bytes)
}

#[tokio::test]
async fn the_notice_has_every_part_of_handbook_2_4() {
    for test in databases().await {
        let db = &test.db;
        let (world, grant) = countersigned(db, FundingMode::CashGrant, Cents(4_000_000)).await;
        let Some(text) = issued_text(db, &world, &grant, "zuwendungsbescheid").await else {
            continue;
        };
        for part in [
            "Stadt Reutlingen",
            "72764 Reutlingen",
            "IBZ-2026A-0001",
            "Projektförderung als nicht rückzahlbarer Zuschuss",
            "Anteilsfinanzierung mit einem Fördersatz von 80,00 %",
            "72,73 %",
            "40.000,00 € (in Worten: vierzigtausend Euro)",
            "01.07.2026 bis 31.12.2027",
            "2026 Haushaltsmittel des Jahres 20.000,00 €",
            "2027 Verpflichtungsermächtigung 20.000,00 €",
            "55.000,00 €",
            "bis zum 31.03.2028 nachzuweisen",
            "ANBest-K, Anlage 3 der VV zu § 44 LHO vom 20.12.2018",
            "nach dem Anteil der Zuwendung an den zuwendungsfähigen Ausgaben in diesem Bescheid",
            "Auflage: Weisen Sie bei Veranstaltungen",
            "Körperschaft des öffentlichen Rechts",
            "Erfolgskontrolle",
            "Widerrufsvorbehalt",
            "Begründung",
            "§ 264 StGB",
            "Klage beim Verwaltungsgericht Sigmaringen mit Sitz in Sigmaringen",
            "Referatsleitung (Test)",
            "innerhalb von vier Wochen nach Bekanntgabe",
        ] {
            assert!(text.contains(part), "{}: {part} is not in: {text}", test.name);
        }
    }
}

#[tokio::test]
async fn the_agreement_promises_services_and_no_payment() {
    for test in databases().await {
        let db = &test.db;
        let (world, grant) = countersigned(db, FundingMode::InKind, Cents(4_000_000)).await;
        let Some(text) = issued_text(db, &world, &grant, "kooperationsvereinbarung").await else {
            continue;
        };
        for part in [
            "Kooperationsvereinbarung",
            "im Wert von bis zu 40.000,00 € (in Worten: vierzigtausend Euro)",
            "Eine Zahlung an die Kommune ist damit nicht verbunden",
            "Erfahrungsaustausch",
            "Für die Kommune",
        ] {
            assert!(text.contains(part), "{}: {part} is not in: {text}", test.name);
        }
        for foreign in ["Rechtsbehelf", "ANBest", "Zuwendungsbescheid"] {
            assert!(
                !text.contains(foreign),
                "{}: {foreign} has no place in an agreement",
                test.name
            );
        }
    }
}

#[tokio::test]
async fn a_notice_without_a_mandatory_part_is_refused_with_the_list_of_them() {
    for test in databases().await {
        let db = &test.db;
        let (world, grant) = countersigned(db, FundingMode::CashGrant, Cents(4_000_000)).await;
        let whole = facts(db, &world, &grant).await;
        assert!(letters::freeze(&whole).is_ok());
        type Spoil = fn(&mut Facts);
        let spoils: [(&str, Spoil); 9] = [
            ("Anschrift des Empfängers", |facts| facts.body.postcode = None),
            ("Zweck", |facts| facts.grant.purpose.clear()),
            ("Ziele", |facts| facts.grant.objectives.clear()),
            ("Teilbeträge nach Haushaltsjahren", |facts| {
                facts.tranches.clear()
            }),
            ("Finanzierungsart", |facts| facts.grant.financing_type.clear()),
            ("Begründung", |facts| facts.grant.double_funding_reason.clear()),
            ("Bewilligungsbehörde", |facts| {
                facts.programme.authority.authority.clear()
            }),
            ("zeichnende Person", |facts| facts.signatory.clear()),
            ("Rechtsbehelfsbelehrung", |facts| {
                facts.body.region = None;
                facts.body.key = "09162000".to_owned();
            }),
        ];
        for (part, spoil) in spoils {
            let mut spoiled = whole.clone();
            spoil(&mut spoiled);
            let Err(Problem::Refused {
                code: "missing-parts",
                text,
            }) = letters::freeze(&spoiled)
            else {
                panic!("{}: set without {part}", test.name)
            };
            let said = base::texts::say(base::Lang::De, &text);
            assert!(said.contains(part), "{said}");
        }
        let mut two = whole;
        two.grant.purpose.clear();
        two.grant.objectives.clear();
        let Err(Problem::Refused { text, .. }) = letters::freeze(&two) else {
            panic!("set with two parts missing")
        };
        assert!(base::texts::say(base::Lang::De, &text).ends_with("Es fehlen: Zweck, Ziele"));
    }
}
