package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType;
import dev.wippy.engine.CoreType;
import java.util.List;

/** Lists of u8, lifted to {@code byte[]}. */
final class ByteListCodec extends PointerCodec {

    ByteListCodec(ValueType type) {
        super(type, List.of(CoreType.I32, CoreType.I32));
    }

    @Override
    Object loadRange(LiftLowerContext cx, long pointer, int length) {
        long count = Integer.toUnsignedLong(length);
        cx.checkLifted("list", pointer, 1, count, count);
        return cx.read(pointer, length);
    }

    @Override
    long storeRange(LiftLowerContext cx, Object value) {
        if (!(value instanceof byte[] bytes)) {
            throw cx.mismatch(type, "a byte[]", value);
        }
        if (bytes.length > LiftLowerContext.MAX_BYTE_LENGTH) {
            throw cx.mismatch(type, "a byte[] of at most " + LiftLowerContext.MAX_BYTE_LENGTH, value);
        }
        long pointer = cx.allocate(1, bytes.length);
        cx.write(pointer, bytes);
        return pack(pointer, bytes.length);
    }
}
