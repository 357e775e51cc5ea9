package dev.wippy.engine.run;

import dev.wippy.engine.read.ModuleDefinition;
import org.jspecify.annotations.Nullable;

/** What all instances of one memory of a module have in common. Safe for use by many threads. */
public final class MemoryTemplate {
    /** Of memories of which nothing is known. */
    public static final MemoryTemplate UNKNOWN = new MemoryTemplate(null, 0, null);

    /** The module that defines it; null where nothing is known. */
    private final @Nullable ModuleDefinition module;
    private final int memory;
    private volatile @Nullable MemoryImage image;
    /** What is learned of them; null where nothing is, since they are of no one kind. */
    @Nullable
    final LearnedWindow window;

    private MemoryTemplate(@Nullable ModuleDefinition module, int memory, @Nullable LearnedWindow window) {
        this.module = module;
        this.memory = memory;
        this.window = window;
    }

    /**
     * What they begin with. Made when one first hibernates: most never do, and a module of Go has tens of thousands of
     * segments to sort. Where two threads make it, the images are equal.
     */
    MemoryImage image() {
        MemoryImage made = image;
        if (made == null) {
            made = module == null ? MemoryImage.ZERO : MemoryImage.of(module, memory);
            image = made;
        }
        return made;
    }

    /** For each memory that a module defines, by its index; those that it imports are their definer's. */
    public static MemoryTemplate[] of(ModuleDefinition module) {
        MemoryTemplate[] all = new MemoryTemplate[module.memories().size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i < module.importedMemories()
                    ? UNKNOWN
                    : new MemoryTemplate(module, i, new LearnedWindow());
        }
        return all;
    }
}
