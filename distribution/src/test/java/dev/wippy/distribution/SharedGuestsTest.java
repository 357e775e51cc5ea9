package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wippy.distribution.Cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests that were built elsewhere, unchanged; they stand beside the repository, where there are some. */
class SharedGuestsTest {
    private static final Path GUESTS = Path.of("../../shared/guests").toAbsolutePath().normalize();

    @TempDir
    private static Path cache;

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void skip_without_the_guests() {
        if (!Files.isDirectory(GUESTS)) {
            System.out.println("skipped: no guests in " + GUESTS);
        }
        assumeTrue(Files.isDirectory(GUESTS));
        cli = new Cli(cache).in(folder);
    }

    /** An app with one command, {@code x}. */
    private void app(String binary, String method, String more) throws Exception {
        byte[] bytes = Files.readAllBytes(GUESTS.resolve(binary));
        Files.write(folder.resolve("x.wasm"), bytes);
        Apps.write(folder, """
                namespace: app
                entries:
                  - {name: terminal, kind: terminal.host}
                  - {name: processes, kind: process.host}
                  - {name: files, kind: fs.directory, directory: .}
                  - {name: static, kind: env.storage.static, values: {GREETING: hi there}}
                  - {name: greeting, kind: env.variable, variable: GREETING, storage: static}
                  - name: x
                    kind: process.wasm
                    meta: {command: {name: x}}
                    fs: files
                    path: x.wasm
                    hash: sha256:%s
                    method: %s
                %s""".formatted(Apps.sha256(bytes), method, more.indent(4)));
    }

    private static final String ENVIRONMENT = """
            wasi:
              env: [{id: greeting, name: GREETING, required: true}]
            """;

    @Test
    void the_C_guest_runs_with_arguments_environment_and_stdin() throws Exception {
        app("c/hello.p2.wasm", "run", "imports: [wasi:io, wasi:cli, wasi:filesystem]\n" + ENVIRONMENT);
        assertEquals(C_RAN, cli.input("12345\n").run("run", "x", "one"));
    }

    private static final Ran C_RAN = new Ran(0, """
            hello from C argc=2
            arg[0]=x
            arg[1]=one
            GREETING=hi there
            stdin bytes=6
            no /data/in.txt
            """, "to stderr\n");

    @Test
    void the_Rust_guest_runs_with_arguments_environment_and_stdin() throws Exception {
        app("rust/main.p2.wasm", "run", "imports: [wasi:io, wasi:cli, wasi:filesystem]\n" + ENVIRONMENT);
        assertEquals(
                new Ran(1, """
                        args=["one", "--fail"]
                        env=Some("hi there")
                        stdin=4 chars upper=ABC
                        dir error: entity not found
                        slept>=20ms: true
                        """, "err line\n"),
                cli.input("abc\n").run("run", "x", "one", "--fail"));
    }

    @Test
    void the_Rust_component_runs_by_method() throws Exception {
        app("rust-wit/app.wasm", "greet", "imports: [wasi:io, wasi:cli]\n");
        assertEquals(Cli.printed("Hello, Ada!\n"), cli.run("run", "x", "Ada"));
        app("rust-wit/app.wasm", "compute", "");
        assertEquals(Cli.printed("42\n"), cli.run("run", "x", "6", "7"));
        app("rust-wit/app.wasm", "sleep", "imports: [wasi:io, wasi:cli]\n");
        assertEquals(Cli.printed(""), cli.run("run", "x", "20"));
    }
}
