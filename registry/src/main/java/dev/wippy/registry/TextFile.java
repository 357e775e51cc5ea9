package dev.wippy.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Reads a text that a person wrote: UTF-8, of a bounded length. */
final class TextFile {

    /** A longer one is refused. */
    static final int MAX_BYTES = 16 << 20;

    private TextFile() {}

    /** It can't be read; the message says why, without naming the file. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    static String read(Path path) throws UnreadableException {
        byte[] bytes = bytes(path);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableException("is not UTF-8");
        }
    }

    private static byte[] bytes(Path path) throws UnreadableException {
        try {
            if (!Files.exists(path)) {
                throw new UnreadableException("is not there");
            }
            // A pipe would make the reader wait for ever.
            if (!Files.isRegularFile(path)) {
                throw new UnreadableException("is no regular file");
            }
            try (var in = Files.newInputStream(path)) {
                byte[] bytes = in.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw new UnreadableException("is longer than " + (MAX_BYTES >> 20) + " MiB");
                }
                return bytes;
            }
        } catch (NoSuchFileException e) {
            throw new UnreadableException("is not there");
        } catch (IOException e) {
            throw new UnreadableException("can't be read: " + e.getClass().getSimpleName());
        }
    }

    /**
     * Replaces a text by another, whole or not at all; permissions stay, and a link goes on leading to it.
     *
     * @param before what was read
     * @throws IOException if it can't be written, or was changed by somebody else meanwhile
     */
    static void replace(Path path, String before, String after) throws IOException {
        Path file = path.toRealPath();
        try {
            if (!read(file).equals(before)) {
                throw new IOException("it was changed meanwhile");
            }
        } catch (UnreadableException e) {
            throw new IOException("it " + e.getMessage(), e);
        }
        Path folder = java.util.Objects.requireNonNull(file.getParent(), "a file stands in a folder");
        Path next = Files.createTempFile(folder, ".wippy", ".tmp");
        try {
            Files.writeString(next, after);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(file));
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
