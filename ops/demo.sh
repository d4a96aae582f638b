#!/usr/bin/env bash
# The one command for a new user: builds the product, fills a database with the demo programme and starts it.
#
#   ops/demo.sh            http://127.0.0.1:8080/, started again it keeps the data
#   ops/demo.sh --reset    starts anew
#   ops/demo.sh --tour     prints the ten clicks that show the main job
#   ops/demo.sh --port N   another port
#
# Everything given here is passed on to `backoffice demo`. CARGO_TARGET_DIR is honoured.
set -euo pipefail
start_dir=$PWD
cd "$(dirname "$0")/.."

# needs COMMAND GERMAN ENGLISH: stops with what to do when the command is missing
needs() {
    command -v "$1" >/dev/null 2>&1 && return
    printf '%s fehlt. %s\n(%s is missing. %s)\n' "$1" "$2" "$1" "$3" >&2
    exit 1
}
needs cargo 'Bitte die Rust-Werkzeuge mit rustup installieren.' 'Please install the Rust toolchain with rustup.'
needs cc 'Unter Debian als root: apt-get install -y gcc libc6-dev' 'On Debian, as root: apt-get install -y gcc libc6-dev'
needs npm 'Bitte Node.js 20 oder neuer mit npm installieren; es holt die Gestaltung der Seiten.' \
    'Please install Node.js 20 or newer with npm; it fetches the design of the pages.'

target=${CARGO_TARGET_DIR:-target}
binary=$target/debug/backoffice
if [[ ! -x $binary ]]; then
    printf 'Erster Start: Die Anwendung wird gebaut; das dauert mit zwei Kernen zehn bis fünfzehn Minuten.\n'
    printf '(First start: building takes ten to fifteen minutes on two cores.)\n'
fi
# all members, so that the tests later use the same build of every dependency
cargo build --workspace --bins --locked

# a path given as an option is meant from where the user stands
binary=$(realpath "$binary")
var=$PWD/var/demo
cd "$start_dir"
for option in "$@"; do
    case $option in --data | --data=*) exec "$binary" demo "$@" ;; esac
done
exec "$binary" demo --data "$var" "$@"
