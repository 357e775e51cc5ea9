package dev.wippy.engine.cache;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * The folder that compiled code is kept in. It is made and checked when first needed; whatever goes wrong is told, and
 * the run goes on without it. Used by any thread.
 */
public final class CodeFolder {
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final Consumer<String> unusable;
    private boolean checked;
    private boolean usable;

    /**
     * A folder.
     *
     * @param unusable told why the folder or one of its files is not used
     */
    public CodeFolder(Path folder, Consumer<String> unusable) {
        this.folder = folder.toAbsolutePath().normalize();
        this.unusable = unusable;
    }

    /** The folder; nothing if it must not be used, which is told once. */
    synchronized Optional<Path> usable() {
        if (!checked) {
            checked = true;
            try {
                PrivateFolder.make(folder);
                usable = true;
            } catch (IOException e) {
                unusable.accept("the cache folder " + folder + " is not used: " + reason(e));
            }
        }
        return usable ? Optional.of(folder) : Optional.empty();
    }

    /** Tells that a file is not used. */
    void refuse(Path file, String reason) {
        unusable.accept(file + " is not used: " + reason);
    }

    /** Tells that nothing can be written. */
    void refuseWriting(IOException e) {
        unusable.accept("nothing is kept in " + folder + ": " + reason(e));
    }

    /**
     * Writes a file that appears complete or not at all, in place of what was there. What has the file open goes on
     * reading what it had.
     */
    static void replace(Path file, Content content) throws IOException {
        Path part = file.resolveSibling("new-" + newName() + PART);
        try {
            create(part);
            // A channel would be closed by an interrupt of the thread, which may be a guest's.
            try (OutputStream out = new BufferedOutputStream(new FileOutputStream(part.toFile()), BUFFER)) {
                content.write(out);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Fails if it is there: no two writers have one file. */
    private static void create(Path part) throws IOException {
        if (part.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(part);
        }
    }

    /** A name that no other writer chooses. Nobody has to be kept from guessing it: the random numbers of UUIDs are slow. */
    static String newName() {
        return Long.toHexString(ProcessHandle.current().pid()) + "-" + Long.toHexString(System.currentTimeMillis())
                + "-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    }

    /** What the names of files end with that are being written. */
    static final String PART = ".part";

    static String reason(IOException e) {
        String message = e.getMessage();
        return e.getClass() == IOException.class && message != null ? message : e.toString();
    }

    /** What a file is to hold. */
    @FunctionalInterface
    interface Content {
        void write(OutputStream out) throws IOException;
    }
}
