package dev.wippy.engine.load;

import dev.wippy.engine.CompileListener;
import dev.wippy.engine.CompileListener.Compiled;
import dev.wippy.engine.CompileListener.Source;
import dev.wippy.engine.CompileStatistics;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Engine;
import dev.wippy.engine.InvalidModuleException;
import dev.wippy.engine.WasmFrame;
import dev.wippy.engine.cache.ClassCache;
import dev.wippy.engine.cache.Digests;
import dev.wippy.engine.cache.KeptClasses;
import dev.wippy.engine.generate.ClassGenerator;
import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.read.ModuleDefinition;
import dev.wippy.engine.read.ModuleValidator;
import dev.wippy.engine.read.ReadModule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Our own engine. A module is read and validated when it is asked for; its code is generated as it is first run. With a
 * cache, what was read, validated and generated once is not again, in no process. Modules that need what is not
 * generated go to another engine as a whole.
 */
public final class GeneratingEngine implements Engine {
    /** The bytes of generated classes that may be loaded at once, when nothing else is said. */
    public static final long DEFAULT_MAX_GENERATED = CodeBudget.DEFAULT;

    private final CompileListener listener;
    private final long maxCode;
    private final CutLimits limits;
    private final Engine other;
    private final GeneratorThreads threads = new GeneratorThreads();
    private final TypeLoader.Registry types;
    private final LoadedModules loaded;
    private final Map<String, CompletableFuture<CoreModule>> underWay = new ConcurrentHashMap<>();
    private final ClassCounts classes = new ClassCounts();
    private final AtomicLong compiled = new AtomicLong();
    private final AtomicLong diskHits = new AtomicLong();
    private final AtomicLong memoryHits = new AtomicLong();
    private final Optional<GeneratedCodeKey> key;
    private final @Nullable ClassCache cache;
    private final @Nullable KeptForms forms;
    private final Background background;
    private final CodeBudget budget;
    private final Generation generation;

    /**
     * An engine that keeps nothing on disk.
     *
     * @param other runs the modules that need what is not generated; closed with this one
     */
    public GeneratingEngine(CompileListener listener, long maxCode, CutLimits limits, Engine other) {
        this(listener, maxCode, limits, other, null, CodeBudget.DEFAULT);
    }

    /**
     * An engine.
     *
     * @param other runs the modules that need what is not generated; closed with this one
     * @param options how generated classes are kept; null for not at all
     * @param maxGenerated the bytes of generated classes that may be loaded at once
     */
    public GeneratingEngine(CompileListener listener, long maxCode, CutLimits limits, Engine other,
            @Nullable CacheOptions options, long maxGenerated) {
        this(listener, maxCode, limits, other, options, maxGenerated, ClassGenerator::generate);
    }

    /** @param generation how a class is generated: tests let it fail */
    GeneratingEngine(CompileListener listener, long maxCode, CutLimits limits, Engine other,
            @Nullable CacheOptions options, long maxGenerated, Generation generation) {
        this.generation = generation;
        budget = new CodeBudget(maxGenerated);
        this.listener = listener;
        this.maxCode = maxCode;
        this.limits = limits;
        this.other = other;
        Linkage linkage = other instanceof Linkage.Linked linked ? linked.linkage() : new Linkage();
        types = linkage.types();
        loaded = new LoadedModules(linkage);
        key = options == null ? Optional.empty() : GeneratedCodeKey.of(limits);
        cache = options == null || key.isEmpty() ? null : new ClassCache(options.folder(), options.most());
        forms = cache == null ? null : new KeptForms(cache);
        MachineCode machineCode = new MachineCode(listener::codeCacheFilling);
        background = new Background(cache, loaded, threads, machineCode, this,
                options == null ? CacheOptions.DEFAULT_DELAY : options.delay(),
                options == null ? CacheOptions.DEFAULT_SOON : options.soon(),
                options != null && options.completing(), listener::cacheUnusable);
        if (options != null && key.isEmpty()) {
            listener.cacheUnusable("the engine's own class files are not where they say");
        }
    }

    @Override
    public CoreModule compile(byte[] binary) {
        if (binary.length > maxCode) {
            throw new InvalidModuleException(
                    "the module is " + binary.length + " bytes long; " + maxCode + " is the most that is allowed");
        }
        long began = System.nanoTime();
        String digest = Digests.hex(binary);
        GeneratedModule present = loaded.find(digest);
        if (present != null) {
            return inMemory(present, binary, began);
        }
        CompletableFuture<CoreModule> mine = new CompletableFuture<>();
        CompletableFuture<CoreModule> others = underWay.putIfAbsent(digest, mine);
        if (others != null) {
            return afterOthers(digest, others, binary, began);
        }
        try {
            // Another caller may have finished between the two looks.
            GeneratedModule ready = loaded.find(digest);
            CoreModule module = ready == null ? load(digest, binary, began) : inMemory(ready, binary, began);
            mine.complete(module);
            return module;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(digest, mine);
        }
    }

    /** Waits for another caller's module; if it failed, this one is told the same, or a mishap is tried again. */
    private CoreModule afterOthers(String digest, CompletableFuture<CoreModule> others, byte[] binary, long began) {
        CoreModule module = others.handle((made, _) -> made).join();
        if (module instanceof GeneratedModule generated) {
            return inMemory(generated, binary, began);
        }
        return module == null ? load(digest, binary, began) : other.compile(binary);
    }

    private GeneratedModule inMemory(GeneratedModule module, byte[] binary, long began) {
        memoryHits.incrementAndGet();
        report(module.digest(), binary, Source.MEMORY, began);
        return module;
    }

    private CoreModule load(String digest, byte[] binary, long began) {
        Optional<KeptClasses> kept = open(digest, false);
        if (kept.isPresent() && kept.get().isKnown()) {
            // It was found valid: what is kept of it says so.
            GeneratedModule found = load(digest, KnownModule.read(binary, digest, kept.get()), kept);
            diskHits.incrementAndGet();
            report(digest, binary, Source.DISK, began);
            return found;
        }
        return switch (ModuleValidator.read(binary, threads, threads.count())) {
            case ReadModule.NeedsOther _ -> other.compile(binary);
            case ReadModule.Valid(ModuleDefinition module, _) -> {
                listener.compiling(digest, binary.length);
                GeneratedModule made = load(digest, module, kept);
                kept.ifPresent(into -> KnownModule.keep(module, digest, into));
                compiled.incrementAndGet();
                report(digest, binary, Source.COMPILED, began);
                yield made;
            }
        };
    }

    /** Not on the calling thread, which a guest's interrupt may reach. */
    private Optional<KeptClasses> open(String digest, boolean countsFuel) {
        ClassCache from = cache;
        return from == null
                ? Optional.empty()
                : key.flatMap(of -> threads.await(() -> from.open(of.hex(digest, countsFuel))));
    }

    private GeneratedModule load(String digest, ModuleDefinition module, Optional<KeptClasses> kept) {
        GeneratedModule made = new GeneratedModule(digest, code(digest, module, false, kept),
                () -> code(digest, module, true, open(digest, true)));
        loaded.add(made);
        background.begin();
        return made;
    }

    private LoadedCode code(String digest, ModuleDefinition module, boolean countsFuel, Optional<KeptClasses> kept) {
        ModuleClasses code = new ModuleClasses(module, countsFuel, limits, threads, kept.orElse(null), classes,
                generation);
        return new LoadedCode(module, new ModuleLoader(digest, code, types, budget), loaded);
    }

    private void report(String digest, byte[] binary, Source source, long began) {
        listener.compiled(
                new Compiled(digest, binary.length, source, Duration.ofNanos(System.nanoTime() - began), 0));
    }

    @Override
    public Optional<byte[]> recall(Class<?> maker, byte[] digest) {
        return forms == null ? Optional.empty() : threads.await(() -> forms.recall(maker, digest));
    }

    @Override
    public void keep(Class<?> maker, byte[] digest, byte[] form) {
        if (forms != null) {
            threads.await(() -> forms.keep(maker, digest, form));
            background.begin();
        }
    }

    @Override
    public List<WasmFrame> frames(StackTraceElement[] trace) {
        return loaded.linkage().frames(trace);
    }

    @Override
    public CompileStatistics statistics() {
        CompileStatistics others = other.statistics();
        return new CompileStatistics(compiled.get() + others.compiled(), diskHits.get() + others.diskHits(),
                memoryHits.get() + others.memoryHits(), classes.now());
    }

    @Override
    public void close() {
        background.close();
        if (cache != null) {
            cache.sweep();
        }
        other.close();
    }
}
