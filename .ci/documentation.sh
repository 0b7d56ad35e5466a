#!/usr/bin/env bash
# Builds the documentation of every module into .build/documentation; a warning (a link that leads nowhere) is
# an error. The build of `make test` serves here, too, when FLAGS are the same.
set -euo pipefail
cd "$(dirname "$0")/.."
# Asks Package.swift for swift-docc-plugin, which nobody who imports Rowcast has to have.
export ROWCAST_DOCUMENTATION=1
targets=$(swift package dump-package | python3 -c '
import json, sys
for product in json.load(sys.stdin)["products"]:
    if "library" in product["type"]: print("--target", *product["targets"])')
# shellcheck disable=SC2086
swift package ${FLAGS:-} --allow-writing-to-directory .build/documentation \
  generate-documentation --warnings-as-errors --disable-parameters-and-returns-validation --enable-experimental-combined-documentation \
  --output-path .build/documentation $targets
