#!/usr/bin/env bash
# Installs what building and testing need and this machine lacks, and nothing else.
# Run again, it looks and does nothing. CHROMIUM and CHROMEDRIVER may name other browsers' commands.
# `setup.sh python` looks for what the oracles need instead, and `setup.sh browsers` for Firefox and WebKitGTK with
# their drivers; the rest can do without.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# Two setups at once would build the same tools twice. The second waits, then finds them there.
alone() {
  [ -z "${locked:-}" ] && command -v flock >/dev/null || return 0
  mkdir -p "$tools"
  exec 9>"$tools/lock"
  flock --nonblock 9 || { say "setup: waiting for another setup to end"; flock 9; }
  locked=yes
}

can_apt() { [ "$(id -u)" = 0 ] && [ -f /etc/debian_version ] && command -v apt-get >/dev/null; }

apt_updated=
apt() {
  local try
  export DEBIAN_FRONTEND=noninteractive
  if [ -z "$apt_updated" ]; then
    # The lists have a lock of their own, which apt-get does not wait for.
    for try in 1 2 3 4 5 6; do
      apt-get update -qq >&2 && break
      [ "$try" -lt 6 ] || die "apt-get update failed"
      sleep 10
    done
    apt_updated=yes
  fi
  apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0 "$@" >"$log" 2>&1 9>&- \
    || { cat "$log" >&2; die "apt-get could not install $*"; }
}

need_rust() {
  command -v cargo >/dev/null && command -v rustc >/dev/null \
    || die "Rust is missing" "install the stable toolchain with rustup"
  command -v cc >/dev/null || need_packages "a C compiler, which links Rust programs" gcc libc6-dev
  # The smallest profile of rustup comes without them.
  need_component rustfmt fmt "checks the layout of the Rust code"
  need_component clippy clippy "looks for faults in the Rust code"
}

need_component() {
  ! cargo "$2" --version >/dev/null 2>&1 || return 0
  say "setup: adding $1 by rustup: $3"
  command -v rustup >/dev/null && rustup component add "$1" >"$log" 2>&1 || die "$1 is missing" "rustup component add $1"
}

need_node() {
  local major
  major=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/') || true
  [ "${major:-0}" -ge 20 ] && command -v npm >/dev/null \
    || die "Node.js 20 or later with npm is missing" "install it from your system's packages"
}

# need_packages REASON PACKAGE...: Debian packages, or the advice to install them by hand.
need_packages() {
  local reason=$1
  shift
  can_apt || die "missing: $reason" "as root on Debian: apt-get install $*" "elsewhere: install the same from your system's packages"
  say "setup: installing $* by apt-get: $reason"
  apt "$@"
}

need_wasm_std() {
  wasm_toolchain >/dev/null && return
  alone
  wasm_toolchain >/dev/null && return
  if command -v rustup >/dev/null; then
    say "setup: adding the target $target by rustup: the Rust library for browsers"
    # Where the network swallows the request there is still another way.
    if $(command -v timeout >/dev/null && echo timeout 300) rustup target add "$target" >"$log" 2>&1 9>&- \
      && wasm_toolchain >/dev/null; then
      return
    fi
    say "setup: rustup could not: $(sed -n 's/^error: //p' "$log" | head -n 1)"
  fi
  can_apt && command -v rustup >/dev/null \
    || die "the Rust library for $target is missing" "rustup target add $target"
  build_wasm_std
}

# Debian packages the compiler with the library's sources; the library for WebAssembly is built from them.
build_wasm_std() {
  local sysroot host lld work lib
  need_packages "a Rust compiler whose library can be built for $target" rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy
  lld=lld-$(/usr/bin/rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
  need_packages "the linker of that compiler" "$lld"
  rustup toolchain link debian /usr
  ! has_wasm_std +debian || return 0
  sysroot=$(rustc +debian --print sysroot)
  host=$(rustc +debian -vV | sed -n 's/^host: //p')
  # This compiler looks for a linker of this name in a folder of its own.
  mkdir -p "$sysroot/lib/rustlib/$host/bin"
  ln -sf "$(command -v "$lld")" "$sysroot/lib/rustlib/$host/bin/rust-lld"

  say "setup: building the Rust library for $target, once (a minute or two)"
  work=$(mktemp -d)
  mkdir "$work/src"
  : >"$work/src/lib.rs"
  printf '[package]\nname = "empty"\nedition = "2021"\n[workspace]\n' >"$work/Cargo.toml"
  # The .rlib files carry bitcode, because fat LTO needs it. RUSTC_BOOTSTRAP permits -Z on a stable compiler.
  (
    cd "$work"
    RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes CARGO_PROFILE_RELEASE_LTO=off CARGO_TARGET_DIR="$work/target" \
      nice cargo +debian build --release --target "$target" -Zbuild-std=std,panic_abort,panic_unwind,test,proc_macro
  ) >"$log" 2>&1 9>&- || { cat "$log" >&2; die "the Rust library for $target could not be built"; }
  rm -f "$work/target/$target"/release/deps/libempty*.rlib

  # The folder appears whole or not at all.
  lib=$sysroot/lib/rustlib/$target
  rm -rf "$lib.new" "$lib"
  mkdir -p "$lib.new/lib"
  cp "$work/target/$target"/release/deps/*.rlib "$lib.new/lib"
  rustc +debian -vV >"$lib.new/lib/built-by"
  mv "$lib.new" "$lib"
  rm -rf "$work"
  wasm_toolchain >/dev/null || die "the Rust library for $target was built but is not found in $lib"
}

# need_tool PACKAGE VERSION COMMAND REASON [OPTION...]: a command from a Rust package, in exactly this version.
need_tool() {
  local package=$1 version=$2 command=$3 reason=$4 folder=$tools/$1-$2
  shift 4
  [ -x "$folder/bin/$command" ] && return
  [ "$("$command" --version 2>/dev/null | awk '{ print $2 }')" = "$version" ] && return
  alone
  [ -x "$folder/bin/$command" ] && return
  say "setup: building $package $version by cargo install: $reason (two or three minutes)"
  # A tool that runs for a second need not be compiled for speed.
  CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
    CARGO_TARGET_DIR=$tools/build \
    nice cargo install "$package" --version "$version" --root "$folder" "$@" >"$log" 2>&1 9>&- \
    || { tail -n 50 "$log" >&2; die "$package $version could not be built"; }
  rm -rf "$tools/build"
}

need_browser() {
  local packages=()
  find_chromium >/dev/null || packages+=(chromium)
  find_chromedriver >/dev/null || packages+=(chromium-driver)
  [ ${#packages[@]} = 0 ] || need_packages "the browser that the tests drive" "${packages[@]}"
}

need_npm_packages() {
  local lock=www/package-lock.json stamp=www/node_modules/.setup-lock.json
  cmp -s "$lock" "$stamp" && return
  alone
  cmp -s "$lock" "$stamp" && return
  say "setup: installing the npm packages of www/package-lock.json: the page's library and its build tools"
  npm ci --prefix www --no-audit --no-fund >"$log" 2>&1 9>&- || { cat "$log" >&2; die "npm ci failed"; }
  cp "$lock" "$stamp"
}

need_python() {
  python3 -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
    || need_packages "Python 3.11 or later with its module venv, for the solvers that the planner is compared with" python3-venv
}

need_other_browsers() {
  local packages=()
  command -v firefox-esr >/dev/null || command -v firefox >/dev/null || packages+=(firefox-esr)
  command -v WebKitWebDriver >/dev/null || packages+=(webkit2gtk-driver)
  # WebKitGTK's browser has no mode without a screen, so it gets one that nobody sees.
  command -v Xvfb >/dev/null || packages+=(xvfb)
  [ ${#packages[@]} = 0 ] || need_packages "the other browsers that the journeys pass in" "${packages[@]}"
  need_tool geckodriver "$geckodriver_version" geckodriver "drives Firefox" --locked
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT

if [ "${1:-}" = python ]; then
  need_python
  exit
fi

need_rust
if [ "${1:-}" = browsers ]; then
  need_other_browsers
  exit
fi

need_node
need_wasm_std
# The lock file of wasm-bindgen-cli names a withdrawn crate, so it is not asked for.
need_tool wasm-bindgen-cli "$wasm_bindgen_version" wasm-bindgen "makes the JavaScript side of the WebAssembly module"
need_tool wasm-pack "$wasm_pack_version" wasm-pack "builds and tests the WebAssembly module" --locked
need_browser
need_npm_packages
