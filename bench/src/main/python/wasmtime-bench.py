"""Measures wasmtime: kernels MODULE, or run MODULE ROOT STDIN ARGUMENT... Prints names and milliseconds."""
import os
import sys
import tempfile
import time

import wasmtime

KERNELS = [("fib", 35), ("sha256", 200), ("nbody", 1_000_000), ("qsort", 4), ("matmul", 30), ("vm", 100_000_000)]
ROUNDS = 5


def clock(action):
    began = time.perf_counter()
    result = action()
    return (time.perf_counter() - began) * 1e3, result


def kernels(file):
    engine = wasmtime.Engine()
    store = wasmtime.Store(engine)
    exports = wasmtime.Instance(store, wasmtime.Module.from_file(engine, file), []).exports(store)
    for name, size in KERNELS:
        print(name, min(clock(lambda: exports[name](store, size))[0] for _ in range(ROUNDS)))


def run(file, root, stdin, *arguments):
    engine = wasmtime.Engine()
    took, module = clock(lambda: wasmtime.Module.from_file(engine, file))
    print("compile", took)
    store = wasmtime.Store(engine)
    wasi = wasmtime.WasiConfig()
    wasi.argv = [os.path.basename(file), *arguments]
    wasi.stdin_file = stdin
    wasi.stdout_file = os.path.join(tempfile.mkdtemp(), "out")
    wasi.preopen_dir(root, "/")
    store.set_wasi(wasi)
    linker = wasmtime.Linker(engine)
    linker.define_wasi()
    start = linker.instantiate(store, module).exports(store)["_start"]

    def go():
        try:
            start(store)
        except wasmtime.ExitTrap as exit:
            if exit.code != 0:
                raise

    print("run", clock(go)[0])


{"kernels": kernels, "run": run}[sys.argv[1]](*sys.argv[2:])
