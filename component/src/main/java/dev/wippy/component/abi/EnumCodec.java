package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Enums, lifted to the index of their case. */
final class EnumCodec extends CaseCodec {

    EnumCodec(ValueType.Enum type) {
        super(type, Collections.<@Nullable Codec>nCopies(type.names().size(), null));
    }

    @Override
    Object make(int index, @Nullable Object payload) {
        return index;
    }

    @Override
    int index(LiftLowerContext cx, Object value) {
        if (value instanceof Integer index && index >= 0 && index < cases()) {
            return index;
        }
        throw cx.mismatch(type, "an Integer, the index of a case", value);
    }

    @Override
    @Nullable
    Object payload(Object value) {
        return null;
    }
}
