//! Pages and their JSON twins.

use base_web::Routes;

pub(crate) fn routes() -> Routes {
    Routes::new()
}
