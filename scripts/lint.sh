#!/usr/bin/env bash
# rustfmt and clippy, natively and for WebAssembly.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

cargo fmt --check
cargo clippy --quiet --locked --all-targets -- --deny warnings
use_wasm_toolchain
if cargo clippy --version >/dev/null 2>&1; then
  cargo clippy --quiet --locked --no-default-features --lib --test web --target "$target" -- --deny warnings
else
  say "lint: the toolchain for $target has no clippy; its part is skipped"
fi
