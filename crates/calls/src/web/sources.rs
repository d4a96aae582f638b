//! Where a figure of a call comes from: the programme's parameter of the day, or the call's own decision.

use base::calendar;
use base_web::Visit;
use base_web::view::Cell;

use crate::parameters::Value;
use crate::{Call, queries};

/// The parameters that bear on a call: on the day it was published, or today for one that still takes shape.
pub(super) struct Sources(Vec<Value>);

impl Sources {
    pub(super) async fn of(visit: &Visit, call: &Call) -> Result<Self, base::Problem> {
        let day = calendar::local_date(call.published_at.unwrap_or(visit.ctx.now));
        let values = queries::parameter_values(visit.app.db.reader(), call.programme_id, day).await?;
        Ok(Self(values))
    }

    /// `nach Programmwert seit 01.01.2026`, or how it differs from that value. `stored` is the call's value as a
    /// parameter is stored.
    pub(super) fn note(&self, visit: &Visit, name: &str, stored: &str) -> String {
        let Some(value) = self.0.iter().find(|value| value.definition.name == name) else {
            return String::new();
        };
        let Some(text) = value.value.as_deref() else {
            return String::new();
        };
        let from = value.stored.as_ref().map(|row| visit.date(row.valid_from));
        let shown = value.definition.shown(visit.lang(), text);
        match (text == stored, from) {
            (true, Some(from)) => visit.tw("calls-from-parameter", &[("from", &from)]),
            (true, None) => visit.t("calls-from-default"),
            (false, Some(from)) => {
                visit.tw("calls-not-from-parameter", &[("value", &shown), ("from", &from)])
            }
            (false, None) => visit.tw("calls-not-from-default", &[("value", &shown)]),
        }
    }

    /// The figure and, behind it, where it comes from.
    pub(super) fn cell(&self, visit: &Visit, name: &str, stored: impl ToString, shown: Cell) -> Cell {
        let note = self.note(visit, name, &stored.to_string());
        Cell::Many(vec![shown, Cell::Text(format!("({note})"))])
    }
}
