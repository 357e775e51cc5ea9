#!/bin/sh
# Rebuilds src/main/resources/dev/wippy/lua/lua.wasm from Debian's lua5.4 and src/main/guest.
# Needs Python, clang, lld and wasi-libc (Debian: clang-19 lld-19 wasi-libc libclang-rt-19-dev-wasm32), and Debian's sources:
#     apt-get source lua5.4        # with a line of type deb-src among apt's sources
#     LUA=lua5.4-5.4.4/src lua/rebuild.sh
set -eu

: "${LUA:?the folder src of the sources of Debian's lua5.4}"
LUA=$(cd "$LUA" && pwd)
CLANG=${CLANG:-clang-19}
cd "$(dirname "$0")"
guest=src/main/guest
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$LUA"/*.[ch] "$work"
# What reads files is left out.
sed -i '/{"dofile", /d; /{"loadfile", /d' "$work/lbaselib.c"
python3 "$guest/split.py" "$work/lvm.c" MOVE,LOADI,GETUPVAL,JMP <"$LUA/lvm.c"

objects=
compile() {
    "$CLANG" --target=wasm32-wasi --sysroot=/usr "${OPTIMIZE:--Os}" -DNDEBUG -Wall -Wno-unused-function -Wno-unused-but-set-variable \
        -ffunction-sections -fdata-sections -I"$guest/stub" -I"$guest" -I"$work" -include "$guest/host.h" \
        -c "$1" -o "$work/$(basename "$1" .c).o"
    objects="$objects $work/$(basename "$1" .c).o"
}
for name in lapi lcode lctype ldebug ldo ldump lfunc lgc llex lmem lobject lopcodes lparser lstate lstring ltable ltm \
    lundump lvm lzio lauxlib lbaselib lcorolib lmathlib lstrlib ltablib lutf8lib; do
    compile "$work/$name.c"
done
for name in guest numbers tasks values; do
    compile "$guest/$name.c"
done

# Linked without -O, so that clang runs no wasm-opt, which would put the functions of opcodes back into one. The stack
# comes first, so that one that is full traps instead of overwriting data; MemoryImage knows its size. The memory is as
# small as it can be: malloc writes to its end, and all up to there is kept for each process.
# shellcheck disable=SC2086
"$CLANG" --target=wasm32-wasi --sysroot=/usr -mexec-model=reactor -Wl,--gc-sections -Wl,--strip-debug \
    -Wl,-z,stack-size=98304 -Wl,--stack-first \
    $objects -o src/main/resources/dev/wippy/lua/lua.wasm
chmod 644 src/main/resources/dev/wippy/lua/lua.wasm
ls -l src/main/resources/dev/wippy/lua/lua.wasm
