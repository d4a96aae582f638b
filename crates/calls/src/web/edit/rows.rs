//! Tables in a form, without script: rows are numbered from 1, one more can be asked for, ticked ones are left out.

use base_web::FormData;

/// Rows of a table at most.
pub(super) const MOST: usize = 40;

/// A table of a form: the beginning of its fields' names, and the parts of which one must be there for a row to count.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    pub prefix: &'static str,
    pub telling: &'static [&'static str],
}

pub(super) const YEARS: Rows = Rows {
    prefix: "budget_years",
    telling: &["year", "cash", "commitment"],
};
pub(super) const CRITERIA: Rows = Rows {
    prefix: "criteria",
    telling: &["code", "label_de", "weight"],
};
pub(super) const DOCUMENTS: Rows = Rows {
    prefix: "documents",
    telling: &["code", "label_de"],
};
pub(super) const EXAMPLES: Rows = Rows {
    prefix: "examples",
    telling: &["label", "key", "requested"],
};

impl Rows {
    pub(super) fn name(self, row: usize, part: &str) -> String {
        format!("{}.{row}.{part}", self.prefix)
    }

    /// The row and part of a field of this table.
    fn place(self, field: &str) -> Option<(usize, &str)> {
        let (row, part) = field
            .strip_prefix(self.prefix)?
            .strip_prefix('.')?
            .split_once('.')?;
        Some((row.parse().ok().filter(|row| (1..=MOST).contains(row))?, part))
    }

    /// The highest number of a row.
    pub(super) fn count(self, data: &FormData) -> usize {
        data.0
            .iter()
            .filter_map(|(field, _)| self.place(field))
            .map(|(row, _)| row)
            .max()
            .unwrap_or(0)
    }

    /// The data with this table's rows numbered anew, without empty rows and those that were ticked for removal.
    pub(super) fn compact(self, data: FormData) -> FormData {
        let stays = |row: usize| {
            !data.has(&self.name(row, "remove"))
                && self
                    .telling
                    .iter()
                    .any(|part| !data.get(&self.name(row, part)).trim().is_empty())
        };
        let kept: Vec<usize> = (1..=self.count(&data)).filter(|row| stays(*row)).collect();
        let fields = data
            .0
            .iter()
            .filter_map(|(field, value)| match self.place(field) {
                None => Some((field.clone(), value.clone())),
                Some((row, part)) => {
                    let place = kept.iter().position(|one| *one == row)? + 1;
                    Some((self.name(place, part), value.clone()))
                }
            });
        FormData(fields.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_and_ticked_rows_are_left_out_and_the_others_move_up() {
        let data = FormData::default()
            .with("criteria.1.code", "K1")
            .with("criteria.2.code", " ")
            .with("criteria.2.anchor_de", "verwaist")
            .with("criteria.3.code", "K3")
            .with("criteria.3.remove", "true")
            .with("criteria.4.code", "K4")
            .with("criteria.4.weight", "20")
            .with("criteria.99.code", "zu viel")
            .with("reviews_min", "2");
        let compact = CRITERIA.compact(data);
        assert_eq!(CRITERIA.count(&compact), 2);
        assert_eq!(compact.get("criteria.2.code"), "K4");
        assert_eq!(compact.get("criteria.2.weight"), "20");
        assert_eq!(compact.get("reviews_min"), "2");
        assert_eq!(compact.get("criteria.3.code"), "");
    }
}
