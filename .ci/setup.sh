#!/usr/bin/env bash
# Installs what is missing, and nothing that is there already.
#
#   .ci/setup.sh libraries    the C libraries that Rowcast links
#   .ci/setup.sh programs     the real programs that tests check against: a browser, LibreOffice, sqlite3,
#                             PostgreSQL and Python modules; one that cannot be installed is named, and its tests skip
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }

# Runs a command as root: directly, or by sudo when that exists.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@" </dev/null
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    say "setup: root is needed; run this as root, then try again: $*"
    return 1
  fi
}

updated=no
apt_install() {
  if [ "$updated" = no ]; then
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update >/dev/null
    updated=yes
  fi
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -q install -y --no-install-recommends "$@" >/dev/null
}

# The names pkg-config knows the libraries by; `have_libraries` is true when all are there.
modules=(libzip zlib libisal libzstd libcrypto xlsxwriter yaml-0.1)
# macOS has SQLite, and pkg-config does not know it there.
[ "$(uname)" = Darwin ] || modules+=(sqlite3)
have_libraries() {
  command -v pkg-config >/dev/null && pkg-config --exists "${modules[@]}"
}

libraries() {
  if ! command -v swift >/dev/null; then
    say "setup: Swift 6.2 or later is needed: https://www.swift.org/install"
    return 1
  fi
  have_libraries && return 0
  if command -v apt-get >/dev/null; then
    say "setup: installing libzip, ISA-L, Zstandard, OpenSSL, libxlsxwriter, SQLite and libyaml by apt"
    apt_install libzip-dev zlib1g-dev libisal-dev libzstd-dev libssl-dev libxlsxwriter-dev \
      libsqlite3-dev libyaml-dev pkg-config
  elif command -v brew >/dev/null; then
    say "setup: installing libzip, ISA-L, Zstandard, OpenSSL, libxlsxwriter and libyaml by brew"
    brew install --quiet libzip isa-l zstd openssl@3 libxlsxwriter libyaml pkg-config
  else
    say "setup: neither apt nor brew is here; install the development files of: ${modules[*]}"
    return 1
  fi
  have_libraries || { say "setup: pkg-config still does not find all of: ${modules[*]}"; return 1; }
}

# A program by any of its names, else by apt; a missing one is said, not fatal.
program() {
  local package=$1
  shift
  local name
  for name in "$@"; do command -v "$name" >/dev/null && return 0; done
  if command -v apt-get >/dev/null && apt_install "$package"; then
    say "setup: installed $package"
  else
    say "setup: could not install $package: the tests that need it are skipped"
  fi
}

python_modules() {
  local venv="${ROWCAST_TEST_VENV:-$HOME/.cache/rowcast-test-venv}"
  if ! "$venv/bin/python" -c 'import onnxruntime, duckdb, pyarrow, openpyxl, msoffcrypto' 2>/dev/null; then
    command -v python3 >/dev/null || program python3 python3
    python3 -m venv "$venv" 2>/dev/null || { program python3-venv no-such-command \
      && python3 -m venv "$venv"; } || true
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
      onnxruntime duckdb pyarrow openpyxl msoffcrypto-tool </dev/null \
      || say "setup: could not install all of onnxruntime, duckdb, pyarrow, openpyxl and msoffcrypto-tool:" \
        "tests of those that are missing are skipped"
  fi
}

programs() {
  program chromium chromium chromium-browser google-chrome
  program libreoffice-calc-nogui soffice libreoffice
  program sqlite3 sqlite3
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || program postgresql initdb
  python_modules
}

for step in "${@:-libraries}"; do
  case $step in
    libraries) libraries ;;
    programs) programs ;;
    *) say "setup: unknown step '$step' (libraries, programs)"; exit 2 ;;
  esac
done
