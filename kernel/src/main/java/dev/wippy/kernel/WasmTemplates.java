package dev.wippy.kernel;

import dev.wippy.engine.Engine;

final class WasmTemplates {
    WasmTemplates(Kernel kernel, Engine engine) {}

    Template create(WasmProgram program) {
        throw new IllegalStateException();
    }
}
