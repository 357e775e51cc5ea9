package dev.wippy.registry.files;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.FileHandle;
import dev.wippy.kernel.spi.FileOption;
import dev.wippy.kernel.spi.FileSystem;
import dev.wippy.kernel.spi.OpenDirectory;
import dev.wippy.kernel.spi.OpenFile;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;

/** Reads a file whole, and says what is wrong with one that can't be. */
final class WholeFile {
    private static final int PIECE = 1 << 20;

    private WholeFile() {}

    /**
     * Reads it.
     *
     * @param where the file system, as people are to see it
     */
    static byte[] read(FileSystem files, String path, long maxBytes, String where) {
        String given = path.replaceFirst("^/+", "");
        String relative = given.isEmpty() ? "." : given;
        long most = Math.min(maxBytes, Integer.MAX_VALUE - 16L);
        try {
            return read(files, relative, most).orElseThrow(() -> new KernelException(
                    ErrorKind.INVALID, "\"" + path + "\" is longer than " + most + " bytes (in " + where + ")"));
        } catch (FileException failed) {
            throw explained(path, failed, where);
        }
    }

    private static Optional<byte[]> read(FileSystem files, String path, long most) {
        OpenDirectory top;
        try {
            top = files.open();
        } catch (FileException failed) {
            Optional<Path> folder = files.directory();
            if (failed.error() == FileError.UNSUPPORTED && folder.isPresent()) {
                return CheckedRead.read(folder.get(), path, most);
            }
            throw failed;
        }
        try (top; FileHandle found = top.open(path, EnumSet.of(FileOption.READ, FileOption.FOLLOW))) {
            return switch (found) {
                case OpenFile file -> read(file, most);
                case OpenDirectory _ -> throw new FileException(FileError.IS_DIRECTORY);
            };
        }
    }

    /** The whole file, unless it is longer. */
    private static Optional<byte[]> read(OpenFile file, long most) {
        var bytes = new ByteArrayOutputStream((int) Math.min(file.stat().size(), most));
        while (true) {
            byte[] piece = file.read(bytes.size(), PIECE);
            if (piece.length == 0) {
                return Optional.of(bytes.toByteArray());
            }
            if (bytes.size() + (long) piece.length > most) {
                return Optional.empty();
            }
            bytes.writeBytes(piece);
        }
    }

    private static KernelException explained(String path, FileException failed, String where) {
        return switch (failed.error()) {
            case NO_ENTRY, NOT_DIRECTORY -> new KernelException(
                    ErrorKind.NOT_FOUND, "no file \"" + path + "\" in " + where, failed);
            case NOT_PERMITTED -> new KernelException(
                    ErrorKind.PERMISSION_DENIED, "\"" + path + "\" leads out of " + where, failed);
            case NO_SUCH_DEVICE, IS_DIRECTORY -> new KernelException(
                    ErrorKind.INVALID, "\"" + path + "\" is no regular file (in " + where + ")", failed);
            case INVALID -> new KernelException(
                    ErrorKind.INVALID, "\"" + path.replace("\0", "\\0") + "\" is no path", failed);
            default -> new KernelException(
                    failed.error() == FileError.ACCESS ? ErrorKind.PERMISSION_DENIED : ErrorKind.UNAVAILABLE,
                    "\"" + path + "\" in " + where + " can't be read: " + failed.getMessage(),
                    failed);
        };
    }
}
