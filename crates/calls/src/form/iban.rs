//! International bank account numbers (ISO 13616, handbook 3.3 E5).

use iban::{Iban, IbanLike};

/// As it is stored: capitals, no blanks. None: it is none.
pub(super) fn read(typed: &str) -> Option<String> {
    let compact: String = typed.to_uppercase().split_whitespace().collect();
    let iban: Iban = compact.parse().ok()?;
    Some(iban.electronic_str().to_owned())
}

/// In groups of four, as people read it.
pub(super) fn show(stored: &str) -> String {
    let iban: Result<Iban, _> = stored.parse();
    iban.map_or_else(|_| stored.to_owned(), |iban| iban.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn e5_an_account_number_is_checked_by_its_digits() {
        for (typed, stored) in [
            ("DE89 3704 0044 0532 0130 00", Some("DE89370400440532013000")),
            ("de02120300000000202051", Some("DE02120300000000202051")),
            ("GB82 WEST 1234 5698 7654 32", Some("GB82WEST12345698765432")),
            ("DE88 3704 0044 0532 0130 00", None), // a check digit off
            ("DE89 3704 0044 0532 0103 00", None), // two digits swapped
            ("DE89 3704 0044 0532 0130 0", None),  // 21 characters
            ("8937 0400 4405 3201 3000 DE", None),
            ("DE89 3704 0044 0532 0130 Ö0", None),
            ("", None),
        ] {
            assert_eq!(read(typed).as_deref(), stored, "{typed}");
        }
        assert_eq!(show("DE89370400440532013000"), "DE89 3704 0044 0532 0130 00");
    }
}
