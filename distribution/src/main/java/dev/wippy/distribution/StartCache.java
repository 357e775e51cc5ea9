package dev.wippy.distribution;

import dev.wippy.engine.cache.PrivateFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The JVM's AOT cache of this installation (JEP 483, 514, 515): its classes as they are once loaded and linked, and
 * what the JIT has to know of them. The script names the file and uses it where it is. It appears by rename, as a whole;
 * the system frees the lock of a process that makes one when that ends, however it ends.
 */
final class StartCache {
    private static final String SUFFIX = ".aot";
    private static final String PART = ".part";
    /** Files of other installations that stay: two that are used in turn do not remove each other's. */
    private static final int OTHERS = 2;

    private final Path file;
    private final Path folder;
    private final Path script;

    private StartCache(Path file, Path script) {
        this.file = file;
        this.folder = file.resolveSibling("");
        this.script = script;
    }

    /** The one that the script has named; nothing where it must not be, or there is no script. */
    static Optional<StartCache> named() {
        String file = System.getProperty("wippy.aot", "");
        String home = System.getProperty("wippy.home", "");
        return file.isEmpty() || home.isEmpty()
                ? Optional.empty()
                : Optional.of(new StartCache(Path.of(file), Path.of(home, "bin", "wippy")));
    }

    Path file() {
        return file;
    }

    /**
     * Makes it, in place of what is there.
     *
     * @throws IOException if it can't be made: what is there stays
     */
    void make(Training training) throws IOException {
        PrivateFolder.make(folder);
        try (FileChannel channel = lockFile();
                FileLock _ = channel.lock()) {
            training.make(script, this::put);
        }
    }

    private FileChannel lockFile() throws IOException {
        return FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
    }

    /** Copied, as the folder for temporary files may be on another disk; under the lock, so nobody else has a part. */
    private void put(Path made) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + PART);
        Files.deleteIfExists(part);
        try {
            Files.copy(made, part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                // Java believes what is in it: it must not be there by name alone after the power failed.
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        sweep();
    }

    private void sweep() throws IOException {
        List<Path> others = new ArrayList<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder)) {
            for (Path path : listed) {
                String name = path.toString();
                if (name.endsWith(PART)) {
                    Files.deleteIfExists(path);
                } else if (name.endsWith(SUFFIX) && !path.equals(file)) {
                    others.add(path);
                }
            }
        }
        others.sort(Comparator.comparing(StartCache::made).reversed());
        for (Path path : others.subList(Math.min(OTHERS, others.size()), others.size())) {
            Files.deleteIfExists(path);
        }
    }

    private static FileTime made(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException _) {
            return FileTime.fromMillis(0);
        }
    }
}
