#![allow(clippy::unwrap_used)] // tests may

use base::problem::Checks;
use base::{Assignment, Role, Scope};
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::*;

fn is_accepted(password: &str) -> bool {
    let mut checks = Checks::new();
    check_password(&mut checks, "password", password, "frieda.muster@kommune.example");
    checks.finish().is_ok()
}

#[test]
fn passwords_need_twelve_characters_and_nothing_else() {
    for good in [
        "vier worte genug hier",
        "ßßüüööää12ab",
        "sandalenzaun",
        "123456789abc",
    ] {
        assert!(is_accepted(good), "{good}");
    }
    for bad in [
        "elf zeichen",
        "",
        "aaaaaaaaaaaa",
        "121212121212",
        "123456789012",
        "Passwort1234",
        "Willkommen!2026",
        "förderportal",
        "frieda.muster2026",
        "frieda.muster@kommune.example",
    ] {
        assert!(!is_accepted(bad), "{bad}");
    }
    assert!(!is_accepted(&"a b c d ".repeat(26)), "longer than 200 characters");
}

#[test]
fn only_paths_of_this_portal_are_followed() {
    for local in [
        "/",
        "/applications/1?tab=money#top",
        "/a//b",
        "/%2F%2Fevil.example",
    ] {
        assert_eq!(local_path(local), local);
    }
    for foreign in [
        "",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        "evil",
        "/a\\b",
    ] {
        assert_eq!(local_path(foreign), "/", "{foreign:?}");
    }
}

#[test]
fn every_role_has_its_kind_of_scope() {
    let id = Uuid::nil();
    let scopes = [
        Scope::System,
        Scope::Own,
        Scope::Programme(id),
        Scope::Call(id),
        Scope::Committee(id),
        Scope::Body(id),
    ];
    for role in Role::ALL {
        let fitting: Vec<&str> = scopes
            .into_iter()
            .filter(|scope| fits(role, *scope))
            .map(|scope| scope.parts().0)
            .collect();
        assert_eq!(fitting, [scope_kind(role)], "{role:?}");
    }
}

#[test]
fn addresses_are_one_however_they_are_typed() {
    assert_eq!(
        email("  Frieda.Muster@Kommune.Example ").as_deref(),
        Some("frieda.muster@kommune.example")
    );
    for bad in [
        "",
        "muster",
        "@kommune.example",
        "a@b",
        "a b@kommune.example",
        "a@b@c.example",
        "a@kommune..example",
        "<a@kommune.example>",
    ] {
        assert_eq!(email(bad), None, "{bad}");
    }
}

#[test]
fn the_pause_grows_up_to_a_quarter_of_an_hour() {
    let seconds: Vec<i64> = [1, 5, 6, 7, 8, 9, 10, 11, 50]
        .map(|failures| pause(failures, 5).num_seconds())
        .into();
    assert_eq!(seconds, [0, 0, 30, 60, 120, 240, 480, 900, 900]);
}

#[test]
fn a_session_ends_after_an_idle_hour_and_after_half_a_day() {
    let start: DateTime<Utc> = "2026-03-06T08:00:00Z".parse().unwrap();
    let at = |minutes: i64| start + Duration::minutes(minutes);
    assert!(is_live(true, start, at(0), at(59)));
    assert!(!is_live(true, start, at(0), at(60)));
    assert!(is_live(true, start, at(700), at(719)));
    assert!(!is_live(true, start, at(719), at(720)));
    assert!(is_live(false, start, start, at(9)));
    assert!(
        !is_live(false, start, start, at(10)),
        "the second factor is asked for ten minutes"
    );
}

#[test]
fn without_a_second_factor_the_roles_that_need_one_rest() {
    let held = |role, scope| Assignment {
        role,
        scope,
        deputy_of: None,
    };
    let id = Uuid::nil();
    let all = vec![
        held(Role::SB, Scope::Programme(id)),
        held(Role::KE, Scope::Body(id)),
        held(Role::AD, Scope::System),
    ];
    assert_eq!(effective(all.clone(), true), all);
    assert_eq!(effective(all, false), [held(Role::KE, Scope::Body(id))]);
}
