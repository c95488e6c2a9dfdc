#!/usr/bin/env bash
# Runs tests/web.rs in headless Chromium; webdriver.json holds the browser's options.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
use_wasm_toolchain

# This is what `wasm-pack test` does, less its building everything a second time without optimisation.
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner
export WASM_BINDGEN_TEST_ONLY_WEB=1
CHROMEDRIVER=$(find_chromedriver) || die "chromedriver is missing" "run scripts/setup.sh"
export CHROMEDRIVER
cargo test --locked --target "$target" --no-default-features --test web "$@"
