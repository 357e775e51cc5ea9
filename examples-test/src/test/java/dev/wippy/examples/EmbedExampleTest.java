package dev.wippy.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/embed}, as whoever copies it builds and runs it. */
@Timeout(300)
class EmbedExampleTest {

    @TempDir
    Path folder;

    @Test
    void it_builds_on_the_artifacts_alone_and_follows_and_monitors_a_component() throws Exception {
        Path project = Build.copy(Build.ROOT.resolve("examples/embed"), folder.resolve("embed"));
        Path app = Build.ROOT.resolve("examples/hello");
        Ran ran = Build.maven(project, "compile", "exec:exec", "-Ddemo.app=" + app);
        assertEquals(0, ran.exitCode(), ran::toString);
        // Maven says things of its own before it, such as the colour that it stops to write in.
        assertTrue(ran.output().contains("""
                started
                waits for wasi:io/poll.pollable.block (100ms)
                ended with slept 100 ms
                """), ran::toString);
        // The other process's own lines come when they come.
        assertTrue(ran.output().contains("the watcher heard: slept 200 ms\n"), ran::toString);
    }

    @Test
    void the_readme_shows_what_it_runs() throws Exception {
        String main = Files.readString(Build.ROOT.resolve("examples/embed/src/main/java/demo/Main.java"));
        Snippets.assertShown("README.md", main);
    }
}
