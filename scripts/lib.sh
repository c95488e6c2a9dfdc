# What the scripts share: where tools are, and which toolchain builds WebAssembly.
# To be sourced, from bash, by a script in this folder.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# Tools built for this project, one folder per version, shared by all its working copies.
tools=${PATHWAYS_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/pathway-planner}

target=wasm32-unknown-unknown
wasm_pack_version=0.15.1
geckodriver_version=0.37.1

# The crate and the command wasm-bindgen must be of one version, so Cargo.lock decides.
wasm_bindgen_version=$(awk '
  $1 == "name" { name = $3 }
  $1 == "version" && name == "\"wasm-bindgen\"" { gsub(/"/, "", $3); print $3; exit }
' Cargo.lock)

PATH=$tools/wasm-bindgen-cli-$wasm_bindgen_version/bin:$tools/wasm-pack-$wasm_pack_version/bin:$tools/geckodriver-$geckodriver_version/bin:$root/www/node_modules/.bin:$PATH
if ! command -v cargo >/dev/null && [ -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ]; then
  PATH=$PATH:${CARGO_HOME:-$HOME/.cargo}/bin
fi
export PATH

say() { printf '%s\n' "$*" >&2; }
die() { printf 'error: %s\n' "$1" >&2; shift; for line; do printf '  help: %s\n' "$line" >&2; done; exit 1; }

# Says whether rustc, called with the given arguments, has the standard library for WebAssembly.
has_wasm_std() {
  local sysroot lib
  sysroot=$(rustc "$@" --print sysroot 2>/dev/null) || return 1
  lib=$sysroot/lib/rustlib/$target/lib
  compgen -G "$lib/libstd-*.rlib" >/dev/null || return 1
  # A library that setup.sh built serves only the compiler that built it.
  [ ! -f "$lib/built-by" ] || [ "$(cat "$lib/built-by")" = "$(rustc "$@" -vV)" ]
}

# Prints the rustup toolchain that builds WebAssembly; an empty line is the one in force.
wasm_toolchain() {
  if has_wasm_std; then
    echo
  elif has_wasm_std +debian; then
    echo debian
  else
    return 1
  fi
}

# Puts that toolchain in force for what this script starts.
use_wasm_toolchain() {
  local toolchain
  toolchain=$(wasm_toolchain) || die "no Rust toolchain here can build $target" "run scripts/setup.sh"
  if [ -n "$toolchain" ]; then
    export RUSTUP_TOOLCHAIN=$toolchain
  fi
}

# The first of these commands that exists, or $1 if it is set.
find_chromium() {
  command -v "${CHROMIUM:-chromium}" || command -v chromium-browser || command -v google-chrome
}
find_chromedriver() { command -v "${CHROMEDRIVER:-chromedriver}"; }
