package dev.wippy.component.concurrent;

import org.jspecify.annotations.Nullable;

/** Room for elements that are copied (CanonicalABI.md, <em>Buffer State</em>). */
public interface CopyBuffer {
    /** Elements that are copied at a time, so that what lies between two memories stays small. */
    int PIECE = 1024;

    /** How many it still has or takes. */
    int remain();

    /** How many were copied. */
    int progress();

    /** Whether it never had room. */
    boolean empty();

    /** Lifts the next elements. */
    @Nullable
    Object[] read(int count);

    /** Lowers elements. */
    void write(@Nullable Object[] elements, int count);

    /** Copies from one to another. */
    static void copy(CopyBuffer from, CopyBuffer to, int count) {
        for (int left = count; left > 0;) {
            int some = Math.min(left, PIECE);
            to.write(from.read(some), some);
            left -= some;
        }
    }
}
