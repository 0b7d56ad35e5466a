#!/bin/sh
# Fuzzing/run.sh TARGET SECONDS: builds the fuzz targets and runs one, or all, for so long each.
# RUNS=1000000 Fuzzing/run.sh TARGET 0: so many inputs instead.
set -e
here=$(cd "$(dirname "$0")" && pwd)
targets=${1:-all}
seconds=${2:-60}
product="--product fuzz-$targets"
[ "$targets" = all ] && product= && targets="xml sheet styles zip delimited json opendocument encryption model yaml options compound biff xlsb"
# No input of these sizes may ask for more: neither at once, nor together with what the sanitizer keeps
# of what was freed.
ASAN_OPTIONS=quarantine_size_mb=32:max_allocation_size_mb=64:allocator_may_return_null=0
export ASAN_OPTIONS
# The code under test is instrumented too; with its debug checks it is slow, without them blind.
# lld, since gold gives up on undefined symbols of sanitized programs; see Package.swift.
# shellcheck disable=SC2086
swift build --package-path "$here" -c release $product \
  -Xswiftc -sanitize=fuzzer,address -Xswiftc -enable-testing -Xlinker -lstdc++
# Leaks are looked for once, at the end: caches that live longer than an input would be searched for
# pointers after each.
for target in $targets; do
  work="$here/.build/corpus-$target"
  longest=16384
  [ "$target" = model ] && longest=65536
  mkdir -p "$work"
  python3 -B "$here/seeds.py" "$target" "$here/../Fixtures" "$work"
  (cd "$here/.build" && "./release/fuzz-$target" "$work" \
    -max_total_time="$seconds" -runs="${RUNS:--1}" -detect_leaks=0 -timeout=20 -rss_limit_mb=512 -malloc_limit_mb=64 -max_len="$longest" -print_final_stats=1)
done
