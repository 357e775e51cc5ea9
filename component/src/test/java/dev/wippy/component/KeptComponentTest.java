package dev.wippy.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.component.link.KeptComponent;
import dev.wippy.engine.CompileListener;
import dev.wippy.engine.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Components in the engine's cache folder. */
class KeptComponentTest {
    /** How often a component was parsed and validated, and what was told of the cache. */
    private record Report(int parsed, List<String> told) {}

    private static final Report PARSED = new Report(1, List.of());
    private static final Report FOUND = new Report(0, List.of());

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void folder() throws IOException {
        folder = temporary.toRealPath().resolve("cache");
    }

    /** A run of its own that parses components, one after the other, and closes its engine. */
    private Report run(byte[]... components) {
        List<String> told = new CopyOnWriteArrayList<>();
        List<byte[]> parsed = new ArrayList<>();
        try (Engine engine = Engine.builder().cacheDirectory(folder).listener(new CompileListener() {
            @Override
            public void cacheUnusable(String reason) {
                told.add(reason.replaceAll(".*/", ""));
            }
        }).build()) {
            for (byte[] each : components) {
                Component.parse(each, engine, bytes -> {
                    parsed.add(bytes);
                    return Component.resolve(bytes);
                });
            }
        }
        return new Report(parsed.size(), told);
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(each -> each.toString().endsWith(".classes"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static byte[] counters() {
        return read(Path.of("src", "test", "guests", "counters.wasm"));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_component_that_is_kept_is_neither_parsed_nor_validated() {
        assertEquals(PARSED, run(counters()));
        assertEquals(FOUND, run(counters(), counters()));
    }

    @Test
    void other_bytes_are_parsed() {
        run(counters());
        byte[] other = counters();
        // A custom section at the end, which says nothing.
        byte[] longer = Arrays.copyOf(other, other.length + 4);
        System.arraycopy(new byte[]{0, 2, 1, 'x'}, 0, longer, other.length, 4);
        assertEquals(PARSED, run(longer));
    }

    @Test
    void a_flipped_byte_on_disk_is_told_and_made_good() throws IOException {
        run(counters());
        Path kept = file();
        byte[] bytes = Files.readAllBytes(kept);
        bytes[bytes.length - 1] ^= 1;
        Files.write(kept, bytes);
        Report damaged = run(counters());
        assertEquals(1, damaged.parsed());
        assertEquals(1, damaged.told().size(), damaged.told()::toString);
        assertTrue(damaged.told().getFirst().startsWith(kept.getFileName().toString()), damaged.told()::toString);
        assertEquals(FOUND, run(counters()));
    }

    @Test
    void a_cut_file_is_told_and_made_good() throws IOException {
        run(counters());
        Path kept = file();
        Files.write(kept, Arrays.copyOf(Files.readAllBytes(kept), 100));
        assertEquals(1, run(counters()).told().size());
        assertEquals(FOUND, run(counters()));
    }

    @Test
    void a_form_of_another_kind_under_a_right_checksum_costs_a_parse() {
        byte[] bytes = counters();
        var engine = new Remembering(Engine.builder().build());
        try (engine) {
            Component.parse(bytes, engine);
            String key = engine.forms().keySet().iterator().next();
            byte[] right = engine.forms().put(key, new byte[]{1, 2, 3});
            List<byte[]> parsed = new ArrayList<>();
            Component.parse(bytes, engine, each -> {
                parsed.add(each);
                return Component.resolve(each);
            });
            assertEquals(List.of(bytes), parsed);
            assertEquals(Optional.of(right.length), Optional.of(engine.forms().get(key).length));
        }
    }

    @Test
    void what_is_kept_is_what_was_parsed() {
        same(counters());
    }

    @Test
    void what_is_kept_of_toolchains_components_is_what_was_parsed() {
        Stream.of("rust-wit/app.wasm", "c/hello.p2.wasm").map(SharedGuests::bytes).forEach(KeptComponentTest::same);
    }

    private static void same(byte[] bytes) {
        try (Engine engine = Engine.builder().build()) {
            Component parsed = Component.parse(bytes);
            Component kept = new Remembering(engine).kept(bytes);
            assertEquals(parsed.wit(), kept.wit());
            assertEquals(parsed.imports(), kept.imports());
            assertEquals(parsed.exports(), kept.exports());
            assertEquals(parsed.name(), kept.name());
            kept.compile(engine).instantiate(InstanceOptions.defaults()).close();
        }
    }

    @Test
    void no_bytes_make_more_of_a_form_than_nothing_or_a_component() {
        byte[] bytes = counters();
        byte[] digest = new byte[32];
        byte[] form = KeptComponent.write(Component.resolve(bytes), digest);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(12);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = Arrays.copyOf(form, i % 4 == 0 ? random.nextInt(40, form.length) : form.length);
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                changed[random.nextInt(32, changed.length)] = (byte) random.nextInt();
            }
            refused += KeptComponent.read(changed, bytes, digest).isEmpty() ? 1 : 0;
        }
        assertTrue(refused > 5_000, refused + " were refused");
        assertTrue(KeptComponent.read(form, bytes, digest).isPresent());
        assertEquals(Optional.empty(), KeptComponent.read(form, bytes, new byte[]{1}));
    }
}
