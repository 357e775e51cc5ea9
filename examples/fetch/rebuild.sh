#!/bin/sh
# Rebuilds wasm/fetch.wasm from guests/ and writes its hash into src/. Needs a Rust with the target wasm32-wasip2, and npm
# unless jco is on the PATH.
set -eu
cd "$(dirname "$0")"
. ../guests.sh

rust guests/fetch fetch
hashes
