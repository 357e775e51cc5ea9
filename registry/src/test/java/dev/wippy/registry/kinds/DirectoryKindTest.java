package dev.wippy.registry.kinds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.FileSystem;
import dev.wippy.registry.AppException;
import dev.wippy.registry.AppFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryKindTest {
    private static final byte[] BYTES = {1, 2, 3};

    @TempDir
    Path folder;

    AppFixture app;

    @BeforeEach
    void give_the_app_a_folder() throws IOException {
        folder = folder.toRealPath();
        app = new AppFixture(folder).file("data/in/x.bin", BYTES).file("secret.bin", BYTES);
    }

    private FileSystem start(String fields) {
        return app.file("src/a.yaml", "namespace: a\nname: d\nkind: fs.directory\n" + fields)
                .load()
                .start("a:d", FileSystem.class);
    }

    private static void assertRefused(FileSystem files, String path, ErrorKind kind, String message) {
        KernelException refused = assertThrows(KernelException.class, () -> files.read(path, 100));
        assertEquals(kind + ": " + message, refused.kind() + ": " + refused.getMessage());
    }

    @Test
    void a_file_is_read_with_or_without_a_slash_before_it() {
        FileSystem files = start("directory: ./data\n");
        assertArrayEquals(BYTES, files.read("/in/x.bin", 3));
        assertArrayEquals(BYTES, files.read("in/x.bin", Long.MAX_VALUE));
        assertArrayEquals(BYTES, files.read("in/../in/x.bin", 3));
        assertEquals(Optional.of(folder.resolve("data")), files.directory());
    }

    @Test
    void nothing_reaches_outside() throws IOException {
        Files.createSymbolicLink(folder.resolve("data/link"), folder.resolve("secret.bin"));
        Files.createSymbolicLink(folder.resolve("data/up"), folder);
        Files.createSymbolicLink(folder.resolve("data/inside"), Path.of("in"));
        FileSystem files = start("directory: data\n");
        Path data = folder.resolve("data");
        for (String path : List.of(
                "../secret.bin",
                "/../secret.bin",
                "in/../../secret.bin",
                "link",
                "up/secret.bin",
                "up/data/in/x.bin",
                "../data/in/x.bin")) {
            assertRefused(files, path, ErrorKind.PERMISSION_DENIED, "\"" + path + "\" leads out of " + data);
        }
        assertArrayEquals(BYTES, files.read("inside/x.bin", 3));
    }

    @Test
    void what_can_not_be_read_says_why() {
        FileSystem files = start("directory: data\n");
        Path data = folder.resolve("data");
        assertRefused(files, "y.bin", ErrorKind.NOT_FOUND, "no file \"y.bin\" in " + data);
        assertRefused(files, "in", ErrorKind.INVALID, "\"in\" is no regular file (in " + data + ")");
        KernelException refused = assertThrows(KernelException.class, () -> files.read("in/x.bin", 2));
        assertEquals("\"in/x.bin\" is longer than 2 bytes (in " + data + ")", refused.getMessage());
        assertRefused(files, "a\0b", ErrorKind.INVALID, "\"a\\0b\" is no path");
    }

    @Test
    void a_folder_is_made_when_the_entry_says_so() throws IOException {
        FileSystem files = start("directory: new/deep\nauto_init: true\nmode: \"0750\"\n");
        assertEquals(Optional.of(folder.resolve("new/deep")), files.directory());
        assertTrue(Files.isDirectory(folder.resolve("new/deep")));
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals(
                    "rwxr-x---",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new/deep"))));
        }
    }

    @Test
    void a_folder_that_is_not_there_or_none_is_told_at_its_place() {
        AppException missing = assertThrows(AppException.class, () -> start("directory: nowhere\n"));
        assertEquals(
                "src/a.yaml:4:12: a:d: directory: no such folder: " + folder.resolve("nowhere")
                        + " (\"auto_init: true\" creates it)",
                missing.getMessage());
        AppException file = assertThrows(AppException.class, () -> start("directory: secret.bin\n"));
        assertEquals(
                "src/a.yaml:4:12: a:d: directory: not a folder: " + folder.resolve("secret.bin"), file.getMessage());
    }

    @Test
    void a_mode_is_octal() {
        AppException refused = assertThrows(AppException.class, () -> start("directory: data\nmode: rwx\n"));
        assertEquals(
                "src/a.yaml:5:7: a:d: mode: must be three octal digits, such as \"0755\", and not \"rwx\"",
                refused.getMessage());
    }
}
