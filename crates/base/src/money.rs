//! Amounts of money in whole euro cents, and the few ways in which the house rounds and splits them (handbook 0.3).

use std::{
    fmt,
    iter::Sum,
    ops::{Add, AddAssign, Neg, Sub, SubAssign},
};

use serde::{Deserialize, Serialize};

pub use crate::fmt::NumberError as MoneyError;
use crate::{
    fmt::{Lang, hundredths, money, parse_hundredths},
    rate::Rate,
};

/// An amount in euro cents. `Cents(4_000_000)` is `40.000,00 €`.
///
/// The operators and [`Sum`] panic on overflow in every build (92 quadrillion euros), so that no wrong amount is
/// ever carried on; use the `checked_` methods where an input could get there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "orm", derive(sea_orm::DeriveValueType))]
pub struct Cents(pub i64);

impl Cents {
    pub const ZERO: Cents = Cents(0);

    pub fn checked_add(self, other: Cents) -> Option<Cents> {
        self.0.checked_add(other.0).map(Cents)
    }

    pub fn checked_sub(self, other: Cents) -> Option<Cents> {
        self.0.checked_sub(other.0).map(Cents)
    }

    pub fn checked_sum(amounts: impl IntoIterator<Item = Cents>) -> Option<Cents> {
        amounts.into_iter().try_fold(Cents::ZERO, Cents::checked_add)
    }

    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The share of this amount, rounded half-up to the cent. Apply it once, at the end of a calculation.
    pub fn apply_rate(self, rate: Rate) -> Cents {
        Cents::exact(mul_div_half_up(
            self.0.into(),
            rate.0.into(),
            Rate::WHOLE.0.into(),
        ))
    }

    /// The end of a calculation in wider integers.
    ///
    /// # Panics
    /// When the amount does not fit, which only a broken rule can cause.
    pub fn exact(cents: i128) -> Cents {
        Cents(i64::try_from(cents).expect("an amount stays within 92 quadrillion euros"))
    }

    /// Reads an amount typed in the reader's language, strictly.
    pub fn parse(lang: Lang, text: &str) -> Result<Cents, MoneyError> {
        parse_hundredths(lang, bare_amount(text)).map(Cents)
    }

    /// Reads `40.000,00`, `40.000,00 €`, `40 000`, `40.000`, `EUR 40.000,-`, `1.234,5`. One dot with three digits
    /// marks thousands (handbook 0.5); see [`thousands_in_doubt`].
    pub fn parse_de(text: &str) -> Result<Cents, MoneyError> {
        Cents::parse(Lang::De, text)
    }

    /// Reads `40,000.00`, `€40,000.00`, `40000`.
    pub fn parse_en(text: &str) -> Result<Cents, MoneyError> {
        Cents::parse(Lang::En, text)
    }

    /// `40.000,00 €`, with a no-break space.
    pub fn format_de(self) -> String {
        money(Lang::De, self)
    }

    /// `€40,000.00`
    pub fn format_en(self) -> String {
        money(Lang::En, self)
    }

    /// `40.000,00`, without the euro sign: for form fields and for tables whose head names the unit.
    pub fn plain_de(self) -> String {
        hundredths(Lang::De, self.0)
    }
}

/// True for a German amount such as `1.234` that has been read as thousands but may have been meant as a decimal:
/// one dot, three digits other than `000`, no comma (handbook 0.5, 7.3 no. 8). An import warns, a form asks.
pub fn thousands_in_doubt(text: &str) -> bool {
    let amount = bare_amount(text);
    Cents::parse_de(amount).is_ok()
        && !amount.contains(',')
        && amount.matches('.').count() == 1
        && !amount.ends_with("000")
}

/// Takes off the currency and the dash for "no cents", the spellings of handbook 7.3 no. 5.
fn bare_amount(text: &str) -> &str {
    let text = text.trim();
    let text = ["€", "EUR"]
        .iter()
        .find_map(|unit| text.strip_suffix(unit))
        .unwrap_or(text);
    let text = ["€", "EUR"]
        .iter()
        .find_map(|unit| text.strip_prefix(unit))
        .unwrap_or(text)
        .trim();
    [",-", ",–", ",—", ",--"]
        .iter()
        .find_map(|dash| text.strip_suffix(dash))
        .unwrap_or(text)
}

impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.format_de())
    }
}

impl Add for Cents {
    type Output = Cents;
    fn add(self, other: Cents) -> Cents {
        Cents::exact(i128::from(self.0) + i128::from(other.0))
    }
}

impl Sub for Cents {
    type Output = Cents;
    fn sub(self, other: Cents) -> Cents {
        Cents::exact(i128::from(self.0) - i128::from(other.0))
    }
}

impl Neg for Cents {
    type Output = Cents;
    fn neg(self) -> Cents {
        Cents::exact(-i128::from(self.0))
    }
}

impl AddAssign for Cents {
    fn add_assign(&mut self, other: Cents) {
        *self = *self + other;
    }
}

impl SubAssign for Cents {
    fn sub_assign(&mut self, other: Cents) {
        *self = *self - other;
    }
}

impl Sum for Cents {
    fn sum<I: Iterator<Item = Cents>>(amounts: I) -> Cents {
        amounts.fold(Cents::ZERO, Add::add)
    }
}

impl<'a> Sum<&'a Cents> for Cents {
    fn sum<I: Iterator<Item = &'a Cents>>(amounts: I) -> Cents {
        amounts.copied().sum()
    }
}

/// `a × b ÷ c`, rounded half-up once. Half-up is commercial rounding: a half goes away from zero, so that a refund
/// mirrors its charge.
///
/// # Panics
/// When `c` is not positive or `a × b` exceeds 128 bits; neither can come from amounts, minutes and rates.
pub fn mul_div_half_up(a: i128, b: i128, c: i128) -> i128 {
    assert!(c > 0, "the divisor of a share is positive");
    let product = a.checked_mul(b).expect("a product of two 64-bit values fits");
    let (quotient, rest) = (product / c, product % c);
    if rest.abs() >= c - rest.abs() {
        quotient + product.signum()
    } else {
        quotient
    }
}

/// Splits `total` in proportion to `weights` so that the parts add up exactly: each part is rounded down, then the
/// cents left over go one by one to the largest fractions; equal fractions in the order of the parties (handbook
/// 0.3, B04, C04).
///
/// A part of weight 0 gets nothing; if all weights are 0, the parts are equal; no weights, no parts. A negative
/// total splits as its mirror image.
pub fn split_by_largest_remainder(total: Cents, weights: &[u64]) -> Vec<Cents> {
    let whole: i128 = weights.iter().map(|&weight| i128::from(weight)).sum();
    if whole == 0 {
        return if weights.is_empty() {
            Vec::new()
        } else {
            split_equally(total, weights.len())
        };
    }
    let (amount, sign) = (i128::from(total.0).abs(), i128::from(total.0.signum()));
    let products: Vec<i128> = weights
        .iter()
        .map(|&weight| amount * i128::from(weight))
        .collect();
    let mut parts: Vec<i128> = products.iter().map(|product| product / whole).collect();

    let mut by_fraction: Vec<usize> = (0..weights.len()).collect();
    by_fraction.sort_by_key(|&party| std::cmp::Reverse(products[party] % whole)); // stable: ties keep their order
    let mut left = amount - parts.iter().sum::<i128>();
    for party in by_fraction {
        if left == 0 {
            break;
        }
        parts[party] += 1;
        left -= 1;
    }
    parts.into_iter().map(|part| Cents::exact(sign * part)).collect()
}

/// Splits `total` over `parties`; the first ones carry the odd cents (C03).
pub fn split_equally(total: Cents, parties: usize) -> Vec<Cents> {
    split_by_largest_remainder(total, &vec![1; parties])
}

/// How an award is rounded, a parameter of the programme (handbook 0.3, 2.12). "Down" never awards more than the
/// calculation gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AwardRounding {
    Cent,
    #[default]
    EuroDown,
    TenEuroDown,
    HundredEuroDown,
}

impl AwardRounding {
    pub const ALL: [AwardRounding; 4] = [
        AwardRounding::Cent,
        AwardRounding::EuroDown,
        AwardRounding::TenEuroDown,
        AwardRounding::HundredEuroDown,
    ];

    /// The name in the parameter table, the database and the JSON interface.
    pub fn code(self) -> &'static str {
        match self {
            AwardRounding::Cent => "CENT",
            AwardRounding::EuroDown => "EURO_DOWN",
            AwardRounding::TenEuroDown => "TEN_EURO_DOWN",
            AwardRounding::HundredEuroDown => "HUNDRED_EURO_DOWN",
        }
    }

    pub fn from_code(code: &str) -> Option<AwardRounding> {
        AwardRounding::ALL
            .into_iter()
            .find(|rounding| rounding.code() == code)
    }

    pub fn apply(self, award: Cents) -> Cents {
        let step = match self {
            AwardRounding::Cent => 1,
            AwardRounding::EuroDown => 100,
            AwardRounding::TenEuroDown => 1_000,
            AwardRounding::HundredEuroDown => 10_000,
        };
        award - Cents(award.0.rem_euclid(step))
    }
}

#[cfg(test)]
mod tests;
