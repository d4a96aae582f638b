//! Amendments from the request to the next version of the award.

use base::{Cents, Lang, Person, Problem, Role, texts};
use base_testing::db::databases;
use base_testing::{TestApp, ctx};
use budget::PotKind;
use calls::FundingMode;

use sea_orm::ConnectionTrait as _;

use super::world::*;
use crate::model::{
    Amendment, AmendmentKind, AmendmentState, Change, Channel, Grant, GrantId, GrantState, NoticeKind,
    ShareBasis, YearAmount,
};
use crate::usecases::*;
use crate::{amendments_of, changes_of, notices_of, plan_of, shares_of, tranches_of, versions_of};

const AT: &str = "2026-07-01T08:00:00Z";

pub fn until(date: &str) -> Change {
    Change::Time { until_on: day(date) }
}

pub fn down(cents: i64) -> Change {
    Change::AmountDown {
        amount: Cents(cents),
        eligible: None,
    }
}

pub fn years(first: i64, second: i64) -> Change {
    let part = |year, kind, cents| YearAmount {
        year,
        kind,
        amount: Cents(cents),
    };
    Change::TrancheShift {
        tranches: vec![
            part(2026, PotKind::Cash, first),
            part(2027, PotKind::Commitment, second),
        ],
    }
}

/// Drafted by the municipality.
pub async fn drafted(
    app: &TestApp,
    mayor: &Person,
    grant: GrantId,
    changes: Vec<Change>,
) -> Result<Amendment, Problem> {
    let command = DraftAmendment {
        grant,
        amendment: None,
        reason: "Der Start hat sich verzögert.".to_owned(),
        changes,
        file: None,
    };
    draft_amendment(&app.app.db, &app.app.files, &ctx(mayor, utc(AT)), command).await
}

/// Drafted, handed in and examined.
async fn checked(
    app: &TestApp,
    world: &World,
    mayor: &Person,
    grant: GrantId,
    changes: Vec<Change>,
) -> Amendment {
    let db = &app.app.db;
    let draft = drafted(app, mayor, grant, changes).await.unwrap();
    let hand_in = Request {
        amendment: draft.id,
        version: draft.version,
    };
    let asked = request_amendment(db, &ctx(mayor, utc(AT)), hand_in)
        .await
        .unwrap();
    let look = CheckAmendment {
        amendment: asked.id,
        version: asked.version,
        remark: "Begründet und haushaltsrechtlich möglich.".to_owned(),
    };
    check_amendment(db, &ctx(&world.officer, utc(AT)), look)
        .await
        .unwrap()
}

pub fn signs(amendment: &Amendment) -> SignAmendment {
    SignAmendment {
        amendment: amendment.id,
        version: amendment.version,
        role: None,
    }
}

/// Signed by budget officer and head of unit.
pub async fn countersigned(
    app: &TestApp,
    world: &World,
    mayor: &Person,
    grant: GrantId,
    changes: Vec<Change>,
) -> Amendment {
    let mut amendment = checked(app, world, mayor, grant, changes).await;
    for person in [&world.budget, &world.head] {
        amendment = countersign_amendment(&app.app.db, &ctx(person, utc(AT)), signs(&amendment))
            .await
            .unwrap();
    }
    amendment
}

fn sends(amendment: &Amendment) -> IssueAmendment {
    IssueAmendment {
        amendment: amendment.id,
        version: amendment.version,
        channel: Channel::Portal,
    }
}

async fn final_grant(app: &TestApp, means: Means) -> (World, Person, Grant) {
    let db = &app.app.db;
    let world = World::new(db, FundingMode::CashGrant, means).await;
    let town = body(db, "08415061").await;
    let mayor = world.municipal(db, &town).await;
    let grant = world.final_grant(app, &mayor, &town).await;
    assert_eq!(grant.state, GrantState::Final);
    (world, mayor, grant)
}

fn code<T: std::fmt::Debug>(result: Result<T, Problem>) -> String {
    match result {
        Err(Problem::Refused { code, .. }) => code.to_owned(),
        other => format!("{other:?}"),
    }
}

#[tokio::test]
async fn an_amendment_brings_a_new_version_of_the_award_with_its_letter_and_its_money() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = final_grant(&app, Means(40_000, 40_000)).await;
        let changes = vec![until("2028-06-30"), down(3_000_000), years(1_000_000, 2_000_000)];
        let signed = countersigned(&app, &world, &mayor, grant.id, changes).await;
        assert_eq!(signed.state, AmendmentState::Countersigned, "{}", test.name);
        assert_eq!(
            world.pot(db, 2026).await.committed_cents,
            Cents(2_000_000),
            "nothing moved yet"
        );
        let head = ctx(&world.head, utc(AT));
        let issued = issue_amendment(db, &app.app.files, &head, sends(&signed))
            .await
            .unwrap();
        assert_eq!((issued.state, issued.award), (AmendmentState::Issued, Some(2)));

        let after = stored(db, grant.id).await;
        assert_eq!(
            (after.award, after.amount, after.until_on, after.state),
            (2, Cents(3_000_000), day("2028-06-30"), GrantState::Final)
        );
        let amounts: Vec<i64> = tranches_of(db.reader(), grant.id)
            .await
            .unwrap()
            .iter()
            .map(|part| part.amount.0)
            .collect();
        assert_eq!(amounts, [1_000_000, 2_000_000]);
        assert_eq!(world.pot(db, 2026).await.committed_cents, Cents(1_000_000));
        assert_eq!(world.pot(db, 2027).await.committed_cents, Cents(2_000_000));

        let versions = versions_of(db.reader(), &after).await.unwrap();
        let listed: Vec<_> = versions.iter().map(|one| (one.award, one.amount.0)).collect();
        assert_eq!(
            listed,
            [(2, 3_000_000), (1, 4_000_000)],
            "the old version stays readable"
        );
        assert_eq!(versions[0].amendment, Some(issued.id));
        let notices = notices_of(db.reader(), grant.id).await.unwrap();
        let last = notices.last().unwrap();
        assert_eq!((last.kind, last.version), (NoticeKind::Amendment, 2));
        for said in [
            "30.000,00",
            "30.06.2028",
            "statt am 31.12.2027",
            "Klage",
            "1. Änderungsbescheid",
        ] {
            assert!(last.content.contains(said), "{}: {said}", test.name);
        }
        let first = crate::notice_of(db.reader(), grant.id).await.unwrap().unwrap();
        assert_eq!(
            first.kind,
            NoticeKind::Award,
            "the notice itself is still the notice"
        );
        assert!(
            mails(db, grant.application_id)
                .await
                .contains(&"M-G07".to_owned())
        );
        assert_clean(db).await;

        // nothing is open any more: the same kinds can be asked for again
        drafted(&app, &mayor, grant.id, vec![until("2028-07-31")])
            .await
            .unwrap();
        assert_eq!(amendments_of(db.reader(), grant.id).await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn nobody_takes_two_parts_of_an_amendment() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = final_grant(&app, Means(40_000, 40_000)).await;
        let draft = drafted(&app, &mayor, grant.id, vec![until("2028-06-30")])
            .await
            .unwrap();
        let hand_in = Request {
            amendment: draft.id,
            version: draft.version,
        };
        let asked = request_amendment(db, &ctx(&mayor, utc(AT)), hand_in)
            .await
            .unwrap();
        // the deputy is officer and head of unit: who examines does not sign
        let deputy = ctx(&world.second_head, utc(AT));
        let look = CheckAmendment {
            amendment: asked.id,
            version: asked.version,
            remark: "Geprüft.".to_owned(),
        };
        let silent = CheckAmendment {
            remark: " ".to_owned(),
            ..look.clone()
        };
        assert!(matches!(
            check_amendment(db, &deputy, silent).await,
            Err(Problem::Invalid(_))
        ));
        let by_head = check_amendment(db, &ctx(&world.head, utc(AT)), look.clone()).await;
        assert!(matches!(by_head, Err(Problem::Denied(_))));
        let checked = check_amendment(db, &deputy, look).await.unwrap();
        assert_eq!(
            code(countersign_amendment(db, &deputy, signs(&checked)).await),
            "four-eyes",
            "{}",
            test.name
        );
        let scope = base::Scope::Programme(world.programme.0);
        let both = account(db, "Beides", &[(Role::RL, scope), (Role::BfdH, scope)]).await;
        let both = ctx(&both, utc(AT));
        let once = countersign_amendment(db, &both, signs(&checked)).await.unwrap();
        assert_eq!(once.state, AmendmentState::Checked);
        assert_eq!(
            code(countersign_amendment(db, &both, signs(&once)).await),
            "four-eyes"
        );
        let signed = countersign_amendment(db, &ctx(&world.budget, utc(AT)), signs(&once))
            .await
            .unwrap();
        assert_eq!(signed.state, AmendmentState::Countersigned);
        assert_eq!(
            code(issue_amendment(db, &app.app.files, &deputy, sends(&signed)).await),
            "four-eyes"
        );
        let by_budget =
            issue_amendment(db, &app.app.files, &ctx(&world.budget, utc(AT)), sends(&signed)).await;
        assert!(matches!(by_budget, Err(Problem::Denied(_))));
        issue_amendment(db, &app.app.files, &ctx(&world.head, utc(AT)), sends(&signed))
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn a_kind_that_is_open_elsewhere_is_hidden_with_the_reason() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = final_grant(&app, Means(40_000, 40_000)).await;
        let first = drafted(&app, &mayor, grant.id, vec![until("2028-06-30")])
            .await
            .unwrap();
        let again = drafted(&app, &mayor, grant.id, vec![until("2028-07-31")]).await;
        assert_eq!(code(again), "kind-hidden", "{}", test.name);
        let options = amend::options(db.reader(), &ctx(&mayor, utc(AT)), grant.id, None)
            .await
            .unwrap();
        let (kind, why) = &options.hidden[0];
        assert_eq!(*kind, AmendmentKind::Time);
        assert_eq!(
            texts::say(Lang::De, why),
            "steht schon in Änderung 1, die noch offen ist."
        );
        // another kind is free, and a withdrawn request frees its own
        drafted(&app, &mayor, grant.id, vec![down(3_000_000)])
            .await
            .unwrap();
        let stranger = world.municipal(db, &body(db, "08111000").await).await;
        let give_up = Close {
            amendment: first.id,
            version: first.version,
            reason: String::new(),
        };
        let foreign = withdraw_amendment(db, &ctx(&stranger, utc(AT)), give_up.clone()).await;
        assert!(matches!(foreign, Err(Problem::NotFound { .. })), "{foreign:?}");
        withdraw_amendment(db, &ctx(&mayor, utc(AT)), give_up)
            .await
            .unwrap();
        drafted(&app, &mayor, grant.id, vec![until("2028-07-31")])
            .await
            .unwrap();
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn an_amendment_beyond_the_means_of_a_year_is_refused_with_what_is_left() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = final_grant(&app, Means(30_000, 30_000)).await;
        let signed = countersigned(&app, &world, &mayor, grant.id, vec![years(3_500_000, 500_000)]).await;
        let head = ctx(&world.head, utc(AT));
        let Err(Problem::Refused {
            code: "over-budget",
            text,
        }) = issue_amendment(db, &app.app.files, &head, sends(&signed)).await
        else {
            panic!("{}: not refused", test.name)
        };
        let said = texts::say(Lang::De, &text).replace('\u{a0}', " ");
        assert_eq!(said, "Haushaltsmittel nicht ausreichend: verfügbar 10.000,00 €");
        let still = stored(db, grant.id).await;
        assert_eq!(
            (still.award, still.amount),
            (1, Cents(4_000_000)),
            "all or nothing"
        );
        assert_eq!(notices_of(db.reader(), grant.id).await.unwrap().len(), 1);
        // the head of unit refuses it then, with a reason the municipality reads
        let close = Close {
            amendment: signed.id,
            version: signed.version,
            reason: "Die Mittel des Jahres 2026 reichen nicht.".to_owned(),
        };
        let no = refuse_amendment(db, &head, close).await.unwrap();
        assert_eq!(no.state, AmendmentState::Refused);
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn the_number_of_an_amendment_notice_counts_notices_not_requests() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = final_grant(&app, Means(40_000, 40_000)).await;
        let head = ctx(&world.head, utc(AT));
        let refused = countersigned(&app, &world, &mayor, grant.id, vec![down(3_000_000)]).await;
        let close = Close {
            amendment: refused.id,
            version: refused.version,
            reason: "Der Zweck wäre nicht mehr erreichbar.".to_owned(),
        };
        refuse_amendment(db, &head, close).await.unwrap();
        let signed = countersigned(&app, &world, &mayor, grant.id, vec![down(3_500_000)]).await;
        assert_eq!(signed.number, 2, "{}", test.name);
        issue_amendment(db, &app.app.files, &head, sends(&signed))
            .await
            .unwrap();
        let notices = notices_of(db.reader(), grant.id).await.unwrap();
        let notice = notices
            .iter()
            .find(|notice| notice.kind == NoticeKind::Amendment)
            .unwrap();
        assert!(
            notice.content.contains("\"1. Änderungsbescheid für"),
            "{}",
            test.name
        );
        let file = base_files::file(db.reader(), notice.file_id).await.unwrap();
        assert!(file.name.ends_with("Nr. 1.pdf"), "{}", file.name);
    }
}

#[tokio::test]
async fn what_was_paid_meanwhile_bounds_the_amendment() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = final_grant(&app, Means(40_000, 40_000)).await;
        let signed = countersigned(&app, &world, &mayor, grant.id, vec![down(1_500_000)]).await;
        let by = world.officer();
        let unit = db.write(&by).await.unwrap();
        let payment = uuid::Uuid::now_v7();
        let order = crate::Spending::Order;
        crate::spend(&unit, &grant, 2026, order, Cents(1_600_000), "payment", payment)
            .await
            .unwrap();
        unit.commit().await.unwrap();
        let head = ctx(&world.head, utc(AT));
        let over = issue_amendment(db, &app.app.files, &head, sends(&signed)).await;
        assert!(
            matches!(over, Err(Problem::Invalid(_))),
            "{}: {over:?}",
            test.name
        );
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn a_shift_of_the_plan_is_the_plan_from_then_on_and_a_partner_changes_the_shares() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let (world, mayor, grant) = final_grant(&app, Means(40_000, 40_000)).await;
        let item = |kind, euros: i64| crate::PlanAmount {
            kind,
            amount: Cents(euros * 100),
        };
        use applications::PlanKind::{Fees, Staff};
        assert_eq!(plan_of(db.reader(), &grant).await.unwrap(), [item(Staff, 55_000)]);
        let stuttgart = body(db, "08111000").await;
        let changes = vec![
            Change::PlanShift {
                items: vec![item(Staff, 40_000), item(Fees, 15_000)],
            },
            Change::Partner {
                join: vec![stuttgart.id],
                leave: Vec::new(),
                basis: ShareBasis::Equal,
            },
            Change::Scope {
                purpose: "Runder Tisch mit Stuttgart".to_owned(),
                objectives: grant.objectives.clone(),
            },
        ];
        let signed = countersigned(&app, &world, &mayor, grant.id, changes.clone()).await;
        assert_eq!(changes_of(db.reader(), signed.id).await.unwrap().len(), 3);
        let head = ctx(&world.head, utc(AT));
        issue_amendment(db, &app.app.files, &head, sends(&signed))
            .await
            .unwrap();
        let after = stored(db, grant.id).await;
        assert_eq!(after.purpose, "Runder Tisch mit Stuttgart");
        assert_eq!(
            plan_of(db.reader(), &after).await.unwrap(),
            [item(Staff, 40_000), item(Fees, 15_000)],
            "{}",
            test.name
        );
        let shares: Vec<i64> = shares_of(db.reader(), &after)
            .await
            .unwrap()
            .iter()
            .map(|share| share.amount.0)
            .collect();
        assert_eq!(shares, [2_000_000, 2_000_000]);
        let notices = notices_of(db.reader(), grant.id).await.unwrap();
        let letter = &notices
            .iter()
            .find(|notice| notice.kind == NoticeKind::Amendment)
            .unwrap()
            .content;
        for said in [
            "Honorare",
            "15.000,00",
            "zu gleichen Teilen",
            "Runder Tisch mit Stuttgart",
        ] {
            assert!(letter.contains(said), "{}: {said}", test.name);
        }
        assert_clean(db).await;
    }
}

#[tokio::test]
async fn only_a_final_cash_grant_can_be_amended() {
    for test in databases().await {
        let db = &test.db;
        let app = app(db);
        let world = World::new(db, FundingMode::CashGrant, Means(40_000, 40_000)).await;
        let town = body(db, "08415061").await;
        let mayor = world.municipal(db, &town).await;
        let sent = (Channel::Post, "2026-06-10T08:00:00Z");
        let grant = world.issued(db, &app.app.files, &mayor, &town, sent).await;
        let early = drafted(&app, &mayor, grant.id, vec![until("2028-06-30")]).await;
        assert_eq!(code(early), "not-amendable", "{}", test.name);
    }
}

#[tokio::test]
async fn who_wrote_a_request_signs_nothing_of_it_whoever_hands_it_in() {
    for test in databases().await {
        let app = app(&test.db);
        let db = &test.db;
        let (world, mayor, grant) = final_grant(&app, Means(40_000, 40_000)).await;
        // the deputy is officer and head of unit in one person
        let draft = drafted(&app, &world.second_head, grant.id, vec![until("2028-06-30")])
            .await
            .unwrap();
        let hand_in = Request {
            amendment: draft.id,
            version: draft.version,
        };
        let asked = request_amendment(db, &ctx(&mayor, utc(AT)), hand_in)
            .await
            .unwrap();
        assert_eq!(
            (asked.drafted_by, asked.requested_by),
            (Some(world.second_head.id), Some(mayor.id)),
            "{}",
            test.name
        );
        let look = CheckAmendment {
            amendment: asked.id,
            version: asked.version,
            remark: "Begründet.".to_owned(),
        };
        let checked = check_amendment(db, &ctx(&world.officer, utc(AT)), look)
            .await
            .unwrap();
        let signed = countersign_amendment(db, &ctx(&world.second_head, utc(AT)), signs(&checked)).await;
        assert_eq!(code(signed), "four-eyes", "{}", test.name);
    }
}

#[tokio::test]
async fn a_request_that_outlives_the_time_for_amending_is_ended_and_goes_no_further() {
    for test in databases().await {
        let app = app(&test.db);
        let db = &test.db;
        let (world, mayor, grant) = final_grant(&app, Means(40_000, 40_000)).await;
        let amendment = checked(&app, &world, &mayor, grant.id, vec![until("2028-06-30")]).await;
        let officer = world.officer();
        let unit = db.write(&officer).await.unwrap();
        let over = "UPDATE \"grant\" SET state = 'REPORT_DUE'";
        unit.conn().execute_unprepared(over).await.unwrap();
        unit.commit().await.unwrap();
        let here = format!("/grants/{}/amendments/{}", grant.id, amendment.id);
        let offers = async |person: &Person, verb: &str| {
            let page = app.get(&here, Some(person)).await.text();
            page.contains(&format!("{here}/{verb}"))
        };
        assert!(!offers(&world.budget, "countersign").await, "{}", test.name);
        assert!(offers(&world.head, "refuse").await, "{}", test.name);
        for (person, waits) in [
            (&world.head, true),
            (&world.budget, false),
            (&world.officer, false),
        ] {
            let tasks = app.app.tasks_of(&ctx(person, utc(AT))).await.unwrap();
            let mine = tasks.iter().any(|task| task.href == here);
            assert_eq!(mine, waits, "{}: {tasks:?}", test.name);
        }
        let command = Close {
            amendment: amendment.id,
            version: amendment.version,
            reason: "Der Bewilligungszeitraum ist zu Ende.".to_owned(),
        };
        let ended = refuse_amendment(db, &ctx(&world.head, utc(AT)), command)
            .await
            .unwrap();
        assert_eq!(ended.state, AmendmentState::Refused, "{}", test.name);
        let tasks = app.app.tasks_of(&ctx(&world.head, utc(AT))).await.unwrap();
        assert!(tasks.iter().all(|task| task.href != here), "{tasks:?}");
    }
}
