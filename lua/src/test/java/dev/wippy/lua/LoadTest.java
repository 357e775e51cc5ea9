package dev.wippy.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.registry.AppException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a script's entry is told when the app loads. */
class LoadTest {
    @TempDir
    Path folder;

    private List<String> boot(Scripts scripts) {
        return assertThrows(AppException.class, () -> scripts.app().boot())
                .problems().stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void a_syntax_error_is_told_with_its_file_and_line() {
        try (var scripts = new Scripts(folder)) {
            scripts.add("script", "local x = 1\nif x then\n");
            assertEquals(
                    List.of("app.yaml:8:13: app:script: source: script.lua:3: 'end' expected (to close 'if' at line 2) near"
                            + " <eof>"),
                    boot(scripts));
        }
    }

    @Test
    void a_syntax_error_in_the_YAML_itself_has_the_YAML_s_line() {
        try (var scripts = new Scripts(folder)) {
            scripts.entry("""
                      - name: script
                        kind: process.lua
                        source: |
                          local x = 1
                          x = = 2
                    """);
            assertEquals(
                    List.of("app.yaml:8:13: app:script: source: app.yaml:10: unexpected symbol near '='"), boot(
                            scripts));
        }
    }

    @Test
    void bytecode_is_no_source() {
        try (var scripts = new Scripts(folder)) {
            scripts.add("script", "\033Lua");
            assertEquals(
                    List.of("app.yaml:8:13: app:script: source: attempt to load a binary chunk (mode is 't')"),
                    boot(scripts));
        }
    }

    @Test
    void all_that_is_wrong_with_an_entry_is_told() {
        try (var scripts = new Scripts(folder)) {
            scripts.entry("""
                      - name: script
                        kind: process.lua
                        modules: [time, socket]
                        imports: {lib: nowhere}
                        limits: {max_execution_ms: -1, max_memory: 4KiB}
                    """);
            List<String> found = boot(scripts);
            assertEquals(
                    List.of(
                            "app.yaml:6:5: app:script: source: source is required",
                            "app.yaml:8:21: app:script: modules[1]: there is no module \"socket\" (there are channel,"
                                    + " coroutine, env, errors, funcs, io, json, logger, math, os, process, string, table,"
                                    + " time, utf8)",
                            "app.yaml:9:20: app:script: imports.lib: there is no entry \"app:nowhere\"",
                            "app.yaml:10:32: app:script: limits.max_execution_ms: limits.max_execution_ms cannot be"
                                    + " negative",
                            "app.yaml:10:48: app:script: limits.max_memory: a script needs 1MiB at least"),
                    found);
        }
    }
}
