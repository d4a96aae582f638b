//! Fetching a packet.

use base::{Ctx, Problem, Text};
use base_files::StoredFile;
use base_web::App;
use uuid::Uuid;

use crate::evidence::model::PacketState;
use crate::evidence::queries;

/// The file of a packet that is ready. Error: not found, also when the person may not have it (any more); refused
/// before it is ready.
pub async fn fetch(app: &App, ctx: &Ctx, id: Uuid) -> Result<StoredFile, Problem> {
    let packet = queries::packet(app.db.reader(), ctx, id).await?;
    let Some(file) = packet.file_id.filter(|_| packet.state == PacketState::Ready) else {
        return Err(Problem::refused(
            "evidence-not-ready",
            Text::new("evidence-not-ready"),
        ));
    };
    base_files::file(app.db.reader(), file).await
}
