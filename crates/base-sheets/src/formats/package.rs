//! Proves the bounds of a zip package before any parser sees it: number of parts, declared and actual size, no entity
//! declarations. Looks at the raw parts for what calamine does not tell: hidden rows and columns, merged ranges, macros.
//! Nothing is ever extracted to disk, so a part's path (zip slip) has no meaning.

use super::damaged;
use crate::limits::Limits;
use crate::model::Flags;
use crate::unreadable::Unreadable;
use memchr::memmem;
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
}

impl<'a> Package<'a> {
    pub(super) fn prove(bytes: &'a [u8], limits: &Limits) -> Result<Self, Unreadable> {
        let mut zip = open(bytes)?;
        if zip.len() > limits.entries {
            return Err(Unreadable::UnpackedTooLarge { max: limits.unpacked_bytes });
        }
        let names: HashSet<String> = zip.file_names().map(str::to_owned).collect();
        let kind = kind(&names)?;
        let too_large = || Unreadable::UnpackedTooLarge { max: limits.unpacked_bytes };
        let mut declared = 0u64;
        for index in 0..zip.len() {
            declared = declared.saturating_add(zip.by_index_raw(index).map_err(damaged)?.size());
        }
        if declared > limits.unpacked_bytes {
            return Err(too_large());
        }
        let mut package = Self { kind, bytes, names, layout: HashSet::new(), formulas: false };
        let mut left = limits.unpacked_bytes;
        let mut buffer = vec![0u8; 128 << 10];
        for index in 0..zip.len() {
            let part = zip.by_index(index).map_err(|e| match e {
                zip::result::ZipError::UnsupportedArchive(text) if text.contains("assword") => Unreadable::Password,
                other => damaged(other),
            })?;
            let name = part.name().to_owned();
            if part.is_dir() || !is_parsed(&name) {
                continue;
            }
            left = package.look(&name, part, left, &mut buffer)?.ok_or_else(too_large)?;
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
    ) -> Result<Option<u64>, Unreadable> {
        const OVERLAP: usize = 16;
        let xml = !name.ends_with(".bin");
        // LibreOffice's Basic libraries and old manifests carry a harmless DOCTYPE and are no cells
        let doctype_allowed = ["Basic/", "Dialogs/", "META-INF/"].iter().any(|folder| name.starts_with(folder));
        let sheet = name.contains("worksheets/") || name == "content.xml";
        let mut kept = 0;
        loop {
            let n = part.read(&mut buffer[kept..]).map_err(damaged)?;
            if n == 0 {
                return Ok(Some(left));
            }
            let Some(rest) = left.checked_sub(n as u64) else { return Ok(None) };
            left = rest;
            let seen = &buffer[..kept + n];
            let has = |what: &[u8]| memmem::find(seen, what).is_some();
            if xml && (has(b"<!ENTITY") || (!doctype_allowed && has(b"<!DOCTYPE"))) {
                return Err(Unreadable::Entities { part: name.to_owned() });
            }
            if xml && sheet {
                if !self.layout.contains(name)
                    && (has(b"hidden=") || has(b"mergeCell") || has(b"visibility=") || has(b"-spanned="))
                {
                    self.layout.insert(name.to_owned());
                }
                self.formulas = self.formulas || has(b"<f>") || has(b"<f ") || has(b"table:formula");
            }
            let end = kept + n;
            kept = end.min(OVERLAP);
            buffer.copy_within(end - kept..end, 0);
        }
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
                let value = quick_xml::escape::unescape(&a.value).map(|v| v.into_owned()).unwrap_or_default();
                (key.to_owned(), value)
            })
            .collect();
        Self { name: e.local_name().as_ref().to_owned(), opens: true, closes, attributes }
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
    let lower: Vec<String> = names.iter().map(|n| n.to_ascii_lowercase().replace('\\', "/")).collect();
    let any = |ending: &str| lower.iter().any(|n| n.ends_with(ending));
    if any("xl/workbook.bin") {
        Ok(Kind::Xlsb)
    } else if any("content.xml") && lower.iter().any(|n| n == "mimetype") {
        Ok(Kind::Ods)
    } else if any("workbook.xml") || (any("[content_types].xml") && lower.iter().any(|n| n.contains("worksheets/"))) {
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
