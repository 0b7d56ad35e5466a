#!/usr/bin/env bash
# Prints the Homebrew formula of a release: .ci/formula.sh OWNER/REPOSITORY VERSION SOURCE.tar.gz
#
# SOURCE.tar.gz is the archive that the release's tag has under archive/refs/tags.
set -euo pipefail
cd "$(dirname "$0")/.."
repository=${1:?usage: .ci/formula.sh OWNER/REPOSITORY VERSION SOURCE.tar.gz} version=$2 archive=$3
checksum=$( (sha256sum "$archive" 2>/dev/null || shasum -a 256 "$archive") | cut -d' ' -f1)
sed -e "s|@REPOSITORY@|$repository|g" -e "s|@VERSION@|$version|g" -e "s|@SHA256@|$checksum|g" \
  Packaging/homebrew/rowcast.rb.in | sed 1d
