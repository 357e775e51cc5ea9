package dev.wippy.engine.load;

import dev.wippy.engine.CompileListener;
import dev.wippy.engine.CompileListener.Compiled;
import dev.wippy.engine.CompileListener.Source;
import dev.wippy.engine.CompileStatistics;
import dev.wippy.engine.CoreModule;
import dev.wippy.engine.Engine;
import dev.wippy.engine.InvalidModuleException;
import dev.wippy.engine.UnsupportedModuleException;
import dev.wippy.engine.cache.Digests;
import dev.wippy.engine.generate.ClassGenerator;
import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.generate.ModuleLayout;
import dev.wippy.engine.read.FunctionFacts;
import dev.wippy.engine.read.ModuleDefinition;
import dev.wippy.engine.read.ModuleValidator;
import dev.wippy.engine.read.ReadModule;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Our own engine. A module is read and validated when it is asked for; its code is generated as it is first run.
 * Modules that need what is not generated go to another engine as a whole.
 */
public final class GeneratingEngine implements Engine {
    private static final int MAX_OPERANDS = 30_000;

    private final CompileListener listener;
    private final long maxCode;
    private final CutLimits limits;
    private final Engine other;
    private final GeneratorThreads threads = new GeneratorThreads();
    private final TypeLoader.Registry types = new TypeLoader.Registry();
    private final LoadedModules loaded = new LoadedModules();
    private final AtomicLong compiled = new AtomicLong();
    private final AtomicLong memoryHits = new AtomicLong();

    /**
     * An engine.
     *
     * @param other runs the modules that need what is not generated; closed with this one
     */
    public GeneratingEngine(CompileListener listener, long maxCode, CutLimits limits, Engine other) {
        this.listener = listener;
        this.maxCode = maxCode;
        this.limits = limits;
        this.other = other;
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
            memoryHits.incrementAndGet();
            report(digest, binary, Source.MEMORY, began);
            return present;
        }
        return switch (ModuleValidator.read(binary, threads, threads.count())) {
            case ReadModule.NeedsOther _ -> other.compile(binary);
            case ReadModule.Valid(ModuleDefinition module, var facts) -> {
                check(module, facts);
                yield load(digest, binary, module, began);
            }
        };
    }

    /** The JVM's operand stack has 65,535 slots, of which a value takes up to two. */
    private static void check(ModuleDefinition module, List<FunctionFacts> facts) {
        for (int i = 0; i < facts.size(); i++) {
            if (facts.get(i).operands() > MAX_OPERANDS) {
                throw new UnsupportedModuleException("function " + (module.importedFunctions() + i) + " has "
                        + facts.get(i).operands() + " operands on its stack; " + MAX_OPERANDS
                        + " is the most that this engine has");
            }
        }
    }

    private CoreModule load(String digest, byte[] binary, ModuleDefinition module, long began) {
        listener.compiling(digest, binary.length);
        GeneratedModule made = new GeneratedModule(digest, code(digest, module, false),
                () -> code(digest, module, true));
        loaded.add(made);
        compiled.incrementAndGet();
        report(digest, binary, Source.COMPILED, began);
        return made;
    }

    private LoadedCode code(String digest, ModuleDefinition module, boolean countsFuel) {
        ClassGenerator generator = new ClassGenerator(new ModuleLayout(module, countsFuel), limits);
        return new LoadedCode(module, new ModuleLoader(digest, module, generator, threads, types), loaded);
    }

    private void report(String digest, byte[] binary, Source source, long began) {
        listener.compiled(
                new Compiled(digest, binary.length, source, Duration.ofNanos(System.nanoTime() - began), 0));
    }

    @Override
    public CompileStatistics statistics() {
        CompileStatistics others = other.statistics();
        return new CompileStatistics(compiled.get() + others.compiled(), others.diskHits(),
                memoryHits.get() + others.memoryHits());
    }

    @Override
    public void close() {
        other.close();
    }
}
