package dev.wippy.registry.files;

import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a file where Java can't open one relative to a directory, as on Windows: the path is checked, and then used. What
 * changes in between may lead out, so no guest gets such a folder as a mount; an app's own binaries are read so.
 */
final class CheckedRead {

    private CheckedRead() {}

    /** The whole file, unless it is longer. */
    static Optional<byte[]> read(Path root, String path, long most) {
        PathText.check(path);
        return JavaErrors.run(() -> {
            Path file = root.resolve(path).normalize();
            if (!file.startsWith(root) || !file.toRealPath().startsWith(root)) {
                throw new FileException(FileError.NOT_PERMITTED);
            }
            Path real = file.toRealPath();
            if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileException(
                        Files.isDirectory(real) ? FileError.IS_DIRECTORY : FileError.NO_SUCH_DEVICE);
            }
            return read(real, most);
        });
    }

    private static Optional<byte[]> read(Path file, long most) throws IOException {
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes((int) most + 1);
            return bytes.length > most ? Optional.empty() : Optional.of(bytes);
        }
    }
}
