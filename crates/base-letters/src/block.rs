//! The body of a letter or report: a list of blocks.

use serde::{Deserialize, Serialize};

use crate::pdf::LetterError;

/// One block of the body. All texts are plain; a line break stays one, an empty line starts a new paragraph.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// `level` 1 to 3; a jump (1 to 3) is closed up, because PDF/UA forbids skipped levels.
    Heading {
        level: u8,
        text: String,
    },
    Paragraph {
        text: String,
    },
    List {
        items: Vec<String>,
        #[serde(default)]
        ordered: bool,
    },
    /// Every row, and the footer if there is one, has exactly one cell per column.
    Table {
        #[serde(default)]
        caption: String,
        columns: Vec<Column>,
        rows: Vec<Vec<String>>,
        #[serde(default)]
        footer: Option<Vec<String>>,
    },
    KeyValues {
        rows: Vec<KeyValue>,
    },
    /// A framed hint; `title` may be empty.
    Note {
        #[serde(default)]
        title: String,
        text: String,
    },
    /// Horizontal bars. `description` is the text alternative and must say what the picture shows.
    BarChart {
        title: String,
        description: String,
        bars: Vec<Bar>,
    },
    PageBreak,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub title: String,
    #[serde(default)]
    pub align: Align,
}

/// How a column is set; figures go to the right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    #[default]
    Left,
    Center,
    Right,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyValue {
    pub key: String,
    pub value: String,
}

/// One bar: `share` of the full width (0 to 1, clamped), `value` as printed beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    pub label: String,
    pub value: String,
    pub share: f64,
}

impl Block {
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading {
            level,
            text: text.into(),
        }
    }

    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph { text: text.into() }
    }

    pub fn list<S: Into<String>>(items: impl IntoIterator<Item = S>) -> Self {
        Self::List {
            items: items.into_iter().map(Into::into).collect(),
            ordered: false,
        }
    }

    pub fn numbered<S: Into<String>>(items: impl IntoIterator<Item = S>) -> Self {
        Self::List {
            items: items.into_iter().map(Into::into).collect(),
            ordered: true,
        }
    }

    pub fn key_values<K: Into<String>, V: Into<String>>(rows: impl IntoIterator<Item = (K, V)>) -> Self {
        let rows = rows.into_iter().map(|(key, value)| KeyValue {
            key: key.into(),
            value: value.into(),
        });
        Self::KeyValues { rows: rows.collect() }
    }

    pub fn note(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Note {
            title: title.into(),
            text: text.into(),
        }
    }

    /// Whether the block would print nothing.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Heading { text, .. } | Self::Paragraph { text } => blank(text),
            Self::List { items, .. } => items.iter().all(|item| blank(item)),
            Self::Table { columns, .. } => columns.is_empty(),
            Self::KeyValues { rows } => rows.is_empty(),
            Self::Note { title, text } => blank(title) && blank(text),
            Self::BarChart { bars, .. } => bars.is_empty(),
            Self::PageBreak => true,
        }
    }
}

impl Column {
    pub fn left(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            align: Align::Left,
        }
    }

    pub fn center(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            align: Align::Center,
        }
    }

    /// For amounts, hours and shares.
    pub fn right(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            align: Align::Right,
        }
    }
}

/// The blocks as the template needs them: no empty ones, no page break up front, no skipped heading levels,
/// even tables, sane shares.
pub(crate) fn prepared(blocks: &[Block]) -> Result<Vec<Block>, LetterError> {
    let mut level_before = 0;
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        let wanted_break = *block == Block::PageBreak && !out.is_empty();
        if block.is_empty() && !wanted_break {
            continue;
        }
        let mut block = block.clone();
        match &mut block {
            Block::Heading { level, .. } => {
                *level = (*level).clamp(1, 3).min(level_before + 1);
                level_before = *level;
            }
            Block::Table {
                caption,
                columns,
                rows,
                footer,
            } => {
                let uneven = |cells: &Vec<String>| cells.len() != columns.len();
                if rows.iter().chain(footer.as_ref()).any(uneven) {
                    return Err(LetterError::UnevenTable(caption.clone()));
                }
            }
            Block::BarChart {
                title,
                description,
                bars,
            } => {
                if blank(description) {
                    return Err(LetterError::MissingDescription(title.clone()));
                }
                for bar in bars {
                    bar.share = if bar.share.is_finite() {
                        bar.share.clamp(0.0, 1.0)
                    } else {
                        0.0
                    };
                }
            }
            _ => {}
        }
        out.push(block);
    }
    Ok(out)
}

/// Nothing to read in it.
pub(crate) fn blank(text: &str) -> bool {
    text.trim().is_empty()
}
