//! Import of a budget list (I6).
