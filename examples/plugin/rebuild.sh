#!/bin/sh
# Rebuilds app/wasm/visitor.wasm from guest/ and writes its hash into app/src/. Needs a Rust with the target wasm32-wasip2.
set -eu
cd "$(dirname "$0")/app"
. ../../guests.sh

rust ../guest/visitor visitor
hashes
