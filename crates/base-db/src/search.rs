//! Finding words in columns that [`base::names::search_text`] filled.

use std::cmp::Reverse;

use base::names;
use sea_orm::sea_query::extension::sqlite::SqliteExpr;
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr, Query, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, DbBackend};

/// Where a typed word may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// Anywhere within a word.
    Within,
    /// At the beginning of a word; such a column begins with a blank.
    Beginning,
}

/// Rows whose column holds every word of a query in one of its spellings; `None` when nothing was asked for.
///
/// PostgreSQL finds the words by an index of trigrams. SQLite compares bytes, several times faster than its LIKE, the
/// rarest word first, and finds the ids first: an index on (search text, id) answers that without a look at the wide
/// rows.
#[must_use]
pub fn containing<C: ColumnTrait>(
    backend: DbBackend,
    column: C,
    text: &str,
    words: Words,
) -> Option<Condition> {
    let mut wanted = names::search_words(text);
    if wanted.is_empty() {
        return None;
    }
    // numbers, then long words: most rows fail on the first one already
    wanted.sort_by_key(|spellings| {
        let word = &spellings[0];
        let is_number = word.contains(|letter: char| letter.is_ascii_digit());
        Reverse((is_number, word.len()))
    });
    // search words hold letters and digits only, so that nothing needs escaping
    let holds = |spelling: String| -> SimpleExpr {
        let part = match words {
            Words::Within => spelling,
            Words::Beginning => format!(" {spelling}"),
        };
        let column = Expr::col(column.as_column_ref());
        match backend {
            DbBackend::Sqlite => column.glob(format!("*{part}*")),
            _ => column.like(LikeExpr::new(format!("%{part}%"))),
        }
    };
    let mut all = Condition::all();
    for spellings in wanted {
        let mut any = Condition::any();
        for spelling in spellings {
            any = any.add(holds(spelling));
        }
        all = all.add(any);
    }
    if backend != DbBackend::Sqlite {
        return Some(all);
    }
    let found = Query::select()
        .column(ID)
        .from(column.entity_name())
        .cond_where(all)
        .take();
    Some(Condition::all().add(Expr::col((column.entity_name(), ID)).in_subquery(found)))
}

/// The key of every searchable table.
const ID: &str = "id";
