#!/bin/sh
# Rebuilds whole.wasm: a component whose one function traps, and which imports all that whole.wit names.
#
#     rebuild.sh WASI
#
# WASI is a checkout of github.com/WebAssembly/WASI at v0.2.12. jco 1.35.0 is taken from the PATH, or through npx.
set -eu
wasi=$(cd "$1" && pwd)
cd "$(dirname "$0")"
jco=${JCO:-npx --yes @bytecodealliance/jco@1.35.0}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp whole.wit "$work/"
for package in io clocks random cli filesystem sockets; do
    mkdir -p "$work/deps/$package"
    # Time zones are there, though their WIT is not stable yet.
    for file in "$wasi/proposals/$package/wit/"*.wit; do
        sed 's/@unstable(feature = clocks-timezone)//' "$file" > "$work/deps/$package/$(basename "$file")"
    done
done
$jco embed --dummy --wit "$work" -n whole -o "$work/core.wasm"
$jco new "$work/core.wasm" -o whole.wasm
