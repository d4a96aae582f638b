//! What a grantee has to tell at once (duty to inform, handbook 2.8).

pub use crate::store::information::Model as Information;

base::typed_id!(
    /// One thing that was told.
    InformationId
);

base_db::codes! {
    /// What it is about.
    InformationKind {
        /// Other public money was asked for or granted.
        OtherGrant = "OTHER_GRANT",
        Purpose = "PURPOSE",
        Costs = "COSTS",
        /// Money that cannot be used in time.
        Unused = "UNUSED",
        Insolvency = "INSOLVENCY",
    }
}
