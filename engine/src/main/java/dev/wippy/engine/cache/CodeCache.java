package dev.wippy.engine.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compiled code in a folder, one file per key. Several processes may use a folder at once: a file appears complete, and
 * the last one to write it wins. Whatever goes wrong is told, and the run goes on without the cache.
 */
public final class CodeCache {

    private final Path folder;
    private final Consumer<String> unusable;
    private boolean checked;
    private boolean usable;

    /**
     * A cache in a folder, which is made when first needed.
     *
     * @param unusable told why the folder or one of its files is not used
     */
    public CodeCache(Path folder, Consumer<String> unusable) {
        this.folder = folder.toAbsolutePath().normalize();
        this.unusable = unusable;
    }

    /** Reads what is kept under a key; nothing if there is none, or if it is not whole. */
    public Optional<CompiledClasses> read(String key) {
        if (!usable()) {
            return Optional.empty();
        }
        Path file = file(key);
        try {
            // One look: another process may put a file there in between two.
            if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isRegularFile()) {
                throw new IOException("it is not a regular file");
            }
            return Optional.of(CodeFile.read(key, Files.readAllBytes(file)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            unusable.accept(file + " is not used: " + reason(e));
            return Optional.empty();
        }
    }

    /** Keeps code under a key, in place of what was there. */
    public void write(String key, CompiledClasses code) {
        if (!usable()) {
            return;
        }
        try {
            Path part = Files.createTempFile(folder, key.substring(0, 16) + "-", ".part");
            try {
                Files.write(part, CodeFile.write(key, code));
                Files.move(part, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            unusable.accept("nothing is kept in " + folder + ": " + reason(e));
        }
    }

    private Path file(String key) {
        return folder.resolve(key + ".code");
    }

    private synchronized boolean usable() {
        if (!checked) {
            checked = true;
            try {
                PrivateFolder.make(folder);
                usable = true;
            } catch (IOException e) {
                unusable.accept("the cache folder " + folder + " is not used: " + reason(e));
            }
        }
        return usable;
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return e.getClass() == IOException.class && message != null ? message : e.toString();
    }
}
