//! What the first look shows (VV Nr. 11.1): what the grant becomes, what is to be repaid, what was used too late.

use base::money::mul_div_half_up;
use base::{Cents, Problem};
use calls::{FinancingType, Parameters, ProgrammeId};
use grants::Grant;
use sea_orm::ConnectionTrait;

use crate::model::{Report, Voucher};
use crate::money;
use crate::rules::interest::{BaseRates, DayCount, Interest, Slice, interest};
use crate::rules::recovery::{Flow, Payment, late, uses};
use crate::rules::reduction::{Awarded, Calculation, Units, Used, calculate};

/// The parameters that hold for a grant: those of the day its notice was issued.
pub async fn terms(conn: &impl ConnectionTrait, grant: &Grant) -> Result<Parameters, Problem> {
    let day = base::calendar::local_date(grant.issued_at.unwrap_or(grant.prepared_at));
    calls::parameters(conn, ProgrammeId(grant.programme_id), day).await
}

/// How days count under these parameters. Error: broken, the list of codes rules it out.
pub(crate) fn day_count(terms: &Parameters) -> Result<DayCount, Problem> {
    DayCount::from_code(&terms.interest_day_count)
        .ok_or_else(|| Problem::broken(format!("day count {} is unknown", terms.interest_day_count)))
}

/// What a payment was used for too late, and what that costs; the half-years without a rate when it can't be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateUse {
    pub payment: Payment,
    pub slices: Vec<Slice>,
    pub interest: Result<Interest, Problem>,
}

/// The signs of repayment and interest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signs {
    pub calculation: Calculation,
    pub paid: Cents,
    /// Positive: still to be paid. Negative: to be repaid.
    pub difference: Cents,
    pub late: Vec<LateUse>,
}

/// The award as the rules see it.
pub(crate) fn awarded(grant: &Grant, report: &Report, terms: &Parameters) -> Result<Awarded, Problem> {
    let financing: FinancingType = grant
        .financing_type
        .parse()
        .map_err(|()| Problem::broken(format!("financing type {} is unknown", grant.financing_type)))?;
    let income = ["THIRD_PARTY", "INCOME", "OTHER_GRANT"].map(|kind| report.planned_source(kind));
    Ok(Awarded {
        financing,
        amount: grant.amount,
        cap: grant.cap,
        rate: grant.rate,
        eligible: grant.eligible,
        own: report.planned_source("OWN"),
        income: income.into_iter().sum(),
        by_effective_share: terms.by_effective_share,
        item_overrun_limit: terms.item_overrun_limit,
        threshold: terms.reduction_threshold,
    })
}

/// The use as the rules see it, less what the officer does not recognise.
pub(crate) fn used(report: &Report, units: Option<Units>, rejected: Cents) -> Used {
    Used {
        items: report.items.clone(),
        income: report.source("THIRD_PARTY") + report.source("INCOME"),
        other_grants: report.source("OTHER_GRANT"),
        units,
        rejected,
    }
}

/// The first look at what was handed in.
pub async fn signs(
    conn: &impl ConnectionTrait,
    grant: &Grant,
    report: &Report,
    vouchers: &[Voucher],
) -> Result<Signs, Problem> {
    let terms = terms(conn, grant).await?;
    let awarded = awarded(grant, report, &terms)?;
    let calculation = calculate(&awarded, &used(report, report.units, Cents::ZERO));
    let payments = money::payments_of(conn, grant.id).await?;
    let paid: Cents = payments.iter().map(|payment| payment.amount).sum();
    Ok(Signs {
        difference: calculation.accepted - paid,
        calculation,
        paid,
        late: late_uses(conn, grant, &terms, vouchers).await?,
    })
}

/// What of each payment was used too late, by the list of vouchers (§ 49a Abs. 4 LVwVfG, D05).
pub(crate) async fn late_uses(
    conn: &impl ConnectionTrait,
    grant: &Grant,
    terms: &Parameters,
    vouchers: &[Voucher],
) -> Result<Vec<LateUse>, Problem> {
    let payments = money::payments_of(conn, grant.id).await?;
    let rates: BaseRates = super::rate_table(conn)
        .await?
        .rates
        .iter()
        .map(|rate| (rate.valid_from, rate.rate))
        .collect();
    let method = day_count(terms)?;
    // the Land's part of what each voucher says was spent
    let part = |amount: Cents| {
        let (share, whole) = (i128::from(grant.amount.0), i128::from(grant.eligible.0.max(1)));
        Cents::exact(mul_div_half_up(amount.0.into(), share, whole))
    };
    let spending: Vec<Flow> = vouchers
        .iter()
        .map(|voucher| Flow {
            amount: part(voucher.eligible),
            on: voucher.paid_on,
        })
        .collect();
    let late = uses(&payments, &spending)
        .into_iter()
        .filter_map(|(payment, uses)| {
            let slices = late(&payment, &uses, terms.use_within_months);
            let interest = interest(&slices, &rates, terms.interest_spread, method).map_err(Problem::from);
            (!slices.is_empty()).then_some(LateUse {
                payment,
                slices,
                interest,
            })
        });
    Ok(late.collect())
}

/// The interest for all of it; nothing below the threshold. Error: refused, naming the half-years without a base rate.
pub(crate) fn late_interest(late: &[LateUse], terms: &Parameters) -> Result<Cents, Problem> {
    let mut sum = Cents::ZERO;
    for one in late {
        sum += one.interest.clone()?.amount;
    }
    Ok(if sum < terms.interest_waiver_threshold {
        Cents::ZERO
    } else {
        sum
    })
}
