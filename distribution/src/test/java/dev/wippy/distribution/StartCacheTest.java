package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.distribution.Cli.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The AOT cache that the script uses and that {@code wippy warm} makes. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StartCacheTest {
    private static final Ran GREETING = Cli.printed("Hello, World!\n");

    @TempDir
    private static Path folder;

    private static Installation installation;
    private static Path cache;
    private static Path made;

    @BeforeAll
    static void make_it() throws Exception {
        installation = new Installation(folder.resolve("in stalled"));
        cache = folder.resolve("cache of mine");
        Ran warm = ran(cache, "", "warm");
        made = only(cache);
        assertEquals(Cli.printed("made " + made + "\n"), warm);
    }

    private static Path only(Path caches) throws IOException {
        try (Stream<Path> files = Files.list(caches.resolve("wippy/aot"))) {
            List<Path> found = files.filter(file -> !file.endsWith("lock")).toList();
            assertEquals(1, found.size(), found::toString);
            return found.getFirst();
        }
    }

    private static Ran ran(Path caches, String options, String... words) throws Exception {
        Path error = Files.createTempFile(folder, "stderr", "");
        ProcessBuilder builder = installation.wippy(caches, words).redirectError(error.toFile());
        builder.environment().remove("WIPPY_AOT");
        builder.environment().put("WIPPY_JAVA_OPTS", options);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), output, Files.readString(error));
    }

    /** Greets, and says whether the program came from the file. */
    private static boolean isUsed(Path caches) throws Exception {
        Path log = Files.createTempFile(folder, "log", "");
        assertEquals(GREETING, ran(caches, "-Xlog:class+load:file=" + log, "run", "greet", "World"));
        return Files.readString(log).contains("dev.wippy.distribution.Main source: shared objects file");
    }

    /** A folder of caches with this as the file. */
    private static Path with(byte[] content) throws IOException {
        Path caches = Files.createTempDirectory(folder, "caches");
        Path own = ownFolder(caches.resolve("wippy/aot"));
        Files.write(own.resolve(made.getFileName()), content);
        return caches;
    }

    private static Path ownFolder(Path folder) throws IOException {
        return Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rwx------")));
    }

    @Test
    void once_made_it_is_used() throws Exception {
        assertTrue(isUsed(cache));
    }

    @Test
    void a_run_leaves_nothing_behind_that_makes_it() throws Exception {
        Path fresh = folder.resolve("fresh");
        Path own = ownFolder(fresh.resolve("wippy/aot"));
        assertEquals(GREETING, ran(fresh, "", "run", "greet", "World"));
        try (Stream<Path> files = Files.list(own)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void a_file_that_is_cut_or_none_costs_time_only() throws Exception {
        byte[] good = Files.readAllBytes(made);
        for (byte[] bad : List.of(new byte[0], Arrays.copyOf(good, 100), Arrays.copyOf(good, good.length / 2),
                Arrays.copyOf(good, good.length - 1), new byte[1 << 20])) {
            assertEquals(GREETING, ran(with(bad), "", "run", "greet", "World"), bad.length + " bytes");
        }
        Path foreign = with(new byte[0]);
        assertFalse(isUsed(foreign));
    }

    @Test
    void options_that_it_does_not_fit_cost_time_only() throws Exception {
        assertEquals(GREETING, ran(cache, "-XX:-UseCompactObjectHeaders", "run", "greet", "World"));
    }

    @Test
    void a_file_in_a_folder_that_is_open_to_others_is_not_used() throws Exception {
        Path caches = with(Files.readAllBytes(made));
        assertTrue(isUsed(caches));
        Files.setPosixFilePermissions(caches.resolve("wippy/aot"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertFalse(isUsed(caches));
    }

    @Test
    void a_place_that_can_not_be_written_costs_nothing_and_is_told_to_who_asks() throws Exception {
        Path file = Files.createFile(folder.resolve("a file"));
        assertEquals(GREETING, ran(file, "", "run", "greet", "World"));
        Ran warm = ran(file, "", "warm");
        assertEquals(1, warm.exitCode());
        assertTrue(warm.error().startsWith("wippy: " + file.resolve("wippy/aot").resolve(made.getFileName())
                + " is not made: "), warm::error);
    }

    @Test
    void where_it_is_switched_off_there_is_no_place_for_it() throws Exception {
        Process process = installation.wippy(cache, "warm").redirectErrorStream(true).start();
        assertEquals("wippy: there is no place for the file: bin/wippy names one, unless WIPPY_AOT is off, neither"
                + " XDG_CACHE_HOME nor HOME is set, or Java's options name such a file\n",
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(1, process.waitFor());
    }
}
