package dev.wippy.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A folder as the zip unpacks to, made of the classes under test: the script runs the real program from it. */
final class Installation {
    private final Path script;

    Installation(Path home) throws IOException {
        Path lib = Files.createDirectories(home.resolve("lib"));
        script = Files.createDirectories(home.resolve("bin")).resolve("wippy");
        Files.copy(Path.of("src/main/scripts/wippy"), script, StandardCopyOption.REPLACE_EXISTING);
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("can't be made executable: " + script);
        }
        int number = 0;
        for (String each : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            Path path = Path.of(each);
            Path jar = lib.resolve(number++ + ".jar");
            if (Files.isDirectory(path)) {
                pack(path, jar);
            } else if (Files.exists(path)) {
                Files.copy(path, jar);
            }
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(each).toString().replace('\\', '/')));
                Files.copy(each, out);
                out.closeEntry();
            }
        }
    }

    /** The program, to be started in the first app. */
    ProcessBuilder wippy(Path cache, String... args) {
        var command = new java.util.ArrayList<String>();
        command.add(script.toString());
        command.addAll(java.util.List.of(args));
        return shell(cache, command.toArray(String[]::new));
    }

    /** Any program with the same surroundings, in which {@code $WIPPY} is the script. */
    ProcessBuilder shell(Path cache, String... command) {
        var builder = new ProcessBuilder(command).directory(Cli.HELLO.toFile());
        builder.environment().put("WIPPY", script.toString());
        builder.environment().put("XDG_CACHE_HOME", cache.toString());
        builder.environment().put("WIPPY_JAVA", ProcessHandle.current().info().command().orElseThrow());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        // What is made in the background would outlive the test's folder.
        builder.environment().put("WIPPY_AOT", "off");
        return builder;
    }
}
