package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.distribution.Cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
    private static final Path HELLO = Cli.HELLO.resolve("wasm/hello.wasm");

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void cli() throws IOException {
        cli = new Cli(folder.resolve("cache")).in(Files.createDirectory(folder.resolve("app")));
    }

    private Ran made(String run, String... files) {
        var text = new StringBuilder();
        Stream.of(files).forEach(each -> text.append("made ").append(folder.resolve("app").resolve(each)).append('\n'));
        return Cli.printed(text + "run it: wippy run " + run + "\n");
    }

    @Test
    void a_new_app_is_a_script_that_runs() {
        assertEquals(made("greet World", "src/_index.yaml", "src/greet.lua"), cli.run("init"));
        assertEquals(Cli.printed("Hello, World!\n"), cli.run("run", "greet", "World"));
        assertEquals(Cli.printed("3 entries, nothing wrong\n"), cli.run("lint"));
    }

    @Test
    void each_function_of_a_binary_becomes_a_command() {
        assertEquals(
                made("greet", "src/_index.yaml", "wasm/hello.wasm"), cli.run("init", "--from", HELLO.toString()));
        assertEquals(Cli.printed("42\n"), cli.run("run", "compute", "6", "7"));
        assertEquals(Cli.printed("6 entries, nothing wrong\n"), cli.run("lint"));
    }

    @Test
    void a_command_becomes_one_under_its_file_s_name_with_the_imports_that_it_needs() {
        String echo = Cli.HELLO.resolve("wasm/echo.wasm").toString();
        assertEquals(made("echo", "src/_index.yaml", "wasm/echo.wasm"), cli.run("init", "--from", echo));
        assertEquals(Cli.printed("ABC"), cli.input("abc").run("run", "echo"));
    }

    @Test
    void a_name_that_an_entry_can_t_have_is_changed() throws IOException {
        Path odd = folder.resolve("9 \"Lives\".wasm");
        Files.copy(Cli.HELLO.resolve("wasm/echo.wasm"), odd);
        assertEquals(
                made("main_9_lives_", "src/_index.yaml", "wasm/main_9_lives_.wasm"),
                cli.run("init", "--from", odd.toString()));
        assertEquals(Cli.printed("ABC"), cli.input("abc").run("run", "main_9_lives_"));
    }

    @Test
    void nothing_is_overwritten() throws IOException {
        Path script = folder.resolve("app/src/greet.lua");
        Files.createDirectories(script.getParent());
        Files.writeString(script, "mine");
        assertEquals(new Ran(1, "", "wippy: " + script + " is there already\n"), cli.run("init"));
        assertEquals("mine", Files.readString(script));
        assertEquals(false, Files.exists(folder.resolve("app/src/_index.yaml")));
    }
}
