package dev.wippy.kernel.spi;

/** Where bytes go over time, such as standard output. Never blocks; safe for use by many threads. */
public interface Sink {

    /** Takes all and keeps nothing. */
    Sink DISCARD = new Sink() {
        @Override
        public int capacity() {
            return 1 << 16;
        }

        @Override
        public void write(byte[] bytes) {}

        @Override
        public boolean flushed() {
            return true;
        }

        @Override
        public Readiness writable() {
            return Readiness.ALWAYS;
        }

        @Override
        public Readiness drained() {
            return Readiness.ALWAYS;
        }
    };

    /** Whether nobody sees what is written. */
    default boolean discards() {
        return this == DISCARD;
    }

    /**
     * How many bytes may be written now, 0 when it is full.
     *
     * @throws dev.wippy.kernel.KernelException of kind Unavailable if writing has failed, for good
     */
    int capacity();

    /** Takes bytes, at most {@link #capacity}, which the caller no longer changes. */
    void write(byte[] bytes);

    /** Whether all that was written has gone out. */
    boolean flushed();

    /** Ready while {@link #capacity} is above 0 or writing has failed. */
    Readiness writable();

    /** Ready while {@link #flushed} or writing has failed. */
    Readiness drained();
}
