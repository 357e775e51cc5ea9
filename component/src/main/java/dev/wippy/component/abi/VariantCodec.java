package dev.wippy.component.abi;

import dev.wippy.component.types.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Variants and results, lifted to {@link CaseValue}s. */
final class VariantCodec extends CaseCodec {

    VariantCodec(ValueType type, List<? extends @Nullable Codec> payloads) {
        super(type, payloads);
    }

    @Override
    Object make(int index, @Nullable Object payload) {
        return new CaseValue(index, payload);
    }

    @Override
    int index(LiftLowerContext cx, Object value) {
        if (value instanceof CaseValue(int index, _) && index >= 0 && index < cases()) {
            return index;
        }
        throw cx.mismatch(type, "a CaseValue of one of its cases", value);
    }

    @Override
    @Nullable
    Object payload(Object value) {
        return ((CaseValue) value).payload();
    }
}
