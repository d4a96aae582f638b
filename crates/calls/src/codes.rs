//! The closed lists of a call: each value has one stable code, as stored, in JSON and in text keys.

base_db::codes! {
    /// Services paid by the state directly, or money to the municipality.
    FundingMode { InKind = "IN_KIND", CashGrant = "CASH_GRANT" }
}

base_db::codes! {
    /// How the amount of a grant follows from the costs (handbook 2.3).
    FinancingType { Share = "SHARE", Deficit = "DEFICIT", FixedAmount = "FIXED_AMOUNT", Full = "FULL" }
}

base_db::codes! {
    /// What lateness means.
    DeadlineKind {
        /// Ausschlussfrist: late is excluded.
        CutOff = "CUT_OFF",
        /// Ordnungsfrist: late can be accepted with a reason.
        Soft = "SOFT",
    }
}

base_db::codes! {
    /// How the means are given out along the ranking (handbook 4.7).
    AllocationMode {
        RankFullStop = "RANK_FULL_STOP",
        RankFullSkip = "RANK_FULL_SKIP",
        RankPartialLast = "RANK_PARTIAL_LAST",
        ProRata = "PRO_RATA",
        Manual = "MANUAL",
    }
}

base_db::codes! {
    /// The legal remedy against a notice of the authority (handbook 2.12).
    RemedyKind {
        /// Klage: ministry, regional council.
        Action = "ACTION",
        /// Widerspruch: the state's bank.
        Objection = "OBJECTION",
    }
}

base_db::codes! {
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
        /// A draft being tried out: outside of the life above, no step leads in or out (decision 0010).
        Preview = "PREVIEW",
    }
}

base_db::codes! {
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

base_db::codes! {
    /// Whether something may be funded. Open as long as data are missing.
    Outcome { Eligible = "ELIGIBLE", NotEligible = "NOT_ELIGIBLE", Undetermined = "UNDETERMINED" }
}

base_db::codes! {
    /// The kinds of file that may be attached (handbook 3.3).
    FileKind { Pdf = "PDF", Docx = "DOCX", Xlsx = "XLSX", Jpg = "JPG", Png = "PNG" }
}
