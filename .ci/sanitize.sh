#!/usr/bin/env bash
# What reads bytes from outside under the address sanitizer; what shares memory under the thread sanitizer.
set -euo pipefail
cd "$(dirname "$0")/.."
readers='TabularTests FileIOTests XMLEventsTests ZipArchiveTests EncryptionTests SpreadsheetTests DelimitedTextTests JSONTextTests'
sharers='MachineTests DelimitedTextTests ModelingTests'
shared='MachineTests|OnePassTests|RowSequenceTests|ModelingTests'

# What Foundation and the tests' own processes never free is no finding.
export ASAN_OPTIONS=detect_leaks=0

# sanitized KIND TARGETS [FILTER]: only these targets are built.
sanitized() {
  ROWCAST_ONLY=$2 swift test --sanitize "$1" --scratch-path ".build/$1" -Xswiftc -gnone ${3:+--filter "$3"}
}
sanitized address "$readers"
sanitized thread "$sharers" "$shared"
