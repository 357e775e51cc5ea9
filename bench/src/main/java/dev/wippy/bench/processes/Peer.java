package dev.wippy.bench.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The program of {@code peers/wasmtime}, where it is built, on the same component.
 *
 * @param binary the program
 * @param component what it runs
 */
record Peer(Optional<Path> binary, Path component) {

    private static final Pattern MEASURED = Pattern.compile("(spawn|park|rss|overshoot) ");

    /** Prints what it measures; nothing where it is not built. */
    void print(String... arguments) {
        if (binary.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(binary.get().toString(), component.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            // Where there is no room for a guest it waits for ever.
            var bound = CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS);
            bound.execute(process::destroyForcibly);
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            output.lines().filter(line -> MEASURED.matcher(line).lookingAt())
                    .forEach(line -> Bench.line("  wasmtime", "%s", line));
            if (status != 0) {
                Bench.line("  wasmtime", "did not get through %s", String.join(" ", arguments));
            }
        } catch (IOException e) {
            Bench.line("  wasmtime", "could not be run: %s", e);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
