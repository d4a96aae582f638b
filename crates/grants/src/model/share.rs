//! Who shares a joint grant, and how (handbook 12, no. 4).

use base::Cents;
use municipalities::BodyId;

base_db::codes! {
    /// How a joint grant is split over its bodies.
    ShareBasis {
        /// As the bodies agreed in the application.
        Agreed = "AGREED",
        Equal = "EQUAL",
        /// By inhabitants.
        Population = "POPULATION",
    }
}

/// What a body of a joint grant gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    pub body_id: BodyId,
    pub name: String,
    pub population: Option<i64>,
    pub amount: Cents,
}

/// The bodies of a project, the lead first, with the amounts they agreed on in the application.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Circle {
    pub bodies: Vec<Share>,
    /// Every one of them has said its share.
    pub is_agreed: bool,
}

impl Circle {
    /// Whether there is anything to split.
    #[must_use]
    pub fn is_joint(&self) -> bool {
        self.bodies.len() > 1
    }

    /// As agreed, else equally; nothing for a single grantee.
    #[must_use]
    pub fn default_basis(&self) -> Option<ShareBasis> {
        match (self.is_joint(), self.is_agreed) {
            (false, _) => None,
            (true, true) => Some(ShareBasis::Agreed),
            (true, false) => Some(ShareBasis::Equal),
        }
    }
}
