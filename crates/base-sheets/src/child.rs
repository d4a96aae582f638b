//! The limited child process: takes a file on stdin, gives frames on stdout, and may die of anything without harm.
//! The host program calls [`run_if_asked`] first thing in `main`, before threads, logging or configuration.

use crate::formats::{self, Sink};
use crate::limits::Limits;
use crate::unreadable::Unreadable;
use rlimit::Resource;
use std::io::{Read, Write};
use std::process::ExitCode;

/// The hidden first argument that makes the program a reading child; the second is the limits as JSON, the third the file name.
pub const ARGUMENT: &str = "__read-sheet";

/// Runs the child and returns its exit code if the program was started as one; `None` in every other case.
pub fn run_if_asked() -> Option<ExitCode> {
    let mut args = std::env::args().skip(1);
    if args.next().as_deref() != Some(ARGUMENT) {
        return None;
    }
    let limits = args
        .next()
        .and_then(|json| serde_json::from_str::<Limits>(&json).ok());
    let file_name = args.next().unwrap_or_default();
    Some(match limits {
        Some(limits) => main(&limits, &file_name),
        None => ExitCode::from(2),
    })
}

fn main(limits: &Limits, file_name: &str) -> ExitCode {
    if let Err(error) = confine(limits) {
        eprintln!("limits: {error}");
        return ExitCode::from(3);
    }
    let mut bytes = Vec::new();
    let most = limits.packed_bytes.saturating_add(1);
    if let Err(error) = std::io::stdin().lock().take(most).read_to_end(&mut bytes) {
        eprintln!("stdin: {error}");
        return ExitCode::from(4);
    }
    match read_to(&bytes, file_name, limits, std::io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(5)
        }
    }
}

/// Bounds of the operating system, set before the first foreign byte is looked at. The address space is counted from
/// what the program image already takes, so that a large host binary has the same room as a small one.
fn confine(limits: &Limits) -> std::io::Result<()> {
    let taken = std::fs::read_to_string("/proc/self/statm")
        .ok()
        .and_then(|text| text.split_whitespace().next()?.parse::<u64>().ok())
        .map_or(256 << 20, |pages| pages.saturating_mul(4096));
    let memory = taken.saturating_add(limits.memory_bytes);
    Resource::AS.set(memory, memory)?;
    Resource::CPU.set(limits.cpu_seconds, limits.cpu_seconds + 1)?;
    // no files, no core dumps: the child has three pipes and needs nothing else
    Resource::FSIZE.set(0, 0)?;
    Resource::CORE.set(0, 0)
}

/// Reads and writes frames; a refusal and a panic of a parser are frames too. The error is a lost pipe only.
pub(crate) fn read_to<W: Write>(
    bytes: &[u8],
    file_name: &str,
    limits: &Limits,
    out: W,
) -> Result<(), Unreadable> {
    let mut sink = Sink::new(out, limits);
    let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        formats::read(bytes, file_name, limits, &mut sink)
    }));
    match read {
        Ok(Ok(())) if sink.is_empty() => sink.refuse(Unreadable::Empty),
        Ok(Ok(())) => sink.end(peak_kib()),
        Ok(Err(reason)) => sink.refuse(reason),
        Err(_) => sink.refuse(Unreadable::Damaged {
            detail: "the parser panicked".into(),
        }),
    }
}

fn peak_kib() -> u64 {
    std::fs::read_to_string("/proc/self/status")
        .ok()
        .and_then(|text| {
            let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
            line.split_whitespace().nth(1)?.parse().ok()
        })
        .unwrap_or(0)
}
