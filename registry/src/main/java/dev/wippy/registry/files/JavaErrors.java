package dev.wippy.registry.files;

import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.ClosedDirectoryStreamException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.List;
import java.util.Map;

/** What Java's file functions throw, as errors of ours. */
final class JavaErrors {

    /** The system's texts for errors that have no class of their own, by how they begin. */
    private static final List<Map.Entry<String, FileError>> TEXTS = List.of(
            Map.entry("Is a directory", FileError.IS_DIRECTORY),
            Map.entry("Not a directory", FileError.NOT_DIRECTORY),
            Map.entry("Too many levels of symbolic links", FileError.LOOP),
            Map.entry("File name too long", FileError.NAME_TOO_LONG),
            Map.entry("No space left on device", FileError.INSUFFICIENT_SPACE),
            Map.entry("Disk quota exceeded", FileError.QUOTA),
            Map.entry("File too large", FileError.FILE_TOO_LARGE),
            Map.entry("Read-only file system", FileError.READ_ONLY),
            Map.entry("Operation not permitted", FileError.NOT_PERMITTED),
            Map.entry("Invalid argument", FileError.INVALID),
            Map.entry("Device or resource busy", FileError.BUSY),
            Map.entry("Text file busy", FileError.TEXT_FILE_BUSY),
            Map.entry("Invalid cross-device link", FileError.CROSS_DEVICE),
            Map.entry("No such device or address", FileError.NO_SUCH_DEVICE),
            Map.entry("Too many open files", FileError.INSUFFICIENT_MEMORY));

    private JavaErrors() {}

    /** Something that Java does with files. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    static <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (IOException failed) {
            throw new FileException(error(failed));
        } catch (InvalidPathException noPath) {
            throw new FileException(FileError.ILLEGAL_BYTE_SEQUENCE);
        } catch (ClosedDirectoryStreamException | NonReadableChannelException | NonWritableChannelException closed) {
            throw new FileException(FileError.BAD_DESCRIPTOR);
        }
    }

    private static FileError error(IOException failed) {
        return switch (failed) {
            case NoSuchFileException _ -> FileError.NO_ENTRY;
            case FileAlreadyExistsException _ -> FileError.EXIST;
            case DirectoryNotEmptyException _ -> FileError.NOT_EMPTY;
            case NotDirectoryException _ -> FileError.NOT_DIRECTORY;
            case AccessDeniedException _ -> FileError.ACCESS;
            case AtomicMoveNotSupportedException _ -> FileError.CROSS_DEVICE;
            case FileSystemLoopException _ -> FileError.LOOP;
            case NotLinkException _ -> FileError.INVALID;
            case ClosedChannelException _ -> FileError.BAD_DESCRIPTOR;
            case FileSystemException other -> byText(other.getReason());
            default -> byText(failed.getMessage());
        };
    }

    private static FileError byText(@org.jspecify.annotations.Nullable String text) {
        return TEXTS.stream()
                .filter(each -> text != null && text.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(FileError.IO);
    }
}
