package dev.wippy.kernel;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many processes of a host run at once: first come, first served. Waiting for one parks a virtual thread and holds
 * no thread of the system.
 */
final class RunPermits {

    /** A place in the queue, or the permit that came of it. */
    static final class Ticket {
        private final Thread thread;
        private volatile boolean granted;

        private Ticket(Thread thread) {
            this.thread = thread;
        }

        /** Whether it is the permit. */
        boolean granted() {
            return granted;
        }
    }

    private final int workers;
    private final AtomicLong lastPause = new AtomicLong(System.nanoTime());

    /** Guarded by this, as is the number of free permits. An ended process leaves from anywhere in the queue. */
    private final LinkedHashSet<Ticket> queue = new LinkedHashSet<>();

    private int free;
    private volatile int waiting;

    RunPermits(int workers) {
        this.workers = workers;
        this.free = workers;
    }

    /** Queues up for a thread, which may not have started. */
    Ticket enter(Thread thread) {
        Ticket ticket = enterWithin(thread, Integer.MAX_VALUE);
        if (ticket == null) {
            throw new IllegalStateException("more processes wait than there can be");
        }
        return ticket;
    }

    /** The same if fewer than so many wait already, or it need not wait; null if not. */
    synchronized @Nullable Ticket enterWithin(Thread thread, int most) {
        if (free == 0 && queue.size() >= most) {
            return null;
        }
        var ticket = new Ticket(thread);
        if (free > 0) {
            free--;
            ticket.granted = true;
        } else {
            queue.add(ticket);
            waiting = queue.size();
        }
        return ticket;
    }

    /**
     * Waits for the permit, on the ticket's thread; an interrupt does not end the wait, and is kept.
     *
     * @param giveUp looked at whenever the thread is woken: true leaves the queue
     * @return whether it has the permit
     */
    boolean await(Ticket ticket, BooleanSupplier giveUp) {
        boolean interrupted = false;
        while (!ticket.granted && !giveUp.getAsBoolean()) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (giveUp.getAsBoolean()) {
            leave(ticket);
            return false;
        }
        return true;
    }

    /** Gives up the place in the queue, or the permit. */
    void leave(Ticket ticket) {
        synchronized (this) {
            if (queue.remove(ticket)) {
                waiting = queue.size();
                return;
            }
        }
        release();
    }

    /** Gives a permit back: to the one that waited longest, if one waits. */
    void release() {
        Ticket next = null;
        synchronized (this) {
            Iterator<Ticket> first = queue.iterator();
            if (first.hasNext()) {
                next = first.next();
                first.remove();
                waiting = queue.size();
                next.granted = true;
            } else {
                free++;
            }
        }
        if (next != null) {
            LockSupport.unpark(next.thread);
        }
    }

    /**
     * Whether it is time for a process that got a permit to pause for a moment, so that its carrier looks for other work
     * (see {@link RunState}): once a slice, while processes wait for permits. Short runs would hand over for ever
     * without any of them coming to the end of its slice.
     */
    boolean pauseDue() {
        if (waiting == 0) {
            return false;
        }
        long last = lastPause.get();
        long now = System.nanoTime();
        return now - last >= Slicer.SLICE_NANOS && lastPause.compareAndSet(last, now);
    }

    /** How many processes wait for one. */
    int waiting() {
        return waiting;
    }

    /** Whether nobody has one. */
    boolean allFree() {
        return taken() == 0;
    }

    /** How many processes have one. */
    synchronized int taken() {
        return workers - free;
    }
}
