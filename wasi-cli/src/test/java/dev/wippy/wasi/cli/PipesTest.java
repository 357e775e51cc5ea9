package dev.wippy.wasi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pipes on the standard streams of a real program, for those of this one belong to whoever runs the tests. */
@Timeout(120)
class PipesTest {

    @TempDir
    private Path folder;

    private ProcessBuilder program() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                java, "-cp", System.getProperty("java.class.path"), UpperCaseMain.class.getName());
    }

    private File input(String text) throws IOException {
        return Files.writeString(folder.resolve("input"), text).toFile();
    }

    private String run(ProcessBuilder program, File output) throws Exception {
        File error = folder.resolve("error").toFile();
        var process = program.redirectOutput(output).redirectError(error).start();
        int code = process.waitFor();
        return code + ": " + Files.readString(error.toPath());
    }

    @Test
    void what_comes_in_goes_out_whole_and_in_order() throws Exception {
        var lines = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            lines.append("line ").append(i).append('\n');
        }
        File output = folder.resolve("output").toFile();
        String end = run(program().redirectInput(input(lines.toString())), output);
        assertEquals("0: 1088890 bytes", end);
        assertEquals(
                lines.toString().toUpperCase(java.util.Locale.ROOT),
                Files.readString(output.toPath(), StandardCharsets.US_ASCII));
    }

    @Test
    void a_full_disk_is_an_error_that_says_so() throws Exception {
        var full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "skipped: no /dev/full on this system");
        String end = run(program().redirectInput(input("x")), full.toFile());
        assertEquals("1: writing to standard output failed: No space left on device", end);
    }
}
