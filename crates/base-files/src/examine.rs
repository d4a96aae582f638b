//! Whether an attachment may be taken at all (handbook 3.3): PDF, DOCX, XLSX, JPG, PNG, by content and by name.

use std::io::{Cursor, Read as _};

use base::Text;

use crate::{clean_file_name, sniff};

/// Bytes that an office file may unpack to. Real ones unpack to a few times their size; a bomb to thousands.
const MAX_UNPACKED: u64 = 100 * 1024 * 1024;
const MAX_PARTS: usize = 5_000;

/// Endings and media types that an application may carry.
const KINDS: [(&[&str], &str); 5] = [
    (&["pdf"], "application/pdf"),
    (
        &["docx"],
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (
        &["xlsx"],
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (&["jpg", "jpeg"], "image/jpeg"),
    (&["png"], "image/png"),
];

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    Empty,
    /// None of the kinds, whatever its name says.
    Kind,
    /// An office file with macros.
    Macros,
    /// The content is allowed, but the name promises something else.
    Misnamed {
        is: &'static str,
    },
    /// An office file that unpacks to more than a hundred MiB or thousands of parts.
    Bomb,
    /// An office file that cannot be unpacked.
    Damaged,
}

impl Unfit {
    /// The sentence for the person who sent it.
    #[must_use]
    pub fn text(self, name: &str) -> Text {
        let key = match self {
            Self::Empty => "problem-file-empty",
            Self::Kind => "problem-file-kind",
            Self::Macros => "problem-file-macros",
            Self::Misnamed { .. } => "problem-file-misnamed",
            Self::Bomb => "problem-file-bomb",
            Self::Damaged => "problem-file-damaged",
        };
        let text = Text::new(key).with("name", clean_file_name(name));
        match self {
            Self::Misnamed { is } => text.with("kind", is.to_uppercase()),
            _ => text,
        }
    }
}

/// The media type of a file that may be attached. Unpacks office files, at most a hundred MiB: call it where a second
/// of computing does no harm. Error: why not.
pub fn examine(name: &str, bytes: &[u8]) -> Result<&'static str, Unfit> {
    if bytes.is_empty() {
        return Err(Unfit::Empty);
    }
    let Some(media_type) = sniff(bytes) else {
        return Err(if bytes.starts_with(b"PK\x03\x04") && promises_office(name) {
            Unfit::Damaged
        } else {
            Unfit::Kind
        });
    };
    let Some((endings, _)) = KINDS.iter().find(|(_, kind)| *kind == media_type) else {
        return Err(Unfit::Macros);
    };
    if !ending(name).is_some_and(|ending| endings.contains(&ending.as_str())) {
        return Err(Unfit::Misnamed { is: endings[0] });
    }
    if bytes.starts_with(b"PK") {
        unpack(bytes)?;
    }
    Ok(media_type)
}

fn ending(name: &str) -> Option<String> {
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase())
}

fn promises_office(name: &str) -> bool {
    matches!(ending(name).as_deref(), Some("docx" | "xlsx"))
}

/// What a part says of its size may be a lie: it is unpacked and counted.
fn unpack(bytes: &[u8]) -> Result<(), Unfit> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unfit::Damaged)?;
    if package.len() > MAX_PARTS {
        return Err(Unfit::Bomb);
    }
    let mut left = MAX_UNPACKED;
    for number in 0..package.len() {
        let part = package.by_index(number).map_err(|_| Unfit::Damaged)?;
        let size =
            std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|_| Unfit::Damaged)?;
        left = left.checked_sub(size).ok_or(Unfit::Bomb)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may

    use std::io::Write as _;

    use super::*;

    fn workbook(zeros: usize) -> Vec<u8> {
        let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        for (name, size) in [("[Content_Types].xml", 10), ("xl/workbook.xml", zeros)] {
            package.start_file(name, options).unwrap();
            for _ in 0..size / 1_048_576 {
                package.write_all(&vec![b' '; 1_048_576]).unwrap();
            }
            package.write_all(&vec![b' '; size % 1_048_576]).unwrap();
        }
        package.finish().unwrap().into_inner()
    }

    #[test]
    fn only_files_that_are_what_they_say_are_taken() {
        let sound = workbook(1_000);
        let bomb = workbook(101 * 1_048_576);
        assert!(bomb.len() < 1_048_576, "{} bytes", bomb.len());
        let cut = &sound[..sound.len() - 30];
        for (name, bytes, answer) in [
            ("Beschluss.PDF", &b"%PDF-1.7\n"[..], Ok("application/pdf")),
            ("Foto.jpeg", b"\xff\xd8\xff\xe0", Ok("image/jpeg")),
            (
                "Plan.xlsx",
                &sound,
                Ok("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ),
            ("Antrag.pdf", b"MZ\x90\x00", Err(Unfit::Kind)),
            ("Antrag.pdf", b"", Err(Unfit::Empty)),
            ("Antrag.pdf", &sound, Err(Unfit::Misnamed { is: "xlsx" })),
            ("Antrag", b"%PDF-1.7\n", Err(Unfit::Misnamed { is: "pdf" })),
            ("Plan.xlsx", &bomb, Err(Unfit::Bomb)),
            ("Plan.xlsx", cut, Err(Unfit::Damaged)),
            ("Archiv.zip", b"PK\x03\x04..readme.txt", Err(Unfit::Kind)),
            ("Plan.xlsx", b"PK\x03\x04..readme.txt", Err(Unfit::Damaged)),
            (
                "Plan.xlsm",
                b"PK\x03\x04[Content_Types].xml xl/workbook.xml xl/vbaProject.bin",
                Err(Unfit::Macros),
            ),
        ] {
            assert_eq!(examine(name, bytes), answer, "{name}");
        }
    }
}
