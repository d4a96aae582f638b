//! The key that secrets in the database are sealed with: from the configuration, else a file in the data folder.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use base::Ctx;
use base_db::Db;
use base_db::secrets::{KeyFit, SecretKey};

use crate::config::Config;

/// The file in the data folder that holds the key unless the configuration does.
pub const FILE: &str = "secret.key";

/// Gives the database its key; makes one for a database that never had any. Error: the key is no key, it is gone, or
/// it is not the one this database was sealed with (an instance with another one would lock people out).
pub async fn give(config: &Config, db: &Db) -> anyhow::Result<()> {
    let file = config.data_dir.join(FILE);
    let (key, place) = match &config.secret_key {
        Some(text) => (
            Some(SecretKey::parse(text).context("secret_key: not 32 bytes in base64")?),
            "secret_key".to_owned(),
        ),
        None => (read(&file)?, file.display().to_string()),
    };
    match db.key_fit(key.as_ref()).await? {
        KeyFit::Fits => {}
        KeyFit::Differs if key.is_none() => bail!(
            "the secret key of this database is missing: set secret_key, or bring {place} back from where the other \
             instances or the backup have it"
        ),
        KeyFit::Differs => bail!("{place} is not the secret key this database was sealed with"),
        KeyFit::Unmarked => {
            let key = match key {
                Some(key) => key,
                None => make(&file)?,
            };
            let fit = db.mark_key(&Ctx::system("secret-key", db.now()), &key).await?;
            if fit != KeyFit::Fits {
                bail!(
                    "another instance that started just now gave this database another secret key: set secret_key"
                );
            }
            db.use_key(key);
            return Ok(());
        }
    }
    if let Some(key) = key {
        db.use_key(key);
    }
    Ok(())
}

fn read(file: &Path) -> anyhow::Result<Option<SecretKey>> {
    match fs::read_to_string(file) {
        Ok(text) => SecretKey::parse(&text)
            .map(Some)
            .with_context(|| format!("{}: not 32 bytes in base64", file.display())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{} cannot be read", file.display())),
    }
}

/// Writes a new key, readable by its owner only. Another instance may be faster: then its key counts.
fn make(file: &Path) -> anyhow::Result<SecretKey> {
    let key = SecretKey::random();
    let draft = file.with_extension(format!("{}.new", uuid::Uuid::now_v7().simple()));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    let cannot = || format!("{} cannot be written", file.display());
    let mut open = options.open(&draft).with_context(cannot)?;
    writeln!(open, "{}", key.to_base64()).with_context(cannot)?;
    open.sync_all().with_context(cannot)?;
    // Linking, unlike renaming, never replaces what is there.
    let linked = fs::hard_link(&draft, file);
    fs::remove_file(&draft).with_context(cannot)?;
    match linked {
        Ok(()) => Ok(key),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => read(file)?.with_context(cannot),
        Err(error) => Err(error).with_context(cannot),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn config(folder: &Path, key: Option<&SecretKey>) -> Config {
        Config {
            data_dir: folder.to_owned(),
            secret_key: key.map(SecretKey::to_base64),
            ..Config::default()
        }
    }

    /// One more instance on the same database.
    async fn start(test: &base_testing::db::TestDb, config: &Config) -> anyhow::Result<Db> {
        let db = Db::connect(&test.url).await.unwrap();
        give(config, &db).await.map(|()| db)
    }

    #[tokio::test]
    async fn instances_share_the_key_of_the_data_folder_and_no_other_one_opens_the_database() {
        for test in base_testing::db::databases().await {
            let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            let first = start(&test, &config(folder.path(), None)).await.unwrap();
            let sealed = first.seal_secret("totp:1", "geheim").unwrap();
            let mode = fs::metadata(folder.path().join(FILE))
                .unwrap()
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o600, "{}", test.name);
            let second = start(&test, &config(folder.path(), None)).await.unwrap();
            assert_eq!(second.open_secret("totp:1", &sealed).unwrap(), "geheim");
            let key = SecretKey::parse(&fs::read_to_string(folder.path().join(FILE)).unwrap()).unwrap();
            let third = start(&test, &config(other.path(), Some(&key))).await.unwrap();
            assert_eq!(third.open_secret("totp:1", &sealed).unwrap(), "geheim");
            let lost = start(&test, &config(other.path(), None)).await.err().unwrap();
            assert!(lost.to_string().contains("missing"), "{lost}");
            assert!(!other.path().join(FILE).exists(), "no second key is made up");
            let wrong = config(other.path(), Some(&SecretKey::random()));
            let wrong = start(&test, &wrong).await.err().unwrap();
            assert!(wrong.to_string().contains("is not the secret key"), "{wrong}");
        }
    }

    #[tokio::test]
    async fn what_is_no_key_is_named() {
        let test = base_testing::db::sqlite().await;
        let folder = tempfile::tempdir().unwrap();
        let mut config = config(folder.path(), None);
        fs::write(folder.path().join(FILE), "kurz").unwrap();
        assert!(
            start(&test, &config)
                .await
                .err()
                .unwrap()
                .to_string()
                .contains(FILE)
        );
        config.secret_key = Some("kurz".to_owned());
        let error = start(&test, &config).await.err().unwrap();
        assert!(error.to_string().starts_with("secret_key"), "{error}");
    }

    #[tokio::test]
    async fn of_two_instances_that_start_at_once_one_key_counts() {
        for test in base_testing::db::databases().await {
            let ctx = Ctx::system("test", test.db.now());
            let (first, second) = (SecretKey::random(), SecretKey::random());
            assert_eq!(test.db.mark_key(&ctx, &first).await.unwrap(), KeyFit::Fits);
            assert_eq!(
                test.db.mark_key(&ctx, &second).await.unwrap(),
                KeyFit::Differs,
                "{}",
                test.name
            );
            assert_eq!(test.db.key_fit(Some(&first)).await.unwrap(), KeyFit::Fits);
        }
    }
}
