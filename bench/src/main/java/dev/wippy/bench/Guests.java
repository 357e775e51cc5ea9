package dev.wippy.bench;

import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.WasmProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The guests of {@code examples/hello}, as templates. */
record Guests(Kernel kernel, Path folder) {

    Template greet() {
        return kernel.wasm(program("hello.wasm", "greet"));
    }

    Template compute() {
        return kernel.wasm(program("hello.wasm", "compute"));
    }

    Template spin() {
        return kernel.wasm(program("faults.wasm", "spin"));
    }

    Template sleep() {
        return kernel.wasm(program("sleep.wasm", "sleep").withImports("wasi:io"));
    }

    private WasmProgram program(String file, String method) {
        try {
            return WasmProgram.of("bench:" + method, Files.readAllBytes(folder.resolve(file)), method);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
