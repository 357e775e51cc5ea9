package dev.wippy.engine.load;

import dev.wippy.engine.cache.KeptClasses;
import dev.wippy.engine.generate.ClassGenerator;
import dev.wippy.engine.generate.CutLimits;
import dev.wippy.engine.generate.ModuleLayout;
import dev.wippy.engine.generate.Names;
import dev.wippy.engine.read.FunctionType;
import dev.wippy.engine.read.ModuleDefinition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The class files of one module, by their internal names: from the cache on disk, else generated. Of threads that need a
 * class at once one has it generated, and the others wait for it. Used by any thread.
 */
final class ModuleClasses {
    /** No class has this name. */
    private static final String GROUPS = "groups";

    private final ModuleDefinition module;
    private final boolean countsFuel;
    private final CutLimits limits;
    private final GeneratorThreads threads;
    private final @Nullable KeptClasses kept;
    private final ClassCounts counts;
    private final Generation generation;
    /** By the name of its class. */
    private final Map<String, FunctionType> types = new HashMap<>();
    /** Classes that were generated, and are not loaded yet. */
    private final Map<String, byte[]> ready = new ConcurrentHashMap<>();
    private final Map<String, FutureTask<Map<String, byte[]>>> underWay = new ConcurrentHashMap<>();
    private @Nullable ClassGenerator generator;

    /**
     * The classes of one variant of the code.
     *
     * @param kept the cache's classes of the module; null without a cache
     */
    ModuleClasses(ModuleDefinition module, boolean countsFuel, CutLimits limits, GeneratorThreads threads,
            @Nullable KeptClasses kept, ClassCounts counts, Generation generation) {
        this.generation = generation;
        this.module = module;
        this.countsFuel = countsFuel;
        this.limits = limits;
        this.threads = threads;
        this.kept = kept;
        this.counts = counts;
        for (int i = 0; i < module.typeCount(); i++) {
            types.putIfAbsent(Names.shorten(module.type(i).signature()), module.type(i));
        }
        counts.left.add(countGroups());
    }

    /** Kept beside the classes: with them, where the bodies are need not be read. */
    private int countGroups() {
        byte[] known = kept == null ? null : kept.read(GROUPS);
        if (known != null && known.length == Integer.BYTES) {
            return ByteBuffer.wrap(known).getInt();
        }
        int groups = ModuleLayout.countGroups(module);
        if (kept != null) {
            kept.put(Map.of(GROUPS, ByteBuffer.allocate(Integer.BYTES).putInt(groups).array()));
        }
        return groups;
    }

    /** The function type that a class stands for; null for the others. */
    @Nullable
    FunctionType type(String internal) {
        if (internal.startsWith(Names.SIGNATURE)) {
            return types.get(internal.substring(Names.SIGNATURE.length()));
        } else if (internal.startsWith(Names.HOST)) {
            return types.get(internal.substring(Names.HOST.length()));
        }
        return null;
    }

    /** A class that was generated already, by this process or another. */
    Found find(String internal) {
        byte[] made = ready.get(internal);
        if (made != null) {
            return new Found(made, false);
        }
        return new Found(kept == null ? null : kept.read(internal), true);
    }

    /**
     * Generates a class and waits for it.
     *
     * @return null if the module has no such class
     * @throws GenerationError if it cannot be generated
     */
    byte @Nullable [] generate(String internal) {
        FutureTask<Map<String, byte[]>> mine = new FutureTask<>(() -> make(internal));
        FutureTask<Map<String, byte[]>> other = underWay.putIfAbsent(internal, mine);
        if (other != null) {
            return GeneratorThreads.await(other).get(internal);
        }
        try {
            threads.start(mine);
            return GeneratorThreads.await(mine).get(internal);
        } finally {
            underWay.remove(internal, mine);
        }
    }

    private Map<String, byte[]> make(String internal) {
        byte[] before = ready.get(internal);
        if (before != null) {
            // Generated in between two looks.
            return Map.of(internal, before);
        }
        Map<String, byte[]> made = generateNow(internal);
        counts.made.add(made.size());
        ready.putAll(made);
        if (kept != null) {
            kept.put(made);
        }
        return made;
    }

    private Map<String, byte[]> generateNow(String internal) {
        FunctionType type = type(internal);
        if (type == null) {
            return generation.generate(generator(), internal);
        }
        return Map.of(internal, internal.startsWith(Names.SIGNATURE)
                ? ClassGenerator.signatureClass(type)
                : ClassGenerator.hostClass(type));
    }

    /** Not made before it is needed: with all that is needed on disk, it never is. */
    private synchronized ClassGenerator generator() {
        ClassGenerator known = generator;
        if (known == null) {
            known = new ClassGenerator(new ModuleLayout(module, countsFuel), limits);
            generator = known;
        }
        return known;
    }

    /** A class is loaded now: its bytes are not needed again. */
    void loaded(String internal, boolean fromDisk) {
        ready.remove(internal);
        if (fromDisk) {
            counts.loaded.increment();
        }
        if (internal.startsWith(Names.GROUP)) {
            counts.left.decrement();
        }
    }

    /** What was generated of a class is none: the next who asks has it generated anew. */
    void discard(String internal) {
        ready.remove(internal);
        distrust();
    }

    /** What the cache has of the module is not what was kept. */
    void distrust() {
        if (kept != null) {
            kept.rewrite();
        }
    }

    /** The classes that the cache does not have; none without a cache. */
    List<String> missing() {
        if (kept == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>(generator().names());
        types.values().forEach(type -> names.add(Names.signatureClass(type.signature())));
        names.removeIf(kept::contains);
        return names;
    }

    /**
     * Generates a class for the cache alone, on the calling thread.
     *
     * @return the bytes that were made
     */
    long makeForLater(String internal) {
        if (kept == null || kept.contains(internal)) {
            return 0;
        }
        Map<String, byte[]> made = generateNow(internal);
        kept.put(made);
        return made.values().stream().mapToLong(code -> code.length).sum();
    }

    /** All that there is to make is made. */
    void complete() {
        if (kept != null) {
            kept.merge();
        }
    }

    /**
     * What looking for a class found.
     *
     * @param code null for nothing
     * @param fromDisk whether it is the cache's
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Found(byte @Nullable [] code, boolean fromDisk) {}
}
