//! The instruction on legal remedies, one for all letters that decide something.

use calls::{Programme, RemedyKind};
use municipalities::Body;

use crate::rules;

/// The remedy by issuing authority (handbook 2.7 no. 2 and 3). Of the ministry and of a Regierungspräsidium (`ACTION`):
/// action at the court of the addressee's region, without an objection before. Of the L-Bank (`OBJECTION`): an objection at
/// the office the programme names. `None`: it can't be said, and a wrong one would cost a year (§ 58 Abs. 2 VwGO).
pub(crate) fn remedy(programme: &Programme, body: &Body, months: i64) -> Option<String> {
    let term = match months {
        1 => "eines Monats".to_owned(),
        months => format!("von {months} Monaten"),
    };
    match programme.remedy_kind {
        RemedyKind::Action => {
            let region = body.region.or_else(|| rules::region_of_key(&body.key));
            let (court, seat) = rules::court(region)?;
            Some(format!(
                "Gegen diesen Bescheid kann innerhalb {term} nach Bekanntgabe Klage beim {court} mit Sitz in {seat} \
                 erhoben werden."
            ))
        }
        RemedyKind::Objection => {
            let office = programme.court.trim();
            // „der L-Bank, Karlsruhe“: what stands between commas ends with one
            let comma = if office.contains(',') { "," } else { "" };
            (!office.is_empty()).then(|| {
                format!(
                    "Gegen diesen Bescheid kann innerhalb {term} nach Bekanntgabe Widerspruch bei {office}{comma} erhoben \
                     werden."
                )
            })
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use base_testing::db::sqlite;
    use municipalities::BodyType;

    use super::*;
    use crate::tests::world::{Means, World, body};

    #[tokio::test]
    async fn the_remedy_follows_the_authority_and_the_region_of_the_addressee() {
        let test = sqlite().await;
        let db = &test.db;
        let world = World::new(db, calls::FundingMode::CashGrant, Means(1, 1)).await;
        let programme = calls::programme(db.reader(), world.programme).await.unwrap();
        let town = body(db, "08415061").await;
        let of = |authority: &str, kind, office: &str| Programme {
            authority: calls::Authority {
                authority: authority.to_owned(),
                ..programme.authority.clone()
            },
            remedy_kind: kind,
            court: office.to_owned(),
            ..programme.clone()
        };
        let ministry = of("Ministerium (Test)", RemedyKind::Action, "");
        let council = of("Regierungspräsidium Stuttgart", RemedyKind::Action, "");
        let bank = of("L-Bank", RemedyKind::Objection, "der L-Bank, Karlsruhe");
        // third digit of the key → court
        for (key, court) in [
            ("08111000", "Verwaltungsgericht Stuttgart mit Sitz in Stuttgart"),
            ("08226095", "Verwaltungsgericht Karlsruhe mit Sitz in Karlsruhe"),
            ("08311000", "Verwaltungsgericht Freiburg mit Sitz in Freiburg"),
            (
                "08415061",
                "Verwaltungsgericht Sigmaringen mit Sitz in Sigmaringen",
            ),
        ] {
            let there = Body {
                key: key.to_owned(),
                region: None,
                body_type: BodyType::Stadt,
                ..town.clone()
            };
            for authority in [&ministry, &council] {
                let said = remedy(authority, &there, 1).unwrap();
                assert!(
                    said.contains("innerhalb eines Monats nach Bekanntgabe Klage") && said.contains(court),
                    "{key}: {said}"
                );
            }
            let said = remedy(&bank, &there, 1).unwrap();
            assert!(
                said.contains("Widerspruch bei der L-Bank, Karlsruhe, erhoben"),
                "{said}"
            );
        }
        let elsewhere = Body {
            key: "09162000".to_owned(),
            region: None,
            ..town.clone()
        };
        assert_eq!(
            remedy(&ministry, &elsewhere, 1),
            None,
            "no court is better than a wrong one"
        );
        assert_eq!(remedy(&of("L-Bank", RemedyKind::Objection, " "), &town, 1), None);
        assert!(
            remedy(&ministry, &town, 12)
                .unwrap()
                .contains("innerhalb von 12 Monaten")
        );
    }
}
