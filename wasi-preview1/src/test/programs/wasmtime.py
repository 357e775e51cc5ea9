"""Runs a program of preview 1 under PyPI's wasmtime: wasmtime.py FILE PWD FOLDER WORDS... ; FOLDER is its /"""
import os
import sys

del sys.path[0]  # This file has the package's name.
from wasmtime import Engine, ExitTrap, Linker, Module, Store, WasiConfig

file, pwd, folder, *words = sys.argv[1:]
engine = Engine()
store = Store(engine)
linker = Linker(engine)
linker.define_wasi()
config = WasiConfig()
config.argv = [os.path.basename(file).removesuffix(".wasm"), *words]
config.env = [("PWD", pwd)]
config.preopen_dir(folder, "/")
config.inherit_stdin()
config.inherit_stdout()
config.inherit_stderr()
store.set_wasi(config)
try:
    linker.instantiate(store, Module.from_file(engine, file)).exports(store)["_start"](store)
except ExitTrap as exit:
    sys.exit(exit.code)
