#!/usr/bin/env bash
# What reads bytes from outside under the address sanitizer; what shares memory under the thread sanitizer.
set -euo pipefail
cd "$(dirname "$0")/.."
readers='TabularTests|FileIOTests|XMLEventsTests|ZipArchiveTests|EncryptionTests|SpreadsheetTests|DelimitedTextTests|JSONTextTests|LinearAlgebraTests'
sharers='MachineTests|RowSequenceTests|DelimitedTextTests.OnePass|ModelingTests'

sanitized() {
  swift test --sanitize "$1" --scratch-path ".build/$1" -Xswiftc -gnone --filter "$2"
}
sanitized address "$readers"
sanitized thread "$sharers"
