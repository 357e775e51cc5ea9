package dev.wippy.registry.kinds;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.FileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A folder, out of which nothing leads: neither {@code ..} nor a symbolic link. */
public final class DirectoryFileSystem implements FileSystem {
    private final Path root;

    /**
     * @throws IOException if there is no such folder
     */
    public DirectoryFileSystem(Path folder) throws IOException {
        this.root = folder.toRealPath();
        if (!Files.isDirectory(root)) {
            throw new IOException("not a folder: " + root);
        }
    }

    @Override
    public byte[] read(String path, long maxBytes) {
        try {
            Path file = locate(path);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new KernelException(
                        ErrorKind.INVALID, "\"" + path + "\" is no regular file (in " + root + ")");
            }
            long most = Math.min(maxBytes, Integer.MAX_VALUE - 16L);
            try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                byte[] bytes = in.readNBytes((int) most + 1);
                if (bytes.length > most) {
                    throw new KernelException(
                            ErrorKind.INVALID, "\"" + path + "\" is longer than " + most + " bytes (in " + root + ")");
                }
                return bytes;
            }
        } catch (NoSuchFileException e) {
            throw new KernelException(ErrorKind.NOT_FOUND, "no file \"" + path + "\" in " + root, e);
        } catch (IOException e) {
            throw new KernelException(
                    ErrorKind.UNAVAILABLE, "\"" + path + "\" in " + root + " can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Path> directory() {
        return Optional.of(root);
    }

    private Path locate(String path) throws IOException {
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        Path file;
        try {
            file = root.resolve(path.substring(start)).normalize();
        } catch (InvalidPathException e) {
            throw new KernelException(ErrorKind.INVALID, "\"" + path + "\" is no path: " + e.getReason(), e);
        }
        if (!file.startsWith(root) || !file.toRealPath().startsWith(root)) {
            throw new KernelException(ErrorKind.PERMISSION_DENIED, "\"" + path + "\" leads out of " + root);
        }
        return file.toRealPath();
    }
}
