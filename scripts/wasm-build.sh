#!/usr/bin/env bash
# Builds pkg/wasm: the WebAssembly module, its JavaScript side and its types.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
use_wasm_toolchain

# Without these two options wasm-pack writes a manifest and an ignore file of its own.
wasm-pack --quiet build --target web --no-pack --no-gitignore \
  --profile wasm --out-dir pkg/wasm --out-name pathway_planner . -- --no-default-features --locked
