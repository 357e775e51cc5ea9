package dev.wippy.lua;

import dev.wippy.kernel.Exit;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.Launch;
import dev.wippy.kernel.Process;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.registry.App;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** An app of scripts, for tests: each is an entry {@code app:NAME}, on the host {@code app:processes}. */
final class Scripts implements AutoCloseable {
    /** Long enough for a machine that is busy; no test waits for it to be over. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final Kernel kernel;
    private final Path folder;
    private final StringBuilder yaml = new StringBuilder("""
            version: "1.0"
            namespace: app
            entries:
              - name: processes
                kind: process.host
            """);
    private App app;

    Scripts(Path folder) {
        this(folder, Kernel.builder().build());
    }

    Scripts(Path folder, Kernel kernel) {
        this.folder = folder;
        this.kernel = kernel;
    }

    /** On a host that runs so many at once. */
    Scripts(Path folder, int workers) {
        this(folder);
        yaml.append("    host: {workers: ").append(workers).append("}\n");
    }

    /** Adds a script in a file of its own, and lines of YAML below its entry. */
    Scripts add(String name, String source, String... fields) {
        write(name + ".lua", source);
        entry("""
                  - name: %s
                    kind: process.lua
                    source: file://%s.lua
                """.formatted(name, name), fields);
        return this;
    }

    /** Adds an entry. */
    Scripts entry(String text, String... fields) {
        yaml.append(text);
        for (String field : fields) {
            yaml.append("    ").append(field).append('\n');
        }
        return this;
    }

    void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    App app() {
        if (app == null) {
            write("app.yaml", yaml.toString());
            app = App.load(folder, kernel);
        }
        return app;
    }

    Process spawn(String name, Object... arguments) {
        return app().start("app:processes", ProcessHost.class).spawn(app().template("app:" + name), Launch.of(
                arguments));
    }

    /** Runs a script to its end. */
    Exit run(String name, Object... arguments) {
        return spawn(name, arguments).exit().block(PATIENCE);
    }

    /** What a script returns; an error if it fails. */
    Object value(String name, Object... arguments) {
        Exit exit = run(name, arguments);
        if (!exit.isNormal()) {
            throw new AssertionError(exit.failure().orElseThrow().toString());
        }
        return exit.value();
    }

    /** What a script without a file of its own returns. */
    static Object result(Path folder, String source, Object... arguments) {
        try (var scripts = new Scripts(folder)) {
            return scripts.add("script", source).value("script", arguments);
        }
    }

    /** How it fails: kind and message. */
    static String failure(Path folder, String source, Object... arguments) {
        try (var scripts = new Scripts(folder)) {
            return scripts.add("script", source).run("script", arguments).failure().orElseThrow().toString();
        }
    }

    @Override
    public void close() {
        if (app != null) {
            app.close();
        }
        kernel.close();
    }
}
