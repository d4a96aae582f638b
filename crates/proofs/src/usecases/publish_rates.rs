//! A new version of the table of base rates: published by one person, in force once another one confirmed it. Earlier
//! versions stay, because claims name them.

use std::collections::BTreeMap;

use base::{Ctx, Problem, Rate, Text};
use base_db::{Db, Entry, Unit};
use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use crate::model::{BaseRate, RateTable};
use crate::rules::interest::half_year;
use crate::store::{self, base_rate, base_rate_table};
use crate::{access, queries};

/// Rates to be added or corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishRates {
    pub rates: Vec<BaseRate>,
    /// Where they were announced (Bundesanzeiger).
    pub source: String,
}

/// Publishes a table with these rates over those before; it waits for [`confirm_rates`]. Error: denied, `Invalid` for a day that begins no half-year.
pub async fn publish_rates(db: &Db, ctx: &Ctx, command: PublishRates) -> Result<RateTable, Problem> {
    let unit = db.write(ctx).await?;
    let table = publish_in(&unit, command).await?;
    unit.commit().await?;
    Ok(table)
}

/// As [`publish_rates`], within a unit.
pub(crate) async fn publish_in(unit: &Unit<'_>, command: PublishRates) -> Result<RateTable, Problem> {
    let ctx = unit.ctx();
    require_keeper(ctx)?;
    if let Some(wrong) = command
        .rates
        .iter()
        .find(|rate| half_year(rate.valid_from) != rate.valid_from)
    {
        let day = base::fmt::date_de(wrong.valid_from);
        return Err(Problem::field(
            "valid_from",
            Text::new("proofs-half-year-day").with("day", day),
        ));
    }
    // over what waits already, so that nothing of it is lost
    let before = match queries::pending_rates(unit.conn()).await?.into_iter().next() {
        Some(pending) => pending,
        None => queries::rate_table(unit.conn()).await?,
    };
    let mut rates: BTreeMap<NaiveDate, Rate> = before
        .rates
        .iter()
        .map(|rate| (rate.valid_from, rate.rate))
        .collect();
    rates.extend(command.rates.iter().map(|rate| (rate.valid_from, rate.rate)));
    let table = RateTable {
        id: Uuid::now_v7(),
        version: before.version + 1,
        source: base::names::clean(&command.source),
        created_by: ctx.person_id(),
        created_at: ctx.now,
        confirmed_by: None,
        confirmed_at: None,
        rates: rates
            .into_iter()
            .map(|(valid_from, rate)| BaseRate { valid_from, rate })
            .collect(),
    };
    let row = base_rate_table::Model {
        id: table.id,
        version: table.version,
        source: table.source.clone(),
        created_by: table.created_by,
        created_at: table.created_at,
        confirmed_by: None,
        confirmed_at: None,
    };
    store::insert(unit, row).await?;
    for rate in &table.rates {
        let row = base_rate::Model {
            id: Uuid::now_v7(),
            table_id: table.id,
            valid_from: rate.valid_from,
            rate: rate.rate,
        };
        store::insert(unit, row).await?;
    }
    let changed: Vec<_> = command
        .rates
        .iter()
        .map(|rate| json!({ "valid_from": rate.valid_from, "rate": rate.rate }))
        .collect();
    let data = json!({ "version": table.version, "source": table.source, "rates": changed });
    unit.audit(Entry::new("base_rate_table", table.id, "publish").data(data))
        .await?;
    Ok(table)
}

/// Puts the latest version into force. Another keeper than everybody who published what it changes.
/// Error: denied, refused (`four-eyes`, `nothing-to-confirm` when it is in force or another one came), `Stale`.
pub async fn confirm_rates(db: &Db, ctx: &Ctx, version: i64) -> Result<RateTable, Problem> {
    require_keeper(ctx)?;
    let unit = db.write(ctx).await?;
    let pending = queries::pending_rates(unit.conn()).await?;
    let publishers: Vec<_> = pending.iter().map(|table| table.created_by).collect();
    let latest = pending
        .into_iter()
        .next()
        .filter(|table| table.version == version);
    let Some(latest) = latest else {
        let text = Text::new("proofs-rates-nothing-pending");
        return Err(Problem::refused("nothing-to-confirm", text));
    };
    ctx.require_other_person(&publishers)?;
    let table = RateTable {
        confirmed_by: ctx.person_id(),
        confirmed_at: Some(ctx.now),
        ..latest
    };
    store::confirm_rates(&unit, &table).await?;
    let data = json!({ "version": table.version });
    unit.audit(Entry::new("base_rate_table", table.id, "confirm").data(data))
        .await?;
    unit.commit().await?;
    Ok(table)
}

/// Error: denied.
fn require_keeper(ctx: &Ctx) -> Result<(), Problem> {
    if ctx.is_operator() || ctx.has_any_role(access::RATE_KEEPERS) {
        Ok(())
    } else {
        Err(Problem::denied(Text::new("problem-denied")))
    }
}
