#!/usr/bin/env bash
# Rebuilds the binaries beside their sources, with npm's @bytecodealliance/jco 1.35.0 (JCO names its command).
set -eu
cd "$(dirname "$0")"
for source in *.wat; do
  "${JCO:-jco}" parse "$source" -o "${source%.wat}.wasm"
done
