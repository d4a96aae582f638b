//! Packets and their states.

pub use super::store::packet::Model as Packet;

base_db::codes! {
    /// The life of a packet. Ready and failed ones do not change any more.
    PacketState { Requested = "REQUESTED", Building = "BUILDING", Ready = "READY", Failed = "FAILED" }
}

impl PacketState {
    /// Whether something may still happen with it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Requested | Self::Building)
    }
}

impl Packet {
    /// The name under which it is saved: `Pruefakte-IBZ-2026A-001-2026-03-06.zip`.
    #[must_use]
    pub fn file_name(&self, subject: &str) -> String {
        let day = base::calendar::local_date(self.requested_at);
        format!("Pruefakte-{}-{day}.zip", base_web::evidence::ascii_name(subject))
    }
}
