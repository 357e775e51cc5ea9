package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
