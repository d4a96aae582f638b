//! Workbooks: the list of vouchers (I9) and the base rates (I12).

mod rates;
mod vouchers;

pub(crate) use rates::run as run_rates;
pub(crate) use vouchers::run as run_vouchers;
