package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.distribution.Cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
    private static final Path COMPONENTS = Path.of("../component/src/test/guests").toAbsolutePath().normalize();
    /** Imports {@code wasi_snapshot_preview1 proc_exit}, exports a memory, a function and a global. */
    private static final byte[] MODULE = bytes(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
            // types: (i32) -> (), () -> (i32, i64)
            1, 10, 2, 0x60, 1, 0x7f, 0, 0x60, 0, 2, 0x7f, 0x7e,
            // import
            2, 36, 1, 22, 'w', 'a', 's', 'i', '_', 's', 'n', 'a', 'p', 's', 'h', 'o', 't', '_', 'p', 'r', 'e', 'v', 'i',
            'e', 'w', '1', 9, 'p', 'r', 'o', 'c', '_', 'e', 'x', 'i', 't', 0, 0,
            // function of type 1, memory of 1 to 2 pages, global
            3, 2, 1, 1, 5, 4, 1, 1, 1, 2, 6, 6, 1, 0x7f, 1, 0x41, 7, 0x0b,
            // exports
            7, 16, 3, 3, 'm', 'e', 'm', 2, 0, 2, 'g', 'o', 0, 1, 1, 'g', 3, 0,
            // code: the function traps
            10, 5, 1, 3, 0, 0, 0x0b);

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void cli() {
        cli = new Cli(folder.resolve("cache")).in(folder);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void a_component_shows_what_an_entry_needs_and_its_WIT() throws IOException {
        Path file = COMPONENTS.resolve("versions.wasm");
        assertEquals(Cli.printed("""
                kind: component
                size: %d bytes
                hash: sha256:%s
                core modules: 3
                imports: []
                not offered: acme:kit/things@0.2.0, acme:kit/things@0.2.12

                package root:component;

                world root {
                  import acme:kit/things@0.2.0;
                  import acme:kit/things@0.2.12;

                  export start: func(value: u32) -> thing;
                  export finish: func(of: thing) -> u32;
                  export run: func(value: u32) -> u32;
                }

                package acme:kit@0.2.0 {
                  interface things {
                    resource thing;

                    make: func(value: u32) -> thing;
                  }
                }

                package acme:kit@0.2.12 {
                  interface things {
                    resource thing;

                    make: func(value: u32) -> thing;

                    value: func(of: borrow<thing>) -> u32;
                  }
                }
                """.formatted(Files.size(file), Apps.sha256(Files.readAllBytes(file)))),
                cli.run("inspect", file.toString()));
    }

    @Test
    void the_imports_line_names_what_is_not_brought_by_another() {
        List<String> lines = cli.in(Cli.HELLO).run("inspect", "wasm/sleep.wasm").output().lines().toList();
        assertTrue(lines.contains("imports: [wasi:io]"), String.join("\n", lines));
        assertTrue(lines.stream().noneMatch(each -> each.startsWith("not offered")), String.join("\n", lines));
    }

    @Test
    void a_core_module_shows_its_signatures() throws IOException {
        Files.write(folder.resolve("m.wasm"), MODULE);
        assertEquals(Cli.printed("""
                kind: core module
                size: %d bytes
                hash: sha256:%s
                core features: multivalue, mutable-globals
                imports: [wasi1]

                import "wasi_snapshot_preview1" "proc_exit": func(i32)
                export "mem": memory 1 to 2
                export "go": func() -> (i32, i64)
                export "g": global mut i32
                """.formatted(MODULE.length, Apps.sha256(MODULE))), cli.run("inspect", "m.wasm"));
    }

    @Test
    void a_file_that_is_missing_or_something_else_is_one_line() throws IOException {
        Files.writeString(folder.resolve("text"), "some text");
        assertEquals(new Ran(1, "", "wippy: none.wasm does not exist\n"), cli.run("inspect", "none.wasm"));
        assertEquals(new Ran(1, "", "wippy: text is neither a component nor a core module: those begin with \\0asm and"
                + " a version\n"), cli.run("inspect", "text"));
    }

    @Test
    void a_component_that_is_not_valid_says_what_and_where() {
        Path file = COMPONENTS.resolve("nameless.wasm");
        assertEquals(new Ran(1, "", "wippy: " + file + " does not load: invalid component at 0x5c: export 'f' speaks of"
                + " the type record {x: u32}, which no export before it brings in\n"),
                cli.run("inspect", file.toString()));
    }

    @Test
    void a_core_module_that_is_cut_short_is_one_line() throws IOException {
        Files.write(folder.resolve("m.wasm"), bytes(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 10, 2));
        assertEquals(new Ran(1, "",
                "wippy: m.wasm does not load: malformed component at 0xa: section 1 of 10 bytes does"
                        + " not fit into the 1 bytes that are left\n"), cli.run("inspect", "m.wasm"));
    }
}
