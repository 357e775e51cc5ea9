package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wippy.distribution.Cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashCommandTest {
    private static final String APP = """
            namespace: app
            entries:
              - {name: files, kind: fs.directory, directory: .}
              - name: one
                kind: process.wasm
                fs: files
                path: one.wasm  # the first
                method: run
              - name: second
                kind: process.wasm
                fs: files
                path: none.wasm
                method: run
            """;

    @TempDir
    private Path folder;

    private Cli cli;
    private String hash;

    @BeforeEach
    void an_app_with_a_binary_and_without_hashes() throws Exception {
        Apps.write(folder, APP);
        byte[] binary = {0, 'a', 's', 'm'};
        Files.write(folder.resolve("one.wasm"), binary);
        hash = "sha256:" + Apps.sha256(binary);
        cli = new Cli(folder.resolve("cache")).in(folder);
    }

    @Test
    void hashes_are_compared_and_nothing_is_written() throws Exception {
        Ran ran = cli.run("hash");
        assertEquals(1, ran.exitCode());
        assertEquals("app:one     differs    " + hash + "\napp:second  no binary\n", ran.output());
        assertEquals(2, ran.error().lines().count(), ran.error());
        assertEquals(APP, Files.readString(folder.resolve("app.yaml")));
    }

    @Test
    void write_fills_in_what_is_missing() throws Exception {
        Ran ran = cli.run("hash", "--write");
        assertEquals("app:one     written    " + hash + "\napp:second  no binary\n", ran.output());
        assertEquals(
                APP.replace("# the first\n", "# the first\n    hash: " + hash + "\n"),
                Files.readString(folder.resolve("app.yaml")));
    }

    @Test
    void hashes_that_are_right_are_a_success() {
        Ran ran = cli.in(Cli.HELLO).run("hash");
        assertEquals(0, ran.exitCode(), ran.error());
        assertEquals("", ran.error());
    }
}
