//! Speaking to a mail server.
//!
//! The connections are ours, not lettre's pool, for two reasons: its two small writes per mail stall 44 ms each without
//! TCP_NODELAY, and it does not tell whether a failure came before or after the message was handed over.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use base::Problem;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use percent_encoding::percent_decode_str;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use url::{Host, Url};

use crate::Failure;
use crate::message::Outgoing;

/// Connections at the same time.
pub(crate) const CONNECTIONS: usize = 16;

/// Together they stay below half of the lease of [`crate::Transport`].
const CONNECT_WITHIN: Duration = Duration::from_secs(10);
const ENVELOPE_WITHIN: Duration = Duration::from_secs(15);
const MESSAGE_WITHIN: Duration = Duration::from_secs(30);
const QUIT_WITHIN: Duration = Duration::from_secs(1);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tls {
    /// Never: a relay on this machine.
    None,
    /// STARTTLS when it is offered; a password is only sent over TLS.
    Opportunistic,
    /// STARTTLS, or nothing is sent.
    Required,
    /// From the first byte (`smtps`).
    Wrapper,
}

/// One mail server and the idle connections to it.
pub struct Smtp {
    host: String,
    port: u16,
    tls: Tls,
    tls_parameters: TlsParameters,
    credentials: Option<Credentials>,
    hello: ClientId,
    slots: Semaphore,
    idle: Mutex<Vec<AsyncSmtpConnection>>,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Smtp({}:{}, {:?})", self.host, self.port, self.tls) // no credentials in logs
    }
}

impl Smtp {
    pub(crate) fn from_url(url: &Url) -> Result<Self, Problem> {
        let bad = |what: &str| Problem::broken(format!("mail transport: {what}"));
        let host = match url.host() {
            Some(Host::Domain(name)) => name.to_owned(),
            Some(Host::Ipv4(address)) => address.to_string(),
            Some(Host::Ipv6(address)) => address.to_string(),
            None => return Err(bad("the host is missing")),
        };
        let wrapper = url.scheme() == "smtps";
        let mut tls = if wrapper { Tls::Wrapper } else { Tls::Required };
        let mut builder = TlsParameters::builder(host.clone());
        for (name, value) in url.query_pairs() {
            match (&*name, &*value) {
                ("tls", "required") if wrapper => {}
                ("tls", "required") => tls = Tls::Required,
                ("tls", "opportunistic") if !wrapper => tls = Tls::Opportunistic,
                ("tls", "none") if !wrapper => tls = Tls::None,
                ("ca", path) => {
                    let pem = std::fs::read(path).map_err(|error| bad(&format!("ca {path}: {error}")))?;
                    let root =
                        Certificate::from_pem(&pem).map_err(|error| bad(&format!("ca {path}: {error}")))?;
                    builder = builder.add_root_certificate(root);
                }
                _ => return Err(bad(&format!("{name}={value} is not understood"))),
            }
        }
        let credentials = match (url.username(), url.password()) {
            ("", _) => None,
            (user, password) => Some(Credentials::new(
                decoded(user)?,
                decoded(password.unwrap_or_default())?,
            )),
        };
        Ok(Self {
            port: url.port().unwrap_or(if wrapper { 465 } else { 587 }),
            tls_parameters: builder.build().map_err(|error| bad(&error.to_string()))?,
            host,
            tls,
            credentials,
            hello: ClientId::default(),
            slots: Semaphore::new(CONNECTIONS),
            idle: Mutex::new(Vec::new()),
        })
    }

    /// Hands one message over, on an idle connection if there is one.
    pub(crate) async fn deliver(&self, outgoing: &Outgoing) -> Result<(), Failure> {
        let _slot = self
            .slots
            .acquire()
            .await
            .map_err(|error| Failure::Temporary(error.to_string()))?;
        // A failed connection concerns the server, not this mail: never permanent.
        let mut connection = timeout(CONNECT_WITHIN, self.connection())
            .await
            .map_err(|_| Failure::Temporary("the mail server did not answer in time".to_owned()))??;
        let outcome = converse(&mut connection, outgoing).await;
        if outcome.is_ok() {
            self.idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(connection);
        } else {
            let _ = timeout(QUIT_WITHIN, connection.abort()).await; // it is given up either way
        }
        outcome
    }

    async fn connection(&self) -> Result<AsyncSmtpConnection, Failure> {
        loop {
            let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            match idle {
                None => return self.connect().await,
                Some(mut connection) => {
                    if connection.test_connected().await {
                        return Ok(connection);
                    }
                }
            }
        }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Failure> {
        let temporary = |error: &dyn std::fmt::Display| {
            Failure::Temporary(format!("{}:{}: {error}", self.host, self.port))
        };
        let server = (self.host.as_str(), self.port);
        let mut connection = if self.tls == Tls::Wrapper {
            let parameters = Some(self.tls_parameters.clone());
            AsyncSmtpConnection::connect_tokio1(server, Some(CONNECT_WITHIN), &self.hello, parameters, None)
                .await
        } else {
            let stream = TcpStream::connect(server)
                .await
                .map_err(|error| temporary(&error))?;
            stream.set_nodelay(true).map_err(|error| temporary(&error))?;
            AsyncSmtpConnection::connect_with_transport(Box::new(stream), &self.hello).await
        }
        .map_err(|error| temporary(&told(&error)))?;

        let upgrade =
            self.tls == Tls::Required || (self.tls == Tls::Opportunistic && connection.can_starttls());
        if upgrade {
            let upgraded = connection
                .starttls(self.tls_parameters.clone(), &self.hello)
                .await;
            upgraded.map_err(|error| temporary(&told(&error)))?;
        }
        if let Some(credentials) = &self.credentials {
            if self.tls != Tls::None && !connection.is_encrypted() {
                return Err(temporary(&"no TLS offered, so the password is not sent"));
            }
            let mechanisms = [Mechanism::Plain, Mechanism::Login];
            let signed_in = connection.auth(&mechanisms, credentials).await;
            signed_in.map_err(|error| temporary(&told(&error)))?;
        }
        Ok(connection)
    }
}

/// The dialogue of one mail. What fails before the message was handed over has surely not arrived.
async fn converse(connection: &mut AsyncSmtpConnection, outgoing: &Outgoing) -> Result<(), Failure> {
    timeout(ENVELOPE_WITHIN, envelope(connection, outgoing))
        .await
        .map_err(|_| Failure::Temporary("the mail server did not answer in time".to_owned()))??;
    match timeout(MESSAGE_WITHIN, connection.message(&outgoing.raw)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) if error.is_permanent() => Err(Failure::Permanent(told(&error))),
        Ok(Err(error)) if error.is_transient() => Err(Failure::Temporary(told(&error))),
        Ok(Err(error)) => Err(Failure::Unknown(told(&error))),
        Err(_) => Err(Failure::Unknown("no answer after the message".to_owned())),
    }
}

async fn envelope(connection: &mut AsyncSmtpConnection, outgoing: &Outgoing) -> Result<(), Failure> {
    let mut parameters = Vec::new();
    let addresses = outgoing.envelope.to().iter().chain(outgoing.envelope.from());
    if !addresses.map(AsRef::<str>::as_ref).all(str::is_ascii) {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            return Err(Failure::Permanent(
                "the mail server takes no addresses with umlauts (SMTPUTF8)".to_owned(),
            ));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    if !outgoing.raw.is_ascii() {
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    let refused = |error: Error| match error.is_permanent() {
        true => Failure::Permanent(told(&error)),
        false => Failure::Temporary(told(&error)),
    };
    connection
        .command(Mail::new(outgoing.envelope.from().cloned(), parameters))
        .await
        .map_err(refused)?;
    for to in outgoing.envelope.to() {
        connection
            .command(Rcpt::new(to.clone(), Vec::new()))
            .await
            .map_err(refused)?;
    }
    connection.command(Data).await.map_err(refused)?;
    Ok(())
}

/// The error with its causes: lettre's own text leaves them out.
fn told(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let error_text = error.to_string();
        if !text.contains(&error_text) {
            text = format!("{text}: {error_text}");
        }
        cause = error.source();
    }
    text
}

fn decoded(part: &str) -> Result<String, Problem> {
    let text = percent_decode_str(part).decode_utf8();
    Ok(text
        .map_err(|_| Problem::broken("mail transport: user or password is not UTF-8"))?
        .into_owned())
}
