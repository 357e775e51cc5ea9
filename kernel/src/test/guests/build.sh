#!/usr/bin/env bash
# Rebuilds the binaries beside their sources. The WAT needs npm's @bytecodealliance/jco 1.35.0 with
# @bytecodealliance/preview2-shim 0.26.0 (JCO names its command); actor.wasm needs Rust for wasm32-wasip2.
set -eu
cd "$(dirname "$0")"
for source in *.wat; do
  "${JCO:-jco}" parse "$source" -o "${source%.wat}.wasm"
done
wit=$(realpath ../../main/resources/META-INF/wit)
target=$(mktemp -d)
trap 'rm -rf "$target"' EXIT
cp -r actor "$target/actor"
mkdir "$target/actor/wit/deps/runtime"
# Of the package only what this guest imports, so that wasi:io is not needed to build it.
sed '/^\/\/\/ The mailbox among other things/,$d' "$wit/wippy-runtime.wit" > "$target/actor/wit/deps/runtime/runtime.wit"
(cd "$target/actor" && cargo build --quiet --release --target wasm32-wasip2 --target-dir "$target/out")
cp "$target/out/wasm32-wasip2/release/actor.wasm" actor.wasm
