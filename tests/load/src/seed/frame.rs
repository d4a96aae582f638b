//! Programme, calls, budget line, register of municipalities, accounts with their roles and sessions.

use base::names::search_text;
use chrono::{Duration, NaiveDate};
use sea_orm::DatabaseTransaction;
use sha2::{Digest as _, Sha256};

use super::*;
use crate::rows::{Rows, insert, null};

const DISTRICTS: usize = 44;
const WEIGHTS: [i64; 7] = [15, 20, 20, 15, 15, 10, 5];
/// 20 million projects' worth.
const MEANS: i64 = 20_000 * AMOUNT;

pub async fn fill(db: &DatabaseTransaction) -> anyhow::Result<()> {
    programme(db).await?;
    for call in CALLS {
        self::call(db, call).await?;
    }
    register(db).await?;
    people(db).await
}

fn day(days_ago: i64) -> NaiveDate {
    ago(days_ago).date_naive()
}

async fn programme(db: &DatabaseTransaction) -> anyhow::Result<()> {
    insert(
        db,
        "programme",
        "id code name_de name_en authority department street postcode place phone email web remedy_kind court valid_from valid_until created_at",
        [
            id(Kind::Programme, 0).into(),
            "LAST".into(),
            "Programm der Messung".into(),
            "Programme of the measurement".into(),
            "Ministerium der Messung".into(),
            "Referat Messung".into(),
            "Musterstraße 1".into(),
            "70174".into(),
            "Stuttgart".into(),
            "0711 0000-0".into(),
            "messung@ministerium.example".into(),
            "www.ministerium.example".into(),
            "ACTION".into(),
            "".into(),
            day(365).into(),
            null::<NaiveDate>(),
            ago(365).into(),
        ],
    )
    .await?;
    insert(
        db,
        "budget_line",
        "id programme_id chapter title purpose",
        [
            id(Kind::Line, 0).into(),
            id(Kind::Programme, 0).into(),
            "0919".into(),
            "684 71".into(),
            "Messung".into(),
        ],
    )
    .await?;
    // what the letters' grants bind already, see money.rs
    let bound = [LETTERS_23, LETTERS_1101, EVIDENCE];
    let committed = bound.map(|call| call.applications as i64).iter().sum::<i64>() * AMOUNT;
    insert(
        db,
        "budget_pot",
        "id line_id year kind means_cents reserved_cents committed_cents ordered_cents paid_cents",
        [
            id(Kind::Pot, 0).into(),
            id(Kind::Line, 0).into(),
            YEAR.into(),
            "CASH".into(),
            MEANS.into(),
            0_i64.into(),
            committed.into(),
            0_i64.into(),
            0_i64.into(),
        ],
    )
    .await?;
    insert(
        db,
        "budget_ledger",
        "id pot_id entry amount_cents means_delta_cents reserved_delta_cents committed_delta_cents ordered_delta_cents paid_delta_cents subject_kind subject_id at",
        [
            id(Kind::Ledger, 0).into(),
            id(Kind::Pot, 0).into(),
            "MEANS".into(),
            MEANS.into(),
            MEANS.into(),
            0_i64.into(),
            0_i64.into(),
            0_i64.into(),
            0_i64.into(),
            "budget_pot".into(),
            id(Kind::Pot, 0).into(),
            ago(300).into(),
        ],
    )
    .await?;
    Ok(())
}

async fn call(db: &DatabaseTransaction, call: Call) -> anyhow::Result<()> {
    let (opens, deadline) = if call == RUSH {
        (ago(20), now() + Duration::days(20))
    } else {
        (ago(200), ago(120))
    };
    let text = "Integration gelingt, wenn Politik, Verwaltung und engagierte Menschen zusammenarbeiten.";
    insert(
        db,
        "call",
        "id programme_id code number_prefix state title_de title_en purpose_de purpose_en eligible_de eligible_en how_de how_en easy_de \
         opens_at deadline_on deadline_time deadline_at deadline_kind funding_mode financing_type rate cap_cents minimum_cents rounding \
         allocation_mode budget_line_id body_types territory project_from project_until reviews_min reviews_target form_version edition \
         rl_approved_by rl_approved_at bfdh_approved_by bfdh_approved_at published_at created_at version",
        [
            call.id().into(),
            id(Kind::Programme, 0).into(),
            call.code.into(),
            call.code.into(),
            call.state.into(),
            format!("Aufruf {}", call.code).into(),
            format!("Call {}", call.code).into(),
            text.into(),
            text.into(),
            text.into(),
            text.into(),
            text.into(),
            text.into(),
            text.into(),
            opens.into(),
            deadline.date_naive().into(),
            "12:00".into(),
            deadline.into(),
            "CUT_OFF".into(),
            "IN_KIND".into(),
            "FIXED_AMOUNT".into(),
            10_000_i64.into(),
            AMOUNT.into(),
            2_500_00_i64.into(),
            "EURO_DOWN".into(),
            "RANK_FULL_STOP".into(),
            id(Kind::Line, 0).into(),
            "GEMEINDE STADT STADTKREIS LANDKREIS GVV VVG".into(),
            "08".into(),
            (now() + Duration::days(100)).date_naive().into(),
            (now() + Duration::days(700)).date_naive().into(),
            2_i64.into(),
            3_i64.into(),
            1_i64.into(),
            1_i64.into(),
            id(Kind::Account, HEAD).into(),
            opens.into(),
            id(Kind::Account, BUDGET).into(),
            opens.into(),
            opens.into(),
            ago(210).into(),
            5_i64.into(),
        ],
    )
    .await?;
    for (place, weight) in WEIGHTS.into_iter().enumerate() {
        insert(
            db,
            "call_criterion",
            "id call_id position code label_de label_en weight anchor_de anchor_en",
            [
                id(Kind::Criterion, call.place * 10 + place).into(),
                call.id().into(),
                (place as i64 + 1).into(),
                format!("K{}", place + 1).into(),
                format!("Kriterium {}", place + 1).into(),
                format!("Criterion {}", place + 1).into(),
                weight.into(),
                "Das Vorgehen überzeugt.".into(),
                "The approach convinces.".into(),
            ],
        )
        .await?;
    }
    insert(
        db,
        "call_year",
        "id call_id year cash_cents commitment_cents",
        [
            id(Kind::CallYear, call.place).into(),
            call.id().into(),
            YEAR.into(),
            (4_000 * AMOUNT).into(),
            0_i64.into(),
        ],
    )
    .await?;
    let numbered = if call == RUSH { 0 } else { call.applications as i64 };
    insert(
        db,
        "call_counter",
        "id last_number",
        [call.id().into(), numbered.into()],
    )
    .await?;
    if call == RUSH {
        insert(
            db,
            "job",
            "id kind subject due_at attempts",
            [
                id(Kind::Job, call.place).into(),
                "call-close".into(),
                call.id().to_string().into(),
                deadline.into(),
                0_i64.into(),
            ],
        )
        .await?;
    }
    Ok(())
}

pub fn districts() -> impl Iterator<Item = (String, String)> {
    (1..=DISTRICTS).map(|number| (format!("08{number:03}"), format!("Kreis {number:02}")))
}

/// Key and name of municipality 0, 1, … , with the place of its district.
pub fn body(place: usize) -> (String, String, usize) {
    let district = place % DISTRICTS;
    let key = format!("08{:03}{:03}", district + 1, place / DISTRICTS + 1);
    (key, format!("Musterort am Bach {}", place + 1), district)
}

async fn register(db: &DatabaseTransaction) -> anyhow::Result<()> {
    let mut bodies = Rows::new(
        db,
        "body",
        "id key body_type name official_name designation district_key district_name region population population_on postcode \
         street place email may_apply sort_name search_text version updated_at",
    );
    let mut names = Rows::new(db, "body_name", "id body_id kind name name_key");
    let districts: Vec<(String, String)> = districts().collect();
    let municipalities = (0..LARGE.applications).map(|place| {
        let (key, name, district) = body(place);
        (place, key, name, "GEMEINDE", &districts[district])
    });
    let offices = districts.iter().enumerate().map(|(place, district)| {
        let (key, name) = district.clone();
        (LARGE.applications + place, key, name, "LANDKREIS", district)
    });
    let mut entries: Vec<_> = municipalities.chain(offices).collect();
    entries.sort_by_key(|entry| entry.0);
    for (place, key, name, kind, (district_key, district_name)) in entries {
        let official = match kind {
            "LANDKREIS" => format!("Land{}", name.to_lowercase()),
            _ => format!("Gemeinde {name}"),
        };
        let folded = search_text(&name);
        bodies.push([
            id(Kind::Body, place).into(),
            key.clone().into(),
            kind.into(),
            name.clone().into(),
            official.clone().into(),
            if kind == "LANDKREIS" {
                "Landkreis"
            } else {
                "Gemeinde"
            }
            .into(),
            district_key.clone().into(),
            district_name.clone().into(),
            (place as i64 % 4 + 1).into(),
            (1_000 + place as i64).into(),
            day(300).into(),
            format!("7{:04}", place % 10_000).into(),
            "Rathausplatz 1".into(),
            name.clone().into(),
            format!("rathaus{place}@kommune.example").into(),
            true.into(),
            folded.clone().into(),
            format!(" {folded} {} {key} ", search_text(&official)).into(),
            1_i64.into(),
            ago(300).into(),
        ]);
        for (part, (kind, name)) in [("NAME", &name), ("OFFICIAL", &official)].into_iter().enumerate() {
            names.push([
                id(Kind::BodyName, place * 2 + part).into(),
                id(Kind::Body, place).into(),
                kind.into(),
                name.clone().into(),
                search_text(name).into(),
            ]);
        }
    }
    bodies.flush().await?;
    Ok(names.flush().await?)
}

/// The cookie of an account's session.
pub fn session(account: usize) -> String {
    format!("session-of-the-measurement-{account}")
}

/// Beyond the ids of the first role of each account.
const EDITORS: usize = 100_000;

async fn people(db: &DatabaseTransaction) -> anyhow::Result<()> {
    let mut accounts = Rows::new(
        db,
        "account",
        "id email name lang state search_text totp_confirmed_at session_epoch created_at",
    );
    let mut roles = Rows::new(
        db,
        "role_assignment",
        "id person_id role scope_kind scope_id from_on created_at",
    );
    let mut sessions = Rows::new(
        db,
        "session",
        "id token_hash person_id epoch verified started_at seen_at",
    );
    let programme = id(Kind::Programme, 0);
    let mut all = vec![
        (OFFICER, "SB", "programme", programme),
        (HEAD, "RL", "programme", programme),
        (BUDGET, "BfdH", "programme", programme),
        (SECRETARY, "GS", "programme", programme),
    ];
    all.extend(ASSESSORS.map(|account| (account, "AS", "call", LARGE.id())));
    all.extend(
        (0..RUSH.applications).map(|place| (SIGNATORIES + place, "KZ", "body", id(Kind::Body, place))),
    );
    for (account, role, scope, scope_id) in all {
        let name = format!("Konto {account} ({role})");
        accounts.push([
            id(Kind::Account, account).into(),
            format!("konto{account}@messung.example").into(),
            name.clone().into(),
            "de".into(),
            "ACTIVE".into(),
            search_text(&name).into(),
            ago(100).into(),
            1_i64.into(),
            ago(100).into(),
        ]);
        roles.push([
            id(Kind::Role, account).into(),
            id(Kind::Account, account).into(),
            role.into(),
            scope.into(),
            scope_id.into(),
            day(100).into(),
            ago(100).into(),
        ]);
        sessions.push([
            id(Kind::Session, account).into(),
            hex::encode(Sha256::digest(session(account))).into(),
            id(Kind::Account, account).into(),
            1_i64.into(),
            true.into(),
            now().into(),
            now().into(),
        ]);
    }
    // who signs also writes
    for place in 0..RUSH.applications {
        let account = SIGNATORIES + place;
        roles.push([
            id(Kind::Role, EDITORS + account).into(),
            id(Kind::Account, account).into(),
            "KE".into(),
            "body".into(),
            id(Kind::Body, place).into(),
            day(100).into(),
            ago(100).into(),
        ]);
    }
    // who assesses the large call is asked for others too
    for (further, call) in (2..).zip([ASSIGN, SMALL]) {
        for account in ASSESSORS {
            roles.push([
                id(Kind::Role, further * EDITORS + account).into(),
                id(Kind::Account, account).into(),
                "AS".into(),
                "call".into(),
                call.id().into(),
                day(100).into(),
                ago(100).into(),
            ]);
        }
    }
    accounts.flush().await?;
    roles.flush().await?;
    Ok(sessions.flush().await?)
}
