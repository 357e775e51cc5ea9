package dev.wippy.kernel;

/**
 * Bounds the stack of a process that waits, or is sent away, while it is deep. The JVM moves a parked thread's frames to the
 * heap, and only the topmost back, so that its own bound, which is the carrier's stack, counts anew after each time: a guest
 * that recursed and slept in turn would fill the heap with a stack that no limit bounds. So its frames are counted now and
 * then, on its own thread.
 */
final class StackWatch {

    /** A frame takes at least so many bytes: what is more than this many to a stack has not come there in one go. */
    private static final int MIN_FRAME = 32;

    private static final long MAX_FRAMES = ThreadStack.BYTES / MIN_FRAME;

    /** By what a stack can grow in a nanosecond: pushing frames is bound by writing them. */
    private static final int BYTES_A_NANO = 32;

    /** Counting takes some 50 microseconds in all but deep stacks; after so much possible growth that is a hundredth. */
    private static final long UNSEEN_BYTES = 32L << 20;

    private static final StackWalker WALKER = StackWalker.getInstance();

    private long unseen;

    /** It ran for that long since it was parked last. */
    void ran(long nanos) {
        unseen += Math.min(nanos * BYTES_A_NANO, ThreadStack.BYTES);
    }

    /** Whether the present thread has more frames than a thread's stack has room for; looks when it is time to. */
    boolean isTooDeep() {
        if (unseen < UNSEEN_BYTES) {
            return false;
        }
        unseen = 0;
        return WALKER.walk(frames -> frames.skip(MAX_FRAMES).findAny().isPresent());
    }
}
