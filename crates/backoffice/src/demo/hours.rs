//! The demo's support hours: some approved, some to be approved.

use anyhow::Context as _;
use chrono::{Datelike, Duration, NaiveTime, Weekday};

use super::cast::{Cast, day};
use super::programme::at;
use crate::house::House;
