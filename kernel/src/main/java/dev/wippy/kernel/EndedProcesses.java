package dev.wippy.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The processes that ended last. Safe for use by many threads. */
final class EndedProcesses {
    private final Deque<EndedProcess> last = new ArrayDeque<>();

    synchronized void add(EndedProcess ended) {
        if (last.size() == Processes.ENDED_KEPT) {
            last.removeFirst();
        }
        last.addLast(ended);
    }

    /** All that are remembered, the one that ended last first. */
    synchronized List<EndedProcess> all() {
        return List.copyOf(last.reversed());
    }
}
