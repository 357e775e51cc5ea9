#!/bin/sh
# Rebuilds wasm/*.wasm from guests/ and writes their hashes into src/. Needs what ../hello/rebuild.sh needs.
set -eu
cd "$(dirname "$0")"
. ../guests.sh

library worker guests/worker.c guests/worker.wit
rust guests/http_worker http_worker
rust guests/processor processor
# The greeting is the one of the example next door.
cp ../hello/wasm/hello.wasm wasm/component.wasm
hashes
