"""Makes random components and calls, and tells what wasmtime says of them.

    python oracle.py FOLDER SEED COUNT

Each component passes what its one function is given through one or two inner components, each with an encoding of
strings of its own, to a function of the host's, which gives it back as a tuple; on the way, some change a core value.
FOLDER gets COUNT binaries and calls.json: a list of {file, args, changed, result}, or {.., trap}. A changed pointer may
lead to what a host left in memory, which is its own business: there, only whether the call traps is to be compared. Values are written as
in the specification's scripts. Needs PyPI's wasmtime.
"""
import json
import random
import struct
import sys
from pathlib import Path

import wasmtime
from wasmtime import component as wc
from wasmtime.component import _types

# Else a variant's value is bare where the Python types of its cases differ, and cases without payload are confused.
_types.VariantLikeType._tagged = lambda self: True
Variant = _types.Variant

NUMBERS = {'bool': (1, 'i32'), 's8': (1, 'i32'), 'u8': (1, 'i32'), 's16': (2, 'i32'), 'u16': (2, 'i32'),
           's32': (4, 'i32'), 'u32': (4, 'i32'), 's64': (8, 'i64'), 'u64': (8, 'i64'), 'f32': (4, 'f32'),
           'f64': (8, 'f64'), 'char': (4, 'i32')}
ENCODINGS = ['utf8', 'utf16', 'latin1+utf16']
RESOURCE = 7


def align(n, to):
    return (n + to - 1) // to * to


def discriminant(count):
    return 1 if count <= 1 << 8 else 2 if count <= 1 << 16 else 4


def cases(t):
    return {'variant': lambda: t[1], 'enum': lambda: [None] * len(t[1]), 'option': lambda: [None, t[1]],
            'result': lambda: [t[1], t[2]]}[t[0]]()


def layout(t):
    """Size and alignment."""
    k = t[0]
    if k in NUMBERS:
        return NUMBERS[k][0], NUMBERS[k][0]
    if k in ('string', 'list'):
        return 8, 4
    if k in ('own', 'borrow'):
        return 4, 4
    if k == 'flags':
        n = len(t[1])
        return (1, 1) if n <= 8 else (2, 2) if n <= 16 else (4, 4)
    if k in ('record', 'tuple'):
        size, most = 0, 1
        for each in t[1]:
            s, a = layout(each)
            size, most = align(size, a) + s, max(most, a)
        return align(size, most), most
    d = discriminant(len(cases(t)))
    some = [layout(each) for each in cases(t) if each]
    most = max([a for _, a in some] + [1])
    return align(align(d, most) + max([s for s, _ in some] + [0]), max(most, d)), max(most, d)


def flat(t):
    k = t[0]
    if k in NUMBERS:
        return [NUMBERS[k][1]]
    if k in ('string', 'list'):
        return ['i32', 'i32']
    if k in ('own', 'borrow', 'flags'):
        return ['i32']
    if k in ('record', 'tuple'):
        return [f for each in t[1] for f in flat(each)]
    joined = []
    for each in cases(t):
        for i, f in enumerate(flat(each) if each else []):
            if i == len(joined):
                joined.append(f)
            elif joined[i] != f:
                joined[i] = 'i32' if {joined[i], f} == {'i32', 'f32'} else 'i64'
    return ['i32'] + joined


class Maker:
    """One component."""

    def __init__(self, rnd):
        self.rnd = rnd
        self.definitions = []

    def type(self, depth):
        r = self.rnd
        if depth == 0 or r.random() < 0.4:
            return (r.choice([*NUMBERS, 'string', 'string', 'own']),)
        k = r.choice(['list', 'list', 'record', 'tuple', 'variant', 'enum', 'option', 'result', 'flags'])
        if k in ('list', 'option'):
            return (k, self.type(depth - 1))
        if k == 'tuple':
            return (k, [self.type(depth - 1) for _ in range(r.randint(1, 4))])
        if k == 'result':
            return (k, *[self.type(depth - 1) if r.random() < 0.6 else None for _ in range(2)])
        if k == 'record':
            parts = [self.type(depth - 1) for _ in range(r.randint(1, 5))]
        elif k == 'variant':
            parts = [self.type(depth - 1) if r.random() < 0.7 else None for _ in range(r.randint(1, 5))]
        elif k == 'enum':
            parts = [None] * r.choice([1, 2, 5, 256, 257])
        else:
            parts = [None] * r.choice([1, 7, 8, 9, 16, 17, 32])
        t = (k, parts, len(self.definitions))
        self.definitions.append(t)
        return t

    def text(self, t):
        """A type as it is referred to."""
        k = t[0]
        if len(t) == 3 and k != 'result':
            return f'$t{t[2]}'
        if k in NUMBERS or k == 'string':
            return k
        if k in ('own', 'borrow'):
            return f'({k} $r)'
        if k in ('list', 'option'):
            return f'({k} {self.text(t[1])})'
        if k == 'tuple':
            return '(tuple ' + ' '.join(map(self.text, t[1])) + ')'
        ok = self.text(t[1]) if t[1] else ''
        return f'(result {ok} ' + (f'(error {self.text(t[2])})' if t[2] else '') + ')'

    def definition(self, t):
        k, parts = t[0], t[1]
        if k == 'record':
            return '(record ' + ' '.join(f'(field "f{i}" {self.text(p)})' for i, p in enumerate(parts)) + ')'
        if k == 'variant':
            return '(variant ' + ' '.join(
                f'(case "c{i}" {self.text(p) if p else ""})' for i, p in enumerate(parts)) + ')'
        return f'({k} ' + ' '.join(f'"n{i}"' for i in range(len(parts))) + ')'

    def interface(self, params, result):
        """The type of an instance with all types and the function."""
        out = ['(export "r" (type $r (sub resource)))']
        for i, t in enumerate(self.definitions):
            out.append(f'(type $d{i} {self.definition(t)}) (export "t{i}" (type $t{i} (eq $d{i})))')
        out.append('(export "f" (func ' + ' '.join(f'(param "p{i}" {self.text(t)})' for i, t in enumerate(params))
                   + f' (result {self.text(result)})))')
        return '\n      '.join(out)

    def inner(self, number, params, result, encoding, change):
        flats = [f for t in params for f in flat(t)]
        core = ['i32'] if len(flats) > 16 else flats
        results = flat(result)
        pointer = len(results) > 1
        size, alignment = layout(result)
        body, at = [], 0
        for i, f in enumerate(core):
            body.append(f'(local.get {i})')
            if change and change[0] == i and f == 'i32':
                body.append(f'(i32.xor (i32.const {change[1]}))')
        if pointer:
            body.append(f'(local.tee $r (call $realloc (i32.const 0) (i32.const 0) (i32.const {alignment})'
                        f' (i32.const {size})))')
        body.append('(call $f)' if pointer else f'(local.set $s (call $f {" ".join(body)}))')
        if not pointer:
            body = body[-1:]
        if len(flats) <= 16:
            for t in params:
                if t[0] == 'borrow':
                    body.append(f'(call $drop (local.get {at}))')
                at += len(flat(t))
        elif any(t[0] == 'borrow' for t in params):
            offset = 0
            for t in params:
                s, a = layout(t)
                offset = align(offset, a)
                if t[0] == 'borrow':
                    body.append(f'(call $drop (i32.load offset={offset} (local.get 0)))')
                offset += s
        body.append('(local.get $r)' if pointer else '(local.get $s)')
        declared = ' '.join(core)
        single = results[0] if not pointer else 'i32'
        aliases = '\n    '.join(f'(alias export $host "t{i}" (type $t{i}))' for i in range(len(self.definitions)))
        options = f'(memory (core memory $libc "m")) (realloc (core func $libc "realloc")) string-encoding={encoding}'
        function = ' '.join(f'(param "p{i}" {self.text(t)})' for i, t in enumerate(params)) \
            + f' (result {self.text(result)})'
        exported = ' '.join(f'(export "t{i}" (type $t{i}))' for i in range(len(self.definitions)))
        return f'''
  (component $c{number}
    (import "host" (instance $host
      {self.interface(params, result)}))
    (alias export $host "r" (type $r))
    {aliases}
    (core module $Libc
      (memory (export "m") 1)
      (global $next (mut i32) (i32.const 64))
      (func (export "realloc") (param $old i32) (param $size i32) (param $align i32) (param $new i32) (result i32)
        (local $at i32)
        (local.set $at (i32.and (i32.add (global.get $next) (i32.sub (local.get $align) (i32.const 1)))
          (i32.sub (i32.const 0) (local.get $align))))
        (global.set $next (i32.add (local.get $at) (local.get $new)))
        (loop $more (if (i32.gt_u (global.get $next) (i32.mul (memory.size) (i32.const 65536)))
          (then (if (i32.eq (memory.grow (i32.const 1)) (i32.const -1)) (then unreachable)) (br $more))))
        (if (local.get $old) (then (memory.copy (local.get $at) (local.get $old)
          (select (local.get $size) (local.get $new) (i32.lt_u (local.get $size) (local.get $new))))))
        (local.get $at)))
    (core instance $libc (instantiate $Libc))
    (core func $f (canon lower (func $host "f") {options}))
    (core func $drop (canon resource.drop $r))
    (core module $Main
      (import "" "f" (func $f (param {declared} {'i32' if pointer else ''}) {'' if pointer else f'(result {single})'}))
      (import "" "realloc" (func $realloc (param i32 i32 i32 i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (import "" "m" (memory 1))
      (func (export "f") (param {declared}) (result {single}) (local $r i32) (local $s {single})
        {' '.join(body)}))
    (core instance $main (instantiate $Main (with "" (instance
      (export "f" (func $f)) (export "realloc" (func $libc "realloc")) (export "drop" (func $drop))
      (export "m" (memory $libc "m"))))))
    (func $out {function} (canon lift (core func $main "f") {options}))
    (instance $made
      (export "r" (type $r))
      {exported}
      (export "f" (func $out)))
    (export "host" (instance $made)))'''

    def component(self):
        r = self.rnd
        params = [self.type(3) for _ in range(r.randint(1, 4))]
        if r.random() < 0.2:
            params += [self.type(1) for _ in range(r.randint(8, 17))]
        while r.random() < 0.15:
            params.append(('borrow',))
        echoed = [('u32',) if t[0] == 'borrow' else t for t in params]
        result = ('tuple', echoed)
        count = r.randint(1, 2)
        flats = min(16, len([f for t in params for f in flat(t)]))
        change = None
        if r.random() < 0.4:
            change = (r.randrange(flats), r.choice([1, 2, 3, 255, 256, 0xd800, 0x110000, 0x7fffffff, -2147483648, -1]))
        out = [f'(component\n  (import "host" (instance $host\n      {self.interface(params, result)}))']
        before = '$host'
        for i in range(count):
            out.append(self.inner(i, params, result, r.choice(ENCODINGS), change if i == 0 else None))
            out.append(f'  (instance $i{i} (instantiate $c{i} (with "host" (instance {before}))))')
            out.append(f'  (alias export $i{i} "host" (instance $h{i}))')
            before = f'$h{i}'
        out.append(f'  (export "out" (instance {before})))')
        return '\n'.join(out), params, result, change is not None

    def string(self):
        r = self.rnd
        alphabet = r.choice(['ab c', 'aé\xff', 'aЖ€', 'a😀é', '\0\n"\\', 'ÿĀ'])
        return ''.join(r.choice(alphabet) for _ in range(r.choice([0, 1, 2, 5, 20, 300])))

    def value(self, t, store):
        """A value for wasmtime, and the same for JSON."""
        r, k = self.rnd, t[0]
        if k == 'bool':
            v = r.random() < 0.5
            return v, {'type': k, 'value': v}
        if k in ('f32', 'f64'):
            v = r.choice([0.0, -0.0, 1.5, -1e30, float('inf'), float('-inf'), float('nan'), r.uniform(-9, 9)])
            v = struct.unpack('<f', struct.pack('<f', v))[0] if k == 'f32' else v
            return v, {'type': k, 'value': repr(v)}
        if k in NUMBERS and k != 'char':
            bits = int(k[1:])
            low, high = (0, (1 << bits) - 1) if k[0] == 'u' else (-(1 << bits - 1), (1 << bits - 1) - 1)
            v = r.choice([low, high, 0, 1, r.randint(low, high)])
            return v, {'type': k, 'value': str(v)}
        if k == 'char':
            v = chr(r.choice([0, 97, 0xe9, 0xd7ff, 0xe000, 0x10ffff]))
            return v, {'type': k, 'value': v}
        if k == 'string':
            v = self.string()
            return v, {'type': k, 'value': v}
        if k in ('own', 'borrow'):
            v = r.randint(0, 1 << 30)
            return wc.ResourceHost.own(v, RESOURCE).to_any(store), {'type': k, 'value': v}
        if k == 'list':
            some = [self.value(t[1], store) for _ in range(r.choice([0, 1, 2, 3, 40 if t[1][0] in NUMBERS else 4]))]
            v = [a for a, _ in some]
            return bytes(v) if t[1][0] == 'u8' else v, {'type': k, 'value': [b for _, b in some]}
        if k == 'tuple':
            some = [self.value(each, store) for each in t[1]]
            return tuple(a for a, _ in some), {'type': k, 'value': [b for _, b in some]}
        if k == 'record':
            v, js = wc.Record(), []
            for i, each in enumerate(t[1]):
                a, b = self.value(each, store)
                setattr(v, f'f{i}', a)
                js.append([f'f{i}', b])
            return v, {'type': k, 'value': js}
        if k == 'flags':
            names = [f'n{i}' for i in range(len(t[1])) if r.random() < 0.5]
            return set(names), {'type': k, 'value': names}
        if k == 'enum':
            name = f'n{r.randrange(len(t[1]))}'
            return name, {'type': k, 'value': name}
        i = r.randrange(len(cases(t)))
        a, b = self.value(cases(t)[i], store) if cases(t)[i] else (None, None)
        if k == 'variant':
            return Variant(f'c{i}', a), {'type': k, 'case': f'c{i}', 'value': b}
        if k == 'option':
            return Variant(['none', 'some'][i], a), {'type': k, 'value': b}
        return Variant(['ok', 'err'][i], a), {'type': k, 'ok': i == 0, 'value': b}


def written(t, v, store):
    """A value of wasmtime's as JSON."""
    k = t[0]
    if k == 'bool':
        return {'type': k, 'value': v}
    if k in ('f32', 'f64'):
        return {'type': k, 'value': repr(v)}
    if k in ('char', 'string', 'enum'):
        return {'type': k, 'value': v}
    if k in NUMBERS:
        return {'type': k, 'value': str(v)}
    if k == 'own':
        return {'type': k, 'value': v.to_host(store).rep}
    if k == 'list':
        return {'type': k, 'value': [written(t[1], each, store) for each in v]}
    if k == 'tuple':
        return {'type': k, 'value': [written(a, b, store) for a, b in zip(t[1], v)]}
    if k == 'record':
        return {'type': k, 'value': [[f'f{i}', written(each, getattr(v, f'f{i}'), store)]
                                     for i, each in enumerate(t[1])]}
    if k == 'flags':
        return {'type': k, 'value': sorted(v)}
    i = ['none', 'some'].index(v.tag) if k == 'option' else ['ok', 'err'].index(v.tag) if k == 'result' \
        else int(v.tag[1:])
    payload = written(cases(t)[i], v.payload, store) if cases(t)[i] else None
    if k == 'variant':
        return {'type': k, 'case': v.tag, 'value': payload}
    if k == 'option':
        return {'type': k, 'value': payload}
    return {'type': k, 'ok': i == 0, 'value': payload}


def main(folder, seed, count):
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    engine = wasmtime.Engine()
    calls = []
    for n in range(count):
        rnd = random.Random(f'{seed}.{n}')
        maker = Maker(rnd)
        text, params, result, changed = maker.component()
        binary = wasmtime.wat2wasm(text)
        component = wc.Component(engine, bytes(binary))
        (out / f'{n}.wasm').write_bytes(binary)
        for _ in range(3):
            store = wasmtime.Store(engine)
            linker = wc.Linker(engine)

            def echo(context, *values):
                return tuple(v.to_host(context).rep if t[0] == 'borrow' else v for t, v in zip(params, values))

            with linker.root() as root, root.add_instance('host') as host:
                host.add_resource('r', wc.ResourceType.host(RESOURCE), lambda context, rep: None)
                host.add_func('f', echo)
            instance = linker.instantiate(store, component)
            function = instance.get_func(store, instance.get_export_index(
                store, 'f', instance.get_export_index(store, 'out')))
            pairs = [maker.value(t, store) for t in params]
            call = {'file': f'{n}.wasm', 'args': [b for _, b in pairs], 'changed': changed}
            try:
                value = function(store, *[a for a, _ in pairs])
                call['result'] = written(result, value, store)
            except (wasmtime.WasmtimeError, wasmtime.Trap) as trap:
                call['trap'] = str(trap)
            calls.append(call)
    (out / 'calls.json').write_text(json.dumps(calls))


if __name__ == '__main__':
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
