package dev.wippy.registry;

import static dev.wippy.registry.AppFixture.COMPONENT;
import static dev.wippy.registry.AppFixture.COMPONENT_HASH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wippy.kernel.KernelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    @TempDir
    Path folder;

    AppFixture app;

    @BeforeEach
    void give_the_app_a_folder_of_binaries() {
        app = new AppFixture(folder).file("wasm/x.wasm", COMPONENT);
        app.file("src/a.yaml", "namespace: a\nname: files\nkind: fs.directory\ndirectory: wasm\n");
    }

    private void command(String name, String command) {
        app.file("src/" + name + ".yaml", """
                namespace: a
                entries:
                  - name: NAME
                    kind: process.wasm
                    meta:
                      command: COMMAND
                    fs: files
                    path: x.wasm
                    hash: HASH
                    method: run
                """.replace("NAME", name).replace("COMMAND", command).replace("HASH", COMPONENT_HASH));
    }

    @Test
    void commands_come_in_the_order_of_their_names() {
        command("one", "{name: zip, short: Zips things}");
        command("two", "{name: greet}");
        App loaded = app.load();
        assertEquals(List.of(), loaded.problems());
        assertEquals(
                List.of(new Command("greet", "", "a:two"), new Command("zip", "Zips things", "a:one")),
                loaded.commands());
        assertEquals(Optional.of(new Command("zip", "Zips things", "a:one")), loaded.command("zip"));
        assertEquals(Optional.of(new Command("greet", "", "a:two")), loaded.nearestCommand("gret"));
        assertEquals(Optional.empty(), loaded.nearestCommand("compute"));
    }

    @Test
    void a_command_has_a_name_of_its_own() {
        command("c1", "{name: greet}");
        command("c2", "{name: greet}");
        command("c3", "{name: list}");
        command("c4", "{short: Greets, nam: x}");
        command("c5", "greet");
        command("c6", "{name: 7}");
        command("c7", "{name: a b}");
        command("c8", "{name: \"\"}");
        App loaded = app.load();
        assertEquals(
                List.of(
                        "src/c2.yaml:6:23: a:c2: meta.command.name: meta.command.name \"greet\" is already used by a:c1"
                                + " at src/c1.yaml:6:23",
                        "src/c3.yaml:6:23: a:c3: meta.command.name: meta.command.name \"list\" is reserved"
                                + " (\"wippy run list\" has a meaning of its own)",
                        "src/c4.yaml:6:16: a:c4: meta.command.name: meta.command.name is required",
                        "src/c5.yaml:6:16: a:c5: meta.command: must be a map, such as"
                                + " {name: greet, short: Greets someone}",
                        "src/c6.yaml:6:23: a:c6: meta.command.name: must be a string (write \"7\" in quotes)",
                        "src/c7.yaml:6:23: a:c7: meta.command.name: \"a b\" can't be typed as one word after"
                                + " \"wippy run\"",
                        "src/c8.yaml:6:23: a:c8: meta.command.name: meta.command.name is required"),
                app.problems());
        assertEquals(
                List.of("src/c4.yaml:6:32: a:c4: meta.command.nam: unknown field (did you mean \"name\"?)"),
                app.warnings());
        assertEquals(List.of(new Command("greet", "", "a:c1")), loaded.commands());
    }

    @Test
    void what_is_no_process_can_not_be_a_command() {
        app.file("src/b.yaml", "namespace: b\nname: t\nkind: terminal.host\nmeta: {command: {name: x}}\n");
        assertEquals(
                List.of("src/b.yaml:4:17: b:t: meta.command: is not used: a terminal.host can't be run as a command"),
                app.warnings());
        assertEquals(List.of(), app.load().commands());
    }

    @Test
    void what_a_command_does_not_need_does_not_keep_it_from_running() {
        command("c1", "{name: greet}");
        app.file("src/b.yaml", "namespace: b\nname: t\nkind: terminal.hots\n");
        app.file("src/d.yaml", "namespace: [");
        App loaded = app.load();
        assertEquals(List.of(), loaded.problemsOf(List.of("a:c1")));
        assertEquals(
                List.of(
                        "src/b.yaml:3:7: b:t: kind: unknown kind \"terminal.hots\" (did you mean \"terminal.host\"?)",
                        "src/d.yaml:1:13: while parsing a flow node, expected the node content, but found"
                                + " '<stream end>'"),
                loaded.problemsBeside(List.of("a:c1")).stream().map(Problem::toString).toList());
    }

    @Test
    void what_is_wrong_with_what_a_command_needs_is_its_problem() {
        app.file("src/a.yaml", "namespace: a\nname: files\nkind: fs.directory\n");
        command("c1", "{name: greet}");
        App loaded = app.load();
        AppException refused = assertThrows(AppException.class, () -> loaded.template("a:c1"));
        assertEquals("src/a.yaml:2:1: a:files: directory: directory is required", refused.getMessage());
    }

    @Test
    void hosts_that_are_missing_are_named_with_the_lines_that_add_them() {
        KernelException refused = assertThrows(KernelException.class, () -> CommandHosts.of(app.load()));
        assertEquals("""
                no terminal.host found in registry
                no process.host found in registry
                add to the entries of src/a.yaml:

                  - name: terminal
                    kind: terminal.host
                  - name: processes
                    kind: process.host""", refused.getMessage());
        app.file("src/p.yaml", "namespace: a\nname: p\nkind: process.host\n");
        KernelException again = assertThrows(KernelException.class, () -> CommandHosts.of(app.load()));
        assertEquals("""
                no terminal.host found in registry
                add to the entries of src/a.yaml:

                  - name: terminal
                    kind: terminal.host""", again.getMessage());
    }

    @Test
    void one_of_several_terminal_hosts_is_to_be_chosen() {
        app.file("src/p.yaml", "namespace: a\nname: p\nkind: process.host\n");
        app.file("src/t1.yaml", "namespace: a\nname: t1\nkind: terminal.host\n");
        assertEquals("a:t1", CommandHosts.of(app.load()).terminal().id());
        app.file("src/t2.yaml", "namespace: a\nname: t2\nkind: terminal.host\n");
        App several = app.load();
        KernelException refused = assertThrows(KernelException.class, () -> CommandHosts.of(several));
        assertEquals("multiple terminal hosts found (a:t1, a:t2), use --host to specify", refused.getMessage());
        assertEquals("a:t2", CommandHosts.of(several, "a:t2").terminal().id());
        assertEquals("a:t2", CommandHosts.of(several, "t2").terminal().id());
        KernelException unknown = assertThrows(KernelException.class, () -> CommandHosts.of(several, "t3"));
        assertEquals("there is no terminal.host \"t3\" (use --host with one of a:t1, a:t2)", unknown.getMessage());
    }
}
