package dev.wippy.component.abi;

import dev.wippy.component.concurrent.CopyBuffer;
import dev.wippy.engine.Trap;
import org.jspecify.annotations.Nullable;

/** Experimental: elements in a guest's memory ({@code BufferGuestImpl}). */
final class GuestBuffer implements CopyBuffer {
    private static final int MAX_LENGTH = (1 << 28) - 1;
    private static final @Nullable Object[] NOTHING = {};

    private final LiftLowerContext cx;
    private final @Nullable Codec element;
    private final int length;
    private long pointer;
    private int progress;

    /** A buffer, or a trap; no codec where elements are nothing. */
    GuestBuffer(LiftLowerContext cx, @Nullable Codec element, long pointer, int length) {
        if (Integer.compareUnsigned(length, MAX_LENGTH) > 0) {
            throw new Trap("stream or future buffer too long: " + Integer.toUnsignedString(length)
                    + " elements, of at most " + MAX_LENGTH);
        }
        this.cx = cx;
        this.element = element;
        this.pointer = pointer;
        this.length = length;
        if (element != null && length > 0) {
            cx.check("buffer", pointer, element.alignment, (long) length * element.size);
        }
    }

    @Override
    public int remain() {
        return length - progress;
    }

    @Override
    public int progress() {
        return progress;
    }

    @Override
    public boolean empty() {
        return length == 0;
    }

    @Override
    public @Nullable Object[] read(int count) {
        progress += count;
        if (element == null) {
            return NOTHING;
        }
        byte[] bytes = cx.read(pointer, count * element.size);
        @Nullable
        Object[] elements = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
            elements[i] = element.load(cx, bytes, i * element.size);
        }
        pointer += (long) count * element.size;
        cx.end();
        return elements;
    }

    @Override
    public void write(@Nullable Object[] elements, int count) {
        progress += count;
        if (element == null) {
            return;
        }
        for (int i = 0; i < count; i++) {
            Object value = elements[i];
            if (value == null) {
                throw new IllegalStateException("an element is missing");
            }
            element.store(cx, value, pointer);
            pointer += element.size;
        }
    }
}
