//! The only place that names the ORM's entities. The rows that are plain facts are re-exported by [`crate::model`].

pub(crate) mod declaration;
pub(crate) mod dismissal;
pub(crate) mod interest;
pub(crate) mod pool;
pub(crate) mod proposal;
pub(crate) mod ranking;
pub(crate) mod review;
pub(crate) mod review_version;
pub(crate) mod standing;
