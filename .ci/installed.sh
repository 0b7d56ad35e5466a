#!/usr/bin/env bash
# What `make dist` made, as someone uses it who has no Swift: .ci/installed.sh [PYTHON]
#
# The archive and the Debian package are unpacked and run in an empty environment, the wheel is installed
# into a virtual environment of its own, where its tests run. Needs no root and writes to no folder of yours.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-python3}
root=$PWD
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Converts, trains, predicts: a program that only starts is not installed.
try() {
  local program=$1 name=$2 folder=$scratch/$2.tried
  mkdir "$folder"
  cp Fixtures/customers.xlsx Fixtures/april.csv "$folder"
  (
    cd "$folder"
    run() { env -i "$program" "$@" --quiet; }
    run convert customers.xlsx -o customers.json
    run train customers.xlsx --target churned --model logistic -o churned.json
    run predict churned.json april.csv -o scored.xlsx
    run convert scored.xlsx -o scored.parquet
    test "$(run convert scored.xlsx | wc -l)" -eq 300
  )
  echo "$name: works ($(env -i "$program" --version), $(du -k "$program" | cut -f1) kB)"
}

for archive in dist/*.tar.gz; do
  mkdir "$scratch/archive"
  tar -C "$scratch/archive" -xzf "$archive"
  tree=$(echo "$scratch"/archive/*)
  test -s "$tree/share/man/man1/rowcast.1"
  test -s "$tree/share/bash-completion/completions/rowcast"
  test -s "$tree/share/zsh/site-functions/_rowcast"
  test -s "$tree/share/fish/vendor_completions.d/rowcast.fish"
  try "$tree/bin/rowcast" archive
done

if command -v dpkg-deb >/dev/null; then
  for package in dist/*.deb; do
    dpkg-deb -x "$package" "$scratch/package"
    test -s "$scratch/package/usr/share/man/man1/rowcast.1"
    try "$scratch/package/usr/bin/rowcast" package
  done
fi

"$python" -m venv "$scratch/venv"
"$scratch/venv/bin/python" -m pip install --quiet --disable-pip-version-check dist/*.whl pytest
"$scratch/venv/bin/python" -m pip install --quiet --disable-pip-version-check pandas pyarrow ||
  echo "installed: no pandas and pyarrow here: their tests are skipped" >&2
try "$scratch/venv/bin/rowcast" wheel
cd "$scratch"
"$scratch/venv/bin/python" -B -m pytest -q -p no:cacheprovider "$root/Packaging/python/tests"
