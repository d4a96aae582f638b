//! What a page consists of. Features compose blocks; the mark-up of each block stands once, in `templates/`,
//! so that every page is accessible in the same way.

mod cell;
mod chart;
mod form;
mod grid;
mod live;
mod page;
mod table;

pub use cell::{Badge, Cell, Tone};
pub use chart::{AreaChart, Bar, BarChart};
pub use form::{Choice, Field, FieldKind, Form};
pub use grid::{Grid, GridRow};
pub use live::Live;
pub use page::{Action, Block, Facts, Notice, Page, Section, Step, Tile, TimelineItem};
pub use table::with_query as table_query;
pub use table::{Column, Row, Table};
