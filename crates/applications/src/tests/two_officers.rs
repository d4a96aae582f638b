//! Two officers at the formal check of one case: each keeps the other's points, and a clash shows both values.

use axum::http::StatusCode;
use base::{Problem, Role, Scope};
use base_testing::ctx;
use base_testing::db::databases;

use super::officer::{AFTER, START, in_check};
use super::world::{account, row, utc};
use crate::model::{CheckItem, CheckResult, Checked};
use crate::queries;
use crate::usecases::{SaveCheck, Seen, save_check_seen};

fn point(item: CheckItem, result: CheckResult, remark: &str) -> Checked {
    Checked {
        item: item.code().to_owned(),
        result,
        remark: remark.to_owned(),
    }
}

#[tokio::test]
async fn two_officers_keep_each_others_points_and_a_clash_shows_both() {
    for test in databases().await {
        let db = &test.db;
        let (world, _, case) = in_check(db).await;
        let programme = Scope::Programme(case.programme_id);
        let second = account(
            db,
            &base_testing::operator(utc(START)),
            "sb-second",
            &[(Role::SB, programme)],
        )
        .await;
        let (first, second) = (world.officer_at(utc(AFTER)), ctx(&second, utc(AFTER)));
        let empty = Seen::default();
        let save = |items: Vec<Checked>| SaveCheck {
            application: case.id,
            version: case.version,
            items,
            first_contract_on: None,
            early_start_from: None,
        };
        let begun = point(CheckItem::NotBegun, CheckResult::NotCurable, "Vertrag liegt vor");
        save_check_seen(db, &first, save(vec![begun]), &empty)
            .await
            .unwrap();

        // the second page was opened before and sends every point along, most of them untouched
        let others = vec![
            point(CheckItem::NotBegun, CheckResult::Open, ""),
            point(CheckItem::EntitledBody, CheckResult::Fulfilled, ""),
        ];
        save_check_seen(db, &second, save(others), &empty).await.unwrap();
        let result = async |item: CheckItem| {
            let all = queries::checklist(db.reader(), case.id).await.unwrap();
            all.into_iter()
                .find(|one| one.code == item.code())
                .map(|one| one.result)
        };
        assert_eq!(
            result(CheckItem::NotBegun).await,
            Some(CheckResult::NotCurable),
            "{}: what the second one left alone stays",
            test.name
        );
        assert_eq!(
            result(CheckItem::EntitledBody).await,
            Some(CheckResult::Fulfilled)
        );

        let other = vec![
            point(CheckItem::NotBegun, CheckResult::Fulfilled, ""),
            point(CheckItem::Contents, CheckResult::Fulfilled, ""),
        ];
        let clash = save_check_seen(db, &second, save(other), &empty)
            .await
            .unwrap_err();
        let Problem::Invalid(fields) = clash else {
            panic!("{}: {clash:?}", test.name)
        };
        let said = base::texts::say(base::Lang::De, &fields[0].text);
        assert_eq!(fields[0].field, "result_NOT_BEGUN");
        assert!(
            said.contains("Mangel, nicht behebbar") && said.contains("Vertrag liegt vor"),
            "{said}"
        );
        assert_eq!(result(CheckItem::Contents).await, None, "nothing was written");
    }
}

#[tokio::test]
async fn the_page_shows_what_changed_and_the_next_save_is_deliberate() {
    for test in databases().await {
        let db = &test.db;
        let (world, _, case) = in_check(db).await;
        let app = super::desk::app(db);
        let path = format!("/applications/{}/check", case.id);
        let officer = Some(&world.officer);
        let version = case.version.to_string();
        let send = async |pairs: &[(&str, &str)]| {
            let mut form = vec![("version", version.as_str())];
            form.extend(pairs);
            app.post_form(&path, &form, officer).await
        };
        let open = [("seen_result_CONTENTS", "OPEN"), ("seen_remark_CONTENTS", "")];
        let mine = |result| [("result_CONTENTS", result), ("remark_CONTENTS", "")];
        let first = send(&[&open[..], &mine("FULFILLED")].concat()).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
        let second = send(&[&open[..], &mine("NOT_APPLICABLE")].concat()).await;
        assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", test.name);
        let page = second.text();
        assert!(page.contains("inzwischen so beurteilt: erfüllt"), "{page}");
        let shown = page.split("name=\"seen_result_CONTENTS\"").nth(1).unwrap();
        assert!(
            shown.starts_with(" value=\"FULFILLED\""),
            "from now on it counts as seen: {}",
            shown.get(..60).unwrap_or_default()
        );
        let told = [
            ("seen_result_CONTENTS", "FULFILLED"),
            ("seen_remark_CONTENTS", ""),
        ];
        let third = send(&[&told[..], &mine("NOT_APPLICABLE")].concat()).await;
        assert_eq!(third.status, StatusCode::SEE_OTHER, "{}", third.text());
        let stored = queries::checklist(db.reader(), row(db, case.id).await.id)
            .await
            .unwrap();
        assert_eq!(stored[0].result, CheckResult::NotApplicable, "{}", test.name);
    }
}
