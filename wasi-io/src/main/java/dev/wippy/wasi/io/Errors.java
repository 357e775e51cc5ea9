package dev.wippy.wasi.io;

import dev.wippy.component.bind.WitFunction;

/** The interface {@code wasi:io/error}. */
final class Errors {

    @WitFunction("[method]error.to-debug-string")
    String toDebugString(IoError self) {
        return self.debugString();
    }
}
