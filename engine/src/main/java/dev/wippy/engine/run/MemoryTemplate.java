package dev.wippy.engine.run;

import dev.wippy.engine.read.ModuleDefinition;
import org.jspecify.annotations.Nullable;

/** What all instances of one memory of a module have in common. Safe for use by many threads. */
public final class MemoryTemplate {
    /** Of memories of which nothing is known. */
    public static final MemoryTemplate UNKNOWN = new MemoryTemplate(MemoryImage.ZERO, null);

    final MemoryImage image;
    /** What is learned of them; null where nothing is, since they are of no one kind. */
    @Nullable
    final LearnedWindow window;

    private MemoryTemplate(MemoryImage image, @Nullable LearnedWindow window) {
        this.image = image;
        this.window = window;
    }

    /** For each memory that a module defines, by its index; those that it imports are their definer's. */
    public static MemoryTemplate[] of(ModuleDefinition module) {
        MemoryTemplate[] all = new MemoryTemplate[module.memories().size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i < module.importedMemories()
                    ? UNKNOWN
                    : new MemoryTemplate(MemoryImage.of(module, i), new LearnedWindow());
        }
        return all;
    }
}
