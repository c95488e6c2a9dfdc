#!/usr/bin/env bash
# Compares the planner with solvers of other makes (docs/oracles.md). Arguments are those of tests/oracles/run.py.
# Their packages go into a virtual environment under target/; run again, it installs nothing.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

wanted=tests/oracles/requirements.txt
venv=target/oracles/venv
stamp=$venv/requirements.txt

if ! cmp -s "$wanted" "$stamp"; then
  command -v python3 >/dev/null && python3 -c 'import ensurepip, venv' 2>/dev/null \
    || die "Python with its module venv is missing" "on Debian: apt-get install python3-venv"
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || die "Python 3.11 or later is missing"
  say "test-oracles: installing into $venv by pip: $(sed '/^#/d; s/==/ /' "$wanted" | paste -sd, | sed 's/,/, /g')"
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted"
  cp "$wanted" "$stamp"
fi

cargo build --quiet --locked --release --bin pathways --example cases
exec "$venv/bin/python" tests/oracles/run.py "$@"
