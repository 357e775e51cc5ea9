package dev.wippy.engine.load;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.function.BiConsumer;

/** Watches the JVM's cache of machine code: a full one stops its compilers for good, and says so to nobody. */
final class MachineCode {
    private static final double FULL = 0.8;

    private final BiConsumer<Long, Long> filling;
    private boolean told;

    /** @param filling told once of the bytes used, and of all there are, when the cache is nearly full */
    MachineCode(BiConsumer<Long, Long> filling) {
        this.filling = filling;
    }

    /** Looks; by one thread at a time. */
    void check() {
        if (told) {
            return;
        }
        long used = 0;
        long most = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().startsWith("CodeHeap") || pool.getName().equals("CodeCache")) {
                MemoryUsage usage = pool.getUsage();
                used += usage.getUsed();
                most += Math.max(0, usage.getMax());
            }
        }
        if (isNearlyFull(used, most)) {
            told = true;
            filling.accept(used, most);
        }
    }

    static boolean isNearlyFull(long used, long most) {
        return most > 0 && used >= most * FULL;
    }
}
