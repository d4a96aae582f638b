#![allow(clippy::unwrap_used)] // tests may

use proptest::prelude::*;

use super::*;
use crate::fmt::LARGEST_READ;

fn cents(values: &[i64]) -> Vec<Cents> {
    values.iter().copied().map(Cents).collect()
}

#[test]
fn german_amounts_are_read_as_people_write_them() {
    for text in [
        "40.000,00",
        "40.000,00 €",
        "40.000,00\u{a0}€",
        "40000",
        "40.000",
        "40000,0",
        "40.000 EUR",
        "EUR 40.000,-",
        "40.000,– €",
        "40 000,00",
        "40\u{a0}000,00",
        "40\u{202f}000,00\u{202f}€",
        "  40.000,00  ",
        "+40.000",
        "€ 40.000",
    ] {
        assert_eq!(Cents::parse_de(text), Ok(Cents(4_000_000)), "{text:?}");
    }
    assert_eq!(Cents::parse_de("1.234,5"), Ok(Cents(123_450)));
    assert_eq!(Cents::parse_de("1.234"), Ok(Cents(123_400)));
    assert_eq!(Cents::parse_de("0,01"), Ok(Cents(1)));
    assert_eq!(Cents::parse_de("-500,00"), Ok(Cents(-50_000)));
    assert_eq!(Cents::parse_de("−500,00 €"), Ok(Cents(-50_000)));
}

#[test]
fn a_doubtful_amount_is_refused_and_never_guessed() {
    use MoneyError::{Ambiguous, Empty, NotANumber, TooManyDecimals};
    for (text, reason) in [
        ("", Empty),
        ("  ", Empty),
        ("€", Empty),
        ("1,234", TooManyDecimals),
        ("1,2345", TooManyDecimals),
        ("40,000.00", Ambiguous),
        ("40.00", Ambiguous),
        ("40.5", Ambiguous),
        ("0.500", Ambiguous),
        ("1,234,567", Ambiguous),
        ("1.23.456", NotANumber),
        ("1.23,45", NotANumber),
        ("40. 000", NotANumber),
        ("40.000 000", NotANumber),
        ("ca. 40.000", NotANumber),
        ("bis zu 40.000", NotANumber),
        ("TEUR 40", NotANumber),
        ("40 T€", NotANumber),
        ("40k", NotANumber),
        ("(500,00)", NotANumber),
        (",50", NotANumber),
        ("40,", NotANumber),
        ("--5", NotANumber),
        ("1e5", NotANumber),
        ("٤٠", NotANumber),
        ("4 0", NotANumber),
        ("k. A.", NotANumber),
    ] {
        assert_eq!(Cents::parse_de(text), Err(reason), "{text:?}");
    }
}

#[test]
fn english_amounts_mirror_the_german_ones() {
    for text in [
        "40,000.00",
        "€40,000.00",
        "40000",
        "40,000",
        "40000.0",
        "EUR 40,000",
    ] {
        assert_eq!(Cents::parse_en(text), Ok(Cents(4_000_000)), "{text:?}");
    }
    assert_eq!(Cents::parse_en("40.000,00"), Err(MoneyError::Ambiguous));
    assert_eq!(Cents::parse_en("40,00"), Err(MoneyError::Ambiguous));
    assert_eq!(Cents::parse_en("40.000"), Err(MoneyError::TooManyDecimals));
}

#[test]
fn one_dot_with_three_digits_is_in_doubt_unless_they_are_zeros() {
    assert!(thousands_in_doubt("1.234"));
    assert!(thousands_in_doubt("1.234 €"));
    for text in ["40.000", "1.234,00", "1234", "1.234.567", "ca. 1.234", "40.00"] {
        assert!(!thousands_in_doubt(text), "{text:?}");
    }
}

#[test]
fn amounts_are_written_in_both_languages() {
    assert_eq!(Cents(4_000_000).to_string(), "40.000,00\u{a0}€");
    assert_eq!(Cents(4_000_000).format_en(), "€40,000.00");
    assert_eq!(Cents(123_456_789).plain_de(), "1.234.567,89");
    assert_eq!(Cents(-5).format_de(), "-0,05\u{a0}€");
    assert_eq!(Cents(-5).format_en(), "-€0.05");
    assert_eq!(Cents(i64::MIN).plain_de(), "-92.233.720.368.547.758,08");
}

#[test]
fn halves_are_rounded_away_from_zero_and_only_once() {
    assert_eq!(Cents(1).apply_rate(Rate(5_000)), Cents(1));
    assert_eq!(Cents(-1).apply_rate(Rate(5_000)), Cents(-1));
    assert_eq!(Cents(1).apply_rate(Rate(4_999)), Cents(0));
    assert_eq!(Cents(3_300_000).apply_rate(Rate(1_900)), Cents(627_000));
    assert_eq!(mul_div_half_up(7, 1, 2), 4);
    assert_eq!(mul_div_half_up(-7, 1, 2), -4);
    assert_eq!(mul_div_half_up(10, 1, 3), 3);
    assert_eq!(mul_div_half_up(11, 1, 3), 4);
    assert_eq!(mul_div_half_up(0, 5, 3), 0);
}

#[test]
fn c03_equal_split_gives_the_odd_cent_to_the_first_party() {
    assert_eq!(
        split_equally(Cents(4_000_000), 3),
        cents(&[1_333_334, 1_333_333, 1_333_333])
    );
}

#[test]
fn c04_split_by_population() {
    assert_eq!(
        split_by_largest_remainder(Cents(3_800_001), &[8_500, 7_000]),
        cents(&[2_083_872, 1_716_129])
    );
}

const FUNDABLE: [u64; 5] = [4_000_000, 4_000_000, 3_850_000, 4_000_000, 2_500_000];

#[test]
fn b04_pro_rata_cent() {
    let awards = split_by_largest_remainder(Cents(15_000_000), &FUNDABLE);
    assert_eq!(
        awards,
        cents(&[3_269_755, 3_269_755, 3_147_139, 3_269_755, 2_043_596])
    );
}

#[test]
fn b05_pro_rata_euro_down() {
    let awards: Vec<Cents> = split_by_largest_remainder(Cents(15_000_000), &FUNDABLE)
        .into_iter()
        .map(|award| AwardRounding::EuroDown.apply(award))
        .collect();
    assert_eq!(
        awards,
        cents(&[3_269_700, 3_269_700, 3_147_100, 3_269_700, 2_043_500])
    );
    assert_eq!(awards.iter().sum::<Cents>(), Cents(14_999_700));
}

#[test]
fn splitting_has_defined_edges() {
    assert_eq!(split_by_largest_remainder(Cents(5), &[]), cents(&[]));
    assert_eq!(split_by_largest_remainder(Cents(5), &[0, 0]), cents(&[3, 2]));
    assert_eq!(
        split_by_largest_remainder(Cents(5), &[0, 1, 1]),
        cents(&[0, 3, 2])
    );
    assert_eq!(split_by_largest_remainder(Cents(-5), &[1, 1]), cents(&[-3, -2]));
}

#[test]
fn awards_are_rounded_down_to_the_step() {
    let award = Cents(3_269_755);
    let rounded = AwardRounding::ALL.map(|rounding| rounding.apply(award));
    assert_eq!(
        rounded,
        [
            Cents(3_269_755),
            Cents(3_269_700),
            Cents(3_269_000),
            Cents(3_260_000)
        ]
    );
    for rounding in AwardRounding::ALL {
        assert_eq!(AwardRounding::from_code(rounding.code()), Some(rounding));
        assert_eq!(
            serde_json::to_string(&rounding).unwrap(),
            format!("\"{}\"", rounding.code())
        );
    }
}

#[test]
fn json_carries_plain_cents() {
    assert_eq!(serde_json::to_string(&Cents(4_000_000)).unwrap(), "4000000");
    assert_eq!(serde_json::from_str::<Cents>("-5").unwrap(), Cents(-5));
}

#[test]
fn overflow_is_noticed() {
    assert_eq!(Cents(i64::MAX).checked_add(Cents(1)), None);
    assert_eq!(Cents(i64::MIN).checked_sub(Cents(1)), None);
    assert_eq!(Cents::checked_sum(cents(&[i64::MAX, 1])), None);
    assert_eq!(Cents::checked_sum(cents(&[1, 2])), Some(Cents(3)));
}

#[test]
#[should_panic(expected = "an amount stays within")]
fn the_plus_sign_never_wraps_around() {
    let _ = Cents(i64::MAX) + Cents(1);
}

proptest! {
    #[test]
    fn parts_add_up_and_stay_within_a_cent(
        total in any::<i64>(),
        weights in prop::collection::vec(any::<u64>(), 1..12),
    ) {
        let parts = split_by_largest_remainder(Cents(total), &weights);
        prop_assert_eq!(parts.len(), weights.len());
        prop_assert_eq!(parts.iter().map(|part| i128::from(part.0)).sum::<i128>(), i128::from(total));
        let whole: i128 = weights.iter().map(|&weight| i128::from(weight)).sum();
        if whole > 0 {
            for (part, weight) in parts.iter().zip(&weights) {
                let exact = i128::from(total) * i128::from(*weight);
                prop_assert!((exact / whole - i128::from(part.0)).abs() <= 1);
            }
        }
    }

    #[test]
    fn a_larger_weight_never_gets_less(total in 0i64..1_000_000_000, weights in prop::collection::vec(0u64..10_000, 2..8)) {
        let parts = split_by_largest_remainder(Cents(total), &weights);
        for (i, j) in (0..weights.len()).flat_map(|i| (0..weights.len()).map(move |j| (i, j))) {
            if weights[i] > weights[j] {
                prop_assert!(parts[i] >= parts[j]);
            }
        }
    }

    #[test]
    fn a_written_amount_reads_as_itself(value in -LARGEST_READ..=LARGEST_READ) {
        prop_assert_eq!(Cents::parse_de(&Cents(value).format_de()), Ok(Cents(value)));
        prop_assert_eq!(Cents::parse_de(&Cents(value).plain_de()), Ok(Cents(value)));
        if value >= 0 {
            prop_assert_eq!(Cents::parse_en(&Cents(value).format_en()), Ok(Cents(value)));
        }
    }

    #[test]
    fn rounding_is_never_off_by_more_than_a_half(a in any::<i64>(), b in any::<i64>(), c in 1i64..) {
        let (a, b, c) = (i128::from(a), i128::from(b), i128::from(c));
        let rounded = mul_div_half_up(a, b, c);
        // |a·b − rounded·c| ≤ c/2, and a half goes away from zero
        let error = a * b - rounded * c;
        prop_assert!(error.abs() <= c - error.abs());
        prop_assert_eq!(mul_div_half_up(-a, b, c), -rounded);
    }

    #[test]
    fn rounding_down_keeps_less_than_a_step(value in 0i64..1_000_000_000_000) {
        for rounding in AwardRounding::ALL {
            let rounded = rounding.apply(Cents(value));
            prop_assert!(rounded <= Cents(value) && value - rounded.0 < 10_000);
            prop_assert_eq!(rounding.apply(rounded), rounded);
        }
    }
}
