package dev.wippy.kernel.spi;

import java.util.Optional;

/** Bytes that come in over time, such as standard input. Never blocks; safe for use by many threads. */
public interface Source {

    /** Has ended. */
    Source EMPTY = new Source() {
        @Override
        public Optional<byte[]> poll(int max) {
            return Optional.empty();
        }

        @Override
        public Readiness readable() {
            return Readiness.ALWAYS;
        }
    };

    /**
     * Takes what is there, at most {@code max} bytes: none when there is none yet, empty after the last byte.
     *
     * @throws dev.wippy.kernel.KernelException if reading failed
     */
    Optional<byte[]> poll(int max);

    /** Ready while {@link #poll} gives bytes, the end or an error. */
    Readiness readable();
}
