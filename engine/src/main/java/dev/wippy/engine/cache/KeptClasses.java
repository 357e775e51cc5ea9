package dev.wippy.engine.cache;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one module that are kept, in a folder of its own: some files, each with some of the classes. Each
 * process writes what it made to a new file, so that processes that write at once lose nothing of each other's; when
 * there are many files, or one is damaged, they become one. What a class's bytes are is the same in all of them.
 */
public final class KeptClasses {
    static final String SUFFIX = ".classes";

    /** The files past which all are made one. */
    static final int FILES = 8;
    static final int FILES_AT_EXIT = 32;
    /** What was used in this time need not be marked as used again. */
    private static final Duration RECENT = Duration.ofHours(1);

    private final CodeFolder folder;
    private final Path home;
    private final byte[] key;
    private final ClassCache cache;
    private volatile List<ClassesFile> files = List.of();
    private final Map<String, byte[]> pending = new ConcurrentHashMap<>();
    /** Whether all files are to become one. */
    private volatile boolean merging;

    /** @param key in lower-case hex, of {@link ClassesFile#KEY} bytes */
    KeptClasses(CodeFolder folder, Path root, String key, ClassCache cache) {
        this.folder = folder;
        this.home = root.resolve(key);
        this.key = HexFormat.of().parseHex(key);
        this.cache = cache;
    }

    /** Opens what is there. */
    void open() {
        // Another process may make one file of those that were just listed; what it made is listed then.
        for (int i = 0; i < 3; i++) {
            if (openListed()) {
                break;
            }
        }
    }

    private boolean openListed() {
        List<ClassesFile> opened = new ArrayList<>();
        boolean vanished = false;
        try (DirectoryStream<Path> listed = list()) {
            for (Path path : listed) {
                try {
                    opened.add(ClassesFile.open(path, key));
                    touch(path);
                } catch (NoSuchFileException _) {
                    vanished = true;
                } catch (IOException e) {
                    folder.refuse(path, CodeFolder.reason(e));
                    Files.deleteIfExists(path);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException _) {
            // Nothing is kept yet.
            vanished = false;
        } catch (IOException e) {
            folder.refuse(home, CodeFolder.reason(e));
        }
        files = List.copyOf(opened);
        return !vanished;
    }

    private DirectoryStream<Path> list() throws IOException {
        if (Files.isSymbolicLink(home)) {
            throw new IOException("it is a symbolic link");
        }
        return Files.newDirectoryStream(home, "*" + SUFFIX);
    }

    /** The files used longest ago are the first to go. */
    private static void touch(Path path) throws IOException {
        Instant now = Instant.now();
        if (Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant().isBefore(now.minus(RECENT))) {
            Files.setLastModifiedTime(path, FileTime.from(now));
        }
    }

    String key() {
        return home.getFileName().toString();
    }

    /** Whether the module was found valid before, by this very program: something of it is kept. */
    public boolean isKnown() {
        return !files.isEmpty();
    }

    /** Whether a class is kept, or will be. */
    public boolean contains(String name) {
        return pending.containsKey(name) || files.stream().anyMatch(file -> file.contains(name));
    }

    /** A class, by its name; nothing if it is not there, or damaged, which is told. */
    public byte @Nullable [] read(String name) {
        byte[] waiting = pending.get(name);
        if (waiting != null) {
            return waiting;
        }
        for (ClassesFile file : files) {
            try {
                byte[] code = file.read(name);
                if (code != null) {
                    return code;
                }
            } catch (IOException e) {
                rewrite();
                folder.refuse(file.path, CodeFolder.reason(e));
            }
        }
        return null;
    }

    /** Keeps classes: in memory, until they are written. */
    public void put(Map<String, byte[]> classes) {
        if (cache.isWriting()) {
            pending.putAll(classes);
            cache.changed(this);
        }
    }

    /** Asks for one file in place of several. */
    public void merge() {
        if (files.size() > 1) {
            rewrite();
        }
    }

    /** Asks for the files to be written again, without what is damaged, and with what was put in place of it. */
    public void rewrite() {
        merging = true;
        cache.changed(this);
    }

    /** The bytes that wait to be written. */
    long waiting() {
        return pending.values().stream().mapToLong(code -> code.length).sum();
    }

    /**
     * Writes what is not written yet.
     *
     * @param most the files past which all are made one
     */
    synchronized void write(int most) throws IOException {
        Map<String, byte[]> written = new LinkedHashMap<>(pending);
        if (written.isEmpty() && !merging) {
            return;
        }
        List<ClassesFile> replaced = merging || files.size() >= most ? files : List.of();
        Map<String, byte[]> content = new LinkedHashMap<>(written);
        replaced.forEach(file -> file.addTo(content));
        ClassesFile made = write(content);
        List<ClassesFile> now = new ArrayList<>(files);
        now.removeAll(replaced);
        now.add(made);
        files = List.copyOf(now);
        merging = false;
        // Only now: there is always one of the two to read from.
        written.forEach(pending::remove);
        for (ClassesFile file : replaced) {
            Files.deleteIfExists(file.path);
        }
    }

    private ClassesFile write(Map<String, byte[]> content) throws IOException {
        for (int i = 0;; i++) {
            make();
            Path path = home.resolve(CodeFolder.newName() + SUFFIX);
            try {
                CodeFolder.replace(path, out -> ClassesFile.write(out, key, content));
                return ClassesFile.open(path, key);
            } catch (NoSuchFileException e) {
                // Another process has evicted the folder, or made one file of all.
                if (i == 3) {
                    throw e;
                }
            }
        }
    }

    private void make() throws IOException {
        try {
            if (home.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectory(home,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(home);
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(home + " is not a folder", e);
            }
        }
    }

    /** Gives up what could not be written. */
    void forget() {
        pending.clear();
    }
}
