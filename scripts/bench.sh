#!/usr/bin/env bash
# Everything that `make bench` measures, one after the other, on a machine that has nothing else to do.
# COUNT is the most questions of a table, LIMIT the seconds that HiGHS has for a front, FRONTS how many it tries.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

limit=${LIMIT:-60}
fronts=${FRONTS:-3}
count=${COUNT:-}

# A part that fails is not the end of the others: what was measured is worth a table.
status=0
part() {
  say "bench: $1"
  shift
  "$@" || status=1
}

# What an older run left is not of this one.
rm -rf target/bench target/criterion
target/release/examples/bench_cases target/bench/cases

part "HiGHS, natively" scripts/oracles.sh bench.py --count "$fronts" --seconds "$limit"
part "the planner, natively" cargo bench --locked --quiet --no-fail-fast
if [ -f www/bench/run.mjs ]; then
  part "both in headless Chromium" node www/bench/run.mjs --out target/bench/page.jsonl ${count:+--count "$count"}
fi
CHROMIUM=$(find_chromium) part "tables" node scripts/bench.mjs
exit "$status"
