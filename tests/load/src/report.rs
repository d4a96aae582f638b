//! From rounds to the table people read and the JSON machines read.

use serde_json::{Value, json};

use crate::journeys::{Against, GOALS, Goal};
use crate::machine::median;
use crate::round::{Figure, Round};

/// Off the median by more than this share, a round was disturbed.
const NOISE: f64 = 0.30;

/// One line: a journey on one database over all rounds.
struct Line<'a> {
    goal: &'a Goal,
    engine: &'static str,
    figures: Vec<&'a Figure>,
}

impl Line<'_> {
    fn median(&self, of: impl Fn(&Figure) -> f64) -> f64 {
        median(&self.figures.iter().map(|figure| of(figure)).collect::<Vec<_>>())
    }

    fn ratios(&self) -> Vec<f64> {
        self.figures.iter().filter_map(|figure| figure.ratio()).collect()
    }

    fn ratio_met(&self) -> bool {
        let ratios = self.ratios();
        match self.goal.against {
            _ if ratios.is_empty() => true,
            Against::Rate(least) => median(&ratios) >= least,
            Against::Time(most) => median(&ratios) <= most,
            Against::Nothing => true,
        }
    }

    fn ceiling_met(&self) -> bool {
        self.goal
            .ceiling
            .is_none_or(|most| self.median(|figure| figure.p99) <= most)
    }

    fn met(&self) -> bool {
        self.ratio_met() && self.ceiling_met()
    }

    fn ratio_text(&self) -> String {
        let mut ratios = self.ratios();
        if ratios.is_empty() {
            return "–".to_owned();
        }
        ratios.sort_by(f64::total_cmp);
        let wanted = match self.goal.against {
            Against::Rate(least) => format!(" (≥ {least:.2})"),
            Against::Time(most) => format!(" (≤ {most:.1})"),
            Against::Nothing => String::new(),
        };
        format!(
            "{:.2} [{:.2}–{:.2}]{wanted}",
            median(&ratios),
            ratios[0],
            ratios[ratios.len() - 1]
        )
    }

    fn rate(&self) -> Option<f64> {
        self.figures[0]
            .rps
            .is_some()
            .then(|| self.median(|figure| figure.rps.unwrap_or_default()))
    }

    fn markdown(&self) -> String {
        let ceiling = self
            .goal
            .ceiling
            .map_or(String::new(), |most| format!(" (≤ {most})"));
        format!(
            "| {} | {} | {} | {} | {:.1} | {:.1}{ceiling} | {:.2} | {:.2} | {} |",
            self.goal.journey,
            self.engine,
            self.ratio_text(),
            self.rate().map_or("–".to_owned(), |rate| format!("{rate:.0}")),
            self.median(|figure| figure.p50),
            self.median(|figure| figure.p99),
            self.median(|figure| figure.app_cpu),
            self.median(|figure| figure.database_cpu),
            if self.met() { "yes" } else { "NO" }
        )
    }

    fn json(&self) -> Value {
        json!({
            "journey": self.goal.journey, "engine": self.engine, "ratios": self.ratios(),
            "rps": self.rate(), "p50": self.median(|figure| figure.p50), "p99": self.median(|figure| figure.p99),
            "app_cpu_ms": self.median(|figure| figure.app_cpu), "database_cpu_ms": self.median(|figure| figure.database_cpu),
            "ceiling": self.goal.ceiling, "met": self.met(),
        })
    }
}

fn lines(rounds: &[Round]) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for goal in &GOALS {
        for engine in ["PostgreSQL", "SQLite"] {
            let all = rounds.iter().flat_map(|round| &round.figures);
            let figures: Vec<&Figure> = all
                .filter(|figure| figure.journey == goal.journey && figure.engine == engine)
                .collect();
            if !figures.is_empty() {
                lines.push(Line {
                    goal,
                    engine,
                    figures,
                });
            }
        }
    }
    lines
}

/// The numbers of the rounds in which the machine was busy with something else.
fn noisy(rounds: &[Round]) -> Vec<usize> {
    let off = |of: fn(&Round) -> f64| {
        let middle = median(&rounds.iter().map(of).collect::<Vec<_>>());
        move |round: &Round| ((of(round) - middle) / middle).abs() > NOISE
    };
    let (fsync, hello) = (off(|round| round.fsync), off(|round| round.hello_rps));
    let numbered = rounds.iter().zip(1..);
    numbered
        .filter(|(round, _)| fsync(round) || hello(round))
        .map(|(_, number)| number)
        .collect()
}

/// The table in Markdown.
pub fn markdown(rounds: &[Round]) -> String {
    let of = |value: fn(&Round) -> f64| median(&rounds.iter().map(value).collect::<Vec<_>>());
    let mut text = format!(
        "{} rounds; fsync {:.2} ms, hello {:.0} rps, table {:.0} rps (medians); noisy rounds: {:?}\n\n\
         | journey | database | ratio to the floor: median [min–max] (goal) | rps | p50 | p99, time or size (ceiling) | app CPU ms | \
         PostgreSQL CPU ms | met |\n|---|---|---|---|---|---|---|---|---|\n",
        rounds.len(),
        of(|round| round.fsync),
        of(|round| round.hello_rps),
        of(|round| round.table_rps),
        noisy(rounds)
    );
    for line in lines(rounds) {
        text += &line.markdown();
        text.push('\n');
    }
    text
}

pub fn json(rounds: &[Round]) -> Value {
    json!({
        "rounds": rounds,
        "noisy": noisy(rounds),
        "journeys": lines(rounds).iter().map(Line::json).collect::<Vec<_>>(),
    })
}
