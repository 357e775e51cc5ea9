package dev.wippy.engine;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Does to a guest at each of its safepoints what else happens seldom, and much more than it: hibernates its memories,
 * which moves each array that code might still hold, and widens them.
 */
final class Restless extends Safepoint.Guest {
    private final List<WeakReference<Hibernation>> hibernations = new ArrayList<>();
    private final List<WeakReference<CoreMemory>> memories = new ArrayList<>();
    private boolean busy;
    private int most = Integer.MAX_VALUE;
    private int every = 100_000;
    private int polls;
    private int slept;

    /** Runs something with a request open all the time. */
    void run(Runnable body) {
        Safepoint.run(this, () -> {
            request();
            try {
                body.run();
            } finally {
                withdraw();
            }
        });
    }

    /** A budget whose memories are hibernated at each safepoint. */
    Budget budget() {
        Budget budget = Budget.of(Budget.UNBOUNDED, Budget.UNBOUNDED);
        hibernations.add(new WeakReference<>(Hibernation.of(budget)));
        return budget;
    }

    /** A memory that is widened now and then. */
    void widen(CoreMemory memory) {
        memories.add(new WeakReference<>(memory));
    }

    /** Leaves a guest alone after so many safepoints but for one in a hundred thousand. */
    void most(int safepoints) {
        most(safepoints, 100_000);
    }

    /** After so many safepoints, one in some is enough, three times as many. */
    void most(int safepoints, int then) {
        most = safepoints;
        every = then;
    }

    /** How many safepoints were passed. */
    int polls() {
        return polls;
    }

    /** How many times a guest's memories were hibernated. */
    int slept() {
        return slept;
    }

    @Override
    protected void reached() {
        polls++;
        if (!busy && (polls < most || polls % every == 0 && polls / every <= 3 * most)) {
            busy = true;
            everything();
            busy = false;
        }
        request();
    }

    private void everything() {
        hibernations.removeIf(each -> each.get() == null);
        for (WeakReference<Hibernation> each : hibernations) {
            Hibernation hibernation = each.get();
            if (hibernation != null) {
                hibernation.park(polls);
                slept += hibernation.hibernate() ? 1 : 0;
                hibernation.unpark();
            }
        }
        for (WeakReference<CoreMemory> each : memories) {
            CoreMemory memory = each.get();
            if (memory != null && memory.size() > 0 && polls % 3 == 0) {
                memory.getByte(polls % 2 == 0 ? 0 : memory.size() - 1);
            }
        }
    }
}
