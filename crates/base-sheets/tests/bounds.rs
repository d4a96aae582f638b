//! Invariant 10: a workbook from outside can't crash, stall or fill the server. Whatever happens to the child process
//! becomes a reason.
#![allow(clippy::unwrap_used)] // tests may

use base_sheets::write::{Column, Kind, Notes, Value, WorkbookWriter};
use base_sheets::{Limits, Reader, Unreadable};
use std::path::PathBuf;
use std::time::{Duration, Instant};

fn reader() -> Reader {
    Reader::new(PathBuf::from(env!("CARGO_BIN_EXE_sheet-reader")))
}

fn workbook(rows: i64) -> Vec<u8> {
    let columns = vec![Column::new("Nr.", Kind::Int), Column::new("Titel", Kind::Text)];
    let mut book = WorkbookWriter::new("Liste", columns).unwrap();
    for n in 0..rows {
        book.row(&[Value::Int(n), format!("Projekt {n}").into()]).unwrap();
    }
    book.finish(&Notes::default()).unwrap()
}

#[tokio::test]
async fn every_limit_has_its_own_reason() {
    let bytes = workbook(100);
    let full = Limits::default();
    let cases = [
        (
            Limits {
                rows: 50,
                ..full.clone()
            },
            "FILE_TOO_MANY_ROWS",
        ),
        (
            Limits {
                columns: 1,
                ..full.clone()
            },
            "FILE_TOO_MANY_COLUMNS",
        ),
        (
            Limits {
                cells: 99,
                ..full.clone()
            },
            "FILE_TOO_MANY_CELLS",
        ),
        (
            Limits {
                sheets: 0,
                ..full.clone()
            },
            "FILE_TOO_MANY_SHEETS",
        ),
        (
            Limits {
                text_chars: 3,
                ..full.clone()
            },
            "FILE_TEXT_TOO_LONG",
        ),
        (
            Limits {
                packed_bytes: 1_000,
                ..full.clone()
            },
            "FILE_TOO_LARGE",
        ),
        (
            Limits {
                unpacked_bytes: 3_000,
                ..full.clone()
            },
            "FILE_UNPACKED_TOO_LARGE",
        ),
        (
            Limits {
                memory_bytes: 300_000,
                ..full.clone()
            },
            "FILE_TOO_COMPLEX",
        ),
        (
            Limits {
                wall: Duration::ZERO,
                ..full.clone()
            },
            "FILE_TOO_SLOW",
        ),
        (
            Limits {
                output_bytes: 500,
                ..full.clone()
            },
            "FILE_TOO_MANY_CELLS",
        ),
    ];
    for (limits, code) in cases {
        let reason = reader().read(&bytes, "liste.xlsx", &limits).await.unwrap_err();
        assert_eq!(reason.code(), code, "{reason}");
    }
    assert_eq!(
        reader().read(&bytes, "liste.xlsx", &full).await.unwrap().sheets[0]
            .rows
            .len(),
        101
    );
}

#[tokio::test]
async fn a_child_that_hangs_dies_or_babbles_is_a_reason_and_no_crash() {
    let limits = Limits {
        wall: Duration::from_secs(1),
        ..Limits::default()
    };
    let started = Instant::now();
    for (program, codes) in [
        ("/bin/false", &["FILE_DAMAGED"][..]),
        ("/bin/echo", &["FILE_DAMAGED", "FILE_TOO_MANY_CELLS"]),
        ("/nowhere/at/all", &["FILE_READER_UNAVAILABLE"]),
    ] {
        let reason = Reader::new(PathBuf::from(program))
            .read(b"a;b;c", "a.csv", &limits)
            .await
            .unwrap_err();
        assert!(codes.contains(&reason.code()), "{program}: {reason}");
    }
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_package_that_lies_about_its_size_is_refused() {
    // the declared size of every part in the central directory is set to 1 byte
    let mut bytes = workbook(20_000);
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(4).position(|w| w == b"PK\x01\x02") {
        at += found;
        bytes[at + 24..at + 28].copy_from_slice(&1u32.to_le_bytes());
        at += 4;
    }
    let limits = Limits {
        unpacked_bytes: 100_000,
        ..Limits::default()
    };
    let reason = reader().read(&bytes, "liste.xlsx", &limits).await.unwrap_err();
    assert!(
        matches!(
            reason,
            Unreadable::UnpackedTooLarge { .. } | Unreadable::Damaged { .. }
        ),
        "{reason}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_bytes_never_harm_the_parent() {
    let whole = workbook(30);
    let reader = reader();
    for n in 0..60usize {
        let mut bytes = whole.clone();
        // a fixed pattern of damage: reproducible, spread over the whole file
        for k in 0..8 {
            let at = (n * 7_919 + k * 104_729) % bytes.len();
            bytes[at] = bytes[at].wrapping_add((n + k) as u8 | 1);
        }
        bytes.truncate(whole.len() - (n * 31) % (whole.len() / 2));
        if let Err(reason) = reader.read(&bytes, "liste.xlsx", &Limits::default()).await {
            assert_ne!(reason.code(), "FILE_READER_UNAVAILABLE", "{reason}");
        }
    }
}

#[tokio::test]
async fn files_of_other_kinds_are_named() {
    for (bytes, name, code) in [
        (&b""[..], "leer.xlsx", "FILE_EMPTY"),
        (b"  \n ", "leer.csv", "FILE_EMPTY"),
        (b"%PDF-1.7", "antrag.xlsx", "FILE_NOT_A_WORKBOOK"),
        (b"<!DOCTYPE html><table>", "liste.xls", "FILE_HTML"),
        (
            b"<?xml version=\"1.0\"?><Workbook/>",
            "liste.xls",
            "FILE_UNSUPPORTED",
        ),
        (b"AGS;Name\n1;2", "liste.xlsx", "FILE_NOT_A_WORKBOOK"),
        (
            b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
            "leer.zip",
            "FILE_NOT_A_WORKBOOK",
        ),
        (b"a;b\n1;\x1b2", "liste.csv", "FILE_CONTROL_CHARACTER"),
    ] {
        let reason = reader().read(bytes, name, &Limits::default()).await.unwrap_err();
        assert_eq!(reason.code(), code, "{name}: {reason}");
    }
}
