//! A letter laid out after DIN 5008, form B.

use serde::{Deserialize, Serialize};

use crate::block::{Block, blank};

/// A letter. Every text is already formatted and in the letter's language; an empty text simply leaves its place free,
/// except for the parts [`Letter::missing_parts`] names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letter {
    pub letterhead: Letterhead,
    /// Return address in small print above the recipient, in one line.
    pub sender_line: String,
    /// Name and address, one entry per line; six lines fit the window.
    pub recipient_lines: Vec<String>,
    /// The sender's file number (Aktenzeichen), printed in the information block and on every following page.
    pub reference: String,
    /// The recipient's own sign, if known.
    pub your_reference: String,
    /// Who handles the matter, in the information block.
    pub contact: String,
    pub place: String,
    /// The date as printed: "28.05.2026".
    pub our_date: String,
    pub subject: String,
    pub salutation: String,
    pub blocks: Vec<Block>,
    /// Instruction on legal remedies; gets its own heading in front of the closing.
    pub remedy_notice: String,
    pub closing: String,
    pub signatory_name: String,
    pub signatory_role: String,
    /// Small print under the name: "Dieses Schreiben wurde elektronisch erstellt …".
    pub signature_note: String,
    /// Issued wholly by machine: no name is needed, but `signature_note` must say so (§ 37 Abs. 5 LVwVfG).
    pub fully_automatic: bool,
    pub enclosures: Vec<String>,
    /// Small print at the foot of the first page, set in up to three columns.
    pub footer_lines: Vec<String>,
    /// "de" (also when empty) or "en".
    pub language: String,
}

/// Who writes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letterhead {
    /// Small line above the authority: the state or the house brand.
    pub logo_text: String,
    pub authority: String,
    pub department: String,
    pub street: String,
    pub postcode_place: String,
    pub phone: String,
    pub email: String,
    pub web: String,
}

impl Letter {
    /// Names of the fields a letter of an authority can't do without and that are empty. With any of them missing,
    /// rendering is refused. Source: § 37 Abs. 3 and 5 LVwVfG (issuing authority, signatory), handbook 2.4.
    pub fn missing_parts(&self) -> Vec<&'static str> {
        let signature_missing = match self.fully_automatic {
            true => blank(&self.signature_note),
            false => blank(&self.signatory_name),
        };
        [
            ("authority", blank(&self.letterhead.authority)),
            ("reference", blank(&self.reference)),
            ("our_date", blank(&self.our_date)),
            (
                "recipient_lines",
                self.recipient_lines.iter().all(|line| blank(line)),
            ),
            ("subject", blank(&self.subject)),
            ("blocks", self.blocks.iter().all(Block::is_empty)),
            (
                if self.fully_automatic {
                    "signature_note"
                } else {
                    "signatory_name"
                },
                signature_missing,
            ),
        ]
        .into_iter()
        .filter_map(|(part, missing)| missing.then_some(part))
        .collect()
    }
}
