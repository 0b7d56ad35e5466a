#!/usr/bin/env bash
# The main job on the fixtures, each command shown before it runs: .ci/demo.sh PATH_OF_ROWCAST
set -euo pipefail
cd "$(dirname "$0")/.."
rowcast=$1
mkdir -p demo

show() {
  printf '\n\033[1m$ rowcast %s\033[0m\n' "$*" | if [ -t 1 ]; then cat; else sed 's/\x1b\[[0-9;]*m//g'; fi
  "$rowcast" "$@"
}

show convert Fixtures/customers.xlsx -o demo/customers.json
head -c 420 demo/customers.json
echo ' ...'
show inspect Fixtures/customers.xlsx
show train Fixtures/customers.xlsx --target churned \
  -o demo/churn.rowcast.json --report demo/training.html
show evaluate demo/churn.rowcast.json Fixtures/customers.csv --report demo/evaluation.html
show predict demo/churn.rowcast.json Fixtures/april.csv -o demo/april-scored.xlsx

cat <<END

Now look at:
  demo/customers.json       the workbook as JSON
  demo/churn.rowcast.json   the trained model, readable JSON
  demo/training.html        what was learned, and how far to trust it: open it in a browser
  demo/evaluation.html      the model on 2,000 customers it has never seen
  demo/april-scored.xlsx    300 new customers with prediction and probabilities
END
