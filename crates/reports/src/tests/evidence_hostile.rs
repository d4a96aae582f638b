//! What is no packet, or one made to do harm, is refused before anything of it is read.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::evidence::{Files, packed};
use crate::evidence::format::{FORMAT, MANIFEST, SUMS};
use crate::evidence::{Unreadable, Verdict, verify};

fn checked(bytes: &[u8]) -> Result<Verdict, Unreadable> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("akte.zip");
    std::fs::write(&path, bytes).unwrap();
    verify(&path, None)
}

fn refused(bytes: &[u8]) -> String {
    match checked(bytes) {
        Err(unreadable) => unreadable.0,
        Ok(verdict) => panic!("read: {verdict:?}"),
    }
}

/// An archive of these entries, whatever their names are.
fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_packet_is_said_so() {
    assert!(refused(b"").contains("kein lesbares ZIP-Archiv"));
    assert!(refused(b"%PDF-1.7 kein Archiv").contains("kein lesbares ZIP-Archiv"));
    assert!(refused(&archive(&[("brief.txt", b"Hallo")])).contains("keine Prüfakte"));
    let other = format!("{{\"format\": \"{FORMAT}0\"}}");
    let other = archive(&[(MANIFEST, other.as_bytes()), (SUMS, b"")]);
    assert!(refused(&other).contains("unbekannter Aufbau"));
    let cut = packed(&Files::from([(MANIFEST.to_owned(), b"{}".to_vec())]));
    assert!(refused(&cut[..cut.len() - 30]).contains("kein lesbares ZIP-Archiv"));
}

#[test]
fn paths_that_leave_their_folder_are_refused() {
    for name in [
        "../../etc/cron.d/x",
        "/etc/passwd",
        "faelle/../../x",
        "faelle\\..\\x",
        "C:\\x",
        "faelle/.ssh/authorized_keys",
        "ordner/",
        "fälle/x",
    ] {
        let said = refused(&archive(&[(MANIFEST, b"{}"), (name, b"x")]));
        assert!(said.contains("unzulässiger Dateiname"), "{name}: {said}");
    }
}

#[test]
fn bombs_are_refused() {
    let zeros = vec![0_u8; 96 * 1024 * 1024];
    let bomb = archive(&[(MANIFEST, b"{}"), ("faelle/a.json", &zeros)]);
    assert!(bomb.len() < 200_000, "{} bytes", bomb.len());
    assert!(refused(&bomb).contains("Vielfachen"));
}

#[test]
fn a_file_that_is_longer_than_it_says_is_read_no_further_and_named() {
    let content = vec![b'x'; 70_000];
    let sums = format!("{}  faelle/a.json\n", "0".repeat(64));
    let mut bytes = archive(&[("faelle/a.json", &content), (SUMS, sums.as_bytes())]);
    // the size in the central directory and in the local header
    let said = 70_000_u32.to_le_bytes();
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(4).position(|window| window == said) {
        bytes[at + found..at + found + 4].copy_from_slice(&10_u32.to_le_bytes());
        at += found + 4;
    }
    assert!(at > 0);
    let verdict = checked(&bytes).unwrap();
    let finding = verdict
        .findings
        .iter()
        .find(|finding| finding.path == "faelle/a.json")
        .unwrap();
    assert!(finding.detail.contains("beschädigt"), "{finding:?}");
}

#[test]
fn entries_hidden_from_the_list_are_refused() {
    // two archives, one after the other: readers that walk from the front see the first
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file("faelle/a.txt", stored).unwrap();
    zip.write_all(b"das eine").unwrap();
    let first = zip.finish().unwrap().into_inner();
    let mut both = first.clone();
    both.extend(archive(&[(MANIFEST, b"{}")]));
    refused(&both);

    // an entry that only the local headers know
    let two = archive(&[
        ("faelle/a.txt", b"offen"),
        ("faelle/b.txt", b"verborgen"),
        (MANIFEST, b"{}"),
    ]);
    let hidden = without_entry(&two, "faelle/b.txt");
    let said = refused(&hidden);
    assert!(
        said.contains("verborgen") || said.contains("überlappen"),
        "{said}"
    );
}

/// The archive with one entry taken out of its central directory, whose end is made to fit.
fn without_entry(bytes: &[u8], name: &str) -> Vec<u8> {
    let number = |at: usize, bytes: &[u8]| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
    let end = bytes
        .windows(4)
        .rposition(|window| window == b"PK\x05\x06")
        .unwrap();
    let start = u32::from_le_bytes(bytes[end + 16..end + 20].try_into().unwrap()) as usize;
    let mut directory = Vec::new();
    let (mut at, mut entries) = (start, 0_u16);
    while bytes[at..].starts_with(b"PK\x01\x02") {
        let length = usize::from(number(at + 28, bytes));
        let all = 46 + length + usize::from(number(at + 30, bytes)) + usize::from(number(at + 32, bytes));
        if &bytes[at + 46..at + 46 + length] != name.as_bytes() {
            directory.extend(&bytes[at..at + all]);
            entries += 1;
        }
        at += all;
    }
    let mut out = bytes[..start].to_vec();
    out.extend(&directory);
    let mut tail = bytes[end..].to_vec();
    tail[8..10].copy_from_slice(&entries.to_le_bytes());
    tail[10..12].copy_from_slice(&entries.to_le_bytes());
    tail[12..16].copy_from_slice(&u32::try_from(directory.len()).unwrap().to_le_bytes());
    out.extend(tail);
    out
}

#[test]
fn a_damaged_entry_is_named_and_not_fatal() {
    let content: Vec<u8> = (0..50_000_u32).flat_map(u32::to_le_bytes).collect();
    let sums = format!("{}  faelle/a.json\n", "0".repeat(64));
    let bytes = archive(&[("faelle/a.json", &content), (SUMS, sums.as_bytes())]);
    let mut damaged = bytes.clone();
    let middle = damaged.len() / 2;
    for byte in &mut damaged[middle..middle + 64] {
        *byte ^= 0xff;
    }
    let verdict = checked(&damaged).unwrap();
    assert!(
        verdict
            .findings
            .iter()
            .any(|finding| finding.path == "faelle/a.json"),
        "{verdict:?}"
    );
}
