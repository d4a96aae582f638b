//! Checks the audit extracts of a packet: each entry against its own hash, each seal against its entry, and seals that
//! follow each other against the chain.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use super::format::{AUDIT_FORMAT, AuditExtract, AuditLine};
use super::verify::{Finding, FindingKind, push};

/// The sealer comes by every second, and goes through the whole trail now and then: an entry that is older than this
/// when the packet is made has its seal.
const SEALED_WITHIN: TimeDelta = TimeDelta::minutes(30);

/// The seals seen so far, of all extracts of the packet.
#[derive(Default)]
pub(super) struct Chain {
    /// By number: previous hash, own hash, and where it stands.
    seals: BTreeMap<i64, (String, String, String)>,
    pub(super) entries: usize,
    pub(super) unsealed: usize,
}

impl Chain {
    /// `made_at` of the packet; without it, age tells nothing.
    pub(super) fn extract(
        &mut self,
        path: &str,
        extract: &AuditExtract,
        made_at: Option<DateTime<Utc>>,
        findings: &mut Vec<Finding>,
    ) {
        if extract.format != AUDIT_FORMAT {
            let detail = format!("unbekannter Aufbau {:?}", extract.format);
            push(findings, FindingKind::Audit, path, detail);
            return;
        }
        let last_sealed = extract.entries.iter().rposition(|line| line.seal.is_some());
        for (place, line) in extract.entries.iter().enumerate() {
            self.entries += 1;
            let name = name(line);
            let content_hash = hash(&line.content.to_string());
            if content_hash != line.content_hash {
                let detail = format!("{name}: der Eintrag wurde verändert");
                push(findings, FindingKind::Audit, path, detail);
            }
            let Some(seal) = &line.seal else {
                self.unsealed += 1;
                // otherwise an entry could be rewritten by taking its seal away
                let is_overtaken = last_sealed.is_some_and(|last| place < last);
                if is_overtaken || made_at.is_some_and(|made_at| is_old(line, made_at)) {
                    let detail = format!("{name}: das Siegel fehlt");
                    push(findings, FindingKind::Audit, path, detail);
                }
                continue;
            };
            let link = hash(&format!("{}:{}:{}", seal.seq, seal.prev_hash, line.content_hash));
            if link != seal.hash {
                let detail = format!("{name}: das Siegel {} passt nicht zum Eintrag", seal.seq);
                push(findings, FindingKind::Audit, path, detail);
            }
            let known = (seal.prev_hash.clone(), seal.hash.clone(), path.to_owned());
            if self.seals.insert(seal.seq, known).is_some() {
                let detail = format!("{name}: das Siegel {} kommt zweimal vor", seal.seq);
                push(findings, FindingKind::Audit, path, detail);
            }
        }
    }

    /// Two seals with following numbers are links of one chain.
    pub(super) fn finish(&self, findings: &mut Vec<Finding>) {
        for ((seq, (_, hash, _)), (next, (prev_hash, _, path))) in
            self.seals.iter().zip(self.seals.iter().skip(1))
        {
            if seq + 1 == *next && hash != prev_hash {
                let detail = format!("zwischen den Siegeln {seq} und {next} ist die Kette unterbrochen");
                push(findings, FindingKind::Audit, path, detail);
            }
        }
    }
}

/// Whether an entry must have a seal by now; one without a readable time must.
fn is_old(line: &AuditLine, made_at: DateTime<Utc>) -> bool {
    let at = line.content[1].as_str().map(str::parse::<DateTime<Utc>>);
    at.and_then(Result::ok)
        .is_none_or(|at| made_at - at > SEALED_WITHIN)
}

fn hash(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}

/// An entry for people: its id, its thing and its verb.
fn name(line: &AuditLine) -> String {
    let field = |index: usize| line.content[index].as_str().unwrap_or("?");
    format!("Eintrag {} ({} {})", field(0), field(7), field(10))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_entry_has_its_seal_after_half_an_hour() {
        let made_at: DateTime<Utc> = DateTime::UNIX_EPOCH + TimeDelta::days(1);
        let findings = |at: &str, made_at| {
            let content = json!(["id", at, "", "", "", "", "", "grant", "", "", "issue"]);
            let extract = AuditExtract {
                format: AUDIT_FORMAT.to_owned(),
                case: uuid::Uuid::nil(),
                fields: Vec::new(),
                entries: vec![AuditLine {
                    content_hash: hash(&content.to_string()),
                    content,
                    seal: None,
                }],
            };
            let mut findings = Vec::new();
            Chain::default().extract("protokoll.json", &extract, made_at, &mut findings);
            findings.len()
        };
        let ago = |minutes| (made_at - TimeDelta::minutes(minutes)).to_rfc3339();
        assert_eq!(findings(&ago(29), Some(made_at)), 0);
        assert_eq!(findings(&ago(31), Some(made_at)), 1);
        assert_eq!(findings("gestern", Some(made_at)), 1, "no time, no excuse");
        assert_eq!(
            findings(&ago(31), None),
            0,
            "the manifest is a finding of its own"
        );
    }
}
