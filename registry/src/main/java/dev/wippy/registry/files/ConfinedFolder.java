package dev.wippy.registry.files;

import dev.wippy.kernel.spi.FileSystem;
import dev.wippy.kernel.spi.OpenDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A folder of the host, out of which nothing leads: neither {@code ..} nor a symbolic link, nor a race with either. */
public final class ConfinedFolder implements FileSystem {
    private final Path root;
    private final Backend backend;

    ConfinedFolder(Path folder, Backend backend) throws IOException {
        this.root = folder.toRealPath();
        this.backend = backend;
        if (!Files.isDirectory(root)) {
            throw new IOException("not a folder: " + root);
        }
    }

    /**
     * A folder, by the means that this system has.
     *
     * @throws IOException if there is no such folder
     */
    public static ConfinedFolder of(Path folder) throws IOException {
        return new ConfinedFolder(folder, Backend.chosen());
    }

    @Override
    public OpenDirectory open() {
        return backend.open(root);
    }

    @Override
    public Optional<Path> directory() {
        return Optional.of(root);
    }

    @Override
    public byte[] read(String path, long maxBytes) {
        return WholeFile.read(this, path, maxBytes, root.toString());
    }
}
