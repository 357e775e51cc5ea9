package dev.wippy.bench.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs as people ship them, each run in a JVM of its own: from {@code main} to the answer. */
record Programs(Optional<Path> folder, Wasmtime wasmtime) {
    private static final String NO_CACHE = "-";
    /** What a run with Chicory may take. */
    private static final int PATIENCE_SECONDS = 120;

    /**
     * A run.
     *
     * @param all milliseconds from {@code main} to the answer
     * @param compiled of them, until there was a module that could be instantiated
     */
    private record Times(double all, double compiled) {
        double ran() {
            return all - compiled;
        }
    }

    void print(List<Program> programs) throws IOException, InterruptedException {
        Main.line("%-20s %10s %10s %10s %10s %10s %10s %10s", "programs, ms", "first", "its run", "cached",
                "w. compiles",
                "w. runs", "first / it", "run / run");
        for (Program program : programs) {
            if (isMissing(program)) {
                continue;
            }
            Path cache = Files.createTempDirectory("wippy-bench");
            try {
                Times first = best(program, NO_CACHE);
                run(program, cache.toString(), List.of());
                Times cached = best(program, cache.toString());
                Map<String, Double> theirs = wasmtime.run(program, folder.orElseThrow());
                Optional<Double> compiles = Optional.ofNullable(theirs.get("compile"));
                Optional<Double> runs = Optional.ofNullable(theirs.get("run"));
                Main.line("%-20s %10.0f %10.0f %10.0f %10s %10s %10s %10s", program.name(), first.all(), first.ran(),
                        cached.all(), Main.number(compiles), Main.number(runs),
                        Main.number(runs.map(run -> first.all() / (run + compiles.orElseThrow()))),
                        Main.number(runs.map(run -> first.ran() / run)));
            } finally {
                delete(cache);
            }
        }
    }

    /** The same with Chicory's compiler, once: it takes minutes. */
    void printChicory() throws IOException, InterruptedException {
        for (Program program : Program.ALL) {
            if (!isMissing(program)) {
                Main.line("%-20s %s", program.name(), run(program, NO_CACHE, List.of("chicory"))
                        .map(times -> Main.number(Optional.of(times.all())) + " ms with Chicory's compiler")
                        .orElse("no answer of Chicory's compiler in " + PATIENCE_SECONDS + " s"));
            }
        }
    }

    /** How late others are on two carriers while a program starts with nothing cached. */
    void printStalls() throws IOException, InterruptedException {
        for (Program program : List.of(Program.TENGO_START, Program.ESBUILD)) {
            if (!isMissing(program)) {
                List<String> command = java();
                command.addAll(List.of("-Djdk.virtualThreadScheduler.parallelism=2",
                        "-Djdk.virtualThreadScheduler.maxPoolSize=2", Stall.class.getName(),
                        folder.orElseThrow().toString(), program.name()));
                Process process = new ProcessBuilder(command).inheritIO().start();
                if (process.waitFor() != 0) {
                    throw new IllegalStateException("the run of " + program.name() + " failed");
                }
            }
        }
    }

    /** This JVM's command, with its flags and its classes. */
    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return command;
    }

    private boolean isMissing(Program program) {
        boolean missing = folder.isEmpty() || !Files.exists(program.in(folder.get()));
        if (missing) {
            Main.line("%-20s not built", program.name());
        }
        return missing;
    }

    private Times best(Program program, String cache) throws IOException, InterruptedException {
        List<Times> all = new ArrayList<>();
        for (int i = 0; i < program.rounds(); i++) {
            all.add(run(program, cache, List.of())
                    .orElseThrow(() -> new IllegalStateException(program.name() + " gave no answer")));
        }
        return all.stream().min(Comparator.comparing(Times::all)).orElseThrow();
    }

    /** Empty if it does not end in time. */
    private Optional<Times> run(Program program, String cache, List<String> more)
            throws IOException, InterruptedException {
        List<String> command = java();
        command.addAll(List.of(Run.class.getName(), folder.orElseThrow().toString(), program.name(), cache));
        command.addAll(more);
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return Optional.empty();
        }
        String[] answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim().split(" ");
        if (process.exitValue() != 0 || answer.length != 2) {
            throw new IllegalStateException("the run of " + program.name() + " failed");
        }
        return Optional.of(new Times(Double.parseDouble(answer[0]) / 1e3, Double.parseDouble(answer[1]) / 1e3));
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
