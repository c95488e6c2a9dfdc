#!/usr/bin/env bash
# Runs tests/web.rs in headless Chromium; webdriver.json holds the browser's options.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
use_wasm_toolchain

wasm-pack test --headless --chrome --chromedriver "$(find_chromedriver)" . \
  --no-default-features --locked --test web "$@"
