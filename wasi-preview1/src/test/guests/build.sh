#!/bin/sh
# Rebuilds the guests of these tests from their sources. Needs npm's jco (JCO names its command), clang-19, lld-19, libclang-rt-19-dev-wasm32 and wasi-libc of
# Debian, and Rust with the target wasm32-wasip1. `tree` is the same program as in wasi-filesystem's tests.
set -eu
cd "$(dirname "$0")"
out=../resources/dev/wippy/wasi/preview1
clang-19 --target=wasm32-wasi --sysroot=/usr -Os -Wall -Wl,--strip-all calls.c -o $out/calls.wasm
clang-19 --target=wasm32-wasi --sysroot=/usr -Os -Wall -Wl,--strip-all escape.c -o $out/escape.wasm
${JCO:-npx --yes @bytecodealliance/jco@1.35.0} new $out/escape.wasm --wasi-command -o $out/escape.p2.wasm
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export RUSTFLAGS="--remap-path-prefix=$PWD=. --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=crates"
cargo build --quiet --release --locked --target wasm32-wasip1 --target-dir "$work" \
  --manifest-path ../../../../wasi-filesystem/src/test/guests/tree/Cargo.toml
cp "$work/wasm32-wasip1/release/tree.wasm" $out/
