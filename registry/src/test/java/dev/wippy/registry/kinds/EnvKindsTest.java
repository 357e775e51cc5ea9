package dev.wippy.registry.kinds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.spi.EnvVariable;
import dev.wippy.registry.App;
import dev.wippy.registry.AppException;
import dev.wippy.registry.AppFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvKindsTest {
    @TempDir
    Path folder;

    AppFixture app;

    @BeforeEach
    void begin_with_an_empty_app() throws IOException {
        folder = folder.toRealPath();
        app = new AppFixture(folder);
    }

    private App load(String entries) {
        return app.file("a.yaml", "namespace: a\nentries:\n" + entries).load();
    }

    private static EnvStorage storage(App app, String name) {
        return app.start("a:" + name, EnvStorage.class);
    }

    private static void assertReadOnly(EnvStorage storage, String name) {
        KernelException refused = assertThrows(KernelException.class, () -> storage.set("X", "y"));
        assertEquals(
                "PermissionDenied: a:" + name + " is read only", refused.kind() + ": " + refused.getMessage());
    }

    @Test
    void memory_keeps_what_is_set() {
        EnvStorage memory = storage(load("  - {name: m, kind: env.storage.memory}\n"), "m");
        assertEquals(Optional.empty(), memory.get("X"));
        memory.set("X", "y");
        assertEquals(Optional.of("y"), memory.get("X"));
    }

    @Test
    void static_values_never_change() {
        EnvStorage values = storage(load("  - {name: s, kind: env.storage.static, values: {X: y}}\n"), "s");
        assertEquals(Optional.of("y"), values.get("X"));
        assertEquals(Optional.empty(), values.get("Y"));
        assertReadOnly(values, "s");
    }

    @Test
    void the_environment_of_the_system_is_read_only() {
        EnvStorage system = storage(load("  - {name: o, kind: env.storage.os}\n"), "o");
        assertEquals(Optional.ofNullable(System.getenv("PATH")), system.get("PATH"));
        assertReadOnly(system, "o");
    }

    @Test
    void a_file_holds_lines_and_keeps_its_comments() {
        app.file("conf/.env", "# first\nA=1\n\n B = two words \nC=\nA2=x=y\n");
        App loaded = load("  - {name: f, kind: env.storage.file, file_path: conf/.env}\n");
        EnvStorage file = storage(loaded, "f");
        assertEquals(
                List.of(Optional.of("1"), Optional.of("two words"), Optional.of(""), Optional.of("x=y"),
                        Optional.empty()),
                List.of(file.get("A"), file.get("B"), file.get("C"), file.get("A2"), file.get("# first")));
        file.set("B", "three");
        file.set("NEW", "n");
        assertEquals("# first\nA=1\n\nB=three\nC=\nA2=x=y\nNEW=n\n", app.text("conf/.env"));
        assertEquals(List.of(Optional.of("three"), Optional.of("n")), List.of(file.get("B"), file.get("NEW")));
        for (List<String> wrong : List.of(List.of("A", "x\nB=y"), List.of("A=", "x"), List.of("#A", "x"))) {
            KernelException refused =
                    assertThrows(KernelException.class, () -> file.set(wrong.getFirst(), wrong.getLast()));
            assertEquals(ErrorKind.INVALID, refused.kind());
        }
        assertEquals("# first\nA=1\n\nB=three\nC=\nA2=x=y\nNEW=n\n", app.text("conf/.env"));
    }

    @Test
    void a_file_is_made_when_the_entry_says_so() {
        EnvStorage file = storage(
                load("  - {name: f, kind: env.storage.file, file_path: new/.env, auto_create: true}\n"), "f");
        file.set("A", "1");
        assertEquals("A=1\n", app.text("new/.env"));
    }

    @Test
    void a_file_that_is_not_there_or_holds_something_else_is_told() {
        App missing = load("  - {name: f, kind: env.storage.file, file_path: .env}\n");
        AppException refused = assertThrows(AppException.class, () -> storage(missing, "f"));
        assertEquals(
                "a.yaml:3:50: a:f: file_path: no such file: " + folder.resolve(".env")
                        + " (\"auto_create: true\" creates it)",
                refused.getMessage());
        app.file(".env", "A=1\nnonsense\n");
        App wrong = load("  - {name: f, kind: env.storage.file, file_path: .env}\n");
        AppException other = assertThrows(AppException.class, () -> storage(wrong, "f"));
        assertEquals(
                "a.yaml:3:50: a:f: file_path: line 2 of " + folder.resolve(".env") + " is not KEY=VALUE",
                other.getMessage());
    }

    @Test
    void a_router_reads_the_first_that_has_it_and_writes_the_first() {
        App loaded = load("""
                  - {name: r, kind: env.storage.router, storages: [m, s]}
                  - {name: m, kind: env.storage.memory}
                  - {name: s, kind: env.storage.static, values: {X: static, Y: static}}
                """);
        EnvStorage router = storage(loaded, "r");
        assertEquals(Optional.of("static"), router.get("X"));
        router.set("X", "memory");
        assertEquals(
                List.of(Optional.of("memory"), Optional.of("static"), Optional.empty()),
                List.of(router.get("X"), router.get("Y"), router.get("Z")));
        assertEquals(Optional.of("memory"), storage(loaded, "m").get("X"));
    }

    @Test
    void a_router_needs_storages() {
        load("  - {name: r, kind: env.storage.router, storages: []}\n");
        assertEquals(List.of("a.yaml:3:51: a:r: storages: storages is required"), app.problems());
    }

    @Test
    void a_variable_has_the_value_of_its_storage_now_or_its_default() {
        App loaded = load("""
                  - {name: m, kind: env.storage.memory}
                  - {name: url, kind: env.variable, variable: API_URL, storage: m, default: none}
                  - {name: HOME_DIR, kind: env.variable, storage: m, readonly: true}
                """);
        EnvVariable url = loaded.start("a:url", EnvVariable.class);
        assertEquals(List.of("API_URL", Optional.of("none")), List.of(url.name(), url.value()));
        storage(loaded, "m").set("API_URL", "http://x");
        assertEquals(Optional.of("http://x"), url.value());
        assertEquals("EnvVariable[API_URL]", url.toString());
        EnvVariable home = loaded.start("a:HOME_DIR", EnvVariable.class);
        assertEquals(List.of("HOME_DIR", Optional.empty()), List.of(home.name(), home.value()));
    }

    @Test
    void a_variable_needs_a_storage_or_a_default() {
        load("  - {name: v, kind: env.variable, variable: A=B}\n");
        assertEquals(
                List.of(
                        "a.yaml:3:6: a:v: storage: storage is required (or a default)",
                        "a.yaml:3:45: a:v: variable: must be the name of a variable, such as API_URL,"
                                + " and not \"A=B\""),
                app.problems());
    }
}
