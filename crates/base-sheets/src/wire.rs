//! What the child tells the parent: length-prefixed frames, JSON for the rare ones, a compact binary form for rows.
//! JSON alone would be slower and would not keep every bit of a number. The reader trusts nothing: every length is checked.

use crate::model::{Cell, Flags, Merge, Row};
use crate::unreadable::Unreadable;
use serde::{Deserialize, Serialize};
use std::io::Write;

/// A frame never exceeds this; the parent refuses longer ones before allocating.
pub(crate) const MAX_FRAME: u32 = 64 << 20;
const FLUSH_AT: usize = 256 << 10;
const JSON: u8 = b'J';
const ROWS: u8 = b'R';

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Message {
    Book(Flags),
    Sheet {
        name: String,
        hidden: bool,
        hidden_columns: Vec<u32>,
        merged: Vec<Merge>,
    },
    /// All rows were sent; peak memory of the child for the log.
    End {
        peak_kib: u64,
    },
    Refused(Unreadable),
}

pub(crate) enum Frame {
    Message(Message),
    Rows(Vec<Row>),
}

pub(crate) struct FrameWriter<W: Write> {
    out: W,
    rows: Vec<u8>,
}

impl<W: Write> FrameWriter<W> {
    pub(crate) fn new(out: W) -> Self {
        Self {
            out,
            rows: Vec::with_capacity(FLUSH_AT + 4096),
        }
    }

    pub(crate) fn message(&mut self, message: &Message) -> std::io::Result<()> {
        self.flush_rows()?;
        let json = serde_json::to_vec(message)?;
        self.frame(JSON, &json)?;
        self.out.flush()
    }

    pub(crate) fn row(&mut self, row: &Row) -> std::io::Result<()> {
        encode_row(row, &mut self.rows);
        if self.rows.len() >= FLUSH_AT {
            self.flush_rows()
        } else {
            Ok(())
        }
    }

    fn flush_rows(&mut self) -> std::io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let rows = std::mem::take(&mut self.rows);
        self.frame(ROWS, &rows)?;
        self.rows = rows;
        self.rows.clear();
        Ok(())
    }

    fn frame(&mut self, kind: u8, body: &[u8]) -> std::io::Result<()> {
        let length = u32::try_from(body.len()).map_err(std::io::Error::other)?;
        self.out.write_all(&length.to_le_bytes())?;
        self.out.write_all(&[kind])?;
        self.out.write_all(body)
    }
}

/// Decodes one frame; `None` means the bytes are not what a healthy child writes.
pub(crate) fn decode(kind: u8, body: &[u8]) -> Option<Frame> {
    match kind {
        JSON => serde_json::from_slice(body).ok().map(Frame::Message),
        ROWS => {
            let mut bytes = Bytes(body);
            let mut rows = Vec::new();
            while !bytes.0.is_empty() {
                rows.push(decode_row(&mut bytes)?);
            }
            Some(Frame::Rows(rows))
        }
        _ => None,
    }
}

fn encode_row(row: &Row, out: &mut Vec<u8>) {
    out.extend_from_slice(&row.number.to_le_bytes());
    out.push(u8::from(row.hidden));
    varint(row.cells.len() as u64, out);
    for cell in &row.cells {
        match cell {
            Cell::Empty => out.push(0),
            Cell::Text(s) => encode_text(1, s, out),
            Cell::Number(n) => encode_number(2, *n, out),
            Cell::Percent(n) => encode_number(3, *n, out),
            Cell::DateTime(n) => encode_number(4, *n, out),
            Cell::Duration(n) => encode_number(5, *n, out),
            Cell::Bool(b) => out.push(6 + u8::from(*b)),
            Cell::Error(s) => encode_text(8, s, out),
        }
    }
}

fn decode_row(bytes: &mut Bytes<'_>) -> Option<Row> {
    let number = u32::from_le_bytes(bytes.take(4)?.try_into().ok()?);
    let hidden = bytes.byte()? != 0;
    let count = usize::try_from(bytes.varint()?).ok()?;
    // each cell takes at least one byte, so a lying count cannot make us allocate
    if count > bytes.0.len() {
        return None;
    }
    let mut cells = Vec::with_capacity(count);
    for _ in 0..count {
        cells.push(match bytes.byte()? {
            0 => Cell::Empty,
            1 => Cell::Text(bytes.text()?.into()),
            2 => Cell::Number(bytes.number()?),
            3 => Cell::Percent(bytes.number()?),
            4 => Cell::DateTime(bytes.number()?),
            5 => Cell::Duration(bytes.number()?),
            6 => Cell::Bool(false),
            7 => Cell::Bool(true),
            8 => Cell::Error(bytes.text()?.into()),
            _ => return None,
        });
    }
    Some(Row {
        number,
        hidden,
        cells,
    })
}

fn encode_text(tag: u8, text: &str, out: &mut Vec<u8>) {
    out.push(tag);
    varint(text.len() as u64, out);
    out.extend_from_slice(text.as_bytes());
}

fn encode_number(tag: u8, number: f64, out: &mut Vec<u8>) {
    out.push(tag);
    out.extend_from_slice(&number.to_le_bytes());
}

fn varint(mut n: u64, out: &mut Vec<u8>) {
    while n >= 0x80 {
        out.push((n as u8) | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.0.split_at_checked(n)?;
        self.0 = tail;
        Some(head)
    }
    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|b| b[0])
    }
    fn varint(&mut self) -> Option<u64> {
        let mut n = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            n |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(n);
            }
        }
        None
    }
    fn text(&mut self) -> Option<&'a str> {
        let length = usize::try_from(self.varint()?).ok()?;
        std::str::from_utf8(self.take(length)?).ok()
    }
    fn number(&mut self) -> Option<f64> {
        Some(f64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may
    use super::*;

    #[test]
    fn rows_survive_the_wire_bit_by_bit() {
        let row = Row {
            number: 7,
            hidden: true,
            cells: vec![
                Cell::Empty,
                Cell::text("Meßkirch"),
                Cell::Number(31_500.55),
                Cell::Percent(0.8),
                Cell::DateTime(45_992.999_31),
                Cell::Duration(1.5),
                Cell::Bool(true),
                Cell::Error("#REF!".into()),
            ],
        };
        let mut sent = Vec::new();
        let mut writer = FrameWriter::new(&mut sent);
        writer.row(&row).unwrap();
        writer.message(&Message::End { peak_kib: 1 }).unwrap();
        let length = u32::from_le_bytes(sent[..4].try_into().unwrap()) as usize;
        let Some(Frame::Rows(rows)) = decode(sent[4], &sent[5..5 + length]) else {
            panic!("rows expected")
        };
        assert_eq!(rows, vec![row]);
    }

    #[test]
    fn a_damaged_frame_is_refused_without_allocating_what_it_claims() {
        assert!(decode(ROWS, &[1, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x0f]).is_none());
        assert!(decode(ROWS, &[1, 0, 0, 0, 0, 1, 1, 200]).is_none());
        assert!(decode(b'X', &[]).is_none());
    }
}
