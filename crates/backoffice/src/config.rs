//! What the operator sets: a TOML file, overridden by the environment.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use base_files::{Place, S3};
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};

/// The file that is read when it exists and none is named.
pub const DEFAULT_FILE: &str = "backoffice.toml";

/// All settings. In the environment with the prefix `BACKOFFICE_` and `__` between the levels
/// (`BACKOFFICE_MAIL__TRANSPORT`); `DATABASE_URL` is also read bare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// `sqlite://var/backoffice.sqlite?mode=rwc` or `postgres://…`.
    pub database_url: String,
    /// Address and port to listen on.
    pub listen: String,
    /// The address people use. With `https://` the cookie is `Secure`.
    pub public_url: String,
    /// Addresses of reverse proxies on other machines, whose `X-Forwarded-For` tells who comes. One on this machine is
    /// believed without being named.
    pub trusted_proxies: Vec<IpAddr>,
    /// The ministry's name.
    pub authority: String,
    /// Where run-time data lie, among them the files unless `file_store` says otherwise.
    pub data_dir: PathBuf,
    /// Where files lie, one place for all instances: a folder, or `s3://bucket`, also with `/prefix`. Empty: `files` in
    /// the data folder.
    pub file_store: String,
    /// How the S3 service of `file_store` is reached.
    pub s3: S3,
    /// Seals secrets in the database: 32 bytes in base64 (`openssl rand -base64 32`), the same for all instances.
    /// Without it `secret.key` in the data folder, made at the first start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_key: Option<String>,
    pub mail: MailConfig,
    /// Where a clamd listens that looks at uploaded files: `tcp://host:3310`, `unix:///run/clamav/clamd.ctl`. Empty:
    /// nothing is scanned.
    pub virus_scanner: String,
    /// `text` or `json`.
    pub log_format: String,
}

/// How mail is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailConfig {
    /// `smtp://user:password@host:587?tls=required`, `smtps://…`, `file:/folder`, `inbox:` (demo).
    pub transport: String,
    pub sender_name: String,
    pub sender_address: String,
    pub reply_to: Option<String>,
    /// Further lines below every mail.
    pub footer: Vec<String>,
    /// All mail goes to this one address instead (a demo with real SMTP).
    pub redirect: Option<String>,
}

impl Default for MailConfig {
    fn default() -> Self {
        Self {
            transport: "inbox:".to_owned(),
            sender_name: "Förderportal".to_owned(),
            sender_address: "noreply@portal.example".to_owned(),
            reply_to: None,
            footer: Vec::new(),
            redirect: None,
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database_url: "sqlite://var/backoffice.sqlite?mode=rwc".to_owned(),
            listen: "127.0.0.1:8080".to_owned(),
            public_url: "http://127.0.0.1:8080".to_owned(),
            trusted_proxies: Vec::new(),
            authority: "Ministerium für Soziales und Integration".to_owned(),
            data_dir: PathBuf::from("var"),
            file_store: String::new(),
            s3: S3::default(),
            secret_key: None,
            mail: MailConfig::default(),
            virus_scanner: String::new(),
            log_format: "text".to_owned(),
        }
    }
}

impl Config {
    /// Defaults, then the file, then the environment. Error: names the wrong setting.
    pub fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        match file {
            Some(path) if !path.is_file() => {
                bail!("the configuration file {} does not exist", path.display())
            }
            Some(path) => figment = figment.merge(Toml::file_exact(path)),
            None => figment = figment.merge(Toml::file(DEFAULT_FILE)),
        }
        figment
            .merge(Env::raw().only(&["DATABASE_URL"]))
            .merge(Env::prefixed("BACKOFFICE_").split("__"))
            .extract()
            .context("the configuration is not usable")
    }

    /// Where the files lie. Error: the setting names no place.
    pub fn file_place(&self) -> Result<Place, String> {
        if self.file_store.is_empty() {
            return Ok(Place::Folder(self.data_dir.join("files")));
        }
        Place::parse(&self.file_store, &self.s3)
    }

    /// What does not fit together, each a sentence. Empty: fine.
    #[must_use]
    pub fn findings(&self) -> Vec<String> {
        let mut findings = Vec::new();
        if !self.database_url.starts_with("sqlite:") && !self.database_url.starts_with("postgres") {
            findings.push("database_url: neither sqlite: nor postgres:".to_owned());
        }
        if !self.public_url.starts_with("http://") && !self.public_url.starts_with("https://") {
            findings.push("public_url: must start with http:// or https://".to_owned());
        }
        if self.public_url.ends_with('/') {
            findings.push("public_url: must not end with a slash".to_owned());
        }
        if self.secret_key.is_none() && self.database_url.starts_with("postgres") {
            findings.push(
                "secret_key: not set, so the key lies in data_dir, beside what it protects; set secret_key or \
                 BACKOFFICE_SECRET_KEY to 32 random bytes in base64 (at first the content of secret.key, if there is one)"
                    .to_owned(),
            );
        }
        let is_local = self.listen.starts_with("127.")
            || self.listen.starts_with("localhost")
            || self.listen.starts_with("[::1]");
        if !is_local && !self.public_url.starts_with("https://") {
            findings.push("public_url: listening beyond this machine needs an https:// address".to_owned());
        }
        match self.file_place() {
            Err(problem) => findings.push(format!("file_store: {problem}")),
            Ok(Place::Bucket { s3, .. }) if is_readable_on_the_way(&s3.endpoint) => {
                findings.push("s3.endpoint: http:// sends the files unencrypted; use https://".to_owned());
            }
            Ok(_) => {}
        }
        if let Err(problem) = base_files::Scanner::from_url(&self.virus_scanner) {
            findings.push(format!("virus_scanner: {problem}"));
        }
        if self.mail.transport == "inbox:" && self.public_url.starts_with("https://") {
            findings.push(
                "mail.transport: is inbox:, so no mail would leave; set smtp:// or smtps://".to_owned(),
            );
        }
        findings
    }
}

/// Whether what is sent there leaves this machine in the clear.
fn is_readable_on_the_way(endpoint: &str) -> bool {
    let host = endpoint.strip_prefix("http://");
    host.is_some_and(|host| !host.starts_with("127.") && !host.starts_with("localhost"))
}
