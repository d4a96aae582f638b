//! International bank account numbers (ISO 13616, handbook 3.3 E5): form, length of the German ones, check digits.

/// As it is stored: capitals, no blanks. None: it is none.
pub(super) fn read(typed: &str) -> Option<String> {
    let iban: String = typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let is_plain = (15..=34).contains(&iban.len()) && iban.chars().all(|c| c.is_ascii_alphanumeric());
    if !is_plain || iban.starts_with("DE") && iban.len() != 22 {
        return None;
    }
    let (head, account) = iban.split_at(4);
    let (country, digits) = head.split_at(2);
    let has_head =
        country.chars().all(|c| c.is_ascii_uppercase()) && digits.chars().all(|c| c.is_ascii_digit());
    // country and check digits go to the end, letters count as 10 to 35
    let rest = account.chars().chain(head.chars()).fold(0, |rest, c| {
        let value = c.to_digit(36).unwrap_or_default();
        let shift = if value < 10 { 10 } else { 100 };
        (rest * shift + value) % 97
    });
    (has_head && rest == 1).then_some(iban)
}

/// In groups of four, as people read it.
pub(super) fn show(iban: &str) -> String {
    let letters: Vec<char> = iban.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
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
