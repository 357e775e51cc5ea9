#!/bin/sh
# Builds programs as they are in the registries, for RealProgramsTest: build.sh FOLDER
# What has no toolchain here is left out, and said so: Go; Rust with the target wasm32-wasip1; clang with wasi-libc, and curl;
# a PYTHON with the package componentize-py.
set -u
folder=$(mkdir -p "$1" && cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
missing() { echo "$1: not built"; }
go=${GO:-go}
go_program() {
    (cd "$work" && GOPATH="$work/go" GOFLAGS=-modcacherw GOOS=wasip1 GOARCH=wasm "$go" install "$2" \
        && cp "$work/go/bin/wasip1_wasm/$1" "$folder/$1.wasm") || missing "$1"
}
go_test() {
    name=$(echo "$1" | tr / _)
    (cd "$("$go" env GOROOT)/src/$1" && GOOS=wasip1 GOARCH=wasm "$go" test -c -o "$folder/$name.test.wasm" .) || missing "$name.test"
}
crate() {
    (cargo install --quiet --locked --root "$work/rust" --no-track --target wasm32-wasip1 "$1@$2" \
        && cp "$work/rust/bin/$1.wasm" "$folder/$1.wasm") || missing "$1"
}
go_program tengo github.com/d5/tengo/v2/cmd/tengo@v2.17.0
go_program jsonnet github.com/google/go-jsonnet/cmd/jsonnet@v0.21.0
go_program esbuild github.com/evanw/esbuild/cmd/esbuild@v0.25.0
for package in os io/fs path/filepath archive/zip; do go_test $package; done
crate choose 1.3.7
crate grex 1.4.6
crate htmlq 0.4.0
(cd "$work" && curl -sSfL https://static.crates.io/crates/libsqlite3-sys/libsqlite3-sys-0.36.0.crate | tar xz \
    && "${CLANG:-clang}" --target=wasm32-wasi --sysroot="${WASI_SYSROOT:-/usr}" -O2 -I"$work/libsqlite3-sys-0.36.0/sqlite3" \
        -DSQLITE_THREADSAFE=0 -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_OMIT_WAL -DSQLITE_MAX_MMAP_SIZE=0 \
        -D_WASI_EMULATED_GETPID "$here/../../../../bench/src/main/kernels/sql.c" \
        "$work/libsqlite3-sys-0.36.0/sqlite3/sqlite3.c" \
        -lwasi-emulated-getpid -Wl,--strip-debug -o "$folder/sql.wasm") || missing sql
(cp "$here/reads.py" "$here/reads.wit" "$work/" && cd "$work" \
    && "${PYTHON:-python3}" -m componentize_py -d reads.wit -w reads componentize reads -o "$folder/reads.wasm") || missing reads
