use base::{Role, Scope};
use base_db::{Db, settings};
use base_testing::db::databases;
use base_web::identity::Credential;
use totp_rs::{Builder, Secret};
use uuid::Uuid;

use super::browser::{Browser, app};
use super::{PASSWORD, acting, code_of, cookie, mails, nobody, noon, open, operator, typed, whoever};
use crate::SignedIn;
use crate::store::accounts;

const EMAIL: &str = "sb@amt.example";

/// The code of this moment, or of `steps` later.
fn code(db: &Db, secret: &str, steps: i64) -> String {
    let totp = Builder::new()
        .with_secret(Secret::try_from_base32(secret).unwrap())
        .with_account_name(EMAIL)
        .build()
        .unwrap();
    totp.generate(u64::try_from(db.machine_now().timestamp() + steps * 30).unwrap())
        .to_string()
}

/// Sets the second factor up in a session of its own; answers cookie, secret and recovery codes.
async fn set_up(db: &Db) -> (String, String, Vec<String>) {
    let cookie = cookie(db, EMAIL).await;
    let identity = crate::identify(db, Credential::Session(&cookie), noon())
        .await
        .unwrap()
        .unwrap();
    let me = acting(&identity.person);
    let (secret, url) = crate::propose_second_factor(db, &me).await.unwrap();
    assert!(
        url.starts_with("otpauth://totp/") && url.contains(&secret),
        "{url}"
    );
    let wrong = crate::confirm_second_factor(db, &me, identity.session, "000")
        .await
        .unwrap_err();
    assert_eq!(code_of(&wrong), "code");
    let codes = crate::confirm_second_factor(db, &me, identity.session, &code(db, &secret, 0))
        .await
        .unwrap();
    (cookie, secret, codes)
}

async fn password_step(db: &Db) -> String {
    match crate::sign_in(db, &nobody(noon()), typed(EMAIL, PASSWORD))
        .await
        .unwrap()
    {
        SignedIn::SecondFactor { cookie, .. } => cookie,
        SignedIn::Done { .. } => panic!("no second factor was asked for"),
    }
}

async fn code_step(db: &Db, cookie: &str, code: &str) -> Result<String, base::Problem> {
    match crate::give_second_factor(db, &nobody(noon()), cookie, code).await? {
        SignedIn::Done { cookie, .. } | SignedIn::SecondFactor { cookie, .. } => Ok(cookie),
    }
}

#[tokio::test]
async fn roles_that_need_a_second_factor_rest_until_it_is_set_up() {
    for test in databases().await {
        let db = &test.db;
        let (programme, body) = (Scope::Programme(Uuid::now_v7()), Scope::Body(Uuid::now_v7()));
        open(db, EMAIL, &[(Role::SB, programme), (Role::KE, body)]).await;
        let elsewhere = cookie(db, EMAIL).await;
        let roles = async |cookie: &str| {
            let person = whoever(db, cookie).await?;
            Some(
                person
                    .assignments
                    .iter()
                    .map(|held| held.role)
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(roles(&elsewhere).await, Some(vec![Role::KE]), "{}", test.name);
        let (here, ..) = set_up(db).await;
        assert_eq!(
            roles(&here).await.map(|roles| roles.len()),
            Some(2),
            "{}: at once",
            test.name
        );
        assert_eq!(
            roles(&elsewhere).await,
            None,
            "{}: sessions without it are over",
            test.name
        );
    }
}

#[tokio::test]
async fn in_a_demo_no_second_factor_is_needed() {
    for test in databases().await {
        let db = &test.db;
        open(db, EMAIL, &[(Role::SB, Scope::Programme(Uuid::now_v7()))]).await;
        let ctx = operator();
        let unit = db.write(&ctx).await.unwrap();
        settings::mark_demo(&unit).await.unwrap();
        unit.commit().await.unwrap();
        assert_eq!(
            whoever(db, &cookie(db, EMAIL).await)
                .await
                .unwrap()
                .assignments
                .len(),
            1,
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn a_code_counts_once_and_the_session_only_after_it() {
    for test in databases().await {
        let db = &test.db;
        open(db, EMAIL, &[]).await;
        let (_, secret, _) = set_up(db).await;
        let waiting = password_step(db).await;
        assert!(
            whoever(db, &waiting).await.is_none(),
            "{}: the password alone opens nothing",
            test.name
        );
        let replayed = code_step(db, &waiting, &code(db, &secret, 0)).await.unwrap_err();
        assert_eq!(
            code_of(&replayed),
            "second-factor-failed",
            "{}: used when it was set up",
            test.name
        );
        let next = code(db, &secret, 1);
        let cookie = code_step(db, &waiting, &next).await.unwrap();
        assert!(
            whoever(db, &cookie).await.is_some() && whoever(db, &waiting).await.is_none(),
            "{}",
            test.name
        );
        let waiting = password_step(db).await;
        let replayed = code_step(db, &waiting, &next).await.unwrap_err();
        assert_eq!(
            code_of(&replayed),
            "second-factor-failed",
            "{}: the same code again",
            test.name
        );
        let unknown = code_step(db, "something else", &next).await.unwrap_err();
        assert_eq!(code_of(&unknown), "unauthenticated");
    }
}

#[tokio::test]
async fn a_recovery_code_replaces_the_app_once() {
    for test in databases().await {
        let db = &test.db;
        open(db, EMAIL, &[]).await;
        let (_, _, codes) = set_up(db).await;
        assert_eq!(codes.len(), 10);
        let typed = codes[3].to_uppercase().replace('-', " ");
        let waiting = password_step(db).await;
        let cookie = code_step(db, &waiting, &typed).await.unwrap();
        assert!(whoever(db, &cookie).await.is_some(), "{}", test.name);
        let waiting = password_step(db).await;
        assert!(code_step(db, &waiting, &typed).await.is_err(), "{}", test.name);
        assert!(code_step(db, &waiting, &codes[4]).await.is_ok(), "{}", test.name);
    }
}

#[tokio::test]
async fn guessing_codes_is_slowed_down() {
    for test in databases().await {
        let db = &test.db;
        open(db, EMAIL, &[]).await;
        set_up(db).await;
        let mut codes = Vec::new();
        for _ in 0..8 {
            let waiting = password_step(db).await;
            codes.push(code_of(&code_step(db, &waiting, "abc").await.unwrap_err()).to_owned());
        }
        assert_eq!(
            codes[5..],
            ["second-factor-failed", "throttled", "throttled"],
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn a_lost_device_is_a_matter_of_the_administration() {
    for test in databases().await {
        let db = &test.db;
        let id = open(db, EMAIL, &[(Role::SB, Scope::Programme(Uuid::now_v7()))]).await;
        let (here, ..) = set_up(db).await;
        let me = acting(&whoever(db, &here).await.unwrap());
        let refused = crate::remove_second_factor(db, &me, id, Some(PASSWORD))
            .await
            .unwrap_err();
        assert_eq!(code_of(&refused), "second-factor-needed", "{}", test.name);
        let wrong = crate::remove_second_factor(db, &me, id, Some("falsch geraten"))
            .await
            .unwrap_err();
        assert_eq!(code_of(&wrong), "password", "{}", test.name);
        let ad = acting(&base_testing::person(
            "Administration",
            &[(Role::AD, Scope::System)],
        ));
        crate::remove_second_factor(db, &ad, id, None).await.unwrap();
        let mails = mails(db).await;
        let told: Vec<&str> = mails
            .iter()
            .filter(|mail| mail.code == "M-U04")
            .map(|mail| mail.recipient.as_str())
            .collect();
        assert_eq!(told, [EMAIL], "{}", test.name);
        let twice = crate::remove_second_factor(db, &ad, id, None).await.unwrap_err();
        assert_eq!(code_of(&twice), "second-factor-unset", "{}", test.name);
        assert!(whoever(db, &here).await.is_none(), "{}", test.name);
        cookie(db, EMAIL).await; // the password alone again; the role rests
    }
}

/// What the database holds of a person's secret.
async fn stored(db: &Db, person: base::PersonId) -> String {
    let row = accounts::find(db.reader(), person).await.unwrap().unwrap();
    row.totp_secret.unwrap()
}

#[tokio::test]
async fn the_secret_is_sealed_in_the_database_also_when_it_came_from_an_older_one() {
    for test in databases().await {
        let db = &test.db;
        let id = open(db, EMAIL, &[]).await;
        let (_, secret, _) = set_up(db).await;
        let sealed = stored(db, id).await;
        assert!(
            sealed.starts_with("v1:") && !sealed.contains(&secret),
            "{}",
            test.name
        );
        let ctx = operator();
        let unit = db.write(&ctx).await.unwrap();
        accounts::replace_totp(unit.conn(), id, &sealed, &secret)
            .await
            .unwrap();
        unit.commit().await.unwrap();
        crate::seal_plain_secrets(db).await.unwrap();
        let sealed = stored(db, id).await;
        assert!(sealed.starts_with("v1:"), "{}: {sealed}", test.name);
        crate::seal_plain_secrets(db).await.unwrap();
        assert_eq!(stored(db, id).await, sealed, "{}: once is enough", test.name);
        let waiting = password_step(db).await;
        code_step(db, &waiting, &code(db, &secret, 1)).await.unwrap();
    }
}

#[tokio::test]
async fn the_page_shows_the_secret_as_picture_and_as_text() {
    let test = base_testing::db::sqlite().await;
    open(&test.db, EMAIL, &[]).await;
    let app = app(&test.db);
    let mut browser = Browser::new(&app);
    browser
        .post("/sign-in", &[("email", EMAIL), ("password", PASSWORD)])
        .await;
    let page = browser.get("/account/second-factor").await.text();
    assert!(
        page.contains(r#"<img src="/account/second-factor/qr.svg" alt="QR-Code"#),
        "{page}"
    );
    let picture = browser.get("/account/second-factor/qr.svg").await;
    let header = |name| picture.headers.get(name).unwrap().to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "image/svg+xml");
    assert!(header("cache-control").contains("no-store"));
    let svg = picture.text();
    assert!(svg.contains("<svg") && !svg.contains("style"), "{svg}");
    let cookie = cookie(&test.db, EMAIL).await;
    let me = acting(&whoever(&test.db, &cookie).await.unwrap());
    let (secret, _) = crate::propose_second_factor(&test.db, &me).await.unwrap();
    assert!(page.replace(' ', "").contains(&secret), "the same secret as text");
    assert_eq!(crate::second_factor_picture(&test.db, &me).await.unwrap(), svg);
    let nobody = Browser::new(&app).get("/account/second-factor/qr.svg").await;
    assert_eq!(nobody.status, 303);
}
