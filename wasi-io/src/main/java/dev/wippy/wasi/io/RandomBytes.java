package dev.wippy.wasi.io;

import dev.wippy.engine.Safepoint;
import dev.wippy.engine.Trap;
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
            Safepoint.poll();
            source.accept(piece);
            System.arraycopy(piece, 0, bytes, from, Math.min(PIECE, bytes.length - from));
        }
        return bytes;
    }
}
