//! Reading one file inside the limited child. The content decides the format, never the name; the name only refuses a
//! text file that claims to be a workbook.

mod ods;
mod package;
mod sink;
mod text;
mod xls;
mod xlsb;
mod xlsx;

pub(crate) use sink::Sink;

use crate::limits::Limits;
use crate::model::Flags;
use crate::unreadable::Unreadable;
use std::io::Write;

const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const WORKBOOK_ENDINGS: &[&str] = &["xlsx", "xlsm", "xltx", "xlsb", "xls", "xlt", "ods", "ots"];

/// Reads `bytes` and sends everything to `sink`.
pub(crate) fn read<W: Write>(
    bytes: &[u8],
    file_name: &str,
    limits: &Limits,
    sink: &mut Sink<'_, W>,
) -> Result<(), Unreadable> {
    let size = bytes.len() as u64;
    if size > limits.packed_bytes {
        return Err(Unreadable::FileTooLarge {
            bytes: size,
            max: limits.packed_bytes,
        });
    }
    let ending = file_name
        .rsplit_once('.')
        .map(|(_, e)| e.to_ascii_lowercase())
        .unwrap_or_default();
    let named = |formats: &[&str]| ending.is_empty() || formats.contains(&ending.as_str());
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let package = package::Package::prove(bytes, limits)?;
        let mut flags = package.flags();
        if package.has_pictures() {
            sink.pictures();
        }
        flags.name_mismatch = match package.kind {
            package::Kind::Xlsx => !named(&["xlsx", "xlsm", "xltx", "xltm"]),
            package::Kind::Xlsb => !named(&["xlsb"]),
            package::Kind::Ods => !named(&["ods", "ots"]),
        };
        match package.kind {
            package::Kind::Xlsx => xlsx::read(bytes, &package, flags, sink),
            package::Kind::Xlsb => xlsb::read(bytes, flags, sink),
            package::Kind::Ods => ods::read(bytes, &package, flags, sink),
        }
    } else if bytes.starts_with(OLE) {
        let flags = Flags {
            format: "xls".into(),
            name_mismatch: !named(&["xls", "xlt"]),
            ..Flags::default()
        };
        xls::read(bytes, flags, sink)
    } else {
        refuse_other_formats(bytes)?;
        if WORKBOOK_ENDINGS.contains(&ending.as_str()) {
            return Err(Unreadable::NotAWorkbook {
                found: "Text (CSV)".into(),
            });
        }
        let flags = Flags {
            format: "csv".into(),
            ..Flags::default()
        };
        text::read(bytes, flags, limits, sink)
    }
}

/// What is certainly not a table of text: named, so that the person knows what to do.
fn refuse_other_formats(bytes: &[u8]) -> Result<(), Unreadable> {
    // BOF records of Excel 2, 3 and 4, which had no OLE container; 0x0809 without one is Excel 5 as written by old exporters
    if let [9, 0 | 2 | 4 | 8, 4..=16, 0, ..] = bytes {
        return Err(Unreadable::TooOld);
    }
    if bytes.starts_with(b"%PDF") {
        return Err(Unreadable::NotAWorkbook { found: "PDF".into() });
    }
    let start: String = bytes
        .iter()
        .take(512)
        .map(|b| char::from(*b).to_ascii_lowercase())
        .collect();
    let start = start.trim_start_matches(|c: char| c.is_whitespace() || "\u{ef}\u{bb}\u{bf}".contains(c));
    if start.starts_with("<?xml") || start.starts_with("<workbook") {
        return Err(Unreadable::Unsupported { found: "XML".into() });
    }
    if ["<!doctype html", "<html", "<table", "<meta", "<head", "<body"]
        .iter()
        .any(|tag| start.starts_with(tag))
    {
        return Err(Unreadable::Html);
    }
    if start.starts_with("{\\rtf") {
        return Err(Unreadable::NotAWorkbook { found: "RTF".into() });
    }
    Ok(())
}

/// A parser's own words are for the log, never for the page.
pub(crate) fn damaged(error: impl std::fmt::Display) -> Unreadable {
    Unreadable::Damaged {
        detail: error.to_string().chars().take(300).collect(),
    }
}
