#!/usr/bin/env bash
# Passes the journeys in Firefox and WebKitGTK (www/tests/browsers/), which it installs where they are missing.
# Their pictures are in target/browsers/ afterwards.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

scripts/setup.sh browsers
node --test --test-reporter=spec www/tests/browsers/journeys.mjs
say "browsers: pictures are in target/browsers/"
