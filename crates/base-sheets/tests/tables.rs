//! Tables in sheets as offices send them (handbook 7.3 nos. 1–4, 6, 23–25).
#![allow(clippy::unwrap_used)] // tests may

use base_sheets::{Cell, Finding, Heading, Merge, NoTable, Plan, Row, Sheet, Sign, Skipped, Table, Workbook};

const HEADINGS: &[Heading<'static>] = &[
    Heading::optional("no", &["Lfd. Nr.", "Nr."]),
    Heading::required("key", &["AGS", "Gemeindeschlüssel", "GKZ"]),
    Heading::required("name", &["Kommune", "Antragsteller", "Stadt/Gemeinde"]),
    Heading::optional("county", &["Landkreis"]),
    Heading::required("requested", &["Beantragte Summe", "Antragssumme", "Betrag in €"]),
    Heading::optional("received", &["Eingang am", "Eingangsdatum"]),
];

fn plan() -> Plan<'static> {
    Plan {
        headings: HEADINGS,
        key: Some("key"),
        sums: &["requested"],
        ..Plan::default()
    }
}

/// Rows of `|`-separated texts from row 1; an empty line is a row without content.
fn sheet(name: &str, text: &str) -> Sheet {
    let rows = text.trim_matches('\n').lines().zip(1..);
    let rows = rows
        .map(|(line, number)| Row {
            number,
            hidden: false,
            cells: line.split('|').map(|s| Cell::text(s.trim())).collect(),
        })
        .filter(|row| row.cells.iter().any(|c| *c != Cell::Empty))
        .collect();
    Sheet {
        name: name.into(),
        rows,
        ..Sheet::default()
    }
}

fn book(sheets: Vec<Sheet>) -> Workbook {
    Workbook {
        sheets,
        ..Workbook::default()
    }
}

fn column(table: &Table, key: &str) -> Vec<String> {
    let index = table.column(key).unwrap().index;
    table
        .rows
        .iter()
        .map(|row| row.cells.get(index).unwrap_or(&Cell::Empty).display(false))
        .collect()
}

#[test]
fn headings_below_a_title_row_are_found() {
    let text = "
Bewerbungen 2026, Stand 12.03.

Lfd.Nr|Gemeindeschlüssel (AGS)|STADT / GEMEINDE|Beantragte Sum-|Eingang|Bemerkung
1|08111000|Stuttgart|40.000|06.03.2026|eilt
";
    let mut sheet = sheet("Liste", text);
    sheet.rows[1].cells[3] = Cell::text("Beantragte Sum-\nme (€)");
    let table = book(vec![sheet]).table(&plan()).unwrap();
    assert_eq!(table.header, (3, 3));
    assert_eq!(
        table.ignored_above,
        vec![(1, "Bewerbungen 2026, Stand 12.03.".to_owned())]
    );
    let letters: Vec<_> = table
        .columns
        .iter()
        .map(|c| (c.key.as_str(), c.letter()))
        .collect();
    assert_eq!(letters.len(), 4, "{letters:?}");
    assert_eq!(table.column("requested").unwrap().letter(), "D");
    assert_eq!(
        table
            .others
            .iter()
            .map(|c| c.heading.as_str())
            .collect::<Vec<_>>(),
        ["Eingang", "Bemerkung"]
    );
}

#[test]
fn two_rows_of_merged_headings_are_joined() {
    let headings = [
        Heading::required("item", &["Position"]),
        Heading::required("y1", &["Ausgaben 2026"]),
        Heading::required("y2", &["Ausgaben 2027"]),
    ];
    let mut sheet = sheet("Plan", "Position|Ausgaben\n|2026|2027\nPersonal|100|200");
    sheet.merged.push(Merge {
        top: 0,
        left: 1,
        bottom: 0,
        right: 2,
    });
    sheet.rows[1].cells[1] = Cell::Number(2026.0);
    let table = book(vec![sheet])
        .table(&Plan {
            headings: &headings,
            ..Plan::default()
        })
        .unwrap();
    assert_eq!(table.header, (1, 2));
    assert_eq!(table.column("y2").unwrap().heading, "Ausgaben 2027");
    assert_eq!(column(&table, "y1"), ["100"]);
}

#[test]
fn a_merged_body_cell_counts_inside_its_range_only() {
    let mut sheet = sheet(
        "L",
        "AGS|Kommune|Landkreis|Antragssumme\n1|A|Tübingen|1\n2|B||2\n3|C||3",
    );
    sheet.merged.push(Merge {
        top: 1,
        left: 2,
        bottom: 2,
        right: 2,
    });
    let table = book(vec![sheet]).table(&plan()).unwrap();
    assert_eq!(column(&table, "county"), ["Tübingen", "Tübingen", ""]);
}

#[test]
fn totals_blank_rows_and_repeated_headings_are_no_data() {
    let text = "
AGS|Kommune|Antragssumme
08111000|Stuttgart|40.000
08212000|Karlsruhe|10.000
Zwischensumme||50.000
 | |
AGS|Kommune|Antragssumme
08317001|Achern|5.000
||55.000
Summe||60.000
";
    let mut sheet = sheet("L", text);
    sheet.rows.insert(
        4,
        Row {
            number: 5,
            hidden: false,
            cells: vec![Cell::text(" "), Cell::text("\u{a0}")],
        },
    );
    sheet.rows.sort_by_key(|r| r.number);
    let table = book(vec![sheet]).table(&plan()).unwrap();
    assert_eq!(column(&table, "key"), ["08111000", "08212000", "08317001"]);
    assert!(table.skipped.contains(&(5, Skipped::Blank)));
    assert!(table.skipped.contains(&(6, Skipped::HeadingsAgain)));
    let totals: Vec<_> = table
        .totals
        .iter()
        .map(|t| (t.row, t.sums[0].1, t.sums[0].2))
        .collect();
    assert_eq!(totals[0], (4, 5_000_000, 5_000_000));
    assert_eq!(totals.last(), Some(&(9, 6_000_000, 5_500_000)));
    let differs: Vec<&Finding> = table
        .findings
        .iter()
        .filter(|f| f.code == "TOTAL_DIFFERS")
        .collect();
    assert_eq!(differs.len(), 1);
    assert_eq!((differs[0].row, differs[0].column.as_str()), (9, "C"));
    assert!(
        differs[0]
            .args
            .contains(&("difference".into(), "5.000,00".into()))
    );
}

#[test]
fn an_unmarked_row_that_adds_up_is_a_total_and_a_project_called_gesamt_is_not() {
    let text = "
AGS|Kommune|Antragssumme
1|Gesamt Stadt gemeinsam|40.000
2|Karlsruhe|10.000
||50.000
";
    let table = book(vec![sheet("L", text)]).table(&plan()).unwrap();
    assert_eq!(table.rows.len(), 2);
    assert_eq!(table.totals.len(), 1);
    let mut named = sheet(
        "L",
        "AGS|Kommune|Antragssumme\nGesamt|Karlsruhe am Rhein|10.000\n2|B|1",
    );
    named.rows[1].cells[0] = Cell::text("Gesamt");
    assert_eq!(book(vec![named]).table(&plan()).unwrap().rows.len(), 2);
}

#[test]
fn the_sheet_with_the_best_headings_is_chosen_and_hidden_ones_only_without_alternative() {
    let good = sheet("Liste", "Nr.|AGS|Kommune|Antragssumme\n1|2|3|4");
    let poor = sheet("Deckblatt", "AGS|Kommune|Antragssumme\n1|2|3");
    let mut hidden = good.clone();
    hidden.name = "Alt".into();
    hidden.hidden = true;
    let found = book(vec![hidden.clone(), poor.clone(), good])
        .table(&plan())
        .unwrap();
    assert_eq!(found.sheet, "Liste");
    assert_eq!(
        book(vec![hidden.clone(), poor.clone()])
            .table(&plan())
            .unwrap()
            .sheet,
        "Deckblatt"
    );
    let only_hidden = book(vec![hidden.clone()]).table(&plan()).unwrap();
    assert!(only_hidden.sheet_hidden && only_hidden.rows[0].hidden);
    let chosen = Plan {
        sheet: Some("Alt"),
        ..plan()
    };
    assert_eq!(book(vec![poor, hidden]).table(&chosen).unwrap().sheet, "Alt");
    assert_eq!(
        book(vec![]).table(&Plan {
            sheet: Some("X"),
            ..plan()
        }),
        Err(NoTable::NoSheet { name: "X".into() })
    );
}

#[test]
fn missing_headings_are_named() {
    let missing = book(vec![sheet("L", "Nr.|AGS|Kommune\n1|2|3")]).table(&plan());
    assert_eq!(
        missing,
        Err(NoTable::MissingHeadings {
            sheet: "L".into(),
            row: 1,
            missing: vec!["Beantragte Summe".into()]
        })
    );
    let none = book(vec![sheet("L", "rot|grün|blau\n1|2|3")]).table(&plan());
    assert!(matches!(none, Err(NoTable::NoHeadings { .. })), "{none:?}");
}

#[test]
fn a_table_that_takes_the_workbook_is_the_same() {
    let poor = sheet("Deckblatt", "rot|grün");
    let book = book(vec![
        poor,
        sheet("L", "Stand 2026\nAGS|Kommune|Antragssumme\n1|2|3\n4|5|6"),
    ]);
    assert_eq!(book.table(&plan()), book.clone().into_table(&plan()));
}

#[test]
fn a_heading_that_a_person_assigned_before_is_known() {
    let plan = Plan {
        remembered: &[("requested", "Wunschbetrag")],
        ..plan()
    };
    let table = book(vec![sheet("L", "AGS|Kommune|Wunschbetrag\n1|2|3")])
        .table(&plan)
        .unwrap();
    assert_eq!(table.column("requested").unwrap().index, 2);
}

#[test]
fn data_below_the_headings_is_not_taken_for_a_second_row_of_headings() {
    let table = book(vec![sheet(
        "L",
        "AGS|Art|Kommune|Antragssumme\n08425|Landkreis|Alb-Donau|5.000",
    )])
    .table(&plan())
    .unwrap();
    assert_eq!((table.header, table.rows.len()), ((1, 1), 1));
}

#[test]
fn rows_are_read_with_findings_that_name_their_place() {
    let text = "
AGS|Kommune|Antragssumme|Eingang am
08111000|Stuttgart|1,234|31.04.2026
 |Karlsruhe|1.234|06/03/2026
";
    let table = book(vec![sheet("Liste", text)]).table(&plan()).unwrap();
    let mut findings = Vec::new();
    let mut row = table.read(&table.rows[0], &mut findings);
    assert_eq!(row.amount("requested", Sign::NotNegative), None);
    assert_eq!(row.date("received"), None);
    assert_eq!(row.text("name").as_deref(), Some("Stuttgart"));
    assert!(row.has_errors());
    let mut row = table.read(&table.rows[1], &mut findings);
    assert_eq!(row.text("key"), None);
    assert_eq!(row.amount("requested", Sign::NotNegative), Some(123_400));
    assert_eq!(row.date("received").unwrap().to_string(), "2026-03-06");
    let seen: Vec<_> = findings
        .iter()
        .map(|f| (f.row, f.column.as_str(), f.code.as_str(), f.value.as_str()))
        .collect();
    assert_eq!(
        seen,
        [
            (2, "C", "AMOUNT_DECIMALS", "1,234"),
            (2, "D", "DATE_IMPOSSIBLE", "31.04.2026"),
            (3, "A", "CELL_REQUIRED", ""),
            (3, "C", "AMOUNT_THOUSANDS", "1.234"),
            (3, "D", "DATE_DAY_FIRST", "06/03/2026"),
        ]
    );
    assert_eq!(findings[0].heading, "Antragssumme");
    assert_eq!(findings[0].message_key(), "sheets-amount-decimals");
}

#[test]
fn english_amounts_are_read_only_when_the_whole_column_is_english() {
    let read = |text: &str| {
        let table = book(vec![sheet("L", text)]).table(&plan()).unwrap();
        let mut findings = Vec::new();
        let cents: Vec<_> = table
            .rows
            .iter()
            .map(|row| table.read(row, &mut findings).amount("requested", Sign::Any))
            .collect();
        cents
    };
    assert_eq!(
        read("AGS|Kommune|Antragssumme\n1|A|40,000.00\n2|B|500.00\n3|C|7"),
        [Some(4_000_000), Some(50_000), Some(700)]
    );
    assert_eq!(
        read("AGS|Kommune|Antragssumme\n1|A|40,000.00\n2|B|500,00"),
        [None, Some(50_000)]
    );
}

#[test]
fn overlapping_merged_ranges_are_refused_in_bounded_time() {
    let mut sheet = sheet("L", "AGS|Kommune|Antragssumme");
    sheet.rows.extend((2..5_000).map(|number| Row {
        number,
        hidden: false,
        cells: vec![Cell::text("x")],
    }));
    sheet.merged = vec![
        Merge {
            top: 1,
            left: 0,
            bottom: 1_048_575,
            right: 16_383
        };
        100_000
    ];
    let started = std::time::Instant::now();
    assert_eq!(
        book(vec![sheet]).table(&plan()),
        Err(NoTable::Merges { sheet: "L".into() })
    );
    assert!(started.elapsed().as_secs() < 5);
}
