package dev.wippy.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wippy.engine.CompileListener.Compiled;
import dev.wippy.engine.CompileListener.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeCacheTest {

    private static final byte[] ANSWER = Wat.binary("(module (func (export \"answer\") (result i32) (i32.const 42)))");

    @TempDir
    Path temporary;

    private Path folder;
    private final List<Source> sources = new CopyOnWriteArrayList<>();
    private final List<String> unusable = new CopyOnWriteArrayList<>();

    @BeforeEach
    void folder() throws IOException {
        folder = temporary.toRealPath().resolve("a/code");
    }

    @Test
    void a_second_engine_over_the_same_folder_compiles_nothing() {
        assertEquals(new CompileStatistics(1, 0, 0), run());
        assertEquals(new CompileStatistics(0, 1, 0), run());
        assertEquals(List.of(Source.COMPILED, Source.DISK), sources);
        assertEquals(List.of(), unusable);
    }

    @Test
    void the_folder_is_made_for_its_owner_alone() throws IOException {
        run();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }

    @Test
    void a_file_that_was_cut_is_made_anew() throws IOException {
        assertMadeAnew(file -> java.util.Arrays.copyOf(file, file.length / 2), "its checksum does not match");
    }

    @Test
    void an_empty_file_is_made_anew() throws IOException {
        assertMadeAnew(_ -> new byte[0], "it is only 0 bytes long");
    }

    @Test
    void a_file_with_one_other_bit_is_made_anew() throws IOException {
        assertMadeAnew(file -> {
            file[file.length - 1] ^= 1;
            return file;
        }, "its checksum does not match");
    }

    @Test
    void the_file_of_another_module_is_made_anew() throws IOException {
        run();
        Path first = onlyFile();
        byte[] other = Wat.binary("(module (func (export \"answer\") (result i32) (i32.const 43)))");
        try (Engine engine = engine()) {
            engine.compile(other);
        }
        Path second;
        try (var files = Files.list(folder)) {
            second = files.filter(file -> !file.equals(first)).findFirst().orElseThrow();
        }
        Files.copy(second, first, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertEquals(new CompileStatistics(1, 0, 0), run());
        assertTrue(unusable.getFirst().contains("it belongs to another module"), unusable::toString);
        assertEquals(new CompileStatistics(0, 1, 0), run());
    }

    @Test
    void a_symbolic_link_on_the_way_is_refused() throws IOException {
        Path elsewhere = Files.createDirectory(temporary.toRealPath().resolve("elsewhere"));
        Path link = Files.createSymbolicLink(temporary.toRealPath().resolve("a"), elsewhere);
        assertEquals(new CompileStatistics(1, 0, 0), run());
        assertEquals(List.of("the cache folder " + folder + " is not used: " + link
                + " is a symbolic link; set the cache folder to where it points"), unusable);
    }

    @Test
    void a_folder_that_others_may_write_to_is_refused() throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));
        assertEquals(new CompileStatistics(1, 0, 0), run());
        assertEquals(List.of("the cache folder " + folder + " is not used: " + folder
                + " is open to others, rwxrwx---; it has to be rwx------"), unusable);
    }

    @Test
    void a_folder_in_one_that_others_may_write_to_is_refused() throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals(new CompileStatistics(1, 0, 0), run());
        assertEquals(List.of("the cache folder " + folder + " is not used: " + folder.getParent()
                + " may be written by others, rwxrwxrwx"), unusable);
    }

    @Test
    void a_folder_that_cannot_be_written_to_stops_nobody() throws IOException {
        run();
        Files.delete(onlyFile());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
        assumeTrue(!Files.isWritable(folder), "this user may write everywhere");
        assertEquals(new CompileStatistics(1, 0, 0), run());
        assertEquals(1, unusable.size());
    }

    @Test
    void a_file_in_place_of_the_folder_stops_nobody() throws IOException {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "");
        assertEquals(new CompileStatistics(1, 0, 0), run());
        assertEquals(List.of("the cache folder " + folder + " is not used: " + folder + " is not a folder"), unusable);
    }

    @Test
    void many_callers_of_one_engine_compile_a_module_once() {
        try (Engine engine = engine()) {
            List<CompletableFuture<CoreModule>> asked = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                CompletableFuture<CoreModule> answer = new CompletableFuture<>();
                asked.add(answer);
                Thread.startVirtualThread(() -> answer.complete(engine.compile(ANSWER.clone())));
            }
            CoreModule first = asked.getFirst().join();
            asked.forEach(module -> assertSame(first, module.join()));
            assertEquals(new CompileStatistics(1, 0, 49), engine.statistics());
        }
    }

    @Test
    void many_engines_that_write_at_once_all_succeed() {
        List<CompletableFuture<CompileStatistics>> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            CompletableFuture<CompileStatistics> end = new CompletableFuture<>();
            runs.add(end);
            Thread.ofPlatform().start(() -> end.complete(run()));
        }
        runs.forEach(CompletableFuture::join);
        assertEquals(List.of(), unusable);
        assertEquals(new CompileStatistics(0, 1, 0), run());
    }

    private void assertMadeAnew(UnaryOperator<byte[]> damage, String reason) throws IOException {
        run();
        Path file = onlyFile();
        Files.write(file, damage.apply(Files.readAllBytes(file)));
        assertEquals(new CompileStatistics(1, 0, 0), run());
        assertEquals(List.of(file + " is not used: " + reason), unusable);
        assertEquals(new CompileStatistics(0, 1, 0), run());
    }

    private Path onlyFile() throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertEquals(1, all.size());
            return all.getFirst();
        }
    }

    private CompileStatistics run() {
        try (Engine engine = engine()) {
            CoreInstance instance = engine.compile(ANSWER).instantiate(List.of(), Guests.budget());
            assertArrayEquals(new long[]{42}, Guests.function(instance, "answer").call());
            return engine.statistics();
        }
    }

    private Engine engine() {
        return Engine.builder().chicoryAlone().cacheDirectory(folder).listener(new CompileListener() {
            @Override
            public void compiled(Compiled event) {
                sources.add(event.source());
            }

            @Override
            public void cacheUnusable(String reason) {
                unusable.add(reason);
            }
        }).build();
    }
}
