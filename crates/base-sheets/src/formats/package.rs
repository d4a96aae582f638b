//! Proves the bounds of a zip package before any parser sees it: number of parts, declared and actual size, no entity
//! declarations. Looks at the raw parts for what calamine does not tell: hidden rows and columns, merged ranges, macros.
//! Nothing is ever extracted to disk, so a part's path (zip slip) has no meaning.

use super::damaged;
use crate::limits::Limits;
use crate::model::Flags;
use crate::unreadable::Unreadable;
use std::collections::{HashMap, HashSet};
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Xlsb,
    Ods,
}

pub(super) struct Package<'a> {
    pub(super) kind: Kind,
    bytes: &'a [u8],
    names: HashSet<String>,
    /// Parts in which something is hidden or merged, so that a second look pays.
    layout: HashSet<String>,
    formulas: bool,
    /// Values in all sheets so far.
    values: u64,
}

/// What the raw XML of a part shows at a glance, long before it is parsed.
#[derive(Default)]
struct Marks {
    entity: bool,
    doctype: bool,
    formula: bool,
    /// Something is hidden or merged.
    layout: bool,
    values: u64,
}

impl Marks {
    const LONGEST: usize = 32;

    /// Looks for marks that begin before `until`; they may end behind it.
    fn look(&mut self, bytes: &[u8], until: usize) {
        for (at, byte) in bytes[..until].iter().enumerate() {
            let rest = &bytes[at + 1..];
            match byte {
                b'<' => match rest.first() {
                    Some(b'v') => self.values += u64::from(rest.starts_with(b"v>")),
                    Some(b'f') => self.formula |= rest.starts_with(b"f>") || rest.starts_with(b"f "),
                    Some(b'm') => self.layout |= rest.starts_with(b"mergeCell"),
                    Some(b'!') => {
                        self.entity |= rest.starts_with(b"!ENTITY");
                        self.doctype |= rest.starts_with(b"!DOCTYPE");
                    }
                    _ => {}
                },
                b' ' | b'\n' | b'\t' | b'\r' => match rest.first() {
                    Some(b'h') => self.layout |= rest.starts_with(b"hidden="),
                    Some(b't') => {
                        self.formula |= rest.starts_with(b"table:formula=");
                        self.layout |= rest.starts_with(b"table:visibility=")
                            || rest.starts_with(b"table:number-columns-spanned=")
                            || rest.starts_with(b"table:number-rows-spanned=");
                    }
                    _ => {}
                },
                _ => {}
            }
        }
    }
}

impl<'a> Package<'a> {
    pub(super) fn prove(bytes: &'a [u8], limits: &Limits) -> Result<Self, Unreadable> {
        let mut zip = open(bytes)?;
        if zip.len() > limits.entries {
            return Err(Unreadable::UnpackedTooLarge {
                max: limits.unpacked_bytes,
            });
        }
        let names: HashSet<String> = zip.file_names().map(str::to_owned).collect();
        let kind = kind(&names)?;
        let too_large = || Unreadable::UnpackedTooLarge {
            max: limits.unpacked_bytes,
        };
        let mut declared = 0u64;
        for index in 0..zip.len() {
            declared = declared.saturating_add(zip.by_index_raw(index).map_err(damaged)?.size());
        }
        if declared > limits.unpacked_bytes {
            return Err(too_large());
        }
        let mut package = Self {
            kind,
            bytes,
            names,
            layout: HashSet::new(),
            formulas: false,
            values: 0,
        };
        let mut left = limits.unpacked_bytes;
        let mut buffer = vec![0u8; 128 << 10];
        for index in 0..zip.len() {
            let part = zip.by_index(index).map_err(|e| match e {
                zip::result::ZipError::UnsupportedArchive(text) if text.contains("assword") => {
                    Unreadable::Password
                }
                other => damaged(other),
            })?;
            let name = part.name().to_owned();
            if part.is_dir() || !is_parsed(&name) {
                continue;
            }
            left = package
                .look(&name, part, left, &mut buffer, limits)?
                .ok_or_else(too_large)?;
        }
        Ok(package)
    }

    /// Streams one part, returns what is left of the size budget (`None`: used up).
    fn look(
        &mut self,
        name: &str,
        mut part: impl Read,
        mut left: u64,
        buffer: &mut [u8],
        limits: &Limits,
    ) -> Result<Option<u64>, Unreadable> {
        let xml = !name.ends_with(".bin");
        // LibreOffice's Basic libraries and old manifests carry a harmless DOCTYPE and are no cells
        let doctype_allowed = ["Basic/", "Dialogs/", "META-INF/"]
            .iter()
            .any(|folder| name.starts_with(folder));
        let sheet = xml && (name.contains("worksheets/") || name == "content.xml");
        let mut marks = Marks::default();
        let mut kept = 0;
        loop {
            let n = part.read(&mut buffer[kept..]).map_err(damaged)?;
            let Some(rest) = left.checked_sub(n as u64) else {
                return Ok(None);
            };
            left = rest;
            // the tail is looked at with what follows it, so that a mark across two reads is seen once
            let end = kept + n;
            let look_until = if n == 0 {
                end
            } else {
                end.saturating_sub(Marks::LONGEST)
            };
            if xml {
                marks.look(&buffer[..end], look_until);
            }
            if marks.entity || (marks.doctype && !doctype_allowed) {
                return Err(Unreadable::Entities {
                    part: name.to_owned(),
                });
            }
            if sheet && self.values + marks.values > limits.cells {
                return Err(Unreadable::TooManyCells { max: limits.cells });
            }
            if n == 0 {
                break;
            }
            buffer.copy_within(look_until..end, 0);
            kept = end - look_until;
        }
        if sheet {
            self.values += marks.values;
            self.formulas |= marks.formula;
            if marks.layout {
                self.layout.insert(name.to_owned());
            }
        }
        Ok(Some(left))
    }

    pub(super) fn flags(&self) -> Flags {
        let any = |what: &str| self.names.iter().any(|name| name.contains(what));
        Flags {
            format: match self.kind {
                Kind::Xlsx => "xlsx",
                Kind::Xlsb => "xlsb",
                Kind::Ods => "ods",
            }
            .into(),
            macros: any("vbaProject.bin") || any("macrosheets/") || any("Basic/script-lc.xml"),
            external_links: any("externalLinks/"),
            comments: any("xl/comments") || any("threadedComments/"),
            formulas: self.formulas,
            ..Flags::default()
        }
    }

    /// Pictures, which are never unpacked.
    pub(super) fn has_pictures(&self) -> bool {
        self.names
            .iter()
            .any(|name| name.contains("/media/") || name.starts_with("Pictures/"))
    }

    /// Whether a second look at the part's layout pays.
    pub(super) fn has_layout(&self, part: &str) -> bool {
        self.layout.contains(part)
    }

    /// Runs `look` over the XML of one part, if it exists.
    pub(super) fn xml<T>(
        &self,
        part: &str,
        look: impl FnOnce(&mut dyn FnMut() -> Result<Option<Element>, Unreadable>) -> Result<T, Unreadable>,
    ) -> Result<Option<T>, Unreadable> {
        if !self.names.contains(part) {
            return Ok(None);
        }
        let mut zip = open(self.bytes)?;
        let part = zip.by_name(part).map_err(damaged)?;
        let mut xml = quick_xml::Reader::from_reader(BufReader::with_capacity(64 << 10, part));
        xml.config_mut().check_end_names = false;
        let mut buf = Vec::new();
        let mut next = move || -> Result<Option<Element>, Unreadable> {
            use quick_xml::events::Event;
            loop {
                buf.clear();
                match xml.read_event_into(&mut buf).map_err(damaged)? {
                    Event::Start(e) => return Ok(Some(Element::new(&e, false))),
                    Event::Empty(e) => return Ok(Some(Element::new(&e, true))),
                    Event::End(e) => {
                        return Ok(Some(Element {
                            name: e.local_name().as_ref().to_owned(),
                            closes: true,
                            opens: false,
                            attributes: HashMap::new(),
                        }));
                    }
                    Event::Eof => return Ok(None),
                    _ => {}
                }
            }
        };
        look(&mut next).map(Some)
    }
}

/// An XML tag: local names only, so that prefixes of odd writers do not matter.
pub(super) struct Element {
    pub(super) name: String,
    pub(super) opens: bool,
    pub(super) closes: bool,
    attributes: HashMap<String, String>,
}

impl Element {
    fn new(e: &quick_xml::events::BytesStart<'_>, closes: bool) -> Self {
        // a broken attribute ends the list; the cells are read by calamine, which reports it
        let attributes = e
            .attributes()
            .with_checks(false)
            .map_while(Result::ok)
            .map(|a| {
                let key: &str = a.key.local_name().into_inner();
                let value = quick_xml::escape::unescape(&a.value)
                    .map(|v| v.into_owned())
                    .unwrap_or_default();
                (key.to_owned(), value)
            })
            .collect();
        Self {
            name: e.local_name().as_ref().to_owned(),
            opens: true,
            closes,
            attributes,
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.attributes.get(key).map(String::as_str)
    }

    pub(super) fn number(&self, key: &str) -> Option<u32> {
        self.get(key)?.trim().parse().ok()
    }

    pub(super) fn is_true(&self, key: &str) -> bool {
        matches!(self.get(key), Some("1" | "true"))
    }
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Unreadable> {
    ZipArchive::new(Cursor::new(bytes)).map_err(damaged)
}

fn kind(names: &HashSet<String>) -> Result<Kind, Unreadable> {
    let lower: Vec<String> = names
        .iter()
        .map(|n| n.to_ascii_lowercase().replace('\\', "/"))
        .collect();
    let any = |ending: &str| lower.iter().any(|n| n.ends_with(ending));
    if any("xl/workbook.bin") {
        Ok(Kind::Xlsb)
    } else if any("content.xml") && lower.iter().any(|n| n == "mimetype") {
        Ok(Kind::Ods)
    } else if any("workbook.xml")
        || (any("[content_types].xml") && lower.iter().any(|n| n.contains("worksheets/")))
    {
        Ok(Kind::Xlsx)
    } else {
        Err(Unreadable::NotAWorkbook { found: "ZIP".into() })
    }
}

/// Parts a parser would read; pictures, macros and attachments are never unpacked.
fn is_parsed(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    (lower.ends_with(".xml") || lower.ends_with(".rels") || lower.ends_with(".bin") || lower == "mimetype")
        && !lower.ends_with("vbaproject.bin")
        && !lower.contains("/embeddings/")
        && !lower.contains("/media/")
        && !lower.contains("printersettings")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_seen_once_wherever_the_reads_are_cut() {
        let text = b"<row hidden=\"1\"><c><f>A1</f><v>1</v></c><c><v>2</v></c></row><!DOCTYPE x>";
        for cut in 0..text.len() {
            let mut marks = Marks::default();
            marks.look(text, cut);
            marks.look(&text[cut..], text.len() - cut);
            assert_eq!(
                (marks.values, marks.formula, marks.layout),
                (2, true, true),
                "{cut}"
            );
            assert_eq!((marks.doctype, marks.entity), (true, false), "{cut}");
        }
    }
}
