//! What is refused: wrong roles, one person for two, a stale version, missing means.

use base::{Ctx, Person, Problem, Role, Scope};
use base_testing::{ctx, db::databases, operator, person};
use budget::PotKind;
use chrono::NaiveDate;
use sea_orm::ConnectionTrait as _;
use uuid::Uuid;

use super::world::{World, a_programme, get, utc};
use crate::{
    Approve, CallState, Cancel, Complete, Correct, Create, Edit, Extend, SendBack, SetParameter,
    StartSelection, SubmitForReview, access,
};

const START: &str = "2026-01-10T08:00:00Z";

fn code(answer: Result<impl std::fmt::Debug, Problem>) -> String {
    match answer.expect_err("this is refused") {
        Problem::Refused { code, .. } => code.to_owned(),
        Problem::Invalid(fields) => fields
            .into_iter()
            .map(|field| field.field)
            .collect::<Vec<_>>()
            .join(" "),
        Problem::Denied(_) => "denied".to_owned(),
        Problem::NotFound { .. } => "not-found".to_owned(),
        Problem::Stale => "stale".to_owned(),
        Problem::Unauthenticated => "unauthenticated".to_owned(),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn publication_needs_two_other_persons() {
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let world = World::new(db, utc(START)).await;
        let call = world.in_review(db, "IBZ-2026A", world.terms()).await;
        let approve = async |person: &Person, role: Option<Role>| {
            let version = get(db, call).await.version;
            crate::approve(db, &ctx(person, world.start), Approve { call, version, role }).await
        };
        let scope = Scope::Programme(world.programme.0);
        let mut officer_as_deputy = world.officer.clone();
        officer_as_deputy
            .assignments
            .extend(world.both.assignments.iter().copied());
        assert_eq!(
            code(approve(&officer_as_deputy, None).await),
            "four-eyes",
            "{name}: a deputy is still the same person"
        );
        assert_eq!(code(approve(&world.officer, None).await), "denied", "{name}");
        let foreign = person("Fremd", &[(Role::RL, Scope::Programme(Uuid::now_v7()))]);
        assert_eq!(code(approve(&foreign, None).await), "not-found", "{name}");

        assert_eq!(
            approve(&world.both, Some(Role::BfdH)).await,
            Ok(CallState::InReview),
            "{name}"
        );
        assert_eq!(
            code(approve(&world.both, Some(Role::RL)).await),
            "four-eyes",
            "{name}: one person for both offices"
        );
        assert_eq!(
            code(approve(&world.budget, None).await),
            "already-approved",
            "{name}"
        );
        // neither does the database take the signature of who prepared it, or one person twice (invariant 8)
        let by = ctx(&world.both, world.start);
        for forged in [
            "UPDATE call SET rl_approved_by = created_by",
            "UPDATE call SET rl_approved_by = submitted_by",
            "UPDATE call SET rl_approved_by = bfdh_approved_by, published_at = created_at",
        ] {
            let unit = db.write(&by).await.unwrap();
            let done = unit.conn().execute_unprepared(forged).await;
            assert!(done.is_err(), "{name} allows: {forged}");
        }
        let head = person("Leitung", &[(Role::RL, scope)]);
        assert_eq!(approve(&head, None).await, Ok(CallState::Published), "{name}");
    }
}

#[tokio::test]
async fn publication_needs_means_and_commitment_authorisations_of_every_year() {
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let world = World::new(db, utc(START)).await;
        let call = world.in_review(db, "IBZ-2026A", world.terms()).await;
        let approve = async || {
            let version = get(db, call).await.version;
            crate::approve(
                db,
                &ctx(&world.head, world.start),
                Approve {
                    call,
                    version,
                    role: None,
                },
            )
            .await
        };
        world.means(db, 2027, PotKind::Commitment, 29_999_999).await;
        let Err(Problem::Refused {
            code: "means-missing",
            text,
        }) = approve().await
        else {
            panic!("{name}")
        };
        assert_eq!(text.key, "calls-refused-means-COMMITMENT", "{name}");
        let said = base::texts::say(base::Lang::De, &text);
        assert!(
            said.contains("Für 2027 sind 300.000,00\u{a0}€ vorgesehen, verfügbar sind 299.999,99\u{a0}€"),
            "{said}"
        );
        world.means(db, 2027, PotKind::Commitment, 30_000_000).await;
        assert_eq!(approve().await, Ok(CallState::InReview), "{name}");
    }
}

#[tokio::test]
async fn nobody_but_the_office_may_do_its_step() {
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let world = World::new(db, utc(START)).await;
        let scope = Scope::Programme(world.programme.0);
        let all: Vec<Person> = Role::ALL
            .into_iter()
            .map(|role| match role {
                Role::AD => person("AD", &[(role, Scope::System)]),
                Role::SM | Role::SV => person(role.code(), &[(role, Scope::Committee(Uuid::now_v7()))]),
                role => person(role.code(), &[(role, scope)]),
            })
            .collect();
        let draft = world.draft(db, "IBZ-2026A", world.terms()).await;
        let review = world.in_review(db, "IBZ-2026B", world.terms()).await;
        let open = world.published(db, "IBZ-2026C", world.terms()).await;
        crate::open(db, &Ctx::system("call-open", utc("2026-01-15T08:00:00Z")), open)
            .await
            .unwrap();
        let closed = world.published(db, "IBZ-2026D", world.terms()).await;
        crate::close(
            db,
            &Ctx::system("call-close", utc("2026-03-07T08:00:00Z")),
            closed,
        )
        .await
        .unwrap();
        let reason = "Test.".to_owned();
        // whoever passes the check of the role is stopped by the version, so that nothing changes
        let version = -1;
        let terms = world.terms();
        let edit = Edit {
            call: draft,
            version,
            terms,
        };
        let submit = SubmitForReview { call: draft, version };
        let back = SendBack {
            call: review,
            version,
            reason: reason.clone(),
        };
        let approval = Approve {
            call: review,
            version,
            role: None,
        };
        let cancellation = Cancel {
            call: open,
            version,
            reason: reason.clone(),
        };
        let selection = StartSelection {
            call: closed,
            version,
        };
        let completion = Complete {
            call: closed,
            version,
        };
        let deadline_on = NaiveDate::from_ymd_opt(2026, 4, 1).unwrap();
        let extension = Extend {
            call: open,
            version,
            deadline_on,
            deadline_time: None,
            reason,
        };
        for who in &all {
            let at = ctx(who, utc("2026-03-08T08:00:00Z"));
            let role = who.assignments[0].role;
            let head = &[Role::RL][..];
            let answers = [
                (
                    &[Role::SB][..],
                    false,
                    code(crate::edit(db, &at, edit.clone()).await),
                ),
                (
                    &[Role::SB],
                    false,
                    code(crate::submit_for_review(db, &at, submit).await),
                ),
                (head, false, code(crate::send_back(db, &at, back.clone()).await)),
                (
                    &[Role::RL, Role::BfdH],
                    false,
                    code(crate::approve(db, &at, approval).await),
                ),
                (
                    head,
                    true,
                    code(crate::cancel(db, &at, cancellation.clone()).await),
                ),
                (head, true, code(crate::extend(db, &at, extension.clone()).await)),
                (
                    &[Role::SB],
                    true,
                    code(crate::begin_selection(db, &at, selection).await),
                ),
                (head, true, code(crate::complete(db, &at, completion).await)),
            ];
            for (step, (offices, is_public, answer)) in answers.into_iter().enumerate() {
                let sees = match role {
                    Role::SM | Role::SV => is_public,
                    role => access::OFFICES.contains(&role) || role == Role::AD,
                };
                let expected = match (offices.contains(&role), sees) {
                    (true, _) => "stale",
                    (false, true) => "denied",
                    (false, false) => "not-found",
                };
                assert_eq!(answer, expected, "{name}: {} at step {step}", role.code());
            }
        }
    }
}

#[tokio::test]
async fn a_stale_version_changes_nothing() {
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let world = World::new(db, utc(START)).await;
        let call = world.draft(db, "IBZ-2026A", world.terms()).await;
        let at = ctx(&world.officer, world.start);
        let mut terms = world.terms();
        terms.title_de = "Neuer Titel".to_owned();
        crate::edit(
            db,
            &at,
            Edit {
                call,
                version: 1,
                terms: terms.clone(),
            },
        )
        .await
        .unwrap();
        assert_eq!(
            code(
                crate::edit(
                    db,
                    &at,
                    Edit {
                        call,
                        version: 1,
                        terms: world.terms()
                    }
                )
                .await
            ),
            "stale",
            "{name}"
        );
        assert_eq!(
            code(crate::submit_for_review(db, &at, SubmitForReview { call, version: 1 }).await),
            "stale",
            "{name}"
        );
        let now = get(db, call).await;
        assert_eq!(
            (now.title_de.as_str(), now.version, now.edited_by),
            ("Neuer Titel", 2, Some(world.officer.id)),
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_published_call_is_frozen_but_for_its_texts() {
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let world = World::new(db, utc(START)).await;
        let call = world.published(db, "IBZ-2026A", world.terms()).await;
        let at = ctx(&world.officer, world.start);
        let version = get(db, call).await.version;
        assert_eq!(
            code(
                crate::edit(
                    db,
                    &at,
                    Edit {
                        call,
                        version,
                        terms: world.terms()
                    }
                )
                .await
            ),
            "call-frozen",
            "{name}"
        );
        let mut terms = world.terms();
        terms.criteria[0].weight = 5;
        terms.criteria[1].weight = 30;
        let reason = || "Gewichte".to_owned();
        let answer = crate::correct(
            db,
            &at,
            Correct {
                call,
                version,
                terms,
                reason: reason(),
            },
        )
        .await;
        assert_eq!(code(answer), "criteria", "{name}");
        assert_eq!(get(db, call).await.terms, world.terms(), "{name}");
        let command = Correct {
            call,
            version,
            terms: world.terms(),
            reason: " ".to_owned(),
        };
        assert_eq!(
            code(crate::correct(db, &at, command).await),
            "reason",
            "{name}: without a reason nothing is corrected"
        );
    }
}

#[tokio::test]
async fn codes_are_unique_and_lines_belong_to_the_programme() {
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let world = World::new(db, utc(START)).await;
        let at = ctx(&world.officer, world.start);
        let create = |code: &str, terms| Create {
            programme: world.programme,
            code: code.to_owned(),
            number_prefix: String::new(),
            terms,
        };
        world.draft(db, "IBZ-2026A", world.terms()).await;
        let answer = crate::create(db, &at, create("IBZ-2026A", world.terms())).await;
        assert_eq!(code(answer), "code number_prefix", "{name}");
        assert_eq!(
            code(crate::create(db, &at, create("ibz 1", world.terms())).await),
            "code number_prefix",
            "{name}"
        );
        let mut terms = world.terms();
        terms.budget_line_id = Some(budget::BudgetLineId::new());
        assert_eq!(
            code(crate::create(db, &at, create("IBZ-2026B", terms)).await),
            "budget_line_id",
            "{name}"
        );
        let programme = crate::programme(db.reader(), world.programme).await.unwrap();
        assert_eq!(
            crate::next_code(db.reader(), &programme, 2026).await,
            Ok("IBZ-2026B".to_owned()),
            "{name}"
        );
    }
}

#[tokio::test]
async fn programmes_are_set_up_by_operator_or_administration_and_their_parameters_have_dates() {
    for test in databases().await {
        let (db, name) = (&test.db, test.name);
        let world = World::new(db, utc(START)).await;
        let foreign =
            crate::create_programme(db, &ctx(&world.head, world.start), a_programme("XY", world.start)).await;
        assert_eq!(code(foreign), "denied", "{name}");
        let again =
            crate::create_programme(db, &operator(world.start), a_programme("IBZ", world.start)).await;
        assert_eq!(code(again), "code-taken", "{name}");

        let administration = person("AD", &[(Role::AD, Scope::System)]);
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let set = |value: &str, from: &str| SetParameter {
            programme: world.programme,
            name: "funding_cap_cents".to_owned(),
            value: value.to_owned(),
            valid_from: day(from),
            source: "VwV Nr. 4".to_owned(),
        };
        let at = ctx(&administration, world.start);
        assert_eq!(
            code(crate::set_parameter(db, &at, set("4500000", "2026-01-09")).await),
            "valid_from",
            "{name}: the past does not change"
        );
        crate::set_parameter(db, &at, set("4500000", "2027-01-01"))
            .await
            .unwrap();
        assert_eq!(
            code(crate::set_parameter(db, &at, set("4600000", "2027-01-01")).await),
            "parameter-dated",
            "{name}"
        );
        assert_eq!(
            code(crate::set_parameter(db, &at, set("viel", "2028-01-01")).await),
            "value",
            "{name}"
        );
        for (on, cap) in [("2026-12-31", 4_000_000), ("2027-01-01", 4_500_000)] {
            let parameters = crate::parameters(db.reader(), world.programme, day(on))
                .await
                .unwrap();
            assert_eq!(parameters.funding_cap, base::Cents(cap), "{name}: {on}");
        }
    }
}
