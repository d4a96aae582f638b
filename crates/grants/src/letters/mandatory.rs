//! The 16 mandatory parts of a grant notice (handbook 2.4): a draft knows which of its blocks say which part, and is not set
//! while one of them says nothing.

use base_letters::{Block, Letter};

/// What a notice has to say, in the order of handbook 2.4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Grantee,
    Purpose,
    Objectives,
    Kind,
    Amount,
    Expenditure,
    Revocation,
    Payment,
    Period,
    StatementOffice,
    SubsidyFacts,
    Conditions,
    Publicity,
    Reasons,
    Remedy,
    Authority,
}

impl Part {
    pub const ALL: [Part; 16] = [
        Part::Grantee,
        Part::Purpose,
        Part::Objectives,
        Part::Kind,
        Part::Amount,
        Part::Expenditure,
        Part::Revocation,
        Part::Payment,
        Part::Period,
        Part::StatementOffice,
        Part::SubsidyFacts,
        Part::Conditions,
        Part::Publicity,
        Part::Reasons,
        Part::Remedy,
        Part::Authority,
    ];

    /// Its name in texts: `grants-part-{name}`.
    pub fn name(self) -> &'static str {
        match self {
            Part::Grantee => "grantee",
            Part::Purpose => "purpose",
            Part::Objectives => "objectives",
            Part::Kind => "financing",
            Part::Amount => "amount",
            Part::Expenditure => "eligible",
            Part::Revocation => "revocation",
            Part::Payment => "payment",
            Part::Period => "tranches",
            Part::StatementOffice => "statement",
            Part::SubsidyFacts => "subsidy",
            Part::Conditions => "conditions",
            Part::Publicity => "publicity",
            Part::Reasons => "reasons",
            Part::Remedy => "remedy",
            Part::Authority => "authority",
        }
    }
}

/// Blocks and the part they say; none for what a notice says besides.
pub(super) type Said = (Option<Part>, Vec<Block>);

/// A notice before it is set: the numbered sections between the letter's frame.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Without blocks; with subject, remedy notice and signature.
    pub frame: Letter,
    pub opening: Block,
    pub sections: Vec<(&'static str, Vec<Said>)>,
}

impl Draft {
    /// The parts that say nothing.
    pub fn missing(&self) -> Vec<&'static str> {
        let missing = Part::ALL.into_iter().filter(|part| !self.says(*part));
        missing.map(Part::name).collect()
    }

    /// A part is said when it has blocks and every one of them has words.
    fn says(&self, part: Part) -> bool {
        let frame = &self.frame;
        match part {
            Part::Remedy => !is_blank(&frame.remedy_notice),
            Part::Authority => !is_blank(&frame.letterhead.authority) && !is_blank(&frame.signatory_name),
            _ => {
                let blocks = self.sections.iter().flat_map(|(_, said)| said);
                let mut blocks = blocks.filter(|(of, _)| *of == Some(part)).peekable();
                blocks.peek().is_some()
                    && blocks.all(|(_, blocks)| !blocks.is_empty() && blocks.iter().all(has_words))
            }
        }
    }

    /// Takes a part out, for the test that each is missed.
    #[cfg(test)]
    pub fn clear(&mut self, part: Part) {
        match part {
            Part::Remedy => self.frame.remedy_notice.clear(),
            Part::Authority => self.frame.letterhead.authority.clear(),
            _ => {
                let said = self.sections.iter_mut().flat_map(|(_, said)| said);
                for (_, blocks) in said.filter(|(of, _)| *of == Some(part)) {
                    blocks.clear();
                }
            }
        }
    }

    /// The letter, its sections numbered.
    pub fn letter(self) -> Letter {
        let mut blocks = vec![self.opening];
        for (number, (heading, said)) in (1..).zip(self.sections) {
            blocks.push(Block::heading(1, format!("{number}. {heading}")));
            blocks.extend(said.into_iter().flat_map(|(_, blocks)| blocks));
        }
        Letter { blocks, ..self.frame }
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// Whether a block says something everywhere it should: a key without a value says nothing.
fn has_words(block: &Block) -> bool {
    match block {
        Block::Heading { text, .. } | Block::Paragraph { text } | Block::Note { text, .. } => !is_blank(text),
        Block::List { items, .. } => !items.is_empty() && items.iter().all(|item| !is_blank(item)),
        Block::Table { rows, .. } => !rows.is_empty(),
        Block::KeyValues { rows } => !rows.is_empty() && rows.iter().all(|row| !is_blank(&row.value)),
        Block::BarChart { bars, .. } => !bars.is_empty(),
        Block::PageBreak => false,
    }
}
