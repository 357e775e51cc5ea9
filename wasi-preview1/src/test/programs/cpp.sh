#!/bin/sh
# Builds words.cpp with C++ exceptions as WebAssembly's own: cpp.sh ZIG OUTPUT, in a folder to work in.
# Zig's C++ library for WASI is built without exceptions; it brings the sources of what is missing.
set -eu
zig=$1
output=$2
sources=$(cd "$(dirname "$0")" && pwd)
library=$($zig env | sed -n 's/.*lib_dir"*[ =:]*"\([^"]*\)".*/\1/p')
flags="-target wasm32-wasi -mcpu=generic+exception_handling -O2 -fwasm-exceptions
    -Xclang -mllvm -Xclang -wasm-use-legacy-eh=false"
own="-D__WASM_EXCEPTIONS__ -D__USING_WASM_EXCEPTIONS__ -D_LIBUNWIND_HIDE_SYMBOLS -D_LIBCXXABI_BUILDING_LIBRARY
    -D_LIBCPP_BUILDING_LIBRARY -D_LIBCXXABI_HAS_NO_THREADS -I$library/libcxxabi/include -I$library/libunwind/include"
cpp="-I$library/libcxx/src -I$library/libcxx/include"
for file in cxa_exception cxa_personality; do
    $zig c++ $flags $own $cpp -std=c++23 -c -o $file.o "$library/libcxxabi/src/$file.cpp"
done
$zig cc $flags $own -c -o unwind.o "$library/libunwind/src/Unwind-wasm.c"
$zig c++ $flags -std=c++20 -o "$output" "$sources/words.cpp" cxa_exception.o cxa_personality.o unwind.o \
    "$sources/exception-tag.s"
