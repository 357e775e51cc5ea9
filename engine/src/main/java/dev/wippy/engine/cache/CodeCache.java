package dev.wippy.engine.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Modules compiled as a whole, one file per key. Several processes may use a folder at once: a file appears complete,
 * and the last one to write it wins. Whatever goes wrong is told, and the run goes on without the cache.
 */
public final class CodeCache {
    static final String SUFFIX = ".code";

    private final CodeFolder folder;

    /** A cache in a folder. */
    public CodeCache(CodeFolder folder) {
        this.folder = folder;
    }

    /** Reads what is kept under a key; nothing if there is none, or if it is not whole. */
    public Optional<CompiledClasses> read(String key) {
        return folder.usable().flatMap(path -> read(key, path.resolve(key + SUFFIX)));
    }

    private Optional<CompiledClasses> read(String key, Path file) {
        try {
            // One look: another process may put a file there in between two.
            if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isRegularFile()) {
                throw new IOException("it is not a regular file");
            }
            return Optional.of(CodeFile.read(key, Files.readAllBytes(file)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            folder.refuse(file, CodeFolder.reason(e));
            return Optional.empty();
        }
    }

    /** Keeps code under a key, in place of what was there. */
    public void write(String key, CompiledClasses code) {
        folder.usable().ifPresent(path -> {
            try {
                byte[] content = CodeFile.write(key, code);
                CodeFolder.replace(path.resolve(key + SUFFIX), out -> out.write(content));
            } catch (IOException e) {
                folder.refuseWriting(e);
            }
        });
    }
}
