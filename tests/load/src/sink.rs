//! A mail server that takes everything and counts it by recipient.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How many mails each recipient got.
pub type Taken = Arc<Mutex<HashMap<String, usize>>>;

/// Starts it on a free port.
pub async fn start() -> anyhow::Result<(SocketAddr, Taken)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let taken = Taken::default();
    let all = taken.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let taken = all.clone();
            tokio::spawn(async move {
                // a client that hangs up has said all it wanted
                let _ = talk(stream, &taken).await;
            });
        }
    });
    Ok((address, taken))
}

async fn talk(stream: TcpStream, taken: &Taken) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut recipient = String::new();
    let mut in_data = false;
    write.write_all(b"220 sink\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        if in_data {
            if line == "." {
                in_data = false;
                let mut taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
                *taken.entry(std::mem::take(&mut recipient)).or_default() += 1;
            } else {
                continue;
            }
        } else if let Some(address) = line.strip_prefix("RCPT TO:") {
            address.clone_into(&mut recipient);
        }
        let answer: &[u8] = match line.split(' ').next().unwrap_or_default() {
            "DATA" => {
                in_data = true;
                b"354 go on\r\n"
            }
            "EHLO" => b"250-sink\r\n250 8BITMIME\r\n",
            "QUIT" => b"221 bye\r\n",
            _ => b"250 ok\r\n",
        };
        write.write_all(answer).await?;
    }
    Ok(())
}
