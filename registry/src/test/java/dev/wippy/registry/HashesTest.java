package dev.wippy.registry;

import static dev.wippy.registry.AppFixture.COMPONENT;
import static dev.wippy.registry.AppFixture.COMPONENT_HASH;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashesTest {
    private static final String OTHER = "sha256:" + "0".repeat(64);

    @TempDir
    Path folder;

    AppFixture app;

    @BeforeEach
    void give_the_app_a_folder_of_binaries() {
        app = new AppFixture(folder).file("wasm/x.wasm", COMPONENT);
        app.file("src/a.yaml", "namespace: a\nname: files\nkind: fs.directory\ndirectory: wasm\n");
    }

    private void assertWritten(String file, String before, String after) {
        app.file(file, before);
        Hashes.write(folder);
        assertEquals(after.replace("HASH", COMPONENT_HASH), app.text(file));
        assertEquals(
                List.of(EntryHash.State.CURRENT),
                Hashes.compare(folder).stream().map(EntryHash::state).distinct().toList());
    }

    @Test
    void only_the_hashes_change() {
        String text = """
                # ü comment
                namespace: a
                entries:
                - name: one   # stays
                  kind: process.wasm
                  fs: files
                  path: /x.wasm
                  hash:   "ONE"  # stays too

                - {name: two, kind: process.wasm, fs: files, path: x.wasm, hash: 'TWO', method: run}
                -   name: three
                    hash: THREE
                    kind: process.wasm
                    fs: a:files
                    path: /x.wasm
                - name: four
                  kind: process.wasm
                  data:
                    hash:
                    fs: files
                    path: x.wasm
                """;
        assertWritten(
                "src/b.yaml",
                text.replace("ONE", OTHER).replace("TWO", "").replace("THREE", "md5:abc"),
                text.replace("ONE", "HASH").replace("TWO", "HASH").replace("THREE", "HASH").replace(
                        "    hash:\n", "    hash: HASH\n"));
    }

    @Test
    void a_hash_that_is_missing_comes_after_the_path() {
        String text = """
                namespace: a
                entries:
                  - name: one
                    kind: process.wasm
                    fs: files
                    path: "/x.wasm" # the binaryONE
                    method: run
                  - path: x.wasmTWO
                    name: two
                    kind: process.wasm
                    fs: files
                  - {name: three, kind: process.wasm, path: x.wasmTHREE, fs: files}
                """;
        assertWritten(
                "src/b.yaml",
                text.replace("ONE", "").replace("TWO", "").replace("THREE", ""),
                text.replace("ONE", "\n    hash: HASH").replace("TWO", "\n    hash: HASH").replace(
                        "THREE", ", hash: HASH"));
    }

    @Test
    void line_ends_marks_and_the_lack_of_a_last_line_end_stay() {
        assertWritten(
                "src/b.yaml",
                "\uFEFFnamespace: a\r\nname: b\r\nkind: process.wasm\r\nfs: files\r\npath: x.wasm\r\nmethod: r\r\n",
                "\uFEFFnamespace: a\r\nname: b\r\nkind: process.wasm\r\nfs: files\r\npath: x.wasm\r\nhash: HASH\r\n"
                        + "method: r\r\n");
        assertWritten(
                "src/b.yaml",
                "namespace: a\nname: b\nkind: process.wasm\nfs: files\npath: x.wasm",
                "namespace: a\nname: b\nkind: process.wasm\nfs: files\npath: x.wasm\nhash: HASH");
    }

    @Test
    void a_json_file_stays_json() {
        String text = "{\"namespace\": \"a\", \"name\": \"b\", \"kind\": \"process.wasm\",\n"
                + "\t\"fs\": \"files\", \"path\": \"\\/x.wasm\"NEW\n}\n";
        assertWritten("src/b.json", text.replace("NEW", ""), text.replace("NEW", ", \"hash\": \"HASH\""));
    }

    @Test
    void an_app_that_does_not_load_gets_its_hashes_too() {
        app.file("src/broken.yaml", "namespace: [");
        app.file("src/unknown.yaml", "namespace: a\nname: u\nkind: fs.nothing\n");
        assertWritten(
                "src/b.yaml",
                "namespace: a\nname: b\nkind: process.wasm\nfs: files\npath: x.wasm\nimports: 7\n",
                "namespace: a\nname: b\nkind: process.wasm\nfs: files\npath: x.wasm\nhash: HASH\nimports: 7\n");
    }

    @Test
    void what_is_in_the_way_is_told_with_its_place() {
        String text = """
                namespace: a
                hash: &h OTHER
                entries:
                  - {name: aliased, kind: process.wasm, fs: files, path: x.wasm, hash: *h}
                  - {name: gone, kind: process.wasm, fs: files, path: y.wasm}
                  - {name: pathless, kind: process.wasm, fs: files}
                  - {name: nowhere, kind: process.wasm, fs: flies, path: x.wasm}
                  - {name: current, kind: process.wasm, fs: files, path: x.wasm, hash: HASH}
                """.replace("OTHER", OTHER).replace("HASH", COMPONENT_HASH);
        app.file("src/b.yaml", text);
        Path files = app.load().root().resolve("wasm");
        assertEquals(
                List.of(
                        "a:aliased NOT_WRITABLE src/b.yaml:4:66: a:aliased: hash: \"hash\" is no text behind its key:"
                                + " change it by hand",
                        "a:gone NO_BINARY src/b.yaml:5:55: a:gone: path: no file \"y.wasm\" in " + files,
                        "a:pathless NO_BINARY src/b.yaml:6:6: a:pathless: path: path is required",
                        "a:nowhere NO_BINARY src/b.yaml:7:45: a:nowhere: fs: there is no entry \"a:flies\""
                                + " (did you mean \"a:files\"?)",
                        "a:current CURRENT "),
                Hashes.write(folder).stream()
                        .map(each -> each.entry().id() + " " + each.state() + " " + each.message())
                        .toList());
        assertEquals(text, app.text("src/b.yaml"));
    }

    @Test
    void comparing_changes_nothing() {
        String text = "namespace: a\nname: b\nkind: process.wasm\nfs: files\npath: x.wasm\nhash: " + OTHER + "\n";
        app.file("src/b.yaml", text);
        assertEquals(
                List.of(new EntryHash(
                        app.load().entry("a:b").orElseThrow(),
                        EntryHash.State.OUTDATED,
                        java.util.Optional.of(OTHER),
                        java.util.Optional.of(COMPONENT_HASH),
                        "")),
                Hashes.compare(folder));
        assertEquals(text, app.text("src/b.yaml"));
    }
}
