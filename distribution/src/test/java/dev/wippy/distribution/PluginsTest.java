package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where plugins are looked for, and by which commands; what they do is tested with the example of one. */
class PluginsTest {

    @TempDir
    Path folder;

    private Path broken(String name) throws IOException {
        return Files.writeString(Files.createDirectories(folder.resolve(name)).resolve("broken.jar"), "no jar");
    }

    private Cli cli() {
        return new Cli(folder.resolve("cache"));
    }

    @Test
    void a_broken_plugin_of_the_installation_is_named() throws IOException {
        Path jar = broken("home/plugins");
        var ran = cli().installedIn(folder.resolve("home")).run("run", "greet", "World");
        assertEquals(ExitCode.NO_APP, ran.exitCode());
        assertTrue(ran.error().startsWith("wippy: plugin " + jar + " can't be read as a jar: "), ran.error());
        assertEquals("", ran.output());
    }

    @Test
    void a_broken_plugin_of_the_folder_that_is_named_is_named() throws IOException {
        Path jar = broken("mine");
        var ran = cli().run("run", "--plugins", folder.resolve("mine").toString(), "greet", "World");
        assertEquals(ExitCode.NO_APP, ran.exitCode());
        assertTrue(ran.error().startsWith("wippy: plugin " + jar + " can't be read as a jar: "), ran.error());
    }

    @Test
    void an_installation_without_any_says_where_they_belong() {
        assertEquals(
                Cli.printed(
                        "No plugins found. They are jars in the installation's plugins/, or in a folder that --plugins"
                                + " names.\n"),
                cli().run("plugins"));
    }

    @Test
    void a_folder_of_plugins_that_is_not_there_is_named() {
        Path missing = folder.resolve("missing");
        assertEquals(
                new Cli.Ran(ExitCode.NO_APP, "", "wippy: there is no folder of plugins " + missing + "\n"),
                cli().run("run", "--plugins", missing.toString(), "greet"));
    }

    @Test
    void an_installation_without_plugins_runs() throws IOException {
        Files.createDirectories(folder.resolve("home"));
        assertEquals(
                Cli.printed("Hello, World!\n"),
                cli().installedIn(folder.resolve("home")).run("run", "greet", "World"));
    }

    @Test
    void what_only_looks_at_an_app_runs_no_plugin() throws IOException {
        broken("home/plugins");
        Cli cli = cli().installedIn(folder.resolve("home"));
        String[][] looks = {{"run", "list"}, {"registry", "list"}, {"lint"}, {"hash"}, {"inspect", "wasm/hello.wasm"}, {
            "version"}, {"--help"}};
        for (String[] words : looks) {
            var ran = cli.run(words);
            assertEquals("", ran.error(), words[0]);
            assertEquals(ExitCode.OK, ran.exitCode(), words[0]);
        }
    }

    @Test
    void the_plugins_folder_of_an_app_is_not_loaded() throws IOException {
        // Whoever unpacks a folder has not said that its Java may run.
        Apps.copy(Cli.HELLO, folder.resolve("app"));
        broken("app/plugins");
        assertEquals(
                Cli.printed("Hello, World!\n"), cli().in(folder.resolve("app")).run("run", "greet", "World"));
    }
}
