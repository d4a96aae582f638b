#!/usr/bin/env bash
# The one command that passes the tests. It installs what they need and this machine lacks, runs every step in
# the order below, stops at the first that fails and names it.
#
#   ops/test.sh            everything
#   ops/test.sh quick      for every edit: formatting, lints, all tests on SQLite
#   ops/test.sh STEP...    only these steps, e.g. `ops/test.sh build browser`
#
# CARGO_TARGET_DIR, TMPDIR and CI=true (no incremental files, no debug information) are honoured.
set -euo pipefail
cd "$(dirname "$0")/.."

steps=(tools format lint licences build tests browser conformance)
nextest_version=0.9.143
deny_version=0.20.2

target=${CARGO_TARGET_DIR:-target}
case $target in /*) ;; *) target=$PWD/$target ;; esac
log=$target/test
mkdir -p "$log"

if [[ ${CI:-} == true ]]; then
    export CARGO_INCREMENTAL=0 CARGO_PROFILE_DEV_DEBUG=0
fi

say() { printf '%s\n' "$*"; }
die() { printf 'test.sh: %s\n' "$*" >&2; exit 1; }
# shellcheck source=ops/packages.sh
. ops/packages.sh

# --- tools -------------------------------------------------------------------------------------------------

step_tools() {
    has cargo || die 'cargo is missing: install a Rust toolchain with rustup'
    local component
    for component in fmt clippy; do
        cargo "$component" --version >/dev/null 2>&1 || die "cargo $component is missing: rustup component add rustfmt clippy"
    done
    debian_packages
    local node_major
    node_major=$(node -p 'process.versions.node.split(".")[0]')
    ((node_major >= 20)) || die "Node.js $(node --version) is too old for the browser tests: 20 or newer is needed"
    cargo_tool cargo-nextest "$nextest_version"
    cargo_tool cargo-deny "$deny_version"
    node_packages
    python_packages
}

debian_packages() {
    local missing=()
    has cc || missing+=(gcc libc6-dev)
    has node || missing+=(nodejs)
    has npm || missing+=(npm)
    has chromium || missing+=(chromium)
    has pdftotext || missing+=(poppler-utils)
    has shellcheck || missing+=(shellcheck)
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
    python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
    install_packages "$log/apt.log" "${missing[@]}"
}

# A tool that is there is used as it is; the pinned version only says what a fresh machine gets. The debug
# build of the tool takes a fraction of the time and is fast enough for what it does here.
cargo_tool() {
    cargo "${1#cargo-}" --version >/dev/null 2>&1 && return
    say "installing $1 $2 with cargo"
    (cd / && env -u CARGO_TARGET_DIR cargo install --debug --locked --quiet "$1@$2")
}

node_packages() {
    cd tests/browser
    if [[ ! package-lock.json -ot node_modules/.package-lock.json ]]; then
        say 'installing the npm packages of tests/browser'
        npm ci --loglevel=error
    fi
    cd ../..
}

python_packages() {
    local wanted=tests/conformance/requirements.txt
    cmp -s "$wanted" "$target/venv/installed.txt" && return
    say 'installing the Python packages of tests/conformance'
    python3 -m venv --clear "$target/venv"
    "$target/venv/bin/pip" install --quiet --disable-pip-version-check -r "$wanted"
    cp "$wanted" "$target/venv/installed.txt"
}

# --- steps -------------------------------------------------------------------------------------------------

step_format() {
    cargo fmt --all --check
    # a developer who never asked for the shell linter is not held up by it in the quick run
    if has shellcheck; then
        shellcheck ops/*.sh .ci/run
    fi
}

step_lint() { cargo clippy --workspace --all-targets --locked -- -D warnings; }

step_licences() {
    local deny=(cargo deny --locked --config ops/deny.toml)
    "${deny[@]}" check licenses bans sources
    # The list of known weaknesses lives on the internet; without a way out the other checks still count.
    if timeout 60 "${deny[@]}" fetch db >"$log/advisories.log" 2>&1; then
        "${deny[@]}" check advisories
    else
        say 'NOT CHECKED: advisories (the advisory database cannot be reached from here)'
    fi
}

step_build() { cargo build --workspace --all-targets --locked; }

pg_dir=
stop_postgres() {
    if [[ -n $pg_dir ]]; then
        PG_DIR=$pg_dir ops/pg.sh stop
        pg_dir=
    fi
}

nextest() {
    # the official register and the workbooks of other offices are not part of the project
    [[ -d ../shared/data ]] || say 'NOT CHECKED: tests over ../shared/data (it is not beside this folder)'
    cargo nextest run --workspace --locked --color never 2>&1 | tee "$log/nextest.log"
}

step_tests() {
    pg_dir=$(mktemp -d "${TMPDIR:-/tmp}/backoffice-test-pg.XXXXXX")
    TEST_PG_URL=$(PG_DIR=$pg_dir ops/pg.sh start)
    export TEST_PG_URL
    nextest
    stop_postgres
    unset TEST_PG_URL
}

step_tests_sqlite() {
    unset TEST_PG_URL
    nextest
}

step_browser() {
    node tests/browser/run.mjs "$target/debug/backoffice" 2>&1 | tee "$log/browser.log"
}

step_conformance() {
    "$target/venv/bin/python" tests/conformance/s3.py "$target/debug/backoffice" 2>&1 | tee "$log/s3.log"
    "$target/venv/bin/python" tests/conformance/run.py "$target/debug/backoffice" 2>&1 | tee "$log/conformance.log"
}

# The runners' own closing lines once more, so that the end of a long log says what was run.
summary() {
    local step line
    for step in "${run[@]}"; do
        case $step in
            tests | tests_sqlite) line=$(grep -E '^ *Summary \[' "$log/nextest.log" | tail -n 1) ;;
            browser | conformance) line=$(grep -E '^([a-z]+: )?[0-9]+ passed, [0-9]+ failed' "$log/$step.log" | tail -n 1) ;;
            *) continue ;;
        esac || die "$step ended without saying what it ran"
        say "$line"
    done
}

# --- run ---------------------------------------------------------------------------------------------------

case ${1:-all} in
    all) run=("${steps[@]}") ;;
    quick) run=(format lint tests_sqlite) ;;
    -h | --help) sed -n '2,/^set -e/{/^#/s/^# \{0,1\}//p}' "$0"; exit ;;
    *) run=("$@") ;;
esac
for step in "${run[@]}"; do
    declare -F "step_$step" >/dev/null || die "no step '$step'; there are: ${steps[*]}"
done

current=
on_exit() {
    local status=$?
    stop_postgres || true
    if ((status)); then
        printf '\n== [%4d s] FAILED in step: %s\n' "$SECONDS" "$current" >&2
    fi
    exit "$status"
}
trap on_exit EXIT
trap 'exit 130' INT TERM

for current in "${run[@]}"; do
    printf '\n== [%4d s] %s\n' "$SECONDS" "$current"
    "step_$current"
done
current=summary
printf '\n== [%4d s] all steps passed: %s\n' "$SECONDS" "${run[*]}"
summary
