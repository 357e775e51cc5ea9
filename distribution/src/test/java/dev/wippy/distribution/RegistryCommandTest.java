package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.distribution.Cli.Ran;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryCommandTest {

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void an_app() throws IOException {
        Apps.write(folder, """
                version: "1.0"
                namespace: app
                meta: {team: core}
                entries:
                  - {name: terminal, kind: terminal.host}
                  - name: level
                    kind: env.variable
                    meta: {comment: how much}
                    variable: "${env:LEVEL}"
                    count: 9007199254740993
                    default: low
                """);
        cli = new Cli(folder.resolve("cache")).in(folder);
    }

    @Test
    void list_prints_ids_kinds_and_places() {
        assertEquals(
                Cli.printed("""
                        app:terminal  terminal.host  app.yaml:5:6
                        app:level     env.variable   app.yaml:6:5
                        """),
                cli.run("registry", "list"));
        assertEquals(
                Cli.printed("app:level  env.variable  app.yaml:6:5\n"),
                cli.run("registry", "list", "--kind", "env.variable"));
    }

    @Test
    void show_prints_an_entry_as_it_was_written() {
        assertEquals(
                Cli.printed("{\"id\":\"app:level\",\"kind\":\"env.variable\",\"at\":\"app.yaml:6:5\","
                        + "\"meta\":{\"team\":\"core\",\"comment\":\"how much\"},"
                        + "\"data\":{\"variable\":\"${env:LEVEL}\",\"count\":9007199254740993,\"default\":\"low\"}}\n"),
                cli.run("registry", "show", "app:level"));
    }

    @Test
    void an_entry_that_is_not_there_is_wrong_usage() {
        assertEquals(
                new Ran(2, "", "wippy: there is no entry \"app:none\": wippy registry list prints all\n"),
                cli.run("registry", "show", "app:none"));
    }

    @Test
    void completion_knows_all_commands() {
        String script = cli.run("completion").output();
        for (String command : new String[]{"run", "exec", "init", "lint", "hash", "registry", "plugins", "inspect",
            "ps",
            "top", "kill", "services", "warm", "version"}) {
            assertTrue(script.contains("_picocli_wippy_" + command + "()"), command);
        }
    }
}
