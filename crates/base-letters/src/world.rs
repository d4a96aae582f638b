//! What the typesetter may see: its templates, the fonts, one data file. No file system, no network, no clock.

use std::sync::LazyLock;

use serde_json::Value;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// Which layout to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Template {
    Letter,
    Report,
    Batch,
}

/// What the file says of itself.
pub(crate) struct Info {
    pub title: String,
    pub author: String,
    pub keywords: Vec<String>,
}

impl Template {
    /// From the cleaned data of a letter or report.
    pub fn info(self, data: &Value) -> Info {
        let text = |place: &str| {
            let text = data.pointer(place).and_then(Value::as_str);
            text.unwrap_or_default().to_owned()
        };
        match self {
            Template::Letter => Info {
                title: text("/subject"),
                author: text("/letterhead/authority"),
                keywords: vec![text("/reference")],
            },
            Template::Report | Template::Batch => Info {
                title: text("/title"),
                author: text("/authority"),
                keywords: Vec::new(),
            },
        }
    }
}

pub(crate) struct LetterWorld {
    pub template: Template,
    /// JSON: the letter or report, with its "labels".
    pub data: Bytes,
    /// UTC.
    pub today: Datetime,
}

/// File ids are interned for the life of the process (65,535 of them), so they are made once.
struct Files {
    letter: Source,
    report: Source,
    batch: Source,
    letter_parts: Source,
    blocks: Source,
    data: FileId,
}

static FILES: LazyLock<Files> = LazyLock::new(|| {
    let source = |name, text: &str| Source::new(file_id(name), text.to_owned());
    Files {
        letter: source("/letter.typ", include_str!("../templates/letter.typ")),
        report: source("/report.typ", include_str!("../templates/report.typ")),
        batch: source("/batch.typ", include_str!("../templates/batch.typ")),
        letter_parts: source("/letter-parts.typ", include_str!("../templates/letter-parts.typ")),
        blocks: source("/blocks.typ", include_str!("../templates/blocks.typ")),
        data: file_id("/data.json"),
    }
});

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// Libertinus Serif for everything; DejaVu Sans Mono only lends the signs Libertinus lacks (✓ ☐).
static FONTS: LazyLock<(Vec<Font>, LazyHash<FontBook>)> = LazyLock::new(|| {
    let fonts: Vec<Font> = typst_assets::fonts()
        .flat_map(|data| Font::iter(Bytes::new(data)))
        .filter(|font| ["Libertinus Serif", "DejaVu Sans Mono"].contains(&font.info().family.as_str()))
        .collect();
    let book = FontBook::from_fonts(&fonts);
    (fonts, LazyHash::new(book))
});

fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the names above are valid paths");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// Whether one of the fonts has a glyph for `c`. Private-use characters never print: PDF/A-2a forbids them.
pub(crate) fn prints(c: char) -> bool {
    if matches!(c, ' '..='~') {
        return true;
    }
    let private = matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
    !private && FONTS.0.iter().any(|font| font.info().coverage.contains(c.into()))
}

impl World for LetterWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.1
    }

    fn main(&self) -> FileId {
        match self.template {
            Template::Letter => FILES.letter.id(),
            Template::Report => FILES.report.id(),
            Template::Batch => FILES.batch.id(),
        }
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let sources = [
            &FILES.letter,
            &FILES.report,
            &FILES.batch,
            &FILES.letter_parts,
            &FILES.blocks,
        ];
        sources
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == FILES.data {
            Ok(self.data.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.0.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        Some(self.today)
    }
}
