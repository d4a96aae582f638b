//! Pages, forms and the JSON API: everything between HTTP and a use case, in one place for all features.
//!
//! A feature offers [`Feature`]; the binary adds them up with [`server::build`]. A page is a [`view::Page`] made of
//! blocks; a form is read with [`form::FormData`]; a problem becomes a page or RFC 9457 JSON in [`failure`].
//! There is no way to register a route but [`Routes`]: it feeds axum, OpenAPI and the route table at once.

pub mod api;
pub mod app;
pub mod assets;
pub mod evidence;
pub mod failure;
pub mod form;
pub mod health;
pub mod identity;
pub mod imports;
pub mod navigation;
pub mod routes;
pub mod server;
pub mod upload;
pub mod view;
pub mod visit;

pub use api::{ApiDoc, ApiJson};
pub use app::{App, Feature, Settings};
pub use failure::{Failure, Reply};
pub use form::FormData;
pub use routes::{May, Routes};
pub use upload::Upload;
pub use view::table_query as view_with_query;
pub use visit::Visit;

/// The words of this crate.
pub const TEXTS: base::texts::TextFiles = (include_str!("../texts/de.ftl"), include_str!("../texts/en.ftl"));
