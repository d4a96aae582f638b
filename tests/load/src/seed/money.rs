//! Rankings, decisions that wait for their release, grants before their last signature and before their letter.

use sea_orm::{ConnectionTrait as _, DatabaseTransaction};
use sha2::{Digest as _, Sha256};

use super::*;
use crate::rows::{Rows, insert};

/// A text of signed minutes, as short as can be.
const MINUTES: &str = "{}";

fn sha256(content: &str) -> String {
    hex::encode(Sha256::digest(content))
}

/// From 90.00 downwards; two reviews: a fifth of a point is one of the numerator.
fn numerator(call: Call, place: usize) -> i64 {
    900 - (place * 400 / call.applications) as i64
}

pub async fn fill(db: &DatabaseTransaction) -> anyhow::Result<()> {
    for call in [FROZEN, SELECTION_23, SELECTION_1101, OPTIMISE] {
        ranking(db, call).await?;
    }
    insert(
        db,
        "committee",
        "id programme_id name created_at",
        [
            id(Kind::Committee, 0).into(),
            id(Kind::Programme, 0).into(),
            "Steuerungsgruppe".into(),
            ago(200).into(),
        ],
    )
    .await?;
    for call in [SELECTION_23, SELECTION_1101] {
        selection(db, call).await?;
    }
    for call in [AWARDS, LETTERS_23, LETTERS_1101, EVIDENCE] {
        grants(db, call).await?;
    }
    Ok(())
}

async fn ranking(db: &DatabaseTransaction, call: Call) -> anyhow::Result<()> {
    let content = frozen(call).to_string();
    insert(
        db,
        "ranking_version",
        "id call_id version reason content sha256 frozen_by frozen_at open_ties entry_count",
        [
            id(Kind::Ranking, call.place).into(),
            call.id().into(),
            1_i64.into(),
            "".into(),
            content.as_str().into(),
            sha256(&content).into(),
            id(Kind::Account, SECRETARY).into(),
            ago(50).into(),
            0_i64.into(),
            (call.applications as i64).into(),
        ],
    )
    .await?;
    let mut entries = Rows::new(
        db,
        "ranking_entry",
        "id ranking_id position application_id rank tied reviews numerator denominator score_hundredths below_threshold \
         median_hundredths lowest_hundredths highest_hundredths",
    );
    for (place, case) in call.cases().enumerate() {
        let numerator = numerator(call, place);
        entries.push([
            id(Kind::RankingEntry, case).into(),
            id(Kind::Ranking, call.place).into(),
            (place as i64 + 1).into(),
            id(Kind::Application, case).into(),
            (place as i64 + 1).into(),
            false.into(),
            2_i64.into(),
            numerator.into(),
            10_i64.into(),
            (numerator * 10).into(),
            false.into(),
            (numerator * 10).into(),
            (numerator * 10).into(),
            (numerator * 10).into(),
        ]);
    }
    Ok(entries.flush().await?)
}

/// The text that the hash of a ranking is of.
fn frozen(call: Call) -> serde_json::Value {
    let entries: Vec<serde_json::Value> = call
        .cases()
        .enumerate()
        .map(|(place, case)| {
            let application = id(Kind::Application, case);
            serde_json::json!([application, place + 1, 2, numerator(call, place), 10])
        })
        .collect();
    serde_json::json!({
        "call": call.code,
        "version": 1,
        "reason": "",
        "previous": null,
        "columns": ["application", "rank", "reviews", "numerator", "denominator"],
        "entries": entries,
    })
}

async fn selection(db: &DatabaseTransaction, call: Call) -> anyhow::Result<()> {
    let total = call.applications as i64 * AMOUNT;
    insert(
        db,
        "allocation",
        "id call_id version ranking_id mode budget_cents total_cents reason prepared_by prepared_at approved_by approved_at",
        [
            id(Kind::Allocation, call.place).into(),
            call.id().into(),
            1_i64.into(),
            id(Kind::Ranking, call.place).into(),
            "RANK_FULL_STOP".into(),
            total.into(),
            total.into(),
            "".into(),
            id(Kind::Account, SECRETARY).into(),
            ago(45).into(),
            id(Kind::Account, BUDGET).into(),
            ago(44).into(),
        ],
    )
    .await?;
    insert(
        db,
        "meeting",
        "id committee_id call_id state starts_at place second_invitation ranking_id allocation_id decided_at minutes minutes_sha256 \
         minutes_remark created_at chair_signed_by chair_signed_at secretary_signed_by secretary_signed_at applied_at version",
        [
            id(Kind::Meeting, call.place).into(),
            id(Kind::Committee, 0).into(),
            call.id().into(),
            "MINUTES_SIGNED".into(),
            ago(40).into(),
            "Stuttgart".into(),
            false.into(),
            id(Kind::Ranking, call.place).into(),
            id(Kind::Allocation, call.place).into(),
            ago(40).into(),
            MINUTES.into(),
            sha256(MINUTES).into(),
            "".into(),
            ago(60).into(),
            id(Kind::Account, OFFICER).into(),
            ago(39).into(),
            id(Kind::Account, SECRETARY).into(),
            ago(39).into(),
            ago(38).into(),
            8_i64.into(),
        ],
    )
    .await?;
    let mut entries = Rows::new(
        db,
        "allocation_entry",
        "id allocation_id position application_id rank fundable_cents amount_cents",
    );
    let mut decisions = Rows::new(
        db,
        "decision",
        "id application_id call_id meeting_id result rank amount_cents reason_codes reason prepared_by decided_at",
    );
    for (place, case) in call.cases().enumerate() {
        let rank = place as i64 + 1;
        entries.push([
            id(Kind::AllocationEntry, case).into(),
            id(Kind::Allocation, call.place).into(),
            rank.into(),
            id(Kind::Application, case).into(),
            rank.into(),
            AMOUNT.into(),
            AMOUNT.into(),
        ]);
        decisions.push([
            id(Kind::Decision, case).into(),
            id(Kind::Application, case).into(),
            call.id().into(),
            id(Kind::Meeting, call.place).into(),
            "SELECTED".into(),
            rank.into(),
            AMOUNT.into(),
            "".into(),
            "".into(),
            id(Kind::Account, SECRETARY).into(),
            ago(38).into(),
        ]);
    }
    entries.flush().await?;
    Ok(decisions.flush().await?)
}

async fn grants(db: &DatabaseTransaction, call: Call) -> anyhow::Result<()> {
    let mut grants = Rows::new(
        db,
        "grant",
        "id application_id call_id programme_id number title body_id body_name mode state amount_cents cap_cents selected_cents \
         budget_line_id financing_type rate eligible_cents from_on until_on purpose objectives conditions double_funding \
         double_funding_reason prepared_by prepared_at rl_signed_by rl_signed_at bfdh_signed_by bfdh_signed_at answer_remark version",
    );
    let mut tranches = Rows::new(db, "grant_tranche", "id grant_id year kind amount_cents");
    let mut ledger = Rows::new(
        db,
        "budget_ledger",
        "id pot_id entry amount_cents means_delta_cents reserved_delta_cents committed_delta_cents ordered_delta_cents \
         paid_delta_cents subject_kind subject_id application_id at",
    );
    let bound = call != AWARDS;
    for (place, case) in call.cases().enumerate() {
        let number = number(call, place);
        let (_, name, _) = body(place);
        let grant = id(Kind::Grant, case);
        // of the letters' grants another head of unit signed: the one who issues is a third person
        grants.push([
            grant.into(),
            id(Kind::Application, case).into(),
            call.id().into(),
            id(Kind::Programme, 0).into(),
            number.clone().into(),
            format!("Miteinander in {name} gestalten").into(),
            id(Kind::Body, place).into(),
            name.into(),
            "IN_KIND".into(),
            "PREPARED".into(), // tranches are only added to an award that is being prepared
            AMOUNT.into(),
            AMOUNT.into(),
            AMOUNT.into(),
            id(Kind::Line, 0).into(),
            "FIXED_AMOUNT".into(),
            10_000_i64.into(),
            AMOUNT.into(),
            (now() + Duration::days(110)).date_naive().into(),
            (now() + Duration::days(600)).date_naive().into(),
            "Durchführung des Vorhabens nach Maßgabe des Antrags.".into(),
            format!("Die im Antrag {number} beschriebenen Ziele werden erreicht.").into(),
            "".into(),
            "NONE".into(),
            "Nach den Angaben im Antrag wird das Vorhaben nicht anders gefördert.".into(),
            id(Kind::Account, OFFICER).into(),
            ago(20).into(),
            id(Kind::Account, HEAD).into(),
            ago(19).into(),
            bound.then(|| id(Kind::Account, BUDGET)).into(),
            bound.then(|| ago(18)).into(),
            "".into(),
            1_i64.into(),
        ]);
        tranches.push([
            id(Kind::Tranche, case).into(),
            grant.into(),
            YEAR.into(),
            "CASH".into(),
            AMOUNT.into(),
        ]);
        if bound {
            ledger.push([
                id(Kind::Ledger, case + 1).into(),
                id(Kind::Pot, 0).into(),
                "COMMIT".into(),
                AMOUNT.into(),
                0_i64.into(),
                0_i64.into(),
                AMOUNT.into(),
                0_i64.into(),
                0_i64.into(),
                "grant".into(),
                grant.into(),
                id(Kind::Application, case).into(),
                ago(18).into(),
            ]);
        }
    }
    grants.flush().await?;
    tranches.flush().await?;
    db.execute_unprepared(
        "UPDATE \"grant\" SET state = 'COUNTERSIGNED' WHERE state = 'PREPARED' AND bfdh_signed_by IS NOT NULL",
    )
    .await?;
    Ok(ledger.flush().await?)
}
