package dev.wippy.lua;

import dev.wippy.engine.CoreMemory;
import java.util.Arrays;

/**
 * What a memory holds, for others to begin with: making a state anew for each process takes five times as long as copying
 * one. The stack's pointer is not part of it, which is where it began whenever no function runs.
 *
 * @param size of the memory
 * @param start the first address that holds anything
 * @param bytes what stands there, up to the last that is not zero
 */
record MemoryImage(long size, long start, byte[] bytes) {

    static MemoryImage of(CoreMemory memory) {
        byte[] all = new byte[Math.toIntExact(memory.size())];
        memory.read(0, all, 0, all.length);
        int from = 0;
        int to = all.length;
        while (from < to && all[from] == 0) {
            from++;
        }
        while (to > from && all[to - 1] == 0) {
            to--;
        }
        return new MemoryImage(all.length, from, Arrays.copyOfRange(all, from, to));
    }

    void writeTo(CoreMemory memory) {
        memory.write(start, bytes, 0, bytes.length);
    }
}
