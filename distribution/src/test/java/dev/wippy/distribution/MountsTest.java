package dev.wippy.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wippy.distribution.Cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apps whose guests see folders, from the command line. */
class MountsTest {

    @TempDir
    private static Path cache;

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void run_in_a_folder_of_our_own() {
        cli = new Cli(cache).in(folder);
    }

    private void app(String name) throws Exception {
        Apps.copy(Path.of("../examples", name).toAbsolutePath().normalize(), folder);
    }

    private String output(String name) throws Exception {
        return Files.readString(folder.resolve("data/output").resolve(name));
    }

    @Test
    void files_of_a_read_only_mount_are_converted_to_files_of_a_writable_one() throws Exception {
        app("csv");
        assertEquals(Cli.printed("""
                /input/cities.csv -> /output/cities.tsv, 3 rows
                /input/notes.csv -> /output/notes.tsv, 2 rows
                """), cli.run("run", "convert"));
        assertEquals("""
                city\tpeople\tmotto
                Oslo\t700000\tUnanimiter, et constanter
                Bergen\t290000\tA "quoted" word
                """, output("cities.tsv"));
        assertEquals("name\tnote\nAda\ttwo\\nlines\n", output("notes.tsv"));
    }

    @Test
    void a_long_file_is_converted_whole() throws Exception {
        app("csv");
        String rows = "some text,\"more, of it\",12345\n".repeat(20_000);
        Files.writeString(folder.resolve("data/input/long.csv"), rows);
        assertEquals(0, cli.run("run", "convert").exitCode());
        assertEquals("some text\tmore, of it\t12345\n".repeat(20_000), output("long.tsv"));
    }

    @Test
    void a_mount_that_is_read_only_by_its_entry_refuses_what_is_written() throws Exception {
        app("csv");
        Path index = folder.resolve("src/_index.yaml");
        Files.writeString(index, Files.readString(index)
                .replace("guest: /output", "guest: /output\n          read_only: true"));
        assertEquals(
                new Ran(1, "", "/output/cities.tsv: Read-only file system\n/output/notes.tsv: Read-only file system\n"),
                cli.run("run", "convert"));
    }

    @Test
    void a_scratch_file_system_takes_what_is_written_and_keeps_nothing() throws Exception {
        app("csv");
        Path index = folder.resolve("src/_index.yaml");
        Files.writeString(index, Files.readString(index)
                .replace("kind: fs.directory\n    directory: ./data/output\n    auto_init: true", "kind: fs.memory"));
        assertEquals(0, cli.run("run", "convert").exitCode());
        assertTrue(Files.notExists(folder.resolve("data/output/cities.tsv")));
    }

    @Test
    void a_mount_whose_folder_is_gone_when_the_process_starts_is_told_with_its_place() throws Exception {
        app("csv");
        Path data = folder.resolve("data/input");
        Files.delete(data.resolve("cities.csv"));
        Files.delete(data.resolve("notes.csv"));
        Files.delete(data);
        Ran ran = cli.run("run", "convert");
        assertEquals(3, ran.exitCode());
        assertTrue(ran.error().contains("csv:input: directory: no such folder: "), ran.error());
    }

    @Test
    void the_page_s_file_processor_runs() throws Exception {
        app("seed");
        assertEquals(
                Cli.printed("/data/input.csv -> /output/input.json, 2 rows\n"),
                cli.run("run", "-x", "myns:file_processor"));
        assertEquals(
                "[{\"city\":\"Oslo\",\"people\":\"700000\"},{\"city\":\"Bergen\",\"people\":\"290000\"}]\n",
                output("input.json"));
    }
}
