//! Cells as people fill them: the catalogue of handbook 7.3 and the scenarios H03 and H04.
#![allow(clippy::unwrap_used)] // tests may

use base_sheets::Cell;
use base_sheets::cells::{
    Context, Parsed, Reading, amount, amount::Sign, date, date::Grain, hours, number, percent, text, yes_no,
};
use proptest::prelude::*;

/// A result as one line: `4000000`, `123400 AMOUNT_THOUSANDS`, `! AMOUNT_UNIT → 40.000,00`, empty for no value.
fn line<T: std::fmt::Display>(reading: Reading<T>) -> String {
    match reading {
        Ok(Parsed { value: None, .. }) => String::new(),
        Ok(Parsed {
            value: Some(value),
            warning: None,
        }) => value.to_string(),
        Ok(Parsed {
            value: Some(value),
            warning: Some(flaw),
        }) => format!("{value} {}", flaw.code),
        Err(flaw) => match flaw.proposal {
            Some(proposal) => format!("! {} → {proposal}", flaw.code),
            None => format!("! {}", flaw.code),
        },
    }
}

fn amount_of(cell: Cell) -> String {
    line(amount::parse(&cell, Sign::Any, &Context::default()))
}

#[test]
fn h03_amount_parsing() {
    let not_negative = |s: &str| {
        line(amount::parse(
            &Cell::text(s),
            Sign::NotNegative,
            &Context::default(),
        ))
    };
    assert_eq!(not_negative("40.000"), "4000000");
    assert_eq!(not_negative("1.234"), "123400 AMOUNT_THOUSANDS");
    assert_eq!(not_negative("1,234"), "! AMOUNT_DECIMALS");
    assert_eq!(not_negative("ca. 40.000"), "! AMOUNT_APPROXIMATE");
    assert_eq!(not_negative("(500,00)"), "! AMOUNT_NEGATIVE");
    assert_eq!(not_negative("40\u{a0}000,00"), "4000000");
}

#[test]
fn amounts_in_all_spellings_of_the_catalogue() {
    for (written, expected) in [
        ("40.000,00 €", "4000000"),
        ("40.000 EUR", "4000000"),
        ("EUR 40.000,-", "4000000"),
        ("40.000,– €", "4000000"),
        ("40.000,-- Euro", "4000000"),
        ("40 000,00", "4000000"),
        ("40\u{202f}000,00 €", "4000000"),
        ("€ 40.000,00", "4000000"),
        ("1.234.567,89", "123456789"),
        ("1.234.567", "123456700"),
        ("31500,5", "3150050"),
        ("38500", "3850000"),
        ("0,01", "1"),
        ("0", "0"),
        ("-500,00", "-50000"),
        ("−500,00 €", "-50000"),
        ("(500,00)", "-50000"),
        ("(500,00) €", "-50000"),
        ("\u{200b} 40.000,00\u{feff}", "4000000"),
        ("", ""),
        ("-", ""),
        ("k. A.", ""),
        ("entfällt", ""),
        ("n/a", ""),
        ("40,000.00", "! AMOUNT_ENGLISH → 40.000,00"),
        ("500.00", "! AMOUNT_SPELLING → 500,00"),
        ("40'000", "! AMOUNT_SPELLING → 40.000,00"),
        ("1,234,567", "! AMOUNT_SPELLING → 1.234.567,00"),
        ("TEUR 40", "! AMOUNT_UNIT → 40.000,00"),
        ("40 T€", "! AMOUNT_UNIT → 40.000,00"),
        ("40k", "! AMOUNT_UNIT → 40.000,00"),
        ("1,2 Mio. €", "! AMOUNT_UNIT → 1.200.000,00"),
        ("40 Tsd.", "! AMOUNT_UNIT → 40.000,00"),
        ("max. 40.000", "! AMOUNT_APPROXIMATE"),
        ("bis zu 40.000", "! AMOUNT_APPROXIMATE"),
        ("40.000 CHF", "! AMOUNT_CURRENCY"),
        ("500,00-", "! AMOUNT_UNREADABLE"),
        ("40.00.00", "! AMOUNT_UNREADABLE"),
        ("0.500", "! AMOUNT_UNREADABLE"),
        ("12 34", "! AMOUNT_UNREADABLE"),
        ("--5", "! AMOUNT_UNREADABLE"),
        ("vierzigtausend", "! AMOUNT_UNIT"),
        ("siehe Anlage", "! AMOUNT_UNREADABLE"),
        ("99999999999999999999", "! AMOUNT_RANGE"),
    ] {
        assert_eq!(amount_of(Cell::text(written)), expected, "{written:?}");
    }
}

#[test]
fn number_cells_are_amounts_to_the_cent() {
    for (number, expected) in [
        (38_500.0, "3850000"),
        (31_500.5, "3150050"),
        (0.1 + 0.2, "30"),
        (31_500.123, "! AMOUNT_DECIMALS → 31.500,12"),
        (1e15, "! AMOUNT_RANGE"),
        (-1.0, "-100"),
    ] {
        assert_eq!(amount_of(Cell::Number(number)), expected, "{number}");
    }
    for other in [Cell::Bool(true), Cell::Percent(0.4), Cell::DateTime(45_992.0)] {
        assert_eq!(amount_of(other), "! AMOUNT_UNREADABLE");
    }
    assert_eq!(amount_of(Cell::Error("#REF!".into())), "! CELL_FORMULA_ERROR");
}

#[test]
fn english_amounts_count_only_in_an_english_column() {
    let context = Context {
        english: true,
        ..Context::default()
    };
    let read = |s: &str| line(amount::parse(&Cell::text(s), Sign::Any, &context));
    assert_eq!(read("40,000.00"), "4000000");
    assert_eq!(read("500.00"), "50000");
}

fn date_of(cell: Cell, date1904: bool) -> String {
    let context = Context {
        date1904,
        ..Context::default()
    };
    line(date::parse(&cell, Grain::Day, &context).map(|parsed| Parsed {
        value: parsed.value.map(|m| match m.time {
            Some(time) => format!("{} {time}", m.date),
            None => m.date.to_string(),
        }),
        warning: parsed.warning,
    }))
}

#[test]
fn h04_serial_in_a_1904_workbook() {
    assert_eq!(date_of(Cell::DateTime(44_530.0), true), "2025-12-01");
    assert_eq!(date_of(Cell::DateTime(45_992.0), false), "2025-12-01");
    assert_eq!(date_of(Cell::Number(44_530.0), true), "2025-12-01");
    assert_eq!(date_of(Cell::Number(45_992.0), false), "2025-12-01");
}

#[test]
fn dates_in_all_spellings_of_the_catalogue() {
    for (written, expected) in [
        ("06.03.2026", "2026-03-06"),
        ("6.3.26", "2026-03-06"),
        ("06. 03. 2026", "2026-03-06"),
        ("2026-03-06", "2026-03-06"),
        ("06.03.2026 23:59", "2026-03-06 23:59:00"),
        ("06.03.2026, 9:05 Uhr", "2026-03-06 09:05:00"),
        ("2026-03-06T23:59:00", "2026-03-06 23:59:00"),
        ("06/03/2026", "2026-03-06 DATE_DAY_FIRST"),
        ("März 2026", "! DATE_MONTH"),
        ("KW 12/2026", "! DATE_WEEK"),
        ("31.04.2026", "! DATE_IMPOSSIBLE"),
        ("29.02.2027", "! DATE_IMPOSSIBLE"),
        ("29.02.2028", "2028-02-29"),
        ("2026", "! DATE_YEAR_ONLY"),
        ("45992", "! DATE_TEXT_SERIAL → 01.12.2025"),
        ("bald", "! DATE_UNREADABLE"),
        ("6.3.126", "! DATE_UNREADABLE"),
        ("k. A.", ""),
    ] {
        assert_eq!(date_of(Cell::text(written), false), expected, "{written:?}");
    }
    assert_eq!(
        date_of(Cell::DateTime(45_992.999_31), false),
        "2025-12-01 23:59:00"
    );
    assert_eq!(date_of(Cell::DateTime(60.0), false), "! DATE_SERIAL_SMALL");
    assert_eq!(date_of(Cell::Number(12.0), false), "! DATE_SERIAL_SMALL");
    assert_eq!(date_of(Cell::Number(2_026.0), false), "! DATE_YEAR_ONLY");
    assert_eq!(date_of(Cell::Number(1e12), false), "! DATE_UNREADABLE");
    let month = |s: &str| {
        line(
            date::parse(&Cell::text(s), Grain::Month, &Context::default()).map(|p| Parsed {
                value: p.value.map(|m| m.date),
                warning: None,
            }),
        )
    };
    assert_eq!(month("März 2026"), "2026-03-01");
    assert_eq!(month("03/2026"), "2026-03-01");
    assert_eq!(month("Dez. 2026"), "2026-12-01");
}

#[test]
fn percentages_by_format_and_by_what_is_written() {
    let read = |cell: Cell, heading: &str| {
        line(percent::parse(
            &cell,
            &Context {
                heading: heading.into(),
                ..Context::default()
            },
        ))
    };
    for (cell, expected) in [
        (Cell::text("80 %"), "8000"),
        (Cell::text("80,5%"), "8050"),
        (Cell::text("0,8 %"), "80"),
        (Cell::Percent(0.8), "8000"),
        (Cell::Number(80.0), "8000"),
        (Cell::text("80"), "8000"),
        (Cell::text("0,8"), "8000 PERCENT_FRACTION"),
        (Cell::Number(0.0), "0"),
        (Cell::text("1,234 %"), "! PERCENT_DECIMALS"),
        (Cell::text("viel"), "! PERCENT_UNREADABLE"),
        (Cell::text("80.5"), "! PERCENT_UNREADABLE"),
        (Cell::Empty, ""),
    ] {
        assert_eq!(read(cell.clone(), "Quote"), expected, "{cell:?}");
    }
    assert_eq!(read(Cell::text("0,88"), "Satz in %"), "88 PERCENT_FRACTION");
    assert_eq!(read(Cell::text("-0,88 %"), "Satz in %"), "-88");
}

#[test]
fn yes_and_no_in_all_variants() {
    let read = |cell: Cell| line(yes_no::parse(&cell, &Context::default()));
    for yes in ["ja", "J", "x", "X", "1", "wahr", "✓", "JA "] {
        assert_eq!(read(Cell::text(yes)), "true", "{yes}");
    }
    for no in ["nein", "N", "0", "", "falsch", "-"] {
        assert_eq!(read(Cell::text(no)), "false", "{no}");
    }
    assert_eq!(read(Cell::Bool(true)), "true");
    assert_eq!(read(Cell::Number(2.0)), "! YES_NO_UNREADABLE");
    assert_eq!(read(Cell::text("vielleicht")), "! YES_NO_UNREADABLE");
}

#[test]
fn durations_become_minutes() {
    let read = |cell: Cell| line(hours::parse(&cell, &Context::default()));
    for (cell, expected) in [
        (Cell::text("7:45"), "465"),
        (Cell::Number(7.75), "465"),
        (Cell::text("7,75"), "465"),
        (Cell::text("7h45"), "465"),
        (Cell::text("7,5 Std."), "450"),
        (Cell::text("7 Std. 45 Min."), "465"),
        (Cell::text("45 min"), "45"),
        (Cell::text("8"), "480"),
        (Cell::DateTime(0.322_916_666_666_667), "465"),
        (Cell::Duration(1.5), "2160"),
        (Cell::text("7.45"), "! HOURS_AMBIGUOUS → 7:45"),
        (Cell::Number(0.322_916_666_666_667), "! HOURS_PART_MINUTES → 7:45"),
        (Cell::Number(7.33), "440 HOURS_ROUNDED"),
        (Cell::text("7:60"), "! HOURS_UNREADABLE"),
        (Cell::Number(-1.0), "! HOURS_NEGATIVE"),
        (Cell::text("ganztägig"), "! HOURS_UNREADABLE"),
        (Cell::Empty, ""),
    ] {
        assert_eq!(read(cell.clone()), expected, "{cell:?}");
    }
}

#[test]
fn points_are_whole_and_within_their_range() {
    let read = |cell: Cell| line(number::parse(&cell, 0..=5, &Context::default()));
    assert_eq!(read(Cell::Number(4.0)), "4");
    assert_eq!(read(Cell::text("5")), "5");
    assert_eq!(read(Cell::Number(6.0)), "! NUMBER_RANGE");
    assert_eq!(read(Cell::text("4-5")), "! NUMBER_UNREADABLE");
    assert_eq!(read(Cell::text("4,5")), "! NUMBER_UNREADABLE");
    assert_eq!(read(Cell::Number(4.5)), "! NUMBER_UNREADABLE");
    assert_eq!(
        line(number::parse(
            &Cell::text("612.663"),
            0..=9_999_999,
            &Context::default()
        )),
        "612663"
    );
}

#[test]
fn text_is_normalised_and_damage_is_noticed() {
    let read = |s: &str| {
        line(text::parse(
            &Cell::text(s),
            text::Style::Line,
            &Context::default(),
        ))
    };
    assert_eq!(
        read("  Mu\u{308}hlacker \u{200b}\n an der\u{a0}Enz "),
        "Mühlacker an der Enz"
    );
    assert_eq!(read("FrÃ¶hlich"), "! TEXT_MOJIBAKE → Fröhlich");
    assert_eq!(read("MeÃŸkirch"), "! TEXT_MOJIBAKE → Meßkirch");
    assert_eq!(read("M?ssingen"), "! TEXT_LOST_CHARACTER");
    assert_eq!(read("Wie weiter?"), "Wie weiter?");
    assert_eq!(read("https://x.example/a?b=1"), "https://x.example/a?b=1");
    assert_eq!(read("Âge d’or"), "Âge d’or");
    let long = |s: &str| {
        line(text::parse(
            &Cell::text(s),
            text::Style::Long,
            &Context::default(),
        ))
    };
    assert_eq!(
        long(" erste  Zeile \r\nzweite\u{a0}Zeile "),
        "erste Zeile\nzweite Zeile"
    );
    let key = |n: f64| {
        line(text::parse(
            &Cell::Number(n),
            text::Style::Line,
            &Context::default(),
        ))
    };
    assert_eq!(key(8_111_000.0), "8111000");
    assert_eq!(key(81_160_078_078.0), "81160078078");
}

proptest! {
    #[test]
    fn an_amount_survives_being_written_the_german_way(cents in -10_000_000_000_000i64..10_000_000_000_000) {
        let written = amount::format(cents);
        // one dot and three digits never come out of format(): there are always cents
        prop_assert_eq!(amount_of(Cell::text(&written)), cents.to_string());
        prop_assert_eq!(amount_of(Cell::text(&format!("{written} €"))), cents.to_string());
        prop_assert_eq!(amount_of(Cell::Number(cents as f64 / 100.0)), cents.to_string());
    }

    #[test]
    fn no_text_makes_a_parser_panic(text in "\\PC{0,24}") {
        let cell = Cell::text(&text);
        let context = Context::default();
        let _ = amount::parse(&cell, Sign::Any, &context);
        let _ = date::parse(&cell, Grain::Month, &context);
        let _ = percent::parse(&cell, &context);
        let _ = hours::parse(&cell, &context);
        let _ = number::parse(&cell, 0..=5, &context);
        let _ = yes_no::parse(&cell, &context);
        let _ = text::parse(&cell, text::Style::Long, &context);
    }

    #[test]
    fn no_amount_like_text_makes_a_parser_panic(text in "[-(]?[0-9.,' k€hT%:/–)]{0,14}") {
        let cell = Cell::text(&text);
        let context = Context { english: true, ..Context::default() };
        let _ = amount::parse(&cell, Sign::Any, &context);
        let _ = date::parse(&cell, Grain::Day, &context);
        let _ = hours::parse(&cell, &context);
        let _ = percent::parse(&cell, &context);
    }
}
