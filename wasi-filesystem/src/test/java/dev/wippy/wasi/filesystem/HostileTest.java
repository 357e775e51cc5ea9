package dev.wippy.wasi.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.component.bind.WitFunction;
import dev.wippy.kernel.Exit;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Imports;
import dev.wippy.kernel.spi.MountSettings;
import dev.wippy.kernel.spi.MountSettings.Mount;
import dev.wippy.kernel.spi.ProcessContext;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.registry.files.ConfinedFolder;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guests that take all they can get: they get an error or a trap, and a neighbour in the same host notices nothing. */
@Timeout(300)
class HostileTest {
    private final TestCli cli = new TestCli();
    private final Kernel kernel =
            Kernel.builder().importModule(cli).importModule(new Words()).build();
    private final ProcessHost host = kernel.host(HostOptions.of("test:host"));

    @TempDir
    Path folder;

    @AfterEach
    void close_the_kernel() {
        kernel.close();
    }

    /** Takes words, and has no use for them. */
    private static final class Words implements ImportModule {
        @Override
        public String name() {
            return "test:words";
        }

        @Override
        public List<String> interfaces() {
            return List.of("test:host/words@0.1.0");
        }

        @Override
        public void link(Imports imports, ProcessContext process) {
            imports.bind("test:host/words@0.1.0", new Taking(), MethodHandles.lookup());
        }

        private static final class Taking {
            @WitFunction("take")
            void take(List<String> words) {
                assertEquals(List.of(), words, "nobody has room for them");
            }
        }
    }

    private Process start(String name, String word) throws IOException {
        Path readOnly = Files.createDirectories(folder.resolve("ro"));
        Files.createDirectories(readOnly.resolve("dir"));
        Files.writeString(readOnly.resolve("file"), "read me");
        Path writable = Files.createDirectory(folder.resolve(name));
        byte[] guest;
        try (var in = HostileTest.class.getResourceAsStream("files.wasm")) {
            guest = in.readAllBytes();
        }
        var mounts = new MountSettings(List.of(
                new Mount("test:" + name, ConfinedFolder.of(writable), "/rw", false),
                new Mount("test:ro", ConfinedFolder.of(readOnly), "/ro", true)));
        var program = WasmProgram.of("test:" + name, guest, "run")
                .withImports("wasi:filesystem", "wasi:io", "wasi:clocks", "test:cli", "test:words")
                .withSettings(mounts, new ProgramSettings(List.of("files", word), Map.of(), Optional.empty()));
        return host.spawn(kernel.wasm(program), Launch.of());
    }

    /** The end of a hostile guest, beside which another one used its files as before. */
    private Exit run(String word) throws IOException {
        String ordinary = "[method]descriptor.read-via-stream";
        Process hostile = start("hostile", word);
        Process neighbour = start("neighbour", ordinary);
        assertEquals(Optional.empty(), neighbour.exit().block().failure());
        Exit exit = hostile.exit().block();
        Process after = start("after", ordinary);
        assertEquals(Optional.empty(), after.exit().block().failure());
        assertEquals(2, cli.output().lines().filter(("ok " + ordinary)::equals).count());
        return exit;
    }

    @ParameterizedTest
    @ValueSource(strings = {"hoard-files", "hoard-listings", "hoard-bytes", "long-path"})
    void a_guest_that_asks_for_too_much_gets_an_error_and_its_neighbours_nothing(String word) throws IOException {
        assertEquals(Optional.empty(), run(word).failure());
        assertTrue(cli.output().contains("ok " + word + "\n"), cli.output());
    }

    private void assertEnds(String word, String message) throws IOException {
        String failure = run(word).failure().orElseThrow().message();
        assertTrue(failure.contains(message), failure);
    }

    @Test
    void a_guest_that_hoards_handles_ends_and_its_neighbours_go_on() throws IOException {
        assertEnds("hoard-handles", "handles");
    }

    @Test
    void a_guest_that_gives_a_million_long_strings_ends_and_its_neighbours_go_on() throws IOException {
        assertEnds("many-strings", "strings");
    }
}
