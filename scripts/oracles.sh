#!/usr/bin/env bash
# Runs a program of tests/oracles/ with the solvers that it needs (docs/oracles.md).
# Their packages go into a virtual environment under target/; run again, it installs nothing.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

wanted=tests/oracles/requirements.txt
venv=target/oracles/venv
stamp=$venv/requirements.txt

[ $# -gt 0 ] || die "which program?" "scripts/oracles.sh run.py --help"

# Two of these in a pipe would install the same twice. The second waits, then finds it there.
mkdir -p "${venv%/*}"
exec 9>"$venv.lock"
! command -v flock >/dev/null || flock 9
if ! cmp -s "$wanted" "$stamp"; then
  scripts/setup.sh python
  say "oracles: installing into $venv by pip: $(sed '/^#/d; s/==/ /' "$wanted" | paste -sd, | sed 's/,/, /g')"
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted"
  cp "$wanted" "$stamp"
fi
exec 9>&-

program=$1
shift
PYTHONDONTWRITEBYTECODE=1 exec "$venv/bin/python" "tests/oracles/$program" "$@"
