package dev.wippy.component.binary;

import java.util.Arrays;
import java.util.Objects;

/** A part of the bytes that were parsed, such as a core module; not copied until it is asked for. */
public final class Slice {
    private final byte[] bytes;
    private final int from;
    private final int length;

    /**
     * @param bytes of the outermost component, which nobody changes
     * @throws IndexOutOfBoundsException if the part is not within them
     */
    public Slice(byte[] bytes, int from, int length) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        this.bytes = bytes;
        this.from = from;
        this.length = length;
    }

    /** Where it begins, counted from the start of the outermost component. */
    public int offset() {
        return from;
    }

    /** Its length in bytes. */
    public int length() {
        return length;
    }

    /** The bytes, in an array of their own. */
    public byte[] copy() {
        return Arrays.copyOfRange(bytes, from, from + length);
    }
}
