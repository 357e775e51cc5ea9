package dev.wippy.wasi.filesystem;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.wasi.io.IoError;
import java.util.Optional;

/** The interface {@code wasi:filesystem/types}. */
final class Types {

    /** No stream is a file's yet, so no error of a stream is a file system's. */
    @WitFunction("filesystem-error-code")
    Optional<ErrorCode> errorCode(IoError error) {
        return Optional.empty();
    }
}
