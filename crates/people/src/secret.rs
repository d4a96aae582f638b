//! Secrets: made at random, kept only as hashes.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use base::Problem;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::Rng as _;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

/// Hashes at a time: each takes 19 MiB, and nobody may fill the memory by signing in a lot.
static TURNS: Semaphore = Semaphore::const_new(4);

/// A hash like all others, for e-mail addresses without account: the answer then takes as long.
const DUMMY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$Zm9lcmRlcnBvcnRhbA$oMA0XbTGVLEzYKyPtzt8MWiyl5AWkQXgwRzPJXk1HFE";

/// 256 random bits as 43 URL-safe characters.
pub(crate) fn random() -> String {
    let mut bytes = [0_u8; 32];
    rand::rng().fill_bytes(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Ten characters in two groups, easy to write down, 50 random bits: `k3m9q-x7d2p`.
pub(crate) fn recovery_code() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0_u8; 10];
    rand::rng().fill_bytes(&mut bytes);
    let code: String = bytes
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
        .collect();
    format!("{}-{}", &code[..5], &code[5..])
}

/// How a random secret is kept. SHA-256 suffices for 256 random bits; recovery codes are guarded by throttling.
pub(crate) fn hash(secret: &str) -> String {
    hex::encode(Sha256::digest(secret))
}

/// Hashes a password with argon2id, away from the async threads.
pub(crate) async fn hash_password(password: &str) -> Result<String, Problem> {
    let password = password.to_owned();
    let _turn = TURNS.acquire().await.map_err(Problem::broken)?;
    tokio::task::spawn_blocking(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
    })
    .await
    .map_err(Problem::broken)?
    .map_err(Problem::broken)
}

/// Whether the password fits. Without a hash the work is done all the same, and the answer is no.
pub(crate) async fn verify_password(password: &str, hash: Option<&str>) -> Result<bool, Problem> {
    let password = password.to_owned();
    let known = hash.is_some();
    let hash = hash.unwrap_or(DUMMY).to_owned();
    let _turn = TURNS.acquire().await.map_err(Problem::broken)?;
    tokio::task::spawn_blocking(move || {
        let parsed = PasswordHash::new(&hash).map_err(Problem::broken)?;
        let fits = Argon2::default()
            .verify_password(password.as_bytes(), &parsed)
            .is_ok();
        Ok(fits && known)
    })
    .await
    .map_err(Problem::broken)?
}
