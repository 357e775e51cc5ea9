"""Runs the modules of OracleTest in wasmtime: python3 wasmtime-judge.py FOLDER.

FOLDER has for each seed SEED.provider.wasm, SEED.main.wasm and SEED.calls; a line of calls is the name of an export,
the types of its parameters, the bits of its arguments, and the types of its results. Prints for each seed what
OracleTest sees of a run, so that the lines can be compared.
"""
import struct
import sys
from pathlib import Path

import wasmtime

I32, I64, F32, F64, FUNCREF, EXTERNREF = 127, 126, 125, 124, 112, 111
KINDS = [
    ("thrown Wasm exception", "uncaught exception"),
    ("undefined element", "out of bounds table"),
    ("out of bounds memory", "out of bounds memory"), ("out of bounds table", "out of bounds table"),
    ("uninitialized element", "uninitialized element"),
    ("indirect call type mismatch", "indirect call type mismatch"), ("divide by zero", "integer divide by zero"),
    ("integer overflow", "integer overflow"), ("invalid conversion", "invalid conversion to integer"),
    ("unreachable", "unreachable"), ("null reference", "null"), ("exhausted", "call stack exhausted"),
    ("null", "null"),
]


def bits32(value):
    return struct.unpack("<i", struct.pack("<f", value))[0]


def round32(value):
    try:
        return struct.unpack("<f", struct.pack("<f", value))[0]
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def signed32(value):
    return (value + 2**31) % 2**32 - 2**31


def argument(kind, bits):
    if kind == I32:
        return signed32(bits)
    if kind == I64:
        return bits
    if kind == F32:
        return struct.unpack("<f", struct.pack("<I", bits % 2**32))[0]
    if kind == F64:
        return struct.unpack("<d", struct.pack("<Q", bits % 2**64))[0]
    return bits if kind == EXTERNREF and bits != -1 else None


def shown(kind, value):
    if kind == F32:
        return "nan" if value != value else str(bits32(value))
    if kind == F64:
        return "nan" if value != value else str(struct.unpack("<q", struct.pack("<d", value))[0])
    if kind == FUNCREF:
        return "null" if value is None else "function"
    return "-1" if value is None else str(value)


class Run:
    def __init__(self, engine, folder, seed):
        self.store = wasmtime.Store(engine)
        self.calls = []
        load = lambda name: wasmtime.Module.from_file(engine, str(folder / f"{seed}.{name}.wasm"))
        provider = wasmtime.Instance(self.store, load("provider"), []).exports(self.store)
        kind = wasmtime.ValType
        log = wasmtime.Func(self.store, wasmtime.FuncType([kind.i32()], []), self.log)
        mix = wasmtime.Func(self.store, wasmtime.FuncType([kind.i64(), kind.f32()], [kind.f64(), kind.i32()]), self.mix)
        main = load("main")
        host = {"log": log, "mix": mix}
        imports = [host[one.name] if one.name in host else provider[one.name] for one in main.imports]
        self.exports = wasmtime.Instance(self.store, main, imports).exports(self.store)

    def log(self, value):
        self.calls.append(f"log {value}")

    def mix(self, first, second):
        self.calls.append(f"mix {first} {shown(F32, second)}")
        total = round32(first_as_float(first) + second)
        return [total, signed32(first) if second > 0 else -7]

    def call(self, line):
        name, parameters, arguments, results = (line.split(" ") + ["", "", ""])[:4]
        kinds = [int(one) for one in results.split(",") if one]
        given = [argument(int(kind), int(bits))
                 for kind, bits in zip(parameters.split(","), arguments.split(",")) if kind]
        try:
            values = self.exports[name](self.store, *given)
        except (wasmtime.Trap, wasmtime.WasmtimeError) as trap:
            text = str(trap)
            return "Trapped " + next((ours for theirs, ours in KINDS if theirs in text), text.replace("\n", " "))
        if not isinstance(values, list):
            values = [] if not kinds else [values]
        return "Returned " + ",".join(shown(kind, value) for kind, value in zip(kinds, values))


def first_as_float(value):
    """An i64 rounded once to an f32."""
    magnitude = abs(value)
    surplus = max(0, magnitude.bit_length() - 24)
    kept, rest = magnitude >> surplus, magnitude & ((1 << surplus) - 1)
    half = 1 << surplus >> 1
    if surplus and (rest > half or rest == half and kept & 1):
        kept += 1
    return float((kept << surplus) * (-1 if value < 0 else 1))


def main(folder):
    config = wasmtime.Config()
    for feature in ("exceptions", "function_references", "tail_call", "gc", "multi_memory", "reference_types"):
        setattr(config, "wasm_" + feature, True)
    engine = wasmtime.Engine(config)
    for file in sorted(folder.glob("*.calls"), key=lambda one: int(one.stem)):
        run = Run(engine, folder, file.stem)
        for line in file.read_text().splitlines():
            name = line.split(" ")[0]
            if name.startswith("memory"):
                memory = run.exports[name]
                data = bytes(memory.read(run.store))
                seen = f"{len(data)} {sum((i + 1) * b for i, b in enumerate(data) if b) % 2**31}"
            else:
                seen = f"{run.call(line)} [{', '.join(run.calls)}]"
                run.calls.clear()
            print(f"{file.stem} {name} {seen}")


main(Path(sys.argv[1]))
