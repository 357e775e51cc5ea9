#!/usr/bin/env bash
# Rebuilds the binaries beside their sources. Needs npm's @bytecodealliance/jco 1.35.0 with
# @bytecodealliance/preview2-shim 0.26.0; JCO names its command.
set -eu
cd "$(dirname "$0")"
for source in *.wat; do
  "${JCO:-jco}" parse "$source" -o "${source%.wat}.wasm"
done
clang-19 --target=wasm32-wasi --sysroot=/usr -O2 -Wall -Wl,--strip-all files.c -o files.wasm
