package dev.wippy.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a program left. */
record Ran(int exitCode, String output, String error) {

    static Ran printed(String output) {
        return new Ran(0, output, "");
    }

    /** Runs a program to its end. */
    static Ran of(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path error = Files.createTempFile(Build.TARGET, "error", ".txt");
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(error.toFile());
        builder.environment().putAll(environment);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        // What is made in the background would outlive the test's folder.
        builder.environment().put("WIPPY_AOT", "off");
        // Of the build that this test is part of; it is not for the one that is started here.
        builder.environment().keySet().removeIf(name -> name.equals("MAVEN_OPTS") || name.startsWith("MAVEN_CMD"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), output, Files.readString(error));
    }

    @Override
    public String toString() {
        return "exit code " + exitCode + "\n" + output + error;
    }
}
