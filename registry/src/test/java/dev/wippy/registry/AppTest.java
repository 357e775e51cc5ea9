package dev.wippy.registry;

import static dev.wippy.registry.AppFixture.COMPONENT;
import static dev.wippy.registry.AppFixture.COMPONENT_HASH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.kernel.KernelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppTest {
    @TempDir
    Path folder;

    AppFixture app;

    @BeforeEach
    void give_the_app_a_binary() throws IOException {
        folder = folder.toRealPath();
        app = new AppFixture(folder).file("wasm/x.wasm", COMPONENT);
    }

    @Test
    void all_that_is_wrong_with_an_app_is_told_at_once_each_with_its_place() {
        app.file("src/a.yaml", "namespace: a\nentries:\n  - name: [\n");
        app.file("src/b.yaml", """
                namespace: b
                entries:
                  - name: files
                    kind: fs.directory
                  - name: worker
                    kind: process.wsm
                  - name: runner
                    kind: process.wasm
                    fs: flies
                    path: /x.wasm
                    hash: HASH
                    method: run
                """.replace("HASH", COMPONENT_HASH));
        assertEquals(
                List.of(
                        "src/a.yaml:4:1: while parsing a flow node, expected the node content, but found"
                                + " '<stream end>'",
                        "src/b.yaml:3:5: b:files: directory: directory is required",
                        "src/b.yaml:6:11: b:worker: kind: unknown kind \"process.wsm\""
                                + " (did you mean \"process.wasm\"?)",
                        "src/b.yaml:9:9: b:runner: fs: there is no entry \"b:flies\" (did you mean \"b:files\"?)"),
                app.problems());
    }

    @Test
    void entries_have_their_data_and_the_meta_of_their_file_below_their_own() {
        app.file("src/_index.yaml", """
                version: "1.0"
                namespace: my.ns
                meta: {team: core, level: 1}
                entries:
                  - name: files
                    kind: fs.directory
                    meta: {level: 2}
                    directory: ./wasm
                  - name: other
                    kind: fs.directory
                    data:
                      directory: ./data
                """);
        app.file("src/single.yml",
                "namespace: my.ns\nname: host\nkind: process.host\nmeta: {a: b}\nhost: {workers: 2}\n");
        app.file("src/z.json", "{\"namespace\": \"j\", \"entries\": [{\"name\": \"t\", \"kind\": \"terminal.host\"}]}");
        App loaded = app.load();
        assertEquals(List.of(), loaded.problems());
        assertEquals(List.of(), loaded.warnings());
        assertEquals(
                List.of(
                        List.of("my.ns:files", "fs.directory", Map.of("team", "core", "level", 2L),
                                Map.of("directory", "./wasm"), "src/_index.yaml:5:5"),
                        List.of("my.ns:other", "fs.directory", Map.of("team", "core", "level", 1L),
                                Map.of("directory", "./data"), "src/_index.yaml:9:5"),
                        List.of("my.ns:host", "process.host", Map.of("a", "b"),
                                Map.of("host", Map.of("workers", 2L)), "src/single.yml:2:1"),
                        List.of("j:t", "terminal.host", Map.of(), Map.of(), "src/z.json:1:33")),
                loaded.entries().stream().map(AppTest::shown).toList());
    }

    private static List<Object> shown(Entry entry) {
        return List.of(
                entry.id(),
                entry.kind(),
                entry.meta().toValue(),
                entry.data().toValue(),
                entry.position().toString());
    }

    @Test
    void two_entries_of_one_id_are_a_problem_at_the_second() {
        app.file("src/a.yaml", "namespace: a\nentries:\n  - {name: t, kind: terminal.host}\n");
        app.file("src/b.yaml", "namespace: a\nname: t\nkind: terminal.host\n");
        assertEquals(
                List.of("src/b.yaml:2:7: a:t: name: an entry of this id stands at src/a.yaml:3:12 already"
                        + " (give one of them another name)"),
                app.problems());
    }

    @Test
    void a_name_and_a_namespace_are_required_to_be_words() {
        app.file("src/a.yaml", """
                namespace: a
                entries:
                  - kind: terminal.host
                  - name: 12
                    kind: terminal.host
                  - name: a b
                    kind: terminal.host
                  - name: fine
                  - just text
                """);
        app.file("src/b.yaml", "namespace: a:b\nentries: []\n");
        app.file("src/c.yaml", "namespace: a\nentries: {name: x}\n");
        app.file("src/d.yaml", "namespace:\nentries: []\n");
        assertEquals(
                List.of(
                        "src/a.yaml:3:5: entries[0].name: name is required",
                        "src/a.yaml:4:11: entries[1].name: must be a string (write \"12\" in quotes)",
                        "src/a.yaml:6:11: entries[2].name: must hold no blanks, and is \"a b\"",
                        "src/a.yaml:8:5: a:fine: kind: kind is required",
                        "src/a.yaml:9:5: entries[4]: must be a map with \"name\" and \"kind\"",
                        "src/b.yaml:1:12: namespace: holds a colon, at which an id is split (write a dot)",
                        "src/c.yaml:2:10: entries: must be a list (each item begins with \"- name: …\")",
                        "src/d.yaml:1:11: namespace: namespace is required"),
                app.problems());
    }

    @Test
    void unknown_fields_are_warnings_that_name_the_nearest() {
        app.file("src/a.yaml", """
                namespace: a
                entires: []
                entries:
                  - name: files
                    kind: fs.directory
                    directory: ./wasm
                    autoinit: true
                    zzz: 1
                  - name: host
                    kind: process.host
                    host: {worker: 3}
                """);
        assertEquals(
                List.of(
                        "src/a.yaml:2:1: entires: unknown field (did you mean \"entries\"?)",
                        "src/a.yaml:7:5: a:files: autoinit: unknown field (did you mean \"auto_init\"?)",
                        "src/a.yaml:8:5: a:files: zzz: unknown field",
                        "src/a.yaml:11:12: a:host: host.worker: unknown field (did you mean \"workers\"?)"),
                app.warnings());
        assertEquals(List.of(), app.problems());
    }

    @Test
    void entries_that_need_one_another_in_a_circle_are_a_problem() {
        app.file("src/a.yaml", """
                namespace: a
                entries:
                  - name: one
                    kind: env.storage.router
                    storages: [two]
                  - name: two
                    kind: env.storage.router
                    storages: [three]
                  - name: three
                    kind: env.storage.router
                    storages: [a:two]
                """);
        assertEquals(
                List.of("src/a.yaml:11:16: a:three: storages[0]: the entries need one another:"
                        + " a:two -> a:three -> a:two"),
                app.problems());
    }

    @Test
    void a_long_chain_of_needs_takes_no_stack() {
        var text = new StringBuilder("namespace: a\nentries:\n");
        for (int i = 0; i < 20_000; i++) {
            text.append("  - {name: s%d, kind: env.storage.router, storages: [s%d]}\n".formatted(i, i + 1));
        }
        text.append("  - {name: s20000, kind: env.storage.memory}\n");
        app.file("src/a.yaml", text.toString());
        App loaded = app.load();
        assertEquals(List.of(), loaded.problems());
        loaded.start("a:s0", Object.class);
    }

    @Test
    void a_reference_to_an_entry_of_another_kind_is_a_problem() {
        app.file("src/a.yaml", """
                namespace: a
                entries:
                  - name: host
                    kind: process.host
                  - name: v
                    kind: env.variable
                    storage: host
                """);
        assertEquals(
                List.of("src/a.yaml:7:14: a:v: storage: \"a:host\" is a process.host (needed is env.storage.*)"),
                app.problems());
    }

    @Test
    void a_folder_that_is_not_there_is_no_app() {
        KernelException refused = assertThrows(
                KernelException.class,
                () -> App.load(folder.resolve("nowhere"), AppFixture.ENTRY_KINDS, AppFixture.PROCESS_KINDS));
        assertEquals("no such app folder: " + folder.resolve("nowhere"), refused.getMessage());
    }

    @Test
    void a_text_may_come_from_a_file_of_the_app() {
        app.file("src/a.yaml", """
                namespace: a
                entries:
                  - name: s
                    kind: env.storage.static
                    values:
                      GREETING: file://texts/hello.txt
                      NONE: file://texts/none.txt
                      OUT: file://../../out.txt
                      ABSOLUTE: file:///etc/passwd
                """);
        app.file("src/texts/hello.txt", "Hello!\n");
        App loaded = app.load();
        assertEquals(
                "Hello!\n",
                ((Map<?, ?>) ((Map<?, ?>) loaded.entries().getFirst().data().toValue()).get("values")).get("GREETING"));
        assertEquals(
                List.of(
                        "src/a.yaml:7:13: a:s: values.NONE: file://texts/none.txt is not there (searched in " + folder
                                + "/src)",
                        "src/a.yaml:8:12: a:s: values.OUT: file://../../out.txt leads out of the app root " + folder,
                        "src/a.yaml:9:17: a:s: values.ABSOLUTE: file:///etc/passwd leads out of the app root "
                                + folder),
                app.problems());
    }

    @Test
    void a_link_does_not_lead_a_text_out_of_the_app(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("secret.txt"), "secret");
        app.file("src/a.yaml", "namespace: a\nname: s\nkind: env.storage.static\nvalues: {A: 'file://link.txt'}\n");
        Files.createSymbolicLink(folder.resolve("src/link.txt"), outside.resolve("secret.txt"));
        assertEquals(
                List.of("src/a.yaml:4:13: a:s: values.A: file://link.txt leads out of the app root " + folder),
                app.problems());
    }

    @Test
    void a_kind_that_is_not_there_yet_is_told_so() {
        app.file("a.yaml", "namespace: a\nname: l\nkind: http.router\n");
        app.file("b.yaml", "namespace: b\nname: x\nkind: zzzzzzzzzz\n");
        assertEquals(
                List.of(
                        "a.yaml:3:7: a:l: kind: unknown kind \"http.router\" (this version does not have it yet)",
                        "b.yaml:3:7: b:x: kind: unknown kind \"zzzzzzzzzz\" (known are env.storage.file,"
                                + " env.storage.memory, env.storage.os, env.storage.router, env.storage.static,"
                                + " env.variable, fs.directory, fs.memory, function.wasm, process.host,"
                                + " process.service, process.wasm, terminal.host)"),
                app.problems());
    }

    @Test
    void what_an_author_wrote_moves_no_cursor_of_the_reader() {
        app.file("a.yaml", "namespace: a\nname: l\nkind: \"a\\e[2J\\nb.yaml:1:1: fine\"\n");
        String problem = app.problems().getFirst();
        String start = "a.yaml:3:7: a:l: kind: unknown kind \"a\\u001b[2J\\u000ab.yaml:1:1: fine\"";
        assertEquals(start, problem.substring(0, start.length()));
    }
}
