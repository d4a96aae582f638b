//! Secrets that must be read again (a second factor's), encrypted at rest: who holds a backup of the database alone
//! reads none of them. XChaCha20-Poly1305 with one key of the house, which never lies in the database.

use std::fmt;

use base::Problem;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand::Rng as _;
use sha2::{Digest, Sha256};

use crate::{Db, settings};

/// How every sealed text begins: cipher and layout, base64 of 24 bytes nonce and the ciphertext.
pub const PREFIX: &str = "v1:";
const NONCE: usize = 24;
/// The setting that tells whether a key is the one this database was sealed with.
const MARK: &str = "secret_key_mark";

/// The key of the house: 32 bytes, written as base64.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretKey([u8; 32]);

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

impl SecretKey {
    /// A new one.
    #[must_use]
    pub fn random() -> Self {
        let mut bytes = [0_u8; 32];
        rand::rng().fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// Of its base64 form; `None` unless that holds exactly 32 bytes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = STANDARD.decode(text.trim()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// As [`SecretKey::parse`] reads it.
    #[must_use]
    pub fn to_base64(&self) -> String {
        STANDARD.encode(self.0)
    }

    /// What may be kept beside the sealed texts: one-way, and of no use to open them.
    fn mark(&self) -> String {
        hex::encode(
            Sha256::new()
                .chain_update("mark of the secret key:")
                .chain_update(self.0)
                .finalize(),
        )
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }
}

/// How a key stands to this database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFit {
    /// No key was used with it yet.
    Unmarked,
    /// It was sealed with this key.
    Fits,
    /// It was sealed with another one.
    Differs,
}

impl Db {
    /// The key of this process, once. A second call with another key changes nothing.
    pub fn use_key(&self, key: SecretKey) {
        let _ = self.secret_key.set(key); // the first one stays
    }

    /// Compares a key with the one the database was marked with; without a key only whether there is a mark.
    pub async fn key_fit(&self, key: Option<&SecretKey>) -> Result<KeyFit, Problem> {
        let mark = settings::find(self.reader(), MARK).await?;
        Ok(match mark {
            None => KeyFit::Unmarked,
            Some(mark) if key.is_some_and(|key| key.mark() == mark) => KeyFit::Fits,
            Some(_) => KeyFit::Differs,
        })
    }

    /// Remembers which key belongs to this database, so that an instance with another one is found at its start. Of
    /// several that start at once the first one's counts: how this key stands then.
    pub async fn mark_key(&self, ctx: &base::Ctx, key: &SecretKey) -> Result<KeyFit, Problem> {
        let unit = self.write(ctx).await?;
        settings::set_first(&unit, MARK, &key.mark()).await?;
        unit.commit().await?;
        self.key_fit(Some(key)).await
    }

    /// Encrypts `text` for one place (`totp:<person>`): moved to another row it does not open.
    pub fn seal_secret(&self, place: &str, text: &str) -> Result<String, Problem> {
        let mut nonce = [0_u8; NONCE];
        rand::rng().fill_bytes(&mut nonce);
        let payload = Payload {
            msg: text.as_bytes(),
            aad: place.as_bytes(),
        };
        let sealed = self
            .key()?
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| Problem::broken("a secret cannot be sealed"))?;
        Ok(format!(
            "{PREFIX}{}",
            STANDARD.encode([nonce.as_slice(), &sealed].concat())
        ))
    }

    /// Decrypts what [`Db::seal_secret`] made for this place. Error: broken when key or place differ, or a bit was changed.
    pub fn open_secret(&self, place: &str, sealed: &str) -> Result<String, Problem> {
        let closed = || {
            Problem::broken(format!(
                "the secret of {place} does not open: another key, or it was changed"
            ))
        };
        let bytes = sealed
            .strip_prefix(PREFIX)
            .and_then(|text| STANDARD.decode(text).ok())
            .ok_or_else(closed)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or_else(closed)?;
        let payload = Payload {
            msg: sealed,
            aad: place.as_bytes(),
        };
        let text = self
            .key()?
            .cipher()
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| closed())?;
        String::from_utf8(text).map_err(|_| closed())
    }

    fn key(&self) -> Result<&SecretKey, Problem> {
        self.secret_key
            .get()
            .ok_or_else(|| Problem::broken("no secret key is set: set secret_key in the configuration"))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may
    use super::*;

    async fn db(key: &SecretKey) -> Db {
        let db = Db::connect("sqlite::memory:").await.unwrap();
        db.use_key(key.clone());
        db
    }

    #[tokio::test]
    async fn a_sealed_secret_opens_with_its_key_at_its_place_only() {
        let key = SecretKey::random();
        let (here, elsewhere) = (db(&key).await, db(&SecretKey::random()).await);
        let sealed = here.seal_secret("totp:1", "JBSWY3DPEHPK3PXP").unwrap();
        assert!(
            sealed.starts_with(PREFIX) && !sealed.contains("JBSWY3DPEHPK3PXP"),
            "{sealed}"
        );
        assert_ne!(sealed, here.seal_secret("totp:1", "JBSWY3DPEHPK3PXP").unwrap());
        assert_eq!(here.open_secret("totp:1", &sealed).unwrap(), "JBSWY3DPEHPK3PXP");
        assert!(
            here.open_secret("totp:2", &sealed).is_err(),
            "moved to another row"
        );
        assert!(elsewhere.open_secret("totp:1", &sealed).is_err(), "another key");
        let mut changed = sealed.clone().into_bytes();
        changed[40] ^= 1;
        let changed = String::from_utf8(changed).unwrap();
        assert!(
            here.open_secret("totp:1", &changed).is_err(),
            "one character changed"
        );
        for broken in ["", "v1:", "v1:AAAA", "JBSWY3DPEHPK3PXP"] {
            assert!(here.open_secret("totp:1", broken).is_err(), "{broken:?}");
        }
    }

    #[test]
    fn a_key_is_32_bytes_in_base64() {
        let key = SecretKey::random();
        assert_eq!(
            SecretKey::parse(&format!(" {}\n", key.to_base64())),
            Some(key.clone())
        );
        for wrong in [
            "",
            "geheim",
            "QUJD",
            &STANDARD.encode([0_u8; 31]),
            &STANDARD.encode([0_u8; 33]),
        ] {
            assert_eq!(SecretKey::parse(wrong), None, "{wrong:?}");
        }
        assert_eq!(format!("{key:?}"), "SecretKey(…)", "never in a log");
    }
}
