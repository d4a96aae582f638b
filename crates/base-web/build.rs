//! Gathers the front-end files into `OUT_DIR/public`, compresses them and writes the table that `src/assets.rs`
//! includes. Third-party packages come from npm by lock file, below `OUT_DIR`: the source tree stays untouched.
#![allow(clippy::print_stdout)] // cargo reads a build script's instructions from its standard output

use std::{
    collections::hash_map::DefaultHasher,
    env,
    error::Error,
    fmt::Write as _,
    fs,
    hash::Hasher,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

use flate2::{Compression, write::GzEncoder};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const NPM_FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];
const KERN: &str = "@kern-ux/native";
const HTMX: &str = "htmx.org";
/// KERN sets text in three weights only.
const WEIGHTS: [(u16, &str); 3] = [(400, "Regular"), (500, "Medium"), (600, "SemiBold")];

fn main() -> Result<()> {
    let source = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("assets");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo:rerun-if-changed=build.rs");
    for name in NPM_FILES
        .into_iter()
        .chain(["app.js", "autosave.js", "plain.css", "favicon.svg", "house"])
    {
        println!("cargo:rerun-if-changed=assets/{name}");
    }

    let public = out.join("public");
    if public.exists() {
        fs::remove_dir_all(&public)?;
    }
    fs::create_dir_all(&public)?;
    let mut table = Table {
        public,
        rows: String::new(),
    };

    let mut house = String::new();
    match packages(&source, &out.join("npm")) {
        Ok(modules) => {
            let (kern, htmx) = (modules.join(KERN), modules.join(HTMX));
            for (weight, face) in WEIGHTS {
                let file = kern.join(format!("dist/fonts/fira-sans/FiraSans-{face}.woff2"));
                let url = table.add(&format!("fira-sans-{weight}.woff2"), &fs::read(file)?)?;
                // ../../ leads from /a/<hash>/house.css back to /, wherever the application is mounted
                writeln!(
                    house,
                    "@font-face {{ font-family: \"Fira Sans\"; font-weight: {weight}; font-display: swap; src: url(\"../..{url}\") format(\"woff2\"); }}"
                )?;
            }
            table.add("kern.css", &fs::read(kern.join("dist/kern.min.css"))?)?;
            table.add("htmx.min.js", &fs::read(htmx.join("dist/htmx.min.js"))?)?;
            table.add("licences.txt", licences(&kern, &htmx)?.as_bytes())?;
        }
        Err(why) => {
            println!(
                "cargo:warning=built with a plain style sheet ({why}); install Node.js with npm, then touch crates/base-web/assets/package.json"
            );
            table.add("kern.css", &fs::read(source.join("plain.css"))?)?;
            table.add("htmx.min.js", b"// built without npm: pages work without htmx\n")?;
            table.add(
                "licences.txt",
                b"No third-party front-end files are part of this build.\n",
            )?;
        }
    }

    let mut layers: Vec<PathBuf> = fs::read_dir(source.join("house"))?
        .map(|e| Ok(e?.path()))
        .collect::<Result<_>>()?;
    layers.retain(|p| p.extension().is_some_and(|e| e == "css"));
    layers.sort();
    for layer in layers {
        house += &fs::read_to_string(layer)?;
    }
    table.add("house.css", house.as_bytes())?;
    table.add("app.js", &fs::read(source.join("app.js"))?)?;
    table.add("autosave.js", &fs::read(source.join("autosave.js"))?)?;
    table.add("favicon.svg", &fs::read(source.join("favicon.svg"))?)?;

    fs::write(out.join("assets.rs"), format!("&[\n{}]\n", table.rows))?;
    Ok(())
}

/// Installs the locked packages into `dir` unless they are there already; gives back its `node_modules`.
fn packages(source: &Path, dir: &Path) -> Result<PathBuf> {
    let modules = dir.join("node_modules");
    let lock = fs::read(source.join("package-lock.json"))?;
    let installed = dir.join("installed-lock.json"); // written last: a broken install never counts
    if fs::read(&installed).is_ok_and(|have| have == lock) {
        return Ok(modules);
    }
    fs::create_dir_all(dir)?;
    for name in NPM_FILES {
        fs::copy(source.join(name), dir.join(name))?;
    }
    let run = Command::new("npm")
        .args([
            "ci",
            "--ignore-scripts",
            "--prefer-offline",
            "--no-audit",
            "--no-fund",
            "--fetch-retries=1",
        ])
        .current_dir(dir)
        .output()
        .map_err(|e| format!("npm does not start: {e}"))?;
    if !run.status.success() {
        let text = String::from_utf8_lossy(&run.stderr);
        let line = text
            .lines()
            .find(|l| l.starts_with("npm error"))
            .unwrap_or("no message");
        return Err(format!("npm ci failed: {line}").into());
    }
    fs::write(installed, lock)?;
    Ok(modules)
}

/// The licence texts that must travel with the embedded files.
fn licences(kern: &Path, htmx: &Path) -> Result<String> {
    Ok(format!(
        "kern.css: KERN Design System, unmodified, EUPL-1.2\nfira-sans-*.woff2: Fira Sans, as shipped with KERN, SIL Open Font License 1.1 (https://openfontlicense.org)\n\
         htmx.min.js: htmx, unmodified, 0BSD\n\n===== KERN =====\n\n{}\n\n===== htmx =====\n\n{}",
        fs::read_to_string(kern.join("LICENSE.md"))?,
        fs::read_to_string(htmx.join("LICENSE"))?
    ))
}

/// Writes each file (and its gzip form, where that is smaller) to `public` and one table row per file.
struct Table {
    public: PathBuf,
    rows: String,
}

impl Table {
    /// Gives back the URL path `/a/<hash>/<name>`.
    fn add(&mut self, name: &str, body: &[u8]) -> Result<String> {
        let mut hasher = DefaultHasher::new(); // a cache key, not a signature
        hasher.write(body);
        let url = format!("/a/{:012x}/{name}", hasher.finish() & 0xffff_ffff_ffff);
        let mime = match name.rsplit('.').next() {
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            Some("woff2") => "font/woff2",
            Some("txt") => "text/plain; charset=utf-8",
            _ => return Err(format!("no media type known for {name}").into()),
        };
        fs::write(self.public.join(name), body)?;
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(body)?;
        let packed = encoder.finish()?;
        let gzip = if packed.len() < body.len() * 9 / 10 {
            fs::write(self.public.join(format!("{name}.gz")), packed)?;
            format!("Some(include_bytes!(\"public/{name}.gz\"))")
        } else {
            "None".to_owned() // fonts are compressed already
        };
        writeln!(
            self.rows,
            "Asset {{ name: {name:?}, url: {url:?}, mime: {mime:?}, body: include_bytes!(\"public/{name}\"), gzip: {gzip} }},"
        )?;
        Ok(url)
    }
}
