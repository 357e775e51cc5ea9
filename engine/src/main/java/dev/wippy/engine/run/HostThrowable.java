package dev.wippy.engine.run;

import dev.wippy.engine.Unwind;

/**
 * Carries what host code threw through the guest's frames, so that it is neither caught there nor taken for the
 * guest's fault. It never leaves the engine.
 */
public final class HostThrowable extends Unwind {
    private static final long serialVersionUID = 1L;

    private final Throwable thrown;

    private HostThrowable(Throwable thrown) {
        super(null);
        this.thrown = thrown;
    }

    /** What to throw into guest frames for something that host code threw. */
    public static Unwind wrap(Throwable thrown) {
        return thrown instanceof Unwind unwind ? unwind : new HostThrowable(thrown);
    }

    /** Throws what the host code threw. */
    public <T extends Throwable> RuntimeException rethrow() throws T {
        @SuppressWarnings("unchecked")
        T as = (T) thrown;
        throw as;
    }
}
