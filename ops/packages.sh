# shellcheck shell=bash
# Sourced by the other scripts: installs Debian packages, or says which line to run and stops.

has() { command -v "$1" >/dev/null 2>&1; }

# install_packages LOG PACKAGE...   does nothing without packages
install_packages() {
    local log=$1
    shift
    (($#)) || return 0
    local as_root=()
    if ((EUID != 0)); then
        if has sudo && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; then
            as_root=(sudo)
        else
            die "Debian packages are missing; as root run: apt-get update && apt-get install -y --no-install-recommends $*"
        fi
    fi
    has apt-get || die "please install by your system's means: $*"
    say "installing Debian packages: $*"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" >"$log" 2>&1 ||
        { tail -n 30 "$log"; die 'apt-get install failed'; }
}
