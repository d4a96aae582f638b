#!/usr/bin/env bash
# A throwaway PostgreSQL cluster for tests and benchmarks. It holds nothing worth keeping: `stop` deletes it.
#
#   ops/pg.sh start   create and start it (nothing happens when it runs already), print its URL
#   ops/pg.sh url     print the URL of the running cluster, or fail
#   ops/pg.sh stop    stop it and delete its folder
#
# PG_DIR    folder of the cluster, readable for the user pgrun (default: one per checkout below $TMPDIR)
# PG_PORT   port on 127.0.0.1 (default: a free one)
# PG_FSYNC  on|off (default off: tests need no durability; benchmarks set on)
# PG_BIN    folder of initdb and pg_ctl (default: the newest of Debian's)
set -euo pipefail

checkout=$(cd "$(dirname "$0")/.." && pwd)
dir=${PG_DIR:-${TMPDIR:-/tmp}/backoffice-pg-$(cksum <<<"$checkout" | cut -d' ' -f1)}

die() { printf 'pg.sh: %s\n' "$*" >&2; exit 1; }

find_bin() {
    local candidate
    if [[ -n ${PG_BIN:-} ]]; then
        printf '%s\n' "$PG_BIN"
    elif candidate=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1) && [[ -x $candidate/initdb ]]; then
        printf '%s\n' "$candidate"
    elif candidate=$(pg_config --bindir 2>/dev/null) && [[ -x $candidate/initdb ]]; then
        printf '%s\n' "$candidate"
    else
        die 'no PostgreSQL server found; on Debian: apt-get install postgresql'
    fi
}

# initdb and postgres refuse to run as root, so root hands them to a user of their own.
as_owner() {
    if ((EUID == 0)); then
        (cd / && runuser -u pgrun -- "$@")
    else
        "$@"
    fi
}

free_port() {
    local port
    for _ in {1..50}; do
        port=$((20000 + RANDOM % 12000))
        (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { printf '%s\n' "$port"; return; }
    done
    die 'found no free port'
}

running() { [[ -f $dir/data/postmaster.pid ]] && as_owner "$bin/pg_ctl" -D "$dir/data" status >/dev/null 2>&1; }

url() { printf 'postgres://app@127.0.0.1:%s/postgres\n' "$(<"$dir/port")"; }

start() {
    if running; then
        url
        return
    fi
    if ((EUID == 0)) && ! id pgrun >/dev/null 2>&1; then
        useradd --system --shell /bin/sh pgrun
    fi
    rm -rf "$dir/data"
    mkdir -p "$dir"
    ((EUID != 0)) || chown pgrun "$dir"
    as_owner test -w "$dir" || die "$dir cannot be reached by the user pgrun; set PG_DIR to a folder outside private homes"

    local port=${PG_PORT:-$(free_port)} fsync=${PG_FSYNC:-off}
    local settings="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$dir -c max_connections=300"
    settings+=" -c fsync=$fsync -c synchronous_commit=$fsync -c full_page_writes=$fsync -c timezone=UTC"
    as_owner "$bin/initdb" -D "$dir/data" -U app --auth=trust --encoding=UTF8 \
        --locale-provider=icu --icu-locale=de-DE --locale=C.UTF-8 --no-sync >"$dir/initdb.log" 2>&1 ||
        { cat "$dir/initdb.log" >&2; die 'initdb failed'; }
    # the server must not inherit a caller's pipe, or the caller waits for its end for ever
    as_owner "$bin/pg_ctl" -D "$dir/data" -l "$dir/postgres.log" -w -o "$settings" start >"$dir/pg_ctl.log" 2>&1 ||
        { cat "$dir/pg_ctl.log" "$dir/postgres.log" >&2; die 'PostgreSQL did not start'; }
    printf '%s\n' "$port" >"$dir/port"
    url
}

stop() {
    if running; then
        as_owner "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null
    fi
    rm -rf "$dir"
}

bin=$(find_bin)
case ${1:-} in
    start) start ;;
    stop) stop ;;
    url) running || die "no cluster runs in $dir; start it with: ops/pg.sh start"; url ;;
    *) die 'usage: ops/pg.sh start|stop|url' ;;
esac
