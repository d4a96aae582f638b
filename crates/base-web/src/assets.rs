//! Style sheets, scripts and fonts: embedded by `build.rs`, compressed there, served below a path that holds the
//! content's hash, so that browsers may keep them for ever.

use axum::{
    Router,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

/// One embedded file. `gzip` is absent where compressing gains nothing (fonts).
pub struct Asset {
    pub name: &'static str,
    /// Path from the root, `/a/<hash>/<name>`.
    pub url: &'static str,
    pub mime: &'static str,
    pub body: &'static [u8],
    pub gzip: Option<&'static [u8]>,
}

/// All embedded files.
pub static ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// URL of an embedded file, for templates: `asset_url("house.css")` is `/a/<hash>/house.css`.
/// A name that is not embedded gives a URL that answers 404, and an error in the log.
#[must_use]
pub fn asset_url(name: &str) -> &'static str {
    match ASSETS.iter().find(|asset| asset.name == name) {
        Some(asset) => asset.url,
        None => {
            tracing::error!(name, "a template asks for an asset that is not embedded");
            "/a/0/missing"
        }
    }
}

/// Route `/a/{hash}/{*path}`. Belongs outside the session layer: no file needs a database read.
#[expect(
    clippy::disallowed_methods,
    reason = "files belong outside the session: no person, no permission"
)]
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/a/{hash}/{*path}", get(serve))
}

/// Serves one file, 404 when name or hash is unknown. A stale hash is refused rather than answered with newer content,
/// which a cache would keep under the old address.
pub async fn serve(Path((hash, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let url = format!("/a/{hash}/{name}");
    let Some(asset) = ASSETS.iter().find(|asset| asset.url == url) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let common = [
        (header::CONTENT_TYPE, asset.mime),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    match asset.gzip {
        Some(packed) if accepts_gzip(&headers) => {
            let encoded = [
                (header::CONTENT_ENCODING, "gzip"),
                (header::VARY, "accept-encoding"),
            ];
            (common, encoded, packed).into_response()
        }
        Some(_) => (common, [(header::VARY, "accept-encoding")], asset.body).into_response(),
        None => (common, asset.body).into_response(),
    }
}

/// RFC 9110 §12.5.3: `gzip` (or `*`) is listed and its weight is not zero; `gzip` itself counts before `*`.
fn accepts_gzip(headers: &HeaderMap) -> bool {
    let mut any = false;
    let values = headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok());
    for item in values.flat_map(|value| value.split(',')) {
        let (coding, weight) = item.split_once(';').unwrap_or((item, "q=1"));
        let refused = weight
            .trim()
            .strip_prefix("q=")
            .and_then(|q| q.trim().parse::<f32>().ok())
            .is_none_or(|q| q <= 0.0);
        match coding.trim() {
            name if name.eq_ignore_ascii_case("gzip") => return !refused,
            "*" => any = !refused,
            _ => {}
        }
    }
    any
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may
    use super::*;
    use axum::{body::Body, http::Request};
    use tower::ServiceExt;

    async fn fetch(url: &str, accept: Option<&str>) -> Response {
        let mut request = Request::get(url);
        if let Some(accept) = accept {
            request = request.header(header::ACCEPT_ENCODING, accept);
        }
        router::<()>()
            .oneshot(request.body(Body::empty()).unwrap())
            .await
            .unwrap()
    }

    fn head(response: &Response, name: header::HeaderName) -> &str {
        response
            .headers()
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    #[tokio::test]
    async fn every_asset_is_served_under_its_hash_for_ever() {
        for asset in ASSETS {
            let response = fetch(asset.url, None).await;
            assert_eq!(response.status(), StatusCode::OK, "{}", asset.url);
            assert_eq!(head(&response, header::CONTENT_TYPE), asset.mime);
            assert_eq!(
                head(&response, header::CACHE_CONTROL),
                "public, max-age=31536000, immutable"
            );
            assert_eq!(head(&response, header::CONTENT_ENCODING), "");
            let body = axum::body::to_bytes(response.into_body(), usize::MAX)
                .await
                .unwrap();
            assert_eq!(body, asset.body, "{}", asset.name);
        }
    }

    #[tokio::test]
    async fn style_sheets_come_compressed_when_the_browser_accepts_it() {
        let response = fetch(asset_url("kern.css"), Some("br, gzip;q=0.8")).await;
        assert_eq!(head(&response, header::CONTENT_ENCODING), "gzip");
        assert_eq!(head(&response, header::VARY), "accept-encoding");
        let body = axum::body::to_bytes(response.into_body(), usize::MAX)
            .await
            .unwrap();
        assert_eq!(&body[..2], [0x1f, 0x8b], "gzip magic");
    }

    #[tokio::test]
    async fn unknown_names_and_stale_hashes_are_not_found() {
        for url in [
            "/a/000000000000/house.css",
            "/a/0/missing",
            "/a/0/../../Cargo.toml",
        ] {
            assert_eq!(fetch(url, None).await.status(), StatusCode::NOT_FOUND, "{url}");
        }
        let other = asset_url("app.js").replace("app.js", "house.css");
        assert_eq!(fetch(&other, None).await.status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn gzip_is_used_only_when_it_is_not_refused() {
        let cases = [
            ("gzip", true),
            ("GZIP", true),
            ("deflate, gzip;q=0.5", true),
            ("*", true),
            ("br", false),
            ("", false),
            ("gzip;q=0", false),
            ("gzip; q=0.000, *", false),
            ("*, gzip;q=0", false),
            ("*;q=0", false),
        ];
        for (value, expected) in cases {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, value.parse().unwrap())]);
            assert_eq!(accepts_gzip(&headers), expected, "{value:?}");
        }
    }

    #[test]
    fn pages_find_every_file_they_name() {
        for name in [
            "kern.css",
            "house.css",
            "htmx.min.js",
            "app.js",
            "favicon.svg",
            "licences.txt",
        ] {
            assert!(asset_url(name).ends_with(name), "{name}");
        }
        assert_eq!(asset_url("nothing.css"), "/a/0/missing");
    }

    /// The fonts are named by hash inside the style sheet; a wrong one would be a silent 404.
    #[test]
    fn every_font_the_style_sheet_names_is_embedded() {
        let house = ASSETS.iter().find(|asset| asset.name == "house.css").unwrap();
        let css = std::str::from_utf8(house.body).unwrap();
        let named: Vec<&str> = css
            .split("url(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let fonts = ASSETS.iter().filter(|asset| asset.mime == "font/woff2").count();
        assert_eq!(named.len(), fonts);
        for url in named {
            let path = url.strip_prefix("../..").unwrap();
            assert!(ASSETS.iter().any(|asset| asset.url == path), "{url}");
        }
    }
}
