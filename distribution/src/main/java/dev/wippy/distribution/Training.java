package dev.wippy.distribution;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes an AOT cache in three steps, each a process of the script's: one runs a small app that is part of this program
 * and records, one makes the file of that, one uses it. All of it happens in a folder for temporary files, with the
 * options that the script has. Java could do the first two in one, but not for paths with a space in them.
 */
final class Training {
    private static final Map<String, String> APP = Map.of("_index.yaml", "src", "script.lua", "src", "hello.wasm",
            "wasm", "echo.wasm", "wasm");
    private static final List<List<String>> RUNS = List.of(List.of("hash", "--write"),
            List.of("run", "-x", "training:greet", "World"), List.of("run", "-x", "training:echo"), List.of("run", "-x",
                    "training:script"));
    private static final long MINUTES = 10;

    private final Interrupts interrupts;

    Training(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    /** What is to be done with a file that was made. */
    @FunctionalInterface
    interface Use {
        void accept(Path file) throws IOException;
    }

    /** Makes a file, which is gone afterwards. */
    void make(Path script, Use use) throws IOException {
        Path work = Files.createTempDirectory("wippy-warm");
        try {
            unpack(work);
            run(script, work, "-XX:AOTMode=record -XX:AOTConfiguration=recorded", "warm", WarmCommand.TRAIN);
            run(script, work, "-XX:AOTMode=create -XX:AOTConfiguration=recorded -XX:AOTCache=made", "version");
            run(script, work, "-XX:AOTMode=on -XX:AOTCache=made", "version");
            use.accept(work.resolve("made"));
        } finally {
            remove(work);
        }
    }

    private static void unpack(Path work) throws IOException {
        for (var each : APP.entrySet()) {
            Path folder = Files.createDirectories(work.resolve("app").resolve(each.getValue()));
            try (InputStream in = Training.class.getResourceAsStream("training/" + each.getKey())) {
                if (in == null) {
                    throw new IOException("this program lacks its part training/" + each.getKey());
                }
                Files.copy(in, folder.resolve(each.getKey()));
            }
        }
    }

    private void run(Path script, Path work, String options, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(Arrays.asList(words));
        Path said = work.resolve("said");
        var builder = new ProcessBuilder(command).directory(work.toFile()).redirectInput(new File("/dev/null"))
                .redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().put("XDG_CACHE_HOME", work.resolve("cache").toString());
        // Relative, as these options are split at spaces.
        builder.environment().put("WIPPY_JAVA_OPTS", options);
        builder.environment().put("WIPPY_AOT", "off");
        Process process = builder.start();
        interrupts.onInterrupt(process::destroy);
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("Java with " + options + " took more than " + MINUTES + " minutes");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted");
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException("Java with " + options + " ended with " + process.exitValue() + lastLine(said));
        }
    }

    private static String lastLine(Path said) throws IOException {
        List<String> lines = new String(Files.readAllBytes(said), StandardCharsets.UTF_8).lines().toList();
        return lines.isEmpty() ? "" : ": " + OneLine.of(lines.getLast());
    }

    private static void remove(Path work) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(work)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }

    /**
     * What is recorded: the app's hashes, which it comes without, and each entry of the app twice, the second time with its code from the cache.
     *
     * @return a sentence on what went wrong; null if nothing did
     */
    static @Nullable String record(Shell shell) {
        var quiet = new Shell(new ByteArrayInputStream(new byte[]{'h', 'i', '\n'}), OutputStream.nullOutputStream(),
                shell.error(), Shell.Terminals.NONE, shell.environment(), shell.workingDirectory().resolve("app"),
                Optional.empty(), shell.interrupts());
        for (int i = 0; i < 2; i++) {
            for (List<String> words : RUNS) {
                int code = WippyCli.run(quiet, words.toArray(String[]::new));
                if (code != ExitCode.OK) {
                    return words + " ended with " + code;
                }
            }
        }
        return null;
    }
}
