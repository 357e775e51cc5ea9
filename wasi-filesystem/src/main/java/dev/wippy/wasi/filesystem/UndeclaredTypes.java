package dev.wippy.wasi.filesystem;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.kernel.spi.FileError;
import dev.wippy.wasi.io.IoError;
import java.util.Optional;

/**
 * The interface {@code wasi:filesystem/types} as an entry sees it that does not declare it: a libc asks of each failure of
 * a stream, also of standard input, whether it is a file's. That it is none of those grants nothing, and lets the
 * program tell of the failure itself.
 *
 * <p>The other methods only speak of the types: no component can import functions of such names.
 */
final class UndeclaredTypes {

    @WitFunction("filesystem-error-code")
    Optional<FileError> errorCode(IoError error) {
        return Optional.empty();
    }

    @WitFunction("[type]descriptor")
    void descriptor(Descriptor type) {}

    @WitFunction("[type]directory-entry-stream")
    void entries(DirectoryEntryStream type) {}
}
