#!/bin/sh
# Rebuilds wasm/*.wasm from guests/ and writes their hashes into src/. Needs clang-19, lld-19, wasi-libc,
# libclang-rt-19-dev-wasm32 (Debian's names), and npm unless jco is on the PATH.
set -eu
cd "$(dirname "$0")"
. ../guests.sh

command_of beat guests/beat.c
hashes
