package dev.wippy.engine.run;

/**
 * What is beside a window: a wider one, in which the bytes that the window has too do not count. It comes of accesses
 * of a loop that keeps the window's array in a local, and lasts until that takes it anew.
 *
 * @param bytes the wider window
 * @param low the address of its first byte
 */
record Annex(byte[] bytes, int low) {

    boolean covers(long from, int length) {
        return from >= low && from + length <= low + (long) bytes.length;
    }

    /** Byte by byte, as each may be in the window or beside it; the first is the lowest. */
    long load(long from, int length, byte[] window, int windowLow) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            int at = (int) from + i;
            int index = at - windowLow;
            byte each = index >= 0 && index < window.length ? window[index] : bytes[at - low];
            value = value << Byte.SIZE | Byte.toUnsignedLong(each);
        }
        return value;
    }

    void store(long from, int length, long value, byte[] window, int windowLow) {
        long rest = value;
        for (int i = 0; i < length; i++) {
            int at = (int) from + i;
            int index = at - windowLow;
            if (index >= 0 && index < window.length) {
                window[index] = (byte) rest;
            } else {
                bytes[at - low] = (byte) rest;
            }
            rest >>>= Byte.SIZE;
        }
    }
}
