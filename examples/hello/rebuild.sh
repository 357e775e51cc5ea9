#!/bin/sh
# Rebuilds wasm/*.wasm from guests/ and writes their hashes into src/. Needs clang-19, lld-19, wasi-libc,
# libclang-rt-19-dev-wasm32 (Debian's names), a Rust with the target wasm32-wasip2, and npm unless jco is on the PATH.
set -eu
cd "$(dirname "$0")"
. ../guests.sh

rust guests/hello hello
library faults guests/faults.c guests/faults.wit
library sleep guests/sleep.c guests/sleep.wit
command_of echo guests/echo.c
command_of env guests/env.c
hashes
