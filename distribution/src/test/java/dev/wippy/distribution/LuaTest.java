package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts through the command. */
class LuaTest {
    private static final Path SEED = Path.of("../examples/seed").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void a_copy_of_the_seed() throws IOException {
        Apps.copy(SEED, folder);
        cli = new Cli(folder.resolve("cache")).in(folder);
    }

    @Test
    void the_page_s_script_runs_as_it_stands() {
        assertEquals(Cli.printed(""), cli.run("run", "-x", "myns:spawner"));
    }

    @Test
    void the_page_s_script_gets_the_worker_s_value_from_its_EXIT_event() throws Exception {
        Path script = folder.resolve("src/spawn.lua");
        Files.writeString(script, Files.readString(script) + "print(event.type, event.value)\nreturn event.value\n");
        assertEquals(Cli.printed("EXIT\t42\n42\n"), cli.run("run", "-x", "myns:spawner"));
    }

    @Test
    void the_newer_spelling_gets_it_too() throws Exception {
        Files.writeString(folder.resolve("src/spawn.lua"), """
                local process = require("process")
                local events = process.events()
                local pid = process.spawn_monitored("myns:compute_worker", "myns:processes", 6, 7)
                local event, ok = events:receive()
                if event.kind == process.event.EXIT and event.from == pid then
                    return event.result.value
                end
                """);
        assertEquals(Cli.printed("42\n"), cli.run("run", "-x", "myns:spawner"));
    }

    @Test
    void a_script_that_takes_no_notice_of_an_interrupt_is_terminated() throws Exception {
        Files.writeString(folder.resolve("src/spawn.lua"), """
                local process = require("process")
                process.events()
                print("ready")
                while true do process.receive("1h") end
                """);
        var output = new OutputStream() {
            @Override
            public void write(int each) {
                if (each == '\n') {
                    cli.interrupts.raise(Interrupts.INTERRUPTED);
                }
            }
        };
        assertEquals(130, cli.run(output, new ByteArrayOutputStream(), "run", "-x", "myns:spawner"));
    }

    @Test
    void a_script_fans_out_over_the_files_of_a_folder() {
        cli.in(SEED.resolveSibling("fanout"));
        assertEquals(
                Cli.printed("empty.txt    0\nhundred.txt  100\none.txt      1\nthree.txt    3\n"), cli.run("run",
                        "count"));
    }

    @Test
    void the_tests_of_an_app_are_a_command_of_it() {
        cli.in(SEED.resolveSibling("fanout"));
        assertEquals(
                Cli.printed("""
                        ok    a file that is not there is an err
                        ok    the lines of a file are counted
                        ok    the names are those of the folder
                        """),
                cli.run("run", "test"));
    }

    @Test
    void a_test_of_an_app_that_fails_is_an_exit_code() throws IOException {
        Path app = folder.resolve("app");
        Apps.copy(SEED.resolveSibling("fanout"), app);
        Files.writeString(app.resolve("data/one.txt"), "one\ntwo\n");
        cli.in(app);
        Cli.Ran ran = cli.run("run", "test");
        assertEquals(1, ran.exitCode());
        assertTrue(ran.error().endsWith("test: Internal: 1 of 3 tests failed\n"), ran.error());
        assertTrue(
                ran.output().contains("FAILS the lines of a file are counted: ")
                        && ran.output().contains("expected {\"ok\":1}, not {\"ok\":2}"),
                ran.output());
    }

    @Test
    void a_supervisor_keeps_its_workers_alive_with_a_longer_wait_after_each_failure() {
        cli.in(SEED.resolveSibling("supervisor"));
        Cli.Ran ran = cli.run("run", "supervise", "12");
        assertEquals(0, ran.exitCode());
        assertEquals(
                List.of("5 workers run; Ctrl-C ends them", "worker 5 failed, the next try is in 100 ms",
                        "worker 5 failed, the next try is in 200 ms"),
                ran.output().lines().limit(3).toList());
    }

    @Test
    void Ctrl_C_asks_a_supervisor_to_end_its_workers() {
        cli.in(SEED.resolveSibling("supervisor"));
        var output = new ByteArrayOutputStream() {
            private boolean told;

            @Override
            public synchronized void write(byte[] bytes, int from, int count) {
                super.write(bytes, from, count);
                if (!told && toString(StandardCharsets.UTF_8).contains("5 workers run")) {
                    told = true;
                    new Thread(() -> cli.interrupts.raise(Interrupts.INTERRUPTED)).start();
                }
            }
        };
        assertEquals(130, cli.run(output, new ByteArrayOutputStream(), "run", "supervise"));
        assertTrue(output.toString(StandardCharsets.UTF_8)
                .lines()
                .toList()
                .getLast()
                .endsWith("of them failed"), output.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_script_reads_and_writes_the_terminal() throws Exception {
        Files.writeString(folder.resolve("src/spawn.lua"), """
                io.write("name? ")
                local name = io.readline()
                local rest = io.read("a")
                print("hello", name, #rest)
                """);
        assertEquals(
                Cli.printed("name? hello\tAnn\t10\n"), cli.input("Ann\none\ntwo\n\n\n").run("run", "-x",
                        "myns:spawner"));
    }

    @Test
    void a_script_calls_a_function_of_WebAssembly() throws Exception {
        Path yaml = folder.resolve("src/entry.yaml");
        Files.writeString(yaml, Files.readString(yaml).replace("process.wasm", "function.wasm"));
        Files.writeString(
                folder.resolve("src/spawn.lua"), "return (require('funcs').call('myns:compute_worker', 6, 7))");
        assertEquals(Cli.printed("42\n"), cli.run("run", "-x", "myns:spawner"));
    }

    @Test
    void the_words_after_a_script_are_its_arguments() throws Exception {
        Files.writeString(folder.resolve("src/spawn.lua"), "return {...}");
        assertEquals(Cli.printed("[\"a\",\"--b\"]\n"), cli.run("run", "-x", "myns:spawner", "a", "--b"));
    }

    @Test
    void what_is_wrong_with_a_script_is_one_line_on_stderr() throws Exception {
        Files.writeString(folder.resolve("src/spawn.lua"), "local x\nx.y = 1\n");
        Cli.Ran ran = cli.run("run", "-x", "myns:spawner");
        assertEquals(
                "myns:spawner: Internal: spawn.lua:2: attempt to index a nil value (local 'x')",
                ran.error().lines().filter(line -> line.startsWith("myns:spawner")).findFirst().orElse(""));
        assertEquals(1, ran.exitCode());
    }
}
