#![allow(clippy::unwrap_used)] // tests may

use municipalities::BodyType;

use super::*;

fn body(key: &str, kind: BodyType, district: Option<&str>, association: Option<&str>) -> Body {
    Body {
        id: BodyId::new(),
        key: key.to_owned(),
        ars: None,
        body_type: kind,
        name: key.to_owned(),
        official_name: key.to_owned(),
        designation: String::new(),
        district_key: district.map(str::to_owned),
        district_name: None,
        association_key: association.map(str::to_owned),
        region: None,
        population: None,
        population_on: None,
        postcode: None,
        street: None,
        place: None,
        email: None,
        phone: None,
        head: None,
        longitude_e6: None,
        latitude_e6: None,
        may_apply: true,
        valid_from: None,
        valid_until: None,
        successor_id: None,
        version: 1,
    }
}

#[test]
fn a_tie_reaches_up_and_down_the_district_and_the_association_but_not_sideways() {
    let district = body("08416", BodyType::Landkreis, Some("08416"), None);
    let town = body("08416041", BodyType::Stadt, Some("08416"), None);
    let member = body("08416015", BodyType::Gemeinde, Some("08416"), Some("084165004"));
    let group = body("084165004", BodyType::Gvv, Some("08416"), None);
    let far = body("08111000", BodyType::Stadtkreis, Some("08111"), None);
    for (tie, party, expected) in [
        (&town, &town, Some(Nearness::Same)),
        // employed by the district, a town of it applies
        (&district, &town, Some(Nearness::Above)),
        // a seat in the town's council, the district applies
        (&town, &district, Some(Nearness::Below)),
        (&group, &member, Some(Nearness::Above)),
        (&member, &group, Some(Nearness::Below)),
        // a Landkreis is its own district
        (&district, &district, Some(Nearness::Same)),
        // neighbours are no relatives
        (&town, &member, None),
        (&far, &town, None),
        (&far, &district, None),
    ] {
        assert_eq!(nearness(tie, party), expected, "{} to {}", tie.key, party.key);
    }
}

#[test]
fn ties_count_for_three_years_and_facilitation_for_ever() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let today = day("2026-03-06");
    for (basis, until, counts) in [
        (Basis::Employer, None, true),
        (Basis::Employer, Some("2023-03-06"), true),
        (Basis::Employer, Some("2023-03-05"), false),
        (Basis::Facilitator, Some("2015-01-01"), true),
    ] {
        let tie = Tie {
            basis,
            body: BodyId::new(),
            until_on: until.map(day),
        };
        assert_eq!(tie.counts(today), counts, "{basis} {until:?}");
    }
}

#[test]
fn public_mail_providers_say_nothing() {
    for (email, domain) in [
        ("integration@Moessingen.example", Some("moessingen.example")),
        ("person@web.de", None),
        ("person@GMX.net", None),
        ("no address", None),
        ("", None),
    ] {
        assert_eq!(own_domain(email).as_deref(), domain, "{email}");
    }
}
