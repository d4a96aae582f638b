//! The rights matrix (handbook 13, completed) is a file; here it is checked to be whole, and to say of accounts what
//! this crate does. `own`: only what belongs to, is assigned to or is meant for the person; the use case decides.

use std::collections::HashMap;

use base::Role;

use crate::access::{CREATORS, KEEPERS, READERS};

fn matrix() -> HashMap<(String, String), HashMap<Role, String>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/access_matrix.csv");
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().unwrap().split(';').collect();
    assert_eq!(head[..2], ["object", "verb"]);
    assert_eq!(
        head[2..],
        Role::ALL.map(Role::code),
        "the roles in the order of handbook 5"
    );
    let mut rows = HashMap::new();
    for line in lines {
        let cells: Vec<&str> = line.split(';').collect();
        assert_eq!(cells.len(), head.len(), "{line}");
        let rights = Role::ALL
            .into_iter()
            .zip(cells[2..].iter().map(|cell| (*cell).to_owned()))
            .collect::<HashMap<_, _>>();
        assert!(
            rights
                .values()
                .all(|right| ["allow", "own", "deny"].contains(&right.as_str())),
            "{line}"
        );
        assert!(rights.values().any(|right| right != "deny"), "{line}");
        let earlier = rows.insert((cells[0].to_owned(), cells[1].to_owned()), rights);
        assert!(earlier.is_none(), "twice: {line}");
    }
    rows
}

#[test]
fn the_matrix_says_of_accounts_what_this_crate_does() {
    let matrix = matrix();
    let with = |verb: &str, rights: &[&str]| -> Vec<Role> {
        let row = &matrix[&("account".to_owned(), verb.to_owned())];
        Role::ALL
            .into_iter()
            .filter(|role| rights.contains(&row[role].as_str()))
            .collect()
    };
    let sorted = |roles: &[Role]| -> Vec<Role> {
        Role::ALL
            .into_iter()
            .filter(|role| roles.contains(role))
            .collect()
    };
    assert_eq!(with("read", &["allow"]), sorted(READERS));
    assert_eq!(with("create", &["allow", "own"]), sorted(CREATORS));
    assert_eq!(with("create", &["allow"]), sorted(KEEPERS));
    assert_eq!(with("lock", &["allow", "own"]), sorted(KEEPERS));
}

#[test]
fn rh_changes_nothing_and_ad_and_ds_see_no_case() {
    for ((object, verb), rights) in matrix() {
        let reads = verb.starts_with("read");
        let is_own_account = object == "account" || object == "token";
        let takes_along = object == "evidence"; // what the auditors may read, as an archive
        assert!(
            reads || is_own_account || takes_along || rights[&Role::RH] == "deny",
            "RH may {verb} {object}"
        );
        let of_case = [
            "application",
            "review",
            "ranking",
            "minutes",
            "decision",
            "grant",
            "payment",
            "hours",
            "engagement",
            "mail",
            "audit",
        ];
        if of_case.contains(&object.as_str()) {
            assert_eq!(
                (rights[&Role::AD].as_str(), rights[&Role::DS].as_str()),
                ("deny", "deny"),
                "{object} {verb}"
            );
        }
    }
}
