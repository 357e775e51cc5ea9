package dev.wippy.engine.run;

import dev.wippy.engine.Safepoint;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The window of a memory that sleeps: where it was, and of its blocks of 64 bytes those that differ from the initial
 * image. Blocks that small keep of a page with a stack's end in it what is on the stack. Immutable.
 *
 * <p>Of what is kept, each run of blocks is preceded by two integers: where in the window it begins, and its length.
 */
final class CompactMemory {
    private static final int BLOCK = 64;
    private static final int PIECE = 64 << 10;
    /** What an array and this object take beside their bytes, about. */
    private static final int OVERHEAD = 48;

    final int low;
    final int length;
    private final byte[] kept;

    private CompactMemory(int low, int length, byte[] kept) {
        this.low = low;
        this.length = length;
        this.kept = kept;
    }

    /** The bytes that it takes. */
    int size() {
        return kept.length + OVERHEAD;
    }

    /** The bytes that the window takes beyond that. */
    int spared() {
        return length - size();
    }

    /**
     * The compact form of a window; null if it would not take less than three quarters of it, or {@code wanted}, asked after
     * each 64 KiB, is no longer true.
     */
    static @Nullable CompactMemory of(byte[] window, int low, MemoryImage image, BooleanSupplier wanted) {
        int most = window.length / 4 * 3 - OVERHEAD;
        byte[] kept = new byte[Math.min(1024, Math.max(most, 0))];
        int end = 0;
        int blocks = (window.length + BLOCK - 1) / BLOCK;
        int block = 0;
        while (true) {
            int start = block;
            while (start < blocks && matches(window, low, start, image)) {
                start++;
                if (start * BLOCK % PIECE == 0 && !wanted.getAsBoolean()) {
                    return null;
                }
            }
            if (start == blocks) {
                return new CompactMemory(low, window.length, Arrays.copyOf(kept, end));
            }
            // A run ends with its piece at the latest, so that the loop above asks often enough.
            block = start + 1;
            while (block < blocks && block * BLOCK % PIECE != 0
                    && !matches(window, low, block, image)) {
                block++;
            }
            int bytes = Math.min(block * BLOCK, window.length) - start * BLOCK;
            int more = end + 2 * Integer.BYTES + bytes;
            if (more > most) {
                return null;
            }
            if (more > kept.length) {
                kept = Arrays.copyOf(kept, Math.min(most, Math.max(kept.length * 2, more)));
            }
            LinearMemory.INT.set(kept, end, start * BLOCK);
            LinearMemory.INT.set(kept, end + Integer.BYTES, bytes);
            end += 2 * Integer.BYTES;
            System.arraycopy(window, start * BLOCK, kept, end, bytes);
            end += bytes;
            if (!wanted.getAsBoolean()) {
                return null;
            }
        }
    }

    private static boolean matches(byte[] window, int low, int block, MemoryImage image) {
        int at = block * BLOCK;
        return image.matches(window, at, low + at, Math.min(BLOCK, window.length - at));
    }

    /** Makes the window whole in an array of zeros, with a safepoint after each 64 KiB. */
    void writeTo(byte[] window, MemoryImage image) {
        for (int at = 0; at < length; at += PIECE) {
            image.write(low + at, Math.min(PIECE, length - at), window, at);
            if (at + PIECE < length) {
                Safepoint.poll();
            }
        }
        int sincePoll = 0;
        for (int at = 0; at < kept.length;) {
            int to = (int) LinearMemory.INT.get(kept, at);
            int bytes = (int) LinearMemory.INT.get(kept, at + Integer.BYTES);
            at += 2 * Integer.BYTES;
            System.arraycopy(kept, at, window, to, bytes);
            at += bytes;
            sincePoll += bytes;
            if (sincePoll >= PIECE) {
                sincePoll = 0;
                Safepoint.poll();
            }
        }
    }
}
