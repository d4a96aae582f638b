//! The house as a whole: its features, its words, and a server built of them.

use anyhow::Context as _;
use axum::Router;
use base::texts::TextFiles;
use base_db::Db;
use base_mail::{Frame, Transport};
use base_sheets::Reader;
use base_web::Settings;
use base_web::app::{App, Feature};
use base_web::server::{self, Parts};

use crate::config::Config;
use crate::{key, web};

/// The words of the house pages.
pub const TEXTS: TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));

/// All features, in the order of a programme's life.
#[must_use]
pub fn features() -> Vec<Feature> {
    vec![
        web::feature(),
        calls::feature(),
        applications::feature(),
        assessment::feature(),
        selection::feature(),
        grants::feature(),
        payments::feature(),
        proofs::feature(),
        facilitation::feature(),
        hours::feature(),
        exchange::feature(),
        reports::feature(),
        budget::feature(),
        municipalities::feature(),
        people::feature(),
        web::tools(),
    ]
}

/// Installs the words of all crates. Error: the broken text file.
pub fn install_texts() -> anyhow::Result<()> {
    let mut files = vec![
        base_web::TEXTS,
        base_mail::TEXTS,
        base_files::TEXTS,
        base_sheets::TEXTS,
    ];
    files.extend(
        features()
            .iter()
            .flat_map(|feature| feature.texts.iter().copied()),
    );
    base::texts::install(&files)
        .map_err(anyhow::Error::msg)
        .context("the text files are broken")
}

/// A server ready to run, and how it sends mail.
pub struct House {
    pub app: App,
    pub router: Router,
    pub transport: Transport,
}

/// Connects, brings the schema up to date, and adds everything up.
pub async fn open(config: &Config) -> anyhow::Result<House> {
    install_texts()?;
    people::install_scopes(crate::scopes::sources());
    std::fs::create_dir_all(&config.data_dir)
        .with_context(|| format!("the data folder {} cannot be made", config.data_dir.display()))?;
    let db = Db::connect(&config.database_url)
        .await
        .context("the database cannot be opened")?;
    db.migrate()
        .await
        .context("the schema cannot be brought up to date")?;
    key::give(config, &db).await?;
    people::seal_plain_secrets(&db)
        .await
        .context("second factors cannot be sealed")?;
    let scanner =
        base_files::Scanner::from_url(&config.virus_scanner).context("virus_scanner is not usable")?;
    let files = config
        .file_place()
        .map_err(|problem| anyhow::anyhow!("file_store: {problem}"))?
        .open()
        .context("the file store cannot be opened")?
        .scanned_by(scanner);
    let mail = &config.mail;
    base_mail::install(Frame {
        public_url: config.public_url.clone(),
        authority: config.authority.clone(),
        sender_name: mail.sender_name.clone(),
        sender_address: mail.sender_address.clone(),
        reply_to: mail.reply_to.clone(),
        footer: mail.footer.clone(),
        redirect: mail.redirect.clone(),
    })
    .context("the mail settings are not usable")?;
    let transport = Transport::from_url(&mail.transport).context("mail.transport is not usable")?;
    let demo = db.is_demo().await?;
    let parts = Parts {
        db,
        files,
        sheets: reader()?,
        settings: Settings {
            public_url: config.public_url.clone(),
            authority: config.authority.clone(),
            demo,
            trusted_proxies: config.trusted_proxies.clone(),
            data_dir: config.data_dir.clone(),
        },
        identify: people::identify,
        metrics: metrics_handle()?,
    };
    let (app, router) = server::build(parts, features());
    Ok(House {
        app,
        router,
        transport,
    })
}

/// This very program reads workbooks as its own child. Tests have it beside them.
fn reader() -> anyhow::Result<Reader> {
    let own = std::env::current_exe().context("the program does not know its own file")?;
    if own.file_stem().is_some_and(|stem| stem == "backoffice") {
        return Reader::this_program().context("the program does not know its own file");
    }
    let beside = own
        .ancestors()
        .skip(1)
        .take(2)
        .map(|folder| folder.join("backoffice"))
        .find(|path| path.is_file());
    Ok(Reader::new(beside.unwrap_or(own)))
}

/// Bounds of the histograms: unlike quantiles they add up over instances.
const SECONDS: [f64; 9] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// One recorder a process; tests open several houses.
fn metrics_handle() -> anyhow::Result<metrics_exporter_prometheus::PrometheusHandle> {
    use std::sync::OnceLock;
    static HANDLE: OnceLock<metrics_exporter_prometheus::PrometheusHandle> = OnceLock::new();
    if let Some(handle) = HANDLE.get() {
        return Ok(handle.clone());
    }
    let handle = metrics_exporter_prometheus::PrometheusBuilder::new()
        .set_buckets(&SECONDS)
        .context("the figures have no buckets")?
        .install_recorder()
        .context("the figures cannot be collected")?;
    Ok(HANDLE.get_or_init(|| handle).clone())
}
