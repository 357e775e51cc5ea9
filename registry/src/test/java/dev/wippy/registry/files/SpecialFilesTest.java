package dev.wippy.registry.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.kernel.spi.FileError;
import dev.wippy.kernel.spi.FileException;
import dev.wippy.kernel.spi.FileOption;
import dev.wippy.kernel.spi.FileType;
import dev.wippy.kernel.spi.OpenDirectory;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pipes, sockets and devices in a folder are refused, and keep nobody waiting. */
@EnabledOnOs(OS.LINUX)
@Timeout(30)
class SpecialFilesTest {

    @TempDir
    Path folder;

    private static void run(String... command) throws Exception {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), List.of(command).toString());
    }

    @ParameterizedTest
    @EnumSource
    void a_pipe_is_refused_without_waiting_for_its_other_end(Backend backend) throws Exception {
        run("mkfifo", folder.resolve("pipe").toString());
        for (Set<FileOption> options : List.of(
                EnumSet.of(FileOption.READ),
                EnumSet.of(FileOption.WRITE),
                EnumSet.of(FileOption.READ, FileOption.WRITE, FileOption.CREATE, FileOption.TRUNCATE))) {
            try (OpenDirectory top = backend.open(folder)) {
                FileException refused = assertThrows(FileException.class, () -> top.open("pipe", options));
                assertEquals(FileError.NO_SUCH_DEVICE, refused.error(), options.toString());
            }
        }
    }

    @Test
    void what_it_is_can_be_seen_all_the_same() throws Exception {
        run("mkfifo", folder.resolve("pipe").toString());
        try (OpenDirectory top = Backend.LINUX.open(folder); var entries = top.entries()) {
            assertEquals(FileType.FIFO, top.stat("pipe", false).type());
            assertEquals(FileType.FIFO, entries.next().getFirst().type());
        }
    }

    @ParameterizedTest
    @EnumSource
    void devices_are_refused(Backend backend) {
        try (OpenDirectory top = backend.open(Path.of("/dev"))) {
            for (String device : List.of("null", "zero")) {
                FileException refused =
                        assertThrows(FileException.class, () -> top.open(device, EnumSet.of(FileOption.READ)), device);
                assertEquals(FileError.NO_SUCH_DEVICE, refused.error(), device);
            }
        }
    }
}
