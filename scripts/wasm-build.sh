#!/usr/bin/env bash
# Builds pkg/wasm: the WebAssembly module, its JavaScript side and its types.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
use_wasm_toolchain

# A panic names the file it came from; without this the module would hold paths of the machine that built it.
registry=${CARGO_HOME:-$HOME/.cargo}/registry/src
for source in "$registry"/*/; do
  RUSTFLAGS="${RUSTFLAGS:-} --remap-path-prefix=${source%/}="
done

# What these optimisations add to speed the size does not repay: loops with more variables, code in more places. Each
# was measured alone and with the others, after compression.
for option in inline-threshold=12 disable-lsr disable-lftr disable-machine-licm disable-machine-cse \
  enable-pre=false enable-load-pre=false; do
  RUSTFLAGS+=" -Cllvm-args=-$option"
done

# Nobody reads where in the sources a panic would be, or what `Debug` would print: the page names the trap and starts
# again. Both options are unstable by name, which RUSTC_BOOTSTRAP permits on a stable compiler.
RUSTFLAGS+=" -Zlocation-detail=none -Zfmt-debug=none"
export RUSTFLAGS RUSTC_BOOTSTRAP=1

# Without these two options wasm-pack writes a manifest and an ignore file of its own.
wasm-pack --quiet build --target web --no-pack --no-gitignore \
  --profile wasm --out-dir pkg/wasm --out-name pathway_planner . -- --no-default-features --locked
