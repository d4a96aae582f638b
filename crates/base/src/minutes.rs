//! Working time in whole minutes, and what it is worth (handbook 0.3, F03 to F05).

use std::{
    fmt,
    iter::Sum,
    ops::{Add, AddAssign, Neg, Sub, SubAssign},
};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    fmt::{Lang, NumberError, hours, parse_hundredths},
    money::{Cents, mul_div_half_up},
    rate::Rate,
};

/// A length of time in minutes. `Minutes(465)` is `7,75 Std.`
///
/// Operators and [`Sum`] panic on overflow in every build, as for [`Cents`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "orm", derive(sea_orm::DeriveValueType))]
pub struct Minutes(pub i64);

/// Why typed hours were refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MinutesError {
    #[error(transparent)]
    Number(#[from] NumberError),
    /// The decimal stands for no whole number of minutes: `0,34`.
    #[error("not a whole number of minutes")]
    NotWholeMinutes,
}

impl MinutesError {
    /// The key of the sentence for people.
    pub fn key(self) -> &'static str {
        match self {
            MinutesError::Number(error) => error.key(),
            MinutesError::NotWholeMinutes => "number-not-whole-minutes",
        }
    }
}

impl Minutes {
    pub const ZERO: Minutes = Minutes(0);
    pub const HOUR: Minutes = Minutes(60);
    /// The default of the parameter `day_minutes` (handbook 2.12).
    pub const DAY: Minutes = Minutes(480);

    /// Whole minutes from one instant to a later one; negative when they are swapped. True elapsed time, also over
    /// a clock change (F08).
    pub fn between(from: DateTime<Utc>, until: DateTime<Utc>) -> Minutes {
        Minutes((until - from).num_minutes())
    }

    pub fn checked_add(self, other: Minutes) -> Option<Minutes> {
        self.0.checked_add(other.0).map(Minutes)
    }

    pub fn checked_sub(self, other: Minutes) -> Option<Minutes> {
        self.0.checked_sub(other.0).map(Minutes)
    }

    /// Hours in hundredths, half-up: 465 → 775. For display and spreadsheets, never to calculate with.
    pub fn hundredths_of_hour(self) -> i64 {
        Minutes::exact(mul_div_half_up(self.0.into(), 100, 60)).0
    }

    /// The worth at a price per hour, rounded half-up once (F03). Add up the minutes first (F04).
    pub fn value_per_hour(self, hourly: Cents) -> Cents {
        self.value_per_day(hourly, Minutes::HOUR)
    }

    /// The worth at a price per day of `day` minutes, in proportion, rounded half-up once (F03, F04: `PROPORTIONAL`).
    ///
    /// # Panics
    /// When `day` is not positive.
    pub fn value_per_day(self, daily: Cents, day: Minutes) -> Cents {
        Cents::exact(mul_div_half_up(self.0.into(), daily.0.into(), day.0.into()))
    }

    /// The half days that one calendar day's work counts as (F05: `HALF_DAY_STEPS`): none without work, one up to
    /// half a day of `day` minutes, two beyond, however long the day was.
    pub fn half_days(self, day: Minutes) -> i64 {
        match self.0 {
            ..=0 => 0,
            worked if worked * 2 <= day.0 => 1,
            _ => 2,
        }
    }

    /// A share of the time, half-up to the minute: the billable part of a journey (handbook 0.5).
    pub fn apply_rate(self, rate: Rate) -> Minutes {
        Minutes::exact(mul_div_half_up(
            self.0.into(),
            rate.0.into(),
            Rate::WHOLE.0.into(),
        ))
    }

    /// Reads hours typed in the reader's language: `7,75`, `7:45`, `7h45`, each with or without `Std.` or `h`.
    ///
    /// A decimal must be one that the house would write itself for some number of minutes: `0,33` is 20 minutes,
    /// `0,34` is refused. `7.45` in German is refused as ambiguous (handbook 7.3 no. 34).
    pub fn parse(lang: Lang, text: &str) -> Result<Minutes, MinutesError> {
        let text = text.trim();
        let text = ["Std.", "Std", "h"]
            .iter()
            .find_map(|unit| text.strip_suffix(unit))
            .unwrap_or(text)
            .trim();
        if let Some((hours, minutes)) = text.split_once([':', 'h']) {
            return clock_length(hours, minutes);
        }
        if lang == Lang::De && text.contains('.') && !text.contains(',') {
            return Err(NumberError::Ambiguous.into());
        }
        let hundredths = parse_hundredths(lang, text)?;
        let minutes = Minutes::exact(mul_div_half_up(hundredths.into(), 60, 100));
        if minutes.hundredths_of_hour() == hundredths {
            Ok(minutes)
        } else {
            Err(MinutesError::NotWholeMinutes)
        }
    }

    pub fn parse_de(text: &str) -> Result<Minutes, MinutesError> {
        Minutes::parse(Lang::De, text)
    }

    /// `7,75 Std.`, with a no-break space.
    pub fn format_de(self) -> String {
        hours(Lang::De, self)
    }

    /// `7.75 h`
    pub fn format_en(self) -> String {
        hours(Lang::En, self)
    }

    fn exact(minutes: i128) -> Minutes {
        Minutes(i64::try_from(minutes).expect("a length of time stays within 64 bits"))
    }
}

/// Hours and minutes as on a clock face: one to four digits, then two digits below 60.
fn clock_length(hours: &str, minutes: &str) -> Result<Minutes, MinutesError> {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !(1..=4).contains(&hours.len()) || minutes.len() != 2 || !digits(hours) || !digits(minutes) {
        return Err(NumberError::NotANumber.into());
    }
    let number = |text: &str| text.parse::<i64>().map_err(|_| NumberError::NotANumber);
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    if minutes < 60 {
        Ok(Minutes(hours * 60 + minutes))
    } else {
        Err(NumberError::NotANumber.into())
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.format_de())
    }
}

impl Add for Minutes {
    type Output = Minutes;
    fn add(self, other: Minutes) -> Minutes {
        Minutes::exact(i128::from(self.0) + i128::from(other.0))
    }
}

impl Sub for Minutes {
    type Output = Minutes;
    fn sub(self, other: Minutes) -> Minutes {
        Minutes::exact(i128::from(self.0) - i128::from(other.0))
    }
}

impl Neg for Minutes {
    type Output = Minutes;
    fn neg(self) -> Minutes {
        Minutes::exact(-i128::from(self.0))
    }
}

impl AddAssign for Minutes {
    fn add_assign(&mut self, other: Minutes) {
        *self = *self + other;
    }
}

impl SubAssign for Minutes {
    fn sub_assign(&mut self, other: Minutes) {
        *self = *self - other;
    }
}

impl Sum for Minutes {
    fn sum<I: Iterator<Item = Minutes>>(lengths: I) -> Minutes {
        lengths.fold(Minutes::ZERO, Add::add)
    }
}

impl<'a> Sum<&'a Minutes> for Minutes {
    fn sum<I: Iterator<Item = &'a Minutes>>(lengths: I) -> Minutes {
        lengths.copied().sum()
    }
}

#[cfg(test)]
mod tests;
