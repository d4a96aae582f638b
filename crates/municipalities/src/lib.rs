//! municipalities
