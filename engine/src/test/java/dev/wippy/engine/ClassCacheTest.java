package dev.wippy.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wippy.engine.CachedRun.Report;
import dev.wippy.engine.CompileStatistics.Classes;
import dev.wippy.engine.cache.Digests;
import dev.wippy.engine.cache.ForeignCode;
import dev.wippy.engine.read.KeptSections;
import dev.wippy.engine.read.ModuleDefinition;
import dev.wippy.engine.read.ModuleValidator;
import dev.wippy.engine.read.ReadModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClassCacheTest {

    /** State, a function object, two types of which the host's has two classes, and a group. */
    private static final int FIRST = 6;
    /** A function object and a group, for each further export. */
    private static final int MORE = 2;
    /** The groups of functions that none of the calls needs. */
    private static final int REST = 12;

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void folder() throws IOException {
        folder = temporary.toRealPath().resolve("a/code");
    }

    @Test
    void the_same_run_again_makes_nothing_and_loads_what_it_calls() {
        assertEquals(new Report(new CompileStatistics(1, 0, 0, new Classes(FIRST, 0, REST + 3)), List.of()),
                CachedRun.run(folder, "a"));
        assertEquals(new Report(new CompileStatistics(0, 1, 0, new Classes(0, FIRST, REST + 3)), List.of()),
                CachedRun.run(folder, "a"));
    }

    @Test
    void a_run_that_needs_more_makes_that_only() {
        CachedRun.run(folder, "a");
        assertEquals(new Classes(MORE, FIRST, REST + 2), CachedRun.run(folder, "ab").statistics().classes());
        assertEquals(new Classes(0, FIRST + MORE, REST + 2), CachedRun.run(folder, "ba").statistics().classes());
    }

    @Test
    void many_files_become_one_when_there_is_something_to_write() throws IOException {
        CachedRun.run(folder, "a");
        Path first = files().getFirst();
        for (int i = 0; i < 7; i++) {
            Files.copy(first, first.resolveSibling(i + ".classes"));
        }
        CachedRun.run(folder, "b");
        assertEquals(1, files().size());
        assertEquals(new Classes(0, FIRST + MORE, REST + 2), CachedRun.run(folder, "ab").statistics().classes());
    }

    @Test
    void two_engines_that_made_different_parts_have_all_of_them_together() throws IOException {
        try (Engine first = CachedRun.engine(folder, new ArrayList<>()).build();
                Engine second = CachedRun.engine(folder, new ArrayList<>()).build()) {
            CachedRun.call(first, "ab");
            CachedRun.call(second, "cd");
        }
        assertEquals(2, files().size());
        assertEquals(new Classes(0, FIRST + 3 * MORE, REST), CachedRun.run(folder, "abcd").statistics().classes());
    }

    @Test
    void two_JVMs_that_run_at_once_have_all_of_it_together() throws Exception {
        List<Process> running = List.of(CachedRun.start(folder, "ab"), CachedRun.start(folder, "cd"));
        for (Process process : running) {
            assertTrue(CachedRun.output(process).endsWith("loaded []\n"));
            assertEquals(0, process.waitFor());
        }
        Process third = CachedRun.start(folder, "abcd");
        assertEquals("0 made, " + (FIRST + 3 * MORE) + " loaded []\n", CachedRun.output(third));
    }

    @Test
    void a_JVM_that_exits_without_closing_the_engine_keeps_what_it_made() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), CachedRun.class.getName(), folder.toString(), "a", "exit")
                .redirectErrorStream(true).start();
        assertEquals("", CachedRun.output(process));
        assertEquals(0, process.waitFor());
        assertEquals(new Classes(0, FIRST, REST + 3), CachedRun.run(folder, "a").statistics().classes());
    }

    @Test
    void a_disk_that_fills_up_costs_nothing_but_the_cache() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell to limit the size of files");
        // No file may pass 512 bytes.
        Process process = CachedRun.start(folder, "abcd", "/bin/sh", "-c", "ulimit -f 1; exec \"$@\"", "sh");
        assertEquals((FIRST + 3 * MORE) + " made, 0 loaded [nothing is kept in " + folder + ": File too large]\n",
                CachedRun.output(process));
        assertEquals(List.of(), files());
        assertEquals(new Classes(FIRST + 3 * MORE, 0, REST), CachedRun.run(folder, "abcd").statistics().classes());
        assertEquals(new Classes(0, FIRST + 3 * MORE, REST), CachedRun.run(folder, "abcd").statistics().classes());
    }

    @Test
    void a_file_that_was_cut_is_made_anew() throws IOException {
        Path file = assertReplaced(bytes -> Arrays.copyOf(bytes, bytes.length - 1), FIRST);
        assertTrue(Files.notExists(file));
    }

    @Test
    void an_empty_file_is_made_anew() throws IOException {
        assertReplaced(_ -> new byte[0], FIRST);
    }

    @Test
    void a_file_with_another_bit_in_its_index_is_made_anew() throws IOException {
        assertReplaced(bytes -> {
            bytes[100] ^= 4;
            return bytes;
        }, FIRST);
    }

    @Test
    void a_class_with_another_bit_is_made_anew_and_the_others_are_loaded() throws IOException {
        assertReplaced(bytes -> {
            bytes[bytes.length - 1] ^= 1;
            return bytes;
        }, 1);
    }

    @Test
    void whatever_byte_of_a_file_is_changed_the_answer_is_right_and_the_file_is_replaced() throws IOException {
        CachedRun.run(folder, "a");
        Path first = files().getFirst();
        byte[] good = Files.readAllBytes(first);
        for (int i = 0; i < good.length; i += 97) {
            for (Path file : files()) {
                Files.delete(file);
            }
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << (i % 8));
            Files.write(first, bad);
            Report damaged = CachedRun.run(folder, "a");
            assertEquals(1, damaged.unusable().size(), damaged.unusable()::toString);
            assertEquals(new Report(new CompileStatistics(0, 1, 0, new Classes(0, FIRST, REST + 3)), List.of()),
                    CachedRun.run(folder, "a"));
        }
    }

    @Test
    void what_is_no_class_file_is_made_anew_though_its_checksum_is_right() throws IOException {
        CachedRun.run(folder, "a");
        for (String name : List.of("wasm/Group1", "wasm/State", "wasm/type/>i", "wasm/host/l>")) {
            ForeignCode.replace(files().getFirst(), name, new byte[]{1, 2, 3});
            assertEquals(new Classes(1, FIRST - 1, REST + 3), CachedRun.run(folder, "a").statistics().classes(), name);
            assertEquals(new Classes(0, FIRST, REST + 3), CachedRun.run(folder, "a").statistics().classes(), name);
        }
    }

    @Test
    void a_hit_takes_the_sections_as_they_were_kept_and_reads_none_of_the_module() throws IOException {
        CachedRun.run(folder, "a");
        byte[] swapped = CachedRun.MODULE.clone();
        int at = new String(swapped, StandardCharsets.ISO_8859_1).indexOf("\1a\0");
        swapped[at + 1] = 'b';
        swapped[at + 5] = 'a';
        ModuleDefinition other = ((ReadModule.Valid) ModuleValidator.read(swapped)).module();
        ForeignCode.replace(files().getFirst(), "sections",
                KeptSections.write(other, Digests.sha256(CachedRun.MODULE)));
        var error = assertThrows(IllegalStateException.class, () -> CachedRun.run(folder, "a"));
        assertEquals("a gave 33", error.getMessage());
    }

    @Test
    void sections_that_are_none_of_ours_though_their_checksum_is_right_are_read_anew_and_replaced()
            throws IOException {
        CachedRun.run(folder, "a");
        byte[] foreign = KeptSections.write(((ReadModule.Valid) ModuleValidator.read(WasmBytes.named())).module(),
                Digests.sha256(WasmBytes.named()));
        for (byte[] bad : List.of(new byte[0], new byte[5_000], foreign)) {
            ForeignCode.replace(files().getFirst(), "sections", bad);
            Report again = new Report(new CompileStatistics(0, 1, 0, new Classes(0, FIRST, REST + 3)), List.of());
            assertEquals(again, CachedRun.run(folder, "a"));
            byte[] replaced = ForeignCode.read(files().getFirst(), "sections");
            assertArrayEquals(KeptSections.write(
                    ((ReadModule.Valid) ModuleValidator.read(CachedRun.MODULE)).module(),
                    Digests.sha256(CachedRun.MODULE)), replaced);
        }
    }

    @Test
    void the_file_of_another_module_is_not_used() throws IOException {
        CachedRun.run(folder, "a");
        Path right = files().getFirst();
        try (Engine engine = CachedRun.engine(folder, new ArrayList<>()).build()) {
            engine.compile(WasmBytes.named()).instantiate(List.of(), Guests.budget());
        }
        Path other = files().stream().filter(file -> !file.equals(right)).findFirst().orElseThrow();
        Files.write(right, Files.readAllBytes(other));
        Report report = CachedRun.run(folder, "a");
        assertEquals(new Classes(FIRST, 0, REST + 3), report.statistics().classes());
        assertTrue(report.unusable().getFirst().startsWith(right + " is not used: it belongs to another module"));
    }

    @Test
    void links_in_place_of_files_and_folders_are_not_followed() throws IOException {
        CachedRun.run(folder, "a");
        Path file = files().getFirst();
        Path elsewhere = Files.move(file, temporary.resolve("elsewhere"));
        Files.createSymbolicLink(file, elsewhere);
        assertEquals(new Classes(FIRST, 0, REST + 3), CachedRun.run(folder, "a").statistics().classes());
        Path home = file.getParent();
        Path moved = Files.move(home, temporary.resolve("home"));
        Files.createSymbolicLink(home, moved);
        Report linked = CachedRun.run(folder, "a");
        assertEquals(new Classes(FIRST, 0, REST + 3), linked.statistics().classes());
        assertEquals(List.of(home + " is not used: it is a symbolic link",
                "nothing is kept in " + folder + ": " + home + " is not a folder"), linked.unusable());
    }

    @Test
    void a_folder_that_others_may_write_to_is_not_used() throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));
        Report report = CachedRun.run(folder, "a");
        assertEquals(new Report(new CompileStatistics(1, 0, 0, new Classes(FIRST, 0, REST + 3)),
                List.of("the cache folder " + folder + " is not used: " + folder
                        + " is open to others, rwxrwx---; it has to be rwx------")),
                report);
        assertEquals(List.of(), files());
    }

    @Test
    void an_interrupted_guest_loads_its_classes_all_the_same_and_stays_interrupted() throws Exception {
        for (int i = 0; i < 2; i++) {
            CompletableFuture<Report> report = new CompletableFuture<>();
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                Thread.currentThread().interrupt();
                report.complete(CachedRun.run(folder, "abcd"));
                interrupted.complete(Thread.currentThread().isInterrupted());
            });
            assertEquals(i == 0 ? new Classes(FIRST + 3 * MORE, 0, REST) : new Classes(0, FIRST + 3 * MORE, REST),
                    report.get().statistics().classes());
            assertTrue(interrupted.get());
        }
    }

    @Test
    void the_thread_on_the_side_makes_the_rest_for_the_disk_alone() throws Exception {
        try (Engine engine = CachedRun.engine(folder, new ArrayList<>()).completeCache(true)
                .completeAfter(Duration.ZERO).writeAfter(Duration.ZERO).build()) {
            CoreInstance instance = CachedRun.call(engine, "a");
            // Each look is a new engine that needs all of it.
            while (made("abcd") > 0) {
                Thread.onSpinWait();
            }
            assertEquals(new Classes(FIRST, 0, REST + 3), engine.statistics().classes());
            java.lang.ref.Reference.reachabilityFence(instance);
        }
        assertEquals(new Classes(0, FIRST + 3 * MORE, REST), CachedRun.run(folder, "abcd").statistics().classes());
    }

    @Test
    void what_was_made_is_written_soon_so_that_an_end_has_nothing_left_to_write() {
        try (Engine engine = CachedRun.engine(folder, new ArrayList<>()).writeAfter(Duration.ofMillis(1)).build()) {
            CoreInstance instance = CachedRun.call(engine, "ab");
            while (made("ab") > 0) {
                Thread.onSpinWait();
            }
            Guests.function(instance, "c").call();
            while (made("abc") > 0) {
                Thread.onSpinWait();
            }
        }
        assertEquals(new Classes(0, FIRST + 2 * MORE, REST + 1), CachedRun.run(folder, "abc").statistics().classes());
    }

    @Test
    void the_files_of_one_process_that_makes_classes_again_and_again_stay_few() throws IOException {
        int most = 0;
        for (int i = 0; i < 12; i++) {
            try (Engine engine = CachedRun.engine(folder, new ArrayList<>()).writeAfter(Duration.ofMillis(1)).build()) {
                CachedRun.call(engine, "abcd".substring(i % 4, i % 4 + 1));
            }
            most = Math.max(most, files().size());
        }
        assertTrue(most <= 8, most + " files");
    }

    private long made(String exports) {
        // This one keeps nothing itself: it looks at a copy.
        try {
            Path copy = Files.createTempDirectory(folder.getParent(), "copy");
            Path home = null;
            for (Path file : files()) {
                home = copy.resolve(file.getParent().getFileName());
                Files.createDirectories(home);
                Files.copy(file, home.resolve(file.getFileName()));
            }
            return CachedRun.run(copy, exports).statistics().classes().made();
        } catch (java.nio.file.NoSuchFileException e) {
            // It is just being made one of several.
            return 1;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void many_callers_of_one_engine_compile_a_module_once() {
        List<String> unusable = new CopyOnWriteArrayList<>();
        try (Engine engine = CachedRun.engine(folder, unusable).build()) {
            List<CompletableFuture<CoreModule>> asked = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                CompletableFuture<CoreModule> answer = new CompletableFuture<>();
                asked.add(answer);
                Thread.startVirtualThread(() -> answer.complete(engine.compile(CachedRun.MODULE.clone())));
            }
            CoreModule first = asked.getFirst().join();
            asked.forEach(module -> assertSame(first, module.join()));
            assertEquals(new CompileStatistics(1, 0, 49, new Classes(0, 0, REST + 4)), engine.statistics());
        }
    }

    @Test
    void threads_that_need_a_class_at_once_have_it_made_once() {
        try (Engine engine = CachedRun.engine(folder, new ArrayList<>()).build()) {
            List<CompletableFuture<Void>> calls = IntStream.range(0, 16)
                    .mapToObj(_ -> CompletableFuture.runAsync(() -> CachedRun.call(engine, "abcd"),
                            Thread::startVirtualThread))
                    .toList();
            calls.forEach(CompletableFuture::join);
            assertEquals(REST, engine.statistics().classes().left());
        }
        assertEquals(new Classes(0, FIRST + 3 * MORE, REST), CachedRun.run(folder, "abcd").statistics().classes());
    }

    @Test
    void engines_over_one_folder_that_write_at_once_all_succeed() {
        List<CompletableFuture<Report>> runs = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> CachedRun.run(folder, List.of("a", "b", "c", "d").get(i % 4)),
                        task -> Thread.ofPlatform().start(task)))
                .toList();
        runs.forEach(run -> assertEquals(List.of(), run.join().unusable()));
        assertEquals(new Classes(0, FIRST + 3 * MORE, REST), CachedRun.run(folder, "abcd").statistics().classes());
    }

    private Path assertReplaced(UnaryOperator<byte[]> damage, int made) throws IOException {
        CachedRun.run(folder, "a");
        Path file = files().getFirst();
        Files.write(file, damage.apply(Files.readAllBytes(file)));
        Report report = CachedRun.run(folder, "a");
        assertEquals(new Classes(made, FIRST - made, REST + 3), report.statistics().classes());
        assertTrue(report.unusable().getFirst().startsWith(file + " is not used: "), report.unusable()::toString);
        assertEquals(new Report(new CompileStatistics(0, 1, 0, new Classes(0, FIRST, REST + 3)), List.of()),
                CachedRun.run(folder, "a"));
        return file;
    }

    private List<Path> files() throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".classes")).sorted().toList();
        }
    }
}
