#!/usr/bin/env bash
# Measures the product under load beside bare floors: same machine, same minutes, same rows. Prints the table of
# journeys with goal, ratio and "met", and writes it to target/bench/result.json and result.md.
#
#   ops/bench.sh           five rounds, about fifteen minutes after the build; leave the machine alone meanwhile
#   ops/bench.sh quick     one round, to see that everything still runs
#
# BENCH_ROUNDS    rounds (default 5)
# BENCH_SECONDS   seconds per loop (default 3)
# CARGO_TARGET_DIR and TMPDIR are honoured. What is missing (PostgreSQL with pgbench) is installed as in ops/test.sh.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*"; }
die() { printf 'bench.sh: %s\n' "$*" >&2; exit 1; }
# shellcheck source=ops/packages.sh
. ops/packages.sh

rounds=${BENCH_ROUNDS:-5}
case ${1:-} in
    '') ;;
    quick) rounds=1 ;;
    -h | --help) sed -n '2,/^set -e/{/^#/s/^# \{0,1\}//p}' "$0"; exit ;;
    *) die "nothing to do for '$1'; see ops/bench.sh --help" ;;
esac

target=${CARGO_TARGET_DIR:-target}
results=$target/bench
mkdir -p "$results"

missing=()
has cc || missing+=(gcc libc6-dev)
has npm || missing+=(nodejs npm) # the build fetches the design of the pages
has pgbench || missing+=(postgresql) # brings the server, pgbench and its client programs
install_packages "$results/apt.log" "${missing[@]}"

# both together: built alone, the product would select other features of shared crates and be built twice
cargo build --release --locked --package backoffice --package load

pg_dir=$(mktemp -d "${TMPDIR:-/tmp}/backoffice-bench-pg.XXXXXX")
trap 'PG_DIR=$pg_dir ops/pg.sh stop' EXIT
trap 'exit 130' INT TERM

cluster=$(PG_DIR=$pg_dir PG_FSYNC=on ops/pg.sh start)
"$target/release/load" run \
    --cluster "$cluster" --postmaster "$(head -n 1 "$pg_dir/data/postmaster.pid")" \
    --program "$target/release/backoffice" --folder "$results" \
    --rounds "$rounds" --seconds "${BENCH_SECONDS:-3}"
