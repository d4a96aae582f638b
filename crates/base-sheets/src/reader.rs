//! The parent's side: starts the limited child, feeds it, collects rows while they come, and turns whatever happens to
//! it (exit, panic, abort, out of memory, timeout) into a reason.

use crate::child;
use crate::limits::Limits;
use crate::model::{Row, Sheet, Workbook};
use crate::unreadable::Unreadable;
use crate::wire::{self, Frame, MAX_FRAME, Message};
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;

/// Children at the same time; further readings wait, so that a rush of uploads can't fill the machine.
const CHILDREN: usize = 2;

/// Reads workbooks from outside. Cheap to clone; clones share the bound on children.
#[derive(Debug, Clone)]
pub struct Reader {
    place: Place,
    children: Arc<Semaphore>,
}

#[derive(Debug, Clone)]
enum Place {
    Child(PathBuf),
    Here,
}

impl Reader {
    /// `exe` is a program whose `main` calls [`child::run_if_asked`].
    pub fn new(exe: PathBuf) -> Self {
        Self {
            place: Place::Child(exe),
            children: Arc::new(Semaphore::new(CHILDREN)),
        }
    }

    /// This very program, even if its file was replaced by an update meanwhile.
    pub fn this_program() -> std::io::Result<Self> {
        let running = PathBuf::from("/proc/self/exe");
        Ok(Self::new(if running.exists() {
            running
        } else {
            std::env::current_exe()?
        }))
    }

    /// For tests of other crates and for our own exports only: parses inside this process, without the bounds of the
    /// operating system. Never for a file from outside.
    pub fn without_protection() -> Self {
        Self {
            place: Place::Here,
            children: Arc::new(Semaphore::new(CHILDREN)),
        }
    }

    /// Reads a whole file. Never panics and never takes longer than `limits.wall` (plus the wait for a free child).
    pub async fn read(&self, bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Workbook, Unreadable> {
        let size = bytes.len() as u64;
        if size == 0 {
            return Err(Unreadable::Empty);
        }
        if size > limits.packed_bytes {
            return Err(Unreadable::FileTooLarge {
                bytes: size,
                max: limits.packed_bytes,
            });
        }
        let _place = self.children.acquire().await.map_err(unavailable)?;
        match &self.place {
            Place::Here => read_here(bytes, file_name, limits),
            Place::Child(exe) => {
                let mut child = spawn(exe, file_name, limits)?;
                let until = tokio::time::Instant::now() + limits.wall;
                match tokio::time::timeout_at(until, converse(&mut child, bytes, limits)).await {
                    // a busy machine may look after the time is over and find the answer there
                    Ok(result) if tokio::time::Instant::now() < until => result,
                    _ => {
                        child.kill().await.map_err(unavailable)?;
                        Err(Unreadable::TooSlow {
                            seconds: limits.wall.as_secs(),
                        })
                    }
                }
            }
        }
    }
}

fn spawn(exe: &PathBuf, file_name: &str, limits: &Limits) -> Result<Child, Unreadable> {
    let json = serde_json::to_string(limits).map_err(unavailable)?;
    // only the ending matters to the child; a NUL in a name would stop the start
    let ending = file_name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let name: String = ending
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(16)
        .collect();
    Command::new(exe)
        .arg(child::ARGUMENT)
        .arg(json)
        .arg(if name.is_empty() {
            name
        } else {
            format!("f.{name}")
        })
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(unavailable)
}

async fn converse(child: &mut Child, bytes: &[u8], limits: &Limits) -> Result<Workbook, Unreadable> {
    let (Some(mut stdin), Some(mut stdout), Some(stderr)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(unavailable("no pipes"));
    };
    let feed = async {
        // a child that refuses early closes its end; its answer counts, not our broken pipe
        if let Err(error) = stdin.write_all(bytes).await {
            tracing::debug!(%error, "workbook reader closed its input early");
        }
        drop(stdin);
    };
    let words = async {
        let mut words = Vec::new();
        let read = stderr.take(8 << 10).read_to_end(&mut words).await;
        read.map(|_| String::from_utf8_lossy(&words).into_owned())
            .unwrap_or_else(|error| error.to_string())
    };
    let ((), result, words) = tokio::join!(feed, collect(&mut stdout, limits), words);
    drop(stdout);
    if result.is_err() {
        // nothing more is wanted of it; it may still be writing
        child.start_kill().map_err(unavailable)?;
    }
    let status = child.wait().await.map_err(unavailable)?;
    match result {
        Ok(workbook) => Ok(workbook),
        Err(Stop::Refused(reason)) => Err(reason),
        Err(Stop::Died) => {
            let reason = reason_of(status, &words, limits);
            tracing::warn!(%status, %reason, stderr = %words.trim(), "workbook reader died");
            Err(reason)
        }
    }
}

/// Why there is no workbook.
enum Stop {
    Refused(Unreadable),
    /// The stream ended in the middle.
    Died,
}

/// What a dead child died of. SIGKILL and SIGXCPU come from the CPU bound; an abort with Rust's words about memory, or
/// an overflown stack, from the memory bound.
fn reason_of(status: ExitStatus, words: &str, limits: &Limits) -> Unreadable {
    const SIGABRT: i32 = 6;
    const SIGKILL: i32 = 9;
    const SIGSEGV: i32 = 11;
    const SIGXCPU: i32 = 24;
    match (status.signal(), status.code()) {
        (Some(SIGXCPU | SIGKILL), _) => Unreadable::TooSlow {
            seconds: limits.cpu_seconds,
        },
        (Some(SIGABRT | SIGSEGV), _) => Unreadable::TooComplex {
            max: limits.memory_bytes,
        },
        (None, Some(2..=5)) => unavailable(words.trim()),
        _ => Unreadable::Damaged {
            detail: format!("reader ended with {status}"),
        },
    }
}

async fn collect(out: &mut (impl AsyncRead + Unpin), limits: &Limits) -> Result<Workbook, Stop> {
    let mut book = Assembly::default();
    let mut received = 0u64;
    let mut head = [0u8; 5];
    let mut body = Vec::new();
    loop {
        out.read_exact(&mut head).await.map_err(|_| Stop::Died)?;
        let length = u32::from_le_bytes([head[0], head[1], head[2], head[3]]);
        received = received.saturating_add(u64::from(length));
        if length > MAX_FRAME || received > limits.output_bytes {
            return Err(Stop::Refused(Unreadable::TooManyCells { max: limits.cells }));
        }
        body.resize(length as usize, 0);
        out.read_exact(&mut body).await.map_err(|_| Stop::Died)?;
        if let Some(workbook) = book.take(wire::decode(head[4], &body), limits)? {
            return Ok(workbook);
        }
    }
}

/// The same as the child, in this process: see [`Reader::without_protection`].
fn read_here(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Workbook, Unreadable> {
    let mut frames = Vec::new();
    child::read_to(bytes, file_name, limits, &mut frames)?;
    let mut book = Assembly::default();
    let mut rest = frames.as_slice();
    while let Some((head, tail)) = rest.split_at_checked(5) {
        let length = u32::from_le_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let Some((body, tail)) = tail.split_at_checked(length) else {
            break;
        };
        match book.take(wire::decode(head[4], body), limits) {
            Ok(Some(workbook)) => return Ok(workbook),
            Ok(None) => rest = tail,
            Err(Stop::Refused(reason)) => return Err(reason),
            Err(Stop::Died) => break,
        }
    }
    Err(Unreadable::Damaged {
        detail: "incomplete answer".into(),
    })
}

#[derive(Default)]
struct Assembly {
    book: Workbook,
    rows: u64,
}

impl Assembly {
    /// Takes one frame; the workbook comes with the last. The child's counting is checked again: it saw foreign bytes.
    fn take(&mut self, frame: Option<Frame>, limits: &Limits) -> Result<Option<Workbook>, Stop> {
        match frame {
            Some(Frame::Message(Message::Book(flags))) => self.book.flags = flags,
            Some(Frame::Message(Message::Sheet {
                name,
                hidden,
                hidden_columns,
                merged,
            })) => {
                self.book.sheets.push(Sheet {
                    name,
                    hidden,
                    hidden_columns,
                    merged,
                    rows: Vec::new(),
                });
            }
            Some(Frame::Rows(rows)) => {
                self.rows += rows.len() as u64;
                // a row that the file brings twice counts twice
                if self.rows > u64::from(limits.rows) {
                    return Err(Stop::Refused(Unreadable::TooManyRows { max: limits.rows }));
                }
                let sheet = self.book.sheets.last_mut().ok_or(Stop::Died)?;
                sheet.rows.extend(rows);
            }
            Some(Frame::Message(Message::End { peak_kib })) => {
                for sheet in &mut self.book.sheets {
                    put_in_order(&mut sheet.rows);
                }
                tracing::debug!(rows = self.rows, peak_kib, format = %self.book.flags.format, "workbook read");
                return Ok(Some(std::mem::take(&mut self.book)));
            }
            Some(Frame::Message(Message::Refused(reason))) => return Err(Stop::Refused(reason)),
            None => return Err(Stop::Died),
        }
        Ok(None)
    }
}

/// Odd writers send rows out of order or in pieces: ascending, one per number, later cells win.
fn put_in_order(rows: &mut Vec<Row>) {
    if rows.windows(2).all(|pair| pair[0].number < pair[1].number) {
        return;
    }
    rows.sort_by_key(|row| row.number);
    rows.dedup_by(|later, first| {
        let same = later.number == first.number;
        if same {
            let cells = std::mem::take(&mut later.cells);
            if cells.len() > first.cells.len() {
                first.cells.resize(cells.len(), crate::model::Cell::Empty);
            }
            for (slot, cell) in first.cells.iter_mut().zip(cells) {
                if cell != crate::model::Cell::Empty {
                    *slot = cell;
                }
            }
        }
        same
    });
}

fn unavailable(error: impl std::fmt::Display) -> Unreadable {
    Unreadable::Unavailable {
        detail: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Cell;

    #[test]
    fn rows_in_pieces_are_joined_in_order() {
        let row = |number, cells: &[&str]| Row {
            number,
            hidden: false,
            cells: cells.iter().map(|s| Cell::text(s)).collect(),
        };
        let mut rows = vec![row(3, &["c"]), row(1, &["a"]), row(3, &["", "d"])];
        put_in_order(&mut rows);
        assert_eq!(rows, vec![row(1, &["a"]), row(3, &["c", "d"])]);
    }
}
