# How the examples' guests are built: sourced by each example's rebuild.sh, in its folder. Writes wasm/NAME.wasm.
CLANG=${CLANG:-clang-19}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# jco wraps core modules into components. The shim's version is pinned: with 0.26.1, `jco embed` of this version fails.
if ! command -v jco >/dev/null; then
  npm install --silent --prefix "$work" @bytecodealliance/jco@1.35.0 @bytecodealliance/preview2-shim@0.26.0
  PATH="$work/node_modules/.bin:$PATH"
fi

# NAME SOURCE.c FLAG...: a core module. Two steps, since clang, when it links with -O, runs a wasm-opt that it finds on the
# PATH (jco brings one), which drops the names that a backtrace prints.
core() {
  name=$1 source=$2
  shift 2
  "$CLANG" "$@" -Os -Wall -Wextra -Wno-unused-command-line-argument -c "$source" -o "$work/$name.o"
  "$CLANG" "$@" -Wl,--strip-debug "$work/$name.o" -o "$work/$name.core.wasm"
}

# NAME SOURCE.c WORLD.wit: a component with the exports of a world of its own, in C without a libc. A stack of 16 KiB
# leaves room for all of a small guest in one page of memory.
library() {
  core "$1" "$2" --target=wasm32 -nostdlib -Wl,--no-entry -Wl,-z,stack-size=16384
  jco embed --wit "$3" "$work/$1.core.wasm" -o "$work/$1.typed.wasm" >/dev/null
  jco new "$work/$1.typed.wasm" -o "wasm/$1.wasm" >/dev/null
}

# NAME SOURCE.c: a command, a component that exports wasi:cli/run, in C with wasi-libc.
command_of() {
  core "$1" "$2" --target=wasm32-wasi --sysroot=/usr
  jco new "$work/$1.core.wasm" --wasi-command -o "wasm/$1.wasm" >/dev/null
}

# CRATE FILE: a component in Rust; FILE is what cargo names it. No path of the building machine stays in the binary.
rust() {
  home=${CARGO_HOME:-$HOME/.cargo}
  RUSTFLAGS="--remap-path-prefix=$PWD=. --remap-path-prefix=$home/registry/src=crates" \
    cargo build --quiet --release --locked --target wasm32-wasip2 --manifest-path "$1/Cargo.toml" --target-dir "$work/target"
  cp "$work/target/wasm32-wasip2/release/$2.wasm" wasm/
}

# Writes the hash of each binary into the line below its path.
hashes() {
  for file in wasm/*.wasm; do
    name=$(basename "$file")
    sum=$(sha256sum "$file" | cut -c 1-64)
    sed -i "/path: \/$name\$/{n;s/sha256:.*/sha256:$sum/;}" src/*.yaml
    echo "sha256:$sum $(wc -c <"$file") $name"
  done
}
