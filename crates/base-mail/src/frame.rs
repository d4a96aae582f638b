//! What all mails of this installation have in common.

use std::sync::OnceLock;

use base::Problem;
use lettre::message::Mailbox;

/// Sender, links and footer of every mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Where the portal is reached, without a slash at the end: `https://foerderung.example`.
    pub public_url: String,
    /// The office that writes, e.g. the ministry's name: first line of the footer.
    pub authority: String,
    pub sender_name: String,
    /// A `noreply` address. Its domain also ends the Message-IDs.
    pub sender_address: String,
    /// The case office's address, if answers are to be read.
    pub reply_to: Option<String>,
    /// Further lines of the footer: address, telephone.
    pub footer: Vec<String>,
    /// Demo: all mail goes to this one address instead.
    pub redirect: Option<String>,
}

impl Default for Frame {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".to_owned(),
            authority: "Bewilligungsstelle (Demo)".to_owned(),
            sender_name: "Förderportal".to_owned(),
            sender_address: "noreply@portal.example".to_owned(),
            reply_to: None,
            footer: Vec::new(),
            redirect: None,
        }
    }
}

impl Frame {
    /// The domain of the sender's address.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.sender_address
            .rsplit_once('@')
            .map_or("localhost", |(_, domain)| domain)
    }

    /// An absolute link: `/applications/1` → `https://foerderung.example/applications/1`.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        if path.starts_with("https://") || path.starts_with("http://") {
            return path.to_owned();
        }
        format!(
            "{}/{}",
            self.public_url.trim_end_matches('/'),
            path.trim_start_matches('/')
        )
    }

    /// `Name <address>`, as the header wants it.
    pub(crate) fn sender(&self) -> Result<Mailbox, Problem> {
        let address = self
            .sender_address
            .parse()
            .map_err(|error| bad_address(&self.sender_address, error))?;
        Ok(Mailbox::new(Some(self.sender_name.clone()), address))
    }

    fn check(&self) -> Result<(), Problem> {
        self.sender()?;
        for address in self.reply_to.iter().chain(&self.redirect) {
            address
                .parse::<Mailbox>()
                .map_err(|error| bad_address(address, error))?;
        }
        Ok(())
    }
}

fn bad_address(address: &str, error: impl std::fmt::Display) -> Problem {
    Problem::broken(format!("mail setting: {address} is no e-mail address: {error}"))
}

static FRAME: OnceLock<Frame> = OnceLock::new();

/// Sets the frame of this process, once at start; later calls change nothing. Error: an address that is none.
pub fn install(frame: Frame) -> Result<(), Problem> {
    frame.check()?;
    FRAME.get_or_init(|| frame);
    Ok(())
}

/// The frame of this process: the installed one, or the demo's.
pub fn frame() -> &'static Frame {
    FRAME.get_or_init(Frame::default)
}
