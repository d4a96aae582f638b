//! A closed loop: each client sends, waits, checks the answer, sends the next; and an open one, where people come at their
//! time whether or not the server keeps up. Every answer is checked for its status and for a text that only the right row
//! brings.
//!
//! HTTP is spoken by hand on a kept-alive connection: a client that costs more than the server would measure itself.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use memchr::memmem;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const BOUNDARY: &str = "the-measurement";

/// One request with what its answer must be.
#[derive(Debug, Clone)]
pub struct Shot {
    pub method: &'static str,
    pub path: String,
    /// A form, or a file with fields when [`Shot::file`] made it; empty for GET.
    pub body: String,
    /// A file's bytes between `body` and `tail`: made when it is sent, so that thousands of files need no memory.
    pub filling: usize,
    pub tail: String,
    pub content_type: &'static str,
    /// The session cookie's value.
    pub session: String,
    pub status: u16,
    /// Stands in the answer, head included.
    pub marker: String,
}

impl Shot {
    pub fn get(path: impl Into<String>, session: &str, marker: impl Into<String>) -> Self {
        Self {
            method: "GET",
            path: path.into(),
            body: String::new(),
            filling: 0,
            tail: String::new(),
            content_type: "application/x-www-form-urlencoded",
            session: session.to_owned(),
            status: 200,
            marker: marker.into(),
        }
    }

    /// A form whose success leads on to a place (303) that holds `marker`.
    pub fn post(path: impl Into<String>, session: &str, body: String, marker: impl Into<String>) -> Self {
        Self {
            method: "POST",
            body,
            status: 303,
            ..Self::get(path, session, marker)
        }
    }

    /// A form with fields and one PDF of `bytes` bytes, whose success leads on to a place that holds `marker`. No two
    /// addresses or fields send the same content: a store that knows it already would write nothing.
    pub fn file(
        path: impl Into<String>,
        session: &str,
        fields: &[(&str, &str)],
        name: &str,
        bytes: usize,
        marker: impl Into<String>,
    ) -> Self {
        let path = path.into();
        let head = |head: String| format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        let mut body: String = fields
            .iter()
            .map(|(name, value)| format!("{}{value}\r\n", head(format!("name=\"{name}\""))))
            .collect();
        body += &head(format!(
            "name=\"{name}\"; filename=\"Beschluss.pdf\"\r\nContent-Type: application/pdf"
        ));
        let start = format!("%PDF-1.7\n%{path} {fields:?}\n%");
        let end = "\n%%EOF\n";
        body += &start;
        Self {
            filling: bytes.saturating_sub(start.len() + end.len()),
            tail: format!("{end}\r\n--{BOUNDARY}--\r\n"),
            content_type: "multipart/form-data; boundary=the-measurement",
            ..Self::post(path, session, body, marker)
        }
    }

    fn bytes(&self, address: SocketAddr) -> Vec<u8> {
        let mut head = format!(
            "{} {} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nSec-Fetch-Site: same-origin\r\nAccept: text/html\r\n",
            self.method, self.path
        );
        if !self.session.is_empty() {
            head += &format!("Cookie: session={}\r\n", self.session);
        }
        if self.method != "GET" {
            head += &format!(
                "Content-Type: {}\r\nContent-Length: {}\r\n",
                self.content_type,
                self.body.len() + self.filling + self.tail.len()
            );
        }
        let mut bytes = format!("{head}\r\n{}", self.body).into_bytes();
        bytes.resize(bytes.len() + self.filling, b'x');
        bytes.extend_from_slice(self.tail.as_bytes());
        bytes
    }
}

/// What a loop came to.
#[derive(Debug, Default)]
pub struct Load {
    /// Microseconds, ascending.
    pub latencies: Vec<u32>,
    pub seconds: f64,
    pub bad: usize,
    pub first_bad: Option<String>,
    /// Of the largest answer.
    pub bytes: usize,
}

impl Load {
    pub fn rps(&self) -> f64 {
        self.latencies.len() as f64 / self.seconds
    }

    fn add(&mut self, other: Self) {
        self.latencies.extend(other.latencies);
        self.bad += other.bad;
        self.first_bad = self.first_bad.take().or(other.first_bad);
        self.bytes = self.bytes.max(other.bytes);
    }

    fn answered(&mut self, shot: &Shot, status: u16, answer: &[u8], since: Instant) {
        self.latencies
            .push(u32::try_from(since.elapsed().as_micros()).unwrap_or(u32::MAX));
        self.bytes = self.bytes.max(answer.len());
        if status != shot.status || memmem::find(answer, shot.marker.as_bytes()).is_none() {
            self.bad += 1;
            self.first_bad.get_or_insert_with(|| {
                let text = String::from_utf8_lossy(answer);
                format!(
                    "{} {}: {status}, wanted {} with {:?}\n{text}",
                    shot.method, shot.path, shot.status, shot.marker
                )
            });
        }
    }

    /// Milliseconds that this share of the answers did not exceed.
    pub fn quantile(&self, share: f64) -> f64 {
        let place =
            ((self.latencies.len() as f64 * share) as usize).min(self.latencies.len().saturating_sub(1));
        self.latencies
            .get(place)
            .map_or(0.0, |micros| f64::from(*micros) / 1000.0)
    }
}

/// Drives `shots` in turn for `time`; with `once` each is sent at most once and the loop ends with the last.
pub async fn drive(
    address: SocketAddr,
    shots: Arc<Vec<Shot>>,
    clients: usize,
    time: Duration,
    once: bool,
) -> anyhow::Result<Load> {
    let next = Arc::new(AtomicUsize::new(0));
    let started = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|_| tokio::spawn(client(address, shots.clone(), next.clone(), started + time, once)))
        .collect();
    let mut all = Load::default();
    for task in tasks {
        all.add(task.await??);
    }
    all.seconds = started.elapsed().as_secs_f64();
    all.latencies.sort_unstable();
    Ok(all)
}

async fn client(
    address: SocketAddr,
    shots: Arc<Vec<Shot>>,
    next: Arc<AtomicUsize>,
    until: Instant,
    once: bool,
) -> anyhow::Result<Load> {
    let mut connection = Connection::open(address).await?;
    let mut mine = Load::default();
    while Instant::now() < until {
        let turn = next.fetch_add(1, Ordering::Relaxed);
        if once && turn >= shots.len() {
            break;
        }
        let shot = &shots[turn % shots.len()];
        let request = shot.bytes(address);
        let sent = Instant::now();
        let status = connection
            .ask(&request)
            .await
            .with_context(|| shot.path.clone())?;
        mine.answered(shot, status, &connection.answer, sent);
    }
    Ok(mine)
}

/// Sends each sequence at its time, evenly over `over`, on a connection of its own. The first request of a sequence is
/// measured from when it was due, each later one from when its forerunner was answered.
pub async fn arrive(address: SocketAddr, sequences: Vec<Vec<Shot>>, over: Duration) -> anyhow::Result<Load> {
    let started = Instant::now();
    let count = u32::try_from(sequences.len().max(1))?;
    let mut tasks = Vec::with_capacity(sequences.len());
    for (place, sequence) in (0..).zip(sequences) {
        let due = started + over / count * place;
        tokio::time::sleep_until(due.into()).await;
        tasks.push(tokio::spawn(visitor(address, sequence, due)));
    }
    let mut all = Load::default();
    for task in tasks {
        all.add(task.await??);
    }
    all.seconds = started.elapsed().as_secs_f64();
    all.latencies.sort_unstable();
    Ok(all)
}

async fn visitor(address: SocketAddr, sequence: Vec<Shot>, due: Instant) -> anyhow::Result<Load> {
    let mut connection = Connection::open(address).await?;
    let mut mine = Load::default();
    let mut since = due;
    for shot in &sequence {
        let status = connection
            .ask(&shot.bytes(address))
            .await
            .with_context(|| shot.path.clone())?;
        mine.answered(shot, status, &connection.answer, since);
        since = Instant::now();
    }
    Ok(mine)
}

/// One request on a connection of its own: status, whole answer, time.
pub async fn once(address: SocketAddr, shot: &Shot) -> anyhow::Result<(Vec<u8>, Duration)> {
    let mut connection = Connection::open(address).await?;
    let sent = Instant::now();
    let status = connection.ask(&shot.bytes(address)).await?;
    let time = sent.elapsed();
    if status != shot.status || memmem::find(&connection.answer, shot.marker.as_bytes()).is_none() {
        let text = String::from_utf8_lossy(&connection.answer);
        bail!(
            "{} {}: {status}, wanted {} with {:?}\n{text}",
            shot.method,
            shot.path,
            shot.status,
            shot.marker
        );
    }
    Ok((connection.answer, time))
}

struct Connection {
    stream: TcpStream,
    /// Head and body of the last answer.
    answer: Vec<u8>,
}

impl Connection {
    async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            answer: Vec::with_capacity(128 * 1024),
        })
    }

    async fn more(&mut self) -> anyhow::Result<()> {
        if self.stream.read_buf(&mut self.answer).await? == 0 {
            bail!("the server closed the connection");
        }
        Ok(())
    }

    /// Sends and reads one whole answer; gives its status.
    async fn ask(&mut self, request: &[u8]) -> anyhow::Result<u16> {
        self.stream.write_all(request).await?;
        self.answer.clear();
        let head = loop {
            if let Some(end) = memmem::find(&self.answer, b"\r\n\r\n") {
                break end + 4;
            }
            self.more().await?;
        };
        let lines = String::from_utf8_lossy(&self.answer[..head]).to_lowercase();
        let status = lines.get(9..12).context("no status")?.parse()?;
        let field = |name: &str| {
            lines
                .lines()
                .find_map(|line| line.strip_prefix(name))
                .map(str::trim)
        };
        if let Some(length) = field("content-length:") {
            let end = head + length.parse::<usize>()?;
            while self.answer.len() < end {
                self.more().await?;
            }
        } else if field("transfer-encoding:") == Some("chunked") {
            while !self.answer.ends_with(b"\r\n0\r\n\r\n") {
                self.more().await?;
            }
        }
        Ok(status)
    }
}
