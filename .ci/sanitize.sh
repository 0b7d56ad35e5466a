#!/usr/bin/env bash
# What reads bytes from outside under the address sanitizer; what shares memory under the thread sanitizer.
#
#   .ci/sanitize.sh [address] [thread]
set -euo pipefail
cd "$(dirname "$0")/.."
readers='TabularTests FileIOTests XMLEventsTests ZipArchiveTests EncryptionTests SpreadsheetTests DelimitedTextTests JSONTextTests ParquetTests DatabasesTests'
sharers='MachineTests DelimitedTextTests ModelingTests'
shared='MachineTests|OnePassTests|RowSequenceTests|ModelingTests'

# What Foundation and the tests' own processes never free is no finding.
export ASAN_OPTIONS=detect_leaks=0

# sanitized KIND TARGETS [FILTER]: only these targets are built.
sanitized() {
  ROWCAST_ONLY=$2 swift test --sanitize "$1" --scratch-path ".build/$1" -Xswiftc -gnone ${3:+--filter "$3"}
}
[ $# -gt 0 ] || set -- address thread
for kind in "$@"; do
  case $kind in
    address) sanitized address "$readers" ;;
    thread) sanitized thread "$sharers" "$shared" ;;
    *) echo "sanitize: unknown kind '$kind' (address, thread)" >&2; exit 2 ;;
  esac
done
