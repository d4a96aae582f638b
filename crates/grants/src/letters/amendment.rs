//! The Änderungsbescheid: what changes, what stays, why, and what can be done against it (handbook 5.5, 2.7).

use base_letters::{Block, Column, Letter};
use budget::PotKind;

use super::{Facts, Frozen, parts};
use crate::model::{Amendment, AmendmentKind, Change, Effect, Notice, PlanAmount, ShareBasis, Terms};
use base::{Lang, Problem, texts};

/// Sets the letter's words and freezes them. `number` counts the notices of this kind, `first` is the notice that is amended.
/// Error: refused, naming every mandatory part that is empty.
pub(crate) fn freeze(
    facts: &Facts,
    number: usize,
    amendment: &Amendment,
    changes: &[Change],
    effect: &Effect,
    first: Option<&Notice>,
) -> Result<Frozen, Problem> {
    let letter = letter(facts, number, amendment, changes, effect, first);
    let mut missing = parts::missing(facts);
    if letter.remedy_notice.is_empty() {
        missing.push("remedy");
    }
    super::frozen(facts, letter, missing)
}

fn letter(
    facts: &Facts,
    number: usize,
    amendment: &Amendment,
    changes: &[Change],
    effect: &Effect,
    first: Option<&Notice>,
) -> Letter {
    let notice = first.map_or_else(
        || "unser Bescheid".to_owned(),
        |first| {
            let day = base::calendar::local_date(first.created_at);
            format!("unser Bescheid vom {}", parts::date(day))
        },
    );
    let mut blocks = vec![Block::paragraph(format!(
        "auf Ihren Antrag vom {} wird {notice} für das Vorhaben „{}“ wie folgt geändert:",
        parts::date(base::calendar::local_date(amendment.requested_at)),
        facts.grant.title
    ))];
    let sections = [
        ("Änderungen", changed(changes, effect)),
        ("Im Übrigen", rest(effect)),
        ("Begründung", reasons(amendment, effect)),
    ];
    for (place, (heading, body)) in (1..).zip(sections) {
        blocks.push(Block::heading(1, format!("{place}. {heading}")));
        blocks.extend(body);
    }
    Letter {
        subject: format!(
            "{number}. Änderungsbescheid für das Vorhaben „{}“",
            facts.grant.title
        ),
        blocks,
        remedy_notice: facts.remedy().unwrap_or_default(),
        signature_note:
            "Dieser Bescheid wurde elektronisch erlassen und ist mit der Wiedergabe des Namens ohne \
                         Unterschrift gültig (§\u{a0}37 Abs.\u{a0}3 LVwVfG)."
                .to_owned(),
        ..parts::frame(facts)
    }
}

fn changed(changes: &[Change], effect: &Effect) -> Vec<Block> {
    let (before, after) = (&effect.before, &effect.after);
    let has = |kind| changes.iter().any(|change| change.kind() == kind);
    let mut blocks = Vec::new();
    if before.amount != after.amount {
        blocks.push(Block::paragraph(format!(
            "Die Zuwendung wird von {} auf {} herabgesetzt. Als zuwendungsfähig werden Ausgaben von {} anerkannt.",
            parts::money(before.amount),
            parts::money_and_words(after.amount),
            parts::money(after.eligible)
        )));
    }
    if years(before) != years(after) {
        blocks.push(Block::paragraph(
            "Die Teilbeträge nach Haushaltsjahren werden neu festgesetzt:",
        ));
        blocks.push(years_table(before, after));
    }
    if before.until_on != after.until_on {
        blocks.push(Block::paragraph(format!(
            "Der Bewilligungszeitraum endet am {} statt am {}. Die Frist für den Verwendungsnachweis richtet sich nach dem \
             neuen Ende.",
            parts::date(after.until_on),
            parts::date(before.until_on)
        )));
    }
    if has(AmendmentKind::PlanShift) {
        blocks.push(Block::paragraph(
            "Der Kosten- und Finanzierungsplan wird bei unveränderter Gesamtsumme wie folgt verbindlich:",
        ));
        blocks.push(plan_table(before, after));
    }
    if has(AmendmentKind::Partner) || before.shares.len() > 1 && before.amount != after.amount {
        blocks.extend(shares(after));
    }
    if has(AmendmentKind::Scope) {
        blocks.push(Block::paragraph(
            "Zuwendungszweck und Ziele werden wie folgt neu gefasst:",
        ));
        blocks.push(Block::paragraph(after.purpose.clone()));
        blocks.push(Block::paragraph(after.objectives.clone()));
    }
    blocks
}

fn years(terms: &Terms) -> Vec<crate::model::Tranche> {
    terms.tranches.iter().map(|account| account.tranche).collect()
}

fn years_table(before: &Terms, after: &Terms) -> Block {
    let was = crate::rules::sum_by_pot(&years(before));
    let is = crate::rules::sum_by_pot(&years(after));
    let pots: std::collections::BTreeSet<_> = was.keys().chain(is.keys()).copied().collect();
    let means = |kind| match kind {
        PotKind::Cash => "Haushaltsmittel des Jahres",
        PotKind::Commitment => "Verpflichtungsermächtigung",
    };
    let amount = |sums: &std::collections::BTreeMap<_, base::Cents>, pot| {
        parts::money(sums.get(&pot).copied().unwrap_or_default())
    };
    let row = |pot: (i64, PotKind)| {
        vec![
            pot.0.to_string(),
            means(pot.1).to_owned(),
            amount(&was, pot),
            amount(&is, pot),
        ]
    };
    Block::Table {
        caption: "Teilbeträge nach Haushaltsjahren".to_owned(),
        columns: vec![
            Column::left("Haushaltsjahr"),
            Column::left("Bereitstellung"),
            Column::right("bisher"),
            Column::right("neu"),
        ],
        rows: pots.into_iter().map(row).collect(),
        footer: Some(vec![
            "Summe".to_owned(),
            String::new(),
            parts::money(before.amount),
            parts::money(after.amount),
        ]),
    }
}

fn plan_table(before: &Terms, after: &Terms) -> Block {
    let of = |plan: &[PlanAmount], kind| {
        let item = plan.iter().find(|item| item.kind == kind);
        item.map_or(base::Cents::ZERO, |item| item.amount)
    };
    let kinds = applications::PlanKind::ALL.iter().copied();
    let rows = kinds.filter_map(|kind| {
        let (was, is) = (of(&before.plan, kind), of(&after.plan, kind));
        let label = texts::tr(Lang::De, &format!("applications-plan-kind-{kind}"));
        (!was.is_zero() || !is.is_zero()).then(|| vec![label, parts::money(was), parts::money(is)])
    });
    let total = |plan: &[PlanAmount]| parts::money(plan.iter().map(|item| item.amount).sum());
    Block::Table {
        caption: "Ausgaben nach Positionen".to_owned(),
        columns: vec![
            Column::left("Position"),
            Column::right("bisher"),
            Column::right("neu"),
        ],
        rows: rows.collect(),
        footer: Some(vec!["Summe".to_owned(), total(&before.plan), total(&after.plan)]),
    }
}

fn shares(after: &Terms) -> Vec<Block> {
    if after.shares.len() < 2 {
        return vec![Block::paragraph(
            "Weitere Kommunen sind an dem Vorhaben nicht mehr beteiligt; die Zuwendung steht Ihnen allein zu.",
        )];
    }
    vec![shares_table(after.share_basis, &after.shares)]
}

/// What each body gets, to the cent (handbook 12 no. 4); also part of the Zuwendungsbescheid.
pub(super) fn shares_table(basis: Option<ShareBasis>, shares: &[crate::model::Share]) -> Block {
    let caption = match basis {
        Some(ShareBasis::Population) => "Anteile der beteiligten Kommunen nach Einwohnerzahl",
        Some(ShareBasis::Equal) => "Anteile der beteiligten Kommunen zu gleichen Teilen",
        _ => "Anteile der beteiligten Kommunen nach ihrer Vereinbarung",
    };
    let total: base::Cents = shares.iter().map(|share| share.amount).sum();
    Block::Table {
        caption: caption.to_owned(),
        columns: vec![Column::left("Kommune"), Column::right("Anteil")],
        rows: shares
            .iter()
            .map(|share| vec![share.name.clone(), parts::money(share.amount)])
            .collect(),
        footer: Some(vec!["Summe".to_owned(), parts::money(total)]),
    }
}

fn rest(effect: &Effect) -> Vec<Block> {
    vec![
        Block::paragraph(
            "Alle übrigen Bestimmungen des Bescheids einschließlich seiner Nebenbestimmungen gelten unverändert fort.",
        ),
        Block::paragraph(format!(
            "Die Zuwendung beträgt damit höchstens {}; der Bewilligungszeitraum endet am {}.",
            parts::money(effect.after.amount),
            parts::date(effect.after.until_on)
        )),
    ]
}

/// § 39 LVwVfG.
fn reasons(amendment: &Amendment, effect: &Effect) -> Vec<Block> {
    let mut blocks = vec![
        Block::paragraph(format!(
            "Sie haben die Änderung wie folgt begründet: {}",
            amendment.reason
        )),
        Block::paragraph(
            "Dem Antrag wird entsprochen. Der Zuwendungszweck bleibt erreichbar, die Gesamtfinanzierung gesichert. Über die \
             Änderung haben wir nach pflichtgemäßem Ermessen im Rahmen der verfügbaren Haushaltsmittel entschieden.",
        ),
    ];
    if !effect.overruns.is_empty() {
        blocks.push(Block::paragraph(
            "Soweit einzelne Ansätze des Finanzierungsplans um mehr als das ohne Zustimmung Zulässige erhöht werden, wird \
             der Erhöhung mit diesem Bescheid zugestimmt.",
        ));
    }
    blocks
}
