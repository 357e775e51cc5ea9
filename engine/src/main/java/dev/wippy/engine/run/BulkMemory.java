package dev.wippy.engine.run;

import dev.wippy.engine.Safepoint;
import java.util.Arrays;

/**
 * Instructions on whole memories. Long ones are done in pieces with a poll between, so that they can be stopped. Public
 * for generated classes only.
 */
public final class BulkMemory {
    static final int PIECE = 64 << 10;

    private BulkMemory() {}

    public static int size(LinearMemory memory) {
        return memory.pages();
    }

    public static int grow(int delta, LinearMemory memory) {
        return memory.grow(delta);
    }

    public static void fill(int address, int value, int length, LinearMemory memory) {
        long from = Integer.toUnsignedLong(address);
        long to = from + Integer.toUnsignedLong(length);
        // What has not been touched is zero.
        boolean clears = (byte) value == 0;
        if (clears) {
            memory.check(from, to - from);
        } else {
            memory.touch(from, to - from);
        }
        for (long at = from; at < to; at += PIECE) {
            long end = Math.min(at + PIECE, to);
            if (clears) {
                memory.clear(at, end);
            } else {
                // The window may have moved at the poll.
                memory.touch(at, end - at);
                Arrays.fill(memory.bytes, (int) at - memory.low, (int) end - memory.low, (byte) value);
            }
            if (end < to) {
                Safepoint.poll();
            }
        }
    }

    public static void copy(int to, int from, int length, LinearMemory target, LinearMemory source) {
        long count = Integer.toUnsignedLong(length);
        source.touch(Integer.toUnsignedLong(from), count);
        target.touch(Integer.toUnsignedLong(to), count);
        boolean backwards = source == target && Integer.compareUnsigned(to, from) > 0;
        for (int done = 0; done < length; done += PIECE) {
            int piece = Math.min(PIECE, length - done);
            int at = backwards ? length - done - piece : done;
            source.touch(from + at, piece);
            target.touch(to + at, piece);
            System.arraycopy(source.bytes, from + at - source.low, target.bytes, to + at - target.low, piece);
            poll(done, length);
        }
    }

    public static void init(int address, int from, int length, LinearMemory memory, int segment,
            ModuleInstance instance) {
        long start = Integer.toUnsignedLong(from);
        long count = Integer.toUnsignedLong(length);
        if (start + count > instance.dataLength(segment)) {
            throw Traps.outOfBoundsMemory();
        }
        write(address, instance.binary(), instance.dataOffset(segment) + from, length, memory);
    }

    /** Copies bytes, of which there are as many, into a memory. */
    public static void write(int address, byte[] bytes, int from, int length, LinearMemory memory) {
        memory.touch(Integer.toUnsignedLong(address), Integer.toUnsignedLong(length));
        for (int done = 0; done < length; done += PIECE) {
            int piece = Math.min(PIECE, length - done);
            memory.touch(address + done, piece);
            System.arraycopy(bytes, from + done, memory.bytes, address + done - memory.low, piece);
            poll(done, length);
        }
    }

    public static void drop(int segment, ModuleInstance instance) {
        instance.dropData(segment);
    }

    private static void poll(int done, int length) {
        if (length - done > PIECE) {
            Safepoint.poll();
        }
    }
}
