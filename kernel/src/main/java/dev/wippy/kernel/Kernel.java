package dev.wippy.kernel;

import dev.wippy.component.types.FunctionType;
import dev.wippy.engine.Budget;
import dev.wippy.engine.Engine;
import dev.wippy.kernel.imports.ProcessModule;
import dev.wippy.kernel.spi.Catalog;
import dev.wippy.kernel.spi.EntryKind;
import dev.wippy.kernel.spi.ImportModule;
import dev.wippy.kernel.spi.ProcessBody;
import dev.wippy.kernel.spi.ProcessKind;
import dev.wippy.kernel.spi.Stdio;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Runs processes, and knows what plugs into them: the one place that looks for modules with {@link ServiceLoader}. All
 * methods may be called from any thread.
 */
public final class Kernel implements AutoCloseable {
    /** The grace period of a terminated process when nothing is said. */
    public static final Duration DEFAULT_GRACE_PERIOD = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Kernel.class);

    private final Time time;
    private final Engine engine;
    private final boolean ownsEngine;
    private final ImportModules importModules;
    private final List<EntryKind> entryKinds;
    private final List<ProcessKind> processKinds;
    private final PluginJars plugins;
    private final Budget budget;
    private final Stdio stdio;
    private final Slicer slicer = new Slicer();
    private final Watchdog watchdog;
    private final Hibernator hibernator;
    private final Processes processes = new Processes();
    private final Catalogs catalogs = new Catalogs();
    private final Map<String, AtomicLong> pidNumbers = new ConcurrentHashMap<>();
    private final Set<ProcessHost> hosts = ConcurrentHashMap.newKeySet();
    private final ProcessHost ownHost;
    private volatile boolean closed;
    private final WasmTemplates wasmTemplates;

    private Kernel(Builder builder) {
        ClassLoader loader = builder.classLoader;
        this.time = builder.time;
        // First, since they may be refused, and all else is to be closed.
        this.plugins = PluginJars.open(builder.plugins, loader);
        try {
            this.importModules = new ImportModules(found(ImportModule.class, loader, builder.withOwnModules()));
        } catch (RuntimeException refused) {
            plugins.close();
            throw refused;
        }
        this.entryKinds = found(EntryKind.class, loader, List.of());
        this.processKinds = found(ProcessKind.class, loader, List.of());
        this.ownsEngine = builder.engine == null;
        this.engine = builder.engine == null ? Engine.builder().build() : builder.engine;
        this.hibernator = new Hibernator(time, hosts);
        this.budget = hibernator.watch(Budget.of(builder.maxMemory, Budget.UNBOUNDED));
        this.stdio = builder.stdio;
        this.watchdog = new Watchdog(builder.gracePeriod);
        this.ownHost = host(HostOptions.of("kernel"));
        this.wasmTemplates = new WasmTemplates(this, engine, importModules);
    }

    /** Starts the configuration of a kernel. */
    public static Builder builder() {
        return new Builder();
    }

    private <T> List<T> found(Class<T> service, ClassLoader loader, List<T> given) {
        List<T> all = new ArrayList<>(given);
        ServiceLoader.load(service, loader).forEach(all::add);
        all.addAll(plugins.providers(service));
        return List.copyOf(all);
    }

    /** The kernel's time. */
    public Time time() {
        return time;
    }

    /** What core modules are compiled with; the kernel's, so not to be closed by others. */
    public Engine engine() {
        return engine;
    }

    /**
     * The modules that host imports come from: those given to the builder, the kernel's own, those found, then those of
     * plugins.
     */
    public List<ImportModule> importModules() {
        return importModules.all();
    }

    /** The jars that the builder was given, in that order. */
    public List<Plugin> plugins() {
        return plugins.all();
    }

    /** The kinds of entries that were found. */
    public List<EntryKind> entryKinds() {
        return entryKinds;
    }

    /** The kinds of processes that were found. */
    public List<ProcessKind> processKinds() {
        return processKinds;
    }

    /** What all processes take at this moment; after the last {@link Exit} was told, nothing. */
    public Usage usage() {
        int permits = hosts.stream().mapToInt(host -> host.permits().taken()).sum();
        return new Usage(processes.count(), permits, budget.bytes());
    }

    /** What the memories of processes that wait take. Looks at each process. */
    public Hibernated hibernated() {
        return hibernator.count();
    }

    /** Makes a host, which lives until it or the kernel is closed. */
    public ProcessHost host(HostOptions options) {
        var host = new ProcessHost(this, options);
        hosts.add(host);
        // After it is listed: close() either finds it, or is seen here.
        if (closed) {
            host.close();
        }
        return host;
    }

    /** All processes, by their pids and names. */
    public Processes processes() {
        return processes;
    }

    /**
     * Lets processes spawn what a catalog knows, by id; where several know an id, the one that was attached first counts.
     *
     * @return takes the catalog away again
     */
    public Disposable attach(Catalog catalog) {
        return catalogs.attach(catalog);
    }

    /**
     * A template of processes that are not WebAssembly.
     *
     * @param entry the id of the entry that it stands for
     * @param signature the type of the function that a process runs, where it has one
     */
    public Template template(
            String entry, Optional<FunctionType> signature, Limits limits, ProcessBody.Factory factory) {
        return new Template(this, entry, signature, limits, _ -> List.of(), factory, false);
    }

    /**
     * A template of processes that run a component or a core module. Parses and compiles it on the calling thread.
     *
     * @throws dev.wippy.kernel.spi.EntryException naming {@code path}, {@code method} or {@code imports[N]} if the binary
     *     is not valid, does not export the method, or a host import is not known
     */
    public Template wasm(WasmProgram program) {
        return wasmTemplates.create(program);
    }

    /** Ends all processes and frees what the kernel holds; the processes tell their ends as ever. */
    @Override
    public void close() {
        closed = true;
        hosts.forEach(ProcessHost::close);
        slicer.close();
        watchdog.close();
        hibernator.close();
        for (ImportModule module : importModules.all()) {
            try {
                module.close();
            } catch (RuntimeException failed) {
                LOG.warn("closing the import module {} failed", module.name(), failed);
            }
        }
        if (ownsEngine) {
            engine.close();
        }
        plugins.close();
    }

    boolean isClosed() {
        return closed;
    }

    void closed(ProcessHost host) {
        hosts.remove(host);
    }

    Budget budget() {
        return budget;
    }

    Stdio stdio() {
        return stdio;
    }

    Hibernator hibernator() {
        return hibernator;
    }

    Watchdog watchdog() {
        return watchdog;
    }

    Mono<Template> findTemplate(String entry) {
        return catalogs.template(entry);
    }

    Mono<ProcessHost> findHost(String id) {
        return catalogs.host(id);
    }

    /** Of a process of a host; a host that is made anew under an old id goes on counting. */
    Pid nextPid(String host) {
        return new Pid(
                host,
                pidNumbers.computeIfAbsent(host, _ -> new AtomicLong()).incrementAndGet());
    }

    Slicer slicer() {
        return slicer;
    }

    /** Runs the processes that no other host does: those of {@link Template#steps}. */
    ProcessHost ownHost() {
        return ownHost;
    }

    /** Configuration of a {@link Kernel}; not for concurrent use. */
    public static final class Builder {
        private Time time = Time.system();
        private @Nullable Engine engine;
        private final List<ImportModule> importModules = new ArrayList<>();
        private final List<Path> plugins = new ArrayList<>();
        private ClassLoader classLoader = Kernel.class.getClassLoader();
        private long maxMemory = Runtime.getRuntime().maxMemory() / 2;
        private Stdio stdio = Stdio.NONE;
        private Duration gracePeriod = DEFAULT_GRACE_PERIOD;

        private Builder() {}

        /** The time that processes live by; the system's when not set. */
        public Builder time(Time time) {
            this.time = time;
            return this;
        }

        /** The engine, which the kernel will not close; one of its own, without a cache on disk, when not set. */
        public Builder engine(Engine engine) {
            this.engine = engine;
            return this;
        }

        /** A module for host imports beside those that are found; it comes before them. */
        public Builder importModule(ImportModule module) {
            importModules.add(module);
            return this;
        }

        private List<ImportModule> withOwnModules() {
            var all = new ArrayList<>(importModules);
            all.add(new ProcessModule());
            return all;
        }

        /** Where modules are looked for; the kernel's own class loader when not set. */
        public Builder classLoader(ClassLoader loader) {
            this.classLoader = loader;
            return this;
        }

        /**
         * A jar whose import modules and kinds come in too, in a class loader of its own below that of
         * {@link #classLoader}; closed with the kernel. One that does not load keeps the kernel from being made.
         */
        public Builder plugin(Path jar) {
            plugins.add(jar);
            return this;
        }

        /** Bytes of linear memory that all processes together may take; half the heap when not set. */
        public Builder maxMemory(long bytes) {
            this.maxMemory = bytes;
            return this;
        }

        /** The standard streams of processes that neither their launch nor their host gives any; none when not set. */
        public Builder stdio(Stdio stdio) {
            this.stdio = stdio;
            return this;
        }

        /**
         * How long a terminated process may take to come out of an import and to free what it has; past it the process is
         * over without its thread, which is reported. Real time; {@link Kernel#DEFAULT_GRACE_PERIOD} when not set.
         */
        public Builder gracePeriod(Duration period) {
            this.gracePeriod = period;
            return this;
        }

        /**
         * Makes the kernel.
         *
         * @throws KernelException of kind AlreadyExists if two import modules have one name; of kind Invalid, naming the
         *     jar, if a plugin does not load
         */
        public Kernel build() {
            return new Kernel(this);
        }
    }
}
