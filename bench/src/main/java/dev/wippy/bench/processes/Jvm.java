package dev.wippy.bench.processes;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** What the JVM has taken. */
final class Jvm {
    private static final AtomicLong PAUSE = new AtomicLong();

    private Jvm() {}

    /** Begins to look at pauses of the collector. */
    static void watchPauses() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            // What it does beside the program is no pause.
            if (!collector.getName().contains("Concurrent") && !collector.getName().contains("Cycles")
                    && collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener((notification, _) -> {
                    var info = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
                    // Those that this bench asks for are its own.
                    if (!info.getGcCause().equals("System.gc()")) {
                        PAUSE.accumulateAndGet(info.getGcInfo().getDuration(), Math::max);
                    }
                }, null, null);
            }
        }
    }

    /** The longest pause since it was asked last, in milliseconds. */
    static long takeLongestPause() {
        return PAUSE.getAndSet(0);
    }

    /** The bytes of heap that are reachable. */
    static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The bytes that classes take. */
    static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().startsWith("Metaspace") || pool.getName().startsWith("Compressed Class"))
                .map(MemoryPoolMXBean::getUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    /** Open descriptors; -1 where the system does not tell. */
    static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : -1;
    }

    /** Threads of the system. */
    static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
