#!/bin/sh
# Builds kernel.wasm; needs clang-19 and lld-19.
set -eu
cd "$(dirname "$0")"
exec clang-19 --target=wasm32 -O2 -nostdlib -Wl,--no-entry kernel.c -o kernel.wasm
