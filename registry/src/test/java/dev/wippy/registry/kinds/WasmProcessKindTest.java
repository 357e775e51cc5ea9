package dev.wippy.registry.kinds;

import static dev.wippy.registry.AppFixture.COMPONENT;
import static dev.wippy.registry.AppFixture.COMPONENT_HASH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.kernel.Exit;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Limits;
import dev.wippy.kernel.Template;
import dev.wippy.registry.App;
import dev.wippy.registry.AppException;
import dev.wippy.registry.AppFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WasmProcessKindTest {
    private static final String OTHER = "sha256:" + "0".repeat(64);

    @TempDir
    Path folder;

    AppFixture app;

    @BeforeEach
    void give_the_app_a_folder_of_binaries() throws IOException {
        folder = folder.toRealPath();
        app = new AppFixture(folder).file("wasm/x.wasm", COMPONENT);
        app.file("src/files.yaml", "namespace: a\nname: files\nkind: fs.directory\ndirectory: wasm\n");
    }

    /** An entry whose fields begin on line 4. */
    private void entry(String fields) {
        app.file("src/p.yaml", "namespace: a\nname: p\nkind: process.wasm\n" + fields);
    }

    private void sound(String more) {
        entry("fs: files\npath: x.wasm\nmethod: run\nhash: " + COMPONENT_HASH + "\n" + more);
    }

    private void assertProblems(String... expected) {
        assertEquals(Arrays.asList(expected), app.problems());
    }

    private String refusal() {
        try (Kernel kernel = Kernel.builder().build();
                App loaded = App.load(folder, kernel)) {
            return assertThrows(AppException.class, loaded::boot).getMessage();
        }
    }

    @Test
    void four_fields_are_required() {
        entry("");
        assertProblems(
                "src/p.yaml:2:1: a:p: fs: fs is required",
                "src/p.yaml:2:1: a:p: path: path is required",
                "src/p.yaml:2:1: a:p: hash: hash is required (\"wippy hash --write\" fills it in)",
                "src/p.yaml:2:1: a:p: method: method is required");
    }

    @Test
    void a_hash_that_is_missing_or_malformed_is_told_with_the_true_one() {
        String advice = " (the binary has " + COMPONENT_HASH + ", which \"wippy hash --write\" fills in)";
        entry("fs: files\npath: x.wasm\nmethod: run\n");
        assertProblems("src/p.yaml:2:1: a:p: hash: hash is required" + advice);
        entry("fs: files\npath: x.wasm\nmethod: run\nhash: abc\n");
        assertProblems("src/p.yaml:7:7: a:p: hash: invalid hash format: abc" + advice);
        entry("fs: files\npath: x.wasm\nmethod: run\nhash: sha256:abc\n");
        assertProblems("src/p.yaml:7:7: a:p: hash: invalid hash format: sha256:abc" + advice);
        entry("fs: files\npath: x.wasm\nmethod: run\nhash: md5:abc\n");
        assertProblems("src/p.yaml:7:7: a:p: hash: unsupported hash algorithm: md5" + advice);
    }

    @Test
    void a_hash_of_other_bytes_is_told_at_its_place() {
        entry("fs: files\npath: x.wasm\nmethod: run\nhash: " + OTHER + "\n");
        assertProblems();
        assertEquals(
                "src/p.yaml:7:7: a:p: hash: hash mismatch: expected " + OTHER + ", got " + COMPONENT_HASH
                        + " (if the binary is what it should be, \"wippy hash --write\" fills that in)",
                refusal());
    }

    @Test
    void a_component_needs_no_wit() {
        sound("wit: \"run: func();\"\n");
        assertProblems();
        assertEquals(
                "src/p.yaml:8:6: a:p: wit: is for core modules; a component says itself what it is", refusal());
    }

    @Test
    void the_fields_are_checked() {
        sound("""
                transport: smtp
                wit: "answer: func() -> s32;"
                pool: {type: lazy, whatever: 1}
                limits:
                  max_execution_ms: -1
                  max_memory: lots
                  max_handles: -2
                  max_fuel: -5
                  max_stack: deep
                  max_output: much
                wasi:
                  args: [--port, 8080]
                  argv0: true
                  cwd: app
                  network: {allow: ["10.0.0.0/33"], listen: [a.example]}
                  env:
                    - {name: A}
                    - {id: x}
                    - {id: x, name: B}
                    - {id: y, name: B}
                    - {id: y, name: "C="}
                  mounts:
                    - {guest: /data}
                    - {fs: files}
                    - {fs: files, guest: data}
                    - {fs: files, guest: /data/}
                imports: [wasi:io, wasi:io, 7, {a: 1, b: 2}, {acme:greeter: {url: x}}]
                """);
        assertProblems(
                "src/p.yaml:8:12: a:p: transport: invalid transport type: smtp (payload or wasi-http)",
                "src/p.yaml:12:21: a:p: limits.max_execution_ms: limits.max_execution_ms cannot be negative",
                "src/p.yaml:13:15: a:p: limits.max_memory: must be a number of bytes, or a size such as 64KiB, 64MiB"
                        + " or 1GiB, and not the string \"lots\"",
                "src/p.yaml:14:16: a:p: limits.max_handles: must be from 0 to 2147483647, and not -2",
                "src/p.yaml:15:13: a:p: limits.max_fuel: must be from 0 to 9223372036854775807, and not -5",
                "src/p.yaml:16:14: a:p: limits.max_stack: must be a number of bytes, or a size such as 64KiB, 64MiB"
                        + " or 1GiB, and not the string \"deep\"",
                "src/p.yaml:17:15: a:p: limits.max_output: must be a number of bytes, or a size such as 64KiB, 64MiB"
                        + " or 1GiB, and not the string \"much\"",
                "src/p.yaml:19:18: a:p: wasi.args[1]: must be a string, and not the number 8080"
                        + " (write \"8080\" in quotes)",
                "src/p.yaml:20:10: a:p: wasi.argv0: must be a string, or false for no program name at all",
                "src/p.yaml:21:8: a:p: wasi.cwd: wasi.cwd must be absolute",
                "src/p.yaml:22:21: a:p: wasi.network.allow[0]: \"10.0.0.0/33\" has a prefix that is not from 0 to 32"
                        + " (127.0.0.1:8080, 10.0.0.0/8, [::1]:80, api.example.com and *.internal are right)",
                "src/p.yaml:22:46: a:p: wasi.network.listen[0]: \"a.example\" is a name, and only addresses are bound"
                        + " to",
                "src/p.yaml:24:7: a:p: wasi.env[0].id: wasi.env[].id is required",
                "src/p.yaml:25:7: a:p: wasi.env[1].name: wasi.env[].name is required",
                "src/p.yaml:27:21: a:p: wasi.env[3].name: wasi.env[].name must be unique, and \"B\" stands here twice",
                "src/p.yaml:28:21: a:p: wasi.env[4].name: can't hold \"=\" or a zero byte",
                "src/p.yaml:30:7: a:p: wasi.mounts[0].fs: wasi.mounts[].fs is required",
                "src/p.yaml:31:7: a:p: wasi.mounts[1].guest: wasi.mounts[].guest is required",
                "src/p.yaml:32:26: a:p: wasi.mounts[2].guest: wasi.mounts[].guest must be absolute, and is \"data\"",
                "src/p.yaml:33:26: a:p: wasi.mounts[3].guest: wasi.mounts[].guest must be unique,"
                        + " and \"/data/\" stands here twice",
                "src/p.yaml:34:20: a:p: imports[1]: \"wasi:io\" stands here twice (once is enough)",
                "src/p.yaml:34:29: a:p: imports[2]: must be a name such as wasi:io, or one name with its settings such"
                        + " as {acme:greeter: {…}}",
                "src/p.yaml:34:32: a:p: imports[3]: must be a name such as wasi:io, or one name with its settings such"
                        + " as {acme:greeter: {…}}");
        assertEquals(List.of(), app.warnings());
    }

    @Test
    void http_as_transport_waits_for_its_module() {
        sound("transport: wasi-http\n");
        assertProblems("src/p.yaml:8:12: a:p: transport: wasi-http is not supported yet (\"payload\" is)");
    }

    @Test
    void a_binary_that_is_not_there_is_told_with_the_folder() {
        entry("fs: files\npath: /y.wasm\nmethod: run\nhash: " + COMPONENT_HASH + "\n");
        assertEquals("src/p.yaml:5:7: a:p: path: no file \"/y.wasm\" in " + folder.resolve("wasm"), refusal());
    }

    @Test
    void a_folder_that_is_not_there_is_told_once() {
        sound("");
        app.file("src/files.yaml", "namespace: a\nname: files\nkind: fs.directory\ndirectory: wsam\n");
        assertEquals(
                "src/files.yaml:4:12: a:files: directory: no such folder: " + folder.resolve("wsam")
                        + " (\"auto_init: true\" creates it)",
                refusal());
    }

    @Test
    void a_file_that_is_neither_a_component_nor_a_core_module_says_so() {
        binary(new byte[]{'h', 'e', 'l', 'l', 'o'});
        assertEquals(
                "src/p.yaml:5:7: a:p: path: \"x.wasm\" is neither a core module nor a component", refusal());
        binary(new byte[0]);
        assertEquals(
                "src/p.yaml:5:7: a:p: path: \"x.wasm\" is neither a core module nor a component", refusal());
    }

    @Test
    void a_core_module_is_told_what_it_lacks() {
        binary(new byte[]{0, 'a', 's', 'm', 1, 0, 0, 0});
        assertEquals(
                "src/p.yaml:6:9: a:p: method: the module exports no function \"run\"; it exports none", refusal());
    }

    private void binary(byte[] bytes) {
        app.file("wasm/x.wasm", bytes);
        entry("fs: files\npath: x.wasm\nmethod: run\nhash: " + ContentHash.of(bytes) + "\n");
    }

    @Test
    void a_binary_longer_than_the_entry_allows_is_refused() {
        sound("limits: {max_code: 7B}\n");
        assertEquals(
                "src/p.yaml:5:7: a:p: path: \"x.wasm\" is longer than 7 bytes (in " + folder.resolve("wasm") + ")",
                refusal());
    }

    @Test
    void an_import_that_nobody_offers_is_told_at_its_place() {
        sound("imports: [wsai:io]\n");
        assertEquals("src/p.yaml:8:11: a:p: imports[0]: ", refusal().substring(0, 34));
    }

    @Test
    void a_component_runs() throws IOException {
        byte[] hello = Files.readAllBytes(Path.of("../examples/hello/wasm/hello.wasm"));
        app.file("wasm/hello.wasm", hello);
        entry("fs: files\npath: /hello.wasm\nmethod: greet\nhash: " + ContentHash.of(hello)
                + "\nlimits: {max_execution_ms: 60000, max_memory: 64MiB, max_handles: 10}\n");
        try (Kernel kernel = Kernel.builder().build();
                App loaded = App.load(folder, kernel)) {
            assertEquals(List.of(), loaded.problems());
            loaded.boot();
            Template template = loaded.template("a:p");
            assertEquals(Optional.of(Duration.ofMinutes(1)), template.limits().maxExecution());
            assertEquals(64L << 20, template.limits().maxMemory());
            Exit exit = kernel.host(HostOptions.of("h"))
                    .spawn(template, Launch.of("World"))
                    .exit()
                    .block(Duration.ofMinutes(1));
            assertEquals(Optional.empty(), exit.failure());
            assertEquals("Hello, World!", exit.value());
        }
    }

    @Test
    void fuel_output_and_stack_have_the_limits_that_are_written_and_none_otherwise() throws IOException {
        byte[] hello = Files.readAllBytes(Path.of("../examples/hello/wasm/hello.wasm"));
        app.file("wasm/hello.wasm", hello);
        String fields = "fs: files\npath: hello.wasm\nmethod: greet\nhash: " + ContentHash.of(hello) + "\n";
        entry(fields + "limits: {max_fuel: 100, max_output: 2KiB, max_stack: 64KiB, max_handles: 3}\n");
        app.file("src/q.yaml", "namespace: a\nname: q\nkind: process.wasm\n" + fields);
        try (Kernel kernel = Kernel.builder().build();
                App loaded = App.load(folder, kernel)) {
            Limits otherwise = Limits.defaults();
            assertEquals(
                    otherwise.withMaxFuel(100).withMaxOutput(2048).withMaxStack(64 << 10).withMaxHandles(3),
                    loaded.template("a:p").limits());
            assertEquals(otherwise, loaded.template("a:q").limits());
        }
    }

    @Test
    void more_stack_than_the_JVM_gives_is_refused_with_the_flag_that_gives_it() {
        sound("limits: {max_stack: 2GiB}\n");
        String refused = refusal();
        String prefix = "src/p.yaml:8:21: a:p: limits.max_stack: is 2147483648 bytes, and this JVM gives its threads ";
        assertEquals(prefix, refused.substring(0, prefix.length()));
        assertTrue(refused.endsWith(" (java's flag -Xss2097152k gives that)"), refused);
    }

    @Test
    void a_method_that_is_not_exported_is_told_at_its_place() throws IOException {
        byte[] hello = Files.readAllBytes(Path.of("../examples/hello/wasm/hello.wasm"));
        app.file("wasm/hello.wasm", hello);
        entry("fs: files\npath: hello.wasm\nmethod: gret\nhash: " + ContentHash.of(hello) + "\n");
        String prefix = "src/p.yaml:6:9: a:p: method: the component exports no function \"gret\"";
        assertEquals(prefix, refusal().substring(0, prefix.length()));
    }
}
