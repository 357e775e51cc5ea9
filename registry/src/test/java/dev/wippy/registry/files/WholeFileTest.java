package dev.wippy.registry.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.FileHandle;
import dev.wippy.kernel.spi.FileOption;
import dev.wippy.kernel.spi.FileSystem;
import dev.wippy.kernel.spi.OpenDirectory;
import dev.wippy.kernel.spi.OpenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reading of whole files, also on a system that opens nothing relative to a directory. */
class WholeFileTest {
    private static final byte[] BYTES = {1, 2, 3};

    @TempDir
    Path folder;

    @BeforeEach
    void make_files() throws IOException {
        folder = folder.toRealPath().resolve("in");
        Files.createDirectories(folder.resolve("d"));
        Files.write(folder.resolve("d/f"), BYTES);
        Files.write(folder.resolveSibling("secret"), BYTES);
    }

    /** A folder by the means of a system. */
    private enum Means {
        LINUX, WALK, NONE;

        FileSystem of(Path folder) throws IOException {
            if (this == NONE) {
                return new Unmountable(folder);
            }
            return new ConfinedFolder(folder, this == LINUX ? Backend.LINUX : Backend.WALK);
        }
    }

    private record Unmountable(Path folder) implements FileSystem {
        @Override
        public byte[] read(String path, long maxBytes) {
            return WholeFile.read(this, path, maxBytes, "here");
        }

        @Override
        public Optional<Path> directory() {
            return Optional.of(folder);
        }
    }

    @ParameterizedTest
    @EnumSource(Means.class)
    void a_file_is_read_and_nothing_outside(Means means) throws IOException {
        FileSystem files = means.of(folder);
        String where = means == Means.NONE ? "here" : folder.toString();
        assertArrayEquals(BYTES, files.read("//d/../d/f", 3));
        refused(files, "../secret", "PermissionDenied: \"../secret\" leads out of " + where);
        refused(files, "d/../../secret", "PermissionDenied: \"d/../../secret\" leads out of " + where);
        refused(files, "g", "NotFound: no file \"g\" in " + where);
        refused(files, "d", "Invalid: \"d\" is no regular file (in " + where + ")");
        refused(files, "/", "Invalid: \"/\" is no regular file (in " + where + ")");
        KernelException long3 = assertThrows(KernelException.class, () -> files.read("d/f", 2));
        assertEquals("\"d/f\" is longer than 2 bytes (in " + where + ")", long3.getMessage());
    }

    private static void refused(FileSystem files, String path, String message) {
        KernelException refused = assertThrows(KernelException.class, () -> files.read(path, 100));
        assertEquals(message, refused.kind() + ": " + refused.getMessage());
    }

    @Test
    void a_file_in_memory_is_read_too() {
        var files = new MemoryFileSystem(1 << 20);
        try (OpenDirectory top = files.open();
                FileHandle file = top.open("f", EnumSet.of(FileOption.WRITE, FileOption.CREATE))) {
            ((OpenFile) file).write(0, BYTES, 0, 3);
        }
        assertArrayEquals(BYTES, files.read("/f", 3));
        refused(files, "g", "NotFound: no file \"g\" in memory");
    }

    @Test
    void memory_is_bounded_and_freed_with_the_last_name_and_the_last_use() {
        var files = new MemoryFileSystem(10 * 4096);
        byte[] page = new byte[4096];
        try (OpenDirectory top = files.open()) {
            var file = (OpenFile) top.open("f", EnumSet.of(FileOption.WRITE, FileOption.CREATE));
            FileException full = assertThrows(FileException.class, () -> {
                for (long i = 0; i < 11; i++) {
                    file.write(i * page.length, page, 0, page.length);
                }
            });
            assertEquals(FileError.INSUFFICIENT_SPACE, full.error());
            file.setSize(1L << 40);
            top.unlink("f");
            assertEquals(9, files.used() / page.length);
            file.close();
            assertEquals(0, files.used());
        }
    }
}
