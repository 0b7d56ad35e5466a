#!/usr/bin/env bash
# Builds the documentation of every module; a warning (a link that leads nowhere) is an error.
set -euo pipefail
cd "$(dirname "$0")/.."
# Asks Package.swift for swift-docc-plugin, which nobody who imports Rowcast has to have.
export ROWCAST_DOCUMENTATION=1
targets=$(swift package --scratch-path .build/documentation dump-package | python3 -c '
import json, sys
for product in json.load(sys.stdin)["products"]:
    if "library" in product["type"]: print("--target", *product["targets"])')
# shellcheck disable=SC2086
swift package --scratch-path .build/documentation --allow-writing-to-directory .build/documentation/pages \
  generate-documentation --warnings-as-errors --disable-parameters-and-returns-validation --enable-experimental-combined-documentation \
  --output-path .build/documentation/pages $targets
