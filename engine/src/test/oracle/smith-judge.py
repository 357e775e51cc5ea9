"""Runs the modules of SmithTest in wasmtime, and prints what node-judge.mjs prints: python3 smith-judge.py FOLDER."""
import struct
import sys
from pathlib import Path

import wasmtime


def argument(kind, bits):
    if kind == "I32":
        return (bits + 2**31) % 2**32 - 2**31
    if kind == "I64":
        return bits
    if kind == "F32":
        return struct.unpack("<f", struct.pack("<I", bits % 2**32))[0]
    if kind == "F64":
        return struct.unpack("<d", struct.pack("<Q", bits % 2**64))[0]
    return None


def shown(kind, value):
    if kind == "F32":
        return "nan" if value != value else str(struct.unpack("<i", struct.pack("<f", value))[0])
    if kind == "F64":
        return "nan" if value != value else str(struct.unpack("<q", struct.pack("<d", value))[0])
    if kind in ("I32", "I64"):
        return str(value)
    return "null" if value is None else "reference"


def call(store, exports, line):
    place, parameters, results, values = line.split("|")
    kinds = parameters.split(",") if parameters else []
    given = [argument(kind, int(bits)) for kind, bits in zip(kinds, values.split(","))] if kinds else []
    wanted = results.split(",") if results else []
    try:
        found = exports.by_index[int(place)](store, *given)
    except (wasmtime.Trap, wasmtime.WasmtimeError):
        return "Trapped"
    found = [] if not wanted else [found] if len(wanted) == 1 else found
    return "Returned " + ",".join(shown(kind, value) for kind, value in zip(wanted, found))


def digest(data):
    return f"{len(data)} {sum((i + 1) * byte for i, byte in enumerate(data) if byte) % 2**31}"


def main():
    configuration = wasmtime.Config()
    configuration.wasm_exceptions = True
    configuration.wasm_tail_call = True
    configuration.wasm_function_references = True
    engine = wasmtime.Engine(configuration)
    for file in sorted(Path(sys.argv[1]).glob("*.wasm")):
        store = wasmtime.Store(engine)
        try:
            module = wasmtime.Module.from_file(engine, str(file))
        except wasmtime.WasmtimeError:
            print(file.stem, "refused")
            continue
        try:
            exports = wasmtime.Instance(store, module, []).exports(store)
        except (wasmtime.Trap, wasmtime.WasmtimeError):
            print(file.stem, "Trapped")
            continue
        for line in file.with_suffix(".calls").read_text().splitlines():
            print(file.stem, call(store, exports, line))
        for place, export in enumerate(module.exports):
            if isinstance(export.type, wasmtime.MemoryType):
                memory = exports.by_index[place]
                print(file.stem, digest(bytes(memory.read(store))))


main()
