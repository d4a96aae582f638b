//! Shares and percentages in basis points: hundredths of a percent (handbook 0.3).

use std::fmt;

use serde::{Deserialize, Serialize};

pub use crate::fmt::NumberError as RateError;
use crate::fmt::{Lang, parse_hundredths, rate};

/// A rate in basis points. `Rate(8000)` is `80,00 %`. May be negative (a base rate of −0.88 %).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "orm", derive(sea_orm::DeriveValueType))]
pub struct Rate(pub i64);

impl Rate {
    /// 100,00 %
    pub const WHOLE: Rate = Rate(10_000);

    /// True from 0,00 % to 100,00 %, the range of a share.
    pub fn is_share(self) -> bool {
        (0..=Rate::WHOLE.0).contains(&self.0)
    }

    /// Reads a percentage typed in the reader's language, with or without its sign: `80`, `80,00`, `80,00 %`.
    /// A bare `0,8` is 0,80 %, never 80 %.
    pub fn parse(lang: Lang, text: &str) -> Result<Rate, RateError> {
        let text = text.trim();
        parse_hundredths(lang, text.strip_suffix('%').unwrap_or(text)).map(Rate)
    }

    pub fn parse_de(text: &str) -> Result<Rate, RateError> {
        Rate::parse(Lang::De, text)
    }

    /// `80,00 %`, with a no-break space.
    pub fn format_de(self) -> String {
        rate(Lang::De, self)
    }

    /// `80.00%`
    pub fn format_en(self) -> String {
        rate(Lang::En, self)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.format_de())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use proptest::prelude::*;

    use super::*;
    use crate::fmt::LARGEST_READ;

    #[test]
    fn rates_are_written_with_two_decimals() {
        assert_eq!(Rate(8000).to_string(), "80,00\u{a0}%");
        assert_eq!(Rate(7875).format_de(), "78,75\u{a0}%");
        assert_eq!(Rate(-88).format_de(), "-0,88\u{a0}%");
        assert_eq!(Rate(500).format_en(), "5.00%");
    }

    #[test]
    fn rates_are_read_with_or_without_their_sign() {
        for text in ["80", "80,0", "80,00", "80 %", "80,00\u{a0}%", "80%"] {
            assert_eq!(Rate::parse_de(text), Ok(Rate(8000)), "{text:?}");
        }
        assert_eq!(Rate::parse_de("0,8"), Ok(Rate(80)));
        assert_eq!(Rate::parse_de("-0,88"), Ok(Rate(-88)));
        assert_eq!(Rate::parse_de("33,333"), Err(RateError::TooManyDecimals));
        assert_eq!(Rate::parse_de("80.5"), Err(RateError::Ambiguous));
        assert_eq!(Rate::parse_de("%"), Err(RateError::Empty));
        assert_eq!(Rate::parse_de("viel"), Err(RateError::NotANumber));
    }

    #[test]
    fn a_share_lies_between_nothing_and_the_whole() {
        assert!(Rate(0).is_share() && Rate::WHOLE.is_share());
        assert!(!Rate(-1).is_share() && !Rate(10_001).is_share());
    }

    proptest! {
        #[test]
        fn a_written_rate_reads_as_itself(value in -LARGEST_READ..=LARGEST_READ) {
            prop_assert_eq!(Rate::parse_de(&Rate(value).format_de()), Ok(Rate(value)));
            prop_assert_eq!(Rate::parse(Lang::En, &Rate(value).format_en()), Ok(Rate(value)));
        }
    }
}
