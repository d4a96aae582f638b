//! Bar charts as text-first figures: bars drawn in SVG, every value also as text, and a table where it matters.

use askama::Template;

/// One bar.
#[derive(Debug, Clone)]
pub struct Bar {
    pub label: String,
    /// The value as people read it: `40.000,00 €`.
    pub value: String,
    /// Its length as per mille of the longest, 0..=1000.
    pub per_mille: i64,
}

/// A horizontal bar chart with a title that says what it shows.
#[derive(Debug, Clone, Template)]
#[template(path = "chart.html")]
pub struct BarChart {
    pub title: String,
    pub bars: Vec<Bar>,
}

impl BarChart {
    /// From (label, shown value, size); sizes are compared with each other.
    #[must_use]
    pub fn new(title: impl Into<String>, bars: Vec<(String, String, i64)>) -> Self {
        let longest = bars.iter().map(|(_, _, size)| *size).max().unwrap_or(0).max(1);
        let bars = bars
            .into_iter()
            .map(|(label, value, size)| Bar {
                label,
                value,
                per_mille: size.max(0) * 1000 / longest,
            })
            .collect();
        Self {
            title: title.into(),
            bars,
        }
    }

    fn width(&self, bar: &Bar) -> i64 {
        bar.per_mille * 3 / 10
    }
}
