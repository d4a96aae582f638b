//! Amounts in German words, as notices state them beside the figures.

const ONES: [&str; 20] = [
    "",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
];
const TENS: [&str; 10] = [
    "", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig",
];
/// Value, singular, plural; the largest first. Enough for every `i64` of cents.
const SCALES: [(u64, &str, &str); 4] = [
    (1_000_000_000_000_000, "Billiarde", "Billiarden"),
    (1_000_000_000_000, "Billion", "Billionen"),
    (1_000_000_000, "Milliarde", "Milliarden"),
    (1_000_000, "Million", "Millionen"),
];

/// `cents` in words: 4 000 000 is "vierzigtausend Euro", 105 is "ein Euro und fünf Cent". Cents are named only when
/// there are any; a negative amount starts with "minus".
pub fn amount_in_words_de(cents: i64) -> String {
    let sign = if cents < 0 { "minus " } else { "" };
    let (euros, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let euros = format!("{sign}{} Euro", cardinal(euros));
    match rest {
        0 => euros,
        rest => format!("{euros} und {} Cent", cardinal(rest)),
    }
}

/// The number as it stands before a masculine noun: "ein Euro", but "einhunderteins Euro".
fn cardinal(n: u64) -> String {
    match n {
        0 => return "null".to_owned(),
        1 => return "ein".to_owned(),
        _ => {}
    }
    let (mut rest, mut parts) = (n, Vec::new());
    for (scale, singular, plural) in SCALES {
        match rest / scale {
            0 => {}
            1 => parts.push(format!("eine {singular}")),
            count => parts.push(format!("{} {plural}", below_a_million(count))),
        }
        rest %= scale;
    }
    if rest > 0 {
        parts.push(below_a_million(rest));
    }
    parts.join(" ")
}

fn below_a_million(n: u64) -> String {
    match n / 1000 {
        0 => below_a_thousand(n, "eins"),
        thousands => format!(
            "{}tausend{}",
            below_a_thousand(thousands, "ein"),
            below_a_thousand(n % 1000, "eins")
        ),
    }
}

/// `one` is the form of a final one: "eins" at the end of the number, "ein" before "tausend".
fn below_a_thousand(n: u64, one: &str) -> String {
    let hundreds = match n / 100 {
        0 => String::new(),
        h => format!("{}hundert", small(h)),
    };
    let rest = n % 100;
    let rest = match (rest / 10, rest % 10) {
        (0, 1) => one.to_owned(),
        (0 | 1, _) => small(rest).to_owned(),
        (tens, 0) => ten(tens).to_owned(),
        (tens, ones) => format!("{}und{}", small(ones), ten(tens)),
    };
    hundreds + &rest
}

/// `n` below 20.
fn small(n: u64) -> &'static str {
    usize::try_from(n)
        .ok()
        .and_then(|i| ONES.get(i))
        .copied()
        .unwrap_or_default()
}

/// `n` tens, 2 to 9.
fn ten(n: u64) -> &'static str {
    usize::try_from(n)
        .ok()
        .and_then(|i| TENS.get(i))
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_german_words() {
        let cases = [
            (0, "null Euro"),
            (1, "null Euro und ein Cent"),
            (5, "null Euro und fünf Cent"),
            (1_00, "ein Euro"),
            (1_05, "ein Euro und fünf Cent"),
            (2_00, "zwei Euro"),
            (11_00, "elf Euro"),
            (12_17, "zwölf Euro und siebzehn Cent"),
            (16_00, "sechzehn Euro"),
            (20_00, "zwanzig Euro"),
            (21_00, "einundzwanzig Euro"),
            (30_31, "dreißig Euro und einunddreißig Cent"),
            (100_00, "einhundert Euro"),
            (101_00, "einhunderteins Euro"),
            (111_00, "einhundertelf Euro"),
            (1_000_00, "eintausend Euro"),
            (1_001_00, "eintausendeins Euro"),
            (2_021_00, "zweitausendeinundzwanzig Euro"),
            (21_000_00, "einundzwanzigtausend Euro"),
            (38_500_00, "achtunddreißigtausendfünfhundert Euro"),
            (40_000_00, "vierzigtausend Euro"),
            (101_000_00, "einhunderteintausend Euro"),
            (1_000_000_00, "eine Million Euro"),
            (
                1_234_567_89,
                "eine Million zweihundertvierunddreißigtausendfünfhundertsiebenundsechzig Euro und neunundachtzig Cent",
            ),
            (21_000_000_00, "einundzwanzig Millionen Euro"),
            (2_000_000_000_00, "zwei Milliarden Euro"),
            (-40_000_00, "minus vierzigtausend Euro"),
        ];
        for (cents, expected) in cases {
            assert_eq!(amount_in_words_de(cents), expected, "{cents}");
        }
        assert!(amount_in_words_de(i64::MIN).starts_with("minus zweiundneunzig Billiarden"));
    }
}
