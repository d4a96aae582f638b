//! What the machine says: how fast it syncs, how much processor time and memory processes took.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

/// Milliseconds of processor time per tick of `/proc` (100 Hz on Linux).
const TICK_MS: u64 = 10;

/// Median milliseconds of writing 4 KiB durably.
pub fn fsync_probe(folder: &Path) -> anyhow::Result<f64> {
    let path = folder.join("fsync.probe");
    let mut file = File::create(&path)?;
    let mut times = Vec::new();
    for _ in 0..100 {
        let started = Instant::now();
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        times.push(started.elapsed().as_secs_f64() * 1000.0);
    }
    fs::remove_file(path)?;
    Ok(median(&times))
}

pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => f64::NAN,
        count if count % 2 == 1 => sorted[count / 2],
        count => f64::midpoint(sorted[count / 2 - 1], sorted[count / 2]),
    }
}

/// The numbers of `/proc/<pid>/stat` behind the name: state is 0, the parent 1, then as in proc(5).
fn stat(pid: u32) -> Option<Vec<u64>> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, rest) = text.rsplit_once(')')?;
    Some(
        rest.split_whitespace()
            .map(|field| field.parse().unwrap_or(0))
            .collect(),
    )
}

fn children(pid: u32) -> Vec<u32> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter(|child| stat(*child).is_some_and(|fields| fields.get(1) == Some(&u64::from(pid))))
        .collect()
}

/// Milliseconds of processor time of a process and its children, ended ones included.
pub fn cpu_ms(pid: u32) -> u64 {
    let of = |pid: u32, fields: &[usize]| {
        let found = stat(pid).unwrap_or_default();
        fields.iter().filter_map(|field| found.get(*field)).sum::<u64>()
    };
    // utime, stime, cutime, cstime
    let own = of(pid, &[11, 12, 13, 14]);
    let living: u64 = children(pid).into_iter().map(|child| of(child, &[11, 12])).sum();
    (own + living) * TICK_MS
}

/// A figure of `/proc/<pid>/status` in MiB: `VmRSS`, `VmHWM`.
pub fn memory_mib(pid: u32, field: &str) -> f64 {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
    let kib: f64 = line
        .and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0.0);
    kib / 1024.0
}
