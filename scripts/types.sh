#!/usr/bin/env bash
# Checks the types of pkg/ as a package that somebody installed: how its parts are called, and that answers
# made by the native command are what the types say.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

at=target/types-test
rm -rf "$at"
mkdir -p "$at/node_modules"
ln -s ../../../pkg "$at/node_modules/pathway-planner"
cp www/tests/types/* "$at/"
target/release/examples/golden >"$at/golden.ts"
tsc --noEmit --project "$at"
