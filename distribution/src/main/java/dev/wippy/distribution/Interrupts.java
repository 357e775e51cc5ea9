package dev.wippy.distribution;

import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C and SIGTERM. The first one ends what runs in an orderly way, and at once if there is nothing to end; a second
 * one ends all at once. Safe for use by many threads.
 */
final class Interrupts {

    /** What a shell shows for a program that SIGINT ended. */
    static final int INTERRUPTED = 130;

    /** The same for SIGTERM. */
    static final int TERMINATED = 143;

    private final IntConsumer halt;
    private int exitCode;
    private @Nullable Runnable action;

    /** @param halt ends the program with an exit code, at once */
    Interrupts(IntConsumer halt) {
        this.halt = halt;
    }

    /** From now on the first interrupt does this. */
    synchronized void onInterrupt(Runnable action) {
        this.action = action;
    }

    /**
     * What ran is over: from now on an interrupt ends the program at once.
     *
     * @return whether there was one before
     */
    synchronized boolean over() {
        action = null;
        return exitCode != 0;
    }

    /** Ask this once all has ended: the exit code, if it was an interrupt that ended it. */
    synchronized OptionalInt exitCode() {
        return exitCode == 0 ? OptionalInt.empty() : OptionalInt.of(exitCode);
    }

    /** There was an interrupt. */
    void raise(int code) {
        Runnable orderly;
        synchronized (this) {
            orderly = exitCode == 0 ? action : null;
            exitCode = code;
        }
        if (orderly == null) {
            halt.accept(code);
        } else {
            orderly.run();
        }
    }
}
