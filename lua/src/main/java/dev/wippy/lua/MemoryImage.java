package dev.wippy.lua;

import dev.wippy.engine.CoreMemory;
import java.util.Arrays;

/**
 * What a memory holds, for others to begin with: making a state anew for each process takes five times as long as copying
 * one. The stack's pointer is not part of it, which is where it began whenever no function runs.
 *
 * @param size of the memory
 * @param start the address of the first byte, a little below where the stack begins
 * @param bytes what stands there, up to the last that is not zero
 */
record MemoryImage(long size, long start, byte[] bytes) {
    /** Where the stack ends and data begins, as {@code rebuild.sh} says: what functions left below is no state. */
    private static final int STACK = 98_304;

    /** What most scripts use of the stack: there from the beginning, no more of the memory is touched for it. */
    private static final int STACK_USED = 16 << 10;

    static MemoryImage of(CoreMemory memory) {
        byte[] all = new byte[Math.toIntExact(memory.size())];
        memory.read(0, all, 0, all.length);
        int from = STACK - STACK_USED;
        Arrays.fill(all, 0, STACK, (byte) 0);
        int to = all.length;
        while (to > from && all[to - 1] == 0) {
            to--;
        }
        return new MemoryImage(all.length, from, Arrays.copyOfRange(all, from, to));
    }

    void writeTo(CoreMemory memory) {
        memory.write(start, bytes, 0, bytes.length);
    }
}
