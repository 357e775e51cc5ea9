package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.distribution.Cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told about an app that can't be used as it is. */
class AppErrorsTest {

    @TempDir
    private static Path cache;

    @TempDir
    private Path folder;

    private final Cli cli = new Cli(cache);

    private static final String HOSTS = """
              - {name: terminal, kind: terminal.host}
              - {name: processes, kind: process.host}
            """;

    @Test
    void four_errors_are_told_at_four_positions_and_nothing_is_started() throws Exception {
        Files.writeString(folder.resolve("a.yaml"), "namespace: a\nentries: [\n");
        Files.writeString(folder.resolve("b.yaml"), """
                namespace: b
                entries:
                  - name: made
                    kind: fs.directory
                    directory: ./made
                    auto_init: true
                  - name: worker
                    kind: process.wasm
                    fs: made
                    hash: sha256:292b796376f8b4cc360acf2ea6b82d1084871c3607a079f30b446da8e5c984a4
                    method: run
                  - name: odd
                    kind: proces.wasm
                  - name: dangling
                    kind: process.wasm
                    fs: nowhere
                    path: /x.wasm
                    hash: sha256:292b796376f8b4cc360acf2ea6b82d1084871c3607a079f30b446da8e5c984a4
                    method: run
                """);
        Ran ran = cli.in(folder).run("run");
        assertEquals(3, ran.exitCode());
        assertEquals("", ran.output());
        List<String> lines = ran.error().lines().toList();
        assertEquals(4, lines.size(), ran.error());
        assertTrue(lines.get(0).matches("a\\.yaml:\\d+:\\d+: .*"), ran.error());
        assertEquals("b.yaml:7:5: b:worker: path: path is required", lines.get(1));
        assertTrue(lines.get(2).startsWith("b.yaml:13:11: b:odd: kind: "), lines.get(2));
        assertTrue(lines.get(3).startsWith("b.yaml:16:9: b:dangling: fs: "), lines.get(3));
        assertTrue(Files.notExists(folder.resolve("made")), "nothing was started");
    }

    @Test
    void errors_elsewhere_are_warnings_for_a_command() throws Exception {
        Apps.copy(Cli.HELLO, folder);
        Files.writeString(folder.resolve("src/odd.yaml"), "namespace: odd\nentries:\n  - {name: x, kind: odd}\n");
        Ran ran = cli.in(folder).run("run", "greet");
        assertEquals(0, ran.exitCode());
        assertEquals("Hello, World!\n", ran.output());
        assertTrue(ran.error().startsWith("warning: src/odd.yaml:3:21: odd:x: kind: "), ran.error());
    }

    @Test
    void an_app_without_hosts_is_told_the_lines_to_add() throws Exception {
        Apps.copy(Cli.HELLO, folder);
        Path index = folder.resolve("src/_index.yaml");
        Files.writeString(
                index,
                Files.readString(index)
                        .replace("  - name: terminal\n    kind: terminal.host\n", "")
                        .replace("  - name: processes\n    kind: process.host\n", ""));
        assertEquals(
                new Ran(3, "", """
                        wippy: no terminal.host found in registry
                        no process.host found in registry
                        add to the entries of src/_index.yaml:

                          - name: terminal
                            kind: terminal.host
                          - name: processes
                            kind: process.host
                        """),
                cli.in(folder).run("run", "greet"));
    }

    @Test
    void a_host_whose_kind_is_misspelt_is_told_with_the_host_that_is_missing() throws Exception {
        Apps.copy(Cli.HELLO, folder);
        Path index = folder.resolve("src/_index.yaml");
        Files.writeString(index, Files.readString(index).replace("terminal.host", "terminal.hots"));
        List<String> lines = cli.in(folder).run("run", "greet").error().lines().toList();
        assertTrue(
                lines.getFirst().endsWith(
                        ": hello:terminal: kind: unknown kind \"terminal.hots\" (did you mean \"terminal.host\"?)"),
                lines.getFirst());
        assertEquals("wippy: no terminal.host found in registry", lines.get(1));
    }

    @Test
    void one_of_several_terminal_hosts_has_to_be_chosen() throws Exception {
        Apps.copy(Cli.HELLO, folder);
        Files.writeString(
                folder.resolve("src/more.yaml"), "namespace: more\nname: terminal\nkind: terminal.host\n");
        assertEquals(
                new Ran(
                        2,
                        "",
                        "wippy: multiple terminal hosts found (hello:terminal, more:terminal), use --host to specify\n"),
                cli.in(folder).run("run", "greet"));
        assertEquals(
                Cli.printed("Hello, World!\n"), cli.in(folder).run("run", "--host", "more:terminal", "greet"));
        assertEquals(2, cli.in(folder).run("run", "--host", "other", "greet").exitCode());
    }

    @Test
    void an_app_without_commands_is_told_how_to_define_one() throws Exception {
        Apps.write(folder, "namespace: app\nentries:\n" + HOSTS);
        Ran ran = cli.in(folder).run("run", "list");
        assertEquals("No commands found.", ran.output().lines().findFirst().orElseThrow());
        assertTrue(ran.output().contains("    meta:\n      command:\n        name: greet\n"), ran.output());
        assertEquals(new Ran(0, ran.output(), ""), ran);
    }

    @Test
    void an_unknown_command_is_told_with_the_nearest() {
        assertEquals(
                new Ran(
                        2,
                        "",
                        "wippy: command \"gret\" not found. Use 'wippy run list' to see available commands"
                                + " (did you mean \"greet\"?)\n"),
                cli.run("run", "gret"));
    }

    @Test
    void an_unknown_entry_is_told_with_the_nearest() {
        assertEquals(
                new Ran(2, "", "wippy: there is no entry \"hello:gret\" (did you mean \"hello:greet\"?)\n"),
                cli.run("run", "-x", "hello:gret"));
    }

    @Test
    void an_entry_that_is_no_process_is_told() {
        assertEquals(
                new Ran(2, "", "wippy: \"hello:processes\" is a process.host, of which no process can be made\n"),
                cli.run("run", "-x", "hello:processes"));
    }

    @Test
    void a_folder_that_is_not_there_is_told() {
        assertEquals(
                new Ran(3, "", "wippy: no such app folder: " + folder.resolve("none") + "\n"),
                cli.in(folder).run("-C", "none", "run", "list"));
    }

    @Test
    void an_app_with_nothing_to_start_says_so() {
        assertEquals(
                new Ran(3, "", """
                        wippy: nothing to start: no entry is a service (a process.service runs a process, and starts \
                        it again)
                        there are commands: wippy run compute runs one, wippy run list prints all
                        """),
                cli.run("run"));
    }

    @Test
    void an_empty_folder_has_no_entries() throws Exception {
        assertEquals(
                new Ran(3, "", "wippy: nothing to start: no entries found under " + folder.toRealPath() + "\n"),
                cli.in(folder).run("run"));
    }
}
