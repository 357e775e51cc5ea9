#!/bin/sh
# Rebuilds system.wasm from its source. Needs Rust with the target wasm32-wasip2.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# No path of the building machine stays in the binary.
export RUSTFLAGS="--remap-path-prefix=$PWD=. --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=crates"
cargo build --quiet --release --locked --target wasm32-wasip2 --manifest-path system/Cargo.toml --target-dir "$work"
cp "$work/wasm32-wasip2/release/system.wasm" ../resources/dev/wippy/wasi/cli/
