#!/bin/sh
# Rebuilds wasm/count.wasm from guests/ and writes its hash into src/. Needs clang-19, lld-19, wasi-libc,
# libclang-rt-19-dev-wasm32 (Debian's names), and npm unless jco is on the PATH.
set -eu
cd "$(dirname "$0")"
. ../guests.sh

core count guests/count.c --target=wasm32-wasi --sysroot=/usr -nostartfiles -Wl,--no-entry
jco embed --wit guests/count.wit "$work/count.core.wasm" -o "$work/count.typed.wasm" >/dev/null
jco new "$work/count.typed.wasm" --wasi-reactor -o wasm/count.wasm >/dev/null
hashes
