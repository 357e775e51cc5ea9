package dev.wippy.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTest {
    @TempDir
    Path folder;

    AppFixture app;

    @BeforeEach
    void begin_with_an_empty_folder() throws IOException {
        folder = folder.toRealPath();
        app = new AppFixture(folder);
    }

    @Test
    void an_empty_folder_is_an_app_without_entries() {
        assertEquals(List.of(), app.load().entries());
        assertEquals(List.of(), app.problems());
    }

    @Test
    void all_yaml_and_json_files_are_read_in_lexical_order_and_some_folders_are_not() {
        for (String file : List.of("b.yaml", "a/z.yml", "a.json", ".git/c.yaml", "node_modules/c.yaml", "target/c.yaml",
                "a/target/c.yaml", "c.txt")) {
            app.file(file, entry(file.replaceAll("[^a-z]", "-")));
        }
        assertEquals(List.of("n:a-json", "n:a-z-yml", "n:b-yaml"), ids());
        assertEquals(List.of(), app.problems());
    }

    @Test
    void the_folder_src_holds_the_sources_when_it_is_there() {
        app.file("src/in.yaml", entry("in")).file("out.yaml", entry("out"));
        assertEquals(List.of("n:in"), ids());
    }

    @Test
    void a_lock_file_names_another_folder() {
        app.file("src/in.yaml", entry("in")).file("lib/mine.yaml", entry("mine"));
        app.file("wippy.lock", "directories:\n  modules: .wippy\n  src: ./lib\n");
        assertEquals(List.of("n:mine"), ids());
    }

    @Test
    void a_lock_file_that_names_no_folder_leaves_the_rule() {
        app.file("src/in.yaml", entry("in")).file("wippy.lock", "directories:\n  modules: .wippy\n");
        assertEquals(List.of("n:in"), ids());
    }

    @Test
    void a_lock_file_must_name_a_folder_of_the_app() {
        app.file("wippy.lock", "directories:\n  src: ./lib\n");
        assertEquals(
                List.of("wippy.lock:2:8: directories.src: no such folder: " + folder.resolve("lib")), app.problems());
        app.file("wippy.lock", "directories:\n  src: ..\n");
        assertEquals(
                List.of("wippy.lock:2:8: directories.src: leads out of the app root " + folder), app.problems());
        app.file("wippy.lock", "directories:\n  src: 7\n");
        assertEquals(List.of("wippy.lock:2:8: directories.src: must be a string, and not 7"), app.problems());
        app.file("wippy.lock", "directories: [");
        assertEquals(
                List.of("wippy.lock:1:15: while parsing a flow node, expected the node content, but found"
                        + " '<stream end>'"),
                app.problems());
    }

    @Test
    void files_that_are_not_ours_are_skipped() {
        app.file("compose.yaml", "services: {db: {image: x}}\n");
        app.file("list.yaml", "- 1\n- 2\n");
        app.file("package.json", "{\"name\": \"x\"}");
        app.file("empty.yaml", "");
        assertEquals(List.of(), app.problems());
        assertEquals(List.of(), app.warnings());
    }

    @Test
    void a_file_that_can_not_be_parsed_is_ours_when_it_has_a_line_namespace() {
        app.file("chart.yaml", "metadata:\n  namespace: {{ .Release }}\n  x: {{ }}: a\n");
        app.file("mine.yaml", "namespace: a\nentries: [\n");
        app.file("mine.json", "{\n \"namespace\": \"a\", \"entries\": [\n");
        assertEquals(
                List.of(
                        "mine.json:3:1: while parsing a flow node, expected the node content, but found"
                                + " '<stream end>'",
                        "mine.yaml:3:1: while parsing a flow node, expected the node content, but found"
                                + " '<stream end>'"),
                app.problems());
        assertEquals(
                List.of("chart.yaml:3:11: skipped, as it can't be parsed and has no line \"namespace:\": "
                        + "mapping values are not allowed here"),
                app.warnings());
    }

    @Test
    void a_file_with_entries_and_no_namespace_is_told_the_line_to_add() {
        app.file("src/users/_index.yaml", "version: \"1.0\"\nentries: []\n");
        app.file("src/b.yaml", "name: x\nkind: terminal.host\n");
        assertEquals(
                List.of(
                        "src/b.yaml:1:1: namespace: namespace is required (add a line such as \"namespace: app\")",
                        "src/users/_index.yaml:1:1: namespace: namespace is required"
                                + " (add a line such as \"namespace: users\")"),
                app.problems());
    }

    @Test
    void a_file_of_another_version_is_read_with_a_warning() {
        app.file("a.yaml", "version: \"2.0\"\nnamespace: n\nname: a\nkind: terminal.host\n");
        assertEquals(List.of("n:a"), ids());
        assertEquals(List.of("a.yaml:1:10: version: unknown version 2.0 (this reads \"1.0\")"), app.warnings());
    }

    @Test
    void links_in_a_circle_end() throws IOException {
        app.file("a/x.yaml", entry("x"));
        Files.createSymbolicLink(folder.resolve("a/up"), folder);
        Files.createSymbolicLink(folder.resolve("again"), folder.resolve("a"));
        assertEquals(List.of("n:x"), ids());
        assertEquals(List.of(), app.problems());
    }

    @Test
    void links_that_lead_out_of_the_app_are_not_followed(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("x.yaml"), entry("x"));
        Files.createSymbolicLink(folder.resolve("out"), outside);
        Files.createSymbolicLink(folder.resolve("x.yaml"), outside.resolve("x.yaml"));
        assertEquals(List.of(), ids());
        assertEquals(
                List.of(
                        "out:1:1: a link that leads out of the app root " + folder + " is not followed",
                        "x.yaml:1:1: a link that leads out of the app root " + folder
                                + ", or nowhere, is not followed"),
                app.warnings());
    }

    @Test
    void a_file_that_is_too_long_or_not_UTF_8_is_a_problem() {
        app.file("a.yaml", "namespace: " + "a".repeat(16 << 20));
        app.file("b.yaml", new byte[]{'a', ':', ' ', (byte) 0xff});
        assertEquals(
                List.of("a.yaml:1:1: the file is longer than 16 MiB", "b.yaml:1:1: the file is not UTF-8"),
                app.problems());
    }

    private List<String> ids() {
        return app.load().entries().stream().map(Entry::id).toList();
    }

    private static String entry(String name) {
        return "{\"namespace\": \"n\", \"name\": \"" + name + "\", \"kind\": \"terminal.host\"}";
    }
}
