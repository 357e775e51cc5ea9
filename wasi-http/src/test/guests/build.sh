#!/bin/sh
# Rebuilds the guests of these tests from their sources. Needs Rust with the target wasm32-wasip2.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
home=${CARGO_HOME:-$HOME/.cargo}
# No path of the building machine stays in the binary.
export RUSTFLAGS="--remap-path-prefix=$PWD=. --remap-path-prefix=$home/registry/src=crates"
for guest in http; do
  cargo build --quiet --release --locked --target wasm32-wasip2 --manifest-path $guest/Cargo.toml --target-dir "$work"
  cp "$work/wasm32-wasip2/release/$guest.wasm" ../resources/dev/wippy/wasi/http/
done
