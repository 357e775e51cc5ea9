package dev.wippy.engine.cache;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The folder that compiled code is kept in. It is made and checked when first needed; whatever goes wrong is told, and
 * the run goes on without it. Used by any thread.
 */
public final class CodeFolder {
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
        Path part = Files.createTempFile(file.getParent(), "new-", PART);
        try {
            // A channel would be closed by an interrupt of the thread, which may be a guest's.
            try (OutputStream out = new FileOutputStream(part.toFile())) {
                content.write(out);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
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
