package dev.wippy.engine.cache;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Bounds what a folder takes: files that were used longest ago are unlinked, and so is what writers left behind. Other
 * processes may use the folder meanwhile; what they have open they keep. Knows its own files by their names, and leaves
 * all others alone.
 */
final class Sweep {
    private static final String MARK = ".swept";
    private static final Duration PERIOD = Duration.ofMinutes(30);
    private static final Duration WRITING = Duration.ofHours(1);

    private final long most;

    /** @param most the bytes that remain at most */
    Sweep(long most) {
        this.most = most;
    }

    /** Sweeps, unless some process did a while ago. */
    void run(Path folder) throws IOException {
        Path mark = folder.resolve(MARK);
        Instant now = Instant.now();
        try {
            if (Files.getLastModifiedTime(mark, LinkOption.NOFOLLOW_LINKS).toInstant().isAfter(now.minus(PERIOD))) {
                return;
            }
            Files.setLastModifiedTime(mark, FileTime.from(now));
        } catch (NoSuchFileException _) {
            Files.write(mark, new byte[0]);
        }
        sweep(folder, now);
    }

    /** Sweeps. */
    void sweep(Path folder, Instant now) throws IOException {
        List<Kept> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = file.getFileName().toString();
                Instant used = attributes.lastModifiedTime().toInstant();
                if (name.endsWith(CodeFolder.PART) && used.isBefore(now.minus(WRITING))) {
                    Files.deleteIfExists(file);
                } else if (name.endsWith(KeptClasses.SUFFIX) || name.endsWith(CodeCache.SUFFIX)) {
                    files.add(new Kept(file, attributes.size(), used));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // Another process was faster.
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(Comparator.comparing(Kept::used));
        long total = files.stream().mapToLong(Kept::size).sum();
        for (Kept file : files) {
            if (total <= most) {
                break;
            }
            Files.deleteIfExists(file.path);
            total -= file.size;
            Path home = file.path.getParent();
            if (home != null && !home.equals(folder)) {
                removeIfEmpty(home);
            }
        }
    }

    private static void removeIfEmpty(Path home) throws IOException {
        try {
            Files.deleteIfExists(home);
        } catch (DirectoryNotEmptyException _) {
            // There are other classes of the module, used later.
            return;
        }
    }

    private record Kept(Path path, long size, Instant used) {}
}
