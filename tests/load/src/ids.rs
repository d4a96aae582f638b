//! Ids that are the same on every database, so that requests can be written down without asking it.

use uuid::Uuid;

/// What an id belongs to; ids of one kind ascend with their number, as those of the product do with time.
#[derive(Debug, Clone, Copy)]
#[repr(u16)]
pub enum Kind {
    Programme = 1,
    Call,
    Criterion,
    CallYear,
    Line,
    Pot,
    Ledger,
    Body,
    BodyName,
    Account,
    Role,
    Session,
    Application,
    Party,
    Access,
    Declaration,
    Review,
    ReviewVersion,
    Ranking,
    RankingEntry,
    Committee,
    Meeting,
    Allocation,
    AllocationEntry,
    Decision,
    Grant,
    Tranche,
    Audit,
    Mail,
    Job,
}

/// A UUID of version 7 whose time lies before everything the product makes.
pub fn id(kind: Kind, number: usize) -> Uuid {
    const TIME: u128 = 0x0190_0000_0000;
    Uuid::from_u128(
        TIME << 80
            | 0x7 << 76
            | (kind as u128) << 64
            | 0b10 << 62
            | u128::try_from(number).unwrap_or_default(),
    )
}
