package dev.wippy.embed;

import dev.wippy.engine.CompileListener;
import dev.wippy.engine.CompileStatistics;
import dev.wippy.engine.Engine;
import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.HostOptions;
import dev.wippy.kernel.Kernel;
import dev.wippy.kernel.KernelException;
import dev.wippy.kernel.ProcessHost;
import dev.wippy.kernel.Processes;
import dev.wippy.kernel.Template;
import dev.wippy.kernel.Time;
import dev.wippy.kernel.WasmProgram;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.Stdio;
import dev.wippy.registry.App;
import dev.wippy.registry.TerminalHost;
import dev.wippy.wasi.http.HttpModule;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A running Wippy: an engine, a kernel, and what they run, an app or single components. All methods may be called from
 * any thread.
 *
 * {@snippet :
 * try (var wippy = Wippy.builder().app(Path.of("shop")).build()) {
 *     Process process = wippy.host("shop:processes").spawn(wippy.template("shop:greet"), "World");
 *     process.exit().subscribe(exit -> System.out.println(exit.value()));
 * }
 * }
 */
public final class Wippy implements AutoCloseable {
    private final Engine engine;
    private final Kernel kernel;
    private final Optional<App> app;
    private final Programs programs;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Wippy(Engine engine, Kernel kernel, Optional<App> app, Programs programs) {
        this.engine = engine;
        this.kernel = kernel;
        this.app = app;
        this.programs = programs;
    }

    /** Starts the configuration of a Wippy. */
    public static Builder builder() {
        return new Builder();
    }

    /** What runs processes. */
    public Kernel kernel() {
        return kernel;
    }

    /** All processes, by their pids and names, and what can be done to them. */
    public Processes processes() {
        return kernel.processes();
    }

    /** The app, if the builder was given one. */
    public Optional<App> app() {
        return app;
    }

    /** What was compiled until now, and what the cache had. */
    public CompileStatistics compileStatistics() {
        return engine.statistics();
    }

    /**
     * The template of a program that the builder was given, or of a process entry of the app; the same each time. The
     * first time, on the calling thread, what it runs is read, checked and compiled.
     *
     * @param id of the entry
     * @throws dev.wippy.registry.AppException if there is something wrong with the entry or with what it needs
     * @throws dev.wippy.kernel.spi.EntryException if a program that the builder was given can't be run
     * @throws KernelException of kind NotFound if there is no such entry, of kind Invalid if it is no process
     */
    public Template template(String id) {
        Optional<Template> given = programs.find(id);
        if (given.isPresent()) {
            return given.get();
        }
        return app.orElseThrow(() -> new KernelException(
                ErrorKind.NOT_FOUND, "there is no entry \"" + id + "\"; there are: " + programs))
                .template(id);
    }

    /**
     * A host of the app; started on first use.
     *
     * @param id of a {@code process.host} or {@code terminal.host} entry
     * @throws dev.wippy.registry.AppException if there is something wrong with the entry
     * @throws KernelException of kind NotFound if there is no such entry, of kind Invalid if it is no host
     */
    public ProcessHost host(String id) {
        App of = app.orElseThrow(() -> new KernelException(
                ErrorKind.NOT_FOUND,
                "there is no host \"" + id + "\", since there is no app; kernel().host(HostOptions.of(\"" + id
                        + "\")) makes one"));
        Object started = of.start(id, Object.class);
        return switch (started) {
            case ProcessHost host -> host;
            case TerminalHost terminal -> terminal.host();
            default -> throw new KernelException(
                    ErrorKind.INVALID,
                    "\"" + id + "\" is a " + of.entry(id).orElseThrow().kind()
                            + ", and neither a process.host nor a terminal.host");
        };
    }

    /** Makes a host, which lives until it or this is closed. */
    public ProcessHost host(HostOptions options) {
        return kernel.host(options);
    }

    /**
     * Ends all processes and frees everything: the app's entries, the last started first, the import modules, the
     * plugins' class loaders, the engine with its threads. The processes tell their ends as ever. Does nothing the second
     * time.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        // Each even where the one before failed.
        try (engine;
                kernel) {
            programs.close();
            app.ifPresent(App::close);
        }
    }

    /** Configuration of a {@link Wippy}; not for concurrent use. */
    public static final class Builder {
        private final Engine.Builder engine = Engine.builder();
        private final Kernel.Builder kernel = Kernel.builder();
        private final List<WasmProgram> programs = new ArrayList<>();
        private @Nullable Path app;
        private @Nullable Vertx vertx;

        private Builder() {}

        /**
         * An app to read; its entries start when they are first used. What is wrong with some of them is in
         * {@link App#problems}, and thrown where one of those is used; {@link App#boot} starts and throws all.
         *
         * @param root the app's folder
         */
        public Builder app(Path root) {
            app = root;
            return this;
        }

        /** A component without an app: {@link Wippy#template} finds it by its entry's id, as its processes do. */
        public Builder program(WasmProgram program) {
            programs.add(program);
            return this;
        }

        /** A module for host imports beside those that are found; it comes before them, and is closed with all else. */
        public Builder importModule(ImportModule module) {
            kernel.importModule(module);
            return this;
        }

        /** Where modules are looked for as services; Wippy's own class loader when not set. */
        public Builder classLoader(ClassLoader loader) {
            kernel.classLoader(loader);
            return this;
        }

        /**
         * The plugins of a folder: each {@code *.jar} in it, in the order of their names, in a class loader of its own.
         * Their code runs with all rights of this program.
         *
         * @throws KernelException of kind NotFound if there is no such folder
         */
        public Builder plugins(Path folder) {
            PluginFolder.jars(folder).forEach(kernel::plugin);
            return this;
        }

        /** One plugin, in a class loader of its own. */
        public Builder plugin(Path jar) {
            kernel.plugin(jar);
            return this;
        }

        /** Where compiled code is kept from one run to the next; nowhere when not set. */
        public Builder cacheDirectory(Path directory) {
            engine.cacheDirectory(directory);
            return this;
        }

        /** Hears of what is compiled. */
        public Builder compileListener(CompileListener listener) {
            engine.listener(listener);
            return this;
        }

        /** The time that processes live by; the system's when not set. */
        public Builder time(Time time) {
            kernel.time(time);
            return this;
        }

        /** Bytes of linear memory that all processes together may take; half the heap when not set. */
        public Builder maxMemory(long bytes) {
            kernel.maxMemory(bytes);
            return this;
        }

        /** The standard streams of processes that neither their launch nor their host gives any; none when not set. */
        public Builder stdio(Stdio stdio) {
            kernel.stdio(stdio);
            return this;
        }

        /**
         * The Vert.x that guests' HTTP runs on, which is not closed with this; when not set, one starts with the first
         * request.
         */
        public Builder vertx(Vertx vertx) {
            this.vertx = vertx;
            return this;
        }

        /** How long a terminated process may take to let go; see {@link Kernel.Builder#gracePeriod}. */
        public Builder gracePeriod(Duration period) {
            kernel.gracePeriod(period);
            return this;
        }

        private static HttpModule http(Kernel made) {
            return made.importModules().stream()
                    .filter(HttpModule.class::isInstance)
                    .map(HttpModule.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new KernelException(
                            ErrorKind.NOT_FOUND, "there is no module wasi:http, which would use a Vert.x"));
        }

        /**
         * Makes it, with nothing started but the modules and plugins.
         *
         * @throws KernelException of kind NotFound if there is no such app; of kind Invalid, naming the jar, if a plugin
         *     does not load; of kind AlreadyExists or Conflict if two modules serve one name or kind, or two programs
         *     have one id
         */
        public Wippy build() {
            Engine running = engine.build();
            Kernel made = null;
            try {
                made = kernel.engine(running).build();
                if (vertx != null) {
                    http(made).use(vertx);
                }
                var named = new Programs(made, programs);
                Optional<Path> root = Optional.ofNullable(app);
                // Not Optional.map, whose lambda would see a variable that is set twice.
                Optional<App> loaded = root.isPresent() ? Optional.of(App.load(root.get(), made)) : Optional.empty();
                return new Wippy(running, made, loaded, named);
            } catch (RuntimeException | Error refused) {
                if (made != null) {
                    made.close();
                }
                running.close();
                throw refused;
            }
        }
    }
}
