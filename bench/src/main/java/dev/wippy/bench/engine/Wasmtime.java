package dev.wippy.bench.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Python's package {@code wasmtime}, where there is one: the same in another process. */
record Wasmtime(String python, Path script) {

    /** Milliseconds by name; empty where there is no wasmtime. */
    Map<String, Double> kernels(Path module) throws IOException, InterruptedException {
        return ask(List.of("kernels", module.toString()));
    }

    /** Milliseconds of {@code compile} and {@code run}; empty where there is no wasmtime. */
    Map<String, Double> run(Program program, Path folder) throws IOException, InterruptedException {
        Path root = Files.createTempDirectory("wippy-bench");
        for (Map.Entry<String, String> file : program.files().entrySet()) {
            Files.writeString(root.resolve(file.getKey().substring(1)), file.getValue());
        }
        Path stdin = Files.writeString(root.resolve("stdin"), program.stdin());
        List<String> words = new ArrayList<>(
                List.of("run", program.in(folder).toString(), root.toString(), stdin.toString()));
        words.addAll(program.arguments());
        return ask(words);
    }

    private Map<String, Double> ask(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python, script.toString()));
        command.addAll(words);
        Map<String, Double> answers = new HashMap<>();
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        for (String line : new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
            String[] parts = line.split(" ");
            if (parts.length == 2) {
                answers.put(parts[0], Double.valueOf(parts[1]));
            }
        }
        return process.waitFor() == 0 ? answers : Map.of();
    }
}
