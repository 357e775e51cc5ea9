#!/usr/bin/env python3
"""Derives test vectors of the canonical ABI from the specification's own Python.

usage: generate.py DEFINITIONS.PY OUTPUT_FOLDER

DEFINITIONS.PY is design/mvp/canonical-abi/definitions.py of the component-model repository, as of its commit 6d28164. Writes values.tsv (random
types and values: how each is lowered as the parameter of a lift) and strings.tsv (each pair of encodings: what is
allocated and stored). The seed is fixed: the same definitions give the same files.
"""
import importlib.util
import random
import struct
import sys

spec = importlib.util.spec_from_file_location("definitions", sys.argv[1])
d = importlib.util.module_from_spec(spec)
sys.modules["definitions"] = d
spec.loader.exec_module(d)
d.DETERMINISTIC_PROFILE = True
out = sys.argv[2]
rng = random.Random(7)

ENCODINGS = ["utf8", "utf16", "latin1+utf16"]
STRINGS = ["", "a", "hello", "h\u00f6", "\u00ff\u0080", "\u2603", "a\u2603b", "\U0001f370", "\u00e9\U0001f370x",
           "\ufeff\ufffe\ufffd", "x" * 40 + "\u00fc" * 3, "\u0000", "\U0010ffff\ud7ff\ue000", "latin\u00df1",
           "a" * 7 + "\u20ac" * 5]
FILL = 0xAA
START = 16


class Cx(d.LiftLowerContext):
    """Allocates by moving a mark; keeps a trace of it."""

    def __init__(self, encoding):
        memory = d.MemInst(bytearray([FILL] * 65536), "i32")
        d.LiftLowerContext.__init__(self, d.CanonicalOptions(encoding, memory), None, None)
        self.mark = START
        self.trace = []

    def reallocate(self, old, old_length, alignment, length):
        if old != 0 and length <= old_length:
            pointer = old
        else:
            pointer = (self.mark + alignment - 1) // alignment * alignment
            self.mark = pointer + length
            memory = self.opts.memory.bytes
            memory[pointer:pointer + old_length] = memory[old:old + old_length]
        self.trace.append(f"{old},{old_length},{alignment},{length}:{pointer}")
        return pointer


def string(s, encoding):
    """A string value as the specification has it: with the encoding and length it came in."""
    if encoding == "utf8":
        return (s, encoding, len(s.encode("utf-8")))
    units = len(s.encode("utf-16-le")) // 2
    if encoding == "latin1+utf16" and any(ord(c) > 255 for c in s):
        units |= 1 << 31
    return (s, encoding, units)


PRIMITIVES = {
    "bool": d.BoolType, "s8": d.S8Type, "u8": d.U8Type, "s16": d.S16Type, "u16": d.U16Type, "s32": d.S32Type,
    "u32": d.U32Type, "s64": d.S64Type, "u64": d.U64Type, "f32": d.F32Type, "f64": d.F64Type, "char": d.CharType,
    "string": d.StringType}


def random_type(depth):
    """A pair: its text as WIT prints it, and the specification's type."""
    kinds = ["prim"] * 5
    if depth > 0:
        kinds += ["list", "list", "record", "tuple", "variant", "variant", "enum", "flags", "option", "result"]
    kind = rng.choice(kinds)
    if kind == "prim":
        name = rng.choice(list(PRIMITIVES))
        return name, PRIMITIVES[name]()
    if kind == "list":
        text, t = random_type(depth - 1)
        return f"list<{text}>", d.ListType(t)
    if kind in ("record", "tuple"):
        parts = [random_type(depth - 1) for _ in range(rng.choice([1, 2, 3, 4, 9]))]
        if kind == "tuple":
            return f"tuple<{', '.join(p[0] for p in parts)}>", d.TupleType([p[1] for p in parts])
        return ("record {" + ", ".join(f"f{i}: {p[0]}" for i, p in enumerate(parts)) + "}",
                d.RecordType([d.FieldType(f"f{i}", p[1]) for i, p in enumerate(parts)]))
    if kind == "variant":
        parts = [random_type(depth - 1) if rng.random() < 0.7 else None for _ in range(rng.choice([1, 2, 3, 5]))]
        return ("variant {" + ", ".join(f"c{i}" + (f"({p[0]})" if p else "") for i, p in enumerate(parts)) + "}",
                d.VariantType([d.CaseType(f"c{i}", p[1] if p else None) for i, p in enumerate(parts)]))
    if kind == "enum":
        names = [f"e{i}" for i in range(rng.choice([1, 2, 256, 257, 3, 5]))]
        return "enum {" + ", ".join(names) + "}", d.EnumType(names)
    if kind == "flags":
        names = [f"b{i}" for i in range(rng.choice([1, 7, 8, 9, 16, 17, 32]))]
        return "flags {" + ", ".join(names) + "}", d.FlagsType(names)
    if kind == "option":
        text, t = random_type(depth - 1)
        return f"option<{text}>", d.OptionType(t)
    ok = random_type(depth - 1) if rng.random() < 0.7 else None
    error = random_type(depth - 1) if rng.random() < 0.7 else None
    text = "result"
    if error:
        text = f"result<{ok[0] if ok else '_'}, {error[0]}>"
    elif ok:
        text = f"result<{ok[0]}>"
    return text, d.ResultType(ok[1] if ok else None, error[1] if error else None)


def quote(s):
    return '"' + "".join(f"\\{ord(c):x};" for c in s) + '"'


def integer(bits, signed):
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
    return rng.choice([low, high, 0, 1, rng.randint(low, high)])


def random_value(t, encoding):
    """A pair: its text, read by the test, and the specification's value."""
    match t:
        case d.BoolType():
            v = rng.random() < 0.5
            return str(v).lower(), v
        case d.S8Type() | d.S16Type() | d.S32Type() | d.S64Type():
            v = integer(int(type(t).__name__[1:-4]), True)
            return str(v), v
        case d.U8Type() | d.U16Type() | d.U32Type() | d.U64Type():
            v = integer(int(type(t).__name__[1:-4]), False)
            return str(v), v
        case d.F32Type():
            bits = rng.choice([0, 0x80000000, 0x7f800000, 0x7fc00000, 0x3fc00000, 1, rng.getrandbits(31)])
            v = d.decode_i32_as_float(bits)
            return f"{d.encode_float_as_i32(v):x}", v
        case d.F64Type():
            bits = rng.choice([0, 1 << 63, 0x7ff0 << 48, 0x7ff8 << 48, 0x3ff8 << 48, 1, rng.getrandbits(63)])
            v = d.decode_i64_as_float(bits)
            return f"{d.encode_float_as_i64(v):x}", v
        case d.CharType():
            v = rng.choice(["a", "\u00e9", "\ud7ff", "\ue000", "\U0010ffff", "\u0000"])
            return str(ord(v)), v
        case d.StringType():
            s = rng.choice(STRINGS)
            return quote(s), string(s, encoding)
        case d.ListType(e):
            parts = [random_value(e, encoding) for _ in range(rng.choice([0, 1, 2, 5]))]
            return "[" + ",".join(p[0] for p in parts) + "]", [p[1] for p in parts]
        case d.RecordType(fields):
            parts = [random_value(f.t, encoding) for f in fields]
            return "(" + ",".join(p[0] for p in parts) + ")", {f.label: p[1] for f, p in zip(fields, parts)}
        case d.TupleType(ts):
            parts = [random_value(e, encoding) for e in ts]
            return "(" + ",".join(p[0] for p in parts) + ")", {str(i): p[1] for i, p in enumerate(parts)}
        case d.FlagsType(labels):
            bits = rng.getrandbits(len(labels))
            return str(bits), {l: bool(bits >> i & 1) for i, l in enumerate(labels)}
        case _:
            cases = d.despecialize(t).cases
            i = rng.randrange(len(cases))
            if cases[i].t is None:
                return f"{i}!", {cases[i].label: None}
            text, v = random_value(cases[i].t, encoding)
            return f"{i}!{text}", {cases[i].label: v}


def core(t, v):
    if t in ("f32", "f64"):
        return d.encode_float_as_i32(v) if t == "f32" else d.encode_float_as_i64(v)
    return v


def values():
    lines = []
    while len(lines) < 400:
        encoding = rng.choice(ENCODINGS)
        kinds = [random_type(3) for _ in range(rng.choice([0, 1, 1, 1, 2, 3, 6]))]
        ts = [k[1] for k in kinds]
        vs = [random_value(t, encoding) for t in ts]
        cx = Cx(encoding)
        flat = d.lower_flat_values(cx, d.MAX_FLAT_PARAMS, [v[1] for v in vs], ts)
        flat_types = d.flatten_functype(cx.opts, d.FuncType(ts, []), "lift").params
        lifted = d.lift_flat_values(cx, d.MAX_FLAT_PARAMS, d.CoreValueIter(flat), ts)
        assert repr(lifted) == repr([v[1] for v in vs]), (lifted, vs)
        result_types = " ".join(
            ",".join(f.params) + "->" + ",".join(f.results)
            for f in [d.flatten_functype(cx.opts, d.FuncType([], ts[:1]), c) for c in ("lift", "lower")])
        if len(cx.opts.memory.bytes) != 65536 or cx.mark > 6000:
            continue
        lines.append("\t".join([
            encoding, "; ".join(k[0] for k in kinds), " ".join(v[0] for v in vs), " ".join(flat_types),
            " ".join(f"{core(t, v):x}" for t, v in zip(flat_types, flat)),
            bytes(cx.opts.memory.bytes[START:cx.mark]).hex(), " ".join(cx.trace), result_types]))
    return lines


def strings():
    lines = []
    for source in ENCODINGS:
        for target in ENCODINGS:
            for s in STRINGS:
                cx = Cx(target)
                pointer, units = d.store_string_into_range(cx, string(s, source))
                size = units
                if target == "utf16":
                    size = 2 * units
                elif units & 1 << 31:
                    size = 2 * (units ^ 1 << 31)
                lines.append("\t".join([
                    source, target, quote(s), str(pointer), str(units),
                    bytes(cx.opts.memory.bytes[pointer:pointer + size]).hex(), " ".join(cx.trace)]))
    return lines


for name, lines in [("values.tsv", values()), ("strings.tsv", strings())]:
    with open(f"{out}/{name}", "w", encoding="ascii", newline="\n") as file:
        file.write("\n".join(lines) + "\n")
