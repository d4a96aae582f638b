//! Delimited text: encoding and separator are recognised by content. Every cell stays text; the cell parsers decide.

use super::damaged;
use super::sink::{SheetHead, Sink};
use crate::limits::Limits;
use crate::model::{Cell, Flags};
use crate::unreadable::Unreadable;
use std::borrow::Cow;
use std::io::Write;

const SEPARATORS: [u8; 3] = [b';', b'\t', b','];
/// Rows looked at to find the separator.
const SAMPLE_ROWS: usize = 50;

pub(super) fn read<W: Write>(
    bytes: &[u8],
    flags: Flags,
    limits: &Limits,
    sink: &mut Sink<'_, W>,
) -> Result<(), Unreadable> {
    let text = decode(bytes)?;
    if text.len() as u64 > limits.unpacked_bytes {
        return Err(Unreadable::UnpackedTooLarge {
            max: limits.unpacked_bytes,
        });
    }
    refuse_control_characters(&text)?;
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    let (declared, body) = declared_separator(&text);
    let separator = declared.unwrap_or_else(|| find_separator(body));
    sink.book(flags)?;
    sink.sheet(SheetHead::named("CSV"))?;
    let mut reader = csv_reader(body, separator);
    let mut record = csv::StringRecord::new();
    // Excel counts a record with line breaks inside as one row and an empty line as a row of its own
    let (mut row, mut line) = (u32::from(declared.is_some()), 1u64);
    while reader.read_record(&mut record).map_err(damaged)? {
        let starts = record.position().map_or(line, csv::Position::line);
        row = row.saturating_add(u32::try_from(starts.saturating_sub(line)).unwrap_or(u32::MAX));
        for (column, field) in record.iter().enumerate() {
            let column = u32::try_from(column).unwrap_or(u32::MAX);
            sink.cell(row, column, Cell::text(without_guard(field)))?;
        }
        row = row.saturating_add(1);
        line = reader.position().line();
    }
    Ok(())
}

/// UTF-8 and UTF-16 by byte order mark or content, else Windows-1252.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
    let utf16 = match bytes {
        [] => return Err(Unreadable::Empty),
        [0xff, 0xfe, rest @ ..] => Some((UTF_16LE, rest)),
        [0xfe, 0xff, rest @ ..] => Some((UTF_16BE, rest)),
        // Latin letters in UTF-16 without mark: every second byte is zero
        _ if looks_like_utf16(bytes, 1) => Some((UTF_16LE, bytes)),
        _ if looks_like_utf16(bytes, 0) => Some((UTF_16BE, bytes)),
        _ => None,
    };
    if let Some((encoding, rest)) = utf16 {
        let (text, broken) = encoding.decode_without_bom_handling(rest);
        return if broken {
            Err(Unreadable::Encoding {
                line: line_of_replacement(&text),
            })
        } else {
            Ok(text)
        };
    }
    let rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(rest) {
        return Ok(Cow::Borrowed(text));
    }
    if let Some(at) = rest.iter().position(|b| is_forbidden(u32::from(*b))) {
        return Err(Unreadable::ControlCharacter {
            line: line_at(rest, at),
        });
    }
    // five bytes have no meaning in Windows-1252 (WHATWG maps them to invisible control characters)
    if let Some(at) = rest
        .iter()
        .position(|b| matches!(b, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d))
    {
        return Err(Unreadable::Encoding {
            line: line_at(rest, at),
        });
    }
    Ok(WINDOWS_1252.decode_without_bom_handling(rest).0)
}

fn looks_like_utf16(bytes: &[u8], zero_at: usize) -> bool {
    let sample = &bytes[..bytes.len().min(1_024) & !1];
    sample.len() >= 4
        && sample
            .chunks(2)
            .filter(|c| c[zero_at] == 0 && c[1 - zero_at] != 0)
            .count()
            * 10
            >= sample.len() / 2 * 9
}

fn line_at(bytes: &[u8], at: usize) -> u64 {
    1 + bytes[..at].iter().filter(|b| **b == b'\n').count() as u64
}

fn line_of_replacement(text: &str) -> u64 {
    text.find('\u{fffd}').map_or(1, |at| line_at(text.as_bytes(), at))
}

fn refuse_control_characters(text: &str) -> Result<(), Unreadable> {
    match text.bytes().position(|b| is_forbidden(u32::from(b))) {
        Some(at) => Err(Unreadable::ControlCharacter {
            line: line_at(text.as_bytes(), at),
        }),
        None => Ok(()),
    }
}

fn is_forbidden(c: u32) -> bool {
    (c < 0x20 && !matches!(c, 0x09 | 0x0a | 0x0d)) || c == 0x7f
}

/// Excel's own first line `sep=;`.
fn declared_separator(text: &str) -> (Option<u8>, &str) {
    let line = text.lines().next().unwrap_or_default();
    match line.trim_end().as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator] if SEPARATORS.contains(separator) => (
            Some(*separator),
            text.split_once('\n').map_or("", |(_, rest)| rest),
        ),
        _ => (None, text),
    }
}

/// The separator that cuts most rows into the same number of fields; `;` before tab before `,`, because a German file
/// has commas inside its amounts and names.
fn find_separator(text: &str) -> u8 {
    let mut best = (0, b';');
    for separator in SEPARATORS {
        let mut widths = Vec::new();
        let mut reader = csv_reader(text, separator);
        for record in reader.records().take(SAMPLE_ROWS).map_while(Result::ok) {
            widths.push(record.len());
        }
        let score = widths
            .iter()
            .filter(|w| **w > 1)
            .map(|w| widths.iter().filter(|other| *other == w).count())
            .max()
            .unwrap_or(0);
        if score > best.0 {
            best = (score, separator);
        }
    }
    best.1
}

fn csv_reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// Takes back the apostrophe that an export puts before a formula's first character (see `write::csv`).
fn without_guard(field: &str) -> &str {
    let inner = field.trim_start_matches('\'');
    if inner.len() < field.len() && inner.starts_with(crate::write::FORMULA_STARTS) {
        &field[1..]
    } else {
        field
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may
    use super::*;

    #[test]
    fn encodings_are_recognised_by_content() {
        let utf16le: Vec<u8> = "AGS;Größe".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16be: Vec<u8> = "AGS;Größe".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let cases: [&[u8]; 5] = [
            b"AGS;Gr\xf6\xdfe",
            "AGS;Größe".as_bytes(),
            b"\xef\xbb\xbfAGS;Gr\xc3\xb6\xc3\x9fe",
            &utf16le,
            &utf16be,
        ];
        for bytes in cases {
            assert_eq!(decode(bytes).unwrap(), "AGS;Größe");
        }
        assert_eq!(decode(b"a\nb\x81"), Err(Unreadable::Encoding { line: 2 }));
    }

    #[test]
    fn the_separator_is_found_although_amounts_have_commas() {
        assert_eq!(find_separator("A;B;C\nx, y;1,50;2,75\nz;1,25;3,00"), b';');
        assert_eq!(find_separator("A,B\n1,2"), b',');
        assert_eq!(find_separator("A\tB\n1,5\t2"), b'\t');
        assert_eq!(declared_separator("sep=,\r\nA;B,C"), (Some(b','), "A;B,C"));
    }
}
