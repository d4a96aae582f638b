//! Charts as text-first figures: drawn in SVG without script; bars carry their values as text, areas stand beside a table.

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

/// The drawing of an area chart, in units of its view box.
const AREA_WIDTH: i64 = 600;
const AREA_HEIGHT: i64 = 200;

/// Amounts over time, stacked. The figure says what the colours are; its values stand in a table beside it.
#[derive(Debug, Clone, Template)]
#[template(path = "area.html")]
pub struct AreaChart {
    pub title: String,
    /// The first and the last point in time.
    pub from: String,
    pub to: String,
    /// From the bottom up: label, and the outline as SVG points.
    pub layers: Vec<(String, String)>,
}

impl AreaChart {
    /// From the points in time and the layers from the bottom up (label, one size per point). A single point is drawn as a
    /// level.
    #[must_use]
    pub fn new(title: impl Into<String>, points: &[String], layers: &[(String, Vec<i64>)]) -> Self {
        let count = points.len().max(2);
        let at = |sizes: &[i64], index: usize| {
            let index = index.min(sizes.len().saturating_sub(1));
            sizes.get(index).copied().unwrap_or(0).max(0)
        };
        let heights: Vec<i64> = (0..count)
            .map(|index| layers.iter().map(|(_, sizes)| at(sizes, index)).sum())
            .collect();
        let highest = heights.into_iter().max().unwrap_or(0).max(1);
        let mut below = vec![0; count];
        let mut outlines = Vec::with_capacity(layers.len());
        for (label, sizes) in layers {
            let above: Vec<i64> = (0..count).map(|index| below[index] + at(sizes, index)).collect();
            let point = |(index, size): (usize, &i64)| {
                let last = i64::try_from(count - 1).unwrap_or(1);
                let x = i64::try_from(index).unwrap_or(0) * AREA_WIDTH / last;
                // i128: the largest pot times the height
                let height = i128::from(*size) * i128::from(AREA_HEIGHT) / i128::from(highest);
                format!(
                    "{x},{}",
                    AREA_HEIGHT - i64::try_from(height).unwrap_or(AREA_HEIGHT)
                )
            };
            let there = above.iter().enumerate().map(point);
            let back = below.iter().enumerate().rev().map(point);
            outlines.push((label.clone(), there.chain(back).collect::<Vec<_>>().join(" ")));
            below = above;
        }
        Self {
            title: title.into(),
            from: points.first().cloned().unwrap_or_default(),
            to: points.last().cloned().unwrap_or_default(),
            layers: outlines,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_stand_on_each_other_and_fill_the_height() {
        let points = ["31.01.2026".to_owned(), "28.02.2026".to_owned()];
        let layers = [
            ("Ausgezahlt".to_owned(), vec![0, 50]),
            ("Vorgemerkt".to_owned(), vec![100, 50]),
        ];
        let chart = AreaChart::new("Verlauf", &points, &layers);
        assert_eq!(chart.layers[0].1, "0,200 600,100 600,200 0,200");
        assert_eq!(chart.layers[1].1, "0,0 600,0 600,100 0,200");
        let drawn = chart.to_string();
        assert!(drawn.contains("chart-2") && drawn.contains("Vorgemerkt") && drawn.contains("28.02.2026"));
        let level = AreaChart::new("Verlauf", &points[..1], &[("Mittel".to_owned(), vec![7])]);
        assert_eq!(
            level.layers[0].1, "0,0 600,0 600,200 0,200",
            "one point is a level"
        );
    }
}
