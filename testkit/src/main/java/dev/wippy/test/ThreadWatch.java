package dev.wippy.test;

import dev.wippy.kernel.Pid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The threads of the system that were there when a test began; those that came since have to be gone when it ends. */
final class ThreadWatch {
    /** What the JDK and Reactor keep for everybody. */
    private static final List<String> SHARED = List.of(
            "Attach Listener",
            "Cleaner",
            "CompletableFutureDelayScheduler",
            "Common-Cleaner",
            "ForkJoinPool",
            "JVMCI",
            "Notification Thread",
            "Read-Poller",
            "Reference Handler",
            "Signal Dispatcher",
            "VirtualThread-unblocker",
            "VirtualThread-unparker",
            "Write-Poller",
            "boundedElastic",
            "parallel",
            "process reaper",
            "single",
            "surefire");

    private final Duration patience;
    private final Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

    /** @param patience how long a thread may take to end */
    ThreadWatch(Duration patience) {
        this.patience = patience;
    }

    /** What is left, in words; each thread gets some time to end. */
    List<String> left() {
        var left = new ArrayList<String>();
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && !isShared(thread))
                .sorted(Comparator.comparing(Thread::getName))
                .forEach(thread -> end(thread, "the thread \"" + thread.getName() + '"').ifPresent(left::add));
        return left;
    }

    private static boolean isShared(Thread thread) {
        return SHARED.stream().anyMatch(thread.getName()::startsWith);
    }

    /** Waits for the end of a process's thread. */
    Optional<String> end(Thread thread, Pid process) {
        return end(thread, "the thread of " + process);
    }

    private Optional<String> end(Thread thread, String what) {
        try {
            if (thread.join(patience)) {
                return Optional.empty();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        String where = Stream.of(thread.getStackTrace())
                .findFirst()
                .map(frame -> ", at " + frame)
                .orElse("");
        return thread.isAlive() ? Optional.of(what + where) : Optional.empty();
    }
}
