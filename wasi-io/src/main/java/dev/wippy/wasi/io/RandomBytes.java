package dev.wippy.wasi.io;

import dev.wippy.engine.Trap;
import dev.wippy.kernel.ErrorKind;
import dev.wippy.kernel.KernelException;
import java.util.function.Consumer;

/** Lists of random bytes, made piece by piece so that the making of a long one can be stopped. */
final class RandomBytes {

    /** The most bytes at once. The WIT lets a guest ask for more than exists, and has no error to answer with. */
    static final int MAX_LENGTH = 64 << 20;

    private static final int PIECE = 1 << 16;

    private RandomBytes() {}

    /**
     * Makes random bytes.
     *
     * @param function who asks, for the message
     * @param length unsigned
     * @param source fills a whole array
     */
    static byte[] fill(String function, long length, Consumer<byte[]> source) {
        if (Long.compareUnsigned(length, MAX_LENGTH) > 0) {
            throw new Trap("%s: %s bytes at once, where at most %d are given"
                    .formatted(function, Long.toUnsignedString(length), MAX_LENGTH));
        }
        byte[] bytes = new byte[(int) length];
        if (bytes.length <= PIECE) {
            source.accept(bytes);
            return bytes;
        }
        byte[] piece = new byte[PIECE];
        for (int from = 0; from < bytes.length; from += PIECE) {
            // Whoever ends the process interrupts what it does in the host. Half a list is no answer: it is not random.
            if (Thread.currentThread().isInterrupted()) {
                throw new KernelException(ErrorKind.CANCELED, function + " was interrupted");
            }
            source.accept(piece);
            System.arraycopy(piece, 0, bytes, from, Math.min(PIECE, bytes.length - from));
        }
        return bytes;
    }
}
