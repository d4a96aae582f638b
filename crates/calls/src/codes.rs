//! The closed lists of a call: each value has one stable code, as stored, in JSON and in text keys.

/// An enum whose values have codes: `ALL`, `code()`, `from_code()`, `Display`, `FromStr` and serde by code.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$about:meta])* $value:ident = $code:tt),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ::serde::Serialize, ::serde::Deserialize)]
        pub enum $name { $($(#[$about])* #[serde(rename = $code)] $value),+ }

        impl $name {
            /// All values, in their usual order.
            pub const ALL: &'static [$name] = &[$($name::$value),+];

            /// As stored, in JSON and in text keys.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $($name::$value => $code),+ }
            }

            /// The value of a stored code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result { f.write_str(self.code()) }
        }

        impl ::std::str::FromStr for $name {
            type Err = ();
            fn from_str(code: &str) -> Result<Self, ()> { Self::from_code(code).ok_or(()) }
        }
    };
}

codes! {
    /// Services paid by the state directly, or money to the municipality.
    FundingMode { InKind = "IN_KIND", CashGrant = "CASH_GRANT" }
}

codes! {
    /// How the amount of a grant follows from the costs (handbook 2.3).
    FinancingType { Share = "SHARE", Deficit = "DEFICIT", FixedAmount = "FIXED_AMOUNT", Full = "FULL" }
}

codes! {
    /// What lateness means.
    DeadlineKind {
        /// Ausschlussfrist: late is excluded.
        CutOff = "CUT_OFF",
        /// Ordnungsfrist: late can be accepted with a reason.
        Soft = "SOFT",
    }
}

codes! {
    /// How the means are given out along the ranking (handbook 4.7).
    AllocationMode {
        RankFullStop = "RANK_FULL_STOP",
        RankFullSkip = "RANK_FULL_SKIP",
        RankPartialLast = "RANK_PARTIAL_LAST",
        ProRata = "PRO_RATA",
        Manual = "MANUAL",
    }
}

codes! {
    /// The legal remedy against a notice of the authority (handbook 2.12).
    RemedyKind {
        /// Klage: ministry, regional council.
        Action = "ACTION",
        /// Widerspruch: the state's bank.
        Objection = "OBJECTION",
    }
}

codes! {
    /// The life of a call (handbook 5.1); the transitions stand in [`crate::rules::TABLE`].
    CallState {
        Draft = "DRAFT",
        InReview = "IN_REVIEW",
        Published = "PUBLISHED",
        Open = "OPEN",
        Closed = "CLOSED",
        InSelection = "IN_SELECTION",
        Decided = "DECIDED",
        Completed = "COMPLETED",
        Cancelled = "CANCELLED",
    }
}

codes! {
    /// What can be done to a call. The code is the action in the audit trail.
    Verb {
        SubmitForReview = "submit_for_review",
        SendBack = "send_back",
        Publish = "publish",
        Open = "open",
        Extend = "extend",
        Close = "close",
        StartSelection = "start_selection",
        Decide = "decide",
        Complete = "complete",
        Cancel = "cancel",
    }
}
