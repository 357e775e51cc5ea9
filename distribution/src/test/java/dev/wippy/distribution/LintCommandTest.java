package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.distribution.Cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void an_app() throws IOException {
        Apps.copy(Cli.HELLO, folder);
        cli = new Cli(folder.resolve("cache")).in(folder);
    }

    @Test
    void an_app_that_is_right_has_its_entries_counted() {
        assertEquals(Cli.printed("13 entries, nothing wrong\n"), cli.run("lint"));
    }

    @Test
    void who_may_reach_every_public_address_is_told() throws IOException {
        Path fetch = folder.resolve("fetch");
        Apps.copy(Path.of("../examples/fetch").toAbsolutePath().normalize(), fetch);
        Path index = fetch.resolve("src/_index.yaml");
        Files.writeString(index, Files.readString(index)
                .replace("allow: [\"127.0.0.1\", \"::1\"]", "deny: [\"192.0.2.1\"]")
                .replace("      - wasi:io\n      - wasi:http\n    wasi:", "      - {wasi:http: {}}\n    wasi:"));
        assertEquals(Cli.printed("""
                fetch:get: may reach every public address, by wasi:http, but for those of its wasi.network.deny
                fetch:public: may reach every public address, by wasi:http
                5 entries, nothing wrong
                """), cli.run("-C", fetch.toString(), "lint"));
    }

    @Test
    void all_that_is_wrong_is_told_with_its_place() throws IOException {
        Files.writeString(folder.resolve("src/more.yaml"), """
                version: "1.0"
                namespace: more
                entries:
                  - name: a
                    kind: process.wasm
                  - name: b
                    kind: process.host
                    host: {workers: -1}
                """);
        Ran ran = cli.run("lint");
        assertEquals(3, ran.exitCode());
        assertEquals("", ran.output());
        assertEquals(true, ran.error().contains("src/more.yaml:4:5: more:a: "), ran.error());
        assertEquals(true, ran.error().contains("more:b: host.workers: "), ran.error());
    }

    @Test
    void a_binary_that_changed_is_told() throws IOException {
        Path binary = folder.resolve("wasm/echo.wasm");
        Files.write(binary, new byte[]{0}, java.nio.file.StandardOpenOption.APPEND);
        assertEquals(
                new Ran(3, "", "hello:echo: hash: is not that of the binary, sha256:"
                        + Apps.sha256(Files.readAllBytes(binary)) + " (wippy hash --write fills it in)\n"),
                cli.run("lint"));
    }
}
