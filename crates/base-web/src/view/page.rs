//! The page and its blocks.

use std::fmt;

use askama::Template;

use super::{AreaChart, Badge, BarChart, Cell, Form, Live, Table, Tone};

/// Something to do: a link, or a button that posts.
#[derive(Debug, Clone, Template)]
#[template(path = "action.html")]
pub struct Action {
    label: String,
    href: String,
    is_post: bool,
    look: &'static str,
    hidden: Vec<(String, String)>,
    confirm: Option<String>,
    about: Option<String>,
}

impl Action {
    /// A link that looks like a button.
    #[must_use]
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
            is_post: false,
            look: "kern-btn--secondary",
            hidden: Vec::new(),
            confirm: None,
            about: None,
        }
    }

    /// A button that posts to `href`.
    #[must_use]
    pub fn post(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            is_post: true,
            ..Self::link(label, href)
        }
    }

    /// The one thing to do here.
    #[must_use]
    pub fn primary(mut self) -> Self {
        self.look = "kern-btn--primary";
        self
    }

    #[must_use]
    pub fn danger(mut self) -> Self {
        self.look = "kern-btn--secondary btn--danger";
        self
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.hidden.push((name.to_owned(), value.to_string()));
        self
    }

    #[must_use]
    pub fn confirm(mut self, question: impl Into<String>) -> Self {
        self.confirm = Some(question.into());
        self
    }

    /// What it is about, for who hears the label without the row it stands in.
    #[must_use]
    pub fn about(mut self, what: impl Into<String>) -> Self {
        self.about = Some(what.into());
        self
    }
}

/// Label and value pairs.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "facts.html")]
pub struct Facts {
    rows: Vec<(String, Cell)>,
    wide: bool,
}

impl Facts {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn row(mut self, label: impl Into<String>, value: impl Into<Cell>) -> Self {
        self.rows.push((label.into(), value.into()));
        self
    }

    /// Only if there is a value.
    #[must_use]
    pub fn maybe(self, label: impl Into<String>, value: Option<impl Into<Cell>>) -> Self {
        match value {
            Some(value) => self.row(label, value),
            None => self,
        }
    }

    /// Two columns on wide screens.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }
}

/// A message: what happened, what to do.
#[derive(Debug, Clone, Template)]
#[template(path = "notice.html")]
pub struct Notice {
    pub tone: Tone,
    pub title: String,
    pub text: String,
}

impl Notice {
    #[must_use]
    pub fn new(tone: Tone, title: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            tone,
            title: title.into(),
            text: text.into(),
        }
    }

    fn kind(&self) -> &'static str {
        match self.tone {
            Tone::Neutral => "info",
            other => other.name(),
        }
    }
}

/// One event of a timeline.
#[derive(Debug, Clone)]
pub struct TimelineItem {
    pub when: String,
    pub title: String,
    pub detail: String,
    pub tone: Option<Tone>,
}

#[derive(Debug, Clone, Template)]
#[template(path = "timeline.html")]
struct Timeline {
    items: Vec<TimelineItem>,
}

/// A key figure.
#[derive(Debug, Clone)]
pub struct Tile {
    pub value: String,
    pub label: String,
    pub note: String,
    pub href: Option<String>,
    pub tone: Option<Tone>,
}

#[derive(Debug, Clone, Template)]
#[template(path = "tiles.html")]
struct Tiles {
    tiles: Vec<Tile>,
}

/// One step of a procedure and whether it is behind, now, or ahead.
#[derive(Debug, Clone)]
pub struct Step {
    pub label: String,
    pub done: bool,
    pub current: bool,
}

#[derive(Debug, Clone, Template)]
#[template(path = "steps.html")]
struct Steps {
    steps: Vec<Step>,
}

/// A part of a page below its own heading.
#[derive(Debug, Clone, Template)]
#[template(path = "section.html")]
pub struct Section {
    pub id: String,
    pub heading: String,
    pub blocks: Vec<Block>,
}

/// A piece of a page.
#[derive(Debug, Clone)]
pub enum Block {
    Heading(String),
    Text(String),
    Lead(String),
    Facts(Facts),
    Table(Box<Table>),
    Form(Box<Form>),
    Notice(Notice),
    Chart(BarChart),
    Area(AreaChart),
    Actions(Vec<Action>),
    Section(Section),
    Timeline(Vec<TimelineItem>),
    Tiles(Vec<Tile>),
    Steps(Vec<Step>),
    /// A picture of an own route: address, and what it shows for who does not see it.
    Picture(String, String),
    /// A list of links: href, text, remark.
    Links(Vec<(String, String, String)>),
    /// Keeps itself up to date.
    Live(Live),
    /// Folded away until wanted: summary and blocks.
    Details(String, Vec<Block>),
    /// What is read, and what is done about it: beside each other on wide screens, one after the other on narrow ones.
    Beside(Vec<Block>, Vec<Block>),
}

#[derive(Template)]
#[template(path = "block.html")]
struct BlockTemplate<'a> {
    block: &'a Block,
}

impl fmt::Display for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Block::Facts(facts) => facts.fmt(f),
            Block::Table(table) => table.fmt(f),
            Block::Form(form) => form.fmt(f),
            Block::Notice(notice) => notice.fmt(f),
            Block::Chart(chart) => chart.fmt(f),
            Block::Area(chart) => chart.fmt(f),
            Block::Section(section) => section.fmt(f),
            Block::Timeline(items) => Timeline { items: items.clone() }.fmt(f),
            Block::Tiles(tiles) => Tiles { tiles: tiles.clone() }.fmt(f),
            Block::Steps(steps) => Steps { steps: steps.clone() }.fmt(f),
            Block::Live(live) => live.fmt(f),
            other => BlockTemplate { block: other }.fmt(f),
        }
    }
}

impl From<Facts> for Block {
    fn from(facts: Facts) -> Self {
        Block::Facts(facts)
    }
}
impl From<Table> for Block {
    fn from(table: Table) -> Self {
        Block::Table(Box::new(table))
    }
}
impl From<Form> for Block {
    fn from(form: Form) -> Self {
        Block::Form(Box::new(form))
    }
}
impl From<Notice> for Block {
    fn from(notice: Notice) -> Self {
        Block::Notice(notice)
    }
}
impl From<AreaChart> for Block {
    fn from(chart: AreaChart) -> Self {
        Block::Area(chart)
    }
}

impl From<BarChart> for Block {
    fn from(chart: BarChart) -> Self {
        Block::Chart(chart)
    }
}
impl From<Live> for Block {
    fn from(live: Live) -> Self {
        Block::Live(live)
    }
}
impl From<Section> for Block {
    fn from(section: Section) -> Self {
        Block::Section(section)
    }
}

/// A page: one heading, then blocks.
#[derive(Debug, Clone, Default)]
pub struct Page {
    pub(crate) title: String,
    pub(crate) kicker: String,
    pub(crate) badge: Option<Badge>,
    pub(crate) lead: String,
    pub(crate) breadcrumbs: Vec<(String, String)>,
    pub(crate) actions: Vec<Action>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) tabs: Vec<(String, String, bool)>,
    pub(crate) narrow: bool,
}

impl Page {
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// A small line above the heading: the file number.
    #[must_use]
    pub fn kicker(mut self, kicker: impl Into<String>) -> Self {
        self.kicker = kicker.into();
        self
    }

    /// The state, beside the heading.
    #[must_use]
    pub fn badge(mut self, badge: Badge) -> Self {
        self.badge = Some(badge);
        self
    }

    /// A sentence below the heading.
    #[must_use]
    pub fn lead(mut self, lead: impl Into<String>) -> Self {
        self.lead = lead.into();
        self
    }

    /// A step of "Sie sind hier"; the page itself is added by the layout.
    #[must_use]
    pub fn crumb(mut self, href: impl Into<String>, text: impl Into<String>) -> Self {
        self.breadcrumbs.push((href.into(), text.into()));
        self
    }

    /// A button at the right of the heading.
    #[must_use]
    pub fn action(mut self, action: Action) -> Self {
        self.actions.push(action);
        self
    }

    #[must_use]
    pub fn actions(mut self, actions: impl IntoIterator<Item = Action>) -> Self {
        self.actions.extend(actions);
        self
    }

    /// A link of the row of tabs: href, label, whether it is this page.
    #[must_use]
    pub fn tab(mut self, href: impl Into<String>, label: impl Into<String>, current: bool) -> Self {
        self.tabs.push((href.into(), label.into(), current));
        self
    }

    #[must_use]
    pub fn block(mut self, block: impl Into<Block>) -> Self {
        self.blocks.push(block.into());
        self
    }

    #[must_use]
    pub fn blocks(mut self, blocks: impl IntoIterator<Item = Block>) -> Self {
        self.blocks.extend(blocks);
        self
    }

    #[must_use]
    pub fn text(self, text: impl Into<String>) -> Self {
        self.block(Block::Text(text.into()))
    }

    #[must_use]
    pub fn heading(self, text: impl Into<String>) -> Self {
        self.block(Block::Heading(text.into()))
    }

    /// A part below its own heading; `id` is the anchor.
    #[must_use]
    pub fn section(self, id: &str, heading: impl Into<String>, blocks: Vec<Block>) -> Self {
        self.block(Section {
            id: id.to_owned(),
            heading: heading.into(),
            blocks,
        })
    }

    /// One narrow column: sign-in, questions, errors.
    #[must_use]
    pub fn narrow(mut self) -> Self {
        self.narrow = true;
        self
    }
}
