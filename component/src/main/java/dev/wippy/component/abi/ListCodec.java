package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType;
import dev.wippy.engine.CoreType;
import dev.wippy.engine.Safepoint;
import java.util.List;
import java.util.function.Consumer;

/** Lists, lifted to {@code Object[]}; a list of bytes is a {@link ByteListCodec}'s. */
final class ListCodec extends PointerCodec {

    /** Bytes that are copied at a time, where an element is not larger. */
    private static final int PIECE = 1 << 14;

    private static final int POLL = 1024;

    private final Codec element;
    private final int perPiece;

    ListCodec(ValueType type, Codec element) {
        super(type, List.of(CoreType.I32, CoreType.I32));
        this.element = element;
        this.perPiece = Math.clamp(PIECE / element.size, 1, POLL);
    }

    @Override
    Object loadRange(LiftLowerContext cx, long pointer, int length) {
        long count = Integer.toUnsignedLong(length);
        cx.checkLifted("list", pointer, element.alignment, count * element.size,
                cx.forms * count * (REFERENCE + element.heap()));
        // An element has a byte at least, so that the memory bounds the count.
        Object[] values = new Object[(int) count];
        byte[] bytes = new byte[Math.min(perPiece, values.length) * element.size];
        for (int from = 0; from < values.length; from += perPiece) {
            Safepoint.poll();
            int some = Math.min(perPiece, values.length - from);
            cx.memory().read(pointer + (long) from * element.size, bytes, 0, some * element.size);
            for (int i = 0; i < some; i++) {
                values[from + i] = element.load(cx, bytes, i * element.size);
            }
        }
        return values;
    }

    @Override
    long storeRange(LiftLowerContext cx, Object value) {
        if (!(value instanceof Object[] values)) {
            throw cx.mismatch(type, "an Object[]", value);
        }
        long length = (long) values.length * element.size;
        if (length > LiftLowerContext.MAX_BYTE_LENGTH) {
            throw cx.mismatch(type, "a list of at most " + LiftLowerContext.MAX_BYTE_LENGTH / element.size, value);
        }
        long pointer = cx.allocate(element.alignment, length);
        if (element instanceof ScalarCodec scalar && !scalar.hasOwned() && !scalar.hasBorrowed()) {
            storeScalars(cx, scalar, values, pointer);
        } else {
            for (int i = 0; i < values.length; i++) {
                if (i % POLL == 0) {
                    Safepoint.poll();
                }
                element.store(cx, values[i], pointer + (long) i * element.size);
            }
        }
        return pack(pointer, values.length);
    }

    private void storeScalars(LiftLowerContext cx, ScalarCodec scalar, Object[] values, long pointer) {
        byte[] bytes = new byte[Math.min(perPiece, values.length) * scalar.size];
        for (int from = 0; from < values.length; from += perPiece) {
            Safepoint.poll();
            int some = Math.min(perPiece, values.length - from);
            for (int i = 0; i < some; i++) {
                scalar.encode(cx, values[from + i], bytes, i * scalar.size);
            }
            cx.memory().write(pointer + (long) from * scalar.size, bytes, 0, some * scalar.size);
        }
    }

    @Override
    boolean hasOwned() {
        return element.hasOwned();
    }

    @Override
    boolean hasBorrowed() {
        return element.hasBorrowed();
    }

    @Override
    void owned(Object value, Consumer<Resource> consumer) {
        if (hasOwned() && value instanceof Object[] values) {
            for (Object each : values) {
                element.owned(each, consumer);
            }
        }
    }
}
