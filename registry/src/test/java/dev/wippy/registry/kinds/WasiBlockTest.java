package dev.wippy.registry.kinds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.spi.Entries;
import dev.wippy.kernel.spi.EntryKind;
import dev.wippy.kernel.spi.ProgramSettings;
import dev.wippy.registry.App;
import dev.wippy.registry.AppFixture;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WasiBlockTest {
    private static final EntryKind KIND = AppFixture.kind("test.wasi", fields -> {
        WasiBlock wasi = WasiBlock.read(fields);
        return (Entries entries) -> new Program(wasi.settings(entries, "/bin/tool.min.wasm"));
    });

    private record Program(Function<Launch, List<Object>> settings) {}

    @TempDir
    Path folder;

    /** What a process of an entry with this block gets. */
    private ProgramSettings settings(String wasi, Launch launch) {
        App app = new AppFixture(folder)
                .file("a.yaml", """
                        namespace: a
                        entries:
                          - {name: s, kind: env.storage.static, values: {URL: "http://x", DIR: /srv}}
                          - {name: url, kind: env.variable, variable: URL, storage: s}
                          - {name: dir, kind: env.variable, variable: DIR, storage: s}
                          - {name: unset, kind: env.variable, variable: UNSET, storage: s}
                          - {name: fallback, kind: env.variable, variable: FALLBACK, storage: s, default: d}
                          - name: p
                            kind: test.wasi
                            wasi: WASI
                        """.replace("WASI", wasi))
                .load(KIND);
        assertEquals(List.of(), app.problems());
        return (ProgramSettings) app.start("a:p", Program.class).settings().apply(launch).getFirst();
    }

    @Test
    void an_entry_without_a_block_gets_the_name_of_its_binary_and_the_words() {
        assertEquals(
                new ProgramSettings(List.of("tool.min"), Map.of(), Optional.empty()), settings("", Launch.of()));
        assertEquals(
                new ProgramSettings(List.of("greet", "a", "b"), Map.of(), Optional.empty()),
                settings("", Launch.of().withCommandLine("greet", List.of("a", "b"))));
    }

    @Test
    void its_arguments_come_before_the_words() {
        assertEquals(
                List.of("greet", "--url", "http://x", "w"),
                settings("{args: [--url, '${env:URL}']}", Launch.of().withCommandLine("greet", List.of("w")))
                        .arguments());
    }

    @Test
    void the_name_of_the_program_may_be_set_or_left_out() {
        Launch launch = Launch.of().withCommandLine("greet", List.of("w"));
        assertEquals(List.of("me", "w"), settings("{argv0: me}", launch).arguments());
        assertEquals(List.of("w"), settings("{argv0: false}", launch).arguments());
    }

    @Test
    void variables_are_resolved_in_their_order_and_optional_ones_left_out() {
        var expected = new LinkedHashMap<String, String>();
        expected.put("Z", "http://x");
        expected.put("A", "d");
        ProgramSettings settings = settings(
                "{env: [{id: url, name: Z}, {id: 'a:unset', name: U}, {id: nowhere, name: N},"
                        + " {id: fallback, name: A, required: true}]}",
                Launch.of());
        assertEquals(expected, settings.environment());
        assertEquals(List.copyOf(expected.keySet()), List.copyOf(settings.environment().keySet()));
    }

    @Test
    void a_required_variable_that_is_missing_fails_the_process() {
        for (String id : List.of("unset", "nowhere")) {
            KernelException missing = assertThrows(
                    KernelException.class,
                    () -> settings("{env: [{id: " + id + ", name: U, required: true}]}", Launch.of()));
            assertEquals(ErrorKind.NOT_FOUND, missing.kind());
            assertEquals("required wasi env variable not found: a:" + id, missing.getMessage());
        }
    }

    @Test
    void the_working_directory_is_told() {
        assertEquals(Optional.of("/app"), settings("{cwd: /app}", Launch.of()).workingDirectory());
        assertEquals(Optional.of("/srv"), settings("{cwd: '${env:DIR}'}", Launch.of()).workingDirectory());
        KernelException relative =
                assertThrows(KernelException.class, () -> settings("{cwd: '${env:URL}'}", Launch.of()));
        assertEquals("wasi.cwd must be absolute, and is \"http://x\"", relative.getMessage());
    }
}
