#![allow(clippy::unwrap_used)] // tests may

use super::*;

fn ok(key: &str, repaired: bool) -> Result<RepairedKey, KeyError> {
    Ok(RepairedKey {
        key: key.to_owned(),
        repaired,
    })
}

#[test]
fn every_row_of_the_repair_table() {
    use BodyType::{Gvv, Landkreis, Stadtkreis, Vvg};
    let rows: &[(&str, Option<BodyType>, Result<RepairedKey, KeyError>)] = &[
        ("8111000", None, ok("08111000", true)),
        ("08111000", None, ok("08111000", false)),
        ("8111", Some(Landkreis), ok("08111", true)),
        ("8111", Some(Stadtkreis), ok("08111", true)),
        ("8111", None, Err(KeyError::Length)),
        ("81160078078", None, ok("081160078078", true)),
        ("8 116 078", None, ok("08116078", true)),
        ("08-116-078", None, ok("08116078", false)),
        ("'08116078", None, ok("08116078", false)),
        ("8.111.000", None, ok("08111000", true)),
        ("8,111,000.00", None, ok("08111000", true)),
        ("8,116078E+06", None, ok("08116078", true)),
        ("811678", None, Err(KeyError::Length)),
        // 7.3 no. 21 and 0.5
        ("8111000.0", None, ok("08111000", true)),
        ("8111000,00", None, ok("08111000", true)),
        ("8.111.000,00", None, ok("08111000", true)),
        ("8.116078E+06", None, ok("08116078", true)),
        ("8.116078e6", None, ok("08116078", true)),
        ("82265006", Some(Gvv), ok("082265006", true)),
        ("82265006", Some(Vvg), ok("082265006", true)),
        ("082265006", Some(Gvv), ok("082265006", false)),
        ("82265006", None, ok("82265006", false)), // eight digits: well formed, the register will not know it
        ("08.116.078", None, ok("08116078", false)),
        ("08 116\u{a0}078", None, ok("08116078", false)),
        ("08425", None, ok("08425", false)),
        ("8.425", Some(Landkreis), ok("08425", true)),
        // no guess
        ("", None, Err(KeyError::Empty)),
        ("'", None, Err(KeyError::Empty)),
        ("8111000.5", None, Err(KeyError::Unreadable)),
        ("8,1160781E+06", None, Err(KeyError::Unreadable)),
        ("8,116078E+60", None, Err(KeyError::Unreadable)),
        ("Tübingen", None, Err(KeyError::Unreadable)),
        ("08111000a", None, Err(KeyError::Unreadable)),
        ("E", None, Err(KeyError::Unreadable)),
        (".", None, Err(KeyError::Unreadable)),
        ("-8111000", None, Err(KeyError::Unreadable)),
        ("1001000", None, Err(KeyError::Length)),
        ("0811100", None, Err(KeyError::Length)),
        ("081110000000000", None, Err(KeyError::Length)),
        ("8111 000 und 8111 001", None, Err(KeyError::Unreadable)),
        // keys of other registers stay as they are
        ("VR 720123", Some(BodyType::Association), ok("VR 720123", false)),
        ("0101", Some(BodyType::ForeignMunicipality), ok("0101", false)),
    ];
    for (written, body_type, expected) in rows {
        assert_eq!(
            &repair_key(written, *body_type),
            expected,
            "{written:?} {body_type:?}"
        );
    }
}

#[test]
fn an_ars_holds_its_ags() {
    assert_eq!(ags_of_ars("081160078078").as_deref(), Some("08116078"));
    assert_eq!(ags_of_ars("08116078"), None);
    assert!(
        is_official("08416") && is_official("083365008") && !is_official("0811678") && !is_official("VR 1")
    );
}

#[test]
fn a_repaired_key_needs_no_repair() {
    for key in ["8111000", "8,116078E+06", "81160078078", "8 116 078"] {
        let once = repair_key(key, None).unwrap().key;
        assert_eq!(repair_key(&once, None), ok(&once, false));
    }
}
