package dev.wippy.engine.chicory;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.compiler.internal.CompilerResult;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import dev.wippy.engine.CompileListener;
import dev.wippy.engine.CompileListener.Compiled;
import dev.wippy.engine.CompileListener.Source;
import dev.wippy.engine.CompileStatistics;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Engine;
import dev.wippy.engine.InvalidModuleException;
import dev.wippy.engine.UnsupportedModuleException;
import dev.wippy.engine.WasmFrame;
import dev.wippy.engine.cache.CodeCache;
import dev.wippy.engine.cache.CodeFolder;
import dev.wippy.engine.cache.CompiledClasses;
import dev.wippy.engine.cache.Digests;
import dev.wippy.engine.load.Linkage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The engine over Chicory's compiler. */
public final class ChicoryEngine implements Engine, Linkage.Linked {

    private final @Nullable CodeCache cache;
    private final CompileListener listener;
    private final long maxCode;
    private final CompileThreads threads = new CompileThreads();
    private final LoadedModules loaded = new LoadedModules();
    private final Linkage linkage = new Linkage();
    private final GuestFaults faults = new GuestFaults(linkage);
    private final Map<String, CompletableFuture<ChicoryModule>> underWay = new ConcurrentHashMap<>();
    private final AtomicLong compiled = new AtomicLong();
    private final AtomicLong diskHits = new AtomicLong();
    private final AtomicLong memoryHits = new AtomicLong();

    public ChicoryEngine(@Nullable CodeFolder folder, CompileListener listener, long maxCode) {
        this.cache = folder == null ? null : new CodeCache(folder);
        this.listener = listener;
        this.maxCode = maxCode;
        linkage.addFrames(loaded);
    }

    @Override
    public Linkage linkage() {
        return linkage;
    }

    @Override
    public CoreModule compile(byte[] binary) {
        if (binary.length > maxCode) {
            throw new InvalidModuleException(
                    "the module is " + binary.length + " bytes long; " + maxCode + " is the most that is allowed");
        }
        long began = System.nanoTime();
        String digest = Digests.hex(binary);
        ChicoryModule present = loaded.find(digest);
        if (present != null) {
            return inMemory(present, binary, began);
        }
        CompletableFuture<ChicoryModule> mine = new CompletableFuture<>();
        CompletableFuture<ChicoryModule> other = underWay.putIfAbsent(digest, mine);
        if (other != null) {
            return inMemory(join(other), binary, began);
        }
        try {
            // Another caller may have finished between the two looks.
            ChicoryModule ready = loaded.find(digest);
            if (ready != null) {
                mine.complete(ready);
                return inMemory(ready, binary, began);
            }
            threads.run(() -> load(digest, binary, began), mine);
            return join(mine);
        } finally {
            underWay.remove(digest, mine);
        }
    }

    @Override
    public List<WasmFrame> frames(StackTraceElement[] trace) {
        return linkage.frames(trace);
    }

    @Override
    public CompileStatistics statistics() {
        return new CompileStatistics(compiled.get(), diskHits.get(), memoryHits.get());
    }

    @Override
    public void close() {
        threads.close();
    }

    private ChicoryModule inMemory(ChicoryModule module, byte[] binary, long began) {
        memoryHits.incrementAndGet();
        report(module, binary, Source.MEMORY, began);
        return module;
    }

    private ChicoryModule load(String digest, byte[] binary, long began) {
        WasmModule parsed = ModuleParser.parse(binary);
        IndexSpaces types = new IndexSpaces(parsed);
        WasmModule linked = ModuleParser.numberImports(parsed);
        String key = CodeKey.of(digest);
        Optional<ChicoryModule> kept = cache == null
                ? Optional.empty()
                : cache.read(key).flatMap(code -> loadKept(digest, parsed, linked, types, code));
        if (kept.isPresent()) {
            diskHits.incrementAndGet();
            loaded.add(kept.get());
            report(kept.get(), binary, Source.DISK, began);
            return kept.get();
        }
        listener.compiling(digest, binary.length);
        CompiledClasses code = generate(digest, linked);
        ChicoryModule module = link(digest, parsed, linked, types, code);
        if (cache != null) {
            cache.write(key, code);
        }
        compiled.incrementAndGet();
        loaded.add(module);
        report(module, binary, Source.COMPILED, began);
        return module;
    }

    private Optional<ChicoryModule> loadKept(String digest, WasmModule parsed, WasmModule linked,
            IndexSpaces types, CompiledClasses code) {
        try {
            return Optional.of(link(digest, parsed, linked, types, code));
        } catch (UnsupportedModuleException e) {
            listener.cacheUnusable("what is kept of module " + digest + " does not load: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static CompiledClasses generate(String digest, WasmModule linked) {
        try {
            CompilerResult result = compiler(digest, linked).withInterpreterFallback(InterpreterFallback.SILENT)
                    .build().compile();
            Set<Integer> interpreted = ModuleParser.toInterpret(linked);
            if (!interpreted.isEmpty()) {
                // Which are to be interpreted can be said only together with those that have to be.
                interpreted.addAll(result.interpretedFunctions());
                result = compiler(digest, linked).withInterpretedFunctions(interpreted).build().compile();
            }
            return new CompiledClasses(result.collector().mainClassName(), result.interpretedFunctions().size(),
                    result.classBytes());
        } catch (RuntimeException e) {
            throw new UnsupportedModuleException("the module cannot be compiled: " + e, e);
        } catch (StackOverflowError e) {
            throw new UnsupportedModuleException("a function of the module is nested too deeply", e);
        }
    }

    private static Compiler.Builder compiler(String digest, WasmModule linked) {
        return Compiler.builder(linked)
                .withClassName(LoadedModules.className(digest))
                .withClassCollectorFactory(GeneratedClasses::new)
                // When one function is too large, Chicory begins its whole group anew.
                .withMaxFunctionsPerClass(256);
    }

    private ChicoryModule link(String digest, WasmModule parsed, WasmModule linked, IndexSpaces types,
            CompiledClasses code) {
        Function<Instance, Machine> machines;
        try {
            machines = GeneratedLoader.load(code);
        } catch (LinkageError e) {
            throw new UnsupportedModuleException("the JVM refuses the code made for the module: " + e.getMessage(), e);
        }
        return new ChicoryModule(digest, parsed, linked, types, machines, code.interpreted(), faults, linkage);
    }

    private void report(ChicoryModule module, byte[] binary, Source source, long began) {
        listener.compiled(new Compiled(module.digest(), binary.length, source,
                Duration.ofNanos(System.nanoTime() - began), module.interpreted()));
    }

    private static ChicoryModule join(CompletableFuture<ChicoryModule> module) {
        try {
            return module.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            } else if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }
}
